"""A regular expression in, a pattern out that is compiled when it is first used.

Compiling all patterns of the rules and of the reader takes longer than most commands do, and few texts need one in four.
"""

from __future__ import annotations

import re
from typing import cast

_METHODS = ("search", "match", "fullmatch", "finditer", "findall", "split", "sub", "subn")


class _Lazy:
    """Stands where a pattern will, and has the pattern's methods as its own from the first use on."""

    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern = pattern
        self._flags = flags

    def __getattr__(self, name: str) -> object:
        """Compile; an attribute is looked for here only where there is none yet."""
        if name.startswith("_"):
            raise AttributeError(name)
        compiled = re.compile(self.pattern, self._flags)
        for method in _METHODS:
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)


def regex(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Return a pattern to keep as a constant; a fault in it shows when it is used, and in the tests."""
    return cast("re.Pattern[str]", _Lazy(pattern, flags))
