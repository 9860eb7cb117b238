"""Commands that prove what was published: `prove`, `verify-quote`."""

from __future__ import annotations

import json
import sys
import unicodedata
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from stdpub.cli.drafting import Format, MessagesIn
from stdpub.cli.library_errors import told
from stdpub.cli.messages import (
    EXIT_FINDINGS,
    CannotRead,
    Usage,
    colours,
    fail,
    in_user_language,
    say,
    speak,
)
from stdpub.cli.signing import worth
from stdpub.cli.versions import AsOfAsked, LanguageAsked, LibraryAsked, named, open_version, standard_of
from stdpub.model.source import Words
from stdpub.store.names import shorten

if TYPE_CHECKING:
    from stdpub.store.catalogue import Version
    from stdpub.store.library import Library
    from stdpub.store.quotes import Evidence, Verdict
    from stdpub.store.signing import Signature

_BAD = Words("the signature of the tag is bad", "标签的签名无效")
_QUOTE_LIMIT = 1_000_000
_FILE_LIMIT = 200_000_000

FormatAsked = Annotated[Format, typer.Option("--format", help="How the answer is written: `text` or `json`.")]


def add_to(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command()(prove)
    app.command("verify-quote")(verify_quote)


def prove(
    thing: Annotated[str, typer.Argument(help="What is to be proved: SLUG@V/~key, or SLUG@V/NUMBER.")],
    *,
    out: Annotated[Path | None, typer.Option("-o", "--out", help="The file to write; the terminal by default.")] = None,
    text_in: LanguageAsked = "",
    library: LibraryAsked = None,
    as_of: AsOfAsked = "",
    language: MessagesIn = None,
) -> None:
    """Write a proof, as JSON, that a clause stands in a published edition; whoever has the edition's tag can check it.

    `stdpub prove data-centre-energy@2026/~pue-limit -o proof.json`
    """
    speak(language)
    from stdpub.store.proofs import prove as make  # noqa: PLC0415 - git is not for `--help`
    from stdpub.store.proofs import write_proof  # noqa: PLC0415

    opened, version, key = _asked(thing, library, as_of, text_in)
    with told():
        proof = make(opened, version, key, text_in)
    text = write_proof(proof)
    if out is None:
        sys.stdout.write(text)
    else:
        out.write_text(text, encoding="utf-8")
        say(f"{out}: {proof.leaf[0]} {proof.leaf[1]} {proof.leaf[2]}")


def verify_quote(  # noqa: PLR0913 - what a command line takes
    quote: Annotated[Path, typer.Argument(help="The file that holds the quoted words; `-`: standard input.")],
    thing: Annotated[str, typer.Argument(help="Where they are said to stand, in a library: SLUG@V/~key.")] = "",
    *,
    proof: Annotated[Path | None, typer.Option(help="Instead of a library: a proof, or the edition's JSON.")] = None,
    tag: Annotated[Path | None, typer.Option(help="The edition's tag, as `git cat-file tag NAME` prints it.")] = None,
    key: Annotated[str, typer.Option(help="With the edition's JSON: the key of the clause.")] = "",
    signers: Annotated[
        Path | None, typer.Option(help="Who may sign: a file as git's gpg.ssh.allowedSignersFile.")
    ] = None,
    text_in: LanguageAsked = "",
    library: LibraryAsked = None,
    as_of: AsOfAsked = "",
    format_: FormatAsked = Format.TEXT,
    language: MessagesIn = None,
) -> None:
    """Say whether words really stand in that clause of that edition: exactly, but for white space, or not.

    Without a library, from files alone: `stdpub verify-quote quote.txt --proof proof.json --tag tag.txt`.
    The exit code is 0 where the words stand there, and 1 where they do not, the proof fails, or with `--signers` nobody
    on the list signed the tag.
    """
    speak(language)
    from stdpub.store.quotes import judge_quote  # noqa: PLC0415 - git is not for `--help`
    from stdpub.store.signing import judge, signers_list  # noqa: PLC0415

    words = _words(quote)
    if proof is not None:
        evidence, allowed = _from_files(proof, tag, key, library)
    else:
        evidence, allowed = _from_library(thing, library, as_of, text_in)
    with told():
        allowed = signers or allowed
        signature = judge(evidence.tag, signers_list(allowed) if allowed else None)
        if signature.trust.value == "bad":
            evidence = replace(evidence, faults=(*evidence.faults, _BAD))
        verdict = judge_quote(words, evidence)
    said = _answer(verdict, evidence, signature, asked=signers is not None)
    if format_ is Format.JSON:
        typer.echo(json.dumps(_record(said, verdict, evidence, signature), ensure_ascii=False))
    else:
        _tell(said, verdict, evidence, signature)
    raise typer.Exit(0 if said in {"exact", "same-words"} else EXIT_FINDINGS)


def _words(quote: Path) -> str:
    """Return the quoted words; end the command where the file holds none, or no text."""
    content = _read(quote, _QUOTE_LIMIT)
    try:
        words = content.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise _no_text(quote) from fault
    if any(unicodedata.category(sign) == "Cc" and not sign.isspace() for sign in words):
        raise _no_text(quote)
    if not words.strip():
        raise Usage(Words(f"`{quote}` holds no words", f"`{quote}`中没有文字"))
    return words


def _no_text(quote: Path) -> CannotRead:
    return CannotRead(
        Words(f"`{quote}` is no text in UTF-8", f"`{quote}`不是UTF-8文本"),
        Words("write the quoted words into a plain text file", "请将所引文字存为纯文本文件"),
    )


def _answer(verdict: Verdict, evidence: Evidence, signature: Signature, *, asked: bool) -> str:
    """Return the answer in one word; with a list of signers what stands there and is proved has to be signed, too."""
    if evidence.faults:
        return "not-proved"
    said = verdict.match.likeness.value
    unsigned = asked and signature.trust.value != "good"
    return "not-signed" if unsigned and said in {"exact", "same-words"} else said


def _from_library(thing: str, library: Path | None, as_of: str, text_in: str) -> tuple[Evidence, Path | None]:
    """Return what proves the text, and the file of allowed signers of the library's configuration."""
    from stdpub.store.quotes import by_library  # noqa: PLC0415 - git is not for `--help`
    from stdpub.store.signing import allowed_signers  # noqa: PLC0415

    if not thing:
        raise Usage(
            Words("nothing says where the words should stand", "未指明文字应在何处"),
            Words("name `SLUG@V/~key`, or `--proof FILE --tag FILE`", "请写`SLUG@V/~key`，或`--proof FILE --tag FILE`"),
        )
    opened, version, key = _asked(thing, library, as_of, text_in)
    with told():
        return by_library(opened, version, key, text_in), allowed_signers(opened.repository)


def _asked(thing: str, library: Path | None, as_of: str, text_in: str) -> tuple[Library, Version, str]:
    """Return the library, version and key that are asked for; a number is looked up."""
    asked = named(thing)
    key = asked.key
    if not key and not asked.number:
        raise _no_key(thing)
    opened, version = open_version(asked, library, as_of)
    if not key:
        from stdpub.cli.shown import element_of  # noqa: PLC0415 - only where a number is asked for
        from stdpub.store.indexing.elements import read_elements  # noqa: PLC0415

        elements = read_elements(standard_of(opened, version, text_in)).elements
        key = element_of(elements, asked, opened, version).key
    if not key:
        raise _no_key(thing)
    return opened, version, key


def _from_files(proof: Path, tag: Path | None, key: str, library: Path | None) -> tuple[Evidence, Path | None]:
    from stdpub.store.proofs import is_proof, read_proof  # noqa: PLC0415 - git is not for `--help`
    from stdpub.store.quotes import by_json, by_proof  # noqa: PLC0415

    content = _read(proof, _FILE_LIMIT)
    with told():
        if is_proof(content) or not key:
            made = read_proof(content)
            text, allowed = _tag(tag, made.tag, library)
            return by_proof(made, text), allowed
        if tag is None:
            raise _no_tag()
        return by_json(content, key, _read(tag, _FILE_LIMIT)), None


def _tag(tag: Path | None, name: str, library: Path | None) -> tuple[bytes, Path | None]:
    """Return the tag of an edition from its file, else from a library."""
    from stdpub.store.library import Library  # noqa: PLC0415 - git is not for `--help`
    from stdpub.store.signing import allowed_signers  # noqa: PLC0415

    if tag is not None:
        return _read(tag, _FILE_LIMIT), None
    if library is None:
        raise _no_tag()
    repository = Library(library).repository
    found = repository.target(f"refs/tags/{name}")
    if not found:
        raise CannotRead(Words(f"the library has no tag `{name[:200]}`", f"库中没有标签`{name[:200]}`"))
    return repository.tag_text(found), allowed_signers(repository)


def _read(path: Path, most: int) -> bytes:
    if str(path) == "-":
        content = sys.stdin.buffer.read(most + 1)
    else:
        with path.open("rb") as file:
            content = file.read(most + 1)
    if len(content) > most:
        raise CannotRead(Words(f"`{path}` has more than {most} bytes", f"`{path}`超过{most}字节"))
    return content


def _no_key(thing: str) -> Usage:
    return Usage(
        Words(f"`{thing[:100]}` names no key", f"`{thing[:100]}`未指明键"),
        Words("what is proved is named by its key: `SLUG@V/~key`", "待证内容用键指明：`SLUG@V/~key`"),
    )


def _no_tag() -> Usage:
    return Usage(
        Words("a proof needs the tag of the edition", "证明需要该版本的标签"),
        Words(
            "`--library REPO`, or `git cat-file tag NAME > tag.txt` there and `--tag tag.txt` here",
            "用`--library REPO`，或在库中运行`git cat-file tag NAME > tag.txt`，再用`--tag tag.txt`",
        ),
    )


def _record(said: str, verdict: Verdict, evidence: Evidence, signature: Signature) -> dict[str, object]:
    return {
        "verdict": said,
        "standard": evidence.slug,
        "edition": evidence.edition,
        "language": evidence.language,
        "key": evidence.key,
        "hash": evidence.digest,
        "root": evidence.root,
        "tag": {"name": evidence.tag_name, "id": evidence.tag_id},
        "signature": {"trust": signature.trust.value, "signer": signature.signer, "key": signature.key},
        "generated": list(verdict.generated),
        "nearest": [[edit.value, text] for edit, text in verdict.match.nearest],
        "faults": [{"en": fault.en, "zh": fault.zh} for fault in evidence.faults],
    }


_LIKENESS = {
    "exact": Words("exact: these words stand in {}", "完全一致：该文字见于{}"),
    "same-words": Words("the same words, white space apart, stand in {}", "除空白外一致：该文字见于{}"),
    "not-covered": Words(
        "not proved: in {} these words hold some that the proof does not cover; prove them by the edition's JSON",
        "未证明：{}中的该文字含有不受证明保护的部分；请用该版本的JSON证明",
    ),
    "not-there": Words("not there: {} does not say this", "不一致：{}没有该文字"),
    "not-signed": Words(
        "not signed: these words stand in {}, but nobody on the list of signers signed its tag",
        "未签名：该文字见于{}，但名单中无人签署其标签",
    ),
    "not-proved": Words("not proved: what is given as {} fails its own proof", "未证明：所给的{}不能通过验证"),
}


def _tell(said: str, verdict: Verdict, evidence: Evidence, signature: Signature) -> None:
    from stdpub.write.redline_text import redline_text  # noqa: PLC0415 - only where there is something to show

    where = shorten(f"{evidence.slug}@{evidence.edition}/~{evidence.key} ({evidence.language})")
    for fault in evidence.faults:
        fail(fault)
    typer.echo(in_user_language(_LIKENESS[said]).format(where))
    if verdict.match.nearest:
        # What fails its proof may hold anything, even what a terminal obeys.
        plain = tuple((edit, _printable(text)) for edit, text in verdict.match.nearest)
        shown = redline_text(plain, colours=colours(sys.stdout))
        typer.echo(f"  = {in_user_language(Words('nearest', '最接近'))}: {shown}")
    if verdict.generated and not evidence.faults:
        words = ", ".join(f"`{shorten(one)}`" for one in verdict.generated)
        note = Words("generated, which the hash does not cover", "生成的文字，不在散列范围内")
        typer.echo(f"  = {in_user_language(note)}: {words}")
    typer.echo(f"  = {in_user_language(Words('tag', '标签'))}: {shorten(evidence.tag_name)} {evidence.tag_id}")
    typer.echo(f"  = {worth(signature)}")


def _printable(text: str) -> str:
    return "".join(sign if sign.isprintable() or sign == "\n" else "�" for sign in text)
