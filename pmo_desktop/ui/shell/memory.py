"""What a window remembers: its place and size, the inspector, the look."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray
from PySide6.QtWidgets import QApplication

from pmo_desktop.ui.shell.body import DEFAULT
from pmo_desktop.ui.theme import Look, Mode
from pmo_desktop.ui.widgets.remembered import Remembered, remembered_flag, remembered_int

if TYPE_CHECKING:
    from pmo_desktop.ui.shell.window import Shell


def kept_look(remembered: Remembered) -> Look:
    """The look chosen last time, the system's before; RuntimeError without an application."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        raise RuntimeError("a window needs a QApplication")
    kept = str(remembered.value("window/theme", Mode.SYSTEM.value))
    return Look(app, Mode(kept) if kept in set(Mode) else Mode.SYSTEM)


def restore_window(shell: Shell) -> None:
    """Give a new window the place, size and inspector of the last one."""
    kept = shell.remembered.value("window/geometry")
    if kept:
        shell.restoreGeometry(QByteArray.fromHex(str(kept).encode()))
    shell.body.set_width(remembered_int(shell.remembered, "window/inspector_width", DEFAULT))
    shell.want_inspector(shown=remembered_flag(shell.remembered, "window/inspector", default=True))


def keep_window(shell: Shell) -> None:
    """Keep place, size and look for the next start."""
    shell.remembered.setValue("window/geometry", shell.saveGeometry().toHex().toStdString())
    shell.remembered.setValue("window/theme", shell.look.mode.value)
