"""Finished files to disk: written beside, then put in place in one step, so that no reader ever sees half of them."""

from __future__ import annotations

import ctypes
import errno
import json
import os
import shutil
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from stdpub.cli.messages import CannotRead, Usage
from stdpub.model.source import Words

MANIFEST = "manifest.json"
"""Lists what a build put into a folder: nothing else in it may be replaced."""

_HERE = -100  # AT_FDCWD: paths are relative to the working folder
_EXCHANGE = 2  # RENAME_EXCHANGE
_UNSUPPORTED = frozenset({errno.ENOSYS, errno.EINVAL, errno.ENOTSUP})


def put(folder: Path, files: Mapping[str, bytes]) -> None:
    """Put files into a folder that is made anew: all of them, or none, and what stood there stays until they are there."""
    try:
        folder = folder.resolve()
        folder.parent.mkdir(parents=True, exist_ok=True)
        _sweep(folder)
        beside = Path(tempfile.mkdtemp(prefix=f".{folder.name}.{os.getpid()}.", dir=folder.parent))
        beside.chmod(0o755)
        try:
            for name, content in files.items():
                place = beside / name
                place.parent.mkdir(parents=True, exist_ok=True)
                place.write_bytes(content)
            _swap(beside, folder)
        finally:
            shutil.rmtree(beside, ignore_errors=True)
    except OSError as error:
        reason = error.strerror or "cannot be written"
        raise CannotRead(Words(f"`{folder}` cannot be written: {reason}", f"无法写入`{folder}`：{reason}")) from error


def _swap(beside: Path, folder: Path) -> None:
    """Put a finished folder in the place of another, which is `beside` afterwards, or gone."""
    if not folder.exists() or not _exchanged(beside, folder):
        old = beside.with_name(f"{beside.name}.old")
        try:
            if folder.exists():
                folder.rename(old)
            beside.rename(folder)
        finally:
            if old.exists() and not folder.exists():
                old.rename(folder)
            shutil.rmtree(old, ignore_errors=True)


def _exchanged(one: Path, other: Path) -> bool:
    """Exchange two folders in one step where the system can (Linux); tell whether it did."""
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None) if os.name == "posix" else None
    if rename is None:
        return False
    if rename(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE) == 0:
        return True
    code = ctypes.get_errno()
    if code in _UNSUPPORTED:
        return False
    raise OSError(code, os.strerror(code), str(other))


def _sweep(folder: Path) -> None:
    """Take away what processes that were killed left beside a folder."""
    prefix = f".{folder.name}."
    for left in folder.parent.glob(f"{glob_escaped(prefix)}*"):
        process = left.name.removeprefix(prefix).partition(".")[0]
        if process.isdecimal() and not _runs(int(process)):
            if left.name.endswith(".old") and not folder.exists():
                left.rename(folder)
            else:
                shutil.rmtree(left, ignore_errors=True)


def glob_escaped(text: str) -> str:
    """Return a text as a pattern that matches it alone."""
    return "".join(f"[{sign}]" if sign in "*?[" else sign for sign in text)


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True


def refuse_to_replace(folder: Path, sources: Iterable[Path]) -> None:
    """Raise Usage where putting files into a folder would replace what no build made, or go into a source."""
    place = folder.resolve()
    for source in sources:
        own = source.resolve()
        if own.is_dir() and (place == own or own in place.parents or place in own.parents):
            raise Usage(
                Words(
                    f"`{folder}` and the source `{source}` lie in one another",
                    f"`{folder}`与源文件夹`{source}`互相包含",
                ),
                Words("build into a folder apart from the sources", "请输出到源文件夹之外"),
            )
    if folder.is_dir():
        strange = sorted({one.name for one in folder.iterdir()} - _built(folder))
        if strange:
            raise Usage(
                Words(f"`{folder / strange[0]}` was not built by stdpub", f"`{folder / strange[0]}`不是stdpub生成的"),
                Words(
                    f"`{folder}` is made anew: move it away, or name another folder",
                    f"`{folder}`将重建：请移走该文件，或指定其他文件夹",
                ),
            )
    elif folder.exists():
        raise Usage(Words(f"`{folder}` is a file", f"`{folder}`是文件"))


def _built(folder: Path) -> set[str]:
    """Return the names that a folder's manifest lists, its own among them; none where it has no manifest of ours."""
    try:
        listed = json.loads((folder / MANIFEST).read_bytes())
        return {MANIFEST, *(name.partition("/")[0] for name in listed["files"])}
    except (OSError, ValueError, LookupError, TypeError):
        return set()
