"""A standard in; three hashes of everything in it that has an id, of its words, its meaning, and what that rests on, out.

A citation or a report that was made by one version is suspect in another where the closure differs. Things that rest on
one another in a circle are hashed together.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from hashlib import sha256

from stdpub.compare.hashing.circles import together
from stdpub.compare.hashing.content_hashes import Canonical, content_hashes, to_bytes
from stdpub.compare.hashing.normative import normative
from stdpub.compare.hashing.normative_words import ELSEWHERE
from stdpub.model.standard import Standard


@dataclass(frozen=True, slots=True)
class Hashes:
    """SHA-256 of a thing in hexadecimal; what binds nobody, as a note does, has neither `normative` nor `closure`.

    `content` is that of its canonical content, `normative` of what binds in it; `closure` is the second with those of
    the defined terms it uses, of what its normative words point to, of the entries of documents it cites, and of all
    that these rest on; other standards of a library count by name, version and element.
    """

    content: str
    normative: str = ""
    closure: str = ""


def hashes(standard: Standard) -> dict[str, Hashes]:
    """Return the hashes of everything that has an id."""
    found = normative(standard)
    digests = {name: hash_of(content) for name, content in found.contents.items()}
    abroad = {name for names in found.rests.values() for name in names if name.startswith(ELSEWHERE)}
    closures = closure_hashes(digests | {name: by_name(name) for name in abroad}, found.rests)
    return {
        name: Hashes(content, digests.get(name, ""), closures.get(name, ""))
        for name, content in content_hashes(standard).items()
    }


def closure_hashes(digests: Mapping[str, str], rests: Mapping[str, AbstractSet[str]]) -> dict[str, str]:
    """Return the closure of each thing, given its own hash and the ids of what it rests on; unknown ids do not count."""
    known = {name: sorted(rests.get(name, frozenset()) & digests.keys()) for name in digests}
    closures: dict[str, str] = {}
    for circle in together(known):
        members = set(circle)
        others = {closures[other] for name in circle for other in known[name] if other not in members}
        base: list[Canonical] = [*sorted(others)]
        if len(circle) > 1:
            base = [hash_of(["circle", [*sorted(digests[name] for name in circle)], base])]
        for name in circle:
            closures[name] = hash_of(["closure", digests[name], base])
    return closures


def suspects(before: Mapping[str, Hashes], after: Mapping[str, Hashes]) -> Iterator[str]:
    """Yield the ids of things whose meaning, or what it rests on, is another one in a later version, or that are gone."""
    for name, hashed in before.items():
        if hashed.closure and (name not in after or after[name].closure != hashed.closure):
            yield name


def by_name(name: str) -> str:
    """Return the hash of what stands in another standard where that cannot be seen: that of its name."""
    return hash_of(["elsewhere", *name.removeprefix(ELSEWHERE).split("\0")])


def hash_of(content: Canonical) -> str:
    """Return the SHA-256 of canonical content in hexadecimal."""
    return sha256(to_bytes(content)).hexdigest()
