"""Faults of language versions: what one version says otherwise than the other, or leaves out."""

from __future__ import annotations

import re

from faults.injecting import Fault, Injected, changed, language_of
from faults.places import Text

HEADING = "Languages"
_KEY = re.compile(r"\{#([a-z][a-z0-9-]*)\}\s*$")


def _told_apart(name, languages=("zh", "en"), **said):
    """Register the injector below as a fault of two language versions."""

    def made(inject):
        return Fault(HEADING, name, languages, inject, translated=True, **said)

    return made


def _keyed(doc, pattern):
    """Return the lines of the body that are a whole sentence with a key and have the pattern once: line and key."""
    found = []
    for section in doc.bodies():
        for start, end in doc.paragraphs(section):
            for at in range(start, end):
                key = _KEY.search(doc.lines[at])
                if key and len(re.findall(pattern, doc.lines[at])) == 1:
                    found.append((at, key[1]))
    return found


def _reworded(doc, random, pattern, words):
    found = _keyed(doc, pattern)
    if not found:
        return None
    at, key = random.choice(found)
    return _keyed_change(doc, at, re.sub(pattern, words, doc.lines[at]), key)


def _keyed_change(doc, at, line, key):
    made = changed(doc, at, line)
    return made and Injected(made.text, made.line, made.also, key)


@_told_apart("provision of another kind", gb=("languages-kind",), iso=("languages-kind",))
def other_kind(text, random):
    doc = Text(text)
    if language_of(text) == "zh":
        return _reworded(
            doc, random, r"(?<![相适反响供效感照对不])应(?=[按符为采使包至取以具由])(?!.*(?:\[@|\{limit|：))", "宜"
        )
    return _reworded(doc, random, r" shall (?!not)(?!.*(?:\[@|\{limit|: \{))", " should ")


@_told_apart("another number", gb=("languages-number",), iso=("languages-number",))
def other_number(text, random):
    doc = Text(text)
    found = [
        at
        for at, line in enumerate(doc.lines)
        if doc.kinds[at] == "paragraph" and re.search(r"(?<![\d.@—:-])\d+ kW|(?<=grade )\d|\d(?=级)", line)
    ]
    found = [at for at in found if not re.search(r"\[@|\{limit|\$|\[来源|\[SOURCE", doc.lines[at])]
    if not found:
        return None
    at = random.choice(found)
    line = re.sub(r"(\d+)(?= kW|级)|(?<=grade )(\d)", lambda match: str(int(match[0]) + 4), doc.lines[at], count=1)
    key = _KEY.search(line)
    section = next(one for one in reversed(doc.sections) if one.start < at)
    return _keyed_change(doc, at, line, key[1] if key else section.key)


@_told_apart("another unit", gb=("languages-unit", "languages-number"), iso=("languages-unit", "languages-number"))
def other_unit(text, random):
    doc = Text(text)
    found = [
        at
        for at, line in enumerate(doc.lines)
        if doc.kinds[at] == "paragraph" and re.search(r"\d k[Wgm](?![A-Za-z])", line)
    ]
    found = [at for at in found if not re.search(r"\{limit|\$", doc.lines[at])]
    if not found:
        return None
    at = random.choice(found)
    key = _KEY.search(doc.lines[at])
    section = next(one for one in reversed(doc.sections) if one.start < at)
    swapped = (
        re.sub(r"(\d) k([Wgm])(?![A-Za-z])", r"\1 m\2", doc.lines[at], count=1)
        .replace(" mW", " MW")
        .replace(" mm", " m")
    )
    return _keyed_change(doc, at, swapped, key[1] if key else section.key)


@_told_apart("another limit", gb=("languages-limit", "languages-number"), iso=("languages-limit", "languages-number"))
def other_limit(text, random):
    doc = Text(text)
    pattern = (
        r"(?<=\[)((?:不大于|不小于|不少于|not exceed |at least |not less than ))(\d+)(?=[^\]]*\]\{limit=[a-z_]+\})"
    )
    found = _keyed(doc, pattern)
    if not found:
        return None
    at, key = random.choice(found)
    line = re.sub(pattern, lambda match: f"{match[1]}{int(match[2]) + random.randint(1, 4)}", doc.lines[at])
    return _keyed_change(doc, at, line, key)


@_told_apart("provision missing in one version", gb=("languages-key",), iso=("languages-key",))
def missing_provision(text, random):
    doc = Text(text)
    found = []
    for section in doc.bodies():
        for start, end in doc.paragraphs(section):
            if end - start > 1:
                found += [
                    (at, key[1])
                    for at in range(start, end)
                    if (key := _KEY.search(doc.lines[at])) and not re.search(r"\[@|\]\(#|\{limit|[:：] ?\{", doc.lines[at])
                    and f"@{key[1]}" not in text
                ]  # fmt: skip
    if not found:
        return None
    at, key = random.choice(found)
    section = next(one for one in reversed(doc.sections) if one.start < at)
    near = tuple(range(section.start + 1, section.text_end + 1))
    return Injected(doc.replace(at, None), at + 1, near, key)


@_told_apart("item missing in one version", gb=("languages-key",), iso=("languages-key",))
def missing_item(text, random):
    doc = Text(text)
    found = [
        (at, key[1])
        for at, line in enumerate(doc.lines[:-1])
        if doc.kinds[at] == "item" == doc.kinds[at - 1] == doc.kinds[at + 1]
        and re.match(r"[-\d]", line) and re.match(r"[-\d]", doc.lines[at + 1]) and (key := _KEY.search(line))
        and not re.search(r"\[@|\]\(#|[:：] ?\{|\$|\[\^", line) and f"@{key[1]}" not in text
        and re.search(r"[；;。.] ?\{", line) and re.search(r"[；;] ?\{", line)
    ]  # fmt: skip
    if not found:
        return None
    at, key = random.choice(found)
    section = next(one for one in reversed(doc.sections) if one.start < at)
    return Injected(doc.replace(at, None), at + 1, tuple(range(section.start + 1, section.text_end + 1)), key)


@_told_apart("table with a row less", gb=("languages-table",), iso=("languages-table",))
def missing_row(text, random):
    doc = Text(text)
    found = []
    for at, kind in enumerate(doc.kinds):
        if kind == "caption":
            start = at + 1 + (doc.kinds[at + 1] == "blank")
            end = start
            while end < len(doc.lines) and doc.kinds[end] == "table":
                end += 1
            key = _KEY.search(doc.lines[at])
            joined = any(re.search(r"\| *[<^] *\|", line) for line in doc.lines[start:end])
            if key and end - start > 4 and not joined:
                found.append((at, start, end, key[1]))
    if not found:
        return None
    caption, start, end, key = random.choice(found)
    gone = random.randrange(start + 3, end)
    return Injected(doc.replace(gone, None), caption + 1, tuple(range(caption + 1, end + 1)), key)


@_told_apart("another reference", gb=("languages-reference",), iso=("languages-reference",))
def other_reference(text, random):
    doc = Text(text)
    chapter = doc.chapter("normative-references")
    if not chapter:
        return None
    keys = [key[1] for at in range(chapter.start, chapter.end) if (key := _KEY.search(doc.lines[at]))]
    often = [key for key in keys if len(re.findall(rf"(?:应|shall|按).*\[@{key}[\],]", text)) > 1]
    found = [
        (at, key, named)
        for named in often
        for at, key in _keyed(doc, rf"\[@{named}\]")
        if doc.lines[at].count("[@") == 1
    ]
    if not found:
        return None
    at, key, named = random.choice(found)
    others = [one for one in keys if one != named and f"[@{one}]" in text]
    return _keyed_change(doc, at, doc.lines[at].replace(f"[@{named}]", f"[@{random.choice(others)}]"), key)


@_told_apart("another formula", gb=("languages-formula",), iso=("languages-formula",))
def other_formula(text, random):
    doc = Text(text)
    pattern = r"\\frac\{((?:[^{}]|\{[^{}]*\})*)\}\{((?:[^{}]|\{[^{}]*\})*)\}"
    found = [
        (at, key[1])
        for at, line in enumerate(doc.lines)
        if doc.kinds[at] == "formula" and re.search(pattern, line) and (key := _KEY.search(line))
    ]
    if not found:
        return None
    at, key = random.choice(found)
    return _keyed_change(doc, at, re.sub(pattern, r"\\frac{\2}{\1}", doc.lines[at], count=1), key)


@_told_apart("front matter that contradicts its source", languages=("zh", "en"), reader=("restated-field",))
def restated(text, random):
    doc = Text(text)
    if "identifier:" in text.partition("\n---\n")[0]:
        return None
    field = random.choice(["date: 2020-01-01", "edition: 7", "rulebook: none"])
    at = doc.lines.index("---", 1)
    lines = [*doc.lines[:at], field, *doc.lines[at:]]
    return Injected("\n".join(lines), at + 1)


FAULTS = (
    other_kind, other_number, other_unit, other_limit, missing_provision, missing_item, missing_row, other_reference,
    other_formula, restated,
)  # fmt: skip
