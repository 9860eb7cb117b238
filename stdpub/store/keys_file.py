"""The file `keys.yml` of a standard: its bytes to the records of its published keys with what is wrong in it, and back.

One line a key, sorted, so that git merges two versions line by line (`merge=union`), which may leave a line twice, or as it
was beside what it became. Each line is YAML, and is read without a YAML parser, which would take seconds over thousands.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from stdpub.model.folder import KEYS_FILE
from stdpub.model.keys import NEXT, Fate, KeyRecord, is_elsewhere, is_key
from stdpub.model.source import Diagnostic, Severity, Span, Words
from stdpub.store.ledgers import ATTRIBUTES_FILE

_HEAD = (
    "# The keys that were published, one a line. Kept by stdpub: `stdpub keys --help` tells how to end one.\n",
    "# 已发布的键，每行一个。由stdpub维护：如何结束一个键，见`stdpub keys --help`。\n",
)
_SIZE_LIMIT = 10_000_000
_LINE_LIMIT = 4000
_LINE = re.compile(r"([a-z][a-z0-9-]{0,200}):[ \t]+\{[ \t]*(.*?)[ \t]*\}[ \t]*")
_FIELD = re.compile(r'[ \t]*([a-z]+):[ \t]+(?:"([^"]*)"|\[([^\]]*)\]|([^\s,"\[\]{}]+))[ \t]*(?:,|\Z)')
_FATES = {fate.value: fate for fate in Fate}
_WITH_SUCCESSORS = frozenset({Fate.MERGED, Fate.SPLIT, Fate.MOVED})

Parsed = tuple[tuple[KeyRecord, ...], tuple[Diagnostic, ...]]


@lru_cache(64)
def parse_keys(content: bytes, file: str = KEYS_FILE) -> Parsed:
    """Return the records in the bytes of a `keys.yml`, and what is wrong there; of two lines for one key the first counts."""
    if len(content) > _SIZE_LIMIT:
        message = Words(f"longer than {_SIZE_LIMIT} bytes", f"超过{_SIZE_LIMIT}字节")
        return (), (_fault(Span(file, 1, 1, 1, 1), "keys-unreadable", message),)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        message = Words(f"`{KEYS_FILE}` is not UTF-8", f"`{KEYS_FILE}`不是UTF-8")
        return (), (_fault(Span(file, 1, 1, 1, 1), "keys-unreadable", message),)
    records: dict[str, KeyRecord] = {}
    faults: list[Diagnostic] = []
    for at, line in enumerate(re.split(r"\r\n|\n|\r", text), 1):
        if not line.strip(" \t") or line.startswith("#"):
            continue
        record = _record(line, Span(file, at, 1, at, len(line) + 1), faults)
        if record is None:
            continue
        before = records.setdefault(record.key, record)
        if (record.kind, record.first) != (before.kind, before.first) or not _same_fate(record, before):
            faults.append(_second(record, before))
        elif before.fate is None:
            records[record.key] = record
    return tuple(records[key] for key in sorted(records)), tuple(faults)


def write_keys(records: Iterable[KeyRecord]) -> bytes:
    """Return the bytes of a `keys.yml`, sorted by key."""
    lines = sorted(f"{_written(record)}\n" for record in records)
    return "".join((*_HEAD, *lines)).encode()


def _same_fate(one: KeyRecord, other: KeyRecord) -> bool:
    """Tell whether two lines of a key agree; git's union keeps a line as it was beside what became of it."""
    known = {(record.fate, record.since, record.into) for record in (one, other) if record.fate is not None}
    return len(known) < 2


def _written(record: KeyRecord) -> str:
    fields = [f"kind: {record.kind}", f'first: "{record.first}"']
    if record.fate is not None:
        fields.append(f"{record.fate.value}: {record.since}" if record.since == NEXT else _quoted(record))
    if record.into:
        fields.append(f"into: [{', '.join(record.into)}]")
    return f"{record.key}: {{{', '.join(fields)}}}"


def _quoted(record: KeyRecord) -> str:
    return f'{record.fate}: "{record.since}"'


def _record(line: str, at: Span, faults: list[Diagnostic]) -> KeyRecord | None:
    """Return what one line records; None, with the reason among the faults, where it records nothing."""
    found = _LINE.fullmatch(line) if len(line) <= _LINE_LIMIT else None
    fields = _fields(found[2]) if found else None
    if found is None or fields is None:
        conflict = line.startswith(("<<<<<<<", "=======", ">>>>>>>"))
        faults.append(_conflict(at) if conflict else _unreadable(at))
        return None
    fates = [name for name in fields if name in _FATES]
    into = fields.get("into", ())
    fate = _FATES[fates[0]] if fates else None
    problem = _problem(fields, fates, into)
    if problem:
        faults.append(_fault(at, "keys-unreadable", problem, _SHAPE))
        return None
    since = fields[fates[0]][0] if fates else ""
    return KeyRecord(found[1], fields["kind"][0], fields["first"][0], fate, since, into, at)


def _fields(text: str) -> dict[str, tuple[str, ...]] | None:
    """Return the fields of a line, each with its values; None where it is no list of them."""
    found: dict[str, tuple[str, ...]] = {}
    done = 0
    for field in _FIELD.finditer(text):
        if field.start() != done or field[1] in found:
            return None
        done = field.end()
        listed = tuple(part.strip(" \t\"'") for part in field[3].split(",")) if field[3] is not None else ()
        found[field[1]] = listed or (field[2] if field[2] is not None else field[4] or "",)
    return found if done == len(text) else None


def _problem(fields: dict[str, tuple[str, ...]], fates: list[str], into: tuple[str, ...]) -> Words | None:
    """Return what is wrong with the fields of a line, None where nothing is."""
    unknown = fields.keys() - {"kind", "first", "into", *fates}
    if unknown:
        name = min(unknown)
        return Words(f"`{name}` is nothing that is recorded of a key", f"键的记录中没有`{name}`")
    if not all(fields.get(name) and len(fields[name]) == 1 and fields[name][0] for name in ("kind", "first", *fates)):
        return Words("a key without `kind` or `first`", "键缺少`kind`或`first`")
    if len(fates) > 1:
        return Words("a key with two fates", "一个键有两种结局")
    fate = _FATES[fates[0]] if fates else None
    if (fate in _WITH_SUCCESSORS) is not bool(into):
        return Words("`into` belongs to `split`, `merged` and `moved`", "`into`只用于`split`、`merged`和`moved`")
    wrong = [one for one in into if not (is_elsewhere(one) if fate is Fate.MOVED else is_key(one))]
    if wrong:
        return Words(f"`{wrong[0]}` cannot follow a key", f"`{wrong[0]}`不能接替一个键")
    return None


_SHAPE = Words(
    'write one key a line: `pue-limit: {kind: provision, first: "2026", withdrawn: "2028"}`',
    '每行写一个键：`pue-limit: {kind: provision, first: "2026", withdrawn: "2028"}`',
)


def _unreadable(at: Span) -> Diagnostic:
    return _fault(at, "keys-unreadable", Words("a line that records no key", "该行不是键的记录"), _SHAPE)


def _conflict(at: Span) -> Diagnostic:
    help_ = Words(
        f"keep the lines of both sides; `{KEYS_FILE} merge=union` in `{ATTRIBUTES_FILE}` has git do so",
        f"请保留双方的行；在`{ATTRIBUTES_FILE}`中写`{KEYS_FILE} merge=union`，git即自动如此合并",
    )
    return _fault(at, "keys-unreadable", Words("a mark of a merge that failed", "残留的合并冲突标记"), help_)


def _second(record: KeyRecord, before: KeyRecord) -> Diagnostic:
    line = before.at.line
    message = Words(
        f"a second line for `{record.key}`, after line {line}", f"`{record.key}`的第二行，前一行在第{line}行"
    )
    help_ = Words("keep the line that is right", "请保留正确的一行")
    return Diagnostic(record.at, Severity.ERROR, "duplicate-key-record", message, help_, related=(before.at,))


def _fault(at: Span, rule: str, message: Words, help_: Words | None = None) -> Diagnostic:
    return Diagnostic(at, Severity.ERROR, rule, message, help_)
