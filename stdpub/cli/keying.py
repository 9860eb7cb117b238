"""The command `keys`: standards on disk in; a key written for everything that must have one and has none.

Its subcommands tell what became of keys; whatever is none of their names is a path of what gets keys.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from stdpub.cli import key_fates
from stdpub.cli.carrying import carry
from stdpub.cli.diagnostics import as_text
from stdpub.cli.drafting import UNREADABLE, MessagesIn, exit_code
from stdpub.cli.editing import put_texts
from stdpub.cli.fixing import changed_files
from stdpub.cli.folders import Found, standards
from stdpub.cli.key_form import Form, FormOption
from stdpub.cli.messages import in_user_language, say, speak
from stdpub.cli.progress import steps
from stdpub.model.source import Diagnostic, Words

_LETTERS = "abcdefghjkmnpqrstuvwxyz"
_SIGNS = f"{_LETTERS}23456789"
"""What a minted key is made of; signs that are taken for one another are left out."""

_REFUSED = frozenset({"duplicate-key", "second-key"}) | UNREADABLE
"""Faults that no new key can mend."""


_MINT = "mint"


class _Keys(typer.core.TyperGroup):
    """A group whose first subcommand may be left out: `stdpub keys my-standard` is `stdpub keys mint my-standard`."""

    def parse_args(self, ctx: typer.Context, args: list[str]) -> list[str]:  # type: ignore[override]  # its own class of contexts is private
        """Put the name of the first subcommand before arguments that begin with none."""
        if args and args[0] not in {*self.commands, *ctx.help_option_names}:
            args = [_MINT, *args]
        return super().parse_args(ctx, args)


def add_to(app: typer.Typer) -> None:
    """Add the command of this module with its subcommands."""
    keys = typer.Typer(cls=_Keys, no_args_is_help=True, rich_markup_mode=None)
    keys.command(_MINT)(mint)
    keys.command("carry")(carry)
    key_fates.add_to(keys)
    app.add_typer(
        keys,
        name="keys",
        help="Write a key for everything that has none, or record what became of keys that were published.\n\n"
        "`stdpub keys my-standard` mints what is missing, as `stdpub keys mint my-standard` does; a folder that is called "
        "like a subcommand is named `./split`.",
    )


def mint(
    paths: Annotated[list[Path], typer.Argument(help="Folders of standards, a library, Markdown files, or `-`.")],
    diff: Annotated[bool, typer.Option("--diff", help="Print what would change and change nothing.")] = False,
    format_: FormOption = Form.TEXT,
    language: MessagesIn = None,
) -> None:
    """Write a key, such as `{#k7m2q9}`, for everything that must have one when it is published, and has none.

    A key names its thing for ever, whatever number it gets. Write one of your own, `{#venting}`, where you want it to be
    read by people; all bytes but the new keys stay as they are. Exit code 1 says that two things have one key.
    """
    speak(language)
    from stdpub.read.keying import keyed  # noqa: PLC0415 - the reader is not for `--help`

    wanted = standards(paths)
    refused = [(one, found) for one in wanted for found in _doubled(one)]
    if refused:
        for one, found in refused:
            typer.echo(as_text(found, one.name(found.at.file), None, colour=False))
        say(in_user_language(Words("no key was written: mend these first", "未写入任何键：请先修改以上问题")))
        raise typer.Exit(exit_code([found for _, found in refused]))
    results = [(one, keyed(one.folder, _mint)) for one in steps(wanted, "keys")]
    put_texts(
        [changed for one, result in results for changed in changed_files(one, result.folder, diff=diff)], diff=diff
    )
    records = [
        {"key": new.key, "kind": new.kind, "file": one.name(new.at.file), "line": new.at.line, "column": new.at.column}
        for one, result in results
        for new in result.new
    ]
    if format_ is Form.JSON and not diff:
        typer.echo(json.dumps(records, ensure_ascii=False, indent=2))
    left = sum(len(result.left) for _, result in results)
    done = Words(f"{_of(len(records))} written", f"已写入{len(records)}个键")
    would = Words(
        f"{_of(len(records))} would be written, others the next time", f"将写入{len(records)}个键，实际写入时键名不同"
    )
    say(in_user_language(would if diff else done))
    if left:
        say(
            in_user_language(
                Words(
                    f"{left} things have no key yet: their place in a translation differs, or no key can stand there",
                    f"另有{left}处尚无键：译本结构不同，或该处不能写键",
                )
            )
        )


def _mint() -> str:
    """Return a random key of six signs, a letter first."""
    return secrets.choice(_LETTERS) + "".join(secrets.choice(_SIGNS) for _ in range(5))


def _doubled(one: Found) -> Iterator[Diagnostic]:
    """Yield the faults of keys that keep new ones from being written."""
    from stdpub.pipeline import versions  # noqa: PLC0415 - the reader is not for `--help`

    found = dict.fromkeys(fault for standard in versions(one.folder) for fault in standard.diagnostics)
    yield from (fault for fault in found if fault.rule in _REFUSED)


def _of(count: int) -> str:
    return "1 key" if count == 1 else f"{count} keys"
