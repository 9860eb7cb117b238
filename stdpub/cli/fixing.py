"""The command `fix`: standards on disk in; their fixable findings fixed in place, all other bytes left alone."""

from __future__ import annotations

import json
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from stdpub.cli.diagnostics import as_record, as_text, summary
from stdpub.cli.drafting import UNREADABLE, MessagesIn, exit_code
from stdpub.cli.editing import Changed, put_texts
from stdpub.cli.folders import SOURCE, Found, standards
from stdpub.cli.messages import in_user_language, say, speak
from stdpub.cli.progress import steps
from stdpub.model.folder import Folder
from stdpub.model.source import Diagnostic, Words


class Form(StrEnum):
    """How it is told what was fixed."""

    TEXT = "text"
    JSON = "json"


def add_to(app: typer.Typer) -> None:
    """Add the command of this module."""
    app.command()(fix)


def fix(
    paths: Annotated[list[Path], typer.Argument(help="Folders of standards, a library, Markdown files, or `-`.")],
    unsafe: Annotated[
        bool, typer.Option("--unsafe", help="Make also the fixes that can change what the text means; read them after.")
    ] = False,
    diff: Annotated[bool, typer.Option("--diff", help="Print what would change and change nothing.")] = False,
    format_: Annotated[Form, typer.Option("--format", help="How it is told what was fixed.")] = Form.TEXT,
    language: MessagesIn = None,
) -> None:
    """Fix what `check` knows how to fix, and leave everything else byte for byte as it was.

    A second run changes nothing. Exit code 1 says that an error is left that a person has to mend.
    """
    speak(language)
    from stdpub.pipeline import fix as mend  # noqa: PLC0415 - the reader is not for `--help`

    wanted = standards(paths)
    changes: list[Changed] = []
    records: list[dict[str, object]] = []
    left: list[Diagnostic] = []
    for one in steps(wanted, "fix"):
        result = mend(one.folder, one.surroundings, unsafe=unsafe)
        changes.extend(changed_files(one, result.folder, diff=diff))
        records.extend(as_record(found, one.name(found.at.file)) for found in result.fixed)
        left.extend(dict.fromkeys(found for standard in result.standards for found in standard.diagnostics))
    put_texts(changes, diff=diff)
    if format_ is Form.JSON and not diff:
        typer.echo(json.dumps(records, ensure_ascii=False, indent=2))
    done = Words(f"{len(records)} fixed", f"已修复{len(records)}处")
    would = Words(f"{len(records)} would be fixed", f"可修复{len(records)}处")
    say(in_user_language(would if diff else done))
    for found in left:
        if found.rule in UNREADABLE:
            say(as_text(found, found.at.file, None, colour=False))
    say(summary(left, len(wanted)))
    raise typer.Exit(exit_code(left))


def changed_files(one: Found, new: Folder, *, diff: bool) -> Iterator[Changed]:
    """Yield the files that a new folder has other texts for; standard input is printed instead, unless a diff is wanted."""
    for name, content in new.files.items():
        old = one.folder.files[name]
        if content == old:
            continue
        if str(one.path) == "-" and not diff:
            typer.echo(content.decode(), nl=False)
            continue
        path = one.path if one.name(SOURCE) == str(one.path) else one.path / name
        yield Changed(path, old, content.decode())
    if str(one.path) == "-" and not diff and new.files == one.folder.files:
        typer.echo(one.folder.files[SOURCE].decode(errors="replace"), nl=False)
