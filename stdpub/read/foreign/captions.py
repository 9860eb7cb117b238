"""Typed captions (`Table 3. Limits`, `图2 流程`) beside their tables and pictures to captions that number themselves."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from stdpub.model.patterns import regex
from stdpub.read.foreign.ids import Named
from stdpub.read.foreign.keys import Keys
from stdpub.read.foreign.outline import DEEPEST, Heading, Role
from stdpub.read.foreign.report import Account
from stdpub.read.foreign.text import ForeignText, placed, plain, without
from stdpub.read.markdown.table_rows import CAPTION
from stdpub.read.markdown.token_tree import Token

_TYPED = regex(
    r"\s*(?P<word>Table|Figure|表|图)[ \u00a0\u3000]?(?P<number>\d{1,3})(?:[ \u00a0]?[.:：—–-]+)?[ \u00a0\u3000]+(?=\S)"
)
_TABLE_WORDS = ("Table", "表")
_ASIDE = frozenset({"attributes", "softbreak", "linebreak"})


@dataclass(slots=True)
class Caption:
    """A paragraph or heading that is the caption of the table or picture behind it; `words` is where its text stands."""

    text: ForeignText
    token: Token
    target: Token
    label: str
    words: tuple[int, int]
    key: str = ""

    @property
    def of_table(self) -> bool:
        """Whether the caption is a table's."""
        return self.target.kind == "table"


def typed_captions(
    texts: Sequence[ForeignText], shown: Callable[[ForeignText, Token], bool]
) -> tuple[list[Caption], set[int]]:
    """Return the typed captions, of tables and of pictures each only where counting gives the numbers they have.

    `shown` tells whether the folder has a picture. With them come the pictures that have a typed caption at all.
    """
    found: list[Caption] = []
    captioned = False
    for text in texts:
        for before, target in _neighbours(text.tokens.blocks):
            captioned = captioned or CAPTION.match(text.text, before.start) is not None
            caption = _caption(text, before, target)
            if caption is not None and (caption.of_table or shown(text, target)):
                found.append(caption)
    tables = [one for one in found if one.of_table and not captioned]
    figures = [one for one in found if not one.of_table]
    kept = [*(tables if _count_up(tables) else ()), *(figures if _count_up(figures) else ())]
    return kept, {id(one.target) for one in figures}


def _count_up(captions: Sequence[Caption]) -> bool:
    return [int(re.sub(r"\D", "", caption.label)) for caption in captions] == list(range(1, len(captions) + 1))


def _neighbours(blocks: Sequence[Token]) -> Iterator[tuple[Token, Token]]:
    """Yield every paragraph with the table or lone picture right behind it, attribute lines between them aside."""
    before: Token | None = None
    for block in blocks:
        if before is not None and (block.kind == "table" or lone_picture(block) is not None):
            yield before, block
        if block.kind == "paragraph" and all(child.kind in _ASIDE for child in block.children):
            continue
        before = block if block.kind == "paragraph" else None


def lone_picture(block: Token) -> Token | None:
    """Return the picture that a paragraph consists of, attributes aside."""
    if block.kind != "paragraph":
        return None
    children = [one for one in block.children if one.kind not in _ASIDE and (one.kind != "text" or one.text.strip())]
    return children[0] if len(children) == 1 and children[0].kind == "image" else None


def _caption(text: ForeignText, token: Token, target: Token) -> Caption | None:
    leaf = [child for child in token.children if child.kind not in _ASIDE]
    only = leaf[0] if len(leaf) == 1 else None
    inner = only.children if only is not None and only.kind in {"link", "strong", "emphasis"} else leaf
    words = placed(inner)
    found = _TYPED.match(words.text)
    if found is None or not words.text[found.end() :].strip() or "\n" in text.text[leaf[0].start : leaf[-1].end]:
        return None
    if (found["word"] in _TABLE_WORDS) is not (target.kind == "table"):
        return None
    label = f"{found['word']}{' ' if found['word'].isascii() else ''}{found['number']}"
    return Caption(text, token, target, label, (words.starts[found.end()], inner[-1].end))


def drafted_captions(texts: Sequence[ForeignText], headings: Sequence[Heading], *, ruled: bool) -> list[Caption]:
    """Return the captions of tables in a GB/T draft: headings of the deepest level, and paragraphs all in italics."""
    above = {id(one.below): one for one in headings if one.role is Role.CAPTION and one.below is not None}
    found: list[Caption] = []
    for text in texts:
        before: Token | None = None
        for block in text.tokens.blocks:
            heading = above.get(id(block))
            if block.kind == "table" and heading is not None and heading.token.children:
                children = heading.token.children
                found.append(Caption(text, heading.token, block, "", (children[0].start, children[-1].end)))
            elif ruled and block.kind == "table" and before is not None and _in_italics(before):
                found.append(Caption(text, before, block, "", (before.start, before.end)))
            before = block if block.kind == "paragraph" else None
    return found


def _in_italics(block: Token) -> bool:
    return len(block.children) == 1 and block.children[0].kind == "emphasis"


def write_captions(
    captions: Sequence[Caption], named: dict[int, Named], keys: Keys, account: Account
) -> tuple[dict[str, str], dict[int, Caption]]:
    """Edit the captions of tables; return all keys by label, and the captions of pictures by the picture's paragraph."""
    by_label: dict[str, str] = {}
    pictures: dict[int, Caption] = {}
    for caption in captions:
        said = named.get(id(caption.token)) or named.get(id(caption.target))
        caption.key = said.key if said else keys.mint("caption", caption.text.path, plain(caption.token.children))
        if said is not None:
            said.written = True
        text, (start, end) = caption.text, caption.words
        if caption.of_table:
            lead = "Table: " if caption.label.startswith("T") else "表："
            text.edits.replace(caption.token.start, start, lead)
            text.edits.insert(end, f" {{#{caption.key}}}")
            if end < caption.token.end:
                text.edits.replace(end, caption.token.end, "")
        else:
            pictures[id(caption.target)] = caption
            without(text, caption.token.start, caption.token.end)
        if caption.label:
            by_label[caption.label] = caption.key
        account.count("captions")
    return by_label, pictures


def heading_captions(headings: Sequence[Heading]) -> None:
    """Mark the headings that are captions: of the deepest level, and a table or picture right below them."""
    for heading in headings:
        below = heading.below
        is_float = below is not None and (below.kind == "table" or lone_picture(below) is not None)
        if heading.level == DEEPEST and is_float and heading.words:
            heading.role = Role.CAPTION


def count_tables(
    texts: Sequence[ForeignText],
    headings: Sequence[Heading],
    captions: Sequence[Caption],
    ids: dict[int, Named],
    keys: Keys,
) -> dict[str, str]:
    """Return the keys of the tables before the first annex by the label that GB/T 1.1 gives each, keying those without."""
    annex = next((one for one in headings if one.number is not None and one.number.form == "annex"), None)
    captioned = {id(caption.target): caption for caption in captions}
    by_label: dict[str, str] = {}
    for text in texts:
        for block in text.tokens.blocks:
            if annex is not None and block is annex.token:
                return by_label
            if block.kind != "table":
                continue
            caption, said = captioned.get(id(block)), ids.get(id(block))
            key = caption.key if caption else said.key if said else keys.mint("table", text.path, str(len(by_label)))
            if caption is None and said is None:
                ids[id(block)] = Named(text, block, [], None, block=True, key=key)
            by_label[f"表{len(by_label) + 1}"] = key
    return by_label
