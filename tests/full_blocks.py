"""Blocks and inline nodes of every class, for the standard that holds all of the model."""

from __future__ import annotations

from dataclasses import replace

from model_parts import (
    HERE,
    cell,
    figure,
    footnote_mark,
    formula,
    inlines,
    item,
    limit,
    listed,
    paragraph,
    reference,
    row,
    sentence,
    shall,
    table,
)
from model_samples import FORMULAS

from stdpub.model.content import (
    Block,
    CodeBlock,
    CompoundProvision,
    Definition,
    DefinitionList,
    Example,
    Footnote,
    Note,
    Quotation,
    WarningBlock,
)
from stdpub.model.inlines import Citation, CodeSpan, InlineFormula, LineBreak, Link, Mark, MarkKind, Picture, VerbalForm
from stdpub.model.provisions import Kind

Blocks = tuple[Block, ...]


def inline_tour() -> Blocks:
    """Return paragraphs with every inline node and every way a provision can stand."""
    marks = [Mark(kind, inlines(f"<{kind}>"), HERE) for kind in MarkKind]
    nested = Mark(MarkKind.EMPHASIS, inlines("both ", Mark(MarkKind.STRONG, inlines("at once"), HERE)), HERE)
    link = Link("https://example.org/a?b=1&c=2", inlines("the site"), HERE)
    cited = Citation("iso30134-2", "8.2", (), "ISO/IEC 30134-2:2016, 8.2", True, "", HERE)  # noqa: FBT003
    undated = replace(cited, reference="gb1", clause="", children=inlines("the rules"), text="", dated=False)
    outside = Citation("t-other@2026", "pue-limit", (), "T/OTHER—2026, 5.1", True, "", HERE)  # noqa: FBT003
    should = VerbalForm("should", HERE)
    conditioned = limit("not exceed 1.25", "pue <= 1.25", "room_class == 'A'", "rounded")
    holding = VerbalForm("shall", HERE)
    other_constructs = (CodeSpan("a && b", HERE), InlineFormula(*FORMULAS[0], HERE), InlineFormula(*FORMULAS[-1], HERE))
    return (
        paragraph("Marks: ", *marks, nested, link, *other_constructs, LineBreak(HERE), footnote_mark("1")),
        paragraph(shall("The air ", " be cold.", key="cold")),
        paragraph(
            sentence("First a statement. "),
            sentence("The air ", should, " be ", limit("18 °C to 27 °C", "t_inlet"), ". ", kind=Kind.RECOMMENDATION),
            shall("The PUE ", " be low. ", key="low"),
            sentence("It ", holding, " ", conditioned, " by ", cited, ".", kind=Kind.REQUIREMENT, key="pue-limit"),
        ),
        paragraph(
            "See ", undated, ", ", outside, ", ", reference("cold"), " and ", reference("nowhere"), ".", key="see"
        ),
        paragraph(
            *(
                part
                for key in ("a-item", "a-note", "an-example", "inlet-air", "iso16890")
                for part in (reference(key), " ")
            )
        ),
        paragraph(
            *(
                part
                for key in ("tab-plain", "fig-flow", "eq-mean", "method", "shown", "compound")
                for part in (reference(key, "here"), " ")
            )
        ),
        paragraph("A picture ", Picture("figures/dot.png", "a dot", HERE), "."),
    )


def block_tour() -> Blocks:
    """Return every kind of block but tables, figures and formulas."""
    deepest = listed(item(paragraph("inner"), listed(item(paragraph("innermost")))))
    items = listed(
        item(paragraph(shall("it ", " be kept;")), deepest, kind=Kind.REQUIREMENT, verbal_form="shall", key="a-item"),
        item(paragraph("two paragraphs;"), paragraph("in one item.")),
        ordered=True,
    )
    nested = CompoundProvision(Kind.RECOMMENDATION, (), (paragraph("Inner."),), "nested", "", "", HERE)
    compound_blocks = (paragraph(shall("All ", " hold:")), listed(item(paragraph("x"))), _small_table(""), nested)
    compound = CompoundProvision(Kind.REQUIREMENT, inlines("Title"), compound_blocks, "compound", "", "R2", HERE)
    note = Note((paragraph("Something more."),), "a-note", "", "", "", HERE)
    code = CodeBlock('{"a": 1}\n  <b>\n', "json", "code", "", HERE)
    example = Example((paragraph("Thus:"), code), "an-example", "", "", "", HERE)
    warnings = [
        WarningBlock(kind, (paragraph("Hot."),), "", "", "", HERE)
        for kind in ("danger", "warning", "caution", "important", "tip")
    ]
    quoted = Quotation((paragraph("Words of others."), paragraph("More of them.")), "", HERE)
    means = DefinitionList((Definition(inlines("XML"), (paragraph("a language"),), HERE),), "", HERE)
    return (items, compound, note, example, *warnings, quoted, means, replace(code, key=""), replace(note, key=""))


def _small_table(key: str) -> Block:
    return table("Small", body=(row("a", "b"),), key=key)


def table_tour() -> Blocks:
    """Return tables, figures and formulas with all that may belong to them."""
    head = (
        row(cell("Class", header=True, rows=2), cell("Limits", header=True, columns=2)),
        row(cell("Temperature", header=True), cell("Humidity", footnote_mark("a"), header=True)),
    )
    body = (
        row(cell("A", header=True), cell(limit("25", "t_inlet <="), align="right"), cell("60", rows=2)),
        row(cell("B", header=True), cell((paragraph("one"), listed(item(paragraph("in a cell")))))),
        row(cell("C"), cell(Picture("figures/line.svg", "a line", HERE)), cell()),
    )
    footnote = Footnote("a", "", (paragraph(shall("It ", " be measured.")),), "", HERE)
    note = Note((paragraph("A note to the table."),), "", "", "", "", HERE)
    plain = replace(
        table("Classes of ", Mark(MarkKind.EMPHASIS, inlines("air"), HERE), head=head, body=body, key="tab-plain"),
        unit="°C (temperature), % (humidity)",
        notes=(note,),
        footnotes=(footnote,),
        path="tables/limits.csv",
    )
    return (plain, table(body=(row("no caption"),)), *_figures(note, footnote), *_formulas())


def _figures(note: Note, footnote: Footnote) -> Blocks:
    key = (Definition(inlines("1"), (paragraph("fan"),), HERE),)
    flow = replace(
        figure("Flow of air", path="figures/line.svg", alt="a line", key="fig-flow"),
        unit="mm",
        legend=key,
        notes=(note,),
        footnotes=(footnote,),
    )
    part = figure("left", path="figures/dot.png", alt="left part", key="fig-left")
    parts = replace(
        figure("Two parts", key="fig-parts"), parts=(part, replace(part, key="fig-right", alt="right part"))
    )
    return (flow, parts, figure(path="figures/dot.png"))


def _formulas() -> Blocks:
    symbols = (
        Definition((InlineFormula(*FORMULAS[0], HERE),), (paragraph("is one reading;"),), HERE),
        Definition(inlines("n"), (paragraph("is the count."),), HERE),
    )
    return (
        formula(*FORMULAS[2], *symbols, lead="where", key="eq-mean", numbered=True),
        formula(*FORMULAS[-1], key="eq-broken"),
        formula(*FORMULAS[3]),
    )


def annex_blocks() -> Blocks:
    """Return blocks that stand inside other blocks."""
    inner = (paragraph("A table in an item:"), _small_table("tab-in-item"), formula(*FORMULAS[1]))
    quoted = Quotation((listed(item(paragraph("quoted item"))), CodeBlock("x\n", "", "", "", HERE)), "", HERE)
    pictured = figure("Inside", path="figures/dot.png", alt="dot")
    return (listed(item(*inner), item(quoted, pictured)), Quotation((_small_table(""),), "", HERE))
