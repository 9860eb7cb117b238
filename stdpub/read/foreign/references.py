"""Typed references in running text (`see Section 4.2.1`, `Annex B`, `第二十条`) to cross-references that resolve."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from stdpub.model.inlines import OBJECT
from stdpub.model.patterns import regex
from stdpub.read.foreign.outline import Heading
from stdpub.read.foreign.report import Account, Fate
from stdpub.read.foreign.text import ForeignText, leaves
from stdpub.read.markdown.token_tree import Token

_NUMBER = r"(?:[A-Z]{1,3}-?(?=\d)|[A-Z]\.(?=\d))?\d{1,3}(?:\.\d{1,3})*"
_JOINT = r"(?:\s*,\s*(?:and|or)?\s*|\s+(?:and|or|to|through)\s+|\s*[–—]\s*|\s*[、和至及]\s*)"
_ENGLISH = regex(
    rf"(?<![\w/.§-])(?P<word>[Ss]ections?|SECTION|Secs?\.|[Cc]lauses?|[Ss]ubclauses?|[Cc]hapters?|[Aa]rticles?|§§?|[Ss]ee)"
    rf"(?P<gap>[\s\u00a0]*)(?P<numbers>{_NUMBER}(?:{_JOINT}{_NUMBER})*)(?![\w-]|\.\d)"
)
_ANNEX = regex(
    r"(?<![0-9A-Za-z_-])(?P<word>Annex|ANNEX|Appendix|APPENDIX|appendix|annex|附录)(?P<gap>[\s\u00a0]*)(?P<letter>[A-Z]|\d{1,2})(?![0-9A-Za-z_-]|\.\d)"
)
_CAPTION = regex(r"(?<![A-Za-z-])(?P<word>Table|Figure|表|图)[ \u00a0]?(?P<number>\d{1,3})(?![\w-]|\.\d)", re.ASCII)
_LAW = regex(
    r"第(?P<number>[〇零一二三四五六七八九十百千]+)(?P<unit>条|章|节|编)(?P<more>(?:之[一二三四五六七八九十]+)?)"
)
_CHINESE = regex(
    rf"(?:(?<=见)|(?<=按)|(?<=照)|(?<=合)|(?<=据)|(?<=足)|(?<=与)|(?<=和)|(?<=及)|(?<=第)|(?<=在))\s?(?P<number>{_NUMBER})(?![0-9A-Za-z_.%℃～~-]|\s?[a-zA-Z])"
)
_EACH = regex(_NUMBER)
_OUTSIDE_BEFORE = regex(
    rf"(?:(?:RFC|ISO|IEC|NIST|SP|FIPS|ITU|ETSI|IEEE|ECMA|BCP|STD|ANSI|GB/T|GB|EN|DIN|BS|CFR|U\.?S\.?C|X\.\d)[\w./:—–-]*(?:[\s\u00a0][\w.:/—–-]*\d[\w.:/—–-]*)?"
    rf"|draft-[\w-]+|[a-z]+[Gg]uidelines?|{OBJECT}|\]|》|[”\"])[\s\u00a0]?[,;:，]?[\s\u00a0]*(?:[(（]|[Ss]ee\s|中|的|第|in\s)?\s*$"
)
_OUTSIDE_AFTER = regex(
    rf"\s*(?:\([A-Za-z0-9]{{1,4}}\)\s*)*,?\s*(?:of\s+(?!(?:this|these|the present|our)\b)|(?:in|from)\s+(?:the\s+)?(?:RFC|ISO|IEC|NIST|SP |FIPS|ITU|ETSI|BCP|X\.|draft-|{OBJECT}|\[))"
)
_FOREIGN_LAW = regex(r"(?:》|(?<!本)(?:法|条例|规定|办法|细则|决定|解释|准则))(?:[^。；，,]{0,2})$")
_CHAIN = regex(r"[、和及或至到第款项目一二三四五六七八九十，,\s]*")
_HISTORY = regex(
    r"(?:revisions?|change\s?(?:log|history)|version history|document history|修订记录|版本历史|变更记录)",
    re.IGNORECASE,
)
_BARE_WORDS = frozenset({"see"})
_ID = regex(r"(?<![\w.§/-])(?P<id>[A-Z]{0,3}\d{1,3}(?:\.\d{1,3}){2,})(?![\w-]|\.\d)")
_OTHERS_ID = regex(r"(?:\b(?!Requirement|Control|Item|Section|See)[A-Z][\w-]*|\b[Vv]ersions?|\bv|\brelease)[\s\u00a0]$")
_POINTS = frozenset({"link", "footnote_reference", "key_reference", "key_link", "autolink"})
_OTHER = "\ufffd"
"""Stands for code, pictures and formulas: unlike a link, they name no other document."""


@dataclass(frozen=True, slots=True)
class Reference:
    """One typed number in running text: its characters in the words of its leaf, and what it names."""

    start: int
    end: int
    words: str
    key: str
    printed: str


class Numbers:
    """What the typed numbers of the document name."""

    def __init__(self, headings: Iterable[Heading], captions: dict[str, str]) -> None:
        self.captions = captions
        self.ids: dict[str, str] = {}
        self.headings: dict[str, list[Heading]] = {}
        self.annexes: dict[str, list[Heading]] = {}
        for heading in headings:
            if heading.number is None:
                continue
            self.headings.setdefault(heading.wanted, []).append(heading)
            if heading.number.form == "annex":
                self.annexes.setdefault(heading.number.parts[0], []).append(heading)

    def named(self, number: str) -> Heading | None:
        """Return the one heading with that number."""
        found = self.headings.get(number, [])
        return found[0] if len(found) == 1 else None

    def annex(self, letter: str) -> Heading | None:
        """Return the one annex with that letter."""
        found = self.annexes.get(letter, [])
        return found[0] if len(found) == 1 else None


class References:
    """Finds and edits the typed references of one document."""

    def __init__(self, numbers: Numbers, account: Account, *, law: bool, chinese: bool) -> None:
        self.numbers = numbers
        self.account = account
        self.law = law
        self.chinese = chinese

    def rewrite(self, text: ForeignText, headings: Sequence[Heading]) -> None:
        """Edit the typed references of one text; those of a revision history name other editions and stay."""
        starts = sorted(
            (heading.token.start, bool(_HISTORY.search(heading.title))) for heading in headings if heading.text is text
        )
        at, history = 0, False
        for leaf in leaves(text):
            while at < len(starts) and starts[at][0] <= leaf.start:
                history = starts[at][1]
                at += 1
            if not history and leaf.kind not in {"heading", "caption"}:
                self._leaf(text, leaf, in_cell=leaf.kind == "cell")

    def _leaf(self, text: ForeignText, leaf: Token, *, in_cell: bool) -> None:
        words, places = _words(leaf.children)
        if not any(char.isdigit() or char in "第录ABCDEFGH§" for char in words):
            return
        for found in self._found(text, words, places, in_cell=in_cell):
            start, end = places[found.start], places[found.end - 1] + 1
            if end - start != found.end - found.start or not text.edits.free(start, end):
                continue
            new = f"[@{found.key}]" if found.printed == found.words else f"[{found.words}](#{found.key})"
            if text.edits.replace(start, end, new):
                self.account.count("typed-references")

    def _found(self, text: ForeignText, words: str, places: Sequence[int], *, in_cell: bool) -> Iterator[Reference]:
        for found in _ENGLISH.finditer(words):
            yield from self._english(text, words, places, found)
        for found in _ANNEX.finditer(words):
            annex = self.numbers.annex(found["letter"])
            if annex is not None and not _outside(words, found.start(), found.end()):
                yield Reference(found.start(), found.end(), found[0], annex.key, annex.wanted)
            elif annex is None and found["word"] in {"Annex", "Appendix", "附录"}:
                self._unresolved(
                    text, places, found.start(), found.end(), outside=_outside(words, found.start(), found.end())
                )
        for found in _CAPTION.finditer(words) if self.numbers.captions else ():
            label = f"{found['word']}{' ' if found['word'].isascii() else ''}{found['number']}"
            key = self.numbers.captions.get(label, "")
            if key and not _outside(words, found.start(), found.end()):
                yield Reference(found.start(), found.end(), found[0], key, label)
        if self.law:
            yield from self._law(text, words, places)
        elif self.chinese:
            for found in _CHINESE.finditer(words):
                heading = self.numbers.named(found["number"])
                single = "." not in found["number"]
                if (
                    heading is None
                    or (single and not words.startswith("章", found.end()))
                    or _outside(words, found.start("number"), found.end())
                ):
                    continue
                yield Reference(found.start("number"), found.end(), found["number"], heading.key, heading.wanted)
        for found in _ID.finditer(words) if not in_cell else ():
            key = self.numbers.ids.get(found["id"], "")
            before = words[max(0, found.start() - 24) : found.start()]
            if key and self.numbers.named(found["id"]) is None and not _OTHERS_ID.search(before):
                yield Reference(found.start(), found.end(), found["id"], key, "")

    def _english(
        self, text: ForeignText, words: str, places: Sequence[int], found: re.Match[str]
    ) -> Iterator[Reference]:
        bare = found["word"].lower() in _BARE_WORDS
        outside = _outside(words, found.start(), found.end())
        for one in _EACH.finditer(found["numbers"]):
            start = found.start("numbers") + one.start()
            end = found.start("numbers") + one.end()
            heading = self.numbers.named(one[0])
            if bare and "." not in one[0]:
                continue
            if heading is not None and not outside:
                yield Reference(start, end, one[0], heading.key, heading.wanted)
            elif one[0] in self.numbers.ids and not outside:
                yield Reference(start, end, one[0], self.numbers.ids[one[0]], "")
            elif not bare:
                self._unresolved(text, places, start, end, outside=outside)

    def _law(self, text: ForeignText, words: str, places: Sequence[int]) -> Iterator[Reference]:
        last, foreign = -1, False
        for found in _LAW.finditer(words):
            chained = last >= 0 and _CHAIN.fullmatch(words, last, found.start()) is not None
            foreign = (
                foreign if chained else bool(_FOREIGN_LAW.search(words[max(0, found.start() - 24) : found.start()]))
            )
            last = found.end()
            heading = self.numbers.named(found[0])
            if foreign:
                self._unresolved(text, places, found.start(), found.end(), outside=True)
            elif heading is not None:
                yield Reference(found.start(), found.end(), found[0], heading.key, heading.wanted)
            elif found["unit"] == "条":
                self._unresolved(text, places, found.start(), found.end(), outside=False)

    def _unresolved(self, text: ForeignText, places: Sequence[int], start: int, end: int, *, outside: bool) -> None:
        rule = "external-reference" if outside else "unresolved-reference"
        fate = Fate.KEPT if outside else Fate.UNRESOLVED
        line = text.text.rfind("\n", 0, places[start]) + 1
        at = max(line, places[start] - 24)
        self.account.remark(fate, rule, text.file.original, at, places[end - 1] + 1)


def _outside(words: str, start: int, end: int) -> bool:
    """Tell whether a number is one of another document, which is named right before or behind it."""
    before = words[max(0, start - 60) : start]
    return bool(_OUTSIDE_BEFORE.search(before) or _OUTSIDE_AFTER.match(words, end))


def _words(tokens: Sequence[Token]) -> tuple[str, list[int]]:
    """Return the running words of a leaf with the place of each character; links, code and the like as one sign."""
    words: list[str] = []
    places: list[int] = []

    def add(token: Token) -> None:
        if token.kind == "attributes":
            return
        if token.kind == "text":
            words.append(token.text)
            places.extend(range(token.start, token.start + len(token.text)))
        elif token.kind in {"softbreak", "linebreak"}:
            words.append(" ")
            places.append(token.start)
        elif token.kind in {"escape", "entity"}:
            words.append(token.text[:1] or OBJECT)
            places.append(token.start)
        elif token.kind in _POINTS or not token.children or token.kind in {"image", "span"}:
            words.append(OBJECT if token.kind in _POINTS else _OTHER)
            places.append(token.start)
        else:
            for child in token.children:
                add(child)

    for token in tokens:
        add(token)
    return "".join(words), places
