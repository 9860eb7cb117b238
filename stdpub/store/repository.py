"""One git repository, for one thread: ids as hexadecimal text in, typed objects and bytes out; the only user of pygit2."""

from __future__ import annotations

import os
import re
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path

import pygit2
from pygit2.enums import FileMode, FileStatus, ObjectType, RepositoryOpenFlag

from stdpub.model.source import Words
from stdpub.store.errors import CorruptLibrary, LibraryError, LibraryExists, NotALibrary, UnsupportedRepository
from stdpub.store.objects import Change, Commit, Entry, EntryKind, Person, Ref, RefMoved, Tag
from stdpub.store.ref_files import RefFiles

_SHA256 = re.compile(r"^\s*objectformat\s*=\s*sha256\s*$", re.IGNORECASE | re.MULTILINE)
_FAULTS = (pygit2.GitError, OSError, ValueError)
"""What libgit2's binding raises, beside KeyError for an object that is not there."""


_KINDS = {
    FileMode.BLOB: EntryKind.FILE,
    FileMode.BLOB_EXECUTABLE: EntryKind.FILE,
    FileMode.TREE: EntryKind.FOLDER,
    FileMode.LINK: EntryKind.LINK,
    FileMode.COMMIT: EntryKind.SUBMODULE,
}
_MODES = {EntryKind.FILE: FileMode.BLOB, EntryKind.FOLDER: FileMode.TREE}

_LEFT_BEHIND = 10
"""Seconds after which a lock is taken for one that nobody holds any more."""


class Repository:
    """A git repository, opened; not to be shared between threads."""

    __slots__ = ("_git", "_refs", "path", "work_tree")

    def __init__(self, path: Path) -> None:
        self._git = _open(path)
        self.path = Path(self._git.path)
        self._refs = RefFiles(self.path)
        self.work_tree = Path(self._git.workdir) if self._git.workdir else None

    # Reading

    def config(self, key: str) -> str:
        """Return a value of the git configuration, empty where it is not set."""
        with _Guarded():
            config = self._git.config_snapshot
            return str(config[key]) if key in config else ""

    def head(self) -> str:
        """Return the name of the branch reference that HEAD points at, whether it exists or not; empty when detached."""
        with _Guarded():
            target = self._git.lookup_reference("HEAD").target
            return target if isinstance(target, str) else ""

    def refs(self, prefix: str) -> tuple[Ref, ...]:
        """Return the direct references below a prefix that ends in `/`, sorted; the same tuple while none changed."""
        with _Guarded():
            return self._refs.below(prefix)

    def target(self, ref: str) -> str:
        """Return the object that a reference names, empty where there is no such reference."""
        with _Guarded():
            try:
                return str(self._git.lookup_reference(ref).resolve().target)
            except (KeyError, pygit2.InvalidSpecError):
                return ""

    def commit(self, commit: str) -> Commit:
        """Return a commit by its full id."""
        with _Guarded(commit):
            found = self._git[commit]
            if not isinstance(found, pygit2.Commit):
                raise KeyError(commit)
            return Commit(
                commit,
                str(found.tree_id),
                tuple(str(parent) for parent in found.parent_ids),
                found.commit_time,
                found.commit_time_offset,
                found.author.name,
                found.message,
            )

    def is_commit(self, found: str) -> bool:
        """Tell whether a full id names a commit that is here."""
        try:
            return isinstance(self._git.get(found), pygit2.Commit)
        except _FAULTS:
            return False

    def tree_of(self, commit: str) -> str:
        """Return the id of a commit's tree."""
        with _Guarded(commit):
            return str(self._git[commit].peel(pygit2.Tree).id)

    def tag(self, found: str) -> Tag | None:
        """Return an annotated tag by its full id; None where the id names something else."""
        with _Guarded(found):
            tag = self._git[found]
            if not isinstance(tag, pygit2.Tag):
                return None
            target = str(tag.peel(pygit2.Commit).id)
            message = tag.raw_message.decode(errors="replace")
            return Tag(
                found, tag.raw_name.decode(errors="replace"), target, tag.tagger.time if tag.tagger else 0, message
            )

    def tag_text(self, found: str) -> bytes:
        """Return an annotated tag as git keeps it, its signature with it; empty where the id names something else."""
        with _Guarded(found):
            kind, text = self._git.read(found)
            return bytes(text) if kind == ObjectType.TAG else b""

    def peel(self, found: str) -> str:
        """Return the commit that an object leads to, empty where it leads to none."""
        with _Guarded(found):
            try:
                return str(self._git[found].peel(pygit2.Commit).id)
            except (pygit2.InvalidSpecError, pygit2.GitError):
                return ""

    def entries(self, tree: str) -> tuple[Entry, ...]:
        """Return what stands in a tree, in git's order."""
        with _Guarded(tree):
            found = self._git[tree]
            if not isinstance(found, pygit2.Tree):
                raise KeyError(tree)
            return tuple(_entry(item) for item in found)

    def entry(self, tree: str, name: str) -> Entry | None:
        """Return one name of a tree, None where it is not there; a name is never a path."""
        with _Guarded(tree):
            found = self._git[tree]
            if not isinstance(found, pygit2.Tree):
                raise KeyError(tree)
            return _entry(found[name]) if name and "/" not in name and name in found else None

    def blob(self, blob: str) -> bytes:
        """Return the bytes of a file by its full id."""
        with _Guarded(blob):
            found = self._git[blob]
            if not isinstance(found, pygit2.Blob):
                raise KeyError(blob)
            return found.data

    def size(self, blob: str) -> int:
        """Return the number of bytes of a file without loading it."""
        with _Guarded(blob):
            return self._git.odb.read_header(blob)[1]

    def descends(self, commit: str, ancestor: str) -> bool:
        """Tell whether a commit is, or comes after, another one."""
        with _Guarded(commit):
            return commit == ancestor or self._git.descendant_of(commit, ancestor)

    def walk(self, tips: tuple[str, ...], seen: tuple[str, ...] = ()) -> Iterator[str]:
        """Yield the ids of all commits that lead to the tips, without those that lead to `seen`."""
        if not tips:
            return
        with _Guarded():
            walker = self._git.walk(tips[0])
            for tip in tips[1:]:
                walker.push(tip)
            for tip in seen:
                walker.hide(tip)
            for commit in walker:
                yield str(commit.id)

    def changed(self, folder: str) -> tuple[str, ...]:
        """Return the paths of the work tree at or below a path that differ from HEAD, ignored files left out."""
        with _Guarded():
            status = self._git.status(untracked_files="all")
        calm = FileStatus.CURRENT | FileStatus.IGNORED
        return tuple(
            sorted(
                path
                for path, flags in status.items()
                if flags & ~calm and (path == folder or path.startswith(f"{folder}/"))
            )
        )

    def see(self, objects: Path) -> None:
        """Look for objects in another directory, too, as in that of a push that is not accepted yet."""
        with _Guarded():
            self._git.odb.add_disk_alternate(str(objects.resolve()))

    # Writing objects: harmless until a reference names them

    def put_blob(self, content: bytes) -> str:
        """Store a file's bytes and return their id."""
        with _Guarded():
            return str(self._git.create_blob(content))

    def put_tree(self, entries: Mapping[str, Entry | None], base: str = "") -> str:
        """Store a tree made of a base tree with some names set or, where the entry is None, taken out."""
        with _Guarded(base):
            builder = self._git.TreeBuilder(base) if base else self._git.TreeBuilder()
            for name, entry in entries.items():
                if entry is not None:
                    builder.insert(name, entry.id, _MODES[entry.kind])
                elif builder.get(name) is not None:
                    builder.remove(name)
            return str(builder.write())

    def put_commit(self, tree: str, message: str, who: Person, parents: tuple[str, ...] = ()) -> str:
        """Store a commit that no reference names yet."""
        with _Guarded(tree):
            signature = _signature(who)
            return str(self._git.create_commit(None, signature, signature, message, tree, list(parents)))

    def put_tag(self, name: str, commit: str, message: str, who: Person, sign: Callable[[bytes], bytes] = bytes) -> str:
        """Store an annotated tag that no reference names yet; `sign` returns its text with a signature at the end."""
        with _Guarded(commit):
            signature = _signature(who)
            stamp = f"{signature.name} <{signature.email}> {signature.time} +0000"
            text = f"object {commit}\ntype commit\ntag {name}\ntagger {stamp}\n\n{message}"
            return str(self._git.odb.write(ObjectType.TAG, sign(text.encode())))

    def commit_files(self, paths: tuple[str, ...], message: str, who: Person) -> str:
        """Commit files of the work tree on the branch that is checked out, and return the commit."""
        with _Guarded():
            for path in paths:
                self._git.index.add(path)
            self._git.index.write()
            tree = str(self._git.index.write_tree())
        return self.advance(self.head(), self.target("HEAD"), tree, message, who)

    def stage(self, path: str, blob: str) -> None:
        """Have the index hold a file's bytes at a path, as a commit that was made beside it does."""
        with _Guarded(path):
            self._git.index.read()
            self._git.index.add(pygit2.IndexEntry(path, pygit2.Oid(hex=blob), FileMode.BLOB))
            self._git.index.write()

    # Moving references: always compare and swap

    def advance(self, ref: str, tip: str, tree: str, message: str, who: Person) -> str:
        """Commit a tree on a branch whose tip is `tip` (empty: the branch is new); raise RefMoved if it is elsewhere."""
        if not tip:
            first = self.put_commit(tree, message, who)
            self.swap((Change(ref, "", first),))
            return first
        signature = _signature(who)
        try:
            return str(self._git.create_commit(ref, signature, signature, message, tree, [tip]))
        except (KeyError, *_FAULTS) as error:
            raise self._told((Change(ref, tip, ""),), error) from error

    def swap(self, changes: tuple[Change, ...]) -> None:
        """Move references from where they are expected, all under their locks; raise RefMoved if one is elsewhere."""
        for change in changes:
            # A transaction would not ask.
            if not pygit2.reference_is_valid_name(change.ref):
                raise CorruptLibrary(Words(f"`{change.ref}` cannot be a reference", f"`{change.ref}` 不能作为引用名"))
        try:
            with self._git.transaction() as transaction:
                for change in changes:
                    transaction.lock_ref(change.ref)
                # Looked up under the locks: nobody can move one between here and the end of the transaction.
                for change in changes:
                    if self.target(change.ref) != change.expected:
                        raise RefMoved(change.ref)
                for change in changes:
                    transaction.set_target(change.ref, change.target)
        except (KeyError, *_FAULTS) as error:
            raise self._told(changes, error) from error

    def who(self) -> Person:
        """Return who the environment says writes here, else the git configuration, as it is for git; or stdpub itself."""
        name = _signed("GIT_COMMITTER_NAME") or self.config("user.name") or "stdpub"
        return Person(name, _signed("GIT_COMMITTER_EMAIL") or self.config("user.email") or "stdpub@localhost")

    def _told(self, changes: tuple[Change, ...], error: Exception) -> Exception:
        """Return what a refused move of references means: one has moved, one is locked, or something is broken."""
        for change in changes:
            if self.target(change.ref) != change.expected:
                return RefMoved(change.ref)
        for change in changes:
            lock = self.lock_file(change.ref)
            # A lock may have been freed since; libgit2 tells its class in the text alone.
            if lock.exists() or ("lock" in str(error) and os.access(self.path, os.W_OK)):
                return RefMoved(change.ref, locked=str(error))
        return _fault(error)

    def break_lock(self, ref: str) -> None:
        """Take away the lock of a reference that a killed process left; a lock is held for milliseconds otherwise."""
        lock = self.lock_file(ref)
        aside = self.path / f"stdpub-left-{os.getpid()}.lock"
        with suppress(OSError):
            found = lock.stat()
            if time.time() - found.st_mtime > _LEFT_BEHIND:
                lock.rename(aside)
                if aside.stat().st_ino != found.st_ino:
                    # Another one was faster, and this is a new lock: back with it.
                    aside.rename(lock)
                aside.unlink(missing_ok=True)

    def lock_file(self, ref: str) -> Path:
        """Return the file that holds the lock of a reference."""
        return self.path / f"{ref}.lock"


def create(path: Path, *, bare: bool, fill: Callable[[Path], str] = lambda _: "") -> str:
    """Make an empty repository with the branch `main`, have it filled, and return what filling returns.

    It is made beside and then renamed, so that others see a whole one or none. Raise LibraryExists where something is.
    """
    with _Guarded():
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".stdpub-", dir=path.parent) as beside:
            made = Path(beside) / path.name
            pygit2.init_repository(str(made), bare=bare, initial_head="main")
            filled = fill(made)
            try:
                made.rename(path)
            except OSError as error:
                raise LibraryExists(
                    Words(f"`{path}` is not empty", f"`{path}` 不是空的"),
                    Words("name a folder that is empty or not there yet", "请指定一个空的或尚不存在的文件夹"),
                ) from error
    return filled


def enclosing(path: Path) -> Path | None:
    """Return the work tree's root that a path lies in, None outside of any."""
    with suppress(*_FAULTS):
        found = pygit2.discover_repository(str(path))
        if found is not None:
            root = pygit2.Repository(found).workdir
            return Path(root) if root else None
    return None


def ignored(folder: Path, paths: tuple[str, ...]) -> frozenset[str]:
    """Return those paths of a folder on disk that git ignores there, none outside of a repository."""
    root = enclosing(folder)
    if root is None:
        return frozenset()
    with _Guarded():
        git = pygit2.Repository(str(root))
        inside = folder.resolve().relative_to(root.resolve()).as_posix()
        return frozenset(path for path in paths if git.path_is_ignored(path if inside == "." else f"{inside}/{path}"))


def make_durable() -> None:
    """Have every object and reference that this process writes on disk before going on, for a power cut's sake."""
    pygit2.settings.enable_fsync_gitdir(value=True)


def blob_id(content: bytes) -> str:
    """Return the id that git gives to a file of these bytes."""
    return str(pygit2.hash(content))


def _open(path: Path) -> pygit2.Repository:
    try:
        return pygit2.Repository(str(path), RepositoryOpenFlag.NO_SEARCH)
    except (KeyError, *_FAULTS) as error:
        for config in (path / "config", path / ".git" / "config"):
            with suppress(OSError):
                if _SHA256.search(config.read_text(encoding="utf-8", errors="replace")):
                    raise UnsupportedRepository(
                        Words(
                            f"`{path}` is a git repository of SHA-256 objects, which stdpub cannot open",
                            f"`{path}` 是使用 SHA-256 对象的 git 仓库，stdpub 无法打开",
                        ),
                        Words(
                            "make the library with `git init --object-format=sha1`",
                            "请用 `git init --object-format=sha1` 建库",
                        ),
                    ) from error
        raise NotALibrary(
            Words(f"there is no git repository that can be opened at `{path}`", f"`{path}` 处没有可打开的 git 仓库"),
            Words(f"git says: {error}", f"git 的说明：{error}"),
        ) from error


def _signature(who: Person) -> pygit2.Signature:
    """Return a person as git writes one: angle brackets and line ends would break the object."""
    name, email = ("".join(c if c.isprintable() and c not in "<>" else " " for c in text).strip() for text in who)
    return pygit2.Signature(name or "stdpub", email or "stdpub@localhost")


def _entry(item: pygit2.Object) -> Entry:
    raw = item.raw_name or b""
    try:
        name = raw.decode()
    except UnicodeDecodeError:
        shown = raw.decode(errors="backslashreplace")
        raise CorruptLibrary(
            Words(f"the file name `{shown}` is not UTF-8", f"文件名 `{shown}` 不是 UTF-8"),
        ) from None
    return Entry(name, str(item.id), _KINDS.get(item.filemode, EntryKind.SUBMODULE))


class _Guarded:
    """Turn what libgit2 raises inside into errors of ours; a class, since a generator would cost more than the read."""

    __slots__ = ("about",)

    def __init__(self, about: str = "") -> None:
        self.about = about

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, KeyError):
            raise CorruptLibrary(
                Words(f"the object `{self.about}` is missing from the library", f"库中缺少对象 `{self.about}`"),
                Words(
                    "restore it from a clone; `git fsck` lists what is missing",
                    "请从克隆恢复；`git fsck` 可列出缺失的对象",
                ),
            ) from error
        if isinstance(error, _FAULTS):
            raise _fault(error) from error


def _fault(error: Exception) -> LibraryError:
    return CorruptLibrary(Words(f"git cannot do this in the library: {error}", f"git 无法在库中完成该操作：{error}"))


def _signed(variable: str) -> str:
    """Return what a variable says of who writes, without the signs by which git ends it."""
    return os.environ.get(variable, "").translate(dict.fromkeys(map(ord, "<>\n\0"))).strip()
