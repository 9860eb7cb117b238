"""Options and fixtures that all tests share."""

from __future__ import annotations

import os

import pytest


def pytest_addoption(parser):
    parser.addoption("--bless", action="store_true", help="write the expected files of golden cases anew")


@pytest.fixture
def bless(request):
    return request.config.getoption("--bless")


def pytest_terminal_summary(terminalreporter, exitstatus, config):
    del exitstatus, config
    skipped = len(terminalreporter.stats.get("skipped", []))
    if skipped and os.environ.get("STDPUB_TEST_ALL"):
        terminalreporter.write_line(f"{skipped} skipped where nothing may be skipped", red=True)


def pytest_sessionfinish(session, exitstatus):
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if reporter and os.environ.get("STDPUB_TEST_ALL") and reporter.stats.get("skipped") and exitstatus == 0:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
