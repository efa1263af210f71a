"""Hostile and broken XML: refused in one sentence, before it costs anything."""

from __future__ import annotations

import gzip
import tracemalloc
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo_desktop.exchange.mspdi.reading import parse_mspdi
from pmo_desktop.exchange.refused import FileRefused
from pmo_desktop.exchange.safexml import Limits, load, pieces
from pmo_desktop.exchange.schedules import read_schedule
from tests.exchange.mspdi_writer import mspdi, task

BOMB = b"""<?xml version="1.0"?>
<!DOCTYPE Project [
 <!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">
 <!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;"><!ENTITY e "&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;">
]>
<Project xmlns="http://schemas.microsoft.com/project"><Title>&e;</Title></Project>"""
OUTSIDE = b"""<!DOCTYPE Project [<!ENTITY x SYSTEM "file:///etc/passwd">]>
<Project xmlns="http://schemas.microsoft.com/project"><Title>&x;</Title></Project>"""
OUTER_DTD = b"""<!DOCTYPE Project SYSTEM "http://127.0.0.1:9/x.dtd">
<Project xmlns="http://schemas.microsoft.com/project"><Title>x</Title></Project>"""


def tags(data: bytes, limits: Limits | None = None) -> list[tuple[str, str]]:
    return [(parent, element.tag) for parent, element in pieces(data, "x.xml", limits)]


def refusal(data: bytes, limits: Limits | None = None) -> str:
    with pytest.raises(FileRefused) as refused:
        tags(data, limits)
    return refused.value.reason


def test_pieces_come_with_their_parents_in_the_order_they_close() -> None:
    data = b"<a xmlns='urn:x'><b>1</b><c><d><e>2</e></d></c></a>"
    assert tags(data) == [("", "urn:x}a"), ("a", "b"), ("c", "d"), ("a", "c")]
    kept = {element.tag: element for _, element in pieces(data, "x.xml")}
    assert kept["b"].text == "1"
    assert kept["d"].findtext("e") == "2"


@pytest.mark.parametrize("data", [BOMB, OUTSIDE, OUTER_DTD])
def test_document_types_and_entities_are_refused(data: bytes) -> None:
    assert "DTD" in refusal(data)


def test_depth_is_bounded() -> None:
    deep = b"<a>" * 10_000 + b"</a>" * 10_000
    assert "nested too deeply" in refusal(deep)
    assert len(tags(b"<a>" * 64 + b"</a>" * 64)) == 3


def test_number_of_elements_is_bounded() -> None:
    assert "more than 100 elements" in refusal(b"<a>" + b"<b/>" * 100 + b"</a>", Limits(elements=100))


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"<a><b>", "end of the file is missing"),
        (b"<a><b>text</b", "end of the file is missing"),
        (b"<a><![CDATA[x", "end of the file is missing"),
        ("<a>ü".encode()[:-1], "end of the file is missing"),
        (b"<a>\n<b></c></a>", "line 2 is not valid XML"),
        (b"<a>\0</a>", "line 1 is not valid XML"),
        (b"<a>&nbsp;</a>", "line 1 is not valid XML"),
        (b"<a/><a/>", "line 1 is not valid XML"),
        ("<a/>".encode("utf-32"), "UTF-32"),
        (b"<?xml version='1.0' encoding='klingon'?><a/>", "klingon"),
        (b"<?xml version='1.0' encoding='rot13'?><a/>", "rot13"),
    ],
)
def test_broken_documents(data: bytes, said: str) -> None:
    assert said in refusal(data)


@pytest.mark.parametrize("declared", ["utf-16", "UTF-8", "iso-8859-1"])
def test_a_wrong_declaration_is_not_believed(declared: str) -> None:
    data = f"<?xml version='1.0' encoding='{declared}'?><a><b>x</b></a>".encode()
    assert tags(data) == [("", "a"), ("a", "b")]


def test_memory_is_that_of_one_record() -> None:
    """Twenty thousand records pass through without being kept."""
    data = b"<a><r>" + b"<f><g>text</g><h>text</h></f>" * 20_000 + b"</r></a>"
    tracemalloc.start()
    count = sum(1 for _ in pieces(data, "x.xml"))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 20_002
    assert peak < 5_000_000


def test_load_refuses_what_is_missing_empty_or_too_large(tmp_path: Path) -> None:
    path = tmp_path / "x.xml"
    limits = Limits(size=1000)

    def reason() -> str:
        with pytest.raises(FileRefused) as refused:
            load(path, limits)
        assert refused.value.name == "x.xml"
        return refused.value.reason

    assert "no such file" in reason()
    path.mkdir()
    assert "folder" in reason()
    path.rmdir()
    for blank in (b"", b" \r\n", b"\xef\xbb\xbf", b"\0" * 100):
        path.write_bytes(blank)
        assert "empty" in reason()
    path.write_bytes(b"x" * 1001)
    assert "larger than" in reason()
    path.write_bytes(gzip.compress(b"\0" * 200_000_000, 9)[:900])
    assert "larger than" in reason()
    path.write_bytes(gzip.compress(bytes(range(256)) * 3)[:-20])
    assert "end of the file" in reason()
    path.write_bytes(b"\x1f\x8b not packed at all")
    assert "cannot be unpacked" in reason()


def test_a_huge_file_costs_no_more_than_the_limit(tmp_path: Path) -> None:
    path = tmp_path / "huge.xml"
    with path.open("wb") as stream:
        stream.truncate(200_000_000)
    tracemalloc.start()
    with pytest.raises(FileRefused, match="larger than 50 MB"):
        read_schedule(path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 120_000_000


SOUND = mspdi([task(n, f"Task {n}", Start="2026-01-05T08:00:00", Duration="PT8H0M0S") for n in range(1, 5)])


@given(st.integers(0, len(SOUND) - 1), st.binary(max_size=6), st.integers(0, 6))
def test_any_damage_is_read_or_refused_and_never_a_crash(at: int, put: bytes, cut: int) -> None:
    damaged = SOUND[:at] + put + SOUND[at + cut :]
    with suppress(FileRefused):
        assert len(parse_mspdi(damaged, "x.xml").tasks) <= 5


@given(st.integers(0, len(SOUND) - 1))
def test_any_truncation_is_refused(length: int) -> None:
    with pytest.raises(FileRefused):
        parse_mspdi(SOUND[:length], "x.xml")


@given(st.binary(max_size=200))
def test_any_bytes_are_refused(data: bytes) -> None:
    with pytest.raises(FileRefused):
        parse_mspdi(data, "x.xml")
