"""The page of a standard, from disk, in a real browser: seen, read, printed and used with the keyboard alone."""

from __future__ import annotations

import pytest
from shared import needs_corpora
from visits import DESKTOP, NARROWEST, PAPER, PHONE, Look, long, needs_chromium

pytestmark = needs_chromium

OWN = ("chinese", "english", "bilingual", "everything", "draft")
REAL = pytest.param("imported", marks=(needs_corpora, pytest.mark.long))
EVERY = (*OWN, REAL)
DARK = Look(1280, "dark")
LOOKS = (PHONE, DARK, long(Look(360, "dark")), long(Look(768)), long(DESKTOP), long(NARROWEST))
AXE = (
    ("chinese", PHONE),
    ("everything", DARK),
    ("bilingual", DESKTOP),
    *(long("bilingual", look) for look in (PHONE, DARK)),
    *(long(name, look) for name in ("english", "draft") for look in (PHONE, DARK)),
    long("chinese", DARK),
    long("everything", PHONE),
    *(pytest.param("imported", look, marks=(needs_corpora, pytest.mark.long)) for look in (PHONE, DARK)),
)
WALKS = (
    ("everything", DESKTOP, "Tab"),
    ("draft", PHONE, "Shift+Tab"),
    *(
        long(name, look, key)
        for name in ("chinese", "english")
        for look in (PHONE, DESKTOP)
        for key in ("Tab", "Shift+Tab")
    ),
    long("everything", PHONE, "Shift+Tab"),
    long("draft", DESKTOP, "Shift+Tab"),
)
SPACING = "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-bottom: 2em !important }"
"""What a reader may set, WCAG 2.2, 1.4.12."""
LAYOUT = ("sideways", "cut", "overfull", "overlaid", "faint", "astray")


def faults(visit, probes=LAYOUT):
    return {probe: found for probe in probes if (found := visit.ask(probe))}


@pytest.mark.parametrize("look", LOOKS, ids=str)
@pytest.mark.parametrize("name", EVERY)
def test_all_is_laid_out_well(opened, built, name, look):
    assert faults(opened(built(name), look)) == {}


@pytest.mark.parametrize("name", EVERY)
@pytest.mark.parametrize("width", [360, 1280])
def test_all_text_shows_without_scripts(opened, built, name, width):
    assert faults(opened(built(name), Look(width, scripts=False)), ("hidden", *LAYOUT)) == {}


@pytest.mark.parametrize("name", EVERY)
def test_the_text_shows_with_scripts(opened, built, name):
    assert opened(built(name), PHONE).ask("hidden", "main, .cover > :not(.cite), .about") == []


@pytest.mark.parametrize("name", OWN)
def test_a_reader_may_space_the_text_out(opened, built, name):
    visit = opened(built(name), PHONE)
    visit.page.add_style_tag(content=SPACING)

    assert faults(visit, ("sideways", "cut")) == {}


@pytest.mark.parametrize(("name", "look"), AXE, ids=str)
def test_axe_finds_nothing(opened, built, name, look):
    assert opened(built(name), look).axe() == []


@pytest.mark.parametrize("name", EVERY)
def test_paper_is_white_and_holds_all_the_text(opened, built, name):
    visit = opened(built(name), PAPER)
    colour = visit.page.evaluate("getComputedStyle(document.body).backgroundColor")

    assert colour == "rgb(255, 255, 255)"
    assert [one for one in visit.ask("hidden", "main, .cover > :not(.cite)") if one != "↩"] == []
    assert faults(visit, ("cut", "overlaid", "faint")) == {}


@pytest.mark.parametrize("width", [360, long(1280)])
@pytest.mark.parametrize("name", ["chinese", long("english")])
def test_each_line_of_the_contents_leads_to_its_clause_without_scripts(opened, built, name, width):
    visit = opened(built(name), Look(width, scripts=False))
    links = visit.page.locator(".contents a")
    count = links.count()
    missed = []
    for at in range(count):
        links.nth(at).click()
        found = visit.page.evaluate(
            "(box => [location.hash, box.top >= -1 && box.top < innerHeight])"
            "(document.querySelector(':target').getBoundingClientRect())"
        )
        if found != [links.nth(at).get_attribute("href"), True]:
            missed.append(found)

    assert count > 20
    assert missed == []


@pytest.mark.parametrize("name", OWN)
def test_the_first_key_skips_to_the_text(opened, built, name):
    visit = opened(built(name), DESKTOP)
    skip = visit.press("Tab")
    visit.page.keyboard.press("Enter")
    visit.page.wait_for_url("**#_text")
    visit.press("Tab")

    assert (skip["href"], skip["shown"], skip["inside"]) == ("#_text", True, True)
    assert visit.page.evaluate("!!document.activeElement.closest('main')")


@pytest.mark.parametrize(("name", "look", "key"), WALKS, ids=str)
def test_the_keyboard_reaches_everything_and_the_reader_sees_where(opened, built, name, look, key):
    visit = opened(built(name), look)
    wanted = visit.page.locator("a[href]:visible, summary:visible").count()
    unseen, reached = [], 0
    while (focus := visit.press(key)) is not None and reached <= 3 * wanted:
        reached += 1
        if not (focus["shown"] and focus["inside"] and focus["bare"]):
            unseen.append(focus)

    assert unseen == []
    assert wanted <= reached < 3 * wanted


CURRENT = "[...document.querySelectorAll('.contents [aria-current]')].map((link) => link.hash)"
HEAD = "(hash) => document.getElementById(hash.slice(1)).firstElementChild.getBoundingClientRect().top"


@pytest.mark.parametrize("name", ["chinese", long("english")])
def test_the_contents_follow_the_reader(opened, built, name):
    visit = opened(built(name), DESKTOP)
    current = ""
    for at in (2, 12, -1):
        before = current
        visit.page.goto(f"{built(name)}{visit.page.locator('.contents a').nth(at).get_attribute('href')}")
        visit.page.wait_for_function(f"before => {CURRENT}.length == 1 && {CURRENT}[0] !== before", arg=before)
        (current,) = visit.page.evaluate(CURRENT)
        link = visit.page.locator(".contents [aria-current]").bounding_box()

        assert 0 <= visit.page.evaluate(HEAD, current) < 800 * 0.3
        assert 0 <= link["y"] < 800


@pytest.mark.parametrize("name", ["chinese", long("english")])
def test_contents_left_open_on_a_phone_stay_behind_the_reader(opened, built, name):
    visit = opened(built(name), PHONE)
    visit.page.locator(".contents summary").click()
    visit.page.mouse.move(180, 400)
    for _ in range(20):
        before = visit.page.evaluate("scrollY")
        visit.page.mouse.wheel(0, 400)
        visit.page.wait_for_function("before => scrollY > before + 300", arg=before, timeout=5000)

    assert visit.page.evaluate(CURRENT) != []


@pytest.mark.parametrize("look", [DESKTOP, long(PHONE)], ids=str)
def test_a_link_to_a_term_shows_what_the_term_means(opened, built, look):
    page = opened(built("english"), look).page
    page.locator("main a.to-term[href='#it-equipment']").first.focus()
    meaning = page.locator("#_meaning")
    meaning.wait_for()
    said = meaning.inner_text()
    page.keyboard.press("Escape")

    assert "information technology equipment" in said
    assert "[SOURCE: GB 50174—2017" in said
    assert meaning.is_hidden()


@pytest.mark.parametrize("look", [DESKTOP, long(PHONE)], ids=str)
def test_a_number_gives_its_address_and_citations(opened, built, look):
    visit = opened(built("english"), look)
    page = visit.page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.locator("#boundary > h3 a.self").click()
    box = page.locator("#_address")
    box.get_by_role("button", name="GB/T 7714").click()
    page.locator("#_address .told", has_text="Copied").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    found = visit.axe()
    page.keyboard.press("Escape")

    assert copied.startswith(
        "stdpub. Data centres — Energy efficiency indicators and evaluation: T/STDPUB 1—2026[S]. stdpub, 2026: 5.1. "
    )
    assert copied.endswith("#boundary")
    assert found == []
    assert page.evaluate("document.activeElement.textContent") == "5.1"
    assert box.is_hidden()
