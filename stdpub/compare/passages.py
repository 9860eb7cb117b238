"""Inline nodes of the model in; the words a reader sees, and the same without what stdpub generated, out."""

from __future__ import annotations

from dataclasses import dataclass, field

from stdpub.model.flat import flat
from stdpub.model.inlines import (
    Citation,
    CodeSpan,
    CrossReference,
    FootnoteReference,
    Inline,
    InlineFormula,
    Limit,
    LineBreak,
    Link,
    Mark,
    MarkKind,
    Picture,
    Text,
    VerbalForm,
)
from stdpub.model.provisions import Kind

PLACE = "\ue000"
"""Stands in `Passage.said` for the generated words of a pointer: they change with any number."""

CODE = "\ue002"
"""Stands in `Passage.said` before and after characters of a formal language: there every one counts."""

_RAISED = frozenset({MarkKind.SUPERSCRIPT, MarkKind.SUBSCRIPT})


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of a thing that stand together: a sentence, an item, a row of a table.

    `inside` is `""` for running text, else what encloses it: `note`, `example`, `warning`, `footnote`, `quotation`,
    `code`, `definition`, `designation`, `source`, `row`, `symbol`. `nodes` are the inline nodes of a sentence.
    """

    kind: Kind
    text: str
    said: str
    inside: str
    nodes: tuple[Inline, ...] = ()


@dataclass(slots=True)
class Own:
    """What a thing says itself, while it is gathered."""

    lines: list[list[str]] = field(default_factory=lambda: [[]])
    passages: list[Passage] = field(default_factory=list)
    pointers: list[str] = field(default_factory=list)
    marks: list[str] = field(default_factory=list)
    footnotes: list[str] = field(default_factory=list)
    nodes: list[object] = field(default_factory=list)

    def line(self) -> None:
        """Begin a new line."""
        if self.lines[-1]:
            self.lines.append([])

    def say(self, nodes: tuple[Inline, ...], kind: Kind = Kind.STATEMENT, inside: str = "") -> None:
        """Add words to the line, as a passage of their own."""
        text, said = self.words(nodes)
        self._add(text, said, kind, inside, nodes)

    def tell(self, text: str, said: str = "", inside: str = "") -> None:
        """Add a text to the line, as a passage of its own; `said` where it differs."""
        self._add(text, said or text, Kind.STATEMENT, inside, ())

    def _add(self, text: str, said: str, kind: Kind, inside: str, nodes: tuple[Inline, ...]) -> None:
        words = " ".join(text.split())
        if words:
            self.lines[-1].append(text)
            same = said == text
            self.passages.append(Passage(kind, words, words if same else " ".join(said.split()), inside, nodes))

    def words(self, nodes: tuple[Inline, ...]) -> tuple[str, str]:
        """Return the words of inline nodes, and the same with a place holder for generated words; keep the pointers."""
        if len(nodes) == 1 and isinstance(nodes[0], Text):
            return nodes[0].text, nodes[0].text
        text: list[str] = []
        said: list[str] = []
        self._gather(nodes, text, said)
        return "".join(text), "".join(said)

    def _gather(self, nodes: tuple[Inline, ...], text: list[str], said: list[str]) -> None:
        for node in nodes:
            if isinstance(node, (Text, VerbalForm)):
                words = node.text
            elif isinstance(node, (CrossReference, Citation)):
                self._pointer(node, text, said)
                continue
            elif isinstance(node, (Mark, Link, Limit)):
                if isinstance(node, Mark) and node.kind in _RAISED:
                    words = flat((node,))
                else:
                    self.marks.append(_mark(node))
                    self._gather(node.children, text, said)
                    continue
            elif isinstance(node, (CodeSpan, InlineFormula)):
                self._formal(node, text, said)
                continue
            else:
                words = self._object(node)
            text.append(words)
            said.append(words)

    def _formal(self, node: CodeSpan | InlineFormula, text: list[str], said: list[str]) -> None:
        words = node.text if isinstance(node, CodeSpan) else node.tex
        self.marks.append("code" if isinstance(node, CodeSpan) else "formula")
        text.append(words)
        said.append(f"{CODE}{words}{CODE}")

    def _pointer(self, node: CrossReference | Citation, text: list[str], said: list[str]) -> None:
        if isinstance(node, CrossReference):
            self.pointers.append(f"#{node.target_id or node.key}")
        else:
            self.pointers.append(f"@{node.target_id or node.reference}")
            self.marks.append(f"clause {node.clause}")
        if node.children:
            self._gather(node.children, text, said)
            return
        text.append(node.text)
        said.append(f"{PLACE}, {node.clause}" if isinstance(node, Citation) and node.clause else PLACE)

    def _object(self, node: Inline) -> str:
        match node:
            case Picture(alt=alt, path=path):
                self.marks.append(f"picture {path}")
                return f"[{alt}]"
            case LineBreak():
                return " "
            case FootnoteReference(target_id=name):
                self.footnotes.append(name)
        return ""

    def text(self) -> str:
        """Return all that was said, a block a line."""
        if len(self.passages) == len(self.lines) == len(self.lines[0]) == 1:
            return self.passages[0].text
        return "\n".join([" ".join("".join(line).split()) for line in self.lines if line])


def _mark(node: Mark | Link | Limit) -> str:
    match node:
        case Mark(kind=kind):
            return kind.value
        case Link(href=href):
            return f"link {href}"
        case Limit(rule=rule, when=when):
            return f"limit {rule} when {when}"
