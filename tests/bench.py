"""Measure stdpub beside pandoc on real documents, in one run on one machine; print a table of seconds, memory, ratios.

Run by `make bench`; needs the corpora beside the project. Figures of different runs must not be compared, ratios may.
"""

from __future__ import annotations

import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from measuring import BENCH_PYTHON, Run, run, stdpub
from shared import CORPORA


def joined(*paths):
    return b"\n\n".join(path.read_bytes() for path in paths)


def documents(where):
    """Return name, Markdown as pandoc reads it, and the source that stdpub imports."""
    br = CORPORA / "cabforum-tls-br"
    chapters = CORPORA / "csharp-ecma334" / "V6-standard" / "standard"
    whole = where / "csharp.md"
    whole.write_bytes(joined(*sorted(path for path in chapters.glob("*.md") if path.name != "README.md")))
    both = where / "joined.md"
    both.write_bytes(br.joinpath("v2.1.2/BR.md").read_bytes() + b"\n\n" + body(br / "v1.8.0/BR.md"))
    return [
        ("br-212", br / "v2.1.2" / "BR.md", br / "v2.1.2" / "BR.md"),
        ("br-joined", both, both),
        ("csharp-v6", whole, chapters),
    ]


def body(path):
    """Return a Markdown file without its front matter."""
    text = path.read_bytes()
    return text[text.index(b"\n---\n", 4) + 5 :]


def pandoc():
    found = subprocess.run(
        [BENCH_PYTHON, "-c", "import pypandoc; print(pypandoc.get_pandoc_path())"], capture_output=True, text=True
    )
    if found.returncode:
        sys.exit("pandoc was not measured: make bench installs it")
    return found.stdout.strip()


def row(document, what, measured, peer=None):
    ratios = f"{peer.seconds / measured.seconds:.2f} | {peer.cpu / measured.cpu:.2f}" if peer else "|"
    figures = f"{measured.seconds:.2f} | {measured.cpu:.2f} | {measured.megabytes:.0f}"
    print(f"| {document} | {what} | {figures} | {ratios} |", flush=True)


def requests(library, path, times=200):
    """Return the median seconds of a request to a server of the library, and of its first."""
    port = 18765
    server = subprocess.Popen(
        stdpub("serve", "--library", library, "--port", port), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        address = f"http://127.0.0.1:{port}"
        for _ in range(600):
            try:
                urllib.request.urlopen(f"{address}/readyz").read()
                break
            except OSError:
                time.sleep(0.1)
        took = []
        for _ in range(times):
            start = time.perf_counter()
            urllib.request.urlopen(f"{address}{path}").read()
            took.append(time.perf_counter() - start)
        return statistics.median(took), took[0]
    finally:
        server.terminate()
        server.wait()


def by_the_rules(folder, where):
    """Write an imported standard under the rules of the Directives, and one that says nothing; return their folders."""
    ruled, empty = where / "ruled", where / "empty"
    shutil.copytree(folder, ruled, dirs_exist_ok=True)
    text = (ruled / "standard.md").read_text(encoding="utf-8")
    text = re.sub(r"^rulebook: .*$", "rulebook: iso-iec-part-2", text, count=1, flags=re.MULTILINE)
    (ruled / "standard.md").write_text(text, encoding="utf-8")
    empty.mkdir(exist_ok=True)
    (empty / "standard.md").write_text(text[: text.index("\n---\n", 4) + 5], encoding="utf-8")
    return ruled, empty


def checks(name, folder, where, peer):
    """Print what a check takes as imported and under all rules: whole, and after the start that a check of nothing takes."""
    ruled, empty = by_the_rules(folder, where)
    start = run(stdpub("check", empty, "--format", "json"), ok=(0, 1))
    row(name, "check of nothing: the start", start)
    for what, one in (("as imported", folder), ("by all rules of the Directives", ruled)):
        whole = run(stdpub("check", one, "--format", "json"), ok=(0, 1))
        row(name, f"check, {what}", whole, peer)
        after = Run(whole.seconds - start.seconds, whole.cpu - start.cpu, whole.megabytes)
        row(name, f"check, {what}, after start", after, peer)


def measure(name, markdown, source, where, peer_command):
    folder = where / name
    size = markdown.stat().st_size
    print(f"\n{name}: {size / 1000:.0f} KB of Markdown\n", flush=True)
    print(
        "| document | what | seconds | CPU s | MB | peer : ours, seconds | peer : ours, CPU |\n|---|---|---|---|---|---|---|"
    )
    peer = run([peer_command, "-f", "gfm", "-t", "jats", str(markdown), "-o", str(where / "peer.xml")])
    row(name, "pandoc -t jats (checks nothing)", peer)
    row(name, "import", run(stdpub("import", source, "-o", folder, "--identifier", "X 1", "--edition", "1.0"), times=1))
    checks(name, folder, where, peer)
    row(name, "XML, validated", run(stdpub("build", folder, "-o", where / "out", "--to", "xml")), peer)
    for form in ("html", "docx", "epub"):
        other = run([peer_command, "-f", "gfm", "-s", "-t", form, str(markdown), "-o", str(where / f"peer.{form}")])
        row(name, f"pandoc -t {form}", other)
        row(name, form.upper(), run(stdpub("build", folder, "-o", where / "out", "--to", form)), other)
    row(name, "PDF", run(stdpub("build", folder, "-o", where / "out", "--to", "pdf"), times=1))
    subprocess.run(stdpub("keys", folder), check=True, capture_output=True)
    library = where / f"{name}.git"
    row(name, "publish", run(stdpub("publish", folder, "--library", library), times=1))
    row(name, "index", run(stdpub("index", "--library", library), times=1))
    median, first = requests(library, f"/standards/{name}/1.0/1.json")
    print(f"| {name} | clause request, median (first) | {median:.4f} ({first:.4f}) | | | | |", flush=True)


def main():
    if not CORPORA.is_dir():
        sys.exit(f"the corpora are not at {CORPORA}")
    peer = pandoc()
    where = Path(tempfile.mkdtemp(prefix="stdpub-bench-"))
    try:
        print(f"`stdpub --version`: {run(stdpub('--version'), times=7).seconds * 1000:.0f} ms")
        for name, markdown, source in documents(where):
            if not sys.argv[1:] or name in sys.argv[1:]:
                measure(name, markdown, source, where, peer)
    finally:
        shutil.rmtree(where)


if __name__ == "__main__":
    main()
