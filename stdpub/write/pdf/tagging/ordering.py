"""Set a structure in order: headings without gaps, a name for every note, the heads of the cells of a table."""

from __future__ import annotations

from collections.abc import Iterator

from stdpub.write.pdf.tagging.nodes import Node

_DEEPEST = 6
_GROUPS = ("THead", "TBody", "TFoot")


def number_headings(root: Node) -> None:
    """Give every heading its level: one below that of the heading it stands under, whatever its rank is."""
    above: list[int] = []
    for node in root.nodes():
        if node.rank:
            while above and above[-1] >= node.rank:
                above.pop()
            above.append(node.rank)
            if not node.continues:
                node.role = f"H{min(len(above), _DEEPEST)}"


def speak_figures(root: Node) -> None:
    """Let a picture without words be spoken of by its caption; a draft is refused for it before it comes here."""
    for node in root.nodes():
        if node.role == "Figure" and not node.spoken and node.parent is not None:
            captions = (kid for kid in node.parent.kids if isinstance(kid, Node) and kid.role == "Caption")
            node.spoken = "".join(mark.text for caption in captions for mark in caption.marks()).strip() or "?"


def name_notes(root: Node) -> None:
    """Give every note a name of its own in the document, which begins with the first name of its part."""
    part = next((node.name for node in root.nodes() if node.name), "")
    notes = (node for node in root.nodes() if node.role == "Note" and not node.name)
    for number, node in enumerate(notes, 1):
        node.name = f"{part}.~note{number}"


def relate_cells(root: Node) -> None:
    """Name the heads of each cell in tables that are not plain: where the heads have several rows or join cells."""
    part = next((node.name for node in root.nodes() if node.name), "")
    tables = (node for node in root.nodes() if node.role == "Table")
    for number, table in enumerate(tables, 1):
        rows = [tuple(cell for cell in row.kids if isinstance(cell, Node)) for row in _rows(table)]
        heads = [cell for row in rows for cell in row if cell.role == "TH"]
        plain = all(cell.rows == cell.columns == 1 for cell in heads)
        deep = sum(any(cell.scope == "Column" for cell in row) for row in rows) > 1
        if heads and (deep or not plain):
            _relate(rows, f"{table.name or f'{part}.~table{number}'}.~")


def even_tables(root: Node) -> None:
    """Let every row of a table have as many columns as the others: cells end with their table, missing ones are empty."""
    for table in (node for node in root.nodes() if node.role == "Table"):
        rows = list(_rows(table))
        taken: dict[int, int] = {}
        for at, row in enumerate(rows):
            for cell in row.kids:
                if isinstance(cell, Node):
                    cell.rows = max(1, min(cell.rows, len(rows) - at))
                    for low in range(at, at + cell.rows):
                        taken[low] = taken.get(low, 0) + cell.columns
        most = max(taken.values(), default=0)
        for at, row in enumerate(rows):
            if missing := most - taken.get(at, 0):
                row.add("TD", row.page).columns = missing


def _rows(table: Node) -> Iterator[Node]:
    for kid in table.kids:
        if isinstance(kid, Node):
            if kid.role in _GROUPS:
                yield from _rows(kid)
            elif kid.role == "TR":
                yield kid


def _relate(rows: list[tuple[Node, ...]], prefix: str) -> None:
    """Give the heads names, and to every cell the names of those above it and beside it."""
    above: dict[int, list[tuple[str, int]]] = {}
    beside: dict[int, list[str]] = {}
    taken: set[tuple[int, int]] = set()
    for at, row in enumerate(rows):
        column = 0
        for cell in row:
            while (at, column) in taken:
                column += 1
            across = range(column, column + cell.columns)
            down = range(at, at + cell.rows)
            taken.update((low, right) for low in down for right in across)
            names = [name for right in across for name, end in above.get(right, ()) if end <= at]
            names += [name for low in down for name in beside.get(low, ())] if cell.role == "TD" else []
            cell.headers = tuple(dict.fromkeys(names))
            if cell.role == "TH":
                cell.name = cell.name or f"{prefix}{at}-{column}"
                if cell.scope == "Row":
                    for low in down:
                        beside.setdefault(low, []).append(cell.name)
                else:
                    for right in across:
                        above.setdefault(right, []).append((cell.name, down.stop))
            column = across.stop
