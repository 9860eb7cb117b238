"""The reader's pages: well formed, linked together, in the reader's language, and of nothing from elsewhere."""

import re
from urllib.parse import unquote
from xml.parsers import expat

import pytest

S = "/standards/t-test-1"
V = f"{S}/2026"
PAGE = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
PAGES = [
    "/",
    "/standards",
    S,
    V,
    f"{V}/toc",
    f"{V}/provisions",
    f"{V}/terms",
    f"{V}/3",
    f"{V}/3.1",
    f"{V}/2.1",
    f"{V}/table-1",
    f"{V}/formula-1",
    f"{V}/3.2.b",
    f"{V}/~pue-limit",
    f"{V}/A",
    "/search?q=%E8%83%BD%E6%95%88",
    "/search?q=nothing-at-all",
    "/docs",
    f"{V}/9.9",
    "/nowhere",
]


def page(client, address, language="en"):
    reply = client.get(address, accept=PAGE, accept_language=language)
    assert reply.headers["content-type"] == "text/html; charset=utf-8"
    return reply


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_page_is_well_formed_and_stands_on_its_own(client, address, language):
    reply = page(client, address, language)
    ids, tags = [], []

    def start(tag, attributes):
        tags.append(tag)
        ids.append(attributes.get("id"))

    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    parser.Parse(reply.body, True)  # noqa: FBT003

    known = [one for one in ids if one]
    assert len(known) == len(set(known))
    assert tags.count("h1") == 1
    assert tags.count("main") == 1
    assert "script" not in tags
    assert not re.search(r'(?:src|href|action)="(?:https?:)?//', reply.text)
    assert "default-src 'none'" in reply.headers["content-security-policy"]
    assert f'<html xmlns="http://www.w3.org/1999/xhtml" lang="{language}"' in reply.text


def test_every_link_of_every_page_leads_somewhere(client):
    seen, waiting, pages = set(), ["/"], 0
    while waiting:
        address = waiting.pop()
        reply = client.get(address, accept=PAGE, accept_language="zh")
        # The permanent link of a thing that only an old edition holds says where it was.
        assert reply.status in {200, 307} or re.fullmatch(rf"{S}/~[a-z]+", address), address
        if reply.status == 200 and reply.headers["content-type"].startswith("text/html"):
            pages += 1
            found = {
                one.replace("&amp;", "&").partition("#")[0] for one in re.findall(r'href="([^"#][^"]*)"', reply.text)
            }
            found |= {reply.headers["location"]} if "location" in reply.headers else set()
            waiting += sorted(one for one in found - seen if one.startswith("/"))
            seen |= found

    assert pages > 60


def test_every_anchor_within_a_page_is_there(client):
    for address in PAGES:
        text = page(client, address).text
        for name in re.findall(r'href="#([^"]+)"', text):
            assert f'id="{unquote(name)}"' in text, (address, name)


def test_the_start_page_lists_the_standards_and_searches(client):
    text = page(client, "/", "zh").text

    assert 'action="/search"' in text
    assert f'href="{S}"' in text
    assert "数据中心　能效" in text
    assert "现行" in text


def test_a_standard_shows_its_editions_and_their_forms(client):
    text = page(client, S).text

    assert text.index("2026") < text.index("2024")
    assert "In force" in text
    assert "Superseded" in text
    assert f'href="{V}.en.pdf"' in text


def test_a_version_shows_its_contents(client):
    text = page(client, V).text

    assert "<title>T/TEST 1 Data centres — Energy efficiency</title>" in text
    assert f'<a href="{V}/3.1"><span class="label">3.1</span> Limits</a>' in text
    assert f'href="{V}.en.html"' in text
    assert f'href="{V}/toc.zh.html" hreflang="zh"' in text


def test_the_page_of_a_version_is_the_page_of_its_contents(client):
    assert page(client, V).text == page(client, f"{V}/toc").text
    assert page(client, V).headers["content-location"] == f"{V}/toc.en.html"


def test_a_clause_shows_where_it_stands_and_where_to_go(client):
    text = page(client, f"{V}/3.1", "zh").text

    assert f'<a href="{V}/3">3</a>' in text
    assert f'rel="next" href="{V}/3.2"' in text
    assert f'rel="canonical" href="{S}/~limits"' in text
    assert 'id="pue-limit"' in text


def test_links_out_of_a_clause_lead_to_permanent_keys_of_the_version(client):
    text = page(client, f"{V}/3.1", "zh").text

    assert f'href="{V}/~pue"' in text
    assert f'href="{V}/~method"' in text
    assert 'href="#tab-limits"' in text


def test_provisions_can_be_chosen_by_kind(client):
    text = page(client, f"{V}/provisions?kind=recommendation").text

    assert '<option value="recommendation" selected="selected">' in text
    assert f'href="{V}/~measured"' in text
    assert f'href="{V}/~pue-limit"' not in text


def test_a_draft_says_that_it_is_one(insider):
    text = page(insider, f"{S}/draft/3.1").text

    assert '<span class="status draft">Draft</span>' in text
    assert "no published edition" in text


def test_found_words_are_marked_and_nothing_is_markup(client):
    text = page(client, "/search?q=%E7%94%B5%E8%83%BD", "zh").text
    hostile = page(client, "/search?q=%3Cimg%20src%3Dx%3E%22onload%3D").text

    assert "<mark>电能</mark>" in text
    assert "<img" not in hostile
    assert 'value="&lt;img src=x&gt;&#34;onload="' in hostile


def test_an_error_page_says_what_may_have_been_meant(client):
    reply = page(client, f"{V}/3.9", "zh")

    assert reply.status == 404
    assert f'<a href="{V}/3.2">3.2</a>' in reply.text
    assert "您要找的可能是" in reply.text


def test_the_interface_is_described_without_help_from_elsewhere(client):
    text = page(client, "/docs").text

    assert "GET /standards/{slug}/{version}/{number}" in text
    assert "Words to look for" in text


def test_style_sheets_are_served_and_kept(client):
    first = client.get("/static/library.css")
    again = client.get("/static/library.css", if_none_match=first.headers["etag"])

    assert (first.status, first.headers["content-type"]) == (200, "text/css; charset=utf-8")
    assert again.status == 304
    assert client.get("/static/nothing.css").status == 404
