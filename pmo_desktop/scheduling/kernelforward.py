"""The forward pass: the earliest dates. Same rules for this source as in `kernel`."""

from __future__ import annotations

from pmo_desktop.scheduling.kernel import (
    AT_END,
    DONE,
    FAR,
    FF,
    FINISH_AT,
    FINISH_BY,
    FINISH_FROM,
    FIXED,
    FREE,
    FS,
    FS_INTO,
    GATHERED,
    LATE_START,
    NO_HOLD,
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
    row_before,
    row_end,
    row_finish,
    row_start,
    work_at,
)


def forward(
    order: Column, clocks: Clocks, edges: Edges, parts: Parts, rows: Rows, dates: Dates, again: int
) -> None:
    """Early dates of all rows in order.

    `again` is 1 in the second run, after a backward pass: rows as late as possible then hold their
    successors by their late dates.
    """
    for place in range(len(order)):
        row = order[place]
        if rows.mode[row] == FREE:
            if rows.expected[row] > -FAR:
                fit_to_expected(clocks, edges, parts, rows, dates, row)
            free = driven(clocks, edges, parts, rows, dates, row, again)
            start = held(clocks, parts, rows, row, free)
            if start != free:
                dates.driver[row] = -1
                alone = edges.in_first[row] == edges.in_first[row + 1] and rows.hold[row] == FINISH_FROM
                dates.early_finish[row] = rows.hold_date[row] if alone else -FAR
            dates.early_start[row] = start
            dates.early_finish[row] = ended(clocks, parts, rows, row, start, dates.early_finish[row])
        elif rows.mode[row] == GATHERED:
            gather(edges, dates, row)
        elif rows.mode[row] == FIXED:
            dates.driver[row] = -1


def fit_to_expected(clocks: Clocks, edges: Edges, parts: Parts, rows: Rows, dates: Dates, row: int) -> None:
    """Make a row so long that it finishes when it is expected to.

    Its length stays where it can only start later than that, or where a predecessor asks for a later finish.
    """
    start, expected = rows.floor[row], rows.expected[row]
    for edge in range(edges.in_first[row], edges.in_first[row + 1]):
        kind, other = edges.type[edge], edges.source[edge]
        instant = dates.early_start[other] if kind in (SS, SF) else dates.early_finish[other]
        if edges.lag[edge]:
            instant = moved(clocks, edges.clock[edge], instant, edges.lag[edge])
        if kind in (FF, SF):
            if instant > expected:
                return
        else:
            start = max(start, instant)
    start = row_start(clocks, parts, rows, row, start)
    if start < expected:
        for part in range(parts.first[row], parts.first[row + 1]):
            clock = parts.clock[part]
            length = work_at(clocks, clock, expected) - work_at(clocks, clock, start) - parts.delay[part]
            parts.length[part] = parts.left[part] = max(length, 0)


def driven(clocks: Clocks, edges: Edges, parts: Parts, rows: Rows, dates: Dates, row: int, again: int) -> int:
    """The start that the floor, the links and the levelling delay allow; notes the link that decides."""
    start, driver = rows.floor[row], -1
    dates.early_finish[row] = -FAR
    for edge in range(edges.in_first[row], edges.in_first[row + 1]):
        other, kind = edges.source[edge], edges.type[edge]
        late = again and rows.late[other] and not rows.late[row]
        if kind in (FS, FF, FS_INTO):
            instant = dates.late_finish[other] if late else dates.early_finish[other]
        else:
            instant = dates.late_start[other] if late else dates.early_start[other]
        if edges.lag[edge]:
            instant = moved(clocks, edges.clock[edge], instant, edges.lag[edge])
        elif kind == SS and rows.raw[row] and rows.stands[other] != DONE:
            instant = next_start(clocks, edges.clock[edge], instant)
        end = instant
        if kind in (FF, SF):
            instant = row_before(clocks, parts, row, instant)
            if kind == FF:
                instant = max(instant, rows.begins[row])
        if instant > start:
            start, driver = instant, edge
            dates.early_finish[row] = asked_finish(clocks, rows, row, kind, start, end)
    dates.driver[row] = driver
    at_begin = driver < 0 and start == rows.begins[row] and not rows.raw[row]
    if at_begin and rows.stands[row] == AT_END:
        return start
    start = row_start(clocks, parts, rows, row, start)
    if rows.delay[row]:
        start = moved(clocks, rows.delay_clock[row], start, rows.delay[row])
        start = row_start(clocks, parts, rows, row, start)
    return start


def asked_finish(clocks: Clocks, rows: Rows, row: int, kind: int, start: int, end: int) -> int:
    """The finish that a link asks a row to show; -FAR where its own working time says.

    A start-to-finish link asks for its end as it is. So does P6's finish-to-finish link for a row that begins
    with a working period, moved on to working time where no period ends.
    """
    if kind == SF:
        return end
    clock = rows.clock[row]
    if kind != FF or not rows.raw[row] or last_finish(clocks, clock, start) == start:
        return -FAR
    return end if last_finish(clocks, clock, end) == end else next_start(clocks, clock, end)


def held(clocks: Clocks, parts: Parts, rows: Rows, row: int, start: int) -> int:
    """The start after the row's constraint has had its say."""
    hold, date = rows.hold[row], rows.hold_date[row]
    if hold in (NO_HOLD, LATE_START):
        return start
    if hold == START_AT:
        return row_start(clocks, parts, rows, row, date)
    if hold == START_BY:
        return min(start, date)
    begin = row_before(clocks, parts, row, date)
    if hold == FINISH_AT:
        return begin
    if hold == FINISH_BY:
        return min(start, begin)
    if rows.raw[row] and rows.stands[row] == AT_END:
        return row_start(clocks, parts, rows, row, max(start, begin))
    return max(start, begin)


def ended(clocks: Clocks, parts: Parts, rows: Rows, row: int, start: int, asked: int) -> int:
    """The finish of a row that starts at an instant.

    A must-finish date stands as it was given. So does the finish that a start-to-finish link asks for, or
    a no-earlier date where no link does, if only time off lies between.
    """
    if rows.hold[row] == FINISH_AT:
        return rows.hold_date[row]
    finish = row_finish(clocks, parts, row, start)
    if asked > finish and row_end(clocks, parts, row, asked) <= finish:
        return asked
    return finish


def gather(edges: Edges, dates: Dates, row: int) -> None:
    """The dates of a summary from the rows under it; its driver is the edge from the first to start."""
    start, finish = FAR, -FAR
    for edge in range(edges.in_first[row], edges.in_first[row + 1]):
        other = edges.source[edge]
        if dates.early_start[other] < start:
            start = dates.early_start[other]
            dates.driver[row] = edge
        finish = max(finish, dates.early_finish[other])
    dates.early_start[row], dates.early_finish[row] = start, finish
