from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shared import SHARED, needs_shared
from tries import tries

from stdpub.model.folder import Folder
from stdpub.model.inlines import Mark, Text
from stdpub.model.provisions import Kind
from stdpub.model.rewriting import Rewriter
from stdpub.model.walking import sentences
from stdpub.read.reader import languages, read

STANDARDS = Path(__file__).resolve().parents[2] / "standards"
HEADER = "---\nidentifier: X 1\nlanguage: en\ntitle: Vents\nrulebook: iso-iec-part-2\n---\n"


def folder(text, **files):
    contents = {name.replace("__", "/").replace("_md", ".md"): content for name, content in files.items()}
    return Folder("x", {"standard.md": text if isinstance(text, bytes) else text.encode(), **contents}, {})


def on_disk(path):
    files = {one.relative_to(path).as_posix(): one.read_bytes() for one in path.rglob("*") if one.is_file()}
    return Folder(path.name, files, {})


class Texts(Rewriter):
    """Gathers the text nodes of a standard."""

    def __init__(self):
        self.found = []

    def inlines(self, nodes):
        for node in nodes:
            if isinstance(node, Text):
                self.found.append(node)
            elif hasattr(node, "children"):
                self.inlines(node.children)
        return nodes


def assert_every_text_stands_where_it_says(standard, files):
    gatherer = Texts()
    gatherer.standard(standard)
    lines = {
        name: content.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n").split("\n")
        for name, content in files.items()
        if name.endswith(".md")
    }
    for node in gatherer.found:
        at = node.span
        if at.file and at.line == at.end_line and at.end_column - at.column == len(node.text) and node.text != " ":
            assert lines[at.file][at.line - 1][at.column - 1 : at.end_column - 1] == node.text


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_text_of_the_own_standard_stands_where_it_says(language):
    source = on_disk(STANDARDS / "data-centre-energy")
    assert_every_text_stands_where_it_says(read(source, language), source.files)


def test_a_bom_and_crlf_leave_the_columns_alone():
    text = HEADER + "\n# Vents {#vents}\n\n- The vent shall be *round*. {#round}\n"
    plain = read(folder(text))
    odd = read(folder(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode()))

    assert plain.clauses == odd.clauses
    assert () == odd.diagnostics


def test_chapters_share_keys_footnotes_and_link_references():
    header = HEADER.replace("rulebook", "chapters: [05-vents.md]\nrulebook")
    chapter = b"# Vents {#vents}\n\nSee [@scope], [there][site] and this.[^1]\n"
    text = (
        header
        + "\n# Scope {#scope}\n\nThis document specifies vents.\n\n[site]: https://example.com\n\n[^1]: A note.\n"
    )
    standard = read(Folder("x", {"standard.md": text.encode(), "05-vents.md": chapter}, {}))

    assert () == standard.diagnostics
    assert ["1", "2"] == [clause.number for clause in standard.clauses]
    assert ["05-vents.md"] == [standard.clauses[1].span.file]


def test_what_stands_before_the_first_heading_of_a_chapter_is_placed_in_that_chapter():
    text = (
        HEADER.replace("rulebook", "chapters: [05-vents.md]\nrulebook") + "\n# Vents {#vents}\n\nThe vent is round.\n"
    )
    chapter = b"The vent shall be [clean](#nowhere). {#clean}\n\n# Lids {#lids}\n\nA lid is flat.\n"
    standard = read(Folder("x", {"standard.md": text.encode(), "05-vents.md": chapter}, {}))

    assert [("05-vents.md", 1, 19)] == [found.at[:3] for found in standard.diagnostics]
    assert ["standard.md", "05-vents.md"] == [block.span.file for block in standard.clauses[0].blocks]
    assert "clean" == standard.clauses[0].blocks[1].sentences[0].key


def test_a_key_after_a_link_over_two_sentences_is_kept():
    standard = read(
        folder(HEADER + "\n# Vents {#vents}\n\nSee [this. The vent shall be clean.](https://example.com) {#clean}\n")
    )
    paragraph = standard.clauses[0].blocks[0]

    assert "clean" in {paragraph.key, *(sentence.key for sentence in paragraph.sentences)}
    assert () == standard.diagnostics


def test_a_chapter_outside_the_folder_is_refused():
    standard = read(folder(HEADER.replace("rulebook", "chapters: [../other.md]\nrulebook") + "\n# Scope\n\nText.\n"))

    assert ["path-outside-folder"] == [found.rule for found in standard.diagnostics]
    assert (5, 12) == standard.diagnostics[0].at[1:3]


def test_a_translation_inherits_and_says_nothing_again():
    translation = (
        b"---\nlanguage: zh\ntitle: {zh: {main: X}}\nidentifier: X 1\ndate: 2026-01-01\n---\n\n# X {#scope .scope}\n"
    )
    source = folder(HEADER + "\n# Scope {#scope}\n\nThis document specifies vents.\n")
    both = Folder("x", {**source.files, "standard.zh.md": translation}, {})

    assert ("en", "zh") == languages(both)
    standard = read(both, "zh")
    assert "X 1" == standard.header.identifier
    assert [("restated-field", "warning"), ("restated-field", "error")] == [
        (found.rule, found.severity) for found in standard.diagnostics
    ]


def test_a_file_over_the_limit_is_said_to_be():
    standard = read(Folder("x", {}, {"standard.md": 20_000_000}))

    assert ["file-too-large"] == [found.rule for found in standard.diagnostics if found.at.line == 1][:1]


def test_a_folder_without_a_standard_gives_a_standard_with_a_message():
    standard = read(Folder("x", {}, {}))

    assert ["missing-file"] == [found.rule for found in standard.diagnostics]


HOSTILE = {
    "nested lists": "".join("  " * depth + "- a\n" for depth in range(10_000))[:100_000],
    "nested quotes": "> " * 50_000,
    "headings": "# a\n" * 25_000,
    "keys": "{#a} " * 20_000,
    "dollars": "$a" * 50_000,
    "brackets": "[" * 100_000,
    "tables": "| a " * 25_000 + "\n" + "|---" * 25_000,
    "modals": "shall not be and should not be, " * 3_000,
    "Chinese": "应不应宜不宜" * 16_000,
    "full stops": ". " * 50_000,
    "directives": "::: requirement\n" * 6_000,
    "html": "<table><tr><td>" * 6_000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_text_is_read_in_bounded_time(text):
    start = time.process_time()
    read(folder(HEADER + "\n# Vents\n\n" + text))

    assert time.process_time() - start < 4  # seconds; 2 on the machine of the design, some are slower


def test_a_yaml_bomb_is_refused():
    bomb = "---\na: &a [x, x]\n" + "".join(
        f"{name}: &{name} [*{last}, *{last}]\n" for last, name in zip("abcd", "bcde", strict=True)
    )
    standard = read(folder(bomb + "---\n\n# Scope\n\nText.\n"))

    assert "front-matter-unreadable" in {found.rule for found in standard.diagnostics}


PIECES = st.sampled_from(
    [
        "# A {#a}\n\n", "## B\n\n", "### C\n", "The vent shall be round. {#k}\n\n", "- one\n- two\n\n", "1. x\n   - y\n",
        "> [!NOTE]\n> Words.\n\n", "| a | b |\n|---|---|\n| ^ | < |\n\n", "$$ a $$ {#e}\n\n", "[@a] and [@k, 5]\n", "**x", "`",
        "Table: T {#t}\n\n", "::: requirement {#r}\n", ":::\n\n", "[^1] and\n\n[^1]: note\n\n", "通气口应为圆形。", "<table><tr><td>a</table>\n\n",
        "# 附录 {.annex .normative}\n\n", "![x](y.png)\n\n", "\n", " ", "{#z}\n", "&amp;", "\\*", "where\n\n- $a$ is b\n\n",
    ]
)  # fmt: skip


@settings(max_examples=tries(150), deadline=None)
@given(st.lists(st.one_of(PIECES, st.text(max_size=12)), max_size=30).map("".join))
def test_every_text_gives_a_standard_and_keeps_its_places(text):
    source = folder(HEADER + "\n" + text.encode(errors="ignore").decode())
    standard = read(source)
    assert_every_text_stands_where_it_says(standard, source.files)

    for found in standard.diagnostics:
        assert found.at.line >= 1
        assert found.at.column >= 1
        assert (found.at.end_line, found.at.end_column) >= (found.at.line, found.at.column)


@needs_shared
def test_the_pair_reads_as_it_was_meant():
    standard = read(on_disk(SHARED / "examples" / "pair"))
    found = [
        (one.sentence.id, one.sentence.kind) for one in sentences(standard) if one.sentence.kind is not Kind.STATEMENT
    ]

    assert () == standard.diagnostics
    assert [
        ("t-range", "requirement"),
        ("t-method", "recommendation"),
        ("rec", "requirement"),
        ("tab-classes.s1", "requirement"),
        ("place-sensor", "instruction"),
    ] == found
    numbers = ["1", "2", "3", "3.1", "4", "4.1", "4.2", "A", "A.1", "bibliography"]
    assert numbers == [part.number for part in standard.parts()]


def test_marks_around_two_sentences_are_cut_between_them():
    standard = read(
        folder(HEADER + "\n# Vents {#vents}\n\n**The vent shall be round. The vent shall be clean.** {#clean}\n")
    )
    paragraph = standard.clauses[0].blocks[0]

    assert ["requirement", "requirement"] == [sentence.kind for sentence in paragraph.sentences]
    assert all(isinstance(sentence.children[0], Mark) for sentence in paragraph.sentences)
    assert "clean" == paragraph.sentences[1].key
