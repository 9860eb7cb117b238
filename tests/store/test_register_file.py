"""The bytes of `register.yml`: what is read, what is refused at its place, and that adding keeps every byte before."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tries import tries

from stdpub.model.register import Event, EventKind
from stdpub.model.source import SourceText
from stdpub.read.front_matter import parse_any
from stdpub.store.errors import BadRegister, RegisterConflict
from stdpub.store.register_file import SUBJECT, append, line_of, merge_registers, own_lines, read_register

FIRST = Event(EventKind.PUBLISHED, "2024", "2024-01-01", "2024-01-02T00:00:00Z")
SECOND = Event(EventKind.WITHDRAWN, "2024", "2027-01-01", "2026-11-24T08:40:00Z", announcement="No. 5: 废止, “all”")
THIRD = Event(EventKind.PUBLISHED, "1.10", "2027-01-01", "2026-11-25T08:40:00Z")

BLOCKS = b"""\
# by hand
- event: published
  edition: 1.10
  on: 2024-01-01  # a comment

- {event: clause-withdrawn, edition: '1.10', key: pue-limit, on: 2026-01-01, until: 2026-07-01}
"""


def texts(content):
    register = read_register(content)
    return [f"{one.at.line}:{one.at.column} {one.message.en}" for one in register.diagnostics]


def test_an_event_is_one_line():
    assert line_of(SECOND) == (
        '- {event: withdrawn, edition: "2024", on: 2027-01-01, recorded: 2026-11-24T08:40:00Z,'
        ' announcement: "No. 5: 废止, “all”"}\n'
    )


def test_what_is_written_is_read():
    content = append(b"", (FIRST, SECOND))

    assert read_register(content).events == (FIRST, SECOND)
    assert read_register(content).diagnostics == ()
    assert content.startswith(b"# ")


def test_what_others_write_is_read_with_its_places():
    register = read_register(BLOCKS)

    assert register.diagnostics == ()
    assert register.events == (
        Event(EventKind.PUBLISHED, "1.10", "2024-01-01"),
        Event(EventKind.CLAUSE_WITHDRAWN, "1.10", "2026-01-01", key="pue-limit", until="2026-07-01"),
    )
    assert [(event.at.file, event.at.line, event.at.column) for event in register.events] == [
        ("register.yml", 2, 3),
        ("register.yml", 6, 3),
    ]


@pytest.mark.parametrize("content", [b"", b"# nothing\n", b"\n\n", b"\xef\xbb\xbf", b"[]\n"])
def test_a_register_may_be_empty(content):
    assert read_register(content).events == ()
    assert read_register(content).diagnostics == ()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("a: 1\n", ["1:1 a register that is no list of events"]),
        ("- x\n", ["1:3 an event that is no `name: value` pairs"]),
        ("- {event: published}\n", ["1:3 an event without `edition`", "1:3 an event without `on`"]),
        ('- {event: sold, edition: "1", on: 2024-01-01}\n', ["1:11 no event is called `sold`"]),
        ("- {event: published, edition: v1, on: 2024-01-01}\n", ["1:31 `v1` cannot be an edition"]),
        ('- {event: published, edition: "1", on: 2024-02-30}\n', ["1:40 `2024-02-30` is no day such as 2027-07-01"]),
        ('- {event: published, edition: "1", on: 20240101}\n', ["1:40 `20240101` is no day such as 2027-07-01"]),
        (
            '- {event: published, edition: "1", on: 2024-01-01, until: soon, key: A b}\n',
            ["1:59 `soon` is no day such as 2027-07-01", "1:70 `A b` cannot be a key"],
        ),
        (
            '- {event: published, edition: "1", on: 2024-01-01, recorded: 2024-01-01T00:00:00}\n',
            ["1:62 `2024-01-01T00:00:00` is no time such as 2026-11-24T08:40:00Z"],
        ),
        ('- {event: published, edition: "1", on: 2024-01-01, date: x}\n', ["1:52 an event has no `date`"]),
        (
            '- {event: published, edition: ["1"], on: 2024-01-01}\n',
            ["1:31 `edition` is no text", "1:3 an event without `edition`"],
        ),
        ('- {event: published, edition: "1", on: 2024-01-01, on: 2025-01-01}\n', ["1:52 `on` given twice"]),
        ("- &a {event: published}\n- *a\n", ["1:3 an anchor or alias in a register"]),
        ("- {event: published\n", ["2:1 a register that is no YAML: expected ',' or '}', but got '<stream end>'"]),
        (
            f'- {{event: published, edition: "1", on: 2024-01-01, announcement: {"x" * 501}}}\n',
            ["1:66 `announcement` is longer than 500 characters"],
        ),
    ],
)
def test_what_is_wrong_is_said_at_its_place_and_left_out(content, said):
    register = read_register(content.encode())

    assert texts(content.encode()) == said
    assert all(one.message.zh and one.at.file == "register.yml" for one in register.diagnostics)


def test_one_bad_event_leaves_the_others():
    register = read_register(b'- {event: sold, edition: "1", on: 2024-01-01}\n' + line_of(FIRST).encode())

    assert register.events == (FIRST,)
    assert len(register.diagnostics) == 1


def test_bytes_that_are_no_text_and_files_without_end_are_told():
    assert "0xFF" in texts(b"- \xff")[0]
    assert "longer than" in texts(b" " * 3_000_000)[0]
    assert "deeper" in texts(b"[" * 100 + b"]" * 100)[0]


days = st.dates().map(lambda day: day.isoformat())
words = st.text(st.characters(codec="utf-8"), max_size=40)
events = st.builds(
    Event,
    kind=st.sampled_from(EventKind),
    edition=st.sampled_from(["2024", "1.10", "2026-amd1"]),
    on=days,
    recorded=st.sampled_from(["", "2026-11-24T08:40:00Z", "2026-11-24T08:40:00+08:00"]),
    key=st.sampled_from(["", "pue-limit"]),
    identifier=words,
    by=st.sampled_from(["", "2026"]),
    until=st.just("") | days,
    announcement=words,
)


def printed(event):
    """Return an event as a line can hold it: without what no terminal prints, and with single spaces."""
    plain = {
        name: " ".join("".join(c if c.isprintable() else " " for c in getattr(event, name)).split())
        for name in ("identifier", "announcement")
    }
    return Event(
        event.kind,
        event.edition,
        event.on,
        event.recorded,
        event.key,
        plain["identifier"],
        event.by,
        event.until,
        plain["announcement"],
    )


@settings(max_examples=tries(60), deadline=None)
@given(st.lists(events, max_size=4), st.sampled_from([b"", BLOCKS, BLOCKS.rstrip(), b"# only a comment"]))
def test_adding_keeps_every_byte_and_is_read_back(added, before):
    content = append(before, added)

    assert content.startswith(before)
    assert read_register(content).events == (*read_register(before).events, *map(printed, added))
    assert read_register(content).diagnostics == ()


@settings(max_examples=tries(60), deadline=None)
@given(st.lists(events, min_size=1, max_size=3))
def test_our_own_lines_mean_to_yaml_what_they_mean_to_us(added):
    content = append(b"", added)
    source = SourceText("register.yml", content.decode())
    ours = own_lines(source)
    theirs, faults = parse_any(source, 0, len(source.text), SUBJECT)

    assert ours is not None
    assert faults == ()
    assert ours.items == theirs.items


@settings(max_examples=tries(100), deadline=None)
@given(
    st.text(st.sampled_from('- {}[],:"\n#&*eventdio2019ab'), max_size=60)
    | st.binary(max_size=40).map(lambda b: b.decode("latin-1"))
)
def test_any_text_at_all_is_read_or_told(text):
    register = read_register(text.encode())

    assert register.events == () or all(event.edition for event in register.events)


def test_an_indented_list_goes_on_indented_and_a_flow_is_refused():
    indented = b'  - {event: published, edition: "2024", on: 2024-01-01}\n'

    assert append(indented, (SECOND,)) == indented + b"  " + line_of(SECOND).encode()
    with pytest.raises(BadRegister, match="nothing can be added"):
        append(b'[{event: published, edition: "2024", on: 2024-01-01}]\n', (SECOND,))


def test_nothing_is_added_to_what_cannot_be_read():
    with pytest.raises(BadRegister, match=r"register\.yml:1:1"):
        append(b"a: 1\n", (FIRST,))


# Two copies of one register

OURS = append(b"", (FIRST, SECOND))


def test_an_older_copy_takes_nothing_away():
    for given_ in (b"", append(b"", (FIRST,)), OURS, line_of(FIRST).encode()):
        assert merge_registers(OURS, given_) == OURS


def test_a_newer_copy_is_taken_and_what_both_added_is_kept():
    newer = append(OURS, (THIRD,))

    assert merge_registers(OURS, newer) == newer
    assert merge_registers(b"", OURS) == OURS
    assert merge_registers(OURS, append(b"", (FIRST, THIRD))) == append(OURS, (THIRD,))


@pytest.mark.parametrize(
    "theirs",
    [
        (SECOND,),
        (SECOND, FIRST),
        (FIRST, Event(EventKind.WITHDRAWN, "2024", "2028-01-01", SECOND.recorded)),
        (Event(EventKind.PUBLISHED, "2024", "2024-01-03", FIRST.recorded), SECOND),
    ],
)
def test_a_copy_that_changes_moves_or_leaves_out_an_event_is_refused(theirs):
    with pytest.raises(RegisterConflict) as caught:
        merge_registers(OURS, append(b"", theirs))

    assert caught.value.help is not None
    assert "已登记" in caught.value.message.zh
