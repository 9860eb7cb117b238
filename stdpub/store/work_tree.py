"""A standard in the library's own work tree: its folder in; the commit that is checked out and holds it, or is refused, out."""

from __future__ import annotations

from pathlib import Path

from stdpub.model.folder import LEDGERS, Folder
from stdpub.model.source import Words
from stdpub.store import files
from stdpub.store.errors import BadPublication, CheckedOut, FolderDirty
from stdpub.store.ledgers import spoken
from stdpub.store.library import Library
from stdpub.store.names import shorten
from stdpub.store.objects import Entry, EntryKind, Person
from stdpub.store.repository import Repository, blob_id
from stdpub.store.shared import SHARED_FILES

_SHOWN = 5


def is_own(repository: Repository, folder: Folder, place: Path | None) -> bool:
    """Tell whether the folder lies in the library's own work tree; raise where it lies there at the wrong depth."""
    if place is None or repository.work_tree is None:
        return False
    root, found = repository.work_tree.resolve(), place.resolve()
    if not found.is_relative_to(root):
        return False
    if found == root / folder.name:
        return True
    raise BadPublication(
        Words(f"`{place}` does not lie directly in the library", f"`{place}` 不直接位于库的根目录下"),
        Words(f"move it to `{root / folder.name}`", f"请移到 `{root / folder.name}`"),
    )


def checked_out(repository: Repository, folder: Folder) -> CheckedOut:
    """Return the error for a folder that lies elsewhere, while the branch is checked out."""
    place = f"{repository.work_tree}{folder.name}"
    return CheckedOut(
        Words(
            f"the library has a work tree and `{folder.name}` does not lie in it",
            f"库带有工作区，而 `{folder.name}` 不在其中",
        ),
        Words(
            f"put the folder at `{place}`, commit it and publish that, or publish to a bare library",
            f"请将文件夹放到 `{place}`，提交后再发布，或发布到裸仓库",
        ),
    )


def own_tree(library: Library, tip: str, folder: Folder) -> str:
    """Return the folder's tree at the commit that is checked out; raise where the folder says otherwise."""
    tree = library.tree(tip, folder.name) if tip else ""
    committed = spoken(files.paths(library.repository, tree)) if tree else {}
    given = spoken(files.visible(folder.files))
    paths = [path for path in given if path not in committed or not _same(given[path], committed[path])]
    paths += [path for path in committed if path not in given]
    changed = [f"{folder.name}/{path}" for path in paths]
    changed += [path for shared in SHARED_FILES for path in library.repository.changed(shared)]
    if changed:
        first = sorted(changed)[:_SHOWN]
        shown = ", ".join(f"`{shorten(path)}`" for path in first)
        more = len(changed) - len(first)
        raise FolderDirty(
            Words(
                f"not committed in the library: {shown}{f' and {more} more' if more else ''}",
                f"库中尚未提交：{shown}{f'等{len(changed)}个文件' if more else ''}",
            ),
            Words(
                f"commit the changes, then publish: `git add {folder.name}`, `git commit`",
                f"请先提交改动，再发布：`git add {folder.name}`，`git commit`",
            ),
        )
    return tree


def _same(given: bytes, committed: str) -> bool:
    # A work tree may hold CRLF where git keeps LF.
    return committed in {blob_id(given), blob_id(given.replace(b"\r\n", b"\n"))}


def own_commit(library: Library, tip: str, slug: str, tree: str, message: str, who: Person) -> str:
    """Return the commit that is checked out, or one after it that records what stdpub keeps."""
    repository = library.repository
    if library.tree(tip, slug) == tree:
        return tip
    branch = repository.head()
    if not branch:
        raise BadPublication(
            Words("no branch is checked out, so nothing can be recorded", "没有检出分支，无法记录"),
            Words("check a branch out with `git switch`", "请用`git switch`检出一个分支"),
        )
    root = repository.put_tree({slug: Entry(slug, tree, EntryKind.FOLDER)}, repository.tree_of(tip))
    commit = repository.advance(branch, tip, root, message, who)
    for entry in repository.entries(tree):
        if entry.name in LEDGERS:
            repository.stage(f"{slug}/{entry.name}", entry.id)
    return commit
