"""P6's 'as late as possible': a row moves into its free float, and no other row with it."""

from __future__ import annotations

from pmo_desktop.scheduling import kernel
from pmo_desktop.scheduling.kernel import FF, FS, SS, Clocks, Dates, Edges, Parts
from pmo_desktop.scheduling.network import Constraint, Flags, Kind
from pmo_desktop.scheduling.sheet import Sheet
from pmo_desktop.scheduling.ticks import Ticks


def waits(sheet: Sheet) -> Flags:
    """The rows that move into their free float."""
    asked: Flags = (sheet.network.tasks.constraint == Constraint.ALAP) & sheet.anew & ~sheet.done
    return asked


def moved_late(sheet: Sheet, clocks: Clocks, edges: Edges, parts: Parts, dates: Dates, ends: Ticks) -> None:
    """Put such rows before the earliest of their successors, or at the latest early finish of their project,
    which `ends` gives; last rows first.
    """
    late, project = waits(sheet), sheet.network.tasks.project
    for row in sheet.topology.order[late[sheet.topology.order]][::-1].tolist():
        out = range(edges.out_first[row], edges.out_first[row + 1])
        starts = [_before(clocks, edges, parts, dates, row, edges.out_edge[place]) for place in out]
        start = min(starts, default=kernel.row_before(clocks, parts, row, int(ends[project[row]])))
        start = _standing(sheet, clocks, row, start)
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


def _standing(sheet: Sheet, clocks: Clocks, row: int, start: int) -> int:
    """The start of a row in its own working time: a milestone that ends something stands at the end of a
    period, one that begins something at the beginning of the next.
    """
    tasks, clock = sheet.network.tasks, int(sheet.own[row])
    if tasks.kind[row] == Kind.MILESTONE:
        return kernel.last_finish(clocks, clock, start)
    opens = tasks.opens is not None and tasks.opens[row]
    return kernel.next_start(clocks, clock, start) if opens else start
