"""Random valid standards of every construct for property tests, and one that holds every class of the model."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from full_model import full_standard
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy
from model_ids import MINT, identified
from model_parts import HERE, clause
from model_samples import ASSETS, FORMULAS, PNG
from random_blocks import blocks, notes, plain_blocks, references
from random_header import headers
from random_inlines import inline_runs, keys
from tries import tries

from stdpub.model.content import Example, Footnote
from stdpub.model.standard import BACK, FRONT, Clause, ClauseKind, Part, Standard
from stdpub.model.terms import Designation, Status, TermEntry, TermSource

__all__ = ["FORMULAS", "PNG", "RANDOMLY", "full_standard", "standards"]

RANDOMLY = settings(
    max_examples=tries(6),
    deadline=None,
    database=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example],
)
"""How a property is tried on random standards: `@RANDOMLY @given(standards())`; about 0.1 s each."""

_BARE = {
    kind: clause("", kind=kind, normative=kind not in {*FRONT, *BACK} or kind is ClauseKind.ANNEX)
    for kind in ClauseKind
}

_HERE = st.just(HERE)
_NONE = st.just("")


def standards() -> SearchStrategy[Standard]:
    """Return numbered standards with all their references resolved, every kind of node in some of them."""
    return st.builds(_standard, headers(), _front(), _body(), _back(), _text_footnotes()).map(identified)


def _standard(header, front, body, back, footnotes) -> Standard:
    return Standard("random", header, (*front, *body, *back), footnotes, ASSETS, "0" * 64, ())


@cache
def _front() -> SearchStrategy[list[Clause]]:
    kinds = st.sampled_from(((), (ClauseKind.FOREWORD,), (ClauseKind.FOREWORD, ClauseKind.INTRODUCTION)))
    return kinds.flatmap(lambda chosen: st.tuples(*(_clause(kind, 0) for kind in chosen)))


@cache
def _body() -> SearchStrategy[tuple[Clause, ...]]:
    special = st.one_of(
        _clause(ClauseKind.SCOPE, 0),
        _with_references(ClauseKind.NORMATIVE_REFERENCES),
        _terms(),
        _clause(ClauseKind.SYMBOLS, 1),
    )
    return st.lists(st.one_of(_clause(ClauseKind.CLAUSE, 2), special), min_size=1, max_size=3).map(tuple)


@cache
def _back() -> SearchStrategy[tuple[Clause, ...]]:
    informative = _clause(ClauseKind.ANNEX, 0).map(lambda annex: replace(annex, normative=False))
    one = st.one_of(
        _clause(ClauseKind.ANNEX, 1),
        informative,
        _with_references(ClauseKind.BIBLIOGRAPHY),
        _clause(ClauseKind.INDEX, 0),
    )
    return st.lists(one, max_size=2).map(tuple)


@cache
def _clause(kind: ClauseKind, depth: int) -> SearchStrategy[Clause]:
    parts: SearchStrategy[tuple[Part, ...]] = st.just(())
    if depth:
        parts = st.lists(_clause(ClauseKind.CLAUSE, depth - 1), max_size=2).map(tuple)
    titles = inline_runs() if kind is not ClauseKind.CLAUSE else st.one_of(st.just(()), inline_runs())
    return st.builds(
        lambda title, inside, inner, key: replace(_BARE[kind], title=title, blocks=inside, clauses=inner, key=key),
        titles,
        blocks(1),
        parts,
        keys(),
    )


@cache
def _with_references(kind: ClauseKind) -> SearchStrategy[Clause]:
    return st.builds(lambda one, listed: replace(one, blocks=(*one.blocks, listed)), _clause(kind, 0), references())


@cache
def _terms() -> SearchStrategy[Clause]:
    entries = st.lists(_entry(), min_size=1, max_size=2).map(tuple)
    return st.builds(lambda one, terms: replace(one, clauses=terms), _clause(ClauseKind.TERMS, 0), entries)


@cache
def _entry() -> SearchStrategy[TermEntry]:
    other = st.builds(Designation, inline_runs(), st.sampled_from(("en", "zh")), st.sampled_from(Status), _HERE)
    first = st.builds(Designation, inline_runs(), st.just("en"), st.just(Status.PREFERRED), _HERE)
    examples = st.lists(st.builds(Example, plain_blocks(), keys(), _NONE, _NONE, _NONE, _HERE), max_size=1).map(tuple)
    sources = st.builds(TermSource, st.sampled_from(("", "r-1")), inline_runs(), _HERE)
    return st.builds(
        TermEntry,
        st.builds(lambda one, rest: (one, *rest), first, st.lists(other, max_size=3)),
        st.sampled_from(("", "cooling")),
        blocks(1),
        examples,
        st.one_of(st.just(()), notes()),
        st.lists(sources, max_size=1).map(tuple),
        st.just(MINT),
        _NONE,
        _NONE,
        _NONE,
        _HERE,
    )


@cache
def _text_footnotes() -> SearchStrategy[tuple[Footnote, ...]]:
    return st.lists(plain_blocks(), max_size=2).map(
        lambda texts: tuple(Footnote(str(at), "", inside, "", HERE) for at, inside in enumerate(texts, 1))
    )
