"""Chromium, the pages of standards as files, and a served library, each made once."""

from __future__ import annotations

import http.client
import socket
import subprocess
import sys
from contextlib import contextmanager
from time import monotonic

import pytest
from browsed import PAGES
from libraries import PROJECT
from served import make_library, publish_folder
from visits import CHROMIUM, FLAGS, visit

from stdpub.cli.folders import read_folder

LONGEST_START = 60
"""Seconds in which a server must be ready."""


@pytest.fixture(scope="module")
def browser():
    """Start Chromium for one file of tests: its driver holds an event loop, which other tests want for themselves."""
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield started
        started.close()


@pytest.fixture
def opened(browser):
    """Return what opens a page; at the end no page may have complained or asked a stranger."""
    visits = []

    def open_(address, look):
        visits.append(visit(browser, address, look))
        return visits[-1]

    yield open_
    for one in visits:
        one.page.context.close()

    assert [one.complaints for one in visits] == [[] for _ in visits]
    assert [one.strangers for one in visits] == [[] for _ in visits]


@pytest.fixture(scope="session")
def built(tmp_path_factory):
    """Return what gives the address of a standard's page on disk, written when first asked for."""
    place = tmp_path_factory.mktemp("pages")

    def address(name):
        file = place / f"{name}.html"
        if not file.exists():
            file.write_bytes(PAGES[name]())
        return file.as_uri()

    return address


@pytest.fixture(scope="session")
def server(tmp_path_factory):
    """Return the address of a served library that holds the tests' own standards and the project's."""
    library = make_library(tmp_path_factory.mktemp("browsed"))
    publish_folder(read_folder(PROJECT / "standards" / "data-centre-energy"), library)
    with _serving(library) as address:
        yield address


@contextmanager
def _serving(library):
    port = _free_port()
    command = [sys.executable, "-m", "stdpub", "serve", "--library", str(library), "--port", str(port)]
    process = subprocess.Popen(command, cwd=PROJECT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    try:
        _wait_until_ready(process, port)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.communicate(timeout=20)


def _free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def _wait_until_ready(process, port):
    end = monotonic() + LONGEST_START
    while monotonic() < end:
        try:
            code = process.wait(timeout=0.1)
        except subprocess.TimeoutExpired:
            if _ready(port):
                return
        else:
            message = f"the server ended with {code}: {process.stderr.read().decode()}"
            raise RuntimeError(message)
    message = f"the server was not ready in {LONGEST_START} seconds"
    raise RuntimeError(message)


def _ready(port):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", "/readyz")
        return connection.getresponse().status == 200
    except OSError:
        return False
    finally:
        connection.close()
