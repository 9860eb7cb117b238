"""Publish a standard into a library: its folder and finished outputs in; a commit, stored outputs and tags in git out.

Written in an order that repeating completes: the source first, then the outputs, and the tag that names both last.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path

from stdpub import __version__
from stdpub.model.folder import KEYS_FILE, LEDGERS, REGISTER_FILE, Folder
from stdpub.model.source import Words
from stdpub.store import files, published
from stdpub.store.catalogue import LanguageEdition
from stdpub.store.errors import BadPublication, EditionPublished, KeysRefused
from stdpub.store.key_ledger import ledger, recorded
from stdpub.store.ledgers import ATTRIBUTES, ATTRIBUTES_FILE, copy_back, unamended
from stdpub.store.library import Library
from stdpub.store.manifest import Manifest, OutputSum, write_manifest
from stdpub.store.names import shorten
from stdpub.store.objects import Change, Entry, EntryKind, Person
from stdpub.store.persistence import PATIENCE, persistently
from stdpub.store.publication import Publication, examine
from stdpub.store.published import OUTPUTS, PUBLISHED, Place
from stdpub.store.receipts import receive
from stdpub.store.register_ledger import register_ledger
from stdpub.store.repository import blob_id, make_durable
from stdpub.store.shared import merge
from stdpub.store.work_tree import checked_out, is_own, own_commit, own_tree


@dataclass(frozen=True, slots=True)
class Published:
    """What publishing came to: the commit of the source, and the languages tagged now, none if all were before.

    `ledgers` are the files that stdpub keeps, such as `keys.yml`, as they were committed with a new edition.
    """

    slug: str
    edition: str
    commit: str
    languages: tuple[str, ...]
    ledgers: Mapping[str, bytes] = field(default_factory=dict, compare=False)


def publish(
    folder: Folder,
    library: Path,
    publication: Publication,
    *,
    place: Path | None = None,
    who: Person | None = None,
    patience: float = PATIENCE,
    sign: Callable[[bytes], bytes] = bytes,
) -> Published:
    """Publish an edition into the library at a path, which is made where there is none.

    `place` is where the folder lies on disk: inside the library's work tree, its commit is tagged. `sign` returns the
    text of a tag with a signature. Raise LibraryError:
    EditionPublished where the edition is published with other content, KeysRefused where published keys are lost or used
    again, LibraryBusy after `patience` seconds.
    """
    examine(folder, publication)
    make_durable()
    opened = Library.open_or_create(library)
    repository = opened.repository
    committed = is_own(repository, folder, place)
    if not committed and repository.work_tree and repository.head() == opened.main:
        raise checked_out(repository, folder)
    writer = _Writer(opened, folder, publication, who or repository.who(), committed=committed, sign=sign)
    done = persistently(writer.attempt, repository, patience)
    receive(opened, patience=patience)
    if place is not None and place.is_dir():
        copy_back(done.ledgers, place)
    return done


def standing(folder: Folder, library: Path, edition: str, languages: tuple[str, ...]) -> Published | None:
    """Return the publication that holds these files in these languages already, None where something is to be done."""
    if not library.exists():
        return None
    opened = Library(library)
    found = next((one for one in opened.editions(folder.name) if one.id == edition), None)
    if found is None or not {one.language for one in found.languages} >= set(languages):
        return None
    given = {path: blob_id(content) for path, content in unamended(files.visible(folder.files)).items()}
    same = unamended(files.paths(opened.repository, found.tree)) == given
    return Published(folder.name, edition, found.commit, ()) if same else None


class _Writer:
    """One publication on its way; `attempt` may be called again and again, and does what is still to do."""

    def __init__(
        self,
        library: Library,
        folder: Folder,
        publication: Publication,
        who: Person,
        *,
        committed: bool,
        sign: Callable[[bytes], bytes],
    ) -> None:
        self.library = library
        self.repository = library.repository
        self.folder = folder
        self.publication = publication
        self.who = who
        self.committed = committed
        self.sign = sign

    def attempt(self) -> Published:
        """Publish, or raise RefMoved where somebody else was faster."""
        repository, publication, name = self.repository, self.publication, self.folder.name
        taken = {wanted for wanted in publication.languages if repository.target(self._ref(wanted))}
        tags = next((found.languages for found in self.library.editions(name) if found.id == publication.edition), ())
        tagged = {found.language for found in tags}
        if foreign := taken - tagged:
            raise _published(name, publication.edition, sorted(map(self._ref, foreign)))
        tip = repository.target("HEAD" if self.committed else self.library.main)
        ledgers = self._ledgers(tip, tags)
        if self.committed and publication.beside is None:
            tree = self._recorded(own_tree(self.library, tip, self.folder), ledgers)
        else:
            folder = replace(self.folder, files={**self.folder.files, **ledgers})
            tree = files.write_folder(repository, folder, self.library.settings())
        missing = tuple(wanted for wanted in publication.languages if wanted not in tagged)
        same = self._compare(tags, tree, complete=not missing)
        if not same and publication.beside is not None:
            commit = self._beside(tip, tree, publication.beside, ledgers)
        else:
            commit = same or (self._own_commit(tip, tree) if self.committed else self._commit(tip, tree, tags))
        stored = {wanted: self._store(wanted) for wanted in missing}
        tags_made = (
            Change(self._ref(wanted), "", self._tag(commit, tree, wanted, *stored[wanted])) for wanted in missing
        )
        repository.swap(tuple(tags_made))
        return Published(name, publication.edition, commit, missing, {} if tags else ledgers)

    def _ledgers(self, tip: str, tags: tuple[LanguageEdition, ...]) -> dict[str, bytes]:
        """Return the files that stdpub keeps, as they are to stand beside the text; raise KeysRefused or RegisterConflict."""
        if tags:
            # A language is added: its folder's own records speak of the edition that comes next.
            last = max(tags, key=lambda tag: tag.time)
            kept = b"" if self.committed else recorded(self.library, last.tree)
        else:
            given = self.folder.files.get(KEYS_FILE, b"")
            found = ledger(self.library, tip, self.folder.name, given, self.publication)
            if found.faults:
                raise KeysRefused(found.faults)
            kept = found.content
        given = self.folder.files.get(REGISTER_FILE, b"")
        register = register_ledger(self.library, tip, self.folder.name, given, None if tags else self.publication)
        ledgers = {KEYS_FILE: kept, REGISTER_FILE: b"" if tags and self.committed else register}
        return {file: content for file, content in ledgers.items() if content}

    def _compare(self, tags: tuple[LanguageEdition, ...], tree: str, *, complete: bool) -> str:
        """Return a tagged commit with the same files, empty where a language is to be added to the edition's files.

        Raise EditionPublished where a published file is another one or gone, or where files come without a language.
        """
        edition_id, name = self.publication.edition, self.folder.name
        new = unamended(files.paths(self.repository, tree))
        same = ""
        added: list[str] = []
        for tag in tags:
            old = unamended(files.paths(self.repository, tag.tree))
            if changed := sorted(path for path, blob in old.items() if new.get(path) != blob):
                raise _published(name, edition_id, changed)
            added = sorted(new.keys() - old.keys())
            same = same if added else tag.commit
        if tags and complete and not same:
            raise _published(name, edition_id, added)
        return same

    def _beside(self, tip: str, tree: str, source: Folder, ledgers: Mapping[str, bytes]) -> str:
        """Return a commit that holds what an amendment made, after one of the branch with its source and what stdpub keeps."""
        repository, name = self.repository, self.folder.name
        message = f"Publish {name}, edition {self.publication.edition}\n\n{self.publication.identifier}\n"
        if self.committed:
            onto = self._own_commit(tip, self._recorded(own_tree(self.library, tip, source), ledgers))
        else:
            tree_before = self.library.tree(tip, name) if tip else ""
            before = repository.entries(tree_before) if tree_before else ()
            kept = {entry.name: repository.blob(entry.id) for entry in before if entry.name in LEDGERS}
            whole = replace(source, files={**source.files, **kept, **ledgers})
            root = self._root(tip, files.write_folder(repository, whole, self.library.settings()))
            same = bool(tip) and root == repository.tree_of(tip)
            onto = tip if same else repository.advance(self.library.main, tip, root, message, self.who)
        return repository.put_commit(self._root(onto, tree), message, self.who, (onto,))

    def _recorded(self, tree: str, ledgers: Mapping[str, bytes]) -> str:
        """Return a folder's tree with the files that stdpub keeps."""
        repository = self.repository
        entries = {name: Entry(name, repository.put_blob(kept), EntryKind.FILE) for name, kept in ledgers.items()}
        return repository.put_tree(entries, tree)

    def _own_commit(self, tip: str, tree: str) -> str:
        message = f"Record the keys and the life of {self.folder.name}, edition {self.publication.edition}\n"
        return own_commit(self.library, tip, self.folder.name, tree, message, self.who)

    def _commit(self, tip: str, tree: str, tags: tuple[LanguageEdition, ...]) -> str:
        """Return a commit that holds the folder: the main branch's tip if it does, else a new one."""
        repository, name = self.repository, self.folder.name
        message = f"Publish {name}, edition {self.publication.edition}\n\n{self.publication.identifier}\n"
        draft = self._spoken(self.library.tree(tip, name)) if tags else {}
        if tags and all(self._spoken(tag.tree) != draft for tag in tags):
            # A translation that comes after the draft has moved on stands beside the branch: its tag holds it.
            last = max(tags, key=lambda tag: tag.time).commit
            return repository.put_commit(self._root(last, tree), message, self.who, (last,))
        root = self._root(tip, tree)
        if tip and root == repository.tree_of(tip):
            return tip
        return repository.advance(self.library.main, tip, root, message, self.who)

    def _spoken(self, tree: str) -> dict[str, str]:
        return unamended(files.paths(self.repository, tree)) if tree else {}

    def _root(self, commit: str, tree: str) -> str:
        """Return a commit's tree with the folder in the place of its standard, and the shared files merged."""
        repository, name = self.repository, self.folder.name
        base = repository.tree_of(commit) if commit else ""
        before = repository.entry(base, name) if base else None
        if before is not None and before.kind is not EntryKind.FOLDER:
            raise BadPublication(Words(f"`{name}` is a file in the library", f"库中的 `{name}` 是文件"))
        entries: dict[str, Entry | None] = {name: Entry(name, tree, EntryKind.FOLDER)}
        for shared, given in self.publication.shared.items():
            found = repository.entry(base, shared) if base else None
            merged = merge(shared, repository.blob(found.id) if found else b"", given)
            entries[shared] = Entry(shared, repository.put_blob(merged), EntryKind.FILE)
        if self.publication.keys and not (base and repository.entry(base, ATTRIBUTES_FILE)):
            entries[ATTRIBUTES_FILE] = Entry(ATTRIBUTES_FILE, repository.put_blob(ATTRIBUTES), EntryKind.FILE)
        return repository.put_tree(entries, base)

    def _store(self, wanted: str) -> tuple[str, tuple[OutputSum, ...]]:
        """Store the outputs of one language and return their commit, that of an earlier attempt if it holds them."""
        repository, name = self.repository, self.folder.name
        sums: list[OutputSum] = []
        entries: dict[str, Entry | None] = {}
        for found, form, content in self.publication.outputs:
            if found == wanted:
                file = f"{name}.{wanted}.{form}"
                entries[file] = Entry(file, repository.put_blob(content), EntryKind.FILE)
                sums.append(OutputSum(form, file, sha256(content).hexdigest(), len(content)))
        tree = repository.put_tree(entries)
        ref = f"{OUTPUTS}{Place(name, self.publication.edition, wanted, 0)}"
        stored = repository.target(ref)
        if not stored or repository.tree_of(stored) != tree:
            # What stands there was left by an attempt that ended early, or is about to be tagged by another one now:
            # it stays as the parent, so that nothing that a tag names is ever lost.
            message = f"Outputs of {name}, edition {self.publication.edition} ({wanted})\n"
            commit = repository.put_commit(tree, message, self.who, (stored,) if stored else ())
            repository.swap((Change(ref, stored, commit),))
            stored = commit
        return stored, tuple(sums)

    def _tag(self, commit: str, tree: str, wanted: str, stored: str, sums: tuple[OutputSum, ...]) -> str:
        """Return the tag of one language, which no reference names yet."""
        publication = self.publication
        place = Place(self.folder.name, publication.edition, wanted, 0)
        manifest = Manifest(
            slug=place.slug,
            edition=place.edition,
            language=wanted,
            languages=publication.languages,
            identifier=publication.identifier,
            date=publication.date,
            implementation=publication.implementation,
            source=commit,
            tree=tree,
            quantities=published.quantities(self.repository, commit),
            stored=stored,
            renderer=__version__,
            outputs=sums,
            leaves=tuple(leaf for leaf in publication.leaves if leaf[1] == wanted),
        )
        return self.repository.put_tag(f"published/{place}", commit, write_manifest(manifest), self.who, self.sign)

    def _ref(self, wanted: str) -> str:
        return f"{PUBLISHED}{Place(self.folder.name, self.publication.edition, wanted, 0)}"


def _published(name: str, edition_id: str, changed: list[str]) -> EditionPublished:
    shown = ", ".join(shorten(path) for path in changed[:5])
    return EditionPublished(
        Words(
            f"edition `{edition_id}` of `{name}` is published with other content: `{shown}`",
            f"`{name}` 的版本 `{edition_id}` 已发布，且内容不同：`{shown}`",
        ),
        Words(
            "a published edition never changes: name a new one by `version`, or by a `date` in another year",
            "已发布的版本不再改变：请用 `version` 或另一年份的 `date` 命名新版本",
        ),
    )
