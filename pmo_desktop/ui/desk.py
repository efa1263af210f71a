"""The bridge between the screen and the database: one writer, a few readers, answers on the GUI thread.

Nothing on screen is shown as saved before the store has answered. An edit is on this computer's disk
(journal) before it is sent, so that a killed program or a lost server loses nothing.

The records and services are imported where they are first needed, since the window is painted before.
"""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, Signal

from pmo_desktop.ui.answers import StoreState, is_gone

if TYPE_CHECKING:
    from concurrent.futures import Future, ThreadPoolExecutor
    from uuid import UUID

    from pmo_desktop.domain.edits import Edit, Op
    from pmo_desktop.services.office import Office
    from pmo_desktop.services.ports import Clash, Receipt
    from pmo_desktop.services.sending import Answer
    from pmo_desktop.services.undo import Undoing, UndoStack
    from pmo_desktop.ui.outbox import Outbox, Sent

__all__ = ["Desk", "StoreState"]

T = TypeVar("T")


class Desk(QObject):
    """What pages ask for rows and give edits to.

    `changed(Change)` says what was stored, `refused(Op, Refused)` what was not and why, `fault(sentence)`
    that the database does not answer, `clashed(tuple[Clash])` that somebody else was faster,
    `settled(Clash)` that one of those was answered, in whatever place it is shown,
    `state_changed(StoreState)` and `undo_changed(next undo, next redo)` what the strip and menu show,
    `idle()` that nothing is under way, `left_over(list[(Op, why)])` which edits the store did not take (they
    stay in the journal until `forget`), `recovered(int)` how many of an earlier session were stored now,
    `late(list[Late])` which became amendments, `withdrawn(Op)` what waited here and was taken back,
    `unkept(sentence)` that this computer's disk refuses, or "", `leaving()` that typing must be handed over.
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
    recovered = Signal(int)
    late = Signal(object)
    withdrawn = Signal(object)
    unkept = Signal(str)
    leaving = Signal()
    _back = Signal(object)

    def __init__(self, open_office: Callable[[], Office]) -> None:
        super().__init__()
        self._open = open_office
        self._office: Office | None = None
        self._undo: UndoStack | None = None
        self._outbox: Outbox | None = None
        self._under_way = self._undo_soon = 0
        self._closed = False
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

    def submit(
        self, edit: Edit, label: str, done: Callable[[Receipt], None] | None = None, typed_at: str = ""
    ) -> Op:
        """Keep an edit on this disk, then send it. Returns at once; `done` follows when it is stored.

        `typed_at` is the place of the growing line that the edit makes an end of.
        """
        op = self.office.op(edit, label)
        self._send(op, None, done, typed_at)
        return op

    def keep_typing(self, place: str, text: str) -> None:
        """Keep a line that is being typed on this disk; an empty one is forgotten. Returns at once."""
        self.outbox.typing(place, text)

    @property
    def outbox(self) -> Outbox:
        """The edits on their way; only after `opened`."""
        assert self._outbox is not None
        return self._outbox

    def work_as(self, who: UUID) -> None:
        """Sign what is done from now on with another person."""
        self._office = dc.replace(self.office, who=who)

    def undo(self) -> None:
        """Take back this person's last edit, if nobody has changed it since; first what only waits here."""
        op = self._outbox.withdraw() if self._outbox is not None else None
        if op is not None:
            self.withdrawn.emit(op)
        elif self._outbox is not None and self._outbox.waiting and not self._outbox.held:
            self._undo_soon += 1  # what was done last has no answer yet: it is meant, not what was before it
        else:
            self._turn(self._undo.undo() if self._undo else None)

    def redo(self) -> None:
        """Make the edit again that was taken back last."""
        self._turn(self._undo.redo() if self._undo else None)

    def retry(self) -> None:
        """Send again what is kept here."""
        self.outbox.send_again()

    def keep_now(self) -> None:
        """Bring all that is typed to this disk: the session of the computer ends. Two seconds at most."""
        self.leaving.emit()
        if self._outbox is not None:
            self._outbox.keep_now()

    def close(self) -> None:
        """Let what is being written end, then let go of everything; what waits is sent at the next start."""
        self._closed = True
        held = self._outbox is not None and self._outbox.held
        self._writer.shutdown(wait=True, cancel_futures=held)
        self._readers.shutdown(wait=True, cancel_futures=True)
        self._back.disconnect(self._deliver)
        if self._outbox is not None:
            self._outbox.close()
        if self._office is not None:
            self._office.close()

    # -- inside ------------------------------------------------------------------------------------

    def _later(
        self,
        pool: ThreadPoolExecutor,
        work: Callable[[], Any],
        done: Callable[[Any], None],
        failed: Callable[[str], None],
    ) -> None:
        if self._closed:  # a view that asks while the window goes gets no answer
            return
        self._under_way += 1

        def back(future: Future[Any]) -> None:
            self._back.emit((future, done, failed))

        pool.submit(work).add_done_callback(back)

    def _deliver(self, parcel: tuple[Future[Any], Callable[[Any], None], Callable[[str], None]]) -> None:
        self._under_way -= 1
        if not self._under_way:
            self.idle.emit()
        from pmo_desktop.domain.fault import Fault

        future, done, failed = parcel
        if future.cancelled() or self._closed or is_gone(done):
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
        from pmo_desktop.ui.outbox import Outbox

        self._office = office
        self._undo = UndoStack(office.new_id, office.now)
        self._outbox = outbox = Outbox(office, lambda *work: self._later(self._writer, *work))
        outbox.answered.connect(self._answered)
        outbox.stuck.connect(self._stuck)
        outbox.freed.connect(self._freed)
        outbox.unkept.connect(self.unkept)
        outbox.kept.connect(lambda: self.unkept.emit(""))
        self._set_state(StoreState.SAVED)
        self.opened.emit(office)
        if office.journal is not None and any(True for _ in office.journal.waiting()):
            outbox.send_again()
        else:
            self._tell_left_over()

    def _tell_left_over(self) -> None:
        journal = self.office.journal
        refused = journal.refused() if journal is not None else []
        if refused:
            self.left_over.emit(refused)

    def forget(self, op: Op) -> None:
        """Let an edit go that the store did not take; its person has decided so."""
        if self.outbox.keeper is not None:
            self.outbox.keeper.done(op.id)

    def _turn(self, undoing: Undoing | None) -> None:
        if undoing is not None:
            self._send(undoing.op, undoing, None)

    def _send(
        self, op: Op, undoing: Undoing | None, done: Callable[[Receipt], None] | None, place: str = ""
    ) -> None:
        from pmo_desktop.ui.outbox import Sent

        self.outbox.send(Sent(op, undoing, done), place)
        self._set_state(StoreState.KEPT if self.outbox.held else StoreState.SAVING)

    def _answered(self, answers: list[tuple[Sent, Answer]]) -> None:
        """Tell what the store said, several edits as one change."""
        from pmo_desktop.services.sending import sorted_out

        if not self.outbox.held:
            self._set_state(StoreState.SAVING if self.outbox.waiting else StoreState.SAVED)
        found = sorted_out(answers)
        for sent, why in found.refused:
            self.refused.emit(sent.op, why)
        for sent, _proposed in found.late:
            self.withdrawn.emit(sent.op)
        for sent, receipt in found.stored:
            if sent.undoing is not None or receipt.change.touched:
                self._remember(sent)
        if len(found.receipts) > 1:  # one change for all, when those who sent them know what is theirs
            self._tell_done(found.stored)
            self._tell_changes(found.receipts)
        else:
            self._tell_changes(found.receipts)
            self._tell_done(found.stored)
        if found.late:
            self.late.emit([proposed.late for _, proposed in found.late])
        if self._undo_soon and not self.outbox.waiting:
            self._undo_soon -= 1
            self.undo()

    @staticmethod
    def _tell_done(stored: tuple[tuple[Sent, Receipt], ...]) -> None:
        for sent, receipt in stored:
            if sent.done is not None:
                sent.done(receipt)

    def _tell_changes(self, receipts: list[Receipt]) -> None:
        from pmo_desktop.services.sending import one_change

        if receipts:
            self.changed.emit(one_change([r.change for r in receipts], self.office.new_id))
        clashes: tuple[Clash, ...] = tuple(c for receipt in receipts for c in receipt.clashes)
        if clashes:
            self.clashed.emit(clashes)

    def _remember(self, sent: Sent) -> None:
        assert self._undo is not None
        if sent.undoing is None:
            self._undo.stored(sent.op)
        else:
            self._undo.settled(sent.undoing)
        self.undo_changed.emit(self._undo.next_undo() or "", self._undo.next_redo() or "")

    def _stuck(self, sentence: str) -> None:
        news = self._state is not StoreState.KEPT
        self._set_state(StoreState.KEPT)
        if news:
            self.fault.emit(sentence)

    def _freed(self, recovered: int) -> None:
        self._set_state(StoreState.SAVING if self.outbox.waiting else StoreState.SAVED)
        if recovered:
            self.recovered.emit(recovered)
        self._tell_left_over()

    def _faulted(self, sentence: str) -> None:
        if self._office is not None:
            self._set_state(StoreState.KEPT)
        self.fault.emit(sentence)

    def _set_state(self, state: StoreState) -> None:
        self._state = state
        self.state_changed.emit(state)
