"""A library in; a list of its published tags for somebody else to keep out; and such a list held against a library later.

Who can write the files of an archive can write its receipts anew, too. A list that lies elsewhere tells: a line for each
tag, `id ref sha256:…` of the tag's text, manifest and signature with it, and how far the receipts went.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from stdpub.model.source import Severity, Words
from stdpub.store.archive_check import Fault
from stdpub.store.errors import LibraryError
from stdpub.store.library import Library
from stdpub.store.names import shorten
from stdpub.store.published import PUBLISHED
from stdpub.store.receipt_log import stamp_of

_HEAD = "# stdpub-witness-1"
_LIMIT = 100_000_000
_TAG = re.compile(r"(?P<id>[0-9a-f]{40})\s+(?P<ref>refs/tags/published/\S+?)(?:\s+sha256:(?P<sum>[0-9a-f]{64}))?")
_OTHER = re.compile(r"#.*|[0-9a-f]{40}\s+\S+|\s*")
_RECEIPTS = re.compile(r"# receipts (?P<count>[0-9]{1,12}) (?P<digest>[0-9a-f]{64})")
_PEELED = "^{}"


class BadWitness(LibraryError):  # noqa: N818 - a fault is named by what is wrong
    """The file lists no tags of published editions."""


@dataclass(frozen=True, slots=True)
class Witness:
    """What somebody noted: the id and, where it was noted, the SHA-256 of each tag by its reference; and the last receipt."""

    tags: dict[str, tuple[str, str]] = field(default_factory=dict)
    receipts: int = 0
    digest: str = ""


def witness_of(library: Library) -> Witness:
    """Return what is to be noted of a library."""
    refs = library.repository.refs(PUBLISHED)
    log = library.receipts()
    tags = {ref.name: (ref.target, sha256(library.repository.tag_text(ref.target)).hexdigest()) for ref in refs}
    return Witness(tags, len(log), log[-1].digest if log else "")


def write_witness(witness: Witness) -> str:
    """Return the list as text."""
    lines = [f"{_HEAD} {stamp_of(datetime.now(UTC))}"]
    if witness.digest:
        lines.append(f"# receipts {witness.receipts} {witness.digest}")
    lines += [f"{id_} {ref} sha256:{sum_}" for ref, (id_, sum_) in sorted(witness.tags.items())]
    return "".join(f"{line}\n" for line in lines)


def read_witness(path: Path) -> Witness:
    """Return a list from its file, from what `git ls-remote` or `git show-ref` printed, or from another clone of a library."""
    if path.is_dir():
        return witness_of(Library(path))
    with path.open("rb") as file:
        text = file.read(_LIMIT).decode(errors="replace")
    tags: dict[str, tuple[str, str]] = {}
    receipts, digest = 0, ""
    for number, line in enumerate(text.splitlines(), 1):
        if found := _TAG.fullmatch(line.strip()):
            if not found["ref"].endswith(_PEELED):
                tags[found["ref"]] = (found["id"], found["sum"] or "")
        elif found := _RECEIPTS.fullmatch(line.strip()):
            receipts, digest = int(found["count"]), found["digest"]
        elif not _OTHER.fullmatch(line):
            raise _no_list(path, f"line {number}: `{shorten(line)}`", f"第{number}行：`{shorten(line)}`")
    if not tags:
        raise _no_list(path, "no published tag", "没有发布标签")
    return Witness(tags, receipts, digest)


def _no_list(path: Path, en: str, zh: str) -> BadWitness:
    return BadWitness(
        Words(f"`{path}` is no list of published tags: {en}", f"`{path}`不是发布标签的清单：{zh}"),
        Words(
            "`stdpub verify-archive --write-witness FILE` writes one; what `git ls-remote` prints is one, too",
            "`stdpub verify-archive --write-witness FILE`可写出；`git ls-remote`的输出也可用",
        ),
    )


def held_against(library: Library, witness: Witness) -> Iterator[Fault]:
    """Yield where a library is not what somebody noted; what was published since then is no fault."""
    today = witness_of(library)
    for ref, (id_, sum_) in sorted(witness.tags.items()):
        found = today.tags.get(ref)
        if found is None:
            message = Words(f"deleted; the witness has it as {id_[:12]}", f"已被删除；见证清单中为{id_[:12]}")
            yield Fault(ref, "witness-deleted", Severity.ERROR, message, _back(ref, id_))
        elif found[0] != id_ or (sum_ and found[1] != sum_):
            message = Words(
                f"it is {found[0][:12]}; the witness has it as {id_[:12]}",
                f"现为{found[0][:12]}；见证清单中为{id_[:12]}",
            )
            yield Fault(ref, "witness-differs", Severity.ERROR, message, _back(ref, id_))
    if witness.digest and witness.digest not in {receipt.digest for receipt in library.receipts()}:
        message = Words(
            f"no receipt has the digest {witness.digest[:12]} that the witness noted: the log was written anew",
            f"没有见证清单所记摘要{witness.digest[:12]}的回执：日志已被重写",
        )
        yield Fault(f"refs/stdpub/receipts {witness.receipts}", "witness-receipts", Severity.ERROR, message)


def _back(ref: str, id_: str) -> Words:
    return Words(
        f"fetch it from who has it, then `git update-ref {ref} {id_}`",
        f"从保有者处取回，再运行`git update-ref {ref} {id_}`",
    )
