"""Dates that follow what people do to a plan: at once where that was chosen, else when it is asked for."""

from __future__ import annotations

import dataclasses as dc

from pmo_desktop.domain.edits import Set, between, steps
from pmo_desktop.domain.plans import Plan
from pmo_desktop.i18n import tr, trl, trn
from pmo_desktop.readmodels import shown
from pmo_desktop.readmodels.plans import PlanFile
from pmo_desktop.services.plans.numbering import with_codes
from pmo_desktop.services.plans.rescheduling import Rescheduling, follows, rescheduled
from pmo_desktop.services.unfinished import moved_on
from pmo_desktop.ui.pages.project.plan_acts import Act, span_words


def followed(file: PlanFile, act: Act) -> Act:
    """An act with the codes of lines and all that moves with it, as one edit.

    Nothing else moves where dates follow on request alone. Raises ValueError with a sentence.
    """
    act = dc.replace(act, edit=with_codes(file, act.edit))
    if act.still:
        return act
    if not follows(file, act.edit):
        waits = tr("what waits for it stays until you reschedule (F9)") if _moves_others(file, act) else ""
        return dc.replace(act, rest=" · ".join(part for part in (act.rest, waits) if part))
    made = rescheduled(file, act.edit)
    return dc.replace(act, edit=made.edit, rest=_said(file, act, made), follows=made)


def _moves_others(file: PlanFile, act: Act) -> bool:
    """Whether an act gives other dates to a line that others wait for."""
    moved = {
        str(step.id)
        for step in steps(act.edit)
        if isinstance(step, Set) and any(change.name in ("start", "finish") for change in step.changes)
    }
    return any(uid in moved and item.number in file.links_out for uid, item in file.by_id.items())


def _said(file: PlanFile, act: Act, made: Rescheduling) -> str:
    """What the act did, how many others moved, and the finish of the plan."""
    own = next((m for m in made.moved if str(m.item.id) == act.select), None)
    others = len(made.moved) - (own is not None)
    notice = made.notices[0] if made.notices else ""
    if own is not None:
        done = [span_words(file, own.before, own.item), act.held]
    else:
        done = [act.held, _stays(file, act, made)] if act.held else [] if made.moved else [act.rest]
    parts = (*done, moved_words(others), finish_words(file, made), notice)
    return " · ".join(part for part in parts if part)


def _stays(file: PlanFile, act: Act, made: Rescheduling) -> str:
    """That a line stays where it is although a date was typed for it, and what keeps it there."""
    before = file.by_id.get(act.select)
    item = next((one for one in made.items if str(one.id) == act.select), None)
    if before is None or item is None or item.start is None:
        return ""
    return tr("stays on {day}: {why}", day=shown.day(item.start.date()), why=made.why(item))


def moved_words(n: int) -> str:
    """How many other lines moved; nothing for none."""
    return trn("{n} line moved with it", "{n} lines moved with it", n) if n else ""


def finish_words(file: PlanFile, made: Rescheduling) -> str:
    """What became of the finish of the plan; nothing where nothing moved."""
    if not made.moved:
        return ""
    if made.finish is None or made.finish_before is None or made.finish == made.finish_before:
        return tr("finish of the plan unchanged")
    by = file.days.working_days_between(made.finish_before, made.finish)
    return tr("finish of the plan {slip} wd, now {day}", slip=shown.signed(by), day=shown.day(made.finish))


def reschedule(file: PlanFile) -> Act:
    """Work the dates out anew, to be looked at before it is done."""
    return _act(file, rescheduled(file), trl("Reschedule the plan"))


def move_unfinished(file: PlanFile) -> Act:
    """Put work not done by the status date after it. Raises ValueError without such a date or work."""
    if file.plan.status_date is None:
        raise ValueError(tr("The plan has no status date. Set it in the plan settings."))
    edit = moved_on(file)
    if not edit.edits:
        raise ValueError(tr("No unfinished work lies before {day}.", day=shown.day(file.plan.status_date)))
    return _act(file, rescheduled(file, edit), trl("Move unfinished work"))


def switched(file: PlanFile, *, automatic: bool) -> Act:
    """Let dates follow at once from now on, or on request alone."""
    edit = between(file.plan, dc.replace(file.plan, automatic=automatic))
    if automatic:
        return _act(file, rescheduled(file, edit), trl("Dates follow at once"))
    said = tr("Dates stay until you ask to reschedule (F9).")
    return Act(edit, trl("Dates follow on request"), tr("On request"), said, still=True)


def settings_changed(file: PlanFile, plan: Plan) -> Act:
    """Other settings of the plan, with what moves by them where dates follow at once."""
    edit = between(file.plan, plan)
    label = trl("Change the plan settings")
    if plan.automatic:
        return _act(file, rescheduled(file, edit), label)
    return Act(edit, label, tr("Plan settings"), tr("stored"), still=True)


def _act(file: PlanFile, made: Rescheduling, label: str) -> Act:
    said = trn("{n} line moved", "{n} lines moved", len(made.moved)) if made.moved else tr("No line moves")
    floats = tr("float and the critical path are worked out anew") if made.edit.edits else ""
    rest = [finish_words(file, made) if made.moved else floats, *made.notices[:1]]
    return Act(made.edit, label, said, " · ".join(r for r in rest if r), follows=made)
