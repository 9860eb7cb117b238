"""The keys of an edition held against those published before it: records and things in; the new records, and what is refused, out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from stdpub.model.keyed_things import KeyedThing
from stdpub.model.keys import NEXT, Fate, KeyRecord
from stdpub.model.source import Diagnostic, Severity, Span, Words
from stdpub.store.catalogue import natural

_TOP = Span("standard.md", 1, 1, 1, 4)
_DISTINCT = frozenset({"term", "reference", "table", "figure", "formula"})
"""Kinds that never become one another, nor text; a clause may become a provision, and a provision an item."""

_NUMBERED = frozenset({"clause", "annex", "term", "reference", "table", "figure", "formula"})
"""Kinds whose number and title are their own."""

_ZH = {
    "annex": "附录",
    "cell": "单元格",
    "clause": "条",
    "example": "示例",
    "figure": "图",
    "formula": "公式",
    "item": "列项",
    "note": "注",
    "provision": "条款",
    "reference": "引用文件",
    "table": "表",
    "term": "术语条目",
}
_FATES = {
    Fate.WITHDRAWN: Words("withdrawn", "废止"),
    Fate.MERGED: Words("merged", "合并"),
    Fate.SPLIT: Words("split", "拆分"),
    Fate.MOVED: Words("moved away", "移出"),
    Fate.RESTORED: Words("restored", "恢复"),
}

Places = Callable[[str], Mapping[str, KeyedThing]]
"""Gives what had a key in a published edition; asked only where something is to be told of one."""


@dataclass(frozen=True, slots=True)
class EditionKeys:
    """The keys of an edition to be published: `keys` all it has, `things` what is known of them.

    `earlier` are the published editions before it, oldest first, `later` those after it, and `before` the keys of the
    last earlier one. `pending` are keys that the library records with an edition that is not published: somebody is
    about to publish it, or gave up. `sums` and `sums_before` are the hashes of what the keys name, in the source
    language, now and in the last earlier edition.
    """

    edition: str
    keys: frozenset[str]
    things: Mapping[str, KeyedThing]
    earlier: tuple[str, ...]
    later: frozenset[str]
    before: frozenset[str]
    pending: frozenset[str] = frozenset()
    sums: Mapping[str, str] = field(default_factory=dict)
    sums_before: Mapping[str, str] = field(default_factory=dict)

    def is_later(self, edition: str) -> bool:
        """Tell whether an edition comes after this one; one that is not published is judged by its id."""
        if edition in self.later or edition in self.earlier or edition == self.edition:
            return edition in self.later
        return natural(edition) > natural(self.edition)


def merged(library: Iterable[KeyRecord], given: Iterable[KeyRecord], new: EditionKeys) -> tuple[KeyRecord, ...]:
    """Return the records of the library and of the folder as one; what the folder says of this edition counts."""
    ours = {record.key: record for record in library}
    theirs = {record.key: record for record in given}
    found = (_joined(ours.get(key), theirs.get(key), new) for key in sorted(ours.keys() | theirs.keys()))
    return tuple(record for record in found if record is not None)


def _joined(ours: KeyRecord | None, theirs: KeyRecord | None, new: EditionKeys) -> KeyRecord | None:
    told = theirs if theirs and theirs.fate and theirs.since in {NEXT, new.edition} else None
    if ours and told and (ours.fate, ours.into) == (told.fate, told.into) and ours.since in new.earlier:
        told = ours  # told before: nothing was copied back into this folder since
    record = ours or theirs
    if record is None or (record.first == new.edition and record.key not in new.keys):
        return None  # left by an attempt to publish this edition with another text
    if ours and theirs and not told:
        told = ours if ours.fate else theirs
    told = told or record
    if told is ours and told.since == NEXT and told.key in new.keys:
        return replace(record, fate=None, since="", into=())  # a draft's record, of which the folder knows nothing
    since = new.edition if told.since == NEXT else told.since
    at = theirs.at if theirs else record.at
    return replace(record, fate=told.fate, since=since, into=told.into, at=at)


def published(records: Iterable[KeyRecord], new: EditionKeys) -> tuple[KeyRecord, ...]:
    """Return the records with the keys of this edition among them."""
    known = {record.key: record for record in records}
    for key in sorted(new.keys):
        thing, record = new.things.get(key), known.get(key)
        if record is None and thing is not None:
            known[key] = KeyRecord(key, thing.kind, new.edition)
        elif record is not None and new.is_later(record.first):
            known[key] = replace(record, first=new.edition)
        elif record is not None and thing is not None and not new.later:
            known[key] = replace(record, kind=thing.kind)
    return tuple(known.values())


def faults(records: Iterable[KeyRecord], new: EditionKeys, places: Places) -> Iterator[Diagnostic]:
    """Yield what keeps an edition from being published: keys that are lost, that come back as something else, that lead nowhere."""
    known = {record.key: record for record in records}
    for key in sorted(known.keys() | new.before):
        record = known.get(key) or KeyRecord(key, "", new.earlier[-1])
        ended = record.ended and not new.is_later(record.since)
        if key not in new.keys:
            known_since = not new.is_later(record.first) and record.first != new.edition and key not in new.pending
            if not ended and known_since:
                yield _lost(record, new, places)
        elif ended:
            yield _stands(record, new, places) if record.since == new.edition else _reused(record, new, places)
        elif _group(record.kind) != _group(_kind(new, key)) and record.first != new.edition:
            yield _other_thing(record, new, places)
        if record.since == new.edition and record.fate in {Fate.MERGED, Fate.SPLIT}:
            yield from (_nowhere(record, one) for one in record.into if one not in new.keys)


def swapped(records: Iterable[KeyRecord], new: EditionKeys, places: Places) -> Iterator[Diagnostic]:
    """Yield the keys that name something else now, while what they named stands under a key that did not name it before."""
    known = {record.key: record for record in records}
    then = Counter(new.sums_before.values())
    now: dict[str, list[str]] = {}
    for key, digest in new.sums.items():
        now.setdefault(digest, []).append(key)
    for key, digest in sorted(new.sums_before.items()):
        if new.sums.get(key, digest) == digest or then[digest] > 1:
            continue
        taken = now.get(digest, ())
        record = known.get(key) or KeyRecord(key, "", new.earlier[-1])
        told = record.since == new.edition and bool(record.fate)
        if len(taken) == 1 and not told:
            yield _swapped(record, taken[0], new, places)


def _swapped(record: KeyRecord, other: str, new: EditionKeys, places: Places) -> Diagnostic:
    where, key = _where(record, new, places), record.key
    message = Words(
        f"the key `{key}` names something else now, and what it named stands under `{other}`: {where.en}",
        f"键`{key}`现指其他内容，其原所指内容在`{other}`下：{where.zh}",
    )
    help_ = Words(
        f"give the thing its key back; if both go on from it, `stdpub keys split {key} {other} --keep {key}`",
        f"请把键还给原内容；若二者均由其而来，用`stdpub keys split {key} {other} --keep {key}`",
    )
    return Diagnostic(_at(new, key), Severity.ERROR, "swapped-key", message, help_)


def _kind(new: EditionKeys, key: str) -> str:
    thing = new.things.get(key)
    return thing.kind if thing else ""


def _group(kind: str) -> str:
    return kind if kind in _DISTINCT else ""


def _lost(record: KeyRecord, new: EditionKeys, places: Places) -> Diagnostic:
    where = _where(record, new, places)
    key = record.key
    message = Words(f"the key `{key}` is lost: {where.en}", f"键`{key}`丢失：{where.zh}")
    help_ = Words(
        f"write it where the thing stands now, or record its end: `stdpub keys withdraw {key}`, or `split`, `merge`, `move`",
        f"请把它写回所指的内容，或记录其结局：`stdpub keys withdraw {key}`，或`split`、`merge`、`move`",
    )
    return Diagnostic(_TOP, Severity.ERROR, "lost-key", message, help_)


def _reused(record: KeyRecord, new: EditionKeys, places: Places) -> Diagnostic:
    where, key = _where(record, new, places), record.key
    fate = _FATES[record.fate or Fate.WITHDRAWN]
    message = Words(
        f"the key `{key}` was {fate.en} in the edition `{record.since}` and is never used again: {where.en}",
        f"键`{key}`已在版本`{record.since}`中{fate.zh}，不得再用：{where.zh}",
    )
    help_ = Words(
        f"give this another key; if it is the same thing, `stdpub keys restore {key}`",
        f"请换一个键；若是同一内容，用`stdpub keys restore {key}`恢复",
    )
    return Diagnostic(_at(new, key), Severity.ERROR, "reused-key", message, help_)


def _stands(record: KeyRecord, new: EditionKeys, places: Places) -> Diagnostic:
    fate, key = _FATES[record.fate or Fate.WITHDRAWN], record.key
    where = _where(record, new, places)
    message = Words(
        f"the key `{key}` is recorded as {fate.en} and still stands in the text: {where.en}",
        f"键`{key}`记录为{fate.zh}，却仍在文中：{where.zh}",
    )
    help_ = Words(
        f"take it out of the text, or `stdpub keys restore {key}`", f"请从文中删去，或用`stdpub keys restore {key}`恢复"
    )
    return Diagnostic(_at(new, key), Severity.ERROR, "reused-key", message, help_)


def _other_thing(record: KeyRecord, new: EditionKeys, places: Places) -> Diagnostic:
    where, key = _where(record, new, places), record.key
    now = _kind(new, key)
    message = Words(
        f"the key `{key}` names a {now or 'thing'} now and named something else: {where.en}",
        f"键`{key}`现指{_ZH.get(now, '内容')}，而此前所指不同：{where.zh}",
    )
    help_ = Words(
        f"give this another key, and record what became of `{key}`: `stdpub keys withdraw {key}`, or `split`, `merge`",
        f"请换一个键，并记录`{key}`的结局：`stdpub keys withdraw {key}`，或`split`、`merge`",
    )
    return Diagnostic(_at(new, key), Severity.ERROR, "reused-key", message, help_)


def _nowhere(record: KeyRecord, successor: str) -> Diagnostic:
    key = record.key
    message = Words(
        f"`{successor}`, which follows the key `{key}`, does not stand in the text",
        f"接替键`{key}`的`{successor}`不在文中",
    )
    help_ = Words(
        f"write `{{#{successor}}}` where the thing stands, or record another successor",
        f"请在所指内容处写`{{#{successor}}}`，或记录另一个接替者",
    )
    return Diagnostic(record.at, Severity.ERROR, "unknown-successor", message, help_)


def _at(new: EditionKeys, key: str) -> Span:
    thing = new.things.get(key)
    return thing.at if thing else _TOP


def _where(record: KeyRecord, new: EditionKeys, places: Places) -> Words:
    """Return where a key stood last before this edition: edition, kind, number and title."""
    for edition in reversed(new.earlier):
        thing = places(edition).get(record.key)
        if thing is not None:
            place = " ".join(filter(None, (thing.number, thing.title)))
            inside = " in" if place and thing.kind not in _NUMBERED else ""
            kind = "" if place.startswith(thing.kind) else thing.kind
            named = " ".join(filter(None, (f"{kind}{inside}", place)))
            return Words(
                f"in the edition `{edition}` it named the {named}",
                f"在版本`{edition}`中，它指{place}{'中' if inside else ''}的{_ZH.get(thing.kind, '内容')}",
            )
    kind = record.kind or "thing"
    return Words(
        f"since the edition `{record.first}` it named a {kind}",
        f"自版本`{record.first}`起，它指{_ZH.get(kind, '内容')}",
    )
