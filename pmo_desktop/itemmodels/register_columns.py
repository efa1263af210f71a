"""Each column of the register of works: what it shows, sorts by, and how it is edited."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from pmo_desktop.domain.health import Rating
from pmo_desktop.domain.lifecycle import next_states
from pmo_desktop.domain.schema import kinds
from pmo_desktop.domain.values import Money
from pmo_desktop.domain.works import Category
from pmo_desktop.i18n import language, tr
from pmo_desktop.itemmodels import editing
from pmo_desktop.itemmodels.columns import Column, of_field
from pmo_desktop.itemmodels.register_context import Context
from pmo_desktop.itemmodels.roles import Role
from pmo_desktop.readmodels import shown
from pmo_desktop.readmodels.project_phases import phase_word
from pmo_desktop.readmodels.register import WorkRow
from pmo_desktop.readmodels.registerfilter import programme_name
from pmo_desktop.readmodels.slips import slip_tone

_RATING_PLACE = {Rating.RED: 0, Rating.AMBER: 1, Rating.NONE: 2, Rating.GREEN: 3, Rating.COMPLETE: 4}
_TREND_PLACE = {"worse": 0, "new": 1, "same": 2, "better": 3}
_GREEN_COST = 500


def _has(field: str) -> Callable[[WorkRow], bool]:
    return lambda row: editing.has_field(row.kind, field)


# -- what identifies a work ------------------------------------------------------------------------


def health_column(at: Context) -> Column[WorkRow]:
    """Rating and trend, worst first."""

    def place(row: WorkRow) -> tuple[int, int]:
        return _RATING_PLACE[at.seen(row).rating], _TREND_PLACE.get(trend_of(row), 4)

    return Column(
        tr("Health"),
        place,
        lambda row: tr(at.seen(row).rating.label),
        key="health",
        width=66,
        tip=lambda row: health_words(row, at.today),
        roles={
            Role.RAG: lambda row: at.seen(row).rating.value,
            Role.TREND: lambda row: trend_of(row) or "same",
        },
    )


def trend_of(row: WorkRow) -> str:
    """The word of the trend, "" where nothing is rated."""
    found = row.report.trend if row.report else None
    return found.value if found else ""


def health_words(row: WorkRow, today: date) -> str:
    """The rating in words: with its trend, or why there is none."""
    seen = row.health(today)
    if row.report is None:
        return tr("{rating}. No status report yet.", rating=tr(seen.rating.label))
    if seen.rating is Rating.NONE and seen.last is not Rating.NONE:
        return tr(
            "Not rated: the last report said {rating} on {day}, {n} days ago.",
            rating=tr(seen.last.label), day=shown.day(seen.reported), n=seen.days,
        )  # fmt: skip
    trend = row.report.trend
    if trend is None:
        return tr(seen.rating.label)
    return tr("{rating}, {trend}", rating=tr(seen.rating.label), trend=tr(trend.label).lower())


def title_column() -> Column[WorkRow]:
    """The name, in the language in force."""
    return of_field(
        "project", "title", lambda row: row.title.said(language()),
        title=tr("Work"), width=240, seen=lambda row: row.title,
        parse_in=lambda row, value: editing.title_in(row.title, value, tr("Title")),
    )  # fmt: skip


def ref_column() -> Column[WorkRow]:
    """The code, which never changes."""
    return of_field("project", "ref", lambda row: row.ref, width=96, roles=_tone("text2"))


def programme_column() -> Column[WorkRow]:
    """The programme or portfolio that it stands under."""
    return Column(
        tr("Programme"), programme_name, programme_name, key="programme", width=150, roles=_tone("text2")
    )


def kind_column() -> Column[WorkRow]:
    """Portfolio, programme, project or ongoing service."""

    def said(row: WorkRow) -> str:
        return tr(kinds()[row.kind].label)

    return Column(tr("Kind"), said, said, key="kind", width=110, roles=_tone("text2"))


def _tone(tone: str) -> Mapping[Role, Callable[[WorkRow], Any]]:
    return {Role.TONE: lambda _row: tone}


def state_column() -> Column[WorkRow]:
    """Where it is in its life; only states that may follow are offered."""

    def offered(row: WorkRow) -> Sequence[tuple[Any, str]]:
        return editing.choices((row.state, *next_states(row.kind, row.state)))

    return of_field(
        "project", "state", lambda row: tr(row.state.label), width=96, seen=lambda row: row.state,
        parse_in=lambda row, value: editing.state_in(row.kind, row.state, value),
        roles={Role.CHOICES: offered, Role.TONE: lambda _row: "text2"},
    )  # fmt: skip


def phase_column() -> Column[WorkRow]:
    """Where a project stands in its life cycle."""
    return of_field(
        "project", "phase", lambda row: phase_word(row.phase), width=70, seen=lambda row: row.phase,
        edit=lambda row: row.phase,
        parse=editing.text_of, editable=_has("phase"), roles=_tone("text2"),
    )  # fmt: skip


def gate_column() -> Column[WorkRow]:
    """The next gate and its date."""

    def text(row: WorkRow) -> str:
        return shown.day_month(row.gate_date) if row.gate else ""

    def tip(row: WorkRow) -> str:
        return tr("{gate}, {day}", gate=row.gate_name, day=shown.day(row.gate_date)) if row.gate else ""

    return Column(
        tr("Next gate"), lambda row: row.gate_date, text, key="gate", width=100,
        tip=tip,
        roles={Role.GATE: lambda row: row.gate or None},
    )  # fmt: skip


# -- dates -----------------------------------------------------------------------------------------


def date_column(
    at: Context, field: str, value: Callable[[WorkRow], date | None], **more: Any
) -> Column[WorkRow]:
    """A date; typed in words or digits."""
    given: dict[str, Any] = {
        "number": True,
        "width": 90,
        "seen": lambda row: getattr(row, field),
        "editable": _has(field),
        "parse": lambda typed: editing.day_of(typed, at.today),
        "edit": lambda row: shown.day(found) if (found := getattr(row, field)) else "",
    }
    return of_field("project", field, value, lambda row: shown.day(value(row)), **(given | more))


def slip_column() -> Column[WorkRow]:
    """Finish against plan in working days."""

    def tip(row: WorkRow) -> str:
        if row.slip is None:
            return ""
        said = tr(
            "Planned {plan}, now {finish}.", plan=shown.day(row.finish_planned), finish=shown.day(row.finish)
        )
        if row.tolerance_time is None:
            return said
        return tr("{said} Tolerance {n} working days.", said=said, n=row.tolerance_time)

    return Column(
        tr("± plan"), lambda row: row.slip, lambda row: shown.signed(row.slip),
        tr("Finish against plan, working days"), "slip", number=True, width=70, tip=tip,
        roles={
            Role.TONE: lambda row: slip_tone(row.slip, row.tolerance_time),
            Role.STRONG: lambda row: slip_tone(row.slip, row.tolerance_time) is not None,
        },
    )  # fmt: skip


def outside_green(value: float | None, limit: float) -> bool:
    """Whether a value lies above its green limit."""
    return value is not None and value > limit


def _bad(wrong: Callable[[WorkRow], bool]) -> Mapping[Role, Callable[[WorkRow], Any]]:
    """Bold and in the tone of bad news where something is outside its limit."""
    return {Role.TONE: lambda row: "neg" if wrong(row) else None, Role.STRONG: wrong}


# -- money -----------------------------------------------------------------------------------------


def in_millions(money: Money | None, currency: str) -> str:
    """Millions of the currency of sums as a bare number, of another with its code."""
    if money is None or not currency or money.currency == currency:
        return shown.millions(money)
    return tr("{currency} {amount}", currency=money.currency, amount=shown.millions(money))


def money_column(at: Context, field: str, **more: Any) -> Column[WorkRow]:
    """An amount in millions; typed with or without a scale."""

    def value(row: WorkRow) -> Money | None:
        found: Money | None = getattr(row, field)
        return found

    def parse(row: WorkRow, typed: Any) -> Money | None:
        now = value(row)
        known = now.currency if now else row.budget.currency if row.budget else at.currency or "EUR"
        return editing.money_of(typed, known, unit=editing.MILLION)

    given: dict[str, Any] = {
        "number": True,
        "width": 74,
        "seen": value,
        "editable": _has(field),
        "parse_in": parse,
        "tip": lambda row: shown.money(value(row)) if value(row) else "",
        "edit": lambda row: shown.number(shown.major(m)) + "\u00a0" + m.currency if (m := value(row)) else "",
    }

    def place(row: WorkRow) -> tuple[str, int] | None:
        found = value(row)
        return (found.currency, found.minor) if found else None

    return of_field(
        "project", field, place, lambda row: in_millions(value(row), at.currency), **(given | more)
    )


def budget_lock(row: WorkRow) -> str:
    """Why the budget cannot be typed over: it was set by a decision; "" where it may be."""
    if row.budget_authority is None:
        return ""
    return tr("Budget set by {decision}. Only a decision can change it.", decision=row.authority_ref)


def cost_column() -> Column[WorkRow]:
    """Forecast cost against budget."""

    def limit(row: WorkRow) -> int:
        return _GREEN_COST if row.tolerance_cost is None else row.tolerance_cost

    return Column(
        tr("Cost"), lambda row: row.cost_share, lambda row: signed_percent(row.cost_share),
        tr("Forecast cost against budget"), "cost", number=True, width=66,
        tip=lambda row: tr("Forecast {money}", money=shown.money(row.forecast_cost)),
        roles=_bad(lambda row: outside_green(row.cost_share, limit(row))),
    )  # fmt: skip


def signed_percent(points: int | None) -> str:
    """A change in per cent with one decimal and its sign: "+3.2 %"."""
    if points is None:
        return shown.NOTHING
    return ("+" if points > 0 and round(points / 10) else "") + shown.percent(points, 1)


# -- report, people, the rest ----------------------------------------------------------------------


def age_column(at: Context) -> Column[WorkRow]:
    """Days since the last report."""

    def days(row: WorkRow) -> int | None:
        return (at.today - row.report.status_date).days if row.report else None

    return Column(
        tr("Report"), days, lambda row: tr("{n} d", n=days(row)) if row.report else shown.NOTHING,
        tr("Days since the last status report"), "age", number=True, width=62,
        tip=lambda row: row.report.headline if row.report else tr("No status report yet."),
        roles={Role.AGE: days, Role.TONE: lambda _row: "text2"},
    )  # fmt: skip


def person_column(at: Context, field: str, name: Callable[[WorkRow], str]) -> Column[WorkRow]:
    """A person; typed by initials or any part of a name."""
    return of_field(
        "project", field, name, width=140, seen=lambda row: getattr(row, field),
        parse=lambda typed: editing.person_of(typed, at.people),
    )  # fmt: skip


def unit_column(at: Context) -> Column[WorkRow]:
    """The unit; typed by its name."""
    return of_field(
        "project", "org_unit", lambda row: row.unit.said(language()), width=130,
        seen=lambda row: row.org_unit, roles=_tone("text2"),
        parse=lambda typed: editing.named_of(typed, at.units, tr("unit")),
    )  # fmt: skip


def category_column() -> Column[WorkRow]:
    """Why the money is spent."""
    return of_field(
        "project", "category", lambda row: tr(row.category.label) if row.category else "", width=96,
        seen=lambda row: row.category, parse=lambda typed: editing.optional_choice(typed, Category),
        roles={Role.CHOICES: lambda _row: editing.choices(Category, empty=True)},
    )  # fmt: skip


def priority_column() -> Column[WorkRow]:
    """1 to 5, 1 is first."""
    steps = tuple((str(n), str(n)) for n in range(1, 6))
    return of_field(
        "project", "priority", lambda row: row.priority, number=True, width=70,
        seen=lambda row: row.priority, parse=editing.score_of,
        roles={Role.CHOICES: lambda _row: (("", shown.NOTHING), *steps)},
    )  # fmt: skip


def count_column(title: str, key: str, value: Callable[[WorkRow], int]) -> Column[WorkRow]:
    """A number that is bad when it is not zero."""

    def text(row: WorkRow) -> str:
        return str(value(row)) if value(row) else ""

    return Column(title, value, text, key=key, number=True, width=84, roles=_bad(lambda row: value(row) > 0))
