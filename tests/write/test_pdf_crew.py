"""Work that is shared out among processes comes back as if it had been done in turn."""

from __future__ import annotations

import os
import sys
from functools import partial

import pytest

from stdpub.write.pdf import crew
from stdpub.write.pdf.crew import done

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="processes are shared out on Linux only")


@pytest.fixture(autouse=True)
def two(monkeypatch):
    """Share work out among two processes, whatever the machine has and the test runs in."""
    monkeypatch.setattr(crew, "_processors", lambda: 2)
    monkeypatch.setattr(crew, "_may_fork", lambda: True)


def where(at: int) -> tuple[int, int]:
    return at, os.getpid()


def fail() -> None:
    message = "the third work"
    raise ValueError(message)


def test_results_come_in_their_order_from_several_processes():
    found = done([partial(where, at) for at in range(20)], [at % 7 for at in range(20)], 1)

    assert [at for at, _ in found] == list(range(20))
    assert len({process for _, process in found} - {os.getpid()}) > 1


def test_little_work_stays_in_this_process():
    assert done([partial(where, at) for at in range(3)], [1, 1, 1], 4) == [(at, os.getpid()) for at in range(3)]


def test_what_goes_wrong_in_a_process_is_raised_here():
    with pytest.raises(ValueError, match="the third work"):
        done([partial(where, 1), partial(where, 2), fail], [1, 1, 1], 1)


def test_a_process_that_ends_before_its_time_is_told():
    with pytest.raises(MemoryError):
        done([partial(where, 1), partial(os._exit, 0)], [1, 1], 1)
