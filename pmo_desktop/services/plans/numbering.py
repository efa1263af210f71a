"""WBS codes by the outline ("2.1.3"): kept up where a plan uses them, left alone where it has its own."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Iterable, Mapping, Sequence

from pmo_desktop.domain.edits import Archive, Batch, Create, Edit, Set, batch, steps
from pmo_desktop.domain.plans import PlanItem
from pmo_desktop.readmodels.plans import PlanFile
from pmo_desktop.services.plans.edits import edit_of, in_order
from pmo_desktop.services.plans.state import applied, besides_items

_SHAPING = frozenset({"parent", "position", "active"})


def codes(items: Iterable[PlanItem]) -> dict[int, str]:
    """The code of each active line by its number: its place among those beside it, behind those above."""
    below: dict[int | None, list[int]] = {}
    live = [item for item in in_order(items) if item.active]
    known = {item.number for item in live}
    for item in live:
        below.setdefault(item.parent if item.parent in known else None, []).append(item.number)
    found: dict[int, str] = {}
    waiting: list[tuple[int | None, str]] = [(None, "")]
    while waiting:
        above, before = waiting.pop()
        for place, number in enumerate(below.pop(above, []), 1):
            found[number] = f"{before}{place}"
            waiting.append((number, f"{found[number]}."))
    return found


def are_ours(items: Sequence[PlanItem]) -> bool:
    """Whether a plan's codes are those of its outline; those of a plan without lines are."""
    wanted = codes(items)
    live = [item for item in items if item.active]
    return all(item.wbs == wanted.get(item.number) for item in live)


def with_codes(file: PlanFile, edit: Edit) -> Batch:
    """An edit that changes the outline, with the codes that change by it; any other one as it is."""
    if not _shapes(edit) or not are_ours(file.items):
        return edit if isinstance(edit, Batch) else batch([edit])
    after = applied(file, edit).items
    wanted = codes(after)
    made = [_coded(item, wanted) for item in after]
    return batch([*besides_items(edit), *edit_of(file.items, made).edits])


def _coded(item: PlanItem, wanted: Mapping[int, str]) -> PlanItem:
    code = wanted.get(item.number, item.wbs)
    return item if item.wbs == code else dc.replace(item, wbs=code[:120])


def _shapes(edit: Edit) -> bool:
    """Whether an edit touches the outline."""
    for step in steps(edit):
        if step.kind != "plan_item":
            continue
        if isinstance(step, Create | Archive):
            return True
        if isinstance(step, Set) and any(change.name in _SHAPING for change in step.changes):
            return True
    return False
