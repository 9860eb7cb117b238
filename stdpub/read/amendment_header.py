"""The front matter of an amendment or corrigendum to what it is: which edition it amends, its number and dates; the rest is inherited."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from stdpub.model.amendments import Issue, IssueKind, amended_edition, rests_on
from stdpub.model.header import Header
from stdpub.model.source import Diagnostic, Severity, SourceText, Span, Words
from stdpub.read.front_matter import Field, Mapping, Scalar, parse
from stdpub.read.header import KNOWN_FIELDS, HeaderReader
from stdpub.read.markdown.token_tree import Tokens
from stdpub.read.nearest import nearest

_OWN = ("amends", "amendment", "corrigendum")
_DATES = ("date", "implementation")
_OVER = (
    *("stage", "plan", "committee", "proposed-by", "administered-by", "drafting-organizations", "drafters"),
    *("patents", "translator", "language"),
)
"""Fields of a standard that an amendment may say anew."""


@dataclass(frozen=True, slots=True)
class AmendmentHeader:
    """What the front matter of an amendment says, and how it words the standard's header anew."""

    issue: Issue
    said: Header
    names: tuple[str, ...]
    diagnostics: tuple[Diagnostic, ...]

    def over(self, header: Header) -> Header:
        """Return a standard's header with what the amendment says of itself."""
        fields = {name.replace("-", "_") for name in self.names if name in _OVER and name != "language"}
        own = {name: getattr(self.said, name) for name in sorted(fields)}
        return replace(header, **own)


def amendment_header(parsed: Tokens, named: Issue, header: Header, *, translation: bool = False) -> AmendmentHeader:
    """Return the header of an amendment; `named` is what its file name says, `header` that of the standard.

    A translation needs to say nothing: what it says must be what the source says.
    """
    source = parsed.source
    first = parsed.blocks[0] if parsed.blocks and parsed.blocks[0].kind == "front_matter" else None
    if first is None:
        return AmendmentHeader(named, Header("", "", ()), (), () if translation else (_none(source),))
    start = source.text.find("\n", first.start) + 1
    mapping, faults = parse(source, start, start + len(first.text))
    if mapping is None:
        return AmendmentHeader(named, Header("", "", ()), (), faults)
    reader = HeaderReader()
    inherited = Mapping(tuple(one for one in mapping.fields if one.name not in _OWN), mapping.span)
    said = reader.read(inherited, source.span(0, 3), translation=True)
    own = {one.name: one for one in mapping.fields}
    at = source.span(0, 3)
    found = [
        *faults,
        *(one for one in reader.diagnostics if one.rule not in {"missing-field", "unknown-field"}),
        *_restated(mapping),
        *([] if translation else _missing(own, named, at)),
        *_contradictions(own, named, header),
        *([] if translation else _too_early(own, said, named, header)),
        *(_other_dates(own, named) if translation else ()),
    ]
    issue = named if translation else replace(named, date=said.date, implementation=said.implementation)
    return AmendmentHeader(issue, said, tuple(own), tuple(found))


def _none(source: SourceText) -> Diagnostic:
    message = Words("no front matter", "没有文前数据")
    help_ = Words(
        "begin the file with `---`, `amends: 2026`, `amendment: 1`, `date: ...`, `---`",
        "文件以`---`开头，写明`amends: 2026`、`amendment: 1`、`date: ……`，再以`---`结束",
    )
    return Diagnostic(source.span(0, 0), Severity.ERROR, "missing-front-matter", message, help_)


def _restated(mapping: Mapping) -> Iterator[Diagnostic]:
    """Report fields that no amendment has."""
    for one in mapping.fields:
        if one.name in (*_OWN, *_DATES, *_OVER):
            continue
        if one.name in KNOWN_FIELDS:
            message = Words(f"`{one.name}` in an amendment", f"修改单中有`{one.name}`")
            help_ = Words("leave it out: it is inherited from the standard", "请删去：修改单沿用标准的值")
            yield Diagnostic(one.at, Severity.WARNING, "restated-field", message, help_)
            continue
        near = nearest(one.name, (*_OWN, *_DATES, *_OVER))
        message = Words(f"unknown field `{one.name}`", f"未知字段`{one.name}`")
        likely = Words(f"did you mean `{near}`?", f"是否指`{near}`？") if near else None
        yield Diagnostic(one.at, Severity.WARNING, "unknown-field", message, likely)


def _missing(own: dict[str, Field], named: Issue, at: Span) -> Iterator[Diagnostic]:
    missing = [name for name in ("amends", named.kind.value, "date") if name not in own]
    if missing:
        names = ", ".join(f"`{name}`" for name in missing)
        message = Words(f"front matter without {names}", f"文前数据缺少{names}")
        help_ = Words(
            "an amendment says which edition it amends, its number and its date", "修改单应写明所修改的版次、序号和日期"
        )
        yield Diagnostic(at, Severity.ERROR, "missing-field", message, help_)


def _contradictions(own: dict[str, Field], named: Issue, header: Header) -> Iterator[Diagnostic]:
    """Report an amendment of another edition, and a number that is not the file's."""
    amends = own.get("amends")
    edition = amended_edition(header.edition_id)
    if amends is not None and _text(amends) != edition:
        message = Words(
            f"it amends edition `{_text(amends)}`, and this is edition `{edition}`",
            f"所修改的版次是`{_text(amends)}`，而本标准的版次是`{edition}`",
        )
        help_ = Words(
            f"write `amends: {edition}`; what is published of an earlier edition stays in the library",
            f"请写`amends: {edition}`；以前版次已发布的修改单仍保存在库中",
        )
        if edition in {amended_edition(_text(amends)), *rests_on(_text(amends))}:
            help_ = Words(
                f"write `amends: {edition}`: it changes the text as the amendments before it have left it",
                f"请写`amends: {edition}`：它修改的是此前各修改单修改后的文本",
            )
        yield Diagnostic(amends.value.span, Severity.ERROR, "amends-other-edition", message, help_)
    file = f"{named.kind.short}-{named.number}.md"
    for kind in IssueKind:
        said = own.get(kind.value)
        if said is not None and (kind is not named.kind or _text(said) != str(named.number)):
            message = Words(f"`{kind.value}: {_text(said)}` in `{file}`", f"`{file}`中写`{kind.value}: {_text(said)}`")
            help_ = Words(
                f"write `{named.kind.value}: {named.number}`, or rename the file",
                f"请写`{named.kind.value}: {named.number}`，或改文件名",
            )
            yield Diagnostic(said.value.span, Severity.ERROR, "wrong-amendment-number", message, help_)


def _too_early(own: dict[str, Field], said: Header, named: Issue, header: Header) -> Iterator[Diagnostic]:
    """Report an amendment that is older than what it amends, and one that holds before it is issued."""
    if "date" in own and _is_before(said.date, header.date):
        message = Words(
            f"issued on {said.date}, before the edition that it amends, of {header.date}",
            f"发布日期{said.date}早于所修改版次的发布日期{header.date}",
        )
        help_ = Words("set right one of the two dates", "更正其中一个日期")
        yield Diagnostic(own["date"].value.span, Severity.ERROR, "amendment-before-edition", message, help_)
    if "implementation" in own and named.kind is IssueKind.AMENDMENT and _is_before(said.implementation, said.date):
        message = Words(
            f"in force on {said.implementation}, before the issue on {said.date}",
            f"实施日期{said.implementation}早于发布日期{said.date}",
        )
        help_ = Words("set right one of the two dates", "更正其中一个日期")
        at = own["implementation"].value.span
        yield Diagnostic(at, Severity.WARNING, "implementation-before-issue", message, help_)


def _is_before(day: str, other: str) -> bool:
    return bool(day and other) and day < other


def _other_dates(own: dict[str, Field], named: Issue) -> Iterator[Diagnostic]:
    for name, value in (("date", named.date), ("implementation", named.implementation)):
        if name in own and _text(own[name]) != value:
            message = Words(f"`{name}` contradicts the source of the amendment", f"`{name}`与修改单源文件不同")
            help_ = Words("leave it out: a translation inherits it", "请删去：译本沿用源文件的值")
            yield Diagnostic(own[name].value.span, Severity.ERROR, "restated-field", message, help_)


def _text(field: Field) -> str:
    return field.value.text if isinstance(field.value, Scalar) else ""
