"""Options and fixtures that all tests share; what a run of everything adds and refuses."""

from __future__ import annotations

import os

import pytest
from tries import EVERYTHING


def pytest_addoption(parser):
    parser.addoption("--bless", action="store_true", help="write the expected files of golden cases anew")


def pytest_configure(config):
    os.environ["STDPUB_CACHE"] = "off"  # what one run keeps must not be what another finds
    config.addinivalue_line("markers", "long: takes too long for every day; runs where STDPUB_TEST_ALL is set")


@pytest.fixture
def bless(request):
    return request.config.getoption("--bless")


@pytest.fixture(autouse=True)
def _own_language(monkeypatch):
    """Let no command that was called in this process choose the language of the next one's messages."""
    monkeypatch.delenv("STDPUB_LANGUAGE", raising=False)


def pytest_collection_modifyitems(config, items):
    """Leave the long tests out of a quick run."""
    if EVERYTHING:
        return
    left_out = [item for item in items if item.get_closest_marker("long")]
    config.hook.pytest_deselected(items=left_out)
    items[:] = [item for item in items if item not in set(left_out)]


def pytest_terminal_summary(terminalreporter, exitstatus, config):
    del exitstatus, config
    skipped = len(terminalreporter.stats.get("skipped", []))
    if skipped and EVERYTHING:
        terminalreporter.write_line(f"{skipped} skipped where nothing may be skipped", red=True)


def pytest_sessionfinish(session, exitstatus):
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if reporter and EVERYTHING and reporter.stats.get("skipped") and exitstatus == 0:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
