"""Risks and issues of a work, with the matrix at the side."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from pmo_desktop.domain.edits import creation
from pmo_desktop.domain.ids import IssueId
from pmo_desktop.domain.raid import HIGH_RISK, Issue, Risk, RiskState
from pmo_desktop.domain.values import LText
from pmo_desktop.i18n import language, tr, trl, trn
from pmo_desktop.itemmodels.project_raid import (
    RaidContext,
    issue_columns,
    risk_columns,
    statement,
)
from pmo_desktop.readmodels.charts import RiskDot, RiskMatrix
from pmo_desktop.readmodels.lists import RiskRow
from pmo_desktop.ui.desk import Desk
from pmo_desktop.ui.gantt.chart import ChartView
from pmo_desktop.ui.pages.project.authority import AuthorityPlace
from pmo_desktop.ui.pages.project.listing import Listing, offer_rows
from pmo_desktop.ui.pages.project.reading import Known, Raid
from pmo_desktop.ui.pages.project.risk_delays import RiskDelays
from pmo_desktop.ui.pages.project.risk_form import RiskForm
from pmo_desktop.ui.pages.project.tab import Tab
from pmo_desktop.ui.widgets.buttons import Button
from pmo_desktop.ui.widgets.panels import Splitter
from pmo_desktop.ui.widgets.remembered import Remembered
from pmo_desktop.ui.widgets.text import Label, line, surface

_SIDE = 510
_MATRIX = 215.0
"""Height that the matrix needs, points."""


class RaidTab(Tab):
    """Two tables below each other; the selected risk is told as a sentence under the matrix."""

    def __init__(self, desk: Desk, remembered: Remembered, parent: QWidget | None = None) -> None:
        super().__init__(desk, remembered, parent)
        self._known: Known | None = None
        self._raid: Raid | None = None
        self._new_risk: UUID | None = None
        self._new_issue: UUID | None = None
        self._said: UUID | None = None
        self._at = RaidContext(date.min)
        self._lay_out()
        add = self.does.add
        add(tr("New risk"), self.new_risk, keys="Ctrl+N", icon="shield-alert")
        add(tr("New issue"), self.new_issue, keys="Ctrl+Shift+N", icon="octagon-alert")
        add(tr("Plan items it would delay"), self.choose_delays, keys="Ctrl+L", icon="chart-gantt", band=1,
            why_not=self._why_no_risk)  # fmt: skip
        offer_rows(self.does, self._listing_now)

    def _lay_out(self) -> None:
        new_risk = Button(tr("New risk"), look="primary", key="Ctrl+N", on_click=self.new_risk)
        new_issue = Button(tr("New issue"), on_click=self.new_issue)
        kept, at = self.remembered, self._at
        self.risks = Listing(self.desk, "risk", tr("Risks"), risk_columns(at), [new_risk], kept, stretch=2)
        self.issues = Listing(
            self.desk, "issue", tr("Issues"), issue_columns(at), [new_issue], kept, stretch=2
        )
        self.risks.table.followed.connect(self._followed)
        for listing in (self.risks, self.issues):
            listing.said.connect(self.says)
        tables = Splitter(Qt.Orientation.Vertical, name="project/raid", remembered=kept, default=[360, 240])
        tables.addWidget(self.risks)
        tables.addWidget(self.issues)
        tables.restore()
        self._side = QStackedWidget()
        self._side.addWidget(self._matrix_side())
        self.form = RiskForm()
        self.form.created.connect(lambda _form: self._create())
        self.form.closed.connect(self._close_form)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setWidget(self.form)
        self._side.addWidget(area)
        self.delays = RiskDelays()
        self.delays.sent.connect(self._keep_delays)
        self.delays.closed.connect(self._close_form)
        self._side.addWidget(self.delays)
        both = Splitter(name="project/raid_side", remembered=kept, default=[742, _SIDE])
        both.addWidget(tables)
        both.addWidget(self._side)
        both.setStretchFactor(0, 1)
        both.restore()
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(both)

    def _matrix_side(self) -> QWidget:
        side = surface(QWidget(), "page")
        self.matrix = ChartView()
        self.matrix.setMinimumWidth(300)
        self._code = Label("", size=12, tone="text2")
        self._sentence = Label("", wrap=True)
        column = QVBoxLayout(side)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        column.addWidget(Label(tr("Open risks by probability and impact"), weight=600))
        column.addWidget(self.matrix)
        column.addWidget(line())
        column.addWidget(self._code)
        column.addWidget(self._sentence)
        self._held = AuthorityPlace(self.desk, self.go.emit, lambda said: self.toast.emit(said, "undo"))
        column.addWidget(self._held)
        choose = Button(tr("Plan items it would delay"), look="link", small=True, key="Ctrl+L",
                        on_click=self.choose_delays)  # fmt: skip
        column.addWidget(choose)
        column.addStretch(1)
        return side

    # -- showing -----------------------------------------------------------------------------------

    def take(self, known: Known, found: Any, today: date) -> None:
        """Show risks and issues, open ones by score first."""
        self._known, self._raid = known, found
        ranked = sorted(found.risks, key=lambda r: (not r.open, -(r.score or 0), r.ref))
        self._at.today, self._at.people = today, found.people
        self._at.numbers = {r.id: n for n, r in enumerate((r for r in ranked if r.open and r.score), 1)}
        live = [r for r in ranked if r.open]
        high = sum((r.score or 0) > HIGH_RISK for r in live)
        facts = trn("{n} open", "{n} open", len(live))
        above = tr("{n} above {limit}", n=high, limit=HIGH_RISK)
        self.risks.show_rows(
            ranked, tr("{open}, {above}", open=facts, above=above),
            tr("No risks yet. Ctrl+N writes the first one as a sentence in three parts."),
        )  # fmt: skip
        issues = sorted(found.issues, key=lambda i: (not i.open, -i.severity, i.due or date.max, i.ref))
        waiting = sum(i.open for i in issues)
        self.issues.show_rows(
            issues,
            trn("{n} open", "{n} open", waiting),
            tr("No issues. Note what has happened and needs action."),
        )
        self.counted.emit("risks", len(live))
        self._draw(live)
        self._go_to_new()
        self._tell_sentence(self.risks.current())

    def _go_to_new(self) -> None:
        """Select what was made here a moment ago; the title of an issue opens to be typed."""
        if self._new_risk is not None and self.risks.choose(self._new_risk):
            self._new_risk = None
        if self._new_issue is not None and self.issues.choose(self._new_issue, edit="title"):
            self._new_issue = None

    def _draw(self, live: Sequence[RiskRow]) -> None:
        dots = tuple(_dot(self._at.numbers[r.id], r) for r in live if r.id in self._at.numbers)
        matrix = RiskMatrix(dots)

        def draw(figure: Any, palette: Any) -> None:
            from pmo_desktop.charts.risks import risk_matrix

            risk_matrix(figure, matrix, palette)

        finding = trn("{n} open risk on the matrix", "{n} open risks on the matrix", len(dots))
        self.matrix.set_chart(draw, finding, _MATRIX)

    def spoken(self) -> None:
        """What is selected."""
        self._say(self.risks.current())
        self.facts.emit("")

    def focus_work(self) -> None:
        """The risks."""
        self.risks.table.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _followed(self, index: QModelIndex) -> None:
        row = self.risks.model.row(index.row()) if index.isValid() else None
        self._tell_sentence(row)
        if row is not None and row.id != self._said:
            self._say(row)

    def _tell_sentence(self, row: RiskRow | None) -> None:
        self._code.setText(tr("{ref} · {owner}", ref=row.ref, owner=row.owner_name) if row else "")
        self._sentence.setText(statement(row) if row else tr("Select a risk to read it as a sentence."))
        accepted = row is not None and row.state is RiskState.ACCEPTED
        title = row.work_title.said(language()) if row else ""
        self._held.show_for(
            "risk", row.id if row and accepted else None, row.work if row else UUID(int=0), title
        )

    def _say(self, row: RiskRow | None) -> None:
        self._said = row.id if row else None
        score = row.score if row else None
        said = tr("score {n}", n=score) if score else tr("not assessed yet")
        self.says.emit(row.title.said(language()) if row else "", said if row else "")

    # -- acts --------------------------------------------------------------------------------------

    def _listing_now(self) -> Listing:
        """The table that was worked in last."""
        return self.issues if self.focusWidget() is self.issues.table else self.risks

    def new_risk(self) -> None:
        """Open the form in the matrix's place."""
        self._side.setCurrentIndex(1)
        self.form.begin(self._at.people)

    def _create(self) -> None:
        if self._known is None:
            return
        made = self.form.risk(self._known.file.work.id, self._at.today, self.desk.office.new_id)
        if made is None:
            return
        self._new_risk = made.id
        self.desk.submit(creation(made), trl("New risk"), lambda _receipt: self._close_form())

    def _close_form(self) -> None:
        self._side.setCurrentIndex(0)
        self.focus_work()

    def _why_no_risk(self) -> str:
        return "" if self.risks.current() is not None else tr("Select a risk first")

    def choose_delays(self) -> None:
        """Open the lines of the plan that the selected risk would delay, in the matrix's place."""
        row, known = self.risks.current(), self._known
        if row is None or known is None:
            return

        def show(found: dict[UUID, Risk]) -> None:
            risk = found.get(row.id)
            if risk is not None:
                self._side.setCurrentIndex(2)
                self.delays.begin(risk, known.file.items)

        self.desk.query(lambda office: office.store.reader.get("risk", [row.id]), show)

    def _keep_delays(self) -> None:
        edit = self.delays.edit()
        if edit is None:
            return
        if edit.changes:
            self.desk.submit(edit, trl("Change {name}", name=self.delays.ref))
        self._close_form()

    def new_issue(self) -> None:
        """A new issue, its title ready to be typed."""
        if self._known is None:
            return
        made = Issue(
            id=IssueId(self.desk.office.new_id()),
            work=self._known.file.work.id,
            title=LText.of(tr("New issue"), language()),
            raised_at=self._at.today,
        )
        self._new_issue = made.id
        self.desk.submit(creation(made), trl("New issue"))


def _dot(number: int, row: RiskRow) -> RiskDot:
    now, was, target = row.current, row.previous, row.target
    assert now is not None
    return RiskDot(
        number,
        now.probability,
        now.impact,
        (was.probability, was.impact) if was and was != now else None,
        (target.probability, target.impact) if target and target != now else None,
    )
