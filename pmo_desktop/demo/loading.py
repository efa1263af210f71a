"""Put the demo organisation into a database: its records, and its papers as real PDF files."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Callable
from datetime import date
from uuid import NAMESPACE_URL, uuid5

from pmo_desktop.demo.build import demo_edits
from pmo_desktop.demo.papers import DocumentText, demo_papers
from pmo_desktop.demo.works import coordinator
from pmo_desktop.domain.documents import Document, DocumentState
from pmo_desktop.domain.edits import Edit, batch, between, creation
from pmo_desktop.domain.fault import Fault
from pmo_desktop.domain.ids import DocumentId
from pmo_desktop.domain.meetings import Paper
from pmo_desktop.domain.values import LText
from pmo_desktop.i18n import tr, trl
from pmo_desktop.services.office import NOBODY, Office

Typeset = Callable[[DocumentText], tuple[bytes, int]]
"""A paper as PDF bytes and its number of pages."""


def load_demo(office: Office, typeset: Typeset, today: date | None = None) -> None:
    """Store the example office as it stands today, by the hand of its coordinator unless somebody works here.

    Raises Fault when the database is not empty.
    """
    if office.store.reader.all("work"):
        raise Fault(tr("The example office needs an empty database. This one has works already."))
    if office.who == NOBODY:
        office = dc.replace(office, who=coordinator())
    day = today or office.now().date()
    label = trl("Load the example office")
    for edit in demo_edits(day):
        office.change(edit, label)
    office.change(_papers(office, typeset, day), label)


def _papers(office: Office, typeset: Typeset, today: date) -> Edit:
    """One document for each paper, and the paper that it belongs to."""
    reader = office.store.reader
    meetings = {m.id: m for m in reader.all("meeting")}
    papers = {(meetings[p.meeting].ref, p.number): p for p in reader.all("paper")}
    edits: list[Edit] = []
    for name, text in demo_papers(today).items():
        body, pages = typeset(text)
        paper = papers[text.meeting, text.number]
        document = _document(office, name, text, paper, body)
        edits.append(creation(document))
        edits.append(between(paper, dc.replace(paper, document=document.id, pages=pages)))
    return batch(edits)


def _document(office: Office, name: str, text: DocumentText, paper: Paper, body: bytes) -> Document:
    return Document(
        id=DocumentId(uuid5(NAMESPACE_URL, f"demo/{name}")),
        title=LText.of(text.title),
        work=paper.work,
        document_kind=tr("Paper"),
        state=DocumentState.APPROVED,
        owner=paper.author,
        file_name=name,
        file_hash=office.store.files.put(body, "application/pdf"),
        size=len(body),
        added_on=office.now().date(),
        language="en",
    )
