"""The rule on numbers that bind and are not marked as limits; it proposes the limit where a quantity can be named."""

from __future__ import annotations

from collections.abc import Iterator

from stdpub.check.draft import Draft, Passage
from stdpub.check.rule import ALL, Finding, rule
from stdpub.model.flat import flat, limits_in
from stdpub.model.header import RulebookName
from stdpub.model.patterns import regex
from stdpub.model.provisions import Kind
from stdpub.model.quantities import LimitFound, Quantity, Role
from stdpub.model.source import Replace, Severity
from stdpub.verify.limit_text import comparison_text
from stdpub.verify.limits import find_limits
from stdpub.verify.units import commensurable, known

_QUANTITIES = "=== quantities.yml\nloss: {name: {en: loss, zh: 损失}, unit: kPa}\n"
_NUMBER = regex(
    r"\d|[一二三四五六七八九十两百千]|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|thirty|sixty|ninety)\b"
)
_HIDDEN = "\ufffc"


@rule(
    zh="要求中的数值标为限值后，机器才能读取、比较和核验。",
    source="own practice",
    bad=f"# Loss {{#loss}}\n\nThe loss shall not exceed 5 kPa. {{#most}}\n\n{_QUANTITIES}",
    good=f"# Loss {{#loss}}\n\nThe loss shall [not exceed 5 kPa]{{limit=loss}}. {{#most}}\n\n{_QUANTITIES}",
    severity=Severity.INFO,
    rulebooks=ALL,
)
def unmarked_limit(draft: Draft) -> Iterator[Finding]:
    """A value that a requirement binds to is marked as a limit, so that machines can read, compare and verify it."""
    if not draft.surroundings.quantities:
        return
    for passage in draft.sentences:
        sentence = passage.sentence
        if sentence is None or sentence.kind is not Kind.REQUIREMENT or passage.inside:
            continue
        if not _NUMBER.search(passage.text):
            continue
        for found in _unmarked(draft, passage):
            words = passage.text[found.start : found.end]
            named = _quantity(draft, passage, found)
            yield Finding(
                passage.prose.source(found.start, found.end),
                f"`{words}` is no marked limit",
                f"`{words}`未标为限值",
                f"write `[{words}]{{limit={named.key}}}`" if named else "write `[words]{limit=quantity}` around it",
                f"写作`[{words}]{{limit={named.key}}}`" if named else "在其外写`[文字]{limit=量}`",
                fix=_fix(draft, passage, found, named) if named else (),
                unsafe=True,
            )


def _unmarked(draft: Draft, passage: Passage) -> Iterator[LimitFound]:
    """Yield what binds in a sentence, has a unit, and stands outside every limit and quotation."""
    marked = [(start, end) for _, start, end in limits_in(passage.nodes)]
    comma = draft.rulebook is RulebookName.ISO_IEC_PART_2
    for found in find_limits(flat(passage.nodes), draft.header.language, decimal_comma=comma):
        own = _HIDDEN not in passage.prose.masked[found.start : found.end]
        free = all(end <= found.start or start >= found.end for start, end in marked)
        if found.role is Role.BOUND and found.reading.unit_text and own and free:
            yield found


def _quantity(draft: Draft, passage: Passage, found: LimitFound) -> Quantity | None:
    """Return the one quantity whose name stands before the limit and whose unit is of its kind."""
    given = known(found.reading.unit)
    before = passage.text[: found.start].lower()
    fitting = []
    for one in draft.surroundings.quantities:
        own = known(one.unit)
        name = dict(one.names).get(draft.header.language.partition("-")[0], "").lower()
        if name and name in before and own and given and commensurable(own, given):
            fitting.append((len(name), one))
    if not fitting:
        return None
    longest = max(length for length, _ in fitting)
    named = [one for length, one in fitting if length == longest]
    return named[0] if len(named) == 1 else None


def _fix(draft: Draft, passage: Passage, found: LimitFound, quantity: Quantity) -> tuple[Replace, ...]:
    """Return the edit that marks a limit; none where its words are not in one piece of plain text."""
    edits = passage.prose.replace(found.start, found.end, "")
    own = draft.text_at(edits[0].at) if edits else ""
    if own != passage.text[found.start : found.end] or set("[]{}\n") & set(own) or not comparison_text(found.reading):
        return ()
    return (Replace(edits[0].at, f"[{own}]{{limit={quantity.key}}}"),)
