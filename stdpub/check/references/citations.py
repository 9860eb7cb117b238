"""Rules on how other documents are cited: identifiers well written, dated where they must be and as in the list."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from stdpub.check.citing import Citing, citings, entries, named, typed
from stdpub.check.document.titles import field_span
from stdpub.check.draft import Draft
from stdpub.check.prose import prose
from stdpub.check.references.references import entry_span
from stdpub.check.rule import Finding, rule
from stdpub.model.identifiers import Fault, Identifier, find, whole
from stdpub.model.patterns import regex
from stdpub.model.source import Replace, Severity, Span
from stdpub.model.standard import FRONT

_DATED_FAMILIES = frozenset({"GB", "DB", "T", "sector", "ISO", "IEC", "EN", "DIN", "IEEE", "ASTM", "ANSI"})
_AFTER = regex(
    r"\s?(?:中|的){0,2}\s?(?:第\s?[0-9]{1,3}\s?章|[0-9]{1,3}(?:\.[0-9]{1,3})+(?![0-9.]|\s?[%a-zA-Z℃])|[表图]\s?[0-9A-Z]|附录\s?[A-Z])"
    r"|,?\s+(?:[Cc]lauses?|[Ss]ubclauses?|[Ss]ections?|[Tt]ables?|[Ff]igures?|[Aa]nnex(?:es)?|[Ff]ormulas?)\s+[(A-Z0-9]"
    r"|,\s+[0-9]{1,3}(?:\.[0-9]{1,3})+(?![0-9.]|\s?[%a-zA-Z℃])"
)
_BEFORE = regex(
    r"\b(?:[Cc]lause|[Ss]ubclause|[Ss]ection|[Tt]able|[Ff]igure|[Aa]nnex)\s+[(A-Z0-9][0-9A-Z.()-]{0,12}\s+of\s+\Z"
)
_LISTED = "# Normative references {#refs}\n\n- ISO 6892-1, *Metallic materials* {#iso6892}\n\n# Tests {#tests}\n\n"
_DATED = "# Normative references {#refs}\n\n- ISO 6892-1:2019, *Metallic materials* {#iso6892}\n\n# Tests {#tests}\n\n"


@rule(
    zh="编号会随版本变动：提及其他文件的章、条、图、表或附录时应注日期。",
    source="GB/T 1.1-2020, 9.5.4.1; ISO/IEC Directives, Part 2, 10.4 and 10.5",
    bad=_LISTED + "The steel shall be tested in accordance with [@iso6892, 10.2]. {#t}\n",
    good=_DATED + "The steel shall be tested in accordance with [@iso6892, 10.2]. {#t}\n",
    candidates=("gb-refs-dated-needed", "undated-reference-to-element"),
)
def undated_citation_of_element(draft: Draft) -> Iterator[Finding]:
    """A clause, table or figure of another document may bear another number in its next edition: name the edition."""
    listed = {entry.reference.id: entry for entry in entries(draft)}
    for one in citings(draft):
        entry = listed.get(one.target)
        identifier = one.identifier or (entry.identifier if entry else None)
        undated = identifier is not None and not identifier.dated and identifier.family in _DATED_FAMILIES
        if identifier is not None and undated and (one.clause or _element_of(one)):
            yield Finding(
                one.at,
                f"an element of `{identifier.document}` is cited without the edition",
                f"提及`{identifier.document}`的具体内容，但未注日期",
                "name the edition in the list of references"
                if entry
                else f"write the year: `{_with_year(identifier)}`",
                "在清单中注明版本的年份" if entry else f"写明年份：`{_with_year(identifier)}`",
            )


def _element_of(one: Citing) -> bool:
    """Tell whether the words around a citation name a clause, table or figure of the document."""
    text = one.passage.text
    return bool(_AFTER.match(text, one.end) or _BEFORE.search(text[max(one.start - 40, 0) : one.start]))


def _with_year(identifier: Identifier) -> str:
    chinese = identifier.family in {"GB", "DB", "T", "sector"}
    return identifier.document + ("—YYYY" if chinese else ":YYYY")


@rule(
    zh="文中引用的版本与清单一致：年份不同，或一处注日期一处不注，读者不知以何者为准。",
    source="GB/T 1.1-2020, 9.5.4.1; ISO/IEC Directives, Part 2, 10.4 and 10.5",
    bad=_DATED + "The steel shall be tested in accordance with ISO 6892-1:2016. {#t}\n",
    good=_DATED + "The steel shall be tested in accordance with ISO 6892-1:2019. {#t}\n",
    candidates=("gb-refs-date-mismatch",),
)
def citation_date_mismatch(draft: Draft) -> Iterator[Finding]:
    """The text cites the edition that the list names: with two editions, or one and none, nobody knows which holds."""
    for identifier, at, front in _in_text(draft):
        same = named(draft, identifier)
        years = {entry.identifier.year for entry in same if entry.identifier}
        if same and not front and not identifier.stage and identifier.year not in years:
            name = same[0].reference.identifier
            yield Finding(
                at,
                f"`{identifier.text}` in the text, `{name}` in the list",
                f"文中为`{identifier.text}`，清单中为`{name}`",
                f"make them agree; best cite it by its key, `[@{same[0].reference.key or 'key'}]`",
                f"使两处一致，最好用键引用：`[@{same[0].reference.key or 'key'}]`",
                related=(entry_span(draft, same[0]),),
            )


def _in_text(draft: Draft) -> Iterator[tuple[Identifier, Span, bool]]:
    """Yield what is typed in the text and in the sources of terms, and whether it stands before the scope."""
    for one in citings(draft):
        if one.identifier is not None:
            yield one.identifier, one.at, one.passage.element in FRONT
    for term in draft.entries:
        for source in term.source:
            words = prose(source.words)
            for identifier in find(words.text):
                yield identifier, words.source(identifier.start, identifier.end), False


class _Written(NamedTuple):
    """An identifier as it is written somewhere, with the place and the edit that writes its proper form."""

    identifier: Identifier
    at: Span
    fix: tuple[Replace, ...]


def _written(draft: Draft) -> tuple[_Written, ...]:
    """Return the misspelt identifiers of text, lists, sources and front matter."""
    return tuple(one for one in _everywhere(draft) if one.identifier.faults)


def _is_key(text: str, one: Identifier) -> bool:
    """Tell whether what looks like an identifier is the key of an entry, as in `[ISO9241-11]`, and so the author's own."""
    return text[one.start - 1 : one.start] == "[" and text[one.end : one.end + 1] == "]"


def _everywhere(draft: Draft) -> Iterator[_Written]:
    for passage, one in typed(draft):
        if _is_key(passage.text, one):
            continue
        at = passage.prose.source(one.start, one.end)
        yield _Written(one, at, passage.prose.replace(one.start, one.end, one.normal))
    for term in draft.entries:
        for source in term.source:
            words = prose(source.words)
            for one in find(words.text):
                yield _Written(one, words.source(one.start, one.end), words.replace(one.start, one.end, one.normal))
    for entry in entries(draft):
        if entry.identifier is not None:
            at = entry_span(draft, entry)
            exact = at.end_column - at.column == len(entry.identifier.text)
            yield _Written(entry.identifier, at, (Replace(at, entry.identifier.normal),) if exact else ())
    if draft.source_version is None:
        for path, text in (
            ("identifier", draft.header.identifier),
            ("adopts.standard", draft.header.adopts.standard),
            *((f"replaces.{at}", text) for at, text in enumerate(draft.header.replaces)),
        ):
            own = whole(text)
            if own is not None and not (path == "identifier" and own.dated):
                yield _Written(own, field_span(draft, path, path.partition(".")[0]), ())


@rule(
    zh="编号与年份之间，我国标准用一字线，ISO和IEC文件用冒号，读者和工具由此识别编号。",
    source="GB/T 1.1-2020, 10.3.1.4; ISO/IEC Directives, Part 2, 10.5",
    bad=_DATED + "The steel shall be tested in accordance with [@iso6892]. {#t}\n\nISO 6892-1-2019 gives more.\n",
    good=_DATED + "The steel shall be tested in accordance with [@iso6892]. {#t}\n\nISO 6892-1:2019 gives more.\n",
    candidates=("gb-refs-year-dash", "identifier-malformed"),
    yields_to=("altered-fixed-sentence",),
)
def identifier_year_mark(draft: Draft) -> Iterator[Finding]:
    """A dash stands before the year of a Chinese standard, a colon before that of ISO and IEC: tools tell them by it."""
    for one in draft.once(_written):
        if one.identifier.faults == (Fault.YEAR_MARK,):
            yield Finding(
                one.at,
                f"`{one.identifier.text}` with a wrong mark before the year",
                f"`{one.identifier.text}`年份前的符号有误",
                f"write `{one.identifier.normal}`",
                f"写作`{one.identifier.normal}`",
                fix=one.fix,
            )


@rule(
    zh="编号按代号、空格、顺序号的形式书写，数字不与字母O、I、l混淆，否则查不到文件。",
    source="GB/T 1.1-2020, 10.3.1.4; ISO/IEC Directives, Part 2, 10.5",
    bad="# Tests {#tests}\n\nSteel is tested in many ways, see ISO6892-1.\n",
    good="# Tests {#tests}\n\nSteel is tested in many ways, see ISO 6892-1.\n",
    candidates=("gb-refs-id-grammar", "identifier-malformed"),
    yields_to=("altered-fixed-sentence",),
)
def malformed_identifier(draft: Draft) -> Iterator[Finding]:
    """An identifier is a code, a space and a number, its digits no letters; nobody finds the document by another."""
    for one in draft.once(_written):
        faults = set(one.identifier.faults) - {Fault.UNKNOWN_CODE}
        if faults and faults != {Fault.YEAR_MARK}:
            yield Finding(
                one.at,
                f"`{one.identifier.text}` is not how that identifier is written",
                f"编号`{one.identifier.text}`书写有误",
                f"write `{one.identifier.normal}`",
                f"写作`{one.identifier.normal}`",
                fix=one.fix,
                unsafe=Fault.LETTER_FOR_DIGIT in faults,
            )


@rule(
    zh="行业标准和地方标准的代号由国家公布；不在其中的代号多为笔误。",
    source="GB/T 1.1-2020, 10.3.1.4",
    bad="# 试验 {#tests}\n\n钢的试验方法很多，见QQ/T 12—2019。\n",
    good="# 试验 {#tests}\n\n钢的试验方法很多，见YB/T 12—2019。\n",
    severity=Severity.WARNING,
    candidates=("gb-refs-id-grammar",),
)
def unknown_standard_code(draft: Draft) -> Iterator[Finding]:
    """The codes of sector and local standards are published; another one is a slip of the pen as a rule."""
    for one in draft.once(_written):
        if Fault.UNKNOWN_CODE in one.identifier.faults:
            code = one.identifier.document.rpartition(" ")[0]
            yield Finding(
                one.at,
                f"`{code}` is no known code of a sector or province",
                f"`{code}`不是已公布的行业或地方代号",
                "look the code up",
                "核对代号",
            )
