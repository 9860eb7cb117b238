"""That a thing stands in a published edition: proofs made from a library; proofs held against themselves and against a tag.

A proof holds the thing's canonical content, its leaf, and the path from the leaf to the root that the edition's tag
names. Whoever has the tag (signed, or known by its id) needs nothing else: docs/proofs.md.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from hashlib import sha1, sha256

from stdpub.compare.hashing.content_hashes import Canonical, canonical_contents, to_bytes
from stdpub.model.source import Words
from stdpub.store.catalogue import LanguageEdition, Version
from stdpub.store.errors import CorruptLibrary, LibraryError, UnknownLanguage
from stdpub.store.library import Library
from stdpub.store.manifest import Manifest, read_manifest
from stdpub.store.merkle import Leaf, audit_path, root_of
from stdpub.store.names import shorten
from stdpub.store.printed_content import Json, generated
from stdpub.store.published import Place, stored_outputs
from stdpub.store.stored_standard import UnreadableRecordError, restore

FORMAT = "stdpub-proof-1"
_PUBLISHED = re.compile(r"published/(.+?)(?:\.[1-9][0-9]{0,5})?")
PROOF_LIMIT = 32_000_000
_PATH_LIMIT = 64


class NotProvable(LibraryError):  # noqa: N818 - a fault is named by what is wrong
    """Nothing that could be proved: no edition, no such key, or an edition that was tagged by hand."""


class BadProof(LibraryError):  # noqa: N818 - a fault is named by what is wrong
    """The text is no proof."""


@dataclass(frozen=True, slots=True)
class Proof:
    """One thing of one edition: its leaf, the path to the root, the tag that names the root, and the content.

    `generated` are the numbers and labels that stdpub printed in it; the leaf's hash does not cover them.
    """

    slug: str
    edition: str
    leaf: Leaf
    content: Canonical
    generated: tuple[str, ...]
    index: int
    size: int
    path: tuple[str, ...]
    root: str
    tag: str
    tag_id: str


def prove(library: Library, version: Version, key: str, language: str = "") -> Proof:
    """Return the proof that a key's content is that of a published edition; raise NotProvable where there is none."""
    found, manifest = _published(library, version, language)
    leaves = tuple(sorted(manifest.leaves))
    leaf = next((one for one in leaves if one[0] == key), None)
    if leaf is None:
        raise _no_leaf(version, key, leaves)
    element, content = _stored(library, manifest, key)
    if sha256(to_bytes(content)).hexdigest() != leaf[2]:
        raise CorruptLibrary(
            Words(
                f"the stored content of `{shorten(key)}` is not what was published",
                f"`{shorten(key)}`的内容与发布时不符",
            ),
            Words("`stdpub verify-archive` tells more", "`stdpub verify-archive`可给出详情"),
        )
    index = leaves.index(leaf)
    place = Place(manifest.slug, manifest.edition, manifest.language, found.correction)
    return Proof(
        slug=manifest.slug,
        edition=manifest.edition,
        leaf=leaf,
        content=content,
        generated=generated(element),
        index=index,
        size=len(leaves),
        path=audit_path(leaves, index),
        root=manifest.root,
        tag=f"published/{place}",
        tag_id=found.tag,
    )


def _published(library: Library, version: Version, language: str) -> tuple[LanguageEdition, Manifest]:
    editions = [one for one in library.editions(version.slug) if one.id == version.edition]
    if not editions:
        raise NotProvable(
            Words(
                f"`{version.slug}@{version.name}` is no published edition",
                f"`{version.slug}@{version.name}`不是已发布的版本",
            ),
            Words("only what was published can be proved", "只能证明已发布的内容"),
        )
    languages = editions[0].languages
    found = editions[0].language(language) if language else languages[0]
    if found is None:
        raise UnknownLanguage(
            Words(f"the edition was not published in `{language}`", f"该版本未以`{language}`发布"),
            tuple(one.language for one in languages),
        )
    if found.manifest is None:
        raise NotProvable(
            Words(f"the tag of `{version.name}` holds no manifest", f"`{version.name}`的标签中没有清单"),
            Words("it was not made by `stdpub publish`", "它不是由`stdpub publish`建立的"),
        )
    return found, found.manifest


def _no_leaf(version: Version, key: str, leaves: tuple[Leaf, ...]) -> NotProvable:
    near = get_close_matches(key[:80], [leaf[0] for leaf in leaves], 3, 0.7)
    names = ", ".join(f"`{name}`" for name in near)
    return NotProvable(
        Words(
            f"`{version.slug}` {version.name} has no key `{shorten(key)}`",
            f"`{version.slug}` {version.name}没有键`{shorten(key)}`",
        ),
        Words(f"there is {names}", f"现有：{names}") if near else None,
    )


def _stored(library: Library, manifest: Manifest, key: str) -> tuple[Json, Canonical]:
    """Return a thing as the stored JSON has it, and its canonical content."""
    output = next((one for one in stored_outputs(library.repository, manifest) if one.form == "json"), None)
    record = library.content(output.id) if output else b""
    return read_element(record, key)


def read_element(record: bytes, key: str) -> tuple[Json, Canonical]:
    """Return a thing of the JSON of an edition, and its canonical content; raise NotProvable where it is not there."""
    try:
        content = canonical_contents(restore(record)).get(key)
        element = _element(json.loads(record), key)
    except UnreadableRecordError as fault:
        raise NotProvable(Words("the edition's JSON cannot be read", "该版本的JSON无法读取")) from fault
    if content is None or element is None:
        raise NotProvable(Words(f"the edition's JSON has no `{shorten(key)}`", f"该版本的JSON中没有`{shorten(key)}`"))
    return element, json.loads(content)


def _element(record: Json, key: str) -> Json:
    stack: list[Json] = [record]
    while stack:
        value = stack.pop()
        if isinstance(value, dict):
            if value.get("id") == key:
                return value
            stack.extend(value.values())
        elif isinstance(value, list):
            stack.extend(value)
    return None


def write_proof(proof: Proof) -> str:
    """Return a proof as JSON."""
    record: dict[str, Canonical] = {
        "format": FORMAT,
        "standard": proof.slug,
        "edition": proof.edition,
        "tag": {"name": proof.tag, "id": proof.tag_id},
        "root": proof.root,
        "leaf": {"key": proof.leaf[0], "language": proof.leaf[1], "hash": proof.leaf[2]},
        "index": proof.index,
        "size": proof.size,
        "path": [*proof.path],
        "content": proof.content,
        "generated": [*proof.generated],
    }
    return json.dumps(record, ensure_ascii=False, indent=1) + "\n"


def is_proof(content: bytes) -> bool:
    """Tell whether bytes look like a proof, be it a broken one."""
    return f'"format": "{FORMAT}"'.encode() in content[:200]


def read_proof(content: bytes) -> Proof:
    """Return the proof that bytes hold; raise BadProof where they hold none."""
    try:
        if len(content) > PROOF_LIMIT:
            raise ValueError  # noqa: TRY301 - one way out for all that is wrong
        record = json.loads(content)
        if record["format"] != FORMAT:
            raise ValueError(record["format"])  # noqa: TRY301
        leaf, tag = record["leaf"], record["tag"]
        proof = Proof(
            slug=_text(record["standard"]),
            edition=_text(record["edition"]),
            leaf=(_text(leaf["key"]), _text(leaf["language"]), _text(leaf["hash"])),
            content=record["content"],
            generated=tuple(map(_text, record["generated"])),
            index=int(record["index"]),
            size=int(record["size"]),
            path=tuple(_hash(one) for one in record["path"][:_PATH_LIMIT]),
            root=_hash(record["root"]),
            tag=_text(tag["name"]),
            tag_id=_text(tag["id"]),
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, OverflowError) as fault:
        raise BadProof(
            Words("the file holds no proof", "文件中没有证明"),
            Words("`stdpub prove SLUG@V/~key -o FILE` makes one", "`stdpub prove SLUG@V/~key -o FILE`可生成证明"),
        ) from fault
    return proof


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _hash(value: object) -> str:
    text = _text(value)
    if len(bytes.fromhex(text)) != 32:
        raise ValueError(text)
    return text


def proof_faults(proof: Proof) -> Iterator[Words]:
    """Yield what is wrong with a proof by itself."""
    try:
        same = sha256(to_bytes(proof.content)).hexdigest() == proof.leaf[2]
    except RecursionError:
        same = False
    if not same:
        yield Words("the content does not have the hash of the leaf", "内容与叶的散列值不符")
    if root_of(proof.leaf, proof.index, proof.size, proof.path) != proof.root:
        yield Words("the path does not lead from the leaf to the root", "路径不能由叶到达根")


def tag_faults(proof: Proof, tag: bytes) -> Iterator[Words]:
    """Yield what keeps a proof from being one for the edition that a tag names, given the tag as git keeps it."""
    named = tag_name(tag)
    manifest = read_manifest(tag.decode(errors="replace"))
    yield from name_faults(tag, manifest)
    if manifest is None:
        return
    if proof.tag_id != tag_id(tag):
        yield Words(
            f"the proof is for the tag `{proof.tag_id[:40]}`, not for this one", f"该证明针对标签`{proof.tag_id[:40]}`"
        )
    if (named, proof.slug, proof.edition, proof.leaf[1]) != (
        proof.tag,
        manifest.slug,
        manifest.edition,
        manifest.language,
    ):
        yield Words(f"the tag is that of `{named[:100]}`", f"该标签属于`{named[:100]}`")
    if manifest.root != proof.root or proof.size != len(manifest.leaves):
        yield Words("the tag names another root", "标签中的根不同")


def name_faults(tag: bytes, manifest: Manifest | None) -> Iterator[Words]:
    """Yield what keeps a text from being the tag of the edition that its manifest tells of: whoever signs, signs other texts."""
    if manifest is None:
        yield Words("the tag holds no manifest, or one that was changed", "标签中没有清单，或清单已被改动")
        return
    lines = tag.partition(b"\n\n")[0].decode(errors="replace").split("\n")
    named = _PUBLISHED.fullmatch(lines[2].removeprefix("tag ")) if len(lines) > 2 else None
    head = [f"object {manifest.source}", "type commit"]
    if lines[:2] != head or named is None or named[1] != f"{manifest.slug}/{manifest.edition}/{manifest.language}":
        yield Words("the text is not the tag of the edition that it tells of", "该文本不是其清单所述版本的标签")


def tag_id(tag: bytes) -> str:
    """Return the id that git gives to a tag."""
    return sha1(b"tag %d\0" % len(tag) + tag, usedforsecurity=False).hexdigest()


def tag_name(tag: bytes) -> str:
    """Return the name that a tag says it has."""
    head = tag.partition(b"\n\n")[0].decode(errors="replace")
    return next((line[4:] for line in head.split("\n") if line.startswith("tag ")), "")
