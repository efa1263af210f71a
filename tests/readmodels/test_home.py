"""What Home makes of a day: reasons and order of reports, the rhythm of the board, what is late or near."""

from __future__ import annotations

import dataclasses as dc
import datetime as dt
from typing import Any
from uuid import UUID, uuid4

import pytest

from pmo_desktop.domain.health import Rating
from pmo_desktop.domain.ids import MeetingId, PaperId
from pmo_desktop.domain.meetings import MeetingState, Paper, PaperState
from pmo_desktop.domain.raid import ActionState
from pmo_desktop.domain.reports import ReportState
from pmo_desktop.domain.values import LText, Rich, Zoned
from pmo_desktop.domain.works import WorkState
from pmo_desktop.readmodels.home import (
    CHECK,
    ComingMeeting,
    Home,
    HomeFacts,
    Recent,
    Stand,
    home,
    main_meeting,
    strung,
)
from pmo_desktop.readmodels.lists import ActionRow
from tests.builders import TODAY, eur
from tests.readmodels.test_register import report, row

NOON = dt.datetime(2026, 7, 15, 12, tzinfo=dt.UTC)
BOARD_DAY = dt.date(2026, 7, 30)


def made(**given: Any) -> Home:
    usual: dict[str, Any] = {"works": (), "actions": (), "meetings": (), "recent": ()}
    return home(HomeFacts(**(usual | given)), TODAY)


def meeting(on: dt.date = BOARD_DAY, **given: Any) -> ComingMeeting:
    starts = Zoned(dt.datetime.combine(on, dt.time(9), tzinfo=dt.UTC), "Europe/Lisbon")
    usual: dict[str, Any] = {
        "id": uuid4(), "ref": "PB-2026-07", "title": LText.of("July"), "state": MeetingState.PLANNED,
        "starts": starts, "body": LText.of("Portfolio board"), "papers_due": 7, "pack_issue": 5,
        "board": True,
    }  # fmt: skip
    return ComingMeeting(**(usual | given))


def action(due: dt.date | None, **given: Any) -> ActionRow:
    usual: dict[str, Any] = {f.name: None for f in dc.fields(ActionRow)} | {
        "id": uuid4(), "ref": "A-1", "revision": 1, "text": Rich("Send the drawings"), "due": due,
        "state": ActionState.OPEN, "owner_name": "Tomas Okafor", "due_history": (), "work_title": LText(),
        "body_code": "", "meeting_ref": "", "decision_ref": "", "done_note": Rich(""),
    }  # fmt: skip
    return ActionRow(**(usual | given))


def news(who: UUID, label: str, records: int = 1) -> Recent:
    return Recent(uuid4(), NOON, who, "Sofia Lindqvist", label, records)


@pytest.mark.parametrize(
    ("given", "reason", "act"),
    [
        ({"report": None}, "No report yet", "Show"),
        ({"report": report(state=ReportState.SUBMITTED)}, "Submitted, to be checked", "Check"),
        ({"report": report(days=36)}, "No report this cycle", "Show"),
        (
            {
                "report": report("green", state=ReportState.SUBMITTED),
                "budget": eur(100),
                "forecast_cost": eur(120),
            },
            "Green, but beyond tolerance",
            "Check",
        ),
    ],
)
def test_a_report_that_waits_says_why_and_what_to_do(given: dict[str, Any], reason: str, act: str) -> None:
    (found,) = made(works=[row(**given)]).reports
    assert (found.reason, found.act) == (reason, act)


def given_back(days: int = 5) -> dt.date:
    return TODAY - dt.timedelta(days=days)


@pytest.mark.parametrize("before", [None, report(days=5), report(days=36)])
def test_a_report_that_went_back_is_counted_and_shown(before: Any) -> None:
    work = row(report=before, returned=given_back())
    found = made(works=[work, row()])
    (shown,) = [r for r in found.reports if r.id == work.id]
    assert (shown.reason, shown.act, shown.days) == ("Returned to the manager", "Show", 5)
    assert (found.returned, found.reporting) == (1, 2)


@pytest.mark.parametrize(("days", "latest"), [(20, 4), (36, 40)])
def test_a_report_that_went_back_long_ago_is_over(days: int, latest: int) -> None:
    """A later one came, or its cycle has passed."""
    found = made(works=[row(report=report(days=latest), returned=given_back(days))])
    assert found.returned == 0
    assert all(r.reason != "Returned to the manager" for r in found.reports)


def test_an_accepted_report_of_this_cycle_waits_for_nobody() -> None:
    found = made(works=[row(report=report(days=35))])
    assert found.reports == ()
    assert (found.accepted, found.reporting) == (1, 1)


def test_a_report_too_old_rates_nothing_as_in_the_register() -> None:
    (found,) = made(works=[row(report=report("red", days=40))]).reports
    assert (found.rating, found.trend) == (Rating.NONE, "")


def test_reports_to_check_come_first_then_the_oldest() -> None:
    works = [
        row(title=LText.of("old"), report=report(days=60)),
        row(title=LText.of("older"), report=report(days=90)),
        row(title=LText.of("submitted"), report=report(state=ReportState.SUBMITTED)),
    ]
    found = made(works=works)
    assert [str(r.title) for r in found.reports] == ["submitted", "older", "old"]
    assert found.reports[0].act == CHECK
    assert (found.accepted, found.to_check, found.returned, found.not_in) == (0, 1, 0, 2)


def test_only_projects_and_services_under_way_report() -> None:
    works = [row(kind="programme"), row(state=WorkState.CLOSED), row(kind="service")]
    assert made(works=works).reporting == 1


def test_the_steps_of_the_track_stand_around_the_meeting_in_working_days() -> None:
    found = made(meetings=[meeting()], works=[row()])
    assert [s.day for s in found.steps] == [
        dt.date(2026, 7, 16), dt.date(2026, 7, 21), dt.date(2026, 7, 23),
        BOARD_DAY, dt.date(2026, 8, 3), dt.date(2026, 8, 6),
    ]  # fmt: skip
    assert found.meeting_days == 11


@pytest.mark.parametrize(
    ("state", "now"),
    [
        (MeetingState.PLANNED, 0),
        (MeetingState.AGENDA_AGREED, 1),
        (MeetingState.PACK_ISSUED, 3),
        (MeetingState.IN_SESSION, 3),
        (MeetingState.ENDED, 4),
    ],
)
def test_the_state_of_the_meeting_says_which_step_is_now(state: MeetingState, now: int) -> None:
    stands = [s.stand for s in made(meetings=[meeting(state=state)], works=[row()]).steps]
    assert stands == [Stand.DONE] * now + [Stand.NOW] + [Stand.LATER] * (5 - now)


def test_the_portfolio_board_sets_the_rhythm_when_it_is_near() -> None:
    soon = meeting(dt.date(2026, 7, 17), board=False)
    board, far = meeting(), meeting(dt.date(2026, 10, 1))
    assert main_meeting([soon, board], TODAY) is board
    assert main_meeting([soon, far], TODAY) is soon
    assert main_meeting([], TODAY) is None


def test_late_actions_come_longest_late_first_and_done_ones_not() -> None:
    day = dt.timedelta(days=1)
    late, later = action(TODAY - day), action(TODAY - 9 * day)
    others = [action(TODAY), action(None), action(TODAY - day, state=ActionState.DONE)]
    assert made(works=[row()], actions=[late, later, *others]).overdue == (later, late)


def test_gates_of_the_next_weeks_the_nearest_first() -> None:
    def at(days: int) -> Any:
        return row(gate="G3", gate_date=TODAY + dt.timedelta(days=days))

    far, near, next_ = at(46), at(45), at(3)
    assert made(works=[far, near, next_]).gates == (next_, near)


def test_papers_that_are_in_are_counted_and_the_others_listed() -> None:
    def paper(number: int, state: PaperState) -> Paper:
        of = MeetingId(uuid4())
        return Paper(
            id=PaperId(uuid4()), meeting=of, number=str(number), title=LText.of("Budget"), state=state
        )

    papers = [
        paper(3, PaperState.DRAFTING), paper(1, PaperState.ACCEPTED),
        paper(2, PaperState.SUBMITTED), paper(4, PaperState.WITHDRAWN),
    ]  # fmt: skip
    found = made(works=[row()], meetings=[meeting(papers=tuple(papers))])
    assert [p.number for p in found.papers] == ["2", "3"]
    assert (found.papers_accepted, found.papers_all) == (1, 4)


def test_what_one_person_did_in_a_row_is_one_line() -> None:
    one, other = uuid4(), uuid4()
    lines = strung([news(one, "Note 2", 2), news(one, "Note 1"), news(other, "Import", 31), news(one, "a")])
    assert [(r.label, r.records, r.before) for r in lines] == [
        ("Note 2", 3, 1),
        ("Import", 31, 0),
        ("a", 1, 0),
    ]


def test_a_database_without_works_is_empty() -> None:
    found = made()
    assert found.empty
    assert (found.meeting, found.steps, found.reporting) == (None, (), 0)
