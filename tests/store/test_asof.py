"""A library as the archive had accepted it by a moment: never what came later, and the same for ever."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from libraries import WHO, git, publication, standard
from tries import tries

from stdpub.model.register import Event, EventKind
from stdpub.store.asof import Past, as_of
from stdpub.store.catalogue import Version
from stdpub.store.errors import BadMoment, LibraryError, UnknownStandard, UnknownVersion
from stdpub.store.library import Library
from stdpub.store.publishing import publish
from stdpub.store.receipt_log import RECEIPTS, chained, write_receipts
from stdpub.store.receipts import receive
from stdpub.store.registering import record
from stdpub.store.standings import standings
from stdpub.store.versions import resolve

NOW = datetime(2027, 6, 1, 12, tzinfo=UTC)
JULY = "on-2027-07-01"


def dated(path, moments):
    """Write the log anew as if its batches had been accepted at other moments, one after the other."""
    library = Library(path)
    batches = []
    for receipt in library.receipts():
        if batches and batches[-1][-1].accepted == receipt.accepted:
            batches[-1].append(receipt)
        else:
            batches.append([receipt])
    last, tip = None, ""
    for batch, moment in zip(batches, moments, strict=True):
        made = chained([(one.ref, one.old, one.new) for one in batch], last, moment)
        last = made[-1]
        repository = library.repository
        tip = repository.put_commit(repository.put_tree({}), write_receipts(made), WHO, (tip,) if tip else ())
    git(path, "update-ref", RECEIPTS, tip)


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    """Return a library: 2024 in force; in November 2026 a new edition for July 2027; in January it is postponed."""
    place = tmp_path_factory.mktemp("asof")
    path = place / "library.git"
    facts = publication(
        "2024", date="2024-01-01", implementation="2024-06-01", shared={"stdpub.toml": b'title = "A"\n'}
    )
    publish(standard(text="one"), path, facts, who=WHO)
    publish(standard(text="two"), path, publication("2026", date="2026-11-01", implementation="2027-07-01"), who=WHO)
    git(place, "clone", "-q", str(path), "work")
    (place / "work" / "cooling" / "standard.md").write_text("a draft")
    git(place / "work", "commit", "-q", "-a", "-m", "A draft")
    git(place / "work", "push", "-q", "origin", "HEAD:main", "HEAD:review")
    receive(Library(path))
    postponed = Event(EventKind.POSTPONED, "2026", "2027-01-15", until="2027-10-01")
    record(Library(path), "cooling", postponed, who=WHO)
    git(path, "branch", "-q", "-D", "review")
    receive(Library(path))
    moments = ["2024-01-02", "2026-11-02", "2026-12-20", "2027-01-16", "2027-02-01"]
    dated(path, [datetime.fromisoformat(f"{day}T04:00:00+00:00") for day in moments])
    return path


def past(path, moment):
    return as_of(Library(path), moment, now=NOW)


def named(library, selector):
    found = resolve(library, "cooling", selector)
    assert isinstance(found, Version)
    return found.name


def test_what_was_believed_in_december_about_next_july(path):
    assert named(past(path, "2026-12-01"), JULY) == "2026"
    assert named(past(path, "2027-01-20"), JULY) == "2024"
    assert named(past(path, "2027-01-20"), "on-2027-10-01") == "2026"
    assert named(past(path, "2026-11-01"), JULY) == "2024"
    assert named(Library(path), JULY) == "2024"


def test_current_is_what_applied_then_by_what_was_known_then(path):
    assert named(past(path, "2024-03-01"), "current") == "2024"
    assert past(path, "2026-12-01").today() == date(2026, 12, 1)
    held = past(path, "2026-12-01")
    work = held.work("cooling")

    assert [
        (one.edition, one.status.value, one.until) for one in standings(work.editions, work.register, held.today())
    ] == [
        ("2026", "not-yet", "2027-07-01"),
        ("2024", "in-force", "2027-07-01"),
    ]


def test_drafts_and_settings_are_those_of_then(path):
    before, then, after = past(path, "2026-12-01"), past(path, "2026-12-31"), past(path, "2027-02-02")

    assert [one.name for one in before.work("cooling").drafts] == ["draft"]
    assert [one.name for one in then.work("cooling").drafts] == ["draft", "draft-review"]
    assert [one.name for one in after.work("cooling").drafts] == ["draft"]
    draft = resolve(then, "cooling", "draft")
    assert isinstance(draft, Version)
    assert then.folder(draft).files["standard.md"] == b"a draft"
    assert [one.settings().title for one in (before, then)] == ["A", "A"]


def test_a_commit_is_known_from_when_it_was_accepted(path):
    commit = f"@{git(path, 'rev-parse', 'published/cooling/2026/zh^{commit}')}"

    assert named(past(path, "2026-11-02"), commit) == commit
    with pytest.raises(UnknownVersion):
        resolve(past(path, "2026-11-01"), "cooling", commit)


def test_before_all_receipts_there_is_nothing_and_it_is_said_when_they_begin(path):
    nothing = past(path, "2024-01-01")

    assert nothing.works() == ()
    with pytest.raises(UnknownStandard, match="receipts begin at 2024-01-02T04:00:00"):
        resolve(nothing, "cooling", "current")


def test_a_day_is_taken_to_its_end_where_the_library_is_and_a_moment_as_it_is(path):
    assert past(path, "2024-01-02").moment.isoformat() == "2024-01-02T23:59:59.999999+08:00"
    assert past(path, "2024-01-02T12:00").moment.isoformat() == "2024-01-02T12:00:00+08:00"
    assert len(past(path, "2024-01-02T12:00:00+08:00").works()) == 1
    assert past(path, "2024-01-02T03:59:59.999999Z").works() == ()


@pytest.mark.parametrize(
    "text",
    ["", "soon", "2026", "2026-13-01", "2026-12-01T25:00", "2026-12-01 12:00", "9999-12-31T", "0001-01-01T00:00+14:00"],
)
def test_what_is_no_moment_is_refused(path, text):
    with pytest.raises(BadMoment, match="no day and no moment") as caught:
        past(path, text)

    assert caught.value.help is not None


@pytest.mark.parametrize("text", ["2027-06-02", "2027-06-01T12:00:01Z", "9999-12-31"])
def test_the_future_is_not_known(path, text):
    with pytest.raises(BadMoment, match="future"):
        past(path, text)


def test_the_day_that_is_not_over_may_be_asked_for(path):
    assert named(past(path, "2027-06-01"), JULY) == "2024"


# Later things never show, and never change an answer


def everything(library):
    """Return all that a library says of its standards, an error of ours too."""
    said = []
    for work in library.works():
        said.append((work.slug, work.editions, work.drafts, work.register.events))
        for selector in ("current", JULY, "on-2026-12-31", "draft", "2026"):
            try:
                said.append(resolve(library, work.slug, selector))
            except LibraryError as error:
                said.append(str(error.message))
    return said


ACTS = ("publish", "event", "push", "delete", "again")


def act(path, name, number):
    """Do one of the things that happen to a library."""
    library = Library(path)
    if name == "publish":
        facts = publication(str(2001 + number), date=f"{2001 + number}-01-01", implementation="")
        publish(standard(f"slug-{number % 2}", f"text {number}"), path, facts, who=WHO)
    elif name == "event" and library.works(drafts=False):
        work = library.works(drafts=False)[0]
        event = Event(EventKind.CORRECTED, work.editions[-1].id, f"2027-01-{number + 1:02}")
        record(library, work.slug, event, who=WHO)
    elif name == "push" and git(path, "branch", "--list", "main"):
        git(path, "branch", "-f", f"pushed-{number % 3}", "main")
    elif name == "delete":
        for branch in git(path, "branch", "--list", "pushed-*", "--format=%(refname:short)").split():
            git(path, "branch", "-q", "-D", branch)
    receive(library)


@settings(max_examples=tries(3), deadline=None)
@given(st.lists(st.sampled_from(ACTS), min_size=3, max_size=6))
def test_a_moment_shows_what_was_there_then_whatever_happens_later(tmp_path_factory, acts):
    path = tmp_path_factory.mktemp("random") / "library.git"
    publish(standard("slug-0", "first"), path, publication("2000", date="2000-01-01", implementation=""), who=WHO)
    seen = []
    for number, name in enumerate(acts):
        act(path, name, number)
        library = Library(path)
        moment = datetime.fromisoformat(library.receipts()[-1].accepted)
        seen.append((moment, everything(Past(library, moment))))

        assert everything(library)[:1] == seen[-1][1][:1]
        for then, said in seen:
            assert everything(Past(library, then)) == said
        assert Past(library, moment).refs() == tuple(ref for ref in library.refs() if ref.name != RECEIPTS)
        assert (
            Past(library, datetime.fromisoformat(library.receipts()[0].accepted) - timedelta(microseconds=1)).works()
            == ()
        )
