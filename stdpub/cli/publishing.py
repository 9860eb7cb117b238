"""Commands that put standards into a library: `publish`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from stdpub.cli.diagnostics import as_record
from stdpub.cli.drafting import Format, FormatOption, exit_code, report
from stdpub.cli.folders import Found, standards
from stdpub.cli.progress import steps
from stdpub.cli.signing import SignOption, signing
from stdpub.model.source import Diagnostic


def add_to(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command()(publish)


def publish(
    paths: Annotated[list[Path], typer.Argument(help="Folders of standards, or a library of them.")],
    library: Annotated[Path, typer.Option(help="The git repository; a bare one is made where there is none.")],
    format_: FormatOption = Format.TEXT,
    sign: SignOption = None,
) -> None:
    """Publish an edition of standards: build it, commit its source, store its outputs, tag it."""
    from stdpub.cli.amendment_publication import publish_amendments  # noqa: PLC0415 - git is not for `check`
    from stdpub.cli.publication import publish_one  # noqa: PLC0415

    sealed = signing(library, sign)
    found: list[tuple[Found, Diagnostic]] = []
    done: list[dict[str, object]] = []
    wanted = standards(paths)
    for one in steps(wanted, "publish"):
        record, faults = publish_one(one, library, sealed)
        found.extend((one, fault) for fault in faults)
        more, wrong = publish_amendments(one, library, sealed) if record else ([], ())
        found.extend((one, fault) for fault in wrong)
        done.extend([record, *more] if record else [])
    if format_ is Format.JSON:
        records = [as_record(fault, one.name(fault.at.file)) for one, fault in found]
        typer.echo(json.dumps({"published": done, "diagnostics": records}, ensure_ascii=False))
    else:
        report(found, format_, len(wanted))
    raise typer.Exit(exit_code([fault for _, fault in found]))
