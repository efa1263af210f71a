"""The figures of the design: `resources/styles/tokens.json` as a frozen value."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from types import MappingProxyType

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPen

from pmo_desktop.assets import resource

SOFT = {"neutral": "neutral_soft", "text": "neutral_soft", "text2": "neutral_soft", "text3": "neutral_soft"}
SOFT |= {"pos": "pos_soft", "warn": "warn_soft", "neg": "neg_soft", "info": "info_soft"}
SOFT |= {"accent": "accent_soft", "accent_text": "accent_soft"}


@dataclass(frozen=True, slots=True)
class Theme:
    """One look. Colours are shared: take them, never change them. Sizes are px at 100 %."""

    name: str
    colours: Mapping[str, QColor]
    people: tuple[QColor, ...]
    zoom: float = 1.0
    roomy: bool = False

    @property
    def dark(self) -> bool:
        """Whether text is lighter than what it stands on."""
        return self.name == "dark"

    def colour(self, role: str) -> QColor:
        """The colour of a role such as "text2"; KeyError for a role that the tokens do not name."""
        return self.colours[role]

    def tone(self, tone: str) -> QColor:
        """The text colour of a tone; "neutral" is that of secondary text."""
        return self.colours["text2" if tone == "neutral" else "accent_text" if tone == "accent" else tone]

    def soft(self, tone: str) -> QColor:
        """The pale fill that belongs to a tone."""
        return self.colours[SOFT[tone]]

    def pen(self, role: str, width: float = 1.0) -> QPen:
        """A solid pen in the colour of a role."""
        made = QPen(self.colours[role], width)
        made.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        return made

    def person(self, initials: str) -> QColor:
        """The stable fill behind a person's initials: the sum of their code points modulo eight."""
        return self.people[sum(map(ord, initials)) % len(self.people)]

    def px(self, size: float) -> int:
        """A length at the zoom in force."""
        return round(size * self.zoom)

    def sized(self, zoom: float, *, roomy: bool) -> Theme:
        """The same look at another zoom and density."""
        return replace(self, zoom=zoom, roomy=roomy)


def _colour(text: str) -> QColor:
    """`#RRGGBB` or `#RRGGBBAA` (Qt itself would read the latter as alpha first)."""
    made = QColor(text[:7])
    if len(text) == 9:
        made.setAlpha(int(text[7:], 16))
    return made


@cache
def tokens() -> Mapping[str, object]:
    """The file as it is."""
    found: dict[str, object] = json.loads(resource("styles", "tokens.json").read_text("utf-8"))
    return MappingProxyType(found)


@cache
def load(name: str) -> Theme:
    """The look "light" or "dark" from the tokens."""
    kept = tokens()
    colours, people = kept["colour"], kept["people"]
    if not isinstance(colours, dict) or not isinstance(people, list):
        raise TypeError("resources/styles/tokens.json: colour has to be an object, people a list")
    mapped = MappingProxyType({role: _colour(text) for role, text in colours[name].items()})
    return Theme(name, mapped, tuple(_colour(text) for text in people))


def contrast(one: QColor, other: QColor) -> float:
    """Contrast ratio 1..21 of two opaque colours (WCAG 2.2, relative luminance)."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: QColor) -> float:
    parts = (colour.redF(), colour.greenF(), colour.blueF())
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
