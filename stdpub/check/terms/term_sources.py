"""Rules on where a term entry says that it was taken from."""

from __future__ import annotations

import re
from collections.abc import Iterator

from stdpub.check.draft import Draft
from stdpub.check.rule import Finding, rule
from stdpub.model.content import Block, Paragraph, Reference, References
from stdpub.model.inlines import plain
from stdpub.model.patterns import regex
from stdpub.model.source import Replace, Severity
from stdpub.model.standard import Clause
from stdpub.model.terms import TermSource

_ENTRY = "# Terms and definitions {#terms}\n\n## hose {#hose}\n\nflexible pipe for fluids\n\n"
_USE = "\n\n# Material {#material}\n\nRubber is used for a hose.\n"
_LOOSE = regex(
    r"\s*(?P<open>[(（[【]?)(?P<label>来源|引自|摘自|出自|源自|改写自|改自|Source|SOURCE|From|Adapted from)(?P<colon>[:：]? ?)(?P<words>.+?)"
    r"(?P<close>[)）\]】]?)[.。]?\s*",
    re.DOTALL,
)
_DATED = regex(r"[:：—–-] ?(?:19|20)\d\d|\b(?:19|20)\d\d\b")
_NUMBERED = regex(r"(?:GB|ISO|IEC|JJF|T/|[A-Z]{2}/T)[^，,]*\d")
_PLACE = regex(r"[,，]\s*(?:定义|definition)?\s*(?:[A-Z]\.)?\d+(?:[.-]\d+)*")


def loose_source(block: Block) -> re.Match[str] | None:
    """Return the parts of a paragraph that says where an entry was taken from, in another form than the rulebook's."""
    if not isinstance(block, Paragraph):
        return None
    found = _LOOSE.fullmatch("".join(plain(one.children) for one in block.sentences)[:400])
    if found is None or not (found["open"] or found["colon"].strip()) or not _NUMBERED.search(found["words"]):
        return None
    return found


@rule(
    zh="条目的来源写在方括号中，位于条目末尾，如[来源：GB/T 20000.1—2014，5.2]。",
    source="GB/T 1.1-2020, 8.7; ISO/IEC Directives, Part 2, 16.5.10",
    bad=f"{_ENTRY}(SOURCE: ISO 1:2022, 3.1){_USE}",
    good=f"{_ENTRY}[SOURCE: ISO 1:2022, 3.1]{_USE}",
    severity=Severity.WARNING,
    candidates=("gb-term-source",),
)
def misshapen_term_source(draft: Draft) -> Iterator[Finding]:
    """Where an entry was taken from stands in square brackets at its end: [SOURCE: ISO 1087:2019, 3.1]."""
    label = "来源：" if draft.chinese else "SOURCE: "
    for entry in draft.entries:
        for block in entry.definition[1:]:
            found = loose_source(block)
            if found is None:
                continue
            right = f"[{label}{found['words'].strip()}]"
            plainly = draft.text_at(block.span).strip() == found[0].strip()
            yield Finding(
                block.span,
                f"the source of an entry in the form `{found['open']}{found['label']}…{found['close']}`",
                f"条目来源写成了`{found['open']}{found['label']}…{found['close']}`的形式",
                f"write `{right}`",
                f"写作`{right}`",
                fix=(Replace(block.span, right),) if plainly else (),
            )


@rule(
    zh="来源注明了章条号，因此也要注明年份：其他版本的编号可能不同。",
    source="GB/T 1.1-2020, 8.7 and 9.5.4.1; ISO/IEC Directives, Part 2, 10.4 and 16.5.10",
    bad=f"{_ENTRY}[SOURCE: ISO 1, 3.1]{_USE}",
    good=f"{_ENTRY}[SOURCE: ISO 1:2022, 3.1]{_USE}",
    severity=Severity.WARNING,
    candidates=("gb-term-source",),
)
def undated_term_source(draft: Draft) -> Iterator[Finding]:
    """A source that names a clause is dated: another edition may number otherwise."""
    dated = {entry.id for part in draft.clauses for entry in _references(part) if entry.dated}
    for entry in draft.entries:
        for source in entry.source:
            words = plain(source.words)
            if _PLACE.search(words) and not _DATED.search(words) and source.reference not in dated:
                yield _undated(source, words)


def _undated(source: TermSource, words: str) -> Finding:
    return Finding(
        source.span,
        f"the source `{words}` without a year",
        f"来源`{words}`未注明年份",
        "write the year of the edition behind the number of the document",
        "在文件编号后写出年份",
    )


def _references(clause: Clause) -> Iterator[Reference]:
    for block in clause.blocks:
        if isinstance(block, References):
            yield from block.items


@rule(
    zh="来源是条目的最后一行，在示例和注之后。",
    source="GB/T 1.1-2020, 8.7; ISO/IEC Directives, Part 2, 16.5.10",
    bad=f"{_ENTRY}[SOURCE: ISO 1:2022, 3.1]\n\n> [!NOTE]\n> Rubber is common.{_USE}",
    good=f"{_ENTRY}> [!NOTE]\n> Rubber is common.\n\n[SOURCE: ISO 1:2022, 3.1]{_USE}",
    severity=Severity.INFO,
    candidates=("gb-term-source",),
)
def early_term_source(draft: Draft) -> Iterator[Finding]:
    """The source is the last line of an entry, behind its examples and notes."""
    for entry in draft.entries:
        others = (*entry.definition, *entry.examples, *entry.notes)
        last = max((block.span.line for block in others), default=0)
        for source in entry.source:
            if source.span.line < last:
                yield Finding(
                    source.span,
                    "the source stands before other parts of the entry",
                    "来源写在条目其他内容之前",
                    "move it to the end of the entry",
                    "移到条目末尾",
                )
