"""What the user names on disk to `Folder` values, read within the library's limits."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from stdpub.cli.diagnostics import as_text
from stdpub.cli.messages import CannotRead, Usage, in_user_language, say
from stdpub.model.folder import FILE_LIMIT, Folder
from stdpub.model.quantities import Quantity
from stdpub.model.source import Severity, Words
from stdpub.model.surroundings import ALONE, Surroundings
from stdpub.store.settings import QUANTITIES_FILE, SETTINGS_FILE, Settings, read_settings

SOURCE = "standard.md"
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]")
_VERSION = re.compile(r"(standard|(amd|cor)-[1-9][0-9]*)(\.[A-Za-z0-9-]+)?\.md")


@dataclass(frozen=True, slots=True)
class Found:
    """A standard on disk: its folder as read, where it lies, its library; a single Markdown file stands for a folder."""

    folder: Folder
    path: Path
    surroundings: Surroundings = ALONE

    def name(self, file: str) -> str:
        """Return how the user calls a file of the folder."""
        single = str(self.path) == "-" or self.path.is_file()
        return str(self.path) if single else str(self.path / file)


def standards(paths: list[Path]) -> list[Found]:
    """Return the standards that paths name, each once: a standard's folder or files, a library, or one Markdown file."""
    named = {
        one.path.resolve() if str(one.path) != "-" else one.path: one for path in paths for one in _standards(path)
    }
    found = list(named.values())
    if not found:
        names = ", ".join(map(str, paths))
        raise Usage(
            Words(f"no standard in {names}", f"{names}中没有标准"),
            Words("a standard is a folder with a `standard.md`", "标准是含有`standard.md`的文件夹"),
        )
    return found


def _standards(path: Path) -> Iterator[Found]:
    if str(path) == "-":
        yield _single("standard-input", sys.stdin.buffer.read(FILE_LIMIT + 1), path, FILE_LIMIT)
    elif path.is_dir():
        if (path / SOURCE).is_file():
            yield _found(path)
            return
        for below in sorted(path.iterdir()):
            if below.is_dir() and (below / SOURCE).is_file() and not below.name.startswith("."):
                yield _found(below)
    elif path.is_file():
        if _VERSION.fullmatch(path.name) and (path.parent / SOURCE).is_file():
            yield _found(path.parent)
        else:
            limit = _settings(path.parent).file_limit
            single = _single(path.stem, _bytes(path, limit + 1), path, limit)
            yield replace(single, surroundings=_surroundings(path.parent, path.resolve().parent))
    else:
        raise CannotRead(Words(f"no file or folder `{path}`", f"没有文件或文件夹`{path}`"))


def _found(path: Path) -> Found:
    if (path / SOURCE).is_symlink():
        raise CannotRead(
            Words(f"`{path / SOURCE}` is a symbolic link", f"`{path / SOURCE}`是符号链接"),
            Words("copy the file: a link can lead out of the library", "请复制文件：链接可能指向标准库之外"),
        )
    return Found(read_folder(path), path, _surroundings(path, path.resolve().parent))


class _Siblings(Mapping[str, Folder]):
    """The standards of a library by slug, each read from disk when it is asked for."""

    def __init__(self, library: Path) -> None:
        self._library = library
        self._read: dict[str, Folder] = {}

    def __getitem__(self, slug: str) -> Folder:
        if slug not in self._read:
            path = self._library / slug
            if "/" in slug or not (path / SOURCE).is_file() or (path / SOURCE).is_symlink():
                raise KeyError(slug)
            self._read[slug] = read_folder(path)
        return self._read[slug]

    def __iter__(self) -> Iterator[str]:
        return (path.parent.name for path in sorted(self._library.glob(f"*/{SOURCE}")))

    def __len__(self) -> int:
        return sum(1 for _ in self)


def _surroundings(path: Path, library: Path) -> Surroundings:
    """Return what the library that a standard lies in says to it."""
    settings = _settings(path)
    file = library / QUANTITIES_FILE
    known = _quantities_in(file) if file.is_file() else ()
    return Surroundings(settings.severities, _Siblings(library), settings.withdrawn, known)


@cache
def _quantities_in(file: Path) -> tuple[Quantity, ...]:
    """Return the quantities of one file, read once a command so that what is wrong in it is said once."""
    from stdpub.read.quantities import quantities  # noqa: PLC0415 - the reader is not for `--help`

    found, faults = quantities(_bytes(file))
    for fault in faults:
        say(as_text(fault, str(file), None, colour=False))
    return found


def _single(name: str, content: bytes, path: Path, limit: int) -> Found:
    size = path.stat().st_size if path.is_file() else len(content)
    too_large = {SOURCE: size} if len(content) > limit else {}
    files = {} if too_large else {SOURCE: content}
    return Found(Folder(name, files, too_large, limit), path)


def read_folder(path: Path) -> Folder:
    """Return the files below a folder; dot files and what git ignores stay out, a file over the limit only as its size."""
    files: dict[str, bytes] = {}
    oversized: dict[str, int] = {}
    settings = _settings(path)
    total = 0
    for file in _kept(path, sorted(_walk(path))):
        relative = file.relative_to(path).as_posix()
        if _UNPRINTABLE.search(relative):
            raise CannotRead(Words(f"a file name that cannot be published: {file!r}", f"文件名不能出版：{file!r}"))
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
    names = [os.fsencode(file.relative_to(path).as_posix()) for file in files]
    asked = subprocess.run(  # noqa: S603 - fixed words, the names go in on standard input
        [git, "-C", str(path), "check-ignore", "-z", "--stdin"],
        input=b"\0".join(names),
        capture_output=True,
        check=False,
    )
    ignored = set(asked.stdout.split(b"\0"))
    return [file for file, name in zip(files, names, strict=True) if name not in ignored]


def _settings(path: Path) -> Settings:
    """Return the settings of the library that a folder lies in."""
    for place in (path, path.resolve().parent):
        file = place / SETTINGS_FILE
        if file.is_file():
            return _settings_in(file)
    return Settings()


@cache
def _settings_in(file: Path) -> Settings:
    """Return the settings of one file, read once a command so that what is wrong in it is said once."""
    settings = _usable(read_settings(_bytes(file)), file)
    for name in _unknown_rules(settings):
        say(in_user_language(Words(f"warning: {file}: there is no rule `{name}`", f"警告: {file}: 没有规则`{name}`")))
    return settings


def _unknown_rules(settings: Settings) -> Iterator[str]:
    """Yield the names under `[rules]` that no rule bears."""
    if settings.severities:
        from stdpub.check.reading_faults import reading_faults  # noqa: PLC0415 - only where a library grades rules
        from stdpub.check.runner import RULES  # noqa: PLC0415

        known = {*(one.id for one in RULES), *(one.id for one in reading_faults())}
        yield from (name for name in settings.severities if name not in known)


def _usable(settings: Settings, file: Path) -> Settings:
    """Return settings without a fault; raise CannotRead at the first error, say what is a warning."""
    for fault in settings.diagnostics:
        place = f"{file}:{fault.at.line}:{fault.at.column}: "
        message = Words(f"{place}{fault.message.en}", f"{place}{fault.message.zh}")
        if fault.severity is Severity.ERROR:
            raise CannotRead(message, fault.help)
        say(f"{fault.severity.value}: {in_user_language(message)} [{fault.rule}]")
    return settings


def _bytes(path: Path, most: int = -1) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(most)
    except OSError as error:
        reason = error.strerror or "cannot be read"
        raise CannotRead(Words(f"`{path}`: {reason}", f"`{path}`：{reason}")) from error
