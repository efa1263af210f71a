"""When lines that are broken off rest, as dates: between their pieces, as chart, paper and load show them."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import TYPE_CHECKING, TypeAlias

from pmo_desktop.domain.scheduleresources import Stretch

if TYPE_CHECKING:
    from pmo_desktop.readmodels.plans import PlanFile
    from pmo_desktop.scheduling.network import Network
    from pmo_desktop.scheduling.ticks import Ticks

Rests: TypeAlias = tuple[Stretch, ...]
"""From when to when a line rests, by date."""


def rests_of_plan(file: PlanFile) -> dict[int, Rests]:
    """The rests of all lines in pieces by their number, by the dates that the lines have."""
    if not any(item.pauses for item in file.items):
        return {}
    planned = file.network
    found = rests_by_row(planned.network, planned.stored.start, planned.stored.finish)
    return {planned.items[row].number: rests for row, rests in found.items()}


def rests_by_row(
    network: Network, start: Ticks, finish: Ticks, rows: Collection[int] | None = None
) -> dict[int, Rests]:
    """The rests of rows of a network (of all that have any by default) that lie between these dates."""
    import numpy as np

    from pmo_desktop.scheduling.clocks import tables_of
    from pmo_desktop.scheduling.levelling.of_plan import clocks_of
    from pmo_desktop.scheduling.levelling.pieces import rests_of
    from pmo_desktop.scheduling.sheet import sheet_of
    from pmo_desktop.scheduling.ticks import DAY, NO_DATE, moment

    sheet = sheet_of(network)
    dated = (start != NO_DATE) & (finish != NO_DATE)
    if not dated[network.tasks.pause_task].any():
        return {}
    span = int(start[dated].min()) // DAY - 1, int(finish[dated].max()) // DAY + 2
    starts = np.where(dated, start, NO_DATE)
    rests = rests_of(network, starts, clocks_of(sheet), tables_of(sheet.book, span))
    found: dict[int, list[tuple[datetime, datetime]]] = {}
    for row, first, last in zip(rests.row.tolist(), rests.start.tolist(), rests.finish.tolist(), strict=True):
        rest, again = moment(first), moment(last)
        within = last < finish[row] and (rows is None or row in rows)
        if within and rest is not None and again is not None:
            found.setdefault(row, []).append((rest, again))
    return {row: tuple(stretches) for row, stretches in found.items()}
