"""Measure the comparison of two editions, and the history of a clause, beside what others have for it; print tables.

Run by `make bench`; needs the corpora beside the project. Figures of different runs must not be compared, ratios may.
"""

from __future__ import annotations

import gc
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import astuple
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from measuring import BENCH_PYTHON, Run, row_of, run, stdpub
from shared import CORPORA

from stdpub.cli.folders import read_folder
from stdpub.compare import things as things_module
from stdpub.compare.aligning import texts as texts_module
from stdpub.compare.comparing import compare
from stdpub.pipeline import versions
from stdpub.store.history import History
from stdpub.store.library import Library

TIMES = 7
TIMES_COLD = 3
XMLDIFF_SECONDS = 120
VERSIONS = 300
DIFFLIB = "import difflib, sys; a, b = (open(name, encoding='utf-8').read().split() for name in sys.argv[1:]); difflib.SequenceMatcher(None, a, b).get_opcodes()"
XMLDIFF = "import sys; from xmldiff import main; main.diff_files(*sys.argv[1:])"


def imported(where, edition):
    """Return the folder of an edition of the Baseline Requirements, and its XML, in `where`."""
    folder = where / edition / "br"
    source = CORPORA / "cabforum-tls-br" / f"v{edition}" / "BR.md"
    words = ("--identifier", "BR", "--edition", edition)
    subprocess.run(stdpub("import", source, "-o", folder, *words), check=True, capture_output=True)
    subprocess.run(
        stdpub("build", folder, "-o", where / edition / "out", "--to", "xml"), check=True, capture_output=True
    )
    return folder, next((where / edition / "out").rglob("*.xml")), source


def median(function, times=TIMES):
    """Return the median seconds of a call, and the seconds of the first."""
    took = []
    gc.disable()
    for _ in range(times):
        start = time.perf_counter()
        function()
        took.append(time.perf_counter() - start)
    gc.enable()
    return statistics.median(took), took[0]


def xmldiff(one, other):
    """Return the run of xmldiff over two XML files, None where it does not end in time."""
    try:
        start = time.perf_counter()
        subprocess.run(
            [BENCH_PYTHON, "-c", XMLDIFF, one, other], check=True, capture_output=True, timeout=XMLDIFF_SECONDS
        )
        seconds = time.perf_counter() - start
    except subprocess.TimeoutExpired:
        return None
    return Run(seconds, seconds, 0)


def comparisons(where):
    (old, old_xml, old_text), (new, new_xml, new_text) = (imported(where, edition) for edition in ("1.8.0", "2.1.2"))
    print("\n### Comparing BR v1.8.0 with v2.1.2\n")
    print("| what | seconds | CPU s | MB | peer : ours, seconds |\n|---|--:|--:|--:|--:|")
    command = stdpub("diff", old, new, "--format", "json")
    start = run(stdpub("--help"))
    os.environ["STDPUB_CACHE"] = ""
    anew = run([*command, "--no-cache"])
    os.environ["XDG_CACHE_HOME"] = str(where / "readings")
    run(stdpub("diff", new, old), 1)  # the other way round: both readings are kept, and another comparison
    read_before = [astuple(_with_readings(where, at, command)) for at in range(TIMES_COLD)]
    ours = Run(*map(statistics.median, zip(*read_before, strict=True)))
    again = run(command)
    for what, measured in (
        ("both versions read anew", anew),
        ("readings kept from before, compared anew", ours),
        ("the same comparison kept from before", again),
    ):
        row_of(f"`stdpub diff`, a process of its own, {what}", measured)
        row_of("... less the start of a command", _less(measured, start))
    row_of("difflib over all words", run([sys.executable, "-c", DIFFLIB, old_text, new_text]), ours)
    peer = xmldiff(old_xml, new_xml)
    if peer is None:
        print(
            f"| xmldiff over the two XML files | more than {XMLDIFF_SECONDS} | | | over {XMLDIFF_SECONDS / ours.seconds:.0f} |"
        )
    else:
        row_of("xmldiff over the two XML files", peer, ours)
    before, after = (versions(read_folder(folder))[0] for folder in (old, new))
    anew, first = median(lambda: compared_anew(before, after))
    again, _ = median(lambda: compare(before, after))
    print(f"| in process, both read, compared for the first time in this process | {first:.3f} | | | |")
    print(f"| in process, both read, none of them compared before: median | {anew:.3f} | | | |")
    print(f"| in process, both read and compared with something before: median | {again:.3f} | | | |", flush=True)


def _with_readings(where, at, command):
    """Return the run of a command that finds the readings kept, and no comparison."""
    cache = where / f"cache-{at}"
    shutil.copytree(where / "readings", cache)
    os.environ["XDG_CACHE_HOME"] = str(cache)
    return run(command, 1)


def _less(measured, start):
    return Run(measured.seconds - start.seconds, measured.cpu - start.cpu, measured.megabytes)


def compared_anew(before, after):
    """Compare two versions of which nothing is kept but words that any text may have."""
    things_module._things.cache_clear()  # noqa: SLF001 - what is measured is what it takes without
    texts_module._texts_of.cache_clear()  # noqa: SLF001
    return compare(before, after)


def histories(where):
    """Print how long the history of one key takes over many versions, beside `git log` of its file."""
    library = where / "library.git"
    many_versions(library)
    opened = Library(library)
    cold = time.perf_counter()
    history = History(opened)
    found = history.of_key("vents", "clean")
    cold = time.perf_counter() - cold
    warm, _ = median(lambda: history.of_key("vents", "clean"), 50)
    peer = run(["git", "-C", str(library), "log", "--format=%H", "main", "--", "vents/standard.md"])
    print(f"\n### The history of one clause over {VERSIONS} versions, {len(found)} of which changed it\n")
    print("| what | milliseconds |\n|---|--:|")
    print(f"| cold: every version is read | {cold * 1000:.0f} |")
    print(f"| warm: median | {warm * 1000:.2f} |")
    print(f"| `git log -- path`, which knows files and no clauses | {peer.seconds * 1000:.1f} |", flush=True)


def many_versions(library):
    """Make a library with a draft of many versions, by git's fast import."""
    subprocess.run(["git", "init", "--quiet", "--bare", "-b", "main", str(library)], check=True)
    said = []
    for at in range(VERSIONS):
        text = (
            "---\nidentifier: X 1\nlanguage: en\ntitle: Vents\n---\n\n# Vents {#vents}\n\n"
            f"The vent shall be clean within {at // 30 + 1} h. {{#clean}}\n\nThe lid shall weigh {at} kg. {{#lid}}\n"
        ).encode()
        said.append(
            b"commit refs/heads/main\ncommitter A <a@example.org> %d +0000\ndata 1\nx\nM 100644 inline vents/standard.md\ndata %d\n%s\n"
            % (1_700_000_000 + at, len(text), text)
        )
    subprocess.run(["git", "-C", str(library), "fast-import", "--quiet"], input=b"".join(said), check=True)


def main():
    if not CORPORA.is_dir():
        sys.exit(f"the corpora are not at {CORPORA}")
    os.environ.setdefault("STDPUB_LANGUAGE", "en")
    with tempfile.TemporaryDirectory(prefix="stdpub-bench-") as where:
        comparisons(Path(where))
        histories(Path(where))


if __name__ == "__main__":
    main()
