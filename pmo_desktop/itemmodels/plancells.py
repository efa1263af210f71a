"""What is typed into a cell of a plan, as a change of a draft: the same for one cell, many, and a paste.

Every change raises ValueError with one sentence that says what was not understood.
"""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from functools import partial
from types import MappingProxyType
from uuid import UUID

from pmo_desktop.domain.ids import PersonId
from pmo_desktop.domain.initials import Candidate, fold
from pmo_desktop.domain.plans import ConstraintKind, ItemKind, PlanItem
from pmo_desktop.domain.values import Minutes, Points, Wall
from pmo_desktop.i18n import tr
from pmo_desktop.itemmodels import editing
from pmo_desktop.itemmodels.project import length_in, length_of
from pmo_desktop.readmodels.occurrences import needed_rule
from pmo_desktop.readmodels.predecessors import waits_in
from pmo_desktop.services.plans import edits as pe
from pmo_desktop.services.plans.draft import Draft
from pmo_desktop.services.plans.edits_links import waiting_for, worked_on_by

ENDS = (ConstraintKind.MFO, ConstraintKind.FNET, ConstraintKind.FNLT)
"""Constraints on the finish; the others are on the start."""
FREE = (ConstraintKind.ASAP, ConstraintKind.ALAP)
"""Constraints without a date."""
_YES, _NO = frozenset({"yes", "y", "1", "x", "true"}), frozenset({"no", "n", "0", "", "–", "-", "false"})
_MOST_PRIORITY = 1000


@dc.dataclass(frozen=True)
class Typing:
    """What typing needs to know: today, who may be named, and where ids come from."""

    today: date
    new_id: Callable[[], UUID]
    people: Sequence[Candidate] = ()


Change = Callable[[Draft, PlanItem, str, Typing], PlanItem]
"""Gives the line as it becomes; other records are put into the draft."""


def put_cell(draft: Draft, number: int, key: str, text: str, at: Typing) -> None:
    """Change a cell of a line in a draft. ValueError with a sentence; KeyError for a column without text."""
    item = draft.items[number]
    if number in draft.file.parents and key in FROM_BELOW:
        raise ValueError(tr("“{name}” follows the lines under it.", name=item.name))
    draft.put(CHANGES[key](draft, item, text.strip(), at))


# -- dates and lengths -------------------------------------------------------------------------------


def _duration(draft: Draft, item: PlanItem, text: str, _at: Typing) -> PlanItem:
    if item.item_kind is ItemKind.MILESTONE:
        raise ValueError(tr("A milestone has no length. Make it a task first."))
    length, elapsed = length_in(text, draft.file.per_day)
    made = pe.lasting(dc.replace(item, elapsed=elapsed), length, draft.file.days, draft.file.per_day)
    if elapsed and made.start is not None:
        return dc.replace(made, finish=Wall(made.start + timedelta(minutes=length)))
    return made


def _start(draft: Draft, item: PlanItem, text: str, at: Typing) -> PlanItem:
    wanted = editing.day_of(text, at.today)
    if wanted is None and item.constraint not in FREE:
        return dc.replace(item, constraint=ConstraintKind.ASAP, constraint_date=None)
    return pe.begun_on(item, wanted, draft.file.days, draft.file.per_day)


def _finish(draft: Draft, item: PlanItem, text: str, at: Typing) -> PlanItem:
    return pe.ended_on(item, editing.day_of(text, at.today), draft.file.days, draft.file.per_day)


def _done(draft: Draft, item: PlanItem, text: str, _at: Typing) -> PlanItem:
    if draft.file.service or item.item_kind is ItemKind.DUTY:
        raise ValueError(tr("A service and its duties are never partly done."))
    return pe.progressed(item, editing.points_of(text))


def _estimate(field: str, draft: Draft, item: PlanItem, text: str, _at: Typing) -> PlanItem:
    """Duration at best or at worst: never on the wrong side of the likely one."""
    length = length_of(text, draft.file.per_day) if text else None
    if length is not None and (length > item.duration if field == "optimistic" else length < item.duration):
        raise ValueError(
            tr("At best is not longer than the duration.")
            if field == "optimistic"
            else tr("At worst is not shorter than the duration.")
        )
    return dc.replace(item, **{field: length})  # type: ignore[arg-type]


def _length(field: str, draft: Draft, item: PlanItem, text: str, _at: Typing) -> PlanItem:
    return dc.replace(item, **{field: length_of(text, draft.file.per_day) if text else None})  # type: ignore[arg-type]


def _wall(day: date | None, at: datetime | None, usual: time) -> Wall | None:
    """A day with the time of day of another date, or the usual one."""
    return None if day is None else Wall(datetime.combine(day, at.time() if at else usual))


def _deadline(_draft: Draft, item: PlanItem, text: str, at: Typing) -> PlanItem:
    return dc.replace(item, deadline=_wall(editing.day_of(text, at.today), item.finish, pe.DAY_END))


def _actual_start(_draft: Draft, item: PlanItem, text: str, at: Typing) -> PlanItem:
    begun = _wall(editing.day_of(text, at.today), item.start, pe.DAY_START)
    if begun is None:
        return pe.progressed(item, Points(0))
    return dc.replace(item, actual_start=begun)


def _actual_finish(_draft: Draft, item: PlanItem, text: str, at: Typing) -> PlanItem:
    ended = _wall(editing.day_of(text, at.today), item.finish, pe.DAY_END)
    if ended is None:
        return dc.replace(item, actual_finish=None)
    if item.actual_start and ended < item.actual_start:
        raise ValueError(tr("“{name}” cannot end before it began.", name=item.name))
    return dc.replace(pe.progressed(item, pe.FULL), finish=ended, actual_finish=ended)


# -- what holds a line -------------------------------------------------------------------------------


def _constraint(_draft: Draft, item: PlanItem, text: str, _at: Typing) -> PlanItem:
    kind = editing.choice_of(text or ConstraintKind.ASAP, ConstraintKind)
    assert isinstance(kind, ConstraintKind)
    return held(item, kind)


def held(item: PlanItem, kind: ConstraintKind) -> PlanItem:
    """A line with another constraint; its date is that of the line until somebody types one."""
    if kind in FREE:
        return dc.replace(item, constraint=kind, constraint_date=None)
    at = item.constraint_date or (item.finish if kind in ENDS else item.start)
    if at is None:
        raise ValueError(tr("“{name}” has no dates yet. Type its start first.", name=item.name))
    return dc.replace(item, constraint=kind, constraint_date=at)


def _constraint_date(_draft: Draft, item: PlanItem, text: str, at: Typing) -> PlanItem:
    day = editing.day_of(text, at.today)
    if day is None:
        return dc.replace(item, constraint=ConstraintKind.ASAP, constraint_date=None)
    kind = ConstraintKind.SNET if item.constraint in FREE else item.constraint
    clock, usual = (item.finish, pe.DAY_END) if kind in ENDS else (item.start, pe.DAY_START)
    return dc.replace(item, constraint=kind, constraint_date=_wall(day, clock, usual))


def _manual(_draft: Draft, item: PlanItem, text: str, _at: Typing) -> PlanItem:
    return dc.replace(item, manual=_yes(text))


def _may_split(_draft: Draft, item: PlanItem, text: str, _at: Typing) -> PlanItem:
    return dc.replace(item, may_split=_yes(text))


def _yes(text: str) -> bool:
    typed = fold(text)
    if typed in _YES or typed == fold(tr("Yes")):
        return True
    if typed in _NO or typed == fold(tr("No")):
        return False
    raise ValueError(tr("“{text}” is neither yes nor no.", text=text))


def _calendar(draft: Draft, item: PlanItem, text: str, _at: Typing) -> PlanItem:
    if not text or text == "–":
        return dc.replace(item, calendar_number=None)
    wanted = fold(text)
    found = [one for one in draft.file.calendars if fold(one.name) == wanted]
    found = found or [one for one in draft.file.calendars if fold(one.name).startswith(wanted)]
    if len(found) != 1:
        names = ", ".join(one.name for one in draft.file.calendars if one.times.resource_uid is None)
        raise ValueError(tr("“{text}” is not one of: {words}", text=text, words=names or "–"))
    return dc.replace(item, calendar_number=found[0].number)


def _waits(draft: Draft, item: PlanItem, text: str, at: Typing) -> PlanItem:
    waiting_for(draft, item, waits_in(text, draft.file.per_day), draft.lines, at.new_id)
    return item


# -- words -------------------------------------------------------------------------------------------


def _name(_draft: Draft, item: PlanItem, text: str, _at: Typing) -> PlanItem:
    wanted = " ".join(text.split())
    if not wanted:
        raise ValueError(tr("A line needs a name."))
    return dc.replace(item, name=wanted[:1000])


def _kind(draft: Draft, item: PlanItem, text: str, _at: Typing) -> PlanItem:
    kind = editing.choice_of(text, [one for one in ItemKind if one is not ItemKind.SUMMARY])
    assert isinstance(kind, ItemKind)
    if kind is ItemKind.MILESTONE:
        return dc.replace(item, item_kind=kind, duration=Minutes(0), finish=item.start)
    if item.item_kind is ItemKind.MILESTONE:
        length, days = Minutes(draft.file.per_day), draft.file.days
        return pe.lasting(dc.replace(item, item_kind=kind), length, days, draft.file.per_day)
    return dc.replace(item, item_kind=kind)


def _responsible(_draft: Draft, item: PlanItem, text: str, at: Typing) -> PlanItem:
    found = editing.person_of(text, at.people)
    return dc.replace(item, responsible=None if found is None else PersonId(found))


def _resources(draft: Draft, item: PlanItem, text: str, at: Typing) -> PlanItem:
    worked_on_by(draft, item, text, at.new_id)
    return item


def _priority(_draft: Draft, item: PlanItem, text: str, _at: Typing) -> PlanItem:
    found = editing.whole_of(text, tr("Levelling priority"))
    if found is not None and not 0 <= found <= _MOST_PRIORITY:
        raise ValueError(tr("A priority lies between 0 and 1000."))
    return dc.replace(item, priority=500 if found is None else found)


def _recurrence(_draft: Draft, item: PlanItem, text: str, _at: Typing) -> PlanItem:
    return dc.replace(item, recurrence=needed_rule(text, item.start) if text else "")


def _text(field: str, most: int, _draft: Draft, item: PlanItem, text: str, _at: Typing) -> PlanItem:
    return dc.replace(item, **{field: " ".join(text.split())[:most]})  # type: ignore[arg-type]


FROM_BELOW = frozenset(
    {"duration", "start", "finish", "done", "kind", "actual_start", "actual_finish", "optimistic",
     "pessimistic", "remaining"}
)  # fmt: skip
"""Cells of summaries that follow what lies under them."""
CHANGES: Mapping[str, Change] = MappingProxyType(
    {
        "name": _name,
        "duration": _duration,
        "start": _start,
        "finish": _finish,
        "done": _done,
        "predecessors": _waits,
        "responsible": _responsible,
        "resources": _resources,
        "kind": _kind,
        "wbs": partial(_text, "wbs", 120),
        "constraint": _constraint,
        "constraint_date": _constraint_date,
        "deadline": _deadline,
        "manual": _manual,
        "may_split": _may_split,
        "calendar": _calendar,
        "optimistic": partial(_estimate, "optimistic"),
        "pessimistic": partial(_estimate, "pessimistic"),
        "effort": partial(_length, "effort"),
        "remaining": partial(_length, "remaining"),
        "actual_start": _actual_start,
        "actual_finish": _actual_finish,
        "priority": _priority,
        "repeats": _recurrence,
        "venue": partial(_text, "venue", 200),
    }
)
"""Columns that can be typed into."""
