"""The search for better schedules: two populations, one in time and one against it, that breed each other.

After the idea of Debels and Vanhoucke (2007) and of double justification (Valls, Ballestin and Quintanilla
2005): a child takes the part of one parent that lies in a stretch of time, and the order of the rest from
the other; it is built in the direction of its parents, then built again in the other direction by its
finishes, and joins the other population. Same rules as in `kernel.py`: Python, or compiled by Numba.
"""

from __future__ import annotations

from pmo_desktop.scheduling.levelling.kernel import (
    BEST,
    BOUND,
    DICE,
    EVALUATED,
    SIDE,
    TURN,
    Column,
    Goal,
    Herd,
    Mutable,
    Net,
    Room,
    draw,
    earliest,
    lift,
    order_by,
    place,
    seek,
    seek_working,
    serial,
    settle,
)


def worth(goal: Goal, finish: Column, size: int, makespan: int) -> int:
    """The value of a schedule, smaller is better: weighted lateness first where it counts."""
    if goal.scale == 0:
        return makespan
    late = 0
    for i in range(size):
        if goal.weight[i] > 0 and finish[i] > goal.due[i]:
            late += goal.weight[i] * (finish[i] - goal.due[i])
    return goal.scale * late + makespan


def parallel(net: Net, key: Column, free: Mutable, start: Mutable, finish: Mutable, fit: Mutable) -> int:
    """Walk through time and start at each slot, by key, what can start; gives the makespan.

    `fit` is room for one number for each task: its earliest possible start, -1 while a link still waits.
    """
    free[:] = net.supply
    makespan = 0
    for i in range(net.size):
        fit[i] = -1
        start[i] = -1
    for _ in range(net.size):
        best = -1
        for i in range(net.size):
            if start[i] < 0:
                refresh(net, free, i, start, finish, fit)
                if fit[i] >= 0 and (
                    best < 0 or fit[i] < fit[best] or (fit[i] == fit[best] and key[i] < key[best])
                ):
                    best = i
        settle(net, free, best, fit[best], start, finish)
        makespan = max(makespan, finish[best])
    return makespan


def refresh(net: Net, free: Column, i: int, start: Column, finish: Column, fit: Mutable) -> None:
    """Find anew where a task fits, from where it fitted before."""
    t = fit[i]
    if t < 0:
        for e in range(net.first[i], net.first[i + 1]):
            if start[net.before[e]] < 0 and net.pinned[i] < 0:
                return
        t = earliest(net, i, start, finish)
    if net.pinned[i] >= 0:
        fit[i] = net.pinned[i]
    elif net.duration[i] == 0:
        fit[i] = t
    else:
        fit[i] = seek(net, free, i, t) if net.calendar[i] < 0 else seek_working(net, free, i, t)


def turned(net: Net, start: Column, finish: Column, key: Mutable) -> None:
    """Keys for building a schedule again in the other direction: who finishes last comes first."""
    last = 0
    for i in range(net.size):
        last = max(last, finish[i])
    for i in range(net.size):
        key[net.size - 1 - i] = last - finish[i]


def build(net: Net, room: Room, start: Mutable, finish: Mutable) -> int:
    """A schedule from `room.key`; gives the makespan."""
    lift(net, room.key)
    order_by(room.key, net.size, room.order, room.spare, room.count)
    return serial(net, room.order, room.free, start, finish)


def justified(ahead: Net, back: Net, goal: Goal, room: Room) -> int:
    """Improve the schedule in `room.start` by pushing it to the right and to the left; gives its value."""
    turned(ahead, room.start, room.finish, room.key)
    build(back, room, room.start2, room.finish2)
    turned(back, room.start2, room.finish2, room.key)
    return worth(goal, room.finish, ahead.size, build(ahead, room, room.start, room.finish))


def pick(value: Column, herd_size: int, tally: Mutable) -> int:
    """The better of two at random."""
    a, b = draw(tally, herd_size), draw(tally, herd_size)
    return b if value[b] < value[a] else a


def cross(parents: Column, a: int, b: int, size: int, reach: int, tally: Mutable, key: Mutable) -> None:
    """Keys of a child: as in schedule a within a stretch of time, around it in the order of schedule b."""
    length = reach // 4 + (reach * draw(tally, 512)) // 1024
    left = draw(tally, max(1, reach - length + 1))
    right = left + length
    for i in range(size):
        s, z = parents[a * size + i], parents[b * size + i]
        if left <= s < right:
            key[i] = reach + s
        elif z < left or (z < right and s < left):
            key[i] = z
        else:
            key[i] = 2 * reach + z
    if draw(tally, 2):
        for _ in range(1 + size // 60):
            x, y = draw(tally, size), draw(tally, size)
            key[x], key[y] = key[y], key[x]


def keep(herd: Herd, goal: Goal, ahead: Net, room: Room, mirrored: int, tally: Mutable, value: int) -> None:
    """Remember the schedule in `room` where it is the best so far."""
    if value >= tally[BEST]:
        return
    tally[BEST] = value
    n = ahead.size
    if mirrored:
        last = 0
        for i in range(n):
            last = max(last, room.finish2[i])
        for i in range(n):
            herd.best[n - 1 - i] = last - room.finish2[i]
    else:
        for i in range(n):
            herd.best[i] = room.start[i]


def evolve(
    ahead: Net, back: Net, goal: Goal, herd: Herd, room: Room, steady: int, tally: Mutable, children: int
) -> None:
    """Breed so many children, or fewer when the best reaches the bound. All state is in herd and tally."""
    crowd = len(herd.ahead_value)
    for _ in range(children):
        if tally[BEST] <= tally[BOUND]:
            return
        if tally[SIDE] == 0:
            from_ahead(ahead, back, goal, herd, room, steady, tally, crowd)
        else:
            from_back(ahead, back, goal, herd, room, steady, tally, crowd)
        tally[EVALUATED] += 2
        tally[TURN] += 1
        if tally[TURN] == crowd:
            tally[TURN] = 0
            tally[SIDE] = 1 - tally[SIDE]


def reach_of(value: Column, who: int, starts: Column, size: int) -> int:
    """One more than the last start of a schedule."""
    last = 0
    for i in range(who * size, who * size + size):
        last = max(last, starts[i])
    return last + 1


def from_ahead(
    ahead: Net, back: Net, goal: Goal, herd: Herd, room: Room, steady: int, tally: Mutable, crowd: int
) -> None:
    """A child of two schedules in time; its mirror joins those against time."""
    n, q = ahead.size, tally[TURN]
    mate = pick(herd.ahead_value, crowd, tally)
    if mate == q:
        mate = (q + 1) % crowd
    reach = max(reach_of(herd.ahead_value, q, herd.ahead, n), reach_of(herd.ahead_value, mate, herd.ahead, n))
    cross(herd.ahead, q, mate, n, reach, tally, room.key)
    value = worth(goal, room.finish, n, build(ahead, room, room.start, room.finish))
    keep(herd, goal, ahead, room, 0, tally, value)
    turned(ahead, room.start, room.finish, room.key)
    length = build(back, room, room.start2, room.finish2)
    if steady:
        value = length
        keep(herd, goal, ahead, room, 1, tally, value)
    if value <= herd.back_value[q] or draw(tally, 50) == 0:
        herd.back_value[q] = value
        for i in range(n):
            herd.back[q * n + i] = room.start2[i]


def from_back(
    ahead: Net, back: Net, goal: Goal, herd: Herd, room: Room, steady: int, tally: Mutable, crowd: int
) -> None:
    """A child of two schedules against time; its mirror joins those in time."""
    n, q = ahead.size, tally[TURN]
    mate = pick(herd.back_value, crowd, tally)
    if mate == q:
        mate = (q + 1) % crowd
    reach = max(reach_of(herd.back_value, q, herd.back, n), reach_of(herd.back_value, mate, herd.back, n))
    cross(herd.back, q, mate, n, reach, tally, room.key)
    length = build(back, room, room.start2, room.finish2)
    if steady:
        keep(herd, goal, ahead, room, 1, tally, length)
    turned(back, room.start2, room.finish2, room.key)
    value = worth(goal, room.finish, n, build(ahead, room, room.start, room.finish))
    keep(herd, goal, ahead, room, 0, tally, value)
    if value <= herd.ahead_value[q] or draw(tally, 50) == 0:
        herd.ahead_value[q] = value
        for i in range(n):
            herd.ahead[q * n + i] = room.start[i]
