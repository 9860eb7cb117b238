"""Notes, examples and warnings as foreign texts write them (`> *Note*: ...`, `**Note:** ...`, `注：`) to alerts."""

from __future__ import annotations

from collections.abc import Sequence

from stdpub.model.patterns import regex
from stdpub.model.provisions import Convention, Kind
from stdpub.read.foreign.guards import guard_words
from stdpub.read.foreign.report import Account, Fate
from stdpub.read.foreign.text import ForeignText, line_start, placed, prefix
from stdpub.read.markdown.token_tree import Token
from stdpub.read.provisions import find
from stdpub.read.sentences import boundaries

_KINDS = {
    "note": "NOTE",
    "example": "EXAMPLE",
    "warning": "WARNING",
    "caution": "CAUTION",
    "danger": "DANGER",
    "important": "IMPORTANT",
    "tip": "TIP",
    "注": "NOTE",
    "示例": "EXAMPLE",
    "例": "EXAMPLE",
    "警告": "WARNING",
    "危险": "DANGER",
}
_LEAD = regex(
    r"\s*(?P<word>Note|NOTE|note|Example|EXAMPLE|Warning|WARNING|Caution|CAUTION|Danger|DANGER|Important|IMPORTANT|Tip|TIP|注|示例|例|警告|危险)"
    r"(?P<number>[ \u00a0]?\d{1,3})?(?P<colon>[ \u00a0]?[:：]| [-–—](?= ))?\s*"
)
_MAY_LEAD = regex(r"[\s*_]*[NnEeWwCcDdIiTt注示例警危]")
_ALONE = frozenset({"NOTE", "EXAMPLE"})
_BINDING = frozenset({Kind.REQUIREMENT, Kind.RECOMMENDATION})


class Notes:
    """Turns the notes of one document into alerts."""

    def __init__(self, account: Account, language: str, convention: Convention) -> None:
        self.account = account
        self.language = language
        self.convention = convention

    def rewrite(self, text: ForeignText, blocks: Sequence[Token] | None = None) -> None:
        """Edit the notes of one text."""
        blocks = text.tokens.blocks if blocks is None else blocks
        for at, block in enumerate(blocks):
            if block.kind == "quote":
                if not self._quote(text, block):
                    self.rewrite(text, block.children)
            elif block.kind == "paragraph":
                following = blocks[at + 1] if at + 1 < len(blocks) else None
                self._paragraph(text, block, following)
            elif block.kind in {"list", "list_item"}:
                self.rewrite(text, block.children)

    def _quote(self, text: ForeignText, quote: Token) -> bool:
        """Make an alert of a quotation that names itself a note; its other words stay."""
        first = quote.children[0] if quote.children else None
        if first is None or first.kind != "paragraph":
            return False
        lead = _lead(text.text, first)
        if lead is None:
            return False
        kind, end = lead
        source = text.text
        rest = source[end : first.end].lstrip(" \t")
        if not rest.strip() and len(quote.children) == 1:
            return False
        start = first.start
        if rest.startswith("\n") or not rest:
            text.edits.replace(start, end, f"[!{kind}]")
        else:
            text.edits.replace(start, end, f"[!{kind}]\n{prefix(source, start)}")
            guard_words(text, end, first.end)
        self.account.count(f"{kind.lower()}s")
        return True

    def _paragraph(self, text: ForeignText, paragraph: Token, following: Token | None) -> None:
        """Make an alert of a paragraph that begins as a note and binds nobody."""
        source = text.text
        lead = _lead(source, paragraph)
        before = prefix(source, paragraph.start)
        if lead is None or ">" in before:
            return
        kind, end = lead
        if kind not in _ALONE or (kind == "EXAMPLE" and not self.language.startswith("zh")):
            return
        opens = source[paragraph.start : paragraph.end].rstrip().endswith((":", "："))
        if opens or self._binds(paragraph) or not source[end : paragraph.end].strip():
            self.account.remark(Fate.KEPT, "note", text.file.original, paragraph.start, paragraph.end)
            return
        text.edits.replace(paragraph.start, end, f"> [!{kind}]\n{before}> ")
        guard_words(text, end, paragraph.end)
        at = source.find("\n", end, paragraph.end)
        while at >= 0:
            stop = at + 1
            while source[stop] in " \t":
                stop += 1
            text.edits.replace(at, stop, f"\n{before}> ")
            at = source.find("\n", stop, paragraph.end)
        if following is not None and line_start(source, following.start) == paragraph.end + 1:
            text.edits.insert(paragraph.end, "\n" + before.rstrip())
        self.account.count(f"{kind.lower()}s")

    def _binds(self, paragraph: Token) -> bool:
        words = placed(paragraph.children).text
        start = 0
        for end in boundaries(words, self.language):
            kind = find(words[start:end], self.language, self.convention).kind
            if kind in _BINDING or (kind is Kind.PERMISSION and self.convention is Convention.BCP14):
                return True
            start = end
        return False


def _lead(source: str, paragraph: Token) -> tuple[str, int] | None:
    """Return the kind of alert that a paragraph names itself and where the words behind that lead begin."""
    if not paragraph.children or _MAY_LEAD.match(source, paragraph.start) is None:
        return None
    words = placed(paragraph.children)
    found = _LEAD.match(words.text)
    kind = _KINDS.get(found["word"].lower(), "") if found else ""
    if found is None or not kind:
        return None
    at = words.ends[len(found[0].rstrip()) - 1]
    first = paragraph.children[0]
    mark = first if first.kind in {"emphasis", "strong"} else None
    if mark is not None and at <= mark.end:
        if not _holds_only(mark, at):
            return None
        at = max(at, mark.end)
    elif not found["colon"]:
        return None
    if mark is None and not found["colon"]:
        return None
    while source[at : at + 1] in {" ", "\t", "\u00a0", "\u3000"} and at < paragraph.end:
        at += 1
    return kind, at


def _holds_only(mark: Token, at: int) -> bool:
    """Tell whether a mark holds no words behind an offset."""
    words = placed(mark.children)
    return all(start < at for start, char in zip(words.starts, words.text, strict=True) if not char.isspace())
