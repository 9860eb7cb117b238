"""What goes wrong with a library, told as the command line tells it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from stdpub.cli.messages import CannotRead, Usage
from stdpub.model.source import Words
from stdpub.store.errors import (
    BadEdition,
    BadMoment,
    BadPublication,
    BadSelector,
    BadSlug,
    EditionPublished,
    ImpossibleEvent,
    LibraryError,
    LibraryExists,
    RegisterConflict,
    SharedConflict,
    UnknownLanguage,
    UnknownStandard,
    UnknownVersion,
)

_MOST_PROPOSED = 8

_USAGE = (
    BadEdition,
    BadMoment,
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
        raise Usage(error.message, error.help or _proposals(error)) from error
    except LibraryError as error:
        raise CannotRead(error.message, error.help or _proposals(error)) from error


def _proposals(error: LibraryError) -> Words | None:
    """Return the names that an error knows and that may have been meant."""
    names: tuple[str, ...] = ()
    if isinstance(error, UnknownVersion):
        names = tuple(dict.fromkeys(filter(None, (error.before, error.after, *error.candidates))))
    elif isinstance(error, (UnknownStandard, UnknownLanguage)):
        names = error.candidates
    if not names:
        return None
    shown = [f"`{name}`" for name in names[:_MOST_PROPOSED]]
    return Words(f"there is {', '.join(shown)}", f"现有：{'、'.join(shown)}")
