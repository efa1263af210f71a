"""Approved minutes frozen: content and pages kept by hash in the transaction of the approval."""

from __future__ import annotations

import dataclasses as dc
import hashlib
from collections.abc import Callable, Iterator
from typing import Protocol

from pmo_desktop.domain.fault import Fault
from pmo_desktop.domain.ids import MeetingId
from pmo_desktop.domain.meetings import Part
from pmo_desktop.domain.minutes import MinuteSet
from pmo_desktop.i18n import tr
from pmo_desktop.readmodels.minutes_printed import FrozenMinutes, PrintedMinutes, from_json, to_json
from pmo_desktop.readmodels.pack_codec import DecodeError
from pmo_desktop.services.meetings.minutes import text_hash
from pmo_desktop.services.meetings.printing import printed_minutes
from pmo_desktop.services.meetings.reading import read_meeting
from pmo_desktop.services.ports import Files, Reader, Store, StoreFault

Build = Callable[[PrintedMinutes], bytes]
"""Prints a set of minutes; raises Fault where a character has no font."""
Write = Callable[[PrintedMinutes, str], bytes]
"""Writes a set of minutes as a file of a kind."""
PDF, JSON = "application/pdf", "application/json"


class Keeping(Protocol):
    """What freezing needs of the transaction: to read what it has written, and to keep files."""

    @property
    def reader(self) -> Reader:
        """Reads inside the transaction."""

    def keep(self, body: bytes, media: str) -> str:
        """Keep these bytes and give their hash."""


def freeze(tx: Keeping, meeting: MeetingId, build: Build) -> str:
    """Keep both parts of the minutes as they stand, as content and as pages; the hash that names them.

    Pages that no bundled font can set are left out and the reason is kept; approval does not wait for a font.
    """
    open_part = printed_minutes(tx.reader, meeting)
    if open_part is None:
        return ""
    closed = printed_minutes(tx.reader, meeting, Part.B) if open_part.restricted else None
    frozen = FrozenMinutes(open_part, closed)
    try:
        frozen = dc.replace(frozen, open_pdf=tx.keep(build(open_part), PDF))
        if closed is not None:
            frozen = dc.replace(frozen, closed_pdf=tx.keep(build(closed), PDF))
    except Fault as why:
        frozen = dc.replace(frozen, lacking=str(why))
    return tx.keep(to_json(frozen).encode("utf-8"), JSON)


def frozen_minutes(files: Files, minutes: MinuteSet | None) -> FrozenMinutes | None:
    """What was frozen at the approval; None before it. Raises Fault when it is missing or damaged."""
    if minutes is None or not minutes.frozen_hash:
        return None
    try:
        return from_json(files.get(minutes.frozen_hash).decode("utf-8"))
    except KeyError as why:
        raise Fault(tr("A file is missing: {hash}", hash=minutes.frozen_hash[:12])) from why
    except (DecodeError, UnicodeDecodeError) as why:
        raise Fault(tr("The approved minutes cannot be read: {reason}", reason=why)) from why


def minutes_to_show(
    store: Store, meeting: MeetingId, part: Part = Part.A, *, lines: bool | None = None
) -> PrintedMinutes | None:
    """One part of the minutes as they are to be shown: once approved, what was frozen.

    What came afterwards stands beside the text only: amendments by a decision, and who signed. None when
    there is no such meeting, or it has no restricted part.
    """
    now = printed_minutes(store.reader, meeting, part, lines=lines)
    frozen = frozen_minutes(store.files, _set(store.reader, meeting))
    if frozen is None or now is None:
        return now
    kept = frozen.open if part is Part.A else frozen.closed
    if kept is None:
        return None
    model = dc.replace(kept.minutes, signed_by=now.minutes.signed_by)
    return dc.replace(kept, amended=now.amended, signed=now.signed, minutes=model)


def minutes_pdf(
    store: Store, meeting: MeetingId, part: Part, build: Build, *, lines: bool | None = None
) -> bytes | None:
    """One part as PDF: the very bytes that were frozen at the approval, else the draft as it stands.

    None when there is nothing to print. Raises Fault where no font has a character.
    """
    frozen = frozen_minutes(store.files, _set(store.reader, meeting))
    if frozen is not None:
        kept = frozen.open_pdf if part is Part.A else frozen.closed_pdf
        if kept:
            return store.files.get(kept)
    found = minutes_to_show(store, meeting, part, lines=lines)
    return build(found) if found is not None else None


def minutes_file(
    store: Store,
    meeting: MeetingId,
    part: Part,
    kind: str,
    build: Build,
    write: Write | None,
    *,
    lines: bool | None = None,
) -> bytes:
    """One part of the minutes as a file of a kind ("pdf", "docx", "md", "html").

    Raises Fault where nothing was minuted, there is no restricted part, or the kind is not known.
    """
    printed = minutes_to_show(store, meeting, part, lines=lines)
    if printed is None or not any(item.lines for item in printed.minutes.items):
        found = store.reader.get("meeting", [meeting]).get(meeting)
        if found is None:
            raise Fault(tr("The meeting does not exist any more."))
        if part is Part.B:
            raise Fault(tr("{ref} has no restricted part.", ref=found.ref))
        raise Fault(tr("Nothing has been minuted for {ref} yet.", ref=found.ref))
    if kind not in ("", "pdf") and write is not None:
        return write(printed, kind)
    body = minutes_pdf(store, meeting, part, build, lines=lines)
    assert body is not None
    return body


def _set(reader: Reader, meeting: MeetingId) -> MinuteSet | None:
    found: list[MinuteSet] = reader.where("minute_set", "meeting", [meeting])
    return found[0] if found else None


def frozen_problems(store: Store) -> Iterator[str]:
    """What is wrong with approved minutes: a file that is missing or altered, a wording that moved."""
    sets: list[MinuteSet] = [s for s in store.reader.all("minute_set") if s.state.settled]
    for minutes in sets:
        meeting = store.reader.get("meeting", [minutes.meeting])[minutes.meeting]
        try:
            yield from _damaged(store, minutes, meeting.ref)
        except (Fault, StoreFault) as why:
            yield tr("{ref}: {problem}", ref=meeting.ref, problem=why)


def _damaged(store: Store, minutes: MinuteSet, ref: str) -> Iterator[str]:
    facts = read_meeting(store.reader, minutes.meeting)
    if facts is not None and minutes.body_hash and text_hash(facts) != minutes.body_hash:
        yield tr("{ref}: the wording of approved minutes is not that which was approved.", ref=ref)
    frozen = frozen_minutes(store.files, minutes)
    for kept in (frozen.open_pdf, frozen.closed_pdf) if frozen else ():
        if kept and hashlib.sha256(_bytes(store.files, kept)).hexdigest() != kept:
            yield tr("{ref}: the approved pages were altered.", ref=ref)


def _bytes(files: Files, kept: str) -> bytes:
    try:
        return files.get(kept)
    except KeyError as why:
        raise Fault(tr("A file is missing: {hash}", hash=kept[:12])) from why
