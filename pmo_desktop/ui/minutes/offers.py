"""What to offer for what stands at the caret, from the people, days and works of a meeting."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from pmo_desktop.domain.datewords import offers as date_offers
from pmo_desktop.domain.datewords import said
from pmo_desktop.domain.ids import MinuteEntryId
from pmo_desktop.domain.initials import fold, match_people
from pmo_desktop.domain.markers import Completion, EntryKind, Line, Wanted, next_hint
from pmo_desktop.domain.meetings import AgendaItem
from pmo_desktop.i18n import language, tr
from pmo_desktop.readmodels import shown
from pmo_desktop.readmodels.meetings_facts import MeetingFacts
from pmo_desktop.services.meetings.records import verdict_of
from pmo_desktop.services.meetings.steps import Moment
from pmo_desktop.services.meetings.typed import Typed
from pmo_desktop.services.office import NOBODY
from pmo_desktop.ui.minutes.popup import Offer

_MOST = 6


def offers_for(
    facts: MeetingFacts, item: AgendaItem | None, at: Completion, moment: Moment
) -> tuple[Sequence[Offer], str]:
    """The offers and the line below them."""
    match at.kind:
        case Wanted.PERSON:
            return _people(facts, item, at.prefix), tr("Types @ then initials or part of a name")
        case Wanted.DATE:
            return _dates(facts, at.prefix, moment), tr("Types > then a day in words or digits")
        case Wanted.WORK:
            return _works(facts, at.prefix), tr("Types / then the code of a work")
        case Wanted.RECORD:
            return records(facts, at.prefix), tr("Types the code of an action, a work, a risk or minutes")
        case _:
            return (), ""


def _people(facts: MeetingFacts, item: AgendaItem | None, prefix: str) -> list[Offer]:
    presents = item.presenter if item else None
    here = {a.person for a in facts.present_list if a.presence.here}
    found = match_people(prefix, facts.candidates(item))[:_MOST]
    rows = []
    for person in found:
        hint = person.hint
        if person.id == presents:
            hint = tr("{job}, presents this item", job=hint) if hint else tr("presents this item")
        elif person.id not in here:
            hint = tr("{job}, not in the room", job=hint) if hint else tr("not in the room")
        rows.append(Offer(person.initials, person.name, hint, person.initials))
    return rows


def _dates(facts: MeetingFacts, prefix: str, moment: Moment) -> list[Offer]:
    following = facts.next_meeting
    coming = shown.local(following.starts).date() if following else None
    today = shown.local(facts.zoned(moment.now)).date()
    lang = facts.body.language
    found = date_offers(prefix, today, lang, facts.work_days, next_meeting=coming, limit=_MOST)
    rows = []
    for offer in found:
        day = shown.weekday_day(offer.read.date) if offer.read.date else said(offer.read)
        rows.append(Offer(offer.words, offer.words, day, icon="calendar"))
    return rows


def _works(facts: MeetingFacts, prefix: str) -> list[Offer]:
    wanted = fold(prefix)
    named = [(w, w.title.said(language())) for w in facts.works.all() if w.ref]
    fits = [(w, t) for w, t in named if wanted in fold(w.ref) or wanted in fold(t)]
    fits.sort(key=lambda pair: (not fold(pair[0].ref).startswith(wanted), pair[0].ref))
    return [Offer(w.ref, w.ref, title, icon="chart-gantt") for w, title in fits[:_MOST]]


def records(facts: MeetingFacts, prefix: str) -> list[Offer]:
    """What has a code that begins so: open actions of the body first, then works, risks and the rest."""
    wanted = prefix.casefold()
    found = list(islice((o for o in _called(facts) if o.put.casefold().startswith(wanted)), _MOST))
    whole = any(o.put.casefold() == wanted for o in found)  # Tab is free for something else then
    return [] if whole else found


def _called(facts: MeetingFacts) -> Iterator[Offer]:
    known, lang = facts.known, language()
    actions = sorted(
        known.action.values(), key=lambda a: (a.meeting == facts.meeting.id, a.body != facts.body.id, a.ref)
    )
    for a in actions:
        hint = " · ".join(t for t in (a.text[:80], facts.name(a.owner)) if t)
        yield Offer(a.ref, a.ref, hint, icon="circle-check")
    for d in known.decision.values():
        yield Offer(d.ref, d.ref, d.text[:80], icon="gavel")
    for w in facts.works.all():
        yield Offer(w.ref, w.ref, w.title.said(lang), icon="chart-gantt")
    for held, icon in (
        (known.risk, "triangle-alert"),
        (known.issue, "circle-alert"),
        (known.waiver, "stamp"),
    ):
        for r in held.values():
            yield Offer(r.ref, r.ref, r.title.said(lang), icon=icon)
    for m in facts.meetings.all():
        yield Offer(m.ref, m.ref, shown.date(shown.local(m.starts).date()), icon="scale")


def read_back(facts: MeetingFacts, item: AgendaItem | None, line: Line, moment: Moment) -> str:
    """What stands at the end of a growing line: the day that was understood, else what may follow."""
    if line.kind is EntryKind.VOTE and line.votes is not None:
        return verdict_of(Typed(facts, item, line, MinuteEntryId(NOBODY), moment)).said()
    if not line.due_read:
        return next_hint(line)
    due = Typed(facts, item, line, MinuteEntryId(NOBODY), moment).due
    if due.date is None:
        return said(due)
    day = shown.weekday_day(due.date)
    if due.ambiguous and due.alternatives:
        other = shown.weekday_day(due.alternatives[0])
        return tr("{day}, not {other}", day=day, other=other)
    return day
