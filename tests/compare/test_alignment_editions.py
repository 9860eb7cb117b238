"""Editions of a real document that came without keys: what the alignment says, held against their headings and texts."""

from __future__ import annotations

import re
from functools import cache

import pytest
from shared import CORPORA, needs_corpora

from stdpub.compare.aligning.alignment import paired
from stdpub.compare.aligning.matches import By, Match
from stdpub.compare.aligning.texts import HEADED, Texts
from stdpub.compare.things import Thing, things
from stdpub.model.folder import Folder
from stdpub.read.foreign_markdown import import_folder
from stdpub.read.reader import read

_HEADING = re.compile(r"#+ (\d+(?:\.\d+)*)\.? +(.*)")
_REPLACED = {"7.1.2.2", "7.1.2.3", "7.1.2.4", "7.1.2.5", "7.1.4.2", "7.1.4.3"}
"""Numbers that v2.1.2 gave to other clauses than v1.8.0: by reading both."""


@cache
def _source(edition: str) -> str:
    return (CORPORA / "cabforum-tls-br" / edition / "BR.md").read_text(encoding="utf-8")


@cache
def _things(edition: str) -> tuple[Thing, ...]:
    return things(read(import_folder(Folder("br", {"BR.md": _source(edition).encode()}, {})).folder))


@cache
def _headings(edition: str) -> dict[str, tuple[str, str]]:
    """Return title and text of each numbered heading of the source."""
    found: dict[str, list[str]] = {}
    said: list[str] = []
    fenced = False
    for line in _source(edition).splitlines():
        fenced ^= line.lstrip().startswith("```")
        heading = None if fenced else _HEADING.match(line)
        if heading:
            said = found.setdefault(heading[1], [re.sub(r"\s*\{.*\}$", "", heading[2])])
        elif not fenced and line.startswith("#"):
            said = []
        else:
            said.append(line)
    return {number: (said[0], " ".join(" ".join(said[1:]).split())) for number, said in found.items()}


def _changed(before: tuple[Thing, ...], after: tuple[Thing, ...], matches: tuple[Match, ...]) -> set[str]:
    """Return the numbers of paired clauses that do not say the same with all that stands in them."""
    old, new = Texts(before), Texts(after)
    contents = {thing.side.id: content for thing, content in zip(before, old.contents, strict=True)}
    now = {thing.side.id: content for thing, content in zip(after, new.contents, strict=True)}
    return {
        match.before[0].side.number
        for match in _clauses(matches)
        if match.before and match.after and contents[match.before[0].side.id] != now[match.after[0].side.id]
    }


def _clauses(matches: tuple[Match, ...]) -> list[Match]:
    return [match for match in matches if (match.before + match.after)[0].side.level in HEADED]


@needs_corpora
@pytest.mark.parametrize("by", [By.AUTO, By.TEXT])
def test_exactly_the_clauses_that_changed_did(by: By) -> None:
    before, after = _things("v1.7.4"), _things("v1.8.0")
    matches = paired(before, after, by)
    old, new = _headings("v1.7.4"), _headings("v1.8.0")
    truth = {number for number, said in old.items() if said != new[number]}

    assert (338, 28) == (len(old), len(truth))
    assert all(
        len(match.before) == len(match.after) == 1 and match.before[0].side.number == match.after[0].side.number
        for match in _clauses(matches)
    )
    assert truth | {"APPENDIX-B"} == _changed(before, after, matches)


@needs_corpora
def test_every_clause_is_paired_new_or_gone_and_no_number_decides() -> None:
    matches = _clauses(paired(_things("v1.8.0"), _things("v2.1.2")))
    old, new = set(_headings("v1.8.0")), set(_headings("v2.1.2"))
    gone = {match.before[0].side.number for match in matches if not match.after}
    come = {match.after[0].side.number for match in matches if not match.before}

    assert (338, 400) == (len(old), len(new))
    assert (old - new) | _REPLACED == gone
    assert (new - old) | _REPLACED == come
    assert all(
        match.before[0].side.number == match.after[0].side.number for match in matches if match.before and match.after
    )
