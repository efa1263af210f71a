"""When dates of a plan follow: at once or on request, what moved, and the settings that decide it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from pmo_desktop.domain.plans import ItemKind
from pmo_desktop.i18n import tr
from pmo_desktop.readmodels.plans import PlanFile
from pmo_desktop.services.plans.rescheduling import Rescheduling
from pmo_desktop.ui.gantt.columns import PLACES
from pmo_desktop.ui.gantt.model import PlanModel
from pmo_desktop.ui.pages.project import plan_acts as acts
from pmo_desktop.ui.pages.project import plan_following as following
from pmo_desktop.ui.pages.project.plan_acts import Act
from pmo_desktop.ui.pages.project.plan_dialogs import MovesDialog, PlanSettings
from pmo_desktop.ui.pages.project.plan_hands import PlanHands
from pmo_desktop.ui.pages.project.plan_levelling import without_levelling


class PlanDates(PlanHands):
    """A plan whose dates can be worked out anew. Nothing moves that was not shown or asked for."""

    def reschedule(self) -> None:
        """Show what would move if the dates were worked out anew, and do it when it is taken."""
        self._offer(following.reschedule, tr("Reschedule the plan"))

    def move_unfinished(self) -> None:
        """Show what would move if no work were left before the status date, and do it when it is taken."""
        self._offer(following.move_unfinished, tr("Move unfinished work after the status date"))

    def set_automatic(self, *, on: bool) -> None:
        """Let dates follow at once (what moves by that is shown first), or on request alone."""
        if self._file is None or self._file.plan.automatic is on:
            return
        if on:
            self._offer(lambda file: following.switched(file, automatic=True), tr("Let dates follow at once"))
        else:
            self.do(lambda file: following.switched(file, automatic=False))

    def settings(self) -> None:
        """The form with the plan's settings; what moves by them is shown before it is done."""
        if self._file is None:
            return
        form = PlanSettings(self._file.plan, self._today, self)
        form.accepted.connect(lambda: self._set(form))
        form.finished.connect(form.deleteLater)
        form.open()

    def _set(self, form: PlanSettings) -> None:
        if self._file is not None and form.plan != self._file.plan:
            plan = form.plan
            self._offer(lambda file: following.settings_changed(file, plan), tr("Change the plan settings"))

    # -- one line or several -----------------------------------------------------------------------

    def inspect(self) -> None:
        """Open the window of the selected lines, or bring it to the front; it follows the selection."""
        from pmo_desktop.ui.pages.project.line_window import LineWindow

        window = self.findChild(LineWindow) or LineWindow(self)
        window.show_lines()
        window.show()
        window.raise_()
        window.activateWindow()

    def type_into(self, ids: Sequence[str], key: str, text: str, refused: Callable[[str], None]) -> None:
        """Put a text into a cell of each of these lines that has it; `refused` hears why it could not be."""

        def go() -> None:
            rows = self.view.tree.model()
            if isinstance(rows, PlanModel):
                able = [one for one in ids if rows.may_type(rows.index_of(one, PLACES[key]))]
                cells = [(one, key, text) for one in able]
                if able and not self.do(lambda file: acts.typed(file, cells, self._typing())) and self._told:
                    refused(self._told[1])

        self._knowing([key], go)

    def change_rule(self) -> None:
        """The form that says how often the selected duty falls due."""
        file = self._file
        items = [] if file is None else [file.by_id[one] for one in self._lines()]
        duty = next((item for item in items if item.item_kind is ItemKind.DUTY), None)
        if file is None or duty is None:
            self.tell(tr("Not changed"), tr("Select a duty first."))
            return
        from pmo_desktop.ui.pages.project.rule_dialog import RuleDialog

        ids = [str(item.id) for item in items if item.item_kind is ItemKind.DUTY]
        form = RuleDialog(duty, file.days, self._today, self)
        form.accepted.connect(lambda: self.type_into(ids, "repeats", form.rule, lambda _why: None))
        form.finished.connect(form.deleteLater)
        form.open()

    def level(self) -> None:
        """The window in which resources are levelled, over this plan at first."""
        known, around = self._known, self.around
        if known is not None and around is not None:
            from pmo_desktop.ui.levelling.dialog import open_for

            dialog = open_for(self.desk, around.jobs, [known.file.work.id], around.table_bytes, self)
            dialog.stored.connect(lambda said: self.tell(tr("Levelled"), said))
            dialog.line_wanted.connect(self.go)

    def clear_levelling(self) -> None:
        """Show what would move without delays for resources, and do it when it is taken."""
        self._offer(without_levelling, tr("Clear levelling"))

    @property
    def has_moves(self) -> bool:
        """Whether the last change has a list of what moved."""
        return self._moves is not None

    def show_moves(self) -> None:
        """The list of what the last change moved."""
        if self._moves is not None:
            self._dialog(self._moves, tr("What the last change moved"), to_do=False).open()

    def _offer(self, make: Callable[[PlanFile], Act], title: str) -> None:
        """Show what an act would move and do it when it is taken; one that moves nothing is done at once."""
        if self._file is None:
            return
        try:
            act = make(self._file)
        except ValueError as why:
            self.tell(tr("Not changed"), str(why))
            return
        made = act.follows
        if made is None or not made.moved:
            self._without_moves(act)
            return
        dialog = self._dialog(made, title, to_do=True)
        dialog.accepted.connect(lambda: self.send(act))
        dialog.open()

    def _without_moves(self, act: Act) -> None:
        made = act.follows
        if made is not None and not made.edit.edits:
            self.tell(tr("No line moves"), made.notices[0] if made.notices else "")
        else:
            self.send(act)

    def _dialog(self, made: Rescheduling, title: str, *, to_do: bool) -> MovesDialog:
        dialog = MovesDialog(made, title, self, to_do=to_do)
        dialog.row_wanted.connect(lambda row_id: self.view.select([row_id]))
        dialog.finished.connect(dialog.deleteLater)
        return dialog
