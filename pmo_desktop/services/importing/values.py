"""From one row of a register to the fields of a work, and what had to be left out or bent for it."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Mapping
from datetime import date
from statistics import median
from typing import Any

from pmo_desktop.domain.absences import folded
from pmo_desktop.domain.ratings import RatingKind
from pmo_desktop.domain.registersheet import RegisterField as F
from pmo_desktop.domain.registersheet import TablePlan, WorkRow
from pmo_desktop.domain.values import LText, Money, Rich
from pmo_desktop.domain.works import (
    Category,
    OngoingService,
    Programme,
    Project,
    ServiceState,
    Work,
    WorkState,
)
from pmo_desktop.i18n import tr
from pmo_desktop.services.columns.words import words_of
from pmo_desktop.services.importing.world import LONGEST_NAME, LONGEST_TITLE, Additions

_MOST_OF_WHOLE = 0.5
_YEARLY = frozenset({"year", "yearly", "annual", "jahr", "jahrlich", "annuel", "annee", "anual", "fy"})
_BASELINE_WORDS = frozenset({"budget", "budgeted", "baseline", "budgets", "budgete", "presupuesto"})
_STATES: Mapping[WorkState, str] = {
    WorkState.CLOSED: "closed|complete|done|finished|delivered|abgeschlossen|beendet|termine|cerrado",
    WorkState.ON_HOLD: "on hold|on-hold|paused|suspended|pausiert|ruht|suspendu|suspendido|en pausa",
    WorkState.STOPPED: "stopped|cancel|terminated|abgebrochen|gestoppt|arrete|annule",
    WorkState.PROPOSED: "propos|planned|pipeline|idea|not started|geplant|beantragt|prevu|propuesto",
    WorkState.CLOSING: "closing|close-out|handover|in abschluss|cloture|en cierre",
}
"""How the words of a state begin, folded; what is none of them is active."""
_KINDS: Mapping[type[Work], frozenset[str]] = {
    Programme: frozenset({"programme", "program", "programm", "programa"}),
    OngoingService: frozenset(
        {"service", "ongoing service", "operations", "dienst", "dauerbetrieb", "servicio"}
    ),
}
_SERVICE_STATES = {
    WorkState.PROPOSED: ServiceState.PROPOSED,
    WorkState.ACTIVE: ServiceState.LIVE,
    WorkState.ON_HOLD: ServiceState.UNDER_REVIEW,
    WorkState.CLOSING: ServiceState.RETIRING,
    WorkState.CLOSED: ServiceState.RETIRED,
    WorkState.STOPPED: ServiceState.RETIRED,
}
_CATEGORIES = {c.value: c for c in Category}


@dc.dataclass(slots=True)
class Values:
    """The fields of a work as a row gives them, and what the receipt has to say about it."""

    kind: type[Work]
    fields: dict[str, Any]
    notes: list[str]


def in_year(table: TablePlan) -> frozenset[F]:
    """Which amounts are of one financial year, not of the whole work.

    A header that names a year says so; so do amounts that are mostly less than half of the whole-life
    cost in the same row.
    """
    found = set()
    for guess in table.columns:
        if guess.field not in {F.BUDGET, F.FORECAST_COST}:
            continue
        shares = [s for row in table.rows if (s := _share_of_whole(row, guess.field)) is not None]
        named = bool(guess.period) or bool(_YEARLY.intersection(words_of(guess.header)))
        if shares and (named or median(shares) < _MOST_OF_WHOLE):
            found.add(guess.field)
    return frozenset(found)


def _share_of_whole(row: WorkRow, field: F) -> float | None:
    part, whole = money(row, field), money(row, F.WHOLE_LIFE_COST)
    if part is None or whole is None or whole.minor <= 0 or part.currency != whole.currency:
        return None
    return part.minor / whole.minor


def money(row: WorkRow, field: F) -> Money | None:
    """The first amount of a field."""
    found = row.first(field)
    return found.value if found and isinstance(found.value, Money) else None


def day(row: WorkRow, *fields: F) -> date | None:
    """The first date of the first field that has one."""
    days = (t.value for f in fields for t in row.all(f))
    return next((d for d in days if isinstance(d, date)), None)


def values_of(row: WorkRow, table: TablePlan, yearly: frozenset[F], add: Additions, language: str) -> Values:
    """The fields of the work that a row describes; missing units and people are added on the way."""
    values = Values(_kind(row), {}, [])
    title = row.title
    values.fields["title"] = LText.of(title[:LONGEST_TITLE], lang=language)
    if len(title) > LONGEST_TITLE:
        values.notes.append(tr("The title is longer than {n} characters and was shortened", n=LONGEST_TITLE))
    values.fields["description"] = Rich(row.text(F.DESCRIPTION))
    values.fields["external_ref"] = row.text(F.REF)[:80]
    values.fields["org_unit"] = add.unit(row.text(F.UNIT) or row.section)
    values.fields["parent"] = add.programme(row.text(F.PROGRAMME))
    values.fields["sponsor"] = add.person(row.text(F.SPONSOR)[:LONGEST_NAME])
    values.fields["manager"] = add.person(row.text(F.MANAGER)[:LONGEST_NAME])
    _sort(row, values)
    _dates(row, values)
    _amounts(row, table, yearly, values)
    names = {f.name for f in dc.fields(values.kind)}
    values.fields = {n: v for n, v in values.fields.items() if n in names and v not in {None, "", ()}}
    return values


def _kind(row: WorkRow) -> type[Work]:
    """A programme or an ongoing service where the category says exactly that; else a project."""
    said = folded(row.text(F.CATEGORY))
    return next((kind for kind, words in _KINDS.items() if said in words), Project)


def _sort(row: WorkRow, values: Values) -> None:
    """Category, phase, state and country."""
    category = row.text(F.CATEGORY)
    if folded(category) in _CATEGORIES:
        values.fields["category"] = _CATEGORIES[folded(category)]
    elif category and values.kind is Project:
        values.fields["tags"] = (category,)
    values.fields["phase"] = row.text(F.PHASE)[:60]
    state = _state(row)
    values.fields["state"] = _SERVICE_STATES[state] if values.kind is OngoingService else state
    country = row.text(F.COUNTRY)
    if len(country) == 2 and country.isalpha():
        values.fields["countries"] = (country.upper(),)
    elif country:
        values.fields["tags"] = (*values.fields.get("tags", ()), country)


def _state(row: WorkRow) -> WorkState:
    """By the words of the state, else closed when rated complete, else active."""
    words = folded(row.text(F.STATE))
    for state, known in _STATES.items():
        if words.startswith(tuple(known.split("|"))):
            return state
    if row.rating and row.rating.kind is RatingKind.COMPLETE:
        return WorkState.CLOSED
    return WorkState.ACTIVE


def _dates(row: WorkRow, values: Values) -> None:
    """Planned is the baseline where there is one; another date beside it is the forecast."""
    fields = values.fields
    for end, plain, base, cast, actual in (
        ("start", F.START, F.START_BASELINE, F.START_FORECAST, F.START_ACTUAL),
        ("finish", F.FINISH, F.FINISH_BASELINE, F.FINISH_FORECAST, F.FINISH_ACTUAL),
    ):
        fields[f"{end}_planned"] = day(row, base, plain)
        fields[f"{end}_forecast"] = day(row, cast) or (day(row, plain) if day(row, base) else None)
        fields[f"{end}_actual"] = day(row, actual)
    start, finish = fields["start_planned"], fields["finish_planned"]
    if start and finish and finish < start:
        fields["finish_planned"] = None
        values.notes.append(
            tr("The finish {finish} lies before the start {start}: not taken", start=start, finish=finish)
        )


def _amounts(row: WorkRow, table: TablePlan, yearly: frozenset[F], values: Values) -> None:
    """Whole amounts only: those of one year are kept with the status report."""
    whole = money(row, F.WHOLE_LIFE_COST)
    fields = values.fields
    fields["whole_life_cost"] = whole
    fields["budget"] = None if F.BUDGET in yearly else money(row, F.BUDGET)
    fields["forecast_cost"] = None if F.FORECAST_COST in yearly else money(row, F.FORECAST_COST)
    fields["actual_cost"] = money(row, F.ACTUAL_COST)
    fields["benefit_value"] = money(row, F.BENEFITS)
    header = next((g.header for g in table.columns if g.field is F.WHOLE_LIFE_COST), "")
    if fields["budget"] is None and whole and _BASELINE_WORDS.intersection(words_of(header)):
        fields["budget"] = whole
