"""What the window needs that lies beside it: storage, files, paper. The composition root fills it."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # the window is painted before any of these is needed
    from pmo_desktop.domain.invitations import Answer, Invitation
    from pmo_desktop.readmodels.agenda_printed import PrintedAgenda
    from pmo_desktop.readmodels.calendar import MeetingSteps
    from pmo_desktop.readmodels.meetings_sheets import SheetModel
    from pmo_desktop.readmodels.minutes import MinutesModel
    from pmo_desktop.readmodels.minutes_printed import PrintedMinutes
    from pmo_desktop.readmodels.notices import Notice
    from pmo_desktop.readmodels.terms_printed import TermsDocument
    from pmo_desktop.services.actions.reminding import Letter
    from pmo_desktop.services.actions.replying import Said
    from pmo_desktop.services.exporting import Table
    from pmo_desktop.services.office import Office
    from pmo_desktop.services.publishing.issue import Build


@dc.dataclass(frozen=True, slots=True)
class MailRoads:
    """How reminders go out and answers come in."""

    write: Callable[[Path, Sequence[Letter], datetime], list[Path]]
    send: Callable[[Sequence[Letter], datetime, str], list[Letter]]
    """Letters, instant and password; gives those that the server took. Raises Fault."""
    why_not_send: Callable[[], str]
    password_asked: Callable[[], str]
    """What to ask for before sending, "" when nothing is needed."""
    read: Callable[[Path], list[Said]]


@dc.dataclass(frozen=True, slots=True)
class CalendarRoads:
    """How invitations and calendars go out, and how answers to invitations come in."""

    invitation: Callable[[Invitation], bytes]
    mails: Callable[[Path, Invitation, str], list[Path]]
    """Folder, invitation and language; gives the mail files written. Raises Fault."""
    calendar: Callable[[Iterable[MeetingSteps], datetime], bytes]
    answers: Callable[[Sequence[Path]], tuple[list[Answer], list[str]]]
    """The answers in files, and a sentence for each file that holds none."""


@dc.dataclass(frozen=True, slots=True)
class Engines:
    """Callables that import what they need when they are called, so that a start waits for none."""

    open_office: Callable[[], Office]
    build_pack: Build
    build_minutes: Callable[[MinutesModel | PrintedMinutes], bytes]
    intake: Callable[[Office, Path, Mapping[str, str]], Any]
    """What bringing a file in would do, given answers to its questions; raises Fault for a refused file."""
    load_example: Callable[[Office], None]
    table_bytes: Callable[[Table, str], bytes]
    """A table as a file of a kind: ".csv" or ".xlsx"."""
    plan_pdf: Callable[[Iterable[tuple[Any, str, str]], str, str], bytes]
    """Sheets of a plan (drawing, label, bookmark) as a PDF with a title, in a language."""
    mail: Callable[[], MailRoads] | None = None
    """Reminders and answers."""
    comment_rows: Callable[[Path], Sequence[Sequence[str]]] | None = None
    """The rows of a reply to draft minutes; raises Fault for a file that is none."""
    notice_pdf: Callable[[Notice], bytes] | None = None
    """The action notice of one owner."""
    sheet_pdf: Callable[[SheetModel], bytes] | None = None
    """Decisions and actions of a meeting to read back, or the scribe's crib."""
    minutes_file: Callable[[PrintedMinutes, str], bytes] | None = None
    """A set of minutes as a file of a kind: "docx", "md" or "html"."""
    terms_file: Callable[[TermsDocument, str], bytes] | None = None
    """Terms of reference as a file of a kind: ".pdf" or ".docx"."""
    calendar: Callable[[], CalendarRoads] | None = None
    """Invitations, their answers, and calendar files."""
    agenda_pdf: Callable[[PrintedAgenda], bytes] | None = None
    """The agenda of a meeting alone, or the chair's copy of it."""
