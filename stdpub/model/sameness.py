"""Two standards in, the place of the first thing in which they differ out; where the words stand in files is no matter."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from functools import cache
from itertools import groupby

from stdpub.model.inlines import Text, VerbalForm
from stdpub.model.standard import Standard

_ASIDE = frozenset({"span", "spans", "digest", "diagnostics"})
_WORDS = (Text, VerbalForm)


def difference(one: Standard, other: Standard) -> str:
    """Return the path of the first difference of two models, as `clauses.2.title: ... != ...`; empty where there is none.

    Places, digest and diagnostics do not count, nor does into how many pieces running text is cut.
    """
    return next(_differences(one, other, ""), "")


def _differences(one: object, other: object, path: str) -> Iterator[str]:
    if isinstance(one, tuple) and isinstance(other, tuple):
        yield from _in_tuples(_whole(one), _whole(other), path)
    elif type(one) is not type(other):
        yield f"{path}: {_said(one)} != {_said(other)}"
    elif is_dataclass(one) and not isinstance(one, type):
        for name in _names(type(one)):
            yield from _differences(getattr(one, name), getattr(other, name), f"{path}.{name}".lstrip("."))
    elif one != other:
        yield f"{path}: {_said(one)} != {_said(other)}"


def _in_tuples(one: tuple[object, ...], other: tuple[object, ...], path: str) -> Iterator[str]:
    for at, (mine, yours) in enumerate(zip(one, other, strict=False)):
        yield from _differences(mine, yours, f"{path}.{at}")
    if len(one) != len(other):
        longer = one if len(one) > len(other) else other
        yield f"{path}: {len(one)} != {len(other)}, {_said(longer[min(len(one), len(other))])}"


@cache
def _names(class_: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(class_) if field.name not in _ASIDE)


def _whole(nodes: tuple[object, ...]) -> tuple[object, ...]:
    """Return nodes with texts that touch joined, empty ones left out."""
    if not any(isinstance(node, _WORDS) for node in nodes):
        return nodes
    joined: list[object] = []
    for class_, group in groupby(nodes, type):
        same = list(group)
        if class_ is Text or class_ is VerbalForm:
            words = "".join(node.text for node in same if isinstance(node, _WORDS))
            joined.extend([replace(same[0], text=words)] if words else [])  # type: ignore[type-var]
        else:
            joined.extend(same)
    return tuple(joined)


def _said(value: object) -> str:
    said = repr(value)
    return said if len(said) < 400 else f"{said[:400]}..."
