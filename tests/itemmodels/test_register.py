"""Columns of the register that show something else than they store."""

from __future__ import annotations

import dataclasses as dc

from PySide6.QtCore import Qt

from pmo_desktop.i18n import speaking
from pmo_desktop.itemmodels.register_columns import phase_column
from tests.readmodels.test_register import row


def test_a_phase_that_the_program_brings_is_shown_in_the_language_and_edited_as_it_is_stored() -> None:
    column, work = phase_column(), dc.replace(row(), phase="Build")
    with speaking("de"):
        assert column.text(work) == "Umsetzung"
        assert column.shown(work, Qt.ItemDataRole.EditRole) == "Build"
        assert column.text(dc.replace(work, phase="Erdbau")) == "Erdbau"
