"""Levelling from the page of a plan: its window, and the act that takes it back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtWidgets import QWidget

from pmo_desktop.i18n import tr, trl, trn
from pmo_desktop.readmodels.plans import PlanFile
from pmo_desktop.ui.desk import Desk
from pmo_desktop.ui.pages.project.plan_acts import Act
from pmo_desktop.ui.pages.project.plan_following import finish_words
from pmo_desktop.ui.pages.project.tab import Around

if TYPE_CHECKING:
    from pmo_desktop.ui.levelling.dialog import LevelDialog


def level_works(
    desk: Desk, around: Around, works: Sequence[UUID], today: date, parent: QWidget
) -> LevelDialog:
    """Open the window in which resources are levelled."""
    from pmo_desktop.ui.levelling.dialog import LevelDialog

    dialog = LevelDialog(desk, around.jobs, works, today, around.table_bytes, parent)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog


def without_levelling(file: PlanFile) -> Act:
    """Take all delays for resources of a plan away. Raises ValueError where it has none."""
    from pmo_desktop.services.levelling import unlevelled

    made = unlevelled(file)
    said = trn("{n} line moved", "{n} lines moved", len(made.moved)) if made.moved else tr("No line moves")
    return Act(made.edit, trl("Clear levelling"), said, finish_words(file, made), follows=made)
