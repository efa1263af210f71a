"""What moved since the last pack of this body: its frozen content against now, else the reports of then."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping

from pmo_desktop.domain.health import Rating, trend
from pmo_desktop.domain.raid import Risk
from pmo_desktop.domain.values import Money
from pmo_desktop.domain.works import OngoingService, Project, WorkState
from pmo_desktop.i18n import tr, trn
from pmo_desktop.readmodels.pack_portfolio import (
    DateMove,
    MoneyMove,
    RatingMove,
    StatusLine,
    StatusTable,
    WhatChanged,
)
from pmo_desktop.services.publishing import numbers as keys
from pmo_desktop.services.publishing.actions import body_actions, followed, progress
from pmo_desktop.services.publishing.frame import WORST, Delivered, Frame, first_sentence
from pmo_desktop.services.publishing.numbers import Numbers
from pmo_desktop.services.publishing.risks import VERY_HIGH, is_new, level, open_threats

LEAST_DAYS = 5
LEAST_POINTS = 200


def what_changed(frame: Frame, numbers: Numbers) -> WhatChanged:
    """Ratings, finish dates and forecast costs that are not what they were, the worst first."""
    head = frame.head(
        keys.CHANGES, tr("What changed"), numbers.taken_by(keys.CHANGES), paper=numbers.own(keys.CHANGES)
    )
    if frame.since is None:
        return WhatChanged(head)
    then = _printed(frame)
    return WhatChanged(
        head=head,
        since=frame.since,
        ratings=tuple(rating_moves(frame, numbers)),
        dates=tuple(sorted(_dates(frame, frame.since, then), key=lambda d: -d.days)),
        money=tuple(sorted(_money(frame, frame.since), key=lambda m: m.was.minor - m.now.minor)),
        notes=tuple(_notes(frame, frame.since)),
        least_days=LEAST_DAYS,
    )


def _printed(frame: Frame) -> Mapping[str, StatusLine]:
    """What the status table of the last pack said, by reference."""
    if frame.facts.last is None:
        return {}
    tables = [s for s in frame.facts.last.sections if isinstance(s, StatusTable)]
    return {line.ref: line for table in tables for group in table.groups for line in group.lines}


def rating_then(frame: Frame, work: Delivered) -> Rating | None:
    """The rating as printed in the last pack, else as reported then."""
    printed = _printed(frame).get(work.ref)
    if printed is not None:
        return printed.overall
    return frame.rating_at(work, frame.since) if frame.since else None


def rating_moves(frame: Frame, numbers: Numbers) -> Iterator[RatingMove]:
    """Every work whose rating is another than before, the worst first."""
    for work in sorted(frame.works, key=lambda w: (WORST[frame.ratings[w.id]], w.ref)):
        was, now = rating_then(frame, work), frame.ratings[work.id]
        if was is not None and was is not now:
            yield RatingMove(
                work=frame.title(work),
                was=was,
                now=now,
                trend=trend(was, now),
                reason=_reason(frame, work, now),
                key=numbers.work_key(work),
            )


def _reason(frame: Frame, work: Delivered, now: Rating) -> str:
    said = frame.report(work.id)
    if now is Rating.NONE:
        return tr("No report for more than 35 days") if said else tr("No report")
    if now is Rating.COMPLETE:
        return tr("Closed")
    return first_sentence((said.rag_reason or said.headline) if said else "", 110)


def _dates(frame: Frame, since: dt.date, printed: Mapping[str, StatusLine]) -> Iterator[DateMove]:
    days = frame.facts.meeting.work_days
    for work in frame.projects:
        report, line = frame.report_at(work.id, since), printed.get(work.ref)
        was = line.forecast if line else report.forecast_finish if report else None
        now = frame.forecast(work)
        if was is None or now is None:
            continue
        moved = days.working_days_between(was, now)
        if abs(moved) >= LEAST_DAYS:
            yield DateMove(frame.title(work), was, now, moved)


def _money(frame: Frame, since: dt.date) -> Iterator[MoneyMove]:
    for work in frame.works:
        report = frame.report_at(work.id, since)
        was, now = (
            (frame.base(report.forecast_cost) if report else None),
            frame.base(frame.cost_forecast(work)),
        )
        if was is not None and now is not None and _moved(was, now):
            yield MoneyMove(frame.title(work), was, now)


def _moved(was: Money, now: Money) -> bool:
    return was.minor > 0 and abs(now.minor - was.minor) * 10_000 >= LEAST_POINTS * was.minor


def _notes(frame: Frame, since: dt.date) -> Iterator[tuple[str, str]]:
    opened = [w for w in frame.projects if w.start_actual and w.start_actual > since]
    if opened:
        yield tr("Started"), _named(frame, opened)
    closed = [w for w in frame.projects if w.state is WorkState.CLOSED and _after(w.finish_actual, since)]
    if closed:
        yield tr("Closed"), _named(frame, closed)
    retiring = [w for w in frame.services if _after(w.retire_by, frame.day)]
    if retiring:
        yield tr("Services to end"), _named(frame, retiring)
    fresh = [r for r in open_threats(frame) if is_new(frame, r) and level(r) == VERY_HIGH]
    if fresh:
        yield tr("New very high risks"), "; ".join(_risk(frame, r) for r in fresh)
    made = followed(frame, 1)
    if made:
        done = sum(progress(d, body_actions(frame)) == 100 for d in made)
        yield (
            tr("Decisions of the last meeting"),
            trn("{done} of {n} done", "{done} of {n} done", len(made), done=done),
        )


def _after(day: dt.date | None, since: dt.date) -> bool:
    return day is not None and day > since


def _named(frame: Frame, works: list[Project] | list[OngoingService]) -> str:
    return ", ".join(f"{frame.title(w)} ({w.ref})" for w in works)


def _risk(frame: Frame, risk: Risk) -> str:
    work = frame.facts.meeting.works.get(risk.work)
    return tr("{title} ({work})", title=frame.title(risk), work=frame.title(work))
