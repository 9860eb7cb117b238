"""Do pieces of work in processes of their own, as many at once as there are processors: results as if done in turn.

A process ends with its batch, which gives back the memory that WeasyPrint took: its boxes live to the end of a process
because the garbage collector is off while it works.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from multiprocessing.connection import Connection, wait
from typing import TypeVar

Done = TypeVar("Done")

_MOST_PROCESSES = 4
_BATCHES = 3
"""Batches for each process, so that none waits long for the last."""


def done(works: Sequence[Callable[[], Done]], weights: Sequence[float], worth: float) -> list[Done]:
    """Return the results of some works in their order; works of less weight in all than `worth` are not shared out."""
    processes = min(_processors(), _MOST_PROCESSES, len(works))
    if processes < 2 or sum(weights) < worth or not _may_fork():
        return list(_in_turn(works))
    found: dict[int, Done] = {}
    waiting = _batches(weights, processes * _BATCHES)
    running: dict[Connection, multiprocessing.process.BaseProcess] = {}
    try:
        while waiting or running:
            while waiting and len(running) < processes:
                connection, process = _begun(works, waiting.pop(0))
                running[connection] = process
            ready = wait(list(running))
            for connection in [one for one in running if one in ready]:
                found.update(_heard(connection))
                running.pop(connection).join()
    finally:
        for connection, process in running.items():
            process.kill()
            process.join()
            connection.close()
    return [found[at] for at in range(len(works))]


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _may_fork() -> bool:
    """Tell whether a copy of this process can go on by itself: not where other threads may hold locks."""
    return sys.platform == "linux" and threading.active_count() == 1 and not multiprocessing.current_process().daemon


def _in_turn(works: Sequence[Callable[[], Done]]) -> Iterator[Done]:
    for work in works:
        yield work()
        gc.collect()


def _batches(weights: Sequence[float], count: int) -> list[list[int]]:
    """Return the works in batches of about one weight, the heaviest first."""
    batches: list[list[int]] = [[] for _ in range(count)]
    loads = [0.0] * count
    for at in sorted(range(len(weights)), key=lambda at: -weights[at]):
        lightest = loads.index(min(loads))
        batches[lightest].append(at)
        loads[lightest] += weights[at]
    return [batch for _, batch in sorted(zip(loads, batches, strict=True), reverse=True) if batch]


def _begun(
    works: Sequence[Callable[[], Done]], batch: list[int]
) -> tuple[Connection, multiprocessing.process.BaseProcess]:
    here, there = multiprocessing.Pipe(duplex=False)
    process = multiprocessing.get_context("fork").Process(target=_work, args=(works, batch, there), daemon=True)
    process.start()
    there.close()
    return here, process


def _work(works: Sequence[Callable[[], Done]], batch: list[int], connection: Connection) -> None:
    """Do a batch in a process of its own, and send what came of each work or what went wrong."""
    try:
        connection.send([(at, works[at]()) for at in batch])
    except Exception as error:  # noqa: BLE001 - it is raised again where the batch was asked for
        connection.send(error)
    finally:
        connection.close()


def _heard(connection: Connection) -> list[tuple[int, Done]]:
    try:
        found = connection.recv()
    except EOFError:
        message = "a process that lays out pages ended before its time, perhaps for want of memory"
        raise MemoryError(message) from None
    finally:
        connection.close()
    if isinstance(found, Exception):
        raise found
    result: list[tuple[int, Done]] = found
    return result
