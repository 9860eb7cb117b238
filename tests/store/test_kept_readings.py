"""A reading that is kept is the reading; whatever is damaged, foreign or manipulated is passed over and made anew."""

from __future__ import annotations

import os
import pickle
from collections.abc import Iterator, Mapping
from hashlib import blake2b
from pathlib import Path

import pytest
from models import full_standard

from stdpub.compare.comparing import compare
from stdpub.model.changes import Comparison
from stdpub.model.folder import Folder
from stdpub.model.provisions import Kind
from stdpub.model.source import Span
from stdpub.model.standard import Standard
from stdpub.read.reader import read
from stdpub.store import kept_readings
from stdpub.store.kept_readings import kept, kept_comparison, parts_of

_TEXT = b"---\nidentifier: X 1\nlanguage: en\ntitle: X\n---\n\n# Scope {#scope}\n\nThe vent shall be open. {#open}\n"
_MARK = b"stdpub reading 1\n"


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("STDPUB_CACHE", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return tmp_path / "stdpub" / "readings"


class Reading:
    """Reads a folder, and counts how often."""

    def __init__(self, content: bytes = _TEXT) -> None:
        self.folder = Folder("vents", {"standard.md": content}, {})
        self.times = 0

    def __call__(self, around: Mapping[str, Folder]) -> Standard:
        self.times += 1
        return read(self.folder, "", around)

    def kept(self, around: Mapping[str, Folder] | None = None) -> Standard:
        return kept(parts_of(self.folder), self, around or {}).standard


def only(cache: Path) -> Path:
    (found,) = cache.iterdir()
    return found


def signed(body: bytes) -> bytes:
    return _MARK + blake2b(body, digest_size=32).digest() + body


def test_the_second_reading_is_the_first() -> None:
    reading = Reading()

    assert reading.kept() == reading.kept() == read(reading.folder)
    assert 1 == reading.times


def test_everything_a_standard_can_hold_is_kept() -> None:
    whole = full_standard()
    times = [kept([b"full"], lambda _: whole, {}).standard for _ in range(2)]

    assert [whole, whole] == times
    assert times[1] is not whole


def test_other_bytes_are_another_reading(cache: Path) -> None:
    one, other = Reading(), Reading(_TEXT.replace(b"open.", b"shut."))

    assert one.kept() != other.kept()
    assert 2 == len(list(cache.iterdir()))


def test_the_folder_is_the_users_alone(cache: Path) -> None:
    Reading().kept()

    assert [0o700, 0o700, 0o600] == [path.stat().st_mode & 0o777 for path in (cache.parent, cache, only(cache))]


def test_nothing_is_kept_where_that_is_switched_off(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STDPUB_CACHE", "off")
    reading = Reading()
    reading.kept()
    reading.kept()

    assert 2 == reading.times
    assert not cache.exists()


def test_a_comparison_is_kept_by_the_names_of_its_readings() -> None:
    one, other = (kept([name], lambda _: read(Reading().folder), {}) for name in (b"one", b"other"))
    made: list[Comparison] = []

    def compared() -> Comparison:
        made.append(compare(one.standard, full_standard()))
        return made[-1]

    times = [kept_comparison((one.name, other.name, b"auto"), compared) for _ in range(2)]

    assert times[0] == times[1]
    assert 1 == len(made)
    kept_comparison((one.name, other.name, b"text"), compared)
    assert 2 == len(made)
    for _ in range(2):
        kept_comparison((one.name, b"", b"auto"), compared)
    assert 4 == len(made)


class _Evil:
    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.system, ("exit 1",)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"something else",
        signed(b""),
        signed(pickle.dumps(_Evil())),
        signed(pickle.dumps(((), _Evil()))),
        signed(pickle.dumps(((), full_standard))),
        signed(pickle.dumps(((), Span("a", 1, 1, 1, 1)))),
        signed(b"cstdpub.model.source\ndataclass\n."),
        signed(b"cbuiltins\neval\n(S'1'\ntR."),
        signed(b"cstdpub.model.provisions\nKind\n(N}S'walk'\nS'x'\nstb."),
        signed(b"cstdpub.model.source\nSpan\n(N}S'line'\nS'x'\nstb."),
    ],
)
def test_a_file_that_is_no_reading_is_written_anew(
    cache: Path, content: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran: list[str] = []
    monkeypatch.setattr(os, "system", ran.append)
    reading = Reading()
    first = reading.kept()
    good = only(cache).read_bytes()
    only(cache).write_bytes(content)

    assert first == reading.kept()
    assert 2 == reading.times
    assert good == only(cache).read_bytes()
    assert [] == ran
    assert 7 == Span("a", 7, 1, 1, 1).line
    assert not hasattr(Kind, "walk")


def test_a_bit_that_turned_over_is_noticed(cache: Path) -> None:
    reading = Reading()
    reading.kept()
    damaged = bytearray(only(cache).read_bytes())
    damaged[-20] ^= 1
    only(cache).write_bytes(damaged)
    reading.kept()

    assert 2 == reading.times


class _Library(Mapping[str, Folder]):
    """Another standard that is asked for."""

    def __init__(self, folder: Folder) -> None:
        self.folders = {folder.name: folder}

    def __getitem__(self, slug: str) -> Folder:
        return self.folders[slug]

    def __iter__(self) -> Iterator[str]:
        return iter(self.folders)

    def __len__(self) -> int:
        return len(self.folders)


def test_a_reading_goes_with_what_it_cites() -> None:
    cited = Folder("lids", {"standard.md": _TEXT.replace(b"X 1", b"X 2")}, {})
    reading = Reading(_TEXT + b"\nThe lid shall be as in [@lids#open].\n")
    library = _Library(cited)
    reading.kept(library)
    reading.kept(library)
    again = reading.times
    changed = _Library(Folder("lids", {"standard.md": cited.files["standard.md"].replace(b"{#open}", b"")}, {}))
    anew = reading.kept(changed)

    assert (1, 2) == (again, reading.times)
    assert anew == read(reading.folder, "", changed)


def test_what_was_not_asked_for_longest_goes_first(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for at in range(3):
        Reading(_TEXT + f"\n{at}\n".encode()).kept()
        for path in cache.iterdir():
            os.utime(path, (path.stat().st_mtime - 100,) * 2)
    sizes = {path: path.stat().st_size for path in cache.iterdir()}
    oldest = min(sizes, key=lambda path: path.stat().st_mtime)
    monkeypatch.setattr(kept_readings, "MOST_BYTES", sum(sizes.values()) + 10)
    Reading(_TEXT + b"\n3\n").kept()

    assert not oldest.exists()
    assert 3 == len(list(cache.iterdir()))


def test_a_folder_that_cannot_be_made_is_no_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_bytes(b"")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    reading = Reading()

    assert reading.kept() == read(reading.folder)
