"""A parameter of a command and what the user wrote in, the value that the command takes out: texts, paths and choices.

Typer gives every value its type, even a default, by a library that takes longer to load than a short standard takes to be
checked. Here the values that need no such help are taken at once; whatever is left is for typer, and so is all that is to
be said about a wrong value.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Protocol, get_args, get_origin

import typer


class _Conversion(Protocol):
    """How a parameter gets its value."""

    def coerce(self, value: object, param: _Parameter, ctx: typer.Context) -> object: ...


class _Parameter(Protocol):
    """What is of use here of a parameter of typer."""

    multiple: bool
    nargs: int


class _Described(Protocol):
    """What typer knows about the type of a parameter."""

    annotation: object
    parameter_info: typer.models.ParameterInfo


class _NotPlain(Exception):  # noqa: N818 - it is what happened
    """A value that is left to typer."""


@dataclass(frozen=True, slots=True)
class _Plain:
    """The conversion of one parameter; `typers` makes typer's own."""

    described: _Described
    typers: Callable[[_Described], _Conversion]

    def coerce(self, value: object, param: _Parameter, ctx: typer.Context) -> object:
        """Return the value as the command takes it."""
        if value is None:
            return () if param.multiple or param.nargs == -1 else None
        try:
            return self._taken(value, self.described.annotation)
        except _NotPlain:
            return self.typers(self.described).coerce(value, param, ctx)

    def _taken(self, value: object, annotation: object) -> object:
        if get_origin(annotation) is list and isinstance(value, (list, tuple)):
            (each,) = get_args(annotation)
            return [self._taken(one, each) for one in value]
        if annotation is Path and isinstance(value, (str, Path)):
            return self._path(value)
        if isinstance(annotation, type):
            if isinstance(value, annotation):
                return value
            if issubclass(annotation, Enum) and value in {one.value for one in annotation}:
                return annotation(value)
        raise _NotPlain

    def _path(self, value: str | Path) -> Path:
        """Return a path of which nothing is asked but that it can be read if it is there."""
        asked = self.described.parameter_info
        if asked.exists or asked.writable or asked.resolve_path or not (asked.file_okay and asked.dir_okay):
            raise _NotPlain
        if not os.access(value, os.R_OK) and os.path.lexists(value):
            raise _NotPlain
        return Path(value)


TYPERS: Callable[[_Described], _Conversion] = typer.core.build_runtime_param  # type: ignore[attr-defined, assignment]  # only what is used
"""How typer itself converts the values of a parameter."""


def _conversion(described: _Described) -> _Conversion:
    asked = described.parameter_info
    plain = asked.parser is None and asked.min is None and asked.max is None
    return _Plain(described, TYPERS) if plain else TYPERS(described)


def take_plain_values() -> None:
    """Let the parameters of all commands of typer take their plain values at once."""
    typer.core.build_runtime_param = _conversion  # type: ignore[attr-defined, assignment]  # no other place
