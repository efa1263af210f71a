"""The actions tab: what was agreed and is not done, edited in place, the longest late first."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from pmo_desktop.domain.datewords import read_date
from pmo_desktop.domain.edits import Edit
from pmo_desktop.domain.initials import Candidate, resolve, unique_initials
from pmo_desktop.domain.raid import ActionState
from pmo_desktop.i18n import language, tr, trl
from pmo_desktop.itemmodels.columns import Column
from pmo_desktop.itemmodels.meetings import action_columns
from pmo_desktop.itemmodels.rows import RowsModel
from pmo_desktop.readmodels import shown
from pmo_desktop.readmodels.meetings import ActionRow
from pmo_desktop.services.meetings import actions as edits
from pmo_desktop.services.meetings.lists import ActionList, read_actions
from pmo_desktop.ui.desk import Desk
from pmo_desktop.ui.minutes.strips import Strip
from pmo_desktop.ui.widgets.buttons import Segments
from pmo_desktop.ui.widgets.notices import EmptyState
from pmo_desktop.ui.widgets.remembered import Remembered
from pmo_desktop.ui.widgets.table import RecordTable
from pmo_desktop.ui.widgets.text import Label


class ActionsTab(QWidget):
    """Actions of one body (or of all), mine, late or all of them."""

    def __init__(self, desk: Desk, remembered: Remembered | None = None) -> None:
        super().__init__()
        self._desk, self._list = desk, ActionList()
        self.strip = Strip("warn", "circle-alert")
        self._body: UUID | None = None
        self._people: tuple[Candidate, ...] = ()
        columns = action_columns(self._read_day, self._read_person)
        self.model: RowsModel[ActionRow] = RowsModel(columns)
        self.table = RecordTable(name="actions", remembered=remembered)
        self.table.setModel(self.model)
        widths = {n: c.width for n, c in enumerate(columns)}
        hidden = {self.model.column_of("work")}
        self.table.set_columns(widths, stretch=self.model.column_of("text"), hidden=hidden)
        self.table.setAccessibleName(tr("Actions"))
        self.model.edit_requested.connect(self._edit)
        self.model.refused.connect(lambda _row, _column, _text, why: self.strip.say(why))
        self.which = Segments(
            [("open", tr("Open")), ("mine", tr("Mine")), ("late", tr("Overdue")), ("all", tr("All"))]
        )
        self.which.chosen.connect(lambda _key: self._filter())
        self._facts = Label("", tone="text2")
        self._empty = EmptyState("", icon="circle-check")
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self._empty)
        tools = QHBoxLayout()
        tools.setContentsMargins(16, 6, 16, 6)
        tools.setSpacing(10)
        tools.addWidget(self.which)
        tools.addWidget(self.strip, 1)
        tools.addStretch(0)
        tools.addWidget(self._facts)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(tools)
        column.addWidget(self._stack, 1)

    @property
    def _today(self) -> date:
        return self._desk.office.now().astimezone().date()

    def refresh(self, body: UUID | None) -> None:
        """Read the actions of a body again; of all without one."""
        self._body = body
        today = self._today
        self._desk.query(lambda office: read_actions(office.store.reader, today), self._show)

    def _show(self, found: ActionList) -> None:
        self._list = found
        bare = [p for p in found.people if not p.initials]
        taken = tuple(p.initials for p in found.people if p.initials)
        made = dict(
            zip((p.id for p in bare), unique_initials([p.display_name for p in bare], taken), strict=True)
        )
        self._people = tuple(
            Candidate(p.id, p.display_name, p.initials or made[p.id], hint=p.job) for p in found.people
        )
        self.model.set_rows([r for r in found.rows if self._body in (None, r.body)])
        self._filter()

    def _filter(self) -> None:
        me, key = self._desk.office.who, self.which.key

        def keep(row: ActionRow) -> bool:
            match key:
                case "mine":
                    return row.open and row.owner == me
                case "late":
                    return row.open and row.late > 0
                case "all":
                    return True
                case _:
                    return row.open

        self.model.set_filter(keep)
        rows = self.model.all_rows()
        still, late = sum(r.open for r in rows), sum(r.late > 0 for r in rows)
        chair = sum(r.escalates for r in rows)
        parts = [tr("{n} open", n=still), tr("{n} overdue", n=late)]
        parts += [tr("{n} for the chair", n=chair)] if chair else []
        self._facts.setText(" · ".join(parts))
        self._say_empty(key)
        self._stack.setCurrentIndex(0 if self.model.rowCount() else 1)

    def _say_empty(self, key: str) -> None:
        coming = [r.due for r in self.model.all_rows() if r.open and r.due]
        more = tr("The next is due {day}.", day=shown.weekday_day(min(coming))) if coming else ""
        said = {
            "mine": tr("Nothing is waiting for me"),
            "late": tr("No overdue actions"),
            "all": tr("No action was agreed yet"),
        }
        self._empty.set_text(said.get(key, tr("No open actions")), more)

    def current(self) -> ActionRow | None:
        """The action with the focus."""
        return self.model.row(self.table.currentIndex().row())

    def why_not_open(self) -> str:
        """Why the action with the focus cannot be marked as done, "" when it can."""
        row = self.current()
        return "" if row is not None and row.open else tr("Select an open action first")

    def mark_done(self) -> None:
        """Mark the action with the focus as done today; undo takes it back."""
        row = self.current()
        if row is not None:
            edit = edits.set_state(row.record, ActionState.DONE, self._today)
            self._desk.submit(edit, trl("Done: {ref}", ref=row.ref or trl("the action")))

    # -- editing -----------------------------------------------------------------------------------

    def _read_day(self, text: str) -> date | None:
        if not text.strip() or text.strip() == shown.NOTHING:
            return None
        read = read_date(text, self._today, language())
        if read.date is None:
            raise ValueError(tr("“{text}” is no day: type “fri week”, “+10 wd” or “7/8”.", text=text))
        return read.date

    def _read_person(self, text: str) -> UUID | None:
        if not text.strip():
            return None
        found = resolve(text, self._people)
        if found is None:
            raise ValueError(tr("“{text}” fits nobody, or several people.", text=text))
        return found.id

    def _edit(self, row: ActionRow, column: Column[ActionRow], wanted: Any) -> None:
        self.strip.say("")
        edit: Edit
        match column.field:
            case "state":
                edit = edits.set_state(row.record, wanted, self._today)
            case "due":
                edit = edits.set_due(row.record, wanted, self._today)
            case _:
                edit = edits.set_owner(row.record, wanted)
        label = trl("{field} of {ref}", field=column.title, ref=row.ref or trl("the action"))
        self._desk.submit(edit, label)
