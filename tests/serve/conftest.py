"""A published library, built once, and clients of its application."""

import pytest
from asgi import Client
from served import make_library

from stdpub.serve.app import create_app
from stdpub.store.library import Library

WORDS = "open sesame"
HASH = "41ef4bb0b23661e66301aac36066912dac037827b4ae63a7b1165a5aa93ed4eb"
"""A token and its SHA-256."""


@pytest.fixture(scope="session")
def library(tmp_path_factory):
    return make_library(tmp_path_factory.mktemp("served"))


@pytest.fixture(scope="session")
def client(library):
    client = Client(create_app(Library(library), (HASH,)))
    yield client
    client.close()


@pytest.fixture(scope="session")
def insider(client):
    insider = Client(client.app, authorization=f"Bearer {WORDS}")
    yield insider
    insider.close()
