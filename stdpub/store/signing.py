"""Signatures of published editions: a tag's text and an SSH key in, the text signed as git signs it out; and their judgement.

`ssh-keygen` does the work, as it does for git: the signature stands at the end of the tag, its namespace is `git`.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from stdpub.model.source import Words
from stdpub.store.errors import LibraryError
from stdpub.store.names import shorten
from stdpub.store.repository import Repository

NAMESPACE = "git"
_BEGIN = re.compile(rb"^-----BEGIN (SSH SIGNATURE|PGP SIGNATURE|PGP MESSAGE|SIGNED MESSAGE)-----$", re.MULTILINE)
_END = b"\n-----END SSH SIGNATURE-----"
_PATIENCE = 60
_TAGGED = re.compile(rb"^tagger .*> ([0-9]{1,15}) [+-][0-9]{4}$", re.MULTILINE)
_LAST_SECOND = 253_402_214_400
_LIST_LIMIT = 10_000_000
_SIGNER = re.compile(
    r'\S+\s+(?:[a-z][^\s"]*(?:"[^"]*"[^\s"]*)*\s+)?(?:sk-)?(?:ssh|ecdsa)-\S+\s+AAAA\S+(?:\s.*)?', re.IGNORECASE
)
"""A line of a list of allowed signers: who, options, the type of the key, and the key."""

_FINGERPRINT = re.compile(r"with (\S+) key (SHA256:\S+)")


class CannotSign(LibraryError):  # noqa: N818 - a fault is named by what is wrong
    """There is no key, or none that can be used."""


class BadSigners(LibraryError):  # noqa: N818 - a fault is named by what is wrong
    """The file is no list of allowed signers."""


class Trust(StrEnum):
    """What a signature is worth."""

    NONE = "none"
    GOOD = "good"
    UNKNOWN_SIGNER = "unknown-signer"
    BAD = "bad"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Signature:
    """What was found of a tag's signature: `signer` by the list of allowed signers, `key` by its type and fingerprint."""

    trust: Trust
    signer: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class Signer:
    """A key that tags are signed with: a private one, or a public one whose private half an agent holds."""

    key: Path

    def sign(self, text: bytes) -> bytes:
        """Return a tag's text with its signature; raise CannotSign where the key is missing, locked or none."""
        ssh_keygen = _program()
        asked = [ssh_keygen, "-q", "-Y", "sign", "-n", NAMESPACE, "-f", str(self.key)]
        done = _run(asked, text)
        if done.returncode or not done.stdout.startswith(b"-----BEGIN SSH SIGNATURE-----"):
            raise _refused(self.key, done.stderr)
        return text + done.stdout


def signer(repository: Repository | None, key: Path | None) -> Signer:
    """Return who signs with a key, that of git's `user.signingkey` where none is named, after trying the key once.

    Raise CannotSign where it is missing, locked or no SSH key, before anything is written.
    """
    found = Signer(key if key is not None else _configured(repository))
    if not found.key.is_file():
        raise CannotSign(
            Words(f"there is no key `{found.key}`", f"没有密钥`{found.key}`"),
            Words("make one: `ssh-keygen -t ed25519 -f FILE`", "可新建：`ssh-keygen -t ed25519 -f FILE`"),
        )
    found.sign(b"stdpub\n")
    return found


def parted(tag: bytes) -> tuple[bytes, bytes]:
    """Return a tag's text without its signature, and the signature, empty where it has none."""
    begin = None
    for begin in _BEGIN.finditer(tag):  # noqa: B007 - the last one counts, as for git
        pass
    return (tag[: begin.start()], tag[begin.start() :]) if begin else (tag, b"")


def judge(tag: bytes, allowed: Path | None) -> Signature:
    """Return what the signature of a tag is worth, held against a file of allowed signers where there is one."""
    text, signature = parted(tag)
    if not signature:
        return Signature(Trust.NONE)
    if not signature.startswith(b"-----BEGIN SSH SIGNATURE-----"):
        return Signature(Trust.OTHER)
    if not signature.endswith((_END, _END + b"\n")):
        return Signature(Trust.BAD)  # what somebody wrote behind a signature is signed by nobody
    program = _program()
    with tempfile.TemporaryDirectory(prefix="stdpub-") as place:
        file = Path(place, "signature")
        file.write_bytes(signature)
        checked = _run([program, "-Y", "check-novalidate", "-n", NAMESPACE, "-s", str(file)], text)
        if checked.returncode:
            return Signature(Trust.BAD)
        told = _FINGERPRINT.search(checked.stdout.decode(errors="replace"))
        key = f"{told[1]} {told[2]}" if told else ""
        then = _then(text)
        who = _principal(program, file, allowed, then) if allowed is not None else ""
        if who and allowed is not None:
            asked = [program, "-Y", "verify", *then, "-f", str(allowed), "-I", who, "-n", NAMESPACE, "-s", str(file)]
            if not _run(asked, text).returncode:
                return Signature(Trust.GOOD, who, key)
        return Signature(Trust.UNKNOWN_SIGNER, "", key)


def allowed_signers(repository: Repository) -> Path | None:
    """Return the file of allowed signers that git's configuration names, None where it names none."""
    named = repository.config("gpg.ssh.allowedsignersfile")
    return Path(named).expanduser() if named else None


def signers_list(path: Path) -> Path:
    """Return a file of allowed signers; raise BadSigners where it cannot be read, or a line of it names no key."""
    try:
        with path.open("rb") as file:
            content = file.read(_LIST_LIMIT)
    except OSError as error:
        raise BadSigners(
            Words(f"the list of signers `{path}` cannot be read", f"无法读取签名者名单`{path}`"),
            Words(f"the system says: {error.strerror}", f"系统说明：{error.strerror}"),
        ) from error
    for number, line in enumerate(content.decode(errors="replace").splitlines(), 1):
        if line.strip() and not line.lstrip().startswith("#") and not _SIGNER.fullmatch(line.strip()):
            raise BadSigners(
                Words(
                    f"`{path}` is no list of signers: line {number} is `{shorten(line)}`",
                    f"`{path}`不是签名者名单：第{number}行为`{shorten(line)}`",
                ),
                Words(
                    'a line is `li@example.org namespaces="git" ssh-ed25519 AAAA…`, with the key of the `.pub` file',
                    '每行写作`li@example.org namespaces="git" ssh-ed25519 AAAA…`，密钥取自`.pub`文件',
                ),
            )
    return path


def _then(text: bytes) -> list[str]:
    """Return the option by which a key counts that was valid when the tag was made, as it does for git."""
    told = _TAGGED.search(text.partition(b"\n\n")[0])
    made = min(int(told[1]), _LAST_SECOND) if told else None
    return [] if made is None else [f"-Overify-time={datetime.fromtimestamp(made, UTC):%Y%m%d%H%M%SZ}"]


def _principal(program: str, signature: Path, allowed: Path, then: list[str]) -> str:
    found = _run([program, "-Y", "find-principals", *then, "-f", str(allowed), "-s", str(signature)], b"")
    names = found.stdout.decode(errors="replace").splitlines()
    return names[0].strip() if not found.returncode and names else ""


def _configured(repository: Repository | None) -> Path:
    named = repository.config("user.signingkey") if repository is not None else ""
    if not named or named.startswith(("key::", "ssh-")):
        raise CannotSign(
            Words("git's `user.signingkey` names no key file", "git的`user.signingkey`未指定密钥文件"),
            Words("name the file: `--sign FILE`", "请指定文件：`--sign FILE`"),
        )
    return Path(named).expanduser()


def _program() -> str:
    found = shutil.which("ssh-keygen")
    if found is None:
        raise CannotSign(
            Words("there is no `ssh-keygen` on this system", "系统中没有`ssh-keygen`"),
            Words(
                "install OpenSSH: `apt-get install openssh-client`", "请安装OpenSSH：`apt-get install openssh-client`"
            ),
        )
    return found


def _run(command: list[str], text: bytes) -> subprocess.CompletedProcess[bytes]:
    """Run ssh-keygen, which may ask for a passphrase on a terminal where there is one."""
    try:
        return subprocess.run(  # noqa: S603 - fixed words and paths, no shell
            command,
            input=text,
            capture_output=True,
            check=False,
            timeout=_PATIENCE,
            start_new_session=not sys.stderr.isatty(),
            env={**os.environ, "LC_ALL": "C"},
        )
    except subprocess.TimeoutExpired:
        return subprocess.CompletedProcess(command, 1, b"", b"no answer")


def _refused(key: Path, said: bytes) -> CannotSign:
    lines = [line for line in said.decode(errors="replace").splitlines() if line.strip()]
    reason = shorten(lines[-1]) if lines else "ssh-keygen"
    locked = "passphrase" in " ".join(lines).lower()
    if locked:
        return CannotSign(
            Words(f"the key `{key}` is locked by a passphrase", f"密钥`{key}`受口令保护"),
            Words(
                "run it in a terminal, or add the key to an agent: `ssh-add FILE`, then name the `.pub`",
                "请在终端中运行，或加入代理：`ssh-add FILE`，并指定`.pub`",
            ),
        )
    return CannotSign(
        Words(f"the key `{key}` cannot sign", f"密钥`{key}`无法签名"),
        Words(f"ssh-keygen says: {reason}", f"ssh-keygen的说明：{reason}"),
    )
