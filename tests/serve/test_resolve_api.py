"""`/resolve`: a citation as people write it leads to the thing that it names, or to what may have been meant."""

from __future__ import annotations

from urllib.parse import quote

import pytest

from stdpub.serve.resolving import citings, named
from stdpub.store.catalogue import Edition, Work

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


def test_what_the_library_does_not_hold_is_not_found(client):
    assert resolve(client, "ISO 9001:2015, 5.2").status == 404


@pytest.mark.parametrize("text", ["T/TEST 1—2026, 99", "T/TEST 1—2026, Clause 99", "T/TEST 1—2026第99章"])
def test_a_clause_that_no_edition_has_is_not_taken_for_the_whole(client, text):
    assert resolve(client, text).status == 404


def test_several_places_answer_with_the_choices(client):
    found = resolve(client, "T/TEST 1—2026第3.1条和第3.2条")

    assert found.status == 300
    assert [one["href"] for one in found.json()["candidates"]] == [f"{S}/2026/3.1", f"{S}/2026/3.2"]


@pytest.mark.parametrize("text", ["nothing at all", "见5.2"])
def test_what_names_no_document_is_a_bad_request(client, text):
    assert resolve(client, text).status == 400


@pytest.mark.parametrize("query", ["", "?ref=", "?ref=" + "x" * 600])
def test_no_citation_is_a_bad_request(client, query):
    assert client.get(f"/resolve{query}").status == 400


def test_a_citation_of_an_amendment_means_the_amendment():
    editions = tuple(
        Edition("t", name, "T/TEST 1", date, date, "", "", "", 0, ())
        for name, date in (("amd1-of-2024", "2025-01-01"), ("2024-amd1", "2025-01-01"), ("2024", "2024-01-01"))
    )
    work = Work("t", editions, ())
    meant = {
        text: [edition.id for one in citings(text, (work,)) for _, found in named(one, (work,)) for edition in found]
        for text in ("T/TEST 1—2024/XG1", "T/TEST 1—2024第1号修改单", "T/TEST 1—2024", "T/TEST 1—2024/XG2")
    }

    assert meant == {
        "T/TEST 1—2024/XG1": ["amd1-of-2024"],
        "T/TEST 1—2024第1号修改单": ["amd1-of-2024"],
        "T/TEST 1—2024": ["2024"],
        "T/TEST 1—2024/XG2": [],
    }
