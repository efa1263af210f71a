"""The strip above a plan: scale, baseline, what is drawn, how dates follow, today, new line, print."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QWidget

from pmo_desktop.i18n import tr, trn
from pmo_desktop.ui.pages.project.plan_acts import baseline_name
from pmo_desktop.ui.theme import current
from pmo_desktop.ui.widgets.buttons import Button, Segments
from pmo_desktop.ui.widgets.folding import Folding
from pmo_desktop.ui.widgets.text import plain_tip, surface

NO_BASELINE = -1


class PlanTools(QWidget):
    """Announces choices; `baseline` is the number shown as a ghost, -1 for none."""

    scale_chosen = Signal(str)
    baseline_chosen = Signal(int)
    baseline_wanted = Signal(int)
    """Keep the dates of now as this baseline."""
    layer_toggled = Signal(str, bool)
    today_wanted = Signal()
    new_wanted = Signal()
    print_wanted = Signal()
    moves_wanted = Signal()
    """The list of what moved last."""
    dates_menu_wanted = Signal(object)
    """Where it belongs, in global coordinates (QPoint)."""
    look_menu_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        surface(self, "page")
        self.baseline = 0
        self._numbers: tuple[int, ...] = ()
        self._names: dict[int, str] = {}
        self.scales = Segments([("week", tr("Weeks")), ("month", tr("Months")), ("quarter", tr("Quarters"))])
        self.scales.choose("month")
        self.scales.chosen.connect(self.scale_chosen)
        self.baselines = Button(tr("Baseline"), look="quiet", icon="layers", menu=True, on_click=self._menu)
        self.critical = self._toggle(tr("Critical path"), "git-pull-request-arrow", "critical", tr("P"))
        self.links = self._toggle(tr("Links"), "link-2", "links", "")
        self.dates = self._opens(tr("On request"), "calendar-clock", self.dates_menu_wanted)
        self.look = self._opens(tr("All lines"), "list-filter", self.look_menu_wanted)
        self.moved = Button("", look="link", small=True, tip=tr("Show what the last change moved"))
        self.moved.clicked.connect(lambda _on=False: self.moves_wanted.emit())
        self.moved.hide()
        self.new = Button(tr("New line"), look="quiet", icon="plus", tip=tr("New line (Ins)"))
        self.new.clicked.connect(lambda _on=False: self.new_wanted.emit())
        today = Button(tr("Today"), look="quiet", icon="crosshair", key="T", tip=tr("Go to today (T)"))
        today.clicked.connect(lambda _on=False: self.today_wanted.emit())
        printed = Button(tr("Print"), look="quiet", icon="printer")
        printed.clicked.connect(lambda _on=False: self.print_wanted.emit())
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 6, 16, 6)
        row.setSpacing(8)
        for widget in (self.scales, self.baselines, self.critical, self.links, self.look):
            row.addWidget(widget)
        row.addStretch(1)
        for widget in (self.moved, self.dates, self.new, today, printed):
            row.addWidget(widget)
        order = (printed, today, self.new, self.links, self.critical, self.baselines, self.look, self.dates)
        Folding(self, row, order)
        self.setMinimumHeight(current().px(42))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def _opens(self, text: str, icon: str, wanted: SignalInstance) -> Button:
        """A button that asks for a menu below itself."""
        button = Button(text, look="quiet", icon=icon, menu=True)
        button.clicked.connect(lambda _on=False: wanted.emit(button.mapToGlobal(button.rect().bottomLeft())))
        return button

    def show_dates(self, *, automatic: bool) -> None:
        """Say how dates follow."""
        self._say(self.dates, tr("Dates follow") if automatic else tr("On request"))
        tip = (
            tr("Dates follow each change at once")
            if automatic
            else tr("Dates stay until you ask to reschedule (F9)")
        )
        self.dates.setToolTip(plain_tip(tip))

    def show_look(self, words: str) -> None:
        """Say which lines show."""
        self._say(self.look, words)

    def show_moves(self, n: int) -> None:
        """Say how many lines the last change moved."""
        self._say(self.moved, trn("{n} moved", "{n} moved", n))
        self.moved.setVisible(n > 0)

    @staticmethod
    def _say(button: Button, text: str) -> None:
        button.setText(text)
        button.setAccessibleName(text)
        button.updateGeometry()

    def _toggle(self, text: str, icon: str, layer: str, key: str) -> Button:
        tip = tr("{what} ({key})", what=text, key=key) if key else text
        button = Button(text, look="quiet", icon=icon, toggle=True, tip=tip)
        button.setChecked(True)
        button.toggled.connect(lambda on: self.layer_toggled.emit(layer, on))
        return button

    def show_baselines(self, names: Mapping[int, str]) -> None:
        """Offer these baselines by number and name; one that is gone falls back to the first."""
        self._numbers, self._names = tuple(names), dict(names)
        if self.baseline not in self._numbers and self.baseline != NO_BASELINE:
            self.baseline = self._numbers[0] if self._numbers else 0
        self._name()

    def choose_baseline(self, number: int) -> None:
        """Show a baseline as a ghost, -1 for none."""
        self.baseline = number
        self._name()
        self.baseline_chosen.emit(number)

    def toggle_baseline(self) -> None:
        """Switch the ghost on or off (B)."""
        first = self._numbers[0] if self._numbers else 0
        self.choose_baseline(first if self.baseline == NO_BASELINE else NO_BASELINE)

    def _name(self) -> None:
        text = tr("No baseline") if self.baseline == NO_BASELINE or not self._numbers else ""
        self.baselines.setText(text or self._names.get(self.baseline) or baseline_name(self.baseline))
        self.baselines.setAccessibleName(self.baselines.text())
        self.baselines.updateGeometry()

    def baseline_menu(self) -> QMenu:
        """The menu of the button: show one, show none, set one."""
        menu = QMenu(self)
        for number in self._numbers:
            self._choice(menu, self._names[number], number)
        self._choice(menu, tr("No baseline"), NO_BASELINE)
        menu.addSeparator()
        for number in self._numbers:
            text = tr("Set {baseline} again from these dates", baseline=self._names[number])
            menu.addAction(text, partial(self.baseline_wanted.emit, number))
        free = max(self._numbers, default=-1) + 1
        text = tr("Set {baseline} from these dates", baseline=baseline_name(free))
        menu.addAction(text, partial(self.baseline_wanted.emit, free))
        return menu

    def _choice(self, menu: QMenu, text: str, number: int) -> None:
        action = QAction(text, menu)
        action.setCheckable(True)
        action.setChecked(number == self.baseline)
        action.triggered.connect(lambda _on=False: self.choose_baseline(number))
        menu.addAction(action)

    def _menu(self) -> None:
        self.baseline_menu().exec(self.baselines.mapToGlobal(self.baselines.rect().bottomLeft()))
