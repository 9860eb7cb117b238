"""Front matter to a typed `Header`, with a diagnostic for every field that is unknown, missing or not of its form."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from stdpub.model.header import Adoption, Copyright, Header, Numbering, Publisher, RulebookName, Title
from stdpub.model.patterns import regex
from stdpub.model.provisions import Convention
from stdpub.model.source import Diagnostic, Severity, Span, Words
from stdpub.read.front_matter import Field, Mapping, Scalar, Sequence, Value
from stdpub.read.nearest import MOST_HELPED, nearest

_TEXTS = {
    "identifier": "identifier",
    "edition": "edition",
    "version": "version",
    "date": "date",
    "implementation": "implementation",
    "language": "language",
    "level": "level",
    "force": "force",
    "function": "function",
    "stage": "stage",
    "committee": "committee",
    "plan": "plan",
    "proposed-by": "proposed_by",
    "administered-by": "administered_by",
    "patents": "patents",
    "translator": "translator",
}
_LISTS = {
    "ics": "ics",
    "ccs": "ccs",
    "replaces": "replaces",
    "drafting-organizations": "drafting_organizations",
    "drafters": "drafters",
    "history": "history",
    "chapters": "chapters",
}
_SPECIAL = ("title", "rulebook", "verbal-forms", "numbering", "adopts", "publisher", "copyright")
KNOWN_FIELDS = (*_TEXTS, *_LISTS, *_SPECIAL)
"""Every field that front matter can have."""

TRANSLATION_FIELDS = frozenset({"language", "title", "translator", "chapters"})
"""What the front matter of a translation holds; everything else is inherited."""

_CLOSED: dict[str, tuple[str, ...]] = {
    "level": (
        "national-standard",
        "sector-standard",
        "local-standard",
        "association-standard",
        "enterprise-standard",
        "international-standard",
        "regional-standard",
    ),
    "force": ("mandatory", "recommended", "guidance"),
    "function": (
        "terminology",
        "symbols",
        "classification",
        "test-method",
        "specification",
        "code-of-practice",
        "guide",
        "evaluation",
        "product",
        "management-system",
    ),
}
_EDITION_ID = regex(r"[0-9][0-9A-Za-z.]*(-(amd|cor)[0-9]+)*")
_FORM_SUFFIX = regex(r"\.(html|json|jsonld|xml|md|txt|pdf|csv)$")
_LANGUAGE = regex(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_STAGE = regex(r"[0-9]{2}\.[0-9]{2}")
TITLE_FIELDS = ("intro", "main", "compl", "part")


class HeaderReader:
    """Fills a `Header` from a mapping and gathers what is wrong with it."""

    def __init__(self) -> None:
        self.diagnostics: list[Diagnostic] = []
        self.spans: list[tuple[str, Span]] = []

    def read(self, mapping: Mapping, at: Span, *, translation: bool = False) -> Header:
        """Return the header of one file; `at` is where a missing field is reported."""
        fields = {field.name: field for field in mapping.fields}
        header = Header("", "", ())
        for field in mapping.fields:
            self.spans.append((field.name, field.value.span))
            header = self._set(header, field)
        self._missing(fields, at, translation=translation)
        if not translation:
            self._title_in(header)
        return replace(header, spans=tuple(self.spans))

    def _set(self, header: Header, field: Field) -> Header:
        if field.name in _TEXTS:
            return replace(header, **{_TEXTS[field.name]: self._text(field)})  # type: ignore[arg-type]
        if field.name in _LISTS:
            return replace(header, **{_LISTS[field.name]: self._texts(field)})  # type: ignore[arg-type]
        if field.name in _SPECIAL:
            return _SPECIAL_READERS[field.name](self, header, field)
        self._unknown(field, KNOWN_FIELDS)
        return header

    def _missing(self, fields: dict[str, Field], at: Span, *, translation: bool) -> None:
        wanted = ("language", "title") if translation else ("identifier", "language", "title")
        missing = [name for name in wanted if name not in fields or _is_empty(fields[name].value)]
        if missing:
            names = ", ".join(f"`{name}`" for name in missing)
            self._say(
                at,
                Severity.ERROR,
                "missing-field",
                Words(f"front matter without {names}", f"文前数据缺少{names}"),
                Words("every standard has an identifier, a language and a title", "每项标准都有编号、语言和名称"),
            )

    def _title_in(self, header: Header) -> None:
        """Report a title that is given in languages, but not in the document's own."""
        own = header.language.partition("-")[0]
        if own and header.titles and all(title.language.partition("-")[0] not in {"", own} for title in header.titles):
            self._say(
                dict(self.spans)["title"],
                Severity.ERROR,
                "missing-title",
                Words(f"no title in the document's language `{header.language}`", f"没有`{header.language}`的名称"),
                Words(f"add `{header.language}: {{main: ...}}`", f"请加上`{header.language}: {{main: ……}}`"),
            )

    def _unknown(self, field: Field, known: tuple[str, ...]) -> None:
        near = nearest(field.name, known) if len(self.diagnostics) < MOST_HELPED else ""
        self._say(
            field.at,
            Severity.WARNING,
            "unknown-field",
            Words(f"unknown field `{field.name}`", f"未知字段`{field.name}`"),
            Words(f"did you mean `{near}`?", f"是否指`{near}`？") if near else None,
        )

    def _say(self, at: Span, severity: Severity, rule: str, message: Words, help_: Words | None = None) -> None:
        self.diagnostics.append(Diagnostic(at, severity, rule, message, help_))

    def _wrong(self, at: Span, name: str, en: str, zh: str) -> None:
        self._say(at, Severity.ERROR, "wrong-field", Words(f"`{name}` that is {en}", f"`{name}`{zh}"))

    def _text(self, field: Field) -> str:
        if not isinstance(field.value, Scalar):
            self._wrong(field.value.span, field.name, "no single text", "不是单个文本")
            return ""
        text = field.value.text
        if text and not self._fits(field.name, text):
            return ""
        return text

    def _fits(self, name: str, text: str) -> bool:
        at = self.spans[-1][1]
        if name in _CLOSED and text not in _CLOSED[name]:
            near = nearest(text, _CLOSED[name])
            self._say(
                at,
                Severity.ERROR,
                "wrong-field",
                Words(f"`{text}` is no {name}", f"`{text}`不是`{name}`的取值"),
                Words(f"one of: {', '.join(_CLOSED[name])}", f"可取：{'、'.join(_CLOSED[name])}")
                if not near
                else Words(f"did you mean `{near}`?", f"是否指`{near}`？"),
            )
            return False
        if name in {"date", "implementation"} and not _is_date(text):
            self._wrong(at, name, "no date `YYYY-MM-DD`", "不是`YYYY-MM-DD`形式的日期")
            return False
        if name == "language" and not _LANGUAGE.fullmatch(text):
            self._wrong(at, name, "no language tag such as `zh` or `en-GB` (BCP 47)", "不是语言标签，例如`zh`、`en-GB`")
            return False
        if name == "version" and (not _EDITION_ID.fullmatch(text) or _FORM_SUFFIX.search(text)):
            self._wrong(at, name, "no edition id such as `1.8.0`", "不是版次标识，例如`1.8.0`")
            return False
        if name == "stage" and not _STAGE.fullmatch(text):
            self._wrong(at, name, "no stage code such as `60.60`", "不是阶段代码，例如`60.60`")
            return False
        return True

    def _texts(self, field: Field) -> tuple[str, ...]:
        value = field.value
        if isinstance(value, Scalar):
            return (value.text,) if value.text else ()
        if isinstance(value, Sequence):
            texts = []
            for number, item in enumerate(value.items):
                self.spans.append((f"{field.name}.{number}", item.span))
                if isinstance(item, Scalar):
                    texts.append(item.text)
                else:
                    self._wrong(item.span, field.name, "no list of texts", "不是文本列表")
            return tuple(texts)
        self._wrong(value.span, field.name, "no list of texts", "不是文本列表")
        return ()

    def _texts_of(self, name: str, value: Value, known: tuple[str, ...]) -> dict[str, str]:
        """Return the texts of a mapping whose names are all known."""
        if not isinstance(value, Mapping):
            self._wrong(
                value.span, name, f"not of the form {{{', '.join(known)}}}", f"不是{{{', '.join(known)}}}的形式"
            )
            return {}
        texts: dict[str, str] = {}
        for field in value.fields:
            self.spans.append((f"{name}.{field.name}", field.value.span))
            if field.name not in known:
                self._unknown(field, known)
            elif isinstance(field.value, Scalar):
                texts[field.name] = field.value.text
            else:
                self._wrong(field.value.span, f"{name}.{field.name}", "no single text", "不是单个文本")
        return texts

    def titles(self, header: Header, field: Field) -> Header:
        """Read `title`: one mapping a language, or one text in the standard's language."""
        value = field.value
        if isinstance(value, Scalar):
            return replace(header, titles=(Title("", "", value.text, "", "", ""),))
        if not isinstance(value, Mapping):
            self._wrong(value.span, "title", "no title in a language", "不是某一语言的名称")
            return header
        return replace(header, titles=tuple(self._title(item) for item in value.fields))

    def _title(self, field: Field) -> Title:
        self.spans.append((f"title.{field.name}", field.value.span))
        if not _LANGUAGE.fullmatch(field.name):
            self._wrong(field.at, "title", "not named by a language", "不以语言标签为名")
        if isinstance(field.value, Scalar):
            return Title(field.name, "", field.value.text, "", "", "")
        part = Mapping((), field.value.span)
        plain = field.value
        if isinstance(plain, Mapping):
            parts = [item for item in plain.fields if item.name == "part"]
            plain = Mapping(tuple(item for item in plain.fields if item.name != "part"), plain.span)
            if parts and isinstance(parts[0].value, Mapping):
                part = parts[0].value
            elif parts:
                self._wrong(
                    parts[0].value.span,
                    "part",
                    "not of the form `{number: 1, title: ...}`",
                    "不是`{number: 1, title: ……}`的形式",
                )
        texts = self._texts_of(f"title.{field.name}", plain, ("intro", "main", "compl"))
        numbered = self._texts_of(f"title.{field.name}.part", part, ("number", "title"))
        if not texts.get("main"):
            self._wrong(field.value.span, f"title.{field.name}", "without `main`", "缺少`main`")
        return Title(
            field.name,
            texts.get("intro", ""),
            texts.get("main", ""),
            texts.get("compl", ""),
            numbered.get("number", ""),
            numbered.get("title", ""),
        )

    def rulebook(self, header: Header, field: Field) -> Header:
        """Read `rulebook`."""
        text = self._one_of(field, tuple(RulebookName))
        return replace(header, rulebook=RulebookName(text)) if text else header

    def verbal_forms(self, header: Header, field: Field) -> Header:
        """Read `verbal-forms`."""
        text = self._one_of(field, tuple(Convention))
        return replace(header, verbal_forms=Convention(text)) if text else header

    def _one_of(self, field: Field, values: tuple[str, ...]) -> str:
        text = field.value.text if isinstance(field.value, Scalar) else ""
        if text in values:
            return text
        allowed = Words(f"one of: {', '.join(values)}", f"可取：{'、'.join(values)}")
        message = Words(f"`{text}` is no {field.name}", f"`{text}`不是`{field.name}`的取值")
        self._say(field.value.span, Severity.ERROR, "wrong-field", message, allowed)
        return ""

    def numbering(self, header: Header, field: Field) -> Header:
        """Read `numbering`: a scheme, or `{pattern: "V{1}.{2}"}`."""
        if isinstance(field.value, Mapping):
            pattern = self._texts_of("numbering", field.value, ("pattern",)).get("pattern", "")
            if "{1}" in pattern:
                return replace(header, numbering=Numbering("pattern", pattern))
            self._wrong(field.value.span, "numbering", "a pattern without `{1}`", "的模式缺少`{1}`")
            return header
        scheme = self._one_of(field, ("rulebook", "none", "law"))
        return replace(header, numbering=Numbering(scheme)) if scheme else header

    def adopts(self, header: Header, field: Field) -> Header:
        """Read `adopts`."""
        texts = self._texts_of("adopts", field.value, ("standard", "degree"))
        degree = texts.get("degree", "")
        if isinstance(field.value, Mapping) and degree not in {"IDT", "MOD", "NEQ"}:
            self._wrong(field.value.span, "adopts", "without a degree IDT, MOD or NEQ", "的一致性程度不是IDT、MOD或NEQ")
        return replace(header, adopts=Adoption(texts.get("standard", ""), degree))

    def publisher(self, header: Header, field: Field) -> Header:
        """Read `publisher`."""
        texts = self._texts_of("publisher", field.value, ("name", "abbreviation"))
        return replace(header, publisher=Publisher(texts.get("name", ""), texts.get("abbreviation", "")))

    def copyright(self, header: Header, field: Field) -> Header:
        """Read `copyright`."""
        texts = self._texts_of("copyright", field.value, ("holder", "year", "licence"))
        owner = Copyright(texts.get("holder", ""), texts.get("year", ""), texts.get("licence", ""))
        return replace(header, copyright=owner)


_SPECIAL_READERS: dict[str, Callable[[HeaderReader, Header, Field], Header]] = {
    "title": HeaderReader.titles,
    "rulebook": HeaderReader.rulebook,
    "verbal-forms": HeaderReader.verbal_forms,
    "numbering": HeaderReader.numbering,
    "adopts": HeaderReader.adopts,
    "publisher": HeaderReader.publisher,
    "copyright": HeaderReader.copyright,
}


def _is_empty(value: Value) -> bool:
    return not (
        value.text if isinstance(value, Scalar) else value.items if isinstance(value, Sequence) else value.fields
    )


def settled(header: Header) -> Header:
    """Return the header with its defaults: titles named by language, verbal forms and dates' consequences filled in."""
    titles = tuple(replace(title, language=title.language or header.language) for title in header.titles)
    named = any(path == "verbal-forms" for path, _ in header.spans)
    forms = header.verbal_forms
    if not named:
        chinese = header.language.startswith("zh")
        forms = Convention.GB_T_1_1 if chinese else Convention.ISO
    return replace(header, titles=titles, verbal_forms=forms)


def inherited(source: Header, translation: Header) -> Header:
    """Return a translation's header: the source's, with its own language, titles, translator and chapters."""
    own = {title.language for title in translation.titles}
    titles = (*translation.titles, *(title for title in source.titles if title.language not in own))
    return replace(
        source,
        language=translation.language,
        titles=titles,
        translator=translation.translator,
        chapters=translation.chapters,
        verbal_forms=Convention.GB_T_1_1 if translation.language.startswith("zh") else _english(source.verbal_forms),
        spans=translation.spans,
    )


def _english(forms: Convention) -> Convention:
    """Return the convention of an English version: the Chinese ones name no English words."""
    return Convention.ISO if forms in {Convention.GB_T_1_1, Convention.LAW} else forms


def _is_date(text: str) -> bool:
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        return False
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
