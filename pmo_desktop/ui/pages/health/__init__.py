"""The page of governance health."""

from pmo_desktop.ui.pages.health.page import HealthPage

__all__ = ["HealthPage"]
