"""What a server holds, and a moment, in; the same as the archive had accepted it by then, for requests with `asof`, out."""

from __future__ import annotations

from datetime import date
from math import inf

from stdpub.serve.holdings import Holdings, look
from stdpub.store.asof import Past, as_of
from stdpub.store.settings import Settings

_KEPT = 8
"""Moments for which what was known then is kept."""


class PastHoldings(Holdings):
    """Holdings of a moment: works, register and drafts of then; documents, settings and who may see drafts of today."""

    def __init__(self, present: Holdings, library: Past) -> None:
        self.__dict__.update(present.__dict__)
        self.library = library
        self.present = present
        self.snapshot = look(library)
        self.cards = {}
        self.judged = {}
        self.looked = inf  # what was known then does not change

    @property
    def settings(self) -> Settings:
        """Return the library's settings of today, which say who may see drafts."""
        return self.present.settings

    def today(self) -> date:
        """Return the date it was then where the library is."""
        return self.library.today()


async def holdings_of(present: Holdings, moment: str) -> Holdings:
    """Return what the archive had accepted by a moment; raise BadMoment where the text is none of the past."""
    key = (moment[:64], present.state)
    found = present.pasts.get(key)
    if found is None:
        found = await present.run(lambda: PastHoldings(present, as_of(present.library, moment)))
        present.pasts[key] = found
        while len(present.pasts) > _KEPT:
            present.pasts.popitem(last=False)
    return found
