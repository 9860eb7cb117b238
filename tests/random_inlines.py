"""Strategies for inline nodes and sentences; ids and targets come later, from `identified`."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy
from model_ids import MINT
from model_parts import HERE
from model_samples import FORMULAS

from stdpub.model.content import Sentence
from stdpub.model.inlines import (
    Citation,
    CodeSpan,
    CrossReference,
    FootnoteReference,
    Inline,
    InlineFormula,
    Limit,
    LineBreak,
    Link,
    Mark,
    MarkKind,
    Picture,
    Text,
    VerbalForm,
)
from stdpub.model.provisions import Kind

Run = tuple[Inline, ...]

_WORDS = (
    *("the", "cold aisle", "air", "Temperature,", "5~10 ℃", "a < b && c > d", '"quoted"', "it's", "1.3", "H2O", "—"),
    *(
        "电能利用效率",
        "数据中心",
        "不大于",
        "（规范性）",
        "。",
        "𠮷野家",
        "😀",
        "é",
        "\u00a0",
        "naïve café",
        "[x]",
        "`tick`",
        "*star*",
    ),
)

_FORMS = {
    Kind.REQUIREMENT: ("shall", "shall not", "应", "不应"),
    Kind.RECOMMENDATION: ("should", "should not", "宜", "不宜"),
    Kind.PERMISSION: ("may", "可"),
    Kind.POSSIBILITY: ("can", "可能"),
    Kind.CAPABILITY: ("can", "能"),
    Kind.INSTRUCTION: ("",),
    Kind.EXTERNAL_CONSTRAINT: ("must",),
}

_ANY_CHARACTERS = st.characters(
    exclude_categories=("Cs", "Cc", "Zl", "Zp", "Cn", "Co"), exclude_characters="\u200b\ufeff\ufffc"
)


@cache
def words(minimum: int = 1) -> SearchStrategy[str]:
    """Return runs of words of both languages, with what is special in Markdown, XML and HTML, and any character at times."""
    usual = st.lists(st.sampled_from(_WORDS), min_size=minimum, max_size=4).map(" ".join)
    strange = st.text(_ANY_CHARACTERS, min_size=minimum, max_size=8).map(lambda text: " ".join(text.split()) or "x")
    return st.one_of(usual, usual, usual, strange)


@cache
def _texts() -> SearchStrategy[Inline]:
    return words().map(lambda text: Text(text, HERE))


_MARKED = (Text("see ", HERE), Mark(MarkKind.STRONG, (Text("this", HERE),), HERE))

_LEAVES: tuple[Inline, ...] = (
    CodeSpan("a && b < c", HERE),
    CodeSpan("`x`", HERE),
    *(InlineFormula(tex, mathml, HERE) for tex, mathml in FORMULAS),
    Picture("figures/dot.png", "a dot", HERE),
    Picture("figures/line.svg", "", HERE),
    LineBreak(HERE),
    *(FootnoteReference(name, "", "", HERE) for name in ("1", "2", "a")),
    *(CrossReference(f"{MINT}{at * at}", (), "", "", "", HERE) for at in range(1, 30, 3)),
    CrossReference("nothing-there", (), "", "", "", HERE),
    CrossReference(f"{MINT}5", _MARKED, "", "", "", HERE),
    Citation(MINT, "", (), "ISO 1:2022", dated=True, target_id="", span=HERE),
    Citation(MINT, "8.2", (), "ISO 1, 8.2", dated=False, target_id="", span=HERE),
    Citation(MINT, "5.2", _MARKED, "", dated=True, target_id="", span=HERE),
    Citation("other@2026", "a-b", (), "T/OTHER—2026, 5.1", dated=True, target_id="", span=HERE),
)


@cache
def _leaves() -> SearchStrategy[Inline]:
    return st.sampled_from(_LEAVES)


_LINKS = (CrossReference, Citation, FootnoteReference)

_MARKS: tuple[Callable[[Run], Inline], ...] = tuple(
    lambda run, kind=kind: Mark(kind, run, HERE)  # type: ignore[misc]
    for kind in MarkKind
)

_LIMITS: tuple[Callable[[Run], Inline], ...] = (
    lambda run: Limit("", "pue", "", "", run, HERE),
    lambda run: Limit("", "t_inlet <= 27", "room_class == 'A'", "rounded", run, HERE),
)

_POINTERS: tuple[Callable[[Run], Inline], ...] = (
    lambda run: Link("https://example.org/a?b=1&c=2", run, HERE),
    lambda run: Link("mailto:a@example.org", run, HERE),
    lambda run: Citation(MINT, "", run, "", dated=True, target_id="", span=HERE),
    lambda run: CrossReference(f"{MINT}7", run, "", "", "", HERE),
)


def _held(holders: tuple[Callable[[Run], Inline], ...], children: SearchStrategy[Run]) -> SearchStrategy[Inline]:
    return st.tuples(st.sampled_from(holders), children).map(lambda pair: pair[0](pair[1]))


@cache
def inline_runs(*, nested: bool = True) -> SearchStrategy[Run]:
    """Return one to four inline nodes, marks around marks included; links never hold links, nor limits limits."""
    plain = st.one_of(_texts(), _texts(), _texts(), _leaves())
    if nested:
        dead = st.sampled_from(tuple(leaf for leaf in _LEAVES if not isinstance(leaf, _LINKS)))
        words_only = st.lists(st.one_of(_texts(), _texts(), dead), min_size=1, max_size=2).map(tuple)
        shallow = st.lists(plain, min_size=1, max_size=2).map(tuple)
        flat = st.one_of(_held((*_MARKS, *_LIMITS), shallow), _held(_POINTERS, words_only))
        marked = _held(_MARKS, shallow).map(lambda one: (one,))
        deep = st.one_of(_held(_MARKS, flat.map(lambda one: (one,))), _held(_LIMITS, marked))
        plain = st.one_of(plain, plain, flat, deep)
    return st.lists(plain, min_size=1, max_size=4).map(tuple)


@cache
def keys() -> SearchStrategy[str]:
    """Return `?` for a thing with a key of its own, or nothing."""
    return st.sampled_from((MINT, MINT, ""))


@cache
def sentences() -> SearchStrategy[Sentence]:
    """Return statements and provisions of every kind, each ended by a full stop and maybe a space."""
    statement = st.builds(_statement, inline_runs(), st.booleans())
    forms = st.sampled_from(tuple((kind, form) for kind, some in _FORMS.items() for form in some))
    provision = st.builds(_provision, st.tuples(inline_runs(), inline_runs()), forms, keys(), st.booleans())
    return st.one_of(statement, provision)


def _statement(run: Run, spaced: bool) -> Sentence:  # noqa: FBT001
    end = Text(". " if spaced else ".", HERE)
    return Sentence((*run, end), Kind.STATEMENT, "", "", "", HERE)


def _provision(runs: tuple[Run, Run], kind_and_form: tuple[Kind, str], key: str, spaced: bool) -> Sentence:  # noqa: FBT001
    kind, form = kind_and_form
    middle = (VerbalForm(form, HERE),) if form else ()
    end = Text(". " if spaced else ".", HERE)
    return Sentence((*runs[0], *middle, *runs[1], end), kind, form, key, "", HERE)
