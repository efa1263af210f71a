"""The sub-commands as a script meets them: exit codes, sentences, JSON, files."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from pmo_desktop.main import main

ROOT = Path(__file__).resolve().parent.parent
REGISTER = """Code,Project,Department,Delivery confidence,Planned start,Planned finish,Budget (€m)
X-1,Tram line 4,Transport,Amber/Green,2026-03-02,2028-06-30,96.4
X-2,"=cmd|' /C calc'!A0",Transport,Red,2026-04-01,2027-01-31,12.0
X-3,Ring road east,Roads,Green,2025-01-06,2026-12-18,61.3
"""


@pytest.fixture
def database(tmp_path: Path) -> str:
    register = tmp_path / "register.csv"
    register.write_text(REGISTER, encoding="utf-8")
    path = tmp_path / "office.db"
    assert main(["import", str(register), "--db", str(path)]) == 0
    return str(path)


@pytest.mark.parametrize(
    "words",
    [
        ["--help"], ["demo", "--help"], ["import", "--help"], ["export", "--help"], ["pack", "--help"],
        ["pack", "build", "--help"], ["pack", "verify", "--help"], ["minutes", "--help"], ["shot", "--help"],
        ["check", "--help"], ["schedule", "--help"], ["--version"],
    ],
)  # fmt: skip
def test_every_command_explains_itself(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(words)
    assert left.value.code == 0
    assert capsys.readouterr().out.strip()


def test_wrong_words_are_exit_code_2(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(["export", "--what", "nothing", "--out", "x.csv"])
    assert left.value.code == 2


def test_import_says_what_it_did_as_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    register = tmp_path / "register.csv"
    register.write_text(REGISTER, encoding="utf-8")
    db = str(tmp_path / "office.db")
    assert main(["import", str(register), "--db", db, "--dry-run", "--json"]) == 0
    (dry,) = json.loads(capsys.readouterr().out)["files"]
    assert (dry["file"], dry["rows"], dry["created"], dry["changed"], dry["skipped"]) == (
        "register.csv",
        3,
        3,
        0,
        [],
    )
    assert not Path(db).exists()
    done: dict[str, Any] = {}
    for created in (3, 0):
        assert main(["import", str(register), "--db", db, "--json"]) == 0
        (done,) = json.loads(capsys.readouterr().out)["files"]
        assert done["created"] == created
    assert [s["row"] for s in done["skipped"]] == [2, 3, 4]
    assert all(s["reason"] for s in done["skipped"])


def test_a_refused_file_is_named_and_changes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = tmp_path / "bad.xlsx"
    bad.write_bytes(b"PK\x03\x04 not really")
    db = str(tmp_path / "office.db")
    assert main(["import", str(bad), "--db", db]) == 1
    assert "bad.xlsx" in capsys.readouterr().err
    assert main(["check", "--db", db]) == 0


@pytest.mark.parametrize("suffix", ["csv", "xlsx", "json"])
def test_export_writes_text_that_no_spreadsheet_runs(database: str, tmp_path: Path, suffix: str) -> None:
    out = tmp_path / f"works.{suffix}"
    assert main(["export", "--db", database, "--what", "works", "--out", str(out)]) == 0
    titles = _titles(out)
    assert "Tram line 4" in titles
    formula = next(t for t in titles if "calc" in t)
    assert formula.startswith("'=" if suffix == "csv" else "=")


def _titles(out: Path) -> list[str]:
    if out.suffix == ".json":
        return [
            row["title"] for row in json.loads(out.read_text(encoding="utf-8")) if row["kind"] == "project"
        ]
    if out.suffix == ".csv":
        rows = list(csv.DictReader(io.StringIO(out.read_text(encoding="utf-8-sig"))))
        return [row["Title"] for row in rows if row["Kind"] == "project"]
    sheet = load_workbook(out).active
    assert sheet is not None
    heads = [c.value for c in sheet[1]]
    column = heads.index("Title")
    assert all(row[column].data_type == "s" for row in sheet.iter_rows(min_row=2))
    return [str(row[column].value) for row in sheet.iter_rows(min_row=2) if row[0].value == "project"]


def test_export_of_plans_is_of_all_works_or_of_one(
    database: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plan = ROOT / "resources" / "demo" / "import" / "ambulance_bay.xml"
    assert main(["import", str(plan), "--db", database]) == 0
    out = tmp_path / "plan.json"
    assert main(["export", "--db", database, "--what", "plan", "--out", str(out)]) == 0
    rows = json.loads(out.read_text(encoding="utf-8"))
    assert [row["position"] for row in rows] == list(range(1, 11))
    (ref,) = {row["plan"] for row in rows}
    assert ref.startswith("PRJ-")
    out.unlink()
    assert main(["export", "--db", database, "--what", "plan", "--out", str(out), "--work", ref]) == 0
    assert json.loads(out.read_text(encoding="utf-8")) == rows
    out.unlink()
    assert main(["export", "--db", database, "--what", "plan", "--out", str(out), "--work", "NOPE"]) == 1
    assert "NOPE" in capsys.readouterr().err
    assert not out.exists()


def test_a_missing_database_is_said_and_not_made(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "none.db"
    for words in (["check"], ["export", "--what", "works", "--out", str(tmp_path / "x.csv")]):
        assert main([*words, "--db", str(path)]) == 1
        assert "no database" in capsys.readouterr().err
    assert not path.exists()


def test_a_folder_that_cannot_be_written_is_said(database: str, tmp_path: Path) -> None:
    out = tmp_path / "nowhere" / "works.csv"
    assert main(["export", "--db", database, "--what", "works", "--out", str(out)]) == 1


def test_a_meeting_that_is_not_there_is_said(
    database: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["minutes", "--db", database, "--meeting", "PB-1", "--out", str(tmp_path / "m.pdf")]) == 1
    assert "PB-1" in capsys.readouterr().err
    assert (
        main(["pack", "build", "--db", database, "--meeting", "PB-1", "--out", str(tmp_path / "p.pdf")]) == 1
    )
    assert "PB-1" in capsys.readouterr().err


def test_check_finds_a_damaged_trail(database: str, capsys: pytest.CaptureFixture[str]) -> None:
    import sqlite3

    assert main(["check", "--db", database]) == 0
    with sqlite3.connect(database) as db:
        db.execute("UPDATE work SET revision = 7 WHERE external_ref = 'X-1' OR ref = 'X-1'")
    db.close()
    assert main(["check", "--db", database]) == 1
    assert "7" in capsys.readouterr().out


def test_without_a_display_it_says_so_and_does_the_main_job(tmp_path: Path) -> None:
    env = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")}
    env |= {"PMO_DATA_DIR": str(tmp_path), "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-m", "pmo_desktop"],
        env=env,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "no display" in done.stdout
    for name in ("demo.db", "pack.pdf", "minutes.pdf"):
        assert (tmp_path / "demo" / name).stat().st_size > 1000


def test_a_plan_is_exported_as_it_is_printed(
    database: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plan = ROOT / "resources" / "demo" / "import" / "ambulance_bay.xml"
    assert main(["import", str(plan), "--db", database]) == 0
    assert main(["export", "--db", database, "--what", "plan", "--out", str(tmp_path / "p.json")]) == 0
    ref = json.loads((tmp_path / "p.json").read_text(encoding="utf-8"))[0]["plan"]
    asked = ["export", "--db", database, "--what", "plan", "--work", ref]
    for name in ("plan.pdf", "plan.svg", "plan.png"):
        out = tmp_path / name
        assert main([*asked, "--out", str(out), "--paper", "a4", "--sheets", "1", "--dpi", "60"]) == 0
        assert out.stat().st_size > 5_000
    assert (tmp_path / "plan.pdf").read_bytes().startswith(b"%PDF")
    capsys.readouterr()
    for words in (
        ["--paper", "B9"], ["--sheets", "many"], ["--from", "soon"], ["--type-size", "1"], ["--work", "NOPE"],
    ):  # fmt: skip
        assert main([*asked, "--out", str(tmp_path / "no.pdf"), *words]) == 1
        assert words[1].removesuffix(".0") in capsys.readouterr().err or words[0] == "--type-size"
    assert not (tmp_path / "no.pdf").exists()
