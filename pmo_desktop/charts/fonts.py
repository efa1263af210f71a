"""The shipped fonts as Matplotlib knows them, with fallback by script, and the width of a text.

Matplotlib keeps its font list in the program's cache folder; importing this module before any other part
of Matplotlib sees to that.
"""

from __future__ import annotations

import logging
import os
import threading
from functools import cache, lru_cache

from pmo_desktop.assets import cache_folder, resource

os.environ.setdefault("MPLCONFIGDIR", str(cache_folder() / "matplotlib"))

from matplotlib.font_manager import FontProperties, fontManager, get_font
from matplotlib.ft2font import FT2Font, LoadFlags

REGULAR, SEMIBOLD = 400, 600
_FACES = {
    REGULAR: (
        "NotoSans-Regular",
        "NotoSansMath-Regular",
        "NotoSansSymbols2-Regular",
        "NotoSansArabic-Regular",
        "NotoSansHebrew-Regular",
        "NotoSansDevanagari-Regular",
    ),
    SEMIBOLD: (
        "NotoSans-SemiBold",
        "NotoSansMath-Regular",
        "NotoSansSymbols2-Regular",
        "NotoSansArabic-SemiBold",
        "NotoSansHebrew-SemiBold",
        "NotoSansDevanagari-SemiBold",
    ),
}
_LISTING = threading.Lock()
"""Screen and pack may ask at the same moment, and a font is named by the last of Matplotlib’s list."""
CAP = 0.357
"""Half the height of a capital letter, in parts of the font size: centres a line on its capitals."""


@cache
def _families(weight: int) -> tuple[tuple[str, str], ...]:
    """Family name and file of each face of a weight; DejaVu, which Matplotlib carries, comes last."""
    found: list[tuple[str, str]] = []
    for stem in _FACES[weight]:
        file = resource("fonts", f"{stem}.ttf")
        if file.is_file():
            with _LISTING:
                fontManager.addfont(file)
                found.append((fontManager.ttflist[-1].name, str(file)))
    spare = FontProperties(family="DejaVu Sans")
    return (*found, ("DejaVu Sans", fontManager.findfont(spare)))


@cache
def properties(size: float, weight: int = REGULAR) -> FontProperties:
    """The font of a size in points; `weight` is 400 or 600. Every face is asked for at its own weight."""
    logging.getLogger("matplotlib.font_manager").setLevel(logging.ERROR)
    return FontProperties(family=[name for name, _ in _families(weight)], size=size)


def weight_of(font: FontProperties) -> int:
    """The weight that a font of `properties` was asked for."""
    return SEMIBOLD if font.get_family()[0] == _families(SEMIBOLD)[0][0] else REGULAR


@cache
def _face(file: str) -> FT2Font:
    return get_font(file)


@cache
def _advance(char: str, weight: int) -> float:
    """The width of one character in parts of the font size."""
    for _, file in _families(weight):
        face = _face(file)
        if face.get_char_index(ord(char)):
            return float(face.load_char(ord(char), LoadFlags.NO_SCALE).horiAdvance) / face.units_per_EM
    return 0.6


@lru_cache(maxsize=20_000)
def text_width(text: str, size: float, weight: int = REGULAR) -> float:
    """The width of a line in points, by the advances of its characters (kerning left out)."""
    return sum(_advance(char, weight) for char in text) * size


def elided(text: str, room: float, size: float, weight: int = REGULAR) -> str:
    """The text, or its beginning and an ellipsis, so that it fits into `room` points."""
    if text_width(text, size, weight) <= room:
        return text
    kept = text
    while kept and text_width(kept + "…", size, weight) > room:
        kept = kept[:-1]
    return kept.rstrip() + "…" if kept else ""
