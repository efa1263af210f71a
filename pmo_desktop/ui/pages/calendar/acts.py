"""What is done from the calendar: call a meeting, write invitations and calendars, take answers in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from pmo_desktop.domain.fault import Fault
from pmo_desktop.domain.ids import BodyId, MeetingId
from pmo_desktop.domain.invitations import Answer, Purport
from pmo_desktop.domain.meetings import Meeting
from pmo_desktop.i18n import again, language, tr, trl, trn, trnl
from pmo_desktop.services.meetings.invitations import (
    Taken,
    answers_in,
    called,
    invitation,
    meeting_of,
    without_address,
)
from pmo_desktop.services.meetings.reading import read_meeting
from pmo_desktop.services.meetings.series import BadRule
from pmo_desktop.services.meetings.steps import Moment
from pmo_desktop.services.meetings.yearplan import Chosen, SeriesPlan, made, read_plan

if TYPE_CHECKING:
    from pmo_desktop.domain.edits import Batch
    from pmo_desktop.readmodels.calendar import MeetingSteps
    from pmo_desktop.readmodels.meetings_facts import MeetingFacts
    from pmo_desktop.services.engines import CalendarRoads
    from pmo_desktop.services.office import Office
    from pmo_desktop.ui.desk import Desk

Roads = Callable[[], "CalendarRoads"]
ICS = "iCalendar (*.ics)"
_MOST_TOLD = 3


class CalendarActs(QObject):
    """Sends edits and writes files. `said(lead, rest)` after each, `wrong(sentence)` why one was not done."""

    said = Signal(str, str)
    wrong = Signal(str)
    planned = Signal(object)
    """A SeriesPlan to choose from; None once its meetings are made."""

    def __init__(self, desk: Desk, roads: Roads | None, window: QWidget) -> None:
        super().__init__(window)
        self._desk, self.roads, self._window = desk, roads, window

    @property
    def _moment(self) -> Moment:
        return Moment(self._desk.office.now(), self._desk.office.new_id)

    # -- calling -----------------------------------------------------------------------------------

    def call(self, meeting: Meeting) -> None:
        """Write one mail file a person into a folder, then note that the meeting was called."""
        name = QFileDialog.getExistingDirectory(self._window, tr("Folder for the invitations"))
        if name:
            self.call_into(meeting, Path(name))

    def call_into(self, meeting: Meeting, folder: Path) -> None:
        """Call a meeting: what goes out has the number that it is noted with."""
        moment = self._moment

        def read(office: Office) -> tuple[MeetingFacts, Batch, int] | None:
            facts = read_meeting(office.store.reader, MeetingId(meeting.id))
            if facts is None:
                return None
            calling = called(facts, moment)
            return facts, calling.edit, calling.short_by

        def write(found: tuple[MeetingFacts, Batch, int] | None) -> None:
            if found is None or self.roads is None:
                self.wrong.emit(tr("The meeting does not exist any more."))
                return
            facts, edit, short = found
            self._send(facts, edit, short, folder)

        self._desk.query(read, write)

    def _send(self, facts: MeetingFacts, edit: Batch, short: int, folder: Path) -> None:
        from pmo_desktop.readmodels.meetings_facts import applied

        assert self.roads is not None
        after = applied(facts, edit)
        try:
            paths = self.roads().mails(folder, invitation(after, self._moment), facts.body.language)
        except Fault as why:
            self.wrong.emit(str(why))
            return
        told = [trn("{n} invitation written to {folder}", "{n} invitations written to {folder}", len(paths),
                    folder=folder)]  # fmt: skip
        if short:
            told.append(
                trn("The notice is {n} working day short", "The notice is {n} working days short", short)
            )
        if missing := without_address(facts):
            told.append(tr("No address: {names}", names=", ".join(missing)))
        label = trl("Meeting {ref} called", ref=facts.meeting.ref)
        self._desk.submit(edit, label, lambda _receipt: self.said.emit(told[0], "; ".join(told[1:])))

    def plan_series(self, body: BodyId) -> None:
        """Propose the next meetings of a body's series."""
        now = self._desk.office.now()

        def read(office: Office) -> SeriesPlan | str:
            try:
                return read_plan(office.store.reader, body, now)
            except BadRule as why:
                return str(why)

        def found(plan: SeriesPlan | str) -> None:
            if isinstance(plan, str):
                self.wrong.emit(plan)
            else:
                self.planned.emit(plan)

        self._desk.query(read, found)

    def make_series(self, plan: SeriesPlan, chosen: Sequence[Chosen]) -> None:
        """Make the meetings that are wanted, as one step."""
        n = sum(c.starts is not None for c in chosen)
        label = trnl("{n} meeting planned", "{n} meetings planned", n)

        def stored(_receipt: object) -> None:
            self.planned.emit(None)
            self.said.emit(str(again(label)), plan.body.title.said(language()))

        self._desk.submit(made(plan, chosen, self._moment), label, stored)

    def save_invitation(self, meeting: Meeting, purport: Purport) -> None:
        """Write one calendar file for a meeting: an invitation, or that it will not be held."""
        name, _ = QFileDialog.getSaveFileName(
            self._window, tr("Save the invitation"), f"{meeting.ref or 'meeting'}.ics", ICS
        )
        if not name or self.roads is None:
            return
        roads, moment = self.roads(), self._moment

        def read(office: Office) -> bytes | None:
            facts = read_meeting(office.store.reader, MeetingId(meeting.id))
            return roads.invitation(invitation(facts, moment, purport)) if facts is not None else None

        self._desk.query(read, lambda body: self._write(Path(name), body))

    def save_calendar(self, meetings: Iterable[MeetingSteps]) -> None:
        """Write meetings with their steps as one calendar file."""
        name, _ = QFileDialog.getSaveFileName(self._window, tr("Save the calendar"), "calendar.ics", ICS)
        if name and self.roads is not None:
            self._write(Path(name), self.roads().calendar(meetings, self._desk.office.now()))

    def _write(self, path: Path, body: bytes | None) -> None:
        from pmo_desktop.services.filing import write_file

        if body is None:
            return
        try:
            write_file(path, body)
        except (Fault, OSError) as why:
            self.wrong.emit(str(why))
            return
        self.said.emit(tr("Written to {path}", path=path), "")

    # -- answers -----------------------------------------------------------------------------------

    def choose_answers(self) -> None:
        """Ask for files with answers."""
        names, _ = QFileDialog.getOpenFileNames(
            self._window, tr("Answers to invitations"), "", tr("Answers") + " (*.ics *.eml *.vcs *.txt)"
        )
        if names:
            self.take_in(names)

    def take_in(self, names: Sequence[str]) -> None:
        """Put the answers of files and folders to the attendance lists, and tell what became of each."""
        if self.roads is None:
            return
        answers, refused = self.roads().answers([Path(n) for n in names])
        if not answers:
            self.wrong.emit("\n".join(refused) or tr("There are no answers in these files."))
            return
        moment = self._moment

        def read(office: Office) -> tuple[Batch, tuple[Taken, ...]]:
            wanted = {uid for a in answers if (uid := meeting_of(a.uid)) is not None}
            found = (read_meeting(office.store.reader, MeetingId(uid)) for uid in wanted)
            return answers_in([f for f in found if f is not None], answers, moment)

        self._desk.query(read, lambda found: self._took(*found, answers, refused))

    def _took(
        self, edit: Batch, receipt: Sequence[Taken], answers: Sequence[Answer], refused: Sequence[str]
    ) -> None:
        taken = [t for t in receipt if t.done]
        left = [tr("{who}: {why}", who=t.who, why=t.says) for t in receipt if not t.done]
        if left or refused:
            more = [*left, *refused]
            tail = [tr("{n} more", n=len(more) - _MOST_TOLD)] if len(more) > _MOST_TOLD else []
            self.wrong.emit("\n".join([*more[:_MOST_TOLD], *tail]))
        lead = tr("{n} of {all} answers taken in", n=len(taken), all=len(answers))
        rest = ", ".join(tr("{who}: {why}", who=t.who, why=t.says) for t in taken[:_MOST_TOLD])
        if edit.edits:
            self._desk.submit(edit, trl("Answers to invitations"), lambda _r: self.said.emit(lead, rest))
        else:
            self.said.emit(lead, rest)
