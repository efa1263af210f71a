"""The frame of the window: strip, navigation, page, inspector, status bar."""

from __future__ import annotations

from pmo_desktop.ui.shell.page import Page, PageSpec
from pmo_desktop.ui.shell.window import Shell

__all__ = ["Page", "PageSpec", "Shell"]
