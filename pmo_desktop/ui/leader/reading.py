"""What the leader's window reads besides the meeting itself: works, facts of one, pages."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Sequence
from uuid import UUID

from pmo_desktop.domain.documents import Pack
from pmo_desktop.domain.fault import Fault
from pmo_desktop.i18n import language, tr
from pmo_desktop.readmodels.leader_facts import FactsCard, facts_card
from pmo_desktop.readmodels.register import WorkRow
from pmo_desktop.services.office import Office


@dc.dataclass(frozen=True, slots=True)
class Pages:
    """A file to look at: its bytes, name, page labels as printed, and the page to begin with (from 0)."""

    body: bytes
    name: str
    labels: tuple[str, ...] = ()
    first: int = 0


def read_works(office: Office) -> list[WorkRow]:
    """Every work, in one statement."""
    return office.store.reader.works(office.now().date())


def read_card(office: Office, work: UUID) -> FactsCard | None:
    """One page of facts, in four statements; None when the work is gone."""
    reader, today = office.store.reader, office.now().date()
    row = next((r for r in reader.works(today, [("project", work)]) if r.id == work), None)
    if row is None:
        return None
    about = [d for d in reader.all("decision") if work in d.works]
    return facts_card(
        row,
        today,
        risks=reader.risks(work=work, open_only=True),
        actions=reader.actions(work=work, open_only=True),
        decisions=about,
    )


def read_paper(office: Office, document: UUID) -> Pages:
    """The file of a paper. Raises Fault with a sentence when there is none."""
    found = office.store.reader.get("document", [document]).get(document)
    if found is None or not found.file_hash:
        raise Fault(tr("The paper has no file yet."))
    if not found.file_name.lower().endswith(".pdf"):
        raise Fault(tr("{name} is no PDF: open it from the agenda.", name=found.file_name))
    return Pages(_bytes(office, found.file_hash), found.title.said(language()))


def read_pack(office: Office, meeting: UUID, paper: str) -> Pages:
    """The pack as issued last, opened at a paper where one is named. Raises Fault when none was issued."""
    from pmo_desktop.ui.preview.pdfium import labels

    issued: Sequence[Pack] = [
        p for p in office.store.reader.where("pack", "meeting", [meeting]) if p.issued_at and p.pdf_hash
    ]
    if not issued:
        raise Fault(tr("No pack was issued for this meeting yet."))
    pack = max(issued, key=lambda p: p.version)
    body = _bytes(office, pack.pdf_hash)
    return Pages(body, pack.ref, labels(body, pack.ref), _page_of(body, pack.ref, paper))


def _page_of(body: bytes, name: str, paper: str) -> int:
    """Where a paper begins, by the bookmarks of the pack."""
    from pmo_desktop.ui.preview.pdfium import outline

    if not paper:
        return 0
    found = (page for title, page in outline(body, name) if paper in title.split())
    return next(found, 0)


def _bytes(office: Office, digest: str) -> bytes:
    try:
        return office.store.files.get(digest)
    except KeyError as why:
        raise Fault(tr("The file is not in the database any more.")) from why
