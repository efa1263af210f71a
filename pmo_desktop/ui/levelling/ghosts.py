"""A plan after levelling, with the places of before as the ghosts that a baseline leaves."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Iterable
from datetime import date

from pmo_desktop.readmodels.gantt import GanttModel
from pmo_desktop.readmodels.plans import PlanFile, gantt_model
from pmo_desktop.services.levelling.plans import Move


def with_ghosts(file: PlanFile, moves: Iterable[Move], today: date) -> GanttModel:
    """The chart of a plan as it would be; what moves leaves a ghost where it stood."""
    moved = {move.before.id: move for move in moves}
    items = tuple(
        dc.replace(
            item,
            baseline_start=moved[item.id].before.start if item.id in moved else None,
            baseline_finish=moved[item.id].before.finish if item.id in moved else None,
        )
        for item in file.items
    )
    return gantt_model(dc.replace(file, items=items), today, 0)
