"""Faults of terms: entries, their designations, definitions and sources, and abbreviations."""

from __future__ import annotations

import re

from faults.injecting import Injected, block_in, changed, fault, language_of, said
from faults.places import Text

HEADING = "Terms"


def _entries(doc):
    """Return the term entries that have a heading with nothing but words."""
    return [
        one
        for one in doc.sections
        if one.element == "terms" and one.parent and not one.children and "*" not in one.title
    ]


def _definitions(doc):
    """Return the entries that have a definition on one line: section and line."""
    found = []
    for one in _entries(doc):
        paragraphs = [pair for pair in doc.paragraphs(one) if not re.match(r"\[(?:来源|SOURCE)", doc.lines[pair[0]])]
        if len(paragraphs) == 1 and paragraphs[0][1] == paragraphs[0][0] + 1:
            found.append((one, paragraphs[0][0]))
    return found


def _end_of_terms(doc):
    entries = _entries(doc)
    return doc.end_of(entries[-1]) if entries else None


def _entry(doc, random, words):
    """Return the text with a new entry at the end of the terms."""
    at = _end_of_terms(doc)
    level = "#" * _entries(doc)[-1].level if at is not None else ""
    return None if at is None else block_in(doc, random, at, [line.replace("##", level) for line in words])


@fault(HEADING, "term that is never used", gb=("gb-term-unused",), iso=("term-unused",))
def unused(text, random):
    zh = ["## 浮动标签 {#%k}", "", "- en: floating label", "", "随所附物品移动的标签。"]
    en = ["## floating label {#%k}", "", "label that moves with the thing to which it is attached"]
    return _entry(Text(text), random, zh if language_of(text) == "zh" else en)


@fault(HEADING, "term defined twice", gb=("same-term-twice",), iso=("same-term-twice",))
def twice(text, random):
    doc = Text(text)
    entries = [one for one in _entries(doc) if not one.title.endswith("s")]
    if not entries:
        return None
    one = random.choice(entries)
    language = language_of(text)
    other = next((line for line in doc.lines[one.start : one.end] if line.startswith("- en: ")), "- en: other thing")
    zh = [f"## {one.title} {{#%k}}", "", other, "", "能够移动的物品。"]
    en = [f"## {one.title} {{#%k}}", "", "thing that moves"]
    made = _entry(doc, random, zh if language == "zh" else en)
    return Injected(made.text, made.line, (one.start + 1, made.line + 2))


@fault(HEADING, "definition that opens with an article", languages=("en",), iso=("definition-article",))
def article(text, random):
    doc = Text(text)
    found = [at for _, at in _definitions(doc) if not re.match(r"(?:an?|the) ", doc.lines[at], re.IGNORECASE)]
    if not found:
        return None
    at = random.choice(found)
    opening = random.choice(["the", "an" if doc.lines[at][0] in "aeiou" else "a"])
    return changed(doc, at, f"{opening} {doc.lines[at]}")


@fault(HEADING, "definition with a full stop", languages=("en",), iso=("definition-full-stop",))
def full_stop(text, random):
    doc = Text(text)
    found = [at for _, at in _definitions(doc) if not doc.lines[at].rstrip().endswith((".", "}"))]
    if not found:
        return None
    at = random.choice(found)
    return changed(doc, at, doc.lines[at].rstrip() + ".")


@fault(HEADING, "definition that opens with a verb", languages=("zh",), gb=("gb-term-definition-form",))
def opening_verb(text, random):
    doc = Text(text)
    found = [at for _, at in _definitions(doc) if not re.match(r"是?指|是|一种|X", doc.lines[at])]
    if not found:
        return None
    at = random.choice(found)
    return changed(doc, at, random.choice(["是指", "指", "一种"]) + doc.lines[at])


@fault(HEADING, "definition with a requirement", gb=("gb-modal-definition",), iso=("definition-requirement",))
def requirement(text, random):
    doc = Text(text)
    zh = language_of(text) == "zh"
    found = [
        at for _, at in _definitions(doc) if doc.lines[at].endswith("。") == zh and not doc.lines[at].endswith("}")
    ]
    if not found:
        return None
    at = random.choice(found)
    words = doc.lines[at][:-1] + "，应保持清洁。" if zh else doc.lines[at] + " that shall be kept clean"
    return changed(doc, at, words)


@fault(HEADING, "definition that holds its own term", gb=("gb-term-definition-form",), iso=("definition-circular",))
def circular(text, random):
    doc = Text(text)
    found = [(one, at) for one, at in _definitions(doc) if one.title.lower() not in doc.lines[at].lower()]
    if not found:
        return None
    one, at = random.choice(found)
    zh = language_of(text) == "zh"
    words = f"构成{one.title}的{doc.lines[at]}" if zh else f"{one.title} that is seen as {doc.lines[at]}"
    return changed(doc, at, words)


@fault(HEADING, "definition of two sentences", gb=("gb-term-definition-form",), iso=("definition-several-sentences",))
def two_sentences(text, random):
    doc = Text(text)
    zh = language_of(text) == "zh"
    found = [
        at for _, at in _definitions(doc) if doc.lines[at].endswith("。") == zh and not doc.lines[at].endswith("}")
    ]
    if not found:
        return None
    at = random.choice(found)
    return changed(doc, at, doc.lines[at] + ("其数值因地区而异。" if zh else ". Its value differs from place to place"))


@fault(HEADING, "term in capitals", languages=("en",), iso=("term-capitalized",))
def capital(text, random):
    doc = Text(text)
    found = [one for one in _entries(doc) if re.match(r"[a-z]{3,}", one.title)]
    if not found:
        return None
    one = random.choice(found)
    return changed(doc, one.start, doc.lines[one.start].replace(one.title, one.title[0].upper() + one.title[1:], 1))


@fault(HEADING, "English equivalent in capitals", languages=("zh",), gb=("gb-term-english",))
def capital_equivalent(text, random):
    doc = Text(text)
    lines = [
        at for one in _entries(doc) for at in range(one.start, one.end) if re.match(r"- en: [a-z]{3,}", doc.lines[at])
    ]
    if not lines:
        return None
    at = random.choice(lines)
    return changed(doc, at, doc.lines[at][:6] + doc.lines[at][6].upper() + doc.lines[at][7:])


@fault(HEADING, "entry without English equivalent", languages=("zh",), gb=("gb-term-english",))
def no_equivalent(text, random):
    doc = Text(text)
    entries = [
        (one, at) for one in _entries(doc) for at in range(one.start, one.end) if doc.lines[at].startswith("- en: ")
    ]
    if not entries:
        return None
    one, at = random.choice(entries)
    alone = doc.kinds[at + 1] == "blank"
    lines = [*doc.lines[:at], *doc.lines[at + 1 + alone :]]
    return Injected("\n".join(lines), one.start + 1)


@fault(HEADING, "variant of a term in brackets", languages=("en",), iso=("term-parentheses",))
def brackets(text, random):
    doc = Text(text)
    entries = [one for one in _entries(doc) if "(" not in one.title and f"](#{one.key})" in text]
    if not entries:
        return None
    one = random.choice(entries)
    return changed(doc, one.start, doc.lines[one.start].replace(one.title, f"{one.title} (general)", 1))


@fault(HEADING, "footnote in an entry", gb=("gb-term-form",), iso=("term-entry-footnote",))
def footnote(text, random):
    doc = Text(text)
    zh = language_of(text) == "zh"
    found = [
        at for _, at in _definitions(doc) if doc.lines[at].endswith("。") == zh and not doc.lines[at].endswith("}")
    ]
    if not found:
        return None
    at = random.choice(found)
    key = doc.free_key(random)
    words = "其数值因地区而异。" if zh else "Its value differs from place to place."
    lines = [*doc.lines[:at], f"{doc.lines[at]}[^{key}]", "", f"[^{key}]: {words}", *doc.lines[at + 1 :]]
    return Injected("\n".join(lines), at + 1, (at + 3,))


@fault(HEADING, "lead-in of the terms in other words", gb=("gb-terms-lead-in",), iso=("terms-boilerplate",))
def lead_in(text, random):
    doc = Text(text)
    chapter = doc.chapter("terms")
    if not chapter:
        return None
    zh = ("以下定义适用于本文件。", "本文件采用下列术语。")
    en = ("The following definitions apply.", "In this document these terms are used.")
    words = random.choice(zh if language_of(text) == "zh" else en)
    typed = doc.paragraphs(chapter)
    if typed and "[@" in doc.lines[typed[0][0]]:
        return None
    if typed:
        return changed(doc, typed[0][0], words)
    return block_in(doc, random, chapter.start + 1, [words])


@fault(HEADING, "designation of no kind", reader=("unknown-designation",))
def designation(text, random):
    doc = Text(text)
    entries = [one for one in _entries(doc) if doc.kinds[one.start + 2] == "item"]
    if not entries:
        return None
    one = random.choice(entries)
    at = one.start + 2
    words = "另一名称" if language_of(text) == "zh" else "other name"
    lines = [*doc.lines[:at], random.choice(["- admited: ", "- preffered: ", "- deprcated: "]) + words, *doc.lines[at:]]
    return Injected("\n".join(lines), at + 1)


abbreviation = said(
    HEADING,
    "abbreviation never explained",
    zh=("数据经ZQWK传送。",),
    en=("The data are sent through the ZQWK.",),
    gb=("gb-abbrev-first-use",),
    iso=("abbreviation-unexplained",),
)


@fault(HEADING, "symbols and abbreviations out of order", gb=("gb-abbrev-order",), iso=("symbol-list-order",), hunks=2)
def symbol_order(text, random):
    doc = Text(text)
    pairs = [
        at
        for one in doc.sections
        if one.element == "symbols"
        for at in range(one.start + 1, one.text_end - 5)
        if doc.kinds[at + 1] == "definition" == doc.kinds[at + 4] and re.match(r"[A-Z]{2,}$", doc.lines[at])
    ]
    if not pairs:
        return None
    at = random.choice(pairs)
    lines = [*doc.lines[:at], *doc.lines[at + 3 : at + 5], "", *doc.lines[at : at + 2], *doc.lines[at + 5 :]]
    return Injected("\n".join(lines), at + 1, (at + 2, at + 4, at + 5))


@fault(HEADING, "source in another form", languages=("zh",), gb=("gb-term-source",))
def source(text, random):
    doc = Text(text)
    found = [
        at
        for at, line in enumerate(doc.lines)
        if doc.kinds[at] == "paragraph" and re.match(r"\[来源：(?!.*X).*\]\[@", line)
    ]
    if not found:
        return None
    at = random.choice(found)
    cited = re.match(r"\[来源：([^，\]]*)(，[\d.]+)?.*\](\[@.*\])$", doc.lines[at])
    return changed(doc, at, f"（引自{cited[1]}{cited[2] or ''}）{cited[3]}") if cited else None


FAULTS = (
    unused, twice, article, full_stop, opening_verb, requirement, circular, two_sentences, capital, capital_equivalent,
    no_equivalent, brackets, footnote, lead_in, designation, abbreviation, symbol_order, source,
)  # fmt: skip
