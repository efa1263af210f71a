"""Level resources: choose plans and method, watch the search, look at what it would do, take it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from pmo_desktop.i18n import tr, trl, trn
from pmo_desktop.ui.desk import Desk
from pmo_desktop.ui.jobs import Job, Jobs, Progress
from pmo_desktop.ui.levelling.lists import OverloadList
from pmo_desktop.ui.levelling.live import Live
from pmo_desktop.ui.levelling.result import Result
from pmo_desktop.ui.levelling.watch import Watch
from pmo_desktop.ui.levelling.wishes import LevelWishes
from pmo_desktop.ui.theme import current
from pmo_desktop.ui.widgets.buttons import Button
from pmo_desktop.ui.widgets.panels import row_of
from pmo_desktop.ui.widgets.text import Label, line, surface

if TYPE_CHECKING:
    from uuid import UUID

    from pmo_desktop.services.exporting import Table
    from pmo_desktop.services.levelling.overloads import Overload
    from pmo_desktop.services.levelling.plans import Levelling, Means
    from pmo_desktop.services.office import Office
    from pmo_desktop.services.plans.reading import PlanChoice

_LOOK_MS = 120
_READ_MS = 150
_SIDE = 292
_NOW, _LIVE, _RESULT, _NOTE = range(4)


class LevelDialog(QDialog):
    """A window of its own kind: nothing is stored before Apply, and then as one step to undo.

    `stored(sentence)` says what was done once the store has it; `line_wanted(address)` that somebody wants to
    see the line that asks for too much; `gone` that the window is closed and has no more to say.
    """

    stored = Signal(str)
    gone = Signal()
    line_wanted = Signal(str)

    def __init__(
        self,
        desk: Desk,
        jobs: Jobs,
        works: Sequence[UUID],
        today: date,
        table_bytes: Callable[[Table, str], bytes] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        from pmo_desktop.services.levelling.plans import means

        self._desk, self._jobs, self._works, self._today = desk, jobs, tuple(works), today
        self._watch: Watch | None = None
        self._job: Job | None = None
        self._asked = 0
        self._storing = False
        self.means: Means = means()
        self.made: Levelling | None = None
        self.setWindowTitle(tr("Level resources"))
        self.setModal(True)
        surface(self, "page")
        self.wishes = LevelWishes(self.means)
        self.now, self.live, self.outcome = OverloadList(), Live(), Result(table_bytes)
        self._lay_out()
        self._look = QTimer(self, interval=_LOOK_MS)
        self._look.timeout.connect(self._show_steps)
        self._soon = QTimer(self, singleShot=True, interval=_READ_MS)
        self._soon.timeout.connect(self._read_overloads)
        self.wishes.changed.connect(self._chosen_anew)
        self.outcome.told.connect(self.foot.setText)
        self.now.chosen.connect(self._go_to)
        self._turn(_NOW)
        desk.query(_choices, self._take_choices)

    def _lay_out(self) -> None:
        theme = current()
        self.heading = Label("", size=13, weight=600)
        self.note = Label("", wrap=True)
        self.right = QStackedWidget()
        note = QWidget()
        above = QVBoxLayout(note)
        above.setContentsMargins(0, 0, 0, 0)
        above.addWidget(self.note)
        above.addStretch(1)
        for widget in (self.now, self.live, self.outcome, note):
            self.right.addWidget(widget)
        side = QVBoxLayout()
        side.setContentsMargins(0, 0, 0, 0)
        side.addWidget(self.wishes)
        holder = QWidget()
        holder.setLayout(side)
        holder.setFixedWidth(theme.px(_SIDE))
        right = QVBoxLayout()
        right.setSpacing(8)
        right.addWidget(self.heading)
        right.addWidget(self.right, 1)
        both = QHBoxLayout()
        both.setSpacing(18)
        both.addWidget(holder)
        both.addWidget(line(vertical=True))
        both.addLayout(right, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 14)
        column.setSpacing(12)
        column.addWidget(Label(tr("Level resources"), size=16, weight=600))
        column.addLayout(both, 1)
        column.addWidget(line())
        column.addLayout(self._foot())
        self.resize(theme.px(1180), theme.px(680))

    def _foot(self) -> QHBoxLayout:
        self.foot = Label("", tone="text2", elide=True)
        self.begin = Button(tr("Level"), look="primary", icon="play", on_click=self.level)
        self.stop = Button(tr("Stop and keep the best"), icon="square", on_click=self.keep_best)
        self.apply = Button(tr("Apply"), look="primary", on_click=self.take)
        self.cancel = Button(tr("Cancel"), on_click=self.reject)
        row = row_of(self.cancel, self.stop, self.begin, self.apply)
        row.insertWidget(0, self.foot, 1)
        return row

    # -- what there is -----------------------------------------------------------------------------

    def _take_choices(self, found: tuple[PlanChoice, ...]) -> None:
        self.wishes.show_plans(found, self._works)

    def _chosen_anew(self) -> None:
        if self._job is None:
            self._turn(_NOW)
            self._soon.start()

    def _read_overloads(self) -> None:
        works = [one.work for one in self.wishes.chosen]
        self._asked += 1
        mine = self._asked
        self.begin.setEnabled(bool(works))

        def read(office: Office) -> tuple[Overload, ...] | str:
            from pmo_desktop.services.levelling.overloads import overloads
            from pmo_desktop.services.plans.reading import plan_files

            files = plan_files(office.store.reader, works)
            try:
                return overloads(files) if files else ()
            except ValueError as why:
                return str(why)

        def show(found: tuple[Overload, ...] | str) -> None:
            if mine != self._asked or self._job is not None or self.made is not None:
                return
            if isinstance(found, str):
                self._say_note(found)
            else:
                self.now.show_rows(found)

        self._desk.query(read, show)

    def _go_to(self, place: int, item: object) -> None:
        """Leave for the line of a plan."""
        chosen = self.wishes.chosen
        if place < len(chosen):
            self.reject()
            self.line_wanted.emit(f"project/{chosen[place].work}/plan/{item}")

    # -- running -----------------------------------------------------------------------------------

    def level(self) -> None:
        """Begin the search in a worker."""
        chosen, wishes = self.wishes.chosen, self.wishes.wishes()
        if not chosen or self._job is not None:
            return
        works, titles = [one.work for one in chosen], {one.work: one.title for one in chosen}
        watch, office = Watch(wishes.seconds), self._desk.office
        self._watch, self.made = watch, None

        def work(progress: Progress) -> Levelling:
            from pmo_desktop.services.plans.reading import plan_files

            files = plan_files(office.store.reader, works)
            if not files:
                raise ValueError(tr("None of these works has a plan with lines."))
            return watch.work(files, [titles[file.plan.work] for file in files], wishes, progress)

        self._job = self._jobs.run(tr("Levelling resources"), work, done=self._done, failed=self._failed)
        self._job.stopped.connect(self._ended)
        self._turn(_LIVE)
        self._show_steps()
        self._look.start()

    def _show_steps(self) -> None:
        """Show what the run has so far, and what it is at."""
        watch = self._watch
        if watch is None:
            return
        steps = watch.steps
        several = len(self.wishes.chosen) > 1
        self.live.show_steps(steps, watch.passed, watch.seconds, several=several)
        self.live.say(self._at_work(watch, begun=bool(steps)))

    def _at_work(self, watch: Watch, *, begun: bool) -> str:
        from pmo_desktop.services.levelling.plans import means

        if watch.ending:
            return tr("Ending with the best so far.")
        if not begun:
            return tr("Reading the plans.")
        if self.wishes.method != "minimal" and self.means.compiler and not means().compiled:
            return tr(
                "The search is being made ready. The first time on a computer this takes up to half a "
                "minute; that is not counted in its time."
            )
        return tr("Searching. You can stop at any moment and keep the best so far.")

    def keep_best(self) -> None:
        """End the search and show the best that it has."""
        if self._watch is not None:
            self._watch.end()
            self.stop.setEnabled(False)
            self._show_steps()

    def _done(self, made: Levelling) -> None:
        if self._watch is None:
            return
        self._ended()
        self.made = made
        self.outcome.take(made, self._today)
        self._turn(_RESULT)
        self.apply.setEnabled(bool(made.edit.edits))
        self.foot.setText("" if made.edit.edits else tr("Nothing has to move."))
        self.apply.setFocus()

    def _failed(self, why: Exception) -> None:
        if self._watch is None:
            return
        self._ended()
        if not isinstance(why, ValueError):
            raise why
        self._say_note(str(why))

    def _ended(self) -> None:
        self._look.stop()
        self._watch, self._job = None, None

    def _say_note(self, sentence: str) -> None:
        self.note.setText(sentence)
        self._turn(_NOTE)

    # -- the end -----------------------------------------------------------------------------------

    def take(self) -> None:
        """Store what levelling would do, as one step."""
        if self.made is None or not self.made.edit.edits:
            return
        count = len(self.made.moves)

        def stored(_receipt: object) -> None:
            self._storing = False
            self.stored.emit(said)
            self.gone.emit()

        said = trn("{n} line moved by levelling", "{n} lines moved by levelling", count)
        self._storing = True
        self._desk.submit(self.made.edit, trl("Level resources"), stored)
        self.accept()

    def done(self, result: int) -> None:
        """Close; a search under way ends and nothing of it is kept."""
        self._look.stop()
        if self._job is not None:
            self._job.stop()
        self._watch, self._job = None, None
        super().done(result)
        if not self._storing:
            self.gone.emit()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closing is cancelling."""
        self.reject()
        super().closeEvent(event)

    def _turn(self, to: int) -> None:
        """Show one of the four sides, with the buttons that go with it."""
        self.right.setCurrentIndex(to)
        heads = {
            _NOW: tr("Who is asked for too much now"),
            _LIVE: tr("The search so far"),
            _RESULT: tr("What levelling would do"),
            _NOTE: tr("Not levelled"),
        }
        self.heading.setText(heads[to])
        self.wishes.setEnabled(to != _LIVE)
        self.begin.setVisible(to != _LIVE)
        self.begin.set_look("plain" if to == _RESULT else "primary")
        self.begin.setText(tr("Level again") if to == _RESULT else tr("Level"))
        self.stop.setVisible(to == _LIVE)
        self.stop.setEnabled(True)
        self.apply.setVisible(to == _RESULT)
        if to != _RESULT:
            self.made = None
            self.foot.setText("")


def _choices(office: Office) -> tuple[PlanChoice, ...]:
    from pmo_desktop.services.plans.reading import plan_choices

    return plan_choices(office.store.reader)


def open_for(
    desk: Desk,
    jobs: Jobs,
    works: Sequence[UUID],
    table_bytes: Callable[[Table, str], bytes] | None,
    parent: QWidget,
) -> LevelDialog:
    """Show the window with the plans of these works ticked; it goes when it is closed."""
    dialog = LevelDialog(desk, jobs, works, desk.office.now().astimezone().date(), table_bytes, parent)
    dialog.gone.connect(dialog.deleteLater)
    dialog.open()
    return dialog
