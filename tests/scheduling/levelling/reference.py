"""What levelling must keep to, written out slot by slot: plain, slow, and obviously right.

Nothing of the package but the `Problem` itself is used here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

from pmo_desktop.scheduling.levelling.problem import Problem


def works(problem: Problem, task: int, slot: int) -> bool:
    """Whether the calendar of a task works in a slot."""
    row = int(problem.calendar[task])
    return row < 0 or slot >= problem.working.shape[1] or bool(problem.working[row, slot])


def slots_of(problem: Problem, task: int, mode: int, start: int) -> list[int]:
    """The slots in which a task works, one after another."""
    found: list[int] = []
    slot = start
    while len(found) < problem.duration[mode]:
        if works(problem, task, slot):
            found.append(slot)
        slot += 1
    return found


def available(problem: Problem, resource: int, slot: int) -> int:
    """What there is of a resource in a slot."""
    return int(problem.capacity[resource, min(slot, problem.capacity.shape[1] - 1)])


def complaints(problem: Problem, starts: Sequence[int], modes: Sequence[int] | None = None) -> list[str]:
    """Every rule that a schedule breaks, in words."""
    chosen = [int(m) for m in (problem.first[:-1] if modes is None else modes)]
    found = []
    work = []
    for task, (start, mode) in enumerate(zip(starts, chosen, strict=True)):
        if not problem.first[task] <= mode < problem.first[task + 1]:
            return [f"task {task} has no mode {mode}"]
        work.append(slots_of(problem, task, mode, int(start)))
        if problem.fixed[task] >= 0:
            if start != problem.fixed[task]:
                found.append(f"fixed task {task} moved")
        elif start < problem.release[task]:
            found.append(f"task {task} starts too early")
    ends = [slots[-1] + 1 if slots else int(start) for slots, start in zip(work, starts, strict=True)]
    found += _links(problem, starts, ends)
    found += _loads(problem, work, chosen)
    for k, stock in enumerate(problem.stock):
        if sum(int(problem.draw[m, k]) for m in chosen) > stock:
            found.append(f"too much of stock {k}")
    return found


def _links(problem: Problem, starts: Sequence[int], ends: Sequence[int]) -> Iterator[str]:
    links = problem.links
    for a in range(len(links)):
        i, j = int(links.before[a]), int(links.after[a])
        since = ends[i] if links.from_finish[a] else starts[i]
        until = ends[j] if links.to_finish[a] else starts[j]
        if until < since + links.lag[a] and problem.fixed[j] < 0:
            yield f"link {i} to {j}"


def _loads(problem: Problem, work: Sequence[Sequence[int]], modes: Sequence[int]) -> Iterator[str]:
    for k in range(problem.resources):
        for slot in sorted({slot for slots in work for slot in slots}):
            busy = [task for task, slots in enumerate(work) if slot in slots]
            asked = {task: int(problem.request[modes[task], k]) for task in busy}
            free = [task for task in busy if problem.fixed[task] < 0 and asked[task]]
            if free and sum(asked.values()) > available(problem, k, slot):
                yield f"resource {k} in slot {slot}"


def makespan(problem: Problem, starts: Sequence[int], modes: Sequence[int] | None = None) -> int:
    """The slot after the last in which anything works."""
    chosen = [int(m) for m in (problem.first[:-1] if modes is None else modes)]
    return max(
        (slots_of(problem, task, mode, int(start)) or [int(start) - 1])[-1] + 1
        for task, (start, mode) in enumerate(zip(starts, chosen, strict=True))
    )


def shortest(problem: Problem, most: int) -> int | None:
    """The least makespan of all schedules that end by slot `most`, by trying them all; None without one."""
    best: int | None = None
    starts: list[int] = []
    modes: list[int] = []

    def descend() -> None:
        nonlocal best
        task = len(starts)
        if task == problem.tasks:
            if not complaints(problem, starts, modes):
                best = makespan(problem, starts, modes)
            return
        for mode in range(int(problem.first[task]), int(problem.first[task + 1])):
            for start in range(most + 1):
                ends = (slots_of(problem, task, mode, start) or [start - 1])[-1] + 1
                if ends > most or (best is not None and ends >= best):
                    break
                starts.append(start)
                modes.append(mode)
                if _may_go_on(problem, starts, modes):
                    descend()
                starts.pop()
                modes.pop()

    descend()
    return best


def least_lateness(problem: Problem, most: int) -> tuple[int, int]:
    """The least weighted lateness, and the least makespan that goes with it; one mode a task, all tried."""
    found = []
    for starts in product(range(most + 1), repeat=problem.tasks):
        ends = [start + int(span) for start, span in zip(starts, problem.duration, strict=True)]
        if max(ends) <= most and not complaints(problem, starts):
            late = sum(
                int(weight) * max(0, end - int(due))
                for weight, end, due in zip(problem.weight, ends, problem.due, strict=True)
            )
            found.append((late, max(ends)))
    return min(found)


def _may_go_on(problem: Problem, starts: Sequence[int], modes: Sequence[int]) -> bool:
    """Whether the links between the tasks placed so far hold."""
    known = len(starts)
    links = problem.links
    for a in range(len(links)):
        i, j = int(links.before[a]), int(links.after[a])
        if i < known and j < known and problem.fixed[j] < 0:
            ends = [(slots_of(problem, t, modes[t], starts[t]) or [starts[t] - 1])[-1] + 1 for t in (i, j)]
            since = ends[0] if links.from_finish[a] else starts[i]
            until = ends[1] if links.to_finish[a] else starts[j]
            if until < since + links.lag[a]:
                return False
    return True
