"""Saved views above the register: the program's own and a person's, each with its count."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QWidget

from pmo_desktop.i18n import tr
from pmo_desktop.readmodels.register import WorkRow
from pmo_desktop.readmodels.registerfilter import Flags, keeps
from pmo_desktop.services.views import REGISTER_VIEWS, View
from pmo_desktop.ui.theme import current
from pmo_desktop.ui.widgets.buttons import Button
from pmo_desktop.ui.widgets.header import Tabs
from pmo_desktop.ui.widgets.text import surface


class ViewBar(QWidget):
    """Tabs of views. `chosen(View)`; `named(str)` when a new view was named; `kept` and `dropped(View)`."""

    chosen = Signal(object)
    named = Signal(str)
    kept = Signal(object)
    dropped = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        surface(self, "page")
        self.views: list[View] = []
        self._tabs = Tabs()
        self._tabs.chosen.connect(lambda key: self.chosen.emit(self.view(key)))
        self._tabs.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._tabs.customContextMenuRequested.connect(self._menu)
        self._name = QLineEdit()
        self._name.setPlaceholderText(tr("Name of the view"))
        self._name.setAccessibleName(tr("Name of the view"))
        self._name.setFixedWidth(current().px(160))
        self._name.returnPressed.connect(self._named)
        self._name.hide()
        self._save = Button(tr("Save view"), look="link", small=True, on_click=self.keep)
        self._save.hide()
        tip = tr("Keep this as a new view")
        plus = Button(look="quiet", icon="plus", tip=tip, small=True, on_click=self.ask_name)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 12, 0)
        row.setSpacing(4)
        for widget in (self._tabs, plus, self._save, self._name):
            row.addWidget(widget)
        row.addStretch(1)
        self.set_views(())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the hairline below, which the tabs have too."""
        QPainter(self).fillRect(0, self.height() - 1, self.width(), 1, current().colour("line"))

    def set_views(self, own: Sequence[View]) -> None:
        """Show the program's views and those of a person; the one in force stays."""
        now = self._tabs.key
        views = [*REGISTER_VIEWS, *own]
        if [(v.key, v.title) for v in views] != [(v.key, v.title) for v in self.views]:
            self._tabs.clear()
            for view in views:
                self._tabs.add(view.key, view.title if view.own else tr(view.title))
            if any(view.key == now for view in views):
                self._tabs.choose(now)
        self.views = views

    @property
    def now(self) -> View:
        """The view in force."""
        return self.view(self._tabs.key)

    @property
    def title_now(self) -> str:
        """The name of the view in force."""
        return self.now.title if self.now.own else tr(self.now.title)

    def view(self, key: str) -> View:
        """A view by its key, else the first."""
        return next((v for v in self.views if v.key == key), self.views[0])

    def choose(self, key: str) -> None:
        """Set the view in force and tell."""
        self._tabs.choose(self.view(key).key)
        self.chosen.emit(self.now)

    def choose_place(self, place: int) -> None:
        """Choose by place, from 0; beyond the last nothing happens."""
        if place < len(self.views):
            self.choose(self.views[place].key)

    def set_counts(self, rows: Sequence[WorkRow], of: Flags) -> None:
        """Show how many works each view has."""
        for view in self.views:
            keep = keeps(view.wanted, of)
            self._tabs.set_count(view.key, sum(map(keep, rows)) if keep else len(rows))

    def show_changed(self, shown: View) -> None:
        """Offer to save when what is shown is no longer the view in force."""
        now = self.now
        same = (shown.wanted, shown.order, shown.group) == (now.wanted, now.order, now.group)
        self._save.setVisible(not same and not self._name.isVisible())

    def ask_name(self) -> None:
        """Ask for the name of a new view, in place."""
        self._save.hide()
        self._name.clear()
        self._name.show()
        self._name.setFocus(Qt.FocusReason.OtherFocusReason)

    def _named(self) -> None:
        title = " ".join(self._name.text().split())
        self._name.hide()
        if title:
            self.named.emit(title)

    @property
    def changed(self) -> bool:
        """Whether what is shown is no longer the view in force."""
        return not self._save.isHidden()

    def drop(self) -> None:
        """Take the view in force away when it is a person's own."""
        if self.now.own:
            self.dropped.emit(self.now)

    def keep(self) -> None:
        """A person's own view is changed, one of the program's becomes a new one."""
        if self.now.own:
            self._save.hide()
            self.kept.emit(self.now)
        else:
            self.ask_name()

    def _menu(self, at: QPoint) -> None:
        tab = self._tabs.childAt(at)
        found = next((v for v in self.views if v.own and tab and v.key == getattr(tab, "key", "")), None)
        if found is not None:
            menu = QMenu(self)
            menu.addAction(tr("Remove this view"), lambda: self.dropped.emit(found))
            menu.popup(self._tabs.mapToGlobal(at))
