"""The whole portfolio on one page: shares by number and money, five figures with history, three messages."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

from pmo_desktop.domain.health import Rating, Trend, distribution
from pmo_desktop.domain.organisation import Role
from pmo_desktop.domain.values import Money
from pmo_desktop.domain.works import WorkState
from pmo_desktop.i18n import tr, trn
from pmo_desktop.readmodels import shown
from pmo_desktop.readmodels.pack_portfolio import PortfolioPage, RatingMove, RatingShare, Tile
from pmo_desktop.services.publishing import numbers as keys
from pmo_desktop.services.publishing.changes import rating_moves
from pmo_desktop.services.publishing.frame import Delivered, Frame
from pmo_desktop.services.publishing.numbers import Numbers
from pmo_desktop.services.publishing.status import month_end, months_before

PERIODS = 6
NAMED = 3
MOST_SILENT = 2
LATE = 20
"""Working days after which a late finish is bold in the status table and counted here."""


def portfolio_page(frame: Frame, numbers: Numbers) -> PortfolioPage:
    """Shares, tiles and messages; the commentary is the leader's own words."""
    head = frame.head(
        keys.PORTFOLIO,
        tr("Portfolio on a page"),
        numbers.taken_by(keys.PORTFOLIO),
        paper=numbers.own(keys.PORTFOLIO),
        tab=tr("Portfolio"),
    )
    if not frame.works:
        return PortfolioPage(head)
    commentary = frame.facts.commentary
    moves = list(rating_moves(frame, numbers)) if frame.since else []
    return PortfolioPage(
        head=head,
        shares=shares(frame),
        tiles=tiles(frame),
        better=_better(moves),
        worse=_worse(moves),
        needs_you=_needs_you(frame, numbers),
        commentary=commentary,
        commentary_by=leader(frame) if commentary else "",
        commentary_on=frame.day if commentary else None,
    )


def leader(frame: Frame) -> str:
    """Who leads the office."""
    found = (r for r in frame.facts.roles if r.role is Role.PMO_LEADER and r.until is None)
    return next((frame.name(r.person) for r in found), "")


def shares(frame: Frame) -> tuple[RatingShare, ...]:
    """How many works, and how much approved budget, stand at each rating."""
    parts = distribution((frame.ratings[w.id], frame.total([w.budget]).minor) for w in frame.works)
    return tuple(RatingShare(p.rating, p.count, Money(p.minor, frame.currency)) for p in parts if p.count)


# -- tiles -----------------------------------------------------------------------------------------


def tiles(frame: Frame) -> tuple[Tile, ...]:
    """Works, money, time, ratings and reports, each with its last six months."""
    ends = [month_end(months_before(frame.day, n), frame.day) for n in reversed(range(PERIODS))]
    return (
        _works(frame),
        _money(frame, ends),
        _time(frame, ends),
        _green(frame, ends),
        _reported(frame, ends),
    )


def _works(frame: Frame) -> Tile:
    closed = sum(w.state is WorkState.CLOSED for w in frame.projects)
    held = sum(w.state is WorkState.ON_HOLD for w in frame.projects)
    parts = [tr("projects, services")]
    before = [
        trn("{n} on hold", "{n} on hold", held) if held else "",
        trn("{n} closed", "{n} closed", closed) if closed else "",
    ]
    return Tile(
        tr("Works"),
        tr("{projects} + {services}", projects=len(frame.projects), services=len(frame.services)),
        ", ".join(parts),
        ", ".join(b for b in before if b),
    )


def _money(frame: Frame, ends: Sequence[dt.date]) -> Tile:
    def part(day: dt.date) -> float | None:
        pairs = [(frame.base(_cost_at(frame, w, day)), frame.base(w.budget)) for w in frame.works]
        known = [(cost.minor, budget.minor) for cost, budget in pairs if cost and budget]
        budget = sum(b for _, b in known)
        return 100 * (sum(c for c, _ in known) - budget) / budget if budget else None

    now = part(frame.day)
    over = frame.total(
        Money(cost.minor - budget.minor, frame.currency)
        for w in frame.works
        if (cost := frame.base(frame.cost_forecast(w))) and (budget := frame.base(w.budget))
    )
    said = tr("{amount} over", amount=shown.money(over, in_millions=True))
    if over.minor < 0:
        said = tr("{amount} under", amount=shown.money(Money(-over.minor, over.currency), in_millions=True))
    return _tile(frame, tr("Money"), _percent, now, said, ends, part)


def _cost_at(frame: Frame, work: Delivered, day: dt.date) -> Money | None:
    if day >= frame.day:
        return frame.cost_forecast(work)
    report = frame.report_at(work.id, day)
    return report.forecast_cost if report else None


def _time(frame: Frame, ends: Sequence[dt.date]) -> Tile:
    days = frame.facts.meeting.work_days

    def late(day: dt.date) -> list[int]:
        found = []
        for work in frame.projects:
            report = frame.report_at(work.id, day)
            finish = report.forecast_finish if report and day < frame.day else frame.forecast(work)
            known = report is not None or day >= frame.day
            if known and finish and work.finish_planned and work.state is not WorkState.CLOSED:
                found.append(days.working_days_between(work.finish_planned, finish))
        return found

    now = late(frame.day)
    by = trn("over {n} working day", "over {n} working days", LATE)
    return _tile(
        frame,
        tr("Late"),
        shown.number,
        float(sum(n > LATE for n in now)) if now else None,
        by,
        ends,
        lambda day: float(sum(n > LATE for n in found)) if (found := late(day)) else None,
    )


def _green(frame: Frame, ends: Sequence[dt.date]) -> Tile:
    def rated(day: dt.date) -> list[Rating]:
        running = [w for w in frame.works if w.state is not WorkState.CLOSED]
        found = [frame.rating_at(w, day) for w in running]
        return [r for r in found if r is not None and r.rank is not None]

    def part(day: dt.date) -> float | None:
        found = rated(day)
        return float(found.count(Rating.GREEN)) if found else None

    now = rated(frame.day)
    return _tile(
        frame,
        tr("Green"),
        lambda n: tr("{green} of {all}", green=round(n), all=len(now)) if now else str(round(n)),
        float(now.count(Rating.GREEN)) if now else None,
        tr("{red} red, {amber} amber", red=now.count(Rating.RED), amber=now.count(Rating.AMBER)),
        ends,
        part,
        before=shown.number,
    )


def _reported(frame: Frame, ends: Sequence[dt.date]) -> Tile:
    running = [w for w in frame.works if w.state is not WorkState.CLOSED]

    def part(day: dt.date) -> float | None:
        began = [w for w in running if frame.report_at(w.id, day) is not None]
        fresh = sum(frame.rating_at(w, day) not in (None, Rating.NONE) for w in began)
        return float(fresh) if began else None

    now = sum(frame.ratings[w.id] is not Rating.NONE for w in running)
    missing = len(running) - now
    return _tile(
        frame,
        tr("Reports"),
        lambda n: tr("{n} of {all}", n=round(n), all=len(running)),
        float(now),
        trn("{n} missing", "{n} missing", missing),
        ends,
        part,
        before=shown.number,
    )


def _tile(
    frame: Frame,
    title: str,
    words: Callable[[float], str],
    now: float | None,
    line: str,
    ends: Sequence[dt.date],
    at: Callable[[dt.date], float | None],
    before: Callable[[float], str] | None = None,
) -> Tile:
    """A figure, what it was at the last pack, and its value at the end of each month."""
    was = at(frame.since) if frame.since else None
    said = ""
    if was is not None and frame.since is not None:
        said = tr("{date}: {value}", date=shown.day_month(frame.since), value=(before or words)(was))
    known = [(end, value) for end in ends if (value := at(end)) is not None]
    figure = shown.NOTHING if now is None else words(now)
    if len(known) < 2:
        return Tile(title, figure, line, said)
    first, last = shown.month_name(known[0][0]), shown.month_name(known[-1][0])
    spark = tuple(round(value, 2) for _, value in known)
    return Tile(title, figure, line, said, spark, tr("{first} to {last}", first=first, last=last))


def _percent(value: float) -> str:
    return shown.signed(value, 1) + shown.NBSP + "%"


# -- messages --------------------------------------------------------------------------------------


def _better(moves: Sequence[RatingMove]) -> str:
    parts = [
        tr("{work} went from {was} to {now}.", work=m.work, was=_word(m.was), now=_word(m.now))
        for m in moves
        if m.trend is Trend.BETTER and m.now is not Rating.COMPLETE
    ]
    closed = [m.work for m in moves if m.now is Rating.COMPLETE]
    if closed:
        parts.append(trn("{works} is complete.", "{works} are complete.", len(closed), works=_and(closed)))
    return _few(parts)


def _worse(moves: Sequence[RatingMove]) -> str:
    fallen = [m for m in moves if m.trend is Trend.WORSE]
    said = [
        tr("{work} turned {now}: {reason}", work=m.work, now=_word(m.now), reason=_full(m.reason))
        if m.reason
        else tr("{work} turned {now}.", work=m.work, now=_word(m.now))
        for m in fallen
    ]
    return _few(said, 2)


def _needs_you(frame: Frame, numbers: Numbers) -> str:
    parts = []
    named = [r.number for r in numbers.resolutions.values()]
    if named:
        parts.append(
            trn("Decide {numbers} today.", "Decide {numbers} today.", len(named), numbers=_and(named))
        )
    silent = [frame.title(w) for w in frame.silent]
    if silent:
        parts.append(
            trn(
                "Ask for the report of {works}.",
                "Ask for the reports of {works}.",
                len(silent),
                works=_and(silent),
            )
            if len(silent) <= MOST_SILENT
            else trn("Ask for {n} missing report.", "Ask for {n} missing reports.", len(silent))
        )
    undecided = [frame.title(w) for w in frame.reds if numbers.item_of(w.id) is None]
    if undecided:
        parts.append(
            trn(
                "{works} is red and not on the agenda.",
                "{works} are red and not on the agenda.",
                len(undecided),
                works=_and(undecided),
            )
        )
    return " ".join(parts)


def _few(sentences: Sequence[str], most: int = NAMED) -> str:
    rest = len(sentences) - most
    shown_ones = list(sentences[:most])
    if rest > 0:
        shown_ones.append(trn("{n} more on the next page.", "{n} more on the next page.", rest))
    return " ".join(shown_ones)


def _and(names: Sequence[str]) -> str:
    if len(names) < 2:
        return "".join(names)
    return tr("{first} and {last}", first=", ".join(names[:-1]), last=names[-1])


def _word(rating: Rating) -> str:
    return tr(rating.label).lower()


def _full(text: str) -> str:
    return text if text[-1:] in ".!?…" else f"{text}."
