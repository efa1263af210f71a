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
    seek,
    seek_odd,
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


def parallel(net: Net, room: Room) -> int:
    """Walk through time and start, of what can start first, the smallest `room.key`; gives the makespan.

    Goes with time only.
    """
    free, start, finish = room.free, room.start, room.finish
    ready, waits, fit = room.order, room.spare, room.start2
    used = free[len(free) - 1]
    free[:used] = net.supply[:used]
    makespan, count = 0, 0
    for i in range(net.size):
        waits[i] = net.first[i + 1] - net.first[i]
        if waits[i] == 0:
            ready[count], fit[i] = i, net.release[i]
            count += 1
    while count:
        a = foremost(net, room, count)
        i = ready[a]
        settle(net, free, i, fit[i], start, finish)
        makespan = max(makespan, finish[i])
        count -= 1
        ready[a] = ready[count]
        for e in range(net.after_first[i], net.after_first[i + 1]):
            j = net.after[e]
            waits[j] -= 1
            if waits[j] == 0:
                ready[count], fit[j] = j, earliest(net, j, start, finish)
                count += 1
    free[len(free) - 1] = makespan * net.width
    return makespan


def foremost(net: Net, room: Room, count: int) -> int:
    """Which of the tasks that are ready can start first, now that others have taken their room."""
    free, ready, fit, key = room.free, room.order, room.start2, room.key
    duration, need, odd, guard = net.duration, net.need, net.odd, net.guard
    best, soonest, least = 0, 1 << 60, 0
    for a in range(count):
        i = ready[a]
        if odd[i] or net.wide:
            t = seek_odd(net, free, i, fit[i])
        else:
            t = seek(free, need[i], guard, fit[i], duration[i])
        fit[i] = t
        if t < soonest or (t == soonest and key[i] < least):
            best, soonest, least = a, t, key[i]
    return best


def turned(net: Net, finish: Column, key: Mutable) -> None:
    """Keys for building a schedule again in the other direction: who finishes last comes first."""
    last = 0
    for i in range(net.size):
        last = max(last, finish[i])
    for i in range(net.size):
        key[net.size - 1 - i] = last - finish[i]


def build(net: Net, room: Room, start: Mutable, finish: Mutable) -> int:
    """A schedule from `room.key`; gives the makespan."""
    lift(net, room.key)
    order_by(room.key, net.size, room.order, room.spare, room.buckets)
    return serial(net, room.order, room.free2 if net.against else room.free, start, finish)


def justified(ahead: Net, back: Net, goal: Goal, room: Room) -> int:
    """Improve the schedule in `room.start` by pushing it to the right and to the left; gives its value."""
    turned(ahead, room.finish, room.key)
    build(back, room, room.start2, room.finish2)
    turned(back, room.finish2, room.key)
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


def keep(herd: Herd, ahead: Net, room: Room, mirrored: int, tally: Mutable, value: int) -> None:
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


def reach_of(starts: Column, who: int, size: int) -> int:
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
    reach = max(reach_of(herd.ahead, q, n), reach_of(herd.ahead, mate, n))
    cross(herd.ahead, q, mate, n, reach, tally, room.key)
    value = worth(goal, room.finish, n, build(ahead, room, room.start, room.finish))
    keep(herd, ahead, room, 0, tally, value)
    turned(ahead, room.finish, room.key)
    length = build(back, room, room.start2, room.finish2)
    if steady:
        value = length
        keep(herd, ahead, room, 1, tally, value)
    if value <= herd.back_value[q]:
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
    reach = max(reach_of(herd.back, q, n), reach_of(herd.back, mate, n))
    cross(herd.back, q, mate, n, reach, tally, room.key)
    length = build(back, room, room.start2, room.finish2)
    if steady:
        keep(herd, ahead, room, 1, tally, length)
    turned(back, room.finish2, room.key)
    value = worth(goal, room.finish, n, build(ahead, room, room.start, room.finish))
    keep(herd, ahead, room, 0, tally, value)
    if value <= herd.ahead_value[q]:
        herd.ahead_value[q] = value
        for i in range(n):
            herd.ahead[q * n + i] = room.start[i]
