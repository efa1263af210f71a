"""Which look is in force, and changing it while the window is open."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication

from pmo_desktop.ui.theme.fonts import font
from pmo_desktop.ui.theme.force import current, put_in_force
from pmo_desktop.ui.theme.sheet import palette, sheet
from pmo_desktop.ui.theme.tokens import Theme, load

ZOOMS = (0.8, 0.9, 1.0, 1.1, 1.25, 1.5)


class Mode(StrEnum):
    """What a person chose: the system's look, or one of the two."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Look(QObject):
    """Applies a look to the application, which has the style Fusion: palette, font and style rules.

    One per process.
    """

    changed = Signal(object)
    """The new Theme, after every widget has taken it."""

    def __init__(self, app: QApplication, mode: Mode = Mode.SYSTEM, zoom: float = 1.0) -> None:
        super().__init__(app)
        self._app, self._mode, self._zoom, self._roomy = app, mode, zoom, False
        app.styleHints().colorSchemeChanged.connect(self._system_changed)
        self._apply()

    @property
    def mode(self) -> Mode:
        """What was chosen."""
        return self._mode

    @property
    def theme(self) -> Theme:
        """What is shown."""
        return current()

    @property
    def zoom(self) -> float:
        """The zoom in force, one of 0.8 to 1.5."""
        return self._zoom

    def set_mode(self, mode: Mode | str) -> None:
        """Show another look at once."""
        self._mode = Mode(mode)
        self._apply()

    def toggle(self) -> None:
        """Dark if it is light now, light if it is dark."""
        self.set_mode(Mode.LIGHT if current().dark else Mode.DARK)

    def set_zoom(self, zoom: float) -> None:
        """Show every size at the nearest step of the zoom scale."""
        self._zoom = min(ZOOMS, key=lambda step: abs(step - zoom))
        self._apply()

    def step_zoom(self, steps: int) -> None:
        """One step larger (1) or smaller (-1)."""
        at = min(max(ZOOMS.index(self._zoom) + steps, 0), len(ZOOMS) - 1)
        self.set_zoom(ZOOMS[at])

    @property
    def roomy(self) -> bool:
        """Whether table rows are 36 px high instead of 30."""
        return self._roomy

    def set_roomy(self, roomy: bool) -> None:
        """Show all tables in the other density."""
        self._roomy = roomy
        self._apply()

    def _system_changed(self) -> None:
        if self._mode is Mode.SYSTEM:
            self._apply()

    def _wanted(self) -> str:
        if self._mode is not Mode.SYSTEM:
            return self._mode.value
        dark = self._app.styleHints().colorScheme() is Qt.ColorScheme.Dark
        return "dark" if dark else "light"

    def _apply(self) -> None:
        theme = load(self._wanted()).sized(self._zoom, roomy=self._roomy)
        if not put_in_force(theme) and self._app.styleSheet():
            return
        self._app.setFont(font())
        self._app.setPalette(palette(theme))
        self._app.setStyleSheet(sheet(theme))
        self.changed.emit(theme)
