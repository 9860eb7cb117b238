"""A page in a real Chromium: opened, questioned by `probes.js`, and held to what no page may do."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import urlsplit

import pytest

CHROMIUM = shutil.which("chromium")
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking")
PROBES = (Path(__file__).parent / "probes.js").read_text(encoding="utf-8")
WCAG = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
NO_STATUS = "Failed to load resource: the server responded with a status of 404"
HERE = frozenset({"", "127.0.0.1"})

ABSENT = tuple(
    name
    for name, there in (
        ("Chromium", CHROMIUM is not None),
        ("the Python package playwright", find_spec("playwright") is not None),
        ("the Python package axe-playwright-python", find_spec("axe_playwright_python") is not None),
    )
    if not there
)
needs_chromium = pytest.mark.skipif(bool(ABSENT), reason=f"not installed: {', '.join(ABSENT)}")


@dataclass(frozen=True, slots=True)
class Look:
    """How a reader looks at a page."""

    width: int = 1280
    scheme: str = "light"
    scripts: bool = True
    media: str = "screen"

    def __str__(self) -> str:
        return "-".join((str(self.width), self.scheme, self.media, "scripts" if self.scripts else "bare"))


PHONE = Look(360)
DESKTOP = Look(1280)
NARROWEST = Look(320)
"""The width at which WCAG 2.2, 1.4.10 wants no scrolling in two directions."""
PAPER = Look(717, "dark", media="print")
"""The width that Chromium gives an A4 sheet between its margins, for a reader whose screen is dark."""


def long(*values: object) -> object:
    """Return values of a test that only a run of everything takes."""
    return pytest.param(*values, marks=pytest.mark.long)


@dataclass(slots=True)
class Visit:
    """An open page, and what it did that a page must not do."""

    page: object
    complaints: list[str] = field(default_factory=list)
    strangers: list[str] = field(default_factory=list)

    def ask(self, probe: str, *arguments: str) -> object:
        """Return the faults that one probe finds."""
        return self.page.evaluate("([probe, words]) => window.probes[probe](...words)", [probe, arguments])

    def press(self, key: str) -> dict[str, object] | None:
        """Press a key and return what has the focus then."""
        self.page.keyboard.press(key)
        return self.ask("focused")

    def axe(self) -> list[str]:
        """Return what axe-core finds against WCAG 2.2 AA and its own good practice."""
        self.page.evaluate((files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8"))
        how = {"runOnly": {"type": "tag", "values": WCAG}, "resultTypes": ["violations"]}
        found = self.page.evaluate("(how) => axe.run(document, how)", how)
        return [
            f"{one['id']}: {node['html'][:160]}: {node['failureSummary']}"
            for one in found["violations"]
            for node in one["nodes"]
        ]


def visit(browser: object, address: str, look: Look) -> Visit:
    """Open a page as a reader does, and wait until all of it stands."""
    context = browser.new_context(
        viewport={"width": look.width, "height": 800},
        color_scheme=look.scheme,
        reduced_motion="reduce",
        java_script_enabled=look.scripts,
    )
    page = context.new_page()
    made = Visit(page)
    page.on("console", lambda message: _heard(made, message))
    page.on("pageerror", lambda fault: made.complaints.append(str(fault)))
    context.route("**/*", lambda route: _passed(made, route))
    page.emulate_media(media=look.media)
    page.goto(address, wait_until="load")
    page.evaluate(f"window.probes = {PROBES}; null")
    return made


def _heard(made: Visit, message: object) -> None:
    if message.type in {"error", "warning"} and not message.text.startswith(NO_STATUS):
        made.complaints.append(message.text)


def _passed(made: Visit, route: object) -> None:
    """Let a request go on that stays on this machine, and keep the others."""
    address = urlsplit(route.request.url)
    if address.scheme in {"file", "data"} or (address.hostname or "") in HERE:
        route.continue_()
    else:
        made.strangers.append(route.request.url)
        route.abort()
