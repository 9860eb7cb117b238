"""Faults of tables, figures and formulas."""

from __future__ import annotations

import re

from faults.injecting import KEY, Fault, block_in, body_point, changed, fault, language_of
from faults.places import Text

HEADING = "Tables, figures, formulas"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="100" height="60" viewBox="0 0 100 60"><rect x="10" y="10" width="80" height="40"/></svg>\n'  # fmt: skip


def _put(name, zh=(), en=(), line=0, also=(), files=(), mixed="", **rest):
    """Return a kind of fault that is a block put in.

    `mixed` is a line that has to be there in Chinese: GB/T 1.1 wants titles for all tables and figures or for none.
    """
    blocks = {"zh": zh, "en": en}

    def inject(text, random):
        doc = Text(text)
        at = body_point(doc, random)
        if at is None or ("![" in "".join(blocks[language_of(text)]) and re.search(r"图 ?1|Figure 1", text)):
            return None
        if language_of(text) == "zh" and not re.search(mixed, text, re.MULTILINE):
            return None
        return block_in(doc, random, at, list(blocks[language_of(text)]), line=line, also=also, files=files)

    return Fault(HEADING, name, tuple(one for one in blocks if blocks[one]), inject, **rest)


def _table(said_, caption, *rows, notes=()):
    """Return the lines of a table: the sentence that mentions it, its caption, its rows."""
    return [said_, "", *([caption, ""] if caption else []), *rows, *notes]


ZH_SAID, EN_SAID = f"部件的数据见[@{KEY}]。", f"For the data of the parts, see [@{KEY}]."
ZH_CAPTION, EN_CAPTION = f"表：部件的数据 {{#{KEY}}}", f"Table: Data of the parts {{#{KEY}}}"
ZH_HEAD, EN_HEAD = ("| 部件 | 颜色 |", "|---|---|"), ("| Part | Colour |", "|---|---|")
ZH_ROWS, EN_ROWS = ("| 外壳 | 红色 |", "| 滤网 | 白色 |"), ("| lid | red |", "| filter | white |")

uncited_table = _put(
    "table that nothing mentions",
    zh=[ZH_CAPTION, "", *ZH_HEAD, *ZH_ROWS],
    en=[EN_CAPTION, "", *EN_HEAD, *EN_ROWS],
    also=(2,),
    gb=("gb-float-uncited",),
    iso=("table-uncited",),
)
no_caption = _put(
    "table without caption",
    zh=[ZH_SAID, "", f"{{#{KEY}}}", "", *ZH_HEAD, *ZH_ROWS],
    en=[EN_SAID, "", f"{{#{KEY}}}", "", *EN_HEAD, *EN_ROWS],
    line=4,
    also=(2,),
    mixed=r"^表：",
    gb=("gb-caption-mix",),
    iso=("caption-missing",),
)
ragged = _put(
    "row with a cell too few",
    zh=_table(ZH_SAID, ZH_CAPTION, *ZH_HEAD, "| 外壳 |", ZH_ROWS[1]),
    en=_table(EN_SAID, EN_CAPTION, *EN_HEAD, "| lid |", EN_ROWS[1]),
    line=6,
    reader=("ragged-table-row",),
)
orphan_caption = _put(
    "caption without a table",
    zh=[f"表：部件的数据 {{#{KEY}}}", "", "部件成套供应。"],
    en=[f"Table: Data of the parts {{#{KEY}}}", "", "The parts are supplied in sets."],
    reader=("caption-without-table",),
)
empty_cell = _put(
    "empty cell",
    zh=_table(ZH_SAID, ZH_CAPTION, *ZH_HEAD, "| 外壳 | |", ZH_ROWS[1]),
    line=6,
    gb=("gb-table-empty",),
)
ditto = _put(
    "cell that says ditto",
    zh=_table(ZH_SAID, ZH_CAPTION, *ZH_HEAD, ZH_ROWS[0], "| 滤网 | 同上 |"),
    line=7,
    gb=("gb-table-ditto",),
)
split_header = _put(
    "header cell split by a stroke",
    zh=_table(ZH_SAID, ZH_CAPTION, "| 部件\\参数 | 颜色 |", ZH_HEAD[1], *ZH_ROWS),
    line=4,
    gb=("gb-table-header",),
)
units_in_cells = _put(
    "unit in every cell",
    zh=_table(ZH_SAID, ZH_CAPTION, "| 部件 | 长度 |", "|---|---|", "| 外壳 | 10 mm |", "| 滤网 | 12 mm |"),
    line=6,
    also=(2, 4, 7),
    gb=("gb-table-unit",),
)
no_unit = _put(
    "column of values without a unit",
    en=_table(EN_SAID, EN_CAPTION, "| Part | Length |", "|---|---|", "| lid | 10 |", "| filter | 12 |"),
    line=4,
    also=(2, 6),
    iso=("table-unit-missing",),
)
unused_footnote = _put(
    "footnote of a table that no cell calls",
    zh=_table(ZH_SAID, ZH_CAPTION, *ZH_HEAD, *ZH_ROWS, notes=("", "::: table-notes", "[^q]: 红色包括深红色。", ":::")),
    en=_table(
        EN_SAID, EN_CAPTION, *EN_HEAD, *EN_ROWS, notes=("", "::: table-notes", "[^q]: Red includes dark red.", ":::")
    ),
    line=10,
    reader=("uncalled-footnote",),
    gb=("table-footnote-unused",),
    iso=("table-footnote-unused",),
)
undefined_footnote = _put(
    "mark in a cell without footnote",
    zh=_table(ZH_SAID, ZH_CAPTION, *ZH_HEAD, "| 外壳[^q] | 红色 |", ZH_ROWS[1]),
    en=_table(EN_SAID, EN_CAPTION, *EN_HEAD, "| lid[^q] | red |", EN_ROWS[1]),
    line=6,
    reader=("undefined-footnote",),
    gb=("table-footnote-unused",),
    iso=("table-footnote-unused",),
)
unjoined = _put(
    "joined cells that make no rectangle",
    zh=_table(ZH_SAID, ZH_CAPTION, *ZH_HEAD, "| ^ | 红色 |", ZH_ROWS[1]),
    en=_table(EN_SAID, EN_CAPTION, *EN_HEAD, "| ^ | red |", EN_ROWS[1]),
    line=6,
    reader=("joined-cells-no-rectangle",),
)


@fault(HEADING, "full stop after a caption", gb=("gb-heading-punctuation",), iso=("heading-full-stop",))
def caption_stop(text, random):
    doc = Text(text)
    captions = [at for at, kind in enumerate(doc.kinds) if kind == "caption" and re.search(r"\w \{#", doc.lines[at])]
    stop = "。" if language_of(text) == "zh" else "."
    if captions:
        at = random.choice(captions)
        return changed(doc, at, doc.lines[at].replace(" {#", f"{stop} {{#"))
    zh = _table(ZH_SAID, ZH_CAPTION.replace(" {", "。 {"), *ZH_HEAD, *ZH_ROWS)
    en = _table(EN_SAID, EN_CAPTION.replace(" {", ". {"), *EN_HEAD, *EN_ROWS)
    return _put("", zh=zh, en=en, line=2).inject(text, random)


@fault(
    HEADING, "number typed in a caption", reader=("typed-number",), gb=("gb-manual-number",), iso=("caption-separator",)
)
def typed_caption(text, random):
    doc = Text(text)
    zh = language_of(text) == "zh"
    words = (
        (random.choice(["表3 ", "表3　"]), "表：") if zh else (random.choice(["Table 3 — ", "Table 3: "]), "Table: ")
    )
    captions = [at for at, kind in enumerate(doc.kinds) if kind == "caption"]
    if captions:
        at = random.choice(captions)
        return changed(doc, at, doc.lines[at].replace(words[1], words[1] + words[0], 1))
    made = _table(ZH_SAID, ZH_CAPTION, *ZH_HEAD, *ZH_ROWS) if zh else _table(EN_SAID, EN_CAPTION, *EN_HEAD, *EN_ROWS)
    made[2] = made[2].replace(words[1], words[1] + words[0])
    return _put("", zh=made, en=made, line=2).inject(text, random)


_FILES = (("figures/parts.svg", SVG),)
uncited_figure = _put(
    "figure that nothing mentions",
    zh=[f'![部件的位置](figures/parts.svg){{#{KEY} alt="一个矩形"}}'],
    en=[f'![Place of the parts](figures/parts.svg){{#{KEY} alt="A rectangle"}}'],
    files=_FILES,
    gb=("gb-float-uncited",),
    iso=("figure-uncited",),
)
no_figure_title = _put(
    "figure without title",
    zh=[f"部件的位置见[@{KEY}]。", "", f'![](figures/parts.svg){{#{KEY} alt="一个矩形"}}'],
    en=[f"For the place of the parts, see [@{KEY}].", "", f'![](figures/parts.svg){{#{KEY} alt="A rectangle"}}'],
    line=2,
    files=_FILES,
    mixed=r"^!\[[^\]]",
    gb=("gb-caption-mix",),
    iso=("caption-missing",),
)
missing_picture = _put(
    "picture that is not there",
    zh=[f"部件的位置见[@{KEY}]。", "", f'![部件的位置](figures/lost.svg){{#{KEY} alt="一个矩形"}}'],
    en=[
        f"For the place of the parts, see [@{KEY}].",
        "",
        f'![Place of the parts](figures/lost.svg){{#{KEY} alt="A rectangle"}}',
    ],
    line=2,
    reader=("missing-file",),
)

_FORMULA = rf"$$ \rho_\mathrm{{q}} = m_\mathrm{{q}} / \nu_\mathrm{{q}} $$ {{#{KEY}}}"
_ZH_WHERE = (
    r"- $\rho_\mathrm{q}$——部件的密度；",
    r"- $m_\mathrm{q}$——部件的质量；",
    r"- $\nu_\mathrm{q}$——部件的体积。",
)
_EN_WHERE = (r"- $\rho_\mathrm{q}$ is the density of a part;", r"- $m_\mathrm{q}$ is the mass of a part;",
             r"- $\nu_\mathrm{q}$ is the volume of a part.")  # fmt: skip
_UNREAD = rf"$$ \rho_\mathrm{{q}} = \frac{{m_\mathrm{{q}}}}{{\nu_\mathrm{{q}} $$ {{#{KEY}}}"
unread_formula = _put(
    "formula that cannot be read",
    zh=[f"部件的密度按[@{KEY}]计算：", "", _UNREAD, "", "式中：", "", *_ZH_WHERE],
    en=[f"The density of the parts is calculated by [@{KEY}]:", "", _UNREAD, "", "where", "", *_EN_WHERE],
    line=2,
    reader=("formula-unreadable",),
)
unexplained = _put(
    "symbol without explanation",
    zh=[f"部件的密度按[@{KEY}]计算：", "", _FORMULA, "", "式中：", "", _ZH_WHERE[0], _ZH_WHERE[2]],
    en=[
        f"The density of the parts is calculated by [@{KEY}]:",
        "",
        _FORMULA,
        "",
        "where",
        "",
        _EN_WHERE[0],
        _EN_WHERE[2],
    ],
    line=2,
    also=(4, 6),
    gb=("gb-formula-where",),
    iso=("formula-symbol-unexplained",),
)
uncited_formula = _put(
    "numbered formula that nothing mentions",
    en=[_FORMULA.replace(f"{{#{KEY}}}", f"{{#{KEY} .numbered}}"), "", "where", "", *_EN_WHERE],
    iso=("formula-uncited",),
)
_NAMES = {
    "zh": rf"$$ \text{{密度}} = m_\mathrm{{q}} / \nu_\mathrm{{q}} $$ {{#{KEY}}}",
    "en": rf"$$ DENS = m_\mathrm{{q}} / \nu_\mathrm{{q}} $$ {{#{KEY}}}",
}
words_in_formula = _put(
    "words in a formula",
    zh=[f"部件的密度按[@{KEY}]计算：", "", _NAMES["zh"], "", "式中：", "", *_ZH_WHERE[1:]],
    en=[f"The density of the parts is calculated by [@{KEY}]:", "", _NAMES["en"], "", "where", "",
        "- $DENS$ is the density of a part;", *_EN_WHERE[1:]],
    line=2,
    gb=("gb-formula-words",),
    iso=("formula-multiletter-variable",),
)  # fmt: skip


@fault(HEADING, "formula cited in another form", languages=("zh",), gb=("gb-formula-cite",))
def cited_formula(text, random):
    doc = Text(text)
    keys = [
        re.search(r"\{#([a-z0-9-]+)\}$", line)
        for line, kind in zip(doc.lines, doc.kinds, strict=True)
        if kind == "formula"
    ]
    at = body_point(doc, random)
    if at is None or not any(key and f"[@{key[1]}]" in text for key in keys):
        return None
    return block_in(doc, random, at, [random.choice(["部件的密度按式（1）计算。", "部件的密度按公式1计算。"])])


FAULTS = (
    uncited_table, no_caption, ragged, orphan_caption, empty_cell, ditto, split_header, units_in_cells, no_unit, unused_footnote,
    undefined_footnote, unjoined, caption_stop, typed_caption, uncited_figure, no_figure_title, missing_picture, unread_formula,
    unexplained, uncited_formula, words_in_formula, cited_formula,
)  # fmt: skip
