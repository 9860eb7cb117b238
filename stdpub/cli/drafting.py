"""Commands of the drafter: `check`, `explain`, `build`."""

from __future__ import annotations

import hashlib
import json
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from stdpub.cli.diagnostics import as_github, as_json, as_record, as_text, summary
from stdpub.cli.folders import Found, standards
from stdpub.cli.messages import EXIT_FINDINGS, EXIT_UNREADABLE, Language, Usage, colours, in_user_language, say, speak
from stdpub.cli.placing import MANIFEST, put, refuse_to_replace
from stdpub.cli.progress import steps
from stdpub.cli.sarif import as_sarif
from stdpub.model.header import RulebookName
from stdpub.model.source import Diagnostic, Severity, SourceText, Words


class Format(StrEnum):
    """How findings are printed."""

    TEXT = "text"
    JSON = "json"
    SARIF = "sarif"
    GITHUB = "github"


class Told(StrEnum):
    """How a rule is told."""

    TEXT = "text"
    JSON = "json"


UNREADABLE = frozenset({"not-utf-8", "file-too-large"})
"""What keeps a file from being read at all."""

Paths = Annotated[list[Path], typer.Argument(help="Folders of standards, a library, Markdown files, or `-`.")]
PathsOrHere = Annotated[
    list[Path] | None,
    typer.Argument(help="Folders of standards, a library, Markdown files, or `-`; this folder by default."),
]
MessagesIn = Annotated[
    Language | None, typer.Option("--language", help="The language of the messages; the locale's by default.")
]
FormatOption = Annotated[Format, typer.Option("--format", help="How findings are printed.")]


def add_to(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command()(check)
    app.command()(build)
    app.command()(explain)


def explain(
    rule: Annotated[
        str, typer.Argument(help="The name in brackets at the end of a finding; without one, all names.")
    ] = "",
    format_: Annotated[Told, typer.Option("--format", help="How it is told.")] = Told.TEXT,
    language: MessagesIn = None,
) -> None:
    """Say why a rule is a rule, by which clause, and show a text that breaks it and one that keeps it."""
    speak(language)
    from stdpub.cli.explaining import listed, told  # noqa: PLC0415 - the rules are not for `--help`

    typer.echo(told(rule, json=format_ is Told.JSON) if rule else listed(json=format_ is Told.JSON))


def check(
    paths: PathsOrHere = None,
    format_: FormatOption = Format.TEXT,
    strict: Annotated[bool, typer.Option("--strict", help="Let a warning fail, too.")] = False,
    language: MessagesIn = None,
) -> None:
    """Say what is wrong with standards, at file, line and column, and what helps."""
    speak(language)
    from stdpub.cli.ledgers import ledger_faults  # noqa: PLC0415 - the reader is not for `--help`
    from stdpub.pipeline import check as judge  # noqa: PLC0415

    found: list[tuple[Found, Diagnostic]] = []
    unruled: list[Found] = []
    wanted = standards(paths or [Path()])
    for one in steps(wanted, "check"):
        judged = judge(one.folder, one.surroundings)
        header = judged[0].header
        if header.identifier and header.rulebook is RulebookName.NONE and header.span("rulebook") is None:
            unruled.append(one)
        seen = dict.fromkeys(fault for standard in judged for fault in standard.diagnostics)
        found.extend((one, fault) for fault in (*seen, *ledger_faults(one.folder)))
    report(found, format_, len(wanted))
    if unruled and format_ is Format.TEXT:
        say(in_user_language(_without_rulebook(unruled)))
    raise typer.Exit(exit_code([fault for _, fault in found], strict=strict))


def _without_rulebook(unruled: list[Found]) -> Words:
    """Return what to say of standards that name no rulebook: few rules judge them."""
    names = [one.folder.name for one in unruled]
    some = ", ".join(f"`{name}`" for name in names[:3]) + (" ..." if len(names) > 3 else "")
    return Words(
        f"{some}: no rulebook is named, so only general rules were applied; "
        "write `rulebook: gb-t-1.1` or `rulebook: iso-iec-part-2` in the front matter",
        f"{some}：未注明起草规则，只应用了通用规则；在文前数据中写明`rulebook: gb-t-1.1`或`rulebook: iso-iec-part-2`",
    )


def exit_code(found: list[Diagnostic], *, strict: bool = False) -> int:
    """Return how a command ends that found this: what could not even be read is told from what is wrong."""
    if any(fault.rule in UNREADABLE for fault in found):
        return EXIT_UNREADABLE
    grave = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    return EXIT_FINDINGS if any(fault.severity in grave for fault in found) else 0


def report(found: list[tuple[Found, Diagnostic]], format_: Format, count: int) -> None:
    """Print findings on standard output and the closing line on standard error."""
    if format_ is Format.JSON:
        typer.echo(as_json([as_record(fault, one.name(fault.at.file)) for one, fault in found]))
        return
    if format_ is Format.SARIF:
        typer.echo(as_sarif([(fault, one.name(fault.at.file), str(one.path)) for one, fault in found]))
        return
    if format_ is Format.GITHUB:
        for one, fault in found:
            typer.echo(as_github(fault, one.name(fault.at.file)))
        return
    sources: dict[tuple[str, str], SourceText] = {}
    colour = colours(sys.stdout)
    for one, fault in found:
        source = _source(one, fault.at.file, sources)
        typer.echo(as_text(fault, one.name(fault.at.file), source, colour=colour) + "\n")
    say(summary([fault for _, fault in found], count))
    safe = sum(bool(fault.fix) and fault.safe for _, fault in found)
    if safe:
        say(in_user_language(Words(f"`stdpub fix` mends {safe} of them", f"其中{safe}处可用`stdpub fix`修复")))


def _source(one: Found, file: str, known: dict[tuple[str, str], SourceText]) -> SourceText | None:
    name = (str(one.path), file)
    if file not in one.folder.files:
        return None
    if name not in known:
        text = one.folder.files[file].decode(errors="replace").removeprefix("\ufeff")
        known[name] = SourceText(file, text.replace("\r\n", "\n").replace("\r", "\n"))
    return known[name]


def build(
    paths: Paths,
    out: Annotated[Path, typer.Option("-o", "--out", help="The folder that gets a folder for each standard.")],
    to: Annotated[
        str, typer.Option("--to", help="What to build: any of xml, json, html, pdf, docx, epub.")
    ] = "xml,json,html,pdf",
    bilingual: Annotated[
        bool, typer.Option("--bilingual", help="Also build a page of the source beside each translation.")
    ] = False,
    format_: FormatOption = Format.TEXT,
    language: MessagesIn = None,
) -> None:
    """Build standards; one with an error is not built, and what was built of it before stays."""
    speak(language)
    from stdpub.pipeline import FORMS, MORE_FORMS, derived, failed  # noqa: PLC0415 - the reader is not for `--help`
    from stdpub.pipeline import build as make  # noqa: PLC0415
    from stdpub.store.kept_pages import kept_pages  # noqa: PLC0415

    forms = tuple(form.strip() for form in to.split(",") if form.strip())
    known = (*FORMS, *MORE_FORMS)
    unknown = [form for form in forms if form not in known]
    if unknown or not forms:
        raise Usage(
            Words(f"`{', '.join(unknown) or to}` is no form", f"`{'、'.join(unknown) or to}`不是输出格式"),
            Words(f"any of: {', '.join(known)}", f"可取：{'、'.join(known)}"),
        )
    found: list[tuple[Found, Diagnostic]] = []
    wanted = standards(paths)
    _refuse_twins(wanted)
    for one in wanted:
        refuse_to_replace(out / one.folder.name, (other.path for other in wanted))
    shelf = kept_pages() if "pdf" in forms else None
    for one in steps(wanted, "build"):
        built = make(one.folder, forms, one.surroundings, bilingual=bilingual, shelf=shelf)
        found.extend((one, fault) for fault in built.diagnostics)
        if not failed(built.diagnostics):
            slug = one.folder.name
            files = {f"{slug}.{output.language}.{output.form}": output.content for output in built.outputs}
            for other in derived(one.folder):
                more = make(other.folder, forms, one.surroundings, bilingual=bilingual, shelf=shelf)
                files |= {
                    f"{other.edition}/{slug}.{output.language}.{output.form}": output.content for output in more.outputs
                }
                found.extend((one, fault) for fault in more.diagnostics if not more.outputs)
            put(out / slug, {**files, MANIFEST: _manifest(files)})
            say(f"{out / slug}: {', '.join(sorted(files))}")
    if shelf is not None:
        shelf.bound()
    report(found, format_, len(wanted))
    raise typer.Exit(exit_code([fault for _, fault in found]))


def _refuse_twins(wanted: list[Found]) -> None:
    names = [one.folder.name for one in wanted]
    twins = sorted({name for name in names if names.count(name) > 1})
    if twins:
        raise Usage(Words(f"two standards named `{twins[0]}`", f"两项标准都名为`{twins[0]}`"))


def _manifest(files: dict[str, bytes]) -> bytes:
    sums = {
        name: {"sha256": hashlib.sha256(files[name]).hexdigest(), "size": len(files[name])} for name in sorted(files)
    }
    return (json.dumps({"files": sums}, ensure_ascii=False, indent=2) + "\n").encode()
