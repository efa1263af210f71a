"""Decisions: one register over all bodies, with what each changes and whether it was carried out."""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QBoxLayout, QFileDialog, QStackedWidget, QVBoxLayout, QWidget

from pmo_desktop.i18n import tr, trn
from pmo_desktop.itemmodels.decisions import decision_columns
from pmo_desktop.itemmodels.rows import RowsModel
from pmo_desktop.readmodels import shown
from pmo_desktop.readmodels.decisions import (
    FACETS,
    Carried,
    DecisionEntry,
    DecisionView,
    EffectLine,
    in_view,
)
from pmo_desktop.readmodels.facets import choices, keeps
from pmo_desktop.services.decisions.reading import DecisionFile, Register, read_file, read_register
from pmo_desktop.ui.desk import Desk
from pmo_desktop.ui.pages.decisions.acts import DecisionActs
from pmo_desktop.ui.pages.decisions.between_form import BetweenForm
from pmo_desktop.ui.pages.decisions.chooser import ChooserPanel
from pmo_desktop.ui.pages.decisions.effect_form import EffectForm
from pmo_desktop.ui.pages.decisions.inspector import DecisionInspector
from pmo_desktop.ui.pages.decisions.menu import offer
from pmo_desktop.ui.pages.decisions.record import document_of, write_pdf
from pmo_desktop.ui.print.lists import print_with_dialog, printed
from pmo_desktop.ui.putbefore import offer_bodies
from pmo_desktop.ui.shell import Page
from pmo_desktop.ui.widgets.buttons import Button
from pmo_desktop.ui.widgets.filters import FilterBar, FilterField
from pmo_desktop.ui.widgets.header import PageHeader, Tabs
from pmo_desktop.ui.widgets.notices import EmptyState, Notice
from pmo_desktop.ui.widgets.remembered import Memory, Remembered
from pmo_desktop.ui.widgets.table import RecordTable
from pmo_desktop.ui.widgets.tablefile import TableBytes, ask_and_write

NOTICE = "decisions"
KINDS = frozenset(
    {"decision", "effect", "body", "meeting", "minute_set", "project", "programme", "portfolio", "service"}
)


class DecisionsPage(Page):
    """The register of decisions. `decisions/<id or code>` opens one, `decisions/<view>` a view."""

    def __init__(
        self, desk: Desk, remembered: Remembered | None = None, table_bytes: TableBytes | None = None
    ) -> None:
        super().__init__()
        self._desk, self.table_bytes = desk, table_bytes
        self.register, self._wanted = Register(), ""
        self._panel: DecisionInspector | None = None
        self.file: DecisionFile | None = None
        self._altering: EffectLine | None = None
        self.model: RowsModel[DecisionEntry] = RowsModel(decision_columns(lambda: self.today))
        self.table = RecordTable(name="decisions", remembered=remembered or Memory(), row_focus=True)
        self.acts = DecisionActs(desk)
        self.effect_form, self.between_form, self.chooser = EffectForm(), BetweenForm(), ChooserPanel()
        self._put_together()
        self._hear()
        offer(self)

    # -- building ----------------------------------------------------------------------------------

    def _put_together(self) -> None:
        self.table.setModel(self.model)
        self.table.setAccessibleName(tr("Decisions"))
        columns = self.model.columns
        widths, hidden = (
            {n: c.width for n, c in enumerate(columns)},
            {n for n, c in enumerate(columns) if c.hidden},
        )
        self.table.set_columns(widths, stretch=self.model.column_of("text"), hidden=hidden)
        new = Button(tr("Between meetings…"), icon="plus", look="primary", on_click=self.new_between)
        self.header = PageHeader(tr("Decisions"), actions=[new])
        self.views = Tabs([(v.value, v.said) for v in DecisionView])
        self.views.choose(DecisionView.ALL.value)
        by_columns = Button.of(self.table.columns_action(tr("Columns")), look="quiet")
        fields = [
            FilterField(key, tr(label), partial(self._choices, key)) for key, (label, _) in FACETS.items()
        ]
        self.bar = FilterBar(fields, end=[by_columns], hint=tr("Filter by words, code or work"))
        self.none = EmptyState("", icon="gavel")
        self._stack = QStackedWidget()
        for widget in (self.table, self.none, self.effect_form, self.between_form, self.chooser):
            self._stack.addWidget(widget)
        self._below = QVBoxLayout()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self.header, self.views, self.bar):
            column.addWidget(part)
        column.addLayout(self._below)
        column.addWidget(self._stack, 1)

    def _hear(self) -> None:
        self.views.chosen.connect(lambda _key: self._refilter())
        self.bar.changed.connect(lambda _tokens: self._refilter())
        self.bar.typed.connect(lambda _text: self._refilter())
        self.table.followed.connect(self._inspect)
        self.acts.said.connect(self.says)
        self.acts.wrong.connect(lambda why: self.warn(tr("Not done"), why))
        self.acts.done.connect(self.show_list)
        self.acts.made.connect(self._to_be_shown)
        self.effect_form.wanted.connect(self._read_targets)
        self.effect_form.made.connect(self._formed)
        self.between_form.made.connect(self.acts.record)
        self.chooser.chosen.connect(self._by_another)
        for panel in (self.effect_form, self.between_form, self.chooser):
            panel.cancelled.connect(self.show_list)
        self._desk.changed.connect(lambda _change: self.notice_over.emit(NOTICE))

    @property
    def below_head(self) -> QBoxLayout:
        """Under the filter line."""
        return self._below

    @property
    def today(self) -> date:
        """The day of the office."""
        return self._desk.office.now().date() if self._desk.is_open else date.min

    # -- reading -----------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read all decisions again."""
        if self._desk.is_open:
            self._desk.query(lambda office: read_register(office.store.reader), self._show)

    def open(self, target: str) -> None:
        """Show one decision by id or code, or a view by name; "new" begins one between meetings."""
        self.show_list()
        if target == "new":
            self.new_between()
        elif target in {v.value for v in DecisionView}:
            self.views.choose(target)
            self._refilter()
        else:
            self._wanted = target
            self._find()

    @property
    def missing(self) -> str:
        """What was asked for and is not here."""
        return tr("There is no decision “{code}” here.", code=self._wanted) if self._wanted else ""

    def _show(self, found: Register) -> None:
        self.register = found
        self.model.set_rows(found.rows)
        today = self.today
        for view in (DecisionView.OPEN, DecisionView.RATIFY, DecisionView.REVIEW):
            self.views.set_count(view.value, sum(map(in_view(view, today), found.rows)))
        self._refilter()
        self._find()
        if not self.table.currentIndex().isValid() and self.model.rowCount():
            self.table.select_row(0)
        elif self.current is not None:
            self._inspect(self.table.currentIndex())

    def _to_be_shown(self, uid: str) -> None:
        self._wanted = uid

    def _find(self) -> None:
        row = self.register.row(self._wanted) if self._wanted else None
        if row is None:
            return
        if self.model.line_of(row.id) < 0:
            self.bar.set_tokens([])
            self.bar.line.clear()
            self.views.choose(DecisionView.ALL.value)
            self._refilter()
        self.table.select_row(self.model.line_of(row.id))
        self._wanted = ""

    # -- filters -----------------------------------------------------------------------------------

    @property
    def view(self) -> DecisionView:
        """The view in force."""
        return DecisionView(self.views.key or DecisionView.ALL.value)

    def _choices(self, key: str) -> list[tuple[object, str]]:
        return choices(FACETS, key, filter(in_view(self.view, self.today), self.register.rows))

    def _refilter(self) -> None:
        tokens = [(t.field, t.values) for t in self.bar.tokens()]
        base = in_view(self.view, self.today)
        self.model.set_filter(keeps(FACETS, base, tokens, self.bar.text, DecisionEntry.words))
        kept = self.model.kept_rows()
        waiting = sum(r.carried is Carried.NOT_YET for r in kept)
        said = trn("{n} decision", "{n} decisions", len(kept))
        self.header.set_facts(tr("{decisions}, {n} not carried out", decisions=said, n=waiting))
        if self._stack.currentIndex() < 2:
            self._stack.setCurrentIndex(0 if kept else 1)
        filtered = bool(self.bar.tokens() or self.bar.text.strip())
        self.none.set_text(*_nothing(self.view, filtered=filtered))

    def focus_filter(self) -> None:
        """Put the caret in the filter line."""
        self.bar.focus_line()

    def focus_first(self) -> None:
        """The list, unless a form is open."""
        if self._stack.currentIndex() < 2:
            self.table.setFocus()

    # -- one decision ------------------------------------------------------------------------------

    def put_before(self) -> None:
        """Offer the bodies that the decision with the focus can be put before."""
        if self.current is not None:
            offer_bodies(self._desk, self.table, "decision", [self.current.id])

    @property
    def current(self) -> DecisionEntry | None:
        """The decision with the focus, while the list is shown."""
        return self.model.row(self.table.currentIndex().row())

    def _inspect(self, index: QModelIndex) -> None:
        row = self.model.row(index.row()) if index.isValid() else None
        if row is None:
            return
        self.file = None
        self._panel = DecisionInspector(row, self.go.emit)
        self._panel.alter_wanted.connect(self.alter)
        self.inspect.emit(self._panel)
        self._desk.query(lambda office: read_file(office.store.reader, row), self._filled)

    def _filled(self, file: DecisionFile) -> None:
        if self._panel is not None and self.file is None and file.entry is self._panel.entry:
            self.file = file
            self._panel.show_file(file)

    def warn(self, lead: str, why: str) -> None:
        """Say in a banner why something was not done."""
        self.notice.emit(Notice(NOTICE, "neg", lead, why))

    # -- forms -------------------------------------------------------------------------------------

    def show_list(self) -> None:
        """Back to the list."""
        self._stack.setCurrentIndex(0 if self.model.rowCount() else 1)
        self.table.setFocus()

    def _front(self, panel: QWidget) -> None:
        self._stack.setCurrentWidget(panel)

    def add_effect(self) -> None:
        """Ask what else the decision changes."""
        if self.current is not None:
            self._altering = None
            self._front(self.effect_form)
            self.effect_form.show_for(self.current, self.today)

    def alter(self, line: EffectLine) -> None:
        """Ask what an effect is to be instead."""
        if self.current is not None:
            self._altering = line
            self._front(self.effect_form)
            self.effect_form.show_for(self.current, self.today, line.effect)

    def _read_targets(self, kind: object) -> None:
        self.acts.read_targets(kind, self.effect_form.show_targets)  # type: ignore[arg-type]

    def _formed(self, draft: object) -> None:
        if self.current is not None:
            before = self._altering.effect if self._altering is not None else None
            self.acts.effect(self.current, draft, before)  # type: ignore[arg-type]

    def new_between(self) -> None:
        """Ask for a decision between meetings."""
        self._front(self.between_form)
        now = self._desk.office.now()
        self.acts.read_around(lambda around: self.between_form.show_for(around, now))

    def ask_which(self, what: str, act: str, heading: str, told: str) -> None:
        """Ask by which other decision of the body."""
        entry = self.current
        if entry is None:
            return
        others = [
            e
            for e in self.register.rows
            if e.id != entry.id
            and e.carried in (Carried.NOT_YET, Carried.DONE)
            and e.record.body == entry.record.body
            and (e.day or date.min) >= (entry.day or date.min)
        ]
        self._front(self.chooser)
        self.chooser.show_for(what, act, heading, told, others)

    def _by_another(self, what: str, by: object) -> None:
        if self.current is not None:
            self.acts.by_another(self.current, what, by)  # type: ignore[arg-type]

    # -- paper and files ---------------------------------------------------------------------------

    def print_view(self) -> None:
        """Print what is shown."""
        print_with_dialog(self, printed(self.table, tr("Decisions: {view}", view=self.view.said), "", {}))

    def export(self) -> None:
        """Write what is shown into a spreadsheet or CSV file."""
        if self.table_bytes is not None:
            said = ask_and_write(self, self.table, tr("Decisions"), self.table_bytes)
            if said:
                self.toast.emit(said, "")

    def save_record(self, path: Path | None = None) -> None:
        """Write the record of the decision as PDF; asks where without a path."""
        if self.file is None:
            return
        ref = self.file.entry.ref
        if path is None:
            name, _ = QFileDialog.getSaveFileName(self, tr("Save the record"), f"{ref}.pdf", "PDF (*.pdf)")
            path = Path(name) if name else None
        if path is not None:
            printed_on = tr("Printed on {day}", day=shown.date(self.today))
            write_pdf(document_of(self.file, printed_on), path, tr("Decision {ref}", ref=ref))
            self.toast.emit(tr("Written to {path}", path=path), "")


def _nothing(view: DecisionView, *, filtered: bool) -> tuple[str, str]:
    """What is said where no decision is shown."""
    if filtered:
        return tr("No decision matches"), tr("Take a filter away to see more.")
    match view:
        case DecisionView.OPEN:
            return tr("All decisions are carried out"), ""
        case DecisionView.RATIFY:
            return tr("Nothing waits to be ratified"), ""
        case DecisionView.REVIEW:
            return tr("No review is due"), ""
        case DecisionView.OVER:
            return tr("Every decision is in force"), ""
    return tr("Nothing was decided yet."), tr("Meetings add their decisions here.")
