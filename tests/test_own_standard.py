"""The standard that the project ships reads cleanly, and its two languages say the same."""

import csv
import dataclasses
import re
from decimal import ROUND_HALF_EVEN, Decimal
from functools import cache
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from stdpub.model.content import Figure, Formula, ListItem, Reference, Sentence, Table
from stdpub.model.folder import Folder
from stdpub.model.inlines import Citation, CrossReference, InlineFormula, Limit, plain
from stdpub.model.provisions import Kind
from stdpub.model.standard import Clause
from stdpub.model.terms import TermEntry
from stdpub.read.reader import languages, read

LIBRARY = Path(__file__).resolve().parents[1] / "standards"
OWN = LIBRARY / "data-centre-energy"
KEYED = (Clause, TermEntry, Table, Figure, Formula, Reference)
PAIR = ("zh", "en")


def nodes(thing):
    """Yield every node of a model in reading order, parents first."""
    if isinstance(thing, tuple):
        for part in thing:
            yield from nodes(part)
    elif dataclasses.is_dataclass(thing):
        yield thing
        for field in dataclasses.fields(thing):
            yield from nodes(getattr(thing, field.name))


@cache
def own(language):
    files = {path.relative_to(OWN).as_posix(): path.read_bytes() for path in sorted(OWN.rglob("*")) if path.is_file()}
    return read(Folder(OWN.name, files, {}), language)


@cache
def parts(language):
    return tuple(nodes(own(language).clauses))


@cache
def provisions(language):
    """Return every provision once: an item of a list stands for the sentences of its first paragraph."""
    items = [part for part in parts(language) if isinstance(part, ListItem)]
    held = {id(sentence) for item in items for sentence in item.blocks[0].sentences}
    found = [part for part in parts(language) if isinstance(part, (Sentence, ListItem)) and id(part) not in held]
    return [part for part in found if part.kind is not Kind.STATEMENT]


def limits(language):
    inline = [(part.rule, part.when, part.compare) for part in parts(language) if isinstance(part, Limit)]
    cells = [
        (cell.limit, cell.when, plain(cell.blocks[0].sentences[0].children))
        for table in parts(language)
        if isinstance(table, Table)
        for row in table.body
        for cell in row.cells
        if cell.limit or cell.when
    ]
    return inline, cells


def test_the_folder_holds_chinese_and_its_english_version():
    files = {path.name: path.read_bytes() for path in OWN.glob("*.md")}

    assert languages(Folder(OWN.name, files, {})) == PAIR


@pytest.mark.parametrize("language", PAIR)
def test_nothing_is_wrong_with_it(language):
    assert own(language).diagnostics == ()


@pytest.mark.parametrize("language", PAIR)
def test_what_can_be_cited_has_a_key(language):
    things = [part for part in parts(language) if isinstance(part, KEYED)]

    assert [part for part in (*things, *provisions(language)) if not part.key] == []


def test_both_languages_have_the_same_things_in_the_same_order():
    def things(language):
        return [(type(part).__name__, part.id, part.number) for part in parts(language) if hasattr(part, "number")]

    assert things("zh") == things("en")


def test_both_languages_have_the_same_provisions():
    def kinds(language):
        return [(part.key, part.kind) for part in provisions(language)]

    assert kinds("zh") == kinds("en")


def test_it_has_provisions_of_the_kinds_that_gb_t_1_1_names():
    kinds = {part.kind for part in provisions("zh")}

    assert kinds >= {Kind.REQUIREMENT, Kind.RECOMMENDATION, Kind.PERMISSION, Kind.INSTRUCTION}


def test_both_languages_have_the_same_limits():
    assert limits("zh") == limits("en")


def test_both_languages_have_the_same_formulas():
    def formulas(language):
        return [part.tex for part in parts(language) if isinstance(part, Formula)]

    assert formulas("zh") == formulas("en")


@pytest.mark.parametrize("language", PAIR)
def test_every_formula_has_mathml(language):
    formulas = [part for part in parts(language) if isinstance(part, (Formula, InlineFormula))]

    assert [part.tex for part in formulas if not part.mathml] == []


@pytest.mark.parametrize("language", PAIR)
def test_every_pointer_finds_its_target(language):
    pointers = [part for part in parts(language) if isinstance(part, (CrossReference, Citation))]

    assert [part for part in pointers if not part.target_id] == []


@pytest.mark.parametrize("language", PAIR)
def test_every_reference_table_and_figure_is_used_in_the_text(language):
    pointers = [part for part in parts(language) if isinstance(part, (CrossReference, Citation))]
    used = {part.key if isinstance(part, CrossReference) else part.reference for part in pointers}
    there = {part.key for part in parts(language) if isinstance(part, (Table, Figure, Reference))}

    assert there - used == set()


def test_every_limit_is_of_a_quantity_of_the_library():
    quantities = YAML(typ="safe").load((LIBRARY / "quantities.yml").read_bytes())
    inline, cells = limits("zh")
    rules = [text for one in (*inline, *(cell[:2] for cell in cells)) for text in one if text]
    named = {re.match(r"[a-z_]+", text)[0] for text in rules}

    assert named == set(quantities)


def test_the_worked_example_is_calculated_right():
    with (OWN / "tables" / "monthly.csv").open(encoding="utf-8", newline="") as file:
        rows = [[Decimal(cell) for cell in row[1:]] for row in list(csv.reader(file))[1:]]
    *months, year = rows
    total, equipment, renewable = year
    results = (total / equipment, 9780 / equipment, renewable / total * 100)
    printed = [
        part.tex.split()[-1] for part in parts("zh") if isinstance(part, Formula) and part.key.startswith("example-")
    ]

    assert len(months) == 12
    assert [sum(column) for column in zip(*months, strict=True)] == year
    assert printed == [
        f"{result.quantize(Decimal(step), ROUND_HALF_EVEN)}{unit}"
        for result, step, unit in zip(results, ("1.0000", "1.0000", "1.00"), ("", "", r"\%"), strict=True)
    ]


def test_the_data_of_the_worked_example_are_the_same_in_both_languages():
    def numbers(name):
        with (OWN / "tables" / name).open(encoding="utf-8", newline="") as file:
            return [row[1:] for row in csv.reader(file)][1:]

    assert numbers("monthly.csv") == numbers("monthly.en.csv")
