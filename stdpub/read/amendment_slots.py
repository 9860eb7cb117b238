"""What an amendment inserts without a key: a consolidated text in, a finding for each such thing, where it was typed, out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from stdpub.model.amendments import amendment_name
from stdpub.model.source import Diagnostic, Severity, Words
from stdpub.model.standard import Standard
from stdpub.read.consolidating import Consolidated
from stdpub.read.key_slots import key_slots
from stdpub.read.reader import sources

_MAY_HAVE_NONE = frozenset({"item", "cell"})
_NAMES = {
    "clause": Words("a clause", "条"),
    "figure": Words("a figure", "图"),
    "formula": Words("a formula", "公式"),
    "provision": Words("a provision", "条款"),
    "reference": Words("a reference", "引用文件"),
    "table": Words("a table", "表"),
    "term": Words("a term entry", "术语条目"),
}


def keyless(one: Consolidated, standards: Sequence[Standard]) -> Iterator[Diagnostic]:
    """Yield an error for what an amendment inserts without a key: nothing could keep its number, nor name it."""
    texts = sources(one.folder)
    origins = one.origins()
    own = {text.source.file for text in one.texts}
    for standard in standards:
        for slot in key_slots(standard, texts):
            if slot.key or slot.edit is None or slot.kind in _MAY_HAVE_NONE:
                continue
            at = origins.of(slot.edit.at)
            if at.file in own and amendment_name(at.file):
                name = _NAMES.get(slot.kind, Words("a thing", "内容"))
                message = Words(f"{name.en} without a key", f"{name.zh}没有键")
                help_ = Words("write one here, such as `{#k7m2q9}`", "请在此处写键，例如`{#k7m2q9}`")
                yield Diagnostic(at, Severity.ERROR, "inserted-without-key", message, help_)
