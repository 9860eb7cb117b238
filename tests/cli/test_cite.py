"""The command `cite` as people and programs call it."""

from __future__ import annotations

import json

from command_line import stdpub


def test_each_line_has_its_answer_empty_ones_too():
    done = stdpub("cite", "--lines", "--format", "json", input_="见GB/T 1.1—2020，5.2\nnothing\n".encode())
    first, second = map(json.loads, done.stdout.splitlines())

    assert done.returncode == 0
    assert second == {"references": []}
    assert first["references"] == [
        {
            "text": "GB/T 1.1—2020，5.2",
            "start": 1,
            "end": 18,
            "publisher": "GB",
            "type": "T",
            "number": "1",
            "part": "1",
            "year": "2020",
            "amendment": None,
            "stage": None,
            "clause": "5.2",
            "dated": True,
            "internal": False,
            "range": False,
            "normalized": "GB/T 1.1-2020",
        }
    ]


def test_people_read_one_reference_a_line():
    done = stdpub("cite", "see ISO 9001:2015, Clause 4, but Table 3")

    assert done.stdout.decode().splitlines() == ["4-27  ISO 9001:2015, 4", "33-40  this document, Table 3"]


def test_a_file_that_is_no_text_is_refused_in_one_line():
    done = stdpub("cite", "-", input_=b"\xff\xfe")

    assert done.returncode == 3
    assert b"is not UTF-8" in done.stderr
    assert b"Traceback" not in done.stderr
