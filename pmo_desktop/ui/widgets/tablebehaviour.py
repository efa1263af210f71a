"""How every table of the program behaves: whole rows, pixel scrolling, editing by key or double click."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView


def behave(table: QTableView, *, row_focus: bool) -> None:
    """Set a table up; with `row_focus` it is not edited and Tab leaves it."""
    table.setShowGrid(False)
    table.setWordWrap(False)
    table.setMouseTracking(True)
    table.setAlternatingRowColors(False)
    table.setCornerButtonEnabled(False)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
    table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    table.setFrameShape(QTableView.Shape.NoFrame)
    table.setTabKeyNavigation(not row_focus)
    triggers = QAbstractItemView.EditTrigger
    by_hand = triggers.EditKeyPressed | triggers.AnyKeyPressed | triggers.DoubleClicked
    table.setEditTriggers(triggers.NoEditTriggers if row_focus else by_hand)
    rows = table.verticalHeader()
    rows.hide()
    rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    rows.setMinimumSectionSize(10)
