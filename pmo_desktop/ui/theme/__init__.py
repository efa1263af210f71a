"""Looks: colours, type, icons and marks, in light and dark, changed at once while the window is open.

A widget asks `current()` whenever it paints and never keeps the answer; Qt sends every widget a
`StyleChange` when the theme changes, so that nothing has to be connected.
"""

from __future__ import annotations

from pmo_desktop.ui.theme.fonts import font, register_fonts
from pmo_desktop.ui.theme.force import current
from pmo_desktop.ui.theme.icons import icon, paint_icon, pixmap
from pmo_desktop.ui.theme.look import Look, Mode
from pmo_desktop.ui.theme.tokens import Theme, contrast, load

__all__ = [
    "Look",
    "Mode",
    "Theme",
    "contrast",
    "current",
    "font",
    "icon",
    "load",
    "paint_icon",
    "pixmap",
    "register_fonts",
]
