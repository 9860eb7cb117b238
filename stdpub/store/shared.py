"""Merge the files that all standards of a library share: the library's and the given bytes in, the merged bytes out."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from datetime import date, datetime, time

from stdpub.model.source import Words
from stdpub.store.errors import BadSettings, SharedConflict
from stdpub.store.names import shorten
from stdpub.store.settings import QUANTITIES_FILE, SETTINGS_FILE, TomlPath, TomlValue, leaves

SHARED_FILES = (SETTINGS_FILE, QUANTITIES_FILE)

_BARE = re.compile(r"[A-Za-z0-9_-]+")
_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_YAML_KEY = re.compile(r"([^\s#\-?!&*|>%@`\[\]{},:][^:#\n]{0,200}):(?:\s|$)")


def merge(name: str, library: bytes, given: bytes) -> bytes:
    """Return a shared file with the given file's keys added; raise SharedConflict where a key has another value."""
    if not library or library == given:
        return given
    merged = _merge_toml if name == SETTINGS_FILE else _merge_yaml
    try:
        return merged(library.decode("utf-8-sig"), given.decode("utf-8-sig")).encode()
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        raise BadSettings(
            Words(f"`{name}` cannot be read", f"无法读取 `{name}`"), Words(str(error), str(error))
        ) from error


def _merge_toml(library: str, given: str) -> str:
    ours, theirs = tomllib.loads(library), tomllib.loads(given)
    before = leaves(ours)
    tables: dict[TomlPath, list[str]] = {}
    for path, value in leaves(theirs).items():
        if path not in before:
            tables.setdefault(path[:-1], []).append(f"{_key(path[-1])} = {_toml(value)}")
        elif before[path] != value or type(before[path]) is not type(value):
            raise _conflict(SETTINGS_FILE, ".".join(path), repr(before[path]), repr(value))
    text = library
    for table in sorted(tables):
        text = _insert(text, table, tables[table])
    # The text is edited, not written anew, so that comments stay; whether that went well is read back.
    if _try_leaves(text) != before | leaves(theirs):
        lines = "; ".join(line for table in tables.values() for line in table)
        raise SharedConflict(
            Words(f"`{SETTINGS_FILE}` cannot be merged by itself", f"无法自动合并 `{SETTINGS_FILE}`"),
            Words(f"add to the library's own: {shorten(lines)}", f"请在库的文件中加入：{shorten(lines)}"),
        )
    return text


def _try_leaves(text: str) -> dict[TomlPath, TomlValue]:
    try:
        return leaves(tomllib.loads(text))
    except tomllib.TOMLDecodeError:
        return {}


def _insert(text: str, table: TomlPath, lines: list[str]) -> str:
    """Return the text with lines added to one of its tables, which is opened at the end where it is not there."""
    added = "".join(f"{line}\n" for line in lines)
    text = text if not text or text.endswith("\n") else f"{text}\n"
    if not table:
        first = re.search(r"^[ \t]*\[", text, re.MULTILINE)
        at = first.start() if first else len(text)
        return f"{text[:at]}{added}{text[at:]}"
    name = ".".join(_key(part) for part in table)
    header = re.search(rf"^[ \t]*\[[ \t]*{re.escape(name)}[ \t]*\][^\n]*\n", text, re.MULTILINE)
    if header:
        return f"{text[: header.end()]}{added}{text[header.end() :]}"
    return f"{text}\n[{name}]\n{added}"


def _key(key: str) -> str:
    return key if _BARE.fullmatch(key) else _quoted(key)


def _toml(value: TomlValue) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return _quoted(value)
    if isinstance(value, date | datetime | time):
        return value.isoformat()
    if isinstance(value, list):
        return f"[{', '.join(_toml(item) for item in value)}]"
    if isinstance(value, dict):
        return f"{{{', '.join(f'{_key(key)} = {_toml(item)}' for key, item in value.items())}}}"
    return repr(value)


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(c if c >= " " and c != "\x7f" else f"\\u{ord(c):04x}" for c in escaped) + '"'


def _merge_yaml(library: str, given: str) -> str:
    ours, theirs = _blocks(library), _blocks(given)
    if ours is None or theirs is None:
        raise SharedConflict(
            Words(f"`{QUANTITIES_FILE}` cannot be merged by itself", f"无法自动合并 `{QUANTITIES_FILE}`"),
            Words("write one key a block, each key at the start of a line, once", "请每个键一段，键写在行首，且不重复"),
        )
    added = ""
    for key, block in theirs.items():
        if key not in ours:
            added += block if block.endswith("\n") else f"{block}\n"
        elif _bare(ours[key]) != _bare(block):
            raise _conflict(QUANTITIES_FILE, key, " ".join(_bare(ours[key])[1:]), " ".join(_bare(block)[1:]))
    return f"{library}{'' if library.endswith(chr(10)) or not library else chr(10)}{added}"


def _blocks(text: str) -> Mapping[str, str] | None:
    """Return the text of each top-level key of a YAML mapping in block style; None where it is anything else."""
    found: dict[str, str] = {}
    key = waiting = ""
    for line in _LINE.findall(text):
        start = _YAML_KEY.match(line)
        if start:
            key = start[1].strip().strip("\"'")
            if key in found:
                return None
            found[key] = waiting + line
            waiting = ""
        elif not line.strip() or line.startswith("#") or (line.strip() == "---" and not found):
            # A comment at the start of a line introduces the key below it.
            waiting += line if line.startswith("#") else ""
        elif line[0] in " \t" and key:
            found[key] += waiting + line
            waiting = ""
        else:
            return None
    return found


def _bare(block: str) -> list[str]:
    """Return the lines of a block without comment lines, empty lines and space at the ends."""
    return [line.rstrip() for line in block.splitlines() if line.strip() and not line.lstrip().startswith("#")]


def _conflict(name: str, key: str, ours: str, theirs: str) -> SharedConflict:
    old, new = shorten(ours.strip()), shorten(theirs.strip())
    return SharedConflict(
        Words(
            f"`{key}` in `{name}` is `{new}` beside the folder and `{old}` in the library",
            f"`{name}` 中的 `{key}` 在文件夹旁为 `{new}`，在库中为 `{old}`",
        ),
        Words("make them agree, or leave the key out beside the folder", "请使两者一致，或删去文件夹旁的该键"),
    )
