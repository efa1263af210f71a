"""The plan of a work: tree and chart, typing, dragging, outline, links, baselines."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QMenu, QStackedWidget, QVBoxLayout, QWidget

from pmo_desktop.domain.works import Project
from pmo_desktop.i18n import tr, trn
from pmo_desktop.readmodels.baselines import baseline_numbers, name_of
from pmo_desktop.readmodels.gantt import GanttModel
from pmo_desktop.readmodels.planlines import differing, model_with_lines
from pmo_desktop.readmodels.planlook import found_count, looked
from pmo_desktop.readmodels.plans import PlanFile, as_at, calendar_words, gantt_model
from pmo_desktop.scheduling.engine import prepare
from pmo_desktop.services.ports import Change
from pmo_desktop.ui.desk import Desk
from pmo_desktop.ui.gantt.model import PlanModel, within_years
from pmo_desktop.ui.gantt.span import SCALES
from pmo_desktop.ui.gantt.tips import days_text
from pmo_desktop.ui.pages.project.plan_dates import PlanDates
from pmo_desktop.ui.pages.project.plan_keys import PlanKeys
from pmo_desktop.ui.pages.project.plan_layers import Layers
from pmo_desktop.ui.pages.project.plan_look import FindStrip, Looks, count_words
from pmo_desktop.ui.pages.project.plan_menu import offer_plan
from pmo_desktop.ui.pages.project.plan_sides import Sides
from pmo_desktop.ui.pages.project.plan_tools import NO_BASELINE
from pmo_desktop.ui.pages.project.reading import Known, read_again
from pmo_desktop.ui.pages.project.tab import ReadAgain
from pmo_desktop.ui.widgets.buttons import Button
from pmo_desktop.ui.widgets.notices import EmptyState
from pmo_desktop.ui.widgets.remembered import Remembered
from pmo_desktop.ui.widgets.text import line

_MANY = 300
"""Lines up to which what changed is shown in the rows that are there."""
_LARGE = 500
"""Lines from which it pays to load the compiled passes of the schedule engine."""


class PlanTab(PlanDates):
    """Shows the plan that was read; every change goes out as one edit and comes back as a new plan."""

    def __init__(self, desk: Desk, remembered: Remembered, parent: QWidget | None = None) -> None:
        super().__init__(desk, remembered, parent)
        self._waiting: tuple[Known, PlanFile | None] | None = None
        self._showing = False
        self._me: UUID | None = None
        self._ready = False
        self.looks = Looks(self.view.tree, remembered)
        self.found = FindStrip()
        self._lay_out()
        self._listen()
        offer_plan(self)

    def _lay_out(self) -> None:
        self._sides = Sides(self.view, self.remembered)
        self.layers = Layers(self.view, self.remembered, self._show_again)
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
        column.addWidget(self.found)
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
        tools.moves_wanted.connect(self.show_moves)
        tools.dates_menu_wanted.connect(lambda at: self.dates_menu().popup(at))
        tools.look_menu_wanted.connect(lambda at: self.looks.menu(self, at))
        self.looks.changed.connect(self._look_again)
        self.found.typed.connect(self._find)
        self.found.left.connect(self.focus_work)
        view.canvas.set_foresee(self._foresee)
        view.wished.connect(self._wished)
        view.selected.connect(lambda _ids: self._chosen())
        view.canvas.span_changed.connect(self._show_scale)
        self.cells.typed.connect(self._typed)
        self.cells.closed.connect(self._catch_up)
        self._keys = PlanKeys(self)

    def _make_ready(self, file: PlanFile) -> None:
        """Load what schedules large plans quickly, before somebody drags; once."""
        if self.around is not None and not self._ready and file.plan.automatic and len(file.items) >= _LARGE:
            self.around.jobs.run(tr("Making the schedule engine ready"), lambda _progress: prepare())
            self._ready = True

    # -- showing -----------------------------------------------------------------------------------

    def take(self, known: Known, found: Any, today: date) -> None:
        """Show a plan; while a cell is being typed into, it waits until that is done."""
        self._today = today
        if self.cells.editing:
            self._waiting = (known, found)
            return
        old = self._file
        same = old is not None and bool(old.items) and found is not None and old.plan.id == found.plan.id
        if not same:
            self._moves = None
            self.tools.show_moves(0)
        me, self._me = self._me, self.desk.office.who
        self._known, self._file = known, found
        if same and me == self._me and self._show_values(old, found):
            return
        if found is not None and found.items:
            self.tools.show_baselines({n: name_of(found.plan, n).name for n in baseline_numbers(found.items)})
            self._show_plan(found, keep=same)
            if not same:
                self._sides.place(self.width())
        if found is not None:
            self.tools.show_dates(automatic=found.plan.automatic)
            self._make_ready(found)
        self._stack.setCurrentIndex(0 if found is None else 2 if found.items else 1)
        self.tools.setVisible(found is not None)

    def _show_values(self, old: PlanFile | None, file: PlanFile) -> bool:
        """Show a plan in which only values of some lines differ in the rows that are there; False if not."""
        now, look = self.view.model, self.looks.look
        changed = None if old is None or now.given is None else differing(old, file)
        plain = look.plain and not file.service and now.as_at == as_at(self._today)
        if changed is None or len(changed) > _MANY or not plain:
            return False
        model = model_with_lines(now, file, changed, max(self.tools.baseline, 0))
        if within_years(model) != within_years(now):
            return False
        self._showing = True
        self.view.set_values(model, file, [str(item.id) for item in changed])
        self._select_wanted()
        self._showing = False
        return True

    def again(self, changes: Sequence[Change]) -> ReadAgain | None:
        """Only the lines that changed, where nothing else did and the plan has them all."""
        file, wanted = self._file, frozenset[UUID]().union(*(change.ids("plan_item") for change in changes))
        if file is None or not wanted or self._waiting is not None:
            return None
        if any(change.kinds() != {"plan_item"} for change in changes):
            return None
        if any(str(uid) not in file.by_id for uid in wanted):
            return None
        return partial(read_again, file=file, lines=wanted)

    def _show_plan(self, file: PlanFile, *, keep: bool) -> None:
        self._showing = True
        rows = self.view.tree.model()
        if isinstance(rows, PlanModel):
            rows.set_file(file)
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
        tolerance = work.tolerance_time if isinstance(work, Project) else None
        number = self.tools.baseline
        self.view.set_layers(baseline=number != NO_BASELINE)
        look = self.looks.look
        self.tools.show_look(self.looks.words)
        items = None if look.plain and not file.service else looked(file, look, self._today, self._me)
        also = self.layers.also([n for n in baseline_numbers(file.items) if n != number])
        return gantt_model(file, self._today, max(number, 0), tolerance, items, also)

    def _look_again(self) -> None:
        """Other lines show; folding stays where lines stay."""
        self._show_again()
        if self._file is not None and not self.view.model.rows:
            self.tell(tr("No line fits"), tr("“{look}” shows no line of this plan.", look=self.looks.words))

    def _show_again(self) -> None:
        if self._file is not None and self._file.items:
            self._show_plan(self._file, keep=True)

    def _select_wanted(self) -> None:
        wanted, self._wanted = [i for i in self._wanted if i in self.view.model.places], ()
        if wanted:
            self.view.select(wanted)
        elif not self.view.selected_ids and self.view.model.rows:
            self.view.select([self.view.model.rows[0].id])

    def show_part(self, part: str) -> None:
        """Select a line by its id."""
        self._wanted = (part,) if part else self._wanted
        if part and self._file is not None and self._file.items:
            self._select_wanted()
            self.view.reveal(part)

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

    # -- what is offered ---------------------------------------------------------------------------

    def _import(self) -> None:
        window = self.window()
        actions = [a for a in window.actions() if a.objectName() == "import"]
        if actions:
            actions[0].trigger()
        else:
            self.go.emit("receipt")

    def open_find(self) -> None:
        """Put the caret in the line to find lines by."""
        if self.has_plan:
            self.found.open_up()

    def _find(self, text: str) -> None:
        self.looks.find(text)
        file = self._file
        if file is not None and text.strip():
            self.found.count.setText(count_words(found_count(file, self.looks.look, self._today, self._me)))
        else:
            self.found.count.setText("")

    def dates_menu(self) -> QMenu:
        """How dates follow, and what can be worked out now."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        automatic = self._file is not None and self._file.plan.automatic
        for text, on in (
            (tr("Dates follow each change at once"), True),
            (tr("Dates follow on request"), False),
        ):
            action = menu.addAction(text, partial(self.set_automatic, on=on))
            action.setCheckable(True)
            action.setChecked(automatic is on)
        menu.addSeparator()
        menu.addAction(tr("Reschedule") + "\tF9", self.reschedule)
        menu.addAction(tr("Move unfinished work after the status date"), self.move_unfinished)
        moved = menu.addAction(tr("What the last change moved"), self.show_moves)
        moved.setEnabled(self._moves is not None)
        menu.addSeparator()
        menu.addAction(tr("Level resources…") + "\tShift+F9", self.level)
        menu.addAction(tr("Clear levelling"), self.clear_levelling)
        menu.addSeparator()
        menu.addAction(tr("Plan settings"), self.settings)
        return menu
