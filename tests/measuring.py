"""Run commands and say how long they took: what the benchmarks share."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

PYTHON = sys.executable
BENCH_PYTHON = Path(__file__).parents[1] / ".bench" / "bin" / "python"
TIMES = 3


@dataclass(frozen=True)
class Run:
    """Median seconds on the clock, median CPU seconds, and peak memory in MB of one command."""

    seconds: float
    cpu: float
    megabytes: float


def run(command, times=TIMES, ok=(0,)):
    walls, cpus, peak = [], [], 0
    for _ in range(times):
        start = time.perf_counter()
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        said = process.stderr.read()
        _, status, usage = os.wait4(process.pid, 0)
        walls.append(time.perf_counter() - start)
        cpus.append(usage.ru_utime + usage.ru_stime)
        peak = max(peak, usage.ru_maxrss)
        process.stderr.close()
        if os.waitstatus_to_exitcode(status) not in ok:
            sys.exit(f"{' '.join(map(str, command))}\n{said.decode()}")
    return Run(statistics.median(walls), statistics.median(cpus), peak / 1024)


def stdpub(*words):
    return [PYTHON, "-m", "stdpub", *map(str, words)]


def row_of(what, measured, ours=None):
    """Print what one command took; beside ours, how many times as long as that it was."""
    ratio = f"{measured.seconds / ours.seconds:.1f}" if ours else ""
    print(f"| {what} | {measured.seconds:.2f} | {measured.cpu:.2f} | {measured.megabytes:.0f} | {ratio} |", flush=True)
