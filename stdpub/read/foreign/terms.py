"""Term entries and lists of references as GB/T 1.1 drafts type them to the entries of the language."""

from __future__ import annotations

from collections.abc import Sequence

from stdpub.model.patterns import regex
from stdpub.read.foreign.elements import blocks_below
from stdpub.read.foreign.outline import Heading, Role, normal
from stdpub.read.foreign.report import Account
from stdpub.read.foreign.text import ForeignText, placed, plain
from stdpub.read.markdown.token_tree import Token

_TERMS = frozenset({"术语和定义", "术语", "术语定义和缩略语", "termsanddefinitions"})
_REFERENCES = frozenset({"规范性引用文件", "参考文献", "normativereferences", "bibliography"})
_PARTED = regex(
    r"(?P<own>[^\u3000]*\S)[ \t]*\u3000+[ \t]*(?P<other>[^\s\u3000][^\u3000]*)|(?P<own2>\S.*?[\u3400-\u9fff）)])[ \t\u00a0]+(?P<other2>[A-Za-z].*)"
)
"""A term and the English one behind it: an ideographic space parts them, or white space between the two scripts."""

_CODE = regex(r"[A-Z]{1,6}(?:/[A-Z]{1,4})?[ \u00a0\u3000](?:[A-Z]{0,2}\d|X{2,})")


def untitled_entries(headings: Sequence[Heading]) -> None:
    """Mark the headings without words in a terms clause as entries; their terms stand in the paragraph below."""
    for heading in headings:
        below = heading.below
        if heading.role is Role.EMPTY and _within_terms(heading) and below is not None and below.kind == "paragraph":
            heading.role = Role.CLAUSE


def _within_terms(heading: Heading) -> bool:
    above = heading.above
    return above is not None and normal(above.title) in _TERMS


def write_term(heading: Heading, attributes: str, account: Account) -> bool:
    """Write an entry whose heading has no words: the term goes up into it, the English one into a list below."""
    below, text = heading.below, heading.text
    if heading.title or below is None or below.kind != "paragraph" or not _within_terms(heading):
        return False
    words = placed(_inner(below))
    if not words.text.strip() or any(child.kind == "softbreak" for child in below.children):
        return False
    source = text.text
    found = _PARTED.fullmatch(words.text.strip())
    lead = len(words.text) - len(words.text.lstrip())
    start = words.starts[lead]
    own, english = ("own", "other") if found and found["own"] else ("own2", "other2")
    own_end = words.ends[lead + found.end(own) - 1] if found else words.ends[len(words.text.rstrip()) - 1]
    other = (
        source[words.starts[lead + found.start(english)] : words.ends[lead + found.end(english) - 1]] if found else ""
    )
    heading.title = found[own] if found else words.text.strip()
    text.edits.replace(
        heading.token.start, heading.token.end, f"{'#' * heading.depth} {source[start:own_end]}{attributes}"
    )
    text.edits.replace(below.start, below.end, f"- en: {other}" if other else "")
    account.count("term-entries")
    return True


def _inner(paragraph: Token) -> list[Token]:
    only = paragraph.children[0] if len(paragraph.children) == 1 else None
    return only.children if only is not None and only.kind in {"strong", "emphasis"} else paragraph.children


def list_references(headings: Sequence[Heading], account: Account) -> None:
    """Make list items of the paragraphs that are entries of normative references or bibliography."""
    for heading in headings:
        if normal(heading.title) not in _REFERENCES or heading.role is not Role.CLAUSE:
            continue
        for block in blocks_below(heading):
            if block.kind == "paragraph" and _is_entry(heading.text, block):
                heading.text.edits.insert(block.start, "- ")
                account.count("references")


def _is_entry(text: ForeignText, block: Token) -> bool:
    source = text.text[block.start : block.end]
    return "\n" not in source and bool(_CODE.match(plain(block.children)))
