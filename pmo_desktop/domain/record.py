"""What every record has."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from pmo_desktop.domain.declare import About, Need, Worded, record, says
from pmo_desktop.domain.ids import OrgUnitId, PersonId
from pmo_desktop.domain.values import LText, Rich
from pmo_desktop.i18n import N_


class Secrecy(Worded):
    """The handling class of a record."""

    PUBLIC = "public", N_("Public")
    INTERNAL = "internal", N_("Internal")
    RESTRICTED = "restricted", N_("Restricted")
    CONFIDENTIAL = "confidential", N_("Confidential")


@record("record", "Record", "Records")
class Record:
    """The fields that all kinds share. `revision` counts stored changes, from 1."""

    ABOUT: ClassVar[About]
    id: Any = says("Id", need=Need.COMPUTED)
    ref: str = says(
        "Code",
        "Short name that never changes; given by the program when left empty.",
        default="",
        longest=60,
        search=True,
        also=("ref", "reference", "id"),
    )
    description: Rich = says("Description", default=Rich(""), search=True)
    owner: PersonId | None = says(
        "Owner", "Who answers for this record.", default=None, need=Need.BEFORE_OPEN
    )
    secrecy: Secrecy = says("Class", "Who may see it.", default=Secrecy.INTERNAL)
    tags: tuple[str, ...] = says("Tags", default=())
    source: str = says("Source", "Where it came from: a file, a template, typed by hand.", default="")
    revision: int = says("Revision", need=Need.COMPUTED, default=0)
    archived_at: datetime | None = says("Archived", need=Need.COMPUTED, default=None)


@record("titled", "Record", "Records")
class Titled(Record):
    """A record with a title in one or more languages."""

    title: LText = says("Title", search=True, longest=200, also=("name", "subject"))
    org_unit: OrgUnitId | None = says("Unit", "The unit it belongs to.", default=None)
