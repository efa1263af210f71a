"""One whole meeting on a real database: from the series to the printed minutes, and back by undo."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
import sqlalchemy as sa

from pmo_desktop.bootstrap import open_office
from pmo_desktop.domain.edits import Batch, Op
from pmo_desktop.domain.ids import MeetingId
from pmo_desktop.domain.markers import parse_line
from pmo_desktop.domain.meetings import MeetingState
from pmo_desktop.domain.minutes import MinutesState
from pmo_desktop.readmodels.meetings_facts import MeetingFacts
from pmo_desktop.readmodels.meetings_live import live_meeting
from pmo_desktop.readmodels.minutes import EntryKind, MinutesStage
from pmo_desktop.services.meetings import agenda as meetings_agenda
from pmo_desktop.services.meetings import entries as meetings_entries
from pmo_desktop.services.meetings import minutes as meetings_minutes
from pmo_desktop.services.meetings import series as meetings
from pmo_desktop.services.meetings import session as meetings_session
from pmo_desktop.services.meetings.minuting import minutes_model
from pmo_desktop.services.meetings.reading import read_meeting, reread
from pmo_desktop.services.meetings.steps import Moment
from pmo_desktop.services.office import Office
from tests.meetings import START, board, harbour_item, stored

SCRIPT = (
    "k capacity of the piling crew is the binding limit",
    "i jt shareholder in bidder, leaves",
    "v option 2 6-0-1",
    "d approve option 2: release EUR 1.2 m",
    "d because the crew is the binding limit",
    "a confirm night rates with finance @mk >fri week",
    "! night work permit may lapse",
    "# crane two is out of order @to >31 jul",
    "~ look at the canteen",
    "* k the supplier may be changed",
)


@dc.dataclass
class Sitting:
    """A meeting in a database, read again after each edit as the page does."""

    office: Office
    facts: MeetingFacts

    def do(self, edit: Batch) -> Batch:
        receipt = self.office.change(edit, "test")
        self.facts = reread(self.office.store.reader, self.facts, receipt.change.kinds())
        return edit

    @property
    def moment(self) -> Moment:
        return Moment(START, uuid4)

    def type(self, text: str) -> Batch:
        line = parse_line(text, initials=self.facts.initials.values())
        current = self.facts.current
        return self.do(meetings_entries.entered(self.facts, current, line, text, self.moment).edit)


@pytest.fixture
def sitting(database_url: str) -> Iterator[Sitting]:
    office = open_office(database_url)
    made = board(uuid4)
    office.change(stored(made), "board")
    starts, after = meetings.next_meetings(made.series, START - timedelta(days=1), 2)
    moment = Moment(START, uuid4)
    edits = [
        meetings.meeting_creation(made.body, at, made.memberships, moment, series=made.series)
        for at in (starts, after)
    ]
    for edit in edits:
        office.change(edit, "meeting")
    first: Any = edits[0].edits[0]
    facts = read_meeting(office.store.reader, MeetingId(first.id))
    assert facts is not None
    there = Sitting(office, facts)
    there.do(meetings_agenda.add(there.facts, moment=moment, **harbour_item(made)))
    yield there
    office.close()


def test_a_whole_meeting(sitting: Sitting) -> None:
    there = sitting
    assert there.facts.meeting.ref == "PB-2026-01"
    there.do(meetings_session.start(there.facts, there.moment))
    called = meetings_session.roll_call(there.facts, "p all", there.moment)
    assert called.edit is not None
    there.do(called.edit)
    business = there.facts.items[2]
    there.do(meetings_session.go_to_item(there.facts, business, there.moment))
    for text in SCRIPT:
        there.type(text)
    assert [d.ref for d in there.facts.decisions.all()] == ["D-PB-2026-01-01"]
    assert [a.ref for a in there.facts.actions.all()] == ["A-PB-2026-01-01"]
    assert [r.ref for r in there.facts.risks.all()] == ["PRJ-2026-012-R01"]
    assert [r.ref for r in there.facts.issues.all()] == ["PRJ-2026-012-I01"]
    (decision,) = there.facts.decisions.all()
    assert decision.reasons == "the crew is the binding limit"
    there.do(meetings_session.end_meeting(there.facts, there.moment))
    assert there.facts.meeting.state is MeetingState.ENDED
    _same_as_read_anew(there)
    _minutes_say_it(there)


def _same_as_read_anew(there: Sitting) -> None:
    fresh = read_meeting(there.office.store.reader, there.facts.meeting.id)
    assert fresh is not None
    assert fresh.entries == there.facts.entries
    assert fresh.items == there.facts.items
    assert fresh.meeting == there.facts.meeting


def _minutes_say_it(there: Sitting) -> None:
    model = minutes_model(there.office.store.reader, there.facts.meeting.id)
    assert model is not None
    assert model.stage is MinutesStage.DRAFT
    assert [p.text for p in model.parked] == ["Look at the canteen"]
    assert model.parked[0].goes_to == "PB-2026-02"
    lines = model.items[2].lines
    assert all("supplier may be changed" not in line.text for line in lines)
    decided = next(line for line in lines if line.kind is EntryKind.DECISION)
    assert (decided.ref, decided.quorum) == ("D-PB-2026-01-01", (8, 5))
    assert decided.vote is not None
    assert decided.vote.in_favour == 6
    action = next(line for line in lines if line.kind is EntryKind.ACTION)
    assert (action.owner, action.due) == ("Marta Kowalska", date(2026, 8, 7))
    restricted = minutes_model(there.office.store.reader, there.facts.meeting.id, part_b=True)
    assert restricted is not None
    assert any("supplier may be changed" in line.text for line in restricted.items[2].lines)


def _next_sitting(there: Sitting) -> Sitting:
    """The meeting after this one, open, at its second item."""
    following = there.facts.next_meeting
    assert following is not None
    facts = read_meeting(there.office.store.reader, following.id)
    assert facts is not None
    later = Sitting(there.office, facts)
    later.do(meetings_session.start(later.facts, later.moment))
    later.do(meetings_session.go_to_item(later.facts, later.facts.items[1], later.moment))
    return later


def _up_to(there: Sitting, *goals: MinutesState) -> None:
    for goal in goals:
        there.do(meetings_minutes.advance(there.facts, goal))


def test_minutes_approved_as_corrected_keep_their_text_and_show_what_was_corrected(sitting: Sitting) -> None:
    there = sitting
    there.do(meetings_session.start(there.facts, there.moment))
    there.do(meetings_session.go_to_item(there.facts, there.facts.items[2], there.moment))
    for text in ("fifty piles are driven", "the crane is late"):
        there.type(text)
    there.do(meetings_session.end_meeting(there.facts, there.moment))
    _up_to(there, MinutesState.CHAIR_REVIEW, MinutesState.CIRCULATED, MinutesState.TABLED)
    later = _next_sitting(there)
    later.type("= 3.1 fifteen piles are driven")
    reader = there.office.store.reader
    facts = read_meeting(reader, there.facts.meeting.id)
    assert facts is not None
    there.facts = facts
    assert "as corrected" in meetings_minutes.lacking(there.facts, MinutesState.APPROVED)
    assert meetings_minutes.lacking(there.facts, MinutesState.CORRECTED) == ""
    _up_to(there, MinutesState.CORRECTED)

    model = minutes_model(reader, there.facts.meeting.id)
    assert model is not None
    assert [line.text for line in model.items[2].lines] == ["Fifty piles are driven", "The crane is late"]
    (noted,) = model.corrections
    assert (noted.where, noted.was, noted.now) == (
        "3.1",
        "Fifty piles are driven",
        "Fifteen piles are driven",
    )
    assert noted.by == "agreed by the Portfolio board at PB-2026-02 on 27 August 2026"
    shown = live_meeting(there.facts, START).corrections
    assert [(c.where, c.agreed) for c in shown] == [("3.1", noted.by)]
    own = minutes_model(reader, later.facts.meeting.id)
    assert own is not None
    assert own.corrections == ()
    assert [line.text for line in own.items[1].lines] == [
        "To 3.1 of the last minutes: Fifteen piles are driven"
    ]


def test_every_line_can_be_undone(sitting: Sitting) -> None:
    there = sitting
    there.do(meetings_session.start(there.facts, there.moment))
    there.do(meetings_session.go_to_item(there.facts, there.facts.items[2], there.moment))
    edits = [there.type(text) for text in SCRIPT if not text.startswith("i ")]
    for edit in reversed(edits):
        op = Op(uuid4(), edit.inverse(), START, there.office.who, "undo", uuid4())
        there.office.editor.apply(op, strict=True)
    fresh = read_meeting(there.office.store.reader, there.facts.meeting.id)
    assert fresh is not None
    assert fresh.entries == ()
    assert fresh.decisions.all() == ()


def test_a_meeting_is_read_in_five_statements(sitting: Sitting) -> None:
    seen: list[str] = []
    engine = sitting.office.store.reader.engine  # type: ignore[attr-defined]
    sa.event.listen(engine, "before_cursor_execute", lambda *args: seen.append(args[2]))
    facts = read_meeting(sitting.office.store.reader, sitting.facts.meeting.id)
    assert facts is not None
    assert len([s for s in seen if s.lstrip().upper().startswith("SELECT")]) == 5


def test_an_unknown_meeting_is_none(sitting: Sitting) -> None:
    assert read_meeting(sitting.office.store.reader, MeetingId(uuid4())) is None
    assert minutes_model(sitting.office.store.reader, MeetingId(uuid4())) is None
