"""Our own standards on paper: what a reader would stumble over is looked for in the lines that are drawn."""

from __future__ import annotations

import re
from pathlib import Path

from pdf_text import drawn

from stdpub.cli.folders import read_folder
from stdpub.read.reader import read
from stdpub.write.pdf import write_pdf

STANDARD = Path(__file__).resolve().parents[2] / "standards" / "authoring-language"


def test_no_reference_is_cut_where_a_line_ends_inside_it():
    runs = [run.text.strip() for run in drawn(write_pdf(read(read_folder(STANDARD), "en")))]

    assert sum(run.startswith("Table ") for run in runs) > 5
    assert [] == [run for run in runs if re.fullmatch(r"(?:.* )?T(?:a|ab|abl)?", run)]
