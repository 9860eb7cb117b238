from __future__ import annotations

import json
import time
from collections import Counter

import pytest
from provision_cases import (
    CHINESE_GB,
    CHINESE_LAW,
    ENGLISH_CAPITALS,
    ENGLISH_CLAUSES,
    ENGLISH_ISO,
    VERIFY_LISTS,
    rows,
)
from shared import CORPORA, SHARED, needs_corpora, needs_shared

from stdpub.model.provisions import Convention, Kind
from stdpub.model.verbal_forms import Standing, verbal_forms
from stdpub.read.provisions import Found, detect, find

STATEMENT = Found(Kind.STATEMENT, "", 0, 0)
CASES = [
    *(("en", Convention.ISO, *row) for row in rows(ENGLISH_ISO + ENGLISH_CLAUSES.lstrip("\n"))),
    *(("en", Convention.BCP14, *row) for row in rows(ENGLISH_CAPITALS)),
    *(("zh", Convention.GB_T_1_1, *row) for row in rows(CHINESE_GB)),
    *(("zh", Convention.LAW, *row) for row in rows(CHINESE_LAW)),
    *((language, Convention.VERIFY_LIST, *row) for language, *row in rows(VERIFY_LISTS)),
]


@pytest.mark.parametrize(
    ("language", "convention", "kind", "form", "sentence"), CASES, ids=[f"{case[1]}:{case[4][:32]}" for case in CASES]
)
def test_a_sentence_has_the_provision_of_its_main_clause(language, convention, kind, form, sentence):
    found = find(sentence, language, convention)

    assert (kind, form) == (found.kind.value, found.verbal_form)


@pytest.mark.parametrize("case", CASES, ids=[f"{case[1]}:{case[4][:32]}" for case in CASES])
def test_the_offsets_show_the_verbal_form(case):
    language, convention, _, _, sentence = case
    found = find(sentence, language, convention)
    shown = sentence[found.start : found.end]
    first, _, last = found.verbal_form.partition(" ... ")

    assert shown.startswith(first)
    assert shown.endswith(last or first)
    assert " ... " in found.verbal_form or shown == found.verbal_form


@pytest.mark.parametrize(
    ("sentence", "language"),
    [
        ('He says: "The valve shall be closed."', "en"),
        ("He says: “The valve shall be closed.", "en"),
        ('It shall be closed," he says.', "en"),
        ("The word 'shall' is used.", "en"),
        ("The word `shall` is used.", "en"),
        ("标准写道：“外壳应接地。”", "zh"),
        ("外壳应接地”", "zh"),
        ("「应」是动词。", "zh"),
    ],
)
def test_quoted_words_make_no_provision(sentence, language):
    assert STATEMENT == find(sentence, language, Convention.ISO)


def test_masked_ranges_are_not_running_text():
    sentence = "The word shall is used, and the valve shall be closed."

    assert Found(Kind.REQUIREMENT, "shall", 38, 43) == find(sentence, "en", Convention.ISO, masked=[(9, 14)])
    assert STATEMENT == find(sentence, "en", Convention.ISO, masked=[(38, 43), (0, 20), (3, 9)])


def test_other_languages_are_not_read():
    assert STATEMENT == find("Das Ventil shall be closed.", "de", Convention.ISO)


def test_an_object_in_the_text_is_no_word():
    sentence = "If \ufffc is positive, \ufffc shall be added."

    assert Found(Kind.REQUIREMENT, "shall", 20, 25) == find(sentence, "en", Convention.ISO)
    assert Found(Kind.REQUIREMENT, "应", 1, 2) == find("\ufffc应为正数。", "zh", Convention.GB_T_1_1)


def test_offsets_are_those_of_the_sentence_even_where_small_letters_are_longer():
    sentence = "İstanbul İ shall be named."

    assert "shall" == sentence[find(sentence, "en", Convention.ISO).start :][:5]


@pytest.mark.parametrize(
    ("convention", "kind"),
    [
        (Convention.GB_T_1_1, Kind.PERMISSION),
        (Convention.LAW, Kind.PERMISSION),
        (Convention.LOWER_CASE, Kind.PERMISSION),
        (Convention.VERIFY_LIST, Kind.CAPABILITY),
    ],
)
def test_a_translated_list_permits_nothing(convention, kind):
    assert kind == find("用户可以修改口令。", "zh", convention).kind


def test_every_convention_finds_something_in_both_languages():
    for convention in Convention:
        assert Kind.REQUIREMENT == find("The valve shall close.", "en", convention).kind
        assert Kind.REQUIREMENT == find("阀门不得打开。", "zh-CN", convention).kind


def test_the_tables_hold_each_form_once_with_the_rulebooks_own_forms_among_them():
    for convention in Convention:
        for language in ("en", "zh"):
            words = Counter(form.words for form in verbal_forms(language, convention))

            assert 1 == max(words.values())
    own = {form.words for form in verbal_forms("zh", Convention.GB_T_1_1) if form.standing is Standing.FORM}

    assert {"应", "不应", "宜", "不宜", "可", "不必", "能", "不能", "可能", "不可能"} == own


@pytest.mark.parametrize(
    ("text", "language", "convention"),
    [
        ("The valve shall close.\n" * 3, "en", Convention.ISO),
        ("The valve must close. It shall be red.\nIt must be shut.", "en", Convention.LOWER_CASE),
        ("The key words are those of RFC 2119.\nThe field MUST be a string.\n", "en", Convention.BCP14),
        ("The field SHALL be a string.\n" * 12, "en", Convention.BCP14),
        ("| 1.1 | Verify that users can leave. |\n" * 6, "en", Convention.VERIFY_LIST),
        ("外壳应接地。电缆宜直埋。", "zh", Convention.GB_T_1_1),
        ("第一条 为了安全。\n" * 6 + "经营者应当公示。", "zh", Convention.LAW),
        ("| 1.1 | 验证用户可以退出。 |\n" * 6, "zh", Convention.VERIFY_LIST),
        ("", "en", Convention.ISO),
        ("", "zh", Convention.GB_T_1_1),
    ],
)
def test_a_document_shows_its_convention(text, language, convention):
    assert convention == detect(text, language)


@needs_corpora
@pytest.mark.parametrize(
    ("path", "language", "convention"),
    [
        ("cabforum-tls-br/v2.1.2/BR.md", "en", Convention.BCP14),
        ("openapi/3.1.0/3.1.0.md", "en", Convention.BCP14),
        ("nist-sp800-63-4/_sp800-63a/sec5_ial.md", "en", Convention.BCP14),
        ("csharp-ecma334/V6-standard/standard/classes.md", "en", Convention.ISO),
        ("openchain-license-compliance/Official/en/2.1/openchainspec-2.1.md", "en", Convention.ISO),
        ("commonmark/spec.txt", "en", Convention.LOWER_CASE),
        ("asvs-4.0.3/en/0x11-V2-Authentication.md", "en", Convention.VERIFY_LIST),
        ("asvs-4.0.3/zh-cn/0x11-V2-Authentication.md", "zh", Convention.VERIFY_LIST),
        ("just-laws-zh/docs/economic/standardization-law/README.md", "zh", Convention.LAW),
        ("vlook-gbt-template/released/samples/vip-gb-t.md", "zh", Convention.GB_T_1_1),
    ],
)
def test_real_documents_show_their_convention(path, language, convention):
    assert convention == detect((CORPORA / path).read_text(encoding="utf-8"), language)


NAMES = {
    "capitals": Convention.BCP14,
    "lower-case": Convention.LOWER_CASE,
    "iso-lower-case": Convention.ISO,
    "verify-list": Convention.VERIFY_LIST,
    "law": Convention.LAW,
    "gb-t-1.1": Convention.GB_T_1_1,
}


@needs_shared
@pytest.mark.parametrize(("language", "kinds", "forms", "f1"), [("en", 0.98, 0.98, 0.97), ("zh", 0.98, 0.98, 0.97)])
def test_the_labelled_sentences_are_found_as_well_as_measured(language, kinds, forms, f1):
    lines = (SHARED / "gold" / "provisions.jsonl").read_text(encoding="utf-8").splitlines()
    labelled = [row for row in map(json.loads, lines) if row["lang"] == language]
    pairs, written = [], []
    for row in labelled:
        found = find(row["text"], language, NAMES[row["convention"]])
        kind = found.kind.value
        pairs.append((kind if kind in row.get("accept", []) else row["kind"], kind))
        if kind == row["kind"]:
            written.append(found.verbal_form == row["verbal_form"])

    assert sum(label == kind for label, kind in pairs) >= kinds * len(pairs)
    assert sum(written) >= forms * len(written)
    assert macro_f1(pairs) >= f1


def macro_f1(pairs: list[tuple[str, str]]) -> float:
    scores = []
    for kind in {label for label, _ in pairs}:
        right = sum(label == found == kind for label, found in pairs)
        wrong = sum((label == kind) != (found == kind) for label, found in pairs)
        scores.append(2 * right / (2 * right + wrong))
    return sum(scores) / len(scores)


HOSTILE = ["(", "if ", "if )", "that ", "which, ", "may ", "the word \ufffc ", '" ', "“", "'a", "` ", "《", "only ", "is ",
           "it is ", "so ", "也应", "应的", "可能的", "能，", "如果，", "，则", "（应", "可以", "将", "不可", "能的设备 "]  # fmt: skip


@pytest.mark.parametrize("piece", HOSTILE)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_hostile_sentences_take_no_time(piece, language):
    sentence = "The part " + piece * (100_000 // len(piece))
    before = time.process_time()
    find(sentence, language, Convention.ISO, masked=[(at, at + 1) for at in range(0, 100_000, 50)])
    find(sentence, language, Convention.VERIFY_LIST)
    detect(sentence, language)

    assert time.process_time() - before < 2
