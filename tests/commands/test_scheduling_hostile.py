"""`schedule` with files and words that nobody sane would write: dates, or one sentence, never a traceback."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from pmo_desktop.main import main
from tests.exchange.mspdi_writer import Fields, link, mspdi, task

START = "2026-01-05T08:00:00"
HUGE = "999999999999999e30"


def _written(tmp_path: Path, tasks: Sequence[Fields], **more: Any) -> str:
    path = tmp_path / "plan.xml"
    path.write_bytes(mspdi(tasks, **({"StartDate": START} | more)))
    return str(path)


def _not_json(word: str) -> None:
    raise AssertionError(f"{word} is not JSON")


def _said(capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, Any]:
    assert main(["schedule", *words, "--json"]) == 0
    found: dict[str, Any] = json.loads(capsys.readouterr().out, parse_constant=_not_json)
    return found


def _one_day(uid: int, **more: object) -> dict[str, object]:
    return {**task(uid, Duration="PT8H0M0S"), **more}


@pytest.mark.parametrize("kind", range(4))
@pytest.mark.parametrize("unit", [7, 8, 19, 20])
def test_a_lag_beyond_all_years_is_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], kind: int, unit: int
) -> None:
    tasks = [_one_day(1), _one_day(2, PredecessorLink=link(1, kind, HUGE, unit))]
    assert main(["schedule", _written(tmp_path, tasks)]) == 1
    said = capsys.readouterr().err
    assert "1900 to 2199" in said
    assert said.count("\n") == 1


@pytest.mark.parametrize("field", ["LevelingDelay", "Priority", "PercentComplete", "OutlineLevel"])
@pytest.mark.parametrize("number", [HUGE, f"-{HUGE}", "NaN", "-1", str(2**31)])
def test_a_field_of_any_size_is_dates_or_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], field: str, number: str
) -> None:
    code = main(["schedule", _written(tmp_path, [_one_day(1) | {field: number}]), "--json"])
    said = capsys.readouterr()
    if code:
        assert said.err.count("\n") == 1
    else:
        assert len(json.loads(said.out, parse_constant=_not_json)["tasks"]) == 1


def test_a_limit_of_criticality_beyond_all_years(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = _said(capsys, _written(tmp_path, [_one_day(1)], CriticalSlackLimit="1e80"))
    assert found["tasks"][0]["critical"] is True


def test_next_to_nothing_of_a_person(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    calendars = [{"UID": n, "Name": "All", "IsBaseCalendar": 1} for n in (1, 2)]
    people = [{"UID": n, "ID": n, "Name": "Ada", "Type": 1, "MaxUnits": 1, "CalendarUID": n} for n in (1, 2)]
    work = [
        {"UID": n, "TaskUID": 1, "ResourceUID": n, "Units": "1e-30", "Work": "PT8H0M0S", "Delay": HUGE}
        for n in (1, 2)
    ]
    path = _written(tmp_path, [_one_day(1)], resources=people, assignments=work, calendars=calendars)
    assert main(["schedule", path, "--json"]) in (0, 1)
    assert "Traceback" not in capsys.readouterr().err


def test_a_refusal_names_the_file_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schedule", _written(tmp_path, [_one_day(1), _one_day(1)])]) == 1
    assert capsys.readouterr().err.count("plan.xml") == 1


def test_an_outline_of_many_levels_costs_little_more_than_a_flat_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A comb: each level holds one task and the next summary; cost by level times rows would take minutes."""
    deep = 20_000
    rows = [_one_day(1)]
    for level in range(1, deep, 2):
        rows += [_one_day(level + 1, OutlineLevel=level), _one_day(level + 2, OutlineLevel=level)]
    rows[2]["PredecessorLink"] = link(2)
    found = {row["uid"]: row for row in _said(capsys, _written(tmp_path, rows[1:]))["tasks"]}
    assert found[2]["finish"] == "2026-01-05T17:00:00"
    assert {row["start"] for uid, row in found.items() if uid > 2} == {"2026-01-06T08:00:00"}


@pytest.mark.parametrize(
    "words",
    [
        ["--seconds", "soon"], ["--seconds", "nan"], ["--seconds", "inf"], ["--seconds", "-1"],
        ["--simulate", "many"], ["--simulate", "1.5"], ["--simulate", "1000001"],
        ["--seed", "-1"], ["--seed", "1e30"], ["--seed", "x"],
    ],
)  # fmt: skip
def test_words_that_are_no_such_number(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(["schedule", "plan.xml", *words])
    assert left.value.code == 2
    assert f"argument {words[0]}: a " in capsys.readouterr().err


def test_a_plan_without_rows(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = _written(tmp_path, [])
    assert _said(capsys, path, "--check", "--level", "best")["tasks"] == []
    assert main(["schedule", path, "--simulate", "5"]) == 1
    assert "nothing to work through" in capsys.readouterr().err


def test_nowhere_to_print_to_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    assert main(["schedule", _written(tmp_path, [_one_day(1)])]) == 1
    assert "nowhere to print" in capsys.readouterr().err


@pytest.mark.parametrize("method", ["minimal", "best"])
def test_more_work_than_there_are_years_is_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], method: str
) -> None:
    ada = {"UID": 1, "ID": 1, "Name": "Ada", "Type": 1, "MaxUnits": 1}
    work = [{"UID": n, "TaskUID": n, "ResourceUID": 1, "Units": 1, "Work": "PT8H0M0S"} for n in range(1, 801)]
    path = _written(tmp_path, [_one_day(n) for n in range(1, 801)], resources=[ada], assignments=work)
    code = main(["schedule", path, "--level", method, "--seconds", "0.01", "--json"])
    said = capsys.readouterr()
    if code:
        assert "far more work" in said.err
    else:
        starts = [row["start"] for row in json.loads(said.out)["tasks"]]
        assert len(set(starts)) == 800
        assert max(starts) < "2029-06"


@pytest.mark.filterwarnings("error")
def test_levelling_with_no_end_of_people(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ada = {"UID": 1, "ID": 1, "Name": "Ada", "Type": 1, "MaxUnits": "1e30"}
    work = {"UID": 1, "TaskUID": 1, "ResourceUID": 1, "Units": "1e30", "Work": "PT8H0M0S"}
    path = _written(tmp_path, [_one_day(1)], resources=[ada], assignments=[work])
    assert _said(capsys, path, "--level", "minimal")["tasks"][0]["start"] == START


def test_links_of_nested_summaries_that_stand_for_millions_are_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [_one_day(1)]
    for level in range(1, 5000):
        rows.append(_one_day(2 * level, OutlineLevel=level))
        rows.append(_one_day(2 * level + 1, OutlineLevel=level, PredecessorLink=link(1)))
    assert main(["schedule", _written(tmp_path, rows)]) == 1
    assert "links of summaries" in capsys.readouterr().err
