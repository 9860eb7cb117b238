"""One amendment in one language and the places of the text it amends in; the patches that make its changes, with all faults, out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from stdpub.model.amendments import Act, Instruction
from stdpub.model.content import Cell, ListItem, Reference, Sentence
from stdpub.model.patterns import regex
from stdpub.model.source import Diagnostic, Severity, SourceText, Span, Words
from stdpub.model.standard import Clause
from stdpub.model.terms import TermEntry
from stdpub.read.amendment_keys import carried, keys_in
from stdpub.read.amendment_places import Place, Stretch
from stdpub.read.amendment_words import found_in
from stdpub.read.amendments import AmendmentText
from stdpub.read.nearest import nearest
from stdpub.read.patchwork import Patch, Piece

_HEADING = regex(r"(?:\{[^{}\n]*\}[ \t]*\n\s*)?(#{1,6})(?=[ \t\n])")
_ANY_HEADING = regex(r"^(#{1,6})(?=[ \t\n])", re.MULTILINE)
_FENCE = regex(r"^[ ]{0,3}(`{3,}|~{3,})", re.MULTILINE)
_MARK = regex(r"(?:[-+*]|[0-9]{1,9}[.)]|[a-z]\))(?=[ \t\n])")
_PIPE = regex(r"(?<!\\)\|")
_CLAUSES = (Clause, TermEntry)
_ITEMS = (ListItem, Reference)


@dataclass(frozen=True, slots=True)
class Change:
    """One patch of one file, and the instruction that asks for it."""

    file: str
    patch: Patch
    instruction: Instruction


class Amending:
    """Turns the instructions of one amendment into changes and gathers what is wrong with them."""

    def __init__(
        self,
        text: AmendmentText,
        places: Mapping[str, Place],
        sources: Mapping[str, SourceText],
        retired: Mapping[str, str],
    ) -> None:
        self.text = text
        self.source = text.source
        self.places = places
        self.sources = sources
        self.retired = retired
        self.changes: list[Change] = []
        self.diagnostics: list[Diagnostic] = []

    def run(self) -> None:
        """Turn every instruction into changes; then report those that touch the same text, and keys that are taken."""
        for one in self.text.instructions:
            place = self.places.get(one.key)
            if place is None:
                self._unknown(one)
            elif one.act is Act.REPLACE_TEXT:
                self._replace_text(one, place)
            elif one.act is Act.DELETE:
                self._delete(one, place)
            elif one.act is Act.REPLACE:
                self._replace(one, place)
            else:
                self._insert(one, place)
        self._report_overlaps()
        self._report_keys()

    def say(
        self, at: Span, rule: str, message: Words, help_: Words | None = None, related: tuple[Span, ...] = ()
    ) -> None:
        """Report an error."""
        self.diagnostics.append(Diagnostic(at, Severity.ERROR, rule, message, help_, related=related))

    def _unknown(self, one: Instruction) -> None:
        inserted = {key for other in self.text.instructions for key, _ in keys_in(self.source, other)}
        message = Words(f"nothing has the key `{one.key}`", f"没有键为`{one.key}`的内容")
        help_: Words | None = None
        if one.key in self.retired:
            by = self.retired[one.key]
            help_ = Words(f"`{by}` deleted it", f"`{by}`已将其删除")
        elif one.key in inserted:
            help_ = Words(
                "this amendment inserts it: write it there as it is to be",
                "它由本修改单增加：请在增加处直接写成所需的样子",
            )
        elif near := nearest(one.key, self.places):
            help_ = Words(f"did you mean `{near}`?", f"是否指`{near}`？")
        self.say(one.key_at, "unknown-key", message, help_)

    def _put(self, one: Instruction, file: str, start: int, end: int, pieces: Iterable[Piece]) -> None:
        self.changes.append(Change(file, Patch(start, end, tuple(pieces)), one))

    def _made(self, text: str, one: Instruction) -> Piece:
        """Return a piece that nobody typed; faults in it are shown at the instruction."""
        return Piece(text, self.source, self.source.offset(one.at.line, one.at.column), made=True)

    def _body(self, one: Instruction, prefix: str = "") -> list[Piece]:
        """Return the new text of an instruction, each further line behind a prefix."""
        text = self.source.text[one.start : one.end]
        if not prefix:
            return [Piece(text, self.source, one.start)]
        pieces: list[Piece] = []
        at = one.start
        for number, line in enumerate(text.split("\n")):
            if number:
                pieces.append(self._made("\n" + (prefix if line.strip() else prefix.rstrip()), one))
            pieces.append(Piece(line, self.source, at))
            at += len(line) + 1
        return pieces

    def _typed(self, one: Instruction) -> str:
        return self.source.text[one.start : one.end]

    def _place_in(self, one: Instruction, start: int, end: int) -> Span:
        """Return the place of a run of an instruction's new text."""
        return self.source.span(one.start + start, one.start + end)

    def _replace_text(self, one: Instruction, place: Place) -> None:
        stretches = (place.whole, *place.more)
        hits = [
            (stretch.file, *hit)
            for stretch in stretches
            for hit in found_in(self.sources[stretch.file].text, stretch.start, stretch.end, one.old)
        ]
        if len(hits) == 1:
            file, start, end = hits[0]
            if self._breaks_row(one, one.new, self.sources[file].text, start):
                return
            at = max(self.source.text.rfind(one.new, 0, one.end), self.source.offset(one.at.line, one.at.column))
            piece = (
                Piece(one.new, self.source, at)
                if self.source.text.startswith(one.new, at)
                else self._made(one.new, one)
            )
            self._put(one, file, start, end, [piece])
        elif hits:
            related = tuple(self.sources[file].span(start, end) for file, start, end in hits[:10])
            message = Words(
                f"`{one.old[:80]}` stands in `{one.key}` {len(hits)} times",
                f"`{one.key}`中`{one.old[:80]}`出现{len(hits)}次",
            )
            help_ = Words(
                "write more of the text around it, so that it is found once", "请多写前后文字，使其只出现一次"
            )
            self.say(one.at, "text-found-twice", message, help_, related)
        else:
            message = Words(f"`{one.old[:80]}` does not stand in `{one.key}`", f"`{one.key}`中没有`{one.old[:80]}`")
            help_ = Words("write it as it stands in the source of the standard", "请照标准源文件中的写法书写")
            whole = self.sources[place.whole.file].span(place.whole.start, place.words_end)
            self.say(one.at, "text-not-found", message, help_, (whole,))

    def _delete(self, one: Instruction, place: Place) -> None:
        if isinstance(place.node, Cell):
            message = Words(f"`{one.key}` is a cell, which cannot be deleted", f"`{one.key}`是单元格，不能删除")
            self.say(
                one.at, "cell-not-replaced", message, Words("replace it, by `—` for instance", "请替换，例如替换为`—`")
            )
            return
        for stretch in (place.whole, *place.more):
            text = self.sources[stretch.file].text
            start, end = stretch.start, stretch.end
            if isinstance(place.node, Sentence):
                while text[end : end + 1] in {" ", "\t"}:
                    end += 1
            elif isinstance(place.node, _ITEMS) and text.startswith("\n", end):
                end += 1
                line = text.rfind("\n", 0, start) + 1
                if not text[line:start].strip(" \t>"):
                    self._put(one, stretch.file, line, end, self._parted(one, text, line, start))
                    continue
            self._put(one, stretch.file, start, end, ())

    def _parted(self, one: Instruction, text: str, line: int, start: int) -> tuple[Piece, ...]:
        """Return a blank line where a list would run into the words above it: only one that begins with 1 interrupts them."""
        above = text[text.rfind("\n", 0, max(line - 1, 0)) + 1 : max(line - 1, 0)]
        beside = above[: start - line] == text[line:start] and _MARK.match(above[start - line :])
        if not text[start].isdigit() or not above.strip(" \t>") or beside:
            return ()
        return (self._made(text[line:start].rstrip() + "\n", one),)

    def _replace(self, one: Instruction, place: Place) -> None:
        body = self._typed(one)
        heading = _HEADING.match(body)
        whole = place.whole
        if isinstance(place.node, _CLAUSES):
            self._replace_clause(one, place, heading)
            return
        if self._has_heading(one):
            return
        if isinstance(place.node, (Sentence, Cell)) and not self._fits_line(one, place):
            return
        prefix, lead = place.prefix, ""
        if isinstance(place.node, _ITEMS):
            mark = self._own_mark(place)
            if _MARK.match(body) is None:
                lead, prefix = f"{mark} ", prefix + " " * (len(mark) + 1)
            elif not self._same_mark(one, mark):
                return
        pieces = carried(self._body(one, prefix), place, self._made("", one))
        self._put(one, whole.file, whole.start, whole.end, [self._made(lead, one), *pieces])

    def _replace_clause(self, one: Instruction, place: Place, heading: re.Match[str] | None) -> None:
        """Replace a clause with all below it, or its own text where the new one has no heading."""
        whole = place.whole
        if heading is None:
            if not self._has_heading(one):
                self._put(one, whole.file, place.words_end, place.own_end, [self._made("\n\n", one), *self._body(one)])
            return
        if len(heading[1]) != place.level:
            self._wrong_level(one, heading.start(1), heading.end(1), (place.level,))
            return
        self._put(one, whole.file, whole.start, whole.end, carried(self._body(one), place, self._made("", one)))
        for stretch in place.more:
            self._put(one, stretch.file, stretch.start, stretch.end, ())

    def _insert(self, one: Instruction, place: Place) -> None:
        node, whole = place.node, place.whole
        heading = _HEADING.match(self._typed(one))
        if isinstance(node, _CLAUSES):
            if heading is None and not self._has_heading(one):
                at = Stretch(whole.file, place.own_end, place.own_end)
            elif heading is not None and len(heading[1]) in {place.level, place.level + 1}:
                at = place.more[-1] if place.more else whole
            else:
                if heading is not None:
                    self._wrong_level(one, heading.start(1), heading.end(1), (place.level, place.level + 1))
                return
            self._put(one, at.file, at.end, at.end, [self._made("\n\n", one), *self._body(one)])
        elif isinstance(node, Cell):
            message = Words(f"nothing can be inserted after the cell `{one.key}`", f"单元格`{one.key}`之后不能增加内容")
            self.say(one.at, "cell-not-replaced", message, Words("replace the table", "请替换整个表"))
        elif not self._has_heading(one):
            self._insert_block(one, place)

    def _insert_block(self, one: Instruction, place: Place) -> None:
        """Insert below a block; behind an item as an item, behind a sentence in the middle of a paragraph as a sentence."""
        node, file, prefix = place.node, place.whole.file, place.prefix
        if isinstance(node, _ITEMS):
            mark = self._own_mark(place)
            typed = _MARK.match(self._typed(one)) is not None
            if not typed or self._same_mark(one, mark):
                lead = "" if typed else f"{mark} "
                body = self._body(one, prefix + " " * len(lead) or "")
                end = place.whole.end
                self._put(one, file, end, end, [self._made(f"\n{prefix}{lead}", one), *body])
        elif isinstance(node, Sentence) and not place.last:
            if self._fits_line(one, place):
                end = place.whole.end
                space = " " if self.sources[file].text[end : end + 1].isspace() else ""
                self._put(one, file, end, end, [self._made(space, one), *self._body(one, prefix)])
        else:
            end = place.own_end if isinstance(node, Sentence) else place.whole.end
            self._put(
                one, file, end, end, [self._made(f"\n{prefix.rstrip()}\n{prefix}", one), *self._body(one, prefix)]
            )

    def _own_mark(self, place: Place) -> str:
        found = _MARK.match(self.sources[place.whole.file].text, place.whole.start)
        return found[0] if found else "-"

    def _same_mark(self, one: Instruction, mark: str) -> bool:
        """Tell whether an item begins like the one it stands beside; report it where not."""
        typed = _MARK.match(self._typed(one))
        if typed is None or (typed[0][-1], typed[0][0].isdigit()) == (mark[-1], mark[0].isdigit()):
            return True
        message = Words(
            f"an item that begins with `{typed[0]}` in a list of `{mark}`", f"以`{mark}`开头的列项中出现`{typed[0]}`"
        )
        self.say(
            self._place_in(one, 0, len(typed[0])),
            "item-of-another-list",
            message,
            Words(f"write `{mark}`", f"请写`{mark}`"),
        )
        return False

    def _fits_line(self, one: Instruction, place: Place) -> bool:
        """Tell whether a text can stand inside a paragraph or a cell; report it where not."""
        body = self._typed(one)
        cell = isinstance(place.node, Cell)
        if cell and self._breaks_row(one, body, self.sources[place.whole.file].text, place.whole.start):
            return False
        if (cell and "\n" not in body) or (not cell and (place.last or "\n\n" not in body)):
            return True
        en, zh = ("a cell", "单元格") if cell else ("a paragraph", "一段")
        message = Words(f"several lines or blocks in the middle of {en}", f"{zh}之中不能有多行或多段")
        self.say(
            self._place_in(one, 0, body.find("\n")), "block-in-line", message, Words("write one sentence", "请写成一句")
        )
        return False

    def _breaks_row(self, one: Instruction, new: str, text: str, at: int) -> bool:
        """Tell whether a new text would end a cell of the row it is to stand in; report it."""
        row = text[text.rfind("\n", 0, at) + 1 : at]
        if _PIPE.search(new) is None or _PIPE.search(row) is None:
            return False
        message = Words("a pipe in the text of a cell", "单元格文字中有竖线")
        help_ = Words("write it as `\\|`, or replace the table", "请写作`\\|`，或替换整个表")
        self.say(one.at, "ragged-table-row", message, help_)
        return True

    def _has_heading(self, one: Instruction) -> bool:
        """Report a heading in what does not stand in the place of a clause."""
        body = self._typed(one)
        found = _ANY_HEADING.search(body) if _FENCE.search(body) is None else None
        if found is None:
            return False
        message = Words("a heading in the midst of a clause's text", "条文中间有标题")
        help_ = Words("name the clause that it is to follow", "请写明它跟在哪一条之后")
        self.say(self._place_in(one, *found.span(1)), "heading-in-text", message, help_)
        return True

    def _wrong_level(self, one: Instruction, start: int, end: int, levels: tuple[int, ...]) -> None:
        signs = " / ".join(f"`{'#' * level}`" for level in levels)
        message = Words(
            f"a heading of level {end - start} beside one of level {levels[0]}",
            f"{levels[0]}级标题的位置写了{end - start}级标题",
        )
        self.say(self._place_in(one, start, end), "wrong-level", message, Words(f"write {signs}", f"请写{signs}"))

    def _report_overlaps(self) -> None:
        """Report changes that touch the text of an earlier one, and take them back."""
        order = {id(one): at for at, one in enumerate(self.text.instructions)}
        kept: list[Change] = []
        last: dict[str, Change] = {}
        for change in sorted(self.changes, key=lambda one: (one.file, one.patch.start, one.patch.end)):
            before = last.get(change.file)
            if before is not None and change.patch.start < before.patch.end:
                first, second = sorted((before, change), key=lambda one: order[id(one.instruction)])
                message = Words(
                    f"it changes what `{first.instruction.act.value} [@{first.instruction.key}]` changes",
                    f"与`{first.instruction.act.value} [@{first.instruction.key}]`修改了同一处",
                )
                help_ = Words("make one instruction of the two", "请合并为一条")
                self.say(second.instruction.at, "overlapping-instructions", message, help_, (first.instruction.at,))
                continue
            kept.append(change)
            last[change.file] = change
        self.changes = kept

    def _report_keys(self) -> None:
        """Report new things that bear the key of another, or of one that was deleted earlier."""
        gone = [(one.file, one.patch.start, one.patch.end) for one in self.changes]
        seen: dict[str, Span] = {}
        for one in self.text.instructions:
            for key, at in keys_in(self.source, one):
                place = self.places.get(key)
                by = self.retired.get(key)
                other = seen.get(key) or self._standing(place, gone)
                seen.setdefault(key, at)
                if by is not None and place is None:
                    message = Words(f"the key `{key}` named what `{by}` deleted", f"键`{key}`原属`{by}`删除的内容")
                    self.say(at, "reused-key", message, Words("choose another", "请另选一个"))
                elif other is not None:
                    message = Words(f"a second thing with the key `{key}`", f"键`{key}`重复")
                    self.say(at, "duplicate-key", message, Words("choose another", "请另选一个"), (other,))

    def _standing(self, place: Place | None, gone: list[tuple[str, int, int]]) -> Span | None:
        """Return where a thing stands that no change takes away, None where it is taken away or was never there."""
        if place is None:
            return None
        whole = place.whole
        if any(file == whole.file and start <= whole.start and whole.end <= end for file, start, end in gone):
            return None
        if any(
            file == whole.file
            and whole.start <= start
            and end <= whole.end
            and place.key in self.sources[file].text[start:end]
            for file, start, end in gone
        ):
            return None
        return self.sources[whole.file].span(whole.start, place.words_end)
