"""What people do to a plan, as one edit each with a label for undo and a sentence for the status bar.

Every act raises ValueError with one sentence when it cannot be done.
"""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from uuid import UUID

from pmo_desktop.domain.edits import Edit
from pmo_desktop.domain.plans import ItemKind, PlanItem
from pmo_desktop.domain.values import Minutes
from pmo_desktop.i18n import inside, tr, trl, trn
from pmo_desktop.itemmodels import planpaste
from pmo_desktop.itemmodels.plancells import FREE, Typing, put_cell
from pmo_desktop.readmodels import shown
from pmo_desktop.readmodels.baselines import default_name, name_of
from pmo_desktop.readmodels.plans import PlanFile, finish_of
from pmo_desktop.services.plans import edits as pe
from pmo_desktop.services.plans import edits_outline as po
from pmo_desktop.services.plans.baselines import taken_as
from pmo_desktop.services.plans.draft import Draft
from pmo_desktop.services.plans.rescheduling import Rescheduling


@dc.dataclass(frozen=True, slots=True)
class Act:
    """An edit, its label, what the status bar says of it, and the row to select afterwards."""

    edit: Edit
    label: str
    lead: str
    rest: str = ""
    select: str = ""
    chosen: tuple[str, ...] = ()
    """Rows that stay selected, when they are several."""
    follows: Rescheduling | None = None
    """What moved with it, where dates follow at once."""
    held: str = ""
    """By what date a line is held from now on."""
    still: bool = False
    """It touches no date, so that nothing is worked out anew."""


def _label(item: PlanItem) -> str:
    return item.name if len(item.name) <= 60 else item.name[:59] + "…"


def finish_words(file: PlanFile, wanted: Iterable[PlanItem]) -> str:
    """What an edit did to the finish of the plan."""
    before = finish_of(file.items)
    now = {i.number: i for i in file.items} | {i.number: i for i in wanted}
    after = finish_of(now.values())
    if before == after or before is None or after is None:
        return tr("finish of the plan unchanged")
    by = file.days.working_days_between(before, after)
    return tr("finish of the plan {slip} wd, now {day}", slip=shown.signed(by), day=shown.day(after))


def span_words(file: PlanFile, before: PlanItem, after: PlanItem) -> str:
    """The new dates of a line and by how much its finish moved; nothing where they stay."""
    if (before.start, before.finish) == (after.start, after.finish) or not after.start or not after.finish:
        return ""
    by = shown.signed(
        file.days.working_days_between((before.finish or after.finish).date(), after.finish.date())
    )
    if after.item_kind in (ItemKind.MILESTONE, ItemKind.EVENT):
        return tr("{day} ({slip} wd)", day=shown.day(after.finish.date()), slip=by)
    first, last = shown.day(after.start.date()), shown.day(after.finish.date())
    return tr("{span} ({slip} wd)", span=tr("{start} to {finish}", start=first, finish=last), slip=by)


def act_of_item(file: PlanFile, before: PlanItem, after: PlanItem, label: str) -> Act | None:
    """A line in another state, with the summaries above it; None where nothing changes."""
    if before == after:
        return None
    wanted = pe.with_summaries(file.items, after, file.days, file.per_day)
    held = held_words(before, after)
    parts = [span_words(file, before, after), held, finish_words(file, wanted)]
    said = " · ".join(p for p in parts if p)
    return Act(pe.edit_of(file.items, wanted), label, _label(after), said, str(after.id), held=held)


def held_words(before: PlanItem, after: PlanItem) -> str:
    """Says that a typed or dragged date holds the line from now on."""
    if after.constraint in FREE or (before.constraint, before.constraint_date) == (
        after.constraint,
        after.constraint_date,
    ):
        return ""
    return inside(tr(after.constraint.label)) if after.constraint_date else ""


Cell = tuple[str, str, str]
"""Id of a row, key of a column, what was typed or pasted."""


def typed(file: PlanFile, cells: Sequence[Cell], at: Typing) -> Act | None:
    """Cells were typed into, filled or pasted: one edit. None when that changes nothing."""
    draft = Draft(file)
    for row_id, key, text in cells:
        put_cell(draft, file.by_id[row_id].number, key, text, at)
    return _drafted(draft, cells)


def _drafted(draft: Draft, cells: Sequence[Cell]) -> Act | None:
    draft.sum_up()
    edit, file = draft.edit(), draft.file
    if not edit.edits:
        return None
    rows = list(dict.fromkeys(row_id for row_id, _, _ in cells))
    before = file.by_id[rows[0]]
    after = draft.items[before.number]
    if len(rows) > 1:
        said = trn("{n} cell changed", "{n} cells changed", len(cells))
        label = trl("Change {n} lines", n=len(rows))
        return Act(edit, label, said, finish_words(file, draft.items.values()), *_kept_choice(rows))
    if len(cells) == 1 and cells[0][1] == "name":
        return Act(edit, trl("Rename {name}", name=_label(before)), after.name, "", rows[0], still=True)
    span, held = span_words(file, before, after), held_words(before, after)
    parts = [span, held, finish_words(file, draft.items.values()) if span else ""]
    said = " · ".join(p for p in parts if p)
    return Act(edit, trl("Change {name}", name=_label(before)), _label(after), said, rows[0], held=held)


def _kept_choice(rows: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    """The row to show, and all that stay selected."""
    return rows[-1], tuple(rows)


def filled_down(file: PlanFile, ids: Sequence[str], texts: Mapping[str, str], at: Typing) -> Act | None:
    """Cells of the first selected line, `texts` by key of their column, in all selected lines below it."""
    if len(ids) < 2:
        raise ValueError(tr("Select the lines to fill, the one to copy first (Shift and the arrow keys)."))
    return typed(file, [(row_id, key, text) for row_id in ids[1:] for key, text in texts.items()], at)


def pasted(
    file: PlanFile,
    grid: Sequence[Sequence[str]],
    ids: Sequence[str],
    keys: Sequence[str],
    titles: Mapping[str, str],
    at: Typing,
) -> Act | None:
    """A block from a spreadsheet put onto lines and columns from the first on, with new lines below."""
    numbers = [file.by_id[i].number for i in ids if i in file.by_id]
    done = planpaste.pasted(Draft(file), grid, numbers, keys, titles, at)
    if done.refused and not done.cells:
        raise ValueError(done.refused[0][1])
    done.draft.sum_up()
    edit = done.draft.edit()
    if not edit.edits:
        return None
    said = [trn("{n} cell changed", "{n} cells changed", done.cells)]
    said += [trn("{n} new line", "{n} new lines", done.lines)] if done.lines else []
    rest = ""
    if done.refused:
        why = done.refused[0][1]
        left = trn("{n} cell was not understood", "{n} cells were not understood", len(done.refused))
        rest = tr("{left}: {why}", left=left, why=why)
    return Act(edit, trl("Paste"), " · ".join(said), rest, done.rows[-1], done.rows)


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
    return Act(edit, trl("New line in the plan"), made.name, tr("added to the plan"), str(made.id))


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
    rest = "" if file.plan.automatic else tr("dates stay until you ask to reschedule (F9)")
    return Act(edit, trl("Link"), said, rest, ids[-1], tuple(ids))


def unlinked(file: PlanFile, ids: Sequence[str]) -> Act | None:
    """Links among the selected lines go; of one line all of its links."""
    edit = pe.unlinked(_chosen(file, ids), file.links)
    if not edit.edits:
        return None
    return Act(edit, trl("Unlink"), trn("{n} link taken away", "{n} links taken away", len(edit.edits)))


def removed(file: PlanFile, ids: Sequence[str]) -> Act | None:
    """Archive the selected lines with all below them."""
    chosen = _chosen(file, ids)
    if not chosen:
        return None
    edit, count = po.removed(file.items, [i.number for i in chosen], file.links)
    said = trn("{n} line archived", "{n} lines archived", count)
    return Act(edit, trl("Archive lines"), said, tr("undo brings it back"))


def baselined(file: PlanFile, number: int, on: date) -> Act | None:
    """Keep the dates of a day as a baseline."""
    edit = taken_as(file.plan, file.items, number, on)
    if not edit.edits:
        return None
    lines = len(edit.edits) - 1  # one is the plan, which keeps the name
    said = trn("{n} line", "{n} lines", lines)
    name = name_of(file.plan, number).name
    return Act(
        edit, trl("Set {baseline}", baseline=name), tr("{baseline} set", baseline=name), said, still=True
    )


def baseline_name(number: int) -> str:
    """What a baseline is called: the first is number 1 to people."""
    return default_name(number)
