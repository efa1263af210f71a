"""Ways that the work may go after a line: their list beside the curve, and the form with their shares."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QStringListModel, Qt, Signal
from PySide6.QtWidgets import QComboBox, QCompleter, QDialog, QGridLayout, QLineEdit, QVBoxLayout, QWidget

from pmo_desktop.domain.edits import Set
from pmo_desktop.domain.plans import Branching, PlanItem, Way
from pmo_desktop.domain.values import Points
from pmo_desktop.i18n import tr, trc
from pmo_desktop.itemmodels import editing
from pmo_desktop.itemmodels.analysis import way_columns
from pmo_desktop.itemmodels.rows import RowsModel
from pmo_desktop.readmodels import shown
from pmo_desktop.readmodels.plans import PlanFile
from pmo_desktop.readmodels.schedulerisk import WayRisk
from pmo_desktop.services.plans.branchings import WHOLE, choosable, shares_between, with_branching
from pmo_desktop.ui.theme import current
from pmo_desktop.ui.widgets.buttons import Button
from pmo_desktop.ui.widgets.forms import FieldRow
from pmo_desktop.ui.widgets.panels import row_of
from pmo_desktop.ui.widgets.remembered import Remembered
from pmo_desktop.ui.widgets.table import TWO_LINES, RecordTable
from pmo_desktop.ui.widgets.text import Label, surface

NEW = -1
"""Stands for a line that is still to be chosen."""
_MOST_SHOWN, _MOST_WAYS = 6, 6


class RiskWays(QWidget):
    """`wanted(after)` asks for the form of a line, `NEW` for an empty one; `removed(after)` for certainty."""

    wanted = Signal(int)
    removed = Signal(int)

    def __init__(self, remembered: Remembered) -> None:
        super().__init__()
        self.rows: RowsModel[WayRisk] = RowsModel(way_columns())
        self.table = RecordTable(name="project/ways", remembered=remembered, row=TWO_LINES, row_focus=True)
        self.table.setModel(self.rows)
        self.table.setAccessibleName(tr("Ways the work may go"))
        self.table.set_columns({i: c.width for i, c in enumerate(self.rows.columns)}, stretch=0)
        self.table.acted.connect(self._edit)
        self.table.doubleClicked.connect(self._edit)
        none = tr("Rework, a second trial: work that is done only with some probability.")
        self.table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._none = Label(none, tone="text2", wrap=True)
        self._more = Button(tr("Add ways"), icon="plus", small=True, on_click=lambda: self.wanted.emit(NEW))
        self._change = Button(trc("act", "Change"), small=True, on_click=lambda: self._edit(self._at()))
        self._drop = Button(tr("Remove"), small=True, on_click=self._remove)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 2, 0, 2)
        column.setSpacing(8)
        column.addWidget(Label(tr("Ways the work may go"), weight=600))
        column.addWidget(self._none)
        column.addWidget(self.table)
        column.addLayout(row_of(self._more, self._change, self._drop, 1))
        self.show_ways(())

    def show_ways(self, ways: Sequence[WayRisk]) -> None:
        """List these ways."""
        if list(ways) != self.rows.all_rows():
            self.rows.set_rows(list(ways))
        for widget in (self.table, self._change, self._drop):
            widget.setVisible(bool(ways))
        self._none.setVisible(not ways)
        theme = current()
        self.table.setFixedHeight(theme.px(TWO_LINES) * min(len(ways), _MOST_SHOWN) + theme.px(42))
        if ways and not self.table.currentIndex().isValid():
            self.table.select_row(0)

    def _at(self) -> QModelIndex:
        return self.table.currentIndex()

    def _edit(self, index: QModelIndex) -> None:
        row = self.rows.row(index.row()) if index.isValid() else None
        if row is not None:
            self.wanted.emit(row.after)

    def _remove(self) -> None:
        row = self.rows.row(self._at().row()) if self._at().isValid() else None
        if row is not None:
            self.removed.emit(row.after)


class WaysDialog(QDialog):
    """Which lines may follow a line, with what shares; `edit` is the change once it was accepted."""

    def __init__(self, file: PlanFile, after: int, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._file = file
        self.edit: Set | None = None
        self.setWindowTitle(tr("Ways the work may go"))
        surface(self, "page")
        self._every, self._parting = _Lines(file, whole=True), _Lines(file, whole=False)
        self.after = self._every.box(self)
        self.after.setAccessibleName(tr("After the line"))
        self._after_row = FieldRow(tr("After the line"), self.after)
        self.ways: list[tuple[QComboBox, QLineEdit]] = []
        self._grid = QGridLayout()
        self._total, self._wrong = Label("", tone="text2"), Label("", tone="neg", wrap=True)
        self._lay_out()
        known = next((one for one in file.plan.branchings if one.after == after), None)
        self._every.choose(self.after, None if after == NEW else after)
        self.after.setEnabled(known is None)
        self._fill(known.ways if known else shared(file, after))
        self.after.activated.connect(lambda _at: self._begin())
        (self.after if known is None else self.ways[0][1]).setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        theme = current()
        self._grid.setHorizontalSpacing(theme.px(8))
        self._grid.setVerticalSpacing(theme.px(8))
        self._grid.setColumnStretch(0, 1)
        self._grid.addWidget(Label(tr("What is done then"), size=12, weight=500), 0, 0)
        self._grid.addWidget(Label(trc("noun", "Share"), size=12, weight=500), 0, 1)
        self._more = Button(tr("Add a way"), look="link", small=True, on_click=self._add)
        says = tr("Each run takes exactly one of the ways. Lines of the others take no time; "
                  "a summary stands for all lines under it.")  # fmt: skip
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(12)
        column.addWidget(Label(tr("Ways the work may go"), size=16, weight=600))
        column.addWidget(Label(says, tone="text2", wrap=True))
        column.addWidget(self._after_row)
        column.addLayout(self._grid)
        column.setStretch(3, 1)
        column.addLayout(row_of(self._more, 1, self._total))
        column.addWidget(self._wrong)
        no = Button(tr("Cancel"), on_click=self.reject)
        self.yes = Button(tr("Apply"), look="primary", on_click=self.apply)
        column.addLayout(row_of(1, no, self.yes))
        self._wrong.hide()
        self.setMinimumWidth(theme.px(560))

    # -- ways --------------------------------------------------------------------------------------

    def _begin(self) -> None:
        """Another line to go on from: what waits for it is offered with equal shares."""
        number = self._every.number(self.after)
        if number is not None:
            self._fill(shared(self._file, number))

    def _fill(self, ways: Sequence[Way]) -> None:
        for n, way in enumerate(ways):
            if n == len(self.ways):
                self._add()
            box, share = self.ways[n]
            self._parting.choose(box, way.item)
            share.setText(shown.percent(way.share).replace("\u00a0", " "))
        self._sum()

    def _add(self) -> None:
        box, share, row = self._parting.box(self), QLineEdit(), len(self.ways) + 1
        box.setAccessibleName(tr("Way {n}", n=row))
        share.setAccessibleName(tr("Share of way {n}", n=row))
        share.setPlaceholderText(tr("leave out"))
        share.setAlignment(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
        share.setFixedWidth(current().px(92))
        share.textChanged.connect(lambda _text: self._sum())
        self._parting.choose(box, None)
        self._grid.addWidget(box, row, 0)
        self._grid.addWidget(share, row, 1)
        self.ways.append((box, share))
        self._more.setEnabled(len(self.ways) < _MOST_WAYS)

    def _sum(self) -> None:
        """What the shares add up to, said while they are typed."""
        try:
            total = sum(way.share for way in self._typed())
        except ValueError:
            self._total.setText("")
            return
        self._total.setText(tr("Together {total}", total=shown.percent(total)))
        self._total.set_tone("text2" if total == WHOLE else "warn")

    def _typed(self) -> tuple[Way, ...]:
        """The ways as they stand; one without a share is left out. ValueError with a sentence."""
        found = []
        for box, share in self.ways:
            points = editing.points_of(share.text())
            if points is not None:
                found.append(Way(Points(points), self._parting.number(box)))
        return tuple(found)

    def apply(self) -> None:
        """Take what was typed, or say what is wrong with it."""
        after = self._every.number(self.after)
        try:
            wanted = Branching(NEW if after is None else after, self._typed())
            self.edit = with_branching(self._file.plan, self._file.items, wanted)
        except ValueError as why:
            self._wrong.setText(str(why))
            self._wrong.show()
            self.adjustSize()
            return
        self.accept()


def shared(file: PlanFile, after: int) -> tuple[Way, ...]:
    """Ways to begin with: the lines that wait for a line, or one of them and none."""
    may = {item.number for item in choosable(file.items)}
    waiting = [k.to_no for k in file.links_out.get(after, ()) if k.to_no in may][:_MOST_WAYS]
    named: list[int | None] = [*dict.fromkeys(waiting)]
    named += [None] * (2 - len(named))
    return tuple(Way(share, item) for share, item in zip(shares_between(len(named)), named, strict=True))


def _words(item: PlanItem) -> str:
    return tr("{code}  {name}", code=item.wbs, name=item.name) if item.wbs else item.name


class _Lines:
    """Lines to choose from by part of their name; all of them, or those that a way can name and none."""

    def __init__(self, file: PlanFile, *, whole: bool) -> None:
        items = [item for item in file.items if item.active] if whole else choosable(file.items)
        none = [] if whole else [(None, tr("Nothing more is done"))]
        pairs: list[tuple[int | None, str]] = [*none, *((item.number, _words(item)) for item in items)]
        self._numbers = [number for number, _ in pairs]
        self._texts = QStringListModel([text for _, text in pairs])

    def box(self, parent: QWidget) -> QComboBox:
        """A field that offers them, and finds those that hold what is typed."""
        box = QComboBox(parent)
        box.setModel(self._texts)
        box.setEditable(True)
        box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(24)
        completer = QCompleter(self._texts, box)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        box.setCompleter(completer)
        return box

    def choose(self, box: QComboBox, number: int | None) -> None:
        """Put a line into a field."""
        box.setCurrentIndex(self._numbers.index(number) if number in self._numbers else -1)
        if (typed := box.lineEdit()) is not None:
            typed.setCursorPosition(0)

    def number(self, box: QComboBox) -> int | None:
        """The line in a field. Raises ValueError for words that are none."""
        text = box.currentText().strip()
        at = box.findText(text, Qt.MatchFlag.MatchFixedString)
        if at < 0 and text:
            raise ValueError(tr("“{text}” is no line that can be chosen here.", text=text))
        return self._numbers[at] if at >= 0 else None
