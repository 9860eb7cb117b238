"""Markdown as careless drafters write it, at random: every construct, right and wrong, each word a different one."""

from __future__ import annotations

MARKS = (
    "{}", "*{}*", "**{}**", "`{}`", "[{}](#k1)", "[{}](http://a.b)", "[{}]{{limit=pue}}", "[{}][@k2]", "~~{}~~", "<sub>{}</sub>",
    "$\\text{{{}}}$", "{}[^1]", "[{}]{{.index}}", "**{}：**后", "<b>{}</b>", "[{}", " {}", "H~2~{}",
    "[{}][@t-other@2026#k1]", "[{}][@t-other]", "*[{}]{{.index}}*", "<sub><sup>{}</sub></sup>", "<a id=k>{}</a>",
)  # fmt: skip
FORMS = ("", " shall", " should", "应", "可", " may", " is")
ENDS = (".", "。", ";", "", ":")
KEYS = ("", "", "", " {#k1}", " {#k2}", " {#k3}", " {.requirement}", " {#bad_key}")
TITLES = (
    "Scope", "Terms and definitions", "术语和定义", "Normative references", "参考文献", "Foreword", "前言", "§", "Rig {.annex .normative}",
    "附录 {.annex}", "Terms {.terms}", "1.2 Typed", "1.2", "附录A（规范性）", "Index", "",
)  # fmt: skip
ALERTS = ("NOTE", "EXAMPLE", "WARNING", "note", "INFO", "TIP")
DIRECTIVES = ("requirement", "recommendation", "statement", "note", "requirment")
PICTURE = b'<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"/>'


class Drafter:
    """Writes a document; `random` decides."""

    def __init__(self, random):
        self.random = random
        self.words = []

    def word(self):
        self.words.append(f"zq{len(self.words)}x")
        return self.words[-1]

    def sentence(self):
        mark = self.random.choice(MARKS).format(self.word())
        return (
            mark + self.random.choice(FORMS) + " " + self.word() + self.random.choice(ENDS) + self.random.choice(KEYS)
        )

    def paragraph(self):
        return self.random.choice([" ", "\n", ""]).join(self.sentence() for _ in range(self.random.randint(1, 3)))

    def block(self, depth=0):
        if depth > 2 or self.random.random() < 0.2:
            return self.paragraph()
        return self.random.choice(self.BLOCKS)(self, depth + 1)

    def items(self, depth):
        mark = self.random.choice(["- ", "1. ", "3. "])
        return "\n".join(within(self.block(depth), mark) for _ in range(self.random.randint(1, 3)))

    def quote(self, depth):
        opening = self.random.choice(["", f"> [!{self.random.choice(ALERTS)}]\n"])
        return opening + "\n".join(f"> {line}" for line in self.block(depth).split("\n"))

    def table(self, depth):
        caption = self.random.choice(
            [
                "",
                f"Table: {self.word()} {{#t1}}\n\n",
                f"表: {self.word()}\n\n",
                f"{self.paragraph()}\n表：{self.word()}\n",
                f"Table 1 — {self.word()} {{#t1}}\n\n",
                f"表：表2　{self.word()}\n\n",
            ]
        )
        rows = [f"| {self.word()}[^a] | {self.word()} {{limit=pue}} |", "|---|---|"]
        for _ in range(self.random.randint(1, 3)):
            cells = self.random.choice([1, 2, 2, 2, 3])
            rows.append(
                "| "
                + " | ".join(self.random.choice(["^", "<", self.word(), self.word() + " {#c1}"]) for _ in range(cells))
                + " |"
            )
        notes = f"\n\n::: table-notes\nunit: {self.word()}\n\n{self.block(depth)}\n\n[^a]: {self.word()}\n:::"
        return caption + "\n".join(rows) + self.random.choice(["", notes])

    def figure(self, depth):
        one = f'![{self.word()}](f.svg){{#f1 alt="{self.word()}"}}'
        parts = f"::: figure {{#f2}}\n![{self.word()}](f.svg){{#p1}}\n![{self.word()}](f.svg){self.random.choice(['', self.word()])}\n\n{self.word()}\n:::"
        return self.random.choice([one, parts]) + self.random.choice(
            ["", f"\n\n::: figure-notes\n{self.block(depth)}\n:::"]
        )

    def formula(self, _depth):
        return f"$$ \\text{{{self.word()}}} $$ {{#e1}}" + self.random.choice(
            ["", f"\n\nwhere\n\n- $a$ is {self.word()}\n- {self.word()}"]
        )

    def directive(self, depth):
        return f"::: {self.random.choice(DIRECTIVES)} {self.word()} {{#r1}}\n{self.block(depth)}\n\n{self.block(depth)}\n:::"

    def keyed(self, depth):
        return self.random.choice(["{#b1}", "{#b2}"]) + self.random.choice(["\n", "\n\n"]) + self.block(depth)

    def small(self, _depth):
        return self.random.choice(
            [
                f"```\n{self.word()}\n```",
                f"{self.word()}\n: {self.paragraph()}\n: {self.word()}",
                f"[^{self.random.choice('12')}]: {self.paragraph()}",
                f"<table><caption>{self.word()}</caption><tr><td rowspan=2>{self.word()} {self.sentence()}</td></tr></table>",
                f"- admitted: {self.word()}\n- preffered: {self.word()}\n- {self.word()}",
                f"[SOURCE: {self.word()}][@k1]",
                f"![{self.word()}](t.csv){{#t7}}",
                f"——{self.word()}；\n——{self.word()}。",
                f"- a) {self.word()}\n- b) {self.word()}",
                f"![](f.svg){{#f3}}\n\nFigure 1 — {self.word()}",
                f"> [!NOTE]\n> NOTE 1 {self.word()}",
                f"The following documents {self.word()}",
                f"::: requirement *{self.word()}* [{self.word()}](#k1)\n:::",
            ]
        )

    BLOCKS = (items, quote, table, figure, formula, directive, keyed, small, small)

    def document(self):
        """Return the body of a standard."""
        pieces = [self.block()] if self.random.random() < 0.2 else []
        level = 0
        for _ in range(self.random.randint(1, 4)):
            level = self.random.randint(1, min(level + self.random.choice([1, 1, 2]), 6))
            title = self.random.choice([*TITLES, *[self.word() for _ in TITLES]])
            pieces.append(f"{'#' * level} {title}{self.random.choice(KEYS)}")
            pieces.extend(self.block() for _ in range(self.random.randint(0, 3)))
        return "\n\n".join(pieces) + "\n"


def within(text, mark):
    """Return a block as a list item."""
    return mark + text.replace("\n", "\n" + " " * len(mark))
