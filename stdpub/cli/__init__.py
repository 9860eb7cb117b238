"""The command line: arguments in, exit code out."""

from __future__ import annotations

import sys


def main() -> None:
    """Run `stdpub`; `--version` answers before anything heavy is loaded."""
    if sys.argv[1:] in (["--version"], ["-V"]):
        from stdpub import __version__  # noqa: PLC0415

        sys.stdout.write(f"stdpub {__version__}\n")
        return
    from stdpub.cli.commands import run  # noqa: PLC0415 - typer takes a tenth of a second

    run()
