"""What must have a key when it is published and has none: a folder and its language versions in; one finding each version out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from stdpub.model.folder import Folder
from stdpub.model.source import Diagnostic, Severity, Words
from stdpub.model.standard import Standard
from stdpub.read.key_slots import key_slots
from stdpub.read.keying import keyed
from stdpub.read.reader import sources

MAY_HAVE_NONE = frozenset({"item", "cell"})
_MOST_SHOWN = 20

_KINDS = {
    "clause": Words("clause", "条"),
    "figure": Words("figure", "图"),
    "formula": Words("formula", "公式"),
    "provision": Words("provision", "条款"),
    "reference": Words("reference", "引用文件"),
    "table": Words("table", "表"),
    "term": Words("term entry", "术语条目"),
}
_MANY = {"term": "term entries"}


def missing_keys(folder: Folder, standards: tuple[Standard, ...], name: str) -> Iterator[Diagnostic]:
    """Yield an error for each file that `stdpub keys` would write keys into; `name` is how the user calls the folder."""
    texts = sources(folder)
    slots = (slot for standard in standards for slot in key_slots(standard, texts))
    if not any(not slot.key and slot.edit and slot.kind not in MAY_HAVE_NONE for slot in slots):
        return
    # What minting would write is what is missing: where no key can be read, none is asked for.
    numbers = iter(range(10**9))
    new = [one for one in keyed(folder, lambda: f"k{next(numbers)}").new if one.kind not in MAY_HAVE_NONE]
    for file in dict.fromkeys(one.at.file for one in new):
        here = [one for one in new if one.at.file == file]
        counts = Counter(one.kind for one in here)
        en = ", ".join(f"{count} {_many(kind, count)}" for kind, count in sorted(counts.items()))
        zh = "、".join(f"{count}个{_KINDS[kind].zh}" for kind, count in sorted(counts.items()))
        message = Words(f"no key, which what is published must have: {en}", f"缺少发布所需的键：{zh}")
        help_ = Words(f"`stdpub keys {name}` writes them", f"运行`stdpub keys {name}`即可写入")
        related = tuple(one.at for one in here[1:_MOST_SHOWN])
        yield Diagnostic(here[0].at, Severity.ERROR, "missing-keys", message, help_, related=related)


def _many(kind: str, count: int) -> str:
    words = _KINDS[kind].en
    return words if count == 1 else _MANY.get(kind, f"{words}s")
