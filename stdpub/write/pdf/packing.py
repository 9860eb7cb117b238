"""A PDF as it was set to the same PDF as it is kept: its objects in many small streams."""

from __future__ import annotations

from io import BytesIO

import pikepdf


def packed(content: bytes) -> bytes:
    """Return the file with a hundred objects a stream, the same bytes for the same file.

    Set in one stream, all objects have to be unpacked to show one page, and qpdf 11 warns of a stream cut short.
    """
    kept = BytesIO()
    with pikepdf.open(BytesIO(content)) as pdf:
        pdf.save(kept, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)
    return kept.getvalue()
