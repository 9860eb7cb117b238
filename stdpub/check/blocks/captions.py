"""Rules on tables and figures as wholes: each has a caption, and the text mentions it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator

from stdpub.check.draft import Draft, Role, first_character
from stdpub.check.rule import Finding, rule
from stdpub.model.content import Figure, Table
from stdpub.model.header import RulebookName
from stdpub.model.inlines import plain
from stdpub.model.patterns import regex
from stdpub.model.source import Severity, Words

_TABLE = "| Type | Count |\n|---|---|\n| A | 10 |\n"
_TYPED = regex(r"(?:Table|Figure|表|图)[ \u00a0]?(?:[A-Z]\.)?\d+")
"""A table or figure that the text names by a number which somebody typed."""

_WAYS = ("above", "below", "following", "preceding", "previous", "next", "上", "下")
_WAY = r"(?:[Ff]ollowing|[Pp]receding|[Pp]revious|[Aa]bove|[Bb]elow|[Nn]ext)"
_NEAR_TABLE = regex(rf"{_WAY} tables?\b|\btables? (?:above|below)\b|[上下]表(?![面层示达明述率])")
_NEAR_FIGURE = regex(rf"{_WAY} figures?\b|\bfigures? (?:above|below)\b|[上下]图(?![面层示达明述率])")
_BY_NAME = regex(r" (?:table|figure)\b")
_SHORTEST, _LONGEST = 6, 80
"""Letters of a caption that is looked for in the text: fewer may be there by chance."""


def _floats(draft: Draft, kind: type[Table | Figure]) -> Iterator[Table | Figure]:
    """Yield the tables or figures that bear a number."""
    for block, _ in draft.blocks:
        if isinstance(block, kind) and block.number:
            yield block


def _uncited(draft: Draft, kind: type[Table | Figure]) -> Iterator[Table | Figure]:
    typed = {re.sub(r"[ \u00a0]", "", hit.words) for hit in draft.find_near(_TYPED, "table", "figure", "表", "图")}
    keyed = {one.partition(".")[0] for one in draft.cited}
    pointed, named = _pointed_at(draft, kind), draft.once(_named)
    for block in _floats(draft, kind):
        if block.id in pointed or plain(block.caption).strip() in named:
            continue
        parts = block.parts if isinstance(block, Figure) else ()
        ids = {block.id, *(part.id for part in parts)}
        if not (draft.cited | keyed) & ids and block.label.replace(" ", "") not in typed:
            yield block


def _pointed_at(draft: Draft, kind: type[Table | Figure]) -> frozenset[str]:
    """Return the ids of what `the table below` and its like mean: another rule tells that they give no number."""
    places = defaultdict(list)
    for block, part in draft.blocks:
        if isinstance(block, kind) and block.number:
            places[part.id, block.span.file].append((block.span.line, block.id))
    found: set[str] = set()
    pattern = _NEAR_TABLE if kind is Table else _NEAR_FIGURE
    for hit in draft.find_near(pattern, *_WAYS) if places else ():
        there = places[hit.passage.part.id, hit.at.file]
        at = bisect_left(there, (hit.at.line, ""))
        found.update(name for _, name in there[max(at - 1, 0) : at + 1])
    return frozenset(found)


def _named(draft: Draft) -> frozenset[str]:
    """Return the captions by whose words the text names a table or figure: `the "Ground colours" table`."""
    captions = {plain(block.caption).strip() for kind in (Table, Figure) for block in _floats(draft, kind)}
    lengths = {len(one) for one in captions if _SHORTEST <= len(one) <= _LONGEST}
    found: set[str] = set()
    for hit in draft.find_near(_BY_NAME, "table", "figure") if lengths else ():
        before = hit.passage.text[: hit.start].rstrip('"”’')
        found.update(before[-length:] for length in lengths if before[-length:] in captions)
    return frozenset(found)


def _how_to_cite(block: Table | Figure) -> Words:
    """Return the help that says how the text mentions a table or figure, and first how it gets a key."""
    if block.key:
        return Words(f"write where it is needed: `[@{block.key}]`", f"在需要处写明：`[@{block.key}]`")
    table = isinstance(block, Table)
    return Words(
        "give it a key, as in "
        + ("`Table: Caption {#sizes}`" if table else "`![Caption](figures/shape.svg){#shape}`")
        + f", and mention it where it is needed: `[@{'sizes' if table else 'shape'}]`",
        "先给出键，如"
        + ("`表：表题 {#sizes}`" if table else "`![图题](figures/shape.svg){#shape}`")
        + f"，再在需要处写明：`[@{'sizes' if table else 'shape'}]`",
    )


@rule(
    zh="每个表都应在文中提及，读者由此知道表的作用。",
    source="GB/T 1.1-2020, 9.8.1; ISO/IEC Directives, Part 2, 29.4",
    bad=f"# Sizes {{#sizes}}\n\nThere are several types.\n\nTable: Types {{#types}}\n\n{_TABLE}",
    good=f"# Sizes {{#sizes}}\n\nThe types are given in [@types].\n\nTable: Types {{#types}}\n\n{_TABLE}",
    severity=Severity.WARNING,
    candidates=("gb-float-uncited", "table-uncited"),
    yields_to=("missing-caption",),
)
def uncited_table(draft: Draft) -> Iterator[Finding]:
    """The text mentions every table and so tells what it is for."""
    for block in _uncited(draft, Table):
        yield Finding(
            first_character(block.span),
            f"{block.label} is mentioned nowhere",
            f"{block.label}未在文中提及",
            *_how_to_cite(block),
        )


@rule(
    zh="每个图都应在文中提及，读者由此知道图的作用。",
    source="GB/T 1.1-2020, 9.7.1; ISO/IEC Directives, Part 2, 28.4",
    bad='# Shape {#shape}\n\nThere are several types.\n\n![Types](figures/drawing.svg){#types alt="A pipe"}\n',
    good='# Shape {#shape}\n\nThe types are shown in [@types].\n\n![Types](figures/drawing.svg){#types alt="A pipe"}\n',
    severity=Severity.WARNING,
    candidates=("gb-float-uncited", "figure-uncited"),
)
def uncited_figure(draft: Draft) -> Iterator[Finding]:
    """The text mentions every figure and so tells what it is for."""
    for block in _uncited(draft, Figure):
        yield Finding(
            first_character(block.span),
            f"{block.label} is mentioned nowhere",
            f"{block.label}未在文中提及",
            *_how_to_cite(block),
        )


@rule(
    zh="表题和图题说明表和图的内容；一个文件中的表或图，要么都有题，要么都没有。",
    source="GB/T 1.1-2020, 9.7.2 and 9.8.2; ISO/IEC Directives, Part 2, 28.2 and 29.2",
    bad=f"# Sizes {{#sizes}}\n\nSee [@types] and [@kinds].\n\nTable: Types {{#types}}\n\n{_TABLE}\n{{#kinds}}\n\n{_TABLE}",
    good=f"# Sizes {{#sizes}}\n\nSee [@types].\n\nTable: Types {{#types}}\n\n{_TABLE}",
    severity=Severity.WARNING,
    candidates=("gb-caption-mix", "caption-missing"),
)
def missing_caption(draft: Draft) -> Iterator[Finding]:
    """A caption says what a table or figure holds: all of a document have one, or (by GB/T 1.1) none."""
    strict = draft.rulebook is RulebookName.ISO_IEC_PART_2
    for kind in (Table, Figure):
        blocks = tuple(_floats(draft, kind))
        if strict or any(block.caption for block in blocks):
            for block in blocks:
                if not block.caption:
                    what, zh = ("table", "表题") if kind is Table else ("figure", "图题")
                    yield Finding(
                        first_character(block.span),
                        f"{block.label} without a caption",
                        f"{block.label}没有{zh}",
                        f"write what the {what} holds"
                        + (": `Table: Caption`" if kind is Table else ": `![Caption](...)`"),
                        f"写出{zh}",
                    )


_JOINT = regex(r"\s*(?P<joint>[:：—–]|-(?= ))\s*")


@rule(
    zh="编号与题之间的破折号或空格由stdpub印出。",
    source="ISO House Style",
    bad=f"# Sizes {{#sizes}}\n\nThe types are given in [@types].\n\nTable: — Types {{#types}}\n\n{_TABLE}",
    good=f"# Sizes {{#sizes}}\n\nThe types are given in [@types].\n\nTable: Types {{#types}}\n\n{_TABLE}",
    severity=Severity.WARNING,
    candidates=("caption-separator",),
)
def caption_separator(draft: Draft) -> Iterator[Finding]:
    """What stands between the number and the words of a caption is printed by stdpub."""
    for passage in draft.passages:
        found = _JOINT.match(passage.text) if passage.role is Role.CAPTION else None
        if found is not None:
            yield Finding(
                passage.prose.source(*found.span("joint")),
                f"the caption begins with `{found['joint']}`",
                f"题以`{found['joint']}`开头",
                "take it away",
                "删去该符号",
                fix=passage.prose.replace(found.start("joint"), found.end(), ""),
            )
