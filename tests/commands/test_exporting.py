"""`export --what plan`: a plan that came in goes out as a file of another program."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from pmo_desktop.exchange.schedules import read_schedule
from pmo_desktop.main import main
from tests.exchange.mspdi_writer import link, mspdi, task

LINES = [
    task(1, "Survey", Start="2026-01-05T08:00:00", Finish="2026-01-09T17:00:00", Duration="PT40H0M0S"),
    task(2, "=Signed", Start="2026-01-09T17:00:00", Finish="2026-01-09T17:00:00", Duration="PT0H0M0S",
         Milestone=1, PredecessorLink=link(1)),
]  # fmt: skip


@pytest.fixture
def database(tmp_path: Path) -> str:
    """A database with one plan, of the project PRJ-0001."""
    path = tmp_path / "house.xml"
    path.write_bytes(mspdi(LINES, Title="House"))
    url = str(tmp_path / "office.db")
    assert main(["import", str(path), "--db", url]) == 0
    return url


def _export(database: str, out: Path, *more: str) -> int:
    return main(["export", "--db", database, "--what", "plan", "--out", str(out), *more])


def _ref(database: str, folder: Path) -> str:
    out = folder / "works.csv"
    assert main(["export", "--db", database, "--what", "works", "--out", str(out)]) == 0
    (row,) = csv.DictReader(out.read_text(encoding="utf-8-sig").splitlines())
    return row["Code"]


@pytest.mark.parametrize("form", [".xml", ".xer"])
def test_schedule_files(tmp_path: Path, database: str, form: str, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / f"out{form}"
    ref = _ref(database, tmp_path)
    capsys.readouterr()
    assert _export(database, out, "--work", ref) == 0
    assert "2 rows written" in capsys.readouterr().out
    found = [t for t in read_schedule(out).tasks if t.name in ("Survey", "=Signed")]
    assert [(t.start and t.start.isoformat(), t.duration_minutes) for t in found] == [
        ("2026-01-05T08:00:00", 2400),
        ("2026-01-09T17:00:00", 0),
    ]


def test_milestones(tmp_path: Path, database: str) -> None:
    out = tmp_path / "out.ics"
    assert _export(database, out, "--work", _ref(database, tmp_path)) == 0
    text = out.read_text(encoding="utf-8")
    assert "SUMMARY:=Signed" in text
    assert "DTSTART;VALUE=DATE:20260109" in text
    assert "Survey" not in text


def test_of_which_work_must_be_said(
    tmp_path: Path, database: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _export(database, tmp_path / "out.xer") == 1
    assert "--work" in capsys.readouterr().err
    assert _export(database, tmp_path / "out.doc") == 1
    assert ".xer, .ics" in capsys.readouterr().err
    assert main(["export", "--db", database, "--what", "raid", "--out", str(tmp_path / "r.xer")]) == 1
    assert not (tmp_path / "r.xer").exists()
