"""YAML, most often front matter, to a tree of texts that know their places; `1.10` stays `1.10`, `no` stays `no`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode
from ruamel.yaml.tokens import AliasToken, AnchorToken

from stdpub.model.patterns import regex
from stdpub.model.source import Diagnostic, Severity, SourceText, Span, Words

SIZE_LIMIT = 65_536
"""Code points that front matter may have; the longest real one seen has under 10,000."""


class Subject(NamedTuple):
    """What is read, for the messages: its name, the rule that an unreadable one breaks, and its size limit."""

    name: Words
    rule: str
    limit: int


FRONT_MATTER = Subject(Words("front matter", "文前数据"), "front-matter-unreadable", SIZE_LIMIT)

_UNPRINTABLE = regex(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff\u2028\u2029]")
DEPTH_LIMIT = 8
"""Levels that front matter may nest."""


@dataclass(frozen=True, slots=True)
class Scalar:
    """One text as the author wrote it, quotes taken off."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list of values."""

    items: tuple[Value, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Field:
    """One named value of a mapping, with the place of the name."""

    name: str
    at: Span
    value: Value


@dataclass(frozen=True, slots=True)
class Mapping:
    """Named values in the author's order."""

    fields: tuple[Field, ...]
    span: Span


Value: TypeAlias = Scalar | Sequence | Mapping

Parsed: TypeAlias = tuple[Mapping | None, tuple[Diagnostic, ...]]


def parse(source: SourceText, start: int, end: int, subject: Subject = FRONT_MATTER) -> Parsed:
    """Return the mapping that stands between two offsets of a file (YAML 1.2), or why it cannot be read."""
    value, faults = parse_any(source, start, end, subject)
    if value is None or isinstance(value, Mapping):
        return value, faults
    return None, (_fault(value.span, subject, Words("that is no list of `name: value`", "不是“名称: 值”的形式")),)


def parse_any(
    source: SourceText, start: int, end: int, subject: Subject
) -> tuple[Value | None, tuple[Diagnostic, ...]]:
    """Return the value that stands between two offsets, an empty mapping where nothing does, or why it cannot be read."""
    text = source.text[start:end]
    if end - start > subject.limit:
        at = source.span(start, start)
        problem = Words(f"longer than {subject.limit} characters", f"超过{subject.limit}个字符")
        return None, (_fault(at, subject, problem),)
    refused = _anchors(source, start, text, subject)
    if refused:
        return None, refused
    yaml = YAML(typ="safe", pure=True)
    yaml.allow_duplicate_keys = True  # reported here, at their place and all of them
    try:
        node = yaml.compose(text)
    except MarkedYAMLError as error:
        return None, (_yaml_fault(source, start, text, subject, error),)
    except RecursionError:
        return None, (_too_deep(source.span(start, start), subject),)
    except (YAMLError, ValueError):
        at = source.span(start, start)
        return None, (_fault(at, subject, Words("that is no YAML", "不是YAML")),)
    if node is None:
        return Mapping((), source.span(start, start)), ()
    reader = _Reader(source, start, subject)
    value = reader.value(node, 0)
    return value, tuple(reader.diagnostics)


def _anchors(source: SourceText, start: int, text: str, subject: Subject) -> tuple[Diagnostic, ...]:
    """Refuse anchors and aliases: nothing here needs them, and they are how a few lines become gigabytes."""
    if "&" not in text and "*" not in text:
        return ()
    yaml = YAML(typ="safe", pure=True)
    try:
        for token in yaml.scan(text):
            if isinstance(token, (AnchorToken, AliasToken)):
                at = source.span(start + token.start_mark.index, start + token.end_mark.index)
                message = Words(f"an anchor or alias in {subject.name.en}", f"{subject.name.zh}中有锚点或别名")
                return (Diagnostic(at, Severity.ERROR, subject.rule, message),)
    except (YAMLError, RecursionError, ValueError):
        return ()  # the parser says it better
    return ()


def _yaml_fault(source: SourceText, start: int, text: str, subject: Subject, error: MarkedYAMLError) -> Diagnostic:
    mark = error.problem_mark or error.context_mark
    offset = start + min(mark.index if mark else 0, len(text))
    problem = (error.problem or "cannot be read").rstrip(".")
    said = Words(f"that is no YAML: {problem}", f"不是YAML：{problem}")
    return _fault(source.span(offset, offset), subject, said)


def _fault(at: Span, subject: Subject, problem: Words) -> Diagnostic:
    message = Words(f"{subject.name.en} {problem.en}", f"{subject.name.zh}{problem.zh}")
    return Diagnostic(at, Severity.ERROR, subject.rule, message)


def _too_deep(at: Span, subject: Subject) -> Diagnostic:
    return _fault(at, subject, Words(f"nested deeper than {DEPTH_LIMIT} levels", f"嵌套超过{DEPTH_LIMIT}层"))


class _Reader:
    """Turns composed nodes into values, with their places in the file."""

    def __init__(self, source: SourceText, start: int, subject: Subject) -> None:
        self.source = source
        self.start = start
        self.subject = subject
        self.diagnostics: list[Diagnostic] = []

    def span(self, node: Node) -> Span:
        text = self.source.text
        first = self.start + node.start_mark.index
        last = max(first, self.start + node.end_mark.index)
        while last > first and text[last - 1] in " \n":
            last -= 1
        return self.source.span(first, last)

    def _clean(self, text: str, span: Span) -> str:
        """Return a value without what an escape can smuggle in and no output can hold."""
        if _UNPRINTABLE.search(text):
            name = self.subject.name
            message = Words(f"a control character in {name.en}", f"{name.zh}中有控制字符")
            self.diagnostics.append(Diagnostic(span, Severity.ERROR, "control-character", message))
        return _UNPRINTABLE.sub("", text).strip()

    def value(self, node: Node, depth: int) -> Value:
        span = self.span(node)
        if isinstance(node, ScalarNode):
            return Scalar(self._clean(str(node.value), span), span)
        if depth >= DEPTH_LIMIT:
            self.diagnostics.append(_too_deep(span, self.subject))
            return Scalar("", span)
        if isinstance(node, SequenceNode):
            return Sequence(tuple(self.value(item, depth + 1) for item in node.value), span)
        if isinstance(node, MappingNode):
            return Mapping(tuple(self._fields(node, depth)), span)
        return Scalar("", span)

    def _fields(self, node: MappingNode, depth: int) -> Iterator[Field]:
        seen: set[str] = set()
        for name_node, value_node in node.value:
            at = self.span(name_node)
            if not isinstance(name_node, ScalarNode):
                message = Words("a name that is no plain text", "字段名不是纯文本")
                self.diagnostics.append(Diagnostic(at, Severity.ERROR, self.subject.rule, message))
                continue
            name = str(name_node.value)
            if name in seen:
                message = Words(f"`{name}` given twice", f"`{name}`出现两次")
                keep = Words("keep one of them", "只保留一个")
                self.diagnostics.append(Diagnostic(at, Severity.ERROR, "duplicate-field", message, keep))
                continue
            seen.add(name)
            yield Field(name, at, self.value(value_node, depth + 1))
