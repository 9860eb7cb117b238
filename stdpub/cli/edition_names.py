"""The editions of a standard in; which of them a version of it is, out, whether stdpub had added its own files by then or not."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import TypeAlias

from stdpub.store import files
from stdpub.store.catalogue import Edition
from stdpub.store.errors import LibraryError
from stdpub.store.ledgers import unamended
from stdpub.store.library import Library
from stdpub.store.paths_index import State

_Said: TypeAlias = "tuple[str, frozenset[tuple[str, str]]]"


class EditionNames:
    """The names of editions by what they say."""

    def __init__(self, library: Library, editions: Iterable[Edition]) -> None:
        self._said = cache(lambda state: _said(library, state))
        self._names: dict[_Said, list[str]] = {}
        for edition in reversed(tuple(editions)):
            for one in edition.languages:
                names = self._names.setdefault(self._said(State(one.tree, one.quantities)), [])
                if edition.id not in names:
                    names.append(edition.id)

    def of(self, state: State) -> list[str]:
        """Return the editions that have the content of a version, oldest first."""
        return self._names.get(self._said(state), []) if state.tree else []


def _said(library: Library, state: State) -> _Said:
    """Return the files of a version without those that publishing adds, which its author commits before it or after."""
    try:
        found = unamended(files.paths(library.repository, state.tree))
    except LibraryError:
        found = {"": state.tree}
    return state.quantities, frozenset(found.items())
