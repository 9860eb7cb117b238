"""The command `suspects`: a version and a day, or two versions, in; what means another thing now, all that it rests on told, out."""

from __future__ import annotations

import json
from datetime import date
from typing import Annotated

import typer

from stdpub.cli.archive import As, FormatAsked
from stdpub.cli.drafting import MessagesIn
from stdpub.cli.library_errors import told
from stdpub.cli.messages import Usage, in_user_language, say, speak
from stdpub.cli.versions import LanguageAsked, LibraryAsked, named, open_library, standard_of, version_of
from stdpub.model.source import Words


def add_to(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command()(suspects)


def suspects(  # noqa: PLR0913 - what a command line takes
    before: Annotated[str, typer.Argument(help="What a report or a citation was made of: SLUG@V.")],
    after: Annotated[str, typer.Argument(help="What it is held against: SLUG@V; the same version by default.")] = "",
    *,
    then: Annotated[str, typer.Option(help="The day it was made; by default that of the version.")] = "",
    on: Annotated[str, typer.Option(help="The day it is held against; today by default.")] = "",
    text_in: LanguageAsked = "",
    library: LibraryAsked = None,
    format_: FormatAsked = As.TEXT,
    language: MessagesIn = None,
) -> None:
    """Tell which things of a version mean another thing than they did, by their own words or by what they rest on.

    Terms, tables, cited documents and other standards of the library count, wording that changes no meaning does not:
    `stdpub suspects walls@2026 --then 2026-02-01` tells what a report of that day should be looked at for.
    """
    speak(language)
    from stdpub.store.indexing.elements import read_elements  # noqa: PLC0415 - the reader is not for `--help`
    from stdpub.store.meanings import meanings, suspect  # noqa: PLC0415

    opened = open_library(library)
    with told():
        old = version_of(opened, named(before))
        new = version_of(opened, named(after)) if after else old
        first = meanings(opened, old, text_in, day=_day(then or old.date))
        found = frozenset(suspect(first, meanings(opened, new, text_in, day=_day(on) if on else None)))
    elements = read_elements(standard_of(opened, old, text_in)).elements
    things = [one for one in elements if one.key and one.id in found]
    if format_ is As.JSON:
        record = [{"key": one.key, "number": one.number, "kind": one.provision or one.kind} for one in things]
        typer.echo(json.dumps({"before": f"{old.slug}@{old.name}", "suspects": record}, ensure_ascii=False))
        return
    for one in things:
        typer.echo(" ".join(filter(None, (one.number, f"~{one.key}", one.provision or one.kind, one.title))))
    count = len(things)
    words = "1 thing means" if count == 1 else f"{count} things mean"
    say(in_user_language(Words(f"{words} another thing than then", f"{count}处含义已变")))


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as fault:
        raise Usage(
            Words(f"`{text[:40]}` is no day", f"`{text[:40]}`不是日期"),
            Words("write it as `2026-02-01`", "请写作`2026-02-01`"),
        ) from fault
