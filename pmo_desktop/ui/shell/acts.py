"""What can be done on a page: one list for the menu Record, the context menu and the palette.

A menu never gets the page's own action, since a key in a menu bar is heard everywhere in the window. It
gets a stand-in that shows the key, looks like the action and triggers it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from pmo_desktop.i18n import tr
from pmo_desktop.ui.theme import icon

LONGEST_NAME = 40
"""Characters of a record's name in a menu line."""
WhyNot = Callable[[], str]
"""Why an act cannot be done now, "" when it can."""


def _nothing_against() -> str:
    return ""


@dataclass(frozen=True, slots=True)
class Act:
    """An action of a page and how it is offered.

    Acts of one `band` stand together. `why_not` is asked whenever the act is offered. `under` names a
    menu of its own for many acts of one sort. `elsewhere` marks what the page shows anyway, such as its
    tabs: no context menu repeats it. `shown_key` is a key that a table hears instead of the action.
    """

    action: QAction
    band: int = 0
    why_not: WhyNot = _nothing_against
    under: str = ""
    elsewhere: bool = False
    shown_key: str = ""

    @property
    def text(self) -> str:
        """What it is called, without marks for keys."""
        return self.action.text().replace("&&", "&")

    @property
    def icon(self) -> str:
        """The name of its icon, "" for none."""
        return str(self.action.property("icon_name") or "")

    @property
    def key(self) -> str:
        """Its key as this system writes it, "" for none."""
        keys = QKeySequence(self.shown_key) if self.shown_key else self.action.shortcut()
        return keys.toString(QKeySequence.SequenceFormat.NativeText)

    @property
    def off(self) -> str:
        """Why it cannot be done now, "" when it can."""
        if self.action.isEnabled():
            return self.why_not()
        said = self.action.toolTip()
        return said if said != self.action.iconText() else tr("Not possible here now")


class ActList:
    """The acts of one widget. `refused` is told why an act that was asked for by key cannot be done."""

    def __init__(self, owner: QWidget, refused: Callable[[str], object]) -> None:
        self._owner, self._refused = owner, refused
        self._acts: list[Act] = []

    def add(
        self,
        text: str,
        run: Callable[[], object],
        *,
        keys: str = "",
        icon: str = "",
        band: int = 0,
        why_not: WhyNot = _nothing_against,
        under: str = "",
        elsewhere: bool = False,
        shown_key: str = "",
        everywhere: bool = False,
    ) -> QAction:
        """Add an act with a translated text; several `keys` are parted by " | ".

        Its keys are heard while the focus is in the widget, with `everywhere` while the widget is shown.
        """
        action = QAction(text, self._owner)
        action.setShortcuts([QKeySequence(k) for k in keys.split(" | ") if k])
        contexts = Qt.ShortcutContext
        context = contexts.WindowShortcut if everywhere else contexts.WidgetWithChildrenShortcut
        action.setShortcutContext(context)
        action.setProperty("icon_name", icon)
        act = Act(action, band, why_not, under, elsewhere, shown_key)
        action.triggered.connect(lambda _on=False: self._do(act, run))
        self._owner.addAction(action)
        self._acts.append(act)
        return action

    def _do(self, act: Act, run: Callable[[], object]) -> None:
        why = act.why_not()
        if why:
            self._refused(why)
        else:
            run()

    def offered(self) -> list[Act]:
        """Those that are shown now, band after band."""
        return in_bands(a for a in self._acts if a.action.isVisible())


def in_bands(acts: Iterable[Act]) -> list[Act]:
    """Acts in the order of their bands, else as they come."""
    return sorted(acts, key=lambda act: act.band)


def fill(menu: QMenu, acts: Sequence[Act], *, icons: bool = True) -> None:
    """Make a menu hold stand-ins for acts, with a hairline between bands; a line says when there are none.

    A menu that is not about to be opened needs no `icons` yet: to draw them takes long.
    """
    for below in menu.findChildren(QMenu):
        below.deleteLater()
    menu.clear()
    menu.setToolTipsVisible(True)
    places: dict[str, QMenu] = {"": menu}
    band = acts[0].band if acts else 0
    for act in acts:
        if act.band != band:
            menu.addSeparator()
            band = act.band
        if act.under not in places:
            places[act.under] = QMenu(act.under, menu)
            places[act.under].setToolTipsVisible(True)
            menu.addMenu(places[act.under])
        place = places[act.under]
        place.addAction(_stand_in(act, place, icons=icons))
    if not acts:
        menu.addAction(tr("This page has no acts of its own")).setEnabled(False)


def _stand_in(act: Act, menu: QMenu, *, icons: bool) -> QAction:
    """An action without a key of its own that looks like an act and does it."""
    key, why, source = act.key, act.off, act.action
    made = QAction(f"{source.text()}\t{key}" if key else source.text(), menu)
    made.setObjectName(source.objectName())
    made.setEnabled(not why)
    made.setToolTip(why or act.text)
    made.setStatusTip(why)
    made.setCheckable(source.isCheckable())
    made.setChecked(source.isChecked())
    if act.icon and icons:
        made.setIcon(icon(act.icon))
        made.setIconVisibleInMenu(True)
    made.triggered.connect(partial(_trigger, source))
    return made


def _trigger(action: QAction, _on: bool = False) -> None:
    action.trigger()


def shortened(name: str, most: int = LONGEST_NAME) -> str:
    """A name of a record as part of a menu line."""
    return name if len(name) <= most else f"{name[: most - 1].rstrip()}…"


def pop_up(owner: QWidget, acts: Sequence[Act]) -> QMenu:
    """A menu of acts that goes when it is closed; the caller gives its place."""
    menu = QMenu(owner)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    fill(menu, acts)
    return menu
