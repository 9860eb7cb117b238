"""The bytes of a library's `quantities.yml` in; its quantities, and what is wrong with them at its place, out."""

from __future__ import annotations

from stdpub.model.patterns import regex
from stdpub.model.quantities import Quantity
from stdpub.model.source import Diagnostic, Severity, Span, Words
from stdpub.read.front_matter import Field, Mapping, Scalar, Subject, parse
from stdpub.read.markdown.decoding import decode
from stdpub.read.nearest import nearest
from stdpub.verify.printed_units import printed_unit
from stdpub.verify.units import UnitError, unit

FILE = "quantities.yml"
SIZE_LIMIT = 2_000_000
"""Code points that the file may have."""

FIELDS = ("name", "unit", "type", "statistic", "term")
TYPES = ("decimal", "integer", "text", "boolean", "date")
_SUBJECT = Subject(Words("a list of quantities", "量的清单"), "quantities-unreadable", SIZE_LIMIT)
_KEY = regex(r"[^\W\d]\w{0,63}")


def quantities(content: bytes, file: str = FILE) -> tuple[tuple[Quantity, ...], tuple[Diagnostic, ...]]:
    """Return the quantities of a library in the author's order, and the faults of the file."""
    source, faults = decode(file, content)
    if source is None:
        return (), faults
    mapping, problems = parse(source, 0, len(source.text), _SUBJECT)
    reader = _Reader()
    found = tuple(reader.quantity(field) for field in mapping.fields) if mapping else ()
    return found, (*faults, *problems, *reader.diagnostics)


class _Reader:
    """Reads the blocks of one file."""

    def __init__(self) -> None:
        self.diagnostics: list[Diagnostic] = []

    def _say(self, at: Span, rule: str, message: Words, help_: Words | None = None) -> None:
        self.diagnostics.append(Diagnostic(at, Severity.ERROR, rule, message, help_))

    def quantity(self, block: Field) -> Quantity:
        """Return one quantity; what cannot be read of it is empty."""
        if not _KEY.fullmatch(block.name):
            message = Words(f"`{block.name}` cannot name a quantity", f"`{block.name}`不能作为量的名称")
            help_ = Words(
                "a name has letters, digits and `_`, and begins with a letter", "名称由字母、数字和`_`组成，以字母开头"
            )
            self._say(block.at, "bad-quantity-name", message, help_)
        if not isinstance(block.value, Mapping):
            message = Words(f"`{block.name}` is no list of fields", f"`{block.name}`不是字段的清单")
            help_ = Words("write `name:` and `unit:` below it, indented", "在下方缩进写出`name:`和`unit:`")
            self._say(block.value.span, "quantities-unreadable", message, help_)
            return Quantity(block.name, (), span=block.at)
        fields = {field.name: field for field in block.value.fields}
        for field in block.value.fields:
            if field.name not in FIELDS:
                self._unknown(field)
        names = self._names(block, fields.get("name"))
        type_ = self._text(fields.get("type"))
        code = self._unit(fields.get("unit"))
        if type_ and type_ not in TYPES:
            self._type(fields["type"], type_)
        statistic, term = self._text(fields.get("statistic")), self._text(fields.get("term"))
        return Quantity(block.name, names, code, term, type_, statistic, block.at)

    def _unknown(self, field: Field) -> None:
        like = nearest(field.name, FIELDS)
        message = Words(f"unknown field `{field.name}` of a quantity", f"量的字段`{field.name}`未知")
        help_ = Words(f"do you mean `{like}`?", f"是否应为`{like}`？") if like else _KNOWN
        self._say(field.at, "unknown-field", message, help_)

    def _names(self, block: Field, field: Field | None) -> tuple[tuple[str, str], ...]:
        value = field.value if field else None
        if isinstance(value, Scalar) and value.text:
            return (("", value.text),)
        if isinstance(value, Mapping) and value.fields:
            return tuple((one.name, self._text(one)) for one in value.fields)
        message = Words(f"the quantity `{block.name}` has no name in words", f"量`{block.name}`没有名称")
        help_ = Words("write `name: {en: ..., zh: ...}`", "写明`name: {zh: ……, en: ……}`")
        self._say(value.span if value else block.at, "missing-quantity-name", message, help_)
        return ()

    def _text(self, field: Field | None) -> str:
        if field is None:
            return ""
        if isinstance(field.value, Scalar):
            return field.value.text
        message = Words(f"`{field.name}` is no text", f"`{field.name}`不是文本")
        self._say(field.value.span, "quantities-unreadable", message)
        return ""

    def _unit(self, field: Field | None) -> str:
        code = self._text(field)
        if field is None or not code:
            return ""
        try:
            unit(code)
        except UnitError as error:
            self._say(field.value.span, "unknown-unit", error.message, error.help or _instead(code))
            return ""
        return code

    def _type(self, field: Field, type_: str) -> None:
        message = Words(f"unknown type `{type_}` of a quantity", f"量的类型`{type_}`未知")
        help_ = Words(f"write one of {', '.join(TYPES)}", f"应为{'、'.join(TYPES)}之一")
        self._say(field.value.span, "unknown-quantity-type", message, help_)


def _instead(code: str) -> Words:
    """Return the code of a unit that was written as it is printed."""
    found = printed_unit(code)
    if found:
        return Words(f"write `{found}`", f"写作`{found}`")
    return Words(
        "units are written in UCUM: `1`, `%`, `Cel`, `kW.h`, `mg/L`",
        "单位用UCUM代码书写：`1`、`%`、`Cel`、`kW.h`、`mg/L`",
    )


_KNOWN = Words(f"the fields are {', '.join(FIELDS)}", f"字段为{'、'.join(FIELDS)}")
