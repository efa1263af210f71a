"""The page Calendar: steps listed, filtered and gone to; meetings called and answers taken in."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from icalendar import Calendar
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from pmo_desktop.bootstrap import calendar_roads, open_office
from pmo_desktop.domain.edits import creation
from pmo_desktop.domain.governance import Capacity, MeetingSeries, Membership
from pmo_desktop.domain.ids import AttendanceId, MembershipId, SeriesId
from pmo_desktop.domain.meetings import Attendance, Meeting, MeetingState, Reply
from pmo_desktop.services.meetings.invitations import uid_of
from pmo_desktop.services.meetings.yearplan import Choice
from pmo_desktop.ui.desk import Desk
from pmo_desktop.ui.pages.calendar import CalendarPage
from pmo_desktop.ui.widgets.notices import Notice
from tests import builders as make


class Shown:
    """The page on a database with one meeting of one body."""

    def __init__(self, qtbot: QtBot, url: str) -> None:
        self.qtbot = qtbot
        office = open_office(url)
        today = office.now().date()
        self.person = make.person("Ines Berg", email="ines@example.org")
        body = make.body()
        seat = Membership(
            id=MembershipId(uuid4()), body=body.id, person=self.person.id, capacity=Capacity.SECRETARY
        )
        self.meeting = make.meeting(
            body.id,
            today + timedelta(days=3),
            ref="PB-1",
            state=MeetingState.PLANNED,
            secretary=self.person.id,
        )
        self.asked = Attendance(
            id=AttendanceId(uuid4()), meeting=self.meeting.id, person=self.person.id, capacity=Capacity.VOTING
        )
        make.stored(office, make.organisation(), self.person, body, seat, self.meeting, self.asked)
        office.close()
        self.desk = Desk(lambda: open_office(url))
        self.page = CalendarPage(self.desk, roads=calendar_roads)
        self.notices: list[Notice] = []
        self.page.notice.connect(self.notices.append)
        qtbot.addWidget(self.page)
        with qtbot.waitSignal(self.desk.opened):
            self.desk.start()
        self.page.resize(1200, 700)
        self.page.show()
        self.settle()

    def settle(self) -> None:
        self.qtbot.waitUntil(lambda: not self.desk.busy)
        self.page.refresh()
        self.qtbot.waitUntil(lambda: not self.desk.busy)

    @property
    def stored(self) -> Meeting:
        found: Meeting = self.desk.office.store.reader.get("meeting", [self.meeting.id])[self.meeting.id]
        return found


@pytest.fixture
def shown(qtbot: QtBot, sqlite_url: str) -> Iterator[Shown]:
    made = Shown(qtbot, sqlite_url)
    yield made
    made.desk.close()


def steps(shown: Shown) -> list[str]:
    return [row.step_said for row in shown.page.model.kept_rows()]


def test_late_steps_are_listed_with_who_is_waited_for(shown: Shown) -> None:
    shown.page.open("late")
    assert steps(shown) == ["Call for papers", "Agenda agreed", "Pack issued"]
    assert shown.page.model.kept_rows()[0].who == "Ines Berg"
    QTest.keyClicks(shown.page.bar.line, "issued")
    shown.qtbot.waitUntil(lambda: steps(shown) == ["Pack issued"])


def test_enter_goes_to_the_meeting(shown: Shown) -> None:
    with shown.qtbot.waitSignal(shown.page.go) as gone:
        shown.page.table.setFocus()
        QTest.keyClick(shown.page.table, Qt.Key.Key_Return)
    assert gone.args == [f"meetings/{shown.meeting.id}"]


def test_a_meeting_is_opened_by_its_id(shown: Shown) -> None:
    shown.page.open(str(shown.meeting.id))
    assert shown.page.current is not None
    assert shown.page.current.step_said == "Meeting"


def test_calling_writes_mails_and_notes_it(shown: Shown, tmp_path: Path) -> None:
    shown.page.acts.call_into(shown.meeting, tmp_path / "out")
    shown.settle()
    (mail,) = (tmp_path / "out").iterdir()
    assert b"text/calendar" in mail.read_bytes()
    assert shown.stored.state is MeetingState.CALLED
    assert shown.stored.called_at is not None
    shown.page.acts.call_into(shown.stored, tmp_path / "again")
    shown.settle()
    assert shown.stored.invitation == 1


def test_a_folder_that_takes_nothing_is_told_and_the_meeting_stays(shown: Shown, tmp_path: Path) -> None:
    taken = tmp_path / "file"
    taken.write_text("x")
    shown.page.acts.call_into(shown.meeting, taken)
    shown.settle()
    assert "takes no files" in shown.notices[0].text
    assert shown.stored.state is MeetingState.PLANNED


def _answer(uid: str, email: str) -> bytes:
    lines = [
        "BEGIN:VCALENDAR", "VERSION:2.0", "METHOD:REPLY", "BEGIN:VEVENT", f"UID:{uid}", "SEQUENCE:0",
        f"DTSTAMP:{datetime.now(UTC):%Y%m%dT%H%M%SZ}", f"ATTENDEE;PARTSTAT=DECLINED:mailto:{email}",
        "END:VEVENT", "END:VCALENDAR",
    ]  # fmt: skip
    return "\r\n".join(lines).encode()


def test_answers_are_taken_in_and_the_rest_is_told(shown: Shown, tmp_path: Path) -> None:
    folder = tmp_path / "answers"
    folder.mkdir()
    (folder / "a.ics").write_bytes(_answer(uid_of(shown.meeting.id), "INES@example.org"))
    (folder / "b.ics").write_bytes(_answer(uid_of(shown.meeting.id), "nobody@example.org"))
    (folder / "c.ics").write_bytes(b"junk")
    (folder / "notes.pdf").write_bytes(b"%PDF")
    shown.page.acts.take_in([str(folder)])
    shown.settle()
    found = shown.desk.office.store.reader.get("attendance", [shown.asked.id])[shown.asked.id]
    assert found.reply is Reply.DECLINED
    assert "nobody@example.org" in shown.notices[0].text
    assert "c.ics" in shown.notices[0].text
    assert "notes.pdf" not in shown.notices[0].text


def test_the_calendar_file_has_every_step(shown: Shown) -> None:
    body = calendar_roads().calendar(shown.page.meetings, datetime.now(UTC))
    events = Calendar.from_ical(body).walk("VEVENT")
    assert len(events) == len(shown.page.meetings[0].steps)
    assert {str(e["summary"]).split(": ")[0] for e in events} == {"PB-1"}


def test_the_band_stands_for_nothing_before_meetings_are_read(shown: Shown) -> None:
    band = shown.page.band
    assert band.isVisible()
    band.show_meetings((), date(2026, 1, 1))
    assert not band.isVisible()


def test_a_year_of_a_series_is_proposed_and_made_in_one_step(shown: Shown) -> None:
    body = shown.page.rows[0].body
    today = shown.page.today
    series = MeetingSeries(
        id=SeriesId(uuid4()), title=body.title, body=body.id, recurrence="FREQ=MONTHLY;COUNT=4", first=today
    )
    shown.desk.office.change(creation(series), "series")
    shown.page.acts.plan_series(body.id)
    shown.qtbot.waitUntil(lambda: shown.page.series.isVisible())
    panel = shown.page.series
    n = len(panel.choices)
    assert n >= 3
    for _ in range(3):
        if panel.choices[0].choice is not Choice.LEAVE:
            QTest.keyClick(panel.table, Qt.Key.Key_Space)
    QTest.keyClick(panel.table, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    shown.qtbot.waitUntil(lambda: not panel.isVisible())
    shown.settle()
    reader = shown.desk.office.store.reader
    assert len(reader.where("meeting", "series", [series.id])) == n - 1
    (after,) = reader.where("series", "body", [body.id])
    assert after.left_out[0] == panel.choices[0].proposal.day.isoformat()
    shown.desk.undo()
    shown.settle()
    assert reader.where("meeting", "series", [series.id]) == []


def test_a_body_without_a_series_is_told(shown: Shown) -> None:
    shown.page.acts.plan_series(shown.page.rows[0].body.id)
    shown.qtbot.waitUntil(lambda: bool(shown.notices))
    assert "no series" in shown.notices[0].text
