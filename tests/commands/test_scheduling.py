"""`schedule`: dates from inputs alone, levelling, simulation and checks, as a script meets them."""

from __future__ import annotations

import itertools
import json
from pathlib import Path
from typing import Any

import pytest

from pmo_desktop.main import main
from tests.exchange.mspdi_writer import link, mspdi, task

LINES = [
    task(1, "Survey", Duration="PT40H0M0S", Start="2026-01-05T08:00:00", Finish="2026-01-09T17:00:00"),
    task(2, "Design", Duration="PT80H0M0S", PredecessorLink=link(1), Start="2030-01-07T08:00:00",
         Finish="2030-01-18T17:00:00"),
    task(3, "Permit", Duration="PT8H0M0S", PredecessorLink=link(1), Start="2026-01-12T08:00:00",
         Finish="2026-01-12T17:00:00"),
]  # fmt: skip
ADA = {"UID": 1, "ID": 1, "Name": "Ada", "Type": 1, "MaxUnits": 1}
BUSY = [{"UID": n, "TaskUID": n, "ResourceUID": 1, "Units": 1, "Work": work} for n, work in
        ((1, "PT40H0M0S"), (2, "PT80H0M0S"), (3, "PT8H0M0S"))]  # fmt: skip
J3 = """projects                      :  1
jobs (incl. supersource/sink ):  4
RESOURCES
  - renewable                 :  1   R
  - nonrenewable              :  0   N
  - doubly constrained        :  0   D
PRECEDENCE RELATIONS:
jobnr.    #modes  #successors   successors
   1        1          2           2   3
   2        1          1           4
   3        1          1           4
   4        1          0
REQUESTS/DURATIONS:
jobnr. mode duration  R 1
  1      1     0       0
  2      1     3       2
  3      1     4       2
  4      1     0       0
RESOURCEAVAILABILITIES:
  R 1
   3
"""


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


def test_dates_come_from_inputs_alone(plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = _said(capsys, str(plan))
    by_uid = {row["uid"]: row for row in found["tasks"]}
    assert by_uid[2] == {
        "uid": 2, "start": "2026-01-12T08:00:00", "finish": "2026-01-23T17:00:00",
        "total_float_minutes": 0, "critical": True,
    }  # fmt: skip
    assert by_uid[3]["total_float_minutes"] == 9 * 480
    assert found["finish"] == "2026-01-23T17:00:00"
    assert {row["uid"] for row in found["differences"]} == {2}


def test_the_dates_of_the_file_are_kept_on_request(plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = _said(capsys, str(plan), "--keep-dates")
    assert found["tasks"][1]["start"] == "2030-01-07T08:00:00"


def test_levelling_moves_what_one_person_cannot_do_at_once(
    plan: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = _said(capsys, str(plan), "--level", "best", "--seconds", "1")
    spans = sorted((row["start"], row["finish"]) for row in found["tasks"])
    assert all(ends <= starts for (_, ends), (starts, _) in itertools.pairwise(spans))
    assert found["proven"] is True
    assert found["lower_bound"] == found["working_makespan"] == 16 * 480


def test_levelling_with_little_change_says_what_moved_and_because_of_whom(
    plan: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plain = {row["uid"]: row["start"] for row in _said(capsys, str(plan))["tasks"]}
    found = _said(capsys, str(plan), "--level", "minimal")
    assert found["method"] == "minimal"
    assert found["moves"]
    starts = {row["uid"]: row["start"] for row in found["tasks"]}
    for move in found["moves"]:
        assert move["from"] == plain[move["uid"]] < move["to"] == starts[move["uid"]]
        assert move["because"]
    spans = sorted((row["start"], row["finish"]) for row in found["tasks"])
    assert all(ends <= starts for (_, ends), (starts, _) in itertools.pairwise(spans))


def test_a_simulation_repeats_with_its_seed(plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = (str(plan), "--simulate", "500", "--seed", "4")
    one, two = _said(capsys, *words)["simulation"], _said(capsys, *words)["simulation"]
    assert one == two
    assert one["p10"] <= one["p50"] <= one["p90"]
    assert one["criticality"]["2"] == 1


def test_the_fourteen_checks_are_printed(plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = _said(capsys, str(plan), "--check")
    assert [row["check"] for row in found["checks"]] == list(range(1, 15))
    assert found["checks"][0]["uids"] == [1, 2, 3]


def test_words_for_people(plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schedule", str(plan), "--check"]) == 0
    said = capsys.readouterr().out
    assert "3 tasks" in said
    assert "Design" in said
    assert "logic" in said


def test_a_levelling_problem_without_dates(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "j3.sm"
    path.write_text(J3, encoding="ascii")
    found = _said(capsys, str(path), "--seconds", "1")
    assert (found["makespan"], found["lower_bound"], found["proven"]) == (7, 7, True)
    assert [row["uid"] for row in found["tasks"]] == [1, 2, 3, 4]
    assert main(["schedule", str(path), "--check"]) == 1
    assert "without dates" in capsys.readouterr().err


def test_a_file_of_another_kind_is_refused_in_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("Dear all,\n", encoding="utf-8")
    assert main(["schedule", str(path)]) == 1
    assert "letter.txt" in capsys.readouterr().err


@pytest.mark.parametrize("words", [["--seconds", "0"], ["--simulate", "-3"], ["--level", "worst"]])
def test_wrong_words_are_said_to_be_wrong(plan: Path, words: list[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(["schedule", str(plan), *words])
    assert left.value.code == 2
