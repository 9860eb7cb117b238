"""What kinds of change, levels and outcomes are called in both languages, and how a thing is named by its numbers."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from stdpub.model.changes import ChangeKind, Level
from stdpub.model.source import Words
from stdpub.write.comparison_summary import Outcome

KINDS: Mapping[ChangeKind, Words] = MappingProxyType(
    {
        ChangeKind.ADDED: Words("added", "增加"),
        ChangeKind.WITHDRAWN: Words("withdrawn", "删除"),
        ChangeKind.MOVED: Words("moved", "移动"),
        ChangeKind.RENUMBERED: Words("renumbered", "编号变化"),
        ChangeKind.SPLIT: Words("split", "拆分"),
        ChangeKind.MERGED: Words("merged", "合并"),
        ChangeKind.EDITORIAL: Words("editorial", "编辑性改动"),
        ChangeKind.REWORDED: Words("reworded", "改写"),
        ChangeKind.STRENGTHENED: Words("strengthened", "加强"),
        ChangeKind.WEAKENED: Words("weakened", "减弱"),
        ChangeKind.LIMIT_TIGHTENED: Words("limit tightened", "限值收紧"),
        ChangeKind.LIMIT_RELAXED: Words("limit relaxed", "限值放宽"),
        ChangeKind.LIMIT_ADDED: Words("limit added", "增加限值"),
        ChangeKind.LIMIT_REMOVED: Words("limit removed", "删除限值"),
        ChangeKind.UNIT_CHANGED: Words("unit changed", "单位变化"),
        ChangeKind.TERM_CHANGED: Words("term changed", "术语变化"),
        ChangeKind.REFERENCE_UPDATED: Words("reference updated", "引用文件更新"),
        ChangeKind.TABLE_CHANGED: Words("table changed", "表变化"),
        ChangeKind.FORMULA_CHANGED: Words("formula changed", "公式变化"),
    }
)

LEVELS: Mapping[Level, Words] = MappingProxyType(
    {
        Level.CLAUSE: Words("clauses", "章条"),
        Level.PROVISION: Words("provisions", "条款"),
        Level.TERM: Words("term entries", "术语条目"),
        Level.REFERENCE: Words("references", "引用文件"),
        Level.TABLE: Words("tables", "表"),
        Level.FIGURE: Words("figures", "图"),
        Level.FORMULA: Words("formulas", "公式"),
    }
)

ONE_OF: Mapping[Level, Words] = MappingProxyType(
    {
        Level.CLAUSE: Words("clause", "章条"),
        Level.PROVISION: Words("provision", "条款"),
        Level.TERM: Words("term entry", "术语条目"),
        Level.REFERENCE: Words("reference", "引用文件"),
        Level.TABLE: Words("table", "表"),
        Level.FIGURE: Words("figure", "图"),
        Level.FORMULA: Words("formula", "公式"),
    }
)

OUTCOMES: Mapping[Outcome, Words] = MappingProxyType(
    {
        Outcome.SAME: Words("same", "不变"),
        Outcome.CHANGED: Words("changed", "更改"),
        Outcome.RETITLED: Words("retitled", "改标题"),
        Outcome.MOVED: Words("moved", "移动"),
        Outcome.RENUMBERED: Words("renumbered", "编号变化"),
        Outcome.ADDED: Words("added", "增加"),
        Outcome.WITHDRAWN: Words("withdrawn", "删除"),
    }
)


def said(words: Words, *, chinese: bool) -> str:
    """Return words in Chinese or English."""
    return words.zh if chinese else words.en
