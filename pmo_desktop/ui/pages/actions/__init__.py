"""The page of actions over all bodies and works."""

from pmo_desktop.ui.pages.actions.page import ActionsPage

__all__ = ["ActionsPage"]
