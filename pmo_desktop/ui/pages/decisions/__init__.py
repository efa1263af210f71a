"""Decisions of all bodies: what was decided, what it changes in the register, whether it was carried out."""

from pmo_desktop.ui.pages.decisions.page import DecisionsPage

__all__ = ["DecisionsPage"]
