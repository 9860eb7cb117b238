"""Pages that were laid out once, kept in the user's cache folder: a name in, the bytes kept under it out, if they are still there.

A name says all that a page is made of but this stdpub and the fonts of the machine, which the folder's own name says.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

import stdpub

SWITCH = "STDPUB_CACHE"
"""Variable by which a user keeps and takes nothing: `off`."""
MOST_BYTES = 200_000_000
"""Bytes that all kept pages have together; those not asked for longest go first."""
_LIBRARIES = ("weasyprint", "pydyf", "tinycss2", "cssselect2", "pyphen")
_DIGEST = 16
_FONTS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.fonts", "~/.local/share/fonts")
_MADE_OF = (".py", ".css", ".html", ".ttf", ".otf", ".ttc", ".toml")


@dataclass(frozen=True, slots=True)
class KeptPages:
    """Pages in a folder; every file begins with the digest of the rest, and is passed over where that is wrong."""

    folder: Path
    salt: str
    most: int = MOST_BYTES

    def get(self, name: str) -> bytes | None:
        """Return what is kept under a name."""
        path = self._path(name)
        try:
            content = path.read_bytes()
            os.utime(path)
        except OSError:
            return None
        sum_, body = content[:_DIGEST], content[_DIGEST:]
        return body if blake2b(body, digest_size=_DIGEST).digest() == sum_ else None

    def put(self, name: str, content: bytes) -> None:
        """Keep something in one step; nothing is kept where that cannot be."""
        with suppress(OSError):
            handle, beside = tempfile.mkstemp(dir=self.folder, prefix=".")
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(blake2b(content, digest_size=_DIGEST).digest())
                    file.write(content)
                Path(beside).replace(self._path(name))
            finally:
                Path(beside).unlink(missing_ok=True)

    def bound(self) -> None:
        """Take away what was not asked for longest, until the rest is small enough."""
        with suppress(OSError), os.scandir(self.folder) as entries:
            found = sorted((told.st_mtime, told.st_size, entry.path) for entry in entries for told in [entry.stat()])
            size = sum(each for _, each, _ in found)
            for _, each, path in found:
                if size <= self.most:
                    return
                Path(path).unlink(missing_ok=True)
                size -= each

    def _path(self, name: str) -> Path:
        return self.folder / blake2b(f"{self.salt}\0{name}".encode(), digest_size=_DIGEST).hexdigest()


def kept_pages() -> KeptPages | None:
    """Return the user's kept pages; none where nothing is to be kept, or where the folder is not the user's alone."""
    if os.environ.get(SWITCH, "").lower() in {"off", "0", "no", "false"}:
        return None
    base = os.environ.get("XDG_CACHE_HOME", "")
    try:
        folder = (Path(base) if Path(base).is_absolute() else Path.home() / ".cache") / "stdpub" / "pages"
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        found = folder.stat(follow_symlinks=False)
        if folder.is_symlink() or (hasattr(os, "geteuid") and (found.st_uid != os.geteuid() or found.st_mode & 0o077)):
            return None
    except (OSError, RuntimeError):
        return None
    return KeptPages(folder, _salt())


def _salt() -> str:
    """Return the digest of what makes pages: the files of this stdpub and of WeasyPrint, and the fonts installed."""
    own = Path(stdpub.__file__).parent
    beside = (own.parent / "site", *(Path(name).expanduser() for name in _FONTS))
    told = sorted(_files((own, *beside))) + [f"{name} {_version(name)}" for name in _LIBRARIES]
    return blake2b("\n".join(told).encode("utf-8", "surrogateescape"), digest_size=_DIGEST).hexdigest()


def _version(library: str) -> str:
    from importlib.metadata import PackageNotFoundError, version  # noqa: PLC0415 - takes time, and is for PDF only

    try:
        return version(library)
    except PackageNotFoundError:
        return ""


def _files(folders: Iterable[Path]) -> Iterator[str]:
    """Yield name, size and time of the files that pages are made of."""
    waiting = [str(folder) for folder in folders if folder.is_dir()]
    while waiting:
        with os.scandir(waiting.pop()) as entries:
            for entry in entries:
                if entry.name.endswith(_MADE_OF):
                    told = entry.stat()
                    yield f"{entry.path}\0{told.st_size}\0{told.st_mtime_ns}"
                elif "." not in entry.name and entry.name != "__pycache__" and entry.is_dir():
                    waiting.append(entry.path)
