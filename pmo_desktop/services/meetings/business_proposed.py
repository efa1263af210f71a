"""Business proposed from anywhere: a work, a risk, an issue, a change or a decision put before a body."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from pmo_desktop.domain.business import Business
from pmo_desktop.domain.edits import Batch, batch, creation
from pmo_desktop.domain.ids import BodyId, BusinessId, PersonId, WorkId
from pmo_desktop.domain.meetings import AgendaKind, Purpose
from pmo_desktop.domain.schema import kind_of
from pmo_desktop.domain.values import LText, Rich
from pmo_desktop.i18n import tr
from pmo_desktop.services.ports import Reader

WORKS = ("portfolio", "programme", "project", "service")


def proposed(
    records: Sequence[Any], body: BodyId, who: UUID | None, new_id: Callable[[], UUID], language: str = "en"
) -> Batch:
    """One piece of business for each record, waiting for the body, about the work it belongs to."""
    return batch(creation(_business(r, body, who, new_id, language)) for r in records)


def _business(
    record: Any, body: BodyId, who: UUID | None, new_id: Callable[[], UUID], language: str
) -> Business:
    kind = kind_of(record).name
    decides = kind not in (*WORKS, "risk")
    return Business(
        id=BusinessId(new_id()),
        title=_title(record, language),
        body=body,
        agenda_kind=AgendaKind.DECISION if decides else AgendaKind.DISCUSSION,
        purpose=Purpose.DECIDE if decides else Purpose.DISCUSS,
        work=WorkId(record.id) if kind in WORKS else _work(record),
        presenter=record.owner,
        proposed_by=PersonId(who) if who is not None else None,
        description=Rich(tr("From {ref}", ref=record.ref)) if record.ref else Rich(""),
        source=f"{kind} {record.id}",
    )


def _title(record: Any, language: str) -> LText:
    title = getattr(record, "title", None)
    if isinstance(title, LText):
        return title
    return LText.of(" ".join(str(getattr(record, "text", "") or record.ref).split())[:200], language)


def _work(record: Any) -> WorkId | None:
    work = getattr(record, "work", None)
    works = getattr(record, "works", ())
    return work or (works[0] if works else None)


def read_records(reader: Reader, kind: str, ids: Sequence[UUID]) -> list[Any]:
    """The records of a kind with these ids, in this order."""
    found = reader.get(kind, ids)
    return [found[uid] for uid in ids if uid in found]
