"""Every command of the window, declared once: its text, menu, key, icon and the words people use for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from pmo_desktop.i18n import N_, tr


class Menu(StrEnum):
    """The menus, in the order of the bar."""

    FILE = N_("File")
    EDIT = N_("Edit")
    VIEW = N_("View")
    GO = N_("Go")
    RECORD = N_("Record")
    TOOLS = N_("Tools")
    HELP = N_("Help")


@dataclass(frozen=True, slots=True)
class Command:
    """A command. `keys` may hold several, parted by " | "; `words` are other words that find it.

    `band` parts the menu: a hairline stands between commands of different bands.
    """

    name: str
    text: str
    menu: Menu
    keys: str = ""
    icon: str = ""
    words: str = ""
    band: int = 0


WINDOW_COMMANDS = (
    Command("palette", N_("Search or run a command"), Menu.GO, "Ctrl+K", "search"),
    Command("search", N_("Search everything"), Menu.EDIT, "Ctrl+Shift+F", "search", band=2),
    Command("filter", N_("Filter this page"), Menu.EDIT, "Ctrl+F", "list-filter", N_("find search"), 2),
    Command("back", N_("Back"), Menu.GO, "Alt+Left", "arrow-left", band=1),
    Command("forward", N_("Forward"), Menu.GO, "Alt+Right", "arrow-right", band=1),
    Command("next_area", N_("Next area"), Menu.GO, "F6", band=1),
    Command("previous_area", N_("Previous area"), Menu.GO, "Shift+F6", band=1),
    Command("inspector", N_("Inspector"), Menu.VIEW, "F4", "panel-right", N_("details side panel")),
    Command("rail", N_("Fold the navigation"), Menu.VIEW, "Ctrl+B", "panel-left", N_("sidebar")),
    Command("theme", N_("Light or dark"), Menu.VIEW, "", "moon", N_("theme colours night"), 1),
    Command("density", N_("Roomy tables"), Menu.VIEW, "Ctrl+Shift+D", "rows-3", N_("density spacing"), 1),
    Command("zoom_in", N_("Larger"), Menu.VIEW, "Ctrl+= | Ctrl++", "zoom-in", N_("zoom text size"), 2),
    Command("zoom_out", N_("Smaller"), Menu.VIEW, "Ctrl+-", "zoom-out", N_("zoom text size"), 2),
    Command("zoom_reset", N_("Normal size"), Menu.VIEW, "Ctrl+0", "", N_("zoom text size"), 2),
    Command("refresh", N_("Read again"), Menu.VIEW, "F5", "refresh-cw", N_("reload refresh"), 3),
    Command("quit", N_("Quit"), Menu.FILE, "Ctrl+Q", "", N_("exit close"), 9),
)


class Actions(QObject):
    """The commands as Qt actions of one window. Disabled ones say why in their tooltip."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._commands: dict[str, Command] = {}
        self._actions: dict[str, QAction] = {}
        self._menus: dict[Menu, QMenu] = {}

    def fill(self, bar: QMenuBar) -> None:
        """Make the menus in a bar; commands added later find their menu too."""
        for menu in Menu:
            self._menus[menu] = bar.addMenu(tr(menu.value))
        for name in self._commands:
            self._place(name)

    def menu(self, menu: Menu) -> QMenu:
        """One of the menus, after `fill`."""
        return self._menus[menu]

    def add(self, command: Command, run: Callable[[], object], *, checkable: bool = False) -> QAction:
        """Make a command usable; a command of the same name is replaced."""
        self.remove(command.name)
        action = QAction(tr(command.text), self._window)
        action.setObjectName(command.name)
        action.setProperty("icon_name", command.icon)
        action.setShortcuts([QKeySequence(k) for k in command.keys.split(" | ") if k])
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        action.setCheckable(checkable)
        action.triggered.connect(lambda _on=False: run())
        self._window.addAction(action)
        self._commands[command.name], self._actions[command.name] = command, action
        self._place(command.name)
        return action

    def remove(self, name: str) -> None:
        """Take a command away; unknown names are left alone."""
        action = self._actions.pop(name, None)
        self._commands.pop(name, None)
        if action:
            self._window.removeAction(action)
            action.deleteLater()

    def _place(self, name: str) -> None:
        """Put an action in its menu behind those of its band, with a hairline between bands."""
        command = self._commands[name]
        menu = self._menus.get(command.menu)
        if menu is None:
            return
        for other in menu.actions():
            known = self._commands.get(other.objectName())
            if known and known.band > command.band:
                before = menu.insertSeparator(other)
                menu.insertAction(before, self._actions[name])
                self._tidy(menu)
                return
        last = next((self._commands.get(a.objectName()) for a in reversed(menu.actions())), None)
        if last and last.band < command.band:
            menu.addSeparator()
        menu.addAction(self._actions[name])

    def _tidy(self, menu: QMenu) -> None:
        """Keep separators only between different bands."""
        band, seen = -1, None
        for action in menu.actions():
            if action.isSeparator():
                if seen:
                    menu.removeAction(seen)
                seen = action
                continue
            known = self._commands.get(action.objectName())
            now = known.band if known else band
            if seen and now == band:
                menu.removeAction(seen)
            band, seen = now, None

    def get(self, name: str) -> QAction:
        """The action of a command; KeyError for a name that was not added."""
        return self._actions[name]

    def word(self, name: str) -> str:
        """What a command is called, without what it would be done to now."""
        return tr(self._commands[name].text)

    def off(self, name: str, reason: str) -> None:
        """Disable a command and say why."""
        action = self._actions[name]
        action.setEnabled(False)
        action.setToolTip(reason)
        action.setStatusTip(reason)

    def on(self, name: str) -> None:
        """Enable a command again."""
        action = self._actions[name]
        action.setEnabled(True)
        action.setToolTip(action.iconText())
        action.setStatusTip("")

    def __iter__(self) -> Iterator[tuple[Command, QAction]]:
        """All commands with their actions, in the order they were added."""
        return iter([(c, self._actions[n]) for n, c in self._commands.items()])
