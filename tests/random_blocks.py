"""Strategies for blocks of every kind; ids, numbers and labels come later, from `identified`."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy
from model_parts import HERE
from model_samples import FORMULAS
from random_inlines import inline_runs, keys, sentences, words
from random_tables import tables

from stdpub.model.content import (
    Block,
    CodeBlock,
    CompoundProvision,
    Definition,
    DefinitionList,
    Example,
    Figure,
    Footnote,
    Formula,
    List,
    ListItem,
    Note,
    Paragraph,
    Quotation,
    Reference,
    References,
    Sentence,
    WarningBlock,
)
from stdpub.model.provisions import Kind

Blocks = tuple[Block, ...]
_HERE = st.just(HERE)
_NONE = st.just("")


@cache
def paragraphs() -> SearchStrategy[Paragraph]:
    """Return paragraphs of one to three sentences; one with provisions has no key of its own."""
    return st.builds(_paragraph, st.lists(sentences(), min_size=1, max_size=3), keys(), st.sampled_from((0, 0, 0, 1)))


def _paragraph(inside: list[Sentence], key: str, generated: int) -> Paragraph:
    states = all(one.kind is Kind.STATEMENT for one in inside)
    return Paragraph(tuple(inside), key if states else "", "", bool(generated) and states, HERE)


@cache
def plain_blocks() -> SearchStrategy[Blocks]:
    """Return one or two paragraphs that state things, as notes and cells hold them."""
    stating = st.builds(lambda run: _paragraph([Sentence(run, Kind.STATEMENT, "", "", "", HERE)], "", 0), inline_runs())
    return st.lists(stating, min_size=1, max_size=2).map(tuple)


@cache
def blocks(depth: int = 2) -> SearchStrategy[Blocks]:
    """Return up to four blocks of every kind that a clause may hold."""
    return st.lists(_block(depth), max_size=4).map(tuple)


@cache
def _block(depth: int) -> SearchStrategy[Block]:
    leaves = st.one_of(
        paragraphs(), paragraphs(), _formulas(), _codes(), figures(), tables(plain_blocks(), footnotes())
    )
    if depth == 0:
        return leaves
    inner = st.lists(_block(depth - 1), min_size=1, max_size=2).map(tuple)
    return st.one_of(
        leaves,
        leaves,
        _lists(inner),
        st.builds(Note, inner, keys(), _NONE, _NONE, _NONE, _HERE),
        st.builds(Example, inner, keys(), _NONE, _NONE, _NONE, _HERE),
        st.builds(
            WarningBlock,
            st.sampled_from(("danger", "warning", "caution", "important", "tip")),
            inner,
            keys(),
            _NONE,
            _NONE,
            _HERE,
        ),
        st.builds(Quotation, inner, _NONE, _HERE),
        st.builds(DefinitionList, definitions(inner, 1), _NONE, _HERE),
        st.builds(
            CompoundProvision,
            st.sampled_from(Kind),
            st.one_of(st.just(()), inline_runs()),
            inner,
            keys(),
            _NONE,
            _NONE,
            _HERE,
        ),
    )


def _lists(inner: SearchStrategy[Blocks]) -> SearchStrategy[List]:
    led = st.builds(lambda first, rest: (first, *rest), paragraphs(), st.one_of(st.just(()), inner))
    items = st.builds(
        ListItem, st.one_of(led, led, inner), st.sampled_from(Kind), _NONE, keys(), _NONE, _NONE, _NONE, _HERE
    )
    return st.builds(List, st.booleans(), st.lists(items, min_size=1, max_size=3).map(tuple), _NONE, _NONE, _HERE)


def definitions(inner: SearchStrategy[Blocks], least: int = 0) -> SearchStrategy[tuple[Definition, ...]]:
    """Return symbols or words with what they stand for."""
    one = st.builds(Definition, inline_runs(nested=False), inner, _HERE)
    return st.lists(one, min_size=least, max_size=2).map(tuple)


@cache
def _formulas() -> SearchStrategy[Formula]:
    return st.builds(
        lambda pair, lead, symbols, key, numbered: Formula(
            *pair, lead if symbols else "", symbols, key, "", "", "", HERE, numbered
        ),
        st.sampled_from(FORMULAS),
        st.sampled_from(("where", "式中：", "")),
        definitions(plain_blocks()),
        keys(),
        st.booleans(),
    )


@cache
def _codes() -> SearchStrategy[CodeBlock]:
    text = st.lists(words(0), max_size=3).map(lambda lines: "".join(f"  {line}\n" for line in lines))
    return st.builds(CodeBlock, text, st.sampled_from(("", "json", "c++")), keys(), _NONE, _HERE)


@cache
def figures() -> SearchStrategy[Figure]:
    """Return pictures with all that may stand below them, and figures of two parts."""
    one = st.builds(
        Figure,
        st.one_of(st.just(()), inline_runs()),
        st.sampled_from(("figures/dot.png", "figures/line.svg")),
        words(0),
        st.just(()),
        st.sampled_from(("", "mm")),
        definitions(plain_blocks()),
        st.one_of(st.just(()), notes()),
        st.one_of(st.just(()), footnotes()),
        keys(),
        _NONE,
        _NONE,
        _NONE,
        _HERE,
    )
    bare = one.map(lambda part: replace(part, unit="", legend=(), notes=(), footnotes=()))
    whole = st.builds(lambda figure, parts: replace(figure, path="", alt="", parts=parts), one, st.tuples(bare, bare))
    return st.one_of(one, whole)


@cache
def notes() -> SearchStrategy[Blocks]:
    """Return the notes below a table or figure."""
    return st.lists(st.builds(Note, plain_blocks(), keys(), _NONE, _NONE, _NONE, _HERE), min_size=1, max_size=2).map(
        tuple
    )


@cache
def footnotes() -> SearchStrategy[tuple[Footnote, ...]]:
    """Return footnotes of one table or figure, in which provisions may stand."""
    inner = st.lists(paragraphs(), min_size=1, max_size=2).map(tuple)
    return st.lists(inner, min_size=1, max_size=2).map(
        lambda texts: tuple(Footnote("ab"[at], "", blocks, "", HERE) for at, blocks in enumerate(texts))
    )


@cache
def references() -> SearchStrategy[References]:
    """Return entries of normative references or of a bibliography."""
    identifiers = st.sampled_from(("ISO/IEC 30134-2:2016", "GB/T 1.1—2020", "IEEE 1", ""))
    one = st.builds(
        Reference, identifiers, st.booleans(), inline_runs(), keys(), _NONE, st.sampled_from(("", "[1]")), _HERE
    )
    return st.builds(References, st.lists(one, min_size=1, max_size=3).map(tuple), _NONE, _HERE)
