"""A node of the model and new values for some of its fields in, the new node out, in half the time of `dataclasses.replace`."""

from __future__ import annotations

from typing import TypeVar

_T = TypeVar("_T")

_new = object.__new__
_set = object.__setattr__


def replace(node: _T, /, **values: object) -> _T:
    """Return a node, frozen and slotted as all nodes of the model are, with some of its fields set anew.

    A name that is no field is not looked for: the walks that call this a hundred thousand times a document are typed and
    tested, and the constructors of nodes do nothing but set their fields.
    """
    made = _new(type(node))
    for name in type(node).__slots__:  # type: ignore[attr-defined]
        _set(made, name, values[name] if name in values else getattr(node, name))
    return made
