"""The page of a comparison in a real browser: seen on every width, filtered, printed, and used with the keyboard."""

from __future__ import annotations

import pytest
from own_editions import NEW, OLD, edition
from visits import DESKTOP, NARROWEST, PAPER, PHONE, Look, long, needs_chromium

from stdpub.compare.comparing import compare
from stdpub.write.compared import Compared
from stdpub.write.redline_page import write_redline_html

pytestmark = needs_chromium

DARK = Look(1280, "dark", scripts=False)
LAYOUT = ("sideways", "cut", "overfull", "overlaid", "faint", "astray")
VISIBLE = "[...document.querySelectorAll('.change')].filter((one) => one.checkVisibility()).length"


@pytest.fixture(scope="module")
def compared(tmp_path_factory):
    """Return what gives the address of a comparison of our own editions, in a language."""
    place = tmp_path_factory.mktemp("comparisons")

    def address(language):
        file = place / f"{language}.html"
        if not file.exists():
            before, after = edition(OLD, language), edition(NEW, language)
            file.write_bytes(write_redline_html(Compared(before, after, compare(before, after))))
        return file.as_uri()

    return address


@pytest.mark.parametrize("look", [PHONE, DARK, long(DESKTOP), long(NARROWEST)], ids=str)
@pytest.mark.parametrize("language", ["zh", long("en")])
def test_all_is_laid_out_well(opened, compared, language, look):
    visit = opened(compared(language), look)

    assert {probe: found for probe in LAYOUT if (found := visit.ask(probe))} == {}


@pytest.mark.parametrize("look", [PHONE, long(Look(1280, "dark"))], ids=str)
@pytest.mark.parametrize("language", ["zh", long("en")])
def test_axe_finds_nothing(opened, compared, language, look):
    assert opened(compared(language), look).axe() == []


def test_filters_work_without_scripts_and_by_keyboard(opened, compared):
    visit = opened(compared("zh"), Look(1280, scripts=False))
    counts = {"all": visit.page.evaluate(VISIBLE)}
    visit.page.locator("#show-all").focus()
    for name in ("substance", "limits"):
        visit.page.keyboard.press("ArrowRight")
        counts[name] = visit.page.evaluate(VISIBLE)
    said = {name: int(visit.page.locator(f"label:has(#show-{name}) .count").inner_text()) for name in counts}

    assert said == counts
    assert counts["all"] > counts["substance"] > counts["limits"] > 0
    assert visit.page.evaluate("[...document.querySelectorAll('.chapter')].some((one) => !one.checkVisibility())")


def test_paper_is_white_and_shows_what_was_chosen(opened, compared):
    visit = opened(compared("zh"), PAPER)

    assert visit.page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert not visit.page.locator(".choices").is_visible()
    assert {probe: found for probe in ("cut", "overlaid", "faint") if (found := visit.ask(probe))} == {}


def test_deletions_and_insertions_are_told_to_who_listens(opened, compared):
    visit = opened(compared("zh"), DESKTOP)
    told = visit.page.evaluate(
        "['del', 'ins'].map((tag) => getComputedStyle(document.querySelector(tag), '::before').content)"
    )

    assert told == ['" [删除："', '" [增加："']
