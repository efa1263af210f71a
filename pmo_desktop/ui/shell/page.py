"""What the frame knows of a page: how it is named and built, what it says, how it is told to read again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QBoxLayout, QWidget

from pmo_desktop.ui.shell.acts import Act, ActList, pop_up
from pmo_desktop.ui.widgets.text import surface


class Page(QWidget):
    """A page of the window. Override `refresh` and, where records can be opened on it, `open`.

    A page starts stale: `refresh` is called when it is first shown, and again when it is shown after
    `mark_stale`. What is added to `does` is offered by the menu Record, the context menu and the palette
    while the page is shown.
    """

    status = Signal(str)
    """One line for the start of the status bar."""
    says = Signal(str, str)
    """A bold lead and the rest, for the start of the status bar."""
    facts = Signal(str)
    """One line for the end of the status bar: calendar, currency, as-at time."""
    inspect = Signal(object)
    """A widget for the inspector's place, or None."""
    go = Signal(str)
    """Another page: "register", or a record on it: "project/<id>"."""
    toast = Signal(str, str)
    """A text and the name of the command that the toast offers ("undo"), or ""."""
    notice = Signal(object)
    """A Notice for the banner's place."""
    notice_over = Signal(str)
    """Key of the notice to take away."""
    head_moved = Signal()
    """Another head is shown now: what stands below it has to move."""

    folds_rail = False
    """Whether the navigation is folded while this page is shown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.stale = True
        self.does = ActList(self, self.status.emit)
        surface(self, "page")

    @property
    def busy(self) -> bool:
        """Whether the page is still being drawn by workers of its own."""
        return False

    def refresh(self) -> None:
        """Read what the page shows again; a page that shows nothing from the store needs none."""

    def open(self, target: str) -> None:
        """Show one record: what stands after the page's name in a target."""

    @property
    def below_head(self) -> QBoxLayout | None:
        """Where banners and strips stand on this page; None puts them above it."""
        return None

    @property
    def missing(self) -> str:
        """A sentence when the record that was asked for is not here, else ""."""
        return ""

    def mark_stale(self) -> None:
        """Something was changed: read again, at once when the page is seen, else when it is shown."""
        self.stale = True
        if self.isVisible():
            self._catch_up()

    def _catch_up(self) -> None:
        if self.stale:
            self.stale = False
            self.refresh()

    def focus_filter(self) -> None:
        """Put the caret in the page's filter line (Ctrl+F)."""

    def focus_first(self) -> None:
        """Put the focus where work on this page begins: its first list, else its first control."""
        views = [v for v in self.findChildren(QAbstractItemView) if v.isVisible()]
        controls = (w for w in self.findChildren(QWidget) if takes_focus(w))
        first = next(iter(views), None) or next(controls, None)
        if first:
            first.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def take_focus(self, last: QWidget | None) -> None:
        """The page came to the front: go on at the widget that had the focus last, or where work begins."""
        if last is not None and takes_focus(last):
            last.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self.focus_first()

    def offered(self) -> list[Act]:
        """What can be done here now, band after band; asked each time it is shown."""
        return self.does.offered()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer the acts at the pointer, or by the menu key where the focus is."""
        here = [act for act in self.offered() if not act.elsewhere]
        if not here:
            super().contextMenuEvent(event)
            return
        pop_up(self, here).popup(event.globalPos())
        event.accept()

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what was changed meanwhile."""
        super().showEvent(event)
        self._catch_up()


@dataclass(frozen=True, slots=True)
class PageSpec:
    """A page as the navigation knows it; `build` is called at the first visit.

    `title` is marked with `N_` and translated where it is shown. `count` says how many things wait for
    me there. `bottom` pages stand at the end of the navigation (Library, History, Settings). A page
    with `hidden` has no entry of its own (a record opened from a list); `under` names the entry that
    is lit then.
    """

    name: str
    title: str
    icon: str
    build: Callable[[], QWidget]
    count: Callable[[], int] | None = None
    bottom: bool = False
    hidden: bool = False
    under: str = ""


def takes_focus(widget: QWidget) -> bool:
    """Whether the keyboard can go to a widget now."""
    by_tab = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return by_tab and widget.isVisible() and widget.isEnabled()
