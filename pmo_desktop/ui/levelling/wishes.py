"""What is to be levelled and how: plans in order of importance, the method in plain words, the time."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QCheckBox,
    QListWidget,
    QListWidgetItem,
    QRadioButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from pmo_desktop.i18n import N_, tr
from pmo_desktop.ui.theme import current
from pmo_desktop.ui.widgets.buttons import Button
from pmo_desktop.ui.widgets.forms import FieldRow
from pmo_desktop.ui.widgets.panels import row_of
from pmo_desktop.ui.widgets.text import Label

if TYPE_CHECKING:
    from uuid import UUID

    from pmo_desktop.services.levelling.plans import Means, Method, Wishes
    from pmo_desktop.services.plans.reading import PlanChoice

_METHODS: tuple[tuple[Method, str, str], ...] = (
    ("minimal", N_("Little change"),
     N_("Lines stay where they are unless somebody is asked for too much there. Done at once.")),
    ("best", N_("Soonest finish"),
     N_("Searches for the order of work that ends soonest, for as long as you let it. More lines move.")),
    ("exact", N_("Soonest finish, with proof"),
     N_("Searches and proves: says how far from the best possible it can be at most.")),
)  # fmt: skip
INSTALL = "pip install pmo-desktop[optimise]"


class LevelWishes(QWidget):
    """The left side of the window. `changed` says that other plans or another method were chosen."""

    changed = Signal()

    def __init__(self, means: Means, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._methods = QButtonGroup(self)
        self._keys = [key for key, _, _ in _METHODS]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(Label(tr("Plans"), size=12, weight=600, tone="text2"))
        column.addWidget(self._plan_list(), 1)
        self.ranked = QCheckBox(tr("Plans further up go first"))
        self.ranked.setToolTip(tr("Drag plans, or use Alt+Up and Alt+Down, to put them in order."))
        column.addWidget(self.ranked)
        column.addSpacing(8)
        column.addWidget(Label(tr("Method"), size=12, weight=600, tone="text2"))
        for number, (key, name, says) in enumerate(_METHODS):
            self._add_method(column, number, key, tr(name), tr(says), means)
        self.seconds = QSpinBox()
        self.seconds.setRange(1, 3600)
        self.seconds.setValue(10)
        self.seconds.setSuffix(" s")
        self._time = FieldRow(tr("Search for"), self.seconds)
        column.addWidget(self._time)
        self._add_splits(column)
        self._methods.idToggled.connect(lambda _id, on: self._chosen() if on else None)
        self._methods.button(0).setChecked(True)

    def _plan_list(self) -> QWidget:
        self.plans = QListWidget()
        self.plans.setAccessibleName(tr("Plans"))
        self.plans.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.plans.setMinimumHeight(current().px(72))
        self.plans.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.plans.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.plans.itemChanged.connect(lambda _item: self.changed.emit())
        up = Button(icon="arrow-up", tip=tr("Further up"), small=True, on_click=lambda: self.shift(-1))
        down = Button(icon="arrow-down", tip=tr("Further down"), small=True, on_click=lambda: self.shift(1))
        for keys, by in (("Alt+Up", -1), ("Alt+Down", 1)):
            shortcut = QShortcut(QKeySequence(keys), self.plans)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(partial(self.shift, by))
        self._order = QWidget()
        self._order.setLayout(row_of(up, down, 0))
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.plans, 1)
        column.addWidget(self._order)
        return holder

    def _add_method(
        self, column: QVBoxLayout, number: int, key: str, name: str, says: str, means: Means
    ) -> None:
        button = QRadioButton(name)
        lacking = key == "exact" and not means.solver
        if lacking:
            says = tr("Needs OR-Tools, which is not installed. To install it: {command}", command=INSTALL)
            button.setEnabled(False)
        elif key == "best" and not means.compiler:
            says = tr("Searches for the order of work that ends soonest. Without Numba it searches slower.")
        button.setAccessibleDescription(says)
        words = Label(says, size=12, tone="text2", wrap=True)
        words.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            if lacking
            else Qt.TextInteractionFlag.NoTextInteraction
        )
        words.setContentsMargins(current().px(24), 0, 0, 4)
        self._methods.addButton(button, number)
        column.addWidget(button)
        column.addWidget(words)

    def _add_splits(self, column: QVBoxLayout) -> None:
        """Whether lines may be broken off, and where that applies."""
        self.splits = QCheckBox(tr("Lines may be broken off and resumed"))
        self.splits.toggled.connect(lambda _on: self.changed.emit())
        self._whole = Label(size=12, tone="text2", wrap=True)
        self._whole.setContentsMargins(current().px(24), 0, 0, 0)
        column.addSpacing(2)
        column.addWidget(self.splits)
        column.addWidget(self._whole)

    def _chosen(self) -> None:
        little = self.method == "minimal"
        self._time.setEnabled(not little)
        self.splits.setEnabled(little)
        said = (
            tr(
                "Not what has begun, lines by hand, milestones, or priority 1,000. No piece but the last "
                "under half a day."
            )
            if little
            else tr("The search for the soonest finish keeps every line whole.")
        )
        self._whole.setText(said)
        self.splits.setAccessibleDescription(said)
        self.changed.emit()

    # -- what is chosen ----------------------------------------------------------------------------

    @property
    def method(self) -> Method:
        """The method chosen."""
        return self._keys[max(self._methods.checkedId(), 0)]

    def choose(self, method: Method) -> None:
        """Choose a method, unless it cannot be used here."""
        button = self._methods.button(self._keys.index(method))
        if button.isEnabled():
            button.setChecked(True)

    def show_plans(self, choices: Sequence[PlanChoice], chosen: Sequence[UUID]) -> None:
        """Offer plans, those chosen first and ticked."""
        order = {work: place for place, work in enumerate(chosen)}
        self.plans.blockSignals(True)  # noqa: FBT003 - Qt takes it by place
        self.plans.clear()
        for one in sorted(choices, key=lambda c: (order.get(c.work, len(order)), c.title)):
            item = QListWidgetItem(one.title)
            item.setToolTip(one.title)
            item.setData(Qt.ItemDataRole.UserRole, one)
            ticked = Qt.CheckState.Checked if one.work in order else Qt.CheckState.Unchecked
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(ticked)
            self.plans.addItem(item)
        self.plans.setCurrentRow(0)
        self.plans.blockSignals(False)  # noqa: FBT003
        several = len(choices) > 1
        self.ranked.setVisible(several)
        self._order.setVisible(several)
        self.changed.emit()

    @property
    def chosen(self) -> tuple[PlanChoice, ...]:
        """The plans that are ticked, from top to bottom."""
        rows = (self.plans.item(row) for row in range(self.plans.count()))
        kept: list[Any] = [
            row.data(Qt.ItemDataRole.UserRole) for row in rows if row.checkState() is Qt.CheckState.Checked
        ]
        return tuple(kept)

    def shift(self, by: int) -> None:
        """Move the current plan up or down."""
        at = self.plans.currentRow()
        to = at + by
        if at >= 0 and 0 <= to < self.plans.count():
            item = self.plans.takeItem(at)
            self.plans.insertItem(to, item)
            self.plans.setCurrentRow(to)

    def wishes(self) -> Wishes:
        """How to level."""
        from pmo_desktop.services.levelling.plans import Wishes

        count = len(self.chosen)
        ranks = (
            tuple(round(1000 * (count - at) / count) for at in range(count))
            if self.ranked.isChecked()
            else ()
        )
        may_split = self.splits.isEnabled() and self.splits.isChecked()
        return Wishes(self.method, float(self.seconds.value()), ranks, may_split=may_split)
