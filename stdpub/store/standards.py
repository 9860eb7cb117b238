"""A version of a standard in; what stands in it out: as it was published where that is stored, else by today's reader."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from stdpub.model.folder import Folder
from stdpub.model.source import Words
from stdpub.model.standard import Standard
from stdpub.read.reader import SOURCE_FILE, languages, read
from stdpub.store.catalogue import LanguageEdition, Version
from stdpub.store.errors import UnknownLanguage
from stdpub.store.library import Library
from stdpub.store.names import is_slug
from stdpub.store.objects import EntryKind
from stdpub.store.published import stored_outputs
from stdpub.store.stored_standard import UnreadableRecordError, restore


def languages_of(library: Library, version: Version) -> tuple[str, ...]:
    """Return the languages of a version, the source language first."""
    return version.languages or languages(library.folder(version))


def standard_of(library: Library, version: Version, language: str = "") -> Standard:
    """Return a version in a language, the source language by default; raise UnknownLanguage where it has it not."""
    known = languages_of(library, version)
    wanted = language or known[0]
    if wanted not in known:
        raise UnknownLanguage(
            Words(
                f"`{version.slug}` {version.name} is not written in `{wanted}`",
                f"`{version.slug}` {version.name} 没有 `{wanted}` 语言的文本",
            ),
            known,
        )
    published = _language_edition(library, version, wanted)
    if published is None:
        return read(library.folder(version), wanted, Neighbours(library, version.commit))
    return _stored(library, published) or read(
        library.folder(published, version.slug), wanted, Neighbours(library, published.commit)
    )


def _language_edition(library: Library, version: Version, language: str) -> LanguageEdition | None:
    """Return a language of a version as it was published, None where the version is no edition."""
    if not version.edition:
        return None
    found = next((one for one in library.editions(version.slug) if one.id == version.edition), None)
    return found.language(language) if found else None


def _stored(library: Library, published: LanguageEdition) -> Standard | None:
    """Return the standard that was published with its tag, None where none is stored that can be read."""
    if published.manifest is None:
        return None
    for output in stored_outputs(library.repository, published.manifest):
        if output.form == "json":
            try:
                return restore(library.content(output.id))
            except UnreadableRecordError:
                return None
    return None


class Neighbours(Mapping[str, Folder]):
    """The standards of a library at a commit by slug, each read when it is asked for."""

    def __init__(self, library: Library, commit: str) -> None:
        self._library = library
        self._commit = commit
        self._read: dict[str, Folder] = {}

    def __getitem__(self, slug: str) -> Folder:
        if slug not in self._read:
            tree = self._library.tree(self._commit, slug)
            if not tree:
                raise KeyError(slug)
            self._read[slug] = self._library.folder_at(tree, slug)
        return self._read[slug]

    def __iter__(self) -> Iterator[str]:
        repository = self._library.repository
        for entry in repository.entries(repository.tree_of(self._commit)):
            if entry.kind is EntryKind.FOLDER and is_slug(entry.name) and repository.entry(entry.id, SOURCE_FILE):
                yield entry.name

    def __len__(self) -> int:
        return sum(1 for _ in self)
