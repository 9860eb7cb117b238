"""The library's settings: the bytes of `stdpub.toml` in; typed settings, with what is wrong in the file, out."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from difflib import get_close_matches
from enum import StrEnum
from typing import TypeAlias
from zoneinfo import ZoneInfo

from stdpub.model.folder import FILE_LIMIT, TOTAL_LIMIT
from stdpub.model.source import Diagnostic, Severity, Span, Words

SETTINGS_FILE = "stdpub.toml"
QUANTITIES_FILE = "quantities.yml"

_LIMITS = ("limits.file", "limits.folder", "limits.files")
_TABLES = ("rules", "withdrawn")
_KNOWN = ("title", "time-zone", "serve.drafts", "hook.branches", "hook.seconds", *_LIMITS, *_TABLES)
_OFF = "off"
_MOST = 2**40
_LONGEST = 3600
_AT = re.compile(r"\(at line ([0-9]+), column ([0-9]+)\)")

TomlValue: TypeAlias = "str | int | float | bool | date | time | list[TomlValue] | TomlTable"
TomlTable: TypeAlias = "dict[str, TomlValue]"
TomlPath: TypeAlias = tuple[str, ...]


class DraftPolicy(StrEnum):
    """Who may see drafts."""

    PUBLIC = "public"
    TOKEN = "token"  # noqa: S105  a policy's name
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Settings:
    """What `stdpub.toml` says, defaults where it is silent or wrong; limits in bytes and in number of files.

    `protected` are patterns of the branches that a hook lets no broken draft into, the main one where there are none;
    `hook_seconds` is how long it may look. `severities` says how grave each rule of `[rules]` is, None where it is off;
    `withdrawn` what replaced a document.
    """

    title: str = ""
    time_zone: str = "Asia/Shanghai"
    drafts: DraftPolicy = DraftPolicy.TOKEN
    file_limit: int = FILE_LIMIT
    folder_limit: int = TOTAL_LIMIT
    files_limit: int = 10_000
    protected: tuple[str, ...] = ()
    hook_seconds: int = 60
    severities: Mapping[str, Severity | None] = field(default_factory=dict)
    withdrawn: Mapping[str, str] = field(default_factory=dict)
    diagnostics: tuple[Diagnostic, ...] = field(default=(), compare=False)

    def today(self) -> date:
        """Return the date it is now where the library is."""
        return datetime.now(ZoneInfo(self.time_zone)).date()


def read_settings(content: bytes) -> Settings:
    """Return the settings that a `stdpub.toml` makes; what cannot be used is reported and left at its default."""
    try:
        text = content.decode("utf-8-sig")
        table: TomlTable = tomllib.loads(text)
        values = {".".join(path): value for path, value in leaves(_without_tables(table)).items()}
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        return Settings(diagnostics=(unreadable(error),))
    faults: list[Diagnostic] = []
    settings = Settings(
        severities=_severities(text, table.get("rules", {}), faults),
        withdrawn=_withdrawn(text, table.get("withdrawn", {}), faults),
    )
    for key, value in values.items():
        if key not in _KNOWN:
            faults.append(_unknown(text, key))
            continue
        changed = _with(settings, key, value)
        if changed is None:
            faults.append(_wrong(text, key))
        else:
            settings = changed
    return replace(settings, diagnostics=tuple(faults))


def _without_tables(table: TomlTable) -> TomlTable:
    """Return a table without those whose keys are free: names of rules and of documents hold dots."""
    return {key: value for key, value in table.items() if key not in _TABLES}


def _severities(text: str, table: TomlValue, faults: list[Diagnostic]) -> dict[str, Severity | None]:
    grades = {_OFF: None, **{severity.value: severity for severity in Severity}}
    found: dict[str, Severity | None] = {}
    for rule, grade in _named(text, "rules", table, faults):
        if isinstance(grade, str) and grade in grades:
            found[rule] = grades[grade]
        else:
            faults.append(_wrong(text, f"rules.{rule}"))
    return found


def _withdrawn(text: str, table: TomlValue, faults: list[Diagnostic]) -> dict[str, str]:
    found: dict[str, str] = {}
    for document, successor in _named(text, "withdrawn", table, faults):
        if isinstance(successor, str):
            found[document] = successor
        else:
            faults.append(_wrong(text, "withdrawn", document))
    return found


def _named(text: str, name: str, table: TomlValue, faults: list[Diagnostic]) -> Iterator[tuple[str, TomlValue]]:
    if isinstance(table, dict):
        yield from table.items()
    else:
        faults.append(_wrong(text, name))


def leaves(table: TomlTable, prefix: TomlPath = ()) -> dict[TomlPath, TomlValue]:
    """Return the values of a TOML table by the names that lead to them; an array of tables is one value."""
    found: dict[TomlPath, TomlValue] = {}
    for key, value in table.items():
        if isinstance(value, dict):
            found |= leaves(value, (*prefix, key))
        else:
            found[(*prefix, key)] = value
    return found


def unreadable(error: Exception) -> Diagnostic:
    """Return the diagnostic for a `stdpub.toml` that is no UTF-8 or no TOML."""
    at = _AT.search(str(error))
    line, column = (int(at[1]), int(at[2])) if at else (1, 1)
    why = _AT.sub("", str(error)).strip()
    return Diagnostic(
        Span(SETTINGS_FILE, line, column, line, column),
        Severity.ERROR,
        "settings-unreadable",
        Words(f"`{SETTINGS_FILE}` cannot be read", f"无法读取 `{SETTINGS_FILE}`"),
        Words(f"write it in TOML, encoded in UTF-8: {why}", f"请用 TOML 书写并以 UTF-8 编码：{why}"),
    )


def _with(settings: Settings, key: str, value: TomlValue) -> Settings | None:
    """Return the settings with one value set, None where the value is of no use."""
    if isinstance(value, str):
        return _with_text(settings, key, value)
    if key == "hook.branches" and isinstance(value, list):
        names = tuple(name for name in value if isinstance(name, str) and name)
        return replace(settings, protected=names) if names and len(names) == len(value) else None
    if key == "hook.seconds" and isinstance(value, int) and 0 < value <= _LONGEST and not isinstance(value, bool):
        return replace(settings, hook_seconds=value)
    if key not in _LIMITS or isinstance(value, bool) or not isinstance(value, int) or not 0 < value <= _MOST:
        return None
    limits = dict.fromkeys(_LIMITS, 0) | {key: value}
    return replace(
        settings,
        file_limit=limits["limits.file"] or settings.file_limit,
        folder_limit=limits["limits.folder"] or settings.folder_limit,
        files_limit=limits["limits.files"] or settings.files_limit,
    )


def _with_text(settings: Settings, key: str, value: str) -> Settings | None:
    if key == "title":
        return replace(settings, title=value)
    if key == "time-zone" and _is_zone(value):
        return replace(settings, time_zone=value)
    if key == "serve.drafts" and value in set(DraftPolicy):
        return replace(settings, drafts=DraftPolicy(value))
    return None


def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return False
    return True


def _unknown(text: str, key: str) -> Diagnostic:
    near = get_close_matches(key, _KNOWN, 1, 0.6)
    known = near[0] if near else ", ".join(_KNOWN)
    return Diagnostic(
        _place(text, key),
        Severity.WARNING,
        "unknown-setting",
        Words(f"there is no setting `{key}`", f"没有名为 `{key}` 的设置"),
        Words(f"known: {known}", f"已知的设置：{known}"),
    )


_WANTED = {
    "title": Words("a text", "文字"),
    "time-zone": Words("a time zone such as `Asia/Shanghai`", "时区，例如 `Asia/Shanghai`"),
    "rules": Words('"off", "info", "warning" or "error"', '"off"、"info"、"warning" 或 "error"'),
    "withdrawn": Words("what replaced it, or an empty text", "代替它的文件编号，没有则写空字符串"),
    "serve.drafts": Words('"public", "token" or "none"', '"public"、"token" 或 "none"'),
    "hook.branches": Words(
        'a list of branches such as `["main", "release/*"]`', '分支列表，例如 `["main", "release/*"]`'
    ),
    "hook.seconds": Words(f"a whole number from 1 to {_LONGEST}", f"1 到 {_LONGEST} 的整数"),
}
_COUNT = Words("a whole number above 0", "大于 0 的整数")


def _wrong(text: str, key: str, name: str = "") -> Diagnostic:
    """Return the diagnostic for a value of no use; `name` is how the key is written where it holds dots."""
    wanted = _WANTED.get(key) or _WANTED.get(key.partition(".")[0], _COUNT)
    return Diagnostic(
        _place(text, key, name),
        Severity.ERROR,
        "setting-value-wrong",
        Words(f"the value of `{key}` cannot be used", f"`{key}` 的值无法使用"),
        Words(f"write {wanted.en}", f"请写{wanted.zh}"),
    )


def _place(text: str, key: str, name: str = "") -> Span:
    """Return where a key is written: tomllib keeps no positions, so the last name of it is looked for."""
    name = name or key.rpartition(".")[2]
    found = re.search(rf"^[^#\n=]*?(?<![\w-])(\"?{re.escape(name)}\"?)\s*=", text, re.MULTILINE)
    if found is None:
        return Span(SETTINGS_FILE, 1, 1, 1, 1)
    line = text.count("\n", 0, found.start(1)) + 1
    column = found.start(1) - text.rfind("\n", 0, found.start(1))
    return Span(SETTINGS_FILE, line, column, line, column + len(found[1]))
