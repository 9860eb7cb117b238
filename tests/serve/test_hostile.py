"""Random requests: whatever comes, a status below 500, no trace of ours, no redirect to elsewhere."""

import re
from urllib.parse import quote

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tries import tries

SETTINGS = settings(max_examples=tries(150), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
V = "/standards/t-test-1/2026"
PIECES = st.sampled_from(
    [
        "standards",
        "t-test-1",
        "2026",
        "current",
        "draft",
        "on-2026-01-01",
        "3.1",
        "~pue-limit",
        "toc",
        "provisions",
        "表1",
        "",
        ".",
        "..",
        "%2e",
        "%2f",
        "%00",
        "~",
        "@",
        "@abcdef1",
        ".json",
        "en",
        "search",
        "static",
        "%ff",
        "\u202e",
        "a" * 300,
    ]
)
HEADERS = st.fixed_dictionaries(
    {},
    optional={
        "accept": st.text(st.characters(min_codepoint=32, max_codepoint=255), max_size=60),
        "accept_language": st.text(st.characters(min_codepoint=32, max_codepoint=255), max_size=60),
        "accept_encoding": st.sampled_from(["gzip", "*;q=0", "gzip;q=nan", ""]),
        "if_none_match": st.sampled_from(["*", '"', 'W/"x"', ",,,"]),
        "authorization": st.sampled_from(["", "Bearer", "Basic x", "bearer \xff"]),
        "content_length": st.sampled_from(["0", "-1", "9" * 5000, "\xb2"]),
    },
)


def harmless(reply):
    assert reply.status < 500
    assert b"Traceback" not in reply.body
    assert re.match(r"/(?!/)", reply.headers.get("location", "/"))


@given(st.lists(PIECES, max_size=7), st.sampled_from(["", ".json", ".en.html", "/", ".pdf"]), HEADERS)
@SETTINGS
def test_random_addresses(client, pieces, ending, headers):
    harmless(client.get("/" + "/".join(pieces) + ending, **headers))


@given(st.binary(max_size=80).map(lambda raw: quote(raw, safe="/%~@.")))
@SETTINGS
def test_random_bytes_as_numbers(client, raw):
    harmless(client.get(f"{V}/{raw}", accept="text/html"))


@given(
    st.text(max_size=80),
    st.sampled_from(["/search?q=", "/standards?q=", f"{V}/provisions?q=", f"{V}/provisions?clause="]),
)
@SETTINGS
def test_random_words_to_look_for(client, words, address):
    harmless(client.get(address + quote(words), accept="text/html"))


@given(st.text(max_size=40), st.sampled_from(["size", "cursor", "kind", "scope", "lang", "standard", "status", "ics"]))
@SETTINGS
def test_random_parameters(client, value, name):
    for address in ("/search?q=a&", "/standards?", f"{V}/provisions?", f"{V}/terms?", f"{V}/toc?"):
        harmless(client.get(f"{address}{name}={quote(value)}"))
