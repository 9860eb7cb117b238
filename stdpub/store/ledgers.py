"""The files that stdpub keeps in a standard's folder, beside what its author writes: their names, and their way back to disk."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

from stdpub.model.amendments import belongs_to_amendment
from stdpub.model.folder import KEYS_FILE, LEDGERS, REGISTER_FILE

ATTRIBUTES_FILE = ".gitattributes"
ATTRIBUTES = f"{KEYS_FILE} merge=union\n{REGISTER_FILE} merge=union\n".encode()
"""Has git keep both sides' lines where two branches changed one of these files."""

_T = TypeVar("_T")


def spoken(files: Mapping[str, _T]) -> dict[str, _T]:
    """Return the files of a folder that say what the edition says, without those that stdpub keeps."""
    return {path: content for path, content in files.items() if path not in LEDGERS}


def unamended(files: Mapping[str, _T]) -> dict[str, _T]:
    """Return the files of a folder that say what the edition says, without its amendments, which are editions of their own."""
    return {path: content for path, content in spoken(files).items() if not belongs_to_amendment(path)}


def copy_back(ledgers: Mapping[str, bytes], place: Path) -> None:
    """Write the files that stdpub keeps into a folder on disk, so that the next edition begins with them.

    They are in the library by now: a folder that cannot be written is left as it is.
    """
    for name, content in ledgers.items():
        with suppress(OSError):
            file = place / name
            if not file.is_file() or file.read_bytes() != content:
                beside = place / f".{name}.new"
                beside.write_bytes(content)
                beside.replace(file)
