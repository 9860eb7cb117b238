"""What tests of the store share: plain git, small standards, publications, and other processes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from stdpub.model.folder import Folder
from stdpub.store.objects import Person
from stdpub.store.publication import Publication

PROJECT = Path(__file__).resolve().parents[1]
WHO = Person("Test", "test@example.org")


def git(place: Path, *arguments: str, stdin: bytes = b"") -> str:
    """Run git as a user would and return what it prints."""
    command = ["git", "-c", "user.name=Test", "-c", "user.email=test@example.org", *arguments]
    done = subprocess.run(command, cwd=place, input=stdin, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode().removesuffix("\n")


def whole(library: Path) -> None:
    """Hold the library against git's own check."""
    assert git(library, "fsck", "--strict", "--full", "--no-dangling") == ""


def standard(slug: str = "cooling", text: str = "# Scope\n", **files: str) -> Folder:
    """Return a folder with a source text; other files by name, `__` for a dot and `___` for a slash."""
    more = {name.replace("___", "/").replace("__", "."): content.encode() for name, content in files.items()}
    return Folder(slug, {"standard.md": text.encode(), **more}, {})


def publication(
    edition: str = "2026",
    languages: tuple[str, ...] = ("zh",),
    *,
    date: str = "2026-01-10",
    implementation: str = "2026-07-01",
    shared: dict[str, bytes] | None = None,
    mark: str = "",
) -> Publication:
    """Return a publication with an XML and an HTML of a few bytes in each language."""
    outputs = tuple(
        (language, form, f"{form} {language} {edition} {mark}".encode())
        for language in languages
        for form in ("xml", "html")
    )
    leaves = tuple((key, language, "ab" * 32) for language in languages for key in ("scope", "k7m2q9"))
    return Publication(edition, "T/X 1", date, implementation, languages, outputs, leaves, shared or {})


def refs(library: Path) -> str:
    """Return every reference with its target."""
    return git(library, "for-each-ref")


def start_python(code: str, *arguments: str) -> subprocess.Popen[str]:
    """Start a process of Python that knows stdpub and the tests' own modules."""
    path = f"import sys; sys.path[:0] = [{str(PROJECT)!r}, {str(PROJECT / 'tests')!r}]\n"
    return subprocess.Popen(
        [sys.executable, "-c", path + code, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def finish(process: subprocess.Popen[str], seconds: int = 120) -> str:
    """Wait for a process that must end well, and return what it printed."""
    out, err = process.communicate(timeout=seconds)
    assert process.returncode == 0, err
    return out
