"""Tables whose rows are requirements with ids of their own to cells that bear these ids as keys."""

from __future__ import annotations

from collections.abc import Sequence

from stdpub.model.patterns import regex
from stdpub.read.foreign.keys import Keys
from stdpub.read.foreign.labels import Scheme
from stdpub.read.foreign.report import Account
from stdpub.read.foreign.text import ForeignText, every, plain
from stdpub.read.markdown.token_tree import Token

_ID = regex(
    r"(?:[A-Z][A-Za-z]{0,7}[-_. ]?)?\d{1,3}(?:\.\d{1,3}){1,4}|[A-Z][A-Z0-9]{1,9}(?:[-_.][A-Z0-9]{1,8}){0,3}[-_.]\d{1,4}"
)
_FEWEST_WORDS = 12
"""Characters that the words of a requirement have at least."""


def requirement_rows(text: ForeignText, keys: Keys, scheme: Scheme, account: Account) -> dict[str, str]:
    """Key the requirement of every row that has an id, and return id to key."""
    found: dict[str, str] = {}
    prefix = scheme.pattern.partition("{")[0].lower() or "r"
    for table in (block for block in every(text) if block.kind == "table"):
        rows = [row for row in table.children if row.info == "body" and row.children]
        ids = [plain(row.children[0].children).strip() for row in rows]
        known = [one for one in ids if _ID.fullmatch(one)]
        if len(known) * 2 <= len(rows) or len(set(known)) < len(known):
            continue
        for row, name in zip(rows, ids, strict=True):
            cell = _longest(row.children[1:])
            if not _ID.fullmatch(name) or cell is None or name in found:
                continue
            found[name] = keys.take(name, prefix)
            text.edits.insert(cell.end, f" {{#{found[name]}}}")
            account.count("requirement-rows")
    return found


def _longest(cells: Sequence[Token]) -> Token | None:
    """Return the cell of a row that states its requirement: the one with most words."""
    if not cells:
        return None
    longest = max(cells, key=lambda cell: len(plain(cell.children)))
    return longest if len(plain(longest.children)) >= _FEWEST_WORDS or _is_han(plain(longest.children)) else None


def _is_han(words: str) -> bool:
    return sum("\u3400" <= char <= "\u9fff" for char in words) > 3
