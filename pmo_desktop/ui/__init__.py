"""The window: theme, widgets, delegates, frame and pages; nothing heavy before the first paint."""
