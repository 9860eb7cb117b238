"""Find the files that ship with stdpub: in a wheel, an editable install and a bare checkout alike."""

from __future__ import annotations

from pathlib import Path


def shipped(relative: str) -> Path:
    """Return the path of a shipped file or folder, `schemas/...` or `site/...`."""
    here = Path(__file__).resolve().parent
    packed = here / "_shipped" / relative
    return packed if packed.exists() else here.parent / relative
