"""Rules on what the front matter says of a document: cover fields, dates, classification, stage."""

from __future__ import annotations

from collections.abc import Iterator

from stdpub.check.document.titles import field_span
from stdpub.check.draft import Draft
from stdpub.check.rule import GB, Finding, rule
from stdpub.check.whole import whole
from stdpub.model.identifiers import whole as whole_identifier
from stdpub.model.patterns import regex
from stdpub.model.source import Replace, Severity

_ICS = regex(r"[0-9]{2}(?:\.[0-9]{3}(?:\.[0-9]{2})?)?")
_CCS = regex(r"[A-HJ-NP-Z] ?[0-9]{2}(?:/[0-9]{2})?")
_STAGES = frozenset(
    f"{stage}.{step}"
    for stage, steps in (
        ("00", "00 20 60 98 99"),
        ("10", "00 20 60 92 98 99"),
        ("20", "00 20 60 98 99"),
        ("30", "00 20 60 92 98 99"),
        ("40", "00 20 60 92 93 98 99"),
        ("50", "00 20 60 92 98 99"),
        ("60", "00 60"),
        ("90", "20 60 92 93 99"),
        ("95", "20 60 92 99"),
    )
    for step in steps.split()
)
"""The harmonized stage codes that are in use (ISO/IEC Directives, Part 1, annex SD)."""


@rule(
    zh="封面的必备信息由文前数据给出：层次、ICS号、CCS号、发布日期、实施日期、发布机构；国家标准和行业标准还应有英文译名。",
    source="GB/T 1.1-2020, 8.1",
    bad=whole("zh", ccs=""),
    good="# 通气 {#vents}\n\n通气装置为圆形。\n",
    rulebooks=GB,
    candidates=("gb-meta-required",),
)
def missing_cover_field(draft: Draft) -> Iterator[Finding]:
    """The cover tells level, classification, dates and issuing body; the dates of a draft are not known yet."""
    header = draft.header
    if draft.source_version is not None:
        return
    published = not header.stage or header.stage >= "60"
    wanted = [
        ("level", bool(header.level)),
        ("ics", bool(header.ics)),
        ("ccs", bool(header.ccs)),
        ("date", bool(header.date) or not published),
        ("implementation", bool(header.implementation) or not published),
        ("publisher", bool(header.publisher.name)),
    ]
    if header.level in {"national-standard", "sector-standard"}:
        wanted.append(("title.en", any(title.language.startswith("en") for title in header.titles)))
    missing = [name for name, there in wanted if not there]
    if missing:
        names = ", ".join(f"`{name}`" for name in missing)
        yield Finding(
            field_span(draft),
            f"the cover lacks {names}",
            f"封面缺少{names.replace(', ', '、')}",
            "add it to the front matter",
            "请在文前数据中补充",
        )


@rule(
    zh="文件发布后才能实施。",
    source="GB/T 1.1-2020, 8.1",
    bad=whole("zh", implementation="2026-01-01"),
    good="# 通气 {#vents}\n\n通气装置为圆形。\n",
    candidates=("gb-meta-dates",),
)
def implementation_before_issue(draft: Draft) -> Iterator[Finding]:
    """A document comes into force on the day of its issue at the earliest."""
    header = draft.header
    if header.date and header.implementation and header.implementation < header.date and draft.source_version is None:
        yield Finding(
            field_span(draft, "implementation"),
            f"in force on {header.implementation}, before the issue on {header.date}",
            f"实施日期{header.implementation}早于发布日期{header.date}",
            "set right one of the two dates",
            "更正其中一个日期",
        )


@rule(
    zh="`identifier`不含年份：年份取自发布日期，两处书写会不一致。",
    source="GB/T 1.1-2020, 8.1; ISO/IEC Directives, Part 2, 10.5",
    bad=whole("zh", identifier="GB/T 99999—2025", level="national-standard"),
    good="# 通气 {#vents}\n\n通气装置为圆形。\n",
    candidates=("gb-meta-dates",),
)
def dated_identifier(draft: Draft) -> Iterator[Finding]:
    """The field `identifier` holds no year: it comes from the date of issue, and two would differ one day."""
    own = whole_identifier(draft.header.identifier)
    if own is not None and own.dated and draft.source_version is None:
        at = field_span(draft, "identifier")
        year = draft.header.date[:4]
        differs = bool(year) and year != own.year
        yield Finding(
            at,
            f"the identifier bears the year {own.year}, the date of issue {year}"
            if differs
            else f"the identifier bears the year {own.year}",
            f"编号中的年份{own.year}与发布日期{year}不一致" if differs else f"编号中写有年份{own.year}",
            f"write `{own.document}`: the year is taken from `date`",
            f"写`{own.document}`，年份取自`date`",
            fix=(Replace(at, own.document),) if year == own.year else (),
        )


@rule(
    zh="ICS号和CCS号按其规定的形式书写，如`35.020`、`L 70`；CCS没有I类和O类。",
    source="GB/T 1.1-2020, 10.3.1.5",
    bad=whole("zh", ccs='["I 12"]'),
    good="# 通气 {#vents}\n\n通气装置为圆形。\n",
    candidates=("gb-meta-class",),
)
def malformed_classification(draft: Draft) -> Iterator[Finding]:
    """ICS and CCS numbers have fixed forms, `35.020` and `L 70`; there is no class I or O in CCS."""
    for field, values, form, shown in (
        ("ics", draft.header.ics, _ICS, "35.020"),
        ("ccs", draft.header.ccs, _CCS, "L 70"),
    ):
        for at, value in enumerate(values if draft.source_version is None else ()):
            if not form.fullmatch(value.strip()):
                yield Finding(
                    field_span(draft, f"{field}.{at}", field),
                    f"`{value}` is no {field.upper()} number",
                    f"`{value}`不是{field.upper()}号",
                    f"write it as in `{shown}`",
                    f"按`{shown}`的形式书写",
                )


@rule(
    zh="阶段代码取自国际协调阶段代码表，表中没有的代码无人能解释。",
    source="ISO/IEC Directives, Part 1, annex SD",
    bad=whole("zh", stage='"60.20"'),
    good="# 通气 {#vents}\n\n通气装置为圆形。\n",
    severity=Severity.WARNING,
)
def unknown_stage(draft: Draft) -> Iterator[Finding]:
    """The stage is one of the harmonized codes; one outside the table means nothing to anybody."""
    stage = draft.header.stage
    if stage and stage not in _STAGES and draft.source_version is None:
        near = [one for one in sorted(_STAGES) if one.startswith(stage[:2])]
        yield Finding(
            field_span(draft, "stage"),
            f"`{stage}` is no harmonized stage code",
            f"`{stage}`不是国际协调阶段代码",
            f"one of: {', '.join(near)}" if near else "see the table of stage codes, such as `60.60` for published",
            f"可取：{'、'.join(near)}" if near else "参见阶段代码表，如已发布为`60.60`",
        )
