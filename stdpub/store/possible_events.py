"""An event that is to be recorded, the register and the editions it is about in; nothing, or why it cannot have happened, out."""

from __future__ import annotations

from collections.abc import Iterator

from stdpub.model.amendments import is_consolidated
from stdpub.model.register import Event, EventKind, Register
from stdpub.model.source import Words
from stdpub.store.catalogue import Edition, Status, is_change
from stdpub.store.errors import ImpossibleEvent
from stdpub.store.names import shorten
from stdpub.store.register_file import fault_of
from stdpub.store.standings import Stretch, periods, stretches_of

EVENT_WORDS = {
    EventKind.PUBLISHED: Words("published", "发布"),
    EventKind.IMPLEMENTED: Words("implemented", "实施"),
    EventKind.AMENDED: Words("amended", "修改"),
    EventKind.CORRECTED: Words("corrected", "勘误"),
    EventKind.POSTPONED: Words("postponed", "延期实施"),
    EventKind.CONFIRMED: Words("confirmed", "确认有效"),
    EventKind.CONVERTED: Words("converted", "转化"),
    EventKind.WITHDRAWN: Words("withdrawn", "废止"),
    EventKind.REPLACED: Words("replaced", "被代替"),
    EventKind.CLAUSE_WITHDRAWN: Words("withdrawn", "废止"),
}
_WITH_UNTIL = frozenset(EventKind) - {EventKind.AMENDED, EventKind.CORRECTED, EventKind.CONVERTED}
_ALSO_ENDED = frozenset(
    {
        EventKind.PUBLISHED,
        EventKind.IMPLEMENTED,
        EventKind.CORRECTED,
        EventKind.WITHDRAWN,
        EventKind.CLAUSE_WITHDRAWN,
    }
)
"""What can happen to an edition that is withdrawn or replaced."""

_ENDS = {Status.WITHDRAWN: EventKind.WITHDRAWN, Status.SUPERSEDED: EventKind.REPLACED}


def refuse_impossible(register: Register, editions: tuple[Edition, ...], event: Event) -> None:
    """Raise ImpossibleEvent where an event cannot have happened: no such edition, before its publication, or twice."""
    problem = fault_of(event)
    if problem is not None:
        raise ImpossibleEvent(problem)
    for message, help_ in _faults(register, editions, event):
        raise ImpossibleEvent(message, help_)


def _faults(register: Register, editions: tuple[Edition, ...], event: Event) -> Iterator[tuple[Words, Words | None]]:
    found = next((edition for edition in editions if edition.id == event.edition), None)
    if found is None:
        there = "`, `".join(edition.id for edition in editions)
        help_ = Words(f"there is `{there}`", f"现有：`{there}`") if there else None
        shown = shorten(event.edition)
        yield Words(f"there is no edition `{shown}`", f"没有版本`{shown}`"), help_
        return
    yield from _misfits(event)
    about = register.about(event.edition)
    published = next((one.on for one in about if one.kind is EventKind.PUBLISHED), "")
    if published and event.kind is not EventKind.PUBLISHED and event.on < published:
        yield (
            Words(
                f"{event.on} is before `{event.edition}` was published, on {published}",
                f"{event.on}早于`{event.edition}`的发布日期{published}",
            ),
            None,
        )
    if event.kind is EventKind.CLAUSE_WITHDRAWN:
        yield from _clause(found, about, event)
    if event.kind is EventKind.REPLACED:
        yield from _successor(editions, event)
    yield from _twice(register, editions, event)


def _misfits(event: Event) -> Iterator[tuple[Words, None]]:
    """Yield what an event of its kind must have and has not, or has and cannot."""
    kind = event.kind
    if kind is EventKind.POSTPONED and not event.until:
        yield Words("a postponement names the new day by `until`", "延期实施须用`until`写明新的实施日期"), None
    if event.until and kind not in _WITH_UNTIL:
        yield Words(f"`until` says nothing of `{kind}`", f"`{kind}`不能有`until`"), None
    if event.until and event.until <= event.on:
        yield Words(f"it ends on {event.until}, not after {event.on}", f"截止日{event.until}不晚于{event.on}"), None
    if bool(event.key) != (kind is EventKind.CLAUSE_WITHDRAWN):
        lacks = Words("`clause-withdrawn` names the clause by `key`", "`clause-withdrawn`须用`key`写明条文")
        yield (Words(f"`key` says nothing of `{kind}`", f"`{kind}`不能有`key`") if event.key else lacks), None
    if event.by and kind is not EventKind.REPLACED:
        yield Words(f"`by` says nothing of `{kind}`", f"`{kind}`不能有`by`"), None
    if kind is EventKind.CONVERTED and not event.identifier:
        yield Words("`converted` names the new `identifier`", "`converted`须写明新的`identifier`"), None


def _clause(edition: Edition, about: tuple[Event, ...], event: Event) -> Iterator[tuple[Words, Words | None]]:
    manifests = [one.manifest for one in edition.languages if one.manifest]
    keys = {leaf[0] for manifest in manifests for leaf in manifest.leaves}
    if manifests and event.key not in keys:
        shown = shorten(event.key)
        yield Words(f"`{edition.id}` has nothing under the key `{shown}`", f"`{edition.id}`中没有键`{shown}`"), None
    for one in about:
        if one.kind is EventKind.CLAUSE_WITHDRAWN and one.key == event.key:
            yield Words(f"`{one.key}` is withdrawn already, on {one.on}", f"`{one.key}`已于{one.on}废止"), None


def _successor(editions: tuple[Edition, ...], event: Event) -> Iterator[tuple[Words, None]]:
    if event.by and (is_change(event.by) or event.by == event.edition or event.by not in {one.id for one in editions}):
        shown = shorten(event.by)
        yield (
            Words(f"`{shown}` is no edition that replaces `{event.edition}`", f"`{shown}`不能代替`{event.edition}`"),
            None,
        )


def _twice(register: Register, editions: tuple[Edition, ...], event: Event) -> Iterator[tuple[Words, Words | None]]:
    """Yield what cannot happen again, or no longer: to what is published, implemented or ended already."""
    kind, about = event.kind, register.about(event.edition)
    known = (event.kind, event.on, event.identifier, event.key, event.until, event.by)
    same = [one for one in about if (one.kind, one.on, one.identifier, one.key, one.until, one.by) == known]
    last = (stretches_of(about) or (Stretch(),))[-1]
    over = bool(last.over) and last.over <= event.on
    if kind is EventKind.PUBLISHED:
        same = [one for one in about if one.kind is kind]
    elif kind is EventKind.IMPLEMENTED and last.implemented and not over:
        help_ = Words("a later day is `postponed`", "推迟用`postponed`")
        yield _already(event, last.start), help_
    elif kind in {EventKind.WITHDRAWN, EventKind.REPLACED}:
        same = [one for one in last.ends if one.kind is kind]
    if same:
        by = same[-1].by
        meant = Words(f"name it as amended: `{by}`", f"请写修改后的版本`{by}`")
        yield _already(event, same[0].on), meant if is_consolidated(by, event.edition) else None
    if kind is EventKind.POSTPONED:
        yield from _postponed(event, last)
    if kind in _ALSO_ENDED:
        return
    held = frozenset(edition.id for edition in editions)
    reached = [period for period in periods(register, event.edition, held) if period.since <= event.on][-1]
    if reached.status in _ENDS and (kind, reached.status) != (EventKind.REPLACED, Status.SUPERSEDED):
        yield _already(Event(_ENDS[reached.status], event.edition, reached.since), reached.since), None
    elif kind is EventKind.CONFIRMED and reached.status is Status.NOT_YET:
        yield (
            Words(f"`{event.edition}` is not in force on {event.on}", f"`{event.edition}`在{event.on}尚未实施"),
            None,
        )


def _postponed(event: Event, last: Stretch) -> Iterator[tuple[Words, None]]:
    name = event.edition
    if last.start and event.until <= last.start:
        yield (
            Words(
                f"`{name}` is implemented on {last.start}: {event.until} postpones nothing",
                f"`{name}`于{last.start}实施，{event.until}并未推迟",
            ),
            None,
        )
    if last.start and event.on > last.start:
        yield (
            Words(
                f"`{name}` was implemented on {last.start}, before {event.on}",
                f"`{name}`已于{last.start}实施，早于{event.on}",
            ),
            None,
        )


def _already(event: Event, day: str) -> Words:
    words = EVENT_WORDS[event.kind]
    return Words(f"`{event.edition}` is {words.en} already, on {day}", f"`{event.edition}`已于{day}{words.zh}")
