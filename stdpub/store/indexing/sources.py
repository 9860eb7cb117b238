"""A library in; every document that its index has to hold, each ready to be read or rendered when it is needed, out."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

from stdpub import __version__
from stdpub.model.folder import Folder
from stdpub.model.standard import Standard
from stdpub.pipeline import render, versions
from stdpub.read.reader import read
from stdpub.store.catalogue import Draft, Edition, LanguageEdition, StoredOutput, Version
from stdpub.store.indexing.document import SLICED, Document
from stdpub.store.library import Library
from stdpub.store.stored_standard import UnreadableRecordError, restore

RENDERER = f"stdpub {__version__}"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the index has to hold: a language of an edition, or a version that is rendered, with all its languages."""

    slug: str
    tree: str
    quantities: str
    stored: bool
    language: str
    edition: Edition | None
    version: LanguageEdition | Draft | Version

    @property
    def name(self) -> tuple[str, str, str, str, bool]:
        """What it is told apart by; a rendered version bears no language."""
        return self.slug, self.tree, self.quantities, self.language, self.stored


def wanted(library: Library) -> tuple[Wanted, ...]:
    """Return what the index has to hold: all editions, and drafts whose content is no edition's."""
    found: dict[tuple[str, str, str, str, bool], Wanted] = {}
    published: set[tuple[str, str, str]] = set()
    works = library.works()
    for edition in (edition for work in works for edition in work.editions):
        published.add((edition.slug, edition.tree, edition.quantities))
        for one in edition.languages:
            stored = one.manifest is not None
            language = one.language if stored else ""
            item = Wanted(edition.slug, one.tree, one.quantities, stored, language, edition, one)
            found.setdefault(item.name, item)
    for draft in (draft for work in works for draft in work.drafts):
        item = Wanted(draft.slug, draft.tree, draft.quantities, False, "", None, draft)  # noqa: FBT003  in the order of the fields
        if (draft.slug, draft.tree, draft.quantities) not in published:
            found.setdefault(item.name, item)
    return tuple(found.values())


def load(library: Library, item: Wanted) -> Iterator[Document]:
    """Yield the documents of one thing that is wanted: published bytes as they are, others rendered by today's code."""
    if item.stored and item.edition is not None and isinstance(item.version, LanguageEdition):
        yield _stored(library, item.edition, item.version)
    else:
        yield from render_version(library, item.version, item.slug)


def _stored(library: Library, edition: Edition, one: LanguageEdition) -> Document:
    folder = library.folder(one, edition.slug)
    forms = {output.form: library.content(output.id) for output in _outputs(library, edition, one.language)}
    if not _is_json(forms.get("json", b"")):
        forms.pop("json", None)
    return Document(
        slug=edition.slug,
        tree=one.tree,
        quantities=one.quantities,
        stored=True,
        renderer=one.manifest.renderer if one.manifest else "",
        languages=tuple(found.language for found in edition.languages),
        standard=_published(folder, one.language, forms.get("json", b"")),
        folder=folder,
        forms=forms,
    )


def _is_json(content: bytes) -> bool:
    try:
        json.loads(content)
    except (ValueError, RecursionError):
        return False
    return True


def _published(folder: Folder, language: str, record: bytes) -> Standard:
    """Return what was published: by the JSON stored with it, by its source where there is none that can be read."""
    try:
        return restore(record)
    except UnreadableRecordError:
        return read(folder, language)


def _outputs(library: Library, edition: Edition, language: str) -> Iterator[StoredOutput]:
    for output in library.outputs(edition):
        if output.language == language and output.form in SLICED:
            yield output


def render_version(library: Library, version: LanguageEdition | Draft | Version, slug: str) -> Iterator[Document]:
    """Yield every language of a version without stored bytes, whatever faults it has: a draft may be looked at."""
    folder = library.folder(version, slug)
    standards = versions(folder)
    languages = tuple(standard.header.language for standard in standards)
    for standard in standards:
        outputs, _ = render(standard, SLICED)
        yield Document(
            slug=slug,
            tree=version.tree,
            quantities=version.quantities,
            stored=False,
            renderer=RENDERER,
            languages=languages,
            standard=standard,
            folder=folder,
            forms={output.form: output.content for output in outputs},
        )


def render_pdf(library: Library, version: Version, language: str) -> bytes:
    """Return one language of a version as PDF, empty where it cannot be made."""
    standard = read(library.folder(version), language)
    outputs, _ = render(standard, ("pdf",))
    return outputs[0].content
