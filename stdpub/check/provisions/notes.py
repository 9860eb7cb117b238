"""Rules on notes and examples that were written as ordinary paragraphs."""

from __future__ import annotations

from collections.abc import Iterator

from stdpub.check.draft import Draft
from stdpub.check.rule import Finding, rule
from stdpub.model.content import Paragraph
from stdpub.model.inlines import Text, plain
from stdpub.model.patterns import regex
from stdpub.model.source import Replace, Severity, SourceText, Span

_LABEL = regex(
    r"(?:(?P<note>注|NOTE|Note)|(?P<example>示例|例|EXAMPLE|Example|E\.g\.))(?: ?\d{1,2})?(?: to entry)?"
    r"(?:[:：]|(?<=[A-Z]) (?=[A-Z])|(?<=[A-Z] \d) (?=[A-Z])|(?<=[A-Z]) ?[—–-] )[ \u00a0\u3000]*"
)

_FIRST = frozenset("注示例NE")


@rule(
    zh="注和示例用`> [!NOTE]`、`> [!EXAMPLE]`书写：编号由stdpub生成，也不会被读作条款。",
    source="GB/T 1.1-2020, 9.10 and 9.11; ISO/IEC Directives, Part 2, clauses 24 and 25",
    bad="# Vents {#vents}\n\nA vent releases gas.\n\nNOTE: Dust blocks vents.\n",
    good="# Vents {#vents}\n\nA vent releases gas.\n\n> [!NOTE]\n> Dust blocks vents.\n",
    severity=Severity.WARNING,
    candidates=("gb-note-label", "note-numbering"),
    yields_to=("typed-number",),
)
def note_as_paragraph(draft: Draft) -> Iterator[Finding]:
    """Notes and examples are written as `> [!NOTE]` and `> [!EXAMPLE]`: stdpub numbers them, and they hold no provisions."""
    for block, _ in draft.blocks:
        if not isinstance(block, Paragraph) or block.generated or not block.sentences:
            continue
        first = block.sentences[0].children[0]
        opening = first.text if isinstance(first, Text) else plain((first,))
        found = _LABEL.match(opening) if opening[:1] in _FIRST else None
        if found is None:
            continue
        mark = "[!NOTE]" if found["note"] else "[!EXAMPLE]"
        start = block.sentences[0].children[0].span
        yield Finding(
            start._replace(end_line=start.line, end_column=start.column + len(found[0].rstrip())),
            f"`{found[0].strip()}` typed before an ordinary paragraph",
            f"普通段落前手写了`{found[0].strip()}`",
            f"write `> {mark}` on a line above it, and `> ` before each of its lines",
            f"在其上一行写`> {mark}`，并在各行之前写`> `",
            fix=quoted(draft.sources.get(block.span.file), block.span, found[0], mark),
        )


def quoted(source: SourceText | None, span: Span, label: str, mark: str) -> tuple[Replace, ...]:
    """Return the edits that make a paragraph that begins a line a note; none where it stands inside something."""
    if source is None or span.column != 1:
        return ()
    lines = source.text[source.offset(span.line, 1) : source.offset(span.end_line, span.end_column)].split("\n")
    if not lines[0].startswith(label) or lines[0].strip() == label.strip():
        return ()
    first = Replace(Span(span.file, span.line, 1, span.line, 1 + len(label)), f"> {mark}\n> ")
    rest = range(span.line + 1, span.line + len(lines))
    return (first, *(Replace(Span(span.file, line, 1, line, 1), "> ") for line in rest))
