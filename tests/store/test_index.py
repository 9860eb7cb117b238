"""The index: what a build does, that every slice is the element it says, and that it follows the library."""

import json
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from xml.parsers import expat

import pytest
from hypothesis import HealthCheck, given, settings
from libraries import WHO, git
from models import standards
from served import NEW, OLD, draft, folder, make_library, publish_folder
from tries import tries

from stdpub.compare.hashing.content_hashes import content_hashes
from stdpub.model.folder import Folder
from stdpub.pipeline import check, render
from stdpub.store.index import Index, index_of, iterate
from stdpub.store.indexing.build import build, index_path, is_stale
from stdpub.store.indexing.document import SLICED, Document
from stdpub.store.indexing.elements import read_elements
from stdpub.store.indexing.records import record_places
from stdpub.store.indexing.slices import slices
from stdpub.store.library import Library
from stdpub.store.objects import Entry, EntryKind
from stdpub.store.search import parse_query, search
from stdpub.store.stored_standard import UnreadableRecordError, restore
from stdpub.write.json_record import write_json


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    return Library(make_library(tmp_path_factory.mktemp("indexed")))


@pytest.fixture(scope="module")
def index(library):
    build(library)
    return Index(index_path(library))


def held(index, date="2026-01-10"):
    """Return the Chinese text of a published edition."""
    found = [one for one in iterate(index) if one.stored and (one.slug, one.language) == ("t-test-1", "zh")]
    return next(one for one in found if json.loads(one.header)["date"] == date)


def root_id(content):
    found = []
    parser = expat.ParserCreate()
    parser.StartElementHandler = lambda _, attributes: found.append(attributes.get("id"))
    parser.Parse(content, True)  # noqa: FBT003  expat takes it by position
    return found[0]


def everything(index, document):
    names = (index.at(document.id, place) for place in range(1, index.standard(document.id).last + 1))
    return [one for one in names if one]


def document_of(standard):
    outputs, _ = render(standard, SLICED)
    forms = {output.form: output.content for output in outputs}
    return Document(
        slug=standard.slug,
        tree="tree",
        quantities="",
        stored=False,
        renderer="r",
        languages=(standard.header.language,),
        standard=standard,
        folder=Folder(standard.slug, {}, {}),
        forms=forms,
    )


def found_by(index, words, slug="t-test-1"):
    documents = tuple(one.id for one in iterate(index) if one.slug == slug)
    return {hit.element.number for hit in search(index, documents, parse_query(words), "", "", 0, 50)}


def test_a_build_holds_every_language_of_every_edition_and_the_drafts(library, index):
    names = sorted((one.slug, one.language, one.stored) for one in iterate(index))

    assert names == [
        ("acme-7", "en", 1),
        ("only-draft", "zh", 0),
        ("t-test-1", "en", 0),
        ("t-test-1", "en", 0),
        ("t-test-1", "en", 1),
        ("t-test-1", "zh", 0),
        ("t-test-1", "zh", 0),
        ("t-test-1", "zh", 1),
        ("t-test-1", "zh", 1),
    ]
    assert not is_stale(library)


def test_elements_stand_in_reading_order_with_numbers_and_keys(index):
    rows = [(one.number, one.key, one.kind) for one in everything(index, held(index))]

    assert rows == [
        ("1", "scope", "scope"),
        ("2", "terms", "terms"),
        ("2.1", "pue", "term"),
        ("2.1.note-1", "", "note"),
        ("3", "requirements", "clause"),
        ("3.1", "limits", "clause"),
        ("", "pue-limit", "provision"),
        ("", "measured", "provision"),
        ("3.1.note-1", "", "note"),
        ("3.1.example-1", "", "example"),
        ("table-1", "tab-limits", "table"),
        ("3.2", "records", "clause"),
        ("", "rec", "provision"),
        ("3.2.a", "rec-read", "item"),
        ("3.2.b", "rec-compute", "item"),
        ("3.2.b.1", "", "item"),
        ("3.2.b.2", "", "item"),
        ("3.2.c", "", "item"),
        ("formula-1", "eq-pue", "formula"),
        ("A", "method", "annex"),
        ("A.1", "method-general", "clause"),
        ("", "point", "provision"),
        ("A.2", "method-steps", "clause"),
        ("", "reading", "provision"),
    ]


def test_what_stands_in_what(index):
    document = held(index).id
    limit = index.by_key(document, "pue-limit")
    records = index.by_number(document, "3.2")

    assert [one.number for one in index.above(limit)] == ["3", "3.1"]
    assert [one.number for one in index.below(index.by_number(document, "3"))] == ["3.1", "3.2"]
    assert index.below(records) == ()
    assert (records.up, records.before, records.after) == ("3", "3.1", "")
    assert (limit.up, limit.before, limit.after) == ("3.1", "", "")
    assert index.by_number(document, "3")[-3:] == ("", "2", "A")
    assert [one.number for one in index.contents(document)] == ["1", "2", "2.1", "3", "3.1", "3.2", "A", "A.1", "A.2"]
    assert [one.number for one in index.contents(document, index.by_number(document, "3"))] == ["3.1", "3.2"]


def test_the_bytes_of_an_element_are_the_element(index):
    document = held(index)
    limit = index.by_key(document.id, "pue-limit")

    assert index.text(limit).strip() == "电能利用效率不应大于1.3。"
    assert index.source(limit).decode() == "[电能利用效率](#pue)不应大于[1.3]{limit=pue}。\n"
    assert json.loads(index.record(limit))["text"] == "电能利用效率不应大于1.3。"
    assert root_id(index.html(limit)) == "pue-limit"
    assert (
        index.xml(document, limit)
        .decode()
        .splitlines()[1]
        .startswith('<p xml:lang="zh" id="pue-limit" content-type="requirement"')
    )


def test_the_source_of_a_clause_is_what_its_author_wrote(index):
    document = held(index).id
    source = index.source(index.by_number(document, "A")).decode()

    assert source.startswith("# 测量方法 {#method .annex .normative}\n\n## 总则 {#method-general}\n")
    assert source.endswith("读数应连续。{#reading}\n")


def test_the_text_of_a_clause_leaves_its_subclauses_out_where_asked(index):
    document = held(index).id
    clause = index.by_number(document, "3")

    assert index.own_text(clause) == "3 要求\n"
    assert index.text(clause).startswith("3 要求\n3.1 限定值\n电能利用效率不应大于1.3。")


def test_every_slice_of_every_element_is_whole(index):
    checked = 0
    for document in iterate(index):
        for element in everything(index, document):
            assert root_id(index.xml(document, element)) in {element.id, f"{element.id}.sec"}
            assert root_id(index.html(element)) == element.id
            assert json.loads(index.record(element))["id"] == element.id
            assert index.text(element).strip()
            checked += 1

    assert checked > 150


@given(standards())
@settings(max_examples=tries(5), deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_every_slice_of_a_random_standard_is_whole(standard):
    index = index_of([document_of(standard)])
    document = next(iterate(index))
    for element in everything(index, document):
        xml, html = index.xml(document, element), index.html(element)

        assert json.loads(index.record(element))["id"] == element.id
        assert not xml or root_id(xml) in {element.id, f"{element.id}.sec"}
        assert not html or root_id(html) == element.id


def test_a_hash_stays_where_a_thing_only_moved_and_changes_with_its_words():
    def hashes(text):
        source = Folder("x", {"standard.md": text.encode()}, {})
        outputs = index_of(map(document_of, check(source)))
        return {one.key: one.hash for one in everything(outputs, next(iterate(outputs))) if one.key}

    before = hashes(folder().files["standard.md"].decode())
    moved = hashes(
        folder(extra="表格见下。\n\n")
        .files["standard.md"]
        .decode()
        .replace("# 要求 {", "# 另一章 {#other}\n\n无。\n\n# 要求 {")
    )
    reworded = hashes(folder().files["standard.md"].decode().replace("不应大于", "不应超过"))

    assert before["pue-limit"] == moved["pue-limit"]
    assert before["records"] == moved["records"]
    assert before["limits"] != moved["limits"]
    assert before["pue-limit"] != reworded["pue-limit"]
    assert before["records"] == reworded["records"]


def test_what_was_published_is_read_from_its_own_record():
    for standard in check(folder()):
        (record, *_), _ = render(standard, ("json",))
        restored = restore(record.content)

        assert read_elements(restored) == read_elements(standard)
        assert content_hashes(restored) == content_hashes(standard)
        assert restored.header == standard.header


@given(standards())
@settings(max_examples=tries(5), deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_random_record_is_read_back(standard):
    restored = restore(write_json(standard))

    assert write_json(restored) == write_json(replace(standard, assets=restored.assets))
    assert content_hashes(restored) == content_hashes(standard)


@pytest.mark.parametrize("content", [b"", b"{}", b"[]", b'{"format": "another"}', b"[" * 100_000])
def test_a_record_of_another_kind_is_refused(content):
    with pytest.raises(UnreadableRecordError):
        restore(content)


def test_hashes_cover_everything_with_an_id():
    found = content_hashes(check(folder(english=False))[0])

    assert {"pue-limit", "tab-limits", "eq-pue", "method", "pue"} <= found.keys()
    assert all(len(one) == 64 for one in found.values())


@pytest.mark.usefixtures("index")
def test_a_second_build_reads_nothing_again(library):
    counts = build(library)

    assert (counts.added, counts.kept, counts.dropped, counts.failed) == (0, 9, 0, ())


def test_a_build_follows_a_draft_and_forgets_what_it_said(tmp_path):
    place = tmp_path / "library.git"
    draft(place, folder(english=False, extra="孔雀应开屏。\n\n"))
    build(Library(place))
    index = Index(index_path(Library(place)))
    assert found_by(index, "孔雀") == {"3.1"}

    draft(place, folder(english=False, extra="骆驼应饮水。\n\n"))
    assert is_stale(Library(place))
    counts = build(Library(place))

    assert (counts.added, counts.kept, counts.dropped) == (1, 0, 1)
    assert index.is_replaced()
    assert found_by(index, "孔雀") == {"3.1"}
    again = Index(index_path(Library(place)))
    assert found_by(again, "孔雀") == set()
    assert found_by(again, "骆驼") == {"3.1"}
    assert len(list(iterate(again))) == 1


def test_a_new_edition_is_all_that_is_read(tmp_path):
    place = tmp_path / "library.git"
    publish_folder(folder(english=False, **OLD), place)
    first = build(Library(place))
    publish_folder(folder(english=False, **NEW), place)
    second = build(Library(place))

    assert (first.added, second.added, second.kept, second.dropped) == (1, 1, 1, 0)


def test_published_bytes_come_from_the_archive_and_not_from_todays_writer(library, index):
    document = held(index)
    stored = library.output("t-test-1", "2026", "zh", "html")

    assert index.body(document.id, "html") == library.content(stored.id)


def test_an_index_of_another_format_is_built_anew(tmp_path):
    place = tmp_path / "library.git"
    draft(place, folder(english=False))
    library = Library(place)
    build(library)
    with sqlite3.connect(index_path(library)) as connection:
        connection.execute("UPDATE facts SET value = 'old' WHERE name = 'format'")
    connection.close()

    assert is_stale(library)
    assert build(library).added == 1
    assert not is_stale(library)


def test_a_file_that_is_no_database_is_built_anew(tmp_path):
    place = tmp_path / "library.git"
    draft(place, folder(english=False))
    library = Library(place)
    index_path(library).write_bytes(b"not a database, " * 100)

    assert build(library).added == 1
    assert not is_stale(library)


def test_one_draft_that_cannot_be_read_does_not_hide_the_others(tmp_path):
    place = tmp_path / "library.git"
    draft(place, folder(english=False))
    library = Library(place)
    repository = library.repository
    blob = repository.put_blob(b"/etc/passwd")
    good = repository.entries(repository.tree_of(repository.target("refs/heads/main")))[0]
    listing = f"120000 blob {blob}\tlink.md\n100644 blob {repository.entries(good.id)[0].id}\tstandard.md\n"
    bad = git(place, "mktree", stdin=listing.encode())
    whole = repository.put_tree({good.name: good, "bad": Entry("bad", bad, EntryKind.FOLDER)})
    tip = repository.target("refs/heads/main")
    repository.advance("refs/heads/main", tip, whole, "A link", WHO)
    counts = build(Library(place))

    assert counts.added == 1
    assert [name for name, _ in counts.failed] == ["bad draft"]
    assert "link.md" in counts.failed[0][1].en


def test_a_reader_keeps_what_it_opened_in_every_thread(tmp_path):
    place = tmp_path / "library.git"
    draft(place, folder(english=False))
    library = Library(place)
    build(library)
    index = Index(index_path(library))
    draft(place, folder(english=False, extra="新句。\n\n"))
    build(library)

    def trees():
        return [one.tree for one in iterate(index)]

    with ThreadPoolExecutor(1) as pool:
        elsewhere = pool.submit(trees).result()

    assert elsewhere == trees() != [one.tree for one in iterate(Index(index_path(library)))]
    assert index.is_replaced()


def test_places_in_json_whatever_its_strings_hold():
    content = b'{"id": "a", "t": "}{ \\" \\\\", "x": ["id", {"y": "\\"id\\":\\"no\\"", "id" : "b\\u00e9"}], "z": {}}'
    found = {name: content[start:end] for name, (start, end) in record_places(content).items()}

    assert found["a"] == content
    assert json.loads(found["bé"]) == {"y": '"id":"no"', "id": "bé"}
    assert found.keys() == {"a", "bé"}


def test_slices_of_milestones_empty_elements_and_signs_in_attributes():
    content = (
        '<?xml version="1.0"?>\n<s><a id="x" t="&gt;>">中<b id="e"/></a><p id="p">'
        '<m id="q1"/><milestone-start id="q" rid="q.end"/>in <i/>side<milestone-end id="q.end" rid="q"/> out</p ></s>'
    ).encode()
    found = {name: content[one.start : one.end].decode() for name, one in slices(content).items()}

    assert found["x"] == '<a id="x" t="&gt;>">中<b id="e"/></a>'
    assert found["e"] == '<b id="e"/>'
    assert found["q"] == "in <i/>side"
    assert found["p"].endswith(" out</p >")
