"""Business of bodies: what is to come before them, and travels from meeting to meeting and body to body."""

from __future__ import annotations

from datetime import date

from pmo_desktop.domain.declare import Need, Worded, record, says
from pmo_desktop.domain.ids import BodyId, BusinessId, PersonId, WorkId
from pmo_desktop.domain.meetings import AgendaKind, Part, Purpose
from pmo_desktop.domain.record import Titled
from pmo_desktop.domain.values import Minutes
from pmo_desktop.i18n import N_


class BusinessState(Worded):
    """The life of a piece of business, over all the meetings it comes to."""

    WAITING = "waiting", N_("Waiting")
    ON_AGENDA = "on_agenda", N_("On an agenda")
    CONCLUDED = "concluded", N_("Concluded")
    WITHDRAWN = "withdrawn", N_("Withdrawn")


@record("business", "Business", "Business")
class Business(Titled):
    """What a body is to deal with. Each agenda item it becomes points back here, so its way can be told.

    With a `recurrence` it is a line of the yearly plan: it comes back, and is never concluded.
    """

    id: BusinessId = says("Id", need=Need.COMPUTED)
    body: BodyId = says("Body", "Before whom it comes next.")
    state: BusinessState = says("State", default=BusinessState.WAITING)
    wanted: date | None = says("Wanted by", "The first meeting on or after this day.", default=None)
    recurrence: str = says("Comes back", "RFC 5545 rule, for the yearly plan.", default="", longest=300)
    agenda_kind: AgendaKind = says("Kind", default=AgendaKind.DISCUSSION)
    purpose: Purpose = says("Purpose", default=Purpose.DISCUSS)
    minutes: Minutes = says("Time wanted", unit="min", default=Minutes(10))
    part: Part = says("Part", default=Part.A)
    work: WorkId | None = says("About", default=None)
    presenter: PersonId | None = says("Presenter", default=None)
    proposed_by: PersonId | None = says("Proposed by", default=None)
    goes_on_to: tuple[BodyId, ...] = says("Then goes to", "The bodies after this one, in order.", default=())
