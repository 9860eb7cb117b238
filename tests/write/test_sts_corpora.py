"""Real documents that were not written for stdpub, as XML: valid in both grammars, no word of the model lost."""

from __future__ import annotations

import pytest
from niso_sts import official_errors
from shared import CORPORA, needs_corpora
from sts_texts import text_of_model, text_of_xml

from stdpub.cli.folders import read_folder
from stdpub.read.foreign_markdown import import_folder
from stdpub.read.reader import read
from stdpub.write.schema import validate_xml
from stdpub.write.sts_xml import write_xml

DOCUMENTS = (
    "cabforum-tls-br/v2.1.2",
    "nist-sp800-63-4/_sp800-63a",
    pytest.param("asvs-4.0.3/zh-cn", marks=pytest.mark.long),
    pytest.param("just-laws-zh/docs", marks=pytest.mark.long),
    "eips-sample/EIPS",
    "vlook-gbt-template/released",
    pytest.param("slsa/v1.2", marks=pytest.mark.long),
)


@needs_corpora
@pytest.mark.parametrize("document", DOCUMENTS)
def test_a_real_document_is_valid_and_whole(document):
    standard = read(import_folder(read_folder(CORPORA / document), "", "", "").folder)
    xml = write_xml(standard)

    assert validate_xml(xml) == ()
    assert official_errors(xml) == []
    assert text_of_xml(xml) == text_of_model(standard)
