"""Entries of references as a list of Markdown."""

from __future__ import annotations

import re

from stdpub.model.content import Reference, References
from stdpub.model.inlines import plain, untyped
from stdpub.write.markdown.escapes import NOTHING, Where, edged, opening
from stdpub.write.markdown.inlines import braces, written
from stdpub.write.markdown.lines import below
from stdpub.write.markdown.paragraphs import reads_as_figure

_TITLE_AFTER_SPACE = re.compile(r"[《\u3400-\u9fff]")
"""What a space alone sets apart from an identifier."""


def reference_lines(block: References, where: Where) -> list[str]:
    """Return the entries, one a line."""
    return [line for item in block.items for line in below("- ", _entry(item, where).split("\n"))]


def with_blocks(entries: list[str], inner: list[str]) -> list[str]:
    """Return entries with the blocks that stand in the last one."""
    last = f"- {NOTHING}" if entries[-1] == "-" else entries[-1]
    return [*entries[:-1], last, "", *below("  ", inner)]


def _entry(item: Reference, where: Where) -> str:
    own = braces(item.key, (), (), Where())
    title = plain(item.text)
    joint = "" if not item.identifier or not item.text else " " if _TITLE_AFTER_SPACE.match(title) else ", "
    text = written((untyped(f"{item.identifier}{joint}"), *item.text), where, "", " " if own else "")
    alone = NOTHING if reads_as_figure(item.text) and not item.identifier else ""
    return f"{opening(edged(text))}{alone} {own}".strip(" ")
