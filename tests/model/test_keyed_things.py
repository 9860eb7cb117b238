"""Everything with a key is found, with its kind and with number and title that a reader finds it by."""

from stdpub.model.folder import Folder
from stdpub.model.keyed_things import keyed_things
from stdpub.read.reader import read

PICTURE = b'<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"/>'
TEXT = """\
---
identifier: X 1
language: en
title: Vents
rulebook: none
---

# Vents and what belongs to them in all buildings that were put up in the last years {#vents}

The vent shall be round.[^1] {#round} A vent is a hole. {#hole}

::: figure {#fig}
![One](a.svg){#fig-a}
![Two](a.svg){#fig-b}

Figure: Vents
:::

> [!NOTE]
> A note. {#note}

[^1]: It shall be round all over. {#over}

# Tables {#tables .annex .informative}

Table: Sizes {#sizes}

| a | b |
|---|---|
| It shall be small. {#small} | 2 |
"""


def test_kind_number_and_title():
    standard = read(Folder("x", {"standard.md": TEXT.encode(), "a.svg": PICTURE}, {}))
    found = {thing.key: (thing.kind, thing.number, thing.title) for thing in keyed_things(standard)}
    vents = "Vents and what belongs to them in all buildings that were p…"

    assert found["vents"] == ("clause", "1", vents)
    assert found["round"] == ("provision", "1", vents)
    assert found["hole"] == ("paragraph", "1", vents)
    assert found["tables"] == ("annex", "A", "Tables")
    assert found["sizes"][:1] + found["sizes"][2:] == ("table", "Sizes")
    assert (found["small"][0], found["small"][2]) == ("cell", "Sizes")
    assert [found[key] for key in ("fig-a", "fig-b")] == [
        ("figure", "figure-1.a", "One"),
        ("figure", "figure-1.b", "Two"),
    ]
    assert found["fig"][:2] == ("figure", "figure-1")
    assert found["over"] == ("provision", "", "")
