"""What a published edition's tag says: a typed manifest in, the tag's message out, and back."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass

from stdpub.store.merkle import Leaf, merkle_root

FORMAT = "stdpub-manifest-1"
_FULL_ID = re.compile(r"[0-9a-f]{40}")
_SIGNATURE = re.compile(r"^-----BEGIN ", re.MULTILINE)
_MESSAGE_LIMIT = 16_000_000


@dataclass(frozen=True, slots=True)
class OutputSum:
    """One stored output: its form, its file's name in the commit of outputs, SHA-256 and size."""

    form: str
    name: str
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Manifest:
    """One language of one published edition; `languages` are those published with it, the source language first.

    `source` is the commit it was made from, `tree` the standard's folder in it, `quantities` the id of the library's
    `quantities.yml` there, `stored` the commit of the outputs, `renderer` the version of stdpub that made them.
    """

    slug: str
    edition: str
    language: str
    languages: tuple[str, ...]
    identifier: str
    date: str
    implementation: str
    source: str
    tree: str
    quantities: str
    stored: str
    renderer: str
    outputs: tuple[OutputSum, ...]
    leaves: tuple[Leaf, ...]

    @property
    def root(self) -> str:
        """Return the Merkle root of the leaves."""
        return merkle_root(self.leaves)


def write_manifest(manifest: Manifest) -> str:
    """Return the message of the tag: a line for people, an empty line, and the manifest as JSON, one leaf a line."""
    record = {
        "format": FORMAT,
        "standard": manifest.slug,
        "edition": manifest.edition,
        "language": manifest.language,
        "languages": manifest.languages,
        "identifier": manifest.identifier,
        "date": manifest.date,
        "implementation": manifest.implementation,
        "source": manifest.source,
        "tree": manifest.tree,
        "quantities": manifest.quantities,
        "stored": manifest.stored,
        "renderer": manifest.renderer,
        "outputs": [
            {"form": output.form, "name": output.name, "sha256": output.sha256, "size": output.size}
            for output in manifest.outputs
        ],
        "root": manifest.root,
        "leaves": [" ".join(leaf) for leaf in sorted(manifest.leaves)],
    }
    title = f"{manifest.identifier}, edition {manifest.edition} ({manifest.language})".replace("\n", " ")
    return f"{title}\n\n{json.dumps(record, ensure_ascii=False, indent=1)}\n"


def read_manifest(message: str) -> Manifest | None:
    """Return the manifest in a tag's message; None where there is none, or one whose root is not that of its leaves.

    What stands behind the beginning of a signature is signed by nobody, and is not looked at.
    """
    signature = _SIGNATURE.search(message)
    message = message[: signature.start()] if signature else message
    start = message.find("\n\n{")
    if start < 0 or len(message) > _MESSAGE_LIMIT:
        return None
    try:
        # What somebody wrote behind the record is not ours to read.
        record, _ = json.JSONDecoder().raw_decode(message, start + 2)
        manifest = _manifest(record)
        whole = record["format"] == FORMAT and record["root"] == manifest.root
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    return manifest if whole else None


def _manifest(record: dict[str, object]) -> Manifest:
    outputs = record["outputs"]
    if not isinstance(outputs, list):
        raise TypeError
    leaves = tuple(tuple(leaf.split(" ")) for leaf in _texts(record["leaves"]))
    return Manifest(
        slug=_text(record["standard"]),
        edition=_text(record["edition"]),
        language=_text(record["language"]),
        languages=_texts(record["languages"]),
        identifier=_text(record["identifier"]),
        date=_text(record["date"]),
        implementation=_text(record["implementation"]),
        source=_id(record["source"]),
        tree=_id(record["tree"]),
        quantities=_id(record["quantities"]) if record["quantities"] else "",
        stored=_id(record["stored"]),
        renderer=_text(record["renderer"]),
        outputs=tuple(
            OutputSum(_text(item["form"]), _text(item["name"]), _text(item["sha256"]), int(item["size"]))
            for item in outputs
        ),
        leaves=tuple((key, language, digest) for key, language, digest in leaves),
    )


def _id(value: object) -> str:
    text = _text(value)
    if _FULL_ID.fullmatch(text) is None:
        raise ValueError(text)
    return text


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _texts(value: object) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise TypeError
    return tuple(_text(item) for item in value)
