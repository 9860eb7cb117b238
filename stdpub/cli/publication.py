"""One standard on disk into a library: built, its source committed, its outputs stored and tagged."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from stdpub.cli.folders import SOURCE, Found
from stdpub.cli.ledgers import ledger_faults
from stdpub.cli.library_errors import told
from stdpub.cli.messages import in_user_language, say
from stdpub.compare.hashing.content_hashes import content_hashes
from stdpub.model.header import DRAFT
from stdpub.model.keyed_things import keyed_things
from stdpub.model.source import Diagnostic, Severity, Span, Words
from stdpub.model.standard import Standard
from stdpub.pipeline import Built, build, check, failed
from stdpub.store.errors import KeysRefused
from stdpub.store.key_ledger import key_faults
from stdpub.store.library import Library
from stdpub.store.missing_keys import missing_keys
from stdpub.store.publication import Publication, publication_of
from stdpub.store.publishing import Published, publish, standing
from stdpub.store.receipts import receive
from stdpub.store.shared import SHARED_FILES

Record = dict[str, object]


def publish_one(
    one: Found, library: Path, sign: Callable[[bytes], bytes] = bytes
) -> tuple[Record | None, tuple[Diagnostic, ...]]:
    """Return what was published, None where a fault keeps the standard from it, and what was found.

    Files that are published under the edition already are not built again.
    """
    standards = check(one.folder, one.surroundings)
    faults = tuple(dict.fromkeys(fault for standard in standards for fault in standard.diagnostics))
    faults = (*faults, *ledger_faults(one.folder))
    if standards[0].header.edition_id == DRAFT:
        faults = (*faults, _without_edition())
    if failed(faults):
        return None, faults
    languages = tuple(standard.header.language for standard in standards)
    with told():
        result = standing(one.folder, library, standards[0].header.edition_id, languages)
        refused = () if result else _refused(one, standards, library)
        if result:
            receive(Library(library))  # whoever published it may have been killed before that
    if result is None:
        faults = (*faults, *refused)
        if failed(faults):
            return None, faults
        built = build(one.folder, surroundings=one.surroundings)
        faults = built.diagnostics
        if failed(faults):
            return None, faults
        with told():
            try:
                result = put(one, built, library, sign)
            except KeysRefused as error:  # somebody published another edition in the meantime
                return None, (*faults, *error.faults)
    _tell_uncopied(result, one.path)
    tagged = ", ".join(result.languages) or in_user_language(Words("already published", "此前已发布"))
    say(f"{result.slug}@{result.edition} ({tagged}) {result.commit[:12]}")
    return record_of(result), faults


def _tell_uncopied(result: Published, path: Path) -> None:
    """Say which of the files that stdpub keeps could not be written back into the folder."""
    for name, content in result.ledgers.items():
        if path.is_dir() and not ((path / name).is_file() and (path / name).read_bytes() == content):
            shown = path / name
            say(
                in_user_language(
                    Words(f"`{shown}` could not be written; the library has it", f"无法写入`{shown}`；库中已有")
                )
            )


def _without_edition() -> Diagnostic:
    message = Words(
        "a standard without `version` and `date` cannot be published", "没有`version`和`date`的标准不能发布"
    )
    help_ = Words(
        "the edition is named by `version: 1.0`, else by the year of `date: 2026-11-24`",
        "版次由`version: 1.0`命名，否则由`date: 2026-11-24`的年份命名",
    )
    return Diagnostic(Span(SOURCE, 1, 1, 1, 4), Severity.ERROR, "edition-without-name", message, help_)


def _refused(one: Found, standards: tuple[Standard, ...], library: Path) -> tuple[Diagnostic, ...]:
    """Return what is wrong with the keys of an edition that is to be published: missing, lost or used again."""
    leaves = tuple(
        (thing.key, standard.header.language, sums.get(thing.key, ""))
        for standard in standards
        for sums in [content_hashes(standard)]
        for thing in keyed_things(standard)
    )
    missing = tuple(missing_keys(one.folder, standards, str(one.path)))
    return (*missing, *key_faults(library, one.folder, publication_of(standards, (), leaves)))


def put(
    one: Found,
    built: Built,
    library: Path,
    sign: Callable[[bytes], bytes],
    worded: Callable[[Publication], Publication] = lambda facts: facts,
) -> Published:
    """Publish what was built; `worded` may say more of it than the front matter does."""
    outputs = tuple((output.language, output.form, output.content) for output in built.outputs)
    leaves = tuple(
        (id_, standard.header.language, sum_)
        for standard in built.standards
        for id_, sum_ in sorted(content_hashes(standard).items())
        if "." not in id_  # an id with a dot is generated; a key has none
    )
    beside = one.path.resolve().parent
    shared = {name: (beside / name).read_bytes() for name in SHARED_FILES if (beside / name).is_file()}
    facts = worded(publication_of(built.standards, outputs, leaves, shared))
    return publish(one.folder, library, facts, place=one.path, sign=sign)


def record_of(result: Published) -> Record:
    """Return what is told of a publication."""
    return {
        "standard": result.slug,
        "edition": result.edition,
        "commit": result.commit,
        "languages": list(result.languages),
    }
