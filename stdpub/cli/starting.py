"""Commands that start something: `init` a library, `new` a standard."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from stdpub.cli.folders import SOURCE
from stdpub.cli.messages import Language, Usage, in_user_language, say, user_language
from stdpub.model.source import Words


class Template(StrEnum):
    """What a new standard starts as."""

    GB_T = "gb-t"
    ISO = "iso"
    MINIMAL = "minimal"


def add_to(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command()(init)
    app.command()(new)


def init(
    library: Annotated[Path, typer.Argument(help="The folder to make; it must not exist, or be empty.")],
    language: Annotated[
        Language | None, typer.Option(help="The language of the first standard; the locale's by default.")
    ] = None,
) -> None:
    """Make a library: a git repository with its settings and a first standard that builds."""
    from stdpub.cli.library_errors import told  # noqa: PLC0415 - git is not for `check`
    from stdpub.store.starting import init as make  # noqa: PLC0415

    with told():
        make(library, language or user_language())
    say(in_user_language(Words(f"a library with a first standard: {library}", f"已建立标准库和第一项标准：{library}")))
    typer.echo(f"stdpub check {library}")


def new(
    folder: Annotated[Path, typer.Argument(help="The folder to make; its name is the standard's name in addresses.")],
    template: Annotated[
        Template, typer.Option(help="What the standard starts as: to GB/T 1.1, to the ISO/IEC Directives, or a page.")
    ] = Template.GB_T,
    language: Annotated[
        Language | None, typer.Option(help="The language it is written in; the locale's by default.")
    ] = None,
) -> None:
    """Make a standard to fill in: it reads like a real one, and checks clean."""
    from stdpub.cli.library_errors import told  # noqa: PLC0415 - git is not for `check`
    from stdpub.store.first_standard import new_standard  # noqa: PLC0415
    from stdpub.store.names import is_slug  # noqa: PLC0415
    from stdpub.store.settings import Settings  # noqa: PLC0415

    if not is_slug(folder.resolve().name):
        raise Usage(
            Words(f"`{folder.resolve().name}` cannot stand in an address", f"`{folder.resolve().name}`不能用于地址"),
            Words("name it with lower-case letters, digits and hyphens", "请用小写字母、数字和连字符命名"),
        )
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise Usage(Words(f"`{folder}` exists already", f"`{folder}`已存在"))
    with told():
        content = new_standard(template, language or user_language(), Settings().today())  # as `init` does it
    folder.mkdir(parents=True, exist_ok=True)
    (folder / SOURCE).write_bytes(content)
    say(in_user_language(Words(f"a standard to fill in: {folder / SOURCE}", f"已建立待填写的标准：{folder / SOURCE}")))
    typer.echo(f"stdpub check {folder}")
