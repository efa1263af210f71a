"""One file of an import on screen: counts, questions, rows, columns and warnings."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from pmo_desktop.domain.registersheet import RegisterField
from pmo_desktop.i18n import tr
from pmo_desktop.itemmodels.receipt import by_outcome, column_columns, outcome_head, row_columns
from pmo_desktop.itemmodels.rows import RowsModel
from pmo_desktop.readmodels.intake import Intake, IntakeColumn, IntakeRow
from pmo_desktop.readmodels.receipt import counts
from pmo_desktop.ui.pages.receipt_files import File
from pmo_desktop.ui.pages.receipt_parts import CountRow, Questions
from pmo_desktop.ui.theme import current
from pmo_desktop.ui.widgets.header import Tabs
from pmo_desktop.ui.widgets.panels import IconMark, row_of
from pmo_desktop.ui.widgets.table import RecordTable
from pmo_desktop.ui.widgets.text import Label

Keep = Callable[[IntakeRow], bool]
TYPED_MS = 150


class FilePane(QWidget):
    """What one file would do. `answered(key, value)` when a question or a column is answered."""

    answered = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self._found: Intake | None = None
        self.counts = CountRow()
        self.questions = Questions()
        self.questions.answered.connect(self.answered)
        self.tabs = Tabs()
        self.tabs.chosen.connect(self._choose)
        self.line = self._filter_line()
        self.rows: RowsModel[IntakeRow] = RowsModel(row_columns())
        self.rows.set_grouping(by_outcome(), outcome_head)
        self.table = RecordTable(name="receipt", row_focus=True)
        self.table.setModel(self.rows)
        self.table.set_columns({i: c.width for i, c in enumerate(self.rows.columns)}, stretch=4)
        self.table.group_toggled.connect(self.rows.toggle)
        self.table.acted.connect(lambda _index: self.take_suggested())
        self.columns: RowsModel[IntakeColumn] = RowsModel(column_columns())
        self.column_table = RecordTable(name="receipt-columns")
        self.column_table.setModel(self.columns)
        self.column_table.set_columns({i: c.width for i, c in enumerate(self.columns.columns)}, stretch=4)
        self.columns.edit_requested.connect(self._column_changed)
        self._stack = QStackedWidget()
        for widget in (self.table, self.column_table, self._warnings()):
            self._stack.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self.counts, self.questions, self.tabs):
            column.addWidget(part)
        column.addWidget(self._stack, 1)

    def _filter_line(self) -> QLineEdit:
        line = QLineEdit()
        line.setPlaceholderText(tr("Filter rows"))
        line.setAccessibleName(tr("Filter rows"))
        line.setClearButtonEnabled(True)
        line.setFixedWidth(current().px(200))
        wait = QTimer(self, singleShot=True, interval=TYPED_MS)
        wait.timeout.connect(self._refilter)
        line.textChanged.connect(lambda _text: wait.start())
        return line

    def _warnings(self) -> QWidget:
        self._told = QVBoxLayout()
        self._told.setContentsMargins(20, 12, 20, 12)
        self._told.setSpacing(10)
        inner = QWidget()
        inner.setLayout(self._told)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidget(inner)
        return scroll

    # -- showing -----------------------------------------------------------------------------------

    def show_file(self, file: File) -> None:
        """Show a file that was read."""
        found = file.found
        if found is None:
            return
        other = self._found is None or self._found.file != found.file
        self._found = found
        self.counts.show_counts(counts(found, 0 if file.stored else file.unanswered))
        self.questions.show_questions([] if file.stored else list(file.asked.values()), file.answers)
        self._show_tabs(found, keep="" if other else self.tabs.key)
        self.rows.set_rows(list(found.rows))
        self.columns.set_rows(list(found.columns))
        self._show_warnings(found)
        self._choose(self.tabs.key)

    def take_suggested(self) -> None:
        """Give the first open question the answer that is suggested."""
        row = self.questions.first_open()
        if row is not None:
            row.answer(row.question.suggested)

    def _show_tabs(self, found: Intake, keep: str) -> None:
        end = self.tabs.layout()
        if end is not None:
            end.removeWidget(self.line)
        self.tabs.clear()
        self.tabs.add("all", tr("All rows"), len(found.rows))
        for key, text in (
            ("created", tr("Created")),
            ("changed", tr("Changed")),
            ("skipped", tr("Left out")),
        ):
            if found.count(key):
                self.tabs.add(key, text, found.count(key))
        marked = sum(1 for r in found.rows if r.notes)
        if marked:
            self.tabs.add("notes", tr("To look at"), marked)
        if found.columns:
            self.tabs.add("columns", tr("Columns"), len(found.columns))
        if found.warnings:
            self.tabs.add("warnings", tr("Good to know"), len(found.warnings))
        if end is not None:
            end.addWidget(self.line)
        known = self.tabs.keys()
        self.tabs.choose(keep if keep in known else "all")

    def _show_warnings(self, found: Intake) -> None:
        while (item := self._told.takeAt(0)) is not None:
            layout = item.layout()
            while layout is not None and (inner := layout.takeAt(0)) is not None:
                widget = inner.widget()
                if widget is not None:
                    widget.hide()
                    widget.deleteLater()
        for text in found.warnings:
            row = row_of(IconMark("info", "info"), spacing=10)
            row.addWidget(Label(text, wrap=True), 1)
            row.setAlignment(Qt.AlignmentFlag.AlignTop)
            self._told.addLayout(row)
        self._told.addStretch(1)

    def _choose(self, key: str) -> None:
        self._stack.setCurrentIndex({"columns": 1, "warnings": 2}.get(key, 0))
        self.line.setVisible(key not in ("columns", "warnings"))
        self._refilter()

    def _refilter(self) -> None:
        self.rows.set_filter(self._keep(self.tabs.key, self.line.text().casefold().split()))

    @staticmethod
    def _keep(key: str, typed: list[str]) -> Keep | None:
        tests: list[Keep] = []
        if key in ("created", "changed", "skipped"):
            tests.append(lambda row: row.outcome == key)
        if key == "notes":
            tests.append(lambda row: bool(row.notes))
        if typed:
            tests.append(lambda row: all(w in _said(row) for w in typed))
        return (lambda row: all(test(row) for test in tests)) if tests else None

    def _column_changed(self, row: IntakeColumn, _column: object, wanted: RegisterField) -> None:
        self.answered.emit(row.key, wanted.value)


def _said(row: IntakeRow) -> str:
    return " ".join((str(row.row), row.title, row.reason, *row.notes)).casefold()
