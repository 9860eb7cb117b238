"""Pages as a reader sees them beside kept pictures: at most one point in a thousand differs.

`pytest tests/write/test_pdf_pictures.py --bless` keeps new pictures; the commit that does so says why they are new.
"""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from full_model import full_standard
from PIL import Image, ImageChops

from stdpub.model.header import RulebookName
from stdpub.model.standard import Standard
from stdpub.write.pdf import write_pdf

KEPT = Path(__file__).resolve().parents[1] / "pictures"
DOTS = 100
SEEN = 16
"""Steps of 255 by which a point has to differ to be seen."""
MOST = 0.001
"""Part of the points of a page that may differ."""
PAGES = {"iso": (1, 3, 7, 8), "gb": (1, 3, 7, 8)}

pytestmark = pytest.mark.skipif(shutil.which("pdftoppm") is None, reason="not installed: pdftoppm")


def standard(look: str) -> Standard:
    full = full_standard()
    if look == "iso":
        return full
    header = replace(full.header, language="zh", rulebook=RulebookName.GB_T_1_1, stage="30.20")
    return replace(full, header=header)


@cache
def content(look: str) -> bytes:
    return write_pdf(standard(look))


def picture(look: str, page: int) -> Image.Image:
    """Return a page as a grey picture."""
    command = ("pdftoppm", "-r", str(DOTS), "-gray", "-f", str(page), "-l", str(page), "-singlefile", "-png", "-")
    done = subprocess.run(command, input=content(look), capture_output=True, check=True)
    return Image.open(BytesIO(done.stdout)).convert("L")


def different(one: Image.Image, other: Image.Image) -> float:
    """Return which part of the points of two pictures differs."""
    if one.size != other.size:
        return 1.0
    steps = ImageChops.difference(one, other).histogram()
    return sum(steps[SEEN + 1 :]) / (one.width * one.height)


@pytest.mark.parametrize(("look", "page"), [(look, page) for look, pages in PAGES.items() for page in pages])
def test_a_page_looks_as_it_is_kept(look, page, bless):
    seen = picture(look, page)
    file = KEPT / f"{look}-{page}.png"
    if bless:
        KEPT.mkdir(exist_ok=True)
        seen.quantize(16).save(file, optimize=True)

    assert different(seen, Image.open(file).convert("L")) <= MOST


def test_a_thin_line_across_a_page_is_seen():
    seen = picture("iso", 7)
    ruled = seen.copy()
    ruled.paste(0, (0, 1100, seen.width, 1102))

    assert different(seen, ruled) > MOST
