"""Measure the PDF of long documents beside plain WeasyPrint and Chromium on the same HTML, in one run; print tables.

Run by `make bench`; needs the corpora beside the project. Figures of different runs must not be compared, ratios may.
A whole PDF is tagged, PDF/A and attached to, and counted from the start of the command to its end, reading included.
"""

from __future__ import annotations

import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from xml.etree import ElementTree as ET

import pikepdf

sys.path.insert(0, str(Path(__file__).parent))

from bench import documents
from measuring import PYTHON, TIMES, Run, run, stdpub
from shared import CORPORA

from stdpub.cli.folders import read_folder
from stdpub.read.reader import read
from stdpub.write.pdf.characters import printable
from stdpub.write.pdf.paper import PAPER
from stdpub.write.pdf.runs import cut
from stdpub.write.pdf.thinning import thin
from stdpub.write.pdf.writer import print_html
from stdpub.write.web.context import page_of
from stdpub.write.web.tags import encoded

NAMES = ("br-joined", "csharp-v6")
SENTENCE = re.compile(r"^(?=[A-Z][a-z]+ [a-z]+ )[^|#\n]{80,}\.$", re.MULTILINE)
"""A line that is a sentence of plain text."""


def paper_html(folder, file):
    """Write the HTML that the pages of a standard are set from, with the page breaks that our own cuts make."""
    head, opening, body = print_html(page_of(read(read_folder(folder)), PAPER)).partition("<body")
    root = ET.fromstring(encoded(head + opening + printable(body)))  # noqa: S314 - our own templates wrote it
    thin(root)
    body = ET.Element("body", root[-1].attrib)
    for one in cut(root):
        begun = body[-1] if len(body) > one.place else None
        if begun is None:
            body.append(one.container)
        else:
            one.container[0].set("style", "break-before: page")
            begun.extend(one.container)
    root[-1] = body
    file.write_bytes(b"<!DOCTYPE html>\n" + ET.tostring(root, encoding="utf-8", method="html"))


def edited(folder, part, times):
    """Change one line of the source in a place `part` of the way into its longest file, differently each time."""
    file = max(folder.glob("*.md"), key=lambda path: path.stat().st_size)
    text = file.read_text(encoding="utf-8")
    lines = list(SENTENCE.finditer(text))
    at = lines[int(len(lines) * part)].end() - 1
    for count in range(times):
        file.write_text(f"{text[:at]}, as was said {count + 1} times{text[at:]}", encoding="utf-8")
        yield
    file.write_text(text, encoding="utf-8")


def median(runs):
    runs = list(runs)
    return Run(*(statistics.median(getattr(one, name) for one in runs) for name in ("seconds", "cpu", "megabytes")))


def row(name, what, measured, plain=None):
    ratios = f"{measured.seconds / plain.seconds:.2f} | {measured.cpu / plain.cpu:.2f}" if plain else " | "
    print(
        f"| {name} | {what} | {measured.seconds:.2f} | {measured.cpu:.2f} | {measured.megabytes:.0f} | {ratios} |",
        flush=True,
    )


def measure(name, folder, where):
    """Print the rows of one document."""
    html, out, kept = where / "paper.html", where / "out", where / "kept"
    paper_html(folder, html)
    build = stdpub("build", folder, "-o", out, "--to", "pdf")
    os.environ["XDG_CACHE_HOME"] = str(kept)
    plain = run([PYTHON, "-m", "weasyprint", str(html), str(where / "plain.pdf")])
    with pikepdf.open(where / "plain.pdf") as pdf:
        row(name, f"plain weasyprint, {len(pdf.pages)} pages, no tags", plain, plain)
    tagged = run([PYTHON, "-m", "weasyprint", "--pdf-tags", str(html), str(where / "tagged.pdf")], times=1)
    row(name, "weasyprint --pdf-tags", tagged, plain)
    if browser := shutil.which("chromium"):
        words = ("--headless", "--no-sandbox", "--disable-gpu", f"--print-to-pdf={where / 'chromium.pdf'}")
        row(name, "Chromium print-to-PDF (no running heads)", run([browser, *words, f"file://{html}"], times=1), plain)
    os.environ["STDPUB_CACHE"] = "off"
    row(name, "stdpub build --to pdf, nothing kept", run(build), plain)
    del os.environ["STDPUB_CACHE"]
    row(name, "stdpub build --to pdf, pages kept for later", run(build, times=1), plain)
    row(name, "the same again", run(build), plain)
    for what, part in (("near the start of the longest file", 0.1), ("in its middle", 0.5), ("near its end", 0.9)):
        row(
            name,
            f"after a one-line edit {what}",
            median(run(build, times=1) for _ in edited(folder, part, TIMES)),
            plain,
        )
    with pikepdf.open(next(out.rglob("*.pdf"))) as pdf:
        print(f"\n{name}: {len(pdf.pages)} pages of ours; MB are those of the largest process\n", flush=True)


def main():
    if not CORPORA.is_dir():
        sys.exit(f"the corpora are not at {CORPORA}")
    asked = sys.argv[1:] or NAMES
    print(
        "| document | what | seconds | CPU s | MB | of plain: seconds | of plain: CPU |\n|---|---|---|---|---|---|---|"
    )
    with tempfile.TemporaryDirectory() as folder:
        where = Path(folder)
        for name, _, source in documents(where):
            if name in asked:
                own = where / name
                own.mkdir()
                subprocess.run(stdpub("import", source, "-o", own / name), check=True, capture_output=True)
                measure(name, own / name, own)


if __name__ == "__main__":
    main()
