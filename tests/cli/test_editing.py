"""Edits of the author's files: what is replaced, what keeps its bytes, and when nothing is touched."""

from __future__ import annotations

import shutil
import subprocess

import pytest
from command_line import tree

from stdpub.cli.editing import Changed, put_texts
from stdpub.cli.messages import CannotRead
from stdpub.model.editing import apply
from stdpub.model.source import Replace, SourceText, Span

BOM = b"\xef\xbb\xbf"


def edit(text, old, new):
    at = text.index(old)
    return Replace(SourceText("", text).span(at, at + len(old)), new)


def test_edits_are_made_at_their_lines_and_columns():
    text = "应接地\nThe vessel must\nbe vented.\n"
    edits = [edit(text, "must\nbe", "shall be"), edit(text, "接", "可靠接"), Replace(Span("", 1, 1, 1, 1), "§ ")]

    assert "§ 应可靠接地\nThe vessel shall be vented.\n" == apply(text, edits)


def test_insertions_at_one_place_keep_their_order():
    here = Span("", 1, 2, 1, 2)

    assert "a12b" == apply("ab", [Replace(here, "1"), Replace(here, "2")])


@pytest.mark.parametrize("edits", [[(0, 2), (1, 3)], [(2, 4)]], ids=["overlapping", "outside"])
def test_edits_that_cannot_be_made_raise(edits):
    with pytest.raises(ValueError, match="overlap"):
        apply("abc", [Replace(Span("", 1, start + 1, 1, end + 1), "x") for start, end in edits])


@pytest.mark.parametrize(
    ("read", "text", "written"),
    [
        (b"a\nb\n", "a\nc\nb\n", b"a\nc\nb\n"),
        (BOM + b"a\r\nb", "a\nc\nb", BOM + b"a\r\nc\r\nb"),
        (b"a\rb\r", "b\n", b"b\r"),
        (b"a\r\nb\nc\r\nd\n\xe6\xa0\x87\r\n", "a\nB\nnew\nd\n标\n", b"a\r\nB\nnew\r\nd\n\xe6\xa0\x87\r\n"),
        (b"a\r\nb\nc\r\nd\ne\r\n", "a\nb\nc\nx\ne\n", b"a\r\nb\nc\r\nx\ne\r\n"),
    ],
    ids=["LF", "BOM and CRLF", "CR", "mixed, a line more", "mixed, a line changed"],
)
def test_a_file_keeps_bom_line_ends_and_mode(tmp_path, read, text, written):
    path = tmp_path / "standard.md"
    path.write_bytes(read)
    path.chmod(0o640)

    put_texts([Changed(path, read, text)], diff=False)

    assert {"standard.md": written} == tree(tmp_path)
    assert 0o640 == path.stat().st_mode & 0o777


def test_nothing_is_written_where_one_file_has_changed(tmp_path):
    one, other = tmp_path / "a.md", tmp_path / "b.md"
    one.write_bytes(b"a\n")
    other.write_bytes(b"somebody was here\n")

    with pytest.raises(CannotRead, match=r"b\.md` changed since it was read"):
        put_texts([Changed(one, b"a\n", "A\n"), Changed(other, b"b\n", "B\n")], diff=False)

    assert {"a.md": b"a\n", "b.md": b"somebody was here\n"} == tree(tmp_path)


def test_a_link_is_not_replaced(tmp_path):
    real, link = tmp_path / "a.md", tmp_path / "b.md"
    real.write_bytes(b"a\n")
    link.symlink_to(real)

    with pytest.raises(CannotRead, match="symbolic link"):
        put_texts([Changed(link, b"a\n", "A\n")], diff=False)

    assert link.is_symlink()
    assert b"a\n" == real.read_bytes()


def test_a_file_that_is_gone_is_said_to_be(tmp_path):
    with pytest.raises(CannotRead, match="No such file"):
        put_texts([Changed(tmp_path / "a.md", b"a\n", "A\n")], diff=False)


@pytest.mark.parametrize(
    ("read", "text"), [(b"a\nb\nc\n", "a\nB\nc\n"), (b"a\r\nb\r\n", "a\nb\nc"), (b"", "a\n"), (b"a", "a\n")]
)
@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
def test_a_diff_applies_and_nothing_is_touched(tmp_path, monkeypatch, capsys, read, text):
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "a.md"
    path.write_bytes(read)
    changed = Changed(path.relative_to(tmp_path), read, text)

    put_texts([changed], diff=True)
    shown = capsys.readouterr().out

    assert {"a.md": read} == tree(tmp_path)

    applied = subprocess.run(["git", "apply", "-p0", "--unsafe-paths", "-"], input=shown.encode(), check=False)

    assert (0, changed.content) == (applied.returncode, path.read_bytes())


def test_a_file_that_does_not_change_is_left_alone(tmp_path, capsys):
    path = tmp_path / "a.md"
    path.write_bytes(b"a\r\n")
    before = path.stat().st_mtime_ns

    put_texts([Changed(path, b"a\r\n", "a\n")], diff=True)
    put_texts([Changed(path, b"a\r\n", "a\n")], diff=False)

    assert ("", before) == (capsys.readouterr().out, path.stat().st_mtime_ns)


def test_a_file_that_cannot_be_written_is_said_to_be(tmp_path):
    path = tmp_path / ("a" * 250 + ".md")
    path.write_bytes(b"a\n")

    with pytest.raises(CannotRead, match="cannot be written: File name too long"):
        put_texts([Changed(path, b"a\n", "A\n")], diff=False)

    assert [path.name] == [one.name for one in tmp_path.iterdir()]
