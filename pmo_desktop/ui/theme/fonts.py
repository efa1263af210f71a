"""The shipped fonts: text faces before the first paint, other scripts after it."""

from __future__ import annotations

from functools import cache

from PySide6.QtGui import QFont, QFontDatabase

from pmo_desktop.assets import resource
from pmo_desktop.ui.theme.force import current
from pmo_desktop.ui.theme.tokens import tokens

_FIRST = ("NotoSans-Regular", "NotoSans-Medium", "NotoSans-SemiBold")
_WEIGHTS = {400: QFont.Weight.Normal, 500: QFont.Weight.Medium, 600: QFont.Weight.DemiBold}


def register_fonts(*, rest: bool = False) -> int:
    """Make shipped fonts known to Qt and say how many; `rest` takes those of other scripts.

    Without the files (a bare source tree) the system's fonts are used.
    """
    folder = resource("fonts")
    if rest:
        files = [f for f in sorted(folder.rglob("*")) if f.suffix in {".ttf", ".otf"}]
        wanted = [f for f in files if f.stem not in _FIRST]
    else:
        wanted = [f for f in (folder / f"{name}.ttf" for name in _FIRST) if f.is_file()]
    return sum(QFontDatabase.addApplicationFont(str(f)) >= 0 for f in wanted)


@cache
def _families() -> list[str]:
    named = tokens()["family"]
    return [str(f) for f in named] if isinstance(named, list) else []


@cache
def made(pixels: int, weight: int, *, italic: bool = False) -> QFont:
    """A font by its height in device-independent pixels and weight 400, 500 or 600."""
    font = QFont()
    font.setFamilies(_families())
    font.setPixelSize(pixels)
    font.setWeight(_WEIGHTS[weight])
    font.setItalic(italic)
    return font


def font(size: float = 13, weight: int = 400, *, italic: bool = False) -> QFont:
    """The interface font at a size of the scale (28, 24, 20, 16, 15, 14, 13, 12, 11), zoom included."""
    return made(max(8, current().px(size)), weight, italic=italic)
