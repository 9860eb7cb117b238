"""Rules on limits: what their words, their rules and the quantities of the library say of one another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from stdpub.check.draft import Draft, Passage
from stdpub.check.rule import ALL, Finding, rule
from stdpub.model.content import Cell, Table
from stdpub.model.flat import flat, limits_in
from stdpub.model.header import RulebookName
from stdpub.model.inlines import Limit, only_characters, plain
from stdpub.model.quantities import LimitKind, LimitReading, Quantity
from stdpub.model.source import Severity, Span, Words
from stdpub.verify.intervals import Difference, difference, impossible
from stdpub.verify.limit_rules import read_rule
from stdpub.verify.limit_text import comparison_text
from stdpub.verify.limits import read_words
from stdpub.verify.printed_units import printed_unit
from stdpub.verify.units import UnitError, commensurable, known, unit

_SOURCE = "own practice"
_QUANTITIES = "=== quantities.yml\nloss: {name: {en: loss, zh: 损失}, unit: kPa}\nwall: {name: {en: wall thickness, zh: 壁厚}, unit: mm}\n"
_AROUND = 200
_LONGEST = 40


@dataclass(frozen=True, slots=True)
class _Stated:
    """A limit of the text or of a cell: what it says, where it stands, and the passage around a limit of the text."""

    reading: LimitReading
    at: Span
    words: str
    limit: Limit | None = None
    passage: Passage | None = None
    start: int = 0
    end: int = 0


@lru_cache(maxsize=1)
def _stated(draft: Draft) -> tuple[_Stated, ...]:
    """Return every limit: those of the text first, then those of the columns of tables; kept for the next rule that asks."""
    return tuple(_gathered(draft))


def _gathered(draft: Draft) -> Iterator[_Stated]:
    for passage in draft.passages:
        for limit, start, end in () if only_characters(passage.nodes) else limits_in(passage.nodes):
            yield _Stated(limit.reading, limit.span, _short(plain(limit.children)), limit, passage, start, end)
    for cell in _cells(draft):
        for reading in cell.limits:
            yield _Stated(reading, cell.span, comparison_text(reading))


def _cells(draft: Draft) -> Iterator[Cell]:
    for block, _ in draft.blocks:
        if isinstance(block, Table):
            for row in (*block.head, *block.body):
                yield from row.cells


def _short(words: str) -> str:
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1]}…"


def _quantities(draft: Draft) -> Mapping[str, Quantity]:
    return {one.key: one for one in draft.surroundings.quantities}


def _in_words(draft: Draft, stated: _Stated) -> LimitReading:
    """Return what the words of a limit of the text say without its attribute."""
    text = flat(stated.passage.nodes) if stated.passage else ""
    return read_words(
        text[stated.start : stated.end],
        draft.header.language,
        before=text[max(0, stated.start - _AROUND) : stated.start],
        after=text[stated.end : stated.end + _AROUND],
        decimal_comma=draft.rulebook is RulebookName.ISO_IEC_PART_2,
    )


@rule(
    zh="限值的文字与所写的规则应一致：人按文字读，机器按规则判定。",
    source=_SOURCE,
    bad="# Loss {#loss}\n\nThe loss shall [not exceed 5 kPa]{limit=\"loss <= 6 'kPa'\"}. {#most}\n",
    good="# Loss {#loss}\n\nThe loss shall [not exceed 5 kPa]{limit=\"loss <= 5 'kPa'\"}. {#most}\n",
    rulebooks=ALL,
)
def limit_contradicts_words(draft: Draft) -> Iterator[Finding]:
    """The words of a limit and its rule say the same: people follow the words, machines the rule."""
    for stated in _stated(draft):
        ruled = read_rule(stated.limit.rule) if stated.limit else None
        if ruled is None or stated.limit is None or (ruled.reading is None and not ruled.comparator.value):
            continue
        words = _in_words(draft, stated)
        if words.kind is LimitKind.TEXT:
            continue
        said = ruled.reading or stated.reading
        if difference(words, said) not in {None, Difference.QUANTITY}:
            yield Finding(
                stated.at,
                f"`{stated.words}` says `{comparison_text(words)}`, the rule `{stated.limit.rule}` does not",
                f"`{stated.words}`意为`{comparison_text(words)}`，规则`{stated.limit.rule}`与此不符",
                "write the same comparator, number and unit in both, or only the quantity in the rule",
                "使两者的比较、数值和单位一致，或在规则中只写量的名称",
            )


@rule(
    zh="限值的文字中应能读出数值；读不出时，写出规则，否则无法核验。",
    source=_SOURCE,
    bad="# Loss {#loss}\n\nThe loss shall [be small]{limit=loss}. {#most}\n",
    good="# Loss {#loss}\n\nThe loss shall [be small]{limit=\"loss <= 5 'kPa'\"}. {#most}\n",
    severity=Severity.WARNING,
    rulebooks=ALL,
)
def unreadable_limit(draft: Draft) -> Iterator[Finding]:
    """A limit has a number that can be read from its words; where it has none, its rule is written out."""
    for stated in _stated(draft):
        if (
            stated.limit is None
            or stated.reading.kind is not LimitKind.TEXT
            or not read_rule(stated.limit.rule).quantity
        ):
            continue
        name = stated.reading.quantity or "quantity"
        yield Finding(
            stated.at,
            f"no single limit can be read from `{stated.words}`",
            f"无法从`{stated.words}`读出限值",
            f"write the rule out, as in `{{limit=\"{name} <= 1.3 'UNIT'\"}}`, or mark fewer words",
            f"写出规则，如`{{limit=\"{name} <= 1.3 '单位'\"}}`，或缩小所标的文字",
        )


@rule(
    zh="限值所限定的量在标准库的`quantities.yml`中定义，各标准才能用同一个名称指同一个量。",
    source=_SOURCE,
    bad=f"# Loss {{#loss}}\n\nThe loss shall [not exceed 5 kPa]{{limit=los}}. {{#most}}\n\n{_QUANTITIES}",
    good=f"# Loss {{#loss}}\n\nThe loss shall [not exceed 5 kPa]{{limit=loss}}. {{#most}}\n\n{_QUANTITIES}",
    severity=Severity.INFO,
    rulebooks=ALL,
)
def unknown_quantity(draft: Draft) -> Iterator[Finding]:
    """The quantity of a limit stands in `quantities.yml` of the library, so that one name means one thing in all standards."""
    quantities = _quantities(draft)
    if not quantities:
        return
    for name, at in _named(draft):
        if name not in quantities:
            yield Finding(
                at,
                f"the quantity `{name}` is not in `quantities.yml`",
                f"`quantities.yml`中没有量`{name}`",
                "add it there with its name and unit, or correct the name",
                "在其中写明该量的名称和单位，或改正名称",
            )


def _named(draft: Draft) -> Iterator[tuple[str, Span]]:
    """Yield the quantities that limits and columns name, and where."""
    for stated in _stated(draft):
        if stated.limit is not None and read_rule(stated.limit.rule).quantity:
            yield read_rule(stated.limit.rule).quantity, stated.at
    for cell in _cells(draft):
        if cell.header:
            for rule_ in filter(None, (cell.limit, cell.when)):
                if read_rule(rule_).quantity:
                    yield read_rule(rule_).quantity, cell.span


@rule(
    zh="限值的单位与量的单位应同类，否则无法比较。",
    source=_SOURCE,
    bad=f"# Loss {{#loss}}\n\nThe loss shall [not exceed 5 kg]{{limit=loss}}. {{#most}}\n\n{_QUANTITIES}",
    good=f"# Loss {{#loss}}\n\nThe loss shall [not exceed 5 Pa]{{limit=loss}}. {{#most}}\n\n{_QUANTITIES}",
    rulebooks=ALL,
)
def limit_unit_mismatch(draft: Draft) -> Iterator[Finding]:
    """The unit of a limit is one of the quantity's kind; else evidence in one cannot be held against the other."""
    quantities = _quantities(draft)
    for stated in _stated(draft):
        quantity = quantities.get(stated.reading.quantity)
        if quantity is None or not quantity.unit or stated.reading.kind is LimitKind.TEXT:
            continue
        wanted, given = known(quantity.unit), known(stated.reading.unit)
        if wanted is None or given is None or commensurable(wanted, given):
            continue
        if stated.reading.unit_text:
            en, zh = f"`{stated.reading.unit_text}`", f"`{stated.reading.unit_text}`"
        elif stated.limit is not None:
            en, zh = "no unit", "没有单位"
        else:
            continue
        yield Finding(
            stated.at,
            f"{en} for `{quantity.key}`, which is measured in `{quantity.unit}`",
            f"量`{quantity.key}`的单位为`{quantity.unit}`，此处为{zh}"
            if zh.startswith("`")
            else f"量`{quantity.key}`的单位为`{quantity.unit}`，此处{zh}",
            "correct the unit, or the name of the quantity",
            "改正单位或量的名称",
        )


@rule(
    zh="规则中的单位用UCUM代码书写，机器才能换算。",
    source=_SOURCE,
    bad="# Loss {#loss}\n\nThe loss shall be [small]{limit=\"loss <= 5 'kilopascals of gas'\"}. {#most}\n",
    good="# Loss {#loss}\n\nThe loss shall be [small]{limit=\"loss <= 5 'kPa'\"}. {#most}\n",
    rulebooks=ALL,
)
def unknown_limit_unit(draft: Draft) -> Iterator[Finding]:
    """The unit in a rule is a code of UCUM, so that machines can convert it."""
    for stated in _stated(draft):
        ruled = read_rule(stated.limit.rule).reading if stated.limit else None
        if ruled is None or not ruled.unit:
            continue
        try:
            unit(ruled.unit)
        except UnitError as error:
            help_ = error.help or _instead(ruled.unit)
            yield Finding(stated.at, error.message.en, error.message.zh, help_.en, help_.zh)


def _instead(code: str) -> Words:
    """Return the code of a unit that was written as it is printed."""
    found = printed_unit(code)
    if found:
        return Words(f"write `'{found}'`", f"写作`'{found}'`")
    return Words("units are written in UCUM, as in `'Cel'` or `'kW.h'`", "单位用UCUM代码书写，如`'Cel'`、`'kW.h'`")


@rule(
    zh="下限大于上限的限值没有任何值能够满足。",
    source=_SOURCE,
    bad="# Loss {#loss}\n\nThe loss shall be [9 kPa to 5 kPa]{limit=loss}. {#range}\n",
    good="# Loss {#loss}\n\nThe loss shall be [5 kPa to 9 kPa]{limit=loss}. {#range}\n",
    rulebooks=ALL,
)
def impossible_limit(draft: Draft) -> Iterator[Finding]:
    """No value meets a limit whose lower bound lies above its upper one."""
    for stated in _stated(draft):
        if stated.reading.kind is LimitKind.INTERVAL and impossible(stated.reading):
            low, high = stated.reading.low, stated.reading.high
            yield Finding(
                stated.at,
                f"nothing lies between `{low}` and `{high}`",
                f"`{low}`与`{high}`之间没有任何值",
                "write the smaller value first",
                "先写较小的值",
            )


_ASIDE = {
    "note": Words("a note", "注"),
    "example": Words("an example", "示例"),
    "footnote": Words("a footnote", "条文脚注"),
}


@rule(
    zh="注、示例和条文脚注不作规定，其中的限值不约束任何人。",
    source="GB/T 1.1-2020, 9.10 and 9.11; ISO/IEC Directives, Part 2, clauses 24 and 25",
    bad="# Loss {#loss}\n\nGas is lost.\n\n> [!NOTE]\n> The loss is [at most 5 kPa]{limit=loss}.\n",
    good="# Loss {#loss}\n\nThe loss shall be [at most 5 kPa]{limit=loss}. {#most}\n\n> [!NOTE]\n> Gas is lost at night.\n",
    rulebooks=ALL,
    yields_to=("provision-in-example", "provision-in-note"),
)
def limit_in_note(draft: Draft) -> Iterator[Finding]:
    """A note, an example or a footnote to the text lays nothing down, so that a limit in it binds nobody."""
    for stated in _stated(draft):
        place = _ASIDE.get(stated.passage.inside) if stated.passage else None
        if place is not None:
            yield Finding(
                stated.at,
                f"the limit `{stated.words}` in {place.en}",
                f"{place.zh}中有限值`{stated.words}`",
                "move it into the text, or take the mark of the limit away",
                "移入正文，或去掉限值标记",
            )
