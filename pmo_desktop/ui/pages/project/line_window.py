"""All there is to know of a line of the plan, beside the plan: it follows the selection and stays open."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QDialog, QStackedWidget, QVBoxLayout, QWidget

from pmo_desktop.domain.plans import ItemKind, LinkKind, PlanItem, PlanLink
from pmo_desktop.i18n import tr, trc, trn
from pmo_desktop.readmodels import shown
from pmo_desktop.readmodels.baselines import baseline_numbers, finish_in, name_of, start_in
from pmo_desktop.readmodels.plans import PlanFile
from pmo_desktop.readmodels.rules import rule_words
from pmo_desktop.services.plans.why import Why, why_here
from pmo_desktop.ui.gantt.model import PlanModel
from pmo_desktop.ui.pages.project import line_acts
from pmo_desktop.ui.pages.project.fields import TextField
from pmo_desktop.ui.pages.project.line_fields import LineForm
from pmo_desktop.ui.pages.project.line_links import LineLinks, link_rows
from pmo_desktop.ui.theme import current
from pmo_desktop.ui.widgets.buttons import Button
from pmo_desktop.ui.widgets.header import Tabs
from pmo_desktop.ui.widgets.panels import Block, row_of
from pmo_desktop.ui.widgets.text import Label, line, surface

if TYPE_CHECKING:
    from pmo_desktop.ui.pages.project.plan_dates import PlanDates

_GENERAL = (("name",), ("kind", "wbs"), ("duration", "done"), ("start", "finish"), ("responsible", "manual"),
            ("venue",))  # fmt: skip
_DATES = (("constraint", "constraint_date"), ("deadline", "calendar"), ("actual_start", "actual_finish"),
          ("remaining", "effort"), ("optimistic", "pessimistic"))  # fmt: skip


class LineWindow(QDialog):
    """Sections of a line, each cell through the same door as the tree; with several lines it is for all."""

    def __init__(self, tab: PlanDates) -> None:
        super().__init__(tab)
        self._tab, self._asked = tab, 0
        self.setWindowTitle(tr("Line of the plan"))
        self.setWindowFlag(Qt.WindowType.Tool)
        surface(self, "page")
        self.code = Label("", size=12, tone="text2", elide=True)
        self.title = Label("", size=16, weight=600, wrap=True)
        self.why = Label("", wrap=True)
        self.facts = Label("", size=12, tone="text2", wrap=True)
        self.driver = Button("", look="link", small=True)
        self.driver.clicked.connect(lambda _on=False: self._go(str(self.driver.property("line"))))
        who = tr("Such as: Crew A; Ada [50%]")
        self.general, self.dates = LineForm(_GENERAL), LineForm(_DATES)
        self.waits = LineForm((("predecessors",),), {"predecessors": tr("Such as: 3; 5SS+2d")})
        pieces = tr("Whether levelling may break it off and take it up again")
        self.people = LineForm(
            (("resources",), ("priority", "may_split")), {"resources": who, "may_split": pieces}
        )
        self.links, self.notes = LineLinks(), TextField(tr("Notes"), 12)
        self.baselines = QWidget()
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self.show_lines)
        self._lay_out()
        self._listen()
        self.show_lines()

    def _lay_out(self) -> None:
        theme = current()
        self._rule = Label("", tone="text2", wrap=True)
        self._change_rule = Button(tr("Change the rule"), icon="repeat", small=True)
        self._change_rule.clicked.connect(lambda _on=False: self._tab.change_rule())
        self._repeats = QWidget()
        inner = QVBoxLayout(self._repeats)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.addWidget(Label(tr("Repeats"), size=12, weight=500))
        inner.addWidget(self._rule)
        inner.addLayout(row_of(self._change_rule, 1))
        QVBoxLayout(self.baselines).setContentsMargins(0, 0, 0, 0)
        parts: tuple[tuple[str, str, tuple[QWidget, ...]], ...] = (
            ("general", tr("General"), (self.general, self._repeats)),
            ("dates", tr("Dates"), (self.dates,)),
            ("links", tr("Links"), (self.waits, self.links)),
            ("people", tr("Resources"), (self.people,)),
            ("notes", tr("Notes"), (self.notes,)),
            ("baselines", tr("Baselines"), (self.baselines,)),
        )
        self.tabs = Tabs([(key, text) for key, text, _ in parts])
        self.stack = QStackedWidget()
        for _key, _text, widgets in parts:
            self.stack.addWidget(_page(widgets))
        self.tabs.chosen.connect(self.choose)
        head = QWidget()
        above = QVBoxLayout(head)
        above.setContentsMargins(20, 16, 20, 8)
        above.setSpacing(3)
        for widget in (self.code, self.title, self.why, self.facts, self.driver):
            above.addWidget(widget)
        close = Button(trc("act", "Close"), on_click=self.close)
        foot = row_of(1, close)
        foot.setContentsMargins(20, 8, 20, 14)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(self.tabs)
        column.addWidget(line())
        column.addWidget(self.stack, 1)
        column.addLayout(foot)
        self.resize(theme.px(600), theme.px(660))
        self.general.rows["name"].field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _listen(self) -> None:
        for form in self._forms:
            form.typed.connect(self._typed)
        self.notes.left.connect(self._noted)
        self.links.wanted.connect(self._go)
        self.links.changed.connect(self._relinked)
        self.links.cut.connect(self._cut)
        self.links.refused.connect(lambda why: self._tab.tell(tr("Not changed"), why))
        tab, rows = self._tab, self._tab.view.tree.model()
        tab.view.selected.connect(lambda _ids: self._soon.start())
        if rows is not None:
            rows.modelReset.connect(self._soon.start)
            rows.dataChanged.connect(lambda *_: self._soon.start())

    @property
    def _forms(self) -> tuple[LineForm, ...]:
        return self.general, self.dates, self.waits, self.people

    @property
    def ids(self) -> tuple[str, ...]:
        """The lines that the window is about."""
        file = self._tab.file
        return () if file is None else tuple(one for one in self._tab.view.selected_ids if one in file.by_id)

    def choose(self, key: str) -> None:
        """Bring a section to the front."""
        self.tabs.choose(key)
        self.stack.setCurrentIndex(self.tabs.keys().index(key))

    # -- showing -----------------------------------------------------------------------------------

    def show_lines(self) -> None:
        """Show the selected lines as they are now."""
        file, ids, model = self._tab.file, self.ids, self._tab.view.tree.model()
        self.stack.setEnabled(bool(ids))
        if file is None or not ids or not isinstance(model, PlanModel):
            self.title.setText(tr("Select a line first"))
            self._say(Why(""))
            return
        items = [file.by_id[one] for one in ids]
        self._head(file, items)
        for form in self._forms:
            form.show_lines(model, ids)
        single = items[0] if len(items) == 1 else None
        self.links.show_links([] if single is None else link_rows(file, single))
        texts = {str(item.notes) for item in items}
        self.notes.set_stored(texts.pop() if len(texts) == 1 else "")
        self._repeats.setVisible(single is not None and single.item_kind is ItemKind.DUTY)
        self.general.rows["venue"].setVisible(any(i.item_kind is ItemKind.EVENT for i in items))
        if single is not None:
            self._rule.setText(rule_said(single))
        self._show_baselines(file, single)
        self._ask_why(file, single)

    def _head(self, file: PlanFile, items: Sequence[PlanItem]) -> None:
        if len(items) > 1:
            self.title.setText(trn("{n} line selected", "{n} lines selected", len(items)))
            self.code.setText(tr("What is typed here is for all of them"))
            return
        item = items[0]
        number = file.lines_shown.get(item.number, item.number)
        said = [tr("Line {n}", n=number), item.wbs, tr(item.item_kind.label)]
        self.code.setText(" · ".join(part for part in said if part))
        self.title.setText(item.name)

    def _ask_why(self, file: PlanFile, item: PlanItem | None) -> None:
        """Ask a worker why the line is here; an answer that comes too late is left."""
        self._asked += 1
        if item is None:
            self._say(Why(""))
            return
        asked = self._asked

        def got(found: Why) -> None:
            if asked == self._asked:
                self._say(found)

        self._tab.desk.query(lambda _office: why_here(file, item), got)

    def _say(self, found: Why) -> None:
        self.why.setText(tr("Why it is here: {reason}", reason=found.reason) if found.reason else "")
        self.facts.setText(" ".join(found.facts))
        file = self._tab.file
        driver = None if found.driver is None or file is None else file.by_number.get(found.driver)
        self.driver.setVisible(driver is not None)
        self.why.setVisible(bool(found.reason))
        self.facts.setVisible(bool(found.facts))
        if driver is not None:
            self.driver.setText(tr("Go to “{name}”", name=driver.name))
            self.driver.setProperty("line", str(driver.id))

    def _show_baselines(self, file: PlanFile, item: PlanItem | None) -> None:
        column = self.baselines.layout()
        assert column is not None
        while (old := column.takeAt(0)) is not None:
            if (widget := old.widget()) is not None:
                widget.deleteLater()
        if item is None:
            column.addWidget(Label(tr("Select one line to see its dates in the baselines."), tone="text2"))
            return
        numbers = baseline_numbers([item])
        for number in numbers:
            block = Block(name_of(file.plan, number).name)
            start, finish = start_in(item, number), finish_in(item, number)
            block.add_fact(tr("Start"), shown.day(start.date() if start else None))
            block.add_fact(tr("Finish"), shown.day(finish.date() if finish else None))
            if finish and item.finish:
                slip = file.days.working_days_between(finish.date(), item.finish.date())
                block.add_fact(tr("Slip since"), tr("{n}\u00a0wd", n=shown.signed(slip)))
            column.addWidget(block)
        if not numbers:
            column.addWidget(Label(tr("No baseline holds this line."), tone="text2", wrap=True))

    # -- changing ----------------------------------------------------------------------------------

    def _typed(self, key: str, text: str) -> None:
        ids = self.ids
        self._tab.type_into(ids, key, text, partial(self._refuse, key))

    def _refuse(self, key: str, why: str) -> None:
        for form in self._forms:
            form.refuse(key, why)

    def _noted(self, text: str) -> None:
        ids = self.ids
        self._tab.do(lambda file: line_acts.noted(file, ids, text))

    def _relinked(self, link: PlanLink, kind: LinkKind, lag: str) -> None:
        ids = self.ids
        self._tab.do(lambda file: line_acts.relinked(file, link, ids[0], kind, lag))
        self._soon.start()

    def _cut(self, link: PlanLink) -> None:
        ids = self.ids
        self._tab.do(lambda file: line_acts.cut(file, link, ids[0]))

    def _go(self, row_id: str) -> None:
        self._tab.view.select([row_id])
        self._tab.view.reveal(row_id)


def _page(widgets: Sequence[QWidget]) -> QWidget:
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(20, 14, 20, 4)
    column.setSpacing(10)
    for widget in widgets:
        column.addWidget(widget)
    column.addStretch(1)
    return page


def rule_said(item: PlanItem) -> str:
    """The rule of a duty in words."""
    return rule_words(item.recurrence) if item.recurrence else tr("It does not repeat.")
