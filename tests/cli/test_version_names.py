"""What `SLUG@V` means on the command line: names to typed questions, questions to versions of a library on disk."""

from pathlib import Path

import pytest
from libraries import WHO, git

from stdpub.cli import versions
from stdpub.cli.messages import CannotRead, Usage
from stdpub.cli.versions import Asked, named, open_library, open_version, standard_of, version_asked
from stdpub.compare.hashing.content_hashes import content_hashes
from stdpub.model.folder import Folder
from stdpub.model.inlines import plain
from stdpub.pipeline import build
from stdpub.store.library import Library
from stdpub.store.publication import publication_of
from stdpub.store.publishing import publish
from stdpub.store.standards import Neighbours

TEXT = """---
identifier: X 1
language: en
title: Vents
date: {date}
---

# Vents {{#vents}}

The vent shall be {shape}. {{#round}}
"""


def vents(date, shape, **more):
    return Folder("vents", {"standard.md": TEXT.format(date=date, shape=shape).encode(), **more}, {})


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    path = tmp_path_factory.mktemp("names") / "library"
    for date, shape in (("2025-01-01", "round"), ("2026-01-01", "square")):
        folder = vents(date, shape)
        built = build(folder, ("json",))
        outputs = tuple((one.language, one.form, one.content) for one in built.outputs)
        publish(folder, path, publication_of(built.standards, outputs, (), {}), who=WHO)
    git(path, "branch", "next/try")
    return path


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("vents", Asked("vents")),
        ("vents@2026", Asked("vents", "2026")),
        ("vents@2026/~round", Asked("vents", "2026", key="round")),
        ("vents@2026/5.2.1", Asked("vents", "2026", number="5.2.1")),
        ("vents@2026/表2", Asked("vents", "2026", number="table-2")),
        ("vents@2026/5.2.1 a)", Asked("vents", "2026", number="5.2.1.a")),
        ("vents/~round", Asked("vents", key="round")),
        ("vents@@abc1234", Asked("vents", "@abc1234")),
        ("vents@@abc1234/~round", Asked("vents", "@abc1234", key="round")),
        ("vents@draft-next~try", Asked("vents", "draft-next~try")),
        ("vents@on-2027-07-01/A.3", Asked("vents", "on-2027-07-01", number="A.3")),
    ],
)
def test_names(text, asked):
    assert named(text) == asked


def test_an_existing_path_wins(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "vents@2026").mkdir()

    assert version_asked("vents@2026") == Path("vents@2026")
    assert version_asked("-") == Path("-")
    assert version_asked("vents@2025") == Asked("vents", "2025")
    assert version_asked("vents/~round") == Asked("vents", key="round")


@pytest.mark.parametrize(
    ("text", "fault", "help_"),
    [
        ("vents", CannotRead, "vents@current"),
        ("some/where.md", CannotRead, "some@current"),
        ("vents@", Usage, "vents@draft"),
        ("vents@2026@2027", Usage, "vents@current"),
        ("GB/T 1@2026", Usage, "gb-t-1@2026"),
        ("Vents@2026", Usage, "vents@2026"),
        ("x" * 5000 + "@1", Usage, "@current"),
        ("vents@2026\x00", Usage, "`current`"),
    ],
)
def test_what_names_nothing_says_what_would(place, text, fault, help_):
    with pytest.raises((Usage, CannotRead)) as raised:
        open_version(version_asked(text), place)

    assert isinstance(raised.value, fault)
    assert help_ in raised.value.help.en


def test_a_number_without_a_version_is_refused_with_the_version_written_out():
    with pytest.raises(Usage) as raised:
        named("vents/5.2")

    assert "vents@current/5.2" in raised.value.help.en


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("vents", "2026"),
        ("vents@2025", "2025"),
        ("vents@current", "2026"),
        ("vents@on-2025-06-01", "2025"),
        ("vents@draft", "draft"),
        ("vents@draft-main", "draft"),
        ("vents@draft-next~try", "draft-next~try"),
    ],
)
def test_versions(place, text, name):
    assert name == open_version(named(text), place)[1].name


def test_a_commit_may_be_shortened(place):
    commit = git(place, "rev-parse", "main~1")

    assert commit == open_version(named(f"vents@@{commit[:8]}"), place)[1].commit


@pytest.mark.parametrize(
    ("text", "help_"),
    [("vent@2025", "`vents`"), ("vents@2024", "`2026`, `2025`"), ("vents@on-2024-01-01", "`2025`")],
)
def test_an_unknown_name_is_answered_with_those_there_are(place, text, help_):
    with pytest.raises((CannotRead, Usage)) as raised:
        open_version(named(text), place)

    assert help_ in raised.value.help.en


def test_the_library_one_stands_in(place, tmp_path, monkeypatch):
    monkeypatch.delenv(versions.LIBRARY, raising=False)
    monkeypatch.chdir(place / "refs")

    assert place == open_library().path

    clone = tmp_path / "clone"
    git(tmp_path, "clone", "-q", str(place), str(clone))
    monkeypatch.chdir(clone / "vents")

    assert clone == open_library().path

    monkeypatch.setenv(versions.LIBRARY, str(place))

    assert place == open_library().path


def test_outside_of_a_library_it_is_asked_for(tmp_path, monkeypatch):
    monkeypatch.delenv(versions.LIBRARY, raising=False)
    git(tmp_path, "init", "-q")
    monkeypatch.chdir(tmp_path)

    with pytest.raises(Usage) as raised:
        open_library()

    assert "--library" in raised.value.help.en


def test_an_edition_is_read_from_what_was_published_with_it(place):
    library, version = open_version(named("vents@2025"), place)
    stored = standard_of(library, version)

    assert "The vent shall be round." == plain(stored.clauses[0].blocks[0].sentences[0].children).strip()
    assert not stored.diagnostics

    draft = library.main
    tree = standard_of(library, open_version(named("vents@draft"), place)[1])
    now = standard_of(library, open_version(named("vents@2026"), place)[1])

    assert draft == "refs/heads/main"
    assert content_hashes(tree) == content_hashes(now)


def test_a_language_that_is_not_there_is_answered_with_those_there_are(place):
    library, version = open_version(named("vents@2025"), place)
    with pytest.raises(CannotRead) as raised:
        standard_of(library, version, "zh")

    assert "`en`" in raised.value.help.en


def test_a_draft_is_read_with_the_other_standards_of_its_commit(tmp_path):
    work = tmp_path / "work"
    git(tmp_path, "init", "-q", str(work))
    cited = TEXT.format(date="2026-01-01", shape="round")
    citing = cited.replace("X 1", "X 2").replace("be round.", "be as in [@vents#round].")
    for slug, text in (("vents", cited), ("ducts", citing)):
        (work / slug).mkdir()
        (work / slug / "standard.md").write_text(text)
    git(work, "add", ".")
    git(work, "commit", "-q", "-m", "two")
    (work / "figures").mkdir()
    (work / "figures/a.svg").write_text("<svg/>")
    git(work, "add", ".")
    git(work, "commit", "-q", "-m", "no standard")
    library = Library(work)
    _, version = open_version(named("ducts@draft"), work)

    assert ["ducts", "vents"] == list(Neighbours(library, version.commit))
    assert "X 1" in plain(standard_of(library, version).clauses[0].blocks[0].sentences[0].children)
