"""A plan as a file of any kind that is written, by the ending of its name."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from pmo_desktop.domain.schedulefile import ScheduleFile
from pmo_desktop.exchange.ics_out import milestones, write_ics
from pmo_desktop.exchange.mspdi.writing import Written, write_mspdi
from pmo_desktop.exchange.p6.xer_out import write_xer
from pmo_desktop.i18n import N_

PLAN_FORMS: Mapping[str, str] = {
    ".xml": N_("Microsoft Project XML"),
    ".xer": N_("Primavera P6 XER"),
    ".ics": N_("Calendar of milestones"),
}
"""The endings of plan files, with what people call them."""


def write_schedule(file: ScheduleFile, form: str, now: datetime) -> Written:
    """The bytes of a plan in one of `PLAN_FORMS`, and what has no place in them. `now` has a zone."""
    match form:
        case ".xml":
            return write_mspdi(file)
        case ".xer":
            return write_xer(file, now)
        case _:
            return Written(write_ics(file, file.source, now), rows=len(list(milestones(file))))
