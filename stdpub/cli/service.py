"""Commands that answer over HTTP: `index`, `serve`."""

from __future__ import annotations

import gc
import socket
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from stdpub.cli.library_errors import told
from stdpub.cli.messages import Usage, in_user_language, say
from stdpub.model.source import Words

if TYPE_CHECKING:
    from stdpub.store.library import Library

LibraryOption = Annotated[Path, typer.Option(help="The git repository of standards.")]


def add_to(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command()(index)
    app.command()(serve)


def index(
    library: LibraryOption,
    anew: Annotated[bool, typer.Option("--anew", help="Read every version again.")] = False,
) -> None:
    """Bring the index of a library up to date with its git repository."""
    from stdpub.store.library import Library  # noqa: PLC0415 - git is not for `check`

    with told():
        _index(Library(library), anew=anew)


def _index(library: Library, *, anew: bool) -> None:
    from stdpub.store.indexing.build import build  # noqa: PLC0415 - git is not for `check`

    counts = build(library, anew=anew)
    for version, why in counts.failed:
        say(f"{version}: {in_user_language(why)}")
    done = Words(
        f"index: {counts.added} versions read, {counts.kept} kept, {counts.dropped} dropped; {counts.elements} elements",
        f"索引：读入{counts.added}个版本，保留{counts.kept}个，删除{counts.dropped}个；共{counts.elements}个元素",
    )
    say(in_user_language(done))


def serve(
    library: LibraryOption,
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="The port to listen on.", min=1, max=65535)] = 8000,
) -> None:
    """Serve a library to people and tools at the same addresses."""
    import uvicorn  # noqa: PLC0415 - the server is for this command only

    from stdpub.serve.app import create_app  # noqa: PLC0415
    from stdpub.store.library import Library  # noqa: PLC0415

    with told():
        opened = Library(library)
        _index(opened, anew=False)
        app = create_app(opened)
        sample = _sample(opened)
    gc.enable()
    base = f"http://{host}:{port}"
    _listen(host, port)
    typer.echo(f"{base}/")
    if sample:
        typer.echo(f"{base}{sample}")
    uvicorn.run(app, host=host, port=port, log_level="warning", server_header=False)


def _listen(host: str, port: int) -> None:
    """Refuse an address that cannot be listened on, before it is printed."""
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, port))
    except OSError as error:
        reason = error.strerror or "cannot be used"
        raise Usage(
            Words(f"{host}:{port} cannot be listened on: {reason}", f"无法监听{host}:{port}：{reason}"),
            Words("name another port with `--port`", "请用`--port`指定其他端口"),
        ) from error


def _sample(library: Library) -> str:
    """Return the address of the first clause of the first published standard, empty where there is none."""
    for work in library.works(drafts=False):
        for edition in work.editions:
            return f"/standards/{work.slug}/{edition.id}/1"
    return ""
