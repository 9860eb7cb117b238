"""What is wrong with the files that stdpub keeps beside a standard: a folder in, findings in `keys.yml` and `register.yml` out."""

from __future__ import annotations

from stdpub.model.folder import KEYS_FILE, REGISTER_FILE, Folder
from stdpub.model.source import Diagnostic
from stdpub.store.keys_file import parse_keys
from stdpub.store.register_file import read_register


def ledger_faults(folder: Folder) -> tuple[Diagnostic, ...]:
    """Return what is wrong with the records of keys and of legal events, at their places."""
    keys, register = (folder.files.get(name, b"") for name in (KEYS_FILE, REGISTER_FILE))
    return (*parse_keys(keys)[1], *read_register(register).diagnostics)
