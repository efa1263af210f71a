"""The look in force: one value for the process, asked for whenever something is painted."""

from __future__ import annotations

from pmo_desktop.ui.theme.tokens import Theme, load


class _InForce:
    theme: Theme | None = None


def current() -> Theme:
    """The look in force; light until a `Look` was made."""
    if _InForce.theme is None:
        _InForce.theme = load("light")
    return _InForce.theme


def put_in_force(theme: Theme) -> bool:
    """Paint with this look from now on; False when it was in force already."""
    changed = theme != _InForce.theme
    _InForce.theme = theme
    return changed
