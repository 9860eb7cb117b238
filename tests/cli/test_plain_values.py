"""Commands are loaded one by one, and take their values as typer itself would give them."""

from __future__ import annotations

from enum import StrEnum
from importlib import import_module
from pathlib import Path
from typing import Annotated

import pytest
import typer
from typer.testing import CliRunner

from stdpub.cli import plain_values
from stdpub.cli.commands import COMMANDS


class Fruit(StrEnum):
    APPLE = "apple"
    PEAR = "pear"


def shown(  # noqa: PLR0913, PLR0917 - what a command line takes
    words: Annotated[list[Path] | None, typer.Argument()] = None,
    text: Annotated[str, typer.Option("--text", envvar="SHOWN_TEXT")] = "",
    path: Annotated[Path | None, typer.Option("--path")] = None,
    there: Annotated[Path, typer.Option("--there", exists=True)] = Path(),
    fruit: Annotated[Fruit, typer.Option("--fruit")] = Fruit.APPLE,
    fruits: Annotated[list[Fruit] | None, typer.Option("--fruits")] = None,
    count: Annotated[int, typer.Option("--count", min=1, max=9)] = 3,
    half: Annotated[float, typer.Option("--half")] = 0.5,
    *,
    flag: Annotated[bool, typer.Option("--flag")] = False,
) -> None:
    typer.echo(repr((words, text, path, there, fruit, fruits, count, half, flag)))


def said(*arguments, **environment):
    app = typer.Typer(rich_markup_mode=None)
    app.command()(shown)
    done = CliRunner().invoke(app, arguments, env=environment)
    return done.exit_code, done.output


def test_every_command_is_in_the_module_that_the_table_names():
    for module in dict.fromkeys(COMMANDS.values()):
        app = typer.Typer()
        import_module(f"stdpub.cli.{module}").add_to(app)

        assert set(typer.main.get_group(app).commands) == {name for name in COMMANDS if COMMANDS[name] == module}


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("a", "b/c", "-"),
        ("--text", "", "--path", "nowhere/x", "--fruit", "pear", "--flag"),
        ("--fruits", "pear", "--fruits", "apple", "--count", "4", "--half", "1"),
        ("--fruit", "PEAR"),
        ("--fruit", "plum"),
        ("--fruits", "pear", "--fruits", "plum"),
        ("--count", "10"),
        ("--count", "many"),
        ("--half", "many"),
        ("--there", "nowhere"),
        ("--there", "."),
        ("--help",),
        ("--flagg",),
        ("--text",),
    ],
    ids=" ".join,
)
def test_values_and_faults_are_those_of_typer(arguments, monkeypatch):
    ours = said(*arguments), said(*arguments, SHOWN_TEXT="from outside")
    monkeypatch.setattr("typer.core.build_runtime_param", plain_values.TYPERS)

    assert (said(*arguments), said(*arguments, SHOWN_TEXT="from outside")) == ours
