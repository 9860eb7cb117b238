"""The probes find what they look for: each on a page with just its fault, none on a page without."""

from __future__ import annotations

import pytest
from visits import PHONE, needs_chromium, visit

pytestmark = needs_chromium

STYLE = "<style>body{margin:0;font:16px/1.5 serif;overflow-wrap:normal}</style>"
PROBES = ("hidden", "sideways", "cut", "overfull", "overlaid", "faint", "astray")
LONG = "w" * 99
FAULTS = {
    "hidden": "<p>Seen.</p><p style='display:none'>Not seen.</p>",
    "sideways": "<div style='width:500px'>Wide.</div>",
    "cut": f"<div style='width:200px;overflow:hidden'>{LONG}</div>",
    "overfull": f"<div style='overflow-x:auto'><table style='table-layout:fixed;width:300px'><tr><td>{LONG}</td><td></td></tr></table></div>",
    "overlaid": "<p style='margin:0'>One line.</p><p style='margin:-24px 0 0'>Another line.</p>",
    "faint": "<p style='color:#888;background:#fff'>Grey.</p>",
    "astray": "<p><a href='#nowhere'>A link.</a></p>",
}


@pytest.fixture
def page(opened, tmp_path):
    def open_(body):
        file = tmp_path / "page.html"
        file.write_text(
            f"<!DOCTYPE html><html lang='en'><title>t</title>{STYLE}<main><h1>h</h1>{body}</main></html>",
            encoding="utf-8",
        )
        return opened(file.as_uri(), PHONE)

    return open_


@pytest.mark.parametrize("probe", PROBES)
def test_a_probe_finds_its_fault_alone(page, probe):
    open_page = page(FAULTS[probe])

    assert [probe] == [one for one in PROBES if open_page.ask(one)]


def test_a_page_without_fault_passes_all(page):
    text = f"<p id='here'>Text, <a href='#here'>link</a>.</p><div style='overflow-x:auto'><span>{LONG}</span></div>"
    open_page = page(text)

    assert [] == [one for one in PROBES if open_page.ask(one)]


def test_a_request_to_elsewhere_is_kept_and_told(browser, tmp_path):
    file = tmp_path / "page.html"
    file.write_text("<!DOCTYPE html><img src='https://example.org/a.png'>", encoding="utf-8")
    made = visit(browser, file.as_uri(), PHONE)

    assert made.strangers == ["https://example.org/a.png"]
    assert made.complaints


def test_a_focus_that_nobody_sees(page):
    open_page = page("<style>a:focus-visible{outline:none}</style><a href='#'>x</a>")

    assert open_page.press("Tab")["shown"] is False


def test_axe_finds_a_picture_without_words(page):
    open_page = page("<img src='data:image/gif;base64,R0lGODlhAQABAAAAACw='>")

    assert [one.split(":")[0] for one in open_page.axe()] == ["image-alt"]
