"""A scan of a signed copy files itself: the code at its foot names the set of minutes it belongs to."""

from __future__ import annotations

import dataclasses as dc
import re
from collections.abc import Iterator, Sequence
from typing import Any

from pmo_desktop.domain.documents import Document, DocumentState
from pmo_desktop.domain.edits import Edit, batch, between, creation
from pmo_desktop.domain.fault import Fault
from pmo_desktop.domain.ids import DocumentId
from pmo_desktop.domain.meetings import Part
from pmo_desktop.domain.minutes import MinuteSet, MinutesState, SignedHow
from pmo_desktop.domain.values import LText
from pmo_desktop.i18n import tr, trl
from pmo_desktop.readmodels.minutes_printed import content_hash
from pmo_desktop.services.meetings.freezing import frozen_minutes
from pmo_desktop.services.meetings.steps import walked
from pmo_desktop.services.office import Office
from pmo_desktop.services.ports import Store

_CODE = re.compile(
    r"(?:PMO:)?(?P<meeting>[^/]*)/(?P<version>\d+)(?P<part>[AB])/(?P<hash>[0-9a-f]{12})(?:/\d+)?"
)
_MEDIA = {b"%PDF": "application/pdf", b"\x89PNG": "image/png", b"\xff\xd8\xff": "image/jpeg"}


@dc.dataclass(frozen=True, slots=True)
class Place:
    """Where a scan belongs."""

    minutes: MinuteSet
    meeting: str
    part: Part


def place_of(store: Store, code: str) -> Place:
    """The set of minutes that a printed code names; raises Fault with the reason where there is none."""
    found = _CODE.fullmatch(code.strip())
    if found is None:
        raise Fault(tr("“{code}” is not a code of minutes, such as PB-2026-06/7A/0123456789ab/1.", code=code))
    for place, digest in _sets(store, found["meeting"]):
        if digest.startswith(found["hash"]) and place.part.value == found["part"].lower():
            return place
    raise Fault(
        tr("No approved minutes have the code {code}: it may be that of an earlier draft.", code=code)
    )


def _sets(store: Store, ref: str) -> Iterator[tuple[Place, str]]:
    """Approved sets with the hash of what was printed; of one meeting where it is named."""
    meetings = {m.id: m.ref for m in store.reader.all("meeting") if not ref or m.ref == ref}
    for minutes in store.reader.where("minute_set", "meeting", meetings):
        frozen = frozen_minutes(store.files, minutes)
        for part, kept in ((Part.A, frozen.open), (Part.B, frozen.closed)) if frozen else ():
            if kept is not None:
                yield Place(minutes, meetings[minutes.meeting], part), content_hash(kept)


def file_scan(
    office: Office, body: bytes, name: str, codes: Sequence[str], how: SignedHow = SignedHow.WET_INK
) -> str:
    """Attach a scan to the minutes that its codes name, signed in wet ink unless said; gives the meeting.

    Raises Fault when no code was read, when pages of several sets lie in one file, or none fits.
    """
    if not codes:
        raise Fault(
            tr("No code could be read in {name}. Type the one that is printed at its foot.", name=name)
        )
    places = {(p.minutes.id, p.part): p for p in (place_of(office.store, code) for code in codes)}
    if len(places) > 1:
        refs = ", ".join(sorted(f"{p.meeting} {p.part.value.upper()}" for p in places.values()))
        raise Fault(tr("{name} has pages of several sets: {refs}. Scan them apart.", name=name, refs=refs))
    (place,) = places.values()
    if place.minutes.signed_copy is not None and place.part is Part.A:
        raise Fault(tr("The minutes of {ref} have a signed copy already.", ref=place.meeting))
    office.change(
        _filed(office, place, body, name, how), trl("File the signed copy of {ref}", ref=place.meeting)
    )
    return place.meeting


def _filed(office: Office, place: Place, body: bytes, name: str, how: SignedHow) -> Edit:
    media = next((m for start, m in _MEDIA.items() if body.startswith(start)), "application/octet-stream")
    titled = tr("Signed minutes of {ref}", ref=place.meeting)
    if place.part is Part.B:
        titled = tr("Signed minutes of {ref}, restricted part", ref=place.meeting)
    document = Document(
        id=DocumentId(office.new_id()),
        title=LText.of(titled),
        document_kind=tr("Signed minutes"),
        state=DocumentState.APPROVED,
        file_name=name,
        file_hash=office.store.files.put(body, media),
        size=len(body),
        added_on=office.now().date(),
    )
    return batch([creation(document), *_signed(office, place, document, how)])


def _signed(office: Office, place: Place, document: Document, how: SignedHow) -> Iterator[Edit]:
    """The open part carries the signature of the set; a restricted one is filed beside it."""
    minutes = place.minutes
    if place.part is Part.B:
        return
    facts: dict[str, Any] = {
        "signed_copy": document.id,
        "signed_how": minutes.signed_how or how,
        "signed_on": minutes.signed_on or office.now().date(),
    }
    if minutes.state in (MinutesState.APPROVED, MinutesState.CORRECTED):
        yield from walked(minutes, MinutesState.SIGNED, **facts)
    else:
        yield between(minutes, dc.replace(minutes, **facts))
