"""Governance health: sixteen measures of a body or of all, each with its trend and the records behind it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from pmo_desktop.domain.governancehealth import AIMS, WEIGHTS, Unit
from pmo_desktop.i18n import tr, trn
from pmo_desktop.itemmodels.health import behind_columns, health_columns
from pmo_desktop.itemmodels.rows import RowsModel
from pmo_desktop.readmodels import shown
from pmo_desktop.readmodels.charts import Trend, Trends
from pmo_desktop.readmodels.governance_health import Health, HealthRow, health, value_said
from pmo_desktop.readmodels.health_counting import Behind
from pmo_desktop.readmodels.health_facts import HealthFacts
from pmo_desktop.services.governing import read_health
from pmo_desktop.ui.desk import Desk
from pmo_desktop.ui.gantt.chart import ChartView
from pmo_desktop.ui.print.lists import print_with_dialog, printed
from pmo_desktop.ui.shell import Page
from pmo_desktop.ui.theme import current
from pmo_desktop.ui.widgets.figures import KeyFigure, Part, SegmentedBar
from pmo_desktop.ui.widgets.header import PageHeader, Tabs
from pmo_desktop.ui.widgets.panels import Block, Inspector
from pmo_desktop.ui.widgets.remembered import Memory, Remembered
from pmo_desktop.ui.widgets.table import RecordTable
from pmo_desktop.ui.widgets.tablefile import TableBytes, ask_and_write
from pmo_desktop.ui.widgets.text import Label, surface

_ALL = "all"
_LEAST = 150
_CHART = 110.0
"""Points of the chart's height."""


class HealthPage(Page):
    """The measures in a table; below, the chosen one meeting by meeting and the records behind it."""

    def __init__(
        self, desk: Desk, remembered: Remembered | None = None, table_bytes: TableBytes | None = None
    ) -> None:
        super().__init__()
        self._desk, self._bytes = desk, table_bytes
        self._facts: HealthFacts | None = None
        self.seen: Health | None = None
        kept = remembered or Memory()
        self.model: RowsModel[HealthRow] = RowsModel(health_columns())
        self.table = _table(self.model, "health", kept, tr("Measures"), "beside")
        self.behind: RowsModel[Behind] = RowsModel(behind_columns())
        self.records = _table(self.behind, "health/behind", kept, tr("Records behind it"), "said")
        self.chart = ChartView()
        self._put_together()
        self.table.followed.connect(self._follow)
        self.records.acted.connect(self._go)
        self.tabs.chosen.connect(lambda _key: self._show_body())
        self._offer()

    # -- building ----------------------------------------------------------------------------------

    def _put_together(self) -> None:
        self.header = PageHeader(tr("Governance health"))
        self.tabs = Tabs([(_ALL, tr("All bodies"))])
        below = QWidget()
        surface(below, "page")
        row = QHBoxLayout(below)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        side = QVBoxLayout()
        side.setContentsMargins(16, 8, 12, 8)
        self._name = Label("", weight=600)
        side.addWidget(self._name)
        side.addWidget(self.chart, 1)
        row.addLayout(side, 5)
        row.addWidget(self.records, 6)
        split = QSplitter(Qt.Orientation.Vertical)
        split.addWidget(self.table)
        split.addWidget(below)
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 1)
        split.setSizes([current().px(620), current().px(160)])
        split.setCollapsible(0, False)  # noqa: FBT003
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (self.header, self._figures(), self.tabs):
            column.addWidget(widget)
        column.addWidget(split, 1)

    def _figures(self) -> QWidget:
        """The index, what is short of its target, and a bar of how many are met."""
        strip = QWidget()
        surface(strip, "page")
        self.index = KeyFigure(tr("Index"), "")
        self.short = KeyFigure(tr("Short of target"), "")
        self.over = KeyFigure(tr("Counted over"), "")
        self.bar = SegmentedBar(legend=True)
        row = QHBoxLayout(strip)
        row.setContentsMargins(16, 4, 16, 6)
        row.setSpacing(current().px(28))
        for figure in (self.index, self.short, self.over):
            row.addWidget(figure)
        row.addWidget(self.bar, 1)
        return strip

    def _offer(self) -> None:
        add = self.does.add
        add(tr("Show the record"), self._open_record, icon="folder-open", shown_key="Return",
            why_not=self._why_no_record)  # fmt: skip
        add(tr("Copy as a table"), self._copy, icon="copy", shown_key="Ctrl+C")
        add(tr("Print this view…"), self.print_view, icon="printer", band=1)
        if self._bytes is not None:
            add(tr("Export these rows…"), self.export, icon="file-spreadsheet", band=1)

    def _copy(self) -> None:
        table = self.records if self.records.hasFocus() else self.table
        table.copy_selection()

    # -- reading -----------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read what is counted again, in five statements."""
        if self._desk.is_open:
            today = self._desk.office.now().astimezone().date()
            self._desk.query(lambda office: read_health(office.store.reader, today), self._show)

    def open(self, target: str) -> None:
        """Show one body by id or code."""
        if self._facts is None:
            return
        bodies = self._facts.bodies
        found = next((uid for uid, b in bodies.items() if target in (str(uid), b.code)), None)
        if found is not None:
            self.tabs.choose(found.hex)
            self._show_body()

    def _show(self, facts: HealthFacts) -> None:
        self._facts = facts
        chosen = self.tabs.key
        self.tabs.clear()
        self.tabs.add(_ALL, tr("All bodies"))
        met = [uid for uid in facts.bodies if facts.past(uid)]
        for uid in sorted(met, key=lambda uid: facts.bodies[uid].code):
            self.tabs.add(uid.hex, facts.bodies[uid].code)
        if chosen in self.tabs.keys():  # noqa: SIM118 - not a mapping
            self.tabs.choose(chosen)
        self._show_body()

    def _show_body(self) -> None:
        """The measures of the body whose tab is in force."""
        if self._facts is None:
            return
        key = self.tabs.key
        self.seen = health(self._facts, None if key in ("", _ALL) else UUID(key))
        at = max(self.table.currentIndex().row(), 0)
        self.model.set_rows(self.seen.rows)
        self.table.select_row(at)
        self._say(self.seen)
        self._chosen(self.model.row(at))

    def _say(self, seen: Health) -> None:
        value = shown.NOTHING if seen.index is None else shown.number(seen.index, 1)
        if seen.before is not None:
            note = tr("before {value}", value=shown.number(seen.before, 1))
        else:
            note = tr("of 100; {n} of {all} parts", n=len(WEIGHTS) - len(seen.left_out), all=len(WEIGHTS))
        self.index.set_value(value, note)
        said = trn("{n} measure", "{n} measures", seen.short)
        self.short.set_value(str(seen.short), tr("of {n} counted", n=seen.measured))
        meetings = trn("{n} meeting", "{n} meetings", seen.meetings)
        self.over.set_value(meetings, tr("the last six of each body"))
        good, none = seen.measured - seen.short, len(seen.rows) - seen.measured
        self.bar.set_parts(
            [
                Part(good, tr("met"), "pos"),
                Part(seen.short, tr("short"), "neg"),
                Part(none, tr("n/a"), "text3"),
            ]
        )
        self.header.set_facts(
            tr("{measures} short of target, over {meetings}", measures=said, meetings=meetings)
        )
        today = self._facts.today if self._facts else None
        self.facts.emit(tr("Counted as of {day}", day=shown.date(today)))

    # -- one measure -------------------------------------------------------------------------------

    def _follow(self, index: QModelIndex) -> None:
        self._chosen(self.model.row(index.row()) if index.isValid() else None)

    def _chosen(self, row: HealthRow | None) -> None:
        """Chart, records and panel of a measure."""
        if row is None:
            return
        self._name.setText(tr(row.measure.label))
        self.behind.set_rows(list(row.reading.behind))
        trends = trends_of(row)

        def draw(figure: Any, palette: Any) -> None:
            from pmo_desktop.charts.trends import trend_lines

            trend_lines(figure, trends, palette)

        self.chart.set_chart(draw, tr("{measure}, meeting by meeting", measure=tr(row.measure.label)), _CHART)
        self.inspect.emit(self._panel(row))

    def _panel(self, row: HealthRow) -> Inspector:
        """How the measure is counted, and what came out."""
        made = Inspector(tr("Measure"), tr(row.measure.label))
        how = Block(tr("How it is counted"))
        how.add(Label(tr(row.aim.formula), wrap=True))
        facts = Block()
        tone = {True: "pos", False: "neg", None: "text2"}[row.met]
        facts.add_fact(tr("Now"), row.said(), tone=tone)
        facts.add_fact(tr("Target"), row.target_said())
        if row.value is not None and row.aim.unit is Unit.PERCENT:
            facts.add_fact(tr("Numerator"), shown.number(row.reading.part))
            facts.add_fact(tr("Denominator"), shown.number(row.reading.whole))
        else:
            facts.add_fact(tr("Counted"), row.counted())
        if row.before is not None:
            facts.add_fact(tr("Before"), value_said(row.aim.unit, row.before))
        if row.reading.beside:
            facts.add(Label(row.reading.beside, wrap=True, tone="text2"))
        facts.add_fact(tr("Records behind it"), str(len(row.reading.behind)))
        made.add(how)
        made.add(facts)
        made.add(self._index_block(row))
        return made

    def _index_block(self, row: HealthRow) -> QWidget:
        """What the measure does to the index."""
        block = Block(tr("In the index"))
        if not row.weight:
            block.add(Label(tr("Not part of the index."), tone="text2"))
        elif row.part is None:
            said = tr(
                "{n} % of the index, shared among the other parts until it can be counted.", n=row.weight
            )
            block.add(Label(said, wrap=True, tone="text2"))
        else:
            block.add_fact(tr("Weight"), tr("{n} %", n=row.weight))
            block.add_fact(tr("Reached"), shown.percent(round(row.part * 10_000)))
        return block

    def _behind(self) -> Behind | None:
        return self.behind.row(self.records.currentIndex().row())

    def _why_no_record(self) -> str:
        return "" if self._behind() is not None else tr("Select a record behind the measure first")

    def _open_record(self) -> None:
        self._go(self.records.currentIndex())

    def _go(self, index: QModelIndex) -> None:
        found = self.behind.row(index.row())
        if found is not None:
            self.go.emit(found.target)

    # -- paper and files ---------------------------------------------------------------------------

    def print_view(self) -> None:
        """Print the measures."""
        print_with_dialog(self, printed(self.table, tr("Governance health"), "", {}))

    def export(self) -> None:
        """Write the measures into a spreadsheet or CSV file."""
        if self._bytes is not None:
            said = ask_and_write(self, self.table, tr("Governance health"), self._bytes)
            if said:
                self.toast.emit(said, "")


def trends_of(row: HealthRow) -> Trends:
    """A measure meeting by meeting with its target, as the chart takes it."""
    if not row.points:
        return Trends(())
    aim, days = AIMS[row.measure], [day for day, _ in row.points]
    target = Trend("limit", tr("Target"), ((days[0], aim.target), (days[-1], aim.target)))
    actual = Trend("actual", tr("Value"), row.points)
    said = lambda value: value_said(aim.unit, round(value, 1))  # noqa: E731
    return Trends((actual, target), from_zero=True, said=said)


def _table(model: RowsModel[Any], name: str, kept: Remembered, title: str, stretch: str) -> RecordTable:
    """A list that is read, not typed into."""
    table = RecordTable(name=name, remembered=kept, row_focus=True)
    table.setModel(model)
    table.setAccessibleName(title)
    widths = {n: c.width for n, c in enumerate(model.columns)}
    hidden = {n for n, c in enumerate(model.columns) if c.hidden}
    table.set_columns(widths, stretch=model.column_of(stretch), hidden=hidden, least=_LEAST)
    return table
