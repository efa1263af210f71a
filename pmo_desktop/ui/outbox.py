"""Edits on their way: on this disk first, then to the database in order, again and again until it answers."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import QObject, QTimer, Signal

from pmo_desktop.domain.edits import Op
from pmo_desktop.domain.fault import Fault
from pmo_desktop.services.keeping import Keeper
from pmo_desktop.services.office import Office
from pmo_desktop.services.ports import Receipt
from pmo_desktop.services.sending import Answer, Sender, Sending, in_order

if TYPE_CHECKING:
    from pmo_desktop.services.undo import Undoing

RETRY_MS, LONGEST_MS = 1000, 5000
"""When what waits is sent again after a fault: soon at first, then every few seconds."""

KEEP_S = 2.0
"""So long the end of a session may wait for the disk."""

Runs = Callable[[Callable[[], Any], Callable[[Any], None], Callable[[str], None]], object]
"""Runs work in the writer's thread; the result, or the sentence of a fault, comes back on the GUI thread."""


@dc.dataclass(frozen=True, slots=True)
class Sent:
    """An op on its way, and what it is for."""

    op: Op
    undoing: Undoing | None = None
    done: Callable[[Receipt], None] | None = None


class Outbox(QObject):
    """What has no answer yet.

    `answered(list of (Sent, Answer))` in the order sent, several at once after a fault has passed; those of
    an earlier session come with them. `stuck(sentence)` when the database stops answering, `freed(int)` when
    everything was sent again and how many of it came from an earlier session, `unkept(sentence)` when this
    computer's disk refuses and `kept()` when it takes what waited.
    """

    answered = Signal(object)
    stuck = Signal(str)
    freed = Signal(int)
    unkept = Signal(str)
    kept = Signal()

    def __init__(self, office: Office, run: Runs) -> None:
        super().__init__()
        self.keeper = Keeper(office.journal) if office.journal is not None else None
        self._run, self._sender = run, Sender(office, self.keeper)
        self._queue: dict[UUID, Sent] = {}
        self.held = self._trying = False
        self._recovered, self._failing = 0, False
        self._timer = QTimer(self, singleShot=True, interval=RETRY_MS)
        self._timer.timeout.connect(self.send_again)

    @property
    def waiting(self) -> int:
        """How many edits have no answer."""
        return len(self._queue)

    def send(self, sent: Sent, place: str = "") -> None:
        """Keep an edit, and send it unless others wait before it."""
        kept = self._watch(self.keeper.write(sent.op, place)) if self.keeper else None
        self._queue[sent.op.id] = sent
        if not self.held:
            self._post(sent, kept)

    def typing(self, place: str, text: str) -> None:
        """Keep the line that is being typed."""
        if self.keeper is not None:
            self._watch(self.keeper.typing(place, text))

    def keep_again(self) -> None:
        """Try once more to bring to this computer's disk what it refused."""
        if self.keeper is not None:
            self._watch(self.keeper.again())

    def keep_now(self) -> None:
        """Wait until what is typed is on this computer's disk, but not for ever."""
        if self.keeper is not None:
            with suppress(Fault, TimeoutError):
                self.keeper.again().result(KEEP_S)

    def withdraw(self) -> Op | None:
        """Take back the last edit that waits and was never tried; None when there is none."""
        last = next(reversed(self._queue.values()), None) if self.held else None
        if last is None or not self._sender.withdraw(last.op):
            return None
        del self._queue[last.op.id]
        return last.op

    def send_again(self) -> None:
        """Send everything that waits, also from earlier sessions."""
        if self._trying:
            return
        self._trying = True
        self.held = True
        queue = list(self._queue.values())
        strict = frozenset(s.op.id for s in queue if s.undoing is not None)
        keeper, sender = self.keeper, self._sender

        def work() -> Sending:
            kept = keeper.journal.waiting() if keeper is not None else ()
            return sender.send_all(in_order(kept, (s.op for s in queue)), strict)

        self._run(work, self._sent_again, self._failed_again)

    def close(self) -> None:
        """Put what is typed on the disk; what waits is sent at the next start."""
        self._timer.stop()
        if self.keeper is not None:
            self.keeper.close()

    # -- inside ------------------------------------------------------------------------------------

    def _watch(self, kept: Future[None]) -> Future[None]:
        def look(future: Future[None]) -> None:
            why, failing = future.exception(), self._failing
            self._failing = why is not None
            if why is not None:
                self.unkept.emit(str(why))
            elif failing:
                self.kept.emit()

        kept.add_done_callback(look)
        return kept

    def _post(self, sent: Sent, kept: Future[None] | None) -> None:
        def work() -> Answer:
            return self._sender.send(sent.op, kept, strict=sent.undoing is not None)

        self._run(work, lambda answer: self._take([(sent.op, answer)]), self._failed)

    def _take(self, answers: list[tuple[Op, Answer]]) -> None:
        known = [self._queue.pop(op.id, None) for op, _ in answers]
        stored = (isinstance(answer, Receipt) for _, answer in answers)
        self._recovered += sum(sent is None and taken for sent, taken in zip(known, stored, strict=True))
        self.answered.emit(
            [(sent or Sent(op), answer) for sent, (op, answer) in zip(known, answers, strict=True)]
        )

    def _failed(self, sentence: str) -> None:
        first = not self.held
        self.held = True
        if first:
            self.stuck.emit(sentence)
            self._timer.start(RETRY_MS)

    def _failed_again(self, sentence: str) -> None:
        self._sent_again(Sending((), sentence))

    def _sent_again(self, sending: Sending) -> None:
        self._trying = False
        if sending.answers:
            self._take(list(sending.answers))
        if sending.fault:
            self.stuck.emit(sending.fault)
            self._timer.start(min(self._timer.interval() * 2, LONGEST_MS))
            return
        self.held = False
        self._timer.setInterval(RETRY_MS)
        for sent in list(self._queue.values()):  # typed while the rest was being sent
            self._post(sent, None)
        recovered, self._recovered = self._recovered, 0
        self.freed.emit(recovered)
