"""Folders on disk to `Folder` values, and finished files to disk: written beside, then renamed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from stdpub.cli.messages import CannotRead, Usage
from stdpub.model.folder import FILE_LIMIT, Folder
from stdpub.model.source import Words
from stdpub.store.settings import SETTINGS_FILE, Settings, read_settings

SOURCE = "standard.md"


@dataclass(frozen=True, slots=True)
class Found:
    """A standard on disk: its folder as read, and where it lies; a single Markdown file stands for a folder."""

    folder: Folder
    path: Path

    def name(self, file: str) -> str:
        """Return how the user calls a file of the folder."""
        single = str(self.path) == "-" or self.path.is_file()
        return str(self.path) if single else str(self.path / file)


def standards(paths: list[Path]) -> list[Found]:
    """Return the standards that paths name: a standard's folder, its `standard.md`, a library, or one Markdown file."""
    found = [one for path in paths for one in _standards(path)]
    if not found:
        names = ", ".join(map(str, paths))
        raise Usage(
            Words(f"no standard in {names}", f"{names}中没有标准"),
            Words("a standard is a folder with a `standard.md`", "标准是含有`standard.md`的文件夹"),
        )
    return found


def _standards(path: Path) -> Iterator[Found]:
    if str(path) == "-":
        content = sys.stdin.buffer.read(FILE_LIMIT + 1)
        yield _single("standard-input", content, path)
    elif path.is_dir():
        if (path / SOURCE).is_file():
            yield _found(path)
            return
        for below in sorted(path.iterdir()):
            if below.is_dir() and (below / SOURCE).is_file() and not below.name.startswith("."):
                yield _found(below)
    elif path.is_file():
        if path.name == SOURCE:
            yield _found(path.parent)
        else:
            yield _single(path.stem, _bytes(path), path)
    else:
        raise CannotRead(Words(f"no file or folder `{path}`", f"没有文件或文件夹`{path}`"))


def _found(path: Path) -> Found:
    return Found(read_folder(path), path)


def _single(name: str, content: bytes, path: Path) -> Found:
    too_large = {SOURCE: len(content)} if len(content) > FILE_LIMIT else {}
    files = {} if too_large else {SOURCE: content}
    return Found(Folder(name, files, too_large), path)


def read_folder(path: Path) -> Folder:
    """Return the files below a folder; dot files and what git ignores stay out, a file over the limit only as its size."""
    files: dict[str, bytes] = {}
    oversized: dict[str, int] = {}
    settings = _settings(path)
    total = 0
    for file in _kept(path, sorted(_walk(path))):
        relative = file.relative_to(path).as_posix()
        size = file.stat().st_size
        if size > settings.file_limit:
            oversized[relative] = size
            continue
        total += size
        if total > settings.folder_limit or len(files) >= settings.files_limit:
            raise CannotRead(
                Words(
                    f"`{path}` holds more than {settings.folder_limit} bytes or {settings.files_limit} files",
                    f"`{path}`超过{settings.folder_limit}字节或{settings.files_limit}个文件",
                ),
                Words(f"raise `limits` in {SETTINGS_FILE}", f"可在{SETTINGS_FILE}中放宽`limits`"),
            )
        files[relative] = _bytes(file)
    return Folder(path.resolve().name, files, oversized, settings.file_limit)


def _walk(path: Path) -> Iterator[Path]:
    for parent, folders, names in os.walk(path):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in names:
            file = Path(parent, name)
            if not name.startswith(".") and file.is_file() and not file.is_symlink():
                yield file


def _kept(path: Path, files: list[Path]) -> list[Path]:
    """Leave out what git ignores, where there is git and the folder lies in a work tree."""
    git = shutil.which("git")
    if git is None or not files or not any((up / ".git").exists() for up in (path.resolve(), *path.resolve().parents)):
        return files
    names = "\0".join(file.relative_to(path).as_posix() for file in files)
    asked = subprocess.run(  # noqa: S603 - fixed words, the names go in on standard input
        [git, "-C", str(path), "check-ignore", "-z", "--stdin"], input=names.encode(), capture_output=True, check=False
    )
    ignored = set(asked.stdout.decode().split("\0"))
    return [file for file in files if file.relative_to(path).as_posix() not in ignored]


def _settings(path: Path) -> Settings:
    """Return the settings of the library that a folder lies in."""
    for place in (path, path.resolve().parent):
        file = place / SETTINGS_FILE
        if file.is_file():
            return read_settings(_bytes(file))
    return Settings()


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        reason = error.strerror or "cannot be read"
        raise CannotRead(Words(f"`{path}`: {reason}", f"`{path}`：{reason}")) from error


def put(folder: Path, files: Mapping[str, bytes]) -> None:
    """Put files into a folder that is made anew: all of them, or none, and what stood there stays until they are there."""
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        beside = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=folder.parent))
        beside.chmod(0o755)
        old = beside.with_name(f"{beside.name}.old")
        try:
            for name, content in files.items():
                place = beside / name
                place.parent.mkdir(parents=True, exist_ok=True)
                place.write_bytes(content)
            if folder.exists():
                folder.rename(old)
            beside.rename(folder)
        finally:
            if old.exists() and not folder.exists():
                old.rename(folder)
            shutil.rmtree(beside, ignore_errors=True)
            shutil.rmtree(old, ignore_errors=True)
    except OSError as error:
        reason = error.strerror or "cannot be written"
        raise CannotRead(Words(f"`{folder}` cannot be written: {reason}", f"无法写入`{folder}`：{reason}")) from error
