"""The bytes of a `register.yml` in, its events with what is wrong at their place out; and events into its bytes, at the end."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime

from stdpub.model.folder import REGISTER_FILE
from stdpub.model.register import Event, EventKind, Register
from stdpub.model.source import Diagnostic, Severity, SourceText, Span, Words
from stdpub.read.front_matter import Field, Mapping, Scalar, Sequence, Subject, Value, parse_any
from stdpub.read.markdown.decoding import decode
from stdpub.store.errors import BadRegister, RegisterConflict
from stdpub.store.names import is_edition, shorten

SIZE_LIMIT = 200_000
"""Code points that a file may have that others wrote; one that stdpub wrote may have ten times as many."""

MOST_BYTES = 40 * SIZE_LIMIT
"""Bytes that no register of that many code points can have more than."""

TEXT_LIMIT = 500
"""Code points that an announcement or an identifier may have."""

FIELDS = ("event", "edition", "key", "identifier", "by", "on", "until", "recorded", "announcement")
_PLAIN = frozenset({"event", "on", "until", "recorded"})
_HEAD = "# The legal life of each edition, written by `stdpub register`: events are added at the end, none is ever changed.\n"
SUBJECT = Subject(Words("a register", "登记簿"), "register-unreadable", SIZE_LIMIT)

_LINE = re.compile(r"- \{(.*)\}")
_PAIR = re.compile(r'([a-z]+): ("(?:[^"\\]|\\.)*"|[0-9A-Za-z](?:[0-9A-Za-z.:+-]*[0-9A-Za-z])?)(?:, |$)')
_KEY = re.compile(r"[a-z][a-z0-9-]{0,199}")
_ITEM = re.compile(r"^([ ]*)- ", re.MULTILINE)


def read_register(content: bytes, file: str = REGISTER_FILE) -> Register:
    """Return the events of a register; one that cannot be used is left out and reported at its place."""
    source, faults = decode(file, content)
    if source is None:
        return Register((), faults)
    value: Value | None = own_lines(source)
    problems: tuple[Diagnostic, ...] = ()
    if value is None:
        value, problems = parse_any(source, 0, len(source.text), SUBJECT)
    found: list[Diagnostic] = [*faults, *problems]
    if value is None or (isinstance(value, Mapping) and not value.fields):
        return Register((), tuple(found))
    if not isinstance(value, Sequence):
        message = Words("a register that is no list of events", "登记簿不是事件的列表")
        help_ = Words("write one event a line: `- {event: ...}`", "每行写一个事件：`- {event: ...}`")
        found.append(Diagnostic(value.span, Severity.ERROR, "register-unreadable", message, help_))
        return Register((), tuple(found))
    events = tuple(event for item in value.items if (event := _event(item, found)) is not None)
    return Register(events, tuple(found))


def own_lines(source: SourceText) -> Sequence | None:
    """Return the events of a file that holds nothing but lines as stdpub writes them, which need no parser of YAML."""
    if len(source.text) > 10 * SIZE_LIMIT:
        return None
    items: list[Value] = []
    at = 0
    for line in source.text.split("\n"):
        start, at = at, at + len(line) + 1
        if not line or line.startswith("#"):
            continue
        found = _LINE.fullmatch(line)
        item = _pairs(source, start + 3, start + len(line) - 1) if found else None
        if item is None:
            return None
        items.append(item)
    return Sequence(tuple(items), source.span(0, len(source.text)))


def _pairs(source: SourceText, start: int, end: int) -> Mapping | None:
    fields: list[Field] = []
    names: set[str] = set()
    at = start
    while at < end:
        pair = _PAIR.match(source.text, at, end)
        if pair is None or pair[1] in names or (pair.end() == end and pair[0].endswith(", ")):
            return None
        text = pair[2]
        if text.startswith('"'):
            try:
                text = str(json.loads(text))
            except ValueError:
                return None
            if text != text.strip() or not text.isprintable():
                return None
        names.add(pair[1])
        name, value = source.span(pair.start(1), pair.end(1)), source.span(pair.start(2), pair.end(2))
        fields.append(Field(pair[1], name, Scalar(text, value)))
        at = pair.end()
    return Mapping(tuple(fields), source.span(start - 1, end + 1)) if fields else None


def _event(item: Value, faults: list[Diagnostic]) -> Event | None:
    """Return one event, None where it cannot be one; every fault of it is reported."""
    before = len(faults)
    if not isinstance(item, Mapping):
        _say(faults, item.span, Words("an event that is no `name: value` pairs", "事件不是“名称: 值”的形式"))
        return None
    texts: dict[str, str] = {}
    for one in item.fields:
        if one.name not in FIELDS:
            known = "`, `".join(FIELDS)
            message = Words(f"an event has no `{shorten(one.name)}`", f"事件没有`{shorten(one.name)}`")
            _say(faults, one.at, message, Words(f"it has `{known}`", f"事件有`{known}`"))
        elif not isinstance(one.value, Scalar):
            _say(faults, one.value.span, Words(f"`{one.name}` is no text", f"`{one.name}`不是文本"))
        else:
            texts[one.name] = one.value.text
            problem = _problem(one.name, one.value.text)
            if problem is not None:
                _say(faults, one.value.span, problem)
    for name in ("event", "edition", "on"):
        if not texts.get(name):
            _say(faults, item.span, Words(f"an event without `{name}`", f"事件缺少`{name}`"))
    if len(faults) > before:
        return None
    kind = EventKind(texts.pop("event"))
    edition, on = texts.pop("edition"), texts.pop("on")
    return Event(kind, edition, on, at=item.span, **texts)


def _problem(name: str, text: str) -> Words | None:
    """Return what is wrong with one field of an event, None where nothing is."""
    shown = shorten(text)
    match name:
        case "event":
            return None if text in set(EventKind) else Words(f"no event is called `{shown}`", f"没有`{shown}`这种事件")
        case "edition" | "by":
            right = is_edition(text)
            return None if right else Words(f"`{shown}` cannot be an edition", f"`{shown}`不能是版本标识")
        case "on" | "until":
            right = is_day(text)
            return (
                None
                if right
                else Words(f"`{shown}` is no day such as 2027-07-01", f"`{shown}`不是2027-07-01这样的日期")
            )
        case "recorded":
            right = _is_moment(text)
            example = "2026-11-24T08:40:00Z"
            return (
                None if right else Words(f"`{shown}` is no time such as {example}", f"`{shown}`不是{example}这样的时刻")
            )
        case "key":
            return None if _KEY.fullmatch(text) else Words(f"`{shown}` cannot be a key", f"`{shown}`不能是键")
        case _:
            long = Words(f"`{name}` is longer than {TEXT_LIMIT} characters", f"`{name}`超过{TEXT_LIMIT}个字符")
            return long if len(text) > TEXT_LIMIT else None


def fault_of(event: Event) -> Words | None:
    """Return what is wrong with a field of an event that is to be written, None where a register can hold it."""
    texts = {"event": event.kind.value, "edition": event.edition, "on": event.on, "announcement": event.announcement}
    more = {"key": event.key, "identifier": event.identifier, "by": event.by, "until": event.until}
    given = texts | {name: text for name, text in more.items() if text}
    return next((problem for name, text in given.items() if (problem := _problem(name, text))), None)


def is_day(text: str) -> bool:
    """Tell whether a text is a day of the calendar, written `YYYY-MM-DD`."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _is_moment(text: str) -> bool:
    try:
        return len(text) <= len("2026-11-24T08:40:00.000000+08:00") and datetime.fromisoformat(text).tzinfo is not None
    except ValueError:
        return False


def _say(faults: list[Diagnostic], at: Span, message: Words, help_: Words | None = None) -> None:
    faults.append(Diagnostic(at, Severity.ERROR, "bad-event", message, help_))


# Writing


def line_of(event: Event) -> str:
    """Return an event as one line of a register."""
    texts = {
        "event": event.kind.value,
        "edition": event.edition,
        "key": event.key,
        "identifier": event.identifier,
        "by": event.by,
        "on": event.on,
        "until": event.until,
        "recorded": event.recorded,
        "announcement": event.announcement,
    }
    pairs = (
        f"{name}: {text if name in _PLAIN else json.dumps(text, ensure_ascii=False)}"
        for name, text in texts.items()
        if text
    )
    return f"- {{{', '.join(pairs)}}}\n"


def printable(event: Event) -> Event:
    """Return an event whose texts are one line that any terminal prints."""
    return replace(event, identifier=_plain(event.identifier), announcement=_plain(event.announcement))


def _plain(text: str) -> str:
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def append(content: bytes, events: Iterable[Event]) -> bytes:
    """Return a register with events added behind all its bytes; raise BadRegister where nothing can follow them."""
    added = tuple(map(printable, events))
    if not added:
        return content
    before = read_register(content)
    refuse_unreadable(before)
    text = content.decode()
    found = _ITEM.search(text) if before.events else None
    indent = found[1] if found else ""
    lines = "".join(f"{indent}{line_of(event)}" for event in added)
    joint = "" if not text or text.endswith(("\n", "\r")) else "\n"
    made = f"{text or _HEAD}{joint}{lines}".encode()
    after = read_register(made)
    if after.diagnostics or after.events != before.events + added:
        raise BadRegister(
            Words(f"nothing can be added at the end of `{REGISTER_FILE}`", f"无法在`{REGISTER_FILE}`末尾添加事件"),
            Words(
                "write it as a list with one event a line: `- {event: ...}`",
                "请写成每行一个事件的列表：`- {event: ...}`",
            ),
        )
    return made


def refuse_unreadable(register: Register) -> None:
    """Raise BadRegister with the first fault of a register, if there is one."""
    if register.diagnostics:
        fault = register.diagnostics[0]
        place = f"{fault.at.file}:{fault.at.line}:{fault.at.column}: "
        raise BadRegister(Words(f"{place}{fault.message.en}", f"{place}{fault.message.zh}"), fault.help)


def merge_registers(library: bytes, given: bytes) -> bytes:
    """Return the library's register with what the given one has more; raise RegisterConflict where that changes an event.

    Every byte of the library's stays. A given one that is older, or has none of what was added since, is no change.
    """
    if not given or library.startswith(given) or given == library:
        return library
    ours, theirs = read_register(library), read_register(given)
    refuse_unreadable(ours)
    refuse_unreadable(theirs)
    if given.startswith(library) and library.endswith(b"\n"):
        return given
    refuse_changed(ours.events, theirs.events)
    known = set(map(_content, ours.events))
    return append(library, (event for event in theirs.events if _content(event) not in known))


def refuse_changed(ours: tuple[Event, ...], theirs: tuple[Event, ...]) -> None:
    """Raise RegisterConflict at the first event of ours that theirs changed or took out, rather than not yet knew."""
    given = {_content(event): place for place, event in enumerate(theirs)}
    places = [given.get(_content(event)) for event in ours]
    known = [place for place in places if place is not None]
    last = max((at for at, place in enumerate(places) if place is not None), default=-1)
    names = {(event.recorded, event.kind, event.edition, event.key) for event in theirs if event.recorded}
    for at, event in enumerate(ours):
        same_act = (event.recorded, event.kind, event.edition, event.key) in names
        if places[at] is None and (at < last or (same_act and event.recorded)):
            raise _changed(event)
    if known != sorted(known):
        raise _changed(ours[0])


def refuse_rewritten(before: tuple[Event, ...], after: tuple[Event, ...]) -> None:
    """Raise RegisterConflict at the first event that a later state of the same register has no more, or elsewhere."""
    left = iter(after)
    for event in before:
        if not any(_content(event) == _content(other) for other in left):
            raise _changed(event)


def _content(event: Event) -> tuple[str, ...]:
    return (
        *(event.kind.value, event.edition, event.on, event.recorded, event.key),
        *(event.identifier, event.by, event.until, event.announcement),
    )


def _changed(event: Event) -> RegisterConflict:
    shown = f"{event.kind.value} {event.edition} {event.on}"
    return RegisterConflict(
        Words(
            f"`{REGISTER_FILE}` changes or leaves out what is recorded: `{shown}`",
            f"`{REGISTER_FILE}`改动或删去了已登记的事件：`{shown}`",
        ),
        Words(
            "take the library's file back and add at its end: an event that is recorded stays",
            "请恢复库中的文件，只在末尾添加：已登记的事件不得改动",
        ),
    )
