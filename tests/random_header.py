"""Strategy for front matter: the three required fields always, any of the others."""

from __future__ import annotations

from functools import cache

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy
from random_inlines import words

from stdpub.model.header import Adoption, Copyright, Header, Numbering, Publisher, RulebookName, Title
from stdpub.model.provisions import Convention


@cache
def _maybe(*values: str) -> SearchStrategy[str]:
    return st.sampled_from(("", *values))


@cache
def _titles(language: str) -> SearchStrategy[tuple[Title, ...]]:
    def title(tongue: str) -> SearchStrategy[Title]:
        return st.builds(Title, st.just(tongue), words(0), words(), words(0), _maybe("1"), _maybe("General"))

    other = "zh" if language == "en" else "en"
    return st.one_of(st.tuples(title(language)), st.tuples(title(language), title(other)))


@cache
def headers() -> SearchStrategy[Header]:
    """Return headers of Chinese and English standards."""
    return st.sampled_from(("en", "zh")).flatmap(_headers)


@cache
def _headers(language: str) -> SearchStrategy[Header]:
    names = st.lists(words(), max_size=2).map(tuple)
    return st.builds(
        Header,
        identifier=st.sampled_from(("T/STDPUB 1", "GB/T 99999.1", "ISO 1", "ISO/IEC 30134-2", "RFC 9110", "X")),
        language=st.just(language),
        titles=_titles(language),
        edition=_maybe("1", "2"),
        version=_maybe("1.8.0"),
        date=_maybe("2026-11-22"),
        implementation=_maybe("2027-06-01"),
        rulebook=st.sampled_from(RulebookName),
        verbal_forms=st.sampled_from(Convention),
        numbering=st.sampled_from((Numbering(), Numbering("none"), Numbering("pattern", "V{1}.{2}"))),
        level=_maybe("national-standard", "association-standard"),
        force=_maybe("mandatory", "recommended", "guidance"),
        function=_maybe("terminology", "specification"),
        stage=_maybe("60.60", "30.20"),
        committee=_maybe("SAC/TC 28"),
        ics=st.sampled_from(((), ("35.020",), ("35.020", "67.060"))),
        ccs=st.sampled_from(((), ("L 70",))),
        replaces=st.sampled_from(((), ("T/STDPUB 1—2024",))),
        adopts=st.sampled_from(
            (Adoption("", ""), *(Adoption("ISO 1:2016", degree) for degree in ("IDT", "MOD", "NEQ")))
        ),
        plan=_maybe("20261234-T-469"),
        proposed_by=_maybe("SAC"),
        administered_by=_maybe("SAC/TC 28"),
        drafting_organizations=names,
        drafters=names,
        history=names,
        patents=_maybe("unknown"),
        publisher=st.builds(Publisher, words(0), _maybe("STDPUB")),
        copyright=st.builds(Copyright, words(0), _maybe("2026"), _maybe("CC-BY-4.0")),
        translator=_maybe("N. N."),
        chapters=st.sampled_from(((), ("05-requirements.md",))),
    )
