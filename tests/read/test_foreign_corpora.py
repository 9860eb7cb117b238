"""Real documents that nobody wrote for us go through the import with every word, number and reference."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from time import process_time

import pytest
from foreign_words import Built, Source, compare, read_built, read_source, words
from shared import CORPORA, needs_corpora

from stdpub.model.content import Figure
from stdpub.model.folder import Folder
from stdpub.model.inlines import CrossReference, plain
from stdpub.model.rewriting import Rewriter
from stdpub.model.source import Severity
from stdpub.model.standard import Standard
from stdpub.read.foreign.front_matter import front_matter
from stdpub.read.foreign_markdown import Imported, import_folder
from stdpub.read.reader import read
from stdpub.read.tokens import decode
from stdpub.write.sts_xml import write_xml

pytestmark = needs_corpora


@dataclass(frozen=True)
class Case:
    """One document of the corpora and what is known of it."""

    path: str
    language: str
    forms: str
    numbering: str
    title: str


DOCUMENTS = (
    Case(
        "cabforum-tls-br/v1.8.0/BR.md",
        "en",
        "bcp14",
        "{1}.{2}",
        "Baseline Requirements for the Issuance and Management of Publicly-Trusted Certificates",
    ),
    Case(
        "cabforum-tls-br/v2.1.2/BR.md",
        "en",
        "bcp14",
        "{1}.{2}",
        "Baseline Requirements for the Issuance and Management of Publicly-Trusted TLS Server Certificates",
    ),
    Case(
        "openchain-license-compliance/Official/en/ISO-5230-2020",
        "en",
        "iso",
        "{1}.{2}",
        "OpenChain License Compliance Specification",
    ),
    Case("nist-sp800-63-4/_sp800-63", "en", "bcp14", "none", "SP 800-63"),
    Case("nist-sp800-63-4/_sp800-63a", "en", "bcp14", "none", "SP 800-63A"),
    Case("asvs-4.0.3/en", "en", "verify-list", "V{1}.{2}", "Application Security Verification Standard 4.0.3"),
    Case("asvs-4.0.3/zh-cn", "zh", "verify-list", "V{1}.{2}", "应用安全验证标准 4.0.3"),
    Case("openapi/3.1.0/3.1.0.md", "en", "bcp14", "none", "OpenAPI Specification"),
    Case("csharp-ecma334/V6-standard/standard/arrays.md", "en", "iso", "{1}.{2}", "Arrays"),
    Case("csharp-ecma334/V6-standard/standard", "en", "iso", "{1}.{2}", "standard"),
    Case("just-laws-zh/docs/economic/standardization-law", "zh", "law", "law", "中华人民共和国标准化法"),
    Case("vlook-gbt-template/released/samples", "zh", "gb-t-1.1", "rulebook", "标准名称"),
)
SKELETON = "vlook-gbt-template/released/samples"
NAMES = [case.path for case in DOCUMENTS]
LAWS = sorted(path.parent.relative_to(CORPORA).as_posix() for path in CORPORA.glob("just-laws-zh/docs/*/*/README.md"))
OTHERS = sorted(
    {path.parent.relative_to(CORPORA).as_posix() for path in CORPORA.rglob("*.md")} - {*NAMES, "."}
    | {"commonmark", "slsa"}
)

LONG = {"csharp-ecma334/V6-standard/standard", *OTHERS}
"""The largest document, and those that are not asked for by name: they wait for a run of everything."""


def weighed(cases):
    """Return the cases of a test, those on long documents marked."""
    return [pytest.param(*_values(case), marks=pytest.mark.long) if _path(case) in LONG else case for case in cases]


def _values(case):
    return case if isinstance(case, tuple) else (case,)


def _path(case):
    return case.path if isinstance(case, Case) else _values(case)[0]


@dataclass(frozen=True)
class Done:
    """One import with what was read and built of it."""

    source: Folder
    imported: Imported
    standard: Standard
    built: Built


def folder(path: str) -> Folder:
    place = CORPORA / path
    files = (
        {place.name: place.read_bytes()}
        if place.is_file()
        else {
            file.relative_to(place).as_posix(): file.read_bytes() for file in sorted(place.rglob("*")) if file.is_file()
        }
    )
    return Folder(place.stem if place.is_file() else place.name, files, {})


@cache
def done(path: str) -> Done:
    source = folder(path)
    imported = import_folder(source)
    standard = read(imported.folder)
    return Done(source, imported, standard, read_built(write_xml(standard)))


def texts(one: Done) -> list[str]:
    return [one.source.files[path].decode() for path in one.imported.report.files]


def sources(one: Done) -> list[Source]:
    return [read_source(text) for text in texts(one)]


def front_words(one: Done) -> set[str]:
    """Return the words of all front matter of the source."""
    found: set[str] = set()
    for path in one.imported.report.files:
        source, _ = decode(path, one.source.files[path])
        for _, text in front_matter(source).fields if source else ():
            found.update(words(text))
    return found


def errors(standard: Standard) -> list[str]:
    return [f"{found.at} {found.rule}" for found in standard.diagnostics if found.severity is Severity.ERROR]


@pytest.mark.parametrize("case", weighed(DOCUMENTS), ids=NAMES)
def test_what_the_document_is(case):
    report = done(case.path).imported.report

    assert (case.language, case.forms, case.numbering, case.title) == (
        report.language,
        report.verbal_forms,
        report.numbering,
        report.title,
    )


@pytest.mark.parametrize("path", weighed([*NAMES, *OTHERS]))
def test_reads_back_without_an_error(path):
    assert errors(done(path).standard) == []


ORDERED = [path for path in (*NAMES, *OTHERS) if path not in {SKELETON, "commonmark"}]


@pytest.mark.parametrize("path", weighed(ORDERED))
def test_no_word_is_lost_and_none_moves(path):
    one = done(path)
    found = compare(sources(one), one.built, front_words(one), one.imported.report.title)

    assert found.unexplained == []


@pytest.mark.parametrize(
    ("path", "classes"),
    weighed(
        [
            ("cabforum-tls-br/v1.8.0/BR.md", {}),
            ("cabforum-tls-br/v2.1.2/BR.md", {"typed-labels": 37}),
            ("openchain-license-compliance/Official/en/ISO-5230-2020", {"typed-labels": 2}),
            ("nist-sp800-63-4/_sp800-63", {"typed-labels": 10}),
            ("nist-sp800-63-4/_sp800-63a", {"typed-labels": 8}),
            ("asvs-4.0.3/en", {}),
            ("asvs-4.0.3/zh-cn", {}),
            ("openapi/3.1.0/3.1.0.md", {"title": 2}),
            ("csharp-ecma334/V6-standard/standard/arrays.md", {}),
            ("csharp-ecma334/V6-standard/standard", {}),
            ("just-laws-zh/docs/economic/standardization-law", {"title": 11}),
        ]
    ),
)
def test_differences_by_class(path, classes):
    one = done(path)
    found = compare(sources(one), one.built, front_words(one), one.imported.report.title)

    assert classes == dict(found.classes)


@pytest.mark.parametrize("path", [SKELETON, "commonmark"])
def test_no_word_is_lost_where_some_move(path):
    one = done(path)
    ours = Counter(word for source in sources(one) for title, body in source.clauses for word in (*words(title), *body))
    ours.update(word for source in sources(one) for word in source.footnotes)
    theirs = Counter(word for title, body in one.built.clauses for word in (*words(title), *body))
    theirs.update(one.built.footnotes)
    allowed = Counter(words(one.imported.report.title)) + Counter("规范性")

    assert ours - theirs - allowed == Counter()


def typed_numbers(text: str) -> list[str]:
    """Return the numbers typed before the headings of a text, and those of a law's articles, by a plain expression."""
    text = re.sub(r"^(`{3,}|~{3,}).*?^\1", "", text, flags=re.MULTILINE | re.DOTALL)
    heading = r"#{1,6} +(?:<a [^>]*></a>)?(?:(?:(?P<number>(?:[A-Z]{0,2}\d{1,2}|[A-Z])(?:\.\d{1,2})*)\.?(?= |\u3000)(?! *版))|(?P<annex>(?:(?:Annex|Appendix|APPENDIX) |附录 ?)[A-Z])|(?P<law>第[一二三四五六七八九十百]+[章节]))"
    article = r"\*\*(?P<article>第[一二三四五六七八九十百]+条)\*\*"
    found = re.finditer(rf"^(?:{heading}|{article})", text, re.MULTILINE)
    return [one["number"] or one["annex"] or one["law"] or one["article"] for one in found]


@pytest.mark.parametrize("path", weighed([path for path in NAMES if path != SKELETON]))
def test_printed_numbers_are_the_typed_ones(path):
    one = done(path)
    typed = [
        number
        for text in texts(one)
        for number in typed_numbers(re.sub(r"(?s)^## Contents.*?(?=^# )", "", text, flags=re.MULTILINE))
    ]

    assert typed == [label for label in one.built.labels if label]


@pytest.mark.parametrize(
    "path",
    weighed(["cabforum-tls-br/v1.8.0/BR.md", "cabforum-tls-br/v2.1.2/BR.md", "csharp-ecma334/V6-standard/standard"]),
)
def test_a_clause_stands_as_deep_as_its_number_is_long(path):
    one = done(path)
    numbered = [(label, depth) for label, depth in zip(one.built.labels, one.built.depths, strict=True) if label]

    assert [(label, label.count(".") + 1) for label, _ in numbered] == numbered


def levels(text: str) -> list[tuple[str, int]]:
    """Return the headings of a text, each with its depth when skipped levels close up."""
    text = re.sub(r"^ *(`{3,}|~{3,})[^\n]*\n.*?^ *\1", "", text, flags=re.MULTILINE | re.DOTALL)
    open_: list[int] = []
    found = []
    for heading in re.finditer(r"^(#{1,6})[ \t]+(.*?)[ \t]*$", text, re.MULTILINE):
        level = len(heading[1])
        while open_ and open_[-1] >= level:
            open_.pop()
        open_.append(level)
        title = re.sub(r"<a [^>]*></a>|\{#.*\}|[`*\\]", "", heading[2]).strip()
        found.append((title, len(open_)))
    return found


@pytest.mark.parametrize(
    ("path", "above"),
    [("nist-sp800-63-4/_sp800-63", 0), ("nist-sp800-63-4/_sp800-63a", 0), ("openapi/3.1.0/3.1.0.md", 1)],
)
def test_without_numbers_the_tree_goes_by_level(path, above):
    one = done(path)
    ours = [(title, depth - above) for text in texts(one) for title, depth in levels(text)][above:]
    theirs = [
        (re.sub(r"[`*\\]", "", title).strip(), depth)
        for (title, _), depth in zip(one.built.clauses, one.built.depths, strict=True)
    ]
    theirs = [(f"Appendix A: {title}" if title == "Revision History" else title, depth) for title, depth in theirs]

    assert ours == theirs


class Pointers(Rewriter):
    """Gathers all cross-references of a standard."""

    def __init__(self):
        self.found = []

    def inlines(self, nodes):
        for node in nodes:
            if isinstance(node, CrossReference):
                self.found.append(node)
            if getattr(node, "children", ()):
                self.inlines(node.children)
        return nodes


class Tables(Rewriter):
    """Gathers all tables of a standard."""

    def __init__(self):
        self.found = []

    def table(self, table):
        self.found.append(table)
        return table


def pointers(standard: Standard) -> list[CrossReference]:
    gatherer = Pointers()
    gatherer.standard(standard)
    return gatherer.found


@pytest.mark.parametrize(
    ("path", "fewest"),
    weighed(
        [
            ("cabforum-tls-br/v2.1.2/BR.md", 380),
            ("csharp-ecma334/V6-standard/standard", 2500),
            ("openapi/3.1.0/3.1.0.md", 280),
            ("nist-sp800-63-4/_sp800-63a", 74),
            ("just-laws-zh/docs/economic/cybersecurity-law", 28),
        ]
    ),
)
def test_typed_references_resolve(path, fewest):
    found = pointers(done(path).standard)

    assert len(found) >= fewest
    assert all(one.target for one in found)


def test_a_reference_prints_the_number_that_was_typed():
    standard = done("cabforum-tls-br/v2.1.2/BR.md").standard
    words_ = [
        plain(sentence.children)
        for clause in standard.walk()
        for block in clause.blocks
        for sentence in getattr(block, "sentences", ())
    ]

    assert any("in accordance with Section 7.1.4.1" in one or "defined in Section 1.6" in one for one in words_)


@pytest.mark.parametrize(
    ("path", "line", "text"),
    [("cabforum-tls-br/v1.8.0/BR.md", 2623, "[Section 3.2.2.4.19 - Agreed-Upon Change to Website - ACME]")],
)
def test_the_broken_anchor_is_reported_where_it_stands(path, line, text):
    mended = done(path).imported.report.of("anchor-mended")

    assert [(line, text)] == [(one.line, one.text[: len(text)]) for one in mended]


@pytest.mark.parametrize("path", ["asvs-4.0.3/en", "asvs-4.0.3/zh-cn"])
def test_rows_that_are_requirements_keep_their_ids_as_keys(path):
    one = done(path)
    text = b"".join(one.imported.folder.files.values()).decode()

    assert dict(one.imported.report.counts)["requirement-rows"] == 286
    assert all(f"{{#v{number}}}" in text for number in ("2-1-1", "14-5-4", "1-1-1"))


def test_both_languages_have_the_same_requirements():
    keys = [
        {
            key
            for content in done(path).imported.folder.files.values()
            for key in re.findall(r"\{#(v[0-9-]+)\}", content.decode())
        }
        for path in ("asvs-4.0.3/en", "asvs-4.0.3/zh-cn")
    ]

    assert keys[0] == keys[1]
    assert len(keys[0]) == 286


@pytest.mark.parametrize(
    ("path", "keys"),
    weighed(
        [
            (
                "nist-sp800-63-4/_sp800-63",
                {"abstract", "ermreqs", "intlassess", "fig-1", "table-1", "ref-sp800-63a", "mfa-definition"},
            ),
            (
                "openapi/3.1.0/3.1.0.md",
                {"oasdocument", "pathtemplating", "schemaobject", "oasversion", "revisionhistory"},
            ),
            ("slsa/v1.2/spec", {"build-l0", "safe-expunging-process"}),
        ]
    ),
)
def test_ids_of_the_source_become_keys(path, keys):
    text = b"".join(
        content for name, content in done(path).imported.folder.files.items() if name.endswith(".md")
    ).decode()

    assert keys <= set(re.findall(r"(?:\{#|id=\")([a-z][a-z0-9-]*)", text))


@pytest.mark.parametrize("path", weighed(["csharp-ecma334/V6-standard/standard", "slsa/v1.2/spec"]))
def test_tables_keep_their_spans(path):
    one = done(path)
    tables = Tables()
    tables.standard(one.standard)
    cells = [cell for table in tables.found for row in (*table.head, *table.body) for cell in row.cells]
    source = "".join(texts(one))

    assert Counter(map(int, re.findall(r"rowspan=\"?(\d+)", source))) == Counter(
        cell.row_span for cell in cells if cell.row_span > 1
    )
    assert Counter(map(int, re.findall(r"colspan=\"?(\d+)", source))) == Counter(
        cell.column_span for cell in cells if cell.column_span > 1
    )


def test_pictures_are_copied_with_their_captions():
    one = done("nist-sp800-63-4/_sp800-63")
    figures = [block for clause in one.standard.walk() for block in clause.blocks if isinstance(block, Figure)]

    assert [figure.label for figure in figures] == ["Figure 1", "Figure 2", "Figure 3", "Figure 4"]
    assert plain(figures[0].caption) == "Non-federated Digital Identity Model Example"
    assert one.imported.folder.files["figures/Federated.png"] == one.source.files["media/Federated.png"]


def test_the_skeleton_has_the_tree_of_gb_t_1_1():
    standard = done(SKELETON).standard

    assert standard.header.rulebook.value == "gb-t-1.1"
    assert [(clause.kind.value, clause.label) for clause in standard.clauses] == [
        ("clause", ""),
        ("foreword", ""),
        ("introduction", ""),
        ("scope", "1"),
        ("normative-references", "2"),
        ("terms", "3"),
        ("clause", "4"),
        ("annex", "附录A"),
        ("bibliography", ""),
    ]
    assert [entry.label for entry in standard.clauses[5].clauses] == ["3.1", "3.2", "3.3"]


@pytest.mark.long
def test_the_largest_document_takes_seconds():
    source = folder("csharp-ecma334/V6-standard/standard")
    started = process_time()
    import_folder(source)

    assert process_time() - started < 15


@pytest.mark.parametrize("path", weighed(["nist-sp800-63-4/_sp800-63a", SKELETON, "slsa/v1.2/spec"]))
def test_the_same_source_gives_the_same_bytes(path):
    again = import_folder(folder(path))

    assert done(path).imported.folder.files == again.folder.files
    assert done(path).imported.report.to_json() == again.report.to_json()
