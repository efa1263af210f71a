"""Meetings: series, agenda, live session, minutes and actions."""
