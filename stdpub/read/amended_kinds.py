"""The instructions of an amendment and the places before and after it in; what would take the place of another kind of thing out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from stdpub.model.amendments import Act, Instruction
from stdpub.model.content import Cell, Example, Figure, Formula, ListItem, Note, Paragraph, Reference, Sentence, Table
from stdpub.model.source import Diagnostic, Severity, Words
from stdpub.model.standard import Clause, ClauseKind
from stdpub.model.terms import TermEntry
from stdpub.read.amendment_places import Place

_KINDS = {
    Clause: Words("a clause", "条"),
    TermEntry: Words("a term entry", "术语条目"),
    Table: Words("a table", "表"),
    Figure: Words("a figure", "图"),
    Formula: Words("a formula", "公式"),
    Sentence: Words("a sentence or paragraph", "句或段"),
    Paragraph: Words("a sentence or paragraph", "句或段"),
    ListItem: Words("a list item", "列项"),
    Reference: Words("a reference", "引用文件"),
    Cell: Words("a cell", "单元格"),
    Note: Words("a note", "注"),
    Example: Words("an example", "示例"),
}


def of_another_kind(
    instructions: tuple[Instruction, ...], had: Mapping[str, Place], now: Mapping[str, Place]
) -> Iterator[Diagnostic]:
    """Report what would take another thing's place and key without being of its kind."""
    for one in instructions:
        if one.act is not Act.REPLACE or one.key not in now:
            continue
        old, new = (_kind_of(places_[one.key].node) for places_ in (had, now))
        if old != new:
            message = Words(f"`{one.key}` is {old.en}, and would be {new.en}", f"`{one.key}`是{old.zh}，将变为{new.zh}")
            help_ = Words(
                "write one of its kind, or delete it and insert the other with a key of its own",
                "请写同类内容，或删除后另行增加并使用新的键",
            )
            yield Diagnostic(one.at, Severity.ERROR, "replaced-by-another-kind", message, help_)


def _kind_of(node: object) -> Words:
    if isinstance(node, Clause) and node.kind is ClauseKind.ANNEX:
        return Words("an annex", "附录")
    return _KINDS.get(type(node), Words("a block", "段落"))
