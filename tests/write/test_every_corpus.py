"""Every real document at hand, imported and written in every form: valid, whole, and linked within itself."""

from __future__ import annotations

import json
from functools import cache

import jsonschema
import pytest
from lxml import etree
from niso_sts import official_errors
from shared import CORPORA, needs_corpora
from sts_texts import text_of_model, text_of_xml

from stdpub.check.runner import RULE_NAMES
from stdpub.cli.folders import read_folder
from stdpub.model.standard import Standard
from stdpub.pipeline import check, failed
from stdpub.read.foreign_markdown import import_folder
from stdpub.shipped import shipped
from stdpub.write.html_page import write_html
from stdpub.write.json_record import write_json
from stdpub.write.schema import validate_xml
from stdpub.write.sts_xml import write_xml

DOCUMENTS = sorted({file.parent.relative_to(CORPORA).as_posix() for file in CORPORA.glob("*/**/*.md")})

pytestmark = [needs_corpora, pytest.mark.long]


@pytest.mark.parametrize("document", DOCUMENTS)
def test_a_document_is_right_in_every_form(document):
    (standard,) = check(import_folder(read_folder(CORPORA / document)).folder)

    assert not failed([found for found in standard.diagnostics if found.rule not in RULE_NAMES])
    _holds_as_xml(standard)
    _holds_as_json(standard)
    _holds_as_html(standard)


def _holds_as_xml(standard: Standard) -> None:
    xml = write_xml(standard)

    assert validate_xml(xml) == ()
    assert official_errors(xml) == []
    assert text_of_xml(xml) == text_of_model(standard)


def _holds_as_json(standard: Standard) -> None:
    record = json.loads(write_json(standard))

    assert [fault.message[:200] for fault in _json_schema().iter_errors(record)] == []


def _holds_as_html(standard: Standard) -> None:
    page = etree.fromstring(write_html(standard), etree.XMLParser(huge_tree=True))
    ids = [one.get("id") for one in page.iter() if one.get("id")]
    links = {one.get("href")[1:] for one in page.iter("{*}a") if one.get("href", "").startswith("#")}

    assert len(ids) == len(set(ids))
    assert links <= set(ids)


@cache
def _json_schema() -> jsonschema.Draft202012Validator:
    return jsonschema.Draft202012Validator(json.loads(shipped("schemas/stdpub.schema.json").read_bytes()))
