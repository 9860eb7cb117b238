"""`/resolve`: a citation as people write it leads to the thing that it names, or to what may have been meant."""

from __future__ import annotations

from urllib.parse import quote

import pytest

S = "/standards/t-test-1"


def resolve(client, text):
    return client.get(f"/resolve?ref={quote(text)}")


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("T/TEST 1—2026, 3.1", f"{S}/2026/3.1"),
        ("T/TEST 1-2026", f"{S}/2026"),
        ("T/TEST 1", f"{S}/2026"),
        ("T/TEST 1，第3.1条", f"{S}/2026/3.1"),
        ("T/TEST 1—2026中表1", f"{S}/2026/table-1"),
        ("Ｔ／ＴＥＳＴ　１—２０２６，3.1", f"{S}/2026/3.1"),
        ("Clause 3 of T/TEST 1-2026", f"{S}/2026/3"),
    ],
)
def test_a_citation_leads_to_what_it_names(client, text, address):
    found = resolve(client, text)

    assert (found.status, found.headers.get("location")) == (303, address)
    assert client.get(address).status == 200


def test_an_edition_that_is_not_there_answers_with_those_that_are(client):
    found = resolve(client, "T/TEST 1—1999")

    assert found.status == 404
    assert f"{S}/2026" in [one["href"] for one in found.json()["candidates"]]


def test_a_clause_that_is_not_there_answers_with_its_neighbours(client):
    found = resolve(client, "T/TEST 1—2026, 3.9")

    assert found.status == 404
    assert f"{S}/2026/3.1" in [one["href"] for one in found.json()["candidates"]]


@pytest.mark.parametrize("text", ["ISO 9001:2015", "nothing at all", "见5.2"])
def test_what_the_library_does_not_hold_is_not_found(client, text):
    assert resolve(client, text).status == 404


@pytest.mark.parametrize("query", ["", "?ref=", "?ref=" + "x" * 600])
def test_no_citation_is_a_bad_request(client, query):
    assert client.get(f"/resolve{query}").status == 400
