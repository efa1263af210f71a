"""Building schedules and breeding better ones: the same source runs as Python and compiled by Numba.

Rules of this module: plain functions over scalars and the columns of the tuples below (lists as Python,
arrays when compiled), no library. `kernels.py` says which of the two is used; it replaces `order_by` in the
Python form. Tasks are numbered so that every link points to a higher number. Matrices are flat.

Renewable resources of a slot lie packed side by side in one integer (field by field, each with a guard bit
above it that is set while the field is not negative): one subtraction tests all resources of a slot. Where
they do not fit in 62 bits, `wide` is set and the requests are walked one by one.
"""

from __future__ import annotations

from collections.abc import MutableSequence, Sequence
from typing import NamedTuple

Column = Sequence[int]
Mutable = MutableSequence[int]

RADIX = 1024
DICE, TURN, SIDE, EVALUATED, BEST, BOUND = range(6)
"""Places in the tally of a herd."""


class Net(NamedTuple):
    """A project seen in one direction of time."""

    size: int
    slots: int
    against: int
    """1 for the direction against time."""
    duration: Column
    release: Column
    pinned: Column
    """The start of what may not move, else -1."""
    first: Column
    """The links into task i are `first[i]` to `first[i + 1]` of the next four."""
    before: Column
    lag: Column
    end: Column
    """1: the lag counts from the finish of `before`, 0: from its start."""
    onto: Column
    """1: the lag counts to the finish of the task (which has a calendar), 0: to its start."""
    after_first: Column
    """The tasks that wait for task i are `after` from `after_first[i]` to `after_first[i + 1]`."""
    after: Column
    supply: Column
    """What is there in each slot: packed, or `width` values, one for each resource."""
    width: int
    guard: int
    need: Column
    """The packed request of each task."""
    wide: int
    odd: Column
    """1 for a task that is pinned or has a calendar."""
    ask_first: Column
    ask_resource: Column
    ask_amount: Column
    calendar: Column
    work: Column
    """For each calendar its working slots, `slots + 1` places each."""
    rank: Column
    """For each calendar how many working slots lie before a slot, `slots + 1` places each."""


class Goal(NamedTuple):
    """What a schedule is worth: the makespan, after `scale` times the weighted lateness."""

    scale: int
    weight: Column
    due: Column


class Room(NamedTuple):
    """Places to work in: one for each task, `buckets` RADIX + 1.

    `free` and `free2` (against time) are as the supply, with one place more: how far it was used.
    """

    free: Mutable
    free2: Mutable
    start: Mutable
    finish: Mutable
    start2: Mutable
    finish2: Mutable
    key: Mutable
    order: Mutable
    spare: Mutable
    buckets: Mutable


class Herd(NamedTuple):
    """Two populations: schedules as starts, in time and against it, each with its value."""

    ahead: Mutable
    ahead_value: Mutable
    back: Mutable
    back_value: Mutable
    best: Mutable


def draw(tally: Mutable, below: int) -> int:
    """A random number from 0 to below - 1 (xorshift of 32 bits, the same in both forms)."""
    x = tally[DICE]
    x ^= (x << 13) & 0xFFFFFFFF
    x ^= x >> 17
    x ^= (x << 5) & 0xFFFFFFFF
    tally[DICE] = x
    return (x * below) >> 32


def order_by(key: Column, size: int, order: Mutable, spare: Mutable, buckets: Mutable) -> None:
    """Put the tasks into `order` by key (>= 0), equal keys by number: a radix sort."""
    most = 0
    for i in range(size):
        order[i] = i
        most = max(most, key[i])
    shift = 0
    while most >> shift > 0:
        for c in range(RADIX + 1):
            buckets[c] = 0
        for i in range(size):
            buckets[((key[i] >> shift) & (RADIX - 1)) + 1] += 1
        for c in range(RADIX):
            buckets[c + 1] += buckets[c]
        for a in range(size):
            digit = (key[order[a]] >> shift) & (RADIX - 1)
            spare[buckets[digit]] = order[a]
            buckets[digit] += 1
        for a in range(size):
            order[a] = spare[a]
        shift += 10


def lift(net: Net, key: Mutable) -> None:
    """Raise keys so that none is below that of a task it waits for."""
    first, before = net.first, net.before
    for i in range(net.size):
        for e in range(first[i], first[i + 1]):
            if key[before[e]] > key[i]:
                key[i] = key[before[e]]


def earliest(net: Net, i: int, start: Column, finish: Column) -> int:
    """The first slot at which release and links let a task start."""
    t = net.release[i]
    before, lag, end, onto = net.before, net.lag, net.end, net.onto
    for e in range(net.first[i], net.first[i + 1]):
        p = before[e]
        f = (finish[p] if end[e] else start[p]) + lag[e]
        if onto[e]:
            f = start_for(net, i, f)
        if f > t:
            t = f
    return t


def start_for(net: Net, i: int, finish: int) -> int:
    """The earliest start of a task with a calendar that makes it end at `finish` or later."""
    base = net.calendar[i] * (net.slots + 1)
    r = net.rank[base + max(0, min(finish - 1, net.slots))] + 1 - net.duration[i]
    return net.work[base + r] if r > 0 else 0


def seek(free: Column, ask: int, guard: int, t: int, span: int) -> int:
    """The first start from slot t on at which a packed request finds room for `span` slots."""
    u, stop = t, t + span
    if ask:
        while u < stop:
            if (free[u] - ask) & guard != guard:
                stop = u + 1 + span
            u += 1
    return stop - span


def seek_odd(net: Net, free: Column, i: int, t: int) -> int:
    """The first start from slot t on for any task; one that is pinned has no choice."""
    if net.pinned[i] >= 0:
        return net.pinned[i]
    if net.duration[i] == 0:
        return t
    if net.calendar[i] >= 0:
        return seek_working(net, free, i, t)
    if not net.wide:
        return seek(free, net.need[i], net.guard, t, net.duration[i])
    ask = (net.ask_first[i], net.ask_first[i + 1])
    return seek_wide(free, net.width, net.ask_resource, net.ask_amount, ask, t, net.duration[i])


def seek_wide(
    free: Column, width: int, resource: Column, amount: Column, ask: tuple[int, int], t: int, span: int
) -> int:
    """As `seek`, where requests are walked one by one: those from `ask[0]` to `ask[1]`."""
    u, stop = t, t + span
    while u < stop:
        for a in range(ask[0], ask[1]):
            if free[u * width + resource[a]] < amount[a]:
                stop = u + 1 + span
                break
        u += 1
    return stop - span


def spare_wide(net: Net, free: Column, i: int, u: int) -> bool:
    """Whether slot u has room for a task, resource by resource."""
    for a in range(net.ask_first[i], net.ask_first[i + 1]):
        if free[u * net.width + net.ask_resource[a]] < net.ask_amount[a]:
            return False
    return True


def has_room(net: Net, free: Column, i: int, u: int) -> bool:
    """Whether slot u has room for a task."""
    if net.wide:
        return spare_wide(net, free, i, u)
    return (free[u] - net.need[i]) & net.guard == net.guard


def take(net: Net, free: Mutable, i: int, u: int) -> None:
    """Use up what a task needs in slot u."""
    if net.wide:
        for a in range(net.ask_first[i], net.ask_first[i + 1]):
            free[u * net.width + net.ask_resource[a]] -= net.ask_amount[a]
    else:
        free[u] -= net.need[i]


def seek_working(net: Net, free: Column, i: int, t: int) -> int:
    """As `seek`, for a task that works only where its calendar does, without a break beside those."""
    base = net.calendar[i] * (net.slots + 1)
    r, run = net.rank[base + t], 0
    while run < net.duration[i]:
        if has_room(net, free, i, net.work[base + r + run]):
            run += 1
        else:
            r, run = r + run + 1, 0
    return net.work[base + r]


def settle(net: Net, free: Mutable, i: int, t: int, start: Mutable, finish: Mutable) -> None:
    """Let a task start at slot t, and use what it needs."""
    span = net.duration[i]
    start[i], finish[i] = t, t + span
    if net.pinned[i] >= 0 and net.calendar[i] < 0:
        return
    if net.calendar[i] >= 0 and span > 0:
        base = net.calendar[i] * (net.slots + 1)
        r = net.rank[base + t]
        finish[i] = net.work[base + r + span - 1] + 1
        if net.pinned[i] < 0:
            for a in range(r, r + span):
                take(net, free, i, net.work[base + a])
    elif net.wide:
        for u in range(t, t + span):
            take(net, free, i, u)
    else:
        need = net.need[i]
        for u in range(t, t + span):
            free[u] -= need


def place(net: Net, free: Mutable, i: int, start: Mutable, finish: Mutable) -> None:
    """Start a task as early as links and resources let it."""
    t = 0 if net.pinned[i] >= 0 else earliest(net, i, start, finish)
    settle(net, free, i, seek_odd(net, free, i, t), start, finish)


def serial(net: Net, order: Column, free: Mutable, start: Mutable, finish: Mutable) -> int:
    """Place the tasks one after another; gives the makespan.

    What most tasks need is written out here: to hand the whole tuple on for each task costs ten times
    as much.
    """
    duration, release, first, before = net.duration, net.release, net.first, net.before
    lag, end, need, guard, odd = net.lag, net.end, net.need, net.guard, net.odd
    used = free[len(free) - 1]
    free[:used] = net.supply[:used]
    makespan = 0
    for a in range(net.size):
        i = order[a]
        if odd[i]:
            place(net, free, i, start, finish)
        else:
            t = release[i]
            for e in range(first[i], first[i + 1]):
                f = (finish[before[e]] if end[e] else start[before[e]]) + lag[e]
                if f > t:
                    t = f
            stop, ask = t + duration[i], need[i]
            if net.wide:
                stop = fitting_wide(net, free, i, t)
            elif ask:
                stop = fitting(free, ask, guard, t, stop)
            t = stop - duration[i]
            start[i], finish[i] = t, stop
        if finish[i] > makespan:
            makespan = finish[i]
    free[len(free) - 1] = makespan * net.width
    return makespan


def fitting(free: Mutable, ask: int, guard: int, t: int, stop: int) -> int:
    """Use up a request in the first stretch from slot t on that has room; gives its end. `stop - t` slots."""
    span, u = stop - t, t
    while u < stop:
        if (free[u] - ask) & guard != guard:
            stop = u + 1 + span
        u += 1
    for u in range(stop - span, stop):
        free[u] -= ask
    return stop


def fitting_wide(net: Net, free: Mutable, i: int, t: int) -> int:
    """As `fitting`, where requests are walked one by one."""
    resource, amount, width, span = net.ask_resource, net.ask_amount, net.width, net.duration[i]
    ask = (net.ask_first[i], net.ask_first[i + 1])
    t = seek_wide(free, width, resource, amount, ask, t, span)
    for a in range(ask[0], ask[1]):
        for u in range(t, t + span):
            free[u * width + resource[a]] -= amount[a]
    return t + span
