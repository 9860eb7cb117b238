"""The user's kept pages: what is put there is found again until there is too much of it, and nothing that was damaged."""

from __future__ import annotations

import os

import pytest

from stdpub.store.kept_pages import KeptPages, kept_pages


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.delenv("STDPUB_CACHE", raising=False)
    return tmp_path


def test_what_is_put_is_found_in_another_run(home):
    kept_pages().put("a", b"page")

    assert (kept_pages().get("a"), kept_pages().get("b")) == (b"page", None)
    assert (home / "stdpub" / "pages").stat().st_mode & 0o77 == 0


def test_another_stdpub_or_other_fonts_find_nothing(home):
    KeptPages(home, "old").put("a", b"page")

    assert KeptPages(home, "new").get("a") is None


def test_a_damaged_page_is_passed_over(home):
    pages = KeptPages(home, "")
    pages.put("a", b"page")
    (file,) = home.iterdir()
    file.write_bytes(file.read_bytes() + b"!")

    assert pages.get("a") is None


def test_those_not_asked_for_longest_go_first(home):
    pages = KeptPages(home, "", most=300)
    for age, name in enumerate("abc"):
        pages.put(name, name.encode() * 100)
        (file,) = (file for file in home.iterdir() if name.encode() * 100 in file.read_bytes())
        os.utime(file, (age, age))
    pages.get("a")
    pages.bound()

    assert [pages.get(name) is None for name in "abc"] == [False, True, False]


@pytest.mark.parametrize("said", ["off", "0", "No"])
def test_nothing_is_kept_where_the_user_says_so(home, monkeypatch, said):
    monkeypatch.setenv("STDPUB_CACHE", said)

    assert kept_pages() is None
    assert list(home.iterdir()) == []


def test_a_folder_that_others_may_read_is_not_used(home):
    folder = home / "stdpub" / "pages"
    folder.mkdir(parents=True)
    folder.chmod(0o755)

    assert kept_pages() is None
