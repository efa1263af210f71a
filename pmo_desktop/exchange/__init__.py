"""Files in and out: schedules, spreadsheets, calendars, documents. Nothing here knows storage or screens."""
