"""The verified defects of real documents are found, and the sound references of others are left in peace."""

from __future__ import annotations

import re

import pytest
from shared import CORPORA, needs_corpora
from tries import some

from stdpub.model.folder import Folder
from stdpub.pipeline import check
from stdpub.read.foreign_markdown import import_folder

REFERENCE_ERRORS = {"undefined-key", "not-a-reference", "undefined-footnote", "dangling-number", "duplicate-key"}
SOUND = [
    "cabforum-tls-br/v1.7.4",
    "cabforum-tls-br/v2.1.2",
    "nist-sp800-63-3/sp800-63a",
    "asvs-4.0.3/en",
    "asvs-4.0.3/zh-cn",
    "openapi/3.1.0",
    "slsa/v1.2/spec",
    "openchain-license-compliance/Official/en/3.0",
]


def imported(place):
    root = CORPORA / place
    files = {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file() and path.name != "PROVENANCE"
    }
    return import_folder(Folder("document", files, {}))


def found(folder, rulebook=""):
    """Return what is found in a folder, adopted under a rulebook if one is named."""
    files = dict(folder.files)
    if rulebook:
        head, end, rest = files["standard.md"].decode().partition("\n---\n")
        head = re.sub(r"\nrulebook:.*|\nnumbering:.*", "", head)
        files["standard.md"] = f"{head}\nrulebook: {rulebook}{end}{rest}".encode()
    standards = check(Folder(folder.name, files, {}))
    return list(dict.fromkeys(fault for standard in standards for fault in standard.diagnostics))


@needs_corpora
def test_the_broken_anchor_of_the_baseline_requirements_is_reported_and_leads_where_it_was_meant_to():
    one = imported("cabforum-tls-br/v1.8.0")
    (remark,) = [said for said in one.report.remarks if said.rule == "anchor-mended" and "ACME" in said.text]
    text = one.folder.files["standard.md"].decode()
    key = re.search(r"^##### Agreed-Upon Change to Website - ACME \{#(\w+)\}$", text, re.MULTILINE)[1]

    assert (remark.file, remark.line) == ("BR.md", 2623)
    assert f"[Section 3.2.2.4.19 - Agreed-Upon Change to Website - ACME](#{key})" in text
    assert [fault for fault in found(one.folder) if fault.rule in REFERENCE_ERRORS] == []


@needs_corpora
def test_a_broken_anchor_that_nothing_mends_is_found():
    one = imported("cabforum-tls-br/v1.8.0")
    text = one.folder.files["standard.md"].decode()
    key = re.search(r"^##### Agreed-Upon Change to Website - ACME \{#(\w+)\}$", text, re.MULTILINE)[1]
    broken = text.replace(f"{{#{key}}}", "{#other-key-of-it}")
    faults = found(Folder("document", {**one.folder.files, "standard.md": broken.encode()}, {}))
    lines = [at for at, line in enumerate(broken.splitlines(), start=1) if f"(#{key})" in line]

    assert [fault.at.line for fault in faults if fault.rule == "undefined-key"] == lines


@needs_corpora
def test_the_ragged_rows_of_the_baseline_requirements_are_found():
    one = imported("cabforum-tls-br/v2.1.2")
    lines = one.folder.files["standard.md"].decode().splitlines()
    ragged = [
        lines[fault.at.line - 1].split("|")[1].strip()
        for fault in found(one.folder)
        if fault.rule == "ragged-table-row"
    ]

    assert ragged == ["`rfc822Name`", "`otherName`", "Any other value"]


@needs_corpora
@pytest.mark.parametrize("place", some(SOUND))
def test_sound_references_give_no_errors(place):
    one = imported(place)
    rulebook = "gb-t-1.1" if "zh" in place else "iso-iec-part-2"

    assert [fault for fault in found(one.folder) if fault.rule in REFERENCE_ERRORS] == []
    assert [fault for fault in found(one.folder, rulebook) if fault.rule in REFERENCE_ERRORS] == []
