"""The option `--sign` in, what puts a signature on the tags of editions out; and what a signature is worth, told."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from stdpub.cli.library_errors import told
from stdpub.cli.messages import in_user_language, say
from stdpub.model.source import Words

if TYPE_CHECKING:
    from stdpub.cli.versions import Asked
    from stdpub.store.library import Library
    from stdpub.store.signing import Signature

SignOption = Annotated[
    Path | None,
    typer.Option(
        help="Sign the tags with this SSH key, private or, with an agent, public; `-`: git's `user.signingkey`. "
        "git's `tag.gpgSign` with `gpg.format` set to `ssh` asks for it, too."
    ),
]


def signing(library: Path, key: Path | None) -> Callable[[bytes], bytes]:
    """Return what signs the text of a tag, after trying the key; the text as it is where nobody asks for a signature."""
    from stdpub.store.repository import Repository  # noqa: PLC0415 - git is not for `check`
    from stdpub.store.signing import signer  # noqa: PLC0415

    with told():
        repository = Repository(library) if library.is_dir() and any(library.iterdir()) else None
        asked = repository is not None and (
            repository.config("tag.gpgsign") in {"true", "yes", "on", "1"} and repository.config("gpg.format") == "ssh"
        )
        if key is None and not asked:
            return bytes
        return signer(repository, None if key is None or str(key) == "-" else key).sign


_TRUST = {
    "none": Words("not signed", "未签名"),
    "good": Words("signed by {}", "由{}签名"),
    "unknown-signer": Words(
        "signed by a key that is not in the list of allowed signers: {}", "签名密钥不在允许名单中：{}"
    ),
    "bad": Words("the signature is bad", "签名无效"),
    "other": Words("signed with PGP or X.509: `git tag -v` verifies it", "用PGP或X.509签名：请用`git tag -v`验证"),
}


def worth(signature: Signature) -> str:
    """Return what a signature is worth, in words."""
    return in_user_language(_TRUST[signature.trust.value]).format(signature.signer or signature.key)


def tell_signature(library: Library, asked: Asked, language: str) -> None:
    """Say on standard error who signed the edition that was shown; nothing where nobody did."""
    from stdpub.cli.versions import version_of  # noqa: PLC0415 - git is not for `check`
    from stdpub.store.signing import CannotSign, allowed_signers, judge  # noqa: PLC0415

    with told(), suppress(CannotSign):  # what is shown was shown, with or without `ssh-keygen`
        version = version_of(library, asked)
        edition = next((one for one in library.editions(version.slug) if one.id == version.edition), None)
        shown = (edition.language(language) if language else edition.languages[0]) if edition else None
        text = library.repository.tag_text(shown.tag) if shown else b""
        if b"-----BEGIN" in text:
            say(f"{version.slug}@{version.name}: {worth(judge(text, allowed_signers(library.repository)))}")
