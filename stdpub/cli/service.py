"""Commands that answer over HTTP: `index`, `serve`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Library = Annotated[Path, typer.Option(help="The git repository of standards.")]


def add_to(app: typer.Typer) -> None:
    """Add the commands of this module."""
    del app
