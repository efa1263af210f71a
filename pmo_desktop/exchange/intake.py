"""One door for every file: told apart, read, and turned into a receipt before anything is stored."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from pmo_desktop.domain.registersheet import NotTaken, RegisterSheet, Sheet, said
from pmo_desktop.domain.schedulefile import ScheduleFile, TaskKind
from pmo_desktop.exchange.refused import FileRefused
from pmo_desktop.exchange.schedules import read_schedule
from pmo_desktop.exchange.tables.reading import read_tables
from pmo_desktop.i18n import tr, trl
from pmo_desktop.readmodels.intake import Intake, IntakeColumn, IntakeRow
from pmo_desktop.services.columns.guess import labels_of
from pmo_desktop.services.columns.sheet import sheet_plan
from pmo_desktop.services.importing.register import ImportReceipt, as_json, register_edit, register_receipt
from pmo_desktop.services.importing.world import known_works, world_of
from pmo_desktop.services.office import Office
from pmo_desktop.services.plans.importing import plan_receipt
from pmo_desktop.services.plans.receipt import About, Difference, as_row
from pmo_desktop.services.plans.receipt import said as difference_said
from pmo_desktop.services.ports import Reader

NewId = Callable[[], UUID]
SAMPLED, LONGEST_SAMPLE = 50, 120
"""Rows looked at for the sample of a column, and its length in characters."""

TABLES = frozenset({".csv", ".tsv", ".txt", ".tab", ".xlsx", ".xlsm", ".xls", ".ods"})
"""Names that promise a table; everything else is asked for its content."""


def _is_text(name: str) -> bool:
    """Whether a name can be stored: not one with bytes of another encoding."""
    return not any("\ud800" <= c <= "\udfff" for c in name)


def intake(reader: Reader, path: Path, new_id: NewId, answers: Mapping[str, str] | None = None) -> Intake:
    """What bringing a file in would do. Raises FileRefused with one sentence when it is not taken."""
    if not _is_text(path.name):
        shown_as = path.name.encode("utf-8", "replace").decode("utf-8")
        raise FileRefused(shown_as, tr("its name is not text in this system's encoding; rename the file."))
    if path.suffix.lower() in TABLES:
        return _register(reader, path, answers)
    return _schedule(reader, path, new_id)


def _register(reader: Reader, path: Path, answers: Mapping[str, str] | None) -> Intake:
    world = world_of(reader, datetime.now(UTC).date())
    sheets = read_tables(path)
    plan = sheet_plan(sheets, known_works(world), answers)
    receipt = register_receipt(plan, world)
    rows = tuple(
        IntakeRow(n, r.row, r.title, r.outcome.value, r.reason, (*r.notes, *map(_note, r.not_taken)))
        for n, r in enumerate(receipt.rows)
    )
    edit = register_edit(receipt)
    return Intake(
        receipt.file,
        "register",
        receipt.label,
        rows,
        edit if edit.edits else None,
        receipt.questions,
        receipt.warnings,
        _details(receipt),
        _columns(sheets, plan),
    )


def _columns(sheets: Sequence[Sheet], plan: RegisterSheet) -> tuple[IntakeColumn, ...]:
    """Every column of the file, with what it was taken as."""
    found = []
    for sheet, table in zip(sheets, plan.tables, strict=True):
        labels = labels_of(sheet)
        for guess in table.columns:
            n = guess.column + 1
            key = f"{sheet.name}/column/{n}"
            sample = _sample(sheet, guess.column)
            found.append(
                IntakeColumn(key, key, sheet.name, n, labels[guess.column], guess.field, guess.reason, sample)
            )
    return tuple(found)


def _sample(sheet: Sheet, column: int) -> str:
    """The first cells of a column that say something, each once, in one line."""
    texts = (" ".join(said(row.cells[column]).split()) for row in sheet.rows[:SAMPLED])
    return " · ".join(list(dict.fromkeys(t for t in texts if t))[:3])[:LONGEST_SAMPLE]


def _note(left: NotTaken) -> str:
    return tr(
        "{column}: “{text}” not taken: {reason}", column=left.column, text=left.text, reason=left.reason
    )


def _details(receipt: ImportReceipt) -> dict[str, Any]:
    known = {"file", "rows", "created", "changed", "skipped", "warnings"}
    return {k: v for k, v in as_json(receipt).items() if k not in known}


def _schedule(reader: Reader, path: Path, new_id: NewId) -> Intake:
    file = read_schedule(path)
    twin = next(iter(reader.where("plan", "file_name", [file.source])), None)
    if twin is not None:
        work = reader.get("work", [twin.work])[twin.work]
        reason = tr("Imported before, as {ref}. Archive that work to import the file again.", ref=work.ref)
        rows = tuple(IntakeRow(t.id, t.id, t.name, "skipped", reason) for t in file.tasks)
        return Intake(file.source, "schedule", "", rows, None, warnings=(reason,))
    receipt = plan_receipt(file, new_id)
    empty = dict(receipt.skipped)
    notes = _differing(receipt.differences)
    rows = tuple(
        IntakeRow(
            n,
            t.id,
            t.name,
            "skipped" if t.kind is TaskKind.BLANK else "created",
            empty.get(t.id, ""),
            notes.get(t.uid, ()),
        )
        for n, t in enumerate(file.tasks)
    )
    details = {**_counts(file), "differences": [as_row(d) for d in receipt.differences]}
    others = (d for d in receipt.differences if d.about is About.RESOURCE)
    warnings = (*receipt.warnings, *(f"{d.name}: {difference_said(d)}" for d in others))
    label = trl("Import the plan {file}", file=file.source)
    return Intake(file.source, "schedule", label, rows, receipt.edit, (), warnings, details)


def _differing(found: Sequence[Difference]) -> Mapping[int, tuple[str, ...]]:
    """What is not as the file has it, by task."""
    notes: dict[int, tuple[str, ...]] = {}
    for one in found:
        if one.about is not About.RESOURCE:
            notes[one.uid] = (*notes.get(one.uid, ()), difference_said(one))
    return notes


def _counts(file: ScheduleFile) -> dict[str, Any]:
    found = file.counts
    names = (
        "tasks",
        "summaries",
        "milestones",
        "links",
        "resources",
        "assignments",
        "calendars",
        "baselines",
    )
    return {name: getattr(found, name) for name in names}


def bring_in(
    office: Office, path: Path, *, store: bool, answers: Mapping[str, str] | None = None
) -> dict[str, Any]:
    """Read a file and, when asked, store it as one op; the receipt, or the sentence that refuses the file."""
    try:
        found = intake(office.store.reader, path, office.new_id, answers)
    except FileRefused as why:
        empty: list[Any] = []
        return {
            "file": why.name,
            "rows": 0,
            "created": 0,
            "changed": 0,
            "skipped": empty,
            "warnings": empty,
            "error": str(why),
        }
    if store and found.edit is not None:
        office.change(found.edit, found.label)
    return found.as_json()
