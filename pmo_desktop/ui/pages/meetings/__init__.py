"""The page of meetings: their list, and one meeting with agenda, live minutes and actions."""

from pmo_desktop.ui.pages.meetings.page import MeetingsPage

__all__ = ["MeetingsPage"]
