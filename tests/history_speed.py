"""How long the history of one thing takes, beside git's own answers: an empty folder in; figures in milliseconds out."""

from __future__ import annotations

import time

from histories import SLUG, commit_all, long_line
from libraries import git

from stdpub.store.history import History
from stdpub.store.library import Library

FILE = f"{SLUG}/1.md"
KEY = "c1k3"


def figures(place, versions: int = 300, things: int = 150) -> dict[str, float]:
    """Return the medians for a standard of so many versions and things with a key, made in a bare repository."""
    git(place, "init", "-q", "--bare", "-b", "main")
    commit_all(place, long_line(versions, things))
    history = History(Library(place))
    found = {
        "index of paths, cold": _once(lambda: history.versions(SLUG)),
        "history of a key, cold: every version read": _once(lambda: history.of_key(SLUG, KEY)),
        "history of a key, warm": _median(lambda: history.of_key(SLUG, KEY), 51),
        "history of a key, file opened anew": _median(lambda: History(Library(place)).of_key(SLUG, KEY), 5),
        "commits of a file, warm": _median(lambda: history.commits_of(FILE), 51),
    }
    tip = git(place, "rev-parse", "main")
    found["blame of all things"] = _median(lambda: history.blame(SLUG, tip), 3)
    found["git log -- file"] = _median(lambda: git(place, "log", "--format=%H", "main", "--", FILE), 5)
    found["git log -L of its lines"] = _median(lambda: git(place, "log", "-L13,15:" + FILE, "--format=%H", "main"), 3)
    return found


def _once(work) -> float:
    begun = time.perf_counter()
    work()
    return round((time.perf_counter() - begun) * 1000, 2)


def _median(work, times: int) -> float:
    return sorted(_once(work) for _ in range(times))[times // 2]
