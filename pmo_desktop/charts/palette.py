"""The colours of every chart: screen light, screen dark, paper. No other chart module names a colour.

Screen colours are those of the window's tokens. On paper, ratings alone have colour; bars differ by fill,
outline and hatch, so that a grey print says the same.
"""

from __future__ import annotations

import dataclasses as dc
from typing import Any


@dc.dataclass(frozen=True, slots=True)
class Mark:
    """How one rating is drawn: fill, edge, letter."""

    fill: str
    edge: str
    letter: str


@dc.dataclass(frozen=True, slots=True)
class Palette:
    """Colours by what they mean, as #RRGGBB."""

    name: str
    page: str
    head: str
    text: str
    text2: str
    text3: str
    hair: str
    line: str
    axis: str
    selected: str
    off: str
    today: str
    bar: str
    bar_edge: str
    done: str
    critical: str
    critical_edge: str
    critical_done: str
    critical_link: str
    summary: str
    baseline: str
    ghost_line: str
    link: str
    series: tuple[str, str, str]
    """Data series in order of weight: main, second, range."""
    steps: tuple[str, str, str, str]
    """Four fills from low to very high."""
    disc: str
    on_disc: str
    green: Mark
    amber: Mark
    red: Mark
    complete: Mark
    none: Mark
    hatch_amber: str
    dot_green: str
    paper: bool = False


LIGHT = Palette(
    name="light",
    page="#FFFFFF",
    head="#F8F8FA",
    text="#1A1C21",
    text2="#484D58",
    text3="#5F6571",
    hair="#E8E9ED",
    line="#D6D8DE",
    axis="#7E8390",
    selected="#E8E8FA",
    off="#F4F4F7",
    today="#A3161F",
    bar="#7B80C0",
    bar_edge="#7B80C0",
    done="#4647AE",
    critical="#C2452F",
    critical_edge="#C2452F",
    critical_done="#7E2418",
    critical_link="#C2452F",
    summary="#484D58",
    baseline="#7F848F",
    ghost_line="#5F6571",
    link="#7B808C",
    series=("#4647AE", "#7B80C0", "#E8E8FA"),
    steps=("#FFFFFF", "#F1F2F6", "#D6D8DE", "#B4B8C2"),
    disc="#1A1C21",
    on_disc="#FFFFFF",
    green=Mark("#2FA36B", "#1E7A4A", "#000000"),
    amber=Mark("#FFBF1F", "#4A3500", "#000000"),
    red=Mark("#8E0F18", "#8E0F18", "#FFFFFF"),
    complete=Mark("#1F5FA8", "#1F5FA8", "#FFFFFF"),
    none=Mark("#FFFFFF", "#6B6B6B", "#6B6B6B"),
    hatch_amber="#8A6200",
    dot_green="#0F5C38",
)

DARK = Palette(
    name="dark",
    page="#191B20",
    head="#15171C",
    text="#E9EAEE",
    text2="#BABEC8",
    text3="#9CA1AE",
    hair="#272A31",
    line="#363A44",
    axis="#757B89",
    selected="#2C2E55",
    off="#1D2026",
    today="#FF9C9F",
    bar="#757AC6",
    bar_edge="#757AC6",
    done="#A6A9F5",
    critical="#F08A73",
    critical_edge="#F08A73",
    critical_done="#FBC4B6",
    critical_link="#F08A73",
    summary="#BABEC8",
    baseline="#7C828F",
    ghost_line="#9CA1AE",
    link="#8A909D",
    series=("#A6A9F5", "#757AC6", "#2C2E55"),
    steps=("#191B20", "#22252C", "#363A44", "#555B68"),
    disc="#E9EAEE",
    on_disc="#191B20",
    green=Mark("#2FA36B", "#2FA36B", "#000000"),
    amber=Mark("#FFBF1F", "#FFBF1F", "#000000"),
    red=Mark("#8E0F18", "#F28B92", "#FFFFFF"),
    complete=Mark("#1F5FA8", "#8FBFF6", "#FFFFFF"),
    none=Mark("#191B20", "#9CA1AE", "#9CA1AE"),
    hatch_amber="#8A6200",
    dot_green="#0F5C38",
)

PAPER = Palette(
    name="paper",
    page="#FFFFFF",
    head="#FFFFFF",
    text="#14202E",
    text2="#555F6B",
    text3="#555F6B",
    hair="#B8C0C8",
    line="#B8C0C8",
    axis="#14202E",
    selected="#EDF0F3",
    off="#EDF0F3",
    today="#14202E",
    bar="#FFFFFF",
    bar_edge="#17375E",
    done="#17375E",
    critical="#FFFFFF",
    critical_edge="#14202E",
    critical_done="#14202E",
    critical_link="#14202E",
    summary="#14202E",
    baseline="#8A949F",
    ghost_line="#14202E",
    link="#8A949F",
    series=("#17375E", "#5F748A", "#D9DFE5"),
    steps=("#FFFFFF", "#EDF0F3", "#D9DFE5", "#AEB8C3"),
    disc="#14202E",
    on_disc="#FFFFFF",
    green=Mark("#2FA36B", "#1E7A4A", "#000000"),
    amber=Mark("#FFBF1F", "#14202E", "#000000"),
    red=Mark("#8E0F18", "#8E0F18", "#FFFFFF"),
    complete=Mark("#1F5FA8", "#1F5FA8", "#FFFFFF"),
    none=Mark("#FFFFFF", "#6B6B6B", "#6B6B6B"),
    hatch_amber="#8A6200",
    dot_green="#0F5C38",
    paper=True,
)


def screen(*, dark: bool) -> Palette:
    """The palette of the window's theme."""
    return DARK if dark else LIGHT


def turned(palette: Palette) -> Palette:
    """The palette with red and blue exchanged, for pixels that are kept as blue, green, red."""
    changed: dict[str, Any] = {
        field.name: _turned(getattr(palette, field.name))
        for field in dc.fields(palette)
        if field.name not in ("name", "paper")
    }
    return dc.replace(palette, **changed)


def _turned(value: object) -> object:
    match value:
        case str():
            return f"#{value[5:7]}{value[3:5]}{value[1:3]}"
        case Mark():
            return Mark(str(_turned(value.fill)), str(_turned(value.edge)), value.letter)
        case tuple():
            return tuple(_turned(one) for one in value)
        case _:
            return value
