"""Records of what was in; the lines that tell them on a terminal out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from stdpub.cli.change_words import change_lines
from stdpub.cli.messages import in_user_language, painted
from stdpub.cli.past import BlameRecord, CommitRecord, HistoryRecord, LogRecord, ThingVersionRecord, VersionRecord
from stdpub.model.source import Words
from stdpub.store.names import shorten

_SHORT = 10
"""Digits of a commit's id that are told."""


def log_lines(found: LogRecord, colour: bool) -> Iterator[str]:
    """Yield what a library or a standard has been, as a terminal shows it."""
    for work in found["standards"]:
        yield painted(str(work["standard"]), "bold", wanted=colour)
        yield from _work_lines(work)
    if found["versions"]:
        yield ""
    for version in found["versions"]:
        yield f"{_head(version, colour)}  {_counted(version)}"
        yield f"    {shorten(version['message'])}"
    yield from _left_out(found["left_out"])


def _work_lines(work: Mapping[str, object]) -> Iterator[str]:
    editions, drafts = work["editions"], work["drafts"]
    for one in editions if isinstance(editions, list) else ():
        valid = f"{one['date']} → {one['implementation']}" if one["implementation"] else one["date"]
        yield f"  {one['version']:<12} {one['identifier']}  {valid}  {', '.join(one['languages'])}  {one['commit'][:_SHORT]}"
    for one in drafts if isinstance(drafts, list) else ():
        branch = in_user_language(Words(f"branch {one['branch']}", f"分支 {one['branch']}"))
        yield f"  {one['version']:<12} {branch}  {one['commit'][:_SHORT]}"


def history_lines(found: HistoryRecord, colour: bool) -> Iterator[str]:
    """Yield the versions that changed a thing, as a terminal shows them."""
    count = len(found["versions"]) + found["left_out"]
    title = painted(f"{found['standard']}/~{found['key']}", "bold", wanted=colour)
    times = "1 version" if count == 1 else f"{count} versions"
    yield in_user_language(Words(f"{title}: changed by {times}", f"{title}：{count}个版本作了改动"))
    for version in found["versions"]:
        yield ""
        yield f"{_head(version, colour)}  {_what(version)}"
        yield f"    {shorten(version['message'])}"
        yield from (f"    {line}" for line in change_lines(version["changes"], colour=colour))
        before = " + ".join(_hash(one) for one in version["hash_before"])
        yield f"    {in_user_language(Words('hash', '哈希'))} {before} → {_hash(version['hash_after'])}"
    yield from _left_out(found["left_out"])


def blame_lines(found: BlameRecord, colour: bool) -> Iterator[str]:
    """Yield the things of a version, each with the version that it goes back to, as a terminal shows them."""
    for thing in found["things"]:
        title = f" {shorten(thing['title'])}" if thing["title"] else ""
        number = f"{thing['number']} " if thing["number"] else ""
        key = painted(f"~{thing['key']}", "bold", wanted=colour)
        yield f"{_head(thing, colour)}  {number}{key} {thing['kind']}{title}"


def _head(found: CommitRecord, colour: bool) -> str:
    editions = f"  ({', '.join(found['editions'])})" if found["editions"] else ""
    commit = painted(found["commit"][:_SHORT], "dim", wanted=colour)
    return f"{commit}  {found['time'][:10]}  {shorten(found['author'])}{editions}"


def _counted(version: VersionRecord) -> str:
    if version["taken_out"]:
        return in_user_language(Words("the standard was taken out", "标准被移除"))
    told = [
        Words(f"{version['added']} added", f"增加{version['added']}") if version["added"] else None,
        Words(f"{version['changed']} changed", f"更改{version['changed']}") if version["changed"] else None,
        Words(f"{version['gone']} taken out", f"删除{version['gone']}") if version["gone"] else None,
    ]
    words = [in_user_language(one) for one in told if one]
    return ", ".join(words) or in_user_language(Words("no thing with a key changed", "带键的条目没有变化"))


def _what(version: ThingVersionRecord) -> str:
    numbers = [one for one in version["number_before"] if one]
    if version["hash_after"] is None:
        return in_user_language(Words("taken out", "删除"))
    if not any(version["hash_before"]):
        return in_user_language(Words(f"added as {version['number_after']}", f"增加，编号{version['number_after']}"))
    if numbers and numbers[0] != version["number_after"]:
        return f"{numbers[0]} → {version['number_after']}"
    return version["number_after"] or ""


def _hash(found: str | None) -> str:
    return found[:_SHORT] if found else "-"


def _left_out(count: int) -> Iterator[str]:
    if count:
        yield in_user_language(Words(f"{count} older ones are left out: --most", f"省略更早的{count}个：--most"))
