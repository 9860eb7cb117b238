"""The credentials of a request in; whether whoever sent it may see drafts out."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from hmac import compare_digest

from stdpub.store.settings import DraftPolicy

_SCHEME = "bearer "
_LONGEST_TOKEN = 500


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who asks: `drafts` tells whether drafts may be shown, `refused` that a token was sent which is none of ours."""

    drafts: bool
    refused: bool = False


def visitor(policy: DraftPolicy, hashes: tuple[str, ...], authorization: str) -> Visitor:
    """Return what the sender of an `Authorization` header may see; `hashes` are the SHA-256 sums of the valid tokens."""
    if policy is not DraftPolicy.TOKEN:
        return Visitor(policy is DraftPolicy.PUBLIC)
    if not authorization:
        return Visitor(drafts=False)
    token = authorization[len(_SCHEME) :].strip() if authorization.lower().startswith(_SCHEME) else ""
    known = bool(token) and len(token) <= _LONGEST_TOKEN and _is_known(token, hashes)
    return Visitor(drafts=known, refused=not known)


def _is_known(token: str, hashes: tuple[str, ...]) -> bool:
    digest = sha256(token.encode()).hexdigest()
    # Every hash is compared, so that the time taken tells nothing.
    return sum(compare_digest(digest, known) for known in hashes) > 0


def parse_hashes(text: str) -> tuple[str, ...]:
    """Return the hashes in a setting: SHA-256 sums in hexadecimal, parted by spaces or commas; others are left out."""
    found = text.replace(",", " ").lower().split()
    return tuple(
        one for one in found if len(one) == sha256().digest_size * 2 and all(c in "0123456789abcdef" for c in one)
    )
