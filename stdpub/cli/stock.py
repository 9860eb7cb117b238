"""Commands that convert the existing stock: `import`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from stdpub.cli.folders import read_folder
from stdpub.cli.messages import CannotRead, Usage, in_user_language, say
from stdpub.cli.placing import put
from stdpub.model.folder import FILE_LIMIT, Folder
from stdpub.model.source import Words

REPORT = "import-report.json"


def add_to(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command(name="import")(import_)


def import_(
    source: Annotated[Path, typer.Argument(help="A Markdown file, or a folder of chapters.")],
    out: Annotated[Path, typer.Option("-o", "--out", help="The standard's folder to make.")],
    identifier: Annotated[str, typer.Option(help="The standard's reference, such as `ISO/IEC 5230`.")] = "",
    language: Annotated[str, typer.Option(help="Its language; found in the text by default.")] = "",
    edition: Annotated[str, typer.Option(help="Its edition, such as `2.1.2`.")] = "",
    force: Annotated[bool, typer.Option("--force", help="Replace the folder where it is there already.")] = False,
) -> None:
    """Convert Markdown that was not written for stdpub, and report what was not understood, by line."""
    from stdpub.read.foreign_markdown import import_folder  # noqa: PLC0415 - the reader is not for `--help`

    if not force and out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise Usage(
            Words(f"`{out}` is not empty", f"`{out}`不是空的"),
            Words("name another folder, or replace it with `--force`", "请指定其他文件夹，或用`--force`替换"),
        )
    imported = import_folder(_source(source), identifier, language, edition)
    report = imported.report.to_json()
    put(out, {**imported.folder.files, REPORT: report})
    counts = ", ".join(f"{count} {name}" for name, count in imported.report.counts)
    say(f"{out}: {counts}")
    remarks = len(imported.report.remarks)
    lines = Words(
        f"{remarks} remarks in {out / REPORT}; next: stdpub check {out}",
        f"{out / REPORT}中有{remarks}条记录；下一步：stdpub check {out}",
    )
    say(in_user_language(lines))


def _source(source: Path) -> Folder:
    if source.is_dir():
        return read_folder(source)
    if not source.is_file():
        raise CannotRead(Words(f"no file or folder `{source}`", f"没有文件或文件夹`{source}`"))
    size = source.stat().st_size
    if size > FILE_LIMIT:
        raise CannotRead(
            Words(
                f"`{source}` has {size} bytes, over the limit of {FILE_LIMIT}",
                f"`{source}`有{size}字节，超过上限{FILE_LIMIT}",
            )
        )
    content = source.read_bytes()
    try:
        content.decode()
    except UnicodeDecodeError as error:
        byte = content[error.start]
        raise CannotRead(
            Words(
                f"`{source}` is not UTF-8 text: the byte `0x{byte:02X}` at {error.start} cannot be read",
                f"`{source}`不是UTF-8文本：无法读取第{error.start}字节`0x{byte:02X}`",
            ),
            Words("convert it first: `iconv -f GB18030 -t UTF-8`", "请先转换：`iconv -f GB18030 -t UTF-8`"),
        ) from error
    return Folder(source.stem, {source.name: content}, {})
