"""Links of a foreign text to cross-references and plain links: destinations become keys, dead ones leave their words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from stdpub.model.patterns import regex
from stdpub.read.foreign.anchors import Anchors
from stdpub.read.foreign.ids import Named
from stdpub.read.foreign.outline import Heading
from stdpub.read.foreign.report import Account, Fate
from stdpub.read.foreign.text import ForeignText, leaves, plain
from stdpub.read.markdown.token_tree import Token

_SCHEME = regex(r"([A-Za-z][A-Za-z0-9+.-]*):|//")
_SAFE = frozenset({"http", "https", "mailto", "urn", "ftp", "doi", "tel"})
_TYPED = regex(
    r"(?P<before>(?:(?:[Ss]ections?|[Cc]lauses?|[Ss]ubclauses?|Sec\.|[Aa]ppendix|[Aa]nnex|[Cc]hapter|Art\.|[Aa]rticle|§|第)[\s\u00a0]*)?)(?P<number>.+?)(?P<after>[条章节]?)"
)
_PLAIN_DESTINATION = regex(r"[^\s()<>\\]+")


class Links:
    """Rewrites links once all keys are known."""

    def __init__(self, anchors: Anchors, named: Mapping[int, Named], account: Account, *, merged: bool) -> None:
        self.anchors = anchors
        self.named = named
        self.account = account
        self.merged = merged
        self.printed: dict[str, str] = {}
        """What a pointer to a key prints, where that is known."""

    def rewrite(self, text: ForeignText) -> None:
        """Edit all links of one text; in several texts together, references to link definitions are spelt out."""
        for leaf in leaves(text):
            for token, after in _with_next(leaf.children):
                if token.kind == "link":
                    self._link(text, leaf, token, _second(token, after))
                elif token.kind == "autolink":
                    self._autolink(text, token)
        if self.merged:
            self._drop_definitions(text, text.tokens.blocks)

    def _drop_definitions(self, text: ForeignText, blocks: Sequence[Token]) -> None:
        for block in blocks:
            if block.kind == "link_definition":
                end = block.end + 1 if text.text[block.end : block.end + 1] == "\n" else block.end
                text.edits.replace(block.start, end, "")
                self.account.count("link-definitions")
            elif block.kind not in {"paragraph", "heading", "table"}:
                self._drop_definitions(text, block.children)

    def destination(
        self, text: ForeignText, href: str, start: int, end: int, second: str = ""
    ) -> tuple[str, Heading | None] | None:
        """Return what a link leads to in the standard, and the heading if it is one; None where only its words stay.

        `second` is where another renderer is told to lead it.
        """
        scheme = _SCHEME.match(href)
        if scheme is not None:
            if scheme[1] is None or scheme[1].lower() in _SAFE:
                self.account.count("outside-links")
                return href, None
            self.account.remark(Fate.DROPPED, "link-outside", text.file.original, start, end)
            return None
        target = self.anchors.find(text.path, href) or (self.anchors.find(text.path, second) if second else None)
        if target is None:
            rule = "broken-anchor" if href.startswith("#") else "link-outside"
            self.account.remark(Fate.UNRESOLVED, rule, text.file.original, start, end)
            return None
        if not target.exact:
            self.account.remark(Fate.ADAPTED, "anchor-mended", text.file.original, start, end)
        self.account.count("cross-references")
        return f"#{target.key}", target.heading

    def _autolink(self, text: ForeignText, token: Token) -> None:
        """Keep as words an address of a scheme that no link may have."""
        scheme = _SCHEME.match(token.info)
        if scheme is not None and scheme[1] is not None and scheme[1].lower() not in _SAFE:
            text.edits.insert(token.start, "\\")
            self.account.remark(Fate.DROPPED, "link-outside", text.file.original, token.start, token.end)

    def _link(self, text: ForeignText, leaf: Token, token: Token, second: str) -> None:
        source = text.text
        inner = token.children[-1].end if token.children else token.start + 1
        if source[inner : inner + 1] != "]":
            return
        if token.title:
            self.account.remark(Fate.DROPPED, "link-title", text.file.original, token.start, token.end)
        found = self.destination(text, token.info, token.start, token.end, second)
        own = self.named.get(id(leaf))
        if found is None or (own is not None and (found[0] == f"#{own.key}" or _is_all(leaf, token))):
            text.edits.replace(token.start, token.start + 1, "")
            text.edits.replace(inner, token.end, "")
            return
        destination, heading = found
        if leaf.kind != "heading" and self._numbered(text, token, destination.removeprefix("#"), heading):
            return
        inline = source.startswith("](", inner)
        if destination == token.info and (inline or not self.merged):
            return
        text.edits.replace(inner, token.end, f"]({written(destination)})")

    def _numbered(self, text: ForeignText, token: Token, key: str, heading: Heading | None) -> bool:
        """Let a link whose words are the number of what it points at print that number itself."""
        words = plain(token.children)
        printed = heading.wanted if heading is not None else self.printed.get(key, "")
        if len(token.children) != 1 or token.children[0].kind != "text" or not printed:
            return False
        found = _TYPED.fullmatch(words)
        parts = (found["before"], found["number"], found["after"]) if found else ("", "", "")
        for before, number, after in (("", words, ""), parts):
            if number == printed:
                text.edits.replace(token.start, token.end, f"{before}[@{key}]{after}")
                self.account.count("typed-references")
                return True
        return False


def _with_next(tokens: Sequence[Token]) -> Iterator[tuple[Token, Token | None]]:
    """Yield inline tokens and those inside them, each with the one behind it."""
    for at, token in enumerate(tokens):
        yield token, tokens[at + 1] if at + 1 < len(tokens) else None
        yield from _with_next(token.children)


def _is_all(leaf: Token, token: Token) -> bool:
    """Tell whether a paragraph is one link, attributes aside: with an id of its own it is a place, not a pointer."""
    return all(one is token or one.kind in {"attributes", "softbreak", "linebreak"} for one in leaf.children)


def _second(token: Token, after: Token | None) -> str:
    """Return the anchor that attributes right behind a link give it for another renderer."""
    if after is None or after.attributes is None or after.kind != "attributes" or after.start != token.end:
        return ""
    return next(
        (value for name, value in after.attributes.values if name.endswith("href") and value.startswith("#")), ""
    )


def written(destination: str) -> str:
    """Return a destination as it stands in the brackets of a link."""
    return destination if _PLAIN_DESTINATION.fullmatch(destination) else f"<{destination}>"
