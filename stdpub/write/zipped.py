"""Files to one ZIP archive of the same bytes every time: in the order given, on one day, on no system in particular."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable

_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
"""The day that every entry bears: the earliest that a ZIP file can hold."""


def zipped(files: Iterable[tuple[str, bytes]], plain: frozenset[str] = frozenset()) -> bytes:
    """Return an archive of files by name, compressed but for the `plain` ones."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in files:
            entry = zipfile.ZipInfo(name, _FIRST_DAY)
            entry.compress_type = zipfile.ZIP_STORED if name in plain else zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            entry.create_system = 3  # the same on every system
            archive.writestr(entry, content)
    return buffer.getvalue()
