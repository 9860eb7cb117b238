"""Receipts: every move of a reference is accepted once, in an unbroken chain, whoever moved it and whatever was killed."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from libraries import WHO, finish, git, publication, refs, standard, start_python, whole
from tries import tries

from stdpub.model.register import Event, EventKind
from stdpub.store.errors import LibraryBusy
from stdpub.store.library import Library
from stdpub.store.publishing import publish
from stdpub.store.receipt_log import RECEIPTS, chained, references
from stdpub.store.receipts import changed_registers, check_receipts, receipts, receive, unreceived
from stdpub.store.registering import record

TAG = "refs/tags/published/cooling/2026/zh"
MAIN = "refs/heads/main"
OUTPUTS = "refs/stdpub/outputs/cooling/2026/zh"
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "library.git"
    publish(standard(), path, publication(), who=WHO)
    return path


def said(breaches):
    return [f"{one.number} {one.message.en}" for one in breaches]


def test_publishing_leaves_a_receipt_of_each_reference(path):
    log = receipts(Library(path))

    assert [(one.ref, one.old, one.new) for one in log] == [
        (ref, "", git(path, "rev-parse", ref)) for ref in (MAIN, OUTPUTS, TAG)
    ]
    assert [one.previous for one in log] == ["", log[0].digest, log[1].digest]
    assert len({one.accepted for one in log}) == 1
    assert abs(datetime.fromisoformat(log[0].accepted) - datetime.now(UTC)) < timedelta(minutes=10)
    assert unreceived(Library(path)) == ()
    assert check_receipts(log) == ()
    whole(path)


def test_plain_git_reads_the_log_and_any_tool_checks_its_chain(path):
    lines = git(path, "log", "--reverse", "--first-parent", "--format=%b", RECEIPTS).split("\n")
    lines = [line for line in lines if line]
    log = receipts(Library(path))

    assert lines == [one.line for one in log]
    assert git(path, "log", "--format=%s", RECEIPTS) == "Receive 3 references"


def test_what_comes_by_push_is_received_when_it_is_first_seen(path, tmp_path):
    git(tmp_path, "clone", "-q", str(path), "work")
    work = tmp_path / "work"
    (work / "cooling" / "standard.md").write_text("# Pushed\n")
    git(work, "commit", "-q", "-a", "-m", "Pushed")
    git(work, "push", "-q", "origin", "HEAD:main", "HEAD:review/x")
    library = Library(path)
    before = receipts(library)

    assert unreceived(library) == ("refs/heads/main", "refs/heads/review/x")

    new = receive(library, now=NOON)

    assert [one.ref for one in new] == ["refs/heads/main", "refs/heads/review/x"]
    assert receipts(library) == receipts(Library(path)) == (*before, *new)
    assert receive(library) == ()
    git(path, "branch", "-q", "-D", "review/x")
    (gone,) = receive(library)
    assert (gone.ref, gone.new) == ("refs/heads/review/x", "")
    assert check_receipts(receipts(library)) == ()


def test_time_never_goes_back(path):
    library = Library(path)
    git(path, "branch", "early", "main")
    last = receipts(library)[-1]
    (early,) = receive(library, now=datetime(2020, 1, 1, tzinfo=UTC))

    assert early.accepted == last.accepted


def test_what_a_forced_push_leaves_behind_is_kept_for_ever(path):
    library = Library(path)
    lost = git(path, "commit-tree", "-p", "main", "-m", "Lost", "main^{tree}")
    git(path, "branch", "review", lost)
    receive(library)
    git(path, "branch", "-q", "-f", "review", "main")
    receive(library)
    git(path, "gc", "-q", "--prune=now")

    assert git(path, "cat-file", "-t", lost) == "commit"
    assert check_receipts(receipts(Library(path))) == ()
    whole(path)


def test_a_publisher_that_was_killed_before_its_receipts_is_completed_by_the_next(path):
    git(path, "update-ref", "-d", RECEIPTS)
    publish(standard("heating"), path, publication(), who=WHO)

    assert TAG in {one.ref for one in receipts(Library(path))}
    assert unreceived(Library(path)) == ()


def test_a_held_log_ends_patience_and_breaks_nothing(path):
    git(path, "branch", "review", "main")
    (path / f"{RECEIPTS}.lock").touch()
    before = refs(path)
    with pytest.raises(LibraryBusy):
        receive(Library(path), patience=0.02)

    assert refs(path) == before
    (path / f"{RECEIPTS}.lock").unlink()
    assert len(receive(Library(path))) == 1


# Tampering


def rewritten(log, at, **changes):
    return (*log[:at], replace(log[at], **changes), *log[at + 1 :])


LOG = chained(
    [(MAIN, "", "1" * 40), (TAG, "", "2" * 40), (MAIN, "1" * 40, "3" * 40), (MAIN, "3" * 40, "4" * 40)], None, NOON
)


@pytest.mark.parametrize(
    ("log", "expected"),
    [
        (LOG, []),
        ((), []),
        (rewritten(LOG, 0, new="9" * 40), ["2 it does not name", "3 `refs/heads/main` moves from where it was not"]),
        (rewritten(LOG, 0, accepted="2020-01-01T00:00:00.000000Z"), ["2 it does not name"]),
        (rewritten(LOG, 2, accepted="2020-01-01T00:00:00.000000Z"), ["3 it is older", "4 it does not name"]),
        (LOG[1:], ["1 it does not name", "2 `refs/heads/main` moves from where it was not"]),
        ((*LOG[:2], LOG[3]), ["3 it does not name", "3 `refs/heads/main` moves from where it was not"]),
        ((LOG[1], LOG[0], *LOG[2:]), ["1 it does not name", "2 it does not name", "3 it does not name"]),
        (rewritten(LOG, 3, ref="", previous="rubbish"), ["4 `rubbish` is no receipt"]),
        (
            (*LOG, *chained([(TAG, "2" * 40, "5" * 40)], LOG[-1], NOON)),
            [f"5 the published `{TAG}` moved"],
        ),
        ((*LOG, *chained([(TAG, "2" * 40, "")], LOG[-1], NOON)), [f"5 the published `{TAG}` was deleted"]),
    ],
)
def test_what_an_archive_left_alone_has_not_is_found(log, expected):
    found = said(check_receipts(log))

    assert [one.startswith(start) for one, start in zip(found, expected, strict=True)] == [True] * len(expected)


def test_a_log_written_anew_does_not_have_what_a_witness_noted():
    anew = chained([(one.ref, one.old, one.new) for one in LOG], None, NOON + timedelta(days=1))

    assert check_receipts(anew) == ()
    assert check_receipts(LOG, LOG[2].digest) == ()
    assert said(check_receipts(anew, LOG[2].digest))[0].startswith("0 no receipt has the digest")


@settings(max_examples=tries(60), deadline=None)
@given(st.data())
def test_any_change_of_any_receipt_but_the_last_is_found(data):
    at = data.draw(st.integers(0, len(LOG) - 2))
    name = data.draw(st.sampled_from(["ref", "old", "new", "accepted", "previous"]))
    other = data.draw(
        st.sampled_from(
            {
                "ref": ["refs/heads/other", TAG, MAIN],
                "accepted": ["2020-01-01T00:00:00.000000Z", "2030-01-01T00:00:00.000000Z"],
                "previous": ["a" * 64, ""],
            }.get(name, ["7" * 40, ""])
        )
    )
    changed = rewritten(LOG, at, **{name: other})

    assert changed == LOG or check_receipts(changed)


def test_a_log_with_foreign_lines_is_read_and_told(path):
    tip = git(path, "rev-parse", RECEIPTS)
    tree = git(path, "rev-parse", f"{RECEIPTS}^{{tree}}")
    git(path, "update-ref", RECEIPTS, git(path, "commit-tree", tree, "-p", tip, "-m", "Mine\n\nrubbish\n"))

    assert said(check_receipts(receipts(Library(path)))) == ["4 `rubbish` is no receipt"]


def test_a_register_that_was_changed_behind_our_back_is_found(path, tmp_path):
    record(Library(path), "cooling", Event(EventKind.WITHDRAWN, "2026", "2027-01-01"), who=WHO)

    assert changed_registers(Library(path)) == ()

    git(tmp_path, "clone", "-q", str(path), "work")
    file = tmp_path / "work" / "cooling" / "register.yml"
    for old, new in (("2027-01-01", "2028-01-01"), ("- {event: withdrawn", "# {event: withdrawn")):
        file.write_text(file.read_text().replace(old, new))
        git(tmp_path / "work", "commit", "-q", "-a", "-m", "Mine")
        git(tmp_path / "work", "push", "-q")
        receive(Library(path))
    found = said(changed_registers(Library(path)))

    assert [one.partition(" ")[0] for one in found] == ["5", "6"]
    assert "`withdrawn 2026 2027-01-01`" in found[0]
    assert "`withdrawn 2026 2028-01-01`" in found[1]


# Several at once


MANY = """
from pathlib import Path
from libraries import WHO
from stdpub.model.register import Event, EventKind
from stdpub.store.library import Library
from stdpub.store.registering import record
library = Library(Path(sys.argv[1]))
for number in range(int(sys.argv[3])):
    event = Event(EventKind.CONFIRMED, "2026", f"2027-{number + 1:02}-{sys.argv[2]}")
    record(library, "cooling", event, who=WHO, patience=60)
"""


def test_processes_that_record_at_once_lose_nothing(path):
    recorders = [start_python(MANY, str(path), day, "6") for day in ("01", "02")]
    for recorder in recorders:
        finish(recorder)
    library = Library(path)
    confirmed = [one.on for one in library.register("cooling").events if one.kind is EventKind.CONFIRMED]

    assert sorted(confirmed) == [f"2027-{month:02}-{day}" for month in range(1, 7) for day in ("01", "02")]
    assert unreceived(library) == ()
    assert check_receipts(receipts(library)) == ()
    assert changed_registers(library) == ()
    assert references(receipts(library))[MAIN] == git(path, "rev-parse", "main")
    assert git(path, "rev-list", "--count", "main") == "13"
    whole(path)
