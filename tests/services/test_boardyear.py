"""The yearly plan of a body: months it comes in, moved by one, ended."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

from pmo_desktop.bootstrap import open_office
from pmo_desktop.domain.business import Business
from pmo_desktop.domain.edits import Create, batch, creation
from pmo_desktop.domain.ids import AgendaItemId, BodyId, BusinessId
from pmo_desktop.domain.meetings import AgendaItem, AgendaState
from pmo_desktop.domain.values import LText
from pmo_desktop.services.meetings.boardyear import YearLine, ended, moved, planned, proposed_items, read_year
from pmo_desktop.services.office import Office
from tests import builders as make

TODAY = date(2026, 7, 30)


def lines(office: Office, body: BodyId) -> tuple[YearLine, ...]:
    return read_year(office.store.reader, body, {}, TODAY)


def test_a_line_comes_in_its_months_moves_and_ends(database_url: str) -> None:
    office = open_office(database_url)
    body = make.body("Project board", "PB")
    make.stored(office, make.organisation(), body)
    office.change(
        planned(body, "Budget", "FREQ=MONTHLY;INTERVAL=6;BYMONTHDAY=1", date(2026, 10, 1), uuid4), "p"
    )
    line = lines(office, body.id)[0]
    assert sorted(line.comes) == [date(2026, 10, 1), date(2027, 4, 1)]
    assert moved(line.business, -4, TODAY) is None
    later = moved(line.business, 1, TODAY)
    assert later is not None
    office.change(later, "move")
    line = lines(office, body.id)[0]
    assert sorted(line.comes) == [date(2026, 11, 1), date(2027, 5, 1)]
    office.change(ended(line.business), "end")
    assert lines(office, body.id) == ()
    office.close()


def test_a_meeting_that_is_made_proposes_the_lines_of_its_time() -> None:
    body = make.body("Project board", "PB")
    meeting = make.meeting(body.id, date(2026, 10, 20), ref="PB-10")
    head = creation(
        AgendaItem(id=AgendaItemId(uuid4()), meeting=meeting.id, title=LText.of("A"), position="m")
    )
    wanted = [
        Business(id=BusinessId(uuid4()), title=LText.of("Budget"), body=body.id, wanted=day,
                 recurrence="FREQ=YEARLY")
        for day in (date(2026, 10, 1), date(2026, 11, 1))
    ]  # fmt: skip
    found = list(proposed_items(wanted, batch([head]), date(2026, 10, 20), uuid4))
    values = [dict(e.values) for e in found if isinstance(e, Create)]
    assert [(v["business"], v.get("state", AgendaState.PROPOSED)) for v in values] == [
        (wanted[0].id, AgendaState.PROPOSED)
    ]
