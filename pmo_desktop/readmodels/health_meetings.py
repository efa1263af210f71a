"""Measures of the meetings themselves: held, prepared, quorate, attended, kept to time, written up."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from uuid import UUID

from pmo_desktop.domain.governance import Capacity
from pmo_desktop.domain.governancehealth import Measure
from pmo_desktop.domain.meetings import AgendaKind, Lateness, Meeting, Outcome, Presence, Purpose
from pmo_desktop.i18n import language, tr
from pmo_desktop.readmodels import shown
from pmo_desktop.readmodels.health_counting import Behind, Reading, counted, middle, of_meeting, share
from pmo_desktop.readmodels.health_facts import HealthFacts, ItemFact, PaperFact, Window

_FORMAL = (AgendaKind.OPENING, AgendaKind.APOLOGIES, AgendaKind.NEXT_MEETING)
_CAME = ("submitted", "pre_check", "accepted", "in_pack", "considered", "filed")
_LATENESS = {m.value: m for m in Lateness}
_OUTCOME = {m.value: m for m in Outcome}
_VOTES = tuple(c.value for c in Capacity if c.votes)
_THERE = (Presence.PRESENT.value, Presence.REMOTE.value, Presence.LEFT.value)


def held(_facts: HealthFacts, w: Window) -> Reading:
    """Held, of those planned."""
    now = w.held
    return counted(Measure.HELD, (of_meeting(m, tr(m.state.label), good=m in now) for m in w.meetings))


def pack_on_time(facts: HealthFacts, w: Window) -> Reading:
    """Issued by the day that the body's rule gives."""

    def one(m: Meeting) -> Behind:
        pack, body = facts.pack(m), facts.bodies.get(UUID(int=m.body.int))
        by = facts.days.add_working_days(facts.day(m), -(body.pack_issue if body else 5))
        if pack is None or pack.issued_at is None:
            return of_meeting(m, tr("no pack issued"), good=False)
        on = pack.issued_at.date()
        said = tr("issued on {day}, due on {due}", day=shown.day(on), due=shown.day(by))
        return of_meeting(m, said, good=on <= by)

    return counted(Measure.PACK, [one(m) for m in w.held])


def papers_on_time(facts: HealthFacts, w: Window) -> Reading:
    """On time, of all that came."""
    found = [(m, p) for m in w.held for p in facts.papers.get(m.id, ()) if p.state in _CAME]
    late = sum(p.lateness == Lateness.LATE for _, p in found)
    tabled = sum(p.lateness == Lateness.TABLED for _, p in found)
    behind = [
        Behind(p.id, f"meetings/{m.id}", _paper_code(m, p), _paper_said(p), p.lateness == Lateness.ON_TIME)
        for m, p in found
    ]
    beside = tr("{late} late, {tabled} tabled", late=late, tabled=tabled) if found else ""
    return counted(Measure.PAPERS, behind, beside)


def _paper_code(m: Meeting, p: PaperFact) -> str:
    return " ".join(part for part in (m.ref, p.number) if part)


def _paper_said(p: PaperFact) -> str:
    return tr("{title}: {when}", title=p.title.said(language()), when=tr(_LATENESS[p.lateness].label))


def quorate(_facts: HealthFacts, w: Window) -> Reading:
    """Minutes with a quorum, of those in session."""
    part = whole = 0.0
    behind = []
    for m in w.held:
        minutes = _session(m)
        if minutes is None or not m.quorum_log:
            continue
        good = _quorate(m)
        part, whole = part + good, whole + minutes
        said = tr("{part} of {whole} minutes", part=round(good), whole=round(minutes))
        behind.append(of_meeting(m, said, good=good >= minutes))
    return share(Measure.QUORATE, part, whole, behind)


def _session(m: Meeting) -> float | None:
    """Minutes between opening and closing."""
    if m.opened_at is None or m.closed_at is None:
        return None
    return max(0.0, (m.closed_at - m.opened_at).total_seconds() / 60)


def _quorate(m: Meeting) -> float:
    """Minutes of the session in which the last note of the quorum said yes."""
    assert m.opened_at is not None
    assert m.closed_at is not None
    notes = sorted(m.quorum_log, key=lambda n: n.at)
    ends = (max(notes[0].at, m.opened_at), m.closed_at)
    steps = [(m.opened_at, notes[0].quorate)] if notes[0].at > m.opened_at else []
    steps += [(min(max(n.at, m.opened_at), ends[1]), n.quorate) for n in notes]
    spans = pairwise([*steps, (m.closed_at, False)])
    return sum((b - a).total_seconds() / 60 for (a, yes), (b, _) in spans if yes)


def attendance(facts: HealthFacts, w: Window) -> Reading:
    """Voting members present, of those due; who sent a deputy is told beside."""
    part = whole = deputies = 0
    behind = []
    for m in w.held:
        seats = [s for s in facts.seats.get(m.id, ()) if s.capacity in _VOTES]
        there = sum(s.presence in _THERE for s in seats)
        sent = sum(s.presence == Presence.DEPUTY for s in seats)
        due = len(seats) - sent
        part, whole, deputies = part + there, whole + due, deputies + sent
        if seats:
            said = tr("{n} of {due} members", n=there, due=due)
            behind.append(of_meeting(m, said, good=there * 5 >= due * 4))
    beside = tr("{n} by deputy", n=deputies) if deputies else ""
    return share(Measure.ATTENDANCE, part, whole, behind, beside)


def _timed(facts: HealthFacts, w: Window) -> Iterator[tuple[Meeting, ItemFact, float]]:
    """The items whose time was noted."""
    for m in w.held:
        for item in facts.items.get(m.id, ()):
            if item.minutes is not None:
                yield m, item, item.minutes


def _of_item(m: Meeting, item: ItemFact, said: str, good: bool) -> Behind:
    code = " ".join(part for part in (m.ref, item.number) if part)
    title = item.title.said(language())
    return Behind(item.id, f"meetings/{m.id}", code, tr("{title}: {said}", title=title, said=said), good)


def deciding(facts: HealthFacts, w: Window) -> Reading:
    """Minutes on items to decide, of the minutes noted."""
    part = whole = 0.0
    behind = []
    for m, item, minutes in _timed(facts, w):
        good = item.purpose == Purpose.DECIDE
        part, whole = part + (minutes if good else 0), whole + minutes
        behind.append(_of_item(m, item, shown.minutes(round(minutes)), good))
    return share(Measure.DECIDING, part, whole, behind)


def accuracy(facts: HealthFacts, w: Window) -> Reading:
    """One less what items took more or less than planned, of what was planned."""
    off = planned = 0.0
    behind = []
    for m, item, minutes in _timed(facts, w):
        off, planned = off + abs(minutes - item.allotted), planned + item.allotted
        said = tr("{took} min of {planned} min", took=round(minutes), planned=item.allotted)
        behind.append(_of_item(m, item, said, abs(minutes - item.allotted) <= item.allotted * 0.2))
    return share(Measure.ACCURACY, max(0.0, planned - off), planned, behind)


def deferred(facts: HealthFacts, w: Window) -> Reading:
    """Items put off, of the items of business."""
    found = [(m, i) for m in w.held for i in facts.items.get(m.id, ()) if i.kind not in _FORMAL]
    behind = [
        _of_item(m, i, tr(_OUTCOME[i.outcome].label) if i.outcome else tr("no outcome"),
                 i.outcome != Outcome.DEFERRED)
        for m, i in found
    ]  # fmt: skip
    return share(Measure.DEFERRED, sum(not b.good for b in behind), len(behind), behind)


def minutes_turnaround(facts: HealthFacts, w: Window) -> Reading:
    """Working days to the draft; beside, how many were approved at the next meeting."""
    values: list[float] = []
    behind, approved = [], 0
    for m in w.held:
        found = facts.minutes.get(m.id)
        if found is None:
            continue
        approved += found.approved_on is not None and found.approved_on <= _next_day(facts, m)
        if found.drafted_at is None:
            continue
        took = max(0, facts.days.working_days_between(facts.day(m), found.drafted_at.date()))
        values.append(took)
        said = tr("draft after {n} wd", n=took)
        behind.append(of_meeting(m, said, good=took <= 2))
    beside = tr("{n} of {all} approved by the next meeting", n=approved, all=len(w.held)) if w.held else ""
    return middle(Measure.MINUTES, values, behind, beside)


def _next_day(facts: HealthFacts, m: Meeting) -> date:
    after = [x for x in facts.meetings if x.body == m.body and x.starts.at > m.starts.at]
    return facts.day(min(after, key=lambda x: x.starts.at)) if after else facts.today


def declared(facts: HealthFacts, w: Window) -> Reading:
    """Meetings whose agenda asks for interests."""

    def has(m: Meeting) -> bool:
        return any(i.kind == AgendaKind.DECLARATIONS for i in facts.items.get(m.id, ()))

    yes, no = tr("asked for"), tr("not on the agenda")
    return counted(Measure.DECLARED, [of_meeting(m, yes if has(m) else no, good=has(m)) for m in w.held])


def scribe_apart(facts: HealthFacts, w: Window) -> Reading:
    """Meetings with a scribe who neither led the meeting nor leads the office."""

    def one(m: Meeting) -> Behind:
        if m.scribe is None:
            return of_meeting(m, tr("no scribe named"), good=False)
        if m.scribe == m.chair:
            return of_meeting(m, tr("the chair wrote"), good=False)
        if m.scribe in facts.leaders:
            return of_meeting(m, tr("the leader of the office wrote"), good=False)
        return of_meeting(m, tr("a scribe apart"), good=True)

    return counted(Measure.SCRIBE, [one(m) for m in w.held])


def pack_size(facts: HealthFacts, w: Window) -> Reading:
    """Reading minutes of the pack: two a page of papers, one a page of tables."""
    values: list[float] = []
    behind = []
    for m in w.held:
        pack = facts.pack(m)
        if pack is None or not pack.pages:
            continue
        papers = sum(p.pages for p in facts.papers.get(m.id, ()) if p.state in _CAME)
        took = 2 * min(papers, pack.pages) + max(0, pack.pages - papers)
        values.append(took)
        said = tr("{pages} pages, {n} min", pages=pack.pages, n=took)
        behind.append(of_meeting(m, said, good=took <= 60))
    return middle(Measure.PACK_SIZE, values, behind)
