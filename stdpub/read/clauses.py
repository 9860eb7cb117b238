"""Headings and what stands below them to the tree of clauses, elements known by their titles or classes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from stdpub.model.content import Block, References
from stdpub.model.header import Header, RulebookName
from stdpub.model.inlines import Inline, plain
from stdpub.model.rulebooks import CLASSES, KNOWN_TITLES
from stdpub.model.source import NOWHERE, Replace, Severity, Span, Words, text_span
from stdpub.model.standard import BACK, FRONT, Clause, ClauseKind, Part
from stdpub.read.content import BlockReader, apart, lone_attributes
from stdpub.read.markdown.token_tree import Token
from stdpub.read.references import reference_list
from stdpub.read.terms import term_entry
from stdpub.read.typed_numbers import BARE, HEADING, annex_classes, typed_number

_REFERENCE_KINDS = frozenset({ClauseKind.NORMATIVE_REFERENCES, ClauseKind.BIBLIOGRAPHY})
_INFORMATIVE = FRONT | {ClauseKind.BIBLIOGRAPHY, ClauseKind.INDEX, ClauseKind.NORMATIVE_REFERENCES}
_PARAGRAPH_SIGN = "§"


@dataclass(slots=True)
class _Section:
    """A heading of one file with the tokens below it and the sections under it; `later` are those of further files."""

    reader: BlockReader
    heading: Token | None
    body: list[Token] = field(default_factory=list)
    later: list[tuple[BlockReader, list[Token]]] = field(default_factory=list)
    below: list[_Section] = field(default_factory=list)

    def tokens_of(self, reader: BlockReader) -> list[Token]:
        """Return the tokens of a file that stand here, a list to add to."""
        if reader is self.reader:
            return self.body
        if not self.later or self.later[-1][0] is not reader:
            self.later.append((reader, []))
        return self.later[-1][1]

    def blocks(self) -> tuple[Block, ...]:
        """Return the blocks below the heading, each read as part of its own file."""
        later = (block for reader, tokens in self.later for block in reader.blocks(tokens))
        return (*self.reader.blocks(self.body), *later)


def clauses(files: Sequence[tuple[BlockReader, Sequence[Token]]], header: Header) -> tuple[Clause, ...]:
    """Return the clause tree of a standard's files in reading order."""
    builder = _Clauses(header)
    return tuple(_informed(builder.clause(section, 1, ClauseKind.CLAUSE)) for section in _tree(files))


def _informed(clause: Clause) -> Clause:
    """Return an element with every clause in it as informative as itself."""
    if clause.normative:
        return clause
    parts = (replace(part, normative=False) if isinstance(part, Clause) else part for part in clause.clauses)
    return replace(clause, clauses=tuple(_informed(part) if isinstance(part, Clause) else part for part in parts))


def _tree(files: Sequence[tuple[BlockReader, Sequence[Token]]]) -> list[_Section]:
    top: list[_Section] = []
    open_: list[_Section] = []
    for reader, tokens in files:
        for token in apart(tokens):
            if token.kind == "heading":
                if open_:
                    _take_key(reader, token, open_[-1].tokens_of(reader))
                while open_ and _level(open_[-1]) >= token.level:
                    open_.pop()
                section = _Section(reader, token)
                _report_skip(reader, token, open_)
                (open_[-1].below if open_ else top).append(section)
                open_.append(section)
            elif token.kind not in {"front_matter", "link_definition", "comment"}:
                if not open_:
                    top.append(_Section(reader, None))
                    open_.append(top[-1])
                open_[-1].tokens_of(reader).append(token)
    return top


def _take_key(reader: BlockReader, heading: Token, body: list[Token]) -> None:
    """Give a heading the attributes that stand alone on the line before it."""
    alone = lone_attributes(body[-1]) if body else None
    if alone is None:
        return
    body.pop()
    if heading.attributes is None:
        heading.attributes = alone
    else:
        message = Words("attributes before a heading that has some already", "标题之前和标题之后都有属性")
        help_ = Words("write them in one place", "请写在一处")
        reader.inlines.say(alone.start, alone.end, "second-key", message, help_)


def _level(section: _Section) -> int:
    return section.heading.level if section.heading else 7  # text before the first heading ends at any heading


def _report_skip(reader: BlockReader, token: Token, open_: list[_Section]) -> None:
    parent = _level(open_[-1]) if open_ else 0
    if token.level > parent + 1:
        message = Words(
            f"a heading of level {token.level} right below level {parent}",
            f"{parent}级标题之下直接出现{token.level}级标题",
        )
        help_ = Words(f"write `{'#' * (parent + 1)}`", f"请写`{'#' * (parent + 1)}`")
        reader.say(token, Severity.ERROR, "level-skipped", message, help_)


class _Clauses:
    """Turns sections into clauses and term entries."""

    def __init__(self, header: Header) -> None:
        self.ruled = header.rulebook is not RulebookName.NONE
        self.by_title = header.numbering.scheme == "rulebook"

    def clause(self, section: _Section, depth: int, within: ClauseKind) -> Clause:
        """Return a section as a clause; `within` is the kind of the element it belongs to."""
        reader, heading = section.reader, section.heading
        kind = self._kind(section, depth, within)
        attributes = heading.attributes if heading else None
        classes = self._classes(section, depth)
        title = self._title(reader, heading, classes)
        blocks = section.blocks()
        if kind in _REFERENCE_KINDS or within in _REFERENCE_KINDS:
            blocks = reference_list(blocks, reader)
        parts = tuple(self._part(below, depth + 1, kind) for below in section.below)
        return Clause(
            kind=kind,
            title=title,
            blocks=blocks,
            clauses=parts,
            depth=depth if heading else 0,
            normative=self._normative(reader, heading, kind, classes),
            fixed_label=attributes.value("label") if attributes else None,
            key=attributes.key if attributes else "",
            id="",
            number="",
            label="",
            span=self._span(section),
        )

    def _classes(self, section: _Section, depth: int) -> tuple[str, ...]:
        """Return the classes of a heading: its own, and those that a typed `Annex A (normative)` stands for."""
        attributes = section.heading.attributes if section.heading else None
        own = attributes.classes if attributes else ()
        typed = annex_classes(_words(section)) if self.ruled and depth == 1 and not set(own) & CLASSES.keys() else ()
        return (*own, *(name for name in typed if name not in own))

    def _title(self, reader: BlockReader, heading: Token | None, classes: tuple[str, ...]) -> tuple[Inline, ...]:
        if heading is None:
            return ()
        title = reader.inlines.nodes(heading.children)
        if not title:
            message = Words("a heading without words", "标题没有文字")
            help_ = Words("write `§` for a clause that has no title", "无标题的条请写`§`")
            reader.say(heading, Severity.ERROR, "empty-heading", message, help_)
        if self.ruled:
            bare = len(title) == 1 and BARE.fullmatch(plain(title))
            more = _classed(reader, heading, classes)
            found = typed_number(title, BARE, _PARAGRAPH_SIGN) if bare else typed_number(title, HEADING, more=more)
            reader.reading.diagnostics.extend(found)
        return () if plain(title).strip() == _PARAGRAPH_SIGN else title

    def _span(self, section: _Section) -> Span:
        """Return the span from the heading to the end of the last thing below it, in the heading's file."""
        source = section.reader.source
        tokens = [*([section.heading] if section.heading else []), *section.body]
        if not tokens:
            return NOWHERE
        end = max(token.end for token in tokens)
        below = [one for one in section.below if one.reader.source is source]
        span = source.span(tokens[0].start, end)
        return text_span(span, self._span(below[-1])) if below else span

    def _kind(self, section: _Section, depth: int, within: ClauseKind) -> ClauseKind:
        if section.heading is None:
            return ClauseKind.CLAUSE
        for name in self._classes(section, depth):
            if name in CLASSES:
                return self._named_kind(section, name, depth, within)
        if depth > 1 or not self.by_title:
            return within if within is ClauseKind.TERMS else ClauseKind.CLAUSE
        words = _words(section)
        typed = HEADING.match(words) if self.ruled else None
        title = words[typed.end() if typed else 0 :].strip().lower().replace("　", "")
        return KNOWN_TITLES.get(title, ClauseKind.CLAUSE)

    def _named_kind(self, section: _Section, name: str, depth: int, within: ClauseKind) -> ClauseKind:
        """Return the kind that a class names; the elements of a document stand on its first level."""
        kind = CLASSES[name]
        if depth == 1 or kind is ClauseKind.CLAUSE or section.heading is None:
            return kind
        message = Words(f"`.{name}` below the first level", f"`.{name}`不在第一层")
        help_ = Words("write its title with `#`", "标题请用`#`")
        section.reader.say(section.heading, Severity.ERROR, "element-below-first-level", message, help_)
        return within if within is ClauseKind.TERMS else ClauseKind.CLAUSE

    def _part(self, section: _Section, depth: int, within: ClauseKind) -> Part:
        """Return a term entry where one stands in a terms clause: a heading without headings below it."""
        attributes = section.heading.attributes if section.heading else None
        plain_clause = attributes is not None and "clause" in attributes.classes
        if within is ClauseKind.TERMS and not section.below and section.heading is not None and not plain_clause:
            return term_entry(section.reader, section.heading, section.blocks(), self._span(section))
        return self.clause(section, depth, within if within is ClauseKind.TERMS else _child_kind(within))

    def _normative(
        self,
        reader: BlockReader,
        heading: Token | None,
        kind: ClauseKind,
        classes: tuple[str, ...],
    ) -> bool:
        if kind is not ClauseKind.ANNEX:
            if heading is not None and "annex" not in classes and {"normative", "informative"} & set(classes):
                message = Words("a status on what is no annex", "不是附录，却写明了性质")
                help_ = Words(
                    "write `{.annex .normative}` or `{.annex .informative}`",
                    "附录写`{.annex .normative}`或`{.annex .informative}`",
                )
                reader.say(heading, Severity.WARNING, "status-without-annex", message, help_)
            return kind not in _INFORMATIVE
        if heading is not None and "normative" not in classes and "informative" not in classes:
            message = Words("an annex that does not say its status", "附录未写明性质")
            help_ = Words(
                "write `{.annex .normative}` or `{.annex .informative}`",
                "请写`{.annex .normative}`或`{.annex .informative}`",
            )
            reader.say(heading, Severity.ERROR, "annex-without-status", message, help_)
        return "informative" not in classes


def _words(section: _Section) -> str:
    return plain(section.reader.inlines.nodes(section.heading.children)) if section.heading else ""


def _classed(reader: BlockReader, heading: Token, classes: tuple[str, ...]) -> tuple[Replace, ...]:
    """Return the edit that writes the classes which a heading says by a typed number alone."""
    attributes = heading.attributes
    own = attributes.classes if attributes else ()
    new = " ".join(f".{name}" for name in classes if name not in own)
    if not new:
        return ()
    if attributes:
        at = reader.source.span(attributes.start + 1, attributes.start + 1)
        return (Replace(at, f"{new} "),)
    at = reader.source.span(heading.end, heading.end)
    return (Replace(at, f" {{{new}}}"),)


def _child_kind(within: ClauseKind) -> ClauseKind:
    """Return what a subclause is told to stand in: the bibliography's groups hold entries too."""
    return within if within in _REFERENCE_KINDS | FRONT | BACK else ClauseKind.CLAUSE


def has_entries(clause: Clause) -> bool:
    """Tell whether a clause of references lists any."""
    return any(isinstance(block, References) and block.items for block in clause.blocks)
