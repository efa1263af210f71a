"""Freezing a pack: content and pages kept under their hashes, one edit, and the proof of it years later."""

from __future__ import annotations

import dataclasses as dc
import hashlib
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Protocol
from uuid import UUID

from pmo_desktop import __version__
from pmo_desktop.domain.documents import Document, Pack, PackState
from pmo_desktop.domain.edits import Edit, batch, between, creation
from pmo_desktop.domain.fault import Fault
from pmo_desktop.domain.ids import PackId, PersonId
from pmo_desktop.domain.lifecycle import may_follow
from pmo_desktop.domain.meetings import Meeting, MeetingState, Paper, PaperState
from pmo_desktop.domain.values import LText, Rich
from pmo_desktop.i18n import tr, trl
from pmo_desktop.readmodels import shown
from pmo_desktop.readmodels.pack import PackContent, content_hash, from_json, to_json
from pmo_desktop.readmodels.pack_codec import DecodeError
from pmo_desktop.readmodels.pack_works import UploadedPaper
from pmo_desktop.services.meetings.papers import fresh_numbers
from pmo_desktop.services.meetings.steps import walked
from pmo_desktop.services.office import NOBODY, Office
from pmo_desktop.services.ports import Files, Reader, Store
from pmo_desktop.services.publishing.facts import ISSUED

HANDED_IN = (PaperState.SUBMITTED, PaperState.PRE_CHECK, PaperState.ACCEPTED)
"""Papers that become part of the pack when it is issued; others were never handed in."""


class Built(Protocol):
    """A finished pack, as the printer gives it."""

    @property
    def pdf(self) -> bytes:
        """Its bytes."""

    @property
    def pages(self) -> int:
        """How many pages it has."""

    @property
    def labels(self) -> tuple[str, ...]:
        """The printed number of each page."""

    @property
    def problems(self) -> tuple[Any, ...]:
        """What should be looked at: each with `page` and `text`."""

    @property
    def starts(self) -> Mapping[str, int]:
        """The first page of each section, by its key."""


LONGEST_TITLE = 200
"""Of what a record's title holds: a long name of a body with a reference behind it may be longer."""
Build = Callable[[PackContent, Mapping[str, bytes]], Built]
"""Prints a content with the papers in it, by their hashes."""


def papers_of(files: Files, content: PackContent) -> dict[str, bytes]:
    """The bytes of the papers in a content; one that is not kept is left out and its page says so."""
    found: dict[str, bytes] = {}
    for section in content.sections:
        if isinstance(section, UploadedPaper) and section.sha256:
            try:
                found[section.sha256] = files.get(section.sha256)
            except KeyError:
                continue
    return found


def issue(office: Office, meeting: Meeting, content: PackContent, built: Built) -> Pack:
    """Freeze a pack: keep content and pages, then store the pack as issued in one edit.

    Its papers come into the pack and the meeting's pack counts as issued where its agenda is agreed. An
    earlier version is marked as replaced. Raises Fault when this version was issued meanwhile, Refused
    and StoreFault as every edit.
    """
    reader = office.store.reader
    packs = reader.where("pack", "meeting", [meeting.id])
    if any(p.version >= content.version and p.state in ISSUED for p in packs):
        raise Fault(
            tr("Version {n} of this pack was issued meanwhile. Build the next one.", n=content.version)
        )
    files = office.store.files
    kept = files.put(to_json(content).encode("utf-8"), "application/json")
    pdf = files.put(built.pdf, "application/pdf")
    pack = _pack(office, meeting, content, built, packs)
    frozen = dc.replace(pack, content_hash=kept, pdf_hash=pdf)
    edit = batch(_edits(office, reader, meeting, content, frozen, packs))
    office.change(edit, trl("Issue version {n} of the pack for {ref}", n=content.version, ref=meeting.ref))
    stored: Pack = reader.get("pack", [frozen.id])[frozen.id]
    return stored


def _pack(office: Office, meeting: Meeting, content: PackContent, built: Built, packs: list[Pack]) -> Pack:
    """The pack as it will be frozen: the draft that somebody began, else a new one."""
    draft = next((p for p in packs if p.state in (PackState.ASSEMBLING, PackState.PREVIEW)), None)
    start = draft or Pack(
        id=PackId(office.new_id()),
        meeting=meeting.id,
        title=LText.of(content.title[:LONGEST_TITLE], content.printing.language),
        description=_said_before(packs),
        as_of=content.as_of.at,
    )
    return dc.replace(
        start,
        version=content.version,
        as_of=content.as_of.at,
        paper=content.printing.paper,
        language=content.printing.language,
        pages=built.pages,
        renderer=__version__,
    )


def _said_before(packs: list[Pack]) -> Rich:
    """The commentary of the version before, which a new version of the same pack keeps."""
    issued = [p for p in packs if p.state in ISSUED]
    return max(issued, key=lambda p: p.version).description if issued else Rich("")


def _edits(
    office: Office,
    reader: Reader,
    meeting: Meeting,
    content: PackContent,
    pack: Pack,
    packs: list[Pack],
) -> Iterator[Edit]:
    draft = next((p for p in packs if p.id == pack.id), None)
    yield between(draft, pack) if draft else creation(pack)
    approver = None if office.who == NOBODY else PersonId(office.who)
    yield from walked(pack, PackState.APPROVED, approved_by=approver)
    approved = dc.replace(pack, state=PackState.APPROVED, approved_by=approver)
    yield from walked(approved, PackState.ISSUED, issued_at=office.now())
    for earlier in packs:
        if earlier.state is PackState.ISSUED:
            yield from walked(earlier, PackState.REISSUED)
    held = _papers_in(reader, meeting, content)
    numbers = fresh_numbers(reader.where("paper", "meeting", [meeting.id]), held)
    for paper in held:
        yield from walked(paper, PaperState.IN_PACK, number=numbers.get(paper.id, paper.number))
    if meeting.state is not MeetingState.PACK_ISSUED and may_follow(
        "meeting", meeting.state, MeetingState.PACK_ISSUED
    ):
        yield between(meeting, dc.replace(meeting, state=MeetingState.PACK_ISSUED))


def _papers_in(reader: Reader, meeting: Meeting, content: PackContent) -> list[Paper]:
    hashes = {s.sha256 for s in content.sections if isinstance(s, UploadedPaper)}
    if not hashes:
        return []
    papers: list[Paper] = reader.where("paper", "meeting", [meeting.id])
    documents: dict[UUID, Document] = reader.get("document", {p.document for p in papers if p.document})
    return [
        p
        for p in papers
        if p.state in HANDED_IN and p.document in documents and documents[p.document].file_hash in hashes
    ]


def stored_content(files: Files, pack: Pack) -> PackContent:
    """The frozen content of an issued pack. Raises Fault when it is not kept or cannot be read."""
    try:
        return from_json(files.get(pack.content_hash).decode("utf-8"))
    except (KeyError, UnicodeDecodeError, DecodeError) as why:
        raise Fault(
            tr("The content of pack {ref}, version {n}, is not kept here.", ref=pack.ref, n=pack.version)
        ) from why


def rebuild(office: Office, pack: Pack, build: Build) -> bytes:
    """Print an issued pack again from its frozen content. Raises Fault when the content is not kept."""
    content = stored_content(office.store.files, pack)
    return build(content, papers_of(office.store.files, content)).pdf


# -- proof -----------------------------------------------------------------------------------------


@dc.dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a file is an issued pack, in one sentence; `pack` is the one it is or claims to be."""

    ok: bool
    sentence: str
    pack: Pack | None = None


def verify(store: Store, body: bytes, printed: Callable[[bytes], str]) -> Verdict:
    """Compare a file with the packs issued from this database, byte for byte by SHA-256.

    `printed` gives the text on the first page of a PDF, or nothing for what is none; the short hash that
    stands there names the pack that a changed file claims to be.
    """
    digest = hashlib.sha256(body).hexdigest()
    packs: list[Pack] = [p for p in store.reader.all("pack") if p.pdf_hash]
    pack = next((p for p in packs if p.pdf_hash == digest), None)
    if pack is None:
        return _foreign(packs, printed(body), body, store.files)
    try:
        content = stored_content(store.files, pack)
    except Fault as why:
        return Verdict(
            ok=False, sentence=tr("{pack}, but: {why}", pack=_named(pack, None), why=why), pack=pack
        )
    short = content_hash(content)[:8]
    if content_hash(content) != pack.content_hash or short not in _joined(printed(body)):
        said = tr(
            "{pack}, but the hash printed on it is not that of its content.", pack=_named(pack, content)
        )
        return Verdict(ok=False, sentence=said, pack=pack)
    return Verdict(ok=True, sentence=_sound(pack, content, packs), pack=pack)


def _sound(pack: Pack, content: PackContent, packs: list[Pack]) -> str:
    said = tr(
        "{pack}. It is unchanged: {pages} pages, SHA-256 {digest}.",
        pack=_named(pack, content),
        pages=pack.pages,
        digest=pack.pdf_hash,
    )
    latest = max((p.version for p in packs if p.meeting == pack.meeting), default=pack.version)
    if latest > pack.version:
        return tr("{sentence} Version {n} has replaced it.", sentence=said, n=latest)
    return said


def _named(pack: Pack, content: PackContent | None) -> str:
    when = shown.date(pack.issued_at.date()) if pack.issued_at else shown.NOTHING
    if content is None:
        return tr("This is {ref}, version {n}, issued on {date}", ref=pack.ref, n=pack.version, date=when)
    return tr(
        "This is version {n} of the pack for {meeting} of the {body}, issued on {date} ({ref})",
        n=pack.version,
        meeting=content.meeting.ref,
        body=content.meeting.body,
        date=when,
        ref=pack.ref,
    )


def _foreign(packs: list[Pack], text: str, body: bytes, files: Files) -> Verdict:
    """A file that is no issued pack: a changed copy of one, by what is printed on it or by its bytes."""
    joined = _joined(text)
    claimed = next((p for p in packs if p.content_hash[:8] and p.content_hash[:8] in joined), None)
    claimed = claimed or next((p for p in packs if _alike(body, _kept(files, p))), None)
    if claimed is None:
        return Verdict(ok=False, sentence=tr("This file is not a pack that was issued from this database."))
    said = tr(
        "This file was changed after it was issued: it calls itself {ref}, version {n}, "
        "but its SHA-256 is another.",
        ref=claimed.ref,
        n=claimed.version,
    )
    return Verdict(ok=False, sentence=said, pack=claimed)


def _joined(text: str) -> str:
    """Without the spaces that stand between the two halves of a printed hash."""
    return "".join(text.split())


def _kept(files: Files, pack: Pack) -> bytes:
    try:
        return files.get(pack.pdf_hash)
    except KeyError:
        return b""


def _alike(file: bytes, issued: bytes) -> bool:
    """Whether a file shares at least half of an issued one, counted from its beginning and its end."""
    most = min(len(file), len(issued))
    if most == 0:
        return False
    return _shared(file, issued, most) + _shared(file[::-1], issued[::-1], most) >= len(issued) / 2


def _shared(one: bytes, other: bytes, most: int) -> int:
    """How many bytes are the same from the start, by halving."""
    low, high = 0, most
    while low < high:
        middle = (low + high + 1) // 2
        if one[:middle] == other[:middle]:
            low = middle
        else:
            high = middle - 1
    return low
