"""Ops on their way to the database, in the writer's thread: in order, each once, the rest waits for a fault.

While the server is away nothing is tried behind the op that failed, so that what was typed later never
arrives before what it builds upon.
"""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future
from contextlib import suppress
from threading import Lock
from typing import Any
from uuid import UUID

from pmo_desktop.domain.edits import Op
from pmo_desktop.domain.fault import Fault
from pmo_desktop.i18n import tr
from pmo_desktop.services.keeping import Keeper
from pmo_desktop.services.meetings.late import Late, amended
from pmo_desktop.services.office import Office
from pmo_desktop.services.ports import Change, Dangling, Receipt, Refused, StoreFault


@dc.dataclass(frozen=True, slots=True)
class Proposed:
    """An op on minutes that were approved meanwhile: it was stored as amendments."""

    receipt: Receipt
    late: Late


Answer = Receipt | Refused | Proposed
"""What the store says of an op."""


class Waits(StoreFault):
    """An op before this one has not arrived, so this one waits behind it."""


@dc.dataclass(frozen=True, slots=True)
class Sending:
    """What sending everything again came to: answers in order, and the fault that ended it, if any."""

    answers: tuple[tuple[Op, Answer], ...]
    fault: str = ""


class Sender:
    """Sends ops and keeps the journal in step. `held` while the database does not answer."""

    def __init__(self, office: Office, keeper: Keeper | None) -> None:
        self._office, self._keeper = office, keeper
        self._lock = Lock()
        self._tried: set[UUID] = set()
        self._withdrawn: set[UUID] = set()
        self.held = False

    def send(self, op: Op, kept: Future[None] | None, *, strict: bool) -> Answer:
        """Send one op, once it is on this computer's disk. Raises StoreFault when it has to wait."""
        if kept is not None:
            with suppress(Fault):  # a disk that refuses is told by the keeper; the database may still take it
                kept.result()
        if self.held:
            raise Waits(tr("The database server does not answer. Your work is kept here until it does."))
        self._claim(op)
        try:
            answer = self._applied(op, strict=strict)
        except StoreFault:
            self.held = True
            raise
        self._settle(op, answer)
        return answer

    def send_all(self, ops: Sequence[Op], strict: frozenset[UUID] = frozenset()) -> Sending:
        """Send what waits, in order; what can never be stored is refused, or proposed as an amendment."""
        answers: list[tuple[Op, Answer]] = []
        for op in ops:
            if not self._claim(op):
                continue
            try:
                answer = self._last_answer(op, strict=op.id in strict)
            except StoreFault as why:
                self.held = True
                return Sending(tuple(answers), str(why))
            self._settle(op, answer)
            answers.append((op, answer))
        self.held = False
        return Sending(tuple(answers))

    def withdraw(self, op: Op) -> bool:
        """Take an op back that was never tried; False when the database may have it."""
        with self._lock:
            if op.id in self._tried:
                return False
            self._withdrawn.add(op.id)
        if self._keeper is not None:
            self._keeper.done(op.id)
        return True

    def _claim(self, op: Op) -> bool:
        with self._lock:
            if op.id in self._withdrawn:
                return False
            self._tried.add(op.id)
            return True

    def _applied(self, op: Op, *, strict: bool) -> Receipt | Refused:
        try:
            return self._office.editor.apply(op, strict=strict)
        except Refused as why:
            return why

    def _last_answer(self, op: Op, *, strict: bool) -> Answer:
        """The answer to an op that has waited: it gets no other chance."""
        try:
            answer = self._applied(op, strict=strict)
        except Dangling as why:
            answer = _as_refused(why)
        if isinstance(answer, Refused) and op.undoes is None:
            return self._proposed(op) or answer
        return answer

    def _proposed(self, op: Op) -> Proposed | None:
        late = amended(self._office.store.reader, op)
        if late is None:
            return None
        answer = self._applied(late.op, strict=False)
        return Proposed(answer, late) if isinstance(answer, Receipt) else None

    def _settle(self, op: Op, answer: Answer) -> None:
        with self._lock:
            self._tried.discard(op.id)
        if self._keeper is None:
            return
        if isinstance(answer, Refused) and op.undoes is None:
            self._keeper.refuse(op.id, str(answer))
        else:
            self._keeper.done(op.id)


def _as_refused(why: Dangling) -> Refused:
    from pmo_desktop.domain.rules import Problem

    return Refused([Problem(UUID(int=0), "", str(why))])


@dc.dataclass(frozen=True, slots=True)
class Sorted:
    """Answers by what became of the ops, each with what was sent."""

    stored: tuple[tuple[Any, Receipt], ...]
    late: tuple[tuple[Any, Proposed], ...]
    refused: tuple[tuple[Any, Refused], ...]

    @property
    def receipts(self) -> list[Receipt]:
        """Of all that the store took."""
        return [*(receipt for _, receipt in self.stored), *(proposed.receipt for _, proposed in self.late)]


def sorted_out(answers: Iterable[tuple[Any, Answer]]) -> Sorted:
    """Answers by kind, each kind in order."""
    pairs = list(answers)
    return Sorted(
        tuple((sent, a) for sent, a in pairs if isinstance(a, Receipt)),
        tuple((sent, a) for sent, a in pairs if isinstance(a, Proposed)),
        tuple((sent, a) for sent, a in pairs if isinstance(a, Refused)),
    )


def one_change(changes: Sequence[Change], new_id: Callable[[], UUID]) -> Change:
    """What several ops touched, as one change; that of a single op as it is."""
    if len(changes) == 1:
        return changes[0]
    return Change(new_id(), frozenset(t for change in changes for t in change.touched))


def in_order(first: Iterable[Op], then: Iterable[Op]) -> list[Op]:
    """Ops of two lists, each once."""
    found = {op.id: op for op in first}
    return [*found.values(), *(op for op in then if op.id not in found)]
