"""Baselines: take one with a name and a reason, name them, compare every line, see milestones drift."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from pmo_desktop.domain.edits import Edit
from pmo_desktop.i18n import tr, trl, trn
from pmo_desktop.itemmodels.analysis import baseline_columns, comparison_columns
from pmo_desktop.itemmodels.columns import Column
from pmo_desktop.itemmodels.rows import RowsModel
from pmo_desktop.readmodels import shown
from pmo_desktop.readmodels.baselines import (
    BaselineComparison,
    BaselineHead,
    BaselineRow,
    compared,
    default_name,
)
from pmo_desktop.services.plans.baselines import LONGEST, dated, renamed, taken
from pmo_desktop.ui.desk import Desk
from pmo_desktop.ui.gantt.chart import ChartView
from pmo_desktop.ui.pages.project.pane import Pane, PlanInView
from pmo_desktop.ui.theme import current
from pmo_desktop.ui.widgets.buttons import Button
from pmo_desktop.ui.widgets.panels import Splitter
from pmo_desktop.ui.widgets.remembered import Remembered
from pmo_desktop.ui.widgets.table import COMPACT, RecordTable
from pmo_desktop.ui.widgets.tablefile import ask_and_write
from pmo_desktop.ui.widgets.text import Label, line, surface

_REASON, _LINE = 5, 1
"""Columns that take the room that is left."""


class BaselinesPane(Pane):
    """Above the baselines and the trend, below every line with its slip since each baseline."""

    def __init__(self, desk: Desk, remembered: Remembered) -> None:
        super().__init__(desk, remembered)
        self._asked = 0
        self.found: BaselineComparison | None = None
        self.heads: RowsModel[BaselineHead] = RowsModel(baseline_columns(self._today, self._tolerance))
        self.rows: RowsModel[BaselineRow] = RowsModel(comparison_columns(()))
        self.heads.edit_requested.connect(self._edited)
        self.heads.refused.connect(lambda _r, _c, _t, why: self.says.emit(tr("Not changed"), why))
        self._lay_out()
        add = self.does.add
        add(tr("Take a baseline"), self.begin, keys="Ctrl+N", icon="layers")
        add(tr("Rename the baseline"), self._rename, icon="pencil", shown_key="F2", why_not=self._why_none)
        add(tr("Copy as a table"), self.table.copy_selection, icon="copy", band=1, shown_key="Ctrl+C",
            why_not=self._why_none)  # fmt: skip
        add(tr("Export these rows"), self.export, icon="file-down", band=1, why_not=self._why_none)

    def _today(self) -> date:
        return self.plan.today if self.plan else date.min

    def _tolerance(self) -> int | None:
        return self.plan.tolerance if self.plan else None

    # -- layout ------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self.name, self.reason = QLineEdit(), QLineEdit()
        for field, words, wide in ((self.name, tr("Name"), 150), (self.reason, tr("Reason"), 230)):
            field.setPlaceholderText(words)
            field.setAccessibleName(words)
            field.setMaximumWidth(current().px(wide))
            field.setMaxLength(LONGEST if field is self.name else 200)
            field.returnPressed.connect(self.take_baseline)
        take = Button(tr("Take a baseline"), look="primary", icon="layers", on_click=self.take_baseline)
        export = Button(tr("Export these rows"), look="quiet", icon="file-down", on_click=self.export)
        for widget in (self.name, self.reason, take):
            self.strip.addWidget(widget)
        self.strip.addStretch(1)
        self.strip.addWidget(export)
        kept = self.remembered
        self.bases = RecordTable(name="project/baselines", remembered=kept, row=COMPACT)
        self.bases.setModel(self.heads)
        self.bases.setAccessibleName(tr("Baselines"))
        self.bases.set_columns({i: c.width for i, c in enumerate(self.heads.columns)}, stretch=_REASON)
        self.chart = ChartView()
        upper = Splitter(name="project/baselines_above", remembered=kept, default=[700, 520])
        upper.addWidget(self._bases_side())
        upper.addWidget(self._trend_side())
        upper.restore()
        self.table = RecordTable(name="", row=COMPACT, row_focus=True)
        self.table.setAccessibleName(tr("Lines against the baselines"))
        self.table.acted.connect(self._to_line)
        self.table.doubleClicked.connect(self._to_line)
        parts = Splitter(Qt.Orientation.Vertical, name="project/baselines_parts", remembered=kept,
                         default=[220, 300])  # fmt: skip
        parts.addWidget(upper)
        parts.addWidget(self.table)
        parts.restore()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(parts)

    def _bases_side(self) -> QWidget:
        side = surface(QWidget(), "page")
        self._none = Label("", tone="text2", wrap=True)
        self._none.setContentsMargins(16, 10, 16, 10)
        self._bases_column = QVBoxLayout(side)
        self._bases_column.setContentsMargins(0, 0, 0, 0)
        self._bases_column.setSpacing(0)
        self._bases_column.addWidget(self.bases, 1)
        self._bases_column.addWidget(self._none)
        self._bases_column.addStretch(0)
        return side

    def _trend_side(self) -> QWidget:
        side = surface(QWidget(), "page")
        self._undated = Label("", size=12, tone="text2", wrap=True)
        column = QVBoxLayout(side)
        column.setContentsMargins(16, 8, 12, 8)
        column.setSpacing(6)
        column.addWidget(Label(tr("Forecast dates, as they were said over time"), weight=600))
        column.addWidget(line())
        column.addWidget(self.chart, 1)
        column.addWidget(self._undated)
        return side

    # -- showing -----------------------------------------------------------------------------------

    def take(self, plan: PlanInView) -> None:
        """Compare in the background; what was there stays until the answer comes."""
        if self.plan is not None and self.plan.tolerance != plan.tolerance:
            self.found = None
        super().take(plan)
        self._asked += 1
        asked, file = self._asked, plan.file

        def work(_office: object) -> BaselineComparison:
            return compared(file.plan, file.items, file.days, plan.today, plan.reports)

        def show(found: BaselineComparison) -> None:
            if asked == self._asked:
                self._show(found)

        self.desk.query(work, show)

    def _show(self, found: BaselineComparison) -> None:
        before, self.found = self.found, found
        self.heads.set_rows(list(found.heads))
        self._none.setText("" if found.heads else tr(
            "No baseline yet. Take one when the plan is agreed, and every later change shows as a slip."
        ))  # fmt: skip
        self._none.setVisible(not found.heads)
        self.bases.setVisible(bool(found.heads))
        self._bases_column.setStretch(2, 0 if found.heads else 1)
        if before is None or before.heads != found.heads:
            self._show_columns(found)
        self.rows.set_rows(list(found.rows))
        self.name.setPlaceholderText(default_name(max((h.number for h in found.heads), default=-1) + 1))
        self._draw(found)
        if self.isVisible():
            self.spoken()

    def _show_columns(self, found: BaselineComparison) -> None:
        """One column a baseline: another set of baselines is another model."""
        self.rows = RowsModel(comparison_columns(found.heads, self._tolerance()))
        self.table.setModel(self.rows)
        self.table.set_columns({i: c.width for i, c in enumerate(self.rows.columns)}, stretch=_LINE)

    def _draw(self, found: BaselineComparison) -> None:
        trends = found.trends

        def draw(figure: Any, palette: Any) -> None:
            from pmo_desktop.charts.trends import trend_lines

            trend_lines(figure, trends, palette)

        self.chart.set_chart(draw, tr("Forecast dates, as they were said over time"))
        names = ", ".join(found.undated)
        self._undated.setText(
            tr("Not in the chart, since nobody said when it was taken: {names}", names=names)
        )
        self._undated.setVisible(bool(found.undated))

    def spoken(self) -> None:
        """How far the plan is from its first baseline."""
        heads = self.found.heads if self.found else ()
        said = trn("{n} baseline", "{n} baselines", len(heads))
        slip = heads[0].slip if heads else None
        rest = (
            "" if slip is None else tr("{slip} wd since {name}", slip=shown.signed(slip), name=heads[0].name)
        )
        self.says.emit(said, rest)

    def focus_work(self) -> None:
        """The baselines, also while they are read; the name of the first one when there is none."""
        none = self.found is not None and not self.heads.rowCount()
        first = self.name if none else self.bases
        first.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # -- acts --------------------------------------------------------------------------------------

    def begin(self) -> None:
        """Put the caret where the name of a new baseline is typed."""
        self.name.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def take_baseline(self) -> None:
        """Keep the dates of all lines under the typed name, in one step that undo takes back."""
        plan = self.plan
        if plan is None:
            return
        file, name = plan.file, self.name.text()
        try:
            edit = taken(file.plan, file.items, name, self.reason.text(), plan.today)
        except ValueError as why:
            self.says.emit(tr("Not changed"), str(why))
            return
        called = name.strip() or self.name.placeholderText()
        self._send(edit, trl("Set {baseline}", baseline=called))
        for field in (self.name, self.reason):
            field.clear()

    def _edited(self, row: BaselineHead, column: Column[BaselineHead], wanted: Any) -> None:
        if self.plan is None:
            return
        plan = self.plan.file.plan
        try:
            if column.field == "name":
                edit, label = renamed(plan, row.number, wanted), trl("Rename {name}", name=row.name)
            else:
                edit, label = dated(plan, row.number, wanted), trl("Change {name}", name=row.name)
        except ValueError as why:
            self.says.emit(tr("Not changed"), str(why))
            return
        self._send(edit, label)

    def _send(self, edit: Edit, label: str) -> None:
        self.desk.submit(edit, label, lambda _receipt: self.says.emit(label, tr("stored")))

    def _rename(self) -> None:
        self.bases.setFocus()
        index = self.bases.currentIndex()
        at = index.row() if index.isValid() else 0
        self.bases.setCurrentIndex(self.heads.index(at, 0))
        self.bases.edit(self.bases.currentIndex())

    def _why_none(self) -> str:
        return "" if self.heads.rowCount() else tr("No baseline yet")

    def _to_line(self, index: QModelIndex) -> None:
        row = self.rows.row(index.row()) if index.isValid() else None
        if row is not None:
            self.go_to_line(row.id)

    def export(self) -> None:
        """Ask for a file and write the lines with their slips."""
        if self.around is None or self.around.table_bytes is None or self.plan is None:
            return
        title = tr("Baselines of {ref}", ref=self.plan.ref)
        said = ask_and_write(self, self.table, title, self.around.table_bytes)
        if said:
            self.toast.emit(said, "")
