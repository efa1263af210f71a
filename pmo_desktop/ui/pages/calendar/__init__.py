"""The governance calendar: meetings of all bodies and the steps around them."""

from pmo_desktop.ui.pages.calendar.page import CalendarPage

__all__ = ["CalendarPage"]
