"""What the designer of packs reads in the background: the meetings, and everything about one of them."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import cached_property
from uuid import UUID

from pmo_desktop import i18n
from pmo_desktop.domain.documents import Pack
from pmo_desktop.domain.fault import Fault
from pmo_desktop.domain.ids import MeetingId
from pmo_desktop.domain.values import Zoned
from pmo_desktop.i18n import tr, trn
from pmo_desktop.readmodels import shown
from pmo_desktop.readmodels.pack import PackContent
from pmo_desktop.readmodels.packlist import MeetingChoice, meeting_choices
from pmo_desktop.services.office import Office
from pmo_desktop.services.publishing.assembling import (
    PackFacts,
    assemble,
    gather,
    usual_language,
    usual_paper,
    with_health,
    with_plans,
)
from pmo_desktop.services.publishing.issue import Built, papers_of, stored_content
from pmo_desktop.services.publishing.problems import PackProblem, problems
from pmo_desktop.ui.preview.pdfium import PageSize, labels, outline, page_sizes

READING_MINUTES = 2
"""For one page, as the cover of the pack reckons."""
JUST_NOW = timedelta(hours=12)
"""A meeting of today still counts as one to come."""


def choices(office: Office) -> tuple[MeetingChoice, ...]:
    """The meetings that a pack can be made for, in three statements."""
    reader = office.store.reader
    found = (reader.all(kind) for kind in ("meeting", "body", "pack"))
    meetings, bodies, packs = found
    return meeting_choices(meetings, bodies, packs, office.now() - JUST_NOW, i18n.language())


@dc.dataclass(frozen=True)
class Loaded:
    """One meeting's pack as it could be built now, and the version issued last."""

    facts: PackFacts
    content: PackContent
    problems: tuple[PackProblem, ...]
    papers: Mapping[str, bytes]
    issued: Pack | None = None
    frozen: PackContent | None = None
    starts: Mapping[str, int] = dc.field(default_factory=dict)
    labels: tuple[str, ...] = ()
    sizes: tuple[PageSize, ...] = ()
    pdf: bytes = b""

    @property
    def meeting_id(self) -> UUID:
        """The meeting."""
        return self.facts.meeting.meeting.id

    @cached_property
    def ref(self) -> str:
        """The meeting's reference."""
        return self.facts.meeting.meeting.ref

    @property
    def as_of(self) -> datetime:
        """The instant of the data."""
        return self.content.as_of.at


def _starts(frozen: PackContent, pdf: bytes, name: str) -> dict[str, int]:
    """The first page of each section of a frozen pack, by its bookmarks."""
    pages: dict[str, int] = {}
    for title, page in outline(pdf, name):
        pages.setdefault(_plain(title), page + 1)
    named = ((s.head.key, _plain(f"{s.head.paper} {s.head.title}")) for s in frozen.sections)
    return {key: pages[title] for key, title in named if title in pages}


def _plain(title: str) -> str:
    return " ".join(title.split())


def header_words(loaded: Loaded, built: Built | None, *, frozen: bool) -> tuple[str, str]:
    """The tag beside the title, and the line of facts under it."""
    issued, digest = loaded.issued, ""
    if frozen and issued is not None:
        tag, pages = tr("Issued, version {n}", n=issued.version), issued.pages
        digest = tr("SHA-256 {digest}…", digest=issued.pdf_hash[:16])
        content = loaded.frozen or loaded.content
    else:
        content = loaded.content
        tag, pages = tr("Draft, version {n}", n=content.version), built.pages if built else 0
    parts = (
        trn("{n} page", "{n} pages", pages) if pages else "",
        tr("{n} min of reading", n=READING_MINUTES * max(pages - 2, 0)) if pages else "",
        tr("data as at {instant}", instant=shown.zoned(content.as_of)),
        digest,
    )
    return tag, " · ".join(p for p in parts if p)


def load(office: Office, meeting: MeetingId) -> Loaded | str:
    """Everything about the pack of a meeting, or a sentence that says why not."""
    try:
        reader = office.store.reader
        facts = with_health(reader, with_plans(reader, gather(office.store, meeting)))
        as_of = Zoned(office.now().replace(microsecond=0), facts.meeting.meeting.starts.zone)
        language = usual_language(facts)
        content = assemble(facts, as_of, language, usual_paper(facts))
        found = problems(facts, as_of, language)
        issued = facts.issued[-1] if facts.issued else None
        files = office.store.files
        frozen = stored_content(files, issued) if issued else None
        pdf = files.get(issued.pdf_hash) if issued else b""
        now = Loaded(facts, content, found, papers_of(files, content))
        if issued is None or frozen is None:
            return now
        starts, printed = _starts(frozen, pdf, issued.ref), labels(pdf, issued.ref)
        sizes = page_sizes(pdf, issued.ref)
        return dc.replace(
            now, issued=issued, frozen=frozen, starts=starts, labels=printed, sizes=sizes, pdf=pdf
        )
    except (Fault, KeyError) as why:
        return str(why)
