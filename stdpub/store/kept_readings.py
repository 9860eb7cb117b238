"""What a standard was read from, and how to read it, in; the standard out: as it was read once before where that is kept.

A reading is kept in the user's cache folder under the digest of all that it was made of: the bytes read, and this very
stdpub. A file there that is damaged, or that says anything but nodes of the model, is passed over and written anew.
`STDPUB_CACHE=off` keeps and takes nothing.
"""

from __future__ import annotations

import os
import pickle
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from hashlib import blake2b
from io import BytesIO
from operator import attrgetter
from pathlib import Path
from typing import NamedTuple, TypeAlias

import stdpub
from stdpub.model.changes import Comparison
from stdpub.model.folder import Folder
from stdpub.model.standard import Standard

SWITCH = "STDPUB_CACHE"
MOST_BYTES = 200_000_000
"""Bytes that all kept readings have together; the oldest go first."""

_MOST_EACH = 60_000_000
_MARK = b"stdpub reading 1\n"
_DIGEST = 32
_ROOM = "stdpub.model."

Parts = Iterable[bytes]
Asked = tuple[tuple[str, str], ...]
"""What a reading asked of other standards of its library, and what the answer was, as digests."""


class Reading(NamedTuple):
    """A standard as it was read, and a name for all that it says, empty where no reading is kept."""

    standard: Standard
    name: bytes


def kept(parts: Parts, read: Callable[[Mapping[str, Folder]], Standard], around: Mapping[str, Folder]) -> Reading:
    """Return what `read` makes; `parts` are all it is made of but for the other standards of the library, `around`."""
    place = _place(parts)
    if place is None:
        return Reading(read(around), b"")
    found, name = _load(place, around)
    if isinstance(found, Standard):
        return Reading(found, name)
    watched = _Watched(around)
    standard = read(watched)
    return Reading(standard, _keep(place, standard, watched.asked))


def kept_comparison(parts: Parts, compare: Callable[[], Comparison]) -> Comparison:
    """Return what `compare` finds; `parts` are all it is made of, and none may be empty: that is a reading not kept."""
    parts = tuple(parts)
    place = _place((b"comparison", *parts)) if all(parts) else None
    if place is None:
        return compare()
    found, _ = _load(place, {})
    if isinstance(found, Comparison):
        return found
    comparison = compare()
    _keep(place, comparison, ())
    return comparison


def kept_languages(parts: Parts, read: Callable[[], tuple[str, ...]]) -> tuple[str, ...]:
    """Return the languages that `read` finds, without it where they are known: it takes the whole reader to look."""
    place = _place((b"languages", *parts))
    if place is None:
        return read()
    found, _ = _load(place, {})
    if isinstance(found, tuple) and all(isinstance(one, str) for one in found):
        return found
    languages = read()
    _keep(place, languages, ())
    return languages


def parts_of(folder: Folder) -> Iterator[bytes]:
    """Yield what a reading of a folder is made of."""
    yield f"{folder.name}\0{folder.file_limit}\0{sorted(folder.oversized.items())}".encode("utf-8", "surrogateescape")
    for path in sorted(folder.files):
        yield path.encode("utf-8", "surrogateescape")
        yield folder.files[path]


class _Watched(Mapping[str, Folder]):
    """The other standards of a library; what is asked of them is noted."""

    def __init__(self, around: Mapping[str, Folder]) -> None:
        self._around = around
        self._asked: dict[str, str] = {}

    @property
    def asked(self) -> Asked:
        """What was asked so far, with the answers."""
        return tuple(self._asked.items())

    def __getitem__(self, slug: str) -> Folder:
        if slug not in self._asked:
            self._asked[slug] = _answer(self._around, slug)
        return self._around[slug]

    def __iter__(self) -> Iterator[str]:
        self._asked[_NAMES] = _answer(self._around, _NAMES)
        return iter(self._around)

    def __len__(self) -> int:
        self._asked[_NAMES] = _answer(self._around, _NAMES)
        return len(self._around)

    def __bool__(self) -> bool:
        if _NAMES not in self._asked:
            self._asked[_ANY] = _answer(self._around, _ANY)
        return bool(self._around)


_NAMES, _ANY = "/names", "/any"
"""Questions about all standards of a library; no slug has a stroke."""


def _answer(around: Mapping[str, Folder], question: str) -> str:
    if question == _NAMES:
        return _digest(name.encode() for name in sorted(around))
    if question == _ANY:
        return str(bool(around))
    folder = around.get(question)
    return _digest(parts_of(folder)) if folder is not None else ""


def _digest(parts: Parts) -> str:
    total = blake2b(digest_size=_DIGEST)
    for part in parts:
        total.update(len(part).to_bytes(8))
        total.update(part)
    return total.hexdigest()


def _place(parts: Parts) -> Path | None:
    """Return the file of a reading; None where none is to be kept, or where the folder is not the user's alone."""
    if os.environ.get(SWITCH, "").lower() in {"off", "0", "no", "false"}:
        return None
    folder, this = _folder(), _this_stdpub()
    return folder / f"{_digest((this, *parts))}.reading" if folder and this else None


def _folder() -> Path | None:
    base = os.environ.get("XDG_CACHE_HOME", "")
    try:
        folder = (Path(base) if os.path.isabs(base) else Path.home() / ".cache") / "stdpub" / "readings"  # noqa: PTH117
        folder.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        folder.mkdir(mode=0o700, exist_ok=True)
        found = folder.stat(follow_symlinks=False)
        if not hasattr(os, "geteuid"):
            return folder
        if found.st_uid != os.geteuid() or folder.is_symlink():
            return None
        if found.st_mode & 0o077:
            folder.chmod(0o700)
    except (OSError, RuntimeError):
        return None
    return folder


@cache
def _this_stdpub() -> bytes:
    """Return what tells this stdpub from any other: version, size and time of its files, and when a library was last put in.

    It is nothing where stdpub does not lie in a folder.
    """
    libraries = [path for path in sys.path if path.endswith("-packages")]
    try:
        told = sorted(_files(os.path.dirname(stdpub.__file__)))  # noqa: PTH120 - a Path for each file costs more than all
        told += [f"{path}\0{os.stat(path).st_mtime_ns}" for path in libraries if os.path.isdir(path)]  # noqa: PTH112, PTH116
    except OSError:
        return b""
    return "\n".join((stdpub.__version__, sys.version, *told)).encode("utf-8", "surrogateescape")


def _files(folder: str) -> Iterator[str]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.endswith((".py", ".toml", ".json", ".csv")):
                found = entry.stat()
                yield f"{entry.path}\0{found.st_size}\0{found.st_mtime_ns}"
            elif "." not in entry.name and entry.name != "__pycache__" and entry.is_dir():
                yield from _files(entry.path)


def _load(place: Path, around: Mapping[str, Folder]) -> tuple[object, bytes]:
    """Return what is kept in a file, and its name; None where nothing is or it is damaged, or what is around has changed."""
    try:
        if place.stat().st_size > _MOST_EACH:
            return _NOTHING
        content = place.read_bytes()
        head = len(_MARK)
        body = memoryview(content)[head + _DIGEST :]
        name = content[head : head + _DIGEST]
        if content[:head] != _MARK or name != blake2b(body, digest_size=_DIGEST).digest():
            return _NOTHING
        asked, found = _Reader(BytesIO(body)).load()
        if any(_answer(around, one) != said for one, said in asked):
            return _NOTHING
        os.utime(place)
    except Exception:  # noqa: BLE001 - whatever is wrong with the file, the standard can be read anew
        return _NOTHING
    return found, name


_NOTHING = (None, b"")


class _Reader(pickle.Unpickler):
    """Reads nodes of the model and nothing else: no other class or function can be named."""

    def find_class(self, module: str, name: str) -> object:
        """Return what makes a node of the model, and cannot itself be changed as a class can; raise for anything else."""
        if module.startswith(_ROOM) and name.isidentifier():
            found = super().find_class(module, name)
            if isinstance(found, type) and found.__module__ == module and _is_node(found):
                return type(found).__call__.__get__(found)
        message = f"{module}.{name}"
        raise pickle.UnpicklingError(message)


def _is_node(found: type) -> bool:
    return is_dataclass(found) or issubclass(found, (Enum, tuple))


_Shape: TypeAlias = "tuple[type, tuple[object, ...]]"


class _Shapes(dict[type, Callable[[object], _Shape]]):
    """How each class of the model is written: as a call with the values of its fields, which is all that is read."""

    def __missing__(self, class_: type) -> Callable[[object], _Shape]:
        if not class_.__module__.startswith(_ROOM) or not _is_node(class_):
            raise KeyError(class_)
        shape = self[class_] = _shape_of(class_)
        return shape


def _shape_of(class_: type) -> Callable[[object], _Shape]:
    if issubclass(class_, Enum):
        return lambda node: (class_, (attrgetter("value")(node),))
    if issubclass(class_, tuple):
        return lambda node: (class_, tuple(node) if isinstance(node, tuple) else ())
    names = tuple(one.name for one in fields(class_)) if is_dataclass(class_) else ()
    values = attrgetter(*names)
    return lambda node: (class_, values(node) if len(names) > 1 else (values(node),))


def _keep(place: Path, made: Standard | Comparison | tuple[str, ...], asked: Asked) -> bytes:
    """Put something in its place in one step, and return its name; nothing happens where that cannot be."""
    with suppress(Exception):  # a disk that is full, a standard too deep to be written: it is read anew next time
        written = BytesIO()
        writer = pickle.Pickler(written, pickle.HIGHEST_PROTOCOL)
        writer.dispatch_table = _Shapes()
        writer.dump((asked, made))
        body = written.getbuffer()
        name = blake2b(body, digest_size=_DIGEST).digest()
        if len(body) > _MOST_EACH:
            return b""
        handle, beside = tempfile.mkstemp(dir=place.parent, prefix=".")
        try:
            with os.fdopen(handle, "wb") as file:
                file.writelines((_MARK, name, body))
            Path(beside).replace(place)
        finally:
            Path(beside).unlink(missing_ok=True)
        _bound(place.parent)
        return name
    return b""


def _bound(folder: Path) -> None:
    """Take away what was not asked for longest, until the rest is small enough."""
    with os.scandir(folder) as entries:
        known = sorted((found.st_mtime, found.st_size, entry.path) for entry in entries for found in [entry.stat()])
    size = sum(each for _, each, _ in known)
    for _, each, path in known:
        if size <= MOST_BYTES:
            return
        Path(path).unlink(missing_ok=True)
        size -= each
