"""The command `cite`: a text in, the references to standards, laws and clauses that stand in it out."""

from __future__ import annotations

import json
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from stdpub.cli.messages import in_user_language
from stdpub.cli.texts import text_of
from stdpub.model.source import Words

if TYPE_CHECKING:
    from stdpub.cite.references import Reference


class Form(StrEnum):
    """How references are printed."""

    TEXT = "text"
    JSON = "json"


def add_to(app: typer.Typer) -> None:
    """Add the command of this module."""
    app.command()(cite)


def cite(
    text: Annotated[str, typer.Argument(help="A text with references in it, or `-` for standard input.")] = "-",
    lines: Annotated[bool, typer.Option("--lines", help="Read one text a line, print one answer a line.")] = False,
    format_: Annotated[Form, typer.Option("--format", help="How references are printed.")] = Form.TEXT,
) -> None:
    """Find references to standards, laws and clauses in a text and write each in its normal form.

    Example: `stdpub cite "see ISO/IEC 27001:2022, A.5.1, and GB/T 22239—2019第8.1.3条"`
    """
    from stdpub.cite.references import references  # noqa: PLC0415 - the grammars are not for `--help`

    given = text_of(Path("-")) if text == "-" else text
    for one in given.removesuffix("\n").split("\n") if lines else (given,):
        found = references(one)
        if format_ is Form.JSON:
            typer.echo(json.dumps({"references": [record(each) for each in found]}, ensure_ascii=False))
        elif lines:
            typer.echo("\t".join(_printed(each) for each in found))
        else:
            for each in found:
                typer.echo(f"{each.start}-{each.end}  {_printed(each)}")


def record(one: Reference) -> dict[str, object]:
    """Return a reference as JSON: what it does not say is null."""
    return {
        "text": one.text,
        "start": one.start,
        "end": one.end,
        "publisher": one.publisher or None,
        "type": one.type or None,
        "number": one.number or None,
        "part": one.part or None,
        "year": one.year or None,
        "amendment": one.amendment or None,
        "stage": one.stage or None,
        "clause": one.clause or None,
        "dated": one.dated,
        "internal": one.internal,
        "range": one.range,
        "normalized": one.normalized or None,
    }


def _printed(one: Reference) -> str:
    here = in_user_language(Words("this document", "本文件"))
    named = one.normalized or here
    return f"{named}, {one.clause}" if one.clause else named
