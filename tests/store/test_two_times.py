"""Every day, asked for as of every moment of a long story: amendments, a corrigendum, events announced early and put right late.

What was believed when stands in a table, written by hand.
"""

from datetime import UTC, date, datetime, timedelta
from functools import cache

import pytest
from libraries import WHO, git, publication, standard

from stdpub.model.register import Event, EventKind
from stdpub.store.asof import as_of
from stdpub.store.catalogue import Version
from stdpub.store.errors import UnknownVersion
from stdpub.store.library import Library
from stdpub.store.publishing import publish
from stdpub.store.receipt_log import RECEIPTS, chained, write_receipts
from stdpub.store.registering import record
from stdpub.store.standings import in_force, standings, withdrawn_clauses
from stdpub.store.versions import resolve

NOW = datetime(2029, 1, 1, 12, tzinfo=UTC)
STORY = (
    ("2024-01-02", ("publish", "2024", "2024-01-01", "2024-06-01")),
    ("2025-10-21", ("amend", "amd1", "2025-10-20", "2026-01-01")),
    ("2026-03-06", ("amend", "cor1", "2026-03-05", "2026-03-05")),
    ("2026-06-01", ("event", "withdrawn", "2024", "2028-01-01", "")),
    ("2026-08-02", ("amend", "amd2", "2026-08-01", "2026-09-01")),
    ("2026-10-01", ("event", "implemented", "2024", "2028-01-01", "")),
    ("2026-12-01", ("publish", "2026", "2026-11-30", "2027-07-01")),
    ("2027-01-16", ("event", "postponed", "2026", "2027-01-15", "2027-10-01")),
    ("2028-02-01", ("event", "withdrawn", "2026", "2028-06-01", "")),
)
ONE = ("2024-06-01", "2024")
TWO = ("2026-01-01", "2024-amd1")
THREE = ("2026-03-05", "2024-amd1-cor1")
FOUR = ("2026-09-01", "2024-amd1-cor1-amd2")
BELIEVED = (
    (ONE,),
    (ONE, TWO),
    (ONE, TWO, THREE),
    (ONE, TWO, THREE, ("2028-01-01", "")),
    (ONE, TWO, THREE, FOUR, ("2028-01-01", "")),
    (ONE, TWO, THREE, FOUR),
    (ONE, TWO, THREE, FOUR, ("2027-07-01", "2026")),
    (ONE, TWO, THREE, FOUR, ("2027-10-01", "2026")),
    (ONE, TWO, THREE, FOUR, ("2027-10-01", "2026"), ("2028-06-01", "")),
)
"""After each act of the story: which edition applies from which day."""

MOMENTS = tuple(day for day, _ in STORY)


def tell(path, act):
    """Do one act of the story."""
    match act:
        case ("publish", edition, day, begun):
            publish(standard(text=edition), path, publication(edition, date=day, implementation=begun), who=WHO)
        case ("amend", name, day, begun):
            last = next(one.id for one in Library(path).editions("cooling") if "-of-" not in one.id)
            for edition in (f"{name}-of-2024", f"{last}-{name}"):
                publish(standard(text=edition), path, publication(edition, date=day, implementation=begun), who=WHO)
        case ("event", kind, edition, day, until):
            record(Library(path), "cooling", Event(EventKind(kind), edition, day, until=until), who=WHO)


@pytest.fixture(scope="module")
def past(tmp_path_factory):
    """Return what opens the library as of a day, its receipts dated as the story goes."""
    path = tmp_path_factory.mktemp("times") / "library.git"
    ends = []
    for _, act in STORY:
        tell(path, act)
        ends.append(len(Library(path).receipts()))
    library = Library(path)
    log, last, tip = library.receipts(), None, ""
    for start, end, day in zip((0, *ends), ends, MOMENTS, strict=False):
        moves = [(one.ref, one.old, one.new) for one in log[start:end]]
        made = chained(moves, last, datetime.fromisoformat(f"{day}T04:00:00+00:00"))
        repository, last = library.repository, made[-1]
        parents = (tip,) if tip else ()
        tip = repository.put_commit(repository.put_tree({}), write_receipts(made), WHO, parents)
    git(path, "update-ref", RECEIPTS, tip)
    return cache(lambda moment: as_of(Library(path), moment, now=NOW))


def applies(table, day):
    return next((edition for since, edition in reversed(table) if since <= day), "")


@pytest.mark.parametrize("at", range(len(STORY)), ids=MOMENTS)
def test_each_day_is_answered_by_what_was_believed_at_the_moment(past, at):
    library, table = past(MOMENTS[at]), BELIEVED[at]
    work = library.work("cooling")

    assert in_force(work.editions, work.register) == table
    for step in range(0, 1700, 13):
        day = (date(2024, 1, 1) + timedelta(days=step)).isoformat()
        before = [edition for since, edition in table if edition and since <= day]
        after = [edition for since, edition in table if edition and since > day]
        wanted = applies(table, day) or ((before or [""])[-1], (after or [""])[0])

        assert answered(library, f"on-{day}") == wanted


def answered(library, selector):
    """Return the edition that answers, else the ones before and after."""
    try:
        found = resolve(library, "cooling", selector)
    except UnknownVersion as error:
        return error.before, error.after
    assert isinstance(found, Version)
    return found.name


@pytest.mark.parametrize("at", range(1, len(STORY)), ids=MOMENTS[1:])
def test_the_day_before_it_was_accepted_the_old_belief_stands(past, at):
    eve = (date.fromisoformat(MOMENTS[at]) - timedelta(days=1)).isoformat()
    work = past(eve).work("cooling")

    assert in_force(work.editions, work.register) == BELIEVED[at - 1]


def test_all_that_was_amended_ends_with_the_edition_and_is_back_with_it(past):
    believed, put_right = (past(moment).work("cooling") for moment in ("2026-08-02", "2026-10-01"))
    found = [
        {one.edition: one.status.value for one in standings(work.editions, work.register, date(2028, 2, 1))}
        for work in (believed, put_right)
    ]

    assert set(found[0].values()) == {"withdrawn", "superseded"}
    assert {name for name, status in found[0].items() if status == "superseded"} == {"2024-amd1", "2024-amd1-cor1"}
    assert {name for name, status in found[1].items() if status == "in-force"} == {
        *("2024-amd1-cor1-amd2", "amd1-of-2024", "cor1-of-2024", "amd2-of-2024"),
    }
    assert found[1]["2024"] == "superseded"


def test_a_clause_that_is_withdrawn_is_withdrawn_as_amended(past):
    register = past(MOMENTS[-1]).work("cooling").register
    gone = Event(EventKind.CLAUSE_WITHDRAWN, "2024", "2027-01-01", key="scope")
    more = type(register)((*register.events, gone))

    assert withdrawn_clauses(more, "2024-amd1-cor1-amd2", date(2027, 1, 1)) == ("scope",)
    assert withdrawn_clauses(more, "2024-amd1-cor1-amd2", date(2026, 12, 31)) == ()
    assert withdrawn_clauses(more, "2026", date(2027, 1, 1)) == ()
