"""Rules on the entries of normative references and bibliography: what may be listed, and how it is written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from stdpub.check.citing import Entry, entries
from stdpub.check.draft import Draft
from stdpub.check.references.references import entry_span
from stdpub.check.rule import GB, ISO, Finding, rule
from stdpub.model.identifiers import Identifier, whole
from stdpub.model.inlines import FootnoteReference, Inline, Text, plain
from stdpub.model.patterns import regex
from stdpub.model.source import Replace, Severity, text_span

_LAW = regex(r"《[^《》]{2,40}(?:法|条例|办法|规定|细则|决定)》|(?:法|条例|管理办法|实施细则)\Z")
_DIRECTIVES = regex(r"\bISO(?:/IEC)? Directives\b")
_END = "。，；、.,;"
_SHORTENED = regex(r"(?:\b(?:etc|Inc|Ltd|Co|al)|\b[A-Z])\.\Z")
_PUBLISHERS = frozenset({"ISO", "IEC"})
_WITHDRAWN: Mapping[str, str] = {
    "GB/T 1.1—2009": "GB/T 1.1—2020",
    "GB/T 8170—1987": "GB/T 8170—2008",
    "GB/T 20000.2—2009": "GB/T 1.2—2020",
    "GB/T 20000.9—2014": "GB/T 1.2—2020",
    "ISO/IEC Guide 21:1999": "ISO/IEC Guide 21-1:2005",
}
"""What the rulebooks themselves replaced; a library names more in `[withdrawn]` of `stdpub.toml`."""

_RANKS = {"GB": 0, "sector": 1, "DB": 2, "T": 3, "ISO": 4, "IEC": 4}
_OTHER_RANK = 5
_BODIES = {"ISO/IEC": 1, "IEC": 2, "CISPR": 2}
_TESTS = "# Tests {#tests}\n\nThe temperature shall be that of [@a]. {#t}\n"
_CHINESE_TESTS = "# 试验 {#tests}\n\n试验应符合[@a]和[@b]的规定。 {#t}\n"


@rule(
    zh="法律、法规和政策文件本身具有约束力，不作规范性引用。",
    source="GB/T 1.1-2020, 9.5.4",
    bad="# 规范性引用文件 {#refs}\n\n- 《中华人民共和国计量法》 {#a}\n\n# 试验 {#tests}\n\n器具应符合[@a]的规定。 {#t}\n",
    good="# 规范性引用文件 {#refs}\n\n- GB/T 191　包装储运图示标志 {#a}\n\n# 试验 {#tests}\n\n标志应符合[@a]的规定。 {#t}\n",
    rulebooks=GB,
    candidates=("gb-refs-law",),
)
def law_as_normative_reference(draft: Draft) -> Iterator[Finding]:
    """Laws, regulations and policies bind by themselves and are no normative references."""
    for entry in entries(draft):
        text = plain(entry.reference.text).strip().rstrip("。；")
        if entry.normative and not entry.reference.identifier and _LAW.search(text):
            yield Finding(
                entry_span(draft, entry),
                f"`{text}` is a law among the normative references",
                f"规范性引用文件中列有法律、法规`{text}`",
                "move it to the bibliography, or leave it out",
                "移入参考文献，或删去",
            )


@rule(
    zh="编写规则不是文件的内容，不作引用。",
    source="ISO house style",
    bad="# Tests {#tests}\n\nText is drafted, see [@a].\n\n# Bibliography {#books}\n\n- ISO/IEC Directives, Part 2, *Rules* {#a}\n",
    good="# Tests {#tests}\n\nHeat is measured, see [@a].\n\n# Bibliography {#books}\n\n- ISO 1:2022, *Temperature* {#a}\n",
    severity=Severity.WARNING,
    rulebooks=ISO,
    candidates=("directives-cited",),
)
def directives_cited(draft: Draft) -> Iterator[Finding]:
    """The Directives tell how documents are written; no document cites them."""
    for entry in entries(draft):
        if _DIRECTIVES.search(f"{entry.reference.identifier} {plain(entry.reference.text)}"):
            yield Finding(
                entry_span(draft, entry),
                "the ISO/IEC Directives are listed as a reference",
                "引用了ISO/IEC导则",
                "take them off the list",
                "从清单中删去",
            )


@rule(
    zh="其他机构的文件作规范性引用须满足五项条件，由委员会确认。",
    source="ISO/IEC Directives, Part 2, 10.2",
    bad="# Normative references {#refs}\n\n- ASTM D1234, *Test* {#a}\n\n" + _TESTS,
    good="# Normative references {#refs}\n\n- ISO 1:2022, *Temperature* {#a}\n\n" + _TESTS,
    severity=Severity.INFO,
    rulebooks=ISO,
    candidates=("non-iso-normative-reference",),
)
def other_publisher_reference(draft: Draft) -> Iterator[Finding]:
    """A document of another publisher is a normative reference only if the committee found it sound and to be had."""
    for entry in entries(draft):
        other = entry.identifier
        if entry.normative and other is not None and other.family not in _PUBLISHERS:
            yield Finding(
                entry_span(draft, entry),
                f"`{entry.name}` is published by neither ISO nor IEC",
                f"`{entry.name}`不是ISO或IEC发布的文件",
                "let the committee confirm 10.2 a) to e), or cite a document of ISO or IEC",
                "由委员会确认10.2 a)～e)，或引用ISO、IEC的文件",
            )


@rule(
    zh="草案可能改变，规范性引用应指向已发布的文件。",
    source="ISO/IEC Directives, Part 2, 10.5",
    bad="# Normative references {#refs}\n\n- ISO/DIS 5, *Test* {#a}\n\n" + _TESTS,
    good="# Normative references {#refs}\n\n- ISO 5:2024, *Test* {#a}\n\n" + _TESTS,
    severity=Severity.WARNING,
    candidates=("draft-normative-reference",),
)
def draft_as_normative_reference(draft: Draft) -> Iterator[Finding]:
    """A draft may still change; a requirement rests on what is published."""
    for entry in entries(draft):
        stage = entry.identifier.stage if entry.identifier else ""
        if entry.normative and stage and stage != "PRF":
            yield Finding(
                entry_span(draft, entry),
                f"`{entry.name}` is a draft",
                f"`{entry.name}`是草案",
                "cite the published document, or write `:—` with a footnote",
                "引用已发布的文件，或用`:—`并加脚注",
            )


@rule(
    zh="即将发布的文件写作`ISO 1:—`，并用脚注说明其阶段。",
    source="ISO/IEC Directives, Part 2, 10.5",
    bad="# Normative references {#refs}\n\n- ISO 5:—, *Test* {#a}\n\n" + _TESTS,
    good="# Normative references {#refs}\n\n- ISO 5:—, *Test*[^d] {#a}\n\n[^d]: Under preparation. Stage at the time of publication: ISO/DIS 5:2024.\n\n"
    + _TESTS,
    rulebooks=ISO,
    candidates=("draft-reference-without-footnote",),
)
def draft_without_footnote(draft: Draft) -> Iterator[Finding]:
    """A document that is still to come bears a dash for its year, and a footnote that tells its stage."""
    for entry in entries(draft):
        coming = entry.identifier is not None and entry.identifier.year == "—"
        if coming and not any(isinstance(node, FootnoteReference) for node in entry.reference.text):
            yield Finding(
                entry_span(draft, entry),
                f"`{entry.name}` has no footnote that tells its stage",
                f"`{entry.name}`没有说明阶段的脚注",
                "add `[^name]` and a footnote `Under preparation. Stage at the time of publication: ...`",
                "加`[^name]`和脚注，说明其阶段",
            )


@rule(
    zh="被代替的版本不再有效，引用它的要求无法执行。",
    source="GB/T 1.1-2020, 9.5.4; ISO/IEC Directives, Part 2, 10.2",
    bad="# Normative references {#refs}\n\n- ISO/IEC Guide 21:1999, *Adoption* {#a}\n\n" + _TESTS,
    good="# Normative references {#refs}\n\n- ISO/IEC Guide 21-1:2005, *Adoption* {#a}\n\n" + _TESTS,
    severity=Severity.WARNING,
    candidates=("gb-refs-withdrawn", "superseded-reference"),
)
def withdrawn_edition(draft: Draft) -> Iterator[Finding]:
    """An edition that was replaced is not in force any more, and what it requires cannot be relied upon."""
    known = {**_WITHDRAWN, **{_normal(name): by for name, by in draft.surroundings.withdrawn.items()}}
    for entry in entries(draft):
        name = entry.identifier.normal if entry.identifier else entry.reference.identifier
        if name in known:
            by = known[name]
            yield Finding(
                entry_span(draft, entry),
                f"`{entry.name}` is replaced by `{by}`" if by else f"`{entry.name}` is withdrawn",
                f"`{entry.name}`已被`{by}`代替" if by else f"`{entry.name}`已废止",
                f"cite `{by}`, if it says what is needed" if by else "cite a document that is in force",
                f"核对后改为引用`{by}`" if by else "改为引用现行文件",
            )


def _normal(name: str) -> str:
    one = whole(name)
    return one.normal if one else name


@rule(
    zh="文件清单的条目末尾不用标点。",
    source="GB/T 1.1-2020, 8.6.3",
    bad="# 规范性引用文件 {#refs}\n\n- GB/T 191　包装储运图示标志； {#a}\n\n# 试验 {#tests}\n\n标志应符合[@a]的规定。 {#t}\n",
    good="# 规范性引用文件 {#refs}\n\n- GB/T 191　包装储运图示标志 {#a}\n\n# 试验 {#tests}\n\n标志应符合[@a]的规定。 {#t}\n",
    severity=Severity.WARNING,
    rulebooks=GB,
    candidates=("gb-refs-marker",),
)
def reference_ends_in_punctuation(draft: Draft) -> Iterator[Finding]:
    """The entries of the list are no sentences: nothing ends them."""
    for entry in entries(draft):
        last = _last(entry.reference.text)
        text = last.text.rstrip() if last else ""
        if entry.normative and last and text[-1:] in _END and not _SHORTENED.search(text):
            end = last.span.column + len(text)
            at = last.span._replace(column=end - 1, end_line=last.span.line, end_column=end)
            one_line = last.span.line == last.span.end_line
            yield Finding(
                at if one_line else last.span,
                f"`{text[-1]}` at the end of an entry",
                f"条目末尾有`{text[-1]}`",
                "take it away",
                "删去",
                fix=(Replace(at, ""),) if one_line else (),
            )


def _last(nodes: tuple[Inline, ...]) -> Text | None:
    last = nodes[-1] if nodes else None
    return last if isinstance(last, Text) else None


@rule(
    zh="清单按国家标准、行业标准、地方标准、团体标准、ISO和IEC文件、其他文件的顺序排列，同类按编号排列。",
    source="GB/T 1.1-2020, 8.6.3",
    bad="# 规范性引用文件 {#refs}\n\n- ISO 1:2022　温度 {#a}\n- GB/T 191　包装储运图示标志 {#b}\n\n" + _CHINESE_TESTS,
    good="# 规范性引用文件 {#refs}\n\n- GB/T 191　包装储运图示标志 {#b}\n- ISO 1:2022　温度 {#a}\n\n" + _CHINESE_TESTS,
    severity=Severity.WARNING,
    rulebooks=GB,
    candidates=("gb-refs-order",),
)
def reference_out_of_order(draft: Draft) -> Iterator[Finding]:
    """The list runs from national to sector, local and association standards, then ISO and IEC, then others, by number."""
    found = [entry for entry in entries(draft) if entry.normative]
    wanted = sorted(found, key=_rank)
    wanted = found if found == sorted(found, key=_rank_by_number) else wanted
    wrong = [at for at, (one, other) in enumerate(zip(found, wanted, strict=True)) if one is not other]
    if wrong:
        first = _moved(found, wanted)
        before = wanted[wanted.index(first) + 1] if first is not wanted[-1] else None
        texts = [draft.text_at(entry.reference.span) for entry in wanted]
        edits = tuple(Replace(found[at].reference.span, texts[at]) for at in wrong)
        one_file = all(texts) and len({entry.reference.span.file for entry in found}) == 1
        yield Finding(
            entry_span(draft, first),
            f"`{first.name}` stands out of order",
            f"`{first.name}`的位置不合顺序",
            f"let it stand before `{before.name}`" if before else "let it stand last",
            f"移到`{before.name}`之前" if before else "移到最后",
            fix=edits if one_file else (),
            related=(text_span(found[0].reference.span, found[-1].reference.span),) if one_file else (),
        )


def _moved(found: list[Entry], wanted: list[Entry]) -> Entry:
    """Return the entry that, moved alone, would repair most: the first that fits neither neighbour."""
    places = {id(entry): at for at, entry in enumerate(wanted)}
    return max(found, key=lambda entry: abs(places[id(entry)] - found.index(entry)))


def _rank(entry: Entry) -> tuple[int, int, str, tuple[int, ...], str]:
    """Return what an entry is sorted by; those of other bodies stand in the order that the author chose."""
    one = entry.identifier
    rank = _RANKS.get(one.family, _OTHER_RANK) if one else _OTHER_RANK
    if one is None or rank == _OTHER_RANK:
        return _OTHER_RANK + (not entry.reference.identifier), 0, "", (), ""
    code = one.document.rpartition(" ")[0]
    return (
        rank,
        _BODIES.get(code.partition(" ")[0], 0),
        code if one.family in {"sector", "DB", "T"} else "",
        _numbers(one),
        one.year,
    )


def _rank_by_number(entry: Entry) -> tuple[int, str, tuple[int, ...], str]:
    """Return the same where documents of ISO and of IEC are put together by number."""
    rank, _, code, numbers, year = _rank(entry)
    return rank, code, numbers, year


def _numbers(one: Identifier) -> tuple[int, ...]:
    return tuple(int(digits) for digits in re.findall(r"[0-9]{1,9}", one.document.rpartition(" ")[2]))
