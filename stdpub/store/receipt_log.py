"""The log at `refs/stdpub/receipts` in; receipts, each chained to the one before it by its hash, out; and back into text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256

from stdpub.store.repository import Repository

RECEIPTS = "refs/stdpub/receipts"

_LINE = re.compile(
    r"(?P<accepted>[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}\.[0-9]{6}Z) (?P<ref>refs/\S+)"
    r" (?P<old>[0-9a-f]{40}|-) (?P<new>[0-9a-f]{40}|-) (?P<previous>[0-9a-f]{64}|-)"
)


@dataclass(frozen=True, slots=True)
class Receipt:
    """When this archive accepted that a reference moved from `old` to `new`; either is empty where there was none.

    `accepted` is the archive's clock in UTC to the microsecond, `previous` the digest of the receipt before. What is no
    receipt has its line in `previous` and nothing else.
    """

    ref: str
    old: str
    new: str
    accepted: str
    previous: str

    @property
    def line(self) -> str:
        """The receipt as the log writes it."""
        return f"{self.accepted} {self.ref} {self.old or '-'} {self.new or '-'} {self.previous or '-'}"

    @property
    def digest(self) -> str:
        """The SHA-256 of the line, which the next receipt names."""
        return sha256(self.line.encode()).hexdigest()


def read_receipts(
    repository: Repository, tip: str, known_tip: str = "", known: tuple[Receipt, ...] = ()
) -> tuple[Receipt, ...]:
    """Return the receipts of the log that ends at a commit, the first accepted first; what is known is not read again."""
    batches: list[tuple[Receipt, ...]] = []
    while tip and tip != known_tip:
        commit = repository.commit(tip)
        batches.append(tuple(map(_receipt, commit.message.partition("\n\n")[2].splitlines())))
        tip = commit.parents[0] if commit.parents else ""
    before = known if tip else ()
    return (*before, *(receipt for batch in reversed(batches) for receipt in batch))


def _receipt(line: str) -> Receipt:
    found = _LINE.fullmatch(line)
    if found is None:
        return Receipt("", "", "", "", line)
    old, new, previous = (found[name].removeprefix("-") for name in ("old", "new", "previous"))
    return Receipt(found["ref"], old, new, found["accepted"], previous)


def write_receipts(receipts: tuple[Receipt, ...]) -> str:
    """Return the message of the commit that adds receipts to the log."""
    title = f"Receive {receipts[0].ref}" if len(receipts) == 1 else f"Receive {len(receipts)} references"
    lines = "".join(f"{receipt.line}\n" for receipt in receipts)
    return f"{title}\n\n{lines}"


def chained(moves: Iterable[tuple[str, str, str]], last: Receipt | None, now: datetime) -> tuple[Receipt, ...]:
    """Return the receipts of moves (reference, old, new) accepted now, behind the last one; time never goes back."""
    stamp = stamp_of(now)
    found: list[Receipt] = []
    for ref, old, new in moves:
        accepted = max(stamp, last.accepted) if last else stamp
        last = Receipt(ref, old, new, accepted, last.digest if last else "")
        found.append(last)
    return tuple(found)


def stamp_of(moment: datetime) -> str:
    """Return a moment as receipts write it; their order as texts is that of time."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def references(receipts: Iterable[Receipt]) -> dict[str, str]:
    """Return where the references stand after receipts, those alone that exist."""
    found: dict[str, str] = {}
    for receipt in receipts:
        if receipt.new:
            found[receipt.ref] = receipt.new
        else:
            found.pop(receipt.ref, None)
    return found
