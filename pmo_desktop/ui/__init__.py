"""The window: theme, widgets, delegates, shell and pages. Nothing heavy is imported before the first paint."""
