"""Rules on language versions: the tables, pointers and formulas of a translation are those of its source."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from stdpub.check.draft import Draft, first_character
from stdpub.check.languages.alignment import Unit, alignment
from stdpub.check.languages.pairs import SOURCE, example, place_of
from stdpub.check.rule import ALL, Finding, rule
from stdpub.model.content import Table
from stdpub.model.inlines import Citation, CrossReference
from stdpub.model.patterns import regex
from stdpub.model.source import NOWHERE, Severity
from stdpub.model.walking import pointers

_WORDS_IN_FORMULAS = regex(r"\\(?:text|mathrm|operatorname)\s*\{(?![A-Za-z0-9.,+-]*\})[^{}]*\}")
"""Words that are translated; a name of letters and digits alone is a symbol, the same in every language."""
_PRINTED = regex(r"[A-Z]?[0-9]+(?:\.[0-9]+)*|\b[A-Z](?:\.[0-9]+)*\b")
"""The number that a pointer prints: 5.3, V5.3, A.1."""

_NUMBER_OF_CLAUSE = regex(r"[A-Z](?![a-z])|[0-9.]+")
"""What of `Annex C` and 附录C is the same in every language."""


@rule(
    zh="表在各语言版本中的行数和列数应相同，否则有的值只见于一种语言。",
    source=SOURCE,
    bad=example(
        "尺寸见[@sizes]。\n\n表：尺寸 {#sizes}\n\n| 型号 | 质量/kg |\n|---|---|\n| A | 1 |\n| B | 2 |",
        "The sizes are given in [@sizes].\n\nTable: Sizes {#sizes}\n\n| Type | Mass, kg |\n|---|---|\n| A | 1 |",
    ),
    good=example(
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
    source=SOURCE,
    bad=example(
        "试验应符合[@others]。 {#test}\n\n# 其他 {#others}\n\n盖为圆形。\n\n# 尺寸 {#size}\n\n座为方形。",
        "Tests shall be in accordance with [@size]. {#test}\n\n# Others {#others}\n\nLids are round.\n\n# Size {#size}\n\nSeats are square.",
    ),
    good=example(
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
        at = next((one.span for one in reversed(ours) if new and _target(one) == new[0]), place_of(own))
        place = next((one.span for one in reversed(theirs) if lost and _target(one) == lost[0]), place_of(source))
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
    source=SOURCE,
    bad=example("$$ 1 + 2^2 = 5 $$ {#energy}", "$$ 1 + 2^3 = 5 $$ {#energy}"),
    good=example("$$ 1 + 2^2 = 5 $$ {#energy}", "$$ 1 + 2^2 = 5 $$ {#energy}"),
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
