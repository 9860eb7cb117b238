"""Sentences that a rulebook prescribes, generated from the header where the author left them out.

GB/T 1.1-2020, 8.3, 8.6, 8.7; ISO/IEC Directives, Part 2, 15.5.2 and 16.5.3.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from stdpub.model.content import Block, List, ListItem, Paragraph, Sentence
from stdpub.model.header import Header, RulebookName
from stdpub.model.inlines import untyped
from stdpub.model.provisions import Kind
from stdpub.model.rulebooks import Wording, wording
from stdpub.model.source import NOWHERE, Diagnostic, SourceText
from stdpub.model.standard import Clause, ClauseKind, Standard
from stdpub.read.clauses import has_entries
from stdpub.read.fixed_sentences import Fixed, paragraphs, slot_of, typed_copy, typed_variant


def prescribe(standard: Standard, sources: Sequence[SourceText] = ()) -> Standard:
    """Return the standard with its rulebook's fixed sentences; one that the author typed is not said twice."""
    if standard.header.rulebook is RulebookName.NONE:
        return standard
    words = wording(standard.header.rulebook, standard.header.language)
    prescriber = _Prescriber(standard.header, words, {source.file: source for source in sources})
    clauses = tuple(map(prescriber.clause, standard.clauses))
    return replace(standard, clauses=clauses, diagnostics=(*standard.diagnostics, *prescriber.diagnostics))


class _Prescriber:
    """Adds the fixed sentences to the elements of one standard."""

    def __init__(self, header: Header, words: Wording, sources: Mapping[str, SourceText]) -> None:
        self.header = header
        self.words = words
        self.sources = sources
        self.diagnostics: list[Diagnostic] = []

    def clause(self, clause: Clause) -> Clause:
        """Return an element with what the rulebook wants said in it."""
        words = self.words
        match clause.kind:
            case ClauseKind.FOREWORD:
                before, after = _foreword(self.header, words)
                return self._around(clause, before, after, _history(self.header))
            case ClauseKind.NORMATIVE_REFERENCES:
                listed = has_entries(clause)
                return self._led(clause, "references", words.references_lead, words.references_empty, full=listed)
            case ClauseKind.TERMS:
                entries = bool(clause.clauses)
                return self._led(clause, "terms", words.terms_lead, words.terms_empty, full=entries)
        return clause

    def _led(self, clause: Clause, slot: str, lead: str, empty: str, *, full: bool) -> Clause:
        """Return a clause with its lead-in; an author's own opening paragraph stands instead of the generated one."""
        wanted = Fixed(slot, lead) if full else Fixed(f"{slot}-empty", empty)
        other = Fixed(f"{slot}-empty", empty) if full else Fixed(slot, lead)
        first = clause.blocks[0] if clause.blocks else None
        if not isinstance(first, Paragraph):
            return replace(clause, blocks=(_generated(wanted.text), *clause.blocks))
        found = slot_of(first, (wanted, other))
        if found is None:
            return clause
        said, exact = found
        if exact and said is wanted:
            self.diagnostics.extend(typed_copy(first, wanted, self.sources))
        else:
            self.diagnostics.append(typed_variant(first, wanted, self.sources, fits=said is wanted))
        return clause

    def _around(
        self, clause: Clause, before: tuple[Fixed, ...], after: tuple[Fixed, ...], last: tuple[Block, ...]
    ) -> Clause:
        """Return a foreword with its fixed sentences before and after the author's own, each said once."""
        said: set[str] = set()
        for paragraph in paragraphs(clause.blocks):
            found = slot_of(paragraph, (*before, *after))
            if found is None:
                continue
            said.add(found[0].slot)
            if found[0].slot == "history":
                continue  # its list stands below it
            if found[1]:
                self.diagnostics.extend(typed_copy(paragraph, found[0], self.sources))
            else:
                self.diagnostics.append(typed_variant(paragraph, found[0], self.sources, fits=True))
        first, then = (
            tuple(_generated(one.text) for one in group if one.slot not in said) for group in (before, after)
        )
        return replace(clause, blocks=(*first, *clause.blocks, *then, *(() if "history" in said else last)))


def _generated(text: str) -> Paragraph:
    sentence = Sentence((untyped(text),), Kind.STATEMENT, "", "", "", NOWHERE)
    return Paragraph((sentence,), "", "", generated=True, span=NOWHERE)


def _foreword(header: Header, words: Wording) -> tuple[tuple[Fixed, ...], tuple[Fixed, ...]]:
    """Return what stands before and after the author's own text of a foreword."""
    before = (Fixed("basis", words.basis),) if words.basis else ()
    if header.rulebook is not RulebookName.GB_T_1_1:
        return before, ()
    after = [Fixed("patents", words.patents_unknown)] if header.patents in {"", "unknown"} else []
    after.extend(_bodies(header, words))
    if header.history:
        after.append(Fixed("history", words.history_lead))
    elif not header.replaces:
        after.append(Fixed("first-edition", words.first_edition))
    return before, tuple(after)


def _bodies(header: Header, words: Wording) -> Iterator[Fixed]:
    proposed, administered = header.proposed_by, header.administered_by
    if proposed and proposed == administered:
        yield Fixed("proposed", words.proposed_and_administered.format(proposed))
    else:
        if proposed:
            yield Fixed("proposed", words.proposed.format(proposed))
        if administered:
            yield Fixed("administered", words.administered.format(administered))
    if header.drafting_organizations:
        yield Fixed("organizations", words.organizations.format(words.list_comma.join(header.drafting_organizations)))
    if header.drafters:
        yield Fixed("drafters", words.drafters.format(words.list_comma.join(header.drafters)))


def _history(header: Header) -> tuple[Block, ...]:
    """Return the list of earlier editions that closes the foreword of GB/T 1.1."""
    if header.rulebook is not RulebookName.GB_T_1_1 or not header.history:
        return ()
    items = tuple(_history_item(text) for text in header.history)
    return (List(ordered=False, items=items, lead="", id="", span=NOWHERE),)


def _history_item(text: str) -> ListItem:
    return ListItem((_generated(text),), Kind.STATEMENT, "", "", "", "", "", NOWHERE)
