"""The pages of a served library in a real browser, as readers in both languages come to them."""

from __future__ import annotations

import pytest
from visits import DESKTOP, PHONE, Look, long, needs_chromium

pytestmark = needs_chromium

OWN = "/standards/data-centre-energy"
TEST = "/standards/t-test-1"
ADDRESSES = (
    "/",
    "/?lang=en",
    "/standards",
    "/standards?lang=en",
    OWN,
    f"{OWN}?lang=en",
    f"{OWN}/2026",
    f"{OWN}/2026?lang=en",
    f"{OWN}/2026.html",
    f"{OWN}/2026/6.2",
    f"{OWN}/2026/6.2?lang=en",
    f"{OWN}/2026/table-2",
    f"{OWN}/2026/A",
    f"{OWN}/~pue-limit",
    f"{OWN}/2026/provisions",
    f"{OWN}/2026/provisions?lang=en&kind=requirement",
    f"{OWN}/2026/terms",
    f"{OWN}/2026/terms?lang=en",
    f"{TEST}/2026/3.2",
    f"{TEST}/2024",
    "/search?q=数据",
    "/search?q=power&lang=en",
    "/search?q=xyzzy",
    "/docs",
    "/standards/no-such-standard",
    f"{OWN}/2026/99",
)
WALKED = ("/", f"{OWN}/2026", f"{OWN}/2026/6.2", f"{OWN}/2026/provisions")
LAYOUT = ("sideways", "cut", "overfull", "overlaid", "faint", "astray")


def faults(visit, probes=LAYOUT):
    return {probe: found for probe in probes if (found := visit.ask(probe))}


@pytest.mark.parametrize("look", [PHONE, long(Look(1280, "dark"))], ids=str)
@pytest.mark.parametrize("address", ADDRESSES)
def test_a_page_is_laid_out_well_and_open_to_all(opened, server, address, look):
    visit = opened(f"{server}{address}", look)

    assert faults(visit) == {}
    assert visit.axe() == []


@pytest.mark.parametrize("address", ADDRESSES)
def test_all_text_shows_without_scripts(opened, server, address):
    assert opened(f"{server}{address}", Look(360, scripts=False)).ask("hidden") == []


@pytest.mark.parametrize("address", [*WALKED, *(long(one) for one in ADDRESSES if one not in WALKED)])
def test_the_keyboard_reaches_everything(opened, server, address):
    visit = opened(f"{server}{address}", DESKTOP)
    wanted = visit.page.locator("a[href]:visible, summary:visible, button:visible, input:visible, select:visible")
    count = wanted.count()
    first, reached = visit.press("Tab"), 1
    unseen = []
    while (focus := visit.press("Tab")) is not None and reached <= 3 * count:
        reached += 1
        if not (focus["shown"] and focus["inside"] and focus["bare"]):
            unseen.append(focus)

    assert (first["href"], first["shown"], first["inside"]) == ("#_text", True, True)
    assert unseen == []
    assert count <= reached < 3 * count


def test_a_reader_finds_a_clause_without_scripts(opened, server):
    page = opened(f"{server}/", Look(360, scripts=False)).page
    page.get_by_role("searchbox").fill("电能利用效率")
    page.keyboard.press("Enter")
    page.locator(".results a").first.click()

    assert page.locator("article.fragment").inner_text().count("电能利用效率") > 0
    page.locator(".trail a").nth(1).click()
    page.locator(".toc a").first.click()

    assert page.locator("article.fragment h2").count() == 1
