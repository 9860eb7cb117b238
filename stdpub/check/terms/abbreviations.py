"""Rules on abbreviations and on the list of symbols and abbreviated terms."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from stdpub.check.draft import Draft, Hit, Passage, Role
from stdpub.check.rule import Finding, rule
from stdpub.check.values import SIGNS
from stdpub.model.content import Block, DefinitionList, List, Paragraph
from stdpub.model.inlines import CodeSpan, Inline, InlineFormula, Mark, plain
from stdpub.model.source import Severity, Span
from stdpub.model.standard import ClauseKind
from stdpub.model.term_words import words_of

_SYMBOLS = "# Abbreviated terms {#symbols}\n\n"
_DOTTED = re.compile(r"[A-Z]\.(?:[A-Z]\.)+(?![A-Za-z])(?! [A-Z][a-z])")
_LAW = re.compile(r"\)?[ \u00a0](?:§|\d{1,3}-\d)")
_SECTION = re.compile("[0-9][ \u00a0]$")
_NAMED_LAW = re.compile("(?:Act|Code|Law)[ \u00a0]{1,2}[(]$")
"""What tells a citation of a law by its forms: 44 U.S.C. § 3551, 15 U.S.C. 6501, P.L. 107-347, Public Law (P.L.) 107-347."""

_SHORT = re.compile(r"[A-Z][A-Z]{1,4}(?=s?(?![A-Za-z0-9_/]|[-.][A-Za-z0-9]|[ -]?[0-9]))")
_COMMON = (
    "SI ISO IEC IEEE IETF ITU GB SAC CEN ETSI ANSI ASTM NIST RFC URL URI URN HTTP HTTPS HTML XML JSON CSV PDF USA US UK EU UN "
    "UTC AC DC PC TV ID IT OK CD DVD USB LED CPU RAM ROM IP TCP UDP AND OR NOT XOR IF TRUE FALSE NULL NOTE MUST SHALL MAY CAN "
    "WILL ASCII UTF UCS SQL DNA TC SC WG JTC ICS CCS IDT MOD NEQ AM PM NE NW SE SW II III IV VI VII VIII IX XI XII TODO "
    "PNG JPEG GIF SVG YAML TBD YYYY MM DD DNS SHA AES RSA MAC PIN SMS GPS OS GET PUT POST HEAD TRACE PATCH FAIR WEAK LOW HIGH ALL ANY ONE NO YES THE NEW OLD XXX XXXX XXXXX "
    "IN OF TO BY FOR FROM WITH ONLY SUCH THIS THAT WHERE WHEN YOU USE FULL PART TITLE ORDER DENY ALLOW DRAFT TIP STEP TABLE FINAL OPEN "
    "QR ZIP PHP FAQ CSS SSL SSH SMTP RSS REST MIME LLP MIT WHOIS FIDO SUSE MITRE"
)
_KNOWN = frozenset(_COMMON.split())
"""What needs no explanation: names of bodies, what is better known by its letters, words in capitals, Roman numerals."""

_BEFORE = frozenset("_-/.&@#\u00a7")
_MEASURED = re.compile("[0-9][ \u00a0\u202f]$")
_NUMBERED = re.compile(r"#[0-9]| (?:resource )?records?\b")
"""What makes letters a name and no abbreviation: the number of a specification, as PKCS#10, and the type of a record."""

_MEANS = re.compile(" ?[(（][A-Za-z\u4e00-\u9fff]{2}| mean| stan| deno|是指|指")
_SHORT_IN_TERM = re.compile(r"[A-Z]{2,8}(?=s?\b)")
_FOLLOWS = re.compile(
    r" (?:or|o|oder|ou|of|as|is|means)(?: the)? (?=[A-Z])|: {0,4}(?=[A-Z])|, (?:or|that is|i\.e\.),? (?=[A-Z])| [–—=] (?=[A-Z])"
)
_INITIAL = re.compile(r"\b[A-Za-z](?=[a-z])")
_NAME_LENGTH = 90
"""Code points behind an abbreviation in which its full name is looked for."""

_CAPITAL_BEHIND = re.compile("s? [A-Z][a-z]")
_CAPITAL_BEFORE = re.compile("(?:[a-z,] |[(\u4e00-\u9fff])[A-Z][A-Za-z]* $")
_NEAR = 40
"""Code points on either side of a word in which capitals tell that the text shouts."""

_NAMING = frozenset({Role.REFERENCE, Role.TERM})
_LISTING = frozenset({ClauseKind.BIBLIOGRAPHY, ClauseKind.NORMATIVE_REFERENCES, ClauseKind.SYMBOLS})
_NAME = re.compile(r"\s*(?P<name>[^\s:：,，;；=（(—–]+)")
_GREEK = re.compile("[\u0370-\u03ff]")
_UPRIGHT = re.compile(r"\\(?:mathrm|mathit|mathbf|text|rm)\b")
_COMMAND = re.compile(r"\\([A-Za-z]+)")
_LETTERS = (
    "alpha beta gamma delta epsilon varepsilon zeta eta theta iota kappa lambda mu nu xi pi rho sigma tau phi varphi chi "
    "psi omega Gamma Delta Theta Lambda Xi Pi Sigma Phi Psi Omega"
)
_GREEK_NAMES = dict(zip(_LETTERS.split(), "αβγδεεζηθικλμνξπρστφφχψωΓΔΘΛΞΠΣΦΨΩ", strict=True))


@rule(
    zh="由大写拉丁字母组成的缩略语，字母之间不加点。",
    source="GB/T 1.1-2020, 9.4.3; ISO/IEC Directives, Part 2, 8.4",
    bad="# Air {#air}\n\nThe R.H. of the air is recorded.\n",
    good="# Air {#air}\n\nThe relative humidity (RH) of the air is recorded.\n",
    severity=Severity.WARNING,
    candidates=("abbreviation-with-stops",),
)
def dotted_abbreviation(draft: Draft) -> Iterator[Finding]:
    """An abbreviation of capital letters has no full stops."""
    coded = draft.once(_coded)
    for hit in draft.find(_DOTTED):
        if hit.passage.role is Role.REFERENCE or hit.passage.text[hit.start - 1 : hit.start].isalnum():
            continue
        if _cites_law(hit) or hit.words[:-1] in coded:
            continue
        right = hit.words.replace(".", "")
        last = hit.end == len(hit.passage.text.rstrip())
        yield Finding(
            hit.at,
            f"abbreviation `{hit.words}` with full stops",
            f"缩略语`{hit.words}`带有圆点",
            f"write `{right}`",
            f"写作`{right}`",
            fix=hit.passage.prose.replace(hit.start, hit.end - last, right),
        )


def _coded(draft: Draft) -> frozenset[str]:
    """Return what is code elsewhere in the document: letters with full stops that are a member of something, `I.M`."""
    return frozenset(
        node.text
        for passage in draft.passages
        for node in passage.nodes
        if isinstance(node, CodeSpan) and "." in node.text
    )


def _cites_law(hit: Hit) -> bool:
    """Tell whether an abbreviation belongs to the number of a law, whose form is not the author's to change."""
    text = hit.passage.text
    if _LAW.match(text, hit.end) or _NAMED_LAW.search(text, max(0, hit.start - 7), hit.start):
        return True
    numbered = text[hit.end : hit.end + 2].lstrip(" \u00a0").isdigit()
    return numbered and _SECTION.search(text, max(0, hit.start - 2), hit.start) is not None


@rule(
    zh="缩略语列入清单，或在首次出现时先写全称再写缩略语。",
    source="GB/T 1.1-2020, 9.4.3; ISO/IEC Directives, Part 2, 8.4",
    bad="# Air {#air}\n\nThe HVAC is switched off.\n",
    good="# Air {#air}\n\nThe heating, ventilation and air conditioning (HVAC) is switched off.\n",
    severity=Severity.INFO,
    candidates=("gb-abbrev-first-use", "abbreviation-unexplained"),
)
def unexplained_abbreviation(draft: Draft) -> Iterator[Finding]:
    """An abbreviation is on the list, or the full name stands before it where it is first used."""
    explained = {*_listed(draft), *_KNOWN, *SIGNS}
    first: dict[str, Hit] = {}
    for hit in draft.find(_SHORT):
        word, text = hit.words, hit.passage.text
        before = text[hit.start - 1 : hit.start]
        if (
            word in explained
            or before in _BEFORE
            or _MEASURED.search(text, max(0, hit.start - 3), hit.start)
            or (before.isascii() and before.isalnum())
            or _NUMBERED.match(text, hit.end)
        ):
            continue
        if len(set(word)) == 1 or _explains(text, hit.start, hit.end) or _linked(draft, hit):
            explained.add(word)
        elif word not in first and not _passed_over(hit):
            first[word] = hit
    for word, hit in first.items():
        if word not in explained:
            yield Finding(
                hit.at,
                f"abbreviation `{word}` is explained nowhere",
                f"缩略语`{word}`未作说明",
                f"write the full name at its first use, `full name ({word})`, or list it",
                f"首次出现时写出全称，如“全称（{word}）”，或列入缩略语清单",
            )


def _linked(draft: Draft, hit: Hit) -> bool:
    """Tell whether an abbreviation is the whole text of a link, which leads to what it stands for."""
    source = draft.sources.get(hit.at.file)
    if source is None:
        return False
    start, end = source.offset(hit.at.line, hit.at.column), source.offset(hit.at.end_line, hit.at.end_column)
    return source.text[max(0, start - 1) : start] == "[" and source.text.startswith("](", end)


def _explains(text: str, start: int, end: int) -> bool:
    """Tell whether an abbreviation stands in brackets behind its full name, or the full name in brackets behind it."""
    end += text.startswith("s", end)
    before, after = text[max(0, start - 2) : start], text[end : end + 5]
    inside = before[-1:] in "(（[" or before in {", ", "，", "; "} or before.endswith("，")
    if before and inside and after[:1] and after[0] in ")）],，;；+":
        return True
    return before == "简称" or _MEANS.match(after) is not None or _spelt_out(text, start, end)


def _spelt_out(text: str, start: int, end: int) -> bool:
    """Tell whether words with the letters of an abbreviation as initials follow it: `SPDX or Software Package Data Exchange`."""
    follows = _FOLLOWS.match(text, end)
    if follows is None:
        return False
    initials = "".join(_INITIAL.findall(text, follows.end(), follows.end() + _NAME_LENGTH)).upper()
    word = text[start:end]
    alike = sum(one == two for one, two in zip(word, initials, strict=False))
    return alike >= max(2, len(word) - 1)  # `Exchange` may give its X


def _passed_over(hit: Hit) -> bool:
    passage, text = hit.passage, hit.passage.text
    if _CAPITAL_BEHIND.match(text, hit.end) or _CAPITAL_BEFORE.search(text, max(0, hit.start - 24), hit.start):
        return True  # part of a name
    listing = passage.role in _NAMING or passage.element in _LISTING
    return listing or _shouted(passage, hit.start, hit.end)


def _listed(draft: Draft) -> Iterator[str]:
    """Yield what the document explains elsewhere: designations and the entries of the symbols clause."""
    for entry in draft.entries:
        yield from (words_of(word) for word in entry.designations)
    for block, _ in draft.blocks:
        if isinstance(block, DefinitionList):
            for one in block.items:
                yield from _SHORT_IN_TERM.findall(plain(one.term))
    for passage in draft.passages:
        if passage.element is ClauseKind.SYMBOLS:
            found = _NAME.match(passage.text)
            if found is not None:
                yield found["name"]
        elif passage.role is Role.SENTENCE and len(passage.text) < 8:
            yield passage.text.strip()


def _shouted(passage: Passage, start: int, end: int) -> bool:
    """Tell whether a word stands among others in capitals, as in a heading of a form."""
    text = passage.text
    before, after = text[max(0, start - 12) : start].split(), text[end : end + 12].split()
    if any(word.isascii() and word.isupper() and len(word) > 2 for word in (*before[-1:], *after[:1])):
        return True
    near = [sign for sign in text[max(0, start - _NEAR) : start] + text[end : end + _NEAR] if sign.isalpha()]
    return len(near) > _NEAR // 2 and sum(map(str.isupper, near)) > len(near) * 0.7


@rule(
    zh="符号清单按固定的次序排列：先拉丁字母后希腊字母，按字母顺序，大写在小写之前，无角标的在前。",
    source="GB/T 1.1-2020, 8.8; ISO/IEC Directives, Part 2, 17.5",
    bad=f"{_SYMBOLS}- TCP: transmission control protocol\n- API: application programming interface\n",
    good=f"{_SYMBOLS}- API: application programming interface\n- TCP: transmission control protocol\n",
    severity=Severity.WARNING,
    candidates=("gb-abbrev-order", "symbol-list-order"),
)
def unordered_symbols(draft: Draft) -> Iterator[Finding]:
    """Symbols stand in a fixed order: Latin before Greek, by the alphabet, capitals first, bare before indexed."""
    for names in _lists(draft):
        for (name, _), (following, at) in pairwise(names):
            if _order(following) < _order(name):
                yield Finding(
                    at,
                    f"`{following}` stands behind `{name}`",
                    f"`{following}`排在`{name}`之后",
                    f"move it before `{name}`",
                    f"移到`{name}`之前",
                )
                break


def _lists(draft: Draft) -> Iterator[list[tuple[str, Span]]]:
    for block, part in draft.blocks:
        if draft.elements[part.id] is ClauseKind.SYMBOLS:
            named = list(_names(block))
            if named and all(name for name, _ in named):
                yield named
    entries = [entry for entry in draft.entries if draft.elements[entry.id] is ClauseKind.SYMBOLS]
    if entries:
        yield [(words_of(entry.designations[0]), entry.span) for entry in entries]


def _names(block: Block) -> Iterator[tuple[str, Span]]:
    """Yield the symbols or abbreviations of a list with their places."""
    if isinstance(block, List):
        for item in block.items:
            first = item.blocks[0] if item.blocks else None
            nodes = first.sentences[0].children if isinstance(first, Paragraph) and first.sentences else ()
            yield _name(nodes), nodes[0].span if nodes else item.span
    elif isinstance(block, DefinitionList):
        for definition in block.items:
            yield _name(definition.term), definition.span


def _name(nodes: tuple[Inline, ...]) -> str:
    """Return the symbol that nodes begin with, empty where it cannot be told."""
    first = nodes[0] if nodes else None
    if isinstance(first, InlineFormula):
        return _bare(first.tex)
    if isinstance(first, Mark) or (len(nodes) > 1 and isinstance(nodes[1], Mark)):
        return plain(nodes[:2]).split(" ")[0] if len(plain(nodes[:2])) < 12 else ""
    found = _NAME.match(plain(nodes))
    return found["name"] if found else ""


def _bare(tex: str) -> str:
    r"""Return a symbol's letters: `E_\mathrm{DC}` as `E_DC`, Greek ones as letters."""
    text = _UPRIGHT.sub("", tex)
    text = _COMMAND.sub(lambda found: _GREEK_NAMES.get(found[1], found[1]), text)
    return re.sub(r"[{}\s]", "", text)


def _order(name: str) -> tuple[tuple[int, int, bool], ...]:
    """Return the sort key of a symbol: Latin, Greek, digits, others; letter by letter, a capital before the small one."""
    return tuple((_script(letter), ord(letter.lower()[0]), letter.islower()) for letter in name if letter not in "_, ")


def _script(letter: str) -> int:
    if letter.isascii() and letter.isalpha():
        return 1
    if letter.isdigit():
        return 3
    return 2 if _GREEK.match(letter) else 4
