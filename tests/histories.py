"""Random histories of a standard in real git, and what every commit of them holds, known without git."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass, field
from random import Random

from libraries import git

from stdpub.compare.hashing.content_hashes import content_hashes
from stdpub.model.folder import Folder
from stdpub.read.reader import read

SLUG = "vents"
HEAD = "---\nidentifier: X 1\nlanguage: en\ntitle: Vents\nchapters:\n{chapters}---\n\n# General {{#general}}\n"


@dataclass(eq=False)
class Made:
    """One commit: its parents, its files, and its id once git has it."""

    files: dict[str, str]
    parents: tuple[Made, ...] = ()
    id: str = ""
    mark: int = 0
    hashes: dict[str, dict[str, str]] = field(default_factory=dict)

    def state(self, slug=SLUG):
        """Return the standard's files with the library's quantities, None where it is not there."""
        own = {path: text for path, text in self.files.items() if path.startswith(f"{slug}/")}
        if f"{slug}/standard.md" not in own:
            return None
        return own, self.files.get("quantities.yml")

    def held(self, slug=SLUG):
        """Return the hash of everything with a key."""
        if slug not in self.hashes:
            state = self.state(slug)
            found = {}
            if state:
                files = {path.removeprefix(f"{slug}/"): text.encode() for path, text in state[0].items()}
                standard = read(Folder("standard", files, {}))
                found = {key: one for key, one in content_hashes(standard).items() if "." not in key}
            self.hashes[slug] = found
        return self.hashes[slug]


def standard(chapters: dict[str, dict[str, str]], slug=SLUG) -> dict[str, str]:
    """Return the files of a standard: the path of each chapter with the sentence of each of its clauses."""
    names = "".join(f"  - {name}\n" for name in chapters)
    files = {f"{slug}/standard.md": HEAD.format(chapters=names)}
    for name, clauses in chapters.items():
        files[f"{slug}/{name}"] = "".join(
            f"# Clause {key} {{#{key}}}\n\nThe vent shall be {words}. {{#{key}-p}}\n\n"
            for key, words in clauses.items()
        )
    return files


def edited(random: Random, before: dict[str, str], chapters: dict[str, dict[str, str]]):
    """Return the files and chapters after one random edit."""
    chapters = {name: dict(clauses) for name, clauses in chapters.items()}
    others = {path: text for path, text in before.items() if not path.startswith(f"{SLUG}/")}
    name = random.choice(sorted(chapters))
    clauses = chapters[name]
    match random.randrange(11):
        case 0 | 1 | 2:
            clauses[random.choice(sorted(clauses) or ["k0"])] = random.choice(["round", "square", "flat"])
        case 3:
            clauses[f"k{random.randrange(12)}"] = "new"
        case 4 if clauses:
            del clauses[random.choice(sorted(clauses))]
        case 5 if clauses:  # moved to another chapter
            key = random.choice(sorted(clauses))
            chapters[random.choice(sorted(chapters))][key] = clauses.pop(key)
        case 6:  # the file is renamed, in a folder of another name
            folder = random.choice(["", "parts/", "more/deep/"])
            chapters = {
                (f"{folder}{random.randrange(99)}.md" if one == name else one): all_ for one, all_ in chapters.items()
            }
        case 7 if len(clauses) > 1:  # the chapter is split
            half = dict(list(clauses.items())[1:])
            chapters[name] = dict(list(clauses.items())[:1])
            chapters[f"split-{random.randrange(99)}.md"] = half
        case 8:
            others["quantities.yml"] = f"# {random.randrange(3)}\n"
        case 9:
            others[random.choice(["readme.md", "ducts/standard.md", "ducts/a.md"])] = f"# {random.randrange(3)}\n"
        case _:
            return (
                others if random.random() < 0.3 else before
            ), chapters  # taken out, or a commit that changes nothing
    keys = [key for one in chapters.values() for key in one]
    if len(keys) != len(set(keys)):
        return before, chapters
    return {**others, **standard(chapters)}, chapters


def random_history(seed: int, commits: int) -> list[Made]:
    """Return commits, parents first, the last one the tip that all lead to."""
    random = Random(seed)  # noqa: S311
    chapters = {"a.md": {"k1": "round", "k2": "round"}, "b.md": {"k3": "round"}}
    first = Made(standard(chapters))
    made, texts, tips = [first], {id(first): chapters}, [first]
    while len(made) < commits or len(tips) > 1:
        tip = random.choice(tips)
        if len(tips) > 1 and (random.random() < 0.25 or len(made) >= commits):
            one, other = random.sample(tips, 2)
            files, text = (one.files, texts[id(one)]) if random.random() < 0.5 else (other.files, texts[id(other)])
            if random.random() < 0.5:
                files, text = edited(random, files, text)
            new = Made(files, (one, other))
            tips = [each for each in tips if each not in (one, other)]
        else:
            files, text = edited(random, tip.files, texts[id(tip)])
            new = Made(files, (tip,))
            if random.random() > 0.3 or len(tips) > 3:
                tips = [each for each in tips if each is not tip]
        tips.append(new)
        made.append(new)
        texts[id(new)] = text
    return made


def commit_all(place, made: list[Made], branch="main") -> None:
    """Have git make the commits that are not made yet, the last one on a branch."""
    stream: list[bytes] = []
    for at, one in enumerate(made):
        if one.id:
            continue
        one.mark = at + 1
        stream.append(
            f"commit refs/heads/{branch}\nmark :{one.mark}\ncommitter T <t@e.org> {1700000000 + at} +0000\n".encode()
        )
        stream.append(b"data 1\nc\n")
        for word, parent in zip(("from", *["merge"] * 9), one.parents, strict=False):
            stream.append(f"{word} {parent.id or f':{parent.mark}'}\n".encode())
        stream.append(b"deleteall\n")
        for path, text in one.files.items():
            content = text.encode()
            stream.append(f"M 100644 inline {path}\ndata {len(content)}\n".encode() + content + b"\n")
    marks = place / "marks"
    command = ["git", "fast-import", "--quiet", "--force", f"--export-marks={marks}"]
    done = subprocess.run(command, cwd=place, input=b"".join(stream), capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    known = dict(line.split() for line in marks.read_text().splitlines())
    for one in made:
        one.id = one.id or known[f":{one.mark}"]
    git(place, "update-ref", f"refs/heads/{branch}", made[-1].id)


def long_line(commits: int, things: int = 150) -> list[Made]:
    """Return commits in a line, each with another sentence of a standard that has so many things with a key changed."""
    random = Random(1)  # noqa: S311
    size = max(1, things // 12)  # six chapters of clauses with one provision each
    chapters = {f"{at}.md": {f"c{at}k{key}": "round and smooth" for key in range(size)} for at in range(6)}
    made = [Made(standard(chapters))]
    while len(made) < commits:
        name = random.choice(sorted(chapters))
        key = random.choice(sorted(chapters[name]))
        chapters = {**chapters, name: {**chapters[name], key: f"changed {len(made)} times"}}
        made.append(Made(standard(chapters), (made[-1],)))
    return made
