"""The commands `keys withdraw`, `split`, `merge`, `move`, `restore`: what became of published keys, recorded in `keys.yml`."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from stdpub.cli.diagnostics import as_text
from stdpub.cli.drafting import MessagesIn
from stdpub.cli.editing import Changed, put_texts
from stdpub.cli.folders import SOURCE
from stdpub.cli.key_form import Form, FormOption
from stdpub.cli.messages import EXIT_FINDINGS, Usage, in_user_language, say, speak
from stdpub.model.folder import KEYS_FILE
from stdpub.model.keys import Fate, KeyRecord
from stdpub.model.source import Words

if TYPE_CHECKING:
    from stdpub.store.ending import Records

FolderOption = Annotated[
    Path, typer.Option("--folder", help="The standard's folder; the one you stand in by default.", show_default=False)
]
_HERE = Path()


def add_to(app: typer.Typer) -> None:
    """Add the commands of this module."""
    for command in (withdraw, split, merge, move, restore):
        app.command()(command)


def withdraw(
    keys: Annotated[list[str], typer.Argument(help="Keys of things that are gone.", show_default=False)],
    folder: FolderOption = _HERE,
    format_: FormOption = Form.TEXT,
    language: MessagesIn = None,
) -> None:
    """Record that keys end with the next edition: their addresses answer `410 Gone` in it, and tell where they were.

    For example: `stdpub keys withdraw load-factor --folder data-centre-energy`.
    """
    from stdpub.store.ending import withdrawn  # noqa: PLC0415 - the store is not for `--help`

    _record(folder, lambda records: withdrawn(records, keys), format_, language)


def split(
    old: Annotated[str, typer.Argument(help="The key of what was parted.", show_default=False)],
    new: Annotated[list[str], typer.Argument(help="The keys of its parts.", show_default=False)],
    keep: Annotated[str, typer.Option(help="OLD again, where the part that keeps most of the meaning keeps it.")] = "",
    folder: FolderOption = _HERE,
    format_: FormOption = Form.TEXT,
    language: MessagesIn = None,
) -> None:
    """Record that a thing was split: its address answers with its parts to choose from, or with the part that keeps the key.

    For example: `stdpub keys split round-results round-ratios round-share`.
    """
    from stdpub.store.ending import split as parted  # noqa: PLC0415 - the store is not for `--help`

    _record(folder, lambda records: parted(records, old, tuple(new), keep), format_, language)


def merge(
    keys: Annotated[
        list[str],
        typer.Argument(metavar="OLD... NEW", help="Keys, and last the one they were merged into.", show_default=False),
    ],
    folder: FolderOption = _HERE,
    format_: FormOption = Form.TEXT,
    language: MessagesIn = None,
) -> None:
    """Record that things were merged into one: their addresses lead to it; it may be one of them.

    For example: `stdpub keys merge tab-wue tab-ref tab-wue-ref`.
    """
    from stdpub.store.ending import merged  # noqa: PLC0415 - the store is not for `--help`

    *old, new = keys
    if not old:
        raise Usage(
            Words("one key alone cannot be merged", "只有一个键，无法合并"),
            Words("name the keys that end, and last the one that follows them", "请先列出结束的键，最后写接替它们的键"),
        )
    _record(folder, lambda records: merged(records, tuple(old), new), format_, language)


def move(
    key: Annotated[str, typer.Argument(help="The key here.", show_default=False)],
    elsewhere: Annotated[
        str,
        typer.Argument(metavar="SLUG#KEY", help="The standard it is in now, and its key there.", show_default=False),
    ],
    folder: FolderOption = _HERE,
    format_: FormOption = Form.TEXT,
    language: MessagesIn = None,
) -> None:
    """Record that a thing went into another standard of the library: its address leads there.

    For example: `stdpub keys move sampling t-x-2#sampling`.
    """
    from stdpub.store.ending import moved  # noqa: PLC0415 - the store is not for `--help`

    _record(folder, lambda records: moved(records, key, elsewhere), format_, language)


def restore(
    key: Annotated[str, typer.Argument(help="A key that ended.", show_default=False)],
    folder: FolderOption = _HERE,
    format_: FormOption = Form.TEXT,
    language: MessagesIn = None,
) -> None:
    """Record that the same thing is back under its old key; an end that is not published yet is taken back.

    For example: `stdpub keys restore load-factor`.
    """
    from stdpub.store.ending import restored  # noqa: PLC0415 - the store is not for `--help`

    _record(folder, lambda records: restored(records, key), format_, language)


def _record(folder: Path, change: Callable[[Records], Records], format_: Form, language: str | None) -> None:
    """Change the records of a folder, and tell what is new in them."""
    speak(language)
    from stdpub.cli.library_errors import told  # noqa: PLC0415 - the store is not for `--help`
    from stdpub.store.keys_file import parse_keys, write_keys  # noqa: PLC0415

    if not (folder / SOURCE).is_file():
        raise Usage(
            Words(f"`{folder}` is no standard's folder", f"`{folder}`不是标准的文件夹"),
            Words("name it with `--folder`", "请用`--folder`指定"),
        )
    file = folder / KEYS_FILE
    content = file.read_bytes() if file.is_file() else b""
    records, faults = parse_keys(content)
    for fault in faults:
        typer.echo(as_text(fault, str(file), None, colour=False))
    if faults:
        say(in_user_language(Words("nothing was recorded: mend these first", "未作记录：请先修改以上问题")))
        raise typer.Exit(EXIT_FINDINGS)
    with told():
        new = change(records)
    put_texts([Changed(file, content, write_keys(new).decode())], diff=False)
    before = {record.key: record for record in records}
    changed = [record for record in new if before[record.key] != record]
    if format_ is Form.JSON:
        typer.echo(json.dumps([_as_json(record) for record in changed], ensure_ascii=False, indent=2))
    else:
        for record in changed:
            typer.echo(f"{record.key}: {in_user_language(_told(record))}")


def _as_json(record: KeyRecord) -> dict[str, object]:
    return {
        "key": record.key,
        "kind": record.kind,
        "first": record.first,
        "fate": str(record.fate or ""),
        "since": record.since,
        "into": list(record.into),
    }


def _told(record: KeyRecord) -> Words:
    names = ", ".join(record.into)
    if record.fate is None:
        return Words("goes on as before", "照旧")
    return {
        Fate.WITHDRAWN: Words("withdrawn with the next edition", "自下一版本起废止"),
        Fate.MERGED: Words(f"merged into {names} with the next edition", f"自下一版本起并入{names}"),
        Fate.SPLIT: Words(f"split into {names} with the next edition", f"自下一版本起拆分为{names}"),
        Fate.MOVED: Words(f"moved to {names} with the next edition", f"自下一版本起移至{names}"),
        Fate.RESTORED: Words("restored with the next edition", "自下一版本起恢复"),
    }[record.fate]
