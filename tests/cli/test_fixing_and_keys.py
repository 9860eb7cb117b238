"""`fix` mends what it can and nothing else; `keys` writes the missing keys and nothing else."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from command_line import stdpub
from hypothesis import given, settings
from hypothesis import strategies as st
from random_markdown import PICTURE, Drafter
from tries import tries

from stdpub.model.folder import Folder
from stdpub.pipeline import fix, versions
from stdpub.read.keying import keyed

STANDARDS = Path(__file__).resolve().parents[2] / "standards"
DRAFT = "---\nidentifier: T/X 1\nlanguage: zh\ntitle: 储罐\nrulebook: gb-t-1.1\n---\n\n# 4 要求 {#a}\n\n操作者必须戴护目镜。 {#b}\n"


HEADERS = {
    "en": "---\nidentifier: X 1\nlanguage: en\ntitle: Vents\nrulebook: iso-iec-part-2\n---\n\n",
    "zh": "---\nidentifier: T/X 1\nlanguage: zh\ntitle: 通气\nrulebook: gb-t-1.1\n---\n\n",
}
ANY = pytest.mark.parametrize("header", HEADERS.values(), ids=HEADERS)


def drawn(header, random):
    """Return the folder of a careless draft."""
    text = header + Drafter(random).document()
    return Folder("x", {"standard.md": text.encode(), "f.svg": PICTURE, "t.csv": b"a,b\n1,2\n"}, {})


def run(*arguments, code=0):
    """Run a command that ends with a code; return what it printed."""
    done = stdpub(*arguments)

    assert (done.returncode, done.stderr.decode()) == (code, done.stderr.decode())
    return done.stdout.decode()


def counted():
    """Return a mint of keys k1, k2 ..."""
    numbers = iter(range(1, 100_000))
    return lambda: f"k{next(numbers)}"


def test_a_safe_fix_is_made_and_an_unsafe_one_waits_to_be_asked_for(tmp_path):
    file = tmp_path / "draft.md"
    file.write_text(DRAFT, encoding="utf-8")

    run("fix", file, code=1)
    assert file.read_text(encoding="utf-8") == DRAFT.replace("# 4 ", "# ")

    run("fix", "--unsafe", file, code=1)
    assert "操作者应戴护目镜" in file.read_text(encoding="utf-8")


def test_a_fix_keeps_a_byte_order_mark_and_line_ends(tmp_path):
    file = tmp_path / "draft.md"
    content = b"\xef\xbb\xbf" + DRAFT.replace("\n", "\r\n").encode()
    file.write_bytes(content)
    run("fix", file, code=1)

    assert file.read_bytes() == content.replace(b"# 4 ", b"# ")


def test_a_diff_changes_nothing(tmp_path):
    file = tmp_path / "draft.md"
    file.write_text(DRAFT, encoding="utf-8")
    printed = run("fix", "--diff", file, code=1)

    assert "-# 4 要求 {#a}\n+# 要求 {#a}\n" in printed
    assert file.read_text(encoding="utf-8") == DRAFT


@ANY
@settings(max_examples=tries(30), deadline=None)
@given(random=st.randoms(use_true_random=False))
def test_fixing_again_changes_nothing_and_leaves_nothing_to_fix(header, random):
    once = fix(drawn(header, random), unsafe=True)
    again = fix(once.folder, unsafe=True)

    assert again.folder.files == once.folder.files
    assert not [found for one in once.standards for found in one.diagnostics if found.fix]


def without_keys(text):
    text = re.sub(r" ?\{#[a-z0-9-]+\}", "", text)
    return re.sub(r"\{#[a-z0-9-]+ ", "{", text)


@pytest.mark.parametrize("slug", ["data-centre-energy"])
def test_keys_taken_out_of_a_standard_come_back_for_every_thing_and_alike_in_both_languages(slug):
    files = {path.name: path.read_bytes() for path in (STANDARDS / slug).glob("standard*.md")}
    bare = {name: without_keys(content.decode()).encode() for name, content in files.items()}
    result = keyed(Folder(slug, bare, {}), counted())
    source, translation = (result.folder.files[name].decode() for name in ("standard.md", "standard.en.md"))

    assert without_keys(source) == bare["standard.md"].decode()
    assert without_keys(translation) == bare["standard.en.md"].decode()
    assert set(re.findall(r"\{#(k\d+)", source)) >= set(re.findall(r"\{#(k\d+)", translation))
    assert [] == [slot.kind for slot in result.left if slot.kind in {"clause", "term", "table", "figure"}]
    again = keyed(result.folder, counted())
    assert () == again.new


def test_a_translation_gets_the_sources_keys_and_the_source_those_a_translation_has():
    source = "---\nidentifier: T/X 1\nlanguage: zh\ntitle: 储罐\nrulebook: none\n---\n\n# 要求 {#needs}\n\n应清洁。\n\n# 试验\n"
    english = "---\nlanguage: en\ntitle: Tanks\n---\n\n# Requirements\n\nIt shall be clean. {#clean}\n\n# Tests\n"
    result = keyed(Folder("x", {"standard.md": source.encode(), "standard.en.md": english.encode()}, {}), counted())

    assert "应清洁。 {#clean}" in result.folder.files["standard.md"].decode()
    assert "# 试验 {#k1}" in result.folder.files["standard.md"].decode()
    assert "# Requirements {#needs}" in result.folder.files["standard.en.md"].decode()
    assert "# Tests {#k1}" in result.folder.files["standard.en.md"].decode()


@ANY
@settings(max_examples=tries(30), deadline=None)
@given(random=st.randoms(use_true_random=False))
def test_keys_change_nothing_but_keys(header, random):
    folder = drawn(header, random)
    result = keyed(folder, counted())
    faults = {found.rule for one in versions(folder) for found in one.diagnostics}
    after = {found.rule for one in versions(result.folder) for found in one.diagnostics}

    assert after <= faults
    assert () == keyed(result.folder, counted()).new


def test_two_things_with_one_key_are_refused_and_nothing_is_written(tmp_path):
    file = tmp_path / "draft.md"
    text = DRAFT.replace("{#b}", "{#a}") + "\n# 试验\n"
    file.write_text(text, encoding="utf-8")
    printed = run("keys", file, code=1)

    assert "[duplicate-key]" in printed
    assert file.read_text(encoding="utf-8") == text


def test_the_new_keys_are_told_as_json(tmp_path):
    file = tmp_path / "draft.md"
    file.write_text(DRAFT + "\n# 试验\n", encoding="utf-8")
    (new,) = json.loads(run("keys", "--format", "json", file))

    assert (new["kind"], new["line"]) == ("clause", 12)
    assert re.fullmatch("[a-z][a-z0-9]{5}", new["key"])
    assert file.read_text(encoding="utf-8").endswith(f"# 试验 {{#{new['key']}}}\n")
