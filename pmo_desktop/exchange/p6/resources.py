"""Primavera's resources, roles and their assignments. A role stands among the resources as a generic one."""

from __future__ import annotations

from collections.abc import Iterable

from pmo_desktop.domain.schedulefile import Assignment, Availability, Resource, ResourceKind
from pmo_desktop.exchange.mspdi.values import Ledger
from pmo_desktop.exchange.p6.values import Fields, Numbers, Tables, plain
from pmo_desktop.i18n import tr

RESOURCES = {
    "RT_Labor": ResourceKind.WORK,
    "RT_Equip": ResourceKind.WORK,
    "RT_Mat": ResourceKind.MATERIAL,
}
ROLE = "role:"
"""What parts the ids of roles from those of resources."""


def numbers_of(tables: Tables, ledger: Ledger) -> Numbers:
    """The numbers of resources, then of roles, whose ids P6 counts for themselves."""
    numbers = Numbers()
    numbers.add(filter(None, (Fields(r, ledger).text("rsrc_id") for r in tables.get("RSRC", ()))))
    numbers.add(filter(None, (Fields(r, ledger).text("role_id") for r in tables.get("ROLES", ()))), ROLE)
    return numbers


def resources(tables: Tables, numbers: Numbers, calendars: Numbers, ledger: Ledger) -> tuple[Resource, ...]:
    """The resources and roles, each once."""
    rates = _rates(tables, ledger)
    found: dict[int, Resource] = {}
    for row in tables.get("RSRC", ()):
        read = Fields(row, ledger)
        one = _resource(read, numbers, calendars, rates.get(read.text("rsrc_id"), ()))
        _keep(found, one, ledger)
    for row in tables.get("ROLES", ()):
        _keep(found, _role(Fields(row, ledger), numbers), ledger)
    return tuple(found.values())


def _keep(found: dict[int, Resource], one: Resource | None, ledger: Ledger) -> None:
    if one is None:
        ledger.note(tr("A resource without an id was left out."))
    elif one.uid in found:
        ledger.note(tr("A record whose id is there twice was left out."), one.name)
    else:
        found[one.uid] = one


def _rates(tables: Tables, ledger: Ledger) -> dict[str, tuple[Availability, ...]]:
    """How much there is of each resource, from when on."""
    found: dict[str, list[Availability]] = {}
    for row in tables.get("RSRCRATE", ()):
        read = Fields(row, ledger)
        units = read.number("max_qty_per_hr")
        if units is not None:
            since = Availability(read.moment("start_date"), None, units)
            found.setdefault(read.text("rsrc_id"), []).append(since)
    return {key: _periods(rates) for key, rates in found.items()}


def _periods(rates: list[Availability]) -> tuple[Availability, ...]:
    """Each period up to the beginning of the next."""
    ordered = sorted(rates, key=lambda r: "" if r.first is None else r.first.isoformat())
    ends = [r.first for r in ordered[1:]] + [None]
    return tuple(Availability(rate.first, end, rate.units) for rate, end in zip(ordered, ends, strict=True))


def _resource(
    read: Fields, numbers: Numbers, calendars: Numbers, rates: Iterable[Availability]
) -> Resource | None:
    uid = numbers.get(read.text("rsrc_id"))
    if uid is None:
        return None
    kind = read.choice("rsrc_type", RESOURCES, ResourceKind.WORK)
    periods = tuple(rates)
    units = periods[-1].units if periods else read.number("def_qty_per_hr")
    return Resource(
        uid=uid,
        id=uid,
        name=read.text("rsrc_name"),
        kind=kind,
        initials=read.text("rsrc_short_name"),
        group=read.text("rsrc_title_name"),
        email=read.text("email_addr"),
        max_units=1.0 if units is None else units,
        calendar_uid=calendars.get(read.text("clndr_id")),
        notes=plain(read.text("rsrc_notes")),
        availability=periods if len(periods) > 1 else (),
    )


def _role(read: Fields, numbers: Numbers) -> Resource | None:
    uid = numbers.get(ROLE + read.text("role_id"))
    if uid is None or not read.text("role_id"):
        return None
    short = read.text("role_short_name")
    return Resource(uid, uid, read.text("role_name"), initials=short, generic=True, group=tr("Role"))


def assignment(read: Fields, uid: int, task_uid: int, resources: Numbers) -> Assignment | None:
    """One assignment; None where neither its resource nor its role is in the file."""
    resource = resources.get(read.text("rsrc_id"))
    if resource is None:
        resource = resources.get(ROLE + read.text("role_id"))
    if resource is None:
        return None
    remaining, planned = read.minutes("remain_qty"), read.minutes("target_qty")
    regular, overtime = read.minutes("act_reg_qty"), read.minutes("act_ot_qty")
    done = None if regular is None and overtime is None else (regular or 0.0) + (overtime or 0.0)
    known = done is not None or remaining is not None
    units = read.number("remain_qty_per_hr")
    rate = units if units is not None else read.number("target_qty_per_hr")
    costs = [read.hundredths(c) for c in ("act_reg_cost", "act_ot_cost", "remain_cost")]
    begun, done_at = read.moment("act_start_date"), read.moment("act_end_date")
    return Assignment(
        uid=uid,
        task_uid=task_uid,
        resource_uid=resource,
        units=1.0 if rate is None else rate,
        work_minutes=(done or 0.0) + (remaining or 0.0) if known else planned,
        actual_work_minutes=done,
        remaining_work_minutes=remaining,
        start=begun or read.moment("restart_date") or read.moment("target_start_date"),
        finish=done_at or read.moment("reend_date") or read.moment("target_end_date"),
        delay_minutes=read.minutes("target_lag_drtn_hr_cnt") or 0.0,
        cost=sum(c or 0 for c in costs) if any(c is not None for c in costs) else None,
    )
