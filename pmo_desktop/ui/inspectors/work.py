"""The inspector of one work: ratings with reasons, path to green, drift of the finish, facts, authority."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pmo_desktop.domain.health import Rating, trend
from pmo_desktop.domain.raid import HIGH_RISK
from pmo_desktop.domain.reports import Ratings, StatusReport
from pmo_desktop.i18n import N_, language, tr, trc
from pmo_desktop.itemmodels.register_columns import health_words, signed_percent
from pmo_desktop.itemmodels.register_context import Context
from pmo_desktop.readmodels import shown
from pmo_desktop.readmodels.authority import Authority
from pmo_desktop.readmodels.history import VERBS, HistoryRow, Name, history
from pmo_desktop.readmodels.lists import ActionRow, RiskRow
from pmo_desktop.readmodels.project_phases import phase_word
from pmo_desktop.readmodels.register import WorkRow, weekdays
from pmo_desktop.services.ports import Past
from pmo_desktop.ui.widgets.buttons import Button
from pmo_desktop.ui.widgets.figures import Sparkline
from pmo_desktop.ui.widgets.marks import RagMark
from pmo_desktop.ui.widgets.panels import Block, IconMark, Inspector, row_of
from pmo_desktop.ui.widgets.text import Label

SUMMARY, ACTIVITY, LINKS = "summary", "activity", "links"
_DIMENSIONS = (
    ("time", N_("Time")),
    ("cost", N_("Cost")),
    ("scope", N_("Scope")),
    ("risk", N_("Risk")),
    ("benefits", N_("Benefits")),
)
_DRIFT_POINTS = 6
_MOST_LINES = 30
_MOST_FIELDS = 5


class WorkInspector(Inspector):
    """What the register says of one work. `reports` are its status reports, in any order.

    `open_wanted` and `agenda_wanted` ask for acts; `tab_chosen` for what the tabs
    Activity and Links need (`show_activity`, `show_links`).
    """

    open_wanted = Signal()
    agenda_wanted = Signal()

    def __init__(self, row: WorkRow, reports: Sequence[StatusReport], at: Context) -> None:
        opens = tr("Open project") if row.kind == "project" else trc("act", "Open")
        self._opens = Button(opens, look="primary", key="Ctrl+O")
        agenda = Button(tr("Add to agenda"), key="A")
        tabs = ((SUMMARY, tr("Summary")), (ACTIVITY, tr("Activity")), (LINKS, tr("Links")))
        super().__init__(row.ref, row.title.said(language()), tabs=tabs, actions=(self._opens, agenda))
        self._opens.clicked.connect(lambda _on=False: self.open_wanted.emit())
        agenda.clicked.connect(lambda _on=False: self.agenda_wanted.emit())
        self.row, self._at = row, at
        counting = sorted(reports, key=lambda r: r.status_date)
        self.add(self._ratings(counting))
        self._add_words(counting)
        drift = drift_of(row, counting)
        if len(drift) > 1:
            self.add(_drift_block(row, drift))
        self.add(self._facts())

    # -- summary -----------------------------------------------------------------------------------

    def _ratings(self, reports: Sequence[StatusReport]) -> Block:
        row, block = self.row, Block()
        seen = self._at.seen(row)
        moved = row.report.trend if row.report else None
        block.add(
            rating_line(seen.rating.value, moved.value if moved else "", tr("Overall"), self._overall())
        )
        if row.report is None:
            return block
        now = row.report.declared, row.report.derived
        before = _report_before(reports, row.report.status_date)
        for key, label in _DIMENSIONS:
            rating = dimension(*now, key)
            was = dimension(before.declared, before.derived, key) if before else None
            went = trend(was, rating)
            block.add(
                rating_line(rating.value, went.value if went else "", tr(label), reason_of(row, key, rating))
            )
        return block

    def _overall(self) -> str:
        return health_words(self.row, self._at.today)

    def _add_words(self, reports: Sequence[StatusReport]) -> None:
        """Path to green and reason in the manager's words."""
        latest = reports[-1] if reports else None
        texts = (
            (tr("Headline"), self.row.report.headline if self.row.report else ""),
            (tr("Why"), latest.rag_reason if latest else ""),
            (tr("Path to green"), self.row.report.path_to_green if self.row.report else ""),
        )
        for heading, text in texts:
            if text and not (heading == tr("Headline") and texts[2][1]):
                block = Block(heading)
                block.add(Label(text, wrap=True))
                self.add(block)

    def _facts(self) -> Block:
        row, block = self.row, Block()
        block.add_fact(tr("Sponsor"), row.sponsor_name or tr("Nobody yet"), tone=_tone(row.sponsor_name))
        block.add_fact(tr("Manager"), row.manager_name or tr("Nobody yet"), tone=_tone(row.manager_name))
        where = tr("{phase}, {state}", phase=phase_word(row.phase), state=tr(row.state.label).lower())
        block.add_fact(tr("Phase") if row.phase else tr("State"), where if row.phase else tr(row.state.label))
        if row.finish:
            block.add_fact(tr("Finish"), finish_words(row))
        if row.budget:
            block.add_fact(tr("Budget"), shown.money(row.budget, in_millions=True))
        if row.budget_authority:
            said = Label(
                tr("Budget set by {decision}", decision=row.authority_ref), tone="accent_text", wrap=True
            )
            line = row_of(IconMark("stamp", "accent_text"))
            line.addWidget(said, 1)
            block.add(line)
        return block

    def show_authorities(self, found: Sequence[Authority]) -> None:
        """The fields that decisions govern; the budget is said with the facts."""
        others = [a for a in found if a.field != "budget"]
        block = Block(tr("Governed by decisions"))
        for authority in others:
            said = tr("{field} set by {decision}", field=authority.label, decision=authority.code)
            line = row_of(IconMark("lock", "accent_text"))
            label = Label(said, tone="accent_text", wrap=True)
            label.setToolTip(authority.refusal)
            line.addWidget(label, 1)
            block.add(line)
        if others:
            self.add(block)

    # -- activity and links ------------------------------------------------------------------------

    def show_activity(self, past: Sequence[Past], people: Mapping[UUID, str]) -> None:
        """Fill the tab Activity, the latest first; `people` are names by id."""
        names = {uid: Name("", name) for uid, name in people.items()}
        names |= {uid: Name("", name) for uid, name in self._at.units}
        steps = history(past[:_MOST_LINES], people, names)
        for step in steps:
            self.add(_step_block(step), ACTIVITY)
        if not steps:
            self.add(_said(tr("Nothing was changed yet.")), ACTIVITY)

    def show_links(self, risks: Sequence[RiskRow], actions: Sequence[ActionRow]) -> None:
        """Fill the tab Links: programme and unit, open risks by score, open actions by date."""
        row = self.row
        above = Block(tr("Part of"))
        above.add(Label(row.parent_title.said(language()) if row.parent else tr("No programme"), wrap=True))
        if row.org_unit:
            above.add_fact(tr("Unit"), row.unit.said(language()))
        self.add(above, LINKS)
        block = Block(tr("Open risks"))
        for risk in sorted(risks, key=lambda r: -(r.score or 0))[:_MOST_LINES]:
            high = (risk.score or 0) > HIGH_RISK
            block.add_fact(
                risk.title.said(language()), str(risk.score or "–"), tone="neg" if high else "text"
            )
        self.add(block if risks else _said(tr("No open risks.")), LINKS)
        waiting = Block(tr("Open actions"))
        for act in actions[:_MOST_LINES]:
            late = act.overdue(self._at.today) > 0
            waiting.add_fact(act.text, shown.day_month(act.due), tone="neg" if late else "text")
        self.add(waiting if actions else _said(tr("No open actions.")), LINKS)


# -- words, also used by others ----------------------------------------------------------------------


def dimension(declared: Ratings, derived: Ratings, key: str) -> Rating:
    """The rating of a dimension: declared, else derived."""
    said: Rating = getattr(declared, key)
    found: Rating = getattr(derived, key)
    return said if said is not Rating.NONE else found


def reason_of(row: WorkRow, key: str, rating: Rating) -> str:
    """The figure behind the rating of a dimension in a few words; its word where there is no figure."""
    match key:
        case "time" if row.slip is not None:
            if row.tolerance_time is None:
                return tr("{slip} wd", slip=shown.signed(row.slip))
            return tr("{slip} wd, tolerance {n}", slip=shown.signed(row.slip), n=row.tolerance_time)
        case "cost" if row.cost_share is not None:
            if row.tolerance_cost is None:
                return signed_percent(row.cost_share)
            limit = shown.number(row.tolerance_cost / 100)
            return tr("{share}, tolerance {n}", share=signed_percent(row.cost_share), n=limit)
        case "risk" if row.high_risks:
            return tr("{n} above {limit}", n=row.high_risks, limit=HIGH_RISK)
        case _:
            return tr(rating.label)


def finish_words(row: WorkRow) -> str:
    """The finish, and the planned one where it differs."""
    if row.finish_planned is None or row.finish == row.finish_planned:
        return shown.day(row.finish)
    return tr(
        "{finish} (plan {plan})", finish=shown.day(row.finish), plan=shown.day_month(row.finish_planned)
    )


def drift_of(row: WorkRow, reports: Sequence[StatusReport]) -> list[tuple[date, int]]:
    """Finish against plan as each of the last reports said it: (status date, working days), oldest first."""
    found: list[tuple[date, int]] = []
    for report in sorted(reports, key=lambda r: r.status_date):
        if report.slip is not None:
            found.append((report.status_date, report.slip))
        elif report.forecast_finish and row.finish_planned:
            found.append((report.status_date, weekdays(row.finish_planned, report.forecast_finish)))
    return found[-_DRIFT_POINTS:]


def _drift_block(row: WorkRow, drift: Sequence[tuple[date, int]]) -> Block:
    block = Block(tr("Finish against plan, working days"))
    last = drift[-1][1]
    said = tr("Finish against plan: {slip} working days", slip=shown.signed(last))
    limit = None if row.tolerance_time is None else float(row.tolerance_time)
    labels = [shown.month_name(on) for on, _ in drift]
    values = [float(days) for _, days in drift]
    block.add(Sparkline(values, limit=limit, labels=labels, last=shown.signed(last), name=said))
    return block


def rating_line(rating: str, went: str, label: str, said: str) -> QVBoxLayout:
    """One dimension: mark with trend, name, and the figure at the far edge."""
    note = Label(said, size=12, tone="text2", elide=True)
    note.setAlignment(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
    mark = RagMark(rating, went)
    mark.setFixedWidth(max(mark.sizeHint().width(), RagMark(rating, "same").sizeHint().width()))
    holder = QVBoxLayout()
    line = row_of(mark, Label(label))
    line.addWidget(note, 1)
    holder.addLayout(line)
    return holder


def _report_before(reports: Sequence[StatusReport], on: date) -> StatusReport | None:
    earlier = [r for r in reports if r.status_date < on]
    return earlier[-1] if earlier else None


def _tone(name: str) -> str:
    return "text" if name else "text3"


def _said(sentence: str) -> Block:
    block = Block()
    block.add(Label(sentence, tone="text2", wrap=True))
    return block


def _step_block(step: HistoryRow) -> QWidget:
    """Who and when; what it was called when a record was made or put away, else each field's old and new."""
    block = Block()
    head = row_of(Label(step.name, size=12, weight=600), 1)
    when = tr("{day}, {time}", day=shown.day(step.at.date()), time=shown.time(step.at))
    head.addWidget(Label(when, size=12, tone="text2"))
    block.add(head)
    fields = [line for record in step.lines for line in record.fields]
    verb = step.lines[0].verb
    if verb != tr(VERBS["set"]) or not fields:
        block.add(Label(tr("{act}: {what}", act=verb, what=step.label), wrap=True))
        return block
    for line in fields[:_MOST_FIELDS]:
        said = tr("{field}: {old} → {new}", field=line.label, old=line.old or "–", new=line.new or "–")
        block.add(Label(said, wrap=True))
    return block
