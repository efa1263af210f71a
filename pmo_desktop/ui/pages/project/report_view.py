"""One status report in full: ratings side by side, texts, and the buttons that take it on."""

from __future__ import annotations

import dataclasses as dc
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from pmo_desktop.domain.health import Rating, validation_problem
from pmo_desktop.domain.reports import ReportState, StatusReport
from pmo_desktop.domain.schema import kinds
from pmo_desktop.domain.values import Rich
from pmo_desktop.i18n import tr, trl
from pmo_desktop.itemmodels.project import REPORT_TONES
from pmo_desktop.readmodels import shown
from pmo_desktop.readmodels.project import WorkFile
from pmo_desktop.readmodels.project_reports import (
    EDITABLE,
    OVERALL,
    VERBS,
    RatingRow,
    missing,
    rating_rows,
    steps,
)
from pmo_desktop.readmodels.project_summary import Fact
from pmo_desktop.ui.pages.project.fields import RatingBox, TextField
from pmo_desktop.ui.pages.project.sections import Section, facts_grid
from pmo_desktop.ui.widgets.buttons import Button
from pmo_desktop.ui.widgets.marks import RagMark, Tag
from pmo_desktop.ui.widgets.text import Label, line, surface

_TEXTS = ("headline", "achieved", "next_steps", "decisions_needed", "rag_reason", "path_to_green")
_LINES = {"headline": 2}
_FORWARD = (ReportState.SUBMITTED, ReportState.ACCEPTED, ReportState.VALIDATED, ReportState.PUBLISHED)


class ReportView(QWidget):
    """Shows a report; in draft its ratings and texts are fields. Announces what is wanted of it."""

    edited = Signal(object, str)
    """The report as it is wanted, and a label for undo."""
    complained = Signal(str)
    """Why a step cannot be taken."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        surface(self, "page")
        self._report: StatusReport | None = None
        self._built: tuple[object, ReportState] | None = None
        self.texts: dict[str, TextField] = {}
        self.boxes: dict[str, RatingBox] = {}
        self.buttons: dict[ReportState, Button] = {}
        self.validated: RatingBox | None = None
        self.note: TextField | None = None
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QScrollArea.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._head = QWidget()
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addWidget(line())
        column.addWidget(self._area, 1)

    @property
    def report(self) -> StatusReport | None:
        """The report that is shown."""
        return self._report

    def show_report(self, file: WorkFile, report: StatusReport, before: StatusReport | None) -> None:
        """Show a report; the fields of the same draft stay, so that what is being typed stays."""
        editable = report.state in EDITABLE
        same = self._built == (report.id, report.state)
        self._report = report
        if not (same and editable):
            self._build_head(report)
            self._area.setWidget(self._body(file, report, before))
            self._built = (report.id, report.state)
        for name, field in self.texts.items():
            field.set_stored(str(getattr(report, name)))
        for key, box in self.boxes.items():
            box.set_rating(getattr(report.declared, key))

    def finish(self) -> None:
        """Store what is still being typed."""
        for field in self.texts.values():
            field.finish()

    # -- building ----------------------------------------------------------------------------------

    def _build_head(self, report: StatusReport) -> None:
        head = QWidget()
        row = QHBoxLayout(head)
        row.setContentsMargins(20, 8, 16, 8)
        row.setSpacing(8)
        row.addWidget(Label(tr("Report of {day}", day=shown.day(report.status_date)), size=16, weight=600))
        row.addWidget(Tag(tr(report.state.label), REPORT_TONES[report.state.value]))
        row.addStretch(1)
        self.buttons = {}
        for state in reversed(steps(report)):
            look = "primary" if state in _FORWARD else "plain"
            button = Button(tr(VERBS[state]), look=look, on_click=partial(self.step, state))
            row.addWidget(button)
            self.buttons[state] = button
        self._column.replaceWidget(self._head, head)
        self._head.deleteLater()
        self._head = head

    def _body(self, file: WorkFile, report: StatusReport, before: StatusReport | None) -> QWidget:
        page = surface(QWidget(), "page")
        column = QVBoxLayout(page)
        column.setContentsMargins(20, 12, 20, 16)
        column.setSpacing(14)
        self.texts, self.boxes, self.validated, self.note = {}, {}, None, None
        editable = report.state in EDITABLE
        rows = rating_rows(file, report, before)
        column.addWidget(self._ratings(rows, editable=editable))
        if report.state is ReportState.ACCEPTED:
            column.addWidget(self._validation(report))
        texts = self._fields(report) if editable else _written(report)
        column.addWidget(texts)
        facts = _figures(report)
        if facts:
            section = Section(tr("Figures of the report"))
            section.add(facts_grid(facts))
            column.addWidget(section)
        column.addStretch(1)
        return page

    def _ratings(self, rows: tuple[RatingRow, ...], *, editable: bool) -> QWidget:
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(18)
        grid.setVerticalSpacing(5)
        for at, head in enumerate(("", tr("Declared"), tr("Derived"), tr("Validated"), tr("Reason"))):
            grid.addWidget(Label(head, size=12, tone="text2"), 0, at)
        for at, row in enumerate(rows, 1):
            grid.addWidget(Label(row.label, weight=600 if row.id == OVERALL else 400), at, 0)
            if editable:
                grid.addWidget(self._box(row), at, 1)
            else:
                grid.addWidget(RagMark(row.declared.value, row.trend), at, 1)
            grid.addWidget(RagMark(row.derived.value), at, 2)
            if row.validated is not None:
                grid.addWidget(RagMark(row.validated.value), at, 3)
            if row.id != OVERALL or row.validated is not None:
                grid.addWidget(Label(row.reason, tone="text2", wrap=True), at, 4)
        grid.setColumnStretch(4, 1)
        return holder

    def _box(self, row: RatingRow) -> RatingBox:
        box = RatingBox(row.label)
        box.picked.connect(lambda rating, key=row.id: self._rated(key, rating))
        self.boxes[row.id] = box
        return box

    def _validation(self, report: StatusReport) -> QWidget:
        section = Section(tr("Validation by the office"))
        self.validated = RatingBox(tr("Validated rating"))
        self.validated.set_rating(report.validated or report.declared.overall)
        self.note = TextField(tr("Validation note"), 2)
        self.note.set_stored(str(report.validation_note))
        self.note.setPlaceholderText(tr("Why, when it differs from what the figures say"))
        section.add(self.validated)
        section.add(self.note)
        return section

    def _fields(self, report: StatusReport) -> QWidget:
        section = Section(tr("In words"), facts=tr("stored when you leave a field"))
        kind = kinds()["status_report"]
        for name in _TEXTS:
            words = kind.field(name).words
            field = TextField(tr(words.label), _LINES.get(name, 3))
            if words.help:
                field.setPlaceholderText(tr(words.help))
            field.left.connect(lambda text, name=name: self._written_to(name, text))
            self.texts[name] = field
            section.add(Label(tr(words.label), size=12, weight=500))
            section.add(field)
        return section

    # -- acts --------------------------------------------------------------------------------------

    def _rated(self, key: str, rating: Rating) -> None:
        if self._report is not None:
            declared = dc.replace(self._report.declared, **{key: rating})
            self._want(dc.replace(self._report, declared=declared), trl("Change a declared rating"))

    def _written_to(self, name: str, text: str) -> None:
        if self._report is not None:
            value = " ".join(text.split()) if name == "headline" else Rich(text.strip())
            self._want(dc.replace(self._report, **{name: value}), trl("Write the report"))  # type: ignore[arg-type]

    def _want(self, report: StatusReport, label: str) -> None:
        seen, self._report = self._report, report
        if seen is not None and seen != report:
            self.edited.emit((seen, report), label)

    def step(self, state: ReportState) -> None:
        """Take the report on, or say what it lacks."""
        self.finish()
        report = self._report
        if report is None:
            return
        why = missing(report) if state is ReportState.SUBMITTED else ""
        wanted = dc.replace(report, state=state)
        if state is ReportState.VALIDATED and self.validated is not None and self.note is not None:
            rating, note = self.validated.rating, self.note.toPlainText().strip()
            why = validation_problem(rating, report.derived.overall, note) or ""
            wanted = dc.replace(wanted, validated=rating, validation_note=Rich(note))
        if why:
            self.complained.emit(why)
            return
        self._want(wanted, tr(VERBS[state]))


def _written(report: StatusReport) -> QWidget:
    """The texts to read; empty ones are left out."""
    section = Section(tr("In words"))
    kind = kinds()["status_report"]
    for name in _TEXTS:
        section.tell(tr(kind.field(name).words.label), str(getattr(report, name)))
    if not any(str(getattr(report, name)) for name in _TEXTS):
        section.say(tr("This report has no words, only ratings."))
    return section


def _figures(report: StatusReport) -> list[Fact]:
    facts = []
    if report.forecast_finish:
        facts.append(Fact(tr("Forecast finish"), shown.day(report.forecast_finish)))
    if report.slip is not None:
        facts.append(Fact(tr("Against plan"), tr("{slip} wd", slip=shown.signed(report.slip))))
    if report.forecast_cost:
        facts.append(Fact(tr("Forecast cost"), shown.money(report.forecast_cost)))
    if report.declared_words:
        facts.append(Fact(tr("Rating in the file"), report.declared_words))
    return facts
