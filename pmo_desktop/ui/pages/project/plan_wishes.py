"""What people drag in the chart of a plan: what it would do, and the act that does it."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Callable
from uuid import UUID

from pmo_desktop.domain.edits import Archive, batch, creation
from pmo_desktop.domain.ids import PlanLinkId
from pmo_desktop.domain.plans import PlanItem, PlanLink
from pmo_desktop.i18n import tr, trl
from pmo_desktop.readmodels.plans import PlanFile
from pmo_desktop.services.plans import edits as pe
from pmo_desktop.services.plans.edits_times import begun_at, ended_at, moved_to, taken_up_at
from pmo_desktop.services.plans.rescheduling import preview
from pmo_desktop.ui.gantt.wishes import Effect, What, Wish
from pmo_desktop.ui.pages.project.plan_acts import Act, act_of_item


def wanted_item(file: PlanFile, wish: Wish) -> PlanItem | None:
    """The line as a wish would have it; None where it changes none. Raises ValueError with a sentence."""
    item = file.by_id.get(wish.row)
    if item is None:
        return None
    match wish.what:
        case What.MOVE if wish.start is not None and wish.piece:
            return taken_up_at(file, item, wish.piece, wish.start)
        case What.MOVE if wish.start is not None:
            return moved_to(file, item, wish.start)
        case What.BEGIN if wish.start is not None:
            return begun_at(file, item, wish.start)
        case What.END if wish.finish is not None:
            return ended_at(file, item, wish.finish)
        case What.PROGRESS:
            if file.service:
                raise ValueError(tr("A service and its duties are never partly done."))
            return pe.progressed(item, wish.progress)
        case _:
            return None


def foreseen(file: PlanFile, wish: Wish) -> Effect:
    """What would come to other dates if a wish were granted, or why it cannot be."""
    try:
        if wish.what is What.LINK:
            return Effect(preview(_with_link(file, wish), ()) if file.plan.automatic else ())
        item = wanted_item(file, wish)
        return Effect() if item is None else Effect(preview(file, [item]))
    except ValueError as why:
        return Effect(refusal=str(why))


def _with_link(file: PlanFile, wish: Wish) -> PlanFile:
    made = _link(file, wish, PlanLinkId(file.plan.id))
    return dc.replace(file, links=(*file.links, made))


def _link(file: PlanFile, wish: Wish, uid: PlanLinkId) -> PlanLink:
    first, then = file.by_id.get(wish.row), file.by_id.get(wish.other)
    if first is None or then is None:
        raise ValueError(tr("This row is no line of the plan."))
    if pe.leads(then.number, first.number, file.links):
        raise ValueError(tr("“{first}” waits for “{second}” already.", first=first.name, second=then.name))
    return PlanLink(id=uid, plan=file.plan.id, from_no=first.number, to_no=then.number, link_kind=wish.kind)


def granted(file: PlanFile, wish: Wish, new_id: Callable[[], UUID]) -> Act | None:
    """The act that a wish asks for. Raises ValueError with a sentence."""
    if wish.what is What.LINK:
        made = _link(file, wish, PlanLinkId(new_id()))
        name = file.by_number[made.to_no].name
        return Act(creation(made), trl("Link"), name, _later(file), wish.other)
    if wish.what is What.UNLINK:
        return _unlinked(file, wish)
    item = wanted_item(file, wish)
    if item is None:
        return None
    return act_of_item(file, file.by_id[wish.row], item, _label(wish, item.name))


def _label(wish: Wish, name: str) -> str:
    match wish.what:
        case What.MOVE:
            return trl("Move {name}", name=name)
        case What.BEGIN | What.END:
            return trl("Stretch {name}", name=name)
        case _:
            return trl("Change {name}", name=name)


def _later(file: PlanFile) -> str:
    return "" if file.plan.automatic else tr("dates stay until you ask to reschedule (F9)")


def _unlinked(file: PlanFile, wish: Wish) -> Act | None:
    first, then = file.by_id.get(wish.row), file.by_id.get(wish.other)
    if first is None or then is None:
        return None
    found = [
        link
        for link in file.links_into.get(then.number, ())
        if link.from_no == first.number and link.link_kind is wish.kind
    ]
    if not found:
        return None
    edit = batch(Archive("plan_link", link.id) for link in found)
    return Act(edit, trl("Unlink"), then.name, _later(file), wish.other)
