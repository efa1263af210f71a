"""The days of a body: notice, papers, pack, draft, comments, with what they mean for the next meeting."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QGridLayout, QVBoxLayout, QWidget

from pmo_desktop.domain.deadlines import HELD_BY, Milestone
from pmo_desktop.domain.governance import DeadlineDays
from pmo_desktop.i18n import language, tr
from pmo_desktop.readmodels import shown
from pmo_desktop.ui.pages.bodies.fields import FieldSet, of_body
from pmo_desktop.ui.pages.bodies.tab import BodyTab, filled_by, scrolled
from pmo_desktop.ui.theme import current
from pmo_desktop.ui.widgets.panels import row_of
from pmo_desktop.ui.widgets.text import Label


class DaysTab(BodyTab):
    """Deadlines in working days at one side, the worked example at the other."""

    def __init__(self) -> None:
        super().__init__()
        self.fields = FieldSet(2)
        before, after = tr("Working days before the meeting."), tr("Working days after the meeting.")
        for name, said in (
            ("notice", before),
            ("papers_due", before),
            ("pack_issue", before),
            ("minutes_draft", after),
            ("minutes_comments", tr("Working days from the draft on.")),
        ):
            self.fields.number(of_body(name, said))
        self.fields.choice(of_body("deadline_days"), DeadlineDays)
        self.calendar = self.fields.choice(of_body("calendar"), [])
        self.fields.number(of_body("review_months", tr("Months from one review to the next.")))
        self.fields.changed.connect(self.change)
        self.heading = Label("", weight=600, wrap=True)
        self.note = Label("", tone="text2", wrap=True)
        self._example = QWidget()
        self._grid = QGridLayout(self._example)
        self._grid.setContentsMargins(0, 4, 0, 4)
        self._grid.setHorizontalSpacing(current().px(16))
        filled_by(self, scrolled(self._inner()))

    def _inner(self) -> QWidget:
        inner, left, right = QWidget(), QWidget(), QWidget()
        side = QVBoxLayout(left)
        side.setContentsMargins(0, 0, 0, 0)
        side.addWidget(Label(tr("Deadlines"), weight=600))
        side.addWidget(self.fields)
        side.addStretch(1)
        other = QVBoxLayout(right)
        other.setContentsMargins(current().px(24), 0, 0, 0)
        for widget in (self.heading, self._example, self.note):
            other.addWidget(widget)
        other.addStretch(1)
        row = row_of(left, right, spacing=12)
        row.setStretch(0, 3)
        row.setStretch(1, 2)
        row.setContentsMargins(16, 10, 16, 16)
        inner.setLayout(row)
        return inner

    def put(self) -> None:
        """Show the days and the example."""
        if self.file is None:
            return
        box = self.calendar.field
        if isinstance(box, QComboBox):
            listed: list[tuple[str, Any]] = [(tr("Monday to Friday"), None)]
            self.fields.fill(box, listed + [(c.title.said(language()), c.id) for c in self.file.calendars])
        self.fields.show_body(self.file.body)
        self._show_example()

    def _show_example(self) -> None:
        assert self.file is not None
        while (item := self._grid.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        if self.file.meeting is None:
            self.heading.setText(tr("No meeting is planned"))
            self.note.setText(tr("With the next meeting its days are worked out here."))
            return
        day = shown.local(self.file.meeting.starts).date()
        self.heading.setText(tr("For the meeting on {day}", day=shown.weekday_day(day)))
        for n, step in enumerate(self.file.steps):
            meets = step.step is Milestone.MEETING
            tone = "text2" if step.due < self.today else "text"
            name = Label(tr(step.step.label), weight=600 if meets else 400, tone=tone)
            when = Label(shown.weekday_day(step.due), weight=600 if meets else 400, tone=tone)
            when.setAlignment(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
            held = HELD_BY.get(step.step)
            whose = Label(tr(held.label) if held else tr("Author"), size=12, tone="text2")
            for column, label in enumerate((name, when, whose)):
                self._grid.addWidget(label, n, column)
        self.note.setText(self._days_said())

    def _days_said(self) -> str:
        assert self.file is not None
        if self.file.common:
            return tr("Only days that are working days for every member are counted.")
        if self.file.body.deadline_days is DeadlineDays.COMMON:
            return tr("The members have no days in common that are known, so the body's calendar counts.")
        return tr("The days of the body's own calendar are counted.")

    def focus_work(self) -> None:
        """The first field."""
        self.fields.setFocus()
