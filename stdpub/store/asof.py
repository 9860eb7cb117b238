"""A library and a moment in; the library as the archive had accepted it by then, by its receipts, out."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta
from itertools import takewhile
from zoneinfo import ZoneInfo

from stdpub.model.source import Words
from stdpub.store.catalogue import Work
from stdpub.store.errors import BadMoment, UnknownStandard
from stdpub.store.library import Library
from stdpub.store.names import shorten
from stdpub.store.objects import Ref
from stdpub.store.receipt_log import references, stamp_of

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MOMENT = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,6})?)?(Z|[+-][0-9]{2}:[0-9]{2})?"
)


class Past(Library):
    """A library whose editions, register events and drafts are those that the archive had accepted by a moment.

    Objects never change, so only its references are of then. Receipts, and who may see drafts, are of today.
    """

    def __init__(self, library: Library, moment: datetime) -> None:
        super().__init__(library.path)
        self.moment = moment
        stamp = stamp_of(moment)
        log = library.receipts()
        self.first = log[0].accepted if log else ""
        self._then = references(takewhile(lambda receipt: receipt.accepted <= stamp, log))
        self._below: dict[str, tuple[Ref, ...]] = {}

    def refs(self, prefix: str = "refs/") -> tuple[Ref, ...]:
        """Return every reference that stood below a prefix then."""
        if prefix not in self._below:
            names = sorted(name for name in self._then if name.startswith(prefix))
            self._below[prefix] = tuple(Ref(name, self._then[name]) for name in names)
        return self._below[prefix]

    def target(self, ref: str) -> str:
        """Return what a reference named then, empty where there was none."""
        return self._then.get(ref, "")

    def today(self) -> date:
        """Return the date it was where the library is."""
        return self.moment.astimezone(ZoneInfo(self.settings().time_zone)).date()

    def work(self, slug: str, *, drafts: bool = True) -> Work:
        """Return one standard; raise UnknownStandard, with when the receipts begin, where it was not accepted by then."""
        try:
            return super().work(slug, drafts=drafts)
        except UnknownStandard as error:
            shown, then = shorten(slug), self.moment.isoformat(timespec="seconds")
            begin = (
                Words(f"; its receipts begin at {self.first}", f"；回执始于 {self.first}")
                if self.first
                else Words("", "")
            )
            raise UnknownStandard(
                Words(
                    f"by {then} the archive had accepted no standard `{shown}`{begin.en}",
                    f"到 {then} 为止，档案尚未接受标准 `{shown}`{begin.zh}",
                ),
                error.candidates,
            ) from error


def as_of(library: Library, text: str, *, now: datetime | None = None) -> Past:
    """Return a library as the archive had accepted it by a moment, or by the end of a day in the library's time zone.

    Raise BadMoment where the text is neither, or where it lies in the future.
    """
    zone = ZoneInfo(library.settings().time_zone)
    begun = _begun(text, zone)
    if begun > (now or datetime.now(zone)):
        raise _future(text)
    if not _DAY.fullmatch(text):
        return Past(library, begun)
    # Not by adding 24 hours: a day on which clocks are changed has another length.
    following = datetime.combine(begun.date() + timedelta(days=1), time(), zone)
    return Past(library, following - timedelta(microseconds=1))


def _begun(text: str, zone: ZoneInfo) -> datetime:
    """Return the moment that a text names, the first one of a day."""
    if not _DAY.fullmatch(text) and not _MOMENT.fullmatch(text):
        raise _bad(text)
    try:
        found = datetime.fromisoformat(text)
        placed = found if found.tzinfo else found.replace(tzinfo=zone)
        placed.astimezone(UTC)
    except (ValueError, OverflowError):
        raise _bad(text) from None
    return placed


def _bad(text: str) -> BadMoment:
    shown = shorten(text)
    return BadMoment(
        Words(f"`{shown}` is no day and no moment", f"`{shown}` 不是日期，也不是时刻"),
        Words("write `2026-12-01` or `2026-12-01T12:00:00+08:00`", "请写 `2026-12-01` 或 `2026-12-01T12:00:00+08:00`"),
    )


def _future(text: str) -> BadMoment:
    shown = shorten(text)
    return BadMoment(
        Words(f"`{shown}` lies in the future", f"`{shown}` 在未来"),
        Words(
            "nobody knows what the archive will accept; a legal date in the future is asked for by `on-2027-07-01`",
            "尚不知档案将接受什么；询问未来的法定日期请用 `on-2027-07-01`",
        ),
    )
