"""PDFs of real standards as the tools of others read them: qpdf for the syntax, poppler for fonts, facts and words."""

from __future__ import annotations

import re
import shutil
import subprocess
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

import pytest
from pdf_text import destinations
from shared import CORPORA, needs_corpora

from stdpub.cli.folders import read_folder
from stdpub.model.rulebooks import wording
from stdpub.model.standard import Standard
from stdpub.read.foreign_markdown import import_folder
from stdpub.read.reader import read
from stdpub.write.pdf import write_pdf
from stdpub.write.pdf.cover import cover
from stdpub.write.plain_text import body_lines
from stdpub.write.printed import full_title

TOOLS = ("qpdf", "pdfinfo", "pdffonts", "pdftotext")
ABSENT = [tool for tool in TOOLS if shutil.which(tool) is None]
OWN = Path(__file__).resolve().parents[2] / "standards" / "data-centre-energy"
REAL = CORPORA / "cabforum-tls-br" / "v2.1.2"
PAGE_NUMBERS = [re.compile(form) for form in (r"^(?:[ivxlcIVXLC]+|\d+)(?: |$)", r" (?:[ivxlcIVXLC]+|\d+)$")]
UNSEEN = re.compile(r"[\s\-\u00ad\u200b-\u200d\u2060\ufeff]+")
STANDARDS = {
    "chinese": lambda: read(read_folder(OWN)),
    "english": lambda: read(read_folder(OWN), "en"),
    "imported": lambda: read(import_folder(read_folder(REAL)).folder),
}

pytestmark = pytest.mark.skipif(bool(ABSENT), reason=f"not installed: {', '.join(ABSENT)}")


@dataclass(frozen=True)
class Made:
    """A standard and its PDF on disk."""

    standard: Standard
    file: Path


@pytest.fixture(
    scope="module",
    params=["chinese", "english", pytest.param("imported", marks=(needs_corpora, pytest.mark.long))],
)
def made(request, tmp_path_factory):
    standard = STANDARDS[request.param]()
    file = tmp_path_factory.mktemp("pdf") / f"{request.param}.pdf"
    file.write_bytes(write_pdf(standard))
    return Made(standard, file)


def run(*command: str | Path) -> str:
    """Run a tool that must have nothing to complain of, and return what it says."""
    done = subprocess.run(command, capture_output=True, text=True, check=False)

    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def squeezed(text: str) -> str:
    """Return the words without white space, hyphens and what has no width, and without the differences of type."""
    return UNSEEN.sub("", unicodedata.normalize("NFKC", text))


def test_the_syntax_is_without_fault(made):
    assert "No syntax or stream encoding errors found" in run("qpdf", "--check", made.file)


def test_every_font_is_embedded_in_part_and_maps_to_letters(made):
    lines = run("pdffonts", made.file).splitlines()[2:]
    embedded = {tuple(line.split()[-5:-2]) for line in lines}

    assert embedded == {("yes", "yes", "yes")}


def test_the_file_tells_what_it_is(made):
    told = dict(re.split(r":\s+", line, maxsplit=1) for line in run("pdfinfo", made.file).splitlines() if ": " in line)
    header = made.standard.header

    assert squeezed(told["Title"]).endswith(squeezed(full_title(header.title(header.language), header.rulebook)))
    assert (told["Tagged"], told["Encrypted"], told["JavaScript"]) == ("yes", "no", "no")
    assert told["Page size"].endswith("(A4)")


def test_the_words_stand_in_the_order_of_the_model(made):
    """Nothing is missing or out of its place but footnotes; nothing is added but what type repeats on a new page."""
    standard = made.standard
    pages = list(_pages(made))
    text = "".join(pages)
    starts = {sum(map(len, pages[:at])) for at in range(len(pages))}
    footnotes = said(standard)[len(said(replace(standard, footnotes=()))) :]
    lines = said(replace(standard, footnotes=()))
    found, missing = _walk(text, lines)
    once = [squeezed(full_title(standard.header.title(standard.header.language), standard.header.rulebook))]
    once += [*footnotes, *map(squeezed, _drawn(standard))]
    again = [*lines, squeezed(wording(standard.header.rulebook, standard.header.language).continued)]
    strange = [
        text[start:end]
        for start, end in _gaps(found, starts, len(text))
        if not _made_of(text[start:end], once) and not (start in starts and _made_of(text[start:end], again))
    ]

    assert missing == []
    assert strange == []
    assert [note for note in footnotes if note not in text] == []


def said(standard: Standard) -> list[str]:
    return [line for line in map(squeezed, body_lines(standard, objects=False)) if line]


def _pages(made: Made) -> Iterator[str]:
    """Yield the words of each page from the first clause on, without head and foot."""
    places = destinations(made.file.read_bytes())
    first = min(places[one.id] for one in made.standard.clauses)
    shown = cover(made.standard.header)
    furniture = {squeezed(one) for one in (shown.reference, shown.rights, shown.draft, "")}
    for page in run("pdftotext", "-raw", made.file, "-").split("\f")[first:]:
        lines = page.splitlines()
        while lines and {squeezed(number.sub("", lines[-1])) for number in PAGE_NUMBERS} & furniture:
            lines.pop()
        yield squeezed("".join(lines))


def _walk(text: str, lines: list[str]) -> tuple[list[tuple[int, int]], list[str]]:
    """Return where each line stands in a text, each behind the one before, and the lines that do not."""
    found, missing, at = [(0, 0)], [], 0
    for line in lines:
        start = text.find(line, at)
        if start < 0:
            missing.append(line)
        else:
            at = start + len(line)
            found.append((start, at))
    return found, missing


def _gaps(found: list[tuple[int, int]], starts: set[int], length: int) -> Iterator[tuple[int, int]]:
    """Yield what lies between the lines, cut where a page begins."""
    for (_, start), (end, _) in pairwise([*found, (length, length)]):
        cuts = [start, *sorted(at for at in starts if start < at < end), end]
        yield from ((one, other) for one, other in pairwise(cuts) if one < other)


def _made_of(text: str, pieces: list[str]) -> bool:
    """Tell whether a text is some of the pieces, one behind the other."""
    ends = {0}
    for at in range(len(text)):
        if at in ends:
            ends |= {at + len(piece) for piece in pieces if piece and text.startswith(piece, at)}
    return len(text) in ends


def _drawn(standard: Standard) -> list[str]:
    """Return the words inside the drawings."""
    drawings = [asset.content.decode() for asset in standard.assets if asset.media_type == "image/svg+xml"]
    return [words for drawing in drawings for words in re.findall(r"<text[^>]*>([^<]*)</text>", drawing)]
