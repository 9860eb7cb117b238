"""What rules on provisions look at: the provisions of a draft by place and kind, and where their verbal forms stand."""

from __future__ import annotations

from collections.abc import Iterator

from stdpub.check.draft import Draft, Passage
from stdpub.check.rule import Finding
from stdpub.model.content import CompoundProvision, Paragraph
from stdpub.model.inlines import Inline, Limit, Link, Mark, VerbalForm
from stdpub.model.provisions import Convention, Kind
from stdpub.model.source import Replace, Span, Words, text_span
from stdpub.model.standard import ClauseKind
from stdpub.model.verbal_forms import Standing, verbal_forms
from stdpub.model.walking import below

PROVISIONS = frozenset({Kind.REQUIREMENT, Kind.RECOMMENDATION, Kind.PERMISSION})
REQUIREMENTS = frozenset({Kind.REQUIREMENT})
MISPLACED = (
    "provision-in-example",
    "provision-in-footnote",
    "provision-in-foreword",
    "provision-in-note",
    "provision-in-scope",
    "requirement-in-definition",
    "requirement-in-informative-annex",
    "requirement-in-introduction",
)
"""Rules on provisions where none may stand: of these, no other rule judges the verbal form."""

_OPENINGS = frozenset({ClauseKind.FOREWORD, ClauseKind.SCOPE, ClauseKind.INTRODUCTION})
_RULED_FORMS = frozenset({Convention.ISO, Convention.GB_T_1_1})


def found(draft: Draft, element: ClauseKind | None, inside: str, kinds: frozenset[Kind]) -> Iterator[Passage]:
    """Yield the sentences of some kinds that stand in an element, or inside notes or examples of any."""
    for passage in draft.sentences:
        sentence = passage.sentence
        wanted = passage.inside == inside and (element is None or passage.element is element)
        if wanted and sentence is not None and sentence.kind in kinds and sentence.verbal_form:
            yield passage


def spoken(draft: Draft, kinds: frozenset[Kind]) -> Iterator[tuple[Passage, str]]:
    """Yield the provisions that the body and the annexes hold, each with its verbal form.

    None where the document follows another convention than the rulebook's, none of the elements that may hold none, and
    none of a `::: external-constraint`, which is worded by the law that it tells of.
    """
    if draft.header.verbal_forms not in _RULED_FORMS:
        return
    outside = draft.once(_external)
    for inside in ("", "float-footnote"):
        for passage in found(draft, None, inside, kinds):
            if passage.element not in _OPENINGS and passage.sentence and id(passage.sentence) not in outside:
                yield passage, passage.sentence.verbal_form


def _external(draft: Draft) -> frozenset[int]:
    """Return the identities of the sentences that stand in a `::: external-constraint`."""
    return frozenset(
        id(sentence)
        for block, _ in draft.blocks
        if isinstance(block, CompoundProvision) and block.kind is Kind.EXTERNAL_CONSTRAINT
        for inner in below(block.blocks)
        if isinstance(inner, Paragraph)
        for sentence in inner.sentences
    )


def standing(draft: Draft, form: str) -> Standing:
    """Return how the rulebook looks at a verbal form as it was written: `are not required to` as `is not required to`."""
    cited = form if draft.chinese else _cited(form)
    for one in verbal_forms("zh" if draft.chinese else "en", Convention.ISO):
        if one.words == cited:
            return one.standing
    return Standing.UNLISTED


_CITED = {"are": "is", "have": "has", "need": "needs", "isn't": "is not", "aren't": "is not", "can't": "cannot"}


def _cited(form: str) -> str:
    words = [_CITED.get(word, word) for word in form.lower().replace("’", "'").split() if not _between(word)]
    if words[:1] == ["needs"] and words[1:] == ["not"]:
        words[0] = "need"
    return " ".join(words)


def _between(word: str) -> bool:
    """Tell whether a word stands between the words of a form and is none of them: `is however permitted to`."""
    return word.endswith("ly") or word in {
        "also",
        "however",
        "therefore",
        "thus",
        "always",
        "still",
        "often",
        "sometimes",
    }


def misplaced(passages: Iterator[Passage], message: Words, help_: Words) -> Iterator[Finding]:
    """Yield a finding at the verbal form of each sentence; `{}` in the message stands for the form."""
    for passage in passages:
        en, zh = (words.format(passage.sentence.verbal_form if passage.sentence else "") for words in message)
        yield Finding(form_span(passage), en, zh, help_.en, help_.zh)


def form_span(passage: Passage) -> Span:
    """Return where the verbal form of a sentence stands, else the sentence."""
    forms = list(_forms(passage.nodes))
    return text_span(forms[0].span, forms[-1].span) if forms else passage.span


def another_form(passage: Passage, words: str) -> tuple[Replace, ...]:
    """Return the edit that writes another verbal form; none where the one there is stands in several pieces."""
    forms = list(_forms(passage.nodes))
    if len(forms) != 1 or not words:
        return ()
    return (Replace(forms[0].span, words),)


def form_end(passage: Passage) -> int:
    """Return the offset in the passage's words at which its verbal form ends; 0 where it has none."""
    forms = list(_forms(passage.nodes))
    if not forms:
        return 0
    last = forms[-1].span
    for piece in passage.prose.pieces:
        if piece.span == last:
            return piece.start + len(piece.text)
    return 0


def _forms(nodes: tuple[Inline, ...]) -> Iterator[VerbalForm]:
    for node in nodes:
        if isinstance(node, VerbalForm):
            yield node
        elif isinstance(node, (Mark, Link, Limit)):
            yield from _forms(node.children)
