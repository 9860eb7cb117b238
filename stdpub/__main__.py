"""Run the command line as `python -m stdpub`."""

from stdpub.cli import main

main()
