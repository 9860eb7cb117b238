"""The files a stage gets as its input: relative path to bytes, bounded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

FILE_LIMIT = 10_000_000
"""Bytes that one source file may have unless `stdpub.toml` says otherwise."""

TOTAL_LIMIT = 200_000_000
"""Bytes that one standard's folder may have together."""

KEYS_FILE = "keys.yml"
REGISTER_FILE = "register.yml"
LEDGERS = frozenset({KEYS_FILE, REGISTER_FILE})
"""Files that stdpub keeps in a standard's folder: they tell of its editions, and are no part of what one says."""


@dataclass(frozen=True, slots=True)
class Folder:
    """The files of one standard; paths are relative to the folder, with `/` on every system.

    A file over `file_limit` bytes is listed in `oversized` with its size and its bytes are left out.
    """

    name: str
    files: Mapping[str, bytes]
    oversized: Mapping[str, int]
    file_limit: int = FILE_LIMIT
