"""Commands of git hooks: `hook install`, and `hook run`, which the hook calls."""

from __future__ import annotations

import json
import os
import shlex
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from stdpub.cli.archive import As, FormatAsked
from stdpub.cli.library_errors import told
from stdpub.cli.messages import EXIT_FINDINGS, Usage, in_user_language, say
from stdpub.cli.versions import LibraryAsked, open_library
from stdpub.model.source import Words

MARK = "stdpub hook run"
BEFORE = ".before-stdpub"
"""Ends the name of a hook that was there before, and is called first."""

_UPDATES_LIMIT = 10_000_000

hook = typer.Typer(help="Let git refuse broken drafts and any change of what was published.", no_args_is_help=True)


class Hook(StrEnum):
    """When git calls the hook."""

    PRE_RECEIVE = "pre-receive"
    POST_RECEIVE = "post-receive"
    PRE_PUSH = "pre-push"


def add_to(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.add_typer(hook, name="hook", rich_help_panel=None)


@hook.command()
def install(
    repository: Annotated[Path | None, typer.Argument(help="The git repository; else as by --library.")] = None,
    library: LibraryAsked = None,
    pre_push: Annotated[bool, typer.Option("--pre-push", help="Look before pushing from a clone.")] = False,
    chain: Annotated[bool, typer.Option("--chain", help="Keep a hook that is there, and call it first.")] = False,
    format_: FormatAsked = As.TEXT,
) -> None:
    """Install hooks that refuse broken drafts on protected branches and any change of what was published.

    `stdpub hook install /srv/library.git` protects a repository that others push to, and has it note when each push was
    accepted; `stdpub hook install --pre-push` in a clone says what would be refused before anything is sent. The branches
    are those of `[hook] branches` in stdpub.toml, else the main one.
    """
    with told():
        opened = open_library(repository or library)
        hooks = _hooks_of(opened.repository.path, opened.repository.config("core.hookspath"))
    names = (Hook.PRE_PUSH,) if pre_push else (Hook.PRE_RECEIVE, Hook.POST_RECEIVE)
    for name in names:
        _refuse_another(hooks / name.value, name, chain=chain)
    installed = [(hooks / name.value, _install(hooks / name.value, name)) for name in names]
    if format_ is As.JSON:
        record = [{"hook": str(place), "chained": str(first) if first else None} for place, first in installed]
        typer.echo(json.dumps({"hooks": record}, ensure_ascii=False))
        return
    for place, first in installed:
        typer.echo(str(place))
        if first:
            say(in_user_language(Words(f"it calls `{first}` first", f"它先调用`{first}`")))


@hook.command("run")
def run_hook(
    when: Annotated[Hook, typer.Argument(help="When git calls it.")],
    arguments: Annotated[list[str] | None, typer.Argument(help="What git adds: of a push, the remote.")] = None,
) -> None:
    """Judge what git says on standard input; the installed hook calls this, and nobody else has to."""
    del arguments
    from stdpub.cli.pushed import judged, library_pushed_to, updates  # noqa: PLC0415 - git is not for `--help`
    from stdpub.store.receipts import receive  # noqa: PLC0415

    text = sys.stdin.buffer.read(_UPDATES_LIMIT + 1)
    if len(text) > _UPDATES_LIMIT:
        raise Usage(Words("too many references are pushed at once", "一次推送的引用过多"))
    if when is Hook.POST_RECEIVE:
        with told():
            receive(library_pushed_to())
        return
    with told():
        refusals = judged(library_pushed_to(), updates(text, when.value))
    for refusal in refusals:
        say(refusal)
    if refusals:
        raise typer.Exit(EXIT_FINDINGS)


def _hooks_of(git_directory: Path, configured: str) -> Path:
    """Return the folder in which git looks for the hooks of a repository."""
    if configured:
        raise Usage(
            Words(
                f"the hooks of this repository lie in `{configured}` by `core.hooksPath`",
                f"此仓库的钩子由`core.hooksPath`指定在`{configured}`",
            ),
            Words(
                f"call `{shlex.quote(sys.executable)} -P -m {MARK} pre-receive` from the hook there",
                f"请在该处的钩子中调用`{shlex.quote(sys.executable)} -P -m {MARK} pre-receive`",
            ),
        )
    common = git_directory / "commondir"
    root = git_directory / common.read_text(encoding="utf-8").strip() if common.is_file() else git_directory
    return root.resolve() / "hooks"


def _refuse_another(place: Path, name: Hook, *, chain: bool) -> None:
    """Refuse to install a hook where another one is that is not to be kept, or cannot be."""
    before = place.with_name(f"{name.value}{BEFORE}")
    if _is_another(place) and (not chain or before.exists()):
        raise Usage(
            Words(f"there is a hook already: `{place}`", f"已有钩子：`{place}`"),
            Words(
                "with `--chain` it is kept, and called first"
                if not before.exists()
                else f"and one that was kept: `{before}`; move one of them away",
                "用`--chain`可保留它并先调用" if not before.exists() else f"且已有保留的钩子`{before}`，请移走其中之一",
            ),
        )


def _is_another(place: Path) -> bool:
    return place.exists() and MARK not in place.read_text(encoding="utf-8", errors="replace")


def _install(place: Path, name: Hook) -> Path | None:
    """Write the hook, and return the one that it calls first, None where there is none."""
    before = place.with_name(f"{name.value}{BEFORE}")
    if _is_another(place):
        place.rename(before)
    place.parent.mkdir(parents=True, exist_ok=True)
    beside = place.with_name(f".{name.value}.{os.getpid()}")
    beside.write_text(_script(name, chained=before.exists()), encoding="utf-8")
    beside.chmod(0o755)
    beside.replace(place)
    return before if before.exists() else None


_REFUSES = "refuses broken drafts and any change of what was published"
_PURPOSES = {
    Hook.PRE_RECEIVE: _REFUSES,
    Hook.PRE_PUSH: _REFUSES,
    Hook.POST_RECEIVE: "notes when this archive accepted what was pushed",
}


def _script(name: Hook, *, chained: bool) -> str:
    """Return the hook as a shell script; `-P` keeps Python from loading modules out of the repository."""
    python = shlex.quote(sys.executable)
    missing = in_user_language(
        Words(
            "stdpub is not installed for this Python any more, so nothing can be judged; "
            "run `stdpub hook install` again, or remove this hook:",
            "该Python中已没有stdpub，无法检查；请重新运行`stdpub hook install`，或删除此钩子：",
        )
    )
    head = f"""\
#!/bin/sh
# Installed by `stdpub hook install`: {_PURPOSES[name]}.
python={python}
if ! "$python" -P -c 'import stdpub' 2>/dev/null; then
    printf '%s\\n' {shlex.quote(missing)} "$python" "$0" >&2
    exit 1
fi
"""
    if not chained:
        return f'{head}exec "$python" -P -m {MARK} {name.value} "$@"\n'
    return f"""{head}updates=$(mktemp) || exit 1
trap 'rm -f "$updates"' EXIT
cat > "$updates"
"$0{BEFORE}" "$@" < "$updates" || exit $?
"$python" -P -m {MARK} {name.value} "$@" < "$updates"
"""
