"""Run every check and every test, and set the table of this run into docs/measurements.md; `make test-all` calls it."""

from __future__ import annotations

import os
import platform
import re
import subprocess
import sys
import tempfile
from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic
from xml.etree import ElementTree as ET

PROJECT = Path(__file__).resolve().parents[1]
REPORT = PROJECT / "docs" / "measurements.md"
OPEN, CLOSE = "<!-- test-all: written by `make test-all` -->", "<!-- /test-all -->"
BIN = Path(sys.executable).parent
CHECKS = {
    "lint": ("ruff", "check", "--quiet", "."),
    "layout": ("ruff", "format", "--quiet", "--check", "."),
    "types": ("mypy",),
    "import contracts": ("lint-imports",),
}


@dataclass(slots=True)
class Part:
    """One line of the table; checks that are no tests count none."""

    name: str
    tests: int = 0
    seconds: float = 0
    failed: int = 0
    skipped: int = 0

    @property
    def result(self) -> str:
        told = [f"{count} {word}" for count, word in ((self.failed, "failed"), (self.skipped, "skipped")) if count]
        return ", ".join(told) or "passed"

    @property
    def line(self) -> str:
        return f"| {self.name} | {self.tests or ''} | {self.seconds:.0f} | {self.result} |"


def main(arguments: list[str]) -> int:
    """Run all, write the table, and return the exit code: 0 where all passed and nothing was skipped."""
    commit = _commit()
    start = monotonic()
    parts = [_check(name, command) for name, command in CHECKS.items()]
    with tempfile.TemporaryDirectory() as place:
        junit = Path(place) / "junit.xml"
        code = _run("pytest", "-rs", f"--junitxml={junit}", *arguments)
        parts += counted(junit.read_text(encoding="utf-8")) if junit.exists() else []
    told = table(parts, commit, monotonic() - start)
    if not arguments:
        REPORT.write_text(replaced(REPORT.read_text(encoding="utf-8"), told), encoding="utf-8")
    sys.stdout.write(f"\n{told}")
    return int(bool(code or any(part.failed or part.skipped for part in parts)))


def _check(name: str, command: tuple[str, ...]) -> Part:
    start = monotonic()
    code = _run(*command)
    return Part(name, seconds=monotonic() - start, failed=int(code != 0))


def _run(command: str, *arguments: str) -> int:
    return subprocess.run([BIN / command, *arguments], cwd=PROJECT, check=False).returncode


def _commit() -> str:
    """Return the commit that is run, and whether files differ from it."""

    def git(*arguments: str) -> str:
        done = subprocess.run(["git", *arguments], cwd=PROJECT, check=True, capture_output=True, text=True)
        return done.stdout.strip()

    changed = git("status", "--porcelain", "--untracked-files=no", "--", ".", ":!docs/measurements.md")
    return git("rev-parse", "--short=12", "HEAD") + (" with changes" if changed else "")


def counted(junit: str) -> list[Part]:
    """Return a part for each folder of tests."""
    found: dict[str, Part] = defaultdict(lambda: Part(""))
    for case in ET.fromstring(junit).iter("testcase"):  # noqa: S314 - our own run wrote it
        names = case.get("classname", "").split(".")
        part = found["/".join(names[:2]) if len(names) > 1 and not names[1].startswith("test_") else "tests"]
        part.tests += 1
        part.seconds += float(case.get("time", "0"))
        part.failed += int(case.find("failure") is not None or case.find("error") is not None)
        part.skipped += int(case.find("skipped") is not None)
    return [Part(name, one.tests, one.seconds, one.failed, one.skipped) for name, one in sorted(found.items())]


def table(parts: list[Part], commit: str, seconds: float) -> str:
    """Return the table with what it was measured on."""
    python, cores, day = platform.python_version(), os.cpu_count(), datetime.now(UTC).date()
    whole = Part("all, by the clock", sum(part.tests for part in parts), seconds)
    whole.failed, whole.skipped = sum(part.failed for part in parts), sum(part.skipped for part in parts)
    lines = ["| part | tests | seconds | result |", "|---|--:|--:|---|", *(part.line for part in (*parts, whole))]
    return "\n".join([f"Commit {commit}, {day}, Python {python}, {cores} cores.", "", *lines, ""])


def replaced(text: str, told: str) -> str:
    """Return a text with what stands between its two marks replaced."""
    return re.sub(f"(?<={re.escape(OPEN)}\n).*?(?={re.escape(CLOSE)})", lambda _: told, text, flags=re.DOTALL)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
