"""Typed captions (`Table 3. Limits`, `图 2 流程`) beside their tables and pictures to captions that number themselves."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from stdpub.read.foreign_ids import Named
from stdpub.read.foreign_keys import Keys
from stdpub.read.foreign_outline import DEEPEST, Heading, Role
from stdpub.read.foreign_report import Account
from stdpub.read.foreign_text import ForeignText, placed, plain
from stdpub.read.table_rows import CAPTION
from stdpub.read.token_tree import Token

_TYPED = re.compile(
    r"\s*(?P<word>Table|TABLE|表)[ \u00a0\u3000]?(?P<number>\d{1,3})(?:[ \u00a0]?[.:：—–-]+)?[ \u00a0\u3000]+(?=\S)"
)


@dataclass(slots=True)
class Caption:
    """A paragraph that is the typed caption of the table behind it; `words` is where its text without the number stands."""

    text: ForeignText
    token: Token
    table: Token
    number: str
    words: tuple[int, int]
    key: str = ""


def typed_captions(texts: Sequence[ForeignText], language: str) -> list[Caption]:
    """Return the typed captions of tables, none where their numbers are not those that counting gives."""
    found: list[Caption] = []
    for text in texts:
        for before, table in _neighbours(text.tokens.blocks):
            if CAPTION.match(text.text, before.start):
                return []
            caption = _caption(text, before, table)
            if caption is not None:
                found.append(caption)
    numbers = [int(caption.number) for caption in found]
    word = "表" if language.startswith("zh") else "Table"
    same = all(placed(caption.token.children).text.strip().startswith(word) for caption in found)
    return found if same and numbers == list(range(1, len(numbers) + 1)) else []


def _neighbours(blocks: Sequence[Token]) -> Iterator[tuple[Token, Token]]:
    """Yield every paragraph with the table right behind it, attribute lines between them aside."""
    before: Token | None = None
    for block in blocks:
        if block.kind == "table" and before is not None:
            yield before, block
        if block.kind == "paragraph" and all(child.kind in {"attributes", "softbreak"} for child in block.children):
            continue
        before = block if block.kind == "paragraph" else None


def _caption(text: ForeignText, token: Token, table: Token) -> Caption | None:
    leaf = [child for child in token.children if child.kind not in {"attributes", "softbreak"}]
    only = leaf[0] if len(leaf) == 1 else None
    inner = only.children if only is not None and only.kind in {"link", "strong", "emphasis"} else leaf
    words = placed(inner)
    found = _TYPED.match(words.text)
    if found is None or not words.text[found.end() :].strip() or any(child.kind == "softbreak" for child in inner):
        return None
    if len(leaf) > 1 and "\n" in text.text[leaf[0].start : leaf[-1].end]:
        return None
    return Caption(text, token, table, found["number"], (words.starts[found.end()], inner[-1].end))


def write_captions(
    captions: Sequence[Caption], named: dict[int, Named], keys: Keys, account: Account
) -> dict[str, str]:
    """Edit the captions and return their keys by number: the key that paragraph or table was given, else a new one."""
    by_number: dict[str, str] = {}
    for caption in captions:
        said = named.get(id(caption.token)) or named.get(id(caption.table))
        caption.key = said.key if said else keys.mint("table", caption.text.path, plain(caption.token.children))
        if said is not None:
            said.written = True
        word = "表：" if CAPTION_WORDS[placed(caption.token.children).text.strip()[:1]] else "Table: "
        start, end = caption.words
        caption.text.edits.replace(caption.token.start, start, word)
        caption.text.edits.replace(end, caption.token.end, f" {{#{caption.key}}}")
        by_number[caption.number] = caption.key
        account.count("captions")
    return by_number


CAPTION_WORDS = {"表": True, "T": False}
"""Whether a caption that begins with this letter is Chinese."""


def heading_captions(headings: Sequence[Heading]) -> None:
    """Mark the headings that are captions: of the deepest level, and a table or picture right below them."""
    for heading in headings:
        below = heading.below
        if heading.level == DEEPEST and below is not None and _is_float(below) and heading.words:
            heading.role = Role.CAPTION


def _is_float(block: Token) -> bool:
    if block.kind == "table":
        return True
    return block.kind == "paragraph" and [child.kind for child in block.children] == ["image"]


def write_heading_caption(heading: Heading, key: str) -> None:
    """Write a heading that is the caption of the table below it as such; above a picture its words stay a paragraph."""
    text, token = heading.text, heading.token
    table = heading.below is not None and heading.below.kind == "table"
    lead = "表：" if table else ""
    if token.children:
        text.edits.replace(token.start, token.children[0].start, lead)
        text.edits.replace(token.children[-1].end, token.end, f" {{#{key}}}" if table else "")
