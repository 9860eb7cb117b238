"""What somebody looks for in, with the documents to look in; the elements that answer, best first, out."""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import dataclass
from typing import NamedTuple

from stdpub.store.index import Found, Index
from stdpub.store.indexing.schema import WEIGHTS
from stdpub.store.indexing.words import is_common, runs

SCOPES = ("clause", "provision", "term", "standard")
LONGEST_QUERY = 300
MOST_WORDS = 32
_ROUNDS = (200, 2000, 20000)
_PART = re.compile(r'(?P<minus>-?)(?:"(?P<phrase>[^"]*)"|(?P<word>[^\s"]+))')
_SUFFIX = re.compile(r"(?:ations?|ions?|ings?|ed|es|s|e|y)$")
_SHORTEST_STEM = 3
_BEFORE, _AFTER = 60, 160


@dataclass(frozen=True, slots=True)
class Query:
    """A parsed query: full-text expressions, the strict one first; `shown` are the runs to mark in what is found."""

    expressions: tuple[str, ...]
    shown: tuple[str, ...]


class Highlight(NamedTuple):
    """Words of what was found, and the start and end of each part of them that answers."""

    text: str
    marks: tuple[tuple[int, int], ...]


class Hit(NamedTuple):
    """One answer; a score further below zero is a better one."""

    element: Found
    score: float


def parse_query(text: str) -> Query:
    """Return what a query looks for: all its words first, then any of them; `"a b"` is a phrase, `-a` is left out."""
    strict: list[str] = []
    loose: list[str] = []
    without: list[str] = []
    shown: list[str] = []
    for part in _PART.finditer(unicodedata.normalize("NFKC", text[:LONGEST_QUERY])):
        words = runs(part["phrase"] if part["phrase"] is not None else part["word"])[:MOST_WORDS]
        phrase = [_phrase(run) for run in words]
        if part["minus"]:
            without.append(" AND ".join(phrase))
            continue
        together = part["phrase"] is not None and len(words) > 1
        told = [run for run in words if together or not is_common(run[0])]
        shown.extend(_shown(run) for run in told)
        strict.extend([_joined(words)] if together else [_phrase(run) for run in told])
        loose.extend([_joined(words)] if together else [_quoted(word) for run in told for word in (run[:-1] or run)])
    if not strict:
        # Nothing but common words: they are looked for after all.
        strict = [_phrase(run) for run in runs(text)[:MOST_WORDS]]
    left_out = "".join(f" NOT ({one})" for one in without if one)
    expressions = [
        f"({joint.join(words[:MOST_WORDS])}){left_out}"
        for joint, words in ((" AND ", strict), (" OR ", loose))
        if words
    ]
    return Query(tuple(dict.fromkeys(expressions)), tuple(dict.fromkeys(shown)))


def search(
    index: Index, documents: tuple[int, ...], query: Query, scope: str, kind: str, first: int, size: int
) -> tuple[Hit, ...]:
    """Return the answers from `first` on: those that hold every word before those that hold some."""
    found: dict[int, Hit] = {}
    for expression in query.expressions:
        for hit in _matching(index, documents, expression, scope, kind, first + size):
            found.setdefault(hit.element.row, hit)
        if len(found) >= first + size:
            break
    return tuple(found.values())[first : first + size]


def highlight(text: str, query: Query) -> Highlight:
    """Return the part of a text around the first word that answers, with all that do marked."""
    plain = " ".join(text.split())
    marks = sorted({place for run in query.shown for place in _places(plain, run)})
    start = max(0, (marks[0][0] if marks else 0) - _BEFORE)
    if start:
        start = plain.find(" ", start, start + _BEFORE // 2) + 1 or start
    end = min(len(plain), start + _BEFORE + _AFTER)
    kept: list[tuple[int, int]] = []
    for begin, stop in marks:
        if begin >= start and stop <= end and (not kept or begin >= kept[-1][1] + start):
            kept.append((begin - start, stop - start))
    return Highlight(plain[start:end], tuple((begin, stop) for begin, stop in kept))


def _matching(index: Index, documents: tuple[int, ...], expression: str, scope: str, kind: str, size: int) -> list[Hit]:
    """Return the best answers to one expression; more are fetched where the filters leave too few."""
    table = "things" if scope == "provision" else "words"
    condition, values = _condition(scope, kind)
    weights = ", ".join(map(str, WEIGHTS))
    columns = ", ".join(f"e.{name}" for name in Found._fields)
    hits: list[Hit] = []
    for limit in _ROUNDS:
        rows = index.connection.execute(
            f"WITH best AS (SELECT rowid AS row, bm25({table}, {weights}) AS score FROM {table} WHERE {table} MATCH ? "  # noqa: S608
            f"ORDER BY score LIMIT ?) SELECT {columns}, score * {_FACTOR} AS rank, (SELECT count(*) FROM best) "
            f"FROM best JOIN elements e USING (row) WHERE e.document IN (SELECT value FROM json_each(?)) {condition} "
            "ORDER BY rank LIMIT ?",
            (expression, limit, json.dumps(documents), *values, size),
        ).fetchall()
        hits = [Hit(Found(*row[:-2]), row[-2]) for row in rows]
        if len(hits) >= size or not rows or rows[0][-1] < limit:
            break
    return hits


_FACTOR = (
    "CASE WHEN e.kind = 'term' THEN 1.2 WHEN e.kind = 'standard' THEN 0.8 "
    "WHEN e.kind IN ('note', 'example') THEN 0.6 WHEN e.kind IN ('reference', 'bibliography', 'index') THEN 0.5 "
    # A clause of which nothing but its heading is its own says less than those below it.
    "WHEN e.depth > 0 AND e.text_own < e.text_end AND e.text_own - e.text_start < 120 THEN 0.7 ELSE 1.0 END"
)
"""What the score of an element is multiplied by; a term, a requirement and a clause come before a note."""


def _condition(scope: str, kind: str) -> tuple[str, tuple[str, ...]]:
    condition = {
        "term": "AND e.kind = 'term'",
        "standard": "AND e.kind = 'standard'",
        "clause": "AND e.kind NOT IN ('standard', 'term')",
        "provision": "AND e.provision <> ''",
    }.get(scope, "")
    if kind:
        return f"{condition} AND (e.kind = ? OR e.provision = ?)", (kind, kind)
    return condition, ()


def _phrase(run: tuple[str, ...]) -> str:
    """Return one run as an expression: the pairs of a Chinese run side by side, one character as the start of a pair."""
    if len(run) == 1 and len(run[0]) == 1 and not run[0].isascii():
        return f"{_quoted(run[0])} *"
    return _quoted(" ".join(run[:-1] or run))


def _joined(words: tuple[tuple[str, ...], ...]) -> str:
    return " + ".join(_quoted(" ".join(run)) for run in words)


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def _shown(run: tuple[str, ...]) -> str:
    """Return a run as it stands in a text again."""
    return run[0] if len(run) == 1 else "".join(pair[0] for pair in run)


def _places(text: str, run: str) -> list[tuple[int, int]]:
    if run.isascii():
        stem = _SUFFIX.sub("", run)
        stem = stem if len(stem) >= _SHORTEST_STEM else run
        return [found.span() for found in re.finditer(rf"\b{re.escape(stem)}\w*", text, re.IGNORECASE)]
    found = [one.span() for one in re.finditer(re.escape(run), text, re.IGNORECASE)]
    if found:
        return found
    pairs = [run[at : at + 2] for at in range(len(run) - 1)]
    return [one.span() for pair in pairs for one in re.finditer(re.escape(pair), text)]
