"""An opened version in; the whole of it in a form, or the list of its contents as JSON, out."""

from __future__ import annotations

from stdpub.model.source import Words
from stdpub.serve.finding import Asked
from stdpub.serve.holdings import Opened
from stdpub.serve.lists import page_record
from stdpub.serve.problems import Problem, ProblemError
from stdpub.serve.records import Json, element_address, element_record, to_bytes
from stdpub.store.errors import UnknownOutput


async def version_body(asked: Asked, opened: Opened, form: str) -> bytes:
    """Return the whole of a version in a form: the published bytes where there are any."""
    document = opened.document
    match form:
        case "json" | "xml" | "html" | "txt":
            body = opened.index.body(document.id, form)
        case "md":
            body = _sources(opened)
        case _:
            body = await _pdf(asked, opened)
    if not body:
        words = Words(f"there is no `.{form}` of this version", f"此版本没有 `.{form}` 形式")
        raise ProblemError(Problem(404, words))
    return body


def _sources(opened: Opened) -> bytes:
    """Return the Markdown files of a version in reading order, one after the other."""
    sources = dict(opened.index.sources(opened.document.id))
    paths = opened.index.files(opened.document.id)
    return b"\n".join(sources[path] for path in paths if path in sources)


async def _pdf(asked: Asked, opened: Opened) -> bytes:
    """Return the PDF that was stored with an edition; of other versions one is made, a single one at a time."""
    version, language = opened.version, opened.document.language
    library = asked.holdings.library
    if opened.document.stored:
        try:
            output = await asked.holdings.run(
                library.output, version.slug, version.edition or version.name, language, "pdf"
            )
        except UnknownOutput:
            return b""
        return await asked.holdings.run(library.content, output.id)
    return await asked.holdings.rendered_pdf(version, language)


def toc_record(asked: Asked, opened: Opened) -> bytes:
    """Return the contents of a version as JSON: every clause, annex and term entry, each with what it stands in."""
    standing = asked.holdings.standing(opened.version)
    items: list[dict[str, Json]] = []
    addresses: dict[int, str] = {}
    for one in opened.index.contents(opened.document.id):
        record = element_record(opened, one, standing)
        addresses[one.place] = element_address(opened.document.slug, opened.version.name, one).path
        record["depth"] = one.depth
        if isinstance(record["links"], dict) and one.clause in addresses:
            record["links"]["up"] = addresses[one.clause]
        items.append(record)
    return to_bytes(page_record(items, ""))
