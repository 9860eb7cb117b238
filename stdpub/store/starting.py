"""Start a library: a path in; a git repository with settings and a first standard, committed, out."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from stdpub.store.first_standard import first_files
from stdpub.store.objects import Person
from stdpub.store.repository import Repository, create
from stdpub.store.settings import Settings


def init(path: Path, language: str = "zh", *, today: date | None = None, who: Person | None = None) -> str:
    """Make a library with a work tree at a path and return its first commit; raise LibraryExists where something is.

    An empty folder, and a repository without a commit or a file, are taken as they are.
    """
    files = first_files(language, today or Settings().today())

    def fill(place: Path) -> str:
        for name, content in files.items():
            target = place / name
            target.parent.mkdir(exist_ok=True)
            target.write_bytes(content)
        repository = Repository(place)
        return repository.commit_files(tuple(files), "Start the library\n", who or repository.who())

    if path.is_dir() and [entry.name for entry in path.iterdir()] == [".git"] and not Repository(path).target("HEAD"):
        return fill(path)
    return create(path, bare=False, fill=fill)
