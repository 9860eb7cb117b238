"""Rules on formulas: what their symbols mean, what they are made of, and whether the text uses their numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from stdpub.check.blocks.tex import symbol_of, symbols, words_in
from stdpub.check.draft import Draft, first_character
from stdpub.check.rule import GB, Finding, rule
from stdpub.check.values import SIGNS
from stdpub.model.content import Block, Definition, DefinitionList, Formula, List, Paragraph
from stdpub.model.inlines import CrossReference, Inline, InlineFormula, Limit, Link, Mark, plain
from stdpub.model.patterns import regex
from stdpub.model.source import Severity
from stdpub.model.standard import ClauseKind
from stdpub.model.terms import Status

_START = "# Density {#density}\n\nThe density is calculated by [@rho].\n\n"
_WHERE = (
    "\n\nwhere\n\n- $\\rho$ is the density, in kg/m^3^;\n- $m$ is the mass, in kg;\n- $V$ is the volume, in m^3^.\n"
)
_TYPED = regex(
    r"公式[ \u00a0]?(?P<number>(?:[A-Z]\.)?\d{1,3})(?![\d.])|(?<!公)式[ \u00a0]?[(（]?(?P<other>(?:[A-Z]\.)?\d{1,3})[)）]?(?![\d.])"
)
_WITHIN_WORDS = frozenset("方形模格样正")


def _formulas(draft: Draft) -> Iterator[Formula]:
    for block, _ in draft.blocks:
        if isinstance(block, Formula):
            yield block


def _inline(nodes: tuple[Inline, ...]) -> Iterator[InlineFormula]:
    for node in nodes:
        if isinstance(node, InlineFormula):
            yield node
        elif isinstance(node, (Mark, Link, Limit, CrossReference)):
            yield from _inline(node.children)


def _explained(draft: Draft) -> set[str]:
    """Return the symbols that the document explains: below formulas, in its lists of symbols, or in its sentences."""
    found: set[str] = set()
    for block in _formulas(draft):
        for definition in block.symbols:
            found.update(_terms(definition))
    for entry in draft.entries:
        for word in entry.designations:
            if word.status is Status.SYMBOL:
                found.update(_symbols(word.words))
    for passage in draft.sentences:
        found.update(symbol for formula in _inline(passage.nodes) for symbol in symbols(formula.tex))
    for listed, part in draft.blocks:
        if draft.elements[part.id] is ClauseKind.SYMBOLS:
            found.update(_listed(listed))
    return found


def _terms(definition: Definition) -> Iterator[str]:
    yield from _symbols(definition.term)


def _symbols(nodes: tuple[Inline, ...]) -> Iterator[str]:
    """Yield the symbols that nodes name, in TeX or in plain letters."""
    for formula in _inline(nodes):
        yield from symbols(formula.tex)
    for word in re.split(r"[\s,，、;；=]+", plain(nodes)):
        if 0 < len(word) < 12:
            yield symbol_of(word)


def _listed(block: Block) -> Iterator[str]:
    if isinstance(block, List):
        for item in block.items:
            first = item.blocks[0] if item.blocks else None
            if isinstance(first, Paragraph) and first.sentences:
                yield from _symbols(first.sentences[0].children[:2])
    elif isinstance(block, DefinitionList):
        for definition in block.items:
            yield from _terms(definition)


@rule(
    zh="公式中的符号在“式中：”之后说明，或列入符号清单；否则公式无法使用。",
    source="GB/T 1.1-2020, 9.9.3; ISO/IEC Directives, Part 2, 27.5",
    bad=f"{_START}$$ \\rho = \\frac{{m}}{{V}} $$ {{#rho}}\n\nwhere\n\n- $\\rho$ is the density, in kg/m^3^;\n- $m$ is the mass, in kg.\n",
    good=f"{_START}$$ \\rho = \\frac{{m}}{{V}} $$ {{#rho}}{_WHERE}",
    severity=Severity.WARNING,
    candidates=("gb-formula-where", "formula-symbol-unexplained"),
)
def unexplained_symbol(draft: Draft) -> Iterator[Finding]:
    """The symbols of a formula are explained below it or in the list of symbols: else nobody can use it."""
    explained: set[str] | None = None
    for block in _formulas(draft):
        if explained is None:
            explained = _explained(draft)
            bases = {symbol.partition("_")[0] for symbol in explained if "_" in symbol}
        missing = [
            one
            for one in symbols(block.tex)
            if one not in explained and (_descriptive(one, block.tex) or not _indexed(one, explained, bases))
        ]
        if missing:
            names = ", ".join(f"`{name}`" for name in missing[:6])
            yield Finding(
                first_character(block.span),
                f"the formula does not say what {names} {'is' if len(missing) == 1 else 'are'}",
                f"公式未说明{names.replace(', ', '、')}的含义",
                "write `where` below it, and a list: `- $m$ is the mass, in kg;`",
                "在其后写`式中：`和列项：`- $m$——质量，单位为千克（kg）；`",
            )


def _descriptive(symbol: str, tex: str) -> bool:
    r"""Tell whether the index of a symbol is upright, and so names a quantity and does not run: `m_\mathrm{q}`."""
    index = symbol.partition("_")[2]
    return index.isalpha() and any(f"\\{mark}{{{index}}}" in tex for mark in ("mathrm", "text"))


def _indexed(symbol: str, explained: set[str], bases: set[str]) -> bool:
    """Tell whether a symbol is an explained one with another index: `E_1` of `E_i`."""
    base, _, index = symbol.partition("_")
    running = index == "" or len(index) < 3 or not index.isalpha()
    return running and (base in bases or (index != "" and base in explained))


@rule(
    zh="公式由量的符号组成；文字、单位和多个字母的缩写会被读作几个量的积。",
    source="GB/T 1.1-2020, 9.9.3; ISO/IEC Directives, Part 2, 27.5",
    bad="# Density {#density}\n\n$$ \\mathrm{density} = 3 $$\n",
    good=f"{_START}$$ \\rho = \\frac{{m}}{{V}} $$ {{#rho}}{_WHERE}",
    severity=Severity.WARNING,
    candidates=("gb-formula-words", "formula-multiletter-variable"),
)
def words_in_formula(draft: Draft) -> Iterator[Finding]:
    """A formula is made of the symbols of quantities: words, units and abbreviations read as products of several."""
    for block in _formulas(draft):
        for word in words_in(block.tex):
            yield Finding(
                first_character(block.span),
                f"`{word}` in a formula" + (", the sign of a unit" if word in SIGNS else ""),
                f"公式中有`{word}`",
                "give the quantity a symbol of one letter, with an index where needed, and explain it below",
                "用单个字母（必要时带角标）表示该量，并在式中说明",
            )
            break


@rule(
    zh="只有被引用的公式才需要编号。",
    source="GB/T 1.1-2020, 9.9.2; ISO/IEC Directives, Part 2, 27.4",
    bad=f"# Density {{#density}}\n\n$$ \\rho = \\frac{{m}}{{V}} $$ {{#rho .numbered}}{_WHERE}",
    good=f"{_START}$$ \\rho = \\frac{{m}}{{V}} $$ {{#rho .numbered}}{_WHERE}",
    severity=Severity.WARNING,
    candidates=("formula-uncited",),
)
def uncited_formula(draft: Draft) -> Iterator[Finding]:
    """A formula has a number because the text cites it."""
    for block in _formulas(draft):
        if block.numbered and block.id not in draft.cited:
            yield Finding(
                first_character(block.span),
                f"formula {block.label} is cited nowhere",
                f"公式{block.label}未被引用",
                f"cite it, as in `[@{block.key or 'key'}]`, or take `.numbered` away",
                f"引用该公式，如`[@{block.key or 'key'}]`，或删去`.numbered`",
            )


@rule(
    zh="引用公式写作“公式（3）”。",
    source="GB/T 1.1-2020, 9.5.3",
    bad="# 密度 {#density}\n\n密度由式(3)计算得出。\n",
    good="# 密度 {#density}\n\n密度由[@rho]计算得出。\n\n$$ \\rho = \\frac{m}{V} $$ {#rho}\n\n式中：\n\n- $\\rho$——密度，单位为千克每立方米（kg/m^3^）；\n"
    "- $m$——质量，单位为千克（kg）；\n- $V$——体积，单位为立方米（m^3^）。\n",
    severity=Severity.WARNING,
    rulebooks=GB,
    candidates=("gb-formula-cite",),
)
def misshapen_formula_citation(draft: Draft) -> Iterator[Finding]:
    """A formula is cited as 公式（3）."""
    for hit in draft.find(_TYPED, "式"):
        if hit.passage.text[hit.start - 1 : hit.start] in _WITHIN_WORDS:
            continue
        right = f"公式（{hit.match['number'] or hit.match['other']}）"
        yield Finding(
            hit.at,
            f"`{hit.words}` for the citation of a formula",
            f"以`{hit.words}`引用公式",
            f"write `{right}`, or `[@key]` of the formula",
            f"写作`{right}`，或用公式的键`[@key]`",
            fix=hit.passage.prose.replace(hit.start, hit.end, right),
        )
