"""PDFs of real standards as the tools of others read them: qpdf for the syntax, poppler for fonts, facts and words."""

from __future__ import annotations

import re
import shutil
import subprocess
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from itertools import accumulate
from pathlib import Path

import pytest
from pdf_text import destinations
from shared import CORPORA, needs_corpora

from stdpub.cli.folders import read_folder
from stdpub.model.content import Block, Table
from stdpub.model.rulebooks import wording
from stdpub.model.standard import Standard
from stdpub.read.foreign_markdown import import_folder
from stdpub.read.reader import read
from stdpub.write.pdf import PdfError, write_pdf
from stdpub.write.pdf.cover import cover
from stdpub.write.plain_text import block_lines, body_lines
from stdpub.write.printed import full_title

TOOLS = ("qpdf", "pdfinfo", "pdffonts", "pdftotext")
ABSENT = [tool for tool in TOOLS if shutil.which(tool) is None]
OWN = Path(__file__).resolve().parents[2] / "standards" / "data-centre-energy"
UNPRINTABLE = ("slsa/v1.2", "slsa/v1.2/spec")
"""Documents with a letter, 🔗, that no font of the page has."""
REAL = sorted({file.parent.relative_to(CORPORA).as_posix() for file in CORPORA.glob("*/**/*.md")} - {*UNPRINTABLE})
BROKEN = ("slsa/v1.0", "slsa/v1.0/spec", "slsa/v1.1", "slsa/v1.1/spec")
"""Documents with a row that no page holds: its cells stand side by side on both pages, so their lines interleave."""
HIGH = 700
"""Letters of a row that fills most of a page."""
UNSEEN = re.compile(r"[\s\-\u00ad\u2010\u2011\u200b-\u200d\u2060\ufeff]+")
PAGE_NUMBER = re.compile(r"^(?:[ivxlcIVXLC]+|\d+)(?: |$)| (?:[ivxlcIVXLC]+|\d+)$")

pytestmark = pytest.mark.skipif(bool(ABSENT), reason=f"not installed: {', '.join(ABSENT)}")


@dataclass(frozen=True)
class Made:
    """A standard and its PDF on disk."""

    name: str
    standard: Standard
    file: Path


@pytest.fixture(
    scope="module", params=["zh", "en", *(pytest.param(name, marks=(needs_corpora, pytest.mark.long)) for name in REAL)]
)
def made(request, tmp_path_factory):
    """Return the project's own standard in a language, or a real document as it is imported."""
    standard = imported(request.param) if request.param in REAL else read(read_folder(OWN), request.param)
    file = tmp_path_factory.mktemp("pdf") / "made.pdf"
    file.write_bytes(write_pdf(standard))
    return Made(request.param, standard, file)


def imported(name: str) -> Standard:
    return read(import_folder(read_folder(CORPORA / name)).folder)


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


def test_the_words_are_those_of_the_model_in_their_order(made):
    """Nothing else stands on the pages but the heads of tables that go on, and footnotes stand at the foot."""
    standard = made.standard
    lines = said(replace(standard, footnotes=()))
    footnotes = ["".join(said(replace(standard, clauses=(), footnotes=(one,)))) for one in standard.footnotes]
    pages, feet = zip(*(_without_footnotes(page, footnotes) for page in _pages(made)), strict=True)
    heads = sorted(_heads(standard), key=len, reverse=True)
    once = [squeezed(full_title(standard.header.title(standard.header.language), standard.header.rulebook))]
    once += sorted(map(squeezed, _drawn(standard)), key=len, reverse=True)

    assert _deviation(pages, lines, heads, once, broken=made.name in BROKEN) == ""
    assert sorted(note for page in feet for note in page) == sorted(footnotes)


@needs_corpora
@pytest.mark.long
@pytest.mark.parametrize("name", UNPRINTABLE)
def test_a_letter_that_no_font_has_is_told_instead_of_printed(name):
    with pytest.raises(PdfError) as error:
        write_pdf(imported(name))

    assert [found.rule for found in error.value.diagnostics] == ["glyph-missing"]
    assert "`🔗`" in error.value.diagnostics[0].message.en


def said(standard: Standard) -> list[str]:
    """Return what a standard says in letters, line by line."""
    return [line for line in map(squeezed, body_lines(standard, objects=False)) if line]


def _pages(made: Made) -> Iterator[str]:
    """Yield the words of each page behind the contents, without head and foot."""
    shown = cover(made.standard.header)
    below = {squeezed(shown.rights), ""}
    pages = run("pdftotext", "-raw", made.file, "-").split("\f")
    for page in pages[_first(made, pages) :]:
        lines = [line for line in page.splitlines() if line.strip()]
        if lines and squeezed(PAGE_NUMBER.sub("", lines[-1], count=1)) in below:
            lines.pop()
        if lines and _is_head(squeezed(lines[-1]), squeezed(shown.reference)):
            lines.pop()
        yield squeezed("".join(lines))


def _is_head(line: str, reference: str) -> bool:
    """Tell whether a line is the running head: the reference outside, the clause inside, a draft's mark between."""
    return line.startswith(reference) or line.endswith(reference)


def _first(made: Made, pages: list[str]) -> int:
    """Return the first page behind the contents; words before the first heading have no place that a link could name."""
    places = destinations(made.file.read_bytes())
    opening = made.standard.clauses[0].id
    return places[opening] if opening in places else 1 + max(at for at, page in enumerate(pages) if "\n....\n" in page)


def _without_footnotes(page: str, footnotes: list[str]) -> tuple[str, tuple[str, ...]]:
    """Return a page without the footnotes at its foot, and those."""
    for note in footnotes:
        if page.endswith(note):
            above, others = _without_footnotes(page.removesuffix(note), footnotes)
            return above, (*others, note)
    return page, ()


def _deviation(pages: Sequence[str], lines: list[str], heads: list[str], once: list[str], *, broken: bool) -> str:
    """Return where the pages first say something else than the lines; a line may be broken by a new page.

    Where a high row is `broken`, its cells stand side by side on both pages: its letters may come in any order.
    """
    text = "".join(pages)
    starts = list(accumulate(map(len, pages), initial=0))
    at = 0
    for line in lines:
        end, rest = _behind(text, starts, at, line, heads, once)
        if rest and broken and len(line) > HIGH:
            end, letters = _letters(text, starts, at, len(line), heads)
            rest = "" if Counter(letters) == Counter(line) else rest
        if rest:
            return f"`{rest[:80]}` does not stand at `{text[end : end + 80]}`"
        at = end
    return text[at:]


def _behind(text: str, starts: list[int], at: int, line: str, heads: list[str], once: list[str]) -> tuple[int, str]:
    """Return the place behind a line that begins at a place, and what of the line does not stand there."""
    rest = line
    while rest:
        page = text[at : next((start for start in starts if start > at), at)]
        added = (piece for piece in (*(heads if at in starts else ()), *once) if piece and page.startswith(piece))
        if page.startswith(rest):
            at, rest = at + len(rest), ""
        elif page and rest.startswith(page):
            at, rest = at + len(page), rest.removeprefix(page)
        elif piece := next(added, ""):
            at += len(piece)
        else:
            break
    return at, rest


def _letters(text: str, starts: list[int], at: int, count: int, heads: list[str]) -> tuple[int, str]:
    """Return the place behind so many letters from a place on, and those letters without the heads of new pages."""
    found = ""
    begun = at
    while len(found) < count and at < len(text):
        if at in starts and at != begun:
            at += len(next((head for head in heads if head and text.startswith(head, at)), ""))
        end = min(next((start for start in starts if start > at), len(text)), at + count - len(found))
        found += text[at:end]
        at = end
    return at, found


def _heads(standard: Standard) -> Iterator[str]:
    """Yield what stands again above each table that goes on."""
    again = squeezed(wording(standard.header.rulebook, standard.header.language).continued)
    for table in _tables(standard.clauses):
        bare = replace(table, body=(), notes=(), footnotes=())
        head = _words(standard, replace(bare, caption=(), label="", unit=""))
        named = _words(standard, replace(bare, head=(), unit=""))
        unit = _words(standard, replace(bare, head=(), caption=(), label=""))
        yield from (f"{named}{again}{unit}{head}", f"{named}{again}{head}") if named else (f"{unit}{head}", head)


def _words(standard: Standard, block: Block) -> str:
    return "".join(map(squeezed, block_lines(standard, (block,))))


def _tables(node: object) -> Iterator[Table]:
    if isinstance(node, Table):
        yield node
    below = node if isinstance(node, tuple) else ()
    for one in (getattr(node, one.name) for one in fields(node)) if is_dataclass(node) else below:
        yield from _tables(one)


def _drawn(standard: Standard) -> list[str]:
    """Return the words inside the drawings."""
    drawings = [asset.content.decode() for asset in standard.assets if asset.media_type == "image/svg+xml"]
    return [words for drawing in drawings for words in re.findall(r"<text[^>]*>([^<]*)</text>", drawing)]
