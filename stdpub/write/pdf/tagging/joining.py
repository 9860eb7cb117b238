"""Put the structures of the parts of a document under one root: pages, links and figures get their places in the whole."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pikepdf
from pikepdf import Array, Dictionary, Name

Moved = Callable[[int, pikepdf.Object], float]
"""By how many points a page of a part, `(part, page)`, stands farther right in the whole document."""


def join_structures(
    pdf: pikepdf.Pdf, parts: Sequence[pikepdf.Pdf], pages: Sequence[Sequence[pikepdf.Page]], moved: Moved
) -> None:
    """Give a document the structure of its parts; `pages` are those of each part as they stand in the document."""
    trees = [part.Root.get(Name.StructTreeRoot) for part in parts]
    if all(tree is None for tree in trees):
        return
    whole = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document, K=Array()))
    numbers = Array()
    names: dict[bytes, tuple[pikepdf.Object, pikepdf.Object]] = {}
    base = 0
    for at, tree in enumerate(trees):
        if tree is None:
            continue
        copied = pdf.copy_foreign(tree)
        for top in copied.K:
            _adopt(whole, top)
        pairs = list(copied.ParentTree.Nums)
        for key, held in zip(pairs[::2], pairs[1::2], strict=True):
            numbers.append(base + int(key))
            numbers.append(held)
        named = list(copied.IDTree.Names)
        names.update((bytes(name), (name, node)) for name, node in zip(named[::2], named[1::2], strict=True))
        for figure in copied.get(Name.Figures, ()):
            _move(figure, moved(at, figure.Pg))
        for page in pages[at]:
            _renumber(page.obj, base)
        base += int(copied.ParentTreeNextKey)
    _root(pdf, whole, numbers, [pair for _, pair in sorted(names.items())], base)


def _adopt(whole: pikepdf.Object, other: pikepdf.Object) -> None:
    """Give a node what another holds; what goes on there is one with the last that it has."""
    for below in other.get(Name.K, ()):
        if Name.Continues in below and len(whole.K):
            _adopt(whole.K[-1], below)
        else:
            below.P = whole
            whole.K.append(below)


def _root(
    pdf: pikepdf.Pdf,
    whole: pikepdf.Object,
    numbers: Array,
    names: Sequence[tuple[pikepdf.Object, pikepdf.Object]],
    following: int,
) -> None:
    parents = pdf.make_indirect(Dictionary(Nums=numbers))
    root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot, K=Array([whole]), ParentTree=parents))
    root.ParentTreeNextKey = following
    if names:
        root.IDTree = pdf.make_indirect(Dictionary(Names=Array([one for pair in names for one in pair])))
    whole.P = root
    pdf.Root.StructTreeRoot = root


def _move(figure: pikepdf.Object, by: float) -> None:
    if by:
        left, low, right, high = (float(corner) for corner in figure.A.BBox)
        figure.A.BBox = Array([round(left + by, 2), low, round(right + by, 2), high])


def _renumber(page: pikepdf.Object, base: int) -> None:
    if Name.StructParents in page:
        page.StructParents = int(page.StructParents) + base
    for link in page.get(Name.Annots, ()):
        if Name.StructParent in link:
            link.StructParent = int(link.StructParent) + base
