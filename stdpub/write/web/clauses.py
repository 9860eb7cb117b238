"""Write the body of a standard: clauses, annexes, term entries, footnotes, and the contents list that leads to them."""

from __future__ import annotations

from markupsafe import Markup, escape

from stdpub.model.content import Footnote
from stdpub.model.standard import Clause, ClauseKind, Part
from stdpub.model.terms import Designation, Status, TermEntry, TermSource
from stdpub.write.printed import annex_status, domain_words, split_at_hole
from stdpub.write.web.context import Page
from stdpub.write.web.marks import label_of, numbered, permalink
from stdpub.write.web.tables import back_links
from stdpub.write.web.tags import EMPTY, Piece, identity, joined, language

_SECTION = Piece('<section class="{}"{}>{}{}{}</section>')
_HEADING = Piece("<h{}>{}</h{}>")
_DEEP_HEADING = Piece('<h6 aria-level="{}">{}</h6>')
_TITLE = Piece('<span class="title">{}</span>')
_STATUS = Piece('<span class="status">{}</span>')
_TERM = Piece('<div class="term"{}><p class="term-number">{}{}</p><dl>{}</dl></div>')
_DESIGNATION = Piece('<dt class="{}"{}>{}</dt>')
_DFN = Piece("<dfn>{}</dfn>")
_DD = Piece('<dd class="{}">{}</dd>')
_SOURCE = Piece('<p class="source">{}{}{}</p>')
_CITED = Piece('<a class="citation" href="#{}">{}</a>')
_FOOTNOTES = Piece('<section class="footnotes" aria-label="{}"><ol>{}</ol></section>')
_FOOTNOTE = Piece("<li{}>{}</li>")
_ENTRY = Piece('<li><a href="#{}">{}</a>{}</li>')
_ENTRIES = Piece("<ol>{}</ol>")
_LAST_HEADING = 6
CONTENTS_DEPTH = 3
"""Levels of clauses that a contents list shows."""


def clauses(page: Page) -> Markup:
    """Write every clause of the standard."""
    return joined([part(page, clause) for clause in page.standard.clauses])


def part(page: Page, node: Part) -> Markup:
    """Write a clause with all below it, or a term entry."""
    if isinstance(node, TermEntry):
        return term_entry(page, node)
    below = joined([part(page, one) for one in node.clauses])
    if not node.title and node.label and node.kind != ClauseKind.ANNEX:
        lead = numbered(page, node.id, node.label)
        return _SECTION(clause_class(node), identity(node.id), EMPTY, page.led(lead, node.blocks), below)
    return _SECTION(clause_class(node), identity(node.id), heading(page, node), page.blocks(node.blocks), below)


def clause_class(node: Clause) -> str:
    """Return the classes of a clause: its kind, its depth, and whether it is informative or untitled."""
    names = [node.kind.value, f"level-{node.depth}"]
    names.append("normative" if node.normative else "informative")
    if not node.title:
        names.append("untitled")
    return " ".join(names)


def heading(page: Page, node: Clause) -> Markup:
    """Write the heading of a clause at its depth; an annex has three lines: letter, status, title."""
    inner = [numbered(page, node.id, node.label)]
    status = annex_status(page.wording, node)
    if status:
        inner.append(_STATUS(status))
    if node.title:
        inner.append(_TITLE(page.inlines(node.title)))
    line = joined([*_spaced(inner), permalink(page, node.id, node.label)])
    level = node.depth + 1
    return _DEEP_HEADING(str(level), line) if level > _LAST_HEADING else _HEADING(str(level), line, str(level))


def _spaced(pieces: list[Markup]) -> list[Markup]:
    """Return the pieces that say something, with a space between them for whoever reads the text alone."""
    space = escape(" ")
    return [one for piece in pieces if piece for one in (space, piece)][1:]


def term_entry(page: Page, node: TermEntry) -> Markup:
    """Write a term entry in the order of the rulebook: number, designations, definition, examples, notes, source."""
    entries = [designation(page, one) for one in node.designations]
    domain = domain_words(page.standard.header.language, node.domain)
    entries.append(_DD("definition", page.led(escape(domain), node.definition)))
    if node.examples:
        entries.append(_DD("examples", page.blocks(node.examples)))
    if node.notes:
        entries.append(_DD("notes", page.blocks(node.notes)))
    if node.source:
        entries.append(_DD("sources", joined([_source(page, source) for source in node.source])))
    number = numbered(page, node.id, node.label)
    return _TERM(identity(node.id), number, permalink(page, node.id, node.label), joined(entries))


def designation(page: Page, node: Designation) -> Markup:
    """Write one designation, in its own language, told apart by its status."""
    words = page.inlines(node.words)
    if node.status is Status.DEPRECATED:
        before, after = split_at_hole(page.wording.deprecated)
        words = joined([escape(before), words, escape(after)])
    else:
        words = _DFN(words)
    own = node.language if node.language != page.standard.header.language else ""
    return _DESIGNATION(node.status.value, language(own), words)


def _source(page: Page, node: TermSource) -> Markup:
    before, after = split_at_hole(page.wording.source)
    words = _CITED(node.target_id, page.inside_link(node.words)) if node.target_id else page.inlines(node.words)
    return _SOURCE(escape(before), words, escape(after))


def footnotes(page: Page, notes: tuple[Footnote, ...]) -> Markup:
    """Write the footnotes of the text after it, each with links back to its marks."""
    if not notes:
        return EMPTY
    return _FOOTNOTES(page.words.footnotes, joined([_footnote(page, one) for one in notes]))


def _footnote(page: Page, node: Footnote) -> Markup:
    lead = joined([label_of(node.label), back_links(page, node.id)])
    return _FOOTNOTE(identity(node.id), page.led(lead, node.blocks))


def contents(page: Page, depth: int = CONTENTS_DEPTH) -> Markup:
    """Write the contents list down to a depth; term entries and untitled clauses are never listed."""
    return _contents(page, page.standard.clauses, depth)


def _contents(page: Page, parts: tuple[Part, ...], depth: int) -> Markup:
    listed = [one for one in parts if isinstance(one, Clause) and one.title and one.id]
    if not listed or depth < 1:
        return EMPTY
    return _ENTRIES(
        joined([_ENTRY(one.id, entry_text(page, one), _contents(page, one.clauses, depth - 1)) for one in listed])
    )


def entry_text(page: Page, node: Clause) -> Markup:
    """Write what a contents list shows of a clause: label, status of an annex, title."""
    inner = [label_of(node.label)]
    status = annex_status(page.wording, node)
    if status:
        inner.append(_STATUS(status))
    inner.append(_TITLE(page.in_list(node.title)))
    return joined(_spaced(inner))
