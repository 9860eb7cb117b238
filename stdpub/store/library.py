"""A library of standards in git: its path in; works, editions, drafts, folders, stored outputs and settings out."""

from __future__ import annotations

import threading
from bisect import bisect_left
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path

from stdpub.model.folder import REGISTER_FILE, Folder
from stdpub.model.register import NO_REGISTER, Register
from stdpub.model.source import Words
from stdpub.store import files, published
from stdpub.store.catalogue import Draft, Edition, LanguageEdition, StoredOutput, Version, Work, newest_first
from stdpub.store.errors import LibraryExists, UnknownOutput, UnknownStandard
from stdpub.store.names import is_slug, shorten
from stdpub.store.objects import EntryKind, Ref
from stdpub.store.published import PUBLISHED, Place
from stdpub.store.receipt_log import RECEIPTS, Receipt, read_receipts
from stdpub.store.register_file import MOST_BYTES, read_register
from stdpub.store.repository import Repository, create
from stdpub.store.settings import SETTINGS_FILE, Settings, read_settings

HEADS = "refs/heads/"
TAGS = "refs/tags/"
_CACHED_TAGS = 8192


class Library:
    """One library; may be shared between threads, each of which opens the repository for itself."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._local = threading.local()
        self._read_tag = lru_cache(_CACHED_TAGS)(self._tag)
        self._peel = lru_cache(_CACHED_TAGS)(self._commit_of)
        self._read_settings = lru_cache(8)(lambda blob: read_settings(self.repository.blob(blob)))
        self._read_register = lru_cache(_CACHED_TAGS)(self._register)
        self._seen: dict[bool, tuple[tuple[str, ...], tuple[str, ...]]] = {}
        self._received: tuple[str, tuple[Receipt, ...]] = ("", ())
        self.repository.head()

    @classmethod
    def open_or_create(cls, path: Path) -> Library:
        """Return the library at a path, an empty bare one where there is nothing yet."""
        with suppress(FileNotFoundError):
            if any(path.iterdir()):
                return cls(path)
        # Where another one makes it now, that one is taken.
        with suppress(LibraryExists):
            create(path, bare=True)
        return cls(path)

    @property
    def repository(self) -> Repository:
        """Return this thread's view of the repository."""
        found: Repository | None = getattr(self._local, "repository", None)
        if found is None:
            found = Repository(self.path)
            self._local.repository = found
        return found

    @property
    def main(self) -> str:
        """Return the reference of the working draft of record, whether it exists yet or not.

        It is `stdpub.branch` of the git configuration, else HEAD's branch in a bare repository, else `main` if it exists.
        """
        repository = self.repository
        chosen = repository.config("stdpub.branch")
        if chosen:
            return f"{HEADS}{chosen}"
        if repository.work_tree and repository.target(f"{HEADS}main"):
            return f"{HEADS}main"
        return repository.head() or f"{HEADS}main"

    def settings(self) -> Settings:
        """Return what `stdpub.toml` at the tip of the main branch says."""
        tip = self.target(self.main)
        found = self.repository.entry(self.repository.tree_of(tip), SETTINGS_FILE) if tip else None
        if found is None or found.kind is not EntryKind.FILE:
            return Settings()
        return self._read_settings(found.id)

    def today(self) -> date:
        """Return the date it is now where the library is."""
        return self.settings().today()

    def refs(self, prefix: str = "refs/") -> tuple[Ref, ...]:
        """Return every reference below a prefix: the same tuple, within a thread, as long as none of them changed."""
        return self.repository.refs(prefix)

    def target(self, ref: str) -> str:
        """Return what a reference names, empty where there is no such reference."""
        return self.repository.target(ref)

    # What there is

    def works(self, *, drafts: bool = True) -> tuple[Work, ...]:
        """Return every standard, by slug; without `drafts` only the published ones, and without their drafts."""
        editions: dict[str, list[Edition]] = {}
        for edition in published.group(self._tags(PUBLISHED)):
            editions.setdefault(edition.slug, []).append(edition)
        found: dict[str, list[Draft]] = {}
        for draft in self._drafts("") if drafts else ():
            found.setdefault(draft.slug, []).append(draft)
        return tuple(
            Work(slug, newest_first(tuple(editions.get(slug, ()))), tuple(found.get(slug, ())), self.register(slug))
            for slug in sorted(editions.keys() | found.keys())
        )

    def work(self, slug: str, *, drafts: bool = True) -> Work:
        """Return one standard; raise UnknownStandard with the nearest slugs where there is none."""
        editions = self.editions(slug)
        found = tuple(self._drafts(slug)) if drafts and is_slug(slug) else ()
        if editions or found:
            return Work(slug, editions, found, self.register(slug))
        shown = shorten(slug)
        slugs = [work.slug for work in self.works(drafts=drafts)]
        raise UnknownStandard(
            Words(f"the library has no standard `{shown}`", f"库中没有标准 `{shown}`"),
            tuple(get_close_matches(slug[:80], slugs, 5, 0.6)),
        )

    def editions(self, slug: str) -> tuple[Edition, ...]:
        """Return the published editions of a standard, newest first; none for what is no slug of the library."""
        if not is_slug(slug):
            return ()
        return newest_first(tuple(published.group(self._tags(f"{PUBLISHED}{slug}/"))))

    def register(self, slug: str) -> Register:
        """Return what happened to the editions of a standard in law, by its `register.yml` at the tip of the main branch."""
        found = self.register_id(self.target(self.main), slug)
        return self.register_at(found, slug) if found else NO_REGISTER

    def register_id(self, commit: str, slug: str) -> str:
        """Return the id of a standard's `register.yml` at a commit, empty where it never had one.

        A draft that leaves the file out takes nothing back: what was published last has it.
        """
        if not is_slug(slug):
            return ""
        here = self._register_in(self.tree(commit, slug) if commit else "")
        if here:
            return here
        kept = {self._register_in(found.tree) for _, found in self._tags(f"{PUBLISHED}{slug}/")} - {""}
        # Each begins with the one before it, so the longest is the last one.
        return max(kept, key=self.repository.size, default="")

    def _register_in(self, tree: str) -> str:
        entry = self.repository.entry(tree, REGISTER_FILE) if tree else None
        return entry.id if entry is not None and entry.kind is EntryKind.FILE else ""

    def register_at(self, blob: str, slug: str) -> Register:
        """Return what a `register.yml` says, by the id of its bytes."""
        return self._read_register(blob, slug)

    def receipts(self) -> tuple[Receipt, ...]:
        """Return when this archive accepted each move of a reference, the first one first."""
        tip = self.repository.target(RECEIPTS)
        known_tip, known = self._received
        if tip != known_tip:
            known = read_receipts(self.repository, tip, known_tip, known)
            self._received = (tip, known)
        return known

    def draft(self, slug: str, branch: str) -> Draft | None:
        """Return a standard at the tip of a branch, None where one of them is not there."""
        ref = f"{HEADS}{branch}"
        commit = self.target(ref) if is_slug(slug) else ""
        return self._draft(slug, Ref(ref, commit), self.main) if commit else None

    def commits(self, *, drafts: bool = True) -> tuple[str, ...]:
        """Return, sorted, every commit that published tags lead to, and with `drafts` branches and other tags too."""
        refs = [ref.target for prefix in ((HEADS, TAGS) if drafts else (PUBLISHED,)) for ref in self.refs(prefix)]
        tips = tuple(sorted({self._peel(target) for target in refs} - {""}))
        seen_tips, seen = self._seen.get(drafts, ((), ()))
        if tips != seen_tips:
            seen = tuple(sorted(self._reach(tips, seen_tips, seen)))
            self._seen[drafts] = (tips, seen)
        return seen

    def has_commit(self, commit: str, *, drafts: bool = True) -> bool:
        """Tell whether a full commit id is one of those that may be named."""
        commits = self.commits(drafts=drafts)
        at = bisect_left(commits, commit)
        return at < len(commits) and commits[at] == commit

    # What is in it

    def tree(self, commit: str, slug: str) -> str:
        """Return the id of a standard's folder at a commit, empty where it is not there."""
        return published.standard_tree(self.repository, commit, slug) if is_slug(slug) else ""

    def quantities(self, commit: str) -> str:
        """Return the id of the library's `quantities.yml` at a commit, empty where there is none."""
        return published.quantities(self.repository, commit)

    def folder(self, version: Version | Draft | Edition | LanguageEdition, slug: str = "") -> Folder:
        """Return the files of a standard at a version without dot files; those over the limit are listed as oversized."""
        return self.folder_at(version.tree, slug if isinstance(version, LanguageEdition) else version.slug)

    def folder_at(self, tree: str, slug: str) -> Folder:
        """Return the files of a standard's tree, as `folder` does."""
        return files.read_folder(self.repository, tree, slug, self.settings())

    def paths(self, tree: str) -> dict[str, str]:
        """Return the files of a tree, path to blob id, without dot files."""
        return files.paths(self.repository, tree)

    def content(self, blob: str) -> bytes:
        """Return the bytes of a file by its id."""
        return self.repository.blob(blob)

    def outputs(self, edition: Edition) -> tuple[StoredOutput, ...]:
        """Return what is stored of a published edition, by language and form."""
        manifests = [found.manifest for found in edition.languages if found.manifest is not None]
        return tuple(stored for manifest in manifests for stored in published.stored_outputs(self.repository, manifest))

    def output(self, slug: str, edition: str, language: str, form: str) -> StoredOutput:
        """Return one stored output of a published edition, for `content`; raise UnknownOutput where there is none."""
        editions = (found for found in self.editions(slug) if found.id == edition)
        for stored in (stored for found in editions for stored in self.outputs(found)):
            if (stored.language, stored.form) == (language, form):
                return stored
        shown = shorten(f"{slug} {edition} {language} {form}")
        raise UnknownOutput(Words(f"nothing is stored for `{shown}`", f"没有存储 `{shown}` 的成品"))

    # Inside

    def _tags(self, prefix: str) -> Iterator[tuple[Place, LanguageEdition]]:
        for ref in self.refs(prefix):
            place = published.place_of(ref.name)
            found = self._read_tag(place, ref.target) if place else None
            if place is not None and found is not None:
                yield place, found

    def _register(self, blob: str, slug: str) -> Register:
        too_large = self.repository.size(blob) > MOST_BYTES
        # Bytes of which reading says that they are too many, in the place of any number of others.
        content = b" " * MOST_BYTES if too_large else self.repository.blob(blob)
        return read_register(content, f"{slug}/{REGISTER_FILE}")

    def _tag(self, place: Place, target: str) -> LanguageEdition | None:
        return published.read_tag(self.repository, place, target)

    def _commit_of(self, target: str) -> str:
        return self.repository.peel(target)

    def _reach(self, tips: tuple[str, ...], seen_tips: tuple[str, ...], seen: tuple[str, ...]) -> set[str]:
        """Return the commits that lead to the tips, walking only the new ones where branches moved forward."""
        repository = self.repository
        left = set(seen_tips) - set(tips)
        known = all(repository.is_commit(tip) for tip in seen_tips)
        if seen_tips and known and all(any(repository.descends(tip, old) for tip in tips) for old in left):
            return {*seen, *repository.walk(tips, seen_tips)}
        return set(repository.walk(tips))

    def _drafts(self, slug: str) -> Iterator[Draft]:
        """Yield the drafts of a standard, of all where the slug is empty; those of the main branch come first."""
        main = self.main
        for ref in sorted(self.refs(HEADS), key=lambda ref: (ref.name != main, ref.name)):
            names = [slug]
            if not slug:
                names = [entry.name for entry in self.repository.entries(self.repository.tree_of(ref.target))]
            yield from (draft for name in names if (draft := self._draft(name, ref, main)) is not None)

    def _draft(self, slug: str, ref: Ref, main: str) -> Draft | None:
        tree = self.tree(ref.target, slug)
        if not tree or self.repository.entry(tree, "standard.md") is None:
            return None
        branch = ref.name.removeprefix(HEADS)
        name = "draft" if ref.name == main else f"draft-{branch.replace('/', '~')}"
        time = self.repository.commit(ref.target).time
        return Draft(slug, name, branch, ref.target, tree, self.quantities(ref.target), time)
