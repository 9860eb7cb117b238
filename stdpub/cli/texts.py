"""A file or standard input to its text: UTF-8 without BOM, line feeds only, bounded in size."""

from __future__ import annotations

import sys
from pathlib import Path

from stdpub.cli.messages import CannotRead
from stdpub.model.folder import FILE_LIMIT
from stdpub.model.source import Words


def text_of(file: Path) -> str:
    """Return the text of a file, or of standard input, without BOM and with line feeds only."""
    try:
        if str(file) == "-":
            content = sys.stdin.buffer.read(FILE_LIMIT + 1)
        else:
            with file.open("rb") as opened:
                content = opened.read(FILE_LIMIT + 1)
    except OSError as error:
        reason = error.strerror or "cannot be read"
        raise CannotRead(Words(f"`{file}`: {reason}", f"`{file}`：{reason}")) from error
    if len(content) > FILE_LIMIT:
        raise CannotRead(Words(f"`{file}` is larger than {FILE_LIMIT} bytes", f"`{file}`超过{FILE_LIMIT}字节"))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        place = Words(f"`{file}` is not UTF-8 at byte {error.start}", f"`{file}`的第{error.start}字节不是UTF-8")
        raise CannotRead(place) from error
    return text.replace("\r\n", "\n").replace("\r", "\n")
