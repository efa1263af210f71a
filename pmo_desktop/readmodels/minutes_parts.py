"""A set of minutes as headings, paragraphs and tables in order: what a word processor or a page needs.

Plain values in the language being spoken; every text is what people wrote, never markup.
"""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Iterator

from pmo_desktop.domain.governance import MinuteStyle
from pmo_desktop.domain.meetings import Part, Presence
from pmo_desktop.i18n import tr, trn
from pmo_desktop.readmodels import shown
from pmo_desktop.readmodels.minutes import (
    EntryKind,
    MinutedItem,
    MinuteLine,
    MinutesModel,
    MinutesStage,
    RollCall,
)
from pmo_desktop.readmodels.minutes_printed import Amended, Confirmed, PrintedMinutes, short_code
from pmo_desktop.readmodels.minutes_words import (
    KIND_WORDS,
    PRESENCE_WORDS,
    ended,
    owner_words,
    quorum_words,
    sentence,
    state_words,
    vote_words,
)


@dc.dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 is the title of the document."""

    text: str
    level: int = 2
    number: str = ""


@dc.dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph: number, what it is ("Decision D-PB-2026-07-01"), text, and small facts under it.

    `margin` is the number by which comments name it, 0 where lines are not numbered.
    """

    text: str
    number: str = ""
    lead: str = ""
    facts: tuple[str, ...] = ()
    margin: int = 0
    kind: EntryKind = EntryKind.NOTE


@dc.dataclass(frozen=True, slots=True)
class Grid:
    """A table with words over its columns; without words it lists facts beside their names."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dc.dataclass(frozen=True, slots=True)
class Signature:
    """A line to sign on: who signs as what, or what was signed already."""

    name: str
    capacity: str
    said: str = ""


Piece = Heading | Paragraph | Grid | Signature


def title_of(printed: PrintedMinutes) -> str:
    """What the set is called."""
    model = printed.minutes
    day = shown.date(shown.local(model.starts).date())
    if printed.part is Part.B:
        return tr("Minutes of the {body}, {date}: restricted part", body=model.body, date=day)
    return tr("Minutes of the {body}, {date}", body=model.body, date=day)


def pieces(printed: PrintedMinutes) -> tuple[Piece, ...]:
    """The whole document in order."""
    return (
        Heading(title_of(printed), 1),
        Paragraph(status(printed)),
        Grid((), meeting_facts(printed)),
        *people(printed),
        *front(printed),
        *_items(printed),
        *tables(printed),
        *closing(printed),
    )


def status(printed: PrintedMinutes) -> str:
    """How far the minutes have come."""
    found = confirmation(printed.confirmed, printed.minutes.body) if printed.confirmed else ""
    return found or state_words(printed.minutes)


def confirmation(confirmed: Confirmed, body: str) -> str:
    """That minutes were approved, as presented or as corrected; corrections stand in the text alone."""
    if not confirmed.at:
        return ""
    values = {"of": confirmed.of, "at": confirmed.at, "body": body, "date": shown.date(confirmed.on)}
    if confirmed.corrected:
        return tr("The minutes of {of} were approved as corrected by the {body} at {at} on {date}.", **values)
    return tr("The minutes of {of} were approved as presented by the {body} at {at} on {date}.", **values)


def meeting_facts(printed: PrintedMinutes) -> tuple[tuple[str, str], ...]:
    """When and where, who chaired and wrote, and the code of this set."""
    model = printed.minutes
    start = shown.local(model.starts)
    until = f"–{shown.time(shown.local(model.ends))}" if model.ends else ""
    time = f"{shown.long_date(start.date())}, {shown.time(start)}{until} ({shown.offset(model.starts)})"
    wrote = ", ".join(dict.fromkeys(n for n in (model.secretary, model.scribe) if n))
    rows = [
        (tr("Meeting"), f"{model.meeting}, {model.title}" if model.title else model.meeting),
        (tr("Time"), time),
        (tr("Place"), model.place or shown.NOTHING),
        (tr("Chair"), model.chair or shown.NOTHING),
        (tr("Secretary, scribe"), wrote or shown.NOTHING),
    ]
    if printed.window:
        rows.append((tr("Replies by"), shown.date(printed.window)))
    return (*rows, (tr("Class"), model.classification), (tr("Set"), short_code(printed)))


def people(printed: PrintedMinutes) -> Iterator[Piece]:
    """Who was there, as the style has it: a list with times, one line, or who answered."""
    model = printed.minutes
    if printed.style is MinuteStyle.CORRESPONDENCE:
        yield from _correspondence(printed)
        return
    if printed.style is MinuteStyle.ONE_PAGE:
        yield Paragraph(", ".join(p.name for p in present(model)), lead=tr("Present"))
        return
    yield Heading(tr("Attendance"))
    yield Paragraph(present_words(model))
    columns = (tr("Name"), tr("Capacity"), tr("For"), tr("Presence"), tr("In"), tr("Out"), tr("Note"))
    yield Grid(
        columns,
        tuple(
            (
                p.name, p.capacity, p.represents, tr(PRESENCE_WORDS[p.presence]),
                shown.time(p.came) if p.came else "", shown.time(p.left) if p.left else "", p.note,
            )
            for p in model.attendance
        ),
    )  # fmt: skip
    for text in printed.quorum_lost:
        yield Paragraph(text)


def present(model: MinutesModel) -> list[RollCall]:
    """Who took part, at least for a while."""
    return [p for p in model.attendance if p.presence.here or p.presence is Presence.LEFT]


def present_words(model: MinutesModel) -> str:
    """How many took part, and how many votes were needed."""
    said = trn("{n} person took part", "{n} people took part", len(present(model)))
    return f"{said}, {tr('quorum {n} voting members', n=model.quorum_needed)}"


def _correspondence(printed: PrintedMinutes) -> Iterator[Piece]:
    yield Heading(tr("Papers sent"))
    for paper in printed.papers or (tr("No papers were sent."),):
        yield Paragraph(paper)
    yield Heading(tr("Replies"))
    columns = (tr("Name"), tr("Capacity"), tr("Answer"), tr("On"))
    rows = tuple((r.name, r.capacity, r.answer, shown.date(r.at)) for r in printed.replies)
    yield Grid(columns, rows)
    yield Paragraph(tr("Silence is not consent."))


def front(printed: PrintedMinutes) -> Iterator[Piece]:
    """What is said before the items: earlier minutes approved, and interests."""
    for confirmed in printed.confirms:
        yield Paragraph(confirmation(confirmed, printed.minutes.body))
    if printed.interests and printed.style is not MinuteStyle.ONE_PAGE:
        yield Heading(tr("Interests declared"))
        columns = (tr("Name"), tr("Item"), tr("Interest"), tr("Effect"))
        yield Grid(columns, tuple((i.name, i.item, i.nature, i.effect) for i in printed.interests))


def _items(printed: PrintedMinutes) -> Iterator[Piece]:
    model = printed.minutes
    if printed.style is not MinuteStyle.ONE_PAGE:
        yield Heading(tr("Minutes"))
    if not model.items:
        yield Paragraph(tr("Nothing was minuted."))
    for item in model.items:
        yield Heading(item.title, 3, item.number)
        said = item_facts(item, printed.outcome_of(item.number))
        if said:
            yield Paragraph("", facts=said)
        if not item.lines:
            yield Paragraph(tr("Nothing was recorded under this item."))
        for line in item.lines:
            yield _line(printed, line)
    if printed.restricted:
        yield Paragraph(tr("The meeting had a restricted part, which is minuted apart."))


def item_facts(item: MinutedItem, outcome: str) -> tuple[str, ...]:
    """When an item was taken, who presented it, its paper, and how it ended."""
    paper = tr("paper {number}", number=item.paper) if item.paper else ""
    started = shown.time(item.started) if item.started else ""
    return tuple(t for t in (started, item.presenter, paper, outcome) if t)


def _line(printed: PrintedMinutes, line: MinuteLine) -> Paragraph:
    more = printed.facts_of(line.number)
    lead = tr(KIND_WORDS[line.kind]) if line.kind in KIND_WORDS else ""
    text = sentence(line.text)
    if line.reasons:
        reasons = ended(sentence(line.reasons))
        text = tr("{decision} Reasons: {reasons}", decision=ended(text), reasons=reasons)
    if line.kind is EntryKind.ACTION:
        text = f"{ended(text)} {owner_words(line.owner, line.due)}"
    return Paragraph(
        text,
        line.number,
        f"{lead} {line.ref}".strip(),
        line_facts(printed, line),
        more.margin if printed.minutes.line_numbers else 0,
        line.kind,
    )


def line_facts(printed: PrintedMinutes, line: MinuteLine) -> tuple[str, ...]:
    """What stands in small letters under a line: movers, counts, quorum, conditions, dissent."""
    more = printed.facts_of(line.number)
    pairs = (
        tr("moved by {name}", name=more.mover) if more.mover else "",
        tr("seconded by {name}", name=more.seconder) if more.seconder else "",
        *vote_words(line),
        quorum_words(line),
        tr("condition: {text}", text=more.conditions) if more.conditions else "",
        tr("dissent recorded: {who}", who=more.dissent) if more.dissent else "",
    )
    return tuple(t for t in pairs if t)


def tables(printed: PrintedMinutes) -> Iterator[Piece]:
    """Actions, corrections, amendments and what was parked."""
    model = printed.minutes
    if printed.actions:
        yield Heading(tr("Actions"))
        columns = (tr("Action"), tr("Minute"), tr("What is to be done"), tr("Owner"), tr("Due"))
        yield Grid(
            columns,
            tuple(
                (a.ref, a.number, a.text, a.owner or tr("to be confirmed"), shown.date(a.due))
                for a in printed.actions
            ),
        )
    if model.corrections:
        yield Heading(corrections_title(model))
        rows = tuple((c.where, c.was, f"{c.now} ({c.by})" if c.by else c.now) for c in model.corrections)
        yield Grid((tr("Paragraph"), tr("Was"), tr("Now")), rows)
    if printed.amended:
        yield Heading(tr("Annex: amendments after approval"))
        yield amendments(printed.amended)
    if model.parked and printed.style is not MinuteStyle.ONE_PAGE:
        yield Heading(tr("Parked"))
        yield Grid((tr("Point"), tr("Goes to")), tuple((p.text, p.goes_to) for p in model.parked))


def corrections_title(model: MinutesModel) -> str:
    """What stands over the corrections."""
    approved = model.stage is MinutesStage.APPROVED
    return tr("Annex: corrections agreed at approval") if approved else tr("Corrections received")


def amendments(amended: tuple[Amended, ...]) -> Grid:
    """Other wordings that decisions gave to approved minutes."""
    columns = (tr("No."), tr("Paragraph"), tr("Was"), tr("Now"), tr("Decision"))
    return Grid(columns, tuple((str(a.number), a.where, a.was, a.now, a.decision) for a in amended))


def closing(printed: PrintedMinutes) -> Iterator[Piece]:
    """When the meeting closed, the next one, and who signs."""
    model = printed.minutes
    if printed.style is MinuteStyle.ONE_PAGE:  # a note of a workshop is not signed
        yield Paragraph(next_words(model))
        return
    yield Heading(tr("Next meeting"))
    yield Paragraph(next_words(model))
    yield Heading(tr("Signature"))
    said = printed.signed
    if model.signed_by:
        named = tr("Signed by {name}.", name=model.signed_by)
        said = f"{named} {said}".strip()
    yield Signature(model.chair, tr("Chair"), said)
    if printed.style is not MinuteStyle.CORRESPONDENCE:
        yield Signature(model.secretary or model.scribe, tr("Secretary") if model.secretary else tr("Scribe"))


def next_words(model: MinutesModel) -> str:
    """When the meeting closed and when the body meets next."""
    closed = ""
    if model.ends:
        closed = tr("The meeting closed at {time}.", time=shown.time(shown.local(model.ends)))
    if model.next_meeting is None:
        return f"{closed} {tr('The next meeting has no date yet.')}".strip()
    there = tr("The next meeting is on {instant}", instant=shown.zoned(model.next_meeting))
    place = f", {model.next_place}" if model.next_place else ""
    return f"{closed} {there}{place}.".strip()
