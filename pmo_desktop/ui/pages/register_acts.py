"""What people do to works in the register: each act is one edit given to the desk."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QLineEdit, QWidget

from pmo_desktop.domain.edits import Archive, Edit, Op, Set, batch, creation
from pmo_desktop.domain.works import Work
from pmo_desktop.i18n import inside, tr, trl, trn, trnl
from pmo_desktop.itemmodels.columns import Column
from pmo_desktop.itemmodels.pasting import Pasted, grid_of, pasted
from pmo_desktop.itemmodels.register import edit_of
from pmo_desktop.readmodels.register import WorkRow
from pmo_desktop.services import views
from pmo_desktop.services.office import NOBODY
from pmo_desktop.services.ports import Receipt, Refused
from pmo_desktop.services.views import View
from pmo_desktop.ui.desk import Desk
from pmo_desktop.ui.pages.register_agenda import agenda_edit
from pmo_desktop.ui.pages.register_list import RegisterList
from pmo_desktop.ui.pages.register_paste import ASKS_ABOVE
from pmo_desktop.ui.putbefore import offer_bodies
from pmo_desktop.ui.widgets.notices import Notice

NOTICE = "register"
"""The key of this page's banner."""
PAGE = "register"


class RegisterActs(QObject):
    """Edits from cells, pasted ranges, new works, archive, agenda and saved views.

    `notice(Notice)` and `over(key)` say why something was not done and when that is settled;
    `asks(Pasted)` shows a paste before it is done; `said(text, command)` is a toast.
    """

    notice = Signal(object)
    over = Signal(str)
    asks = Signal(object)
    said = Signal(str, str)

    def __init__(self, desk: Desk, listed: RegisterList) -> None:
        super().__init__(listed)
        self._desk, self._list = desk, listed
        self._mine: set[UUID] = set()
        listed.model.edit_requested.connect(self.edit_cell)
        listed.model.refused.connect(self._not_understood)
        listed.table.itemDelegate().closeEditor.connect(self._left_cell)
        desk.refused.connect(self._refused)

    def submit(self, edit: Edit, label: str, done: Callable[[Receipt], None] | None = None) -> None:
        """Send an edit; a refusal of it is said on this page."""
        self.over.emit(NOTICE)
        self._mine.add(self._desk.submit(edit, label, done).id)

    # -- cells -------------------------------------------------------------------------------------

    def edit_cell(self, row: WorkRow, column: Column[WorkRow], wanted: Any) -> None:
        """One typed cell."""
        label = trl("{field} of {work}", field=inside(column.title), work=row.ref)
        self.submit(edit_of(row, column, wanted), label)

    def set_all(self, edits: Sequence[Set], label: str) -> None:
        """Several works as one step."""
        self.submit(batch(edits), label)

    def _not_understood(self, row: WorkRow, column: Column[WorkRow], text: str, sentence: str) -> None:
        """Say why, and put the typed text back under the caret."""
        self.notice.emit(Notice(NOTICE, "neg", column.title, sentence))
        QTimer.singleShot(0, self, lambda: self._type_again(row, column, text))

    def _left_cell(self, _editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Esc gave up what was typed, so that there is nothing more to say about it."""
        if hint is QAbstractItemDelegate.EndEditHint.RevertModelCache:
            self.over.emit(NOTICE)

    def _type_again(self, row: WorkRow, column: Column[WorkRow], text: str) -> None:
        table = self._list.table
        index = self._list.index_of(self._list.model.line_of(row.id), column.key)
        if not index.isValid():
            return
        table.setCurrentIndex(index)
        table.edit(index)
        for line in table.viewport().findChildren(QLineEdit):
            line.setText(text)
            line.selectAll()

    def _refused(self, op: Op, why: Refused) -> None:
        if op.id in self._mine:
            lead = op.label or tr("Not stored")
            text = " ".join(f"{p.says}." for p in why.problems[:3]).replace("..", ".")
            self.notice.emit(Notice(NOTICE, "neg", lead, text))

    def explain(self) -> bool:
        """Say why the current cell cannot be edited, and the way to change it; False without a reason."""
        index = self._list.table.currentIndex()
        row = self._list.model.row(index.row())
        if row is None:
            return False
        column = self._list.model.columns[index.column()]
        why = column.locked(row) if column.locked else ""
        if why:
            self.notice.emit(Notice(NOTICE, "info", column.title, why, icon="lock"))
        else:
            self.over.emit(NOTICE)
        return bool(why)

    # -- pasting -----------------------------------------------------------------------------------

    def paste(self) -> None:
        """Paste the clipboard onto the cells from the current one on; large pastes are shown first."""
        plan = self.plan(QGuiApplication.clipboard().text())
        if len(plan.refused) and not plan.edits:
            text, why = plan.refused[0]
            self.notice.emit(
                Notice(NOTICE, "neg", tr("Nothing to paste"), tr("“{text}”: {why}", text=text, why=why))
            )
        elif plan.cells > ASKS_ABOVE or plan.refused:
            self.asks.emit(plan)
        elif plan.edits:
            self.take(plan)

    def plan(self, text: str) -> Pasted:
        """What pasting a text would do; one cell fills every selected work."""
        table, model = self._list.table, self._list.model
        now, grid = table.currentIndex(), grid_of(text)
        if not now.isValid() or not grid:
            return Pasted()
        head = table.horizontalHeader()
        order = [head.logicalIndex(at) for at in range(head.visualIndex(now.column()), head.count())]
        columns = [model.columns[c] for c in order if not head.isSectionHidden(c)]
        titles = {c.title for c in model.columns}
        if len(grid) > 1 and all(cell in titles for cell in grid[0]):
            columns = list(model.columns)
        below = [r for line in range(now.row(), model.rowCount()) if (r := model.row(line)) is not None]
        chosen = self._list.selected()
        single = len(grid) == 1 and len(grid[0]) == 1
        rows = (chosen if len(chosen) > 1 else below[:1]) if single else below
        return pasted(grid, rows, columns, lambda row: row.kind)

    def take(self, plan: Pasted) -> None:
        """Do what was shown, as one step."""
        cells = trnl("{n} cell", "{n} cells", plan.cells)
        self.submit(batch(plan.edits), trl("pasting {cells}", cells=cells))

    # -- works -------------------------------------------------------------------------------------

    def create(self, work: Work, done: Callable[[Receipt], None]) -> None:
        """Make a new work."""
        self.submit(creation(work), trl("new work"), done)

    def archive(self) -> None:
        """Take the selected works out of sight; undo brings them back."""
        rows = self._list.selected()
        if not rows:
            return
        works = trnl("{n} work", "{n} works", len(rows))
        label = trl("archiving {works}", works=works)
        text = tr("{works} archived", works=works)
        self.submit(
            batch(Archive(r.kind, r.id) for r in rows), label, lambda _r: self.said.emit(text, "undo")
        )

    def to_agenda(self, meeting: UUID, title: str, rows: Sequence[WorkRow]) -> None:
        """Put works on the agenda of a meeting."""
        works = trn("{n} work", "{n} works", len(rows))
        text = tr("{works} on the agenda: {meeting}", works=works, meeting=title)
        self.submit(
            agenda_edit(meeting, rows), trl("adding to the agenda"), lambda _r: self.said.emit(text, "undo")
        )

    def put_before(self, table: QAbstractItemView, works: Sequence[UUID]) -> None:
        """Offer the bodies that works can be put before, as business that waits."""
        offer_bodies(self._desk, table, "work", works)

    # -- views -------------------------------------------------------------------------------------

    def name_view(self, title: str, view: View) -> str:
        """Keep what is shown as a person's own view; gives the key it will have."""
        who = self._desk.office.who
        edit = views.save_new(PAGE, title, view, None if who == NOBODY else who)
        self.submit(edit, trl("view {title}", title=title))
        return str(edit.id)

    def keep_view(self, old: View, now: View) -> None:
        """Change a person's own view to what is shown."""
        if old.record is not None:
            self.submit(views.save_again(old.record, now), trl("view {title}", title=old.title))

    def drop_view(self, old: View) -> None:
        """Take a person's own view away."""
        if old.record is not None:
            self.submit(views.forget(old.record), trl("removing view {title}", title=old.title))
