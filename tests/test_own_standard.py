import csv
import dataclasses
import re
from decimal import ROUND_HALF_EVEN, Decimal
from functools import cache

import pytest
from own_editions import NEW, OLD, STANDARDS, edition
from ruamel.yaml import YAML

from stdpub.model.content import CodeBlock, Figure, Formula, ListItem, Reference, Sentence, Table
from stdpub.model.folder import Folder
from stdpub.model.inlines import Citation, CrossReference, InlineFormula, Limit, plain
from stdpub.model.provisions import Kind
from stdpub.model.quantities import LimitKind
from stdpub.model.source import Severity
from stdpub.model.standard import Clause
from stdpub.model.terms import Status, TermEntry, TermSource
from stdpub.pipeline import check
from stdpub.read.reader import languages

CURRENT = tuple(sorted(path.parent for path in STANDARDS.glob("*/standard.md")))
OWN = (*CURRENT, OLD)
SMART_CITY = STANDARDS / "smart-city-data"
KEYED = (Clause, TermEntry, Table, Figure, Formula, Reference)
PAIR = ("zh", "en")

of_each = pytest.mark.parametrize("path", OWN, ids=lambda path: path.relative_to(STANDARDS).as_posix())
in_both = pytest.mark.parametrize("language", PAIR)


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
def parts(path, language):
    return tuple(nodes(edition(path, language).clauses))


@cache
def provisions(path, language):
    """Return every provision once: an item of a list stands for the sentences of its first paragraph."""
    items = [part for part in parts(path, language) if isinstance(part, ListItem)]
    held = {id(sentence) for item in items for sentence in item.blocks[0].sentences}
    found = [part for part in parts(path, language) if isinstance(part, (Sentence, ListItem)) and id(part) not in held]
    return [part for part in found if part.kind is not Kind.STATEMENT]


def limits(path, language):
    inline = [(part.rule, part.when, part.compare) for part in parts(path, language) if isinstance(part, Limit)]
    cells = [
        (cell.limit, cell.when, plain(cell.blocks[0].sentences[0].children))
        for table in parts(path, language)
        if isinstance(table, Table)
        for row in table.body
        for cell in row.cells
        if cell.limit or cell.when
    ]
    return inline, cells


def folder(path):
    files = {file.relative_to(path).as_posix(): file.read_bytes() for file in sorted(path.rglob("*")) if file.is_file()}
    return Folder(path.name, files, {})


def faults(folder):
    """Return the errors and warnings of a standard."""
    found = [fault for standard in check(folder) for fault in standard.diagnostics]
    return [fault for fault in found if fault.severity is not Severity.INFO]


def test_the_library_holds_its_standards_and_one_earlier_edition():
    assert [path.name for path in CURRENT] == ["authoring-language", "data-centre-energy", "smart-city-data"]
    assert (NEW, OLD.name) == (CURRENT[1], NEW.name)


@of_each
def test_the_folder_holds_chinese_and_its_english_version(path):
    assert languages(folder(path)) == PAIR


@of_each
def test_nothing_is_wrong_with_it(path):
    assert faults(folder(path)) == []


@of_each
@in_both
def test_what_can_be_cited_has_a_key(path, language):
    things = [part for part in parts(path, language) if isinstance(part, KEYED)]

    assert [part for part in (*things, *provisions(path, language)) if not part.key] == []


@of_each
def test_both_languages_have_the_same_things_in_the_same_order(path):
    def things(language):
        return [
            (type(part).__name__, part.id, part.number) for part in parts(path, language) if hasattr(part, "number")
        ]

    assert things("zh") == things("en")


@of_each
def test_both_languages_have_the_same_provisions(path):
    def kinds(language):
        return [(part.key, part.kind) for part in provisions(path, language)]

    assert kinds("zh") == kinds("en")


@of_each
def test_it_has_provisions_of_the_kinds_that_gb_t_1_1_names(path):
    kinds = {part.kind for part in provisions(path, "zh")}

    assert kinds >= {Kind.REQUIREMENT, Kind.RECOMMENDATION, Kind.PERMISSION, Kind.INSTRUCTION}


@of_each
def test_both_languages_have_the_same_limits(path):
    assert limits(path, "zh") == limits(path, "en")


@of_each
def test_every_limit_is_read_as_the_same_interval_in_both_languages(path):
    def readings(language):
        found = [part for part in parts(path, language) if isinstance(part, Limit)]
        return [(one.rule, one.reading.kind, one.reading.low, one.reading.high, one.reading.unit) for one in found]

    assert readings("zh") == readings("en")
    assert {kind for _, kind, *_ in readings("zh")} == {LimitKind.INTERVAL}


@of_each
def test_both_languages_have_the_same_formulas(path):
    def formulas(language):
        return [part.tex for part in parts(path, language) if isinstance(part, Formula)]

    assert formulas("zh") == formulas("en")


@of_each
@in_both
def test_every_formula_has_mathml(path, language):
    formulas = [part for part in parts(path, language) if isinstance(part, (Formula, InlineFormula))]

    assert [part.tex for part in formulas if not part.mathml] == []


@of_each
@in_both
def test_every_pointer_finds_its_target(path, language):
    pointers = [part for part in parts(path, language) if isinstance(part, (CrossReference, Citation))]

    assert [part for part in pointers if not part.target_id] == []


@of_each
@in_both
def test_every_reference_table_and_figure_is_used_in_the_text(path, language):
    pointers = [part for part in parts(path, language) if isinstance(part, (CrossReference, Citation))]
    used = {part.key if isinstance(part, CrossReference) else part.reference for part in pointers}
    used |= {part.reference for part in parts(path, language) if isinstance(part, TermSource)}
    there = {part.key for part in parts(path, language) if isinstance(part, (Table, Figure, Reference))}

    assert there - used == set()


def named_quantities(path):
    inline, cells = limits(path, "zh")
    rules = [text for one in (*inline, *(cell[:2] for cell in cells)) for text in one if text]
    return {re.match(r"[a-z_]+", text)[0] for text in rules}


def quantities(library):
    return YAML(typ="safe").load((library / "quantities.yml").read_bytes())


def test_every_limit_is_of_a_quantity_of_the_library():
    assert set.union(*map(named_quantities, CURRENT)) == set(quantities(STANDARDS))
    assert named_quantities(OLD) == set(quantities(OLD.parent))


def test_both_editions_mean_the_same_quantities():
    old, new = quantities(OLD.parent), quantities(STANDARDS)
    shared = old.keys() & new.keys()

    assert {name: old[name] for name in shared} == {name: new[name] for name in shared}


@pytest.mark.parametrize(("path", "water"), [(NEW, 9780), (OLD, 9420)], ids=["new", "old"])
def test_the_worked_example_is_calculated_right(path, water):
    with (path / "tables" / "monthly.csv").open(encoding="utf-8", newline="") as file:
        rows = [[Decimal(cell) for cell in row[1:]] for row in list(csv.reader(file))[1:]]
    *months, year = rows
    total, equipment, renewable = year
    results = (total / equipment, water / equipment, renewable / total * 100)
    printed = [
        part.tex.split()[-1]
        for part in parts(path, "zh")
        if isinstance(part, Formula) and part.key.startswith("example-")
    ]

    assert len(months) == 12
    assert [sum(column) for column in zip(*months, strict=True)] == year
    assert printed == [
        f"{result.quantize(Decimal(step), ROUND_HALF_EVEN)}{unit}"
        for result, step, unit in zip(results, ("1.0000", "1.0000", "1.00"), ("", "", r"\%"), strict=True)
    ]


@pytest.mark.parametrize("path", [NEW, OLD], ids=["new", "old"])
def test_the_data_of_the_worked_example_are_the_same_in_both_languages(path):
    def numbers(name):
        with (path / "tables" / name).open(encoding="utf-8", newline="") as file:
            return [row[1:] for row in csv.reader(file)][1:]

    assert numbers("monthly.csv") == numbers("monthly.en.csv")


def test_the_example_of_the_authoring_language_checks_clean():
    codes = [part for part in parts(CURRENT[0], "zh") if isinstance(part, CodeBlock) and part.language == "markdown"]
    examples = [Folder("example", {"standard.md": code.text.encode()}, {}) for code in codes]

    assert len(examples) == 1
    assert faults(examples[0]) == []


def test_the_code_of_the_authoring_language_is_the_same_in_both_languages():
    def codes(language):
        return [part.text for part in parts(CURRENT[0], language) if isinstance(part, CodeBlock)]

    assert codes("zh") == codes("en")


@in_both
def test_the_smart_city_standard_defines_thirty_terms_in_both_languages(language):
    entries = [part for part in parts(SMART_CITY, language) if isinstance(part, TermEntry)]
    preferred = [{one.language for one in entry.designations if one.status is Status.PREFERRED} for entry in entries]

    assert preferred == [set(PAIR)] * 30


@in_both
def test_every_term_of_the_smart_city_standard_is_used_outside_its_entry(language):
    text = " ".join(
        plain(part.children)
        for clause in edition(SMART_CITY, language).clauses
        if clause.key not in {"terms", "symbols"}
        for part in nodes(clause)
        if isinstance(part, Sentence)
    )
    terms = [plain(part.designations[0].words) for part in parts(SMART_CITY, language) if isinstance(part, TermEntry)]

    assert [term for term in terms if text.lower().count(term.removesuffix("y")) < 2] == []


def test_the_weights_of_the_smart_city_standard_sum_to_one():
    table = next(part for part in parts(SMART_CITY, "zh") if isinstance(part, Table) and part.key == "tab-weights")
    weights = [Decimal(plain(row.cells[-1].blocks[0].sentences[0].children)) for row in table.body]

    assert sum(weights) == 1
