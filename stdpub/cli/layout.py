"""The command `format`: standards on disk in; their Markdown in the one canonical layout, in place."""

from __future__ import annotations

import json
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from stdpub.cli.diagnostics import as_record, as_text
from stdpub.cli.editing import Changed, put_texts
from stdpub.cli.fixing import changed_files
from stdpub.cli.folders import standards
from stdpub.cli.messages import EXIT_FINDINGS, EXIT_UNREADABLE, in_user_language, say
from stdpub.cli.progress import steps
from stdpub.model.source import Diagnostic, Severity, Span, Words


class Form(StrEnum):
    """How it is told what was formatted."""

    TEXT = "text"
    JSON = "json"


def add_to(app: typer.Typer) -> None:
    """Add the command of this module."""
    app.command("format")(lay_out)


def lay_out(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(help="Folders of standards, a library, Markdown files, or `-`; `.` by default."),
    ] = None,
    check: Annotated[
        bool, typer.Option("--check", help="Change nothing; exit code 1 where a file is not in this layout.")
    ] = False,
    diff: Annotated[bool, typer.Option("--diff", help="Print what would change and change nothing.")] = False,
    format_: Annotated[Form, typer.Option("--format", help="How it is told what was formatted.")] = Form.TEXT,
) -> None:
    """Give the Markdown of standards one layout: blank lines, marks of lists, columns of tables, braces.

    Words, comments and line breaks stay, and what the text means stays: a file that would read otherwise is left alone.
    """
    from stdpub.read.layout.formatting import formatted  # noqa: PLC0415 - the reader is not for `--help`

    changes: list[Changed] = []
    left: list[tuple[str, Diagnostic]] = []
    unread = False
    for one in steps(standards(paths or [Path()]), "format"):
        result = formatted(one.folder)
        changes.extend(changed_files(one, result.folder, diff=diff or check))
        left.extend((one.name(found.at.file), found) for found in result.unread)
        left.extend((one.name(name), _refused(name)) for name in result.refused)
        unread = unread or bool(result.unread)
    if diff or not check:
        put_texts(changes, diff=diff)
    _tell(changes, left, format_, check=check, diff=diff)
    if left or (check and changes):
        raise typer.Exit(EXIT_UNREADABLE if unread else EXIT_FINDINGS)


def _refused(name: str) -> Diagnostic:
    message = Words("in the canonical layout this file would read otherwise", "按规范版式排列后，此文件的含义会改变")
    help_ = Words(
        "it was left alone: look for a line that goes on with a list item or a quote and is not indented like it",
        "未作改动：请查找未按列表项或引用缩进的续行",
    )
    return Diagnostic(Span(name, 1, 1, 1, 1), Severity.ERROR, "layout-refused", message, help_)


def _tell(
    changes: list[Changed], left: list[tuple[str, Diagnostic]], format_: Form, *, check: bool, diff: bool
) -> None:
    """Say which files were formatted or would be, and which were left alone and why."""
    if format_ is Form.JSON and not diff:
        records = [{"file": str(one.path), "changed": True} for one in changes]
        faults = [{"file": name, "changed": False, "finding": as_record(found, name)} for name, found in left]
        typer.echo(json.dumps([*records, *faults], ensure_ascii=False, indent=2))
        return
    for name, found in left:
        say(as_text(found, name, None, colour=False))
    if diff:
        return
    words = Words("would be formatted", "需要排版") if check else Words("formatted", "已排版")
    for one in changes:
        say(f"{one.path}: {in_user_language(words)}")
    count = len(changes)
    files = "1 file" if count == 1 else f"{count} files"
    done = Words(f"{files} formatted", f"已排版{count}个文件")
    wanted = Words(f"{files} would be formatted", f"{count}个文件需要排版")
    say(in_user_language(wanted if check else done))
