"""`stdpub format`: what is written, what is said, and when nothing is touched."""

from __future__ import annotations

import json

import pytest
from command_line import folder, stdpub, tree

HEAD = "---\nidentifier: X 1\nlanguage: en\ntitle: Vents\n---\n"
LOOSE = HEAD + "# Vents {#vents}\n* Round.\n"
LAID_OUT = HEAD + "\n# Vents {#vents}\n\n- Round.\n"
REFUSED = "---\nx\ny\n-\n"


@pytest.fixture
def place(tmp_path):
    folder(tmp_path / "loose", LOOSE)
    folder(tmp_path / "tidy", LAID_OUT)
    return tmp_path


def test_files_are_formatted_in_place_once(place):
    first, second = stdpub("format", place), stdpub("format", place)

    assert {"loose/standard.md": LAID_OUT.encode(), "tidy/standard.md": LAID_OUT.encode()} == tree(place)
    assert (0, f"{place}/loose/standard.md: formatted\n1 file formatted\n") == (first.returncode, first.stderr.decode())
    assert (0, "0 files formatted\n") == (second.returncode, second.stderr.decode())


def test_check_says_what_would_be_formatted_and_touches_nothing(place):
    before = tree(place)
    done = stdpub("format", "--check", cwd=place)

    assert (1, "loose/standard.md: would be formatted\n1 file would be formatted\n") == (
        done.returncode,
        done.stderr.decode(),
    )
    assert before == tree(place)
    assert 0 == stdpub("format", "--check", place / "tidy").returncode


def test_a_diff_is_printed_and_nothing_touched(place):
    before = tree(place)
    done = stdpub("format", "loose", "--diff", cwd=place)

    assert 0 == done.returncode
    assert done.stdout.decode().startswith("--- loose/standard.md\n+++ loose/standard.md\n@@ -3,5 +3,7 @@\n")
    assert b"-* Round.\n" in done.stdout
    assert before == tree(place)


def test_line_ends_and_byte_order_mark_stay(tmp_path):
    folder(tmp_path / "x", b"\xef\xbb\xbf" + LOOSE.replace("\n", "\r\n").encode())
    stdpub("format", tmp_path / "x")

    assert {"standard.md": b"\xef\xbb\xbf" + LAID_OUT.replace("\n", "\r\n").encode()} == tree(tmp_path / "x")


def test_standard_input_is_printed_formatted():
    done = stdpub("format", "-", input_=LOOSE.encode())

    assert (0, LAID_OUT) == (done.returncode, done.stdout.decode())


def test_a_single_file_is_formatted(tmp_path):
    path = tmp_path / "draft.md"
    path.write_text(LOOSE, encoding="utf-8")
    stdpub("format", path)

    assert LAID_OUT == path.read_text(encoding="utf-8")


def test_a_file_that_would_read_otherwise_is_named_and_left_alone(tmp_path):
    folder(tmp_path / "x", REFUSED)
    done = stdpub("format", "x", cwd=tmp_path)

    assert 1 == done.returncode
    assert done.stderr.decode().startswith(
        "x/standard.md:1:1: error: in the canonical layout this file would read otherwise [layout-refused]\n"
    )
    assert {"standard.md": REFUSED.encode()} == tree(tmp_path / "x")


def test_json_lists_what_was_done(place):
    folder(place / "refused", REFUSED)
    records = json.loads(stdpub("format", "--format", "json", cwd=place).stdout)

    assert [("loose/standard.md", True), ("refused/standard.md", False)] == [
        (one["file"], one["changed"]) for one in records
    ]
    assert "layout-refused" == records[1]["finding"]["rule"]


def test_a_file_that_is_no_text_ends_with_3(tmp_path):
    folder(tmp_path / "x", HEAD.encode() + b"caf\xe9\n")
    done = stdpub("format", tmp_path / "x")

    assert 3 == done.returncode
    assert b"[not-utf-8]" in done.stderr
