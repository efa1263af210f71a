"""The reports of a work: the list with a mark for each dimension, and the selected one in full."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from pmo_desktop.domain.edits import between, creation
from pmo_desktop.domain.reports import StatusReport
from pmo_desktop.i18n import tr, trl, trn
from pmo_desktop.itemmodels.project import report_columns
from pmo_desktop.itemmodels.rows import RowsModel
from pmo_desktop.readmodels import shown
from pmo_desktop.readmodels.project_reports import EDITABLE, VERBS, ReportRow, drafted, report_rows
from pmo_desktop.ui.desk import Desk
from pmo_desktop.ui.pages.project.reading import Known
from pmo_desktop.ui.pages.project.report_view import ReportView
from pmo_desktop.ui.pages.project.tab import Tab
from pmo_desktop.ui.shell.acts import Act
from pmo_desktop.ui.widgets.buttons import Button
from pmo_desktop.ui.widgets.notices import EmptyState
from pmo_desktop.ui.widgets.panels import Splitter
from pmo_desktop.ui.widgets.remembered import Remembered
from pmo_desktop.ui.widgets.table import RecordTable
from pmo_desktop.ui.widgets.text import Label


class ReportsTab(Tab):
    """Arrow keys go through the reports; the one selected stands at the right."""

    def __init__(self, desk: Desk, remembered: Remembered, parent: QWidget | None = None) -> None:
        super().__init__(desk, remembered, parent)
        self._known: Known | None = None
        self._wanted: UUID | None = None
        self._draft_wanted = False
        self._today = date.min
        self.model: RowsModel[ReportRow] = RowsModel(report_columns())
        self.view = ReportView()
        self.view.edited.connect(self._edited)
        self.view.complained.connect(lambda why: self.says.emit(tr("Not yet"), why))
        self._lay_out()
        self.does.add(tr("New report"), self.new_report, keys="Ctrl+N", icon="file-text")
        self._steps = {
            state: self.does.add(tr(words), partial(self.view.step, state), icon="arrow-right", band=1)
            for state, words in VERBS.items()
        }
        self.does.add(tr("Copy as a table"), self.table.copy_selection, icon="copy", band=2,
                      shown_key="Ctrl+C", why_not=self._why_none)  # fmt: skip

    def offered(self) -> list[Act]:
        """Of the steps of a report only those that it can take now."""
        for state, action in self._steps.items():
            action.setVisible(self.view.report is not None and state in self.view.buttons)
        return super().offered()

    def _why_none(self) -> str:
        return "" if self.table.selected_rows() else tr("Select a report first")

    def _lay_out(self) -> None:
        self.table = RecordTable(name="project/reports", remembered=self.remembered, row_focus=True)
        self.table.setModel(self.model)
        self.table.setAccessibleName(tr("Status reports"))
        self.table.set_columns({i: c.width for i, c in enumerate(self.model.columns)})
        self.table.selectionModel().currentRowChanged.connect(lambda now, _old: self._selected(now))
        self._count = Label("", tone="text2")
        new = Button(tr("New report"), look="primary", key="Ctrl+N", on_click=self.new_report)
        strip = QHBoxLayout()
        strip.setContentsMargins(16, 7, 16, 7)
        strip.addWidget(self._count, 1)
        strip.addWidget(new)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(strip)
        column.addWidget(self.table, 1)
        both = Splitter(name="project/reports", remembered=self.remembered, default=[664, 576])
        both.addWidget(left)
        both.addWidget(self.view)
        both.setStretchFactor(1, 1)
        both.restore()
        first = Button(tr("New report"), look="primary", key="Ctrl+N", on_click=self.new_report)
        self._empty = EmptyState(
            tr("No status report yet"),
            tr("The first one takes its figures from the work; later ones begin with the last."),
            icon="file-text", buttons=[first],
        )  # fmt: skip
        self._stack = QStackedWidget()
        self._stack.addWidget(self._empty)
        self._stack.addWidget(both)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._stack)

    def take(self, known: Known, found: Any, today: date) -> None:
        """Show the reports of a work; the selected one stays."""
        same = self._known is not None and self._known.file.work.id == known.file.work.id
        self._known, self._today = known, today
        rows = report_rows(known.file.reports)
        now = self.view.report
        self.model.set_rows(rows)
        self._count.setText(trn("{n} report", "{n} reports", len(rows)))
        self._stack.setCurrentIndex(1 if rows else 0)
        wanted = self._wanted or (now.id if same and now else None)
        at = self.model.line_of(wanted) if wanted else -1
        if rows:
            self.table.select_row(max(at, 0))
            self._show(max(at, 0))
        if at >= 0 and wanted == self._wanted and self.view.texts:
            self.view.texts["headline"].setFocus()
        self._wanted = None
        if self._draft_wanted:
            self._draft_wanted = False
            self.new_report()

    def spoken(self) -> None:
        """How many, and which is the last that counts."""
        last = self._known.file.report if self._known else None
        said = tr("last that counts: {day}", day=shown.day(last.status_date)) if last else ""
        self.says.emit(self._count.text() if self.model.rowCount() else "", said)
        self.facts.emit("")

    def focus_work(self) -> None:
        """The list."""
        self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _selected(self, index: QModelIndex) -> None:
        if index.isValid():
            self._show(index.row())

    def _show(self, line: int) -> None:
        row, before = self.model.row(line), self.model.row(line + 1)
        now = self.view.report
        if row is None or self._known is None:
            return
        if now is not None and now.id != row.id:
            self.view.finish()
        self.view.show_report(self._known.file, row.report, before.report if before else None)

    # -- acts --------------------------------------------------------------------------------------

    def new_report(self) -> None:
        """The draft that there is, else a new one filled in from the last report."""
        if self._known is None:
            self._draft_wanted = True
            return
        for report in self._known.file.reports:
            if report.state in EDITABLE:
                self.table.select_row(self.model.line_of(report.id))
                self.says.emit(tr("There is a draft already"), tr("finish it before the next one"))
                return
        office = self.desk.office
        made = drafted(self._known.file, self._today, office.new_id())
        self._wanted = made.id
        self.desk.submit(creation(made), trl("New report"))

    def _edited(self, pair: tuple[StatusReport, StatusReport], label: str) -> None:
        seen, wanted = pair
        self.desk.submit(between(seen, wanted), label, lambda _receipt: self.says.emit(label, tr("stored")))
