"""The rules to the pages that tell of them: one page of all rules, and one of what became of every candidate rule."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from stdpub.check.examples import folder_of
from stdpub.check.reading_faults import ReadingFault
from stdpub.check.rule import Rule
from stdpub.model.header import RulebookName
from stdpub.model.source import Diagnostic
from stdpub.model.surroundings import Surroundings
from stdpub.pipeline import check

_RULEBOOKS = {
    RulebookName.GB_T_1_1: "GB/T 1.1",
    RulebookName.ISO_IEC_PART_2: "ISO/IEC Directives, Part 2",
    RulebookName.NONE: "no rulebook",
}
_GB, _ISO = RulebookName.GB_T_1_1, RulebookName.ISO_IEC_PART_2
_READER = "reader: "


def rules_page(rules: Sequence[Rule], faults: Sequence[ReadingFault]) -> str:
    """Return docs/rules.md: every rule with its reason, source, severity and examples, then the faults of reading."""
    gb, iso = (sum(book in rule.rulebooks for rule in rules) for book in (_GB, _ISO))
    lines = [
        "# Rules",
        "",
        "<!-- generated from stdpub/check by `pytest tests/check/test_rule_pages.py --bless` -->",
        "",
        f"There are {len(rules)} rules: {gb} for GB/T 1.1, {iso} for the ISO/IEC Directives, Part 2.",
        f"Reading itself reports {len(faults)} faults more, under every rulebook.",
        f"共有{len(rules)}条规则：适用于GB/T 1.1的{gb}条，适用于ISO/IEC导则第2部分的{iso}条。",
        f"另有{len(faults)}种读取时报告的问题，与起草规则无关。",
        "",
        "`stdpub explain RULE` prints one of them.",
        'A library grades a rule in its `stdpub.toml`: `[rules]`, then `lone-subclause = "off"` (or `info`, `warning`, `error`).',
        "A text allows a finding by a comment on the line above it: `<!-- stdpub-allow lone-subclause: the second follows in edition 3 -->`.",
        "",
        "| rule | severity | rulebooks | fix |",
        "|---|---|---|---|",
        *(f"| [`{one.id}`](#{one.id}) | {_severity(one)} | {_books(one)} | {_fix(one)} |" for one in rules),
        "",
    ]
    for rule in rules:
        lines.extend(_rule(rule))
    lines += [
        "## Faults of reading",
        "",
        "Every text gives a standard; what could not be read as it was meant is reported under these names.",
        "",
    ]
    for fault in faults:
        lines += [f"### {fault.id}", "", fault.why.en, fault.why.zh, ""]
        lines += _example("", fault.bad) if fault.bad else []
    return "\n".join(lines)


def _rule(rule: Rule) -> Iterator[str]:
    yield from (f"## {rule.id}", "", *rule.why.en.splitlines(), rule.why.zh, "")
    yield f"{_severity(rule).capitalize()}; {_books(rule)}; {rule.source}."
    if rule.yields_to:
        exacter = " or ".join(f"`{name}`" for name in sorted(rule.yields_to))
        yield f"It is silent where {exacter} reports the same text."
    yield ""
    yield from _example("Bad:", rule.bad)
    yield from _example("Good:", rule.good)


def _example(head: str, text: str) -> list[str]:
    fence = "````" if "```" in text else "```"
    return [*([head, ""] if head else []), f"{fence}markdown", *text.rstrip("\n").splitlines(), fence, ""]


def _severity(rule: Rule) -> str:
    return f"{rule.severity.value}, off by default" if rule.off else rule.severity.value


def _books(rule: Rule) -> str:
    return ", ".join(name for book, name in _RULEBOOKS.items() if book in rule.rulebooks)


def found_in(rule: Rule, example: str) -> tuple[Diagnostic, ...]:
    """Return what is found in an example of a rule, the rule itself turned on, under the first rulebook it is of."""
    book = next(book for book in RulebookName if book in rule.rulebooks)
    standards = check(folder_of(example, book), Surroundings({rule.id: rule.severity}))
    return tuple(dict.fromkeys(found for standard in standards for found in standard.diagnostics))


def _fix(rule: Rule) -> str:
    fixes = [found for found in found_in(rule, rule.bad) if found.rule == rule.id and found.fix]
    return ("yes" if all(found.safe for found in fixes) else "`--unsafe`") if fixes else ""


def coverage_page(rules: Sequence[Rule], left_out: Mapping[str, Mapping[str, str]]) -> str:
    """Return docs/rules-coverage.md: what became of every candidate rule of the two fact sheets.

    `left_out` maps group and candidate to the reason.
    """
    shipped: dict[str, list[str]] = {}
    for rule in rules:
        for candidate in rule.candidates:
            shipped.setdefault(candidate, []).append(rule.id)
    rows = {candidate: _shipped_as(candidate, ids, rules) for candidate, ids in shipped.items()}
    for reasons in left_out.values():
        for candidate, reason in reasons.items():
            by_reader = reason.startswith(_READER)
            rows[candidate] = (
                f"reported in reading: `{reason.removeprefix(_READER)}`" if by_reader else f"left out: {reason}"
            )
    groups = (
        ("GB/T 1.1", [name for name in sorted(rows) if name.startswith("gb-")]),
        ("ISO/IEC Directives, Part 2", [name for name in sorted(rows) if not name.startswith("gb-")]),
    )
    lines = [
        "# Candidate rules and what became of them",
        "",
        "<!-- generated from stdpub/check and docs/candidates-left-out.toml by `pytest tests/check/test_rule_pages.py --bless` -->",
        "",
    ]
    for title, names in groups:
        out = sum(rows[name].startswith("left out") for name in names)
        lines += [f"## {title}", "", f"{len(names)} candidates: {len(names) - out} covered, {out} left out.", ""]
        lines += [
            "| candidate | what became of it |",
            "|---|---|",
            *(f"| `{name}` | {rows[name]} |" for name in names),
            "",
        ]
    return "\n".join(lines)


def _shipped_as(candidate: str, ids: Sequence[str], rules: Sequence[Rule]) -> str:
    names = ", ".join(f"[`{id_}`](rules.md#{id_})" for id_ in ids)
    merged = any(len(rule.candidates) > 1 and rule.candidates[0] != candidate for rule in rules if rule.id in ids)
    return f"merged into {names}" if merged else f"shipped as {names}"
