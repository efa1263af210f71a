from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from pmo_desktop.domain.registersheet import Orientation, Sheet
from pmo_desktop.exchange.refused import FileRefused
from pmo_desktop.exchange.tables.reading import read_tables

HEADER = ["Project ID", "Project name", "Department", "RAG", "Start date", "Budget (£m)"]
ROWS = [
    ["P-1", "New depot", "Transport", "Amber", "31/01/2020", "1,234.5"],
    ["P-2", "Old bridge", "Roads", "Green", "01/02/2021", "Exempt under Section 43"],
]


def _text(delimiter: str = ",", rows: list[list[str]] | None = None) -> str:
    cells = [HEADER, *(rows or ROWS)]
    return "\r\n".join(delimiter.join(f'"{c}"' for c in row) for row in cells) + "\r\n"


def _file(folder: Path, body: str | bytes, name: str = "register.csv", encoding: str = "utf-8") -> Path:
    path = folder / name
    path.write_bytes(body if isinstance(body, bytes) else body.encode(encoding))
    return path


def _only(path: Path) -> Sheet:
    (sheet,) = read_tables(path)
    return sheet


def _workbook(folder: Path, *sheets: Sequence[Sequence[object]]) -> Path:
    book = Workbook()
    assert book.active is not None
    book.remove(book.active)
    for n, rows in enumerate(sheets, start=1):
        page = book.create_sheet(f"Sheet {n}")
        for row in rows:
            page.append(row)
    path = folder / "register.xlsx"
    book.save(path)
    return path


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_every_delimiter_in_every_encoding(tmp_path: Path, delimiter: str, encoding: str) -> None:
    sheet = _only(_file(tmp_path, _text(delimiter), encoding=encoding))
    assert sheet.headers == tuple(HEADER)
    assert [row.cells for row in sheet.rows] == [tuple(r) for r in ROWS]
    assert [row.number for row in sheet.rows] == [2, 3]


def test_the_fallback_to_windows_1252_is_told(tmp_path: Path) -> None:
    sheet = _only(_file(tmp_path, _text(), encoding="cp1252"))
    assert any("Windows-1252" in w for w in sheet.warnings)


def test_a_byte_that_no_encoding_knows_is_counted(tmp_path: Path) -> None:
    body = _text().encode("cp1252").replace(b"depot", b"dep\x9dt")
    sheet = _only(_file(tmp_path, body))
    assert any("1 character could not be read" in w for w in sheet.warnings)


def test_a_declared_delimiter_is_no_row(tmp_path: Path) -> None:
    sheet = _only(_file(tmp_path, "sep=;\r\n" + _text(";")))
    assert sheet.headers == tuple(HEADER)
    assert len(sheet.rows) == 2


def test_line_breaks_in_quotes_stay_in_their_cell(tmp_path: Path) -> None:
    rows = [["P-1", "New\r\r\ndepot", "Transport", "Amber", "31/01/2020", "1"], *ROWS[1:]]
    sheet = _only(_file(tmp_path, _text(rows=rows)))
    assert sheet.rows[0].cells[1] == "New\ndepot"
    assert len(sheet.rows) == 2


def test_title_lines_stand_before_the_header_and_ragged_rows_are_kept(tmp_path: Path) -> None:
    body = "Portfolio of the office\nStand: 31.12.2025\n\n" + _text() + "P-3,Short\nP-4,Long,a,b,c,d,e,f\n"
    sheet = _only(_file(tmp_path, body))
    assert sheet.header_row == 4
    assert sheet.before == ((1, "Portfolio of the office"), (2, "Stand: 31.12.2025"))
    assert [len(r.cells) for r in sheet.rows] == [8, 8, 8, 8]
    assert sheet.rows[3].cells[-1] == "f"
    assert any("1 row is longer" in w for w in sheet.warnings)


def test_a_sideways_table_is_turned(tmp_path: Path) -> None:
    turned = [list(column) for column in zip(HEADER, *ROWS, strict=True)]
    body = "\n".join(",".join(f'"{c}"' for c in row) for row in turned)
    sheet = _only(_file(tmp_path, body))
    assert sheet.orientation is Orientation.TURNED
    assert sheet.headers == tuple(HEADER)
    assert [row.cells for row in sheet.rows] == [tuple(r) for r in ROWS]


def test_a_workbook_gives_values_formats_and_names_hidden_sheets(tmp_path: Path) -> None:
    path = _workbook(
        tmp_path,
        [list(HEADER), ["P-1", "New depot", "Transport", "Amber", datetime(2020, 1, 31), 12.5]],
        [["secret"], ["x"]],
    )

    book = load_workbook(path)
    book["Sheet 1"]["F2"].number_format = '"£"#,##0.00'
    book["Sheet 2"].sheet_state = "hidden"
    book.save(path)
    sheet = _only(path)
    assert sheet.rows[0].cells[4:] == (date(2020, 1, 31), 12.5)
    assert "£" in sheet.formats[5]
    assert any("Sheet 2" in w for w in sheet.warnings)


def test_formulas_without_a_stored_result_are_told(tmp_path: Path) -> None:
    path = _workbook(tmp_path, [list(HEADER), ["P-1", "New depot", "Transport", "Red", None, "=1+1"]])
    assert any("1 formula has no stored result" in w for w in _only(path).warnings)


def test_the_ending_of_a_name_does_not_decide(tmp_path: Path) -> None:
    assert _only(_file(tmp_path, _text(), "register.xlsx")).headers == tuple(HEADER)
    book = _workbook(tmp_path, [[*HEADER], [*ROWS[0]]])
    assert _only(_file(tmp_path, book.read_bytes(), "register.csv")).headers == tuple(HEADER)


def test_hostile_text_stays_plain_text(tmp_path: Path) -> None:
    evil = ['=HYPERLINK(""http://x"")', "<b>bold</b>\x00&amp;", "a" * 10_000, "Red", "@SUM(A1)", "+1"]
    sheet = _only(_file(tmp_path, _text(rows=[evil, *ROWS])))
    assert sheet.rows[0].cells[0] == '=HYPERLINK("http://x")'
    assert sheet.rows[0].cells[1] == "<b>bold</b>&amp;"
    assert sheet.rows[0].cells[2] == "a" * 10_000
    assert any("NUL" in w for w in sheet.warnings)


def _bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 30_000_000)
    return out.getvalue()


def _archive(**parts: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, body in parts.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), body)
    return out.getvalue()


_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
_REFUSED = {
    "empty": (b"", "empty"),
    "blank": (b"\xef\xbb\xbf \r\n\r\n", "empty"),
    "header only": (_text().split("\r\n")[0].encode(), "no table"),
    "old excel": (_OLE + "Workbook".encode("utf-16-le"), "Excel 97"),
    "encrypted": (_OLE + "EncryptedPackage".encode("utf-16-le"), "password"),
    "old word": (_OLE + "WordDocument".encode("utf-16-le"), "old office document"),
    "opendocument": (_archive(mimetype="application/vnd.oasis.opendocument.spreadsheet"), "OpenDocument"),
    "other archive": (_archive(word__document_xml="<w/>"), "not a workbook"),
    "damaged archive": (b"PK\x03\x04" + b"\x01" * 200, "damaged"),
    "empty workbook part": (_archive(xl__workbook_xml="<workbook/>"), "damaged"),
    "entities": (_archive(xl__workbook_xml="<!DOCTYPE a [<!ENTITY b 'c'>]><a/>"), "entities"),
    "bomb": (_bomb(), "times its size"),
    "pdf": (b"%PDF-1.7 ...", "PDF"),
    "picture": (b"\x89PNG\r\n", "picture"),
    "packed": (b"\x1f\x8b\x08", "compressed"),
    "database": (b"SQLite format 3\x00", "database"),
    "page": (b"<!DOCTYPE html><table><tr><td>1", "marked-up"),
    "xml": (b"<?xml version='1.0'?><Project/>", "marked-up"),
    "binary": (bytes(range(1, 256)) * 8 + b"\0" * 50, "not a text"),
    "half utf-16": ("a,b\n1,2".encode("utf-16") + b"\x00", "damaged"),
    "open quote": (_text().encode() + b'P-3,"never closed\nP-4,x\n', "never closed"),
    "giant cell": (_text().encode() + b'P-3,"' + b"x" * 100_500 + b'"\n', "characters"),
}


@pytest.mark.parametrize("case", list(_REFUSED))
def test_what_is_no_table_is_refused_by_name_and_reason(tmp_path: Path, case: str) -> None:
    body, word = _REFUSED[case]
    path = _file(tmp_path, body, "theirs.csv")
    with pytest.raises(FileRefused) as refused:
        read_tables(path)
    assert refused.value.name == "theirs.csv"
    assert word in refused.value.reason


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileRefused, match="no such file"):
        read_tables(tmp_path / "nowhere.csv")


def test_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileRefused):
        read_tables(tmp_path)


def test_a_quote_left_open_does_not_choose_another_delimiter(tmp_path: Path) -> None:
    """What follows the quote is one huge cell; with commas the file would seem to be a table all the same."""
    rows = [f"P-{n};Bridge over the canal, north;Roads;Green" for n in range(4_000)]
    text = "\n".join(["Code;Title;Unit;RAG", rows[0], 'P-x;"Depot;Roads;Green', *rows])
    with pytest.raises(FileRefused, match="characters"):
        read_tables(_file(tmp_path, text))


def test_loose_quotation_marks_are_read_and_told(tmp_path: Path) -> None:
    body = _text() + 'P-3,"Five" inch pipe,Roads,Red,01/02/2021,1\n'
    sheet = _only(_file(tmp_path, body))
    assert len(sheet.rows) == 3
    assert "inch pipe" in str(sheet.rows[2].cells[1])
    assert any("quotation marks" in w for w in sheet.warnings)


def test_every_damage_of_a_workbook_is_refused_and_nothing_else(tmp_path: Path) -> None:
    body = _workbook(tmp_path, [[*HEADER], *([*r] for r in ROWS)]).read_bytes()
    for cut in range(4, len(body), max(1, len(body) // 40)):
        path = _file(tmp_path, body[:cut], "cut.xlsx")
        with pytest.raises(FileRefused):
            read_tables(path)


def test_a_changed_byte_is_read_or_refused_never_an_accident(tmp_path: Path) -> None:
    body = bytearray(_workbook(tmp_path, [[*HEADER], *([*r] for r in ROWS)]).read_bytes())
    read = refused = 0
    for at in range(0, len(body), max(1, len(body) // 150)):
        kept, body[at] = body[at], body[at] ^ 0x55
        try:
            read_tables(_file(tmp_path, bytes(body), "changed.xlsx"))
            read += 1
        except FileRefused:
            refused += 1
        body[at] = kept
    assert refused > 0
    assert read + refused >= 150


def test_a_heading_over_several_columns_joins_their_names(tmp_path: Path) -> None:
    body = ",Work,,RAG,,Money (£m)\nID,Name,Unit,Overall,Cost,Budget\n1,New depot,Roads,A,R,12\n"
    sheet = _only(_file(tmp_path, body))
    assert sheet.headers[3:] == ("RAG / Overall", "RAG / Cost", "Money (£m) / Budget")


def test_a_table_without_a_header_keeps_its_first_row(tmp_path: Path) -> None:
    sheet = _only(_file(tmp_path, "New depot,Roads,Amber,31/01/2025\nOld bridge,Parks,Green,28/02/2025\n"))
    assert (sheet.header_row, sheet.headers) == (0, ("", "", "", ""))
    assert [row.number for row in sheet.rows] == [1, 2]


def test_a_cell_merged_down_speaks_for_every_row_it_spans(tmp_path: Path) -> None:
    path = _workbook(
        tmp_path, [["Department", "Project"], ["Roads", "Depot"], [None, "Bridge"], ["Parks", "Lawn"]]
    )
    book = load_workbook(path)
    book["Sheet 1"].merge_cells("A2:A3")
    book.save(path)
    assert [row.cells[0] for row in _only(path).rows] == ["Roads", "Roads", "Parks"]
