"""Commands that look into a library's past: `log`, `show`, `history`, `blame`."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum
from typing import Annotated, TypeVar

import typer

from stdpub.cli.drafting import MessagesIn
from stdpub.cli.library_errors import told
from stdpub.cli.messages import HELP, Usage, colours, in_user_language, say, speak
from stdpub.cli.versions import CURRENT, AsOfAsked, LanguageAsked, LibraryAsked, named, open_library
from stdpub.model.source import Words

_Told = TypeVar("_Told", bound=Mapping[str, object])


class As(StrEnum):
    """How the past is told."""

    TEXT = "text"
    JSON = "json"


class Form(StrEnum):
    """In what form a version or a thing in it is shown."""

    TEXT = "text"
    MD = "md"
    JSON = "json"
    XML = "xml"
    HTML = "html"
    TXT = "txt"


FormatAsked = Annotated[As, typer.Option("--format", help="How it is told.")]
MostAsked = Annotated[int, typer.Option("--most", min=1, max=100_000, help="How many are told at most, newest first.")]


def add_to(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command()(log)
    app.command()(show)
    app.command()(history)
    app.command()(blame)


def log(
    standard: Annotated[str, typer.Argument(help="SLUG, or SLUG@V for what led to a version; all by default.")] = "",
    *,
    library: LibraryAsked = None,
    as_of: AsOfAsked = "",
    most: MostAsked = 30,
    format_: FormatAsked = As.TEXT,
    language: MessagesIn = None,
) -> None:
    """Tell the editions and drafts of a standard, and the commits that changed it: who, when, and how much.

    `stdpub log cooling` tells of one standard, `stdpub log` of all there are.
    """
    speak(language)
    from stdpub.cli.past import library_log, standard_log  # noqa: PLC0415 - git is not for `--help`
    from stdpub.cli.past_lines import log_lines  # noqa: PLC0415

    with told():
        opened = open_library(library, as_of)
        found = standard_log(opened, named(standard), most) if standard else library_log(opened)
    if not found["standards"]:
        nothing = Words("the library holds no standard yet", "库中还没有标准")
        first = Words("`stdpub publish FOLDER --library PATH` adds one", "`stdpub publish FOLDER --library PATH`可加入")
        say(f"{in_user_language(nothing)}\n  = {in_user_language(HELP)}: {in_user_language(first)}")
    _print(found, log_lines, format_)


def show(
    version: Annotated[str, typer.Argument(help="SLUG@V, and behind it `/~key` or `/NUMBER` for one thing in it.")],
    *,
    library: LibraryAsked = None,
    as_of: AsOfAsked = "",
    form: Annotated[Form, typer.Option("--form", "--format", help="In what form it is shown.")] = Form.TEXT,
    text_in: LanguageAsked = "",
    language: MessagesIn = None,
) -> None:
    """Show a standard, or one thing in it, as it is in a version.

    `stdpub show cooling@2026/5.2` shows a clause of the edition 2026, `stdpub show cooling@draft/~pue-limit` what stands
    under a key in the draft. What was published is shown as it was published.
    """
    speak(language)
    from stdpub.cli.shown import shown  # noqa: PLC0415 - git is not for `--help`
    from stdpub.cli.signing import tell_signature  # noqa: PLC0415

    opened, asked = open_library(library, as_of), named(version)
    with told():
        content = shown(opened, asked, form.value, text_in)
    sys.stdout.buffer.write(content)
    sys.stdout.buffer.flush()
    tell_signature(opened, asked, text_in)


def history(
    thing: Annotated[
        str, typer.Argument(help="SLUG/~key, or SLUG@V/NUMBER; behind SLUG@V only what led to it counts.")
    ],
    *,
    library: LibraryAsked = None,
    as_of: AsOfAsked = "",
    text_in: LanguageAsked = "",
    most: MostAsked = 30,
    format_: FormatAsked = As.TEXT,
    language: MessagesIn = None,
) -> None:
    """Tell which versions changed a clause, a provision or another thing with a key: when, by whom, and how.

    `stdpub history cooling/~pue-limit` tells of a limit wherever it stood, whatever number it had.
    """
    speak(language)
    from stdpub.cli.past import thing_history  # noqa: PLC0415 - git is not for `--help`
    from stdpub.cli.past_lines import history_lines  # noqa: PLC0415

    asked = named(thing)
    if not asked.key and not asked.number:
        raise Usage(
            Words(f"`{asked}` names no thing in the standard", f"`{asked}`没有指明标准中的条目"),
            Words(
                f"write `{asked.slug}/~key` or `{asked.slug}@{CURRENT}/5.2`; `stdpub log {asked.slug}` tells of the whole",
                f"写作`{asked.slug}/~key`或`{asked.slug}@{CURRENT}/5.2`；整个标准用`stdpub log {asked.slug}`",
            ),
        )
    with told():
        found = thing_history(open_library(library, as_of), asked, text_in, most)
    _print(found, history_lines, format_)


def blame(
    version: Annotated[
        str, typer.Argument(help="SLUG or SLUG@V, and behind it `/~key` or `/NUMBER` for a part of it.")
    ],
    *,
    library: LibraryAsked = None,
    as_of: AsOfAsked = "",
    text_in: LanguageAsked = "",
    format_: FormatAsked = As.TEXT,
    language: MessagesIn = None,
) -> None:
    """Tell of each thing with a key which version gave it the content that it has: its commit, author and date.

    `stdpub blame cooling@2026` tells it of a whole edition, `stdpub blame cooling@2026/5` of one clause and all in it.
    """
    speak(language)
    from stdpub.cli.past import version_blame  # noqa: PLC0415 - git is not for `--help`
    from stdpub.cli.past_lines import blame_lines  # noqa: PLC0415

    with told():
        found = version_blame(open_library(library, as_of), named(version), text_in)
    _print(found, blame_lines, format_)


def _print(found: _Told, lines: Callable[[_Told, bool], Iterator[str]], format_: As) -> None:
    if format_ is As.JSON:
        typer.echo(json.dumps(found, ensure_ascii=False, indent=2))
    else:
        for line in lines(found, colours(sys.stdout)):
            typer.echo(line)
