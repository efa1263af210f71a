"""What all edits of a meeting share: the instant and new ids, states walked step by step, text ranks."""

from __future__ import annotations

import dataclasses as dc
from collections import deque
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from pmo_desktop.domain.declare import Worded
from pmo_desktop.domain.edits import Set, between
from pmo_desktop.domain.lifecycle import next_states
from pmo_desktop.domain.record import Record
from pmo_desktop.domain.schema import kind_of

R = TypeVar("R", bound=Record)


@dc.dataclass(frozen=True, slots=True)
class Moment:
    """The instant an edit is made at, and where its new ids come from."""

    now: datetime
    new_id: Callable[[], UUID]


def path(kind: str, start: Worded, goal: Worded) -> tuple[Worded, ...]:
    """The states to pass through, the goal last; empty when already there or when no way leads there."""
    ways: deque[tuple[Worded, ...]] = deque([(start,)])
    seen = {start}
    while ways:
        way = ways.popleft()
        if way[-1] is goal:
            return way[1:]
        fresh = [s for s in next_states(kind, way[-1]) if s not in seen]
        seen.update(fresh)
        ways.extend((*way, s) for s in fresh)
    return ()


def walked(record: R, goal: Worded, **last: Any) -> Iterator[Set]:
    """The edits that bring a record to a state by allowed steps; `last` goes with the last of them.

    A state that cannot be reached is left as it is; the other fields are set all the same.
    """
    now: Any = record
    way = path(kind_of(record).name, now.state, goal)
    for state in way[:-1]:
        wanted = dc.replace(now, state=state)
        yield between(now, wanted)
        now = wanted
    wanted = dc.replace(now, **({"state": way[-1]} if way else {}), **last)
    if wanted != now:
        yield between(now, wanted)


_FIRST, _LAST = "a", "z"


def rank_between(before: str, after: str) -> str:
    """A text that sorts between two others; an empty `before` means the start, an empty `after` the end.

    Ranks are small letters that never end in "a", so that there is room before each.
    """
    said: list[str] = []
    n = 0
    while True:
        low = ord(before[n]) if n < len(before) else ord(_FIRST)
        high = ord(after[n]) if n < len(after) else ord(_LAST) + 1
        if high - low > 1:
            return "".join(said) + chr((low + high) // 2)
        said.append(chr(low))
        if high > low:
            after = ""
        n += 1


def ranks(n: int) -> tuple[str, ...]:
    """So many ranks in order, with room between them."""
    return tuple(_LAST * (i // 12) + chr(ord("b") + 2 * (i % 12)) for i in range(n))
