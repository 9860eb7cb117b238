"""Golden cases: a folder is one behaviour; `expected.diagnostics` always stands there, other forms where they matter.

The diagnostics are those of reading; below `cases/rules/` they are those of the rules, too.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from outline import outline

from stdpub.cli.diagnostics import as_text
from stdpub.model.folder import Folder
from stdpub.model.source import SourceText
from stdpub.pipeline import check, render
from stdpub.read.reader import languages, read

HERE = Path(__file__).parent / "cases"
SHIPPED = re.compile(r"(<(style|script)>).*?(</\2>)", re.DOTALL)
"""Style sheet and script of a page: the same on all pages, and tested in a browser."""
CASES = sorted(path.parent for path in HERE.rglob("input.md"))


def case_name(case):
    return case.relative_to(HERE).as_posix()


def folder_of(case):
    files = {
        path.relative_to(case).as_posix(): path.read_bytes()
        for path in sorted(case.rglob("*"))
        if path.is_file() and not path.name.startswith("expected.")
    }
    files["standard.md"] = files.pop("input.md")
    return Folder(case.name, files, {})


def diagnostics(folder, standards):
    found = dict.fromkeys(fault for standard in standards for fault in standard.diagnostics)
    texts = {
        name: SourceText(name, content.decode(errors="replace").replace("\r\n", "\n"))
        for name, content in folder.files.items()
        if name.endswith(".md")
    }
    return "".join(as_text(fault, fault.at.file, texts.get(fault.at.file), colour=False) + "\n\n" for fault in found)


def outputs(case):
    folder = folder_of(case)
    rules = "rules" in case.relative_to(HERE).parts
    standards = check(folder) if rules else [read(folder, language) for language in languages(folder)]
    yield "diagnostics", diagnostics(folder, standards)
    if (case / "expected.outline").exists():
        yield "outline", outline(standards[0])
    for form in ("xml", "json", "html"):
        if (case / f"expected.{form}").exists():
            made, faults = render(standards[0], (form,))
            assert faults == ()
            yield form, SHIPPED.sub(r"\1\3", made[0].content.decode())


@pytest.mark.parametrize("case", CASES, ids=case_name)
def test_case(case, bless, monkeypatch):
    monkeypatch.setenv("STDPUB_LANGUAGE", "en")
    for kind, actual in outputs(case):
        place = case / f"expected.{kind}"
        if bless:
            place.write_text(actual, encoding="utf-8")

        assert place.read_text(encoding="utf-8") == actual
