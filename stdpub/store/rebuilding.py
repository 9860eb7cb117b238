"""A published edition in; its outputs, built anew from its source by today's code, out."""

from __future__ import annotations

from stdpub.model.quantities import Quantity
from stdpub.model.surroundings import Surroundings
from stdpub.pipeline import render, versions
from stdpub.read.quantities import quantities
from stdpub.store.library import Library
from stdpub.store.manifest import Manifest
from stdpub.store.standards import Neighbours

Made = dict[tuple[str, str], bytes]


class Rebuilder:
    """Builds editions anew; the last one is kept, for the tag of its next language."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._last: tuple[tuple[str, ...], Made] | None = None

    def outputs(self, slug: str, manifest: Manifest) -> Made:
        """Return the outputs of all languages of an edition, by language and form."""
        forms = tuple(output.form for output in manifest.outputs)
        name = (slug, manifest.tree, manifest.source, *forms)
        if self._last is None or self._last[0] != name:
            self._last = (name, self._made(slug, manifest, forms))
        return self._last[1]

    def _made(self, slug: str, manifest: Manifest, forms: tuple[str, ...]) -> Made:
        folder = self._library.folder_at(manifest.tree, slug)
        around = Surroundings(
            neighbours=Neighbours(self._library, manifest.source), quantities=self._quantities(manifest.quantities)
        )
        made: Made = {}
        for standard in versions(folder, around):
            if standard.header.language in manifest.languages:
                outputs, _ = render(standard, forms)
                made.update({(one.language, one.form): one.content for one in outputs})
        return made

    def _quantities(self, blob: str) -> tuple[Quantity, ...]:
        return quantities(self._library.content(blob))[0] if blob else ()
