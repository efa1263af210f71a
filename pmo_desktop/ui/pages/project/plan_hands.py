"""What can be done to the plan that is shown: each act one edit, sent, said, and undone in one step."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from pmo_desktop.domain.edits import creation
from pmo_desktop.domain.initials import Candidate
from pmo_desktop.domain.plans import ItemKind
from pmo_desktop.i18n import tr, trl
from pmo_desktop.itemmodels.pasting import grid_of
from pmo_desktop.itemmodels.plancells import CHANGES, Typing
from pmo_desktop.readmodels.plans import PlanFile
from pmo_desktop.services.plans.edits import new_plan
from pmo_desktop.services.plans.rescheduling import Rescheduling
from pmo_desktop.ui.desk import Desk
from pmo_desktop.ui.gantt.columns import COLUMNS, KEYS, PLACES
from pmo_desktop.ui.gantt.view import PlanView
from pmo_desktop.ui.gantt.wishes import Effect, Wish
from pmo_desktop.ui.pages.project import plan_acts as acts
from pmo_desktop.ui.pages.project import plan_following as following
from pmo_desktop.ui.pages.project.plan_acts import Act
from pmo_desktop.ui.pages.project.plan_cells import PlanCells
from pmo_desktop.ui.pages.project.plan_print import ask_to_print, write_as_chosen
from pmo_desktop.ui.pages.project.plan_tools import PlanTools
from pmo_desktop.ui.pages.project.plan_wishes import foreseen, granted
from pmo_desktop.ui.pages.project.reading import Known, read_people
from pmo_desktop.ui.pages.project.tab import Around, Tab
from pmo_desktop.ui.widgets.remembered import Remembered


class PlanHands(Tab):
    """A plan with hands: the tab itself adds what is shown, and how."""

    def __init__(self, desk: Desk, remembered: Remembered, parent: QWidget | None = None) -> None:
        super().__init__(desk, remembered, parent)
        self._known: Known | None = None
        self._file: PlanFile | None = None
        self._people: tuple[Candidate, ...] | None = None
        self._wanted: tuple[str, ...] = ()
        self._told: tuple[str, str] | None = None
        self._moves: Rescheduling | None = None
        self._today = date.min
        self.around: Around | None = None
        self.tools, self.view = PlanTools(), PlanView()
        self.cells = PlanCells(self.view.tree)

    @property
    def has_plan(self) -> bool:
        """Whether the work has a plan."""
        return self._file is not None

    @property
    def file(self) -> PlanFile | None:
        """The plan that is shown."""
        return self._file

    @property
    def code(self) -> str:
        """The reference of the work whose plan it is."""
        return self._known.file.work.ref if self._known is not None else ""

    def work_with(self, around: Around) -> None:
        """Take what long work and paper need."""
        self.around = around

    # -- one act -----------------------------------------------------------------------------------

    def do(self, make: Callable[[PlanFile], Act | None]) -> bool:
        """Make an edit with what moves by it, send it, say what it did once stored; False if refused."""
        if self._file is None:
            return False
        try:
            act = make(self._file)
            act = None if act is None else following.followed(self._file, act)
        except ValueError as why:
            self.tell(tr("Not changed"), str(why))
            return False
        if act is not None:
            self.send(act)
        return True

    def tell(self, lead: str, rest: str) -> None:
        """Say something that stays until another line is chosen."""
        self._told = (lead, rest)
        self.says.emit(lead, rest)

    def send(self, act: Act) -> None:
        """Store an act; once it is, say what it did and keep the list of what moved."""
        self._wanted = act.chosen or ((act.select,) if act.select else ())

        def stored(_receipt: object) -> None:
            self._moves = act.follows
            self.tools.show_moves(len(act.follows.moved) if act.follows else 0)
            self.tell(act.lead, act.rest)

        self.desk.submit(act.edit, act.label, stored)

    # -- cells -------------------------------------------------------------------------------------

    def _typing(self) -> Typing:
        return Typing(self._today, self.desk.office.new_id, self._people or ())

    def _knowing(self, keys: Sequence[str], then: Callable[[], None]) -> None:
        """Go on once the people are known that some columns may name."""
        if "responsible" not in keys or self._people is not None:
            then()
            return

        def got(people: tuple[Candidate, ...]) -> None:
            self._people = people
            then()

        self.desk.query(lambda office: read_people(office.store.reader), got)

    def _typed(self, rows: tuple[str, ...], column: int, text: str) -> None:
        """A cell was typed into: that of each of these rows."""
        key = KEYS[column]

        def go() -> None:
            cells = [(row_id, key, text) for row_id in rows]
            done = self.do(lambda file: acts.typed(file, cells, self._typing()))
            told = self._told
            if not done and told and self.view.tree.hasFocus():
                self.cells.open_again(rows, column, text)
                self.tell(*told)

        self._knowing([key], go)

    def fill_down(self) -> None:
        """The current cell of the first selected line in all selected lines below it."""
        ids = self._lines()
        now = self.view.tree.currentIndex()
        key = KEYS[now.column()] if now.isValid() else "name"
        if not ids or key not in CHANGES:
            self.tell(tr("Not changed"), tr("This column cannot be edited"))
            return
        text = self.cells.text_of(ids[0], PLACES[key])
        self._knowing([key], lambda: self._fill(ids, key, text))

    def _fill(self, ids: Sequence[str], key: str, text: str) -> None:
        self.do(lambda file: acts.filled_down(file, ids, {key: text}, self._typing()))

    def copy(self) -> None:
        """The selected lines with the columns that show, heads first, as text for a spreadsheet."""
        columns = [place for place in range(len(COLUMNS)) if not self.view.tree.isColumnHidden(place)]
        lines = ["\t".join(tr(COLUMNS[place].title) for place in columns)]
        for row_id in self.view.selected_ids:
            texts = (self.cells.text_of(row_id, place) for place in columns)
            lines.append("\t".join(" ".join(text.split()) for text in texts))
        QGuiApplication.clipboard().setText("\n".join(lines) + "\n")

    def paste(self) -> None:
        """A block from a spreadsheet from the current cell on; below the last line it makes new ones."""
        grid = grid_of(QGuiApplication.clipboard().text())
        if not grid:
            self.tell(tr("Nothing pasted"), tr("The clipboard holds no text."))
            return
        now = self.view.tree.currentIndex()
        first = max(now.column(), PLACES["name"]) if now.isValid() else PLACES["name"]
        keys = [KEYS[p] for p in range(first, len(KEYS)) if not self.view.tree.isColumnHidden(p)]
        titles = {tr(column.title): column.key for column in COLUMNS}
        chosen = self._lines()
        if len(grid) == 1 and len(grid[0]) == 1 and len(chosen) > 1:
            grid, rows = grid * len(chosen), list(chosen)
        else:
            rows = self.cells.rows_from_current()
        used = [*keys, *(titles.get(cell.strip(), "") for cell in grid[0])]

        def go() -> None:
            self.do(lambda file: acts.pasted(file, grid, rows, keys, titles, self._typing()))

        self._knowing(used, go)

    # -- the chart ---------------------------------------------------------------------------------

    def _foresee(self, wish: Wish) -> Effect:
        """What a wish would do, while the pointer moves."""
        return Effect() if self._file is None else foreseen(self._file, wish)

    def _wished(self, wish: Wish) -> None:
        self.do(lambda file: granted(file, wish, self.desk.office.new_id))

    # -- lines and links ---------------------------------------------------------------------------

    def _lines(self) -> tuple[str, ...]:
        """The selected rows that are lines of the plan, not heads of groups."""
        file = self._file
        return () if file is None else tuple(i for i in self.view.selected_ids if i in file.by_id)

    def new_line(self) -> None:
        """A task below the selected line, its name ready to be typed."""
        self._new(tr("New task"), ItemKind.TASK)

    def new_milestone(self) -> None:
        """A milestone below the selected line."""
        self._new(tr("New milestone"), ItemKind.MILESTONE)

    def new_event(self) -> None:
        """A dated occurrence below the selected line: it moves by decision only."""
        self._new(tr("New event"), ItemKind.EVENT)

    def new_duty(self) -> None:
        """A recurring obligation below the selected line; its rule is typed in the column Repeats."""
        self._new(tr("New duty"), ItemKind.DUTY)

    def _new(self, name: str, kind: ItemKind) -> None:
        service = self._known is not None and self._known.file.kind == "service"
        kind = ItemKind.DUTY if service and kind is ItemKind.TASK else kind
        ids, new_id = self._lines(), self.desk.office.new_id
        self.do(lambda file: acts.new_line(file, ids, name, kind, self._today, new_id))

    def indent(self) -> None:
        """Put the selected lines under the one above."""
        self.do(lambda file: acts.indented(file, self._lines()))

    def outdent(self) -> None:
        """Take the selected lines one level up."""
        self.do(lambda file: acts.outdented(file, self._lines()))

    def shift(self, step: int) -> None:
        """Move the selected line up or down."""
        self.do(lambda file: acts.shifted(file, self._lines(), step))

    def link(self) -> None:
        """Link the selected lines from top to bottom."""
        self.do(lambda file: acts.linked(file, self._lines(), self.desk.office.new_id))

    def unlink(self) -> None:
        """Take the links of the selected lines away."""
        self.do(lambda file: acts.unlinked(file, self._lines()))

    def archive(self) -> None:
        """Archive the selected lines; undo brings them back."""
        self.do(lambda file: acts.removed(file, self._lines()))

    def set_baseline(self, number: int) -> None:
        """Keep the dates of all lines as a baseline, in one step."""
        self.do(lambda file: acts.baselined(file, number, self._today))
        self.tools.baseline = number

    def print_plan(self) -> None:
        """Choose paper and sheets beside the true pages, then print or write a file."""
        if self._file is not None:
            ask_to_print(self)

    def write_pdf(self, path: Path) -> None:
        """Write the plan to a file as it was printed last; a toast says where it is, or why not."""
        write_as_chosen(self, path)

    def new_plan(self) -> None:
        """Begin an empty plan."""
        if self._known is None:
            return
        file = self._known.file
        rhythm = file.kind == "service"
        plan = new_plan(file.work.id, file.title, self._today, self.desk.office.new_id, rhythm=rhythm)
        self.desk.submit(creation(plan), trl("New plan"))
