"""The command line in a process of its own, and small standards to give to it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]

STANDARD = (
    "---\nidentifier: X 1\nlanguage: en\ntitle: Vents\ndate: 2026-01-01\n---\n\n"
    "# Vents {#vents}\n\nThe vent shall be round. {#round}\n"
)


def stdpub(*arguments, input_=None, cwd=None, **environment):
    """Run `stdpub` as a user does, in an environment without the tester's own settings."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("STDPUB_", "NO_COLOR", "FORCE_"))}
    kept |= {"PYTHONPATH": str(ROOT), "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8", **environment}
    return subprocess.run(
        [sys.executable, "-m", "stdpub", *map(str, arguments)],
        capture_output=True,
        check=False,
        cwd=cwd,
        env=kept,
        input=input_,
        timeout=60,
    )


def folder(place, text=STANDARD, **files):
    """Write a standard's folder; `figures__a_svg` names the file `figures/a.svg`."""
    place.mkdir(parents=True, exist_ok=True)
    (place / "standard.md").write_bytes(text if isinstance(text, bytes) else text.encode())
    for name, content in files.items():
        path = place / name.replace("__", "/").replace("_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return place


def tree(place):
    """Return every file below a folder with its bytes."""
    return {path.relative_to(place).as_posix(): path.read_bytes() for path in place.rglob("*") if path.is_file()}
