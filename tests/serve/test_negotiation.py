"""What clients ask for in their headers, and what they get."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stdpub.serve.negotiation import accepts_gzip, choose_form, choose_language, matches

OFFERED = ("json", "html", "xml", "md", "txt")
CHROME = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8"


@pytest.mark.parametrize(
    ("header", "wanted"),
    [
        ("", "json"),
        ("*/*", "json"),
        (CHROME, "html"),
        ("text/html", "html"),
        ("application/json", "json"),
        ("application/xml", "xml"),
        ("text/xml", "xml"),
        ("application/xhtml+xml", "html"),
        ("text/*", "html"),
        ("text/markdown, text/plain;q=0.5", "md"),
        ("text/plain, text/markdown;q=0.5", "txt"),
        ("text/html;q=0.5, application/json;q=0.9", "json"),
        ("text/html, application/json", "html"),
        ("application/json, text/html", "json"),
        ("*/*;q=0.1, text/html;q=0", "json"),
        ("application/json;q=0, */*", "html"),
        ("APPLICATION/JSON", "json"),
        ("application/json; charset=utf-8", "json"),
        ("image/png", ""),
        ("text/html;q=0", ""),
        ("text/html;q=nonsense", ""),
        ("text/html;q=7", ""),
        (",;,=", ""),
    ],
)
def test_form(header, wanted):
    assert choose_form(header, OFFERED) == wanted


@pytest.mark.parametrize(
    ("header", "wanted"),
    [
        ("", "zh"),
        ("en", "en"),
        ("en-GB,en;q=0.9", "en"),
        ("zh-CN", "zh"),
        ("fr", "zh"),
        ("fr, en;q=0.5, zh;q=0.2", "en"),
        ("*", "zh"),
        ("zh;q=0.3, en;q=0.9", "en"),
        ("en;q=0", "zh"),
        ("EN", "en"),
    ],
)
def test_language(header, wanted):
    assert choose_language(header, ("zh", "en")) == wanted


def test_a_language_without_its_script_finds_the_one_with_it():
    assert choose_language("zh", ("en", "zh-Hant")) == "zh-Hant"


@pytest.mark.parametrize(
    ("header", "wanted"),
    [
        ("", False),
        ("gzip", True),
        ("gzip, deflate, br", True),
        ("br", False),
        ("*", True),
        ("gzip;q=0", False),
        ("*, gzip;q=0", False),
        ("identity", False),
    ],
)
def test_gzip(header, wanted):
    assert accepts_gzip(header) is wanted


@pytest.mark.parametrize(
    ("header", "wanted"),
    [
        ("", False),
        ('"a"', True),
        ('W/"a"', True),
        ('"b", "a"', True),
        ('"b"', False),
        ("*", True),
        ("a", False),
    ],
)
def test_entity_tags(header, wanted):
    assert matches(header, '"a"') is wanted


@given(st.text(max_size=200))
def test_any_header_is_understood(header):
    assert choose_form(header, OFFERED) in {"", *OFFERED}
    assert choose_language(header, ("zh", "en")) in {"zh", "en"}
    assert accepts_gzip(header) in {True, False}
