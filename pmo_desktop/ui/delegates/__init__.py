"""How cells of tables are painted and edited: one delegate for every table, driven by the model's roles."""

from __future__ import annotations

from pmo_desktop.ui.delegates.cell import CellDelegate

__all__ = ["CellDelegate"]
