"""How a body decides: quorum with what it comes to, voting, limits of authority, reserved matters."""

from __future__ import annotations

import dataclasses as dc
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from pmo_desktop.domain.governance import (
    BodyAuthority,
    DecisionRule,
    DelegationLimit,
    EffectsWhen,
    GovernanceBody,
    QuorumKind,
)
from pmo_desktop.i18n import tr
from pmo_desktop.itemmodels.bodies import limit_columns
from pmo_desktop.itemmodels.columns import Column
from pmo_desktop.itemmodels.rows import RowsModel
from pmo_desktop.readmodels.bodies import (
    LimitRow,
    deciding_said,
    quorum_problems,
    quorum_said,
    sides_of,
    sides_read,
    sides_said,
    sitting,
)
from pmo_desktop.ui.pages.bodies.fields import FieldSet, of_body, of_quorum
from pmo_desktop.ui.pages.bodies.tab import BodyTab, filled_by, scrolled
from pmo_desktop.ui.theme import current
from pmo_desktop.ui.widgets.buttons import Button
from pmo_desktop.ui.widgets.panels import row_of
from pmo_desktop.ui.widgets.remembered import Remembered
from pmo_desktop.ui.widgets.table import RecordTable
from pmo_desktop.ui.widgets.text import Label

_PER_CENT = 100


class RulesTab(BodyTab):
    """Fields with the sentence that they come to above them; limits as a table."""

    def __init__(self, remembered: Remembered, currency: str = "EUR") -> None:
        super().__init__()
        self.quorum, self.deciding, self.reserved = FieldSet(4), FieldSet(4), FieldSet(1)
        self.says = Label("", size=16, weight=600, wrap=True)
        self.wrong = Label("", tone="neg", wrap=True)
        self.decides = Label("", tone="text2", wrap=True)
        self._currency = currency
        self.limits: RowsModel[LimitRow] = RowsModel(limit_columns(lambda: self._currency))
        self.table = RecordTable(name="bodies/limits", remembered=remembered)
        self._quorum_fields()
        self._deciding_fields()
        self._table()
        for fields in (self.quorum, self.deciding, self.reserved):
            fields.changed.connect(self.change)
        filled_by(self, scrolled(self._inner()))

    def _quorum_fields(self) -> None:
        add = self.quorum
        add.choice(of_quorum("kind", tr("Counted as")), QuorumKind)
        self.least = add.number(of_quorum("least", tr("Number"), tr("Of voting members.")))
        self.share = add.number(
            of_quorum("hundredths", tr("Share"), tr("Per cent, rounded up.")), tenths=_PER_CENT
        )
        add.gap()
        add.flag(of_quorum("chair_needed", tr("Chair or deputy needed")))
        add.flag(of_quorum("deputies_count", tr("Deputies count")))
        add.flag(of_quorum("remote_counts", tr("Remote members count")))
        add.flag(of_quorum("proxies_count", tr("Proxies count")))
        sides = of_quorum("sides", tr("Sides that have to be there"))
        self.sides = add.line(sides, sides_said, sides_read, wide=True)

    def _deciding_fields(self) -> None:
        add = self.deciding
        add.choice(of_body("authority"), BodyAuthority)
        add.choice(of_body("decision_rule"), DecisionRule)
        add.choice(of_body("effects_when"), EffectsWhen)
        add.gap()
        for name in (
            "casting_vote",
            "abstentions_count",
            "chairs_action",
            "correspondence",
            "correspondence_unanimous",
        ):
            add.flag(of_body(name))

    def _table(self) -> None:
        self.table.setModel(self.limits)
        self.table.setAccessibleName(tr("Limits of authority"))
        columns = self.limits.columns
        self.table.set_columns({n: c.width for n, c in enumerate(columns)}, stretch=len(columns) - 1)
        self.table.setMinimumHeight(current().px(132))
        self.limits.edit_requested.connect(self._edited)
        self.limits.refused.connect(lambda _r, _c, _t, why: self.refuse(why))
        self.reserved.text(of_body("reserved"), 3)

    def _inner(self) -> QWidget:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(16, 10, 16, 16)
        column.setSpacing(8)
        add = Button(tr("Add a limit"), icon="plus", small=True, on_click=self.add_limit)
        away = Button(tr("Take it away"), icon="minus", small=True, look="quiet", on_click=self.drop_limit)
        head = row_of(Label(tr("Limits of authority"), weight=600), 1, add, away)
        for part in (Label(tr("Quorum"), weight=600), self.says, self.wrong, self.quorum):
            column.addWidget(part)
        column.addSpacing(6)
        for part in (Label(tr("Deciding"), weight=600), self.decides, self.deciding):
            column.addWidget(part)
        column.addSpacing(6)
        column.addLayout(head)
        column.addWidget(self.table)
        column.addWidget(self.reserved)
        column.addStretch(1)
        return inner

    def put(self) -> None:
        """Show the rules and what they come to."""
        if self.file is None:
            return
        body, seats = self.file.body, sitting(self.file.seats, self.today)
        for fields in (self.quorum, self.deciding, self.reserved):
            fields.show_body(body)
        self.least.setEnabled(body.quorum.kind is QuorumKind.NUMBER)
        self.share.setEnabled(body.quorum.kind is QuorumKind.FRACTION)
        there = sides_of(seats)
        named = tr("Now: {sides}", sides=", ".join(there)) if there else tr("No member stands for a side.")
        self.sides.set_help(tr("A number behind each, such as finance 1. {named}", named=named))
        self.says.setText(quorum_said(body.quorum, seats))
        found = quorum_problems(body.quorum, seats)
        self.wrong.setText(" ".join(found))
        self.wrong.setVisible(bool(found))
        self.decides.setText(" ".join(deciding_said(body, sum(s.capacity.votes for s in seats))))
        self.limits.set_rows([LimitRow.of(n, limit) for n, limit in enumerate(body.delegation)])

    # -- limits ------------------------------------------------------------------------------------

    def _with(self, limits: list[DelegationLimit]) -> None:
        if self.file is not None:
            self.set_field("delegation", tr("Limits"), tuple(limits))

    def _body(self) -> GovernanceBody | None:
        return self.file.body if self.file is not None else None

    def add_limit(self) -> None:
        """One line more."""
        if (body := self._body()) is not None:
            self._with([*body.delegation, DelegationLimit()])

    def drop_limit(self) -> None:
        """The line with the focus goes."""
        row, body = self.limits.row(self.table.currentIndex().row()), self._body()
        if row is None or body is None:
            self.refuse(tr("Select a limit first"))
            return
        self._with([limit for n, limit in enumerate(body.delegation) if n != row.id])

    def _edited(self, row: LimitRow, column: Column[Any], wanted: Any) -> None:
        body = self._body()
        if body is not None:
            fresh = dc.replace(row, **{column.field: wanted}).limit()
            self._with([fresh if n == row.id else limit for n, limit in enumerate(body.delegation)])

    def focus_work(self) -> None:
        """The first field."""
        self.quorum.setFocus()
