"""The page of bodies: members, rules, days, paper and terms of reference."""

from __future__ import annotations

from pmo_desktop.ui.pages.bodies.page import BodiesPage

__all__ = ["BodiesPage"]
