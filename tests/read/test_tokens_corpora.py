"""Every Markdown file of the real documents: exact places, nothing lost, in good time."""

from __future__ import annotations

import time

import pytest
from shared import CORPORA, needs_corpora
from token_checks import cells_of, faults

from stdpub.read.tokens import decode, tokens, walk

FILES = sorted(CORPORA.glob("**/*.md")) if CORPORA.is_dir() else []


def source(path):
    found, diagnostics = decode(path.name, path.read_bytes())
    assert diagnostics == ()
    return found


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(CORPORA)))
def test_tokens_lie_exactly(path):
    assert list(faults(tokens([source(path)])[0])) == []


@needs_corpora
def test_ragged_row_of_a_real_table_keeps_it_a_table():
    found = tokens([source(CORPORA / "cabforum-tls-br" / "v2.1.2" / "BR.md")])[0]
    ragged = [one for one in found.diagnostics if one.rule == "ragged-table-row"]
    table = next(
        token
        for token in walk(found.blocks)
        if token.kind == "table" and found.source.span(token.start, token.end).end_line == ragged[-1].at.end_line
    )

    assert [one.at.line for one in found.diagnostics] == [3113, 3114, 3115]
    assert [len(row.children) for row in table.children] == [4, 4, 4, 4, 5, 5, 5]


@needs_corpora
def test_html_tables_of_slsa_hold_markdown_and_its_definitions():
    found = tokens([source(CORPORA / "slsa" / "v1.2" / "spec" / "build-requirements.md")])[0]
    tables = [table for tables in found.html_tables.values() for table in tables]
    cells = [cell for table in tables for cell in cells_of(table)]

    assert found.diagnostics == ()
    assert [len(table.rows) for table in tables] == [9, 4, 3]
    assert sum(cell.row_span > 1 for cell in cells) == 4
    assert [dict(row.attributes).get("id") for row in tables[2].rows] == [None, "hosted", "isolated"]
    links = {token.info for cell in cells for token in walk(cell.blocks) if token.kind == "link"}
    assert "attestation-model#recommended-suite" in links


@needs_corpora
def test_a_long_standard_is_read_fast():
    sources = [source(path) for path in (CORPORA / "csharp-ecma334" / "V6-standard" / "standard").glob("*.md")]
    start = time.process_time()
    found = tokens(sources)
    spent = time.process_time() - start

    assert sum(1 for one in found for _ in walk(one.blocks)) > 50_000
    assert spent < 2
