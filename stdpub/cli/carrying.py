"""The command `keys carry`: two editions in; the keys of the earlier one written into the later one, after a person has looked."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from stdpub.cli.diagnostics import as_text
from stdpub.cli.drafting import MessagesIn
from stdpub.cli.editing import put_texts
from stdpub.cli.fixing import changed_files
from stdpub.cli.folders import Found, standards
from stdpub.cli.key_form import Form, FormOption
from stdpub.cli.messages import EXIT_FINDINGS, Usage, in_user_language, say, speak
from stdpub.cli.versions import Asked, AsOfAsked, LibraryAsked, open_version, standard_of, version_asked
from stdpub.model.source import Diagnostic, Severity, Span, Words

if TYPE_CHECKING:
    from stdpub.compare.carrying import Carry
    from stdpub.compare.things import Thing
    from stdpub.model.standard import Standard

_SURE = 0.9
_LIMIT = 1_000_000
_SHOWN = 40


@dataclass(frozen=True, slots=True)
class _Carrying:
    """Two editions with where each key goes, and the names of the places of the later one."""

    carried: tuple[Carry, ...]
    names: Mapping[str, str]
    sure: float
    rename: bool

    def doubtful(self, one: Carry) -> bool:
        """Whether a person has to look at where a key goes."""
        if one.after and one.after[0].side.key and not self.rename:
            return True
        return not one.confirmed and (not one.single or one.certainty < self.sure)


def carry(  # noqa: PLR0913, PLR0917 - what a command line takes
    old: Annotated[str, typer.Argument(help="The earlier edition, with keys: a folder, a file or `SLUG@V`.")],
    new: Annotated[Path, typer.Argument(help="The later edition, without: a folder or a file.", show_default=False)],
    corrections: Annotated[
        Path | None,
        typer.Option(help="What is known better: lines such as `pue-limit: 5.2.1:2`, or `pue-limit: none`."),
    ] = None,
    sure: Annotated[float, typer.Option(help="How certain a pair is at least that nobody has to look at.")] = _SURE,
    rename: Annotated[
        bool, typer.Option("--rename", help="Let things that have other keys take the earlier ones; pointers follow.")
    ] = False,
    write: Annotated[bool, typer.Option("--write", help="Write the keys of sure and of confirmed pairs.")] = False,
    diff: Annotated[bool, typer.Option("--diff", help="Print what would be written.")] = False,
    library: LibraryAsked = None,
    as_of: AsOfAsked = "",
    format_: FormOption = Form.TEXT,
    language: MessagesIn = None,
) -> None:
    """Carry the keys of an edition to the next one, whose text came without them, by aligning the two.

    Doubtful pairs are printed as a file of corrections. Put right what is wrong there, and give it back:

    `stdpub keys carry 2024 2026 > pairs.yml`, then `stdpub keys carry 2024 2026 --corrections pairs.yml --write`.
    """
    speak(language)
    from stdpub.compare.carrying import carry as align  # noqa: PLC0415 - comparing is not for `--help`
    from stdpub.compare.carrying import places  # noqa: PLC0415
    from stdpub.compare.things import things  # noqa: PLC0415
    from stdpub.read.reader import read  # noqa: PLC0415

    later = _later(new)
    before, after = things(_earlier(old, library, as_of)), things(read(later.folder))
    named = places(after)
    told = _corrections(corrections, named, before) if corrections else {}
    names = {thing.side.id: name for name, thing in named.items()}
    work = _Carrying(align(before, after, told), names, sure, rename)
    if diff or write:
        _write(later, work, diff=diff)
    if format_ is Form.JSON and not diff:
        typer.echo(json.dumps([_as_json(one, work) for one in work.carried], ensure_ascii=False, indent=2))
    elif not diff:
        for line in _lines(work):
            typer.echo(line)
    doubtful = sum(map(work.doubtful, work.carried))
    sure_ones = len(work.carried) - doubtful
    same = len({thing.side.key for thing in before} & {thing.side.key for thing in after} - {""})
    done = Words(
        f"{_counted(same, 'stands in both', 'stand in both')}, {sure_ones} {'has its' if sure_ones == 1 else 'have their'} "
        f"thing, {doubtful} {'is' if doubtful == 1 else 'are'} to be looked at",
        f"{same}个键两版皆有，{sure_ones}个已有所指，{doubtful}个有待确认",
    )
    say(in_user_language(done))


def _earlier(name: str, library: Path | None, as_of: str) -> Standard:
    """Return the edition that has the keys."""
    from stdpub.read.reader import read  # noqa: PLC0415 - the reader is not for `--help`

    asked = version_asked(name)
    return standard_of(*open_version(asked, library, as_of)) if isinstance(asked, Asked) else read(_later(asked).folder)


def _later(path: Path) -> Found:
    found = standards([path])
    if len(found) > 1:
        raise Usage(
            Words(f"`{path}` holds {len(found)} standards", f"`{path}`中有{len(found)}项标准"),
            Words("name one of them", "请指定其中一项"),
        )
    return found[0]


def _write(later: Found, work: _Carrying, *, diff: bool) -> None:
    from stdpub.compare.carrying import place_of  # noqa: PLC0415 - comparing is not for `--help`
    from stdpub.read.keying import carried, renamed  # noqa: PLC0415

    settled = [one for one in work.carried if one.after and not work.doubtful(one)]
    bare = {place_of(one.after[0]): one.key for one in settled if not one.after[0].side.key}
    others = {one.after[0].side.key: one.key for one in settled if one.after[0].side.key}
    result = carried(later.folder, bare)
    folder = renamed(result.folder, others)
    put_texts(list(changed_files(later, folder, diff=diff)), diff=diff)
    if not diff:
        count = len({new.key for new in result.new}) + len(others)
        say(in_user_language(Words(_counted(count, "written", "written"), f"已写入{count}个键")))
    if result.left:
        left = len(result.left)
        things = "1 thing cannot bear its key" if left == 1 else f"{left} things cannot bear their key"
        say(in_user_language(Words(things, f"{left}处无法写键")))


def _counted(count: int, one: str, many: str) -> str:
    return f"1 key {one}" if count == 1 else f"{count} keys {many}"


def _lines(work: _Carrying) -> Iterator[str]:
    """Yield what a person has to look at as lines of corrections; of what was merged one key at most has the place."""
    given: set[str] = set()
    for one in filter(work.doubtful, work.carried):
        place = one.after[0].side.id if len(one.after) == 1 else ""
        again = one.merged and place and place in given
        given.add(place)
        yield _as_line(replace(one, after=(), within=one.after[0]) if again else one, work)


def _as_line(one: Carry, work: _Carrying) -> str:
    """Return a pair as a line of corrections with what it says behind it."""
    place = f'"{work.names[one.after[0].side.id]}"' if len(one.after) == 1 else "none"
    words = f"{_shown(one.before)} -> {' | '.join(map(_shown, one.after)) or '-'}"
    note = ""
    if len(one.after) > 1:
        note = in_user_language(Words("split: ", "拆分："))
    elif one.within is not None:
        name = work.names[one.within.side.id]
        note = in_user_language(Words(f"merged into {name}: ", f"并入{name}："))
        return f"{one.key}: none  # {one.certainty:.2f} {note}{_shown(one.before)} -> {_shown(one.within)}"
    elif one.merged:
        note = in_user_language(Words("merged: ", "合并："))
    elif one.after and one.after[0].side.key and not work.rename:
        note = in_user_language(Words(f"has the key {one.after[0].side.key}: ", f"已有键{one.after[0].side.key}："))
    certainty = f"{one.certainty:.2f} " if one.after else ""
    return f"{one.key}: {place}  # {certainty}{note}{words}"


def _shown(thing: Thing) -> str:
    side = thing.side
    words = " ".join((side.title or side.text).split())
    cut = words if len(words) <= _SHOWN else f"{words[: _SHOWN - 1]}…"
    return f"{side.label or side.number} {cut}".strip()


def _as_json(one: Carry, work: _Carrying) -> dict[str, object]:
    return {
        "key": one.key,
        "level": one.before.side.level.value,
        "number_before": one.before.side.number,
        "text_before": one.before.side.title or one.before.side.text,
        "places": [work.names[thing.side.id] for thing in one.after],
        "texts_after": [thing.side.title or thing.side.text for thing in one.after],
        "merged_into": work.names[one.within.side.id] if one.within else "",
        "certainty": round(one.certainty, 3),
        "doubtful": work.doubtful(one),
    }


def _corrections(file: Path, named: Mapping[str, Thing], before: Iterable[Thing]) -> dict[str, Thing | None]:
    """Return what a file of corrections says; end the command where it cannot be followed."""
    from stdpub.compare.carrying import NOWHERE  # noqa: PLC0415 - comparing is not for `--help`
    from stdpub.read.front_matter import Scalar, Subject, parse  # noqa: PLC0415
    from stdpub.read.markdown.decoding import decode  # noqa: PLC0415

    source, unread = decode(file.name, file.read_bytes())
    subject = Subject(Words("the corrections", "更正文件"), "corrections-unreadable", _LIMIT)
    mapping, wrong = parse(source, 0, len(source.text), subject) if source else (None, unread)
    found: dict[str, Thing | None] = {}
    faults = list(wrong)
    keys = {thing.side.key for thing in before}
    for field in mapping.fields if mapping else ():
        place = field.value.text if isinstance(field.value, Scalar) else ""
        if field.name not in keys:
            message = Words(f"the earlier edition has no key `{field.name[:80]}`", f"前一版本没有键`{field.name[:80]}`")
            faults.append(_fault(field.at, message))
        elif place != NOWHERE and place not in named:
            message = Words(f"the later edition has no place `{place[:80]}`", f"后一版本没有位置`{place[:80]}`")
            faults.append(_fault(field.value.span, message))
        elif other := next((key for key, thing in found.items() if thing and thing is named.get(place)), ""):
            message = Words(f"`{place}` goes to `{other}` already", f"`{place}`已归`{other}`")
            help_ = Words(
                f"one of them keeps it; of the other say `stdpub keys merge {field.name} {other}`",
                f"只能归其一；对另一个请用`stdpub keys merge {field.name} {other}`",
            )
            faults.append(_fault(field.value.span, message, help_))
        else:
            found[field.name] = named.get(place)
    _end_with(faults, file)
    return found


_PLACES = Words(
    "write the number, such as `5.2`, `table-2` or `5.2.1:2` for the second without a number in 5.2.1, or `none`",
    "请写编号，如`5.2`、`table-2`，或`5.2.1:2`（5.2.1中第二个无编号的内容），或`none`",
)


def _fault(at: Span, message: Words, help_: Words = _PLACES) -> Diagnostic:
    return Diagnostic(at, Severity.ERROR, "bad-correction", message, help_)


def _end_with(faults: Sequence[Diagnostic], file: Path) -> None:
    for fault in faults:
        typer.echo(as_text(fault, str(file), None, colour=False))
    if faults:
        say(in_user_language(Words("nothing was written: mend these first", "未写入：请先修改以上问题")))
        raise typer.Exit(EXIT_FINDINGS)
