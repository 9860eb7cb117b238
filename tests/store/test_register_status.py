"""Which edition applies when, by the register alone: cases by hand, and random registers against an oracle that lives each day."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tries import tries

from stdpub.model.register import Event, EventKind, Register
from stdpub.store.catalogue import Edition, Status
from stdpub.store.errors import ImpossibleEvent
from stdpub.store.possible_events import refuse_impossible
from stdpub.store.register_ledger import Facts, seeds
from stdpub.store.standings import applying, identifier, in_force, nearest, standings, withdrawn_clauses

NOW = "2026-11-24T08:40:00Z"


def edition(name, issued="", implementation="", identified=""):
    return Edition("x", name, identified, issued, implementation, "", "", "", 0, ())


def event(kind, name, on, **more):
    return Event(EventKind(kind), name, on, **more)


def seeded(*facts):
    return Register(seeds(Register(), tuple(Facts(*fact) for fact in facts), NOW))


def told(register, name, day, *others):
    """Return the status of an edition on a day, since and until when it has it."""
    found = standings(tuple(map(edition, (name, *others))), register, date.fromisoformat(day))[0]
    return found.status.value, found.since, found.until


LIFE = (event("published", "1", "2024-01-01"), event("implemented", "1", "2024-06-01"))


@pytest.mark.parametrize(
    ("events", "day", "expected"),
    [
        ((), "2026-01-01", ("unknown", "", "")),
        (LIFE[:1], "2023-12-31", ("not-yet", "", "2024-01-01")),
        (LIFE[:1], "2024-01-01", ("in-force", "2024-01-01", "")),
        (LIFE, "2024-05-31", ("not-yet", "", "2024-06-01")),
        (LIFE, "2024-06-01", ("in-force", "2024-06-01", "")),
        (
            (*LIFE, event("postponed", "1", "2024-03-01", until="2025-01-01")),
            "2024-12-31",
            ("not-yet", "", "2025-01-01"),
        ),
        ((*LIFE, event("withdrawn", "1", "2026-01-01")), "2025-12-31", ("in-force", "2024-06-01", "2026-01-01")),
        ((*LIFE, event("withdrawn", "1", "2026-01-01")), "2026-01-01", ("withdrawn", "2026-01-01", "")),
        (
            (*LIFE, event("withdrawn", "1", "2026-01-01", until="2026-07-01")),
            "2026-06-30",
            ("in-force", "2024-06-01", "2026-07-01"),
        ),
        ((*LIFE, event("replaced", "1", "2026-01-01")), "2026-01-01", ("superseded", "2026-01-01", "")),
        (
            (*LIFE, event("replaced", "1", "2026-01-01"), event("withdrawn", "1", "2027-01-01")),
            "2026-05-05",
            ("superseded", "2026-01-01", "2027-01-01"),
        ),
        ((*LIFE, event("withdrawn", "1", "2024-03-01")), "2024-06-01", ("withdrawn", "2024-03-01", "")),
        (
            (*LIFE, event("confirmed", "1", "2025-01-01", until="2030-01-01")),
            "2030-01-01",
            ("withdrawn", "2030-01-01", ""),
        ),
        (
            (*LIFE, event("withdrawn", "1", "2026-01-01"), event("implemented", "1", "2027-01-01")),
            "2026-06-01",
            ("withdrawn", "2026-01-01", "2027-01-01"),
        ),
        (
            (*LIFE, event("amended", "1", "2025-01-01"), event("converted", "1", "2025-01-01", identifier="X")),
            "2025-02-01",
            ("in-force", "2024-06-01", ""),
        ),
        ((event("withdrawn", "1", "2026-01-01"),), "2025-01-01", ("unknown", "", "2026-01-01")),
    ],
)
def test_the_life_of_one_edition(events, day, expected):
    assert told(Register(events), "1", day) == expected


def test_an_edition_holds_until_the_one_that_replaces_it_is_implemented_whenever_that_is():
    register = seeded(("1", "A", "2024-01-01", ""), ("2", "B", "2026-01-01", "2026-07-01"))
    postponed = Register((*register.events, event("postponed", "2", "2026-05-01", until="2027-01-01")))
    given_up = Register((*postponed.events, event("withdrawn", "2", "2026-12-01")))

    assert told(register, "1", "2026-01-01", "2") == ("in-force", "2024-01-01", "2026-07-01")
    assert told(postponed, "1", "2026-07-01", "2") == ("in-force", "2024-01-01", "2027-01-01")
    assert told(given_up, "1", "2027-07-01", "2") == ("in-force", "2024-01-01", "")
    assert told(register, "1", "2026-07-01") == ("in-force", "2024-01-01", "")


def test_in_a_transition_both_hold_and_the_newer_one_applies():
    editions = (edition("1", "2024-01-01"), edition("2", "2026-01-01"))
    register = Register(
        (
            event("published", "1", "2024-01-01"),
            event("published", "2", "2026-01-01"),
            event("replaced", "1", "2026-01-01", by="2", until="2026-07-01"),
        )
    )
    day = date(2026, 6, 30)

    assert [found.status for found in standings(editions, register, day)] == [Status.IN_FORCE, Status.IN_FORCE]
    assert applying(editions, register, day).id == "2"
    assert told(register, "1", "2026-07-01", "2") == ("superseded", "2026-07-01", "")
    assert in_force(editions, register) == (("2024-01-01", "1"), ("2026-01-01", "2"))


def test_no_day_falls_back_to_another_edition():
    editions = (edition("1", "2024-01-01"), edition("2", "2026-01-01"))
    register = Register(
        (
            event("published", "1", "2024-01-01"),
            event("published", "2", "2026-01-01"),
            event("withdrawn", "1", "2025-01-01"),
        )
    )

    assert applying(editions, register, date(2025, 6, 1)) is None
    assert nearest(editions, register, date(2025, 6, 1)) == ("1", "2025-01-01", "2", "2026-01-01")
    assert nearest(editions, register, date(2023, 6, 1)) == ("", "", "1", "2024-01-01")
    assert in_force(editions, register) == (("2024-01-01", "1"), ("2025-01-01", ""), ("2026-01-01", "2"))


def test_an_amendment_is_no_edition_to_apply():
    editions = (edition("2026", "2026-01-01"), edition("amd1-of-2026", "2026-05-01"))
    register = seeded(("2026", "X", "2026-01-01", ""), ("amd1-of-2026", "X/AMD 1", "2026-05-01", ""))

    assert applying(editions, register, date(2026, 6, 1)).id == "2026"
    assert [(one.kind.value, one.edition, one.on, one.identifier) for one in register.events] == [
        ("published", "2026", "2026-01-01", ""),
        ("published", "amd1-of-2026", "2026-05-01", ""),
        ("amended", "2026", "2026-05-01", "X/AMD 1"),
    ]


def test_clauses_are_withdrawn_and_identifiers_converted_from_their_days():
    register = Register(
        (
            *LIFE,
            event("clause-withdrawn", "1", "2025-01-01", key="b", until="2025-07-01"),
            event("clause-withdrawn", "1", "2025-02-01", key="a"),
            event("converted", "1", "2025-03-01", identifier="GB/T 1—2024"),
        )
    )
    one = edition("1", identified="GB 1—2024")

    assert withdrawn_clauses(register, "1", date(2025, 6, 30)) == ("a",)
    assert withdrawn_clauses(register, "1", date(2025, 7, 1)) == ("a", "b")
    assert identifier(register, one, date(2025, 2, 28)) == "GB 1—2024"
    assert identifier(register, one, date(2025, 3, 1)) == "GB/T 1—2024"


AMENDED_LIFE = (
    event("published", "1", "2024-01-01"),
    event("published", "amd1-of-1", "2025-01-01"),
    event("amended", "1", "2025-01-01", identifier="X/Amd 1"),
    event("published", "1-amd1", "2025-01-01"),
    event("replaced", "1", "2025-01-01", by="1-amd1"),
)
ALL_OF_IT = ("1", "1-amd1", "amd1-of-1")


def each(register, day, names=ALL_OF_IT):
    found = standings(tuple(map(edition, names)), register, date.fromisoformat(day))
    return [f"{one.edition} {one.status} {one.since or '-'} {one.until or '-'}" for one in found]


@pytest.mark.parametrize("announced", [1, len(AMENDED_LIFE)])
def test_a_withdrawal_ends_the_edition_as_amended_too_whether_announced_before_the_amendment_or_after(announced):
    withdrawn = event("withdrawn", "1", "2026-01-01")
    register = Register((*AMENDED_LIFE[:announced], withdrawn, *AMENDED_LIFE[announced:]))

    assert each(register, "2025-06-01") == [
        "1 superseded 2025-01-01 2026-01-01",
        "1-amd1 in-force 2025-01-01 2026-01-01",
        "amd1-of-1 in-force 2025-01-01 2026-01-01",
    ]
    assert each(register, "2026-01-01") == [
        "1 withdrawn 2026-01-01 -",
        "1-amd1 withdrawn 2026-01-01 -",
        "amd1-of-1 withdrawn 2026-01-01 -",
    ]
    editions = (edition("1", "2024-01-01"), edition("1-amd1", "2025-01-01"))
    assert in_force(editions, register) == (("2024-01-01", "1"), ("2025-01-01", "1-amd1"), ("2026-01-01", ""))


def test_a_withdrawal_in_error_that_is_taken_back_is_taken_back_for_the_edition_as_amended():
    register = Register((*AMENDED_LIFE, event("withdrawn", "1", "2026-01-01"), event("implemented", "1", "2026-01-01")))

    assert each(register, "2026-06-01") == [
        "1 superseded 2025-01-01 -",
        "1-amd1 in-force 2025-01-01 -",
        "amd1-of-1 in-force 2025-01-01 -",
    ]


def test_an_amendment_that_is_withdrawn_gives_way_to_the_edition_where_that_is_put_into_force_again():
    register = Register(
        (*AMENDED_LIFE, event("withdrawn", "amd1-of-1", "2026-01-01"), event("implemented", "1", "2026-01-01"))
    )

    assert each(register, "2026-06-01") == [
        "1 in-force 2026-01-01 -",
        "1-amd1 withdrawn 2026-01-01 -",
        "amd1-of-1 withdrawn 2026-01-01 -",
    ]


def test_an_amendment_that_is_postponed_postpones_the_edition_consolidated_with_it():
    register = Register((*AMENDED_LIFE, event("postponed", "amd1-of-1", "2024-12-01", until="2025-07-01")))

    assert each(register, "2025-03-01") == [
        "1 in-force 2024-01-01 2025-07-01",
        "1-amd1 not-yet - 2025-07-01",
        "amd1-of-1 not-yet - 2025-07-01",
    ]


def test_an_amendment_that_is_given_up_before_it_holds_leaves_the_edition_in_force():
    register = Register((*AMENDED_LIFE, event("withdrawn", "amd1-of-1", "2025-01-01")))

    assert each(register, "2026-01-01") == [
        "1 in-force 2024-01-01 -",
        "1-amd1 withdrawn 2025-01-01 -",
        "amd1-of-1 withdrawn 2025-01-01 -",
    ]


@pytest.mark.parametrize(
    ("replaces", "other"),
    [
        ("X 1—2024", "in-force 2025-02-01"),
        ("X 1:2024", "in-force 2025-02-01"),
        ("x 1-2024", "in-force 2025-02-01"),
        ("X 1", "superseded 2026-01-01"),
        ("Y 9—2024", "superseded 2026-01-01"),
    ],
)
def test_a_new_edition_ends_the_ones_it_names_as_amended_too_and_all_where_it_names_none(replaces, other):
    facts = (
        Facts("1", "X 1", "2024-01-01", ""),
        Facts("1-amd1", "X 1", "2025-01-01", ""),
        Facts("1.5", "X 1", "2025-02-01", ""),
        Facts("2", "X 1", "2026-01-01", "", (replaces,)),
    )
    known = (*AMENDED_LIFE, event("published", "1.5", "2025-02-01"))
    register = Register((*known, *seeds(Register(known), facts, NOW)))

    assert each(register, "2026-02-01", ("1", "1-amd1", "1.5", "2")) == [
        "1 superseded 2025-01-01 -",
        "1-amd1 superseded 2026-01-01 -",
        f"1.5 {other} -",
        "2 in-force 2026-01-01 -",
    ]


# What dates of front matter say


def lines(events):
    return [f"{one.kind} {one.edition} {one.on}{' by ' + one.by if one.by else ''}" for one in events]


def test_dates_seed_the_register_in_the_order_of_editions():
    register = seeded(("2026", "B", "2026-01-01", "2026-07-01"), ("2024", "A", "2024-01-01", ""), ("1.0", "Z", "", ""))

    assert lines(register.events) == [
        "published 2024 2024-01-01",
        "published 2026 2026-01-01",
        "implemented 2026 2026-07-01",
        "replaced 2024 2026-07-01 by 2026",
    ]
    assert {one.recorded for one in register.events} == {NOW}


def test_what_is_known_is_not_seeded_again_and_an_older_edition_comes_in_between():
    register = seeded(("1", "A", "2020-01-01", ""), ("3", "C", "2026-01-01", ""))
    facts = (Facts("1", "A", "2020-01-01", ""), Facts("2", "B", "2023-01-01", ""), Facts("3", "C", "2026-01-01", ""))

    assert seeds(register, (facts[0], facts[2]), NOW) == ()
    assert lines(seeds(register, facts, NOW)) == ["published 2 2023-01-01", "replaced 2 2026-01-01 by 3"]


def test_an_edition_replaces_those_it_names_where_it_names_any():
    facts = (
        Facts("3.0.3", "OpenAPI 3.0.3", "2020-02-20", ""),
        Facts("3.1.0", "OpenAPI 3.1.0", "2021-02-15", "", ("Another",)),
        Facts("3.0.4", "OpenAPI 3.0.4", "2024-10-24", "", ("OpenAPI  3.0.3",)),
    )
    found = lines(seeds(seeded(("3.0.3", "OpenAPI 3.0.3", "2020-02-20", "")), (facts[0], facts[2]), NOW))

    assert found == ["published 3.0.4 2024-10-24", "replaced 3.0.3 2024-10-24 by 3.0.4"]
    known = Register((event("published", "3.1.0", "2021-02-15"), event("published", "3.0.3", "2020-02-20")))
    assert lines(seeds(known, facts, NOW))[1:] == ["replaced 3.0.3 2024-10-24 by 3.0.4"]


@pytest.mark.parametrize("bad", ["", "2026", "2026-13-01", "20260101", "soon"])
def test_what_is_no_day_seeds_nothing(bad):
    assert seeds(Register(), (Facts("1", "A", bad, bad),), NOW) == ()
    assert lines(seeds(Register(), (Facts("1", "A", "2026-01-01", bad),), NOW)) == ["published 1 2026-01-01"]


# What cannot have happened


@pytest.mark.parametrize(
    ("made", "said"),
    [
        (event("withdrawn", "9", "2026-01-01"), "no edition `9`"),
        (event("withdrawn", "1", "2023-12-31"), "before `1` was published"),
        (event("withdrawn", "1", "soon"), "no day"),
        (event("published", "1", "2024-01-01"), "published already"),
        (event("implemented", "1", "2025-06-01"), "implemented already, on 2024-06-01"),
        (event("withdrawn", "2", "2026-03-01"), "withdrawn already, on 2026-02-01"),
        (event("confirmed", "2", "2026-03-01"), "withdrawn already, on 2026-02-01"),
        (event("confirmed", "1", "2024-02-01"), "not in force on 2024-02-01"),
        (event("amended", "1", "2025-01-01", identifier="AMD 1"), "amended already"),
        (event("postponed", "1", "2024-02-01"), "names the new day"),
        (event("postponed", "1", "2024-02-01", until="2024-03-01"), "postpones nothing"),
        (event("postponed", "1", "2025-02-01", until="2025-03-01"), "was implemented on 2024-06-01"),
        (event("withdrawn", "1", "2026-01-01", until="2025-01-01"), "not after 2026-01-01"),
        (event("amended", "1", "2025-02-01", until="2026-01-01"), "`until` says nothing"),
        (event("withdrawn", "1", "2025-02-01", key="a"), "`key` says nothing"),
        (event("clause-withdrawn", "1", "2025-02-01"), "names the clause"),
        (event("clause-withdrawn", "1", "2025-02-01", key="gone"), "`gone` is withdrawn already"),
        (event("withdrawn", "1", "2025-02-01", by="2"), "`by` says nothing"),
        (event("replaced", "1", "2025-02-01", by="1"), "no edition that replaces"),
        (event("replaced", "1", "2025-02-01", by="7"), "no edition that replaces"),
        (event("converted", "1", "2025-02-01"), "names the new `identifier`"),
    ],
)
def test_what_cannot_have_happened_is_refused(made, said):
    register = Register(
        (
            *LIFE,
            event("amended", "1", "2025-01-01", identifier="AMD 1"),
            event("clause-withdrawn", "1", "2025-01-01", key="gone"),
            event("published", "2", "2026-01-01"),
            event("withdrawn", "2", "2026-02-01"),
        )
    )
    with pytest.raises(ImpossibleEvent, match=said) as caught:
        refuse_impossible(register, (edition("1"), edition("2")), made)

    assert caught.value.message.zh != caught.value.message.en


@pytest.mark.parametrize(
    "made",
    [
        event("withdrawn", "1", "2026-01-01", until="2026-07-01"),
        event("replaced", "1", "2026-01-01", by="2"),
        event("replaced", "1", "2026-01-01", identifier="GB/T 9"),
        event("postponed", "1", "2024-03-01", until="2025-01-01"),
        event("confirmed", "1", "2026-01-01"),
        event("amended", "1", "2025-01-01", identifier="AMD 2"),
        event("corrected", "1", "2025-01-01"),
        event("converted", "1", "2025-01-01", identifier="GB/T 1"),
        event("clause-withdrawn", "1", "2025-01-01", key="a"),
        event("implemented", "2", "2026-01-01"),
        event("published", "3", "2026-01-01"),
    ],
)
def test_what_can_happen_is_let_through(made):
    register = Register((*LIFE, event("published", "2", "2026-01-01")))

    assert refuse_impossible(register, tuple(map(edition, "123")), made) is None


# The oracle: it lives every day of a short time, with nothing but the list before it

FIRST_DAY = date(2026, 1, 1)
DAYS = 26


def on(number):
    return (FIRST_DAY + timedelta(days=number)).isoformat()


days = st.integers(1, DAYS - 2).map(on)
NEEDS = {"1-amd1": ("1", "amd1-of-1"), "1-amd1-cor1": ("1", "1-amd1", "amd1-of-1", "cor1-of-1"), "amd1-of-1": ("1",)}
"""What is worth nothing without what, by hand."""
NAMES = ("1", "2", "3", *NEEDS)
happenings = st.lists(
    st.builds(
        Event,
        kind=st.sampled_from([kind for kind in EventKind if kind is not EventKind.CONVERTED]),
        edition=st.sampled_from(("1", "2", "3")) | st.sampled_from((*NAMES, "cor1-of-1")),
        on=days,
        by=st.sampled_from(["", "", "1", "2", "3", "1-amd1", "1-amd1-cor1", "absent"]),
        until=st.just("") | days,
    ),
    max_size=9,
)


KIN = ("1-amd1", "1-amd1-cor1")


def begins_and_ends(events, name):
    """Tell the life of an edition as (begin, [(end, kind, event)]) for each time it was put into force."""
    lives = []
    begin, implemented, ends, term = None, False, [], None

    def over():
        return min([one.until or one.on for one in ends] + ([term] if term else []), default=None)

    for one in events:
        if one.edition != name:
            continue
        kind = one.kind.value
        if kind == "implemented":
            if begin and over() and over() <= one.on:
                lives.append((begin, ends, term))
                withdrawn = term or any(end.kind.value == "withdrawn" for end in ends)
                ends, term = [end for end in ends if withdrawn and name[0] == "1" and end.by in KIN], None
            begin, implemented = one.on, True
        elif kind == "published" and not implemented:
            begin = begin or one.on
        elif kind == "postponed" and one.until:
            begin, implemented = one.until, True
        elif kind in {"withdrawn", "replaced"}:
            ends = [*ends, one]
        if kind in {"published", "implemented", "confirmed"} and one.until:
            term = one.until
    return [*lives, (begin, ends, term)] if any(one.edition == name for one in events) else []


def has_happened(one, day, events, held):
    """Tell whether what ends an edition has come true by a day."""
    if one.kind.value == "withdrawn" or not one.by:
        return (one.until or one.on) <= day
    if one.by not in held:
        return False
    firsts = [begins_and_ends(events, name)[:1] for name in (one.by, *NEEDS.get(one.by, ()))]
    if not firsts[0] or firsts[0][0][0] is None:
        return False
    for begin, ends, term in (life for first in firsts for life in first if life[0]):
        stopped = [end.until or end.on for end in ends if end.kind.value == "withdrawn"] + ([term] if term else [])
        if begin > day or any(stop <= begin for stop in stopped):
            return False
    return one.until <= day


def lived(events, name, day, held):
    """Return the status of an edition on one day, by looking at that day alone."""
    own = lived_alone(events, name, day, held, ())
    if own != "in-force":
        return own
    below = [lived_alone(events, one, day, held, KIN if one in {"1", *KIN} else ()) for one in NEEDS.get(name, ())]
    return min((own, *(one for one in below if one != "unknown")), key=WORST_FIRST.index)


WORST_FIRST = ("withdrawn", "superseded", "not-yet", "in-force")


def lived_alone(events, name, day, held, passed_on):
    """Return the status of an edition on one day by its own events, those left out that hand it on to its own kin."""
    status = "unknown"
    for number, (begin, ends, term) in enumerate(begins_and_ends(events, name)):
        handed = [one for one in ends if one.kind.value == "replaced" and one.by in passed_on]
        gone = {one.kind.value for one in ends if one not in handed and has_happened(one, day, events, held)}
        if term and term <= day:
            gone.add("withdrawn")
        if gone:
            status = "withdrawn" if "withdrawn" in gone else "superseded"
        elif begin and begin <= day:
            status = "in-force"
        elif number == 0 and begin:
            status = "not-yet"
    return status


@settings(max_examples=tries(150), deadline=None)
@given(happenings)
def test_every_day_is_as_an_oracle_lives_it(events):
    register = Register(tuple(events))
    editions = tuple(map(edition, NAMES))
    newest = sorted((name for name in NAMES if "-of-" not in name), reverse=True)
    diary = {name: [lived(events, name, on(day), set(NAMES)) for day in range(DAYS)] for name in NAMES}
    for day in range(DAYS):
        today = FIRST_DAY + timedelta(days=day)
        found = standings(editions, register, today)

        assert [one.status.value for one in found] == [diary[name][day] for name in NAMES]
        for one in found:
            whole = diary[one.edition]
            begun = max((at for at in range(1, day + 1) if whole[at] != whole[at - 1]), default=0)
            ended = next((at for at in range(day, DAYS) if whole[at] != whole[day]), None)

            assert one.since == (on(begun) if begun else "")
            assert one.until == (on(ended) if ended is not None else "")
        holding = [name for name in newest if diary[name][day] == "in-force"]
        applies = applying(editions, register, today)

        assert (applies.id if applies else None) == (holding[0] if holding else None)
    changes = in_force(editions, register)
    by_day = [next((name for name in newest if diary[name][day] == "in-force"), "") for day in range(DAYS)]

    assert changes == tuple((on(at), by_day[at]) for at in range(1, DAYS) if by_day[at] != by_day[at - 1])
