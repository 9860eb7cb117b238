"""What became of published keys, recorded: the records of a standard and a decision in; the records that tell it out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from difflib import get_close_matches

from stdpub.model.keys import NEXT, Fate, KeyRecord, is_elsewhere, is_key
from stdpub.model.source import Words
from stdpub.store.errors import BadFate
from stdpub.store.names import shorten

Records = tuple[KeyRecord, ...]


def withdrawn(records: Records, keys: Iterable[str]) -> Records:
    """Return the records with keys withdrawn; raise BadFate where one is not published or has ended."""
    return _changed(records, [replace(_living(records, key), fate=Fate.WITHDRAWN, since=NEXT, into=()) for key in keys])


def split(records: Records, key: str, parts: tuple[str, ...], keep: str = "") -> Records:
    """Return the records with a key split into others; it goes on itself where it is the one to `keep`."""
    record = _living(records, key)
    if keep and keep != key:
        raise BadFate(
            Words(f"`{shorten(keep)}` is not the key that is split", f"`{shorten(keep)}`不是要拆分的键"),
            Words(f"write `--keep {key}`, or leave it out", f"请写`--keep {key}`，或不写"),
        )
    if key in parts:
        raise BadFate(
            Words(f"`{key}` is split into itself", f"`{key}`拆分后含其自身"),
            Words(f"write `--keep {key}` where one part keeps the key", f"若一部分保留该键，请写`--keep {key}`"),
        )
    into = tuple(dict.fromkeys((*((key,) if keep else ()), *_new(records, parts))))
    if len(into) < 2:
        raise BadFate(
            Words(f"`{key}` is split into less than two", f"`{key}`拆分后不足两个"),
            Words("name every part; a key that only changed its name is merged into the new one", "请列出各部分"),
        )
    return _changed(records, [replace(record, fate=Fate.SPLIT, since=NEXT, into=into)])


def merged(records: Records, keys: tuple[str, ...], into: str) -> Records:
    """Return the records with keys merged into one, which may be one of them."""
    ends = [key for key in dict.fromkeys(keys) if key != into]
    if not ends:
        raise BadFate(Words(f"`{shorten(into)}` is merged into itself", f"`{shorten(into)}`并入其自身"))
    successor = _new(records, (into,))
    return _changed(
        records, [replace(_living(records, key), fate=Fate.MERGED, since=NEXT, into=successor) for key in ends]
    )


def moved(records: Records, key: str, elsewhere: str) -> Records:
    """Return the records with a key moved to another standard, `slug#key`."""
    record = _living(records, key)
    if not is_elsewhere(elsewhere):
        raise BadFate(
            Words(
                f"`{shorten(elsewhere)}` names no key of another standard", f"`{shorten(elsewhere)}`不是另一标准的键"
            ),
            Words(
                "write the standard's folder, `#`, and the key: `t-x-2#pue-limit`",
                "请写“标准文件夹#键”：`t-x-2#pue-limit`",
            ),
        )
    return _changed(records, [replace(record, fate=Fate.MOVED, since=NEXT, into=(elsewhere,))])


def restored(records: Records, key: str) -> Records:
    """Return the records with a key that ended in use again, for the same thing; an end not published yet is taken back."""
    record = _known(records, key)
    if record.since == NEXT:
        return _changed(records, [replace(record, fate=None, since="", into=())])
    if not record.ended:
        raise BadFate(Words(f"`{key}` has not ended", f"`{key}`没有结束"))
    return _changed(records, [replace(record, fate=Fate.RESTORED, since=NEXT, into=())])


def _known(records: Records, key: str) -> KeyRecord:
    found = next((record for record in records if record.key == key), None)
    if found is not None:
        return found
    near = get_close_matches(key[:200], [record.key for record in records], 1, 0.6)
    likely = Words(f"did you mean `{near[0]}`?", f"是否指`{near[0]}`？") if near else _NONE
    raise BadFate(Words(f"no key `{shorten(key)}` was published", f"没有发布过键`{shorten(key)}`"), likely)


_NONE = Words(
    "`keys.yml` lists those that were; publishing writes it: copy it from the last edition's folder, or the library",
    "`keys.yml`列出已发布的键，由发布写入：请从上一版本的文件夹或库中复制",
)


def _living(records: Records, key: str) -> KeyRecord:
    record = _known(records, key)
    if record.ended and record.since != NEXT:
        raise BadFate(
            Words(f"`{key}` has ended in the edition `{record.since}`", f"`{key}`已在版本`{record.since}`中结束"),
            Words("what is published never changes", "已发布的记录不再改变"),
        )
    return record


def _new(records: Records, keys: tuple[str, ...]) -> tuple[str, ...]:
    """Return the keys that follow others; raise BadFate where one cannot be a key, or has ended."""
    ended = {record.key: record for record in records if record.ended}
    for key in keys:
        if not is_key(key):
            raise BadFate(
                Words(f"`{shorten(key)}` cannot be a key", f"`{shorten(key)}`不能用作键"),
                Words("a key is made of `a-z`, `0-9` and `-`, a letter first", "键由`a-z`、`0-9`和`-`组成，以字母开头"),
            )
        if key in ended:
            raise BadFate(
                Words(f"`{key}` has ended itself", f"`{key}`本身已结束"),
                Words(
                    f"take another key, or `stdpub keys restore {key}`",
                    f"请换一个键，或用`stdpub keys restore {key}`恢复",
                ),
            )
    return keys


def _changed(records: Records, new: Iterable[KeyRecord]) -> Records:
    found = {record.key: record for record in records} | {record.key: record for record in new}
    return tuple(found[key] for key in sorted(found))
