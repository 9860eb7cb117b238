"""The command that shows the legal life of a standard's editions and records what happens to them: `register`."""

from __future__ import annotations

import json
from enum import StrEnum
from typing import Annotated

import typer

from stdpub.cli.drafting import MessagesIn
from stdpub.cli.library_errors import told
from stdpub.cli.messages import Usage, in_user_language, say, speak
from stdpub.cli.versions import AsOfAsked, LibraryAsked, named, open_library
from stdpub.model.register import Event, EventKind
from stdpub.model.source import Words


class As(StrEnum):
    """How the register is shown."""

    TEXT = "text"
    JSON = "json"


def add_to(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command()(register)


def register(  # noqa: PLR0913, PLR0917 - what a command line takes
    standard: Annotated[str, typer.Argument(help="SLUG: the standard whose register is shown or added to.")],
    library: LibraryAsked = None,
    event: Annotated[EventKind | None, typer.Option(help="Record that this happened.")] = None,
    edition: Annotated[str, typer.Option(help="The edition it happened to, such as `2024`.")] = "",
    on: Annotated[str, typer.Option(help="The day it takes effect; today by default.")] = "",
    until: Annotated[
        str, typer.Option(help="The first day it holds no longer: the end of a transition; the new day if postponed.")
    ] = "",
    key: Annotated[str, typer.Option(help="The clause that is withdrawn, for `clause-withdrawn`.")] = "",
    by: Annotated[str, typer.Option(help="The edition that replaces it, for `replaced`.")] = "",
    identifier: Annotated[
        str, typer.Option(help="The other document: the amendment, what replaces it, what it is converted to.")
    ] = "",
    announcement: Annotated[str, typer.Option(help="Where it was announced.")] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what it would mean and record nothing.")] = False,
    as_of: AsOfAsked = "",
    format_: Annotated[As, typer.Option("--format", help="How it is shown.")] = As.TEXT,
    language: MessagesIn = None,
) -> None:
    """Show which edition of a standard is in force when, or record what happened to one.

    `stdpub register cooling` shows the register;
    `stdpub register cooling --event withdrawn --edition 2024 --on 2027-01-01 --announcement "No. 5 of 2026"` adds to it.
    """
    speak(language)
    slug = named(standard).slug
    wanted = None
    if event is not None:
        wanted = Event(event, edition, on, "", key, identifier, by, until, announcement)
    _refuse_half(wanted, any((edition, on, until, key, by, identifier, announcement, dry_run)), as_of)
    from stdpub.cli.registered import as_record, as_text, recorded  # noqa: PLC0415 - git is not for `--help`

    with told():
        found = recorded(open_library(library, as_of), slug, wanted, dry_run=dry_run)
    if found.commit:
        say(in_user_language(Words(f"recorded: {found.commit[:12]}", f"已登记：{found.commit[:12]}")))
    if format_ is As.JSON:
        typer.echo(json.dumps(as_record(found), ensure_ascii=False))
    else:
        typer.echo(as_text(found))


def _refuse_half(event: Event | None, described: bool, as_of: str) -> None:
    """Refuse an event of which something is missing, and one for the past."""
    if event is None and described:
        raise Usage(
            Words("no event is named", "没有写明事件"),
            Words(f"name it: `--event {' | '.join(EventKind)}`", f"请写明：`--event {' | '.join(EventKind)}`"),
        )
    if event is not None and not event.edition:
        raise Usage(
            Words("no edition is named", "没有写明版本"),
            Words("name it: `--edition 2024`", "请写明：`--edition 2024`"),
        )
    if event is not None and as_of:
        raise Usage(Words("nothing can be recorded in the past", "不能向过去登记"))
