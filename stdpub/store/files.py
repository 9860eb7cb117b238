"""Folders in git: a tree in, the files of a standard out, bounded and safe; and a folder in, its tree out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from stdpub.model.folder import Folder
from stdpub.model.source import Words
from stdpub.store.errors import TooLarge, UnsafePath
from stdpub.store.names import is_safe_name, safe_path, shorten
from stdpub.store.objects import Entry, EntryKind
from stdpub.store.repository import Repository
from stdpub.store.settings import Settings

_DEPTH_LIMIT = 32
_ENTRIES_LIMIT = 100_000


def paths(repository: Repository, tree: str) -> dict[str, str]:
    """Return the files of a tree, path to blob id, without dot files; raise UnsafePath at a link or a bad name."""
    return dict(_walk(repository, tree))


def read_folder(repository: Repository, tree: str, slug: str, settings: Settings) -> Folder:
    """Return the files of a tree as a standard's folder; raise TooLarge where the settings' limits do not hold it."""
    files: dict[str, bytes] = {}
    oversized: dict[str, int] = {}
    total = 0
    for count, (path, blob) in enumerate(_walk(repository, tree), 1):
        size = repository.size(blob)
        total += size if size <= settings.file_limit else 0
        if count > settings.files_limit or total > settings.folder_limit:
            raise _too_large(slug, settings)
        if size > settings.file_limit:
            oversized[path] = size
        else:
            files[path] = repository.blob(blob)
    return Folder(slug, files, oversized, settings.file_limit)


def write_folder(repository: Repository, folder: Folder, settings: Settings) -> str:
    """Store the files of a folder without its dot files, and return the tree; raise where it is unsafe or too large."""
    for path, size in folder.oversized.items():
        shown = shorten(path)
        raise TooLarge(
            Words(f"`{shown}` has {size} bytes, more than the limit", f"`{shown}` 有 {size} 字节，超过上限"),
            Words(
                "raise `limits.file` in `stdpub.toml`, or make it smaller",
                "请在 `stdpub.toml` 中调高 `limits.file`，或减小该文件",
            ),
        )
    kept = visible(folder.files)
    if len(kept) > settings.files_limit or sum(map(len, kept.values())) > settings.folder_limit:
        raise _too_large(folder.name, settings)
    blobs = {path: repository.put_blob(content) for path, content in kept.items()}
    return _store(repository, {safe_path(path): blob for path, blob in blobs.items()})


def visible(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the files none of whose names starts with a dot; raise UnsafePath where a path of another is not safe."""
    kept = {path: content for path, content in files.items() if not any(map(_is_hidden, path.split("/")))}
    for path in kept:
        safe_path(path)
    return kept


def _is_hidden(name: str) -> bool:
    return name.startswith(".") and name not in {".", ".."}


def _store(repository: Repository, blobs: Mapping[tuple[str, ...], str]) -> str:
    entries: dict[str, Entry | None] = {}
    below: dict[str, dict[tuple[str, ...], str]] = {}
    for names, blob in blobs.items():
        if len(names) > _DEPTH_LIMIT:
            raise _unsafe("/".join(names))
        if len(names) == 1:
            entries[names[0]] = Entry(names[0], blob, EntryKind.FILE)
        else:
            below.setdefault(names[0], {})[names[1:]] = blob
    for name, inner in below.items():
        if name in entries:
            raise _unsafe(name)
        entries[name] = Entry(name, _store(repository, inner), EntryKind.FOLDER)
    return repository.put_tree(entries)


def _walk(repository: Repository, tree: str) -> Iterator[tuple[str, str]]:
    """Yield the path and blob of each file, folder by folder; a tree of trees that never ends is cut off by its size."""
    waiting = [("", tree, 0)]
    seen = 0
    while waiting:
        prefix, folder, depth = waiting.pop()
        entries = repository.entries(folder)
        seen += len(entries)
        if seen > _ENTRIES_LIMIT:
            raise TooLarge(Words("a folder has too many entries", "文件夹中的条目过多"))
        for entry in entries:
            path = f"{prefix}{entry.name}"
            followed = entry.kind in {EntryKind.FILE, EntryKind.FOLDER}
            if not followed or depth >= _DEPTH_LIMIT or not is_safe_name(entry.name):
                raise _unsafe(path)
            if entry.name.startswith("."):
                continue
            if entry.kind is EntryKind.FOLDER:
                waiting.append((f"{path}/", entry.id, depth + 1))
            else:
                yield path, entry.id


def _unsafe(path: str) -> UnsafePath:
    shown = shorten(path)
    return UnsafePath(
        Words(
            f"`{shown}` is no plain file: a link, a submodule, nested too deep, or a name that leaves the folder",
            f"`{shown}` 不是普通文件：是链接、子模块、嵌套过深，或名称越出文件夹",
        )
    )


def _too_large(slug: str, settings: Settings) -> TooLarge:
    shown = shorten(slug)
    return TooLarge(
        Words(
            f"`{shown}` has more than {settings.files_limit} files or {settings.folder_limit} bytes",
            f"`{shown}` 超过 {settings.files_limit} 个文件或 {settings.folder_limit} 字节",
        ),
        Words(
            "raise `limits.files` or `limits.folder` in `stdpub.toml`",
            "请在 `stdpub.toml` 中调高 `limits.files` 或 `limits.folder`",
        ),
    )
