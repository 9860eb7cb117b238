"""Provisions of other documents: sentences made for the kinds, and sentences of real documents, labelled before the finder saw them."""

from __future__ import annotations

import hashlib
import re
from functools import cache
from pathlib import Path

import pytest
from shared import CORPORA, needs_corpora

from stdpub.model.provisions import Convention
from stdpub.read.provisions import find
from stdpub.read.sentences import boundaries

HERE = Path(__file__).parent
MARKUP = (
    (re.compile(r"<!--.*?-->|```.*?```", re.DOTALL), ""),
    (re.compile(r"\{[:#.][^}]*\}|!\[[^\]]*\]\([^)]*\)"), ""),
    (re.compile(r"\[([^\]]*)\]\([^)]*\)"), r"\1"),
    (re.compile(r"\[([^\]]*)\]\[[^\]]*\]"), r"\1"),
    (re.compile(r"<[^>]+>|\*\*|\*|__|(?<!\w)_|_(?!\w)"), ""),
)
PARAGRAPH = re.compile(r"\n\s*\n|\n(?=\s*(?:[-*|>]|\d+\.|第))|\n#+ .*|\|")


def rows(name: str) -> list[list[str]]:
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    return [[cell.strip() for cell in line.split(" | ")] for line in lines if not line.startswith("#")]


def macro_f1(pairs: list[tuple[str, str]]) -> float:
    scores = []
    for kind in {label for label, _ in pairs}:
        right = sum(label == found == kind for label, found in pairs)
        wrong = sum((label == kind) != (found == kind) for label, found in pairs)
        scores.append(2 * right / (2 * right + wrong))
    return sum(scores) / len(scores)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_sentences_of_every_kind_and_convention_are_found(language):
    made = [row for row in rows("made_sentences.txt") if row[0] == language]
    found = [find(row[4], language, Convention(row[1])) for row in made]
    pairs = [(row[2], one.kind.value) for row, one in zip(made, found, strict=True)]
    forms = [(row[3], one.verbal_form or "-") for row, one in zip(made, found, strict=True)]

    assert sum(label == kind for label, kind in pairs) >= 0.98 * len(pairs)
    assert sum(label == form for label, form in forms) >= 0.98 * len(forms)
    assert macro_f1(pairs) >= 0.97


@cache
def sentences_of(path: str, language: str) -> dict[str, str]:
    """Return the sentences of a real document, without its markup, by the beginning of their SHA-1."""
    text = (CORPORA / path).read_text(encoding="utf-8")
    for pattern, words in MARKUP:
        text = pattern.sub(words, text)
    found = {}
    for raw in PARAGRAPH.split(text):
        paragraph = re.sub(r"\s*\n\s*>?\s*", " " if language == "en" else "", raw).strip(" >-*#|\t")
        start = 0
        for end in boundaries(paragraph, language):
            sentence = paragraph[start:end].strip()
            start = end
            found[hashlib.sha1(sentence.encode(), usedforsecurity=False).hexdigest()[:10]] = sentence
    return found


@needs_corpora
@pytest.mark.parametrize("language", ["en", "zh"])
def test_sentences_of_real_documents_are_found_as_a_careful_reader_finds_them(language):
    judged = [row for row in rows("judged_sentences.txt") if row[0] == language]
    pairs = []
    for _, convention, kinds, digest, path in judged:
        sentence = sentences_of(path, language).get(digest)
        if sentence is not None:
            kind = find(sentence, language, Convention(convention)).kind.value
            pairs.append((kind if kind in kinds.split("/") else kinds.split("/")[0], kind))

    assert len(pairs) >= 0.97 * len(judged)
    assert sum(label == kind for label, kind in pairs) >= 0.97 * len(pairs)
    assert macro_f1(pairs) >= 0.95
