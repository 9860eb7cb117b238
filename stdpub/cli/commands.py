"""All commands under one name, and how each kind of failure ends: the exit codes of the product."""

from __future__ import annotations

import gc
import io
import os
import sys

import typer

from stdpub import __version__
from stdpub.cli import (
    archive,
    archive_check,
    citing,
    comparing,
    drafting,
    fixing,
    hooks,
    keying,
    layout,
    proofs,
    provisions,
    publishing,
    register,
    service,
    starting,
    stock,
)
from stdpub.cli.messages import EXIT_FINDINGS, EXIT_UNREADABLE, EXIT_USAGE, CannotRead, Usage, fail
from stdpub.model.source import Words

app = typer.Typer(
    name="stdpub",
    help="Turn standards written in Markdown into standards that machines can act on.\n\n"
    "A first standard in a new library: `stdpub init my-library && stdpub check my-library`.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
starting.add_to(app)
drafting.add_to(app)
fixing.add_to(app)
keying.add_to(app)
layout.add_to(app)
provisions.add_to(app)
citing.add_to(app)
comparing.add_to(app)
stock.add_to(app)
publishing.add_to(app)
register.add_to(app)
archive.add_to(app)
hooks.add_to(app)
proofs.add_to(app)
archive_check.add_to(app)
service.add_to(app)


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"stdpub {__version__}")
        raise typer.Exit


@app.callback()
def _common(
    version: bool = typer.Option(False, "--version", "-V", callback=_version, is_eager=True, help="Print the version."),
) -> None:
    del version


def run() -> None:
    """Run the command line and end the process with the command's exit code."""
    gc.disable()  # a command builds one large tree without circles and ends; the server turns it on again
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a name that is no text, or a terminal without Chinese
    try:
        app()
    except Usage as error:
        fail(error.message, error.help)
        sys.exit(EXIT_USAGE)
    except CannotRead as error:
        fail(error.message, error.help)
        sys.exit(EXIT_UNREADABLE)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # whoever read has enough
        sys.exit(EXIT_FINDINGS)
    except OSError as error:
        reason = error.strerror or str(error)
        place = f"`{str(error.filename)[:100]}`" if error.filename else "the system"
        fail(Words(f"{place}: {reason}", f"{place}：{reason}"))
        sys.exit(EXIT_UNREADABLE)
    except KeyboardInterrupt:
        sys.exit(130)
