"""The leader's window: a meeting on another screen, followed as it is minuted; nothing to type."""
