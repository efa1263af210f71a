"""What did not go through: refused edits and fields that two people wrote, each in its strip."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from pmo_desktop.i18n import N_, tr, trl, trn
from pmo_desktop.ui.actions import Command, Menu
from pmo_desktop.ui.desk import Desk, StoreState
from pmo_desktop.ui.kept import KeptNotices
from pmo_desktop.ui.shell import Shell

if TYPE_CHECKING:
    from pmo_desktop.domain.edits import Op
    from pmo_desktop.services.ports import Clash, Receipt, Refused
    from pmo_desktop.ui.conflicts import ConflictStrip, Dispute
    from pmo_desktop.ui.refused import RefusedStrip

SETTLE = Command(
    "settle", N_("Settle what two people changed"), Menu.GO, "F8", "git-compare-arrows", N_("conflict"), 3
)
STORE_WORDS = {
    StoreState.OPENING: "saving",
    StoreState.SAVED: "saved",
    StoreState.SAVING: "saving",
    StoreState.KEPT: "offline",
    StoreState.READ_ONLY: "read_only",
}


class Troubles(QObject):
    """Puts the strips under the banner and keeps the word of the store true. Each is made when needed."""

    def __init__(self, desk: Desk, shell: Shell) -> None:
        super().__init__(shell)
        self._desk, self._shell = desk, shell
        self._left_over: list[tuple[Op, str]] = []
        shell.actions_.add(SETTLE, self.settle).setEnabled(False)
        desk.refused.connect(self._was_refused)
        desk.clashed.connect(self._clashed)
        desk.left_over.connect(self._show_left_over)
        self._kept = KeptNotices(desk, shell)
        desk.state_changed.connect(lambda _state: self.say_state())
        shell.store_clicked.connect(self._store_clicked)

    @cached_property
    def refused(self) -> RefusedStrip:
        """The strip of a refused edit."""
        from pmo_desktop.ui.refused import RefusedStrip

        made = RefusedStrip()
        made.again.connect(self._again)
        made.let_go.connect(self._let_go)
        made.closed.connect(self._was_read)
        self._shell.body.add_strip(made)
        return made

    @cached_property
    def conflicts(self) -> ConflictStrip:
        """The strip of fields that two people wrote."""
        from pmo_desktop.ui.conflicts import ConflictStrip

        made = ConflictStrip()
        made.settled.connect(self._settled)
        made.left.connect(self._left)
        self._desk.settled.connect(made.drop)
        made.waits.connect(self._waits)
        self._shell.body.add_strip(made)
        return made

    @property
    def waiting(self) -> int:
        """Fields that wait to be settled."""
        return self.conflicts.waiting if "conflicts" in self.__dict__ else 0

    def say_state(self) -> None:
        """What the strip says of the store: fields to settle come before "Saved"."""
        state, waiting = self._desk.state, self.waiting
        if waiting and state in (StoreState.SAVED, StoreState.SAVING):
            self._shell.set_store_state("conflict", trn("{n} to settle", "{n} to settle", waiting))
        else:
            self._shell.set_store_state(STORE_WORDS[state], tr(state.value))

    def settle(self) -> None:
        """Go to the record in dispute, with the focus on the strip."""
        dispute = self.conflicts.first if self.waiting else None
        if dispute is not None:
            self._shell.go(dispute.target)
            self.conflicts.reveal()

    def _store_clicked(self) -> None:
        if self.waiting:
            self.conflicts.reveal()
        elif self._desk.is_open:
            self._desk.retry()

    def _waits(self, waiting: int) -> None:
        self._shell.actions_.get("settle").setEnabled(waiting > 0)
        self.say_state()
        if waiting:
            lead = trn("{n} field waits for you", "{n} fields wait for you", waiting)
            self._shell.say(lead, tr("all other edits are stored; keep working"))

    def _was_refused(self, op: Op, why: Refused) -> None:
        self.refused.show_refusal(op, tr("{reason}.", reason=str(why).rstrip(".")))

    def _show_left_over(self, found: list[tuple[Op, str]]) -> None:
        """Edits that had to wait and that the store did not take: how many, where they are, the first."""
        self._left_over = list(found)
        self._next_left_over()

    def _next_left_over(self) -> None:
        journal = self._desk.office.journal
        if not self._left_over or journal is None:
            return
        op, why = self._left_over[0]
        count = trn(
            "{n} edit was not taken", "{n} edits were not taken",
            len(self._left_over),
        )  # fmt: skip
        kept = tr("{count}; kept in {path}", count=count, path=journal.path)
        lead = tr("{what}: {reason}.", what=op.label or tr("Edit"), reason=why.rstrip("."))
        self.refused.show_kept(op, lead, kept)

    def _was_read(self, op: Op) -> None:
        """What was refused just now is done with when its person closes it; older ones stay to be decided."""
        if all(kept.id != op.id for kept, _ in self._left_over):
            self._desk.forget(op)

    def _let_go(self, op: Op) -> None:
        self._desk.forget(op)
        self._left_over = [pair for pair in self._left_over if pair[0].id != op.id]
        self._next_left_over()

    def _again(self, op: Op) -> None:
        if any(kept.id == op.id for kept, _ in self._left_over):
            self._desk.submit(op.edit, op.label, lambda _receipt: self._let_go(op))
        else:
            self._desk.submit(op.edit, op.label)
            self._desk.forget(op)  # another op carries it now

    def _clashed(self, clashes: tuple[Clash, ...]) -> None:
        from datetime import datetime

        from pmo_desktop.ui.conflicts import disputes

        at = datetime.now().astimezone()
        self._desk.query(lambda office: disputes(office, clashes, at), self.conflicts.add)

    def _left(self, dispute: Dispute) -> None:
        self._shell.say(tr("Theirs stays stored"))
        self._desk.settled.emit(dispute.clash)

    def _settled(self, dispute: Dispute, value: Any) -> None:
        field = trl(dispute.field.words.label)
        label = trl("Settle {field} of {record}", field=field, record=dispute.title)

        def done(_receipt: Receipt) -> None:
            self._shell.say(tr("Settled"), tr("both values are in the history"))

        self._desk.submit(dispute.settled(value), label, done)
        self._desk.settled.emit(dispute.clash)
