"""The composition root: builds every long-lived object once and passes it on by constructor.

Two steps: the shell of the window needs nothing from here but callables; storage is opened after the
first paint, in the writer's thread, and its imports happen there.
"""

from __future__ import annotations

import dataclasses as dc
import os
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pmo_desktop.assets import data_folder
from pmo_desktop.i18n import tr
from pmo_desktop.settings import read_settings, settings_path

if TYPE_CHECKING:
    from pmo_desktop.domain.ids import MeetingId
    from pmo_desktop.readmodels.agenda_printed import PrintedAgenda
    from pmo_desktop.readmodels.meetings_sheets import SheetModel
    from pmo_desktop.readmodels.minutes import MinutesModel
    from pmo_desktop.readmodels.minutes_printed import PrintedMinutes
    from pmo_desktop.readmodels.notices import Notice
    from pmo_desktop.readmodels.pack import PackContent
    from pmo_desktop.readmodels.terms_printed import TermsDocument
    from pmo_desktop.services.engines import CalendarRoads, Engines, MailRoads
    from pmo_desktop.services.exporting import Table
    from pmo_desktop.services.journal import Journal
    from pmo_desktop.services.office import Office
    from pmo_desktop.services.ports import Change, Store, Transaction
    from pmo_desktop.services.publishing.issue import Built


def default_url() -> str:
    """One SQLite file in the person's data folder."""
    return f"sqlite:///{data_folder() / 'office.db'}"


def journal_path(url: str) -> Path:
    """The journal of a database on this computer: each database has its own."""
    import hashlib

    name = hashlib.sha256(url.encode("utf-8")).hexdigest()[:16]
    return data_folder() / f"journal-{name}.db"


def _ignore(_: Change) -> None:
    """Nobody listens."""


def _must_take_files(folder: Path) -> None:
    """Make the person's data folder. Raises StoreFault with the reason when it takes no files."""
    from pmo_desktop.services.ports import StoreFault

    try:
        folder.mkdir(parents=True, exist_ok=True)
        reason = "" if os.access(folder, os.W_OK) else tr("it can only be read")
    except OSError as why:
        reason = why.strerror or str(why)
    if reason:
        said = tr(
            "{path} takes no files: {reason}. Set PMO_DATA_DIR to a folder that does.",
            path=folder,
            reason=reason,
        )
        raise StoreFault(said)


def _journal(store: Store) -> Journal:
    """The journal of a database. Raises StoreFault when it is damaged or in use, and closes the database."""
    import sqlite3

    from pmo_desktop.services.journal import open_journal
    from pmo_desktop.services.ports import StoreFault

    path = journal_path(store.url)
    try:
        return open_journal(path)
    except sqlite3.Error as why:
        store.close()
        said = tr("{path} keeps what is on its way, and cannot be opened: {reason}.", path=path, reason=why)
        raise StoreFault(said) from why


def _freeze(tx: Transaction, meeting: MeetingId) -> str:
    """Keep minutes as approved; what prints them is loaded with the first approval."""
    from pmo_desktop.services.meetings.freezing import freeze

    return freeze(tx, meeting, build_minutes)


def open_office(
    url: str, *, create: bool = False, journal: bool = False, tell: Callable[[Change], None] = _ignore
) -> Office:
    """Open a database and what works on it.

    `create` makes a new SQLite file where there is none. `journal` keeps edits on this computer until
    the database has them. Raises StoreFault with a sentence that says what is wrong and what to do.
    """
    from pmo_desktop.services.editing import Editor
    from pmo_desktop.services.office import Office, who_works_here
    from pmo_desktop.storage.store import open_store

    if journal or (create and url == default_url()):
        _must_take_files(data_folder())
    store = open_store(url, create=create)
    kept = _journal(store) if journal else None
    who = who_works_here(store.reader, read_settings(settings_path()).me)
    return dc.replace(Office(store, Editor(store, tell, _freeze), kept), who=who)


def build_pack(content: PackContent, papers: Mapping[str, bytes]) -> Built:
    """A pack on paper."""
    from pmo_desktop.packs.document import build_pack as build

    return build(content, papers)


def build_minutes(model: MinutesModel | PrintedMinutes) -> bytes:
    """Minutes on paper."""
    from pmo_desktop.packs.minutes import build_minutes as build

    return build(model)


def minutes_file(printed: PrintedMinutes, kind: str) -> bytes:
    """Minutes as a file for word processors or browsers."""
    from pmo_desktop.exchange.minutes_out import minutes_bytes

    return minutes_bytes(printed, kind)


def intake(office: Office, path: Path, answers: Mapping[str, str]) -> Any:
    """What bringing a file in would do, given answers to its questions."""
    from pmo_desktop.exchange.intake import intake as read

    return read(office.store.reader, path, office.new_id, answers)


def table_bytes(table: Table, suffix: str) -> bytes:
    """A table as a file of a kind."""
    from pmo_desktop.exchange.tables.writing import table_bytes as made

    return made(table, suffix)


def plan_pdf(pages: Iterable[tuple[Any, str, str]], title: str, language: str) -> bytes:
    """Sheets of a plan on paper: drawing, label and bookmark of each."""
    from pmo_desktop.packs.wallchart import WallPage, wall_pdf

    return wall_pdf((WallPage(*page) for page in pages), title, language)


def comment_rows(path: Path) -> list[list[str]]:
    """The rows of a reply to draft minutes."""
    from pmo_desktop.exchange.comment_replies import comment_rows as rows

    return rows(path)


def build_notice(notice: Notice) -> bytes:
    """Print the action notice of one owner."""
    from pmo_desktop.packs.notices import build_notice as build

    return build(notice)


def build_sheet(model: SheetModel) -> bytes:
    """A sheet of a meeting on paper."""
    from pmo_desktop.packs.sheets import build_sheet as build

    return build(model)


def build_agenda(agenda: PrintedAgenda) -> bytes:
    """The agenda of a meeting alone, on paper."""
    from pmo_desktop.packs.agenda import build_agenda as build

    return build(agenda)


def terms_file(document: TermsDocument, suffix: str) -> bytes:
    """Terms of reference as a file of a kind."""
    if suffix == ".docx":
        from pmo_desktop.exchange.docx_terms import terms_docx

        return terms_docx(document)
    from pmo_desktop.packs.terms import build_terms

    return build_terms(document)


def mail_roads() -> MailRoads:
    """How reminders go out and answers come in."""
    from pmo_desktop.exchange import mail_roads as roads
    from pmo_desktop.services.engines import MailRoads

    return MailRoads(
        roads.write_letters, roads.send_letters, roads.why_not_send, roads.password_asked, roads.read_answers
    )


def calendar_roads() -> CalendarRoads:
    """How invitations and calendars go out, and answers come in."""
    from pmo_desktop.exchange.ics_calendar import write_calendar
    from pmo_desktop.exchange.ics_meetings import write_invitation
    from pmo_desktop.exchange.invitation_mail import read_files, write_mails
    from pmo_desktop.services.engines import CalendarRoads

    return CalendarRoads(write_invitation, write_mails, write_calendar, read_files)


def load_example(office: Office) -> None:
    """Fill a database with the example office."""
    from pmo_desktop.demo.loading import load_demo
    from pmo_desktop.packs.typeset import typeset

    load_demo(office, typeset)


def engines(url: str, *, create: bool = False, journal: bool = True) -> Engines:
    """What the window needs of storage, files and paper, for one database."""
    from pmo_desktop.services.engines import Engines

    def opened() -> Office:
        return open_office(url, create=create, journal=journal)

    beside = (load_example, table_bytes, plan_pdf, mail_roads, comment_rows, build_notice, build_sheet)
    return Engines(
        opened,
        build_pack,
        build_minutes,
        intake,
        *beside,
        minutes_file=minutes_file,
        calendar=calendar_roads,
        terms_file=terms_file,
        agenda_pdf=build_agenda,
    )
