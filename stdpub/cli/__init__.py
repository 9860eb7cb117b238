"""The command line: arguments in, exit code out."""

from __future__ import annotations

import atexit
import os
import sys


def main() -> None:
    """Run `stdpub` and end the process."""
    try:
        called()
    except SystemExit as ended:
        if ended.code is None or isinstance(ended.code, int):
            _end(ended.code or 0)
        raise
    _end(0)


def called() -> None:
    """Run `stdpub`; `--version` answers before anything heavy is loaded."""
    if sys.argv[1:] in (["--version"], ["-V"]):
        from stdpub import __version__  # noqa: PLC0415

        sys.stdout.write(f"stdpub {__version__}\n")
        return
    from stdpub.cli.commands import run  # noqa: PLC0415 - typer takes a tenth of a second

    run()


def _end(code: int) -> None:
    """End the process at once: to give back what it read piece by piece takes a tenth of the time of a check."""
    atexit._run_exitfuncs()  # noqa: SLF001 - what the interpreter calls at its end
    try:
        for stream in filter(None, (sys.stdout, sys.stderr)):  # none where it was closed
            stream.flush()
    except (OSError, ValueError):
        sys.exit(code)  # the interpreter says what is wrong with a stream
    os._exit(code)
