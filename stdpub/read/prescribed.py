"""Sentences that a rulebook prescribes, generated from the header where the author left them out.

GB/T 1.1-2020, 8.3, 8.6, 8.7; ISO/IEC Directives, Part 2, 15.5.2 and 16.5.3.
"""

from __future__ import annotations

import re
from dataclasses import replace

from stdpub.model.content import Block, List, ListItem, Paragraph, Sentence
from stdpub.model.header import Header, RulebookName
from stdpub.model.inlines import plain, untyped
from stdpub.model.provisions import Kind
from stdpub.model.rulebooks import Wording, wording
from stdpub.model.source import NOWHERE
from stdpub.model.standard import Clause, ClauseKind, Standard
from stdpub.read.clauses import has_entries

_SPACE = re.compile(r"[\s　]+")


def prescribe(standard: Standard) -> Standard:
    """Return the standard with its rulebook's fixed sentences; one that the author typed is not said twice."""
    if standard.header.rulebook is RulebookName.NONE:
        return standard
    words = wording(standard.header.rulebook, standard.header.language)
    clauses = tuple(_with_fixed(clause, standard.header, words) for clause in standard.clauses)
    return replace(standard, clauses=clauses)


def _with_fixed(clause: Clause, header: Header, words: Wording) -> Clause:
    match clause.kind:
        case ClauseKind.FOREWORD:
            before, after = _foreword(header, words)
            return replace(clause, blocks=_around(before, clause.blocks, after))
        case ClauseKind.NORMATIVE_REFERENCES:
            lead = words.references_lead if has_entries(clause) else words.references_empty
            return _led(clause, lead)
        case ClauseKind.TERMS:
            return _led(clause, words.terms_lead if clause.clauses else words.terms_empty)
    return clause


def _led(clause: Clause, lead: str) -> Clause:
    """Return a clause with its lead-in; an author's own opening paragraph stands instead of the generated one."""
    if clause.blocks and isinstance(clause.blocks[0], Paragraph):
        return replace(clause, blocks=_around((), clause.blocks, ())) if lead else clause
    return replace(clause, blocks=(_generated(lead), *clause.blocks))


def _around(before: tuple[Block, ...], blocks: tuple[Block, ...], after: tuple[Block, ...]) -> tuple[Block, ...]:
    typed = {_squeezed(block) for block in blocks if isinstance(block, Paragraph)}
    return (
        *(block for block in before if _squeezed(block) not in typed),
        *blocks,
        *(block for block in after if _squeezed(block) not in typed),
    )


def _squeezed(block: Block) -> str:
    """Return a paragraph's text without white space, so that typed and generated copies compare."""
    if not isinstance(block, Paragraph):
        return f"{id(block)}"
    return _SPACE.sub("", "".join(plain(sentence.children) for sentence in block.sentences))


def _generated(text: str) -> Paragraph:
    sentence = Sentence((untyped(text),), Kind.STATEMENT, "", "", "", NOWHERE)
    return Paragraph((sentence,), "", "", generated=True, span=NOWHERE)


def _foreword(header: Header, words: Wording) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    """Return what stands before and after the author's own text of a foreword."""
    before = [_generated(words.basis)] if words.basis else []
    after: list[Block] = []
    if header.rulebook is RulebookName.GB_T_1_1:
        if header.patents in {"", "unknown"}:
            after.append(_generated(words.patents_unknown))
        after.extend(map(_generated, _bodies(header, words)))
        after.extend(_history(header, words))
    return tuple(before), tuple(after)


def _bodies(header: Header, words: Wording) -> list[str]:
    texts = []
    proposed, administered = header.proposed_by, header.administered_by
    if proposed and proposed == administered:
        texts.append(words.proposed_and_administered.format(proposed))
    else:
        texts.extend([words.proposed.format(proposed)] if proposed else [])
        texts.extend([words.administered.format(administered)] if administered else [])
    if header.drafting_organizations:
        texts.append(words.organizations.format(words.list_comma.join(header.drafting_organizations)))
    if header.drafters:
        texts.append(words.drafters.format(words.list_comma.join(header.drafters)))
    return texts


def _history(header: Header, words: Wording) -> list[Block]:
    if not header.history:
        return [] if header.replaces else [_generated(words.first_edition)]
    items = tuple(_history_item(text) for text in header.history)
    return [_generated(words.history_lead), List(ordered=False, items=items, lead="", id="", span=NOWHERE)]


def _history_item(text: str) -> ListItem:
    return ListItem((_generated(text),), Kind.STATEMENT, "", "", "", "", "", NOWHERE)
