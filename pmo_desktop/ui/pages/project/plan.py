"""The plan of a work: tree and chart, typing, dragging, outline, links, baselines."""

from __future__ import annotations

import math
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QVBoxLayout, QWidget

from pmo_desktop.domain.edits import creation
from pmo_desktop.domain.plans import ItemKind
from pmo_desktop.domain.works import Project
from pmo_desktop.i18n import tr, trl, trn
from pmo_desktop.readmodels.gantt import GanttModel
from pmo_desktop.readmodels.plans import PlanFile, calendar_words, gantt_model
from pmo_desktop.services.plan_edits import baseline_numbers, new_plan
from pmo_desktop.ui.desk import Desk
from pmo_desktop.ui.gantt.span import SCALES
from pmo_desktop.ui.gantt.tips import days_text
from pmo_desktop.ui.gantt.view import PlanView
from pmo_desktop.ui.pages.project import plan_acts as acts
from pmo_desktop.ui.pages.project.plan_acts import Act
from pmo_desktop.ui.pages.project.plan_cells import PlanCells
from pmo_desktop.ui.pages.project.plan_menu import offer_plan
from pmo_desktop.ui.pages.project.plan_sides import Sides, write_pdf
from pmo_desktop.ui.pages.project.plan_tools import NO_BASELINE, PlanTools
from pmo_desktop.ui.pages.project.reading import Known
from pmo_desktop.ui.pages.project.tab import Tab
from pmo_desktop.ui.widgets.buttons import Button
from pmo_desktop.ui.widgets.notices import EmptyState
from pmo_desktop.ui.widgets.remembered import Remembered
from pmo_desktop.ui.widgets.text import line


class PlanTab(Tab):
    """Shows the plan that was read; every change goes out as one edit and comes back as a new plan."""

    def __init__(self, desk: Desk, remembered: Remembered, parent: QWidget | None = None) -> None:
        super().__init__(desk, remembered, parent)
        self._known: Known | None = None
        self._file: PlanFile | None = None
        self._waiting: tuple[Known, PlanFile | None] | None = None
        self._wanted = ""
        self._told: tuple[str, str] | None = None
        self._showing = False
        self._today = date.min
        self._lay_out()
        self._listen()
        offer_plan(self)

    def _lay_out(self) -> None:
        self.tools, self.view = PlanTools(), PlanView()
        self.cells = PlanCells(self.view.tree)
        self._sides = Sides(self.view, self.remembered)
        make = Button(tr("New plan"), look="primary", on_click=self.new_plan)
        bring = Button(tr("Import a plan"), icon="upload", on_click=self._import)
        self._empty = EmptyState(
            tr("No plan yet"),
            tr("Import a schedule file, or begin with an empty plan and type its lines."),
            icon="chart-gantt",
            buttons=[make, bring],
        )
        first = Button(tr("New line"), look="primary", key="Ins", on_click=self.new_line)
        self._blank = EmptyState(
            tr("The plan has no lines yet"), tr("Add the first one. Milestones are lines of no length."),
            icon="list-tree", buttons=[first],
        )  # fmt: skip
        self._stack = QStackedWidget()
        for widget in (self._empty, self._blank, self.view):
            self._stack.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.tools)
        column.addWidget(line())
        column.addWidget(self._stack, 1)

    def _listen(self) -> None:
        tools, view = self.tools, self.view
        tools.scale_chosen.connect(view.set_scale)
        tools.baseline_chosen.connect(lambda _n: self._show_again())
        tools.baseline_wanted.connect(self.set_baseline)
        tools.layer_toggled.connect(lambda layer, on: view.set_layers(**{layer: on}))
        tools.today_wanted.connect(view.canvas.go_today)
        tools.new_wanted.connect(self.new_line)
        tools.print_wanted.connect(self.print_plan)
        view.moved.connect(self._moved)
        view.selected.connect(lambda _ids: self._chosen())
        view.canvas.span_changed.connect(self._show_scale)
        self.cells.typed.connect(self._typed)
        self.cells.closed.connect(self._catch_up)

    # -- showing -----------------------------------------------------------------------------------

    def take(self, known: Known, found: Any, today: date) -> None:
        """Show a plan; while a cell is being typed into, it waits until that is done."""
        self._today = today
        if self.cells.editing:
            self._waiting = (known, found)
            return
        old = self._file
        same = old is not None and bool(old.items) and found is not None and old.plan.id == found.plan.id
        self._known, self._file = known, found
        if found is not None and found.items:
            self.tools.show_baselines(baseline_numbers(found.items))
            self._show_plan(found, keep=same)
            if not same:
                self._sides.place(self.width())
        self._stack.setCurrentIndex(0 if found is None else 2 if found.items else 1)
        self.tools.setVisible(found is not None)

    def _show_plan(self, file: PlanFile, *, keep: bool) -> None:
        self._showing = True
        self.view.set_model(self._model(file), keep=keep)
        self._select_wanted()
        self._showing = False
        if not keep:
            self._told = None

    def _show_scale(self) -> None:
        """Light the named scale that is nearest to the one that shows."""
        per_day = self.view.canvas.span.per_day / self.view.canvas.zoom_factor
        self.tools.scales.choose(min(SCALES, key=lambda name: abs(math.log(SCALES[name] / per_day))))

    def _catch_up(self) -> None:
        if self._waiting is not None:
            QTimer.singleShot(0, self, self._take_waiting)

    def _take_waiting(self) -> None:
        if self._waiting is not None and not self.cells.editing:
            (known, found), self._waiting = self._waiting, None
            self.take(known, found, self._today)

    def _model(self, file: PlanFile) -> GanttModel:
        work = self._known.file.work if self._known else None
        limit = work.tolerance_time if isinstance(work, Project) and work.tolerance_time else 20
        number = self.tools.baseline
        self.view.set_layers(baseline=number != NO_BASELINE)
        return gantt_model(file, self._today, max(number, 0), slip_limit=max(limit // 2, 1))

    def _show_again(self) -> None:
        if self._file is not None and self._file.items:
            self._show_plan(self._file, keep=True)

    def _select_wanted(self) -> None:
        wanted, self._wanted = self._wanted, ""
        if wanted and wanted in self.view.model.places:
            self.view.select([wanted])
        elif not self.view.selected_ids and self.view.model.rows:
            self.view.select([self.view.model.rows[0].id])

    def spoken(self) -> None:
        """What was done last or is selected, and which calendar counts."""
        if self._told is not None:
            self.says.emit(*self._told)
        else:
            self._say_selected()
        self.facts.emit(calendar_words(self._file) if self._file else "")

    def focus_work(self) -> None:
        """The tree, or the way out of an empty plan."""
        (self.view.tree if self._stack.currentIndex() == 2 else self).setFocus()

    def _chosen(self) -> None:
        """Another line was chosen, unless it is only shown anew."""
        if not self._showing:
            self._told = None
            self._say_selected()

    def _say_selected(self) -> None:
        ids, model = self.view.selected_ids, self.view.model
        if self._file is None or not ids:
            self.says.emit("", "")
            return
        if len(ids) > 1:
            self.says.emit(trn("{n} line selected", "{n} lines selected", len(ids)), tr("Ctrl+L links them"))
            return
        row = model.rows[model.places[ids[0]]]
        per_day = model.minutes_per_day
        slack = days_text(row.total_slack, per_day)
        parts = [
            days_text(row.duration, per_day),
            tr("float {days}", days=slack) if slack else "",
            tr("on the critical path") if row.critical else "",
        ]
        before = [model.rows[model.places[k.from_row]].name for k in model.links if k.to_row == row.id]
        waits = tr("waits for {names}", names=", ".join(before[:2])) if before else ""
        self.says.emit(row.name, " · ".join(p for p in (*parts, waits) if p))

    # -- acts --------------------------------------------------------------------------------------

    def _do(self, make: Callable[[PlanFile], Act | None]) -> bool:
        """Make an edit, send it, and say what it did when it is stored; False when it cannot be made."""
        if self._file is None:
            return False
        try:
            act = make(self._file)
        except ValueError as why:
            self._tell(tr("Not changed"), str(why))
            return False
        if act is not None:
            self._send(act)
        return True

    def _tell(self, lead: str, rest: str) -> None:
        """Say something that stays until another line is chosen."""
        self._told = (lead, rest)
        self.says.emit(lead, rest)

    def _send(self, act: Act) -> None:
        self._wanted = act.select

        def stored(_receipt: object) -> None:
            self._tell(act.lead, act.rest)

        self.desk.submit(act.edit, act.label, stored)

    def _typed(self, row_id: str, column: int, text: str) -> None:
        done = self._do(lambda file: acts.typed(file, row_id, column, text, self._today))
        told = self._told
        if not done and told and self.view.tree.hasFocus():
            self.cells.open_again(row_id, column, text)
            self._tell(*told)

    def _moved(self, row_id: str, start: datetime, finish: datetime) -> None:
        self._do(lambda file: acts.dragged(file, row_id, start, finish))

    @property
    def has_plan(self) -> bool:
        """Whether the work has a plan."""
        return self._file is not None

    def new_line(self) -> None:
        """A task below the selected line, its name ready to be typed."""
        self._new(tr("New task"), ItemKind.TASK)

    def new_milestone(self) -> None:
        """A milestone below the selected line."""
        self._new(tr("New milestone"), ItemKind.MILESTONE)

    def _new(self, name: str, kind: ItemKind) -> None:
        service = self._known is not None and self._known.file.kind == "service"
        kind = ItemKind.DUTY if service and kind is ItemKind.TASK else kind
        ids, new_id = self.view.selected_ids, self.desk.office.new_id
        self._do(lambda file: acts.new_line(file, ids, name, kind, self._today, new_id))

    def indent(self) -> None:
        """Put the selected lines under the one above."""
        self._do(lambda file: acts.indented(file, self.view.selected_ids))

    def outdent(self) -> None:
        """Take the selected lines one level up."""
        self._do(lambda file: acts.outdented(file, self.view.selected_ids))

    def shift(self, step: int) -> None:
        """Move the selected line up or down."""
        self._do(lambda file: acts.shifted(file, self.view.selected_ids, step))

    def link(self) -> None:
        """Link the selected lines from top to bottom."""
        self._do(lambda file: acts.linked(file, self.view.selected_ids, self.desk.office.new_id))

    def unlink(self) -> None:
        """Take the links of the selected lines away."""
        self._do(lambda file: acts.unlinked(file, self.view.selected_ids))

    def archive(self) -> None:
        """Archive the selected lines; undo brings them back."""
        self._do(lambda file: acts.removed(file, self.view.selected_ids))

    def set_baseline(self, number: int) -> None:
        """Keep the dates of all lines as a baseline, in one step."""
        self._do(lambda file: acts.baselined(file, number))
        self.tools.baseline = number

    def new_plan(self) -> None:
        """Begin an empty plan."""
        if self._known is None:
            return
        file = self._known.file
        rhythm = file.kind == "service"
        plan = new_plan(file.work.id, file.title, self._today, self.desk.office.new_id, rhythm=rhythm)
        self.desk.submit(creation(plan), trl("New plan"))

    def _import(self) -> None:
        window = self.window()
        actions = [a for a in window.actions() if a.objectName() == "import"]
        if actions:
            actions[0].trigger()
        else:
            self.go.emit("receipt")

    def print_plan(self) -> None:
        """Write the plan as a PDF on A3, in a file that is asked for."""
        if self._file is None:
            return
        name, _ = QFileDialog.getSaveFileName(self, tr("Print the plan"), "", tr("PDF") + " (*.pdf)")
        if name:
            self.write_pdf(Path(name))

    def write_pdf(self, path: Path) -> None:
        """Write the plan as a PDF; a toast says where it is, or why not."""
        write_pdf(self.desk, self.view, path, lambda said: self.toast.emit(said, ""))
