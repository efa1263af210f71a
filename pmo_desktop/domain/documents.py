"""Documents, issued packs and saved views."""

from __future__ import annotations

from datetime import date, datetime

from pmo_desktop.domain.declare import Need, Worded, record, says
from pmo_desktop.domain.ids import BodyId, DocumentId, MeetingId, PackId, PersonId, SavedViewId, WorkId
from pmo_desktop.domain.organisation import PaperSize
from pmo_desktop.domain.record import Titled
from pmo_desktop.i18n import N_


class DocumentState(Worded):
    """The life of a document."""

    DRAFT = "draft", N_("Draft")
    IN_REVIEW = "in_review", N_("In review")
    APPROVED = "approved", N_("Approved")
    BASELINED = "baselined", N_("Baselined")
    SUPERSEDED = "superseded", N_("Superseded")
    ARCHIVED = "archived", N_("Archived")
    DISPOSED = "disposed", N_("Disposed")


class PackState(Worded):
    """The life of a pack."""

    ASSEMBLING = "assembling", N_("Assembling")
    PREVIEW = "preview", N_("Preview")
    APPROVED = "approved", N_("Approved")
    ISSUED = "issued", N_("Issued")
    REISSUED = "reissued", N_("Reissued")
    ARCHIVED = "archived", N_("Archived")
    WITHDRAWN = "withdrawn", N_("Withdrawn")


@record("document", "Document", "Documents")
class Document(Titled):
    """A file that belongs to a work or a body. Its bytes are kept under their hash (SHA-256)."""

    id: DocumentId = says("Id", need=Need.COMPUTED)
    work: WorkId | None = says("Work", default=None)
    body: BodyId | None = says("Body", default=None)
    document_kind: str = says("Kind", default="", longest=60)
    state: DocumentState = says("State", default=DocumentState.DRAFT)
    file_name: str = says("File", default="", longest=260, search=True)
    file_hash: str = says("Hash", default="", longest=64)
    size: int = says("Size", unit="B", default=0)
    language: str = says("Language", default="", longest=12)
    version: str = says("Version", default="1.0", longest=12)
    added_on: date | None = says("Added", "When it came into the repository.", default=None)
    keep_until: date | None = says("Keep until", default=None)


@record("pack", "Pack", "Packs")
class Pack(Titled):
    """Agenda and papers issued as one numbered whole; frozen when issued.

    `content_hash` names the frozen content, `pdf_hash` the printed bytes; both are kept as files.
    """

    id: PackId = says("Id", need=Need.COMPUTED)
    meeting: MeetingId = says("Meeting")
    version: int = says("Version", default=1)
    state: PackState = says("State", default=PackState.ASSEMBLING)
    as_of: datetime = says("As at", "The instant of the frozen data.")
    paper: PaperSize = says("Paper size", default=PaperSize.A4)
    language: str = says("Language", default="en", longest=12)
    pages: int = says("Pages", default=0)
    content_hash: str = says("Content hash", default="", longest=64)
    pdf_hash: str = says("PDF hash", default="", longest=64)
    renderer: str = says("Drawn by", "Version of the program.", default="", longest=30)
    approved_by: PersonId | None = says("Approved by", default=None)
    issued_at: datetime | None = says("Issued", default=None)


@record("saved_view", "Saved view", "Saved views")
class SavedView(Titled):
    """A filter, order and grouping of a page, with a name."""

    id: SavedViewId = says("Id", need=Need.COMPUTED)
    page: str = says("Page", longest=40)
    filters: str = says("Filter", "As the page writes it.", default="")
    order: str = says("Order", default="", longest=80)
    group: str = says("Grouped by", default="", longest=40)
    shared: bool = says("Shared", default=False)
