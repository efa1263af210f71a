"""A window with the meetings page over a real database, for tests and for looking at it."""

from __future__ import annotations

import dataclasses as dc
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

from PySide6.QtCore import QEventLoop, QTimer

from pmo_desktop.bootstrap import open_office
from pmo_desktop.domain.edits import Edit
from pmo_desktop.domain.ids import MeetingId
from pmo_desktop.domain.markers import parse_line
from pmo_desktop.domain.meetings import AgendaItem
from pmo_desktop.readmodels.meetings_facts import MeetingFacts
from pmo_desktop.services.meetings import agenda as meetings_agenda
from pmo_desktop.services.meetings import entries as meetings_entries
from pmo_desktop.services.meetings import series as meetings
from pmo_desktop.services.meetings import session as meetings_session
from pmo_desktop.services.meetings.reading import read_meeting
from pmo_desktop.services.meetings.steps import Moment
from pmo_desktop.services.office import Office
from pmo_desktop.ui.desk import Desk
from tests.meetings import START, board, harbour_item, stored

ITEMS = (
    ("Ring Road East: gate G3", 20),
    ("Lowland Flood Gates", 20),
    ("Winter works order", 15),
    ("Capacity to March 2027", 15),
    ("Risks above 15", 10),
)
LINES = (
    (3, "i jt shares in a bidder, leaves"),
    (3, "k Capacity of the piling crew is the binding limit until October."),
    (4, "Supplier confirmed a second shift from 27 July if ordered by Friday."),
    (3, "? Does the contingency still cover winter heating of the deck slab?"),
    (2, "! Night work permit may lapse before pier 2 is finished"),
    (3, "v Option 2 6-0-1"),
    (
        1,
        "d Approve option 2: release EUR 1.2 m for a second piling shift, from 1 August 2026.",
    ),
    (3, "a Confirm night rates with finance @mk >fri week"),
)


class Clock:
    """A clock that is put forward by hand."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def __call__(self) -> datetime:
        return self.at


@dc.dataclass
class Made:
    """A database with a board and a meeting, and the clock of its office."""

    url: str
    clock: Clock
    meeting: UUID

    def open(self) -> Office:
        office = open_office(self.url, journal=True)
        return dc.replace(office, now=self.clock)

    def desk(self) -> Desk:
        """An open desk."""
        made = Desk(self.open)
        loop = QEventLoop()
        made.opened.connect(loop.quit)
        QTimer.singleShot(10_000, loop.quit)
        made.start()
        loop.exec()
        return made


def database(url: str) -> Made:
    """A board, its series and a planned meeting with business, and the one after it."""
    office = open_office(url)
    made = board(uuid4)
    office.change(stored(made), "board")
    clock = Clock(START)
    moment = Moment(START, uuid4)
    first, second = meetings.next_meetings(made.series, START - timedelta(days=1), 2)
    edit = meetings.meeting_creation(made.body, first, made.memberships, moment, series=made.series)
    after = meetings.meeting_creation(made.body, second, made.memberships, moment, series=made.series)
    office.change(edit, "meeting")
    office.change(after, "meeting")
    meeting = MeetingId(edit.edits[0].id)  # type: ignore[union-attr]
    facts = read(office, meeting)
    office.change(meetings_agenda.add(facts, moment=moment, **harbour_item(made)), "item")
    for title, minutes in ITEMS:
        office.change(meetings_agenda.add(read(office, meeting), title, moment, minutes=minutes), "item")
    office.close()
    return Made(url, clock, meeting)


def read(office: Office, meeting: UUID) -> MeetingFacts:
    """The meeting as stored."""
    facts = read_meeting(office.store.reader, MeetingId(meeting))
    assert facts is not None
    return facts


def hold(made: Made) -> None:
    """Hold the meeting up to its third item, minute by minute, as in the picture of the live page."""
    office = made.open()
    prepared = "Paper 06 taken as read. Background: piling slowed by boulders at pier 1"
    facts, moment = read(office, made.meeting), Moment(made.clock.at, uuid4)
    office.change(_line(facts, prepared, moment, facts.items[2]), "test")
    office.change(meetings_session.start(read(office, made.meeting), moment), "test")
    called = meetings_session.roll_call(
        read(office, made.meeting), "p is hb jt ra mk ek pa np r sl a gw", moment
    )
    assert called.edit is not None
    office.change(called.edit, "test")
    for n, minutes in ((1, 6), (2, 4)):
        made.clock.at += timedelta(minutes=minutes)
        facts = read(office, made.meeting)
        office.change(
            meetings_session.go_to_item(facts, facts.items[n], Moment(made.clock.at, uuid4)), "test"
        )
    for minutes, text in LINES:
        made.clock.at += timedelta(minutes=minutes)
        facts = read(office, made.meeting)
        office.change(_line(facts, text, Moment(made.clock.at, uuid4), facts.current), "test")
    made.clock.at += timedelta(minutes=2)
    office.close()


def _line(facts: MeetingFacts, text: str, moment: Moment, item: AgendaItem | None) -> Edit:
    line = parse_line(text, initials=facts.initials.values())
    return meetings_entries.entered(facts, item, line, text, moment).edit


def file_url(folder: Path) -> str:
    """The URL of a new file."""
    return f"sqlite:///{folder / 'meeting.db'}"
