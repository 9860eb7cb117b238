"""Where the real documents, labelled sets and official grammars lie, and the mark for tests that need them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

SHARED = Path(os.environ.get("STDPUB_SHARED", Path(__file__).resolve().parents[1].parent / "shared"))
CORPORA = Path(os.environ.get("STDPUB_CORPORA", SHARED / "corpora"))
NISO_STS = Path(os.environ.get("STDPUB_NISO_STS", SHARED / "niso-sts"))

needs_shared = pytest.mark.skipif(not SHARED.is_dir(), reason=f"the shared test material is not at {SHARED}")
needs_corpora = pytest.mark.skipif(not CORPORA.is_dir(), reason=f"the corpora are not at {CORPORA}")
