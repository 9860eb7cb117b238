"""Published editions in git: the tags under `refs/tags/published/` in, typed editions and their stored outputs out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from stdpub.model.source import Words
from stdpub.store.catalogue import Edition, LanguageEdition, StoredOutput
from stdpub.store.errors import CorruptLibrary
from stdpub.store.manifest import Manifest, read_manifest
from stdpub.store.names import is_edition, is_language, is_slug
from stdpub.store.objects import EntryKind
from stdpub.store.repository import Repository
from stdpub.store.settings import QUANTITIES_FILE

PUBLISHED = "refs/tags/published/"
OUTPUTS = "refs/stdpub/outputs/"

_LAST = re.compile(r"([A-Za-z0-9-]+)(?:\.([1-9][0-9]{0,5}))?")


class Place(NamedTuple):
    """What a tag of a published edition says by its name; `correction` is 0 for the first of a language."""

    slug: str
    edition: str
    language: str
    correction: int

    def __str__(self) -> str:
        last = f".{self.correction}" if self.correction else ""
        return f"{self.slug}/{self.edition}/{self.language}{last}"


def place_of(ref: str) -> Place | None:
    """Return what a reference under `refs/tags/published/` names, None where its name is not of that form."""
    parts = ref.removeprefix(PUBLISHED).split("/")
    last = _LAST.fullmatch(parts[-1])
    if len(parts) != 3 or last is None or not is_slug(parts[0]) or not is_edition(parts[1]) or not is_language(last[1]):
        return None
    return Place(parts[0], parts[1], last[1], int(last[2] or 0))


def standard_tree(repository: Repository, commit: str, slug: str) -> str:
    """Return the id of a standard's folder at a commit, empty where it is not there."""
    found = repository.entry(repository.tree_of(commit), slug)
    return found.id if found is not None and found.kind is EntryKind.FOLDER else ""


def quantities(repository: Repository, commit: str) -> str:
    """Return the id of the library's `quantities.yml` at a commit, empty where there is none."""
    found = repository.entry(repository.tree_of(commit), QUANTITIES_FILE)
    return found.id if found is not None and found.kind is EntryKind.FILE else ""


def read_tag(repository: Repository, place: Place, target: str) -> LanguageEdition | None:
    """Return what a published tag names; None where it leads to no such standard, as a tag made by hand may."""
    commit = repository.peel(target)
    tree = standard_tree(repository, commit, place.slug) if commit else ""
    if not tree:
        return None
    tag = repository.tag(target)
    manifest = read_manifest(tag.message) if tag else None
    if manifest and (manifest.slug, manifest.edition, manifest.language) != place[:3]:
        manifest = None
    time = tag.time if tag else repository.commit(commit).time
    return LanguageEdition(
        place.language, place.correction, target, commit, tree, quantities(repository, commit), time, manifest
    )


def group(tags: Iterable[tuple[Place, LanguageEdition]]) -> Iterator[Edition]:
    """Yield the editions that tags make together, each language in its last correction."""
    groups: dict[tuple[str, str], dict[str, LanguageEdition]] = {}
    for place, found in tags:
        languages = groups.setdefault((place.slug, place.edition), {})
        before = languages.get(place.language)
        if before is None or before.correction < found.correction:
            languages[place.language] = found
    for (slug, edition), languages in groups.items():
        yield _edition(slug, edition, tuple(languages.values()))


def _edition(slug: str, edition: str, languages: tuple[LanguageEdition, ...]) -> Edition:
    # A translation that came later was published with all the files of the earlier ones, so the last tag has them all.
    last = max(languages, key=lambda found: (found.time, found.correction))
    manifest = next((found.manifest for found in (last, *languages) if found.manifest), None)
    order = manifest.languages if manifest else ()
    ranks = {language: rank for rank, language in enumerate(order)}
    ordered = sorted(languages, key=lambda found: (ranks.get(found.language, len(order)), found.language))
    return Edition(
        slug=slug,
        id=edition,
        identifier=manifest.identifier if manifest else "",
        date=manifest.date if manifest else "",
        implementation=manifest.implementation if manifest else "",
        commit=last.commit,
        tree=last.tree,
        quantities=last.quantities,
        time=min(found.time for found in languages),
        languages=tuple(ordered),
    )


def stored_outputs(repository: Repository, manifest: Manifest) -> Iterator[StoredOutput]:
    """Yield the stored outputs that a manifest names; raise CorruptLibrary where one is missing."""
    if not repository.is_commit(manifest.stored):
        raise outputs_elsewhere(manifest)
    tree = repository.tree_of(manifest.stored)
    for output in manifest.outputs:
        entry = repository.entry(tree, output.name)
        if entry is None or entry.kind is not EntryKind.FILE:
            shown = f"{manifest.slug} {manifest.edition} {output.name}"
            raise CorruptLibrary(Words(f"the stored output `{shown}` is missing", f"缺少已存储的成品 `{shown}`"))
        yield StoredOutput(manifest.language, output.form, entry.id, output.size, output.sha256)


def outputs_elsewhere(manifest: Manifest) -> CorruptLibrary:
    """Return the error for outputs that a clone did not bring, which takes branches and tags alone unless told otherwise."""
    shown = f"{manifest.slug} {manifest.edition} {manifest.language}"
    return CorruptLibrary(
        Words(f"the outputs of `{shown}` are not in this repository", f"此仓库中没有`{shown}`的成品"),
        Words(
            "a clone leaves them out: `git fetch origin 'refs/stdpub/*:refs/stdpub/*'` brings them and the receipts",
            "克隆时未取回：`git fetch origin 'refs/stdpub/*:refs/stdpub/*'`可取回成品和回执",
        ),
    )
