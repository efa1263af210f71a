"""`schedule --level minimal --may-split`: pieces only where they are asked for, and said by their dates."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from pmo_desktop.main import main
from tests.exchange.mspdi_writer import mspdi, task

LINES = [
    task(1, "Paint", Duration="PT40H0M0S"),
    task(2, "Course", Duration="PT8H0M0S", ConstraintType=4, ConstraintDate="2026-01-07T08:00:00",
         Priority=900),
]  # fmt: skip
ADA = {"UID": 1, "ID": 1, "Name": "Ada", "Type": 1, "MaxUnits": 1}
BUSY = [{"UID": n, "TaskUID": n, "ResourceUID": 1, "Units": 1, "Work": work} for n, work in
        ((1, "PT40H0M0S"), (2, "PT8H0M0S"))]  # fmt: skip


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "plan.xml"
    path.write_bytes(
        mspdi(LINES, resources=[ADA], assignments=BUSY, StartDate="2026-01-05T08:00:00", ScheduleFromStart=1)
    )
    return path


def _said(capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, Any]:
    assert main(["schedule", *words, "--json"]) == 0
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def test_a_task_is_broken_off_on_request_and_ends_sooner(
    plan: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    whole = _said(capsys, str(plan), "--level", "minimal")
    assert whole["finish"] == "2026-01-14T17:00:00"
    assert "broken_off" not in whole
    found = _said(capsys, str(plan), "--level", "minimal", "--may-split")
    assert found["finish"] == "2026-01-12T17:00:00"
    assert found["broken_off"] == [{"uid": 1, "from": "2026-01-06T17:00:00", "to": "2026-01-08T08:00:00"}]
    spans = {row["uid"]: (row["start"], row["finish"]) for row in found["tasks"]}
    assert spans[1] == ("2026-01-05T08:00:00", "2026-01-12T17:00:00")


def test_other_methods_do_not_break_off(plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schedule", str(plan), "--level", "best", "--may-split"]) != 0
    assert "minimal levelling alone" in capsys.readouterr().err
