"""What a hostile hand gives the command line: one clear sentence, exit code 1, and nothing changed."""

from __future__ import annotations

import csv
import io
import json
import os
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from pmo_desktop.bootstrap import journal_path, open_office
from pmo_desktop.exchange.tables.writing import table_bytes
from pmo_desktop.main import main
from pmo_desktop.services.exporting import Table
from pmo_desktop.services.ports import StoreFault
from pmo_desktop.settings import Settings, read_settings

REGISTER = "Code,Project\nX-1,Tram line 4\n"


@pytest.fixture
def register(tmp_path: Path) -> Path:
    path = tmp_path / "register.csv"
    path.write_text(REGISTER, encoding="utf-8")
    return path


def said(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    """The one sentence of a command that is refused."""
    assert main(list(words)) == 1
    text = capsys.readouterr().err.strip()
    assert "Traceback" not in text
    assert len(text.splitlines()) == 1
    return text


@pytest.mark.parametrize("place", ["/proc/nowhere", "{tmp}/file"])
def test_a_data_folder_that_takes_no_files_is_named(
    place: str, tmp_path: Path, register: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    (tmp_path / "file").touch()
    folder = place.format(tmp=tmp_path)
    monkeypatch.setenv("PMO_DATA_DIR", folder)
    text = said(capsys, "import", str(register))
    assert folder in text
    assert "PMO_DATA_DIR" in text


def test_a_damaged_journal_is_named_and_kept(
    tmp_path: Path, register: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PMO_DATA_DIR", str(tmp_path))
    database = str(tmp_path / "office.db")
    assert main(["import", "--db", database, str(register)]) == 0
    journal = journal_path(f"sqlite:///{database}")
    journal.write_bytes(b"not a journal" * 500)
    with pytest.raises(StoreFault, match=journal.name):
        open_office(database, journal=True)
    assert journal.read_bytes().startswith(b"not a journal")


@pytest.mark.parametrize("body", ["[" * 100_000, '{"me": "\\ud800"}', "\x00", '{"theme": 5}', "{"])
def test_settings_that_are_none_do_not_stop_a_start(tmp_path: Path, body: str) -> None:
    path = tmp_path / "settings.json"
    path.write_text(body, encoding="utf-8")
    assert read_settings(path) == Settings()


def test_a_file_whose_name_is_no_text_is_refused_by_name(
    tmp_path: Path, register: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    odd = tmp_path / os.fsdecode(b"na\xffme.csv")
    register.rename(odd)
    database = tmp_path / "office.db"
    assert "na?me.csv was not imported" in said(capsys, "import", "--db", str(database), str(odd))


@pytest.mark.parametrize(
    "words", [["minutes", "--meeting", "\udcff"], ["pack", "build", "--meeting", "\udcff"]]
)
def test_a_reference_that_is_no_text_is_refused(
    words: list[str], tmp_path: Path, register: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    database = str(tmp_path / "office.db")
    assert main(["import", "--db", database, str(register)]) == 0
    capsys.readouterr()
    said(capsys, *words, "--db", database, "--out", str(tmp_path / "o.pdf"))


@pytest.mark.parametrize(
    "text", ["=1+1", "  =1+1", "\n=1+1", "＝1+1", "@SUM(1)", "\t=1", "－1", "\u00a0=1", "+A", "\r=1"]
)
def test_no_text_is_a_formula_in_a_table(text: str) -> None:
    table = Table("Works", ("title",), ("Title",), ((text,),))
    cells = list(csv.reader(io.StringIO(table_bytes(table, ".csv").decode("utf-8-sig"), newline="")))
    assert cells[1][0] == "'" + text
    sheet = load_workbook(io.BytesIO(table_bytes(table, ".xlsx"))).active
    assert sheet is not None
    assert sheet["A2"].data_type != "f"
    assert json.loads(table_bytes(table, ".json")) == [{"title": text}]


def test_what_a_sheet_cannot_hold_is_left_out_of_it() -> None:
    table = Table(
        "Works", ("Title", "On"), ("title", "on"), (("a\ufffeb\x01c\uffff" + "x" * 40_000, date.min),)
    )
    sheet = load_workbook(io.BytesIO(table_bytes(table, ".xlsx"))).active
    assert sheet is not None
    assert str(sheet["A2"].value).startswith("abcx")


def test_a_demo_leaves_what_only_looks_like_its_database(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pmo_desktop.commands import demo

    (tmp_path / "demo.db.backup").write_bytes(b"mine")
    monkeypatch.setattr(demo, "open_office", _stop)
    with pytest.raises(_StopError):
        demo.make_demo(tmp_path)
    assert (tmp_path / "demo.db.backup").read_bytes() == b"mine"


class _StopError(Exception):
    """Far enough."""


def _stop(*_: object, **__: object) -> None:
    raise _StopError
