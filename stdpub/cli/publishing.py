"""Commands that put standards into a library: `publish`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from stdpub.cli.diagnostics import as_record
from stdpub.cli.drafting import Format, FormatOption, exit_code, report
from stdpub.cli.folders import Found, standards
from stdpub.cli.messages import say
from stdpub.cli.progress import steps
from stdpub.model.source import Diagnostic

_SHARED = ("stdpub.toml", "quantities.yml")


def add_to(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command()(publish)


def publish(
    paths: Annotated[list[Path], typer.Argument(help="Folders of standards, or a library of them.")],
    library: Annotated[Path, typer.Option(help="The git repository; a bare one is made where there is none.")],
    format_: FormatOption = Format.TEXT,
) -> None:
    """Publish an edition of standards: build it, commit its source, store its outputs, tag it."""
    from stdpub.pipeline import build, failed  # noqa: PLC0415 - the reader is not for `--help`

    found: list[tuple[Found, Diagnostic]] = []
    done: list[dict[str, object]] = []
    wanted = standards(paths)
    for one in steps(wanted, "publish"):
        built = build(one.folder)
        found.extend((one, fault) for fault in built.diagnostics)
        if not failed(built.diagnostics):
            outputs = tuple((output.language, output.form, output.content) for output in built.outputs)
            done.append(_put(one, outputs, built.standards, library))
    if format_ is Format.JSON:
        records = [as_record(fault, one.name(fault.at.file)) for one, fault in found]
        typer.echo(json.dumps({"published": done, "diagnostics": records}, ensure_ascii=False))
    else:
        report(found, format_, len(wanted))
    raise typer.Exit(exit_code([fault for _, fault in found]))


def _put(one: Found, outputs: tuple, standards_: tuple, library: Path) -> dict[str, object]:  # type: ignore[type-arg]
    from stdpub.cli.library_errors import told  # noqa: PLC0415 - git is not for `check`
    from stdpub.store.publication import publication_of  # noqa: PLC0415
    from stdpub.store.publishing import publish as put  # noqa: PLC0415

    beside = one.path.resolve().parent
    shared = {name: (beside / name).read_bytes() for name in _SHARED if (beside / name).is_file()}
    with told():
        result = put(one.folder, library, publication_of(standards_, outputs, shared=shared), place=one.path)
    tagged = ", ".join(result.languages) or "already published"
    say(f"{result.slug}@{result.edition} ({tagged}) {result.commit[:12]}")
    return {
        "standard": result.slug,
        "edition": result.edition,
        "commit": result.commit,
        "languages": list(result.languages),
    }
