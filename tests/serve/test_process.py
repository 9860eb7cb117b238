"""The server as a process of its own: it starts, answers over a socket, and stops when it is told."""

import http.client
import json
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]
CODE = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
import uvicorn
from stdpub.serve.app import create_app
from stdpub.store.library import Library
uvicorn.run(create_app(Library(Path(sys.argv[2]))), host="127.0.0.1", port=0)
"""


@pytest.fixture(scope="module")
def server(library):
    process = subprocess.Popen(
        [sys.executable, "-c", CODE, str(PROJECT), str(library)],
        stderr=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        text=True,
    )
    try:
        for line in process.stderr:
            found = re.search(r"running on (http://127\.0\.0\.1:\d+)", line)
            if found:
                yield found[1]
                break
    finally:
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=20)


def get(server, address, **headers):
    """Ask over a socket, without following what the answer says."""
    host = server.removeprefix("http://")
    connection = http.client.HTTPConnection(host, timeout=20)
    try:
        connection.request("GET", address, headers={name.replace("_", "-"): one for name, one in headers.items()})
        reply = connection.getresponse()
        return reply.status, reply.headers, reply.read()
    finally:
        connection.close()


def test_a_clause_over_a_socket(server):
    status, headers, body = get(server, "/standards/t-test-1/2026/3.1.json")

    assert (status, headers["content-type"]) == (200, "application/json")
    assert json.loads(body)["key"] == "limits"


def test_a_spelling_on_paper_is_sent_to_its_address(server):
    status, headers, _ = get(server, "/standards/t-test-1/2026/%E8%A1%A81.json")

    assert (status, headers["location"]) == (308, "/standards/t-test-1/2026/table-1.json")


def test_what_the_client_has_is_not_sent_again(server):
    _, headers, _ = get(server, "/standards/t-test-1/2026/3.1.json")
    status, _, body = get(server, "/standards/t-test-1/2026/3.1.json", if_none_match=headers["etag"])

    assert (status, body) == (304, b"")


@pytest.mark.parametrize(
    "address", ["/standards/%2e%2e/x", "/static/..%2f..%2fetc", "/standards/t-test-1/2026/%00", "/../x"]
)
def test_hostile_paths_over_a_socket(server, address):
    assert get(server, address)[0] == 400
