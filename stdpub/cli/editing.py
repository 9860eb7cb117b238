"""New texts of the author's files in; the files replaced one by one, or a unified diff printed and nothing touched."""

from __future__ import annotations

import difflib
import os
import re
import stat
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import typer

from stdpub.cli.messages import CannotRead
from stdpub.model.source import Words

_BOM = b"\xef\xbb\xbf"
_LINE_END = re.compile(r"\r\n|\r|\n")
_NO_END = "\n\\ No newline at end of file\n"


@dataclass(frozen=True, slots=True)
class Changed:
    """A file with the bytes that were read of it, and its new text: LF line ends, no BOM."""

    path: Path
    read: bytes
    text: str

    @property
    def content(self) -> bytes:
        """The new bytes: the BOM stays where there was one, and every line keeps its own line end."""
        old = self.read.removeprefix(_BOM)
        bom = self.read[: len(self.read) - len(old)]
        return bom + _with_line_ends(old.decode(), self.text).encode()


def put_texts(changes: Sequence[Changed], *, diff: bool) -> None:
    """Replace files by their new texts, none where one of them cannot be; with `diff`, print what would change instead."""
    changed = [(one, content) for one in changes if (content := one.content) != one.read]
    if diff:
        for one, content in changed:
            typer.echo(unified_diff(str(one.path), one.read, content), nl=False)
        return
    for one, _ in changed:
        _refuse(one)
    with ExitStack() as beside:
        ready = [(_written_beside(one.path, content, beside), one) for one, content in changed]
        for new, one in ready:
            _refuse(one)
            _replace(new, one.path)


def unified_diff(name: str, old: bytes, new: bytes) -> str:
    """Return what changes between two contents of one file, as `patch` and `git apply` read it."""
    before, after = _lines(old), _lines(new)
    return "".join(
        line if line.endswith("\n") else line + _NO_END for line in difflib.unified_diff(before, after, name, name)
    )


def _lines(content: bytes) -> list[str]:
    return re.findall(r"[^\n]*\n|[^\n]+\Z", content.decode())


def _with_line_ends(old: str, text: str) -> str:
    """Return a text of LF lines with the line ends that its lines had in the old one; new lines end as the file does."""
    ends = _LINE_END.findall(old)
    if "\r" not in old or not ends:
        return text
    usual = max(dict.fromkeys(ends), key=ends.count)
    if ends.count(usual) == len(ends):
        return text.replace("\n", usual)
    lines = text.split("\n")
    kept = dict(_kept_ends(_LINE_END.split(old), lines, [*ends, usual]))
    return "".join(f"{line}{kept.get(at, usual)}" for at, line in enumerate(lines[:-1])) + lines[-1]


def _kept_ends(old: list[str], new: list[str], ends: list[str]) -> Iterator[tuple[int, str]]:
    """Yield the line end of every line of the new text that has its place in the old one."""
    for kind, start, end, first, last in difflib.SequenceMatcher(None, old, new).get_opcodes():
        if kind == "equal" or (kind == "replace" and end - start == last - first):
            yield from ((first + at, ends[start + at]) for at in range(end - start))


def _refuse(one: Changed) -> None:
    """Raise CannotRead where a file is a link, or is not any more what was read."""
    path = one.path
    if path.is_symlink():
        raise CannotRead(
            Words(f"`{path}` is a symbolic link", f"`{path}`是符号链接"),
            Words("name the file itself", "请指定文件本身"),
        )
    try:
        same = path.read_bytes() == one.read
    except OSError as error:
        raise _unwritable(path, error) from error
    if not same:
        raise CannotRead(
            Words(f"`{path}` changed since it was read; nothing was written to it", f"`{path}`读取后已被更改，未写入"),
            Words("run the command again", "请重新运行该命令"),
        )


def _written_beside(path: Path, content: bytes, beside: ExitStack) -> Path:
    """Return a file beside another with new content and the other's mode; it goes where it is not put in place."""
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        new = Path(name)
        beside.callback(new.unlink, missing_ok=True)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        new.chmod(stat.S_IMODE(path.stat().st_mode))
    except OSError as error:
        raise _unwritable(path, error) from error
    return new


def _replace(new: Path, path: Path) -> None:
    try:
        new.replace(path)
    except OSError as error:
        raise _unwritable(path, error) from error


def _unwritable(path: Path, error: OSError) -> CannotRead:
    reason = error.strerror or "cannot be written"
    return CannotRead(Words(f"`{path}` cannot be written: {reason}", f"无法写入`{path}`：{reason}"))
