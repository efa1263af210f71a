"""A plan after levelling, with the places of before as the ghosts that a baseline leaves.

A line that is broken off is shown as its pieces, each a bar under it.
"""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Iterable, Iterator
from datetime import date
from uuid import uuid4

from pmo_desktop.domain.ids import PlanItemId
from pmo_desktop.domain.plans import ItemKind, PlanItem
from pmo_desktop.domain.values import Wall
from pmo_desktop.i18n import tr
from pmo_desktop.readmodels.gantt import GanttModel
from pmo_desktop.readmodels.plans import PlanFile, gantt_model
from pmo_desktop.services.levelling.plans import Move


def with_ghosts(file: PlanFile, moves: Iterable[Move], today: date) -> GanttModel:
    """The chart of a plan as it would be; what moves leaves a ghost where it stood."""
    moved = {move.before.id: move for move in moves}
    numbers = max((item.number for item in file.items), default=0)
    items: list[PlanItem] = []
    for item in file.items:
        move = moved.get(item.id)
        shown = dc.replace(
            item,
            baseline_start=move.before.start if move else None,
            baseline_finish=move.before.finish if move else None,
        )
        pieces = list(_pieces(item, move)) if move else []
        items.append(dc.replace(shown, item_kind=ItemKind.SUMMARY) if pieces else shown)
        for piece in pieces:
            numbers += 1
            items.append(dc.replace(piece, number=numbers))
    return gantt_model(dc.replace(file, items=tuple(items)), today, 0)


def _pieces(item: PlanItem, move: Move) -> Iterator[PlanItem]:
    """The pieces of a line, as lines under it; none of a line that is whole."""
    if not move.rests or item.start is None or item.finish is None:
        return
    begins = [item.start, *(Wall(again) for _, again in move.rests)]
    ends = [*(Wall(rest) for rest, _ in move.rests), item.finish]
    for n, (begin, end) in enumerate(zip(begins, ends, strict=True), 1):
        yield dc.replace(
            item,
            id=PlanItemId(uuid4()),
            parent=item.number,
            name=tr("Part {n} of {count}", n=n, count=len(begins)),
            start=begin,
            finish=end,
            baseline_start=None,
            baseline_finish=None,
            deadline=None,
            pauses=(),
        )
