"""Random edits, undos, redos, stale clients and replays: what is undone is as if it had never been.

The machine is itself tested: each seeded fault of the editor must be found by it.
"""

from __future__ import annotations

import dataclasses as dc
import datetime as dt
from collections.abc import Callable
from itertools import count
from typing import Any
from unittest.mock import patch
from uuid import UUID

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    precondition,
    rule,
    run_state_machine_as_test,
)

from pmo_desktop.domain import merge
from pmo_desktop.domain.edits import Archive, Batch, Edit, FieldChange, Op, Set, between, creation
from pmo_desktop.domain.ids import WorkId
from pmo_desktop.domain.record import Record
from pmo_desktop.domain.values import LText, Score
from pmo_desktop.domain.works import Project
from pmo_desktop.services import editing
from pmo_desktop.services.editing import Editor
from pmo_desktop.services.ports import Refused, Store
from pmo_desktop.services.undo import Undoing, UndoStack
from pmo_desktop.storage.store import open_store
from tests.services.memory import MemoryStore

WORDS = st.sampled_from(["", "Build", "Design", "Close"])
TAGS = st.lists(st.sampled_from("abcd"), unique=True, max_size=3).map(tuple)
FIXED = dt.datetime(2026, 7, 15, 9, 42, tzinfo=dt.UTC)


class Edits(RuleBasedStateMachine):
    """One person with undo and redo, and another who edits what was seen a while ago."""

    make_store: Callable[[], Store] = MemoryStore

    def __init__(self) -> None:
        super().__init__()
        self.count = 0
        self.store = type(self).make_store()
        self.editor = Editor(self.store)
        self.undo = UndoStack(self.new_id, lambda: FIXED)
        self.before: list[dict[UUID, Any]] = []
        self.after: list[dict[UUID, Any]] = []
        self.stale: dict[UUID, Project] = {}
        self.mine: list[Op] = []
        self.wishes: set[tuple[UUID, str, Any]] = set()

    def new_id(self) -> UUID:
        self.count += 1
        return UUID(int=self.count)

    def live(self) -> dict[UUID, Any]:
        """What people see, without the counters that only ever rise."""
        return {p.id: dc.replace(p, revision=0) for p in self.store.reader.all("project")}

    def op(self, edit: Edit) -> Op:
        return Op(self.new_id(), edit, FIXED, UUID(int=1), "edit")

    def store_mine(self, edit: Edit) -> None:
        before = self.live()
        op = self.op(edit)
        self.editor.apply(op)
        self.undo.stored(op)
        self.mine.append(op)
        self.before.append(before)
        self.after = []

    @initialize()
    def two_projects(self) -> None:
        self.store_mine(Batch(tuple(creation(self.project(t)) for t in ("One", "Two"))))

    def project(self, title: str) -> Project:
        return Project(id=WorkId(self.new_id()), title=LText.of(title), source="test")

    @rule(title=WORDS.filter(bool))
    def create(self, title: str) -> None:
        self.store_mine(creation(self.project(title)))

    @precondition(lambda self: self.live())
    @rule(data=st.data(), phase=WORDS, tags=TAGS)
    def edit(self, data: st.DataObject, phase: str, tags: tuple[str, ...]) -> None:
        seen = self.one(data)
        change = between(seen, dc.replace(seen, phase=phase, tags=tags))
        if change.changes:
            self.store_mine(change)

    @precondition(lambda self: self.live())
    @rule(data=st.data(), phase=WORDS, priority=st.integers(1, 5))
    def edit_one_record_twice_in_a_batch(self, data: st.DataObject, phase: str, priority: int) -> None:
        seen = self.one(data)
        then = dc.replace(seen, phase=phase)
        wanted = dc.replace(then, priority=Score(priority), phase=phase + "!")
        self.store_mine(Batch((between(seen, then), between(then, wanted))))

    @precondition(lambda self: self.live())
    @rule(data=st.data())
    def archive(self, data: st.DataObject) -> None:
        if len(self.live()) > 1:
            self.store_mine(Archive("project", self.one(data).id))

    @precondition(lambda self: self.live())
    @rule(data=st.data())
    def look_away(self, data: st.DataObject) -> None:
        seen = self.one(data)
        self.stale[seen.id] = seen

    @precondition(lambda self: self.stale)
    @rule(data=st.data(), phase=WORDS, tags=TAGS)
    def somebody_else_edits(self, data: st.DataObject, phase: str, tags: tuple[str, ...]) -> None:
        seen = self.stale.pop(data.draw(st.sampled_from(sorted(self.stale))))
        now = self.store.reader.get("project", [seen.id])[seen.id]
        edit = between(seen, dc.replace(seen, phase=phase, tags=tags))
        if not edit.changes or now.archived_at is not None:
            return
        receipt = self.editor.apply(self.op(edit))
        then = self.store.reader.get("project", [seen.id])[seen.id]
        self._check_merge(edit, now, then, {c.field for c in receipt.clashes})
        self._forget_undo()

    @precondition(lambda self: self.live())
    @rule(data=st.data(), mine=TAGS, theirs=TAGS)
    def two_people_on_one_list(
        self, data: st.DataObject, mine: tuple[str, ...], theirs: tuple[str, ...]
    ) -> None:
        seen = self.one(data)
        first, second = (between(seen, dc.replace(seen, tags=tags)) for tags in (mine, theirs))
        if not (first.changes and second.changes):
            return
        self.editor.apply(self.op(first))
        now = self.store.reader.get("project", [seen.id])[seen.id]
        receipt = self.editor.apply(self.op(second))
        then = self.store.reader.get("project", [seen.id])[seen.id]
        self._check_merge(second, now, then, {c.field for c in receipt.clashes})
        self._forget_undo()

    def _check_merge(self, edit: Set, now: Project, then: Project, clashed: set[str]) -> None:
        for change in edit.changes:
            stored, result = getattr(now, change.name), getattr(then, change.name)
            if change.name == "tags":
                assert set(change.new) - set(change.old) <= set(result)
                assert set(stored) - set(change.old) <= set(result)
            elif stored in (change.old, change.new):
                assert result == change.new
                assert change.name not in clashed
            else:
                assert result == stored
                assert change.name in clashed

    def _forget_undo(self) -> None:
        """After a stranger's edit "as before" means something else; undo starts anew."""
        self.undo = UndoStack(self.new_id, lambda: FIXED)
        self.before, self.after = [], []

    @precondition(lambda self: self.mine)
    @rule(data=st.data())
    def send_again(self, data: st.DataObject) -> None:
        before = self.live()
        assert self.editor.apply(data.draw(st.sampled_from(self.mine))).repeated
        assert self.live() == before

    @precondition(lambda self: self.before)
    @rule()
    def undo_one(self) -> None:
        now = self.live()
        self._turn(self.undo.undo())
        assert self.live() == self.before.pop()
        self.after.append(now)

    @precondition(lambda self: self.after)
    @rule()
    def redo_one(self) -> None:
        now = self.live()
        self._turn(self.undo.redo())
        assert self.live() == self.after.pop()
        self.before.append(now)

    def _turn(self, undoing: Undoing | None) -> None:
        assert undoing is not None
        try:
            self.editor.apply(undoing.op, strict=True)
        except Refused as why:
            raise AssertionError(f"nobody else changed anything, yet: {why}") from why
        self.undo.settled(undoing)

    @rule()
    def the_trail_has_no_gap(self) -> None:
        counted = self.store.reader.revisions()
        for found in self.store.reader.all("project", archived=True):
            assert counted[found.id] == found.revision

    def one(self, data: st.DataObject) -> Project:
        found = self.store.reader.all("project")
        chosen: Project = data.draw(st.sampled_from(sorted(found, key=lambda p: str(p.id))))
        return chosen

    def teardown(self) -> None:
        while self.before:
            self.undo_one()
        self.store.close()


FEW = settings(
    max_examples=40, stateful_step_count=25, suppress_health_check=list(HealthCheck), deadline=None
)


def test_edits_undo_and_strangers() -> None:
    run_state_machine_as_test(Edits, settings=FEW)


def test_the_same_on_a_real_store(database_url: str) -> None:
    runs = count(1)

    class OnStore(Edits):
        """One database for all runs: each has ids of its own and ends by undoing what it did."""

        make_store = staticmethod(lambda: open_store(database_url))

        def __init__(self) -> None:
            super().__init__()
            self.count = next(runs) << 64
            for left in self.live():
                self.editor.apply(self.op(Archive("project", left)))

    few = settings(FEW, max_examples=6, stateful_step_count=15)
    run_state_machine_as_test(OnStore, settings=few)


def _last_write_wins(shape: Any, change: FieldChange, stored: Any) -> Any:
    return change.new


def _list_overwritten(shape: Any, change: FieldChange, stored: Any) -> Any:
    return change.new if isinstance(stored, tuple) else _real_merged(shape, change, stored)


_real_merged = merge.merged


def _wrong_order(self: Batch) -> Batch:
    return Batch(tuple(e.inverse() for e in self.edits))


def _keeps_new(self: FieldChange) -> FieldChange:
    return FieldChange(self.name, self.old, self.new)


def _never_seen(self: Any, op: Op) -> int:
    return int(op.id) % 10**9


def _no_audit_of_archive(self: Any, kind: Any, step: Any, before: Record) -> None:
    after = dc.replace(before, archived_at=FIXED, revision=before.revision + 1)
    self.tx.update(kind, before, after, ["archived_at", "revision"])
    self.touched[before.id], self.kinds[before.id] = after, kind


@pytest.mark.parametrize(
    ("target", "name", "fault"),
    [
        (editing, "merged", _last_write_wins),
        (editing, "merged", _list_overwritten),
        (Batch, "inverse", _wrong_order),
        (FieldChange, "inverse", _keeps_new),
        (MemoryStore, "register", _never_seen),
        (editing._Run, "_put_away", _no_audit_of_archive),
    ],
)
def test_the_machine_finds_a_seeded_fault(target: Any, name: str, fault: Callable[..., Any]) -> None:
    hunt = settings(
        FEW, max_examples=300, phases=[Phase.generate], print_blob=False, report_multiple_bugs=False
    )
    with patch.object(target, name, fault), pytest.raises(Exception):  # noqa: B017 - any refutation will do
        run_state_machine_as_test(Edits, settings=hunt)
