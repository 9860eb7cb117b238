"""A new standard checks clean, has every key, builds, and is put where nothing is lost."""

from __future__ import annotations

from datetime import date

import pytest
from command_line import stdpub

from stdpub.model.folder import Folder
from stdpub.pipeline import build
from stdpub.read.key_slots import key_slots
from stdpub.read.reader import read, sources
from stdpub.store.first_standard import new_standard, templates
from stdpub.store.settings import Settings

ALL = [(template, language) for template, languages in templates().items() for language in languages]


def test_every_template_speaks_both_languages():
    assert {"gb-t": ("en", "zh"), "iso": ("en", "zh"), "minimal": ("en", "zh")} == templates()


@pytest.mark.parametrize(("template", "language"), ALL)
def test_a_new_standard_is_without_a_finding_has_every_key_and_builds(template, language):
    content = new_standard(template, language, date(2026, 11, 24))
    folder = Folder("new", {"standard.md": content}, {})
    built = build(folder, ("xml", "json", "html"))

    assert () == built.diagnostics
    assert 3 == len(built.outputs)
    assert [] == [slot.words for slot in key_slots(read(folder), sources(folder)) if not slot.key]


def test_a_standard_is_made_and_said_how_to_go_on(tmp_path):
    done = stdpub("new", "vents", "--template", "iso", "--language", "en", cwd=tmp_path)

    assert (0, b"stdpub check vents\n") == (done.returncode, done.stdout)
    assert Settings().today().isoformat() in (tmp_path / "vents" / "standard.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["vents", "Vents_2"])
def test_what_stands_there_is_kept_and_a_name_for_no_address_is_refused(tmp_path, name):
    (tmp_path / "vents").mkdir()
    (tmp_path / "vents" / "note.txt").write_text("mine", encoding="utf-8")
    done = stdpub("new", name, cwd=tmp_path)

    assert 2 == done.returncode
    assert ["note.txt"] == [path.name for path in (tmp_path / "vents").iterdir()]
