"""PMO Desktop: the desktop program of a project management office."""

__version__ = "0.1.0"
