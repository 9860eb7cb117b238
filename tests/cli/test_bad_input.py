"""What cannot be read or published: exit code, one clear message with its position, nothing half written."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time

import pytest
from command_line import ROOT, STANDARD, folder, stdpub, tree

HEAD = "---\nidentifier: X 1\nlanguage: en\ntitle: Vents\n---\n\n# Vents {#vents}\n\n"
FIGURE = HEAD + "![A vent](figures/a.svg){#fig}\n"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">'
BOMB = "---\nidentifier: &a [x, x]\n" + "".join(
    f"{name}: &{name} [*{last}, *{last}]\n" for last, name in zip("abcdefgh", "bcdefghi", strict=True)
)
ENTITIES = (
    '<!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY {name} "{f"&{last};" * 10}">' for last, name in zip("abcdefgh", "bcdefghi", strict=True))
    + "]>"
)

BAD = {
    "not UTF-8": (HEAD.encode() + b"caf\xe9\n", {}, "standard.md:9:4", "not-utf-8"),
    "no front matter": ("# Vents\n\nText.\n", {}, "standard.md:1:1", "missing-front-matter"),
    "front matter without an end": (
        HEAD.replace("Vents\n---", "Vents"),
        {},
        "standard.md:1:1",
        "missing-front-matter",
    ),
    "a YAML bomb": (BOMB + "---\n\n# Vents\n", {}, "standard.md:2:13", "front-matter-unreadable"),
    "front matter that nests": (
        HEAD.replace("title: Vents", "title: " + "[" * 500 + "]" * 500),
        {},
        "standard.md:2:1",
        "front-matter-unreadable",
    ),
    "10,000 nested lists": (HEAD + "- " * 10_000 + "a\n", {}, "standard.md:9:129", "nesting-too-deep"),
    "10,000 nested quotes": (HEAD + "> " * 10_000 + "a\n", {}, "standard.md:9:129", "nesting-too-deep"),
    "a link to a missing file": (HEAD + "See [there](other.md).\n", {}, "standard.md:9:5", "missing-file"),
    "a figure that is missing": (FIGURE, {}, "standard.md:9:1", "missing-file"),
    "a path that leaves the library": (
        HEAD + "![Secrets](../../../../etc/hostname){#fig}\n",
        {},
        "standard.md:9:1",
        "path-outside-folder",
    ),
    "an encoded path that leaves": (
        HEAD + "![Secrets](%2e%2e/%2e%2e/etc/hostname){#fig}\n",
        {},
        "standard.md:9:1",
        "path-outside-folder",
    ),
    "a chapter that leaves the library": (
        HEAD.replace("title", "chapters: [/etc/hostname]\ntitle"),
        {},
        "standard.md:4:12",
        "path-outside-folder",
    ),
    "a picture from elsewhere": (
        HEAD + "![A vent](https://example.com/a.png){#fig}\n",
        {},
        "standard.md:9:1",
        "external-picture",
    ),
    "a figure that is no image": (FIGURE, {"figures__a_svg": "words"}, "standard.md:9:1", "not-a-picture"),
    "an SVG with script": (
        FIGURE,
        {"figures__a_svg": f"{SVG}<script>alert(1)</script></svg>"},
        "standard.md:9:1",
        "not-a-picture",
    ),
    "an SVG with an event": (
        FIGURE,
        {"figures__a_svg": f'{SVG}<rect onload="alert(1)"/></svg>'},
        "standard.md:9:1",
        "not-a-picture",
    ),
    "an SVG with an external reference": (
        FIGURE,
        {"figures__a_svg": f'{SVG}<use xlink:href="http://example.com/a.svg#b"/></svg>'},
        "standard.md:9:1",
        "not-a-picture",
    ),
    "an SVG with an entity bomb": (
        FIGURE,
        {"figures__a_svg": f"{ENTITIES}{SVG}<text>&i;</text></svg>"},
        "standard.md:9:1",
        "not-a-picture",
    ),
    "a link that runs script": (HEAD + "See [there](javascript:alert).\n", {}, "standard.md:9:5", "unsafe-link"),
    "a table file with a broken quote": (
        HEAD + "![Sizes](a.csv){#tab}\n",
        {"a_csv": 'a,"b\n'},
        "standard.md:9:1",
        "csv-unreadable",
    ),
}


@pytest.fixture(scope="module")
def findings(tmp_path_factory):
    """Return the findings of one library of bad standards, by standard."""
    library = tmp_path_factory.mktemp("bad")
    for at, (text, files, _, _) in enumerate(BAD.values()):
        folder(library / f"s{at}", text, **files)
    done = stdpub("check", ".", "--format", "json", cwd=library)

    assert (3, b"") == (done.returncode, done.stderr)  # one file of the many is not UTF-8
    records = json.loads(done.stdout)
    return [[one for one in records if one["file"].startswith(f"s{at}/")] for at in range(len(BAD))]


@pytest.mark.parametrize("case", BAD)
def test_it_is_said_once_with_its_place(findings, case):
    _, _, place, rule = BAD[case]
    first, *others = findings[list(BAD).index(case)]
    said = f"{first['file'].partition('/')[2]}:{first['line']}:{first['column']}"

    assert (place, rule, "error") == (said, first["rule"], first["severity"])
    assert all(first["message"].values())
    assert rule not in {one["rule"] for one in others}


@pytest.mark.parametrize(("case", "code"), [("not UTF-8", 3), ("a YAML bomb", 1), ("10,000 nested lists", 1)])
def test_the_exit_code_tells_what_is_wrong_from_what_cannot_be_read(tmp_path, case, code):
    text, files, place, rule = BAD[case]
    folder(tmp_path / "vents", text, **files)
    done = stdpub("check", "vents", cwd=tmp_path)

    assert code == done.returncode
    assert done.stdout.decode().startswith(f"vents/{place}: error: ")
    assert f"[{rule}]\n" in done.stdout.decode()
    assert b"Traceback" not in done.stdout + done.stderr


def test_a_file_over_the_limit_is_not_read(tmp_path):
    folder(tmp_path / "lib" / "vents", HEAD + "Vents are round.\n" * 600_000)
    done = stdpub("check", "lib", cwd=tmp_path)

    assert 3 == done.returncode
    assert b"over the limit of 10000000 [file-too-large]" in done.stdout
    assert b"1 standard: 1 error, 0 warnings, 0 remarks\n" == done.stderr


def test_the_limit_is_the_library_s_own(tmp_path):
    folder(tmp_path / "lib" / "vents")
    (tmp_path / "lib" / "stdpub.toml").write_text("[limits]\nfile = 100\n")
    whole, file = stdpub("check", "lib", cwd=tmp_path), stdpub("check", "lib/vents/standard.md", cwd=tmp_path)

    assert [3, 3] == [whole.returncode, file.returncode]
    assert b"`standard.md` has 120 bytes, over the limit of 100 [file-too-large]" in whole.stdout
    assert whole.stdout == file.stdout


def test_settings_that_cannot_be_read_are_no_defaults(tmp_path):
    folder(tmp_path / "lib" / "vents")
    (tmp_path / "lib" / "stdpub.toml").write_text("[limits\n")
    done = stdpub("check", "lib", cwd=tmp_path)

    assert 3 == done.returncode
    assert b"lib/stdpub.toml:1:8: `stdpub.toml` cannot be read" in done.stderr


def test_what_is_not_there_cannot_be_read(tmp_path):
    done = stdpub("check", "nothing", cwd=tmp_path)

    assert (3, b"", b"error: no file or folder `nothing`\n") == (done.returncode, done.stdout, done.stderr)


def test_what_is_no_text_is_not_imported(tmp_path):
    (tmp_path / "gbk.md").write_bytes("# 范围\n".encode("gb18030"))
    done = stdpub("import", "gbk.md", "-o", "out", cwd=tmp_path)

    assert 3 == done.returncode
    assert b"`gbk.md` is not UTF-8 text: the byte `0xB7` at 2" in done.stderr
    assert b"iconv -f GB18030 -t UTF-8" in done.stderr
    assert not (tmp_path / "out").exists()


def test_a_link_on_disk_leads_nowhere(tmp_path):
    folder(tmp_path / "vents", FIGURE)
    (tmp_path / "vents" / "figures").mkdir()
    (tmp_path / "vents" / "figures" / "a.svg").symlink_to("/etc/hostname")
    figure = stdpub("check", "vents", cwd=tmp_path)
    (tmp_path / "vents" / "standard.md").rename(tmp_path / "real.md")
    (tmp_path / "vents" / "standard.md").symlink_to(tmp_path / "real.md")
    source = stdpub("check", "vents", cwd=tmp_path)

    assert 1 == figure.returncode
    assert b"no file `figures/a.svg` in the folder [missing-file]" in figure.stdout
    assert 3 == source.returncode
    assert b"error: `vents/standard.md` is a symbolic link\n" in source.stderr


def test_a_folder_that_is_no_standard_is_wrong_use(tmp_path):
    (tmp_path / "empty").mkdir()
    done = stdpub("check", "empty", cwd=tmp_path)

    assert 2 == done.returncode
    assert b"error: no standard in empty\n  = help: a standard is a folder with a `standard.md`\n" == done.stderr


def test_a_name_that_is_no_text_is_refused(tmp_path):
    folder(tmp_path / "vents")
    (tmp_path / "vents" / os.fsdecode(b"bad\xff.txt")).touch()
    done = stdpub("check", "vents", cwd=tmp_path)

    assert 3 == done.returncode
    assert b"error: a file name that cannot be published" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["check", "--frmat", "json", "vents"], b"No such option: --frmat"),
        (["fix"], b"Missing argument"),
        (["check", "vents", "--format", "yaml"], b"'yaml' is not one of"),
        (["build", "vents", "-o", "out", "--to", "odt"], b"`odt` is no form"),
        (["build", "vents", "-o", "out", "--to", ","], b"`,` is no form"),
        (["build", "vents"], b"Missing option"),
        (["chekc", "vents"], b"No such command"),
    ],
)
def test_wrong_use_is_told_from_wrong_text(tmp_path, arguments, message):
    folder(tmp_path / "vents")
    done = stdpub(*arguments, cwd=tmp_path)

    assert 2 == done.returncode
    assert message in done.stderr
    assert b"Traceback" not in done.stderr
    assert ["standard.md", "vents"] == sorted(path.name for path in tmp_path.rglob("*"))


def test_a_failed_build_leaves_the_last_good_one(tmp_path):
    source = folder(tmp_path / "vents")
    first = stdpub("build", "vents", "-o", "out", "--to", "xml,json", cwd=tmp_path)
    good = tree(tmp_path / "out")
    folder(source, STANDARD + "\nSee [@nothing].\n")
    second = stdpub("build", "vents", "-o", "out", "--to", "xml,json", cwd=tmp_path)

    assert [0, 1] == [first.returncode, second.returncode]
    assert good == tree(tmp_path / "out")
    assert ["vents"] == [path.name for path in (tmp_path / "out").iterdir()]


def test_one_bad_standard_does_not_keep_the_others_from_being_built(tmp_path):
    folder(tmp_path / "lib" / "good")
    folder(tmp_path / "lib" / "wrong", STANDARD + "\nSee [@nothing].\n")
    done = stdpub("build", "lib", "-o", "out", "--to", "json", cwd=tmp_path)

    assert 1 == done.returncode
    assert ["good/good.en.json", "good/manifest.json"] == sorted(tree(tmp_path / "out"))


@pytest.mark.parametrize("out", ["lib", "lib/vents/out", "."])
def test_a_build_never_replaces_its_source(tmp_path, out):
    folder(tmp_path / "lib" / "vents")
    source = tree(tmp_path)
    where = tmp_path / ("lib" if out == "." else "")
    done = stdpub("build", tmp_path / "lib" / "vents", "-o", out, "--to", "json", cwd=where)

    assert 2 == done.returncode
    assert b"lie in one another" in done.stderr
    assert source == tree(tmp_path)


def test_a_build_never_replaces_what_no_build_made(tmp_path):
    folder(tmp_path / "vents")
    (tmp_path / "out" / "vents").mkdir(parents=True)
    (tmp_path / "out" / "vents" / "thesis.txt").write_text("years of work")
    done = stdpub("build", "vents", "-o", "out", "--to", "json", cwd=tmp_path)

    assert 2 == done.returncode
    assert b"error: `out/vents/thesis.txt` was not built by stdpub\n" in done.stderr
    assert {"vents/thesis.txt": b"years of work"} == tree(tmp_path / "out")


def builds_forever(place):
    """Return a process that puts two builds in turn into one folder, as fast as it can."""
    program = (
        "import sys\nfrom pathlib import Path\nfrom stdpub.cli.placing import put\n"
        "builds = [{f'{at}.json': bytes([at]) * 200_000 for at in range(30)} | {'which': which} for which in (b'old', b'new')]\n"
        "while True:\n    for build in builds:\n        put(Path(sys.argv[1]), build)\n"
    )
    return subprocess.Popen([sys.executable, "-c", program, str(place)], env=os.environ | {"PYTHONPATH": str(ROOT)})


def test_a_build_that_is_killed_leaves_the_old_or_the_new_one(tmp_path):
    place = tmp_path / "out" / "vents"
    for pause in (0.0, 0.01, 0.023, 0.037, 0.05):
        process = builds_forever(place)
        deadline = time.monotonic() + 20
        while not (place / "which").exists() and time.monotonic() < deadline:
            assert process.poll() is None
        end = time.monotonic() + pause
        while time.monotonic() < end:
            assert (place / "which").exists() or sys.platform != "linux"  # at no moment is there none
        process.send_signal(signal.SIGKILL)
        process.wait()

        assert sorted(["which", *(f"{at}.json" for at in range(30))]) == sorted(tree(place))
        assert (place / "which").read_bytes() in {b"old", b"new"}

    folder(tmp_path / "vents")
    (place / "which").unlink()
    for path in place.iterdir():
        path.unlink()
    done = stdpub("build", "vents", "-o", "out", "--to", "json", cwd=tmp_path)

    assert 0 == done.returncode
    assert ["vents"] == [path.name for path in (tmp_path / "out").iterdir()]  # what the killed ones left is swept up


def test_findings_of_a_file_that_cannot_be_read_are_records_too(tmp_path):
    folder(tmp_path / "vents", HEAD.encode() + b"caf\xe9\n")
    done = stdpub("check", "vents", "--format", "json", cwd=tmp_path)
    (record,) = json.loads(done.stdout)

    assert 3 == done.returncode
    assert ("vents/standard.md", 9, 4, "not-utf-8") == tuple(
        record[name] for name in ("file", "line", "column", "rule")
    )
