"""What can go wrong with a library, typed: each error carries its message in English and Chinese."""

# ruff: noqa: N818  a fault is named by what is wrong, not by being an error

from __future__ import annotations

from stdpub.model.source import Diagnostic, Words


class LibraryError(Exception):
    """A library that cannot be read or written as asked; `message` stands alone, `help` says what to do."""

    def __init__(self, message: Words, help: Words | None = None) -> None:  # noqa: A002  the word of Diagnostic
        super().__init__(message.en)
        self.message = message
        self.help = help


class NotALibrary(LibraryError):
    """There is no git repository at the path."""


class LibraryExists(LibraryError):
    """There is something already where a library was to be started."""


class UnsupportedRepository(LibraryError):
    """The repository is one that stdpub cannot open, such as one of SHA-256 objects."""


class CorruptLibrary(LibraryError):
    """An object or reference that must be there is missing or damaged."""


class LibraryBusy(LibraryError):
    """Others kept moving or locking a reference for as long as we had patience; repeating is safe."""


class BadSettings(LibraryError):
    """`stdpub.toml` cannot be read."""


class SharedConflict(LibraryError):
    """`stdpub.toml` or `quantities.yml` beside the folder says something else than the library's."""


class BadRegister(LibraryError):
    """A `register.yml` that cannot be read."""


class RegisterConflict(LibraryError):
    """A `register.yml` beside the folder changes what the library's has recorded."""


class ImpossibleEvent(LibraryError):
    """An event that cannot have happened: to no edition, before its publication, or a second time."""


class BadMoment(LibraryError):
    """A text that names no moment of the past."""


class BadSlug(LibraryError):
    """The folder's name cannot be a slug; `proposal` can."""

    def __init__(self, message: Words, proposal: str, help: Words | None = None) -> None:  # noqa: A002
        super().__init__(message, help)
        self.proposal = proposal


class BadEdition(LibraryError):
    """The edition's id or a language cannot stand in an address."""


class BadPublication(LibraryError):
    """What is to be published is not complete, or does not fit together."""


class BadFate(BadPublication):
    """What is to be recorded of a key cannot have become of it."""


class KeysRefused(LibraryError):
    """Published keys are lost or used again; `faults` say which, and where they were."""

    def __init__(self, faults: tuple[Diagnostic, ...]) -> None:
        super().__init__(faults[0].message, faults[0].help)
        self.faults = faults


class EditionPublished(LibraryError):
    """The edition is published with other content, and a published edition never changes."""


class FolderDirty(LibraryError):
    """The folder in the library's work tree differs from the commit that would be tagged."""


class CheckedOut(LibraryError):
    """The library's main branch is checked out in a work tree, so it cannot move behind its back."""


class UnsafePath(LibraryError):
    """A path that leaves the library: `..`, an absolute path, a symbolic link, a submodule."""


class TooLarge(LibraryError):
    """More files or bytes than the library's limits allow."""


class UnknownStandard(LibraryError):
    """No standard of that slug; `candidates` are the nearest slugs."""

    def __init__(self, message: Words, candidates: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.candidates = candidates


class UnknownVersion(LibraryError):
    """No such version; `before` and `after` are the nearest editions in time, `candidates` what else there is."""

    def __init__(self, message: Words, candidates: tuple[str, ...] = (), before: str = "", after: str = "") -> None:
        super().__init__(message)
        self.candidates = candidates
        self.before = before
        self.after = after


class BadSelector(UnknownVersion):
    """The text is no version selector of the grammar."""


class DraftsHidden(UnknownVersion):
    """The version is a draft, and whoever asks may not see drafts."""


class UnknownLanguage(LibraryError):
    """The version is not written in that language; `candidates` are its own."""

    def __init__(self, message: Words, candidates: tuple[str, ...]) -> None:
        super().__init__(message)
        self.candidates = candidates


class UnknownOutput(LibraryError):
    """The edition has no stored bytes of that language and form."""
