"""The command `diff`: two versions of a standard in, what changed between them, named by what it means, out."""

from __future__ import annotations

import os
import sys
import tempfile
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from stdpub.cli.messages import (
    EXIT_FINDINGS,
    CannotRead,
    Language,
    Usage,
    colours,
    in_user_language,
    say,
    user_language,
)
from stdpub.cli.progress import steps
from stdpub.cli.versions import AsOfAsked, LibraryAsked
from stdpub.model.source import Severity, Words
from stdpub.write.compared import Compared, Only

if TYPE_CHECKING:
    from stdpub.model.changes import Comparison
    from stdpub.model.keys import KeyRecord
    from stdpub.model.standard import Standard
    from stdpub.store.kept_readings import Reading


class Form(StrEnum):
    """How a comparison is written."""

    TEXT = "text"
    JSON = "json"
    MARKDOWN = "markdown"
    HTML = "html"
    PDF = "pdf"


class Pairing(StrEnum):
    """What says that two things are the same."""

    AUTO = "auto"
    KEY = "key"
    TEXT = "text"


def add_to(app: typer.Typer) -> None:
    """Add the command of this module."""
    app.command()(diff)


def diff(  # noqa: PLR0913 - what a command line takes
    before: Annotated[str, typer.Argument(help="The earlier version: a file, a folder, or SLUG@V.")],
    after: Annotated[str, typer.Argument(help="The later version.")],
    *,
    format_: Annotated[Form, typer.Option("--format", help="How the comparison is written.")] = Form.TEXT,
    only: Annotated[Only | None, typer.Option("--only", help="Which changes are wanted; all by default.")] = None,
    out: Annotated[Path | None, typer.Option("-o", "--out", help="The file to write; the terminal by default.")] = None,
    language: Annotated[
        str, typer.Option("--language", "--in", help="The language version to compare, such as `zh`; the source's.")
    ] = "",
    by: Annotated[
        Pairing, typer.Option("--by", help="What says that two things are the same: their keys, their text, or both.")
    ] = Pairing.AUTO,
    library: LibraryAsked = None,
    as_of: AsOfAsked = "",
    exit_code: Annotated[bool, typer.Option("--exit-code", help="End with 1 where anything differs.")] = False,
    cite: Annotated[
        bool,
        typer.Option("--cite", help="Let a Markdown list point by keys, [@key], as the foreword of the later does."),
    ] = False,
    no_cache: Annotated[
        bool, typer.Option("--no-cache", help="Read both versions anew, and keep no reading for the next time.")
    ] = False,
) -> None:
    """Say what changed between two versions: moved, reworded, should became shall, a limit tightened ...

    For the list of main technical changes of a foreword:
    `stdpub diff energy@2024 standards/energy --format markdown`.
    """
    from stdpub.cli.compared_versions import in_language, language_of, sides_of  # noqa: PLC0415 - not for `--help`
    from stdpub.store.kept_readings import SWITCH  # noqa: PLC0415

    if format_ is Form.PDF and out is None and sys.stdout.isatty():
        raise Usage(
            Words("a PDF is not for a terminal", "PDF不能输出到终端"),
            Words("name a file: `-o FILE`", "请指定文件：`-o 文件`"),
        )
    if before == after == "-":
        raise Usage(Words("standard input is one version only", "标准输入只能是一个版本"))
    if out is not None and not out.parent.is_dir():
        raise CannotRead(
            Words(
                f"`{out}` cannot be written: there is no folder `{out.parent}`",
                f"无法写入`{out}`：没有文件夹`{out.parent}`",
            ),
            Words("make the folder first", "请先建立该文件夹"),
        )
    if no_cache:
        os.environ[SWITCH] = "off"
    sides = sides_of(before, after, library, as_of)
    spoken = language_of(*sides, language)
    one, other = (in_language(side, spoken) for side in steps(sides, "read"))
    for name, reading in ((before, one), (after, other)):
        _tell_broken(name, reading.standard)
    foreign = any(side.foreign for side in sides)  # keys that were minted a moment ago tell nothing
    by = Pairing.TEXT if foreign and by is Pairing.AUTO else by
    compared = _compared(one, other, by, sides[1].records())
    compared = replace(compared, names=(before, after), only=only)
    _put(_written(compared, format_, terminal=out is None, cite=cite), out)
    if out is not None:
        found = len(compared.changes)
        say(in_user_language(Words(f"{out}: {found} changes", f"{out}：{found}处改动")))
    if exit_code and compared.changes:
        raise typer.Exit(EXIT_FINDINGS)


def _tell_broken(name: str, standard: Standard) -> None:
    """Say that a version could not be read as it was meant, so that what is compared may not be what stands there."""
    errors = sum(found.severity is Severity.ERROR for found in standard.diagnostics)
    if errors:
        en = f"warning: `{name}` has {errors} {'error' if errors == 1 else 'errors'} of reading; see `stdpub check`"
        say(in_user_language(Words(en, f"警告：`{name}`有{errors}个读取错误，请用`stdpub check`查看")))


def _compared(before: Reading, after: Reading, by: Pairing, records: tuple[KeyRecord, ...]) -> Compared:
    from stdpub.store.kept_readings import kept_comparison  # noqa: PLC0415 - not for `--help`

    def compared() -> Comparison:
        from stdpub.compare.aligning.matches import By  # noqa: PLC0415 - not for what is kept
        from stdpub.compare.comparing import compare  # noqa: PLC0415

        return compare(before.standard, after.standard, By(by.value), records)

    parts = (before.name, after.name, by.value.encode(), repr(records).encode("utf-8", "surrogateescape"))
    return Compared(before.standard, after.standard, kept_comparison(parts, compared))


def _written(compared: Compared, format_: Form, *, terminal: bool, cite: bool) -> bytes:
    """Return a comparison in a form; each writer is loaded where it is wanted."""
    match format_:
        case Form.TEXT:
            from stdpub.write.comparison_text import write_comparison_text  # noqa: PLC0415

            chinese = user_language() is Language.ZH
            painted = terminal and colours(sys.stdout)
            return write_comparison_text(compared, chinese=chinese, colours=painted).encode("utf-8", "backslashreplace")
        case Form.JSON:
            from stdpub.write.comparison_json import write_comparison_json  # noqa: PLC0415

            return write_comparison_json(compared)
        case Form.MARKDOWN:
            from stdpub.write.change_list import write_change_list  # noqa: PLC0415

            return write_change_list(compared, cite=cite).encode("utf-8", "backslashreplace")
        case Form.HTML:
            from stdpub.write.redline_page import write_redline_html  # noqa: PLC0415

            return write_redline_html(compared)
        case Form.PDF:
            return _pdf(compared)


def _pdf(compared: Compared) -> bytes:
    from stdpub.write.pdf.faults import PdfError  # noqa: PLC0415 - weasyprint is for PDF only
    from stdpub.write.pdf.redline import write_redline_pdf  # noqa: PLC0415

    try:
        return write_redline_pdf(compared)
    except PdfError as error:
        first = error.diagnostics[0]
        raise CannotRead(first.message, first.help) from error


def _put(content: bytes, out: Path | None) -> None:
    """Put the finished file in its place in one step, or print it."""
    if out is None:
        sys.stdout.flush()
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
        return
    try:
        handle, beside = tempfile.mkstemp(prefix=f".{out.name}.", dir=out.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
            Path(beside).chmod(0o644)
            Path(beside).replace(out)
        finally:
            Path(beside).unlink(missing_ok=True)
    except OSError as error:
        reason = error.strerror or "cannot be written"
        raise CannotRead(Words(f"`{out}` cannot be written: {reason}", f"无法写入`{out}`：{reason}")) from error
