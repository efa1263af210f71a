"""What needs me today: the board's rhythm, reports to check, overdue actions, gates, papers, news."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from enum import Enum
from uuid import UUID

from pmo_desktop.domain.health import Rating
from pmo_desktop.domain.meetings import MeetingState, Paper, PaperState
from pmo_desktop.domain.raid import OPEN_ACTION
from pmo_desktop.domain.reports import ReportState
from pmo_desktop.domain.values import LText, Zoned
from pmo_desktop.domain.workdays import WorkDays
from pmo_desktop.i18n import N_
from pmo_desktop.readmodels.lists import ActionRow
from pmo_desktop.readmodels.register import RUNNING, WorkRow

_DAYS = WorkDays()
REPORT_DAYS = 35
"""A report older than this says nothing about today."""
GATE_DAYS = 45
BOARD_DAYS = 42
"""The portfolio board sets the rhythm of the page when it meets within this time, else who meets next."""
CHECK = N_("Check")
"""The act of a report that waits for the office."""


class Stand(Enum):
    """Where a step of the rhythm stands."""

    DONE = "done"
    NOW = "now"
    LATER = "later"


@dc.dataclass(frozen=True, slots=True)
class ComingMeeting:
    """The next meeting of a body, with the body's rhythm in working days."""

    id: UUID
    ref: str
    title: LText
    state: MeetingState
    starts: Zoned
    body: LText
    papers_due: int
    pack_issue: int
    board: bool = False
    """Whether the body is the portfolio board."""
    papers: tuple[Paper, ...] = ()


@dc.dataclass(frozen=True, slots=True)
class Recent:
    """Ops of somebody, one after the other: who, when and what the last was, how many records, how many
    ops came before it.
    """

    id: UUID
    at: datetime
    who: UUID
    name: str
    label: str
    records: int
    before: int = 0


@dc.dataclass(frozen=True, slots=True)
class Step:
    """One step of the board's rhythm (marked text), its day and where it stands."""

    title: str
    day: date
    stand: Stand


@dc.dataclass(frozen=True, slots=True)
class ReportRow:
    """A work whose report waits for somebody. `act` is the verb of its button (marked text)."""

    id: UUID
    title: LText
    rating: Rating
    trend: str
    manager: str
    reason: str
    days: int
    act: str


@dc.dataclass(frozen=True, slots=True)
class HomeFacts:
    """What the page is made of."""

    works: Sequence[WorkRow]
    actions: Sequence[ActionRow]
    meetings: Sequence[ComingMeeting]
    recent: Sequence[Recent]


@dc.dataclass(frozen=True, slots=True)
class Home:
    """The page: `accepted`, `to_check`, `returned` and `not_in` count the works that report."""

    today: date
    empty: bool
    meeting: ComingMeeting | None
    meeting_days: int
    steps: tuple[Step, ...]
    accepted: int
    to_check: int
    returned: int
    not_in: int
    reports: tuple[ReportRow, ...]
    overdue: tuple[ActionRow, ...]
    gates: tuple[WorkRow, ...]
    papers: tuple[Paper, ...]
    papers_accepted: int
    papers_all: int
    recent: tuple[Recent, ...]

    @property
    def reporting(self) -> int:
        """Works that report in a cycle."""
        return self.accepted + self.to_check + self.returned + self.not_in


_TRACK: tuple[tuple[str, int], ...] = (
    (N_("Agenda agreed"), -10),
    (N_("Papers due"), -7),
    (N_("Pack issued"), -5),
    (N_("Board meets"), 0),
    (N_("Draft minutes"), 2),
    (N_("Minutes out"), 5),
)
_DONE_BY: dict[MeetingState, int] = {
    MeetingState.AGENDA_AGREED: 1,
    MeetingState.PACK_ISSUED: 3,
    MeetingState.IN_SESSION: 3,
    MeetingState.ENDED: 4,
}
_IN = (PaperState.ACCEPTED, PaperState.IN_PACK, PaperState.CONSIDERED, PaperState.FILED)


def _steps(meeting: ComingMeeting) -> tuple[Step, ...]:
    """The rhythm around a meeting, offsets in working days; what the meeting's state says is done is done."""
    offsets = [{-7: -meeting.papers_due, -5: -meeting.pack_issue}.get(offset, offset) for _, offset in _TRACK]
    done = _DONE_BY.get(meeting.state, 0)
    day = meeting.starts.at.date()
    days = [_DAYS.add_working_days(day, n) if n else day for n in offsets]
    stands = [Stand.DONE if i < done else Stand.NOW if i == done else Stand.LATER for i in range(len(days))]
    return tuple(Step(title, d, s) for (title, _), d, s in zip(_TRACK, days, stands, strict=True))


def _given_back(work: WorkRow, today: date) -> date | None:
    """The status date of a report that went back to the manager in this cycle.

    A later report that counts takes its place; one of the same date is the report before it was corrected.
    """
    day = work.returned
    if day is None or (today - day).days > REPORT_DAYS:
        return None
    return day if work.report is None or day >= work.report.status_date else None


def _report_row(row: WorkRow, today: date, back: date | None) -> ReportRow | None:
    """Why somebody has to look at the report of a work, or None; `back` when it went back to the manager."""
    report = row.report
    rating, trend = (
        (report.rating, report.trend.value if report.trend else "") if report else (Rating.NONE, "")
    )
    age = (today - report.status_date).days if report else 0
    if age > REPORT_DAYS:
        rating, trend = Rating.NONE, ""

    def made(reason: str, act: str, days: int = age) -> ReportRow:
        return ReportRow(row.id, row.title, rating, trend, row.manager_name, reason, days, act)

    if back is not None:
        return made(N_("Returned to the manager"), N_("Show"), (today - back).days)
    if report is None:
        return made(N_("No report yet"), N_("Show"))
    if report.state is ReportState.SUBMITTED:
        beyond = rating is Rating.GREEN and (row.over_time or row.over_cost)
        return made(N_("Green, but beyond tolerance") if beyond else N_("Submitted, to be checked"), CHECK)
    if age > REPORT_DAYS:
        return made(N_("No report this cycle"), N_("Show"))
    return None


def _standing(row: WorkRow, today: date, back: date | None) -> str:
    report = row.report
    if back is not None:
        return "returned"
    if report is None or (today - report.status_date).days > REPORT_DAYS:
        return "not_in"
    return "to_check" if report.state is ReportState.SUBMITTED else "accepted"


def main_meeting(meetings: Sequence[ComingMeeting], today: date) -> ComingMeeting | None:
    """The meeting that sets the rhythm: of the portfolio board when it is near, else the next one."""
    near = today + timedelta(days=BOARD_DAYS)
    boards = (m for m in meetings if m.board and m.starts.at.date() <= near)
    return next(boards, None) or next(iter(meetings), None)


def strung(recent: Sequence[Recent]) -> list[Recent]:
    """The news, latest first, with what one person did in a row as one line."""
    lines: list[Recent] = []
    for op in recent:
        if lines and lines[-1].who == op.who:
            last = lines[-1]
            lines[-1] = dc.replace(last, records=last.records + op.records, before=last.before + 1)
        else:
            lines.append(op)
    return lines


def home(facts: HomeFacts, today: date) -> Home:
    """The page of a day."""
    reporting = [w for w in facts.works if w.kind in ("project", "service") and w.state.value in RUNNING]
    standings = [_standing(w, today, _given_back(w, today)) for w in reporting]
    rows = [r for w in reporting if (r := _report_row(w, today, _given_back(w, today)))]
    rows.sort(key=lambda r: (r.act != CHECK, -r.days))
    late = [a for a in facts.actions if a.state in OPEN_ACTION and a.due and a.due < today]
    late.sort(key=lambda a: a.due or today)
    soon = today + timedelta(days=GATE_DAYS)
    gates = [w for w in reporting if w.gate_date and w.gate_date <= soon]
    meeting = main_meeting(facts.meetings, today)
    papers = meeting.papers if meeting else ()
    waiting = [p for p in papers if p.state not in _IN and p.state is not PaperState.WITHDRAWN]
    return Home(
        today=today,
        empty=not facts.works,
        meeting=meeting,
        meeting_days=_DAYS.working_days_between(today, meeting.starts.at.date()) if meeting else 0,
        steps=_steps(meeting) if meeting else (),
        accepted=standings.count("accepted"),
        to_check=standings.count("to_check"),
        returned=standings.count("returned"),
        not_in=standings.count("not_in"),
        reports=tuple(rows),
        overdue=tuple(late),
        gates=tuple(sorted(gates, key=lambda w: w.gate_date or today)),
        papers=tuple(sorted(waiting, key=lambda p: p.number)),
        papers_accepted=sum(p.state in _IN for p in papers),
        papers_all=len(papers),
        recent=tuple(strung(facts.recent)),
    )
