"""Tables written for spreadsheets: text is text, whatever it begins with."""

from __future__ import annotations

import csv
import io
import json

import pytest
from openpyxl import load_workbook

from pmo_desktop.exchange.tables.writing import table_bytes
from pmo_desktop.services.exporting import Table

HOSTILE = ["=1+1", "+1", "-1", "@SUM(A1)", " =1+1", "\uff1d1+1", "=cmd|' /C calc'!A0"]
TABLE = Table("Plan: [a]/b*?", ("name", "=key"), ("Name", "=1+1"), tuple((text, "plain") for text in HOSTILE))


def test_a_workbook_keeps_text_as_text_also_when_it_is_edited() -> None:
    sheet = load_workbook(io.BytesIO(table_bytes(TABLE, ".xlsx"))).active
    assert sheet is not None
    assert [row[0].value for row in sheet.iter_rows(min_row=2)] == HOSTILE
    assert all(cell.data_type == "s" for row in sheet.iter_rows() for cell in row)
    assert all(row[0].quotePrefix for row in sheet.iter_rows(min_row=2))
    assert not any(row[1].quotePrefix for row in sheet.iter_rows(min_row=2))
    assert sheet.cell(1, 2).value == "=1+1"


def test_comma_separated_text_is_marked_as_text() -> None:
    rows = list(csv.reader(io.StringIO(table_bytes(TABLE, ".csv").decode("utf-8-sig"))))
    assert [row[0] for row in rows[1:]] == ["'" + text for text in HOSTILE]


@pytest.mark.parametrize("form", [".csv", ".xlsx", ".json"])
def test_long_and_odd_text_is_written(form: str) -> None:
    odd = ["x" * 100_000, "\x00\x07", "\u202eabc\u0627", "<b>&", "a\tb\r\nc", "\U0001f600"]
    data = table_bytes(Table("Odd", ("name",), ("Name",), tuple((text,) for text in odd)), form)
    if form == ".json":
        assert [row["name"] for row in json.loads(data)] == odd
    assert len(data) > 1000
