"""What Home asks beside the registers: coming meetings with their papers."""

from __future__ import annotations

import dataclasses as dc
import datetime as dt
from uuid import uuid4

from pmo_desktop.bootstrap import open_office
from pmo_desktop.domain.edits import Archive
from pmo_desktop.domain.governance import BodyKind
from pmo_desktop.domain.ids import MeetingId, PaperId
from pmo_desktop.domain.meetings import MeetingState, Paper
from pmo_desktop.domain.reports import ReportState
from pmo_desktop.domain.values import LText
from pmo_desktop.readmodels.home import HomeFacts, home
from tests import builders as b


def paper(meeting: MeetingId, number: str) -> Paper:
    return Paper(id=PaperId(uuid4()), title=LText.of(f"Paper {number}"), meeting=meeting, number=number)


def test_each_coming_meeting_brings_its_papers(database_url: str) -> None:
    office = open_office(database_url)
    board = b.body("Portfolio board", body_kind=BodyKind.PORTFOLIO_BOARD)
    day = dt.timedelta(days=1)
    later, soon, bare = (b.meeting(board.id, b.TODAY + n * day) for n in (20, 10, 30))
    over = dc.replace(b.meeting(board.id, b.TODAY - day), state=MeetingState.CLOSED)
    papers = [paper(later.id, "2"), paper(soon.id, "1"), paper(soon.id, "2"), gone := paper(soon.id, "3")]
    b.stored(office, board, later, soon, bare, over, *papers, paper(over.id, "1"))
    office.change(Archive("paper", gone.id), "Archive")
    found = office.store.reader.coming_meetings()
    office.close()
    assert [m.id for m in found] == [soon.id, later.id, bare.id]
    assert [{p.number for p in m.papers} for m in found] == [{"1", "2"}, {"2"}, set()]
    assert all(m.board for m in found)


def test_a_report_that_went_back_to_its_manager_is_found_and_counted(database_url: str) -> None:
    office = open_office(database_url)
    work = b.project()
    before = b.report(work.id, b.TODAY - dt.timedelta(days=20), state=ReportState.ACCEPTED)
    back = b.report(work.id, b.TODAY, state=ReportState.RETURNED)
    b.stored(office, work, before, back)
    found = home(HomeFacts(office.store.reader.works(b.TODAY), (), (), ()), b.TODAY)
    office.close()
    assert (found.returned, found.accepted) == (1, 0)
