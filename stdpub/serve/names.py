"""The names that addresses are made of beside slug and edition: a text in, whether it can be one of them out."""

from __future__ import annotations

import re
from datetime import date

from stdpub.store.names import is_edition

LANGUAGE = r"[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|[0-9]{3}))?"
"""A language as addresses write it: `zh`, `en`, `zh-Hant`, `pt-BR`."""

LONGEST_NAME = 200

_KEY = re.compile(r"[a-z][a-z0-9-]*")
_COMMIT = re.compile(r"@[0-9A-Fa-f]{7,40}")
_BRANCH = re.compile(r"draft-[^\W_](?:[^\s/?*\[\\^:\x7f]*[^\s/?*\[\\^:\x7f.~])?")
_ON = re.compile(r"on-([0-9]{4}-[0-9]{2}-[0-9]{2})")


def is_key(text: str) -> bool:
    """Tell whether a text can be a key."""
    return len(text) <= LONGEST_NAME and _KEY.fullmatch(text) is not None


def is_commit(text: str) -> bool:
    """Tell whether a text can name a commit, in full or abbreviated."""
    return _COMMIT.fullmatch(text) is not None


def is_date(text: str) -> bool:
    """Tell whether a text names a legal date, `on-2027-07-01`."""
    found = _ON.fullmatch(text)
    if not found:
        return False
    try:
        date.fromisoformat(found[1])
    except ValueError:
        return False
    return True


def is_draft(text: str) -> bool:
    """Tell whether a text can name a draft; a branch's slashes are written `~`."""
    if text == "draft":
        return True
    return len(text) <= LONGEST_NAME and ".." not in text and "~~" not in text and _BRANCH.fullmatch(text) is not None


def is_version(text: str) -> bool:
    """Tell whether a text can name a version of a standard."""
    return text == "current" or is_edition(text) or is_commit(text) or is_date(text) or is_draft(text)
