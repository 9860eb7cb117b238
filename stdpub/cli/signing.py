"""The option `--sign` in; what puts a signature on the tags of editions out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

SignOption = Annotated[
    Path | None,
    typer.Option(
        help="Sign the tags with this SSH key, private or, with an agent, public; `-`: git's `user.signingkey`. "
        "git's `tag.gpgSign` with `gpg.format` set to `ssh` asks for it, too."
    ),
]


def signing(library: Path, key: Path | None) -> Callable[[bytes], bytes]:
    """Return what signs the text of a tag, after trying the key; the text as it is where nobody asks for a signature."""
    from stdpub.cli.library_errors import told  # noqa: PLC0415 - git is not for `check`
    from stdpub.store.repository import Repository  # noqa: PLC0415
    from stdpub.store.signing import signer  # noqa: PLC0415

    with told():
        repository = Repository(library) if library.is_dir() and any(library.iterdir()) else None
        asked = repository is not None and (
            repository.config("tag.gpgsign") in {"true", "yes", "on", "1"} and repository.config("gpg.format") == "ssh"
        )
        if key is None and not asked:
            return bytes
        return signer(repository, None if key is None or str(key) == "-" else key).sign
