"""The outline of a P6 plan: the tree of the WBS, with the activities of each row before its branches."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Mapping, Sequence

from pmo_desktop.domain.schedulefile import FileProject, Task, TaskKind
from pmo_desktop.exchange.mspdi.values import Ledger
from pmo_desktop.exchange.p6.tasks import rolled_up
from pmo_desktop.exchange.p6.values import Fields, Numbers, Tables
from pmo_desktop.i18n import tr


@dc.dataclass(frozen=True, slots=True)
class WbsRow:
    """A row of the WBS as the file has it."""

    key: str
    project: str
    parent: str
    code: str
    name: str
    order: float
    is_project: bool


def wbs_rows(tables: Tables, ledger: Ledger) -> tuple[WbsRow, ...]:
    """The rows of the table PROJWBS, each once, in their order."""
    found: dict[str, WbsRow] = {}
    for row in tables.get("PROJWBS", ()):
        read = Fields(row, ledger)
        key = read.text("wbs_id")
        if not key or key in found:
            ledger.note(tr("A record whose id is there twice was left out."), read.text("wbs_name"))
            continue
        found[key] = WbsRow(
            key,
            read.text("proj_id"),
            read.text("parent_wbs_id"),
            read.text("wbs_short_name"),
            read.text("wbs_name"),
            read.number("seq_num") or 0.0,
            read.flag("proj_node_flag"),
        )
    return tuple(sorted(found.values(), key=lambda w: w.order))


def outlined(
    activities: Mapping[str, Sequence[Task]], rows: Sequence[WbsRow], projects: Mapping[str, FileProject]
) -> tuple[Task, ...]:
    """All rows from top to bottom, numbered, with levels, parents, WBS codes and the span of summaries."""
    tree = _Tree(activities, rows, projects)
    for key in projects:
        tree.project(key)
    return tree.finished()


class _Tree:
    """Lays the rows out; a branch that leads back to itself is cut where it does."""

    def __init__(
        self,
        activities: Mapping[str, Sequence[Task]],
        rows: Sequence[WbsRow],
        projects: Mapping[str, FileProject],
    ) -> None:
        self.activities = {k: sorted(v, key=lambda t: t.code) for k, v in activities.items()}
        self.projects = projects
        self.rows = {w.key: w for w in rows if w.project in projects}
        self.below: dict[str, list[WbsRow]] = {}
        for row in self.rows.values():
            self.below.setdefault(row.parent, []).append(row)
        numbers = Numbers(t.uid for tasks in activities.values() for t in tasks)
        numbers.add(self.rows)
        self.numbers = numbers
        self.laid: list[Task] = []
        self.seen: set[str] = set()

    def project(self, key: str) -> None:
        """One project's branches, then activities whose WBS row is not in the file."""
        own = [w for w in self.rows.values() if w.project == key]
        tops = [w for w in own if w.parent not in self.rows or self.rows[w.parent].project != key]
        for row in [*tops, *own]:
            if row.key not in self.seen:
                self._branch(row, self.projects[key])
        loose = [t for k, ts in self.activities.items() if k not in self.rows for t in ts]
        self.laid += [t for t in loose if t.project_uid == self.projects[key].uid]

    def _branch(self, top: WbsRow, project: FileProject) -> None:
        """A row and all below it, without recursion: a file may nest as deeply as it likes."""
        waiting: list[tuple[WbsRow, int, int | None, str]] = [(top, 1, None, "")]
        while waiting:
            row, level, parent, above = waiting.pop()
            if row.key in self.seen:
                continue
            self.seen.add(row.key)
            uid = self.numbers.by_key[row.key]
            wbs = f"{above}.{row.code}" if above else row.code
            self.laid.append(
                Task(
                    uid=uid,
                    id=0,
                    name=row.name,
                    kind=TaskKind.SUMMARY,
                    wbs=wbs,
                    outline_level=level,
                    parent_uid=parent,
                    external=project.external,
                    project_uid=project.uid,
                )
            )
            self.laid += [
                dc.replace(t, outline_level=level + 1, parent_uid=uid)
                for t in self.activities.get(row.key, ())
            ]
            branches = self.below.get(row.key, ())
            waiting += [(w, level + 1, uid, wbs) for w in reversed(branches) if w.project == row.project]

    def finished(self) -> tuple[Task, ...]:
        """The rows with their numbers, summaries spanning what is below them."""
        below: dict[int, list[Task]] = {}
        whole: list[Task] = []
        for place, task in reversed(list(enumerate(self.laid, 1))):
            made = dc.replace(task, id=place)
            if made.kind is TaskKind.SUMMARY:
                made = rolled_up(made, below.get(made.uid, []))
            if made.parent_uid is not None:
                below.setdefault(made.parent_uid, []).append(made)
            whole.append(made)
        return tuple(reversed(whole))
