"""`?asof=`: answers of the server about what the archive had accepted by then."""

import shutil
from datetime import datetime, timedelta

import pytest
from asgi import Client
from libraries import WHO
from served import SLUG

from stdpub.model.register import Event, EventKind
from stdpub.serve.app import create_app
from stdpub.store.library import Library
from stdpub.store.receipts import receive
from stdpub.store.registering import record


@pytest.fixture(scope="module")
def then(library, tmp_path_factory):
    """Return a client of a library whose edition in force was withdrawn, and the moment before that was accepted."""
    path = tmp_path_factory.mktemp("then") / "library.git"
    shutil.copytree(library, path)
    receive(Library(path))
    before = Library(path).receipts()[-1].accepted
    record(Library(path), SLUG, Event(EventKind.WITHDRAWN, "2026", "2026-11-01"), who=WHO)
    client = Client(create_app(Library(path), ()))
    yield client, before
    client.close()


def test_the_status_is_what_was_known_then(then):
    client, before = then

    assert client.get(f"/standards/{SLUG}/2026/1.json").json()["status"] == "withdrawn"
    assert client.get(f"/standards/{SLUG}/2026/1.json?asof={before}").json()["status"] == "in-force"
    assert client.get(f"/standards/{SLUG}.json?asof={before}").json()["editions"][0]["status"] == "in-force"


def test_a_legal_date_is_judged_by_what_was_known_then(then):
    client, before = then
    found = client.get(f"/standards/{SLUG}/on-2027-07-01?asof={before}")

    assert (found.status, found.headers["location"]) == (307, f"/standards/{SLUG}/2026?asof={before}")
    assert client.get(f"/standards/{SLUG}/on-2027-07-01").status == 404


def test_validators_tell_the_moments_apart(then):
    client, before = then
    now = client.get(f"/standards/{SLUG}/2026/1.json").headers["etag"]

    assert client.get(f"/standards/{SLUG}/2026/1.json?asof={before}").headers["etag"] != now


def test_what_was_not_accepted_yet_is_not_there(then):
    client, _ = then
    first = datetime.fromisoformat(Library(client.app.state.holdings.library.path).receipts()[0].accepted)
    early = (first - timedelta(seconds=1)).strftime("%Y-%m-%dT%H:%M:%SZ")

    assert client.get(f"/standards/{SLUG}/2026?asof={early}").status == 404
    assert client.get(f"/standards.json?asof={early}").json()["items"] == []


@pytest.mark.parametrize("moment", ["soon", "2999-01-01", "2026-13-01"])
def test_what_is_no_moment_of_the_past_is_a_bad_request(then, moment):
    client, _ = then

    assert client.get(f"/standards/{SLUG}/2026.json?asof={moment}").status == 400
