"""The agenda of a meeting made ready for paper; the open copy says of Part B only that there is one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from itertools import groupby

from pmo_desktop.domain.ids import MeetingId
from pmo_desktop.domain.meetings import AgendaItem, Paper, Part
from pmo_desktop.domain.organisation import Organisation, PaperSize
from pmo_desktop.domain.record import Secrecy
from pmo_desktop.i18n import speaking, tr
from pmo_desktop.readmodels import shown
from pmo_desktop.readmodels.agenda import CONSENT, RESTRICTED, AgendaLine, agenda_lines, heading_words
from pmo_desktop.readmodels.agenda_conflicts import papers_of
from pmo_desktop.readmodels.agenda_printed import PrintedAgenda, PrintedBlock, PrintedItem
from pmo_desktop.readmodels.meetings_facts import MeetingFacts
from pmo_desktop.services.meetings.reading import read_meeting
from pmo_desktop.services.ports import Reader

_CLOSED = (Secrecy.RESTRICTED, Secrecy.CONFIDENTIAL)


def read_agenda(reader: Reader, meeting: MeetingId, *, chair: bool = False) -> PrintedAgenda | None:
    """The agenda of a meeting as it prints now; None when there is no such meeting."""
    facts = read_meeting(reader, meeting)
    if facts is None:
        return None
    organisations = reader.all("organisation")
    return agenda_printed(facts, organisations[0] if organisations else None, chair=chair)


def agenda_printed(
    facts: MeetingFacts, organisation: Organisation | None = None, *, chair: bool = False
) -> PrintedAgenda:
    """The agenda from records, in the language of the body; `chair` adds what only the chair reads."""
    meeting, lang = facts.meeting, facts.body.language
    with speaking(lang):
        secrecy = Secrecy.RESTRICTED if chair and meeting.secrecy not in _CLOSED else meeting.secrecy
        return PrintedAgenda(
            language=lang,
            organisation=organisation.title.said(lang) if organisation else "",
            body=facts.body.title.said(lang),
            meeting=meeting.ref,
            facts=tuple(_facts(facts)),
            blocks=tuple(_blocks(facts, chair)),
            booked=int(meeting.length),
            closes=shown.time(shown.local(meeting.starts) + timedelta(minutes=int(meeting.length))),
            classification=tr(secrecy.label),
            agreed=meeting.agenda_agreed_at is not None,
            chair=chair,
            paper_size=organisation.paper if organisation else PaperSize.A4,
        )


def _facts(facts: MeetingFacts) -> Iterator[tuple[str, str]]:
    meeting = facts.meeting
    yield tr("Meeting"), f"{meeting.ref}, {tr(meeting.meeting_kind.label)}"
    yield tr("Starts"), shown.zoned(meeting.starts)
    yield tr("Length"), shown.minutes(meeting.length)
    said = (
        (tr("Place"), meeting.venue),
        (tr("Held"), tr(meeting.mode.label)),
        (tr("Chair"), facts.name(meeting.chair)),
        (tr("Secretary"), facts.name(meeting.secretary)),
    )
    yield from ((label, value) for label, value in said if value)


def _blocks(facts: MeetingFacts, chair: bool) -> Iterator[PrintedBlock]:
    lines = agenda_lines(facts)
    for _, run in groupby(lines, lambda line: line.block):
        kept = tuple(run)
        heading = kept[0].heading
        withheld = heading == RESTRICTED and not chair
        yield PrintedBlock(
            tr("Restricted part") if withheld else heading_words(heading),
            kept[0].starts,
            sum(line.allotted for line in kept),
            () if withheld else tuple(_item(facts, line, chair) for line in kept),
            heading == CONSENT,
            withheld,
        )


def _item(facts: MeetingFacts, line: AgendaLine, chair: bool) -> PrintedItem:
    item = next(i for i in facts.items if i.id == line.id)
    papers = tuple(p for p in papers_of(facts, item) if chair or _open(p))
    lang = facts.body.language
    return PrintedItem(
        line.number,
        line.title,
        line.purpose,
        line.allotted,
        line.starts,
        line.presenter,
        tuple(" ".join(t for t in (p.number, p.title.said(lang)) if t) for p in papers),
        _resolution(item, papers),
        line.guests,
        str(item.background) if chair else "",
        line.against if chair else (),
        line.deferrals if chair else 0,
        line.late,
    )


def _open(paper: Paper) -> bool:
    return paper.part is Part.A and paper.secrecy not in _CLOSED


def _resolution(item: AgendaItem, papers: tuple[Paper, ...]) -> str:
    """The words of the item, or of the first paper that may be shown."""
    return str(item.proposed_resolution) or next(
        (str(p.proposed_resolution) for p in papers if str(p.proposed_resolution)), ""
    )
