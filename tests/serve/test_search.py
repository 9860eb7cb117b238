"""The search: Chinese of two characters, English in any form of a word, numbers, phrases, and what is left out."""

from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stdpub.store.indexing.words import indexed, runs
from stdpub.store.search import highlight, parse_query


def found(client, words, **filters):
    query = "&".join(f"{name}={quote(value)}" for name, value in {"q": words, **filters}.items())
    reply = client.get(f"/search?{query}")
    assert reply.status == 200, reply.text
    return reply.json()["items"]


def names(items):
    return [f"{one['standard']} {one['language']} {one['number'] or one['key']}".strip() for one in items]


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("能效", "t-test-1 zh"),
        ("限定", "t-test-1 zh 3.1"),
        ("电能利用效率", "t-test-1 zh 2.1"),
        ("读数", "t-test-1 zh A.2"),
        ("步骤", "t-test-1 zh A.2"),
        ("连续", "t-test-1 zh A.2"),
        ("venting", "acme-7 en V2.1"),
        ("vessels vented", "acme-7 en V2.1"),
        ("Power Usage Effectiveness", "t-test-1 en 2.1"),
        ("PUE", "t-test-1 en 2.1"),
        ("3.2", "t-test-1 en 3.2"),
        ("A.1", "t-test-1 en A.1"),
        ("T/TEST 1", "t-test-1 en"),
        ("计算 读数", "t-test-1 zh 3.2"),
    ],
)
def test_the_best_answer_comes_first(client, words, first):
    assert names(found(client, words))[0].startswith(first)


def test_only_the_edition_that_applies_is_searched(client):
    assert found(client, "标志") == []
    assert {one["version"] for one in found(client, "限定值")} == {"2026"}


def test_an_answer_says_what_it_is_and_which_words_answer(client):
    hit = next(one for one in found(client, "大于") if one["kind"] == "clause")

    assert hit["number"] == "3.1"
    assert hit["status"] == "in-force"
    assert [hit["highlight"]["text"][start:end] for start, end in hit["highlight"]["marks"]] == ["大于"]
    assert hit["links"] == {"self": "/standards/t-test-1/2026/3.1", "permanent": "/standards/t-test-1/~limits"}


@pytest.mark.parametrize(
    ("filters", "wanted"),
    [
        ({"lang": "en"}, {"en"}),
        ({"lang": "zh"}, {"zh"}),
        ({}, {"zh", "en"}),
    ],
)
def test_only_in_one_language(client, filters, wanted):
    assert {one["language"] for one in found(client, "PUE", **filters)} == wanted


def test_only_in_one_standard(client):
    assert names(found(client, "scope", standard="acme-7")) == []
    assert names(found(client, "venting", standard="acme-7"))[0] == "acme-7 en V2.1"


@pytest.mark.parametrize(
    ("scope", "wanted"),
    [
        ("clause", {"scope", "clause"}),
        ("provision", {"provision"}),
        ("term", {"term"}),
        ("standard", {"standard"}),
    ],
)
def test_only_things_of_one_scope(client, scope, wanted):
    words = {"clause": "能效 限定值", "provision": "大于", "term": "比值", "standard": "能效"}[scope]
    items = found(client, words, scope=scope)

    assert items
    assert {one["kind"] for one in items} <= wanted


def test_only_provisions_of_one_kind(client):
    assert [one["key"] for one in found(client, "测量", scope="provision", kind="recommendation")] == ["measured"]


def test_a_phrase_stands_together(client):
    assert names(found(client, '"close to the equipment"')) == ["t-test-1 en A.1"]
    assert "t-test-1 en A.1" not in names(found(client, '"equipment close to the"'))


def test_a_word_can_be_left_out(client):
    everything = names(found(client, "设备"))
    without = names(found(client, "设备 -进线"))

    assert "t-test-1 zh A.1" in everything
    assert "t-test-1 zh A.1" not in without
    assert set(without) < set(everything)


def test_pages_of_answers_lead_to_all_of_them(client):
    whole = names(found(client, "能效 设备 读数"))
    address, seen = f"/search?q={quote('能效 设备 读数')}&size=2", []
    while address:
        reply = client.get(address).json()
        seen += names(reply["items"])
        address = reply["next"]

    assert len(whole) > 2
    assert seen == whole


@pytest.mark.parametrize("words", ["", "   ", "-", '"', '""', "-能效", "。，", "the of"])
def test_a_query_of_nothing_finds_nothing_or_little(client, words):
    assert client.get(f"/search?q={quote(words)}").status == 200


def test_drafts_are_found_by_who_may_see_them(client, insider):
    assert found(client, "only-draft") == []
    assert {one["standard"] for one in found(insider, "能效")} == {"t-test-1", "only-draft"}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("能效限定值", "能效 效限 限定 定值 值"),
        ("能", "能"),
        ("表2", "表 2"),
        ("GB/T 1.1—2020", "gb t 1.1 2020"),
        ("５.２.１", "5.2.1"),
        ("sub-clause", "sub clause"),
        ("e.g. CRL's", "e g crl s"),
        ("ＰＵＥ值", "pue 值"),
    ],
)
def test_words(text, wanted):
    assert indexed(text) == wanted


@given(st.text(max_size=60))
def test_any_text_can_be_looked_for(text):
    query = parse_query(text)
    shown = highlight(text, query)

    assert all(0 <= start < end <= len(shown.text) for start, end in shown.marks)
    assert all(word == word.lower() and " " not in word for run in runs(text) for word in run)
