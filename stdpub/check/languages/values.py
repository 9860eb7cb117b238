"""Rules on language versions: the numbers, units and limits of a translation are those of its source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from stdpub.check.draft import Draft
from stdpub.check.languages.alignment import Unit, alignment
from stdpub.check.languages.number_pairs import apart
from stdpub.check.languages.pairs import SOURCE, example, place_of
from stdpub.check.prose import Prose, prose
from stdpub.check.rule import ALL, Finding, rule
from stdpub.model.inlines import Inline, Limit, Link, Mark
from stdpub.model.source import Span
from stdpub.verify.amounts import amounts
from stdpub.verify.intervals import Difference, difference
from stdpub.verify.limit_text import comparison_text


@rule(
    zh="译文中的数值应与源文相同；数值不同即要求不同。",
    source=SOURCE,
    bad=example("记录应保存3年。 {#records}", "Records shall be kept for 5 years. {#records}"),
    good=example("记录应保存3年。 {#records}", "Records shall be kept for three years. {#records}"),
    rulebooks=ALL,
)
def translated_number_differs(draft: Draft) -> Iterator[Finding]:
    """A number is the same in every language; another one is another requirement."""
    for source, own in alignment(draft).units:
        lost, new = apart(list(_outside_limits(source)), list(_outside_limits(own)))
        if not lost and not new:
            continue
        said = f"`{new[0].text}`" if new else ""
        meant = f"`{lost[0].text}`" if lost else ""
        yield Finding(
            new[0].at if new else place_of(own),
            f"{said} where the source has {meant}"
            if said and meant
            else f"{said or meant} stands in one language only",
            f"此处为{said}，而源文为{meant}" if said and meant else f"{said or meant}只见于一种语言",
            "write the same number in both languages",
            "请在两种语言中使用相同的数值",
            related=(lost[0].at if lost else place_of(source),),
        )


def _outside_limits(unit: Unit) -> Iterator[Prose]:
    """Yield the words of a unit without those of its limits, which have a rule of their own."""
    for passage in unit.passages:
        yield prose(tuple(_without_limits(passage.nodes)))


def _without_limits(nodes: Iterable[Inline]) -> Iterator[Inline]:
    for node in nodes:
        if isinstance(node, (Mark, Link)):
            yield replace(node, children=tuple(_without_limits(node.children)))
        elif not isinstance(node, Limit):
            yield node


@rule(
    zh="译文中的计量单位应与源文相同；单位不同即数值不同。",
    source=SOURCE,
    bad=example("管长为20 mm。 {.statement #length}", "The pipe is 20 cm long. {.statement #length}"),
    good=example("管长为20 mm。 {.statement #length}", "The pipe is 20 mm long. {.statement #length}"),
    rulebooks=ALL,
)
def translated_unit_differs(draft: Draft) -> Iterator[Finding]:
    """A value has the same unit in every language; another one makes it another value."""
    for source, own in alignment(draft).units:
        theirs, ours = dict(_measured(source)), dict(_measured(own))
        for value, (unit, text, at) in ours.items():
            if value in theirs and theirs[value][0] != unit:
                _, meant, place = theirs[value]
                yield Finding(
                    at,
                    f"`{text}` where the source has `{meant}`",
                    f"此处为`{text}`，而源文为`{meant}`",
                    "write the same unit in both languages",
                    "请在两种语言中使用相同的单位",
                    related=(place,),
                )


def _measured(unit: Unit) -> Iterator[tuple[str, tuple[str, str, Span]]]:
    """Yield the values that have a printed unit, none that is a count of things, with the unit and its place."""
    for words in _outside_limits(unit):
        for found in amounts(words.masked):
            if found.unit_text and not found.named and not found.unit.startswith("{"):
                yield (
                    found.value,
                    (found.unit, words.text[found.start : found.end], words.source(found.start, found.end)),
                )


@rule(
    zh="限值在各语言版本中应为同一限值：比较词、数值和单位都相同。",
    source=SOURCE,
    bad=example("比值应[不大于2]{limit=pue}。 {#pue}", "The ratio shall [be at least 2]{limit=pue}. {#pue}"),
    good=example("比值应[不大于2]{limit=pue}。 {#pue}", "The ratio shall [not exceed 2]{limit=pue}. {#pue}"),
    rulebooks=ALL,
)
def translated_limit_differs(draft: Draft) -> Iterator[Finding]:
    """A limit is one limit in every language: the same comparator, value and unit, whatever the words."""
    for source, own in alignment(draft).units:
        theirs, ours = _limits(source), _limits(own)
        for one, two in zip(theirs, ours, strict=False):
            what = difference(one.reading, two.reading)
            if what is not None:
                yield _other_limit(one, two, what)
        for only, other in ((theirs[len(ours) :], own), (ours[len(theirs) :], source)):
            for limit in only:
                yield Finding(
                    place_of(own) if other is own else limit.span,
                    f"the limit on `{limit.reading.quantity or limit.rule}` stands in one language only",
                    f"对`{limit.reading.quantity or limit.rule}`的限值只见于一种语言",
                    "mark the same words as a limit in both languages",
                    "请在两种语言中将相应的文字标为限值",
                    related=(limit.span if other is own else place_of(source),),
                )


def _other_limit(one: Limit, two: Limit, what: Difference) -> Finding:
    said, meant = comparison_text(two.reading), comparison_text(one.reading)
    return Finding(
        two.span,
        f"a limit `{said}` where the source has `{meant}`: another {what.value}",
        f"此处限值为`{said}`，而源文为`{meant}`",
        "let both languages say the same limit",
        "请使两种语言的限值相同",
        related=(one.span,),
    )


def _limits(unit: Unit) -> list[Limit]:
    return [limit for passage in unit.passages for limit in _limits_in(passage.nodes)]


def _limits_in(nodes: tuple[Inline, ...]) -> Iterator[Limit]:
    for node in nodes:
        if isinstance(node, Limit):
            yield node
        elif isinstance(node, (Mark, Link)):
            yield from _limits_in(node.children)
