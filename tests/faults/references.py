"""Faults of references: to other documents, to the document's own elements, and their lists."""

from __future__ import annotations

import re
from itertools import pairwise

from faults.injecting import Injected, block_in, body_point, changed, fault, language_of, said
from faults.places import Text

HEADING = "References"
_ENTRY = re.compile(r"- (?P<id>(?:GB(?:/[TZ])?|ISO(?:/IEC)?(?:/TS|/TR)?|IEC) ?[\d.-]+(?:[—:]\d{4})?)(?P<gap>, |　+)(?P<title>.*?) \{#(?P<key>[a-z0-9-]+)\}$")  # fmt: skip


def _entries(doc, element="normative-references"):
    """Return the entries of a list of references: line and what the line says."""
    chapter = doc.chapter(element)
    if not chapter:
        return []
    lines = range(chapter.start, chapter.end)
    return [(at, match) for at in lines if (match := _ENTRY.match(doc.lines[at]))]


def _cited(doc, key):
    return re.findall(rf"\[@{key}[\],]", doc.text)


def _new_entry(doc, random, language):
    """Return a key and an entry that comes after all others of ISO and IEC."""
    number = random.randint(60000, 89999)
    key = doc.free_key(random)
    zh = f"- ISO/IEC {number}　信息技术 接口的试验（Information technology — Testing of interfaces） {{#{key}}}"
    en = f"- ISO/IEC {number}, *Information technology — Testing of interfaces* {{#{key}}}"
    return key, zh if language == "zh" else en


@fault(HEADING, "key that is nowhere", reader=("undefined-key",), gb=("gb-ref-dangling",), iso=("broken-reference",))
def undefined_key(text, random):
    doc = Text(text)
    at = body_point(doc, random)
    key = doc.free_key(random)
    words = f"安装方法见[@{key}]。" if language_of(text) == "zh" else f"For mounting, see [@{key}]."
    return None if at is None else block_in(doc, random, at, [words])


@fault(HEADING, "key that is there twice", reader=("duplicate-key",))
def duplicate_key(text, random):
    doc = Text(text)
    key = random.choice(sorted(doc.keys))
    bodies = [one for one in doc.bodies() if not any(f"{{#{key}" in line for line in doc.lines[one.start :])]
    if not bodies:
        return None
    words = f"外壳应接地。 {{#{key}}}" if language_of(text) == "zh" else f"The lid shall be closed. {{#{key}}}"
    return block_in(doc, random, doc.end_of(random.choice(bodies)), [words])


@fault(HEADING, "normative reference never cited", gb=("gb-refs-uncited",), iso=("normative-reference-uncited",))
def uncited(text, random):
    doc = Text(text)
    entries = _entries(doc)
    if not entries:
        return None
    _, entry = _new_entry(doc, random, language_of(text))
    at = entries[-1][0] + 1
    return Injected("\n".join([*doc.lines[:at], entry, *doc.lines[at:]]), at + 1)


unlisted = said(
    HEADING,
    "normative citation of a document that is on no list",
    zh=("拉伸试验应按GB/T 228.1—2021的规定进行。 {#%k}",),
    en=("The tensile test shall be carried out in accordance with ISO 6892-1:2019. {#%k}",),
    gb=("gb-refs-unlisted",),
    iso=("normative-reference-unlisted",),
)


@fault(
    HEADING,
    "requirement of a document of the bibliography",
    gb=("gb-refs-unlisted",),
    iso=("normative-reference-unlisted",),
)
def from_bibliography(text, random):
    doc = Text(text)
    entries = _entries(doc, "bibliography")
    at = body_point(doc, random)
    if not entries or at is None:
        return None
    _, entry = random.choice(entries)
    cited = f"[@{entry['key']}]"
    words = (
        f"接口应符合{cited}的规定。 {{#%k}}"
        if language_of(text) == "zh"
        else f"Interfaces shall be in accordance with {cited}. {{#%k}}"
    )
    return block_in(doc, random, at, [words])


@fault(HEADING, "year that is not the year of the list", languages=("zh",), gb=("gb-refs-date-mismatch",))
def other_year(text, random):
    doc = Text(text)
    dated = [entry for _, entry in _entries(doc) if "—" in entry["id"]]
    at = body_point(doc, random)
    if not dated or at is None:
        return None
    number, year = random.choice(dated)["id"].split("—")
    return block_in(doc, random, at, [f"接口应符合{number}—{int(year) - random.randint(5, 9)}的规定。 {{#%k}}"])


@fault(HEADING, "clause of an undated document", gb=("gb-refs-dated-needed",), iso=("undated-reference-to-element",))
def undated_element(text, random):
    doc = Text(text)
    undated = [entry for _, entry in _entries(doc) if not re.search(r"[—:]\d{4}$", entry["id"])]
    at = body_point(doc, random)
    if not undated or at is None:
        return None
    cited = f"[@{random.choice(undated)['key']}, {random.randint(4, 9)}.{random.randint(1, 4)}]"
    words = (
        f"接口应符合{cited}的规定。 {{#%k}}"
        if language_of(text) == "zh"
        else f"Interfaces shall be in accordance with {cited}. {{#%k}}"
    )
    return block_in(doc, random, at, [words])


@fault(HEADING, "dash before the year", languages=("zh",), gb=("gb-refs-year-dash",))
def year_dash(text, random):
    doc = Text(text)
    dated = [(at, entry) for at, entry in _entries(doc) if re.match(r"GB.*—", entry["id"])]
    if not dated:
        return None
    at, entry = random.choice(dated)
    return changed(doc, at, doc.lines[at].replace(entry["id"], entry["id"].replace("—", random.choice("-–"))))


@fault(HEADING, "list of references out of order", languages=("zh",), gb=("gb-refs-order",), hunks=2)
def out_of_order(text, random):
    doc = Text(text)
    entries = _entries(doc)
    pairs = [(one, two) for one, two in pairwise(entries) if two[0] == one[0] + 1]
    if not pairs:
        return None
    (first, _), (second, _) = random.choice(pairs)
    lines = list(doc.lines)
    lines[first], lines[second] = lines[second], lines[first]
    return Injected("\n".join(lines), first + 1, (second + 1,))


@fault(HEADING, "mark after an entry", languages=("zh",), gb=("gb-refs-marker",))
def entry_mark(text, random):
    doc = Text(text)
    entries = _entries(doc)
    if not entries:
        return None
    at, _ = random.choice(entries)
    return changed(doc, at, doc.lines[at].replace(" {#", random.choice("；。") + " {#"))


@fault(HEADING, "one document in both lists", languages=("en",), iso=("reference-in-both-lists",))
def both_lists(text, random):
    doc = Text(text)
    entries, others = _entries(doc), _entries(doc, "bibliography")
    if not entries or not others:
        return None
    listed, entry = random.choice(entries)
    at = others[-1][0] + 1
    line = f"- {entry['id']}{entry['gap']}{entry['title']} {{#{doc.free_key(random)}}}"
    lines = [*doc.lines[:at], line, *doc.lines[at:]]
    return Injected("\n".join(lines), at + 1, (listed + 1,))


page = said(
    HEADING,
    "page as target",
    zh=("安装方法见第12页。",),
    en=("For mounting, see page 12.", "Mounting is described on page 7."),
    gb=("gb-ref-page",),
    iso=("page-reference",),
)
relative = said(
    HEADING,
    "pointer that names no number",
    zh=("安装方法详见下文。", "尺寸见上表。"),
    en=(
        "The sizes are given in the table below.",
        "The following clause describes mounting.",
        "For sizes, see the figure above.",
    ),
    gb=("gb-ref-relative",),
    iso=("imprecise-internal-reference",),
)


@fault(HEADING, "wrong word before a number", gb=("gb-ref-form",), iso=("reference-form-clause",))
def wrong_form(text, random):
    doc = Text(text)
    numbered = [
        one for one in doc.chapters if one.element in {"scope", "normative-references", "terms", "symbols", "clause"}
    ]
    divided = [at for at, one in enumerate(numbered, 1) if one.children and one.element == "clause"]
    at = body_point(doc, random)
    if not divided or at is None:
        return None
    number = f"{random.choice(divided)}.1"
    zh = (f"安装方法见第{number}条。", f"安装方法见{number}条。", f"安装方法见{number}节。")
    en = (
        f"For mounting, see section {number}.",
        f"For mounting, see clause {number}.",
        f"For mounting, see subclause {number}.",
    )
    return block_in(doc, random, at, [random.choice(zh if language_of(text) == "zh" else en)])


@fault(
    HEADING,
    "normative reference that one is only to see",
    gb=("gb-refs-informative-listed",),
    iso=("normative-citation-by-see",),
    hunks=2,
)
def by_see(text, random):
    doc = Text(text)
    entries, bodies = _entries(doc), doc.bodies()
    if not entries or not bodies:
        return None
    key, entry = _new_entry(doc, random, language_of(text))
    at = entries[-1][0] + 1
    words = f"接口的试验方法见[@{key}]。" if language_of(text) == "zh" else f"For the method, see [@{key}]."
    said_, line = doc.insert(doc.end_of(random.choice(bodies)), [words])
    lines = said_.split("\n")
    return Injected("\n".join([*lines[:at], entry, *lines[at:]]), at + 1, (line + 2,))


@fault(HEADING, "identifier that breaks its grammar", gb=("gb-refs-id-grammar",), iso=("identifier-malformed",))
def malformed(text, random):
    doc = Text(text)
    entries = [(at, entry) for at, entry in _entries(doc) if " " in entry["id"]]
    if not entries:
        return None
    if language_of(text) == "zh":
        entries = [(at, entry) for at, entry in entries if entry["id"].startswith("GB")] or entries
        gap = ""
    else:
        entries = [(at, entry) for at, entry in entries if entry["id"].startswith("I")] or entries
        gap = "-"
    at, entry = random.choice(entries)
    return changed(doc, at, doc.lines[at].replace(entry["id"], entry["id"].replace(" ", gap), 1))


@fault(
    HEADING,
    "lead-in of the references in other words",
    gb=("gb-refs-lead-in",),
    iso=("normative-references-boilerplate",),
)
def lead_in(text, random):
    doc = Text(text)
    chapter = doc.chapter("normative-references")
    if not chapter:
        return None
    zh = ("下列文件适用于本文件。", "下列文件对于本文件的应用是必不可少的。")
    en = (
        "These documents apply to this document.",
        "The following documents are indispensable for the application of this document.",
    )
    words = random.choice(zh if language_of(text) == "zh" else en)
    typed = doc.paragraphs(chapter)
    if typed:
        return changed(doc, typed[0][0], words)
    return block_in(doc, random, chapter.start + 1, [words])


FAULTS = (
    undefined_key, duplicate_key, uncited, unlisted, from_bibliography, other_year, undated_element, year_dash, out_of_order,
    entry_mark, both_lists, page, relative, wrong_form, by_see, malformed, lead_in,
)  # fmt: skip
