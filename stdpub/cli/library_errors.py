"""What goes wrong with a library, told as the command line tells it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from stdpub.cli.messages import CannotRead, Usage
from stdpub.store.errors import (
    BadEdition,
    BadPublication,
    BadSelector,
    BadSlug,
    EditionPublished,
    ImpossibleEvent,
    LibraryError,
    LibraryExists,
    RegisterConflict,
    SharedConflict,
)

_USAGE = (
    BadEdition,
    BadPublication,
    BadSelector,
    BadSlug,
    EditionPublished,
    ImpossibleEvent,
    LibraryExists,
    RegisterConflict,
    SharedConflict,
)


@contextmanager
def told() -> Iterator[None]:
    """Turn a library's error into wrong use (exit code 2), or into what cannot be read (exit code 3)."""
    try:
        yield
    except _USAGE as error:
        raise Usage(error.message, error.help) from error
    except LibraryError as error:
        raise CannotRead(error.message, error.help) from error
