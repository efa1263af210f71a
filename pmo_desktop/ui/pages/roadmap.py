"""The roadmap of several works: a row for each in one chart, their gates and milestones, what links them."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TypeAlias
from uuid import UUID

from PySide6.QtWidgets import QFileDialog, QStackedWidget, QVBoxLayout

from pmo_desktop.i18n import language, tr, trn
from pmo_desktop.readmodels.gantt import GanttKind, GanttModel, closing
from pmo_desktop.services.office import Office
from pmo_desktop.ui.desk import Desk
from pmo_desktop.ui.gantt.view import PlanView
from pmo_desktop.ui.shell import Page
from pmo_desktop.ui.widgets.buttons import Button, Segments
from pmo_desktop.ui.widgets.header import PageHeader
from pmo_desktop.ui.widgets.notices import EmptyState

PlanPdf: TypeAlias = Callable[[Iterable[tuple[Any, str, str]], str, str], bytes]
"""Sheets, title and language to the bytes of a PDF."""


@dc.dataclass(frozen=True, slots=True)
class Chosen:
    """A work that is chosen, as a list of works names its rows."""

    id: UUID


@dc.dataclass(frozen=True, slots=True)
class Listed:
    """What levelling and the like ask a page for: the works that are chosen in it."""

    selected: Callable[[], list[Chosen]]


class RoadmapPage(Page):
    """Shows the works that it was opened with: their ids, with commas between them."""

    def __init__(self, desk: Desk, plan_pdf: PlanPdf) -> None:
        super().__init__()
        self._desk, self._plan_pdf = desk, plan_pdf
        self._works: tuple[UUID, ...] = ()
        self._shown: tuple[UUID, ...] = ()
        self.listed = Listed(self._chosen)
        self.scales = Segments([("week", tr("Weeks")), ("month", tr("Months")), ("quarter", tr("Quarters"))])
        self.scales.choose("quarter")
        self.printed = Button(tr("Print as PDF"), icon="printer", on_click=self.print_roadmap)
        self.printed.setEnabled(False)
        self.header = PageHeader(tr("Roadmap"), "", [self.scales, self.printed])
        self.view = PlanView()
        self.view.canvas.set_editable(False)
        self.view.tree.set_columns(frozenset({"start", "finish", "slip"}))
        self.scales.chosen.connect(self.view.set_scale)
        self.view.opened.connect(self._open_row)
        self._none = EmptyState(
            tr("No works chosen"),
            tr("Select works in the register, then choose “Roadmap of the selected works”."),
            icon="chart-gantt",
            buttons=[Button(tr("Open the register"), on_click=lambda: self.go.emit("register"))],
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(self._none)
        self._stack.addWidget(self.view)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self._stack, 1)
        self._offer()

    def _offer(self) -> None:
        add = self.does.add
        add(tr("Open the selected work"), self._open_selected, keys="Ctrl+O", icon="folder-open",
            why_not=self._why_none)  # fmt: skip
        for text, icon, run in (
            (tr("Works alone, without milestones"), "chevrons-down-up", lambda: self.view.fold_to(0)),
            (tr("Works with their milestones"), "chevrons-up-down", lambda: self.view.fold([])),
        ):
            add(text, run, icon=icon, band=1, why_not=self._why_empty)
        add(tr("Level resources…"), self._level, icon="users", band=2, why_not=self._why_empty)
        add(tr("Print as PDF"), self.print_roadmap, keys="Ctrl+P", icon="printer", band=2,
            why_not=self._why_empty)  # fmt: skip

    def _why_none(self) -> str:
        return "" if self.view.selected_ids else tr("Select a work first")

    def _why_empty(self) -> str:
        return "" if self.view.model.rows else tr("The list is empty")

    def open(self, target: str) -> None:
        """Show these works; what is no id is left out."""
        found = []
        for part in target.split(","):
            try:
                found.append(UUID(part))
            except ValueError:
                continue
        self._works = tuple(found)
        self.refresh()

    def refresh(self) -> None:
        """Read the works and their plans again, in four statements."""
        if not self._desk.is_open or not self._works:
            return
        works = self._works

        def read(office: Office) -> GanttModel:
            from pmo_desktop.services.plans.roadmaps import read_roadmap

            as_at = closing(office.now().astimezone().date())
            return read_roadmap(office.store.reader, works, as_at)

        self._desk.query(read, self._show)

    def _show(self, model: GanttModel) -> None:
        keep = self._shown == self._works
        self._shown = self._works
        self.view.set_model(model, keep=keep)
        count = sum(row.kind is GanttKind.SUMMARY for row in model.rows)
        self.header.set_facts(trn("{n} work", "{n} works", count))
        self.printed.setEnabled(bool(model.rows))
        self._stack.setCurrentIndex(1 if model.rows else 0)

    def focus_first(self) -> None:
        """The tree."""
        self.view.tree.setFocus()

    def _work_of(self, row_id: str) -> str | None:
        """The work of a row: of a milestone the one that it belongs to."""
        at = self.view.model.places.get(row_id)
        if at is None:
            return None
        above = self.view.model.parents[at]
        return str(self.view.model.ids[at if above < 0 else above])

    def _chosen(self) -> list[Chosen]:
        """The works of the selected rows, in their order; all that are shown where none is selected."""
        found = {self._work_of(row_id) for row_id in self.view.selected_ids}
        works = [work for work in self._shown if str(work) in found]
        return [Chosen(work) for work in works or self._shown]

    def _level(self) -> None:
        """Level these works, as the menu Tools does."""
        for action in self.window().actions():
            if action.objectName() == "level":
                action.trigger()

    def _open_row(self, row_id: str) -> None:
        """Open the work of a row."""
        work = self._work_of(row_id)
        if work is not None:
            self.go.emit(f"project/{work}/plan")

    def _open_selected(self) -> None:
        for row_id in self.view.selected_ids[:1]:
            self._open_row(row_id)

    def print_roadmap(self) -> None:
        """Write the roadmap as a PDF, in a file that is asked for."""
        name, _ = QFileDialog.getSaveFileName(self, tr("Print the roadmap"), "", tr("PDF") + " (*.pdf)")
        if name:
            self.write_pdf(Path(name))

    def write_pdf(self, path: Path) -> None:
        """Lay the roadmap out on A3 in the background and write it; a toast says where it is, or why not."""
        model, folded, made = self.view.model, self.view.collapsed, self._plan_pdf

        def draw(_office: Office) -> str:
            from pmo_desktop.charts.export import pdf_pages
            from pmo_desktop.charts.paper.layout import arrange
            from pmo_desktop.charts.paper.pages import PaperSettings

            layout = arrange(model, PaperSettings(), folded)
            try:
                path.write_bytes(made(pdf_pages(layout), model.name, language()))
            except OSError as why:
                return tr("{path} could not be written: {reason}.", path=path, reason=why.strerror or why)
            return tr("The roadmap is in {path}.", path=path)

        self._desk.query(draw, lambda said: self.toast.emit(said, ""))
