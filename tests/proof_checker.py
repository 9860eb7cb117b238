"""Checks a proof with nothing but Python's own library, as somebody without stdpub would: docs/proofs.md is all it knows."""

import json
import re
from hashlib import sha1, sha256

NEVER = {"position", "id", "number", "label", "depth", "key"}
COMPUTED = {
    "sentence": {"text", "verbal_form"},
    "list": {"lead"},
    "list-item": {"verbal_form"},
    "term-source": {"target_id"},
    "paragraph": {"generated"},
    "cell": {"align", "headers", "limits"},
    "table": {"path", "columns"},
    "formula": {"mathml"},
    "inline-formula": {"mathml"},
    "limit": {"reading"},
    "cross-reference": {"text", "target", "target_id"},
    "citation": {"text", "target_id", "identifier", "address"},
    "footnote-reference": {"target_id"},
}


def one_line(text):
    return re.sub(r"\s+", " ", text).strip()


def canonical(value, pictures, kind=""):
    """Return canonical content, made of an object of the JSON."""
    if isinstance(value, list):
        found, run = [], ""
        for one in [*value, None]:
            if isinstance(one, dict) and one["type"] in {"text", "verbal-form"}:
                run += one["text"]
                continue
            if one_line(run):
                found.append(one_line(run))
            run = ""
            if one is not None:
                found.append(canonical(one, pictures))
        return found
    if isinstance(value, dict):
        kind = value["type"]
        left = (NEVER - {"key"} if kind == "cross-reference" else NEVER) | COMPUTED.get(kind, set())
        kept = {}
        for name, one in value.items():
            if name in left:
                continue
            made = pictures.get(one, one) if name == "path" and kind in {"figure", "picture"} else one
            made = made if (kind, name) == ("code-block", "text") else canonical(made, pictures)
            if made not in ("", [], False):
                kept[name] = made
        return kept
    return one_line(value) if isinstance(value, str) else value


def to_bytes(content):
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode(errors="surrogatepass")


def check(proof, tag):
    """Tell whether a proof is one for the edition of a tag (bytes as `git cat-file tag` prints them)."""
    leaf = proof["leaf"]
    node = sha256(b"\0" + f"{leaf['key']} {leaf['language']} {leaf['hash']}".encode()).digest()
    index, last = proof["index"], proof["size"] - 1
    for beside in map(bytes.fromhex, proof["path"]):
        while index % 2 == 0 and index == last:
            index, last = index // 2, last // 2
        node = sha256(b"\1" + (beside + node if index % 2 else node + beside)).digest()
        index, last = index // 2, last // 2
    return (
        sha256(to_bytes(proof["content"])).hexdigest() == leaf["hash"]
        and node.hex() == proof["root"]
        and f'"root": "{proof["root"]}"'.encode() in tag
        and sha1(b"tag %d\0" % len(tag) + tag, usedforsecurity=False).hexdigest() == proof["tag"]["id"]
    )
