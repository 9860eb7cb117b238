"""Every injector puts one fault into one place of a text that still reads."""

from difflib import SequenceMatcher
from random import Random

import pytest
from shared import needs_corpora
from tries import some

from faults.clean import imported, own, own_pairs
from faults.faults import FAULTS, HEADINGS
from faults.judging import shift
from stdpub.read.reader import languages, read

IDS = [f"{fault.heading}-{fault.name}" for fault in FAULTS]


def injected(fault, standards):
    """Return the first place of each standard of the fault's languages that it is put into."""
    for clean in standards:
        if clean.language in fault.languages and bool(clean.partner) == fault.translated:
            made = fault.inject(clean.text, Random(clean.name))  # noqa: S311 - no secret
            if made:
                yield clean, made


def faults_of_reading(folder):
    return {
        (one.rule, one.at.file, one.at.line) for name in languages(folder) for one in read(folder, name).diagnostics
    }


def test_every_heading_has_three_kinds_of_fault():
    assert [heading for heading, kinds in HEADINGS.items() if len(kinds) < 3] == []
    assert len(HEADINGS) == 7
    assert len(FAULTS) >= 45


def test_about_half_of_the_kinds_apply_to_each_language():
    for language in ("zh", "en"):
        assert sum(language in fault.languages for fault in FAULTS) >= len(FAULTS) / 2


def test_no_two_kinds_have_one_name():
    assert len(set(IDS)) == len(IDS)


@pytest.mark.parametrize("fault", some(FAULTS), ids=IDS)
def test_a_fault_is_put_into_one_place_of_ours(fault):
    check_places(fault, injected(fault, [*own(), *own_pairs()]))


@needs_corpora
@pytest.mark.parametrize("fault", some(FAULTS), ids=IDS)
def test_a_fault_is_put_into_one_place_of_imported_ones(fault):
    check_places(fault, injected(fault, imported()))


def hunks(old, new):
    """Return how many places two texts differ in."""
    while old and new and old[0] == new[0]:
        old, new = old[1:], new[1:]
    while old and new and old[-1] == new[-1]:
        old, new = old[:-1], new[:-1]
    return sum(one[0] != "equal" for one in SequenceMatcher(None, old, new, autojunk=False).get_opcodes())


def check_places(fault, places):
    for clean, made in places:
        old, new = clean.text.split("\n"), made.text.split("\n")
        assert 1 <= hunks(old, new) <= fault.hunks
        assert 1 <= made.line <= len(new)


@pytest.mark.parametrize("fault", some(FAULTS), ids=IDS)
def test_reading_reports_nothing_elsewhere(fault):
    for clean, made in [*injected(fault, [*own(), *own_pairs()])][:1]:
        move = shift(clean.text.split("\n"), made.text.split("\n"))
        before = {
            (rule, file, move(line) if file == clean.file else line)
            for rule, file, line in faults_of_reading(clean.folder)
        }
        new = faults_of_reading(clean.with_text(made.text, made.files)) - before

        assert [one for one in new if one[0] not in fault.reader and one[2] not in made.lines] == []
