"""The act that takes levelling back."""

from __future__ import annotations

from pmo_desktop.i18n import tr, trl, trn
from pmo_desktop.readmodels.plans import PlanFile
from pmo_desktop.ui.pages.project.plan_acts import Act
from pmo_desktop.ui.pages.project.plan_following import finish_words


def without_levelling(file: PlanFile) -> Act:
    """Take all delays for resources of a plan away. Raises ValueError where it has none."""
    from pmo_desktop.services.levelling.plans import unlevelled

    made = unlevelled(file)
    said = trn("{n} line moved", "{n} lines moved", len(made.moved)) if made.moved else tr("No line moves")
    return Act(made.edit, trl("Clear levelling"), said, finish_words(file, made), follows=made)
