"""Tokens of one file to the faults of what stands in their braces: keys that are none, and attributes nobody reads."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from stdpub.model.patterns import regex
from stdpub.model.provisions import Kind
from stdpub.model.rulebooks import CLASSES
from stdpub.model.source import Diagnostic, Severity, SourceText, Words
from stdpub.read.markdown.attributes import Attributes
from stdpub.read.markdown.token_tree import Token, Tokens, walk
from stdpub.read.nearest import MOST_HELPED, nearest

_KEY = regex(r"[a-z][a-z0-9-]*")
_RESERVED = frozenset({"doc"})
"""Begins the ids that are made for what has no key."""

_KINDS = frozenset(kind.value for kind in Kind)


@dataclass(frozen=True, slots=True)
class _Allowed:
    """The classes and names that have a meaning on one kind of token."""

    classes: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()


_ALLOWED = {
    "heading": _Allowed(frozenset({*CLASSES, "normative", "informative"}), frozenset({"label"})),
    "image": _Allowed(names=frozenset({"alt", "header"})),
    "formula": _Allowed(frozenset({"numbered"})),
    "attributes": _Allowed(_KINDS | {"numbered"}, frozenset({"limit", "when", "compare", "alt", "header"})),
    "span": _Allowed(frozenset({"index"}), frozenset({"limit", "when", "compare"})),
}


def attribute_faults(tokens: Tokens, *, ruled: bool) -> Iterator[Diagnostic]:
    """Yield what is wrong with the attributes of a file; `ruled` says that a rulebook prints the labels."""
    judge = _Judge(tokens.source, ruled=ruled)
    for token in _all(tokens):
        if token.attributes is not None:
            yield from judge.faults(token, token.attributes)


def _all(tokens: Tokens) -> Iterator[Token]:
    yield from walk(tokens.blocks)
    for tables in tokens.html_tables.values():
        for table in tables:
            yield from walk([table.caption] if table.caption else [])
            for row in table.rows:
                for cell in row.cells:
                    yield from walk(cell.blocks)


class _Judge:
    """Looks at attributes one after another."""

    def __init__(self, source: SourceText, *, ruled: bool) -> None:
        self.source = source
        self.ruled = ruled
        self.unknown = 0

    def faults(self, token: Token, attributes: Attributes) -> Iterator[Diagnostic]:
        """Yield what is wrong with one pair of braces."""
        if token.kind == "span" and attributes.value("limit") is None and "index" not in attributes.classes:
            return  # the reader of the words says that they can have none of it
        if attributes.key:
            yield from self._key(attributes.key, attributes.key_at)
        if token.kind == "directive" and not token.info:
            return  # the block without a name is reported whole
        allowed = _ALLOWED.get(token.kind, _Allowed())
        if token.kind == "code_fence" and attributes.classes[:1] == (token.info,):
            allowed = _Allowed(frozenset({token.info}))
        for name, at in zip(attributes.classes, attributes.class_starts, strict=True):
            if name not in allowed.classes:
                yield self._unknown(f".{name}", at - 1, [f".{one}" for one in sorted(allowed.classes)])
        for (name, value), at in zip(attributes.values, attributes.name_starts, strict=True):
            if name == "#":
                message = Words(f"a second key, besides `{attributes.key}`", f"除`{attributes.key}`外又有一个键")
                yield self._fault(at, 1 + len(value), Severity.ERROR, "second-key", message)
            elif name not in allowed.names:
                yield self._unknown(name, at, sorted(allowed.names))
            elif name == "label" and self.ruled:
                message = Words("a typed `label` under a rulebook", "遵循起草规则的标准中手写了`label`")
                help_ = Words("leave it out: stdpub numbers the clause", "请删去，编号由stdpub生成")
                yield self._fault(at, len(name), Severity.ERROR, "typed-label", message, help_)

    def _key(self, key: str, at: int) -> Iterator[Diagnostic]:
        if key in _RESERVED:
            message = Words(f"the key `{key}` is kept for stdpub's own use", f"键`{key}`由stdpub保留使用")
            yield self._fault(at, len(key), Severity.ERROR, "reserved-key", message)
        elif not _KEY.fullmatch(key):
            message = Words(f"`{key}` is no key", f"`{key}`不是键")
            help_ = Words(
                "a key is lower-case letters, digits and hyphens, a letter first",
                "键由小写字母、数字和连字符组成，以字母开头",
            )
            yield self._fault(at, len(key), Severity.ERROR, "malformed-key", message, help_)

    def _unknown(self, name: str, at: int, known: list[str]) -> Diagnostic:
        self.unknown += 1
        near = nearest(name, known) if self.unknown <= MOST_HELPED else ""
        help_ = Words(f"did you mean `{near}`?", f"是否指`{near}`？") if near else None
        message = Words(f"`{name}` means nothing here", f"`{name}`在此处没有意义")
        return self._fault(at, len(name), Severity.WARNING, "unknown-attribute", message, help_)

    def _fault(
        self, at: int, length: int, severity: Severity, rule: str, message: Words, help_: Words | None = None
    ) -> Diagnostic:
        return Diagnostic(self.source.span(at, at + length), severity, rule, message, help_)
