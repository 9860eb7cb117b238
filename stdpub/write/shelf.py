"""Where a writer keeps what takes long to make, for the next time; who calls it says what the shelf is."""

from __future__ import annotations

from typing import Protocol


class Shelf(Protocol):
    """Where things are kept under names; a thing may be gone at any time, and is as it was put there if it is not."""

    def get(self, name: str) -> bytes | None:
        """Return what is kept under a name."""

    def put(self, name: str, content: bytes) -> None:
        """Keep something under a name."""


class NoShelf:
    """Keeps nothing."""

    def get(self, name: str) -> bytes | None:
        """Return nothing."""

    def put(self, name: str, content: bytes) -> None:
        """Forget what is given."""
