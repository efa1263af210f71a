"""The register of actions over all bodies and works: rows and their origin, views, filters, totals."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from enum import StrEnum
from uuid import UUID

from pmo_desktop.domain.ageing import (
    OnTime,
    age,
    aged,
    closed_on_time,
    days_late,
    is_open,
    median_age,
    on_chairs_list,
    original_due,
)
from pmo_desktop.domain.initials import fold
from pmo_desktop.domain.raid import Action, ActionState
from pmo_desktop.domain.values import LText, Zoned
from pmo_desktop.domain.workdays import Overdue, WorkDays, overdue
from pmo_desktop.i18n import N_, language, tr, trn
from pmo_desktop.readmodels import shown

NONE = "-"
"""What stands for no owner, body or work in a filter."""
_UNTITLED = LText()


@dc.dataclass(frozen=True, slots=True)
class Origin:
    """Where an action was agreed: meeting, item and decision, by code and in words."""

    meeting_ref: str = ""
    meeting_at: Zoned | None = None
    item_number: str = ""
    item_title: LText = _UNTITLED
    restricted: bool = False
    decision_ref: str = ""
    decision_text: str = ""

    @property
    def said(self) -> str:
        """The decision or else the meeting, by code."""
        return self.decision_ref or self.meeting_ref

    def topic(self) -> str:
        """The item of the agenda with its number, "" where there was none."""
        title = self.item_title.said(language())
        return tr("{number} {title}", number=self.item_number, title=title).strip() if title else ""


NOWHERE = Origin()


@dc.dataclass(frozen=True, slots=True)
class ActionEntry:
    """One action with the names of what it points at."""

    record: Action
    owner_name: str = ""
    owner_initials: str = ""
    body_code: str = ""
    body_title: LText = _UNTITLED
    work_ref: str = ""
    work_title: LText = _UNTITLED
    origin: Origin = NOWHERE

    @property
    def id(self) -> UUID:
        """The id of the action."""
        return UUID(int=self.record.id.int)

    @property
    def ref(self) -> str:
        """Its code."""
        return self.record.ref

    @property
    def open(self) -> bool:
        """Whether somebody still has to finish it."""
        return is_open(self.record)

    @property
    def moved(self) -> int:
        """How many times its day was moved."""
        return len(self.record.due_history)

    @property
    def original(self) -> date | None:
        """The day agreed first."""
        return original_due(self.record)

    def late(self, today: date) -> int:
        """Days past the due day while open."""
        return days_late(self.record, today)

    def chair(self, today: date) -> bool:
        """Whether it is on the chair's list."""
        return on_chairs_list(self.record, today)

    def step(self, today: date) -> Overdue:
        """Its step of the ageing table."""
        due = self.record.due
        return overdue(due, today) if due and self.open else Overdue.NOT_DUE

    def age(self, today: date) -> int | None:
        """Working days since it was agreed."""
        return age(self.record, today, WorkDays())


class ActionView(StrEnum):
    """The views of the register, in the order of their tabs."""

    MINE = "mine"
    OPEN = "open"
    OVERDUE = "overdue"
    CHAIR = "chair"
    BODY = "body"
    OWNER = "owner"
    ALL = "all"

    @property
    def said(self) -> str:
        """What its tab says."""
        return tr(_TITLES[self])

    @property
    def group(self) -> str:
        """What its rows stand under: "body", "owner" or nothing."""
        return self.value if self in (ActionView.BODY, ActionView.OWNER) else ""


_TITLES = {
    ActionView.MINE: N_("Mine"),
    ActionView.OPEN: N_("All open"),
    ActionView.OVERDUE: N_("Overdue"),
    ActionView.CHAIR: N_("Chair's list"),
    ActionView.BODY: N_("By body"),
    ActionView.OWNER: N_("By owner"),
    ActionView.ALL: N_("Closed too"),
}
Keep = Callable[[ActionEntry], bool]


def in_view(view: ActionView, me: UUID, today: date) -> Keep:
    """Which actions a view shows."""
    match view:
        case ActionView.MINE:
            return lambda r: r.open and r.record.owner == me
        case ActionView.OVERDUE:
            return lambda r: r.late(today) > 0
        case ActionView.CHAIR:
            return lambda r: r.chair(today)
        case ActionView.ALL:
            return lambda _r: True
        case _:
            return lambda r: r.open


@dc.dataclass(frozen=True, slots=True)
class Facet:
    """A field that actions can be filtered by: the value of a row, and its text."""

    key: str
    label: str
    value: Callable[[ActionEntry, date], str]
    text: Callable[[ActionEntry, date], str]


FACETS: Mapping[str, Facet] = {
    f.key: f
    for f in (
        Facet("owner", N_("Owner"), lambda r, _: r.owner_name or NONE,
              lambda r, _: r.owner_name or tr("Nobody yet")),
        Facet("body", N_("Body"), lambda r, _: r.body_code or NONE,
              lambda r, _: r.body_title.said(language()) or r.body_code or tr("No body")),
        Facet("work", N_("Work"), lambda r, _: r.work_ref or NONE,
              lambda r, _: " ".join((r.work_ref, r.work_title.said(language()))).strip() or tr("No work")),
        Facet("state", N_("State"), lambda r, _: r.record.state.value, lambda r, _: tr(r.record.state.label)),
        Facet("ageing", N_("Ageing"), lambda r, day: r.step(day).value, lambda r, day: tr(r.step(day).label)),
        Facet("meeting", N_("Meeting"), lambda r, _: r.origin.meeting_ref or NONE,
              lambda r, _: r.origin.meeting_ref or tr("No meeting")),
    )
}  # fmt: skip


def choices(key: str, rows: Iterable[ActionEntry], today: date) -> list[tuple[str, str]]:
    """The values that rows have in a field, each with its text; steps and states in their own order."""
    facet = FACETS[key]
    found = {facet.value(r, today): facet.text(r, today) for r in rows}
    order: Sequence[str] = [s.value for s in (Overdue if key == "ageing" else ActionState)]
    if key in ("ageing", "state"):
        return [(value, found[value]) for value in order if value in found]
    return sorted(found.items(), key=lambda pair: pair[1].casefold())


def keeps(view: Keep, tokens: Sequence[tuple[str, Sequence[object]]], text: str, today: date) -> Keep:
    """Which actions a view shows with filters and typed words on top."""
    wanted = [(FACETS[key].value, frozenset(map(str, values))) for key, values in tokens if key in FACETS]
    words = fold(text).split()

    def keep(row: ActionEntry) -> bool:
        if not view(row) or not all(value(row, today) in values for value, values in wanted):
            return False
        said = _words(row) if words else ""
        return all(word in said for word in words)

    return keep


def _words(row: ActionEntry) -> str:
    o = row.origin
    said = (row.ref, row.record.text, row.owner_name, row.body_code, row.work_ref, o.said, o.meeting_ref)
    titles = (row.work_title.said(language()), o.item_title.said(language()), row.record.done_note)
    return fold(" ".join((*map(str, said), *map(str, titles))))


@dc.dataclass(frozen=True, slots=True)
class ActionFigures:
    """What a number of actions come to on a day."""

    open: int
    overdue: int
    chair: int
    ages: Mapping[Overdue, int]
    median_age: float | None
    on_time: OnTime
    moved: int

    @property
    def original_share(self) -> int | None:
        """Closed by the day agreed first, in hundredths of a per cent."""
        return _share(self.on_time.by_original, self.on_time.closed)

    @property
    def current_share(self) -> int | None:
        """Closed by the last day agreed, in hundredths of a per cent."""
        return _share(self.on_time.by_current, self.on_time.closed)


def _share(part: int, whole: int) -> int | None:
    return round(10_000 * part / whole) if whole else None


def figures(rows: Iterable[ActionEntry], today: date) -> ActionFigures:
    """Open, overdue, before the chair, ageing, middle age, closed in time, moved."""
    listed = list(rows)
    records = [r.record for r in listed]
    return ActionFigures(
        open=sum(r.open for r in listed),
        overdue=sum(r.late(today) > 0 for r in listed),
        chair=sum(r.chair(today) for r in listed),
        ages=aged(records, today),
        median_age=median_age(records, today, WorkDays()),
        on_time=closed_on_time(records),
        moved=sum(r.moved > 0 and r.open for r in listed),
    )


def due_said(row: ActionEntry, today: date) -> str:
    """The due day in words with how late it is and how often it was moved."""
    if row.record.due is None:
        return tr("no day yet")
    late = row.late(today)
    parts = [shown.day(row.record.due)]
    parts += [trn("{n} day late", "{n} days late", late)] if late else []
    parts += [trn("moved once", "moved {n} times", row.moved)] if row.moved else []
    return ", ".join(parts)
