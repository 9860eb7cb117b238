"""Rules on language versions: a translation says what its source says, to the same keys, kinds, numbers and limits."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from stdpub.check.draft import Draft, first_character
from stdpub.check.languages.alignment import Thing, Unit, alignment
from stdpub.check.languages.number_pairs import apart
from stdpub.check.prose import Prose, prose
from stdpub.check.rule import ALL, Finding, rule
from stdpub.model.content import Table
from stdpub.model.inlines import Citation, CrossReference, Inline, Limit, Link, Mark
from stdpub.model.provisions import Kind
from stdpub.model.source import NOWHERE, Severity, Span, Words
from stdpub.model.walking import pointers
from stdpub.verify.amounts import amounts
from stdpub.verify.intervals import Difference, difference
from stdpub.verify.limit_text import comparison_text

_SOURCE = "GB/T 1.1-2020 and ISO/IEC Directives, Part 2, for texts in several languages: each is the same document"
_FOLDED = {
    Kind.POSSIBILITY: Kind.STATEMENT,
    Kind.CAPABILITY: Kind.STATEMENT,
    Kind.EXTERNAL_CONSTRAINT: Kind.REQUIREMENT,
}
"""Kinds that a language does not separate: 能 and 可能 state, `can` is both; 必须 and `must` oblige, whoever compels."""

_KINDS = {
    Kind.REQUIREMENT: Words("a requirement", "要求"),
    Kind.RECOMMENDATION: Words("a recommendation", "推荐"),
    Kind.PERMISSION: Words("a permission", "允许"),
    Kind.INSTRUCTION: Words("an instruction", "指示"),
    Kind.STATEMENT: Words("a statement", "陈述"),
}
_WORDS_IN_FORMULAS = re.compile(r"\\(?:text|mathrm|operatorname)\s*\{(?![A-Za-z0-9.,+-]*\})[^{}]*\}")
"""Words that are translated; a name of letters and digits alone is a symbol, the same in every language."""
_PRINTED = re.compile(r"[A-Z]?[0-9]+(?:\.[0-9]+)*|\b[A-Z](?:\.[0-9]+)*\b")
"""The number that a pointer prints: 5.3, V5.3, A.1."""

_NUMBER_OF_CLAUSE = re.compile(r"[A-Z](?![a-z])|[0-9.]+")
"""What of `Annex C` and 附录C is the same in every language."""

_ZH = "# 要求 {{#needs}}\n\n{}\n\n=== standard.en.md\n# Requirements {{#needs}}\n\n{}\n"


def _example(zh: str, en: str) -> str:
    return _ZH.format(zh, en)


@rule(
    zh="键在各语言版本中相同；只在一种语言中出现的键所指的内容，其他语言的读者读不到。",
    source=_SOURCE,
    bad=_example("装置应清洁。 {#clean}\n\n装置应涂漆。 {#paint}", "The vent shall be clean. {#clean}"),
    good=_example("装置应清洁。 {#clean}", "The vent shall be clean. {#clean}"),
    rulebooks=ALL,
)
def translated_key_missing(draft: Draft) -> Iterator[Finding]:
    """A key is the same in every language; what bears one in a single language cannot be read, or cited, in the others."""
    source = draft.source_version
    if source is None:
        return
    found = alignment(draft)
    for thing, near in found.missing:
        yield _lacking(thing, near, draft.header.language, source.header.language)
    for thing, near in found.extra:
        yield _lacking(thing, near, source.header.language, draft.header.language)


def _lacking(thing: Thing, near: Span, lacks: str, has: str) -> Finding:
    """Return the finding for a thing that one language lacks: in the file that lacks it, next to where it belongs."""
    return Finding(
        first_character(near),
        f"`{thing.key}` stands in `{has}` and not in `{lacks}`",
        f"`{thing.key}`见于`{has}`版，而`{lacks}`版没有",
        "translate it here, or give its translation this key",
        "请在此处译出，或为其译文加上该键",
        related=(first_character(thing.span),),
    )


@rule(
    zh="条款的种类决定使用者必须做什么；译文中“应”变为should就改变了文件。",
    source=_SOURCE,
    bad=_example("装置应清洁。 {#clean}", "The vent should be clean. {#clean}"),
    good=_example("装置应清洁。 {#clean}", "The vent shall be clean. {#clean}"),
    rulebooks=ALL,
)
def translated_kind_differs(draft: Draft) -> Iterator[Finding]:
    """The kind of a provision is what it does to its reader: 应 that became `should` is another document."""
    for source, own in alignment(draft).units:
        if source.kind is None or own.kind is None:
            continue
        one, two = _FOLDED.get(source.kind, source.kind), _FOLDED.get(own.kind, own.kind)
        if one is not two:
            yield Finding(
                _place(own),
                f"{_KINDS[two].en} where the source has {_KINDS[one].en}",
                f"此处为{_KINDS[two].zh}，而源文为{_KINDS[one].zh}",
                "take the verbal form of the source's kind, or mend the source",
                "请使用与源文同类的能愿动词，或修改源文",
                related=(_place(source),),
            )


def _place(unit: Unit) -> Span:
    """Return where a unit says what it says: its verbal form, else its first character."""
    for passage in unit.passages:
        if passage.sentence is not None and passage.sentence.verbal_form:
            at = passage.text.find(passage.sentence.verbal_form)
            if at >= 0:
                return passage.prose.source(at, at + len(passage.sentence.verbal_form))
    return first_character(unit.span)


@rule(
    zh="译文中的数值应与源文相同；数值不同即要求不同。",
    source=_SOURCE,
    bad=_example("记录应保存3年。 {#records}", "Records shall be kept for 5 years. {#records}"),
    good=_example("记录应保存3年。 {#records}", "Records shall be kept for three years. {#records}"),
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
            new[0].at if new else _place(own),
            f"{said} where the source has {meant}"
            if said and meant
            else f"{said or meant} stands in one language only",
            f"此处为{said}，而源文为{meant}" if said and meant else f"{said or meant}只见于一种语言",
            "write the same number in both languages",
            "请在两种语言中使用相同的数值",
            related=(lost[0].at if lost else _place(source),),
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
    source=_SOURCE,
    bad=_example("管长为20 mm。 {.statement #length}", "The pipe is 20 cm long. {.statement #length}"),
    good=_example("管长为20 mm。 {.statement #length}", "The pipe is 20 mm long. {.statement #length}"),
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
    source=_SOURCE,
    bad=_example("比值应[不大于2]{limit=pue}。 {#pue}", "The ratio shall [be at least 2]{limit=pue}. {#pue}"),
    good=_example("比值应[不大于2]{limit=pue}。 {#pue}", "The ratio shall [not exceed 2]{limit=pue}. {#pue}"),
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
                    _place(own) if other is own else limit.span,
                    f"the limit on `{limit.reading.quantity or limit.rule}` stands in one language only",
                    f"对`{limit.reading.quantity or limit.rule}`的限值只见于一种语言",
                    "mark the same words as a limit in both languages",
                    "请在两种语言中将相应的文字标为限值",
                    related=(limit.span if other is own else _place(source),),
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


@rule(
    zh="表在各语言版本中的行数和列数应相同，否则有的值只见于一种语言。",
    source=_SOURCE,
    bad=_example(
        "尺寸见[@sizes]。\n\n表：尺寸 {#sizes}\n\n| 型号 | 质量/kg |\n|---|---|\n| A | 1 |\n| B | 2 |",
        "The sizes are given in [@sizes].\n\nTable: Sizes {#sizes}\n\n| Type | Mass, kg |\n|---|---|\n| A | 1 |",
    ),
    good=_example(
        "尺寸见[@sizes]。\n\n表：尺寸 {#sizes}\n\n| 型号 | 质量/kg |\n|---|---|\n| A | 1 |",
        "The sizes are given in [@sizes].\n\nTable: Sizes {#sizes}\n\n| Type | Mass, kg |\n|---|---|\n| A | 1 |",
    ),
    rulebooks=ALL,
)
def translated_table_differs(draft: Draft) -> Iterator[Finding]:
    """A table has as many rows and columns in every language, or a value stands in one of them only."""
    for source, own in alignment(draft).tables:
        one, two = _size(source), _size(own)
        if one != two:
            yield Finding(
                first_character(own.span),
                f"a table of {two[0]} rows and {two[1]} columns where the source has {one[0]} and {one[1]}",
                f"此表为{two[0]}行{two[1]}列，而源文为{one[0]}行{one[1]}列",
                "translate every row and column",
                "请译出每一行和每一列",
                related=(first_character(source.span),),
            )


def _size(table: Table) -> tuple[int, int]:
    return len(table.head) + len(table.body), table.columns


@rule(
    zh="译文的引用应与源文指向相同的内容。",
    source=_SOURCE,
    bad=_example(
        "试验应符合[@others]。 {#test}\n\n# 其他 {#others}\n\n盖为圆形。\n\n# 尺寸 {#size}\n\n座为方形。",
        "Tests shall be in accordance with [@size]. {#test}\n\n# Others {#others}\n\nLids are round.\n\n# Size {#size}\n\nSeats are square.",
    ),
    good=_example(
        "试验应符合[@others]。 {#test}\n\n# 其他 {#others}\n\n盖为圆形。\n\n# 尺寸 {#size}\n\n座为方形。",
        "Tests shall be in accordance with [@others]. {#test}\n\n# Others {#others}\n\nLids are round.\n\n# Size {#size}\n\nSeats are square.",
    ),
    rulebooks=ALL,
)
def translated_reference_differs(draft: Draft) -> Iterator[Finding]:
    """A pointer leads to the same thing in every language."""
    for source, own in alignment(draft).units:
        theirs, ours = _pointers(source), _pointers(own)
        lost = list((Counter(map(_target, theirs)) - Counter(map(_target, ours))).elements())
        new = list((Counter(map(_target, ours)) - Counter(map(_target, theirs))).elements())
        only = [one for one in theirs if _target(one) in lost] or [one for one in ours if _target(one) in new]
        if (not lost and not new) or (not (lost and new) and _typed(only, own if lost else source)):
            continue
        at = next((one.span for one in reversed(ours) if new and _target(one) == new[0]), _place(own))
        place = next((one.span for one in reversed(theirs) if lost and _target(one) == lost[0]), _place(source))
        said, meant = (f"`{names[0]}`" if names else "" for names in (new, lost))
        yield Finding(
            at,
            f"a reference to {said} where the source refers to {meant}"
            if said and meant
            else f"a reference to {said or meant} stands in one language only",
            f"此处引用{said}，而源文引用{meant}" if said and meant else f"对{said or meant}的引用只见于一种语言",
            "refer to the same thing in both languages",
            "请在两种语言中引用相同的内容",
            related=(place,),
        )


def _typed(ones: list[CrossReference | Citation], other: Unit) -> bool:
    """Tell whether the other language types the numbers of pointers: that is a fault of its own, told by another rule."""
    text = "\n".join(passage.text for passage in other.passages)
    numbers = [_PRINTED.findall(one.text) if isinstance(one, CrossReference) else [] for one in ones]
    return all(found and re.search(rf"(?<![\w.]){re.escape(found[-1])}(?!\.?\w)", text) for found in numbers)


def _pointers(unit: Unit) -> list[CrossReference | Citation]:
    found = [node for passage in unit.passages for node in pointers(passage.nodes)]
    return [node for node in found if node.target_id and not (isinstance(node, CrossReference) and node.children)]


def _target(node: CrossReference | Citation) -> str:
    if isinstance(node, CrossReference):
        return node.key
    clause = "".join(_NUMBER_OF_CLAUSE.findall(node.clause))
    return f"{node.reference}, {clause}" if clause else node.reference


@rule(
    zh="公式在各语言版本中相同；只有其中的文字可以翻译。",
    source=_SOURCE,
    bad=_example("$$ 1 + 2^2 = 5 $$ {#energy}", "$$ 1 + 2^3 = 5 $$ {#energy}"),
    good=_example("$$ 1 + 2^2 = 5 $$ {#energy}", "$$ 1 + 2^2 = 5 $$ {#energy}"),
    rulebooks=ALL,
    severity=Severity.ERROR,
)
def translated_formula_differs(draft: Draft) -> Iterator[Finding]:
    """A formula is the same in every language; only words in it are translated."""
    for source, own in alignment(draft).formulas:
        if _without_words(source.tex) != _without_words(own.tex) and own.span != NOWHERE:
            yield Finding(
                first_character(own.span),
                "a formula that differs from the source's",
                "公式与源文不同",
                "write the same formula in both languages",
                "请在两种语言中使用相同的公式",
                related=(first_character(source.span),),
            )


def _without_words(tex: str) -> str:
    return "".join(_WORDS_IN_FORMULAS.sub("", tex).split())
