"""The bridge between the screen and the database: one writer, a few readers, answers on the GUI thread.

Nothing on screen is shown as saved before the store has answered. An edit is on this computer's disk
(journal) before it is sent, so that a killed program or a lost server loses nothing.

The records and services are imported where they are first needed, since the window is painted before.
"""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Callable
from enum import Enum
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from pmo_desktop.i18n import N_

if TYPE_CHECKING:
    from concurrent.futures import Future, ThreadPoolExecutor
    from uuid import UUID

    from pmo_desktop.domain.edits import Edit, Op
    from pmo_desktop.services.office import Office
    from pmo_desktop.services.ports import Receipt, Refused
    from pmo_desktop.services.undo import Undoing, UndoStack

T = TypeVar("T")


class StoreState(Enum):
    """What the strip says of the store."""

    OPENING = N_("Being opened")
    SAVED = N_("Saved")
    SAVING = N_("Saving")
    KEPT = N_("Kept here")
    READ_ONLY = N_("Read only")


@dc.dataclass(frozen=True, slots=True)
class _Sent:
    """An op on its way, and what it is for."""

    op: Op
    undoing: Undoing | None
    done: Callable[[Receipt], None] | None


def _is_gone(done: Callable[..., object]) -> bool:
    """Whether a widget that asked was closed before the answer came: nobody is there to take it."""
    asked = getattr(done, "__self__", None)
    return isinstance(asked, QObject) and not isValid(asked)


class Desk(QObject):
    """What pages ask for rows and give edits to.

    `changed(Change)` says what was stored, `refused(Op, Refused)` what was not and why, `fault(sentence)`
    that the database does not answer, `clashed(tuple[Clash])` that somebody else was faster,
    `settled(Clash)` that one of those was answered, in whatever place it is shown,
    `state_changed(StoreState)` and `undo_changed(next undo, next redo)` what the strip and menu show,
    `idle()` that nothing is under way. `left_over(list[(Op, why)])` says which edits of an earlier session
    the store did not take; they stay in the journal until `forget`.
    """

    opened = Signal(object)
    changed = Signal(object)
    refused = Signal(object, object)
    fault = Signal(str)
    clashed = Signal(object)
    settled = Signal(object)
    state_changed = Signal(object)
    undo_changed = Signal(str, str)
    idle = Signal()
    left_over = Signal(object)
    _back = Signal(object)

    def __init__(self, open_office: Callable[[], Office]) -> None:
        super().__init__()
        self._open = open_office
        self._office: Office | None = None
        self._undo: UndoStack | None = None
        self._waiting = 0
        self._under_way = 0
        self._closed = False
        self._flying: dict[UUID, tuple[Op, Future[Any]]] = {}
        self._state = StoreState.OPENING
        self._back.connect(self._deliver)

    @cached_property
    def _writer(self) -> ThreadPoolExecutor:
        """The one thread that writes."""
        from concurrent.futures import ThreadPoolExecutor

        return ThreadPoolExecutor(1, "writer")

    @cached_property
    def _readers(self) -> ThreadPoolExecutor:
        """The threads that read."""
        from concurrent.futures import ThreadPoolExecutor

        return ThreadPoolExecutor(2, "reader")

    @property
    def office(self) -> Office:
        """The open database; only after `opened`."""
        assert self._office is not None
        return self._office

    @property
    def is_open(self) -> bool:
        """Whether the database is open."""
        return self._office is not None

    @property
    def state(self) -> StoreState:
        """What the strip says now."""
        return self._state

    @property
    def busy(self) -> bool:
        """Whether anything is being read or written."""
        return self._under_way > 0

    @property
    def next_undo(self) -> str:
        """What the next undo takes back, "" when there is nothing."""
        return (self._undo.next_undo() or "") if self._undo else ""

    def start(self) -> None:
        """Open the database in the writer's thread; `opened(Office)` or `fault(sentence)` follows."""
        self._later(self._writer, self._open, self._is_open, self._faulted)

    def query(
        self,
        read: Callable[[Office], T],
        done: Callable[[T], None],
        failed: Callable[[str], None] | None = None,
    ) -> None:
        """Read in the background and hand the result to the GUI thread; a fault goes to `failed`."""
        office = self.office
        self._later(self._readers, lambda: read(office), done, failed or self._faulted)

    def write(self, work: Callable[[Office], T], done: Callable[[T], None]) -> None:
        """Work that stores by itself (an import, issuing a pack), in the writer's thread."""
        office = self.office
        self._later(self._writer, lambda: work(office), done, self._faulted)

    def submit(self, edit: Edit, label: str, done: Callable[[Receipt], None] | None = None) -> Op:
        """Keep an edit on this disk, then send it. Returns at once; `done` follows when it is stored."""
        op = self.office.op(edit, label)
        self._send(_Sent(op, None, done))
        return op

    def work_as(self, who: UUID) -> None:
        """Sign what is done from now on with another person."""
        self._office = dc.replace(self.office, who=who)

    def undo(self) -> None:
        """Take back this person's last edit, if nobody has changed it since."""
        self._turn(self._undo.undo() if self._undo else None)

    def redo(self) -> None:
        """Make the edit again that was taken back last."""
        self._turn(self._undo.redo() if self._undo else None)

    def retry(self) -> None:
        """Send again what is kept here."""
        office = self.office
        if office.journal is None:
            return
        from pmo_desktop.services.ports import Dangling, Refused

        journal = office.journal

        def replay() -> int:
            return journal.replay(office.editor.apply, (Refused, Dangling))

        self._later(self._writer, replay, self._replayed, self._faulted)

    def close(self) -> None:
        """Wait for what is being written, then let go of everything."""
        self._closed = True
        self._writer.shutdown(wait=True)
        self._readers.shutdown(wait=True, cancel_futures=True)
        self._back.disconnect(self._deliver)
        if self._office is not None:
            self._acknowledge(self._office)
            self._office.close()

    def _acknowledge(self, office: Office) -> None:
        """What the store answered while nobody could be told: the journal need not send it again."""
        from pmo_desktop.services.ports import Refused

        for op, future in self._flying.values():
            if office.journal is None or future.exception() is not None:
                continue
            answer = future.result()
            if isinstance(answer, Refused):
                office.journal.refuse(op.id, str(answer))
            else:
                office.journal.done(op.id)

    # -- inside ------------------------------------------------------------------------------------

    def _later(
        self,
        pool: ThreadPoolExecutor,
        work: Callable[[], Any],
        done: Callable[[Any], None],
        failed: Callable[[str], None],
    ) -> Future[Any]:
        if self._closed:
            from concurrent.futures import Future

            late: Future[Any] = Future()  # a view that asks while the window goes gets no answer
            late.cancel()
            return late
        self._under_way += 1

        def back(future: Future[Any]) -> None:
            self._back.emit((future, done, failed))

        future = pool.submit(work)
        future.add_done_callback(back)
        return future

    def _deliver(self, parcel: tuple[Future[Any], Callable[[Any], None], Callable[[str], None]]) -> None:
        self._under_way -= 1
        if not self._under_way:
            self.idle.emit()
        from pmo_desktop.domain.fault import Fault

        future, done, failed = parcel
        if future.cancelled() or self._closed or _is_gone(done):
            return
        why = future.exception()
        if why is None:
            done(future.result())
        elif isinstance(why, Fault):
            failed(str(why))
        else:
            raise why

    def _is_open(self, office: Office) -> None:
        from pmo_desktop.services.undo import UndoStack

        self._office = office
        self._undo = UndoStack(office.new_id, office.now)
        self._set_state(StoreState.SAVED)
        self.opened.emit(office)
        if office.journal is None:
            return
        if any(True for _ in office.journal.waiting()):
            self.retry()
        else:
            self._tell_left_over()

    def _tell_left_over(self) -> None:
        journal = self.office.journal
        refused = journal.refused() if journal is not None else []
        if refused:
            self.left_over.emit(refused)

    def forget(self, op: Op) -> None:
        """Let an edit go that the store did not take; its person has decided so."""
        if self.office.journal is not None:
            self.office.journal.done(op.id)

    def _turn(self, undoing: Undoing | None) -> None:
        if undoing is not None:
            self._send(_Sent(undoing.op, undoing, None))

    def _send(self, sent: _Sent) -> None:
        from pmo_desktop.services.ports import Refused

        office = self.office
        if office.journal is not None:
            office.journal.write(sent.op)
        self._waiting += 1
        self._set_state(StoreState.SAVING)

        def write() -> Receipt | Refused:
            try:
                return office.editor.apply(sent.op, strict=sent.undoing is not None)
            except Refused as why:
                return why

        future = self._later(
            self._writer,
            write,
            lambda answer: self._answered(sent, answer),
            lambda sentence: self._kept(sent, sentence),
        )
        self._flying[sent.op.id] = (sent.op, future)

    def _answered(self, sent: _Sent, answer: Receipt | Refused) -> None:
        from pmo_desktop.services.ports import Refused

        self._waiting -= 1
        self._flying.pop(sent.op.id, None)
        if self.office.journal is not None:
            self.office.journal.done(sent.op.id)
        self._set_state(StoreState.SAVING if self._waiting else StoreState.SAVED)
        if isinstance(answer, Refused):
            self.refused.emit(sent.op, answer)
            return
        if sent.undoing is not None or answer.change.touched:
            self._remember(sent)
        self.changed.emit(answer.change)
        if answer.clashes:
            self.clashed.emit(answer.clashes)
        if sent.done is not None:
            sent.done(answer)

    def _remember(self, sent: _Sent) -> None:
        assert self._undo is not None
        if sent.undoing is None:
            self._undo.stored(sent.op)
        else:
            self._undo.settled(sent.undoing)
        self.undo_changed.emit(self._undo.next_undo() or "", self._undo.next_redo() or "")

    def _kept(self, sent: _Sent, sentence: str) -> None:
        self._waiting -= 1
        self._flying.pop(sent.op.id, None)
        self._set_state(StoreState.KEPT)
        self.fault.emit(sentence)

    def _replayed(self, sent: int) -> None:
        self._set_state(StoreState.SAVED)
        if sent:
            from pmo_desktop.services.ports import Change

            self.changed.emit(Change(self.office.new_id(), frozenset()))
        self._tell_left_over()

    def _faulted(self, sentence: str) -> None:
        if self._office is not None:
            self._set_state(StoreState.KEPT)
        self.fault.emit(sentence)

    def _set_state(self, state: StoreState) -> None:
        self._state = state
        self.state_changed.emit(state)
