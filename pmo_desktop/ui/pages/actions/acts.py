"""What people do with the selected actions: each act is one edit given to the desk, asked about first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from pmo_desktop.domain.edits import Archive, Set, batch
from pmo_desktop.domain.fault import Fault
from pmo_desktop.domain.ids import PersonId
from pmo_desktop.domain.initials import Candidate
from pmo_desktop.i18n import inside, tr, trl, trnl
from pmo_desktop.itemmodels.columns import Column
from pmo_desktop.itemmodels.pasting import grid_of
from pmo_desktop.readmodels.actions import ActionEntry
from pmo_desktop.services.actions import acts
from pmo_desktop.ui.desk import Desk
from pmo_desktop.ui.pages.actions.questions import DayQuestion, PersonQuestion, WordsQuestion

Rows = Sequence[ActionEntry]
Does = Callable[[ActionEntry], Iterable[Set]]


class ActionActs(QObject):
    """Acts on rows. `said(lead, text)` is for the status bar, `wrong(sentence)` for a banner."""

    said = Signal(str, str)
    wrong = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget, rows: Callable[[], Rows]) -> None:
        super().__init__(parent)
        self._desk, self._window, self._rows = desk, parent, rows
        self.people: Sequence[Candidate] = ()

    @property
    def today(self) -> date:
        """The day on this computer."""
        return self._desk.office.now().astimezone().date()

    @property
    def me(self) -> str:
        """The name of whoever works here."""
        return next((p.name for p in self.people if p.id == self._desk.office.who), "")

    def each(self, label: str, does: Does, rows: Rows | None = None) -> bool:
        """One act on every selected row as one step; False, with a sentence, when one of them refuses."""
        chosen = list(self._rows() if rows is None else rows)
        if not chosen:
            return False
        try:
            edit = acts.together(does(row) for row in chosen)
        except Fault as why:
            self.wrong.emit(str(why))
            return False
        if edit.edits:
            self._desk.submit(edit, label, lambda _receipt: self.said.emit(label, tr("stored")))
        return True

    def _label(self, what: str) -> str:
        """What is done, to which actions."""
        rows = self._rows()
        if len(rows) == 1:
            return trl("{act}: {ref}", act=what, ref=rows[0].ref)
        return trl("{act}: {actions}", act=what, actions=trnl("{n} action", "{n} actions", len(rows)))

    # -- acts --------------------------------------------------------------------------------------

    def done(self) -> None:
        """Done today, with what was done and what shows it."""
        asked = WordsQuestion(tr("Mark as done"), trl("Done"), tr("Note"), self._window, evidence=True)
        if asked.exec():
            self.each(
                self._label(trl("Done")),
                lambda r: acts.done(r.record, self.today, asked.words, asked.evidence),
            )

    def blocked(self) -> None:
        """It cannot go on, and why."""
        asked = WordsQuestion(tr("What blocks it?"), tr("Blocked"), tr("Because"), self._window, needed=True)
        if asked.exec():
            self.each(self._label(trl("Blocked")), lambda r: acts.blocked(r.record, asked.words))

    def taken_up(self) -> None:
        """Somebody works at it."""
        self.each(self._label(trl("In progress")), lambda r: acts.taken_up(r.record))

    def verified(self) -> None:
        """Somebody looked: it is done."""
        self.each(self._label(trl("Verified")), lambda r: acts.verified(r.record))

    def accepted(self) -> None:
        """The new owner takes it."""
        self.each(self._label(trl("Accepted")), lambda r: acts.accepted(r.record))

    def cancelled(self) -> None:
        """Given up, with the reason."""
        title = tr("Why is it cancelled?")
        asked = WordsQuestion(title, tr("Cancel the action"), tr("Reason"), self._window, needed=True)
        if asked.exec():
            self.each(self._label(trl("Cancelled")), lambda r: acts.cancelled(r.record, asked.words))

    def asks(self) -> None:
        """The owner asks for a later day."""
        asked = self._day(tr("Which day does the owner ask for?"), tr("Ask"), agreed=False)
        if asked.exec() and asked.day is not None:
            day = asked.day
            self.each(self._label(trl("New date asked")), lambda r: acts.wished(r.record, day))

    def moves(self) -> None:
        """Another day that somebody agreed to."""
        rows = self._rows()
        wish = rows[0].record.wished_due if len(rows) == 1 else None
        asked = self._day(tr("Move the due date"), tr("Move"), agreed=True, day=wish)
        if asked.exec() and asked.day is not None:
            day, by = asked.day, asked.by
            self.each(self._label(trl("Due date moved")), lambda r: acts.moved(r.record, day, self.today, by))

    def snoozes(self) -> None:
        """No reminder before a day."""
        asked = self._day(tr("No reminder before"), tr("Keep quiet"), agreed=False)
        if asked.exec() and asked.day is not None:
            day = asked.day
            self.each(self._label(trl("No reminder")), lambda r: acts.snoozed(r.record, day))

    def transfers(self) -> None:
        """To another owner, who has to accept."""
        asked = PersonQuestion(tr("Transfer to whom?"), tr("Transfer"), self.people, self._window)
        if asked.exec() and asked.who is not None:
            to = PersonId(asked.who)
            self.each(self._label(trl("Transferred")), lambda r: acts.transferred(r.record, to))

    def escalates(self) -> None:
        """On the chair's list, or off it when all of them were put there by hand."""
        rows = self._rows()
        if rows and all(r.record.escalated_on for r in rows):
            self.each(self._label(trl("Off the chair's list")), lambda r: acts.calmed(r.record))
        else:
            label = self._label(trl("On the chair's list"))
            self.each(label, lambda r: acts.escalated(r.record, self.today))

    def archives(self) -> None:
        """Out of sight; undo brings them back."""
        rows = self._rows()
        if rows:
            label = trnl("archiving {n} action", "archiving {n} actions", len(rows))
            self._desk.submit(batch(Archive("action", r.id) for r in rows), label)

    def _day(self, title: str, act: str, *, agreed: bool, day: date | None = None) -> DayQuestion:
        return DayQuestion(title, act, self.today, self.people, self._window, day=day, agreed=agreed)

    # -- cells -------------------------------------------------------------------------------------

    def cell(self, row: ActionEntry, column: Column[ActionEntry], wanted: Any) -> None:
        """One typed cell."""
        label = trl("{field} of {ref}", field=inside(column.title), ref=row.ref)
        self.each(label, lambda r: acts.changed(r.record, column.field, wanted, self.today, self.me), [row])

    def paste(self, rows: Rows, columns: Sequence[Column[ActionEntry]]) -> None:
        """Put the clipboard onto rows and columns from their first on; all or nothing, as one step."""
        grid = grid_of(QGuiApplication.clipboard().text())
        if len(grid) == 1 and len(grid[0]) == 1:
            grid = grid * max(len(rows), 1)
        edits: dict[UUID, list[Set]] = {}
        try:
            for row, texts in zip(rows, grid, strict=False):
                edits[row.id] = list(self._pasted(row, texts, columns))
        except (Fault, ValueError) as why:
            self.wrong.emit(str(why))
            return
        label = trnl("pasting into {n} action", "pasting into {n} actions", len(edits))
        self.each(label, lambda r: edits.get(r.id, []), list(rows))

    def _pasted(
        self, row: ActionEntry, texts: Sequence[str], columns: Sequence[Column[ActionEntry]]
    ) -> Iterator[Set]:
        """The edits of one line. Raises ValueError for a text that is not understood."""
        for text, column in zip(texts, columns, strict=False):
            if text.strip() == column.text(row).strip():
                continue
            if not column.may_edit(row):
                said = tr("{column} cannot be edited: “{text}”", column=column.title, text=text)
                raise ValueError(said)
            value = column.read(row, text)
            if value != column.seen(row):
                yield from acts.changed(row.record, column.field, value, self.today, self.me)
