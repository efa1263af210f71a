"""The backward pass: the latest dates. Same rules for this source as in `kernel`."""

from __future__ import annotations

from pmo_desktop.scheduling.kernel import (
    BEGINS,
    DONE,
    FAR,
    FF,
    FINISH_AT,
    FS,
    FS_INTO,
    GATHERED,
    LATE_START,
    MEMBER,
    SF,
    SS,
    START_AT,
    START_BY,
    Clocks,
    Column,
    Dates,
    Edges,
    Parts,
    Rows,
    last_finish,
    moved,
    next_start,
    row_end,
    row_finish,
    row_left,
    row_stop,
    work_at,
)


def backward(
    order: Column, clocks: Clocks, edges: Edges, parts: Parts, rows: Rows, dates: Dates, ends: Column
) -> None:
    """Late dates of all rows, last first. `ends` is the finish of each row's project."""
    for place in range(len(order) - 1, -1, -1):
        row = order[place]
        if rows.mode[row] == GATHERED:
            gathered(clocks, edges, dates, row, ends[row])
            continue
        finish = dates.early_finish[row]
        if not rows.done[row]:
            finish = pulled(clocks, edges, parts, rows, dates, row, ends[row])
            finish = capped(clocks, parts, rows, row, finish)
            opens = rows.stands[row] == BEGINS and next_start(clocks, rows.clock[row], finish) == finish
            if rows.stands[row] != DONE and not opens:
                finish = row_end(clocks, parts, row, finish)
        dates.late_finish[row] = finish
        dates.pull[row] = holding(clocks, parts, rows, dates, row, finish)
        if rows.raw[row]:
            dates.pull[row] = begun_by(clocks, edges, rows, dates, row, dates.pull[row])
        started = rows.begun[row] > -FAR or rows.done[row]
        dates.late_start[row] = dates.early_start[row] if started else dates.pull[row]


def holding(clocks: Clocks, parts: Parts, rows: Rows, dates: Dates, row: int, finish: int) -> int:
    """The late start that holds predecessors: of a row in progress, where its work goes on."""
    if rows.goes_on[row] > -FAR:
        return rows.goes_on[row]
    if rows.by_hand[row]:
        return shifted(clocks, rows, dates, row, finish)
    under_way = rows.begun[row] > -FAR and dates.early_finish[row] > rows.begun[row]
    return row_left(clocks, parts, row, dates.early_finish[row] if under_way else finish)


def shifted(clocks: Clocks, rows: Rows, dates: Dates, row: int, finish: int) -> int:
    """The late start of a row by hand: its own start moved by as much working time as its finish may move.

    Its days off count as worked where it stands on them, so its duration says nothing about its place.
    """
    clock = rows.clock[row]
    room = work_at(clocks, clock, finish) - work_at(clocks, clock, dates.early_finish[row])
    return moved(clocks, clock, dates.early_start[row], room)


def pulled(clocks: Clocks, edges: Edges, parts: Parts, rows: Rows, dates: Dates, row: int, end: int) -> int:
    """The latest finish that the successors allow, at most the project's."""
    finish = end
    for place in range(edges.out_first[row], edges.out_first[row + 1]):
        edge = edges.out_edge[place]
        other = edges.target[edge]
        if not edges.holds[edge]:
            continue
        kind = edges.type[edge]
        if kind == FS:
            limit = unlagged(clocks, edges, edge, dates.pull[other])
        elif kind == FF:
            limit = unlagged(clocks, edges, edge, dates.late_finish[other])
        elif kind == MEMBER:
            limit = of_summary(clocks, edges, parts, dates, row, other)
        elif kind == FS_INTO:
            limit = unlagged(clocks, edges, edge, dates.late_start[other])
        else:
            limit = of_start(clocks, edges, parts, rows, dates, edge, end)
        finish = min(finish, limit)
    return finish


def begun_by(clocks: Clocks, edges: Edges, rows: Rows, dates: Dates, row: int, late: int) -> int:
    """The late start of a row of P6, which shows what a start-to-start link asks as it is: at the end of the
    period before, where the successor starts in time off of the row.
    """
    for place in range(edges.out_first[row], edges.out_first[row + 1]):
        edge = edges.out_edge[place]
        if edges.type[edge] == SS and edges.holds[edge]:
            asked = unlagged(clocks, edges, edge, dates.late_start[edges.target[edge]])
            if asked < late and next_start(clocks, rows.clock[row], asked) == late:
                late = last_finish(clocks, rows.clock[row], asked)
    return late


def unlagged(clocks: Clocks, edges: Edges, edge: int, instant: int) -> int:
    """An instant with a link's lag taken back."""
    if edges.lag[edge]:
        return moved(clocks, edges.clock[edge], instant, -edges.lag[edge])
    return instant


def of_start(
    clocks: Clocks, edges: Edges, parts: Parts, rows: Rows, dates: Dates, edge: int, end: int
) -> int:
    """The latest finish of a row whose start holds another.

    A row that has started, or is scheduled by hand, can no longer be held by its start. Once the successor
    of a start-to-start link has started, its progress so far is what holds.
    """
    row, other = edges.source[edge], edges.target[edge]
    if rows.begun[row] > -FAR or rows.by_hand[row]:
        return end
    if edges.type[edge] == SF:
        return row_finish(clocks, parts, row, unlagged(clocks, edges, edge, dates.late_finish[other]))
    if rows.begun[other] > -FAR:
        if edges.out_first[other] == edges.out_first[other + 1]:
            return end
        return row_finish(clocks, parts, row, row_stop(clocks, parts, other, rows.begun[other]))
    start = next_start(clocks, rows.clock[row], dates.late_start[other])
    return row_finish(clocks, parts, row, unlagged(clocks, edges, edge, start))


def of_summary(clocks: Clocks, edges: Edges, parts: Parts, dates: Dates, row: int, summary: int) -> int:
    """The latest finish that a summary's successors leave a row; its start binds the earliest row alone."""
    limit = dates.late_finish[summary]
    if dates.pull[summary] < FAR and edges.source[dates.driver[summary]] == row:
        limit = min(limit, row_finish(clocks, parts, row, dates.pull[summary]))
    return limit


def gathered(clocks: Clocks, edges: Edges, dates: Dates, row: int, end: int) -> None:
    """The limits that successors put on a summary: its finish in late_finish, its start in pull."""
    finish, start = end, FAR
    for place in range(edges.out_first[row], edges.out_first[row + 1]):
        edge = edges.out_edge[place]
        other = edges.target[edge]
        if not edges.holds[edge]:
            continue
        kind = edges.type[edge]
        if kind == FS:
            finish = min(finish, unlagged(clocks, edges, edge, dates.pull[other]))
        elif kind == FS_INTO:
            finish = min(finish, unlagged(clocks, edges, edge, dates.late_start[other]))
        elif kind == FF:
            finish = min(finish, unlagged(clocks, edges, edge, dates.late_finish[other]))
        elif kind == SS:
            start = min(start, unlagged(clocks, edges, edge, dates.late_start[other]))
        else:
            start = min(start, unlagged(clocks, edges, edge, dates.late_finish[other]))
    dates.late_finish[row], dates.pull[row], dates.late_start[row] = finish, start, start


def capped(clocks: Clocks, parts: Parts, rows: Rows, row: int, finish: int) -> int:
    """The latest finish after the row's own dates have had their say; must-dates hold either way."""
    hold = rows.hold[row]
    if hold == START_AT:
        finish = row_finish(clocks, parts, row, rows.hold_date[row])
    elif hold == FINISH_AT:
        finish = rows.hold_date[row]
    elif hold in (START_BY, LATE_START):
        finish = min(finish, row_finish(clocks, parts, row, rows.hold_date[row]))
    return min(finish, rows.ceiling[row])
