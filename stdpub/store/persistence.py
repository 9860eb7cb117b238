"""Repeat what others got in the way of: an attempt that may find a reference moved or locked in, its result out."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from typing import TypeVar

from stdpub.model.source import Words
from stdpub.store.errors import LibraryBusy
from stdpub.store.objects import RefMoved
from stdpub.store.repository import Repository

PATIENCE = 20.0
"""Seconds that a writer goes on trying."""

_FIRST_PAUSE = 0.004
_LONGEST_PAUSE = 0.5

T = TypeVar("T")


def persistently(attempt: Callable[[], T], repository: Repository, patience: float) -> T:
    """Return what the attempt returns, repeated with growing, random pauses; raise LibraryBusy when patience ends."""
    end = time.monotonic() + patience
    pause = _FIRST_PAUSE
    while True:
        try:
            return attempt()
        except RefMoved as moved:
            left = end - time.monotonic()
            if left <= 0:
                raise _busy(repository, moved) from moved
            if moved.locked:
                repository.break_lock(moved.ref)
        # Random, so that writers who met once do not meet again: no secret hangs on it.
        time.sleep(min(left, random.uniform(0, pause)))  # noqa: S311
        pause = min(_LONGEST_PAUSE, pause * 2)


def _busy(repository: Repository, moved: RefMoved) -> LibraryBusy:
    if not moved.locked:
        return LibraryBusy(
            Words(f"others keep moving `{moved.ref}`", f"`{moved.ref}` 一直被他人更新"),
            Words("try again", "请重试"),
        )
    lock = repository.lock_file(moved.ref)
    return LibraryBusy(
        Words(f"`{moved.ref}` is locked by another writer", f"`{moved.ref}` 被其他写入者锁定"),
        Words(
            f"if no git runs in the library, remove `{lock}`; then try again (git says: {moved.locked})",
            f"若库中没有 git 在运行，请删除 `{lock}`，然后重试（git 的说明：{moved.locked}）",
        ),
    )
