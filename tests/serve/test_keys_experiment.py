"""A clause inserted near the top, others moved, reworded, withdrawn, split and merged: every key still names its own thing."""

from collections import Counter
from pathlib import Path

import pytest
from asgi import Client
from libraries import WHO
from two_editions import INTO, MERGED, PARTS, REWORDED, SLUG, SPLIT, WITHDRAWN, first, folder, keys, second

from stdpub.model.keyed_things import keyed_things
from stdpub.model.keys import Fate, KeyRecord
from stdpub.pipeline import build
from stdpub.serve.app import create_app
from stdpub.serve.ended_keys import successor
from stdpub.serve.places import Address, Place
from stdpub.store.ending import merged, split, withdrawn
from stdpub.store.errors import KeysRefused
from stdpub.store.keys_file import parse_keys, write_keys
from stdpub.store.library import Library
from stdpub.store.publication import publication_of
from stdpub.store.publishing import publish

GUIDE = Path(__file__).resolve().parents[2] / "docs" / "keys.md"
ENDED = {WITHDRAWN, SPLIT, MERGED}


def put(source, library):
    """Publish a folder in its JSON and HTML."""
    built = build(source, ("json", "html", "xml"))
    assert built.outputs, built.diagnostics
    outputs = tuple((one.language, one.form, one.content) for one in built.outputs)
    leaves = tuple((thing.key, "en", "ab" * 32) for thing in keyed_things(built.standards[0]))
    return publish(source, library, publication_of(built.standards, outputs, leaves), who=WHO)


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    place = tmp_path_factory.mktemp("experiment") / "library.git"
    records, _ = parse_keys(put(folder(first(), 2024), place).ledgers["keys.yml"])
    with pytest.raises(KeysRefused) as caught:
        put(folder(second(), 2026), place)

    assert [fault.message.en.split("`")[1] for fault in caught.value.faults] == sorted(ENDED)

    records = withdrawn(records, [WITHDRAWN])
    records = split(records, SPLIT, PARTS)
    put(folder(second(), 2026, write_keys(merged(records, (MERGED,), INTO))), place)
    return place


@pytest.fixture(scope="module")
def client(library):
    client = Client(create_app(Library(library), ()))
    yield client
    client.close()


def numbered(client, edition):
    """Return the number and the word of every thing of an edition that has both."""
    chapters = first() if edition == 2024 else second()
    things = [client.get(f"/standards/{SLUG}/{edition}/~{key}").json() for key in keys(chapters)]
    return {thing["key"]: thing["number"] for thing in things}


def test_every_key_answers_with_its_own_thing_in_the_edition_that_has_it(client):
    for edition, chapters in ((2024, first()), (2026, second())):
        for key in keys(chapters):
            reply = client.get(f"/standards/{SLUG}/{edition}/~{key}.txt")

            assert (reply.status, key in reply.text) == (200, True), key
    assert len(keys(first())) == 150
    assert f"stay {REWORDED} always" in client.get(f"/standards/{SLUG}/2026/~{REWORDED}.txt").text


def test_keys_that_ended_say_so(client):
    address = f"/standards/{SLUG}/2026/~"
    gone, parted, joined = (client.get(f"{address}{key}") for key in (WITHDRAWN, SPLIT, MERGED))

    assert (gone.status, parted.status, joined.status) == (410, 300, 307)
    assert gone.json()["candidates"] == [
        {"title": f"{SLUG} 2024", "href": f"/standards/{SLUG}/2024/~{WITHDRAWN}"},
    ]
    assert [one["href"] for one in parted.json()["candidates"]][:2] == [f"{address}{part}" for part in PARTS]
    assert joined.headers["location"] == f"{address}{INTO}"
    assert client.get(f"/standards/{SLUG}/~{WITHDRAWN}").status == 410


def test_what_numbers_would_have_answered_is_what_the_guide_says(client):
    before, after = numbered(client, 2024), numbered(client, 2026)
    at = {number: key for key, number in after.items()}
    surviving = before.keys() - ENDED
    answers = Counter(
        "nothing" if before[key] not in at else "its own" if at[before[key]] == key else "another" for key in surviving
    )
    told = [
        row("keys", Counter(by_key(client, key) for key in surviving)),
        row("numbers", answers),
    ]

    assert len(surviving) == 147
    assert [line for line in GUIDE.read_text(encoding="utf-8").splitlines() if line in told] == told


def by_key(client, key):
    """Return what the address of a key of the first edition answers with in the second."""
    reply = client.get(f"/standards/{SLUG}/2026/~{key}.txt")
    return "nothing" if reply.status != 200 else "its own" if key in reply.text else "another"


def row(name, answers):
    """Return a row of the guide's table."""
    return f"| {name} | {answers['its own']} | {answers['another']} | {answers['nothing']} |"


def test_a_key_that_moved_leads_to_the_other_standard_in_the_form_that_was_asked_for():
    record = KeyRecord("w001", "clause", "2024", Fate.MOVED, "2026", ("x-151#w001",))
    address = Address(Place.KEY, slug=SLUG, version="2026", key="w001", form="json")

    assert successor(address, record).path == "/standards/x-151/~w001.json"
