from __future__ import annotations

from stdpub.model.source import SourceText, Span
from stdpub.read.patchwork import Patch, Patchwork, Piece

BASE = SourceText("standard.md", "one\ntwo\nthree\n")
NEW = SourceText("amd-1.md", "---\n---\n\n2\n")


def test_words_of_each_file_lead_back_to_it():
    work = Patchwork.of(BASE).patched([Patch(4, 7, (Piece("2", NEW, 9),))])
    text = work.text

    assert text == "one\n2\nthree\n"
    assert work.origin(text.index("2"), text.index("2") + 1) == Span("amd-1.md", 4, 1, 4, 2)
    assert work.origin(text.index("three"), text.index("three") + 5) == Span("standard.md", 3, 1, 3, 6)


def test_a_run_over_a_seam_ends_at_the_seam():
    work = Patchwork.of(BASE).patched([Patch(4, 7, (Piece("2", NEW, 9),))])

    assert work.origin(4, 9) == Span("amd-1.md", 4, 1, 4, 2)


def test_what_nobody_typed_leads_to_what_it_was_made_for():
    work = Patchwork.of(BASE).patched([Patch(4, 4, (Piece("{#key}\n\n", NEW, 9, made=True),))])

    assert work.text == "one\n{#key}\n\ntwo\nthree\n"
    assert work.origin(7, 9) == Span("amd-1.md", 4, 1, 4, 1)


def test_a_text_is_patched_again():
    once = Patchwork.of(BASE).patched([Patch(4, 7, (Piece("2", NEW, 9),))])
    twice = once.patched([Patch(0, 3, (Piece("1", NEW, 0, made=True),)), Patch(5, 5, (Piece("!", NEW, 1, made=True),))])

    assert twice.text == "1\n2!\nthree\n"
    assert twice.origin(2, 3) == Span("amd-1.md", 4, 1, 4, 2)
    assert twice.origin(5, 10) == Span("standard.md", 3, 1, 3, 6)


def test_patches_at_one_place_keep_their_order():
    pieces = [(Piece(sign, NEW, 0, made=True),) for sign in "ab"]

    assert Patchwork.of(BASE).patched([Patch(0, 0, one) for one in pieces]).text == "abone\ntwo\nthree\n"
