"""Qt's palette and style rules, built from the tokens; `resources/styles/app.qss` names roles only."""

from __future__ import annotations

from functools import cache
from string import Template

from PySide6.QtGui import QColor, QPalette

from pmo_desktop.assets import resource
from pmo_desktop.ui.theme.tokens import Theme

_ROLES = {
    QPalette.ColorRole.Window: "page",
    QPalette.ColorRole.WindowText: "text",
    QPalette.ColorRole.Base: "page",
    QPalette.ColorRole.AlternateBase: "sunken",
    QPalette.ColorRole.Text: "text",
    QPalette.ColorRole.Button: "raised",
    QPalette.ColorRole.ButtonText: "text",
    QPalette.ColorRole.BrightText: "neg",
    QPalette.ColorRole.Highlight: "selected",
    QPalette.ColorRole.HighlightedText: "text",
    QPalette.ColorRole.PlaceholderText: "text3",
    QPalette.ColorRole.ToolTipBase: "tip",
    QPalette.ColorRole.ToolTipText: "tip_text",
    QPalette.ColorRole.Link: "accent_text",
    QPalette.ColorRole.LinkVisited: "accent_text",
    QPalette.ColorRole.Light: "raised",
    QPalette.ColorRole.Midlight: "line_soft",
    QPalette.ColorRole.Mid: "line",
    QPalette.ColorRole.Dark: "line_control",
    QPalette.ColorRole.Shadow: "shadow",
    QPalette.ColorRole.Accent: "accent",
}
_DIMMED = (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText)


def palette(theme: Theme) -> QPalette:
    """The colours that Fusion and Qt's own painting use."""
    made = QPalette()
    for role, name in _ROLES.items():
        made.setColor(role, theme.colour(name))
    for role in _DIMMED:
        made.setColor(QPalette.ColorGroup.Disabled, role, theme.colour("disabled"))
    made.setColor(QPalette.ColorGroup.Inactive, QPalette.ColorRole.Highlight, theme.colour("selected_idle"))
    return made


@cache
def _rules() -> Template:
    return Template(resource("styles", "app.qss").read_text("utf-8"))


def _css(colour: QColor) -> str:
    return f"rgba({colour.red()},{colour.green()},{colour.blue()},{colour.alpha()})"


def sheet(theme: Theme) -> str:
    """The style rules with colours, sizes and pictures filled in."""
    values = {role: _css(colour) for role, colour in theme.colours.items()}
    values |= {f"px{n}": f"{theme.px(n)}px" for n in (2, 4, 5, 6, 8, 10, 12, 16, 24, 26, 28, 30)}
    values |= {f"font{n}": f"{theme.px(n)}px" for n in (11, 12, 13, 14, 16)}
    values["art"] = resource("styles").as_posix()
    values["theme"] = theme.name
    return _rules().substitute(values)
