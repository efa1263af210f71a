"""From a register understood to the edits it would make: a receipt row by row, then one batch."""

from __future__ import annotations

import dataclasses as dc
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import Any
from uuid import uuid4

from pmo_desktop.domain.edits import Batch, Edit, batch, between, creation
from pmo_desktop.domain.ids import WorkId
from pmo_desktop.domain.registersheet import (
    NotTaken,
    Question,
    RegisterSheet,
    Sheet,
    Suggestion,
    TablePlan,
    WorkRow,
)
from pmo_desktop.domain.registersheet import RegisterField as F
from pmo_desktop.domain.reports import ReportState, StatusReport
from pmo_desktop.domain.works import Work
from pmo_desktop.i18n import tr, trn, trnl
from pmo_desktop.services.columns.sheet import sheet_plan
from pmo_desktop.services.importing.reports import reports_of
from pmo_desktop.services.importing.values import Values, in_year, values_of
from pmo_desktop.services.importing.world import Additions, World, known_works

_SETTLED = frozenset({ReportState.VALIDATED, ReportState.PUBLISHED})


class Outcome(StrEnum):
    """What a row of the file becomes."""

    CREATED = "created"
    CHANGED = "changed"
    SKIPPED = "skipped"


@dc.dataclass(frozen=True, slots=True)
class RowReceipt:
    """One row of the file: what becomes of it and why, and the cells that were not taken."""

    sheet: str
    row: int
    title: str
    outcome: Outcome
    reason: str = ""
    notes: tuple[str, ...] = ()
    not_taken: tuple[NotTaken, ...] = ()
    edits: tuple[Edit, ...] = ()


@dc.dataclass(frozen=True, slots=True)
class ImportReceipt:
    """What an import of one file would do; `added` are the units, people and programmes it needs."""

    file: str
    rows: tuple[RowReceipt, ...]
    added: tuple[Edit, ...]
    questions: tuple[Question, ...] = ()
    warnings: tuple[str, ...] = ()

    def count(self, outcome: Outcome) -> int:
        """Rows with this outcome."""
        return sum(1 for r in self.rows if r.outcome is outcome)

    @property
    def label(self) -> str:
        """What undo calls this import."""
        made = self.count(Outcome.CREATED) + self.count(Outcome.CHANGED)
        return trnl("Import {n} work from {file}", "Import {n} works from {file}", made, file=self.file)


class _Run:
    """One file being turned into edits."""

    def __init__(self, plan: RegisterSheet, world: World) -> None:
        self.plan, self.world = plan, world
        self.add = Additions(world, plan.file)
        self.works = {w.ref or str(w.id): w for w in world.works}
        self.reports = {(r.work, r.status_date): r for r in world.reports}
        self.latest: dict[WorkId, date] = {}
        for work, day in self.reports:
            self.latest[work] = max(day, self.latest.get(work, day))

    def row(self, row: WorkRow, table: TablePlan, yearly: frozenset[F]) -> RowReceipt:
        """What becomes of one work of the file."""
        twin = next(self.plan.duplicates_of(row), None)
        if twin and twin.suggestion is Suggestion.SKIP:
            return RowReceipt(row.sheet, row.number, row.title, Outcome.SKIPPED, twin.reason)
        values = values_of(row, table, yearly, self.add, self.world.language)
        source = tr("{file}, row {n}", file=self.plan.file, n=row.number)
        known = self.works.get(twin.of_ref) if twin and twin.of_ref else None
        work = known.id if known else WorkId(uuid4())
        edits = self._changed(known, values, table) if known else self._created(work, values, source)
        edits += self._reported(row, work, table, yearly, source)
        outcome = Outcome.CHANGED if known else Outcome.CREATED
        reason = twin.reason if twin else tr("New in the register")
        if known and not edits:
            outcome, reason = Outcome.SKIPPED, tr("{ref} says the same already", ref=known.ref)
        return RowReceipt(
            row.sheet,
            row.number,
            row.title,
            outcome,
            reason,
            tuple(values.notes),
            row.not_taken,
            tuple(edits),
        )

    def _created(self, work: WorkId, values: Values, source: str) -> list[Edit]:
        return [creation(values.kind(id=work, source=source, **values.fields))]

    def _changed(self, known: Work, values: Values, table: TablePlan) -> list[Edit]:
        """Only what the file says is changed; the state is the office's own and stays.

        An older file changes no work that has a newer report: it only adds its own report.
        """
        latest = self.latest.get(known.id)
        if latest and table.as_at and table.as_at < latest:
            values.notes.append(
                tr("A report of {day} is newer: only this file's report is added", day=latest)
            )
            return []
        names = {f.name for f in dc.fields(known)} - {"state"}
        wanted = dc.replace(known, **{n: v for n, v in values.fields.items() if n in names})
        edit = between(known, wanted)
        return [edit] if edit.changes else []

    def _reported(
        self, row: WorkRow, work: WorkId, table: TablePlan, yearly: frozenset[F], source: str
    ) -> list[Edit]:
        edits: list[Edit] = []
        as_at = table.as_at or self.world.today
        for report in reports_of(row, work, as_at, yearly, source):
            edit = self._one_report(report)
            if edit:
                edits.append(edit)
        return edits

    def _one_report(self, report: StatusReport) -> Edit | None:
        """A new report, or the change of the one of that day; validated and published ones stay."""
        held = self.reports.get((report.work, report.status_date))
        if held is None:
            return creation(report)
        if held.state in _SETTLED:
            return None
        edit = between(
            held,
            dc.replace(
                held,
                declared=report.declared,
                declared_words=report.declared_words,
                rag_reason=report.rag_reason,
                achieved=report.achieved,
                forecast_finish=report.forecast_finish,
                forecast_cost=report.forecast_cost,
            ),
        )
        return edit if edit.changes else None


def register_receipt(plan: RegisterSheet, world: World) -> ImportReceipt:
    """What importing this register would do, row by row; nothing is changed.

    Ratings hold on the day the file gives, else on `world.today`.
    """
    run = _Run(plan, world)
    rows: list[RowReceipt] = []
    for table in plan.tables:
        yearly = in_year(table)
        lines = [run.row(row, table, yearly) for row in table.rows]
        lines += [RowReceipt(s.sheet, s.number, s.text, Outcome.SKIPPED, s.reason) for s in table.skipped]
        rows += sorted(lines, key=lambda r: r.row)
    warnings = (*plan.warnings, *_open_questions(plan, world), *_not_taken(rows))
    return ImportReceipt(plan.file, tuple(rows), tuple(run.add.edits), plan.questions, warnings)


def _open_questions(plan: RegisterSheet, world: World) -> list[str]:
    """A question that was not answered, and what was taken for its answer."""
    told = []
    for q in plan.questions:
        answer = q.suggested or (world.today.isoformat() if q.key.endswith("/as-at") else "")
        if answer:
            told.append(
                tr("{question} Taken: {answer} ({reason})", question=q.text, answer=answer, reason=q.reason)
            )
        else:
            left = tr("Not answered, so these cells were not taken")
            told.append(tr("{question} {left} ({reason})", question=q.text, left=left, reason=q.reason))
    return told


def _not_taken(rows: list[RowReceipt]) -> list[str]:
    """How many cells of each column were not taken and why; the cells themselves stand in the rows."""
    counted = Counter((n.column, n.reason) for r in rows for n in r.not_taken)
    return [
        trn(
            "Column “{column}”: {n} cell not taken ({reason})",
            "Column “{column}”: {n} cells not taken ({reason})",
            n,
            column=column,
            reason=reason,
        )
        for (column, reason), n in counted.items()
    ]


def read_register(
    sheets: Sequence[Sheet], world: World, answers: Mapping[str, str] | None = None
) -> ImportReceipt:
    """From the tables of one file straight to its receipt; `answers` as `sheet_plan` takes them."""
    return register_receipt(sheet_plan(sheets, known_works(world), answers), world)


def register_edit(receipt: ImportReceipt) -> Batch:
    """The whole import as one batch, undone at once: what works need first, then row by row."""
    return batch([*receipt.added, *(edit for row in receipt.rows for edit in row.edits)])


def as_json(receipt: ImportReceipt) -> dict[str, Any]:
    """The receipt for a script: counts, every skipped row with its reason, every cell that was not taken."""
    return {
        "file": receipt.file,
        "rows": len(receipt.rows),
        "created": receipt.count(Outcome.CREATED),
        "changed": receipt.count(Outcome.CHANGED),
        "skipped": [{"row": r.row, "reason": r.reason} for r in receipt.rows if r.outcome is Outcome.SKIPPED],
        "warnings": list(receipt.warnings),
        "not_taken": [
            {"row": r.row, "column": n.column, "text": n.text, "reason": n.reason}
            for r in receipt.rows
            for n in r.not_taken
        ],
        "notes": [{"row": r.row, "note": note} for r in receipt.rows for note in r.notes],
        "questions": [
            {
                "key": q.key,
                "text": q.text,
                "choices": [c.value for c in q.choices],
                "taken": q.suggested,
                "reason": q.reason,
            }
            for q in receipt.questions
        ],
    }
