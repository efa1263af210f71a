"""What people do to a plan, as one edit each with a label for undo and a sentence for the status bar.

Every act raises ValueError with one sentence when it cannot be done.
"""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Callable, Sequence
from datetime import date, datetime
from uuid import UUID

from pmo_desktop.domain.edits import Edit
from pmo_desktop.domain.plans import ItemKind, PlanItem
from pmo_desktop.domain.values import Minutes
from pmo_desktop.i18n import tr, trl, trn
from pmo_desktop.itemmodels import editing
from pmo_desktop.itemmodels.project import length_of
from pmo_desktop.readmodels import shown
from pmo_desktop.readmodels.plans import PlanFile, finish_of
from pmo_desktop.services import plan_edits as pe
from pmo_desktop.services import plan_edits_outline as po
from pmo_desktop.ui.gantt.model import DONE, DURATION, FINISH, NAME, START


@dc.dataclass(frozen=True, slots=True)
class Act:
    """An edit, its label, what the status bar says of it, and the row to select afterwards."""

    edit: Edit
    label: str
    lead: str
    rest: str = ""
    select: str = ""


def _label(item: PlanItem) -> str:
    return item.name if len(item.name) <= 60 else item.name[:59] + "…"


def _finish_words(file: PlanFile, wanted: Sequence[PlanItem]) -> str:
    """What an edit did to the finish of the plan."""
    before = finish_of(file.items)
    now = {i.number: i for i in file.items} | {i.number: i for i in wanted}
    after = finish_of(now.values())
    if before == after or before is None or after is None:
        return tr("finish of the plan unchanged")
    by = file.days.working_days_between(before, after)
    return tr("finish of the plan {slip} wd, now {day}", slip=shown.signed(by), day=shown.day(after))


def _changed(file: PlanFile, before: PlanItem, after: PlanItem, label: str) -> Act | None:
    if before == after:
        return None
    wanted = pe.with_summaries(file.items, after, file.days, file.per_day)
    said = ""
    if (before.start, before.finish) != (after.start, after.finish) and after.start and after.finish:
        by = file.days.working_days_between((before.finish or after.finish).date(), after.finish.date())
        span = tr(
            "{start} to {finish}", start=shown.day(after.start.date()), finish=shown.day(after.finish.date())
        )
        said = tr("{span} ({slip} wd)", span=span, slip=shown.signed(by))
        if after.item_kind in (ItemKind.MILESTONE, ItemKind.EVENT):
            said = tr("{day} ({slip} wd)", day=shown.day(after.finish.date()), slip=shown.signed(by))
    parts = [p for p in (said, _finish_words(file, wanted)) if p]
    return Act(pe.edit_of(file.items, wanted), label, _label(after), " · ".join(parts), str(after.id))


def typed(file: PlanFile, row_id: str, column: int, text: str, today: date) -> Act | None:
    """A cell was typed into; None when that changes nothing."""
    item = file.by_id[row_id]
    per_day = file.per_day
    match column:
        case _ if column == NAME:
            edit = pe.renamed(item, text)
            return (
                Act(edit, trl("Rename {name}", name=_label(item)), text, "", row_id) if edit.changes else None
            )
        case _ if column == DURATION:
            after = pe.lasting(item, length_of(text, per_day), file.days, per_day)
        case _ if column == START:
            after = pe.begun_on(item, editing.day_of(text, today), file.days, per_day)
        case _ if column == FINISH:
            after = pe.ended_on(item, editing.day_of(text, today), file.days, per_day)
        case _ if column == DONE:
            after = pe.progressed(item, editing.points_of(text))
        case _:
            return None
    return _changed(file, item, after, trl("Change {name}", name=_label(item)))


def dragged(file: PlanFile, row_id: str, start: datetime, finish: datetime) -> Act | None:
    """A bar was dragged or nudged: moved when its start moved, else stretched."""
    item = file.by_id[row_id]
    if item.start is None or item.finish is None:
        return None
    if start != item.start:
        after, label = pe.moved(item, start.date(), file.days), trl("Move {name}", name=_label(item))
    else:
        after = pe.ended_on(item, finish.date(), file.days, file.per_day)
        label = trl("Stretch {name}", name=_label(item))
    return _changed(file, item, after, label)


def _chosen(file: PlanFile, ids: Sequence[str]) -> list[PlanItem]:
    return [file.by_id[i] for i in ids if i in file.by_id]


def new_line(
    file: PlanFile, ids: Sequence[str], name: str, kind: ItemKind, today: date, new_id: Callable[[], UUID]
) -> Act:
    """A new line below the selected one: it starts where that one ends, or today."""
    chosen = _chosen(file, ids)
    after = chosen[-1] if chosen else None
    on = after.finish.date() if after and after.finish else today
    new = po.NewLine(name, kind, on, Minutes(file.per_day))
    number = after.number if after else None
    edit, made = po.added(file.plan.id, file.items, number, new, new_id(), file.days)
    return Act(edit, tr("New line in the plan"), made.name, tr("added to the plan"), str(made.id))


def indented(file: PlanFile, ids: Sequence[str]) -> Act | None:
    """One level deeper."""
    chosen = _chosen(file, ids)
    edit = po.indented(file.items, [i.number for i in chosen])
    if not edit.edits:
        return None
    return Act(
        edit, trl("Indent"), _label(chosen[0]), tr("now lies under the line above"), str(chosen[-1].id)
    )


def outdented(file: PlanFile, ids: Sequence[str]) -> Act | None:
    """One level up."""
    chosen = _chosen(file, ids)
    edit = po.outdented(file.items, [i.number for i in chosen])
    if not edit.edits:
        return None
    return Act(edit, trl("Outdent"), _label(chosen[0]), tr("one level up"), str(chosen[-1].id))


def shifted(file: PlanFile, ids: Sequence[str], step: int) -> Act | None:
    """One line up or down, with all below it."""
    chosen = _chosen(file, ids)
    if not chosen:
        return None
    edit = po.shifted(file.items, chosen[0].number, step)
    if not edit.edits:
        return None
    label = trl("Move line up") if step < 0 else trl("Move line down")
    return Act(edit, label, _label(chosen[0]), tr("changed places"), str(chosen[0].id))


def linked(file: PlanFile, ids: Sequence[str], new_id: Callable[[], UUID]) -> Act | None:
    """Each selected line waits for the one above it."""
    chosen = _chosen(file, ids)
    if len(chosen) < 2:
        raise ValueError(tr("Select two lines or more to link them (Shift and the arrow keys)."))
    edit, made = pe.linked(file.plan.id, chosen, file.links, new_id)
    if not made:
        return None
    said = trn("{n} link made", "{n} links made", made)
    return Act(edit, tr("Link"), said, tr("dates stay until the plan is worked out anew"))


def unlinked(file: PlanFile, ids: Sequence[str]) -> Act | None:
    """Links among the selected lines go; of one line all of its links."""
    edit = pe.unlinked(_chosen(file, ids), file.links)
    if not edit.edits:
        return None
    return Act(edit, tr("Unlink"), trn("{n} link taken away", "{n} links taken away", len(edit.edits)))


def removed(file: PlanFile, ids: Sequence[str]) -> Act | None:
    """Archive the selected lines with all below them."""
    chosen = _chosen(file, ids)
    if not chosen:
        return None
    edit, count = po.removed(file.items, [i.number for i in chosen], file.links)
    said = trn("{n} line archived", "{n} lines archived", count)
    return Act(edit, tr("Archive lines"), said, tr("undo brings it back"))


def baselined(file: PlanFile, number: int) -> Act | None:
    """Keep today's dates as a baseline."""
    edit = pe.baselined(file.items, number)
    if not edit.edits:
        return None
    said = trn("{n} line", "{n} lines", len(edit.edits))
    name = baseline_name(number)
    return Act(edit, tr("Set {baseline}", baseline=name), tr("{baseline} set", baseline=name), said)


def baseline_name(number: int) -> str:
    """What a baseline is called: the first is number 1 to people."""
    return tr("Baseline {n}", n=number + 1)
