"""The form of a decision between meetings: chair's action or written resolution, with its four facts."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Mapping, Sequence
from datetime import datetime, time
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QWidget

from pmo_desktop.domain.governance import Capacity, GovernanceBody, Membership
from pmo_desktop.domain.ids import PersonId, WorkId
from pmo_desktop.domain.minutes import Route
from pmo_desktop.domain.votes import VoteValue
from pmo_desktop.domain.works import Work
from pmo_desktop.i18n import N_, language, tr
from pmo_desktop.itemmodels.editing import day_of
from pmo_desktop.readmodels import shown
from pmo_desktop.services.decisions.between import BetweenMeetings, counted, problems, voting
from pmo_desktop.ui.pages.decisions.panel import FormPanel, fill, text_field
from pmo_desktop.ui.widgets.buttons import Segments
from pmo_desktop.ui.widgets.forms import FieldRow
from pmo_desktop.ui.widgets.text import Label

ANSWERS: Mapping[str, str] = {
    "": N_("No answer"),
    VoteValue.FOR.value: N_("For"),
    VoteValue.AGAINST.value: N_("Against"),
    VoteValue.ABSTAIN.value: N_("Abstains"),
}


@dc.dataclass(frozen=True, slots=True)
class Around:
    """What the form chooses from."""

    bodies: Sequence[GovernanceBody] = ()
    members: Sequence[Membership] = ()
    names: Mapping[UUID, str] = dc.field(default_factory=dict)
    works: Sequence[Work] = ()


class BetweenForm(FormPanel):
    """`made(BetweenMeetings, members)` when everything is there."""

    made = Signal(object, object)

    def __init__(self) -> None:
        super().__init__(tr("Record the decision"), "gavel")
        self._around, self._now = Around(), datetime.now().astimezone()
        self._boxes: dict[UUID, QComboBox] = {}
        self.heading.setText(tr("Decision between meetings"))
        self.below.setText(
            tr("It goes on the next agenda, to be ratified. The register changes when the body has done so.")
        )
        self.route = Segments(
            [
                (Route.CHAIRS_ACTION.value, tr("Chair's action")),
                (Route.CORRESPONDENCE.value, tr("Written resolution")),
            ]
        )
        self.body, self.by, self.work = QComboBox(), QComboBox(), QComboBox()
        self.text, self.reasons, self.urgent = text_field(2), text_field(2), text_field(2)
        self.day, self.time, self.where, self.window_ = (QLineEdit() for _ in range(4))
        self._votes = QWidget()
        self._grid = QGridLayout(self._votes)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self.result = Label("", weight=600, wrap=True)
        self._fields()
        self._listen()

    def _fields(self) -> None:
        add = self.form.add
        self.rows = {
            "route": FieldRow(tr("How"), self.route),
            "body": FieldRow(tr("Body"), self.body, needed=True),
            "text": FieldRow(tr("What was decided"), self.text, needed=True),
            "reasons": FieldRow(tr("Because"), self.reasons),
            "urgent": FieldRow(tr("Could not wait because"), self.urgent, needed=True),
            "at": FieldRow(tr("Day"), self.day, help=tr("A day in words or digits."), needed=True),
            "time": FieldRow(tr("Time"), self.time, needed=True),
            "where": FieldRow(
                tr("Place"), self.where, help=tr("Or by what means, such as e-mail."), needed=True
            ),
            "by": FieldRow(tr("By whom"), self.by, needed=True),
            "work": FieldRow(tr("About"), self.work),
            "window": FieldRow(tr("Answers until"), self.window_, help=tr("Silence is no consent.")),
            "votes": FieldRow(tr("Answers"), self._votes, needed=True),
        }
        add(self.rows["route"])
        add(self.rows["body"])
        for name in ("text", "urgent", "reasons"):
            add(self.rows[name])
        self.form.add_pair(self.rows["at"], self.rows["time"])
        self.form.add_pair(self.rows["where"], self.rows["by"])
        self.form.add_pair(self.rows["work"], self.rows["window"])
        add(self.rows["votes"])
        self.column.insertWidget(3, self.result)

    def _listen(self) -> None:
        self.route.chosen.connect(lambda _key: self._fit())
        self.body.currentIndexChanged.connect(lambda _at: self._other_body())
        self.day.textChanged.connect(lambda _text: self._tell_day())
        self.window_.textChanged.connect(lambda _text: self._count())

    def show_for(self, around: Around, now: datetime) -> None:
        """An empty form."""
        self._around, self._now = around, now.astimezone()
        fill(
            self.body, [(b.title.said(language()), str(b.id)) for b in around.bodies], self.body.currentData()
        )
        works: list[tuple[str, object]] = [(tr("No work"), "")]
        fill(self.work, works + [(f"{w.ref} {w.title.said(language())}", str(w.id)) for w in around.works])
        for field in (self.text, self.reasons, self.urgent):
            field.clear()
        self.where.clear()
        self.window_.clear()
        self.day.setText(shown.day(self._now.date()))
        self.time.setText(f"{self._now:%H:%M}")
        self._other_body()
        self._fit()
        self.body.setFocus()

    @property
    def chosen_body(self) -> GovernanceBody | None:
        """The body in force."""
        return next((b for b in self._around.bodies if str(b.id) == self.body.currentData()), None)

    @property
    def members(self) -> list[Membership]:
        """The members of the body in force."""
        body = self.chosen_body
        return [m for m in self._around.members if body is not None and m.body == body.id]

    def _other_body(self) -> None:
        seats = voting(self.members)
        chairs = (Capacity.CHAIR, Capacity.DEPUTY_CHAIR)
        name = self._around.names.get
        fill(self.by, [(name(m.person, ""), str(m.person)) for m in seats if m.capacity in chairs])
        while (item := self._grid.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self._boxes = {}
        for n, seat in enumerate(seats):
            box = QComboBox()
            box.setAccessibleName(name(seat.person, ""))
            for value, words in ANSWERS.items():
                box.addItem(tr(words), value)
            box.currentIndexChanged.connect(lambda _at: self._count())
            self._boxes[seat.person] = box
            self._grid.addWidget(Label(name(seat.person, ""), elide=True), n // 2, n % 2 * 2)
            self._grid.addWidget(box, n // 2, n % 2 * 2 + 1)
        self._count()

    def _fit(self) -> None:
        written = self.route.key == Route.CORRESPONDENCE.value
        self.rows["by"].setVisible(not written)
        self.rows["window"].setVisible(written)
        self.rows["votes"].setVisible(written)
        self._count()

    def _tell_day(self) -> None:
        found = self._day(self.day.text())
        self.rows["at"].set_help(shown.long_date(found.date()) if found else tr("A day in words or digits."))

    def _day(self, typed: str, clock: str = "12:00") -> datetime | None:
        """An instant from a day in words and a time; None when either cannot be read."""
        try:
            day = day_of(typed, self._now.date())
            hour, _, minute = clock.strip().partition(":")
            return datetime.combine(day, time(int(hour), int(minute or 0))).astimezone() if day else None
        except ValueError:
            return None

    def wanted(self) -> BetweenMeetings | None:
        """What is filled in; None without a body or a time that can be read."""
        body, at = self.chosen_body, self._day(self.day.text(), self.time.text())
        if body is None or at is None:
            return None
        chair, work = self.by.currentData(), self.work.currentData()
        written = self.route.key == Route.CORRESPONDENCE.value
        votes = {p: _vote(b.currentData()) for p, b in self._boxes.items() if b.currentData()}
        return BetweenMeetings(
            body,
            Route.CORRESPONDENCE if written else Route.CHAIRS_ACTION,
            self.text.toPlainText(),
            at,
            self.where.text(),
            self.urgent.toPlainText(),
            self.reasons.toPlainText(),
            (PersonId(UUID(chair)),) if chair and not written else (),
            (WorkId(UUID(work)),) if work else (),
            votes if written else {},
            self._day(self.window_.text(), "23:59") if written else None,
        )

    def _count(self) -> None:
        """How the written resolution stands."""
        wanted = self.wanted()
        written = wanted is not None and wanted.route is Route.CORRESPONDENCE
        self.result.setVisible(written)
        if wanted is not None and written:
            outcome = counted(wanted, self.members, self._now)
            self.result.setText(outcome.says)
            self.result.set_tone("text2" if outcome.open else "pos" if outcome.passed else "neg")

    def accept(self) -> None:
        """Record it when nothing is missing; else say what is, beside each field."""
        for row in self.rows.values():
            row.set_error("")
        wanted = self.wanted()
        if wanted is None:
            self.rows["at"].set_error(tr("A day and a time such as 14:30 are needed."))
            return
        found = problems(wanted, self.members, self._now)
        for name, says in found.items():
            self.rows[name].set_error(says)
        if found:
            self.form.focus_first_error()
        else:
            self.made.emit(wanted, self.members)


def _vote(said: str) -> VoteValue:
    return next(v for v in VoteValue if v.value == said)
