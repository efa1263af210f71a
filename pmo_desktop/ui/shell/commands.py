"""The window's own commands: moving about, looks, areas. What records can do is added by their pages."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut

from pmo_desktop.i18n import tr
from pmo_desktop.ui.actions import WINDOW_COMMANDS, Menu
from pmo_desktop.ui.search import Item
from pmo_desktop.ui.shell.acts import Act, fill
from pmo_desktop.ui.shell.page import Page

if TYPE_CHECKING:
    from pmo_desktop.ui.shell.window import Shell

_CHECKABLE = frozenset({"inspector", "rail", "density"})
_DIGITS = 9


def add_window_commands(shell: Shell) -> None:
    """Add every command of `WINDOW_COMMANDS`, and Ctrl+1 to Ctrl+9 for the pages of the rail."""
    runs = _runs(shell)
    for command in WINDOW_COMMANDS:
        shell.actions_.add(command, runs[command.name], checkable=command.name in _CHECKABLE)
    shell.actions_.get("inspector").setChecked(True)
    for name in ("back", "forward"):
        shell.actions_.get(name).setEnabled(False)
    fill_record(shell)
    shell.went.connect(lambda _target: fill_record(shell))
    shell.actions_.menu(Menu.RECORD).aboutToShow.connect(lambda: fill_record(shell, icons=True))
    for n, target in enumerate(shell.rail.targets()[:_DIGITS], start=1):
        key = QShortcut(QKeySequence(f"Ctrl+{n}"), shell)
        key.setContext(Qt.ShortcutContext.WindowShortcut)
        key.activated.connect(lambda target=target: shell.go(target))


def offered(shell: Shell) -> list[Act]:
    """What the page in front can do."""
    page = shell.page_shown()
    return page.offered() if isinstance(page, Page) else []


def fill_record(shell: Shell, *, icons: bool = False) -> None:
    """The menu Record holds what the page in front can do with what is selected now."""
    fill(shell.actions_.menu(Menu.RECORD), offered(shell), icons=icons)


def _runs(shell: Shell) -> dict[str, Callable[[], object]]:
    look = shell.look
    return {
        "palette": shell.search,
        "search": lambda: _search(shell),
        "filter": lambda: _filter(shell),
        "back": shell.back,
        "forward": shell.forward,
        "next_area": lambda: shell.areas.move(1),
        "previous_area": lambda: shell.areas.move(-1),
        "inspector": lambda: shell.want_inspector(shown=shell.actions_.get("inspector").isChecked()),
        "rail": lambda: shell.fold_rail(folded=shell.actions_.get("rail").isChecked()),
        "theme": look.toggle,
        "density": lambda: look.set_roomy(shell.actions_.get("density").isChecked()),
        "zoom_in": lambda: look.step_zoom(1),
        "zoom_out": lambda: look.step_zoom(-1),
        "zoom_reset": lambda: look.set_zoom(1.0),
        "refresh": shell.changed,
        "quit": shell.close,
    }


def found_commands(shell: Shell) -> list[Item]:
    """What the palette offers of the window itself: commands, acts of the page in front, pages."""
    found = [
        _item(action, tr(command.menu.value), tr(command.words))
        for command, action in shell.actions_
        if command.name != "palette"
    ]
    found += [_act_item(act) for act in offered(shell)]
    return found + [
        Item("place", tr(spec.title), icon=spec.icon, run=partial(shell.go, spec.name))
        for spec in shell.specs()
    ]


def _item(action: QAction, sub: str, words: str) -> Item:
    return Item(
        "command",
        action.iconText(),
        sub,
        key=action.shortcut().toString(QKeySequence.SequenceFormat.NativeText),
        run=action.trigger,
        icon=str(action.property("icon_name") or ""),
        words=words,
        off="" if action.isEnabled() else action.toolTip(),
    )


def _act_item(act: Act) -> Item:
    run = act.action.trigger
    return Item("command", act.text, act.under, key=act.key, run=run, icon=act.icon, off=act.off)


def _search(shell: Shell) -> None:
    """The page of that name where there is one, else the palette for records."""
    if any(spec.name == "search" for spec in shell.specs()):
        shell.go("search")
    else:
        shell.search_records()


def _filter(shell: Shell) -> None:
    page = shell.page_shown()
    if isinstance(page, Page):
        page.focus_filter()
