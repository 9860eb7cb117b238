"""What rests on another standard of the library is suspect when that means another thing, and else is not."""

import json
import shutil
from datetime import date

import pytest
from command_line import stdpub
from libraries import WHO

from stdpub.compare.hashing.content_hashes import content_hashes
from stdpub.model.folder import Folder
from stdpub.model.surroundings import Surroundings
from stdpub.pipeline import build
from stdpub.store.library import Library
from stdpub.store.meanings import meanings, suspect
from stdpub.store.publication import publication_of
from stdpub.store.publishing import publish
from stdpub.store.standards import Neighbours
from stdpub.store.versions import resolve

VENTS = """---
identifier: X 1
language: en
title: Vents
date: 2025-01-01
implementation: 2025-01-01
---

# Normative references {#refs}

- ISO 1:2016, *Temperature* {#iso1}

# Terms and definitions {#terms}

## vent {#vent}

opening in a wall

# Requirements {#demands}

The vent shall be round. {#round}

The heat shall be measured to [@iso1]. {#heat}

> [!NOTE] {#why}
> Round vents are easy to make.

Walls shall stand. {#stand}

The fan shall be safe. {#fan}
"""
WALLS = """---
identifier: X 2
language: en
title: Walls
date: 2026-01-01
implementation: 2026-01-01
---

# Normative references {#nrefs}

- X 1, *Vents* {#x1}
- X 1:2025, *Vents* {#x1-2025}

# Terms and definitions {#wterms}

For the purposes of this document, the terms and definitions given in [@x1] apply.

# Requirements {#wdemands}

Each opening shall be as told in [@vents@2025#round]. {#linked}

The heat shall be as told in [@vents@2025#heat]. {#measured}

Walls shall meet [@x1]. {#undated}

Walls shall meet [@x1-2025]. {#dated}

A wall shall have one vent. {#one}

A wall shall be dry. {#dry}
"""


def put(place, slug, text):
    folder = Folder(slug, {"standard.md": text.encode()}, {})
    library = Library(place) if place.exists() else None
    near = Neighbours(library, library.repository.target(library.main)) if library else {}
    built = build(folder, ("json",), surroundings=Surroundings(neighbours=near))
    outputs = tuple((one.language, one.form, one.content) for one in built.outputs)
    leaves = tuple((key, "en", one) for key, one in content_hashes(built.standards[0]).items() if "." not in key)
    publish(folder, place, publication_of(built.standards, outputs, leaves), who=WHO)


@pytest.fixture(scope="module")
def first(tmp_path_factory):
    place = tmp_path_factory.mktemp("meanings") / "library.git"
    put(place, "vents", VENTS)
    put(place, "walls", WALLS)
    return place


def walls(place, day=date(2026, 6, 1)):
    library = Library(place)
    return meanings(library, resolve(library, "walls", "2026"), day=day)


def edition_of_vents(old, new):
    assert old in VENTS
    return VENTS.replace("2025-01-01", "2026-03-01").replace(old, new)


CASES = [
    ("The vent shall be round.", "The vent should be round.", {"undated"}),
    ("opening in a wall", "opening in a wall or roof", {"undated", "one"}),
    ("The fan shall be safe.", "The fan shall be very safe.", {"undated"}),
    ("Round vents are easy to make.", "Round vents are hard to make.", set()),
    ("Walls shall stand.", "*Walls* shall stand .", set()),
]


@pytest.mark.parametrize(("old", "new", "wanted"), CASES)
def test_a_new_edition_makes_suspect_who_rests_on_what_it_changed(first, tmp_path, old, new, wanted):
    place = tmp_path / "library.git"
    shutil.copytree(first, place)
    before = walls(place)
    put(place, "vents", edition_of_vents(old, new))
    found = {name for name in suspect(before, walls(place)) if "." not in name}

    assert found - {"", "wdemands", "wterms", "x1", "nrefs"} == wanted
    assert ("" in found) == bool(wanted)
    assert ("x1" in found) == ("undated" in wanted)
    assert suspect(before, walls(place, date(2026, 2, 1))) == ()  # on that day the first edition applies


@pytest.mark.parametrize(
    ("old", "new", "wanted"),
    [
        ("The fan shall be safe.", "The fan shall be very safe.", set()),
        ("The vent shall be round.", "The vent shall be oval.", {"linked"}),
        ("opening in a wall", "opening in a wall or roof", {"linked"}),
        ("ISO 1:2016", "ISO 1:2024", {"measured"}),
    ],
)
def test_a_citation_of_a_later_edition_is_suspect_only_where_that_means_another_thing(
    first, tmp_path, old, new, wanted
):
    place = tmp_path / "library.git"
    shutil.copytree(first, place)
    before = walls(place)
    put(place, "vents", edition_of_vents(old, new))
    later = WALLS.replace("@vents@2025", "@vents@2026").replace("2026-01-01", "2027-01-01")
    put(place, "walls", later)
    library = Library(place)
    after = meanings(library, resolve(library, "walls", "2027"), day=date(2026, 2, 1))

    assert {name for name in suspect(before, after) if name in {"linked", "measured", "dated", "one", "dry"}} == wanted


def test_the_command_tells_what_a_report_of_a_day_is_to_be_looked_at_for(first, tmp_path):
    place = tmp_path / "library.git"
    shutil.copytree(first, place)
    put(place, "vents", edition_of_vents("opening in a wall", "opening in a wall or roof"))
    arguments = ("suspects", "walls@2026", "--library", place, "--on", "2026-06-01")
    told = stdpub(*arguments)
    same = stdpub(*arguments, "--then", "2026-05-01", "--format", "json")

    assert told.returncode == 0, told.stderr
    keys = {word for word in told.stdout.decode().split() if word.startswith("~")}

    assert keys == {"~one", "~undated", "~wterms", "~wdemands", "~x1", "~nrefs"}
    assert json.loads(same.stdout) == {"before": "walls@2026", "suspects": []}
    assert stdpub(*arguments, "--then", "yesterday").returncode == 2


def test_standards_that_rest_on_each_other_and_on_what_is_not_there(first, tmp_path):
    place = tmp_path / "library.git"
    shutil.copytree(first, place)
    left = WALLS.replace("identifier: X 2", "identifier: L 1").replace("X 1", "R 1")
    right = WALLS.replace("identifier: X 2", "identifier: R 1").replace("X 1", "L 1")

    def of(slug, selector):
        library = Library(place)
        return meanings(library, resolve(library, slug, selector), day=date(2026, 6, 1))

    put(place, "left", left)
    alone = of("left", "2026")
    put(place, "right", right)
    both = of("left", "2026")

    assert alone["linked"] == both["linked"] == walls(place)["linked"]
    assert alone["undated"] != both["undated"]

    put(
        place,
        "right",
        right.replace("shall be dry", "should be dry")
        .replace("2026-01-01", "2026-03-01")
        .replace("language", "version: 2026.1\nlanguage", 1),
    )

    assert {name for name in suspect(both, of("left", "2026")) if name in {"linked", "undated", "one", "dry"}} == {
        "undated"
    }
