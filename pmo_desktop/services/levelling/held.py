"""Plans whose dates follow on request alone: levelling delays their lines and pulls none to an earlier date.

While such a plan is levelled, each line that has not begun starts no earlier than it stands. This is taken
off again before anything is stored.
"""

from __future__ import annotations

import dataclasses as dc

from pmo_desktop.domain.edits import batch
from pmo_desktop.domain.plans import ConstraintKind, ItemKind, PlanItem
from pmo_desktop.readmodels.plans import PlanFile
from pmo_desktop.services.plans.edits import edit_of
from pmo_desktop.services.plans.rescheduling import Rescheduling
from pmo_desktop.services.plans.state import besides_items

_HELD = (ItemKind.TASK, ItemKind.MILESTONE)


def held(file: PlanFile) -> PlanFile:
    """The plan with its lines held where they stand, if its dates follow on request."""
    if file.plan.automatic or file.plan.from_finish:
        return file
    items = tuple(_held(item) if item.number not in file.parents else item for item in file.items)
    return dc.replace(file, items=items)


def _held(item: PlanItem) -> PlanItem:
    begun = item.actual_start is not None or item.percent > 0
    if item.start is None or begun or item.manual or item.item_kind not in _HELD:
        return item
    free = item.constraint is ConstraintKind.ASAP
    sooner = item.constraint is ConstraintKind.SNET and (item.constraint_date or item.start) < item.start
    if not free and not sooner:
        return item
    return dc.replace(item, constraint=ConstraintKind.SNET, constraint_date=item.start)


def let_go(file: PlanFile, made: Rescheduling) -> Rescheduling:
    """What was worked out of the held plan, for the plan as it is."""
    known = {item.id: item for item in file.items}

    def own(item: PlanItem) -> PlanItem:
        before = known[item.id]
        return dc.replace(item, constraint=before.constraint, constraint_date=before.constraint_date)

    items = tuple(own(item) for item in made.items)
    moved = tuple(dc.replace(one, item=own(one.item), before=own(one.before)) for one in made.moved)
    edit = batch([*besides_items(made.edit), *edit_of(file.items, items).edits])
    return dc.replace(made, edit=edit, moved=moved, items=items)
