"""A quote, and what proves the text of a clause, in; whether the words really stand in that clause of that edition, out."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from hashlib import sha256
from itertools import accumulate

from stdpub.compare.hashing.content_hashes import to_bytes
from stdpub.compare.quoting import Likeness, Match, match, without_space
from stdpub.model.source import Words
from stdpub.store.catalogue import Version
from stdpub.store.library import Library
from stdpub.store.manifest import read_manifest
from stdpub.store.printed_content import Piece, content_pieces, pieces
from stdpub.store.proofs import (
    Proof,
    name_faults,
    proof_faults,
    prove,
    read_element,
    tag_faults,
    tag_id,
    tag_name,
)

_MARK = re.compile(r"\W{0,2}(?:(?:NOTE|EXAMPLE|注|示例) ?)?[0-9A-Za-z]{0,4}(?:\.[0-9]{1,3})*\W{0,2}")
"""The mark of an item, note or example: `a)`, `1.`, —, `NOTE 1`, 注1："""


@dataclass(frozen=True, slots=True)
class Evidence:
    """The text of one thing of one edition, and what is wrong with its proof.

    `whole` tells that the proof covers white space and generated words, too: that of stored bytes whose sum the tag has.
    """

    slug: str
    edition: str
    language: str
    key: str
    digest: str
    root: str
    tag: bytes
    pieces: tuple[Piece, ...]
    whole: bool
    faults: tuple[Words, ...] = ()

    @property
    def tag_name(self) -> str:
        """Return the name that the tag says it has."""
        return tag_name(self.tag)

    @property
    def tag_id(self) -> str:
        """Return the id of the tag."""
        return tag_id(self.tag)


@dataclass(frozen=True, slots=True)
class Verdict:
    """How a quote stands in a thing; `generated` are words in it that no hash covers, such as the number of a table.

    A quote with such words is not covered by a proof, whoever made it: only what has the sum of its bytes in the tag is.
    """

    match: Match
    generated: tuple[str, ...]


def by_library(library: Library, version: Version, key: str, language: str = "") -> Evidence:
    """Return the text of a thing as it is stored in a library, held against the edition's tag."""
    proof = prove(library, version, key, language)
    tag = library.repository.tag_text(proof.tag_id)
    manifest = read_manifest(tag.decode(errors="replace"))
    output = next((one for one in manifest.outputs if one.form == "json"), None) if manifest else None
    stored = library.output(proof.slug, proof.edition, proof.leaf[1], "json")
    evidence = by_json(library.content(stored.id), key, tag)
    accepted = next((one.new for one in library.receipts() if one.ref == f"refs/tags/{proof.tag}" and one.new), "")
    if accepted and accepted != proof.tag_id:
        fault = Words(
            f"the tag was moved: this archive accepted it as {accepted[:12]}",
            f"标签被移动：本存档收到时为{accepted[:12]}",
        )
        evidence = replace(evidence, faults=(*evidence.faults, fault))
    return evidence if output else replace(evidence, whole=False)


def by_proof(proof: Proof, tag: bytes) -> Evidence:
    """Return the text that a proof holds, held against the tag of the edition."""
    return Evidence(
        slug=proof.slug,
        edition=proof.edition,
        language=proof.leaf[1],
        key=proof.leaf[0],
        digest=proof.leaf[2],
        root=proof.root,
        tag=tag,
        pieces=tuple(content_pieces(proof.content, proof.generated)),  # type: ignore[arg-type]  # JSON is JSON
        whole=False,
        faults=(*proof_faults(proof), *tag_faults(proof, tag)),
    )


def by_json(record: bytes, key: str, tag: bytes) -> Evidence:
    """Return the text of a thing in the JSON of an edition, whose sum has to be the one that the tag names."""
    element, content = read_element(record, key)
    digest = sha256(to_bytes(content)).hexdigest()
    manifest = read_manifest(tag.decode(errors="replace"))
    faults: list[Words] = [*name_faults(tag, manifest)]
    if manifest is not None:
        if sha256(record).hexdigest() not in {one.sha256 for one in manifest.outputs if one.form == "json"}:
            faults.append(Words("the JSON is not the one that was published", "该JSON不是已发布的文件"))
        if (key, manifest.language, digest) not in manifest.leaves:
            faults.append(Words("the tag has no such content", "标签中没有该内容"))
    return Evidence(
        slug=manifest.slug if manifest else "",
        edition=manifest.edition if manifest else "",
        language=manifest.language if manifest else "",
        key=key,
        digest=digest,
        root=manifest.root if manifest else "",
        tag=tag,
        pieces=tuple(pieces(element)),
        whole=True,
        faults=tuple(faults),
    )


def judge_quote(quote: str, evidence: Evidence) -> Verdict:
    """Return how a quote stands in a text: with its labels, or as words alone, for who quotes leaves out `a)` and `NOTE`."""
    bare = tuple(piece for piece in evidence.pieces if not piece.label)
    verdicts = [_judged(quote, shown, whole=evidence.whole) for shown in (evidence.pieces, bare)]
    order = list(Likeness)
    return min(verdicts, key=lambda one: order.index(one.match.likeness))


def _judged(quote: str, shown: tuple[Piece, ...], *, whole: bool) -> Verdict:
    ends = list(accumulate(len(without_space(piece.text)) for piece in shown))
    # Canonical content has no white space at the ends of its strings, so there may have been some.
    found = match(quote, "".join(piece.text for piece in shown), () if whole else frozenset(ends))
    if found.likeness is Likeness.NOT_THERE or whole:
        return Verdict(found, ())
    # The hash does not cover white space.
    found = replace(found, likeness=Likeness.SAME_WORDS)
    generated: list[str] = []
    at = 0
    for piece, end in zip(shown, ends, strict=True):
        if piece.generated and at < found.end and end > max(found.start, at):
            generated.append(piece.text)
        at = end
    named = tuple(piece.text for piece in shown if piece.generated and piece.text in generated and not _is_mark(piece))
    return Verdict(replace(found, likeness=Likeness.NOT_COVERED) if named else found, tuple(generated))


def _is_mark(piece: Piece) -> bool:
    """Tell whether generated words are no more than the mark of an item or a note: anybody could have written others."""
    return piece.label and _MARK.fullmatch(piece.text.strip()) is not None
