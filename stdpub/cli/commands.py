"""All commands under one name, and how each kind of failure ends: the exit codes of the product."""

from __future__ import annotations

import gc
import io
import os
import sys
from collections import UserDict
from collections.abc import Mapping
from importlib import import_module
from typing import Any

import typer

from stdpub import __version__
from stdpub.cli.messages import EXIT_FINDINGS, EXIT_UNREADABLE, EXIT_USAGE, CannotRead, Usage, fail
from stdpub.cli.plain_values import take_plain_values
from stdpub.model.source import Words

COMMANDS: Mapping[str, str] = {
    "init": "starting",
    "new": "starting",
    "check": "drafting",
    "build": "drafting",
    "explain": "drafting",
    "fix": "fixing",
    "keys": "keying",
    "format": "layout",
    "provisions": "provisions",
    "cite": "citing",
    "diff": "comparing",
    "import": "stock",
    "publish": "publishing",
    "register": "register",
    "log": "archive",
    "show": "archive",
    "history": "archive",
    "blame": "archive",
    "suspects": "suspecting",
    "hook": "hooks",
    "prove": "proofs",
    "verify-quote": "proofs",
    "verify-archive": "archive_check",
    "index": "service",
    "serve": "service",
}
"""The module of this package that has each command, in the order of the help; only the one that is called is loaded."""


class _Loading(UserDict[str, object]):
    """Commands by their names; what has one is loaded when it is asked for."""

    def __init__(self) -> None:
        super().__init__(dict.fromkeys(COMMANDS))

    def __getitem__(self, name: str) -> object:
        """Return a command, ready to be called."""
        if super().__getitem__(name) is None:
            self.update(_commands_of(COMMANDS[name]))
        return super().__getitem__(name)


class _Commands(typer.core.TyperGroup):
    """A group that loads its commands one by one."""

    def __init__(self, **said: Any) -> None:  # noqa: ANN401 - what typer says of a group
        super().__init__(**said)
        self.commands = _Loading()  # type: ignore[assignment]  # its own class of commands is private


def _commands_of(module: str) -> Mapping[str, object]:
    """Return the commands that a module adds."""
    some = typer.Typer(rich_markup_mode=None)
    import_module(f"stdpub.cli.{module}").add_to(some)
    return typer.main.get_group(some).commands


take_plain_values()
app = typer.Typer(
    name="stdpub",
    cls=_Commands,
    help="Turn standards written in Markdown into standards that machines can act on.\n\n"
    "A first standard in a new library: `stdpub init my-library && stdpub check my-library`.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


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
