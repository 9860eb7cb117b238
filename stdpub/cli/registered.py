"""A standard's register, and an event that is to be added to it, in; what is in force when, as a table and as JSON, out."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date

from stdpub.cli.messages import in_user_language
from stdpub.model.register import Event, Register
from stdpub.model.source import Words
from stdpub.store.catalogue import Standing, Status, Work
from stdpub.store.library import Library
from stdpub.store.possible_events import EVENT_WORDS
from stdpub.store.registering import record, would_be
from stdpub.store.standings import identifier, in_force, standings, withdrawn_clauses

STATUS_WORDS = {
    Status.IN_FORCE: Words("in force", "现行"),
    Status.NOT_YET: Words("not yet", "即将实施"),
    Status.SUPERSEDED: Words("superseded", "被代替"),
    Status.WITHDRAWN: Words("withdrawn", "废止"),
    Status.UNKNOWN: Words("unknown", "不明"),
}


@dataclass(frozen=True, slots=True)
class Shown:
    """A register on a day; `event` is what was added, with the commit where it was recorded."""

    work: Work
    register: Register
    today: date
    event: Event | None = None
    commit: str = ""

    @property
    def standings(self) -> tuple[Standing, ...]:
        """What each edition is worth on the day."""
        return standings(self.work.editions, self.register, self.today)


def recorded(library: Library, slug: str, event: Event | None, *, dry_run: bool = False) -> Shown:
    """Return the register of a standard, with an event added where there is one; recorded unless it is a dry run.

    An event without a day takes effect today.
    """
    work = library.work(slug, drafts=event is None)
    if event is None:
        return Shown(work, work.register, library.today())
    event = replace(event, on=event.on or library.today().isoformat())
    if dry_run:
        return Shown(work, would_be(library, slug, event), library.today(), event)
    done = record(library, slug, event)
    return Shown(work, done.register, library.today(), done.event, done.commit)


def as_record(shown: Shown) -> dict[str, object]:
    """Return a register as JSON gives it."""
    called = {one.id: identifier(shown.register, one, shown.today) for one in shown.work.editions}
    editions = [
        {
            "edition": one.edition,
            "identifier": called[one.edition],
            "status": one.status.value,
            "since": one.since or None,
            "until": one.until or None,
            "withdrawn_clauses": list(withdrawn_clauses(shown.register, one.edition, shown.today)),
        }
        for one in shown.standings
    ]
    found: dict[str, object] = {
        "standard": shown.work.slug,
        "on": shown.today.isoformat(),
        "editions": editions,
        "in_force": [{"since": since, "edition": edition or None} for since, edition in _spans(shown)],
        "events": [event_record(event) for event in shown.register.events],
        "diagnostics": [
            {"file": fault.at.file, "line": fault.at.line, "column": fault.at.column, "message": fault.message.en}
            for fault in shown.register.diagnostics
        ],
    }
    if shown.event is not None:
        found["recorded"] = event_record(shown.event) if shown.commit else None
        found["commit"] = shown.commit or None
    return found


def event_record(event: Event) -> dict[str, str]:
    """Return an event as JSON gives it: by the names of the file, without what is missing."""
    texts = {"event": event.kind.value, **{name: text for name, text in asdict(event).items() if isinstance(text, str)}}
    return {name: text for name, text in texts.items() if text and name != "kind"}


def as_text(shown: Shown) -> str:
    """Return a register as a terminal shows it: what each edition is worth today, what is in force when, the events."""
    today = shown.today.isoformat()
    heads = (Words("edition", "版本"), Words(f"on {today}", today), Words("since", "自"), Words("until", "至"))
    rows = [(one.edition, _say(STATUS_WORDS[one.status]), one.since, one.until) for one in shown.standings]
    blocks = [_table(heads, rows)]
    if spans := _spans(shown):
        nothing = _say(Words("none", "无"))
        words = (f"{since} {edition or nothing}" for since, edition in spans)
        blocks.append(f"{_say(Words('in force from', '自何日起适用'))}: {', '.join(words)}")
    named = (Words("on", "日期"), Words("edition", "版本"), Words("event", "事件"), Words("until", "至"))
    more = (Words("about", "说明"), Words("recorded", "登记"))
    lines = [(one.on, one.edition, _event(one), one.until, _about(one), one.recorded) for one in shown.register.events]
    blocks.append(_table((*named, *more), lines) if lines else _say(Words("nothing is recorded", "没有登记任何事件")))
    blocks += [
        f"{fault.at.file}:{fault.at.line}:{fault.at.column}: {_say(fault.message)}"
        for fault in shown.register.diagnostics
    ]
    return "\n\n".join(blocks)


def _spans(shown: Shown) -> tuple[tuple[str, str], ...]:
    return in_force(shown.work.editions, shown.register)


def _event(event: Event) -> str:
    key = f" ~{event.key}" if event.key else ""
    return f"{_say(EVENT_WORDS[event.kind])}{key}"


def _about(event: Event) -> str:
    by = _say(Words(f"by {event.by}", f"由{event.by}")) if event.by else ""
    return ", ".join(filter(None, (by, event.identifier, event.announcement)))


def _say(words: Words) -> str:
    return in_user_language(words)


def _table(heads: tuple[Words, ...], rows: Sequence[tuple[str, ...]]) -> str:
    """Return rows in columns as wide as their widest cell on a terminal."""
    cells = [tuple(map(_say, heads)), *rows]
    widths = [max(_width(row[at]) for row in cells) for at in range(len(heads))]
    lines = ("  ".join(cell + " " * (widths[at] - _width(cell)) for at, cell in enumerate(row)) for row in cells)
    return "\n".join(line.rstrip() for line in lines)


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)
