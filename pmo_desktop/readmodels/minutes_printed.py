"""A set of minutes as it leaves the house: the text of one part in a style, and what stands round it.

One value for PDF, DOCX, Markdown and HTML, so that they cannot disagree. The open part and the restricted
part are two sets with numbers of their own; the open one says only that there was a restricted part.
"""

from __future__ import annotations

import dataclasses as dc
import datetime as dt
import hashlib
import json

from pmo_desktop.domain.governance import MinuteStyle
from pmo_desktop.domain.meetings import Part
from pmo_desktop.readmodels import pack_codec
from pmo_desktop.readmodels.minutes import MinutesModel

FORMAT = 1
_LONGEST_NAME = 40
_SHORT = 12
"""So many digits of the hash stand on paper: 48 bits, far more than there are sets in an office."""


@dc.dataclass(frozen=True, slots=True)
class Interest:
    """An interest as declared: by whom, at which item ("" for the whole meeting), what, what followed."""

    name: str
    item: str
    nature: str
    effect: str


@dc.dataclass(frozen=True, slots=True)
class LineFacts:
    """What a style adds to the line with this number, each said only where it is not empty.

    `margin` is the number beside the line in a draft that goes round, by which comments name it.
    """

    number: str
    margin: int = 0
    mover: str = ""
    seconder: str = ""
    conditions: str = ""
    dissent: str = ""


@dc.dataclass(frozen=True, slots=True)
class ActionLine:
    """An action as minuted; `number` is that of its line."""

    ref: str
    number: str
    text: str
    owner: str
    due: dt.date | None


@dc.dataclass(frozen=True, slots=True)
class Amended:
    """Another wording that a decision gave to approved minutes; `number` counts them from 1."""

    number: int
    where: str
    was: str
    now: str
    decision: str


@dc.dataclass(frozen=True, slots=True)
class Confirmed:
    """That minutes were approved: of which meeting, at which, when, with corrections or without."""

    of: str
    at: str
    on: dt.date | None
    corrected: bool


@dc.dataclass(frozen=True, slots=True)
class Reply:
    """What somebody answered who could vote by correspondence."""

    name: str
    capacity: str
    answer: str
    at: dt.date | None


@dc.dataclass(frozen=True, slots=True)
class PrintedMinutes:
    """Everything that one set of minutes prints. `outcomes` are pairs of item number and word.

    `restricted` says in the open part that there was another. `papers` and `replies` are those of a decision
    by correspondence, `window` its last day. `signed` is how and on which day, where that is recorded.
    """

    minutes: MinutesModel
    style: MinuteStyle = MinuteStyle.KEY_POINTS
    part: Part = Part.A
    restricted: bool = False
    interests: tuple[Interest, ...] = ()
    facts: tuple[LineFacts, ...] = ()
    outcomes: tuple[tuple[str, str], ...] = ()
    actions: tuple[ActionLine, ...] = ()
    amended: tuple[Amended, ...] = ()
    confirmed: Confirmed | None = None
    confirms: tuple[Confirmed, ...] = ()
    quorum_lost: tuple[str, ...] = ()
    papers: tuple[str, ...] = ()
    replies: tuple[Reply, ...] = ()
    window: dt.date | None = None
    signed: str = ""

    def facts_of(self, number: str) -> LineFacts:
        """What the style adds to a line."""
        return next((f for f in self.facts if f.number == number), LineFacts(number))

    def outcome_of(self, item: str) -> str:
        """How an item ended, in a word, or nothing."""
        return next((word for number, word in self.outcomes if number == item), "")


@dc.dataclass(frozen=True, slots=True)
class FrozenMinutes:
    """What is kept when minutes are approved: both parts, and the hashes of their PDF files.

    A hash is empty where no file could be set; `lacking` then says why.
    """

    open: PrintedMinutes
    closed: PrintedMinutes | None = None
    open_pdf: str = ""
    closed_pdf: str = ""
    lacking: str = ""


def whole(model: MinutesModel | PrintedMinutes) -> PrintedMinutes:
    """A set of minutes, made of the plain text where there is no more."""
    return model if isinstance(model, PrintedMinutes) else PrintedMinutes(model)


def content_hash(printed: PrintedMinutes) -> str:
    """SHA-256 of the canonical JSON of a set, in hexadecimal."""
    return hashlib.sha256(_canonical(pack_codec.encode(printed, PrintedMinutes)).encode("utf-8")).hexdigest()


def short_code(printed: PrintedMinutes) -> str:
    """What names this set on paper: meeting, version, part, and the first digits of its hash.

    Typed instead of the QR code where no scanner reads it; without spaces, in letters that OCR knows.
    """
    model = printed.minutes
    digest = content_hash(printed)[:_SHORT]
    return f"{model.meeting}/{model.version}{printed.part.value.upper()}/{digest}"


def page_code(code: str, page: int) -> str:
    """What names one page of a set."""
    return f"{code}/{page}"


def qr_words(code: str, page: int) -> str:
    """What the QR code of a page says; a long or foreign name of a meeting would make it too fine to scan."""
    meeting, rest = code.rsplit("/", 2)[0], code.rsplit("/", 2)[1:]
    named = meeting if meeting.isascii() and len(meeting) <= _LONGEST_NAME else ""
    return "/".join((f"PMO:{named}", *rest, str(page)))


def to_json(frozen: FrozenMinutes) -> str:
    """The canonical JSON of frozen minutes: the same always gives the same text."""
    return _canonical({"format": FORMAT, "minutes": pack_codec.encode(frozen, FrozenMinutes)})


def from_json(text: str) -> FrozenMinutes:
    """What `to_json` wrote; raises `pack_codec.DecodeError` with the place that does not fit."""
    try:
        body = json.loads(text)
    except ValueError as why:
        raise pack_codec.DecodeError("minutes", f"not JSON: {why}") from why
    if not isinstance(body, dict) or body.get("format") != FORMAT:
        raise pack_codec.DecodeError("minutes", f"not minutes of format {FORMAT}")
    found = pack_codec.decode(body.get("minutes"), FrozenMinutes, "minutes")
    assert isinstance(found, FrozenMinutes)
    return found


def _canonical(body: object) -> str:
    return json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
