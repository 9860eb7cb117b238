"""The references of a git repository as git's files keep them: a prefix in, names with their targets out.

libgit2 reads every file of `refs/` to list any of them, 40 ms at 2,000; here only directories that changed are read again.
"""

from __future__ import annotations

import os
import re
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from stdpub.model.source import Words
from stdpub.store.errors import CorruptLibrary
from stdpub.store.objects import Ref

_TARGET = re.compile(r"([0-9a-f]{40})\s*")
_PACKED = re.compile(r"^([0-9a-f]{40}) (refs/\S+)$", re.MULTILINE)
_SETTLED = 2_000_000_000
"""Nanoseconds after which a directory's time of change tells any later change apart, on every file system."""


@dataclass(frozen=True, slots=True)
class _Directory:
    """What was read of one directory; trusted while its time of change is the same, and `settled` when it was read."""

    changed: int
    settled: bool
    refs: tuple[Ref, ...]
    below: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Packed:
    stamp: tuple[int, int, int]
    refs: dict[str, str]


class RefFiles:
    """The references below a git directory, with what was read of them before; for one thread."""

    __slots__ = ("_directories", "_listed", "_packed", "_root")

    def __init__(self, git_directory: Path) -> None:
        common = ""
        with suppress(OSError):
            common = (git_directory / "commondir").read_text(encoding="utf-8").strip()
        self._root = str((git_directory / common).resolve())
        self._directories: dict[str, _Directory] = {}
        self._packed = _Packed((0, 0, 0), {})
        self._listed: dict[str, tuple[list[object], tuple[Ref, ...]]] = {}

    def below(self, prefix: str) -> tuple[Ref, ...]:
        """Return the references below a prefix that ends in `/`, sorted; the same tuple as long as none changed."""
        # Loose files first: a reference moves from a loose file into the packed one, which is written before.
        read: list[_Directory] = []
        self._walk(prefix.rstrip("/"), read)
        packed = self._read_packed()
        seen: list[object] = [*read, packed]
        before = self._listed.get(prefix)
        if (
            before is not None
            and len(before[0]) == len(seen)
            and all(a is b for a, b in zip(before[0], seen, strict=True))
        ):
            return before[1]
        found = {name: target for name, target in packed.refs.items() if name.startswith(prefix)}
        found |= {ref.name: ref.target for directory in read for ref in directory.refs}
        listed = tuple(Ref(name, target) for name, target in sorted(found.items()))
        if before is not None and before[1] == listed:
            listed = before[1]
        self._listed[prefix] = (seen, listed)
        return listed

    def _walk(self, path: str, read: list[_Directory]) -> None:
        directory = self._read(path)
        if directory is None:
            return
        read.append(directory)
        for name in directory.below:
            self._walk(f"{path}/{name}", read)

    def _read(self, path: str) -> _Directory | None:
        """Return what a directory of references holds, read again where it may have changed; None where it is gone."""
        full = f"{self._root}/{path}"
        try:
            changed = os.stat(full).st_mtime_ns  # noqa: PTH116  called a thousand times a listing
            before = self._directories.get(path)
            if before is not None and before.settled and before.changed == changed:
                return before
            settled = time.time_ns() - changed > _SETTLED
            entries = list(os.scandir(full))
        except (FileNotFoundError, NotADirectoryError):
            self._directories.pop(path, None)
            return None
        names = [entry for entry in entries if not entry.name.startswith(".") and not entry.name.endswith(".lock")]
        below = tuple(sorted(entry.name for entry in names if entry.is_dir(follow_symlinks=False)))
        loose = (self._loose(f"{path}/{entry.name}") for entry in names if entry.is_file())
        found = _Directory(changed, settled, tuple(sorted(ref for ref in loose if ref is not None)), below)
        if before is not None and (before.refs, before.below) == (found.refs, found.below) and not settled:
            return before
        self._directories[path] = found
        return found

    def _loose(self, name: str) -> Ref | None:
        try:
            text = Path(self._root, name).read_text(encoding="utf-8", errors="replace")
        except FileNotFoundError:
            return None
        target = _TARGET.fullmatch(text)
        if target is not None:
            return Ref(name, target[1])
        if text.startswith("ref:"):
            return None
        raise CorruptLibrary(
            Words(f"the reference `{name}` is damaged", f"引用 `{name}` 已损坏"),
            Words("restore it from a clone", "请从克隆恢复"),
        )

    def _read_packed(self) -> _Packed:
        path = Path(self._root, "packed-refs")
        try:
            stat = path.stat()
            stamp = (stat.st_mtime_ns, stat.st_size, stat.st_ino)
            if stamp != self._packed.stamp:
                text = path.read_text(encoding="utf-8", errors="replace")
                self._packed = _Packed(stamp, {found[2]: found[1] for found in _PACKED.finditer(text)})
        except FileNotFoundError:
            if self._packed.refs:
                self._packed = _Packed((0, 0, 0), {})
        return self._packed
