"""P6's 'as late as possible': a row moves into its free float, and no other row with it."""

from __future__ import annotations

from pmo_desktop.scheduling import kernel
from pmo_desktop.scheduling.kernel import FF, FS, SS, Clocks, Dates, Edges, Parts
from pmo_desktop.scheduling.network import Constraint, Flags
from pmo_desktop.scheduling.sheet import Sheet
from pmo_desktop.scheduling.ticks import Ticks


def waits(sheet: Sheet) -> Flags:
    """The rows that move into their free float."""
    asked: Flags = (sheet.network.tasks.constraint == Constraint.ALAP) & sheet.anew & ~sheet.done
    return asked


def moved_late(sheet: Sheet, clocks: Clocks, edges: Edges, parts: Parts, dates: Dates, ends: Ticks) -> None:
    """Put such rows before the earliest of their successors, or at its project's end; last rows first."""
    late = waits(sheet)
    for row in sheet.topology.order[late[sheet.topology.order]][::-1].tolist():
        out = range(edges.out_first[row], edges.out_first[row + 1])
        starts = [_before(clocks, edges, parts, dates, row, edges.out_edge[place]) for place in out]
        start = min(starts, default=kernel.row_before(clocks, parts, row, int(ends[row])))
        if start > dates.early_start[row]:
            dates.early_start[row] = start
            dates.early_finish[row] = kernel.row_finish(clocks, parts, row, start)


def _before(clocks: Clocks, edges: Edges, parts: Parts, dates: Dates, row: int, edge: int) -> int:
    """The latest start that leaves a successor's early dates as they are."""
    other, kind = edges.target[edge], edges.type[edge]
    lag, clock = edges.lag[edge], edges.clock[edge]
    held = dates.early_start[other] if kind in (FS, SS) else dates.early_finish[other]
    limit = kernel.moved(clocks, clock, held, -lag) if lag else held
    return kernel.row_before(clocks, parts, row, limit) if kind in (FS, FF) else limit
