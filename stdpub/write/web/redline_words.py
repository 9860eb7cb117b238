"""The words around a comparison on its page, in both languages."""

from __future__ import annotations

from dataclasses import dataclass

from stdpub.write.printed import chinese as is_chinese


@dataclass(frozen=True, slots=True)
class RedlineWords:
    """What the page of a comparison says itself; `choices` are the classes of its filters with their labels."""

    chinese: bool
    skip: str
    comparison: str
    figures: str
    thing: str
    before: str
    after: str
    kinds: str
    filter: str
    all: str
    choices: tuple[tuple[str, str], ...]
    substantive: str
    certain: str
    changes: str
    of_substance: str
    nothing: str
    legend: str
    rows_left_out: str


_EN = RedlineWords(
    chinese=False,
    skip="Skip to the changes",
    comparison="Comparison",
    figures="What became of the things of both versions",
    thing="Things",
    before="Before",
    after="After",
    kinds="Changes by kind",
    filter="Show",
    all="everything",
    choices=(
        ("substance", "changes of substance"),
        ("limits", "limits"),
        ("terms", "terms"),
        ("structure", "places and numbers"),
    ),
    substantive="substantive",
    certain="{} % certain",
    changes="Changes",
    of_substance="of substance",
    nothing="Nothing differs.",
    legend="What was deleted is struck through, what was inserted is underlined.",
    rows_left_out="{} rows unchanged",
)

_ZH = RedlineWords(
    chinese=True,
    skip="跳到改动",
    comparison="版本对比",
    figures="各类元素的去向",
    thing="元素",
    before="前版",
    after="后版",
    kinds="改动种类",
    filter="显示",
    all="全部",
    choices=(("substance", "实质性改动"), ("limits", "限值"), ("terms", "术语"), ("structure", "位置和编号")),
    substantive="实质性",
    certain="对应把握{}%",
    changes="改动",
    of_substance="实质性改动",
    nothing="没有差异。",
    legend="删除的文字加删除线，增加的文字加下划线。",
    rows_left_out="{}行不变",
)


def redline_words(language: str) -> RedlineWords:
    """Return the page's words in a language; a language other than Chinese gets the English ones."""
    return _ZH if is_chinese(language) else _EN
