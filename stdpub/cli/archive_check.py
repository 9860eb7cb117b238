"""The command that holds a library against what was published into it: `verify-archive`."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from stdpub.cli.drafting import Format, MessagesIn
from stdpub.cli.library_errors import told
from stdpub.cli.messages import EXIT_FINDINGS, HELP, SEVERITIES, Usage, colours, in_user_language, painted, say, speak
from stdpub.cli.progress import steps
from stdpub.cli.versions import LibraryAsked, open_library
from stdpub.model.source import Severity, Words

if TYPE_CHECKING:
    from stdpub.store.archive_check import Checked, Fault


def add_to(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command("verify-archive")(verify_archive)


def verify_archive(
    *,
    library: LibraryAsked = None,
    rebuild: Annotated[bool, typer.Option("--rebuild", help="Build every edition anew and compare the bytes.")] = False,
    signers: Annotated[
        Path | None, typer.Option(help="Who may sign: a file as git's gpg.ssh.allowedSignersFile, the default.")
    ] = None,
    witness: Annotated[
        Path | None,
        typer.Option(help="What somebody else noted: a list of --write-witness or `git ls-remote`, or another clone."),
    ] = None,
    write_witness: Annotated[
        Path | None, typer.Option(help="Write the list of published tags for somebody else to keep; `-`: the terminal.")
    ] = None,
    format_: Annotated[Format, typer.Option("--format", help="How the report is written: `text` or `json`.")] = (
        Format.TEXT
    ),
    language: MessagesIn = None,
) -> None:
    """Check that every published edition is what it was: its tag where it was, its sums, its leaves, its outputs.

    `stdpub verify-archive --library standards.git --rebuild`; the exit code is 1 where anything is wrong. Who could write
    the archive's files could write its receipts, too: `--write-witness FILE` makes a list to keep elsewhere, which
    `--witness FILE` holds against the archive later.
    """
    speak(language)
    from stdpub.store.archive_check import Checked, TagChecker, check_receipts_of, tags  # noqa: PLC0415 - git
    from stdpub.store.signing import allowed_signers, signers_list  # noqa: PLC0415
    from stdpub.store.witness import held_against, read_witness, witness_of  # noqa: PLC0415
    from stdpub.store.witness import write_witness as as_text  # noqa: PLC0415

    if format_ not in {Format.TEXT, Format.JSON}:
        raise Usage(Words("the report is `text` or `json`", "报告格式为`text`或`json`"))
    opened = open_library(library)
    checked = Checked()
    with told():
        named = signers or allowed_signers(opened.repository)
        allowed = signers_list(named) if named else None
        noted = read_witness(witness) if witness else None
        check_receipts_of(opened, checked)
        if noted:
            checked.faults.extend(held_against(opened, noted))
        checker = TagChecker(opened, checked, rebuild=rebuild, signers=allowed)
        for ref in steps(tags(opened), "verify"):
            checker.check(ref)
        listed = as_text(witness_of(opened)) if write_witness else ""
    if str(write_witness) == "-":
        sys.stdout.write(listed)
    elif write_witness:
        write_witness.write_text(listed, encoding="utf-8")
    if format_ is Format.JSON:
        typer.echo(json.dumps(_record(checked), ensure_ascii=False))
    else:
        _tell(checked)
    raise typer.Exit(EXIT_FINDINGS if any(one.severity is Severity.ERROR for one in checked.faults) else 0)


def _record(checked: Checked) -> dict[str, object]:
    return {
        "tags": checked.tags,
        "signed": checked.signed,
        "outputs": checked.outputs,
        "leaves": checked.leaves,
        "rebuilt": checked.rebuilt,
        "findings": [
            {
                "ref": fault.ref,
                "name": fault.name,
                "severity": fault.severity.value,
                "message": {"en": fault.message.en, "zh": fault.message.zh},
                "help": {"en": fault.help.en, "zh": fault.help.zh} if fault.help else None,
            }
            for fault in checked.faults
        ],
    }


def _tell(checked: Checked) -> None:
    on = colours(sys.stdout)
    for fault in checked.faults:
        typer.echo("\n".join(_said(fault, on)))
    counts = [sum(one.severity is severity for one in checked.faults) for severity in Severity]
    errors, warnings, remarks = counts
    en = (
        f"tags: {checked.tags} ({checked.signed} signed), outputs: {checked.outputs}, leaves: {checked.leaves}, "
        f"rebuilt: {checked.rebuilt}; errors: {errors}, warnings: {warnings}, remarks: {remarks}"
    )
    zh = (
        f"标签{checked.tags}个（已签名{checked.signed}个），成品{checked.outputs}个，叶{checked.leaves}个，"
        f"重新生成{checked.rebuilt}个；错误{errors}个，警告{warnings}个，提示{remarks}个"
    )
    typer.echo(in_user_language(Words(en, zh)))
    if not checked.tags:
        say(in_user_language(Words("the library has no published edition", "库中没有已发布的版本")))


def _said(fault: Fault, on: bool) -> list[str]:
    severity = painted(in_user_language(SEVERITIES[fault.severity]), fault.severity.value, wanted=on)
    lines = [f"{fault.ref}: {severity}: {in_user_language(fault.message)} [{fault.name}]"]
    if fault.help is not None:
        lines.append(f"  = {in_user_language(HELP)}: {in_user_language(fault.help)}")
    return lines
