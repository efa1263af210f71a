"""The register of actions and the facts of governance, on both databases and in few statements."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from pmo_desktop.bootstrap import open_office
from pmo_desktop.domain.edits import Archive
from pmo_desktop.domain.governancehealth import Measure
from pmo_desktop.domain.values import Rich
from pmo_desktop.readmodels.governance_health import health
from pmo_desktop.readmodels.health_facts import ItemFact, PaperFact, SeatFact
from pmo_desktop.services.actions.reading import read_register
from pmo_desktop.services.governing import read_health
from tests import builders as make
from tests.services.boardroom import boardroom
from tests.ui.windows import statements

TODAY = dt.date(2026, 9, 17)


def test_an_action_knows_where_it_came_from(database_url: str) -> None:
    office = open_office(database_url)
    room = boardroom(office)
    gone = make.action(text=Rich("Gone"), ref="A-PB-2026-01-09")
    make.stored(office, gone)
    office.change(Archive("action", gone.id), "Archive")
    with statements() as sent:
        found = read_register(office.store.reader, TODAY)
    office.close()
    assert len(sent) == 3
    [row] = found.rows
    assert (row.ref, row.owner_name, row.body_code) == ("A-PB-2026-01-01", "Tomas Okafor", "PB")
    assert (row.origin.meeting_ref, row.origin.decision_ref) == ("PB-2026-01", "D-PB-2026-01-01")
    assert row.origin.decision_text == "Approve the plan"
    assert row.original == dt.date(2026, 7, 1)
    assert found.chairs == {UUID(int=room.body.id.int): UUID(int=room.people[0].id.int)}


def test_governance_is_counted_in_five_statements(database_url: str) -> None:
    office = open_office(database_url)
    room = boardroom(office)
    with statements() as sent:
        facts = read_health(office.store.reader, TODAY)
    office.close()
    assert len(sent) == 5
    kinds = [type(f) for f in facts.facts]
    assert (kinds.count(ItemFact), kinds.count(PaperFact), kinds.count(SeatFact)) == (5, 1, 3)
    [paper] = facts.papers[room.meeting.id]
    assert (paper.item, paper.state, paper.pages) == (room.items["decide"].id, "accepted", 2)
    assert facts.items[room.meeting.id][0].allotted > 0
    rows = {r.measure: r for r in health(facts, UUID(int=room.body.id.int)).rows}
    attendance = rows[Measure.ATTENDANCE]
    assert (attendance.reading.part, attendance.reading.whole) == (1, 2)
    assert rows[Measure.LATENCY].value is None
