"""Commands that convert the existing stock: `import`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Source = Annotated[Path, typer.Argument(help="A Markdown file, or a folder of them.")]


def add_to(app: typer.Typer) -> None:
    """Add the commands of this module."""
    del app
