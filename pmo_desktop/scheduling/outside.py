"""Rows that wait for something in a file that is not at hand.

Of such a predecessor nothing is known but where its successor stood when the file was saved: the row, and
what is under it, starts no earlier than that.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from pmo_desktop.domain.schedulefile import Link, Task
from pmo_desktop.scheduling.columns import instants
from pmo_desktop.scheduling.ticks import Ticks


def not_before(tasks: Sequence[Task], links: Sequence[Link], known: Collection[int]) -> Ticks | None:
    """The earliest start of each row by links from other files; None where there are none.

    `known` are the ids of the rows at hand: a link from one of them, a ghost too, holds by itself.
    """
    waiting = {one.successor_uid for one in links if one.other_file and one.predecessor_uid not in known}
    if not waiting:
        return None
    held: dict[int, datetime] = {}
    for task in tasks:
        above = held.get(task.parent_uid) if task.parent_uid is not None else None
        own = task.start if task.uid in waiting else None
        dates = [date for date in (above, own) if date is not None]
        if dates:
            held[task.uid] = max(dates)
    return instants([held.get(task.uid) for task in tasks])
