"""Rules on the terms that are defined: whether they are used, and how they are written."""

from __future__ import annotations

import re
from collections.abc import Iterator

from stdpub.check.draft import Draft
from stdpub.check.prose import prose
from stdpub.check.rule import GB, ISO, Finding, rule
from stdpub.check.terms.term_uses import Use, place_of, uses, with_english
from stdpub.model.header import RulebookName
from stdpub.model.patterns import regex
from stdpub.model.source import Replace, Severity
from stdpub.model.term_words import words_of
from stdpub.model.terms import Designation, Status, TermEntry

_TERMINOLOGY = "terminology"
_TERMS = "# Terms and definitions {#terms}\n\n"
_HOSE = f"{_TERMS}## hose {{#hose}}\n\nflexible pipe for fluids\n\n"
_HOSE_ZH = "# 术语和定义 {#terms}\n\n## 软管 {#hose}\n\n- en: hose\n\n输送流体的可弯曲的管。\n\n"
_PROPER = regex(r"[A-Z][A-Za-z]*[A-Z0-9]|[A-Z](?:\b|[-.])")
_NAMES = (
    "Internet Ethernet Bluetooth Celsius Kelvin Fahrenheit Bragg Gaussian Boolean Bayesian Markov Fourier Laplace Newton "
    "Newtonian Brownian Poisson Markdown Unicode Linux Unix Chinese English French German European Latin Greek Earth "
    "Gregorian Euclidean Cartesian Hamming Huffman Doppler Faraday Reynolds Young Brinell Rockwell Vickers Charpy Petri Git"
)
_EPONYMS = frozenset(_NAMES.split())
_NO_PLURALS = regex(
    r"(?:ss|us|is|ics|ous|as|series|species|means|lens|access|news|ios|gas|bus)$|(?:data|process|analysis|basis)$",
    re.IGNORECASE,
)
_BRACKETED = regex(r"[(（]([^()（）]{1,60})[)）]")


def _preferred(entry: TermEntry) -> Designation:
    return entry.designations[0]


@rule(
    zh="术语是为理解文件而定义的；文中没有使用的术语不必定义。",
    source="GB/T 1.1-2020, 8.7; ISO/IEC Directives, Part 2, 16.5.4",
    bad=f"{_HOSE}# Material {{#material}}\n\nSteel is used.\n",
    good=f"{_HOSE}# Material {{#material}}\n\nHoses are made of rubber.\n",
    severity=Severity.WARNING,
    candidates=("gb-term-unused", "term-unused"),
)
def unused_term(draft: Draft) -> Iterator[Finding]:
    """A term is defined so that the document is understood: one that the text does not use needs no definition."""
    if draft.header.function == _TERMINOLOGY:
        return
    found = uses(draft)
    for entry in draft.entries:
        name = words_of(_preferred(entry))
        told = draft.chinese and draft.rulebook is RulebookName.GB_T_1_1 and with_english(name)
        if not found[entry.id] and entry.id not in draft.cited and name and not told:
            yield Finding(
                place_of(_preferred(entry)),
                f"term `{name}` is used nowhere",
                f"术语`{name}`未在文中使用",
                "use it, or take the entry away",
                "在文中使用该术语，或删去该条目",
            )


@rule(
    zh="一个术语只定义一次；同形异义的术语各设条目，并标明所属领域。",
    source="GB/T 1.1-2020, 8.7; ISO/IEC Directives, Part 2, 16.5.6",
    bad=f"{_HOSE}## hose {{#hose2}}\n\nhollow stem\n\n# Material {{#material}}\n\nHoses are made of rubber.\n",
    good=f"{_HOSE}## stem {{#stem}}\n\nhollow part\n\n# Material {{#material}}\n\nHoses and stems are made of rubber.\n",
)
def duplicate_term(draft: Draft) -> Iterator[Finding]:
    """A term is defined once; homonyms have an entry each, with the domain that it belongs to."""
    seen: dict[tuple[str, str, str], TermEntry] = {}
    for entry in draft.entries:
        for word in entry.designations:
            name = words_of(word)
            if word.status is Status.SYMBOL or not name:
                continue
            first = seen.setdefault((name.casefold(), word.language, entry.domain), entry)
            if first is not entry and word.status is not Status.DEPRECATED:
                yield Finding(
                    place_of(word),
                    f"`{name}` is defined a second time",
                    f"`{name}`重复定义",
                    "merge the entries, or give each its `domain:`",
                    "合并条目，或分别用`domain:`标明领域",
                    related=(place_of(_preferred(first)),),
                )
                break


@rule(
    zh="同一概念用同一术语；拒用的术语不再使用。",
    source="GB/T 1.1-2020, 5.4; ISO/IEC Directives, Part 2, 16.5.5",
    bad=f"{_TERMS}## hose {{#hose}}\n\n- deprecated: rubber tube\n\nflexible pipe for fluids\n\n"
    "# Material {#material}\n\nA hose is joined to a rubber tube.\n",
    good=f"{_TERMS}## hose {{#hose}}\n\n- deprecated: rubber tube\n\nflexible pipe for fluids\n\n"
    "# Material {#material}\n\nA hose is joined to a hose.\n",
    severity=Severity.WARNING,
    candidates=("gb-term-consistency", "deprecated-term-used"),
)
def deprecated_term(draft: Draft) -> Iterator[Finding]:
    """One concept has one name throughout a document: a deprecated term is not used."""
    found = uses(draft)
    for entry in draft.entries:
        for use in found[entry.id]:
            if use.designation.status is Status.DEPRECATED:
                yield _instead(use, words_of(_preferred(entry)))


def _instead(use: Use, right: str) -> Finding:
    shown = use.passage.text[use.start : use.end]
    exact = shown == words_of(use.designation)
    fix = use.passage.prose.replace(use.start, use.end, right) if exact else ()
    latin = right[:1].isascii()
    return Finding(
        use.at,
        f"deprecated term `{shown}`",
        f"使用了拒用的术语`{shown}`",
        f"write `{right}`",
        f"改用`{right}`",
        fix=fix,
        unsafe=latin,
        related=(place_of(use.designation),),
    )


@rule(
    zh="术语用小写，除非该词本身须大写。",
    source="GB/T 1.1-2020, 8.7; ISO/IEC Directives, Part 2, 16.5.5",
    bad=f"{_TERMS}## Hose {{#hose}}\n\nflexible pipe for fluids\n\n# Material {{#material}}\n\nRubber is used for hoses.\n",
    good=f"{_HOSE}# Material {{#material}}\n\nRubber is used for hoses.\n",
    severity=Severity.WARNING,
    candidates=("gb-term-english", "term-capitalized"),
)
def capitalized_term(draft: Draft) -> Iterator[Finding]:
    """A term begins with a small letter, unless the word has a capital wherever it stands."""
    for entry in draft.entries:
        for word in entry.designations:
            name = words_of(word)
            if word.status in {Status.SYMBOL, Status.ABBREVIATION} or not name[:1].isupper() or not name[:1].isascii():
                continue
            small = " ".join(map(_lowered, name.split(" ")))
            if small != name:
                yield Finding(
                    place_of(word),
                    f"term `{name}` begins with a capital",
                    f"术语`{name}`首字母大写",
                    f"write `{small}`",
                    f"写作`{small}`",
                    fix=_renamed(word, small),
                    unsafe=True,
                )


def _lowered(word: str) -> str:
    inner = word.strip("()（）")
    if inner != word:
        return word.replace(inner, _lowered(inner)) if inner else word
    return word if _PROPER.match(word) or word in _EPONYMS else word.lower()


def _renamed(word: Designation, right: str) -> tuple[Replace, ...]:
    words = prose(word.words)
    start = len(words.text) - len(words.text.lstrip())
    return words.replace(start, start + len(right), right)


@rule(
    zh="术语用单数；定义说明的是一个概念。",
    source="ISO/IEC Directives, Part 2, 16.5.5",
    bad=f"{_TERMS}## hoses {{#hose}}\n\nflexible pipe for fluids\n\n# Material {{#material}}\n\nRubber is used for hoses.\n",
    good=f"{_HOSE}# Material {{#material}}\n\nRubber is used for hoses.\n",
    severity=Severity.INFO,
    rulebooks=ISO,
    candidates=("term-plural",),
)
def plural_term(draft: Draft) -> Iterator[Finding]:
    """A term is in the singular: its definition tells what one concept is."""
    for entry in draft.entries:
        for word in entry.designations:
            name = words_of(word)
            english = word.language.partition("-")[0] == "en" and word.status in {Status.PREFERRED, Status.ADMITTED}
            if english and name.endswith("s") and name[-2:-1].islower() and not _NO_PLURALS.search(name):
                yield Finding(
                    place_of(word),
                    f"term `{name}` in the plural",
                    f"术语`{name}`用了复数",
                    "write it in the singular",
                    "改用单数",
                )


@rule(
    zh="术语的不同写法各占一行，不加括号。",
    source="ISO/IEC Directives, Part 2, 16.5.5",
    bad=f"{_TERMS}## hose (pipe) {{#hose}}\n\nflexible line for fluids\n\n# Material {{#material}}\n\n"
    "Rubber is used for a hose (pipe).\n",
    good=f"{_TERMS}## hose {{#hose}}\n\n- admitted: pipe\n\nflexible line for fluids\n\n# Material {{#material}}\n\n"
    "Rubber is used for a hose.\n",
    severity=Severity.INFO,
    candidates=("term-parentheses",),
)
def bracketed_term(draft: Draft) -> Iterator[Finding]:
    """Each form of a term stands on a line of its own, and none in brackets."""
    for entry in draft.entries:
        for word in entry.designations:
            name = words_of(word)
            found = _BRACKETED.search(name)
            if found is not None and word.status is not Status.SYMBOL:
                yield Finding(
                    place_of(word),
                    f"term `{name}` with a form in brackets",
                    f"术语`{name}`带有括号",
                    f"write `- admitted: {found[1]}` or `- abbreviation: {found[1]}` below it",
                    f"在其下写`- admitted: {found[1]}`或`- abbreviation: {found[1]}`",
                )


@rule(
    zh="术语条目给出英文对应词，读者由此与国际文件对照。",
    source="GB/T 1.1-2020, 8.7",
    bad="# 术语和定义 {#terms}\n\n## 软管 {#hose}\n\n输送流体的可弯曲的管。\n\n# 材料 {#material}\n\n软管由橡胶制成。\n",
    good=f"{_HOSE_ZH}# 材料 {{#material}}\n\n软管由橡胶制成。\n",
    severity=Severity.WARNING,
    rulebooks=GB,
    candidates=("gb-term-english",),
)
def term_without_english(draft: Draft) -> Iterator[Finding]:
    """An entry gives the English equivalent, by which readers compare it with international documents."""
    for entry in draft.entries if draft.chinese else ():
        if not any(word.language.partition("-")[0] == "en" for word in entry.designations):
            name = words_of(_preferred(entry))
            both = with_english(name)
            if both is not None:
                yield Finding(
                    place_of(_preferred(entry)),
                    f"the English equivalent `{both['en']}` in the heading of a term",
                    f"标题中写了英文对应词`{both['en']}`",
                    f"write the Chinese alone there, and `- en: {both['en']}` below it",
                    f"标题只写中文，英文写作`- en: {both['en']}`",
                    fix=_moved(draft, _preferred(entry)),
                )
                continue
            yield Finding(
                place_of(_preferred(entry)),
                f"term `{name}` without its English equivalent",
                f"术语`{name}`缺少英文对应词",
                "write `- en: ...` below the term",
                "在术语下写`- en: ...`",
            )


def _moved(draft: Draft, word: Designation) -> tuple[Replace, ...]:
    """Return the edits that write the English words of a heading on a line of their own below it."""
    words = prose(word.words)
    start = len(words.text) - len(words.text.lstrip())
    both = with_english(words.text.strip())
    if both is None:
        return ()
    edits = words.replace(start + both.start("gap"), start + both.end("en"), "")
    source = draft.sources.get(word.span.file)
    if not edits or source is None:
        return ()
    at = source.text.find("\n", source.offset(word.span.line, word.span.column))
    end = source.span(at, at) if at >= 0 else None
    return (*edits, Replace(end, f"\n\n- en: {both['en']}")) if end else ()
