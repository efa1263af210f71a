"""Invitations to meetings as calendar files (iCalendar, RFC 5545 and 5546)."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from pmo_desktop.domain.invitations import Invitation, Invited, Purport
from pmo_desktop.domain.meetings import Reply
from pmo_desktop.exchange.xmlout import carried

if TYPE_CHECKING:
    from icalendar import vCalAddress

_PARTSTAT = {
    Reply.NONE: "NEEDS-ACTION",
    Reply.ACCEPTED: "ACCEPTED",
    Reply.DECLINED: "DECLINED",
    Reply.TENTATIVE: "TENTATIVE",
}
_NOTES = 8000


def write_invitation(invitation: Invitation) -> bytes:
    """The bytes of one message: a request, a change of one (a higher sequence), or a cancellation.

    The time is written in the zone of the place, with the rules of that zone, so that the wall clock stays
    right when the clocks change.
    """
    from icalendar import Calendar, Event

    cancelled = invitation.purport is Purport.CANCEL
    calendar = Calendar()
    calendar.add("prodid", "-//PMO Desktop//Meetings//EN")
    calendar.add("version", "2.0")
    calendar.add("method", invitation.purport.value)
    event = Event()
    event.add("uid", invitation.uid)
    event.add("sequence", invitation.sequence)
    event.add("dtstamp", invitation.sent)
    starts = invitation.starts.at.astimezone(ZoneInfo(invitation.starts.zone))
    event.add("dtstart", starts)
    event.add("dtend", starts + invitation.length)
    event.add("summary", _line(invitation.title))
    event.add("status", "CANCELLED" if cancelled else "CONFIRMED")
    if invitation.place:
        event.add("location", _line(invitation.place))
    if invitation.text:
        event.add("description", carried(invitation.text)[:_NOTES])
    event.add("organizer", _address(invitation.organiser))
    for person in invitation.people:
        event.add("attendee", _asked(person), encode=False)
    calendar.add_component(event)
    calendar.add_missing_timezones()
    made: bytes = calendar.to_ical()
    return made


def _address(person: Invited) -> vCalAddress:
    from icalendar import vCalAddress

    address = vCalAddress(f"MAILTO:{_line(person.email)}")
    address.params["CN"] = _name(person.name)
    return address


def _asked(person: Invited) -> vCalAddress:
    address = _address(person)
    address.params["ROLE"] = "REQ-PARTICIPANT" if person.needed else "OPT-PARTICIPANT"
    address.params["PARTSTAT"] = _PARTSTAT[person.reply]
    address.params["RSVP"] = "TRUE"
    address.params["CUTYPE"] = "INDIVIDUAL"
    return address


def _line(text: str) -> str:
    return " ".join(carried(text).split())


def _name(text: str) -> str:
    """A name as a parameter may hold it: no quotes, nothing that ends a line."""
    return _line(text).replace('"', "'")
