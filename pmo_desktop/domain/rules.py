"""What must hold: of a field, of a record, of a change of state, and between records."""

from __future__ import annotations

import dataclasses as dc
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from functools import cache
from typing import Any, Protocol
from uuid import UUID
from zoneinfo import ZoneInfo

from pmo_desktop.domain.authority import (
    effect_stays,
    issue_as_decided,
    plan_as_decided,
    risk_as_decided,
    waiver_as_decided,
    work_as_decided,
)
from pmo_desktop.domain.declare import Need
from pmo_desktop.domain.documents import Pack
from pmo_desktop.domain.governance import Membership
from pmo_desktop.domain.lifecycle import may_follow
from pmo_desktop.domain.meetingrules import amount_is_one, days_of_deadlines, meeting_has_a_length
from pmo_desktop.domain.meetings import AgendaItem, Meeting
from pmo_desktop.domain.minutes import Decision, MinuteEntry, MinuteSet, MinutesState
from pmo_desktop.domain.plans import PlanLink
from pmo_desktop.domain.record import Record
from pmo_desktop.domain.schema import Field, Shape, kind_of, kinds
from pmo_desktop.domain.settled import GOES_ON
from pmo_desktop.domain.tabling import amended_by_decision, comments_answered
from pmo_desktop.domain.terms import TermsOfReference, TermsState
from pmo_desktop.domain.values import LText, Money, Zoned
from pmo_desktop.domain.works import OngoingService, Project, WorkState
from pmo_desktop.i18n import tr


@dc.dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong, beside which field of which record."""

    id: UUID
    field: str
    says: str


class View(Protocol):
    """What a rule may ask of the other records, inside the same transaction."""

    def get(self, family: str, uid: UUID) -> Any:
        """The record, or None."""

    def where(self, kind: str, field: str, value: Any) -> list[Any]:
        """The records whose field has this value; the record pointed at is locked first."""


Found = Iterator[tuple[str, str]]

FIRST, LAST = datetime(1, 1, 2), datetime(9999, 12, 31)

RANGE: Mapping[Shape, tuple[int, int]] = {
    Shape.SCORE: (1, 5),
    Shape.MINUTES: (-(2**40), 2**40),
    Shape.POINTS: (-(10**12), 10**12),
    Shape.INT: (-(2**62), 2**62),
    Shape.MONEY: (-(2**62), 2**62),
}
_CLOSED = frozenset({Shape.BOOL, Shape.DATE, Shape.WALL, Shape.ENUM, Shape.REF})
"""Shapes all of whose values can be stored."""
_NEVER_STORED = re.compile("[\0\ud800-\udfff]")
"""NUL, and halves of characters: no database takes them."""


def _empty(value: Any) -> bool:
    return value is None or value == "" or value == LText(())


def _longest(value: Any) -> int:
    texts = [t for _, t in value.texts] if isinstance(value, LText) else [str(value)]
    return max(map(len, texts), default=0)


def _said(value: Any) -> Iterator[str]:
    """Every text inside a value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for inner in value:
            yield from _said(inner)
    elif dc.is_dataclass(value):
        for field in dc.fields(value):
            yield from _said(getattr(value, field.name))


def _is_instant(at: datetime) -> bool:
    """Whether an instant lies in the years that a calendar has, in every zone."""
    return at.tzinfo is not None and FIRST < at.astimezone(UTC).replace(tzinfo=None) < LAST


def is_zone(name: str) -> bool:
    """Whether there is a time zone of this name."""
    try:
        return bool(name) and ZoneInfo(name) is not None
    except (KeyError, ValueError, OSError):
        return False


def _time_problem(field: Field, value: Any) -> str:
    at = value.at if isinstance(value, Zoned) else value
    try:
        known = _is_instant(at)
    except OverflowError:
        known = False
    if not known:
        return tr("{field} is not in a year of the calendar", field=tr(field.words.label))
    if isinstance(value, Zoned) and not is_zone(value.zone):
        return tr("There is no time zone called {zone}", zone=value.zone)
    return ""


def field_problem(field: Field, value: Any) -> str:
    """The first thing wrong with one value, or nothing."""
    words = field.words
    if _empty(value):
        return tr("{field} is needed", field=tr(words.label)) if words.need is Need.ALWAYS else ""
    if words.longest and _longest(value) > words.longest:
        return tr("{field} is longer than {n} characters", field=tr(words.label), n=words.longest)
    if field.shape in RANGE:
        low, high = RANGE[field.shape]
        number = value.minor if isinstance(value, Money) else value
        if not low <= number <= high:
            return tr("{field} must lie between {low} and {high}", field=tr(words.label), low=low, high=high)
    if field.shape in (Shape.INSTANT, Shape.ZONED) and (wrong := _time_problem(field, value)):
        return wrong
    if any(_NEVER_STORED.search(text) for text in _said(value)):
        return tr("{field} has a character that cannot be stored", field=tr(words.label))
    return ""


def dates_in_order(p: Project) -> Found:
    """A plan ends after it starts."""
    if p.start_planned and p.finish_planned and p.finish_planned < p.start_planned:
        yield "finish_planned", tr("The finish lies before the start")


def active_has_people(p: Project) -> Found:
    """An active project of our own has a sponsor and a manager; imported ones may still lack them."""
    if p.state is WorkState.ACTIVE and not p.source and not (p.sponsor and p.manager):
        yield "state", tr("An active project needs a sponsor and a manager")


def no_percent(s: OngoingService) -> Found:
    """A service is reviewed again and again."""
    if s.review_months < 1:
        yield "review_months", tr("A service is reviewed at least every month")


def link_has_two_ends(link: PlanLink) -> Found:
    """Nothing waits for itself."""
    if link.from_no == link.to_no:
        yield "to_no", tr("An item cannot wait for itself")


def one_seat_each(m: Membership, view: View) -> Found:
    """Nobody sits twice on a body at one time."""
    rest = (o for o in view.where("membership", "body", m.body) if o.id != m.id and not o.archived_at)
    if any(o.person == m.person and o.until is None and m.until is None for o in rest):
        yield "person", tr("This person already sits on the body")


def agenda_open(item: AgendaItem, view: View) -> Found:
    """Nothing is added to the agenda of a meeting that never was or no longer is."""
    if view.get("meeting", item.meeting) is None:
        yield "meeting", tr("The meeting of this item does not exist")


def one_pack_each(pack: Pack, view: View) -> Found:
    """No two packs of a meeting are issued as the same version."""
    if pack.issued_at is None:
        return
    packs: list[Pack] = view.where("pack", "meeting", pack.meeting)
    if any(p.id != pack.id and p.issued_at and p.version == pack.version for p in packs):
        said = tr("Version {n} of this pack was issued meanwhile. Build the next one.", n=pack.version)
        yield "version", said


def minutes_settled(before: Any, after: Any, view: View) -> Found:
    """Approved minutes refuse every change, also putting a line away or moving it to another meeting."""
    for meeting in {r.meeting for r in (before, after) if r is not None and r.meeting}:
        sets: list[MinuteSet] = view.where("minute_set", "meeting", meeting)
        if any(s.state.settled for s in sets):
            yield "text", tr("The minutes are approved. Amend them by a decision of the body.")
            return


def _differs(before: Record, after: Record) -> bool:
    """Whether anything that approved minutes lock is another."""
    kind = kind_of(after)
    locked = (f.name for f in kind.fields if f.name not in GOES_ON[kind.name])
    return any(getattr(before, name) != getattr(after, name) for name in locked)


def line_settled(before: MinuteEntry | None, after: MinuteEntry, view: View) -> Found:
    """Of an approved line only what was typed may go, under the rule of the body for rough notes."""
    emptied = before is not None and after.raw in ("", before.raw) and not _differs(before, after)
    if not emptied:
        yield from minutes_settled(before, after, view)


def wording_settled(before: Decision | None, after: Decision, view: View) -> Found:
    """A decision goes on to be carried out after its minutes are approved; its wording stays."""
    if before is None or _differs(before, after):
        yield from minutes_settled(before, after, view)


def heading_settled(before: AgendaItem | None, after: AgendaItem, view: View) -> Found:
    """What approved minutes stand under stays, and nothing is put before or behind it."""
    if before is None or _differs(before, after):
        yield from minutes_settled(before, after, view)


def meeting_stays(before: Meeting | None, after: Meeting, view: View) -> Found:
    """A meeting with approved minutes is not put away, and was when and where it was."""
    if before is not None and _differs(before, after):
        sets: list[MinuteSet] = view.where("minute_set", "meeting", after.id)
        if any(s.state.settled for s in sets):
            yield "state", tr("The minutes are approved. Amend them by a decision of the body.")


def minutes_stay(before: MinuteSet | None, after: MinuteSet, _view: View) -> Found:
    """Approved minutes go on to be signed; they do not go back, are not put away and stay where they are."""
    if before is None or not before.state.settled:
        return
    back = _ROAD.index(after.state) < _ROAD.index(before.state) if after.state in _ROAD else True
    swapped = (before.state, after.state) == (MinutesState.APPROVED, MinutesState.CORRECTED)
    if back or swapped or _differs(before, after):
        yield "meeting", tr("The minutes are approved. Amend them by a decision of the body.")


def terms_frozen(before: TermsOfReference | None, after: TermsOfReference, _view: View) -> Found:
    """Terms that are or were in force keep their words."""
    if before is None or before.state not in (TermsState.CURRENT, TermsState.RETIRED):
        return
    if after.archived_at is not None or any(getattr(before, n) != getattr(after, n) for n in _TERMS):
        yield "sections", tr("These terms are in force and stay as they are. Draft the next version.")


def pack_frozen(before: Pack | None, after: Pack, _view: View) -> Found:
    """What was issued stays what it was."""
    if before is None or before.issued_at is None:
        return
    if after.archived_at is not None or any(getattr(before, n) != getattr(after, n) for n in _FROZEN):
        yield "state", tr("The pack was issued and is frozen. Issue the next version.")


_ROAD = (MinutesState.APPROVED, MinutesState.CORRECTED, MinutesState.SIGNED, MinutesState.PUBLISHED)
_TERMS = ("body", "version", "sections", "template", "in_force", "approved_by")
_FROZEN = ("meeting", "version", "as_of", "pages", "content_hash", "pdf_hash", "renderer", "issued_at")


RECORD: Mapping[str, tuple[Callable[[Any], Found], ...]] = {
    "project": (dates_in_order, active_has_people),
    "service": (no_percent,),
    "plan_link": (link_has_two_ends,),
    "body": (days_of_deadlines,),
    "meeting": (meeting_has_a_length,),
    "series": (meeting_has_a_length,),
    "effect": (amount_is_one,),
}
CROSS: Mapping[str, tuple[Callable[[Any, View], Found], ...]] = {
    "membership": (one_seat_each,),
    "agenda_item": (agenda_open,),
    "pack": (one_pack_each,),
}
CHANGE: Mapping[str, tuple[Callable[[Any, Any, View], Found], ...]] = {
    "minute_entry": (line_settled,),
    "attendance": (minutes_settled,),
    "declaration": (minutes_settled,),
    "vote": (minutes_settled,),
    "decision": (wording_settled,),
    "agenda_item": (heading_settled,),
    "meeting": (meeting_stays,),
    "minute_set": (minutes_stay, comments_answered),
    "amendment": (amended_by_decision,),
    "pack": (pack_frozen,),
    "terms": (terms_frozen,),
    "portfolio": (work_as_decided,),
    "programme": (work_as_decided,),
    "project": (work_as_decided,),
    "service": (work_as_decided,),
    "risk": (risk_as_decided,),
    "issue": (issue_as_decided,),
    "plan": (plan_as_decided,),
    "waiver": (waiver_as_decided,),
    "effect": (effect_stays,),
}
"""What refuses a change of a record that is right as it stands."""


def field_problems(record: Record) -> list[Problem]:
    """What is wrong with single fields; such a record cannot even be sent to a database."""
    found = []
    for field, needed in _fallible(kind_of(record).name):
        value = getattr(record, field.name)
        if (needed or value is not field.default) and (text := field_problem(field, value)):
            found.append(Problem(record.id, field.name, text))
    return found


@cache
def _fallible(kind: str) -> tuple[tuple[Field, bool], ...]:
    """The fields of which something can be wrong, and whether they may not be empty."""
    typed = ((field, field.words.need is Need.ALWAYS) for field in kinds()[kind].fields if field.typed)
    return tuple((field, needed) for field, needed in typed if needed or field.shape not in _CLOSED)


def problems(record: Record, view: View) -> list[Problem]:
    """Everything wrong with a record as it would stand, its fields and between records."""
    return field_problems(record) + rule_problems(record, view)


def rule_problems(record: Record, view: View) -> list[Problem]:
    """What is wrong between the fields of a record and with other records."""
    kind = kind_of(record)
    found: list[tuple[str, str]] = []
    found += [p for rule in RECORD.get(kind.name, ()) for p in rule(record)]
    found += [p for cross in CROSS.get(kind.name, ()) for p in cross(record, view)]
    return [Problem(record.id, name, text) for name, text in found if text]


def change_problems(before: Record | None, after: Record, view: View) -> list[Problem]:
    """Why a record may not be changed now; `before` is None for a new one."""
    rules = CHANGE.get(kind_of(after).name, ())
    return [
        Problem(after.id, name, text) for rule in rules for name, text in rule(before, after, view) if text
    ]


def state_problem(kind: str, before: Any, after: Any) -> str:
    """Why a change of state is refused, or nothing."""
    if may_follow(kind, before, after):
        return ""
    return tr("{before} cannot become {after}", before=tr(before.label), after=tr(after.label))
