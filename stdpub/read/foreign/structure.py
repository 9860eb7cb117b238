"""Foreign texts in; their headings with roles, depths, labels and classes, the title and the numbering scheme out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from stdpub.model.header import RulebookName
from stdpub.model.patterns import regex
from stdpub.read.foreign.captions import heading_captions
from stdpub.read.foreign.elements import annex_title, set_classes
from stdpub.read.foreign.header import title_of_front
from stdpub.read.foreign.ids import only_anchors
from stdpub.read.foreign.labels import Scheme, fix_labels, ruled_alike, scheme_of
from stdpub.read.foreign.laws import articles_of, chapters_of, with_articles
from stdpub.read.foreign.numbers import number_of
from stdpub.read.foreign.outline import (
    Heading,
    Role,
    Tree,
    drop_doubtful_numbers,
    find_title,
    generic,
    headings_of,
    normal,
)
from stdpub.read.foreign.report import Account
from stdpub.read.foreign.tags import TAG
from stdpub.read.foreign.terms import untitled_entries
from stdpub.read.foreign.text import ForeignText
from stdpub.read.markdown.token_tree import Token

_GB = regex(r"GB/T[ \u3000\u00a0]*1\.1")
_DRAFTED = regex(r"起草|标准化文件的结构")
_ENDS = frozenset({"全文完", "正文完", "完", "endofdocument"})
_SILENT = frozenset({"comment", "link_definition", "front_matter", "thematic_break"})
_COVER_NAME = regex(r"(?:\w+[-_ ])?(?:header|cover|title|frontispiece|_?index|readme)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Structure:
    """The clauses of a document to be; `headings` are in reading order, those that became none among them."""

    headings: tuple[Heading, ...]
    title: str
    rulebook: RulebookName
    scheme: Scheme
    labels: int


def structure(texts: Sequence[ForeignText], language: str, account: Account) -> Structure:
    """Return the structure of a document of one text or of chapters."""
    files = [headings_of(text) for text in texts]
    drop_doubtful_numbers([heading for file in files for heading in file])
    gb = any(_GB.search(text.text) and _DRAFTED.search(text.text) for text in texts)
    if gb:
        _gb_roles(files)
    files = [_with_law(file, text) for file, text in zip(files, texts, strict=True)]
    said = _said_title(texts, files)
    title = find_title(files, said)
    if len(texts) > 1:
        files = [_with_made(at, text, file) for at, (text, file) in enumerate(zip(texts, files, strict=True))]
    headings = [heading for file in files for heading in file]
    placed = [heading for heading in headings if heading.role in {Role.CLAUSE, Role.ENTRY, Role.ARTICLE}]
    tree = Tree(account, placed, title)
    for heading in headings:
        if heading.role is Role.TITLE:
            tree.open = ()
        elif heading.role in {Role.CLAUSE, Role.ENTRY, Role.ARTICLE}:
            tree.place(heading)
    rulebook = RulebookName.GB_T_1_1 if gb and ruled_alike(placed, language) else RulebookName.NONE
    if rulebook is not RulebookName.NONE:
        for heading in placed:
            if heading.number is not None and heading.number.form == "annex":
                annex_title(heading)
    set_classes(placed, by_title=rulebook is not RulebookName.NONE)
    scheme = scheme_of(placed, rulebook)
    labels = fix_labels(placed, scheme, rulebook, language)
    words = title.words if title is not None else said or _first_words(texts, files)
    return Structure(tuple(headings), words, rulebook, scheme, labels)


def _with_law(headings: list[Heading], text: ForeignText) -> list[Heading]:
    """Return the headings of a text with the articles of a law, and with its chapters where these are no headings."""
    articles = articles_of(text)
    typed = any(heading.number is not None and heading.number.form == "law" for heading in headings)
    chapters = [] if typed else chapters_of(text, articles)
    return with_articles(headings, [*articles, *chapters])


def _gb_roles(files: Sequence[Sequence[Heading]]) -> None:
    """Mark what drafts to GB/T 1.1 use headings for besides clauses: captions, a cover, entries without words."""
    for file in files:
        heading_captions(file)
        untitled_entries(file)
        first = file[0] if file else None
        if (
            first is not None
            and first.level > min(heading.level for heading in file)
            and first.token is _first_block(first.text)
        ):
            first.role = Role.COVER
        last = file[-1] if file else None
        if last is not None and normal(last.words) in _ENDS:
            last.role = Role.COVER


def _first_block(text: ForeignText) -> Token | None:
    """Return the first block that says something."""
    for block in text.tokens.blocks:
        silent = block.kind in _SILENT or (block.kind == "html" and not TAG.sub("", block.text).strip())
        if not silent and not (block.kind == "paragraph" and only_anchors(block)):
            return block
    return None


def _said_title(texts: Sequence[ForeignText], files: Sequence[Sequence[Heading]]) -> str:
    """Return the title of the document that front matter gives: its own, or that of a page that stands for all."""
    if len(texts) == 1:
        return title_of_front(texts[0].file)
    for text, headings in zip(texts, files, strict=True):
        name = text.path.rpartition("/")[2].rpartition(".")[0]
        title = title_of_front(text.file)
        page = normal(headings[0].words) if headings else ""
        if title and (_COVER_NAME.fullmatch(name) or page not in {"", normal(title)}):
            return title
    return ""


def _first_words(texts: Sequence[ForeignText], files: Sequence[Sequence[Heading]]) -> str:
    """Return the words of the first heading where they can be a title: of the only text, or of a cover."""
    if not texts:
        return ""
    name = texts[0].path.rpartition("/")[2].rpartition(".")[0]
    heading = next((one for one in files[0] if one.words and not one.made), None)
    if heading is None or generic(heading.words):
        return ""
    if heading.number is not None:
        alone = len(texts) == 1 and sum(one.level == heading.level for one in files[0]) == 1
        return heading.title if alone else ""
    return heading.words if len(texts) == 1 or _COVER_NAME.search(name) else ""


def _with_made(at: int, text: ForeignText, headings: list[Heading]) -> list[Heading]:
    """Return the headings of a chapter, with one made of its front matter's title where the text has none."""
    title = title_of_front(text.file)
    first = next((heading for heading in headings if heading.words), None)
    starts = first is not None and _first_block(text) is first.token
    if first is not None and starts and (first.level == 1 or normal(first.words) == normal(title)):
        return headings
    if not title and (starts or at == 0 or _first_block(text) is None):
        return headings
    levels = [heading.level for heading in headings if heading.role is not Role.ARTICLE]
    made = Heading(text, Token("heading", 0, 0, []), min(1, min(levels, default=2) - 1), title, title=title, made=True)
    number = number_of(title)
    if number is not None and len(number.parts) == 1 and title[number.length :].strip():
        made.number, made.title = number, title[number.length :].strip()
    return [made, *headings]
