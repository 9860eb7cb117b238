"""Many processes that publish into one library, and processes that are killed while they do: nothing lost, nothing half done."""

import os
import random
import subprocess

from libraries import finish, git, start_python, whole
from tries import EVERYTHING, tries

from stdpub.store.keys_file import parse_keys
from stdpub.store.library import Library

PROCESSES = 4
SHARED, OWN = (20, 80) if EVERYTHING else (3, 2)
"""Editions that each process publishes of a standard that all publish, and of one of its own."""

MANY = """
from dataclasses import replace
from pathlib import Path
from libraries import WHO, publication, standard
from stdpub.model.keyed_things import KeyedThing
from stdpub.model.source import NOWHERE
from stdpub.store.publishing import publish
library = Path(sys.argv[1])
print("ready", flush=True)
for slug, first, step, count in (one.split(":") for one in sys.argv[2:]):
    for year in range(int(first), int(first) + int(step) * int(count), int(step)):
        named = [KeyedThing(f"y{one}", "clause", "1", "Of a year", NOWHERE) for one in range(2001, year + 1)]
        facts = replace(publication(str(year), date=f"{year}-01-10", implementation=""), keys=tuple(named))
        leaves = tuple((one.key, "zh", "ab" * 32) for one in named)
        publish(standard(slug, f"# {year}\\n"), library, replace(facts, leaves=leaves), who=WHO, patience=300)
"""


def keys_of(library, slug):
    """Return what the main branch records of a standard's keys, without places."""
    records, faults = parse_keys(git(library, "show", f"main:{slug}/keys.yml").encode())

    assert faults == ()
    return {record.key: (record.kind, record.first, record.fate) for record in records}


def hold(library, slug, years):
    """Hold what is published of a standard against what was to be: every edition whole, every tag right."""
    opened = Library(library)
    editions = opened.editions(slug)

    assert sorted(int(edition.id) for edition in editions) == sorted(years)
    for edition in editions:
        (language,) = edition.languages
        manifest = language.manifest
        text = opened.folder(edition).files

        assert text["standard.md"] == f"# {edition.id}\n".encode()
        assert (manifest.source, manifest.tree, manifest.edition) == (edition.commit, edition.tree, edition.id)
        assert [opened.content(one.id).decode() for one in opened.outputs(edition)] == [
            f"{form} zh {edition.id} " for form in ("xml", "html")
        ]
        assert {leaf[0] for leaf in manifest.leaves} == {f"y{year}" for year in range(2001, int(edition.id) + 1)}
        assert {f"y{edition.id}"} <= {record.key for record in parse_keys(text["keys.yml"])[0]}


def test_processes_that_publish_one_standard_together_lose_nothing(tmp_path):
    library = tmp_path / "library.git"
    publishers = [
        start_python(MANY, str(library), f"shared:{2001 + at}:{PROCESSES}:{SHARED}", f"own-{at}:2001:1:{OWN}")
        for at in range(PROCESSES)
    ]
    for publisher in publishers:
        finish(publisher, 600)
    years = range(2001, 2001 + PROCESSES * SHARED)
    wanted = {"shared": years} | {f"own-{at}": range(2001, 2001 + OWN) for at in range(PROCESSES)}

    for slug, editions in wanted.items():
        hold(library, slug, editions)
    assert sorted(git(library, "log", "--format=%s", "main").splitlines()) == sorted(
        f"Publish {slug}, edition {year}" for slug, editions in wanted.items() for year in editions
    )
    # Whoever published first, a key is known since the earliest edition that has it.
    assert keys_of(library, "shared") == {f"y{year}": ("clause", str(year), None) for year in years}
    whole(library)


def leave_locks(library):
    """Have the locks that a killed process left look as old as they would to the next one."""
    for lock in (library / "refs").rglob("*.lock"):
        os.utime(lock, (1_700_000_000, 1_700_000_000))


def test_a_publisher_killed_at_any_moment_leaves_a_library_that_the_next_one_completes(tmp_path):
    library = tmp_path / "library.git"
    draw = random.Random(20261124)  # noqa: S311  no secret
    for turn in range(tries(5)):
        slug = f"killed-{turn}"
        publisher = start_python(MANY, str(library), f"{slug}:2001:1:400")
        publisher.stdout.readline()
        try:
            publisher.communicate(timeout=draw.uniform(0, 0.3))
        except subprocess.TimeoutExpired:
            publisher.kill()
            publisher.communicate()
        known = {int(edition.id) for edition in Library(library).editions(slug)} if library.exists() else set()

        assert known == set(range(2001, 2001 + len(known)))

        leave_locks(library)
        finish(start_python(MANY, str(library), f"{slug}:2001:1:{len(known) + 2}"))
        years = range(2001, 2003 + len(known))

        hold(library, slug, years)
        assert keys_of(library, slug) == {f"y{year}": ("clause", str(year), None) for year in years}
    whole(library)
