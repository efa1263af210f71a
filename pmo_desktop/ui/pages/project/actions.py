"""The actions of a work: what, who, by when, and where it was agreed."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pmo_desktop.domain.edits import creation
from pmo_desktop.domain.ids import ActionId
from pmo_desktop.domain.raid import Action, ActionState
from pmo_desktop.domain.values import Rich
from pmo_desktop.i18n import tr, trl, trn
from pmo_desktop.itemmodels.project_raid import RaidContext, action_columns
from pmo_desktop.services.meetings.actions import set_state
from pmo_desktop.ui.desk import Desk
from pmo_desktop.ui.pages.project.listing import Listing, offer_rows
from pmo_desktop.ui.pages.project.reading import Known
from pmo_desktop.ui.pages.project.tab import Tab
from pmo_desktop.ui.widgets.buttons import Button
from pmo_desktop.ui.widgets.remembered import Remembered

_TEXT = 1


class ActionsTab(Tab):
    """One table, open actions by due date first."""

    def __init__(self, desk: Desk, remembered: Remembered, parent: QWidget | None = None) -> None:
        super().__init__(desk, remembered, parent)
        self._known: Known | None = None
        self._new: UUID | None = None
        self._at = RaidContext(date.min)
        new = Button(tr("New action"), look="primary", key="Ctrl+N", on_click=self.new_action)
        columns = action_columns(self._at)
        self.actions_list = Listing(desk, "action", tr("Actions"), columns, [new], remembered, stretch=_TEXT)
        self.actions_list.said.connect(self.says)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.actions_list)
        self.does.add(tr("New action"), self.new_action, keys="Ctrl+N", icon="circle-check")
        self.does.add(tr("Mark as done"), self.mark_done, icon="check", why_not=self._why_not_open)
        offer_rows(self.does, lambda: self.actions_list)

    def take(self, known: Known, found: Any, today: date) -> None:
        """Show the actions of a work."""
        self._known = known
        self._at.today, self._at.people = today, found.people
        rows = sorted(found.actions, key=lambda a: (not a.open, a.due or date.max, a.ref))
        live = [a for a in rows if a.open]
        late = sum(a.overdue(today) > 0 for a in live)
        said = tr("{open}, {late}", open=trn("{n} open", "{n} open", len(live)),
                  late=trn("{n} overdue", "{n} overdue", late))  # fmt: skip
        self.actions_list.show_rows(rows, said, tr("No actions yet. Ctrl+N adds one; meetings add theirs."))
        self.counted.emit("actions", len(live))
        if self._new is not None and self.actions_list.choose(self._new, edit="text"):
            self._new = None

    def spoken(self) -> None:
        """How many are late."""
        self.says.emit("", self.actions_list.facts.text())
        self.facts.emit("")

    def focus_work(self) -> None:
        """The list."""
        self.actions_list.table.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def new_action(self) -> None:
        """A new action, its text ready to be typed."""
        if self._known is None:
            return
        work = self._known.file.work
        made = Action(
            id=ActionId(self.desk.office.new_id()),
            text=Rich(trl("New action")),
            work=work.id,
            owner=work.manager,
            raised_at=self._at.today,
        )
        self._new = made.id
        self.desk.submit(creation(made), trl("New action"))

    def _why_not_open(self) -> str:
        row = self.actions_list.current()
        return "" if row is not None and row.open else tr("Select an open action first")

    def mark_done(self) -> None:
        """Mark the selected action as done today; undo takes it back."""
        row, today = self.actions_list.current(), self._at.today

        def mark(found: dict[Any, Action]) -> None:
            edit = set_state(found[row.id], ActionState.DONE, today)
            done = tr("{ref} is done", ref=row.ref)
            self.desk.submit(edit, trl("Done: {ref}", ref=row.ref), lambda _: self.toast.emit(done, "undo"))

        if row is not None:
            self.desk.query(lambda office: office.store.reader.get("action", [row.id]), mark)
