"""What kind of file lies before us, told by its content and never by its name."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import Enum

from pmo_desktop.exchange.refused import FileRefused
from pmo_desktop.i18n import N_, tr

NAMESPACE = "http://schemas.microsoft.com/project"
_HEAD = 64 * 1024
_BEFORE_ROOT = re.compile(
    r"\s*(?:<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>)", re.DOTALL | re.IGNORECASE
)
_ROOT = re.compile(r"\s*<(?:[\w.-]+:)?([\w.-]+)([^>]*)")
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


class Kind(Enum):
    """The kinds of file that people try to import as a schedule."""

    MSPDI = "Microsoft Project XML"
    BARE_PROJECT = "Project element without a namespace"
    """Taken as MSPDI if there is a schedule inside."""
    XER = "Primavera XER"
    PMXML = "Primavera XML"
    GAN = "GanttProject"
    MPX = "Microsoft Project MPX"
    PLANNER = "Planner"
    MPP = "Microsoft Project MPP"
    ENCRYPTED = "encrypted Office document"
    COMPOUND = "Office document"
    POD = "ProjectLibre"
    CALLIGRA = "Calligra Plan"
    SPREADSHEET = "spreadsheet"
    ARCHIVE = "zip archive"
    PDF = "PDF"
    ICALENDAR = "iCalendar"
    DATABASE = "SQLite"
    HTML = "web page"
    OTHER_XML = "other XML"
    BINARY = "binary"
    TEXT = "text"


ADVICE: Mapping[Kind, str] = {
    Kind.MSPDI: N_("it is not of the kind that was expected: it is Microsoft Project XML."),
    Kind.BARE_PROJECT: N_("it is XML, but no schedule of a kind that is read."),
    Kind.XER: N_("it is not of the kind that was expected: it is a Primavera P6 .xer file."),
    Kind.PMXML: N_("it is not of the kind that was expected: it is Primavera P6 XML."),
    Kind.GAN: N_("it is not of the kind that was expected: it is a GanttProject .gan file."),
    Kind.MPX: N_("it is not of the kind that was expected: it is an .mpx file."),
    Kind.PLANNER: N_("it is not of the kind that was expected: it is a Planner file."),
    Kind.MPP: N_(
        "it is a Microsoft Project .mpp file; open it in Microsoft Project, choose File, Save As, "
        "XML Format, and import that file."
    ),
    Kind.ENCRYPTED: N_("it is protected with a password; save it without one, as XML."),
    Kind.COMPOUND: N_("it is an older Microsoft Office document, not a schedule."),
    Kind.POD: N_(
        "it is a ProjectLibre .pod file; choose Save As, Microsoft Project XML, and import that file."
    ),
    Kind.CALLIGRA: N_("it is a Calligra Plan file; export it as Microsoft Project XML and import that."),
    Kind.SPREADSHEET: N_("it is a spreadsheet; import it as a register, or export the schedule as XML."),
    Kind.ARCHIVE: N_("it is a zip archive; unpack it and import the XML file inside."),
    Kind.PDF: N_("it is a PDF document; ask for the schedule as Microsoft Project XML."),
    Kind.ICALENDAR: N_("it is an iCalendar file; export the schedule as Microsoft Project XML."),
    Kind.DATABASE: N_(
        "it is a SQLite database, not a schedule; export the schedule as Microsoft Project XML."
    ),
    Kind.HTML: N_("it is a web page; perhaps a login page was saved in place of the file."),
    Kind.OTHER_XML: N_("it is XML, but no schedule of a kind that is read."),
    Kind.BINARY: N_(
        "it is in a binary form that is not known; export the schedule as Microsoft Project XML."
    ),
    Kind.TEXT: N_("it is text, but no schedule of a kind that is read; export it as Microsoft Project XML."),
}
"""What to say, and what to do instead, where a file of this kind cannot be taken."""

_STARTS = (
    (b"\xac\xed\x00\x05", Kind.POD),
    (b"%PDF-", Kind.PDF),
    (b"SQLite format 3\0", Kind.DATABASE),
    (b"ERMHDR\t", Kind.XER),
    (b"BEGIN:VCALENDAR", Kind.ICALENDAR),
)
_INSIDE_ZIP = (
    (b"application/x-vnd.kde.plan", Kind.CALLIGRA),
    (b"EncryptedPackage", Kind.ENCRYPTED),
    (b"xl/", Kind.SPREADSHEET),
    (b"opendocument.spreadsheet", Kind.SPREADSHEET),
)
_ROOTS = {
    "APIBusinessObjects": Kind.PMXML,
    "plan": Kind.CALLIGRA,
    "kplato": Kind.CALLIGRA,
}


def kind_of(data: bytes) -> Kind:
    """The kind of file that these bytes are."""
    start = data.removeprefix(b"\xef\xbb\xbf").lstrip(b" \t\r\n")
    for mark, kind in _STARTS:
        if start.startswith(mark):
            return kind
    if start.startswith((b"MPX,", b"MPX;", b"MPX\t")):
        return Kind.MPX
    if data.startswith(_COMPOUND):
        return _compound(data)
    if data.startswith(b"PK\x03\x04"):
        return next((kind for mark, kind in _INSIDE_ZIP if mark in data), Kind.ARCHIVE)
    return _text(data)


def _compound(data: bytes) -> Kind:
    """Microsoft's container: its directory names what it holds, in UTF-16."""
    if "EncryptedPackage".encode("utf-16le") in data:
        return Kind.ENCRYPTED
    marks = [b"MSProject", *(f"   1{n}".encode("utf-16le") for n in ("", "9", "12", "14"))]
    return Kind.MPP if any(mark in data for mark in marks) else Kind.COMPOUND


def _text(data: bytes) -> Kind:
    """XML by its outermost element; else text, or something binary."""
    head = _decoded(data[:_HEAD])
    if not head.lstrip().startswith("<"):
        return Kind.BINARY if "\0" in head else Kind.TEXT
    at = 0
    while (skipped := _BEFORE_ROOT.match(head, at)) is not None:
        at = skipped.end()
    root = _ROOT.match(head, at)
    return Kind.OTHER_XML if root is None else _by_root(root[1], root[2])


def _decoded(head: bytes) -> str:
    """The beginning as text, well enough to know it by."""
    if head.startswith((b"\xff\xfe", b"<\0")):
        return head.decode("utf-16le", "replace").removeprefix("\ufeff")
    if head.startswith((b"\xfe\xff", b"\0<")):
        return head.decode("utf-16be", "replace").removeprefix("\ufeff")
    return head.decode("utf-8", "replace").removeprefix("\ufeff")


def _by_root(name: str, attributes: str) -> Kind:
    """The kind that an outermost element belongs to."""
    if name == "Project":
        if NAMESPACE in attributes:
            return Kind.MSPDI
        return Kind.OTHER_XML if "xmlns" in attributes or "Sdk" in attributes else Kind.BARE_PROJECT
    if name == "project":
        if "mrproject-version" in attributes:
            return Kind.PLANNER
        return Kind.GAN if "gantt-divider-location" in attributes else Kind.OTHER_XML
    return Kind.HTML if name.lower() == "html" else _ROOTS.get(name, Kind.OTHER_XML)


def not_taken(name: str, kind: Kind) -> FileRefused:
    """The refusal of a kind that is not read, with what to do instead."""
    return FileRefused(name, tr(ADVICE[kind]))
