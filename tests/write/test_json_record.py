from __future__ import annotations

import copy
import json
from itertools import pairwise

import jsonschema
import pytest
from hypothesis import given, settings
from models import full_standard, standards
from tries import tries

from stdpub.shipped import shipped
from stdpub.write.json_record import NAMES, element_record, standard_record, write_json
from stdpub.write.json_schema import schema, schema_text

SCHEMA = json.loads(shipped("schemas/stdpub.schema.json").read_bytes())
WHOLE = jsonschema.Draft202012Validator(SCHEMA)


def samples():
    """Return one record of every type, the first that stands in the full standard."""
    found = {}

    def gather(value):
        if isinstance(value, dict):
            if "type" in value and "$" not in value:
                found.setdefault(value["type"], value)
            for below in value.values():
                gather(below)
        elif isinstance(value, list):
            for below in value:
                gather(below)

    gather(standard_record(full_standard()))
    return found


SAMPLES = samples()


def validator(type_):
    return jsonschema.Draft202012Validator({"$ref": f"#/$defs/{type_}", "$defs": SCHEMA["$defs"]})


def other_type(value):
    """Return values of every other JSON type."""
    kinds = {str: "x", bool: True, int: 7, float: 1.5, list: [], dict: {}, type(None): None}
    own = {int, float} if isinstance(value, (int, float)) and not isinstance(value, bool) else {type(value)}
    return [other for kind, other in kinds.items() if kind not in own]


def test_the_shipped_schema_is_the_one_of_the_model():
    assert schema_text() == shipped("schemas/stdpub.schema.json").read_text(encoding="utf-8")


def test_the_schema_is_a_schema():
    jsonschema.Draft202012Validator.check_schema(schema())


def test_every_class_of_the_model_has_a_sample():
    assert set(NAMES.values()) == set(SAMPLES)


def test_a_whole_standard_is_valid():
    assert [] == [error.message for error in WHOLE.iter_errors(json.loads(write_json(full_standard())))]


@pytest.mark.parametrize("type_", sorted(SAMPLES))
def test_no_field_can_be_deleted_renamed_or_retyped(type_):
    judge = validator(type_)
    record = SAMPLES[type_]
    assert judge.is_valid(record)

    for name, value in record.items():
        deleted = {key: one for key, one in record.items() if key != name}
        assert not judge.is_valid(deleted), f"{name} deleted"

        assert not judge.is_valid({**deleted, f"{name}_": value}), f"{name} renamed"

        for other in other_type(value):
            assert not judge.is_valid({**record, name: other}), f"{name} as {other!r}"


def test_no_field_of_the_root_can_be_deleted_renamed_or_retyped():
    record = {**standard_record(full_standard()), "clauses": [], "footnotes": [], "assets": []}
    for name, value in record.items():
        deleted = {key: one for key, one in record.items() if key != name}
        mutants = [deleted, {**deleted, f"{name}_": value}, *({**record, name: one} for one in other_type(value))]
        for mutant in mutants:
            assert not WHOLE.is_valid(mutant), name


def test_a_fault_deep_inside_makes_the_whole_invalid():
    record = copy.deepcopy(standard_record(full_standard()))
    record["clauses"][0]["title"] = [{"type": "text"}]

    assert not WHOLE.is_valid(record)


def test_texts_that_follow_one_another_are_one():
    clause = full_standard().clauses[0]
    record = element_record(clause)

    def neighbours(value):
        if isinstance(value, list):
            kinds = [one.get("type") if isinstance(one, dict) else None for one in value]
            yield from pairwise(kinds)
            for below in value:
                yield from neighbours(below)
        elif isinstance(value, dict):
            for below in value.values():
                yield from neighbours(below)

    assert ("text", "text") not in list(neighbours(record))


@settings(max_examples=tries(6), deadline=None)
@given(standards())
def test_random_standards_are_valid_and_their_bytes_stay_the_same(document):
    content = write_json(document)

    assert content == write_json(document)
    assert WHOLE.is_valid(json.loads(content))
