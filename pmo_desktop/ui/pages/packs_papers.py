"""A PDF becomes a paper of a meeting: looked at in the background, kept by its hash, stored as one edit."""

from __future__ import annotations

import dataclasses as dc
from pathlib import Path
from typing import Any

from pmo_desktop.domain.documents import Document, DocumentState
from pmo_desktop.domain.edits import Edit, batch, between, creation
from pmo_desktop.domain.fault import Fault
from pmo_desktop.domain.ids import DocumentId, MeetingId, PaperId
from pmo_desktop.domain.meetings import AgendaItem, Lateness, Paper, PaperState, Purpose
from pmo_desktop.domain.values import LText
from pmo_desktop.i18n import tr
from pmo_desktop.services.meetings.papers import filed_again, lateness
from pmo_desktop.services.meetings.reading import read_meeting
from pmo_desktop.services.meetings.steps import Moment, walked
from pmo_desktop.services.office import Office
from pmo_desktop.ui.preview.pdfium import LARGEST, page_sizes

WRITING = (PaperState.COMMISSIONED, PaperState.DRAFTING, PaperState.RETURNED)


@dc.dataclass(frozen=True, slots=True)
class Handed:
    """A file that can be a paper: its bytes and pages."""

    name: str
    body: bytes
    pages: int


def read_paper(path: Path) -> Handed:
    """Look at a file. Raises Fault with a sentence that names it and says why it is not taken."""
    try:
        if path.stat().st_size > LARGEST:
            raise Fault(tr("{name} is too large for a paper: at most 100 MB.", name=path.name))
        body = path.read_bytes()
    except OSError as why:
        reason = why.strerror or str(why)
        raise Fault(tr("{name} could not be read: {reason}.", name=path.name, reason=reason)) from why
    return Handed(path.name, body, len(page_sizes(body, path.name)))


@dc.dataclass(frozen=True, slots=True)
class Wish:
    """What the person said of a new paper; `paper` when the file belongs to one that was announced."""

    title: str
    number: str
    item: AgendaItem | None = None
    paper: Paper | None = None


def paper_edit(office: Office, meeting: MeetingId, handed: Handed, wish: Wish) -> Edit:
    """Keep the bytes, and give the edit that makes document and paper. Raises StoreFault."""
    document = Document(
        id=DocumentId(office.new_id()),
        title=LText.of(wish.title),
        body=None,
        work=wish.item.work if wish.item else None,
        document_kind=tr("Paper"),
        state=DocumentState.APPROVED,
        file_name=handed.name,
        file_hash=office.store.files.put(handed.body, "application/pdf"),
        size=len(handed.body),
    )
    moment, facts = Moment(office.now(), office.new_id), read_meeting(office.store.reader, meeting)
    filled: dict[str, Any] = {"document": document.id, "pages": handed.pages}
    if wish.paper is None:
        paper = Paper(
            id=PaperId(office.new_id()),
            meeting=meeting,
            item=wish.item.id if wish.item else None,
            number=wish.number,
            title=LText.of(wish.title),
            state=PaperState.SUBMITTED,
            author=wish.item.presenter if wish.item else None,
            work=wish.item.work if wish.item else None,
            purpose=wish.item.purpose if wish.item else Purpose.NOTE,
            document=document.id,
            pages=handed.pages,
            submitted_at=moment.now,
            lateness=lateness(facts, moment) if facts is not None else Lateness.ON_TIME,
        )
        return batch([creation(document), creation(paper)])
    filled |= filed_again(facts, wish.paper, moment) if facts is not None else {}
    goal = PaperState.SUBMITTED if wish.paper.state in WRITING else wish.paper.state
    steps = list(walked(wish.paper, goal, **filled)) or [
        between(wish.paper, dc.replace(wish.paper, **filled))
    ]
    return batch([creation(document), *steps])


def next_number(papers: tuple[Paper, ...]) -> str:
    """The number after the highest one given, in two digits."""
    digits = [int(n) for p in papers if (n := p.number.rsplit("/", 1)[-1]).isdigit()]
    return f"{max(digits, default=0) + 1:02}"
