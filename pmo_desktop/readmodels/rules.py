"""Rules of repetition (RFC 5545) as people say and choose them: taken apart, put together, said in words."""

from __future__ import annotations

import dataclasses as dc
import re
from collections.abc import Sequence
from datetime import date, datetime

from pmo_desktop.i18n import N_, tr, trn
from pmo_desktop.readmodels import shown

DAILY, WEEKLY, MONTHLY, YEARLY = EVERY = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")
CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
WEEKDAYS = (N_("Monday"), N_("Tuesday"), N_("Wednesday"), N_("Thursday"), N_("Friday"), N_("Saturday"),
            N_("Sunday"))  # fmt: skip
MONTHS = (N_("January"), N_("February"), N_("March"), N_("April"), N_("May"), N_("June"), N_("July"),
          N_("August"), N_("September"), N_("October"), N_("November"), N_("December"))  # fmt: skip
NTHS = {1: N_("on the first {day}"), 2: N_("on the second {day}"), 3: N_("on the third {day}"),
        4: N_("on the fourth {day}"), 5: N_("on the fifth {day}"), -1: N_("on the last {day}")}  # fmt: skip
_KNOWN = {"FREQ", "INTERVAL", "BYDAY", "BYMONTHDAY", "BYMONTH", "UNTIL", "COUNT", "WKST"}
_DAY = re.compile(r"(?P<nth>[+-]?\d)?(?P<code>MO|TU|WE|TH|FR|SA|SU)")


@dc.dataclass(frozen=True, slots=True)
class Repeat:
    """A rule as a form holds it. Weekdays count from 0 (Monday), months from 1.

    Monthly and yearly rules fall on weekday `nth` (-1 is the last) or, without it, on `month_day`; a rule
    that names neither falls on the day of its first occurrence.
    """

    every: str
    interval: int = 1
    weekdays: tuple[int, ...] = ()
    nth: int | None = None
    month_day: int | None = None
    month: int | None = None
    until: date | None = None
    count: int | None = None


def repeat_of(rule: str) -> Repeat | None:
    """The parts of a rule; None for one that says more than a form can hold."""
    pairs = [part.partition("=") for part in rule.upper().removeprefix("RRULE:").split(";") if part]
    parts = {name: value for name, _, value in pairs}
    if not parts.keys() <= _KNOWN or parts.get("FREQ") not in EVERY:
        return None
    try:
        return _read(parts)
    except ValueError:
        return None


def _read(parts: dict[str, str]) -> Repeat | None:
    days = [_DAY.fullmatch(one) for one in parts.get("BYDAY", "").split(",") if one]
    found = [match for match in days if match is not None]
    nths = {match["nth"] for match in found}
    every, monthly = parts["FREQ"], parts["FREQ"] in (MONTHLY, YEARLY)
    nth = int(found[0]["nth"]) if found and found[0]["nth"] else None
    unsaid = len(found) != len(days) or len(nths) > 1 or (bool(found) and monthly != (nth is not None))
    if unsaid or (monthly and len(found) > 1) or (nth is not None and nth not in NTHS):
        return None
    if every == DAILY and parts.keys() & {"BYDAY", "BYMONTHDAY", "BYMONTH"}:
        return None
    if (found and "BYMONTHDAY" in parts) or ("BYMONTH" in parts and every != YEARLY):
        return None
    if every == WEEKLY and "BYMONTHDAY" in parts:
        return None
    until = parts.get("UNTIL", "")
    return Repeat(
        every,
        int(parts.get("INTERVAL", "1")),
        tuple(sorted(CODES.index(match["code"]) for match in found)),
        nth,
        int(parts["BYMONTHDAY"]) if "BYMONTHDAY" in parts else None,
        int(parts["BYMONTH"]) if "BYMONTH" in parts else None,
        datetime.strptime(until[:8], "%Y%m%d").date() if until else None,
        int(parts["COUNT"]) if "COUNT" in parts else None,
    )


def rule_of(repeat: Repeat) -> str:
    """The rule that says this."""
    parts = [f"FREQ={repeat.every}"]
    if repeat.interval != 1:
        parts.append(f"INTERVAL={repeat.interval}")
    if repeat.month is not None:
        parts.append(f"BYMONTH={repeat.month}")
    if repeat.weekdays:
        nth = "" if repeat.nth is None else str(repeat.nth)
        parts.append("BYDAY=" + ",".join(nth + CODES[day] for day in repeat.weekdays))
    if repeat.month_day is not None:
        parts.append(f"BYMONTHDAY={repeat.month_day}")
    if repeat.until is not None:
        parts.append(f"UNTIL={repeat.until:%Y%m%d}")
    elif repeat.count is not None:
        parts.append(f"COUNT={repeat.count}")
    return ";".join(parts)


# -- words -------------------------------------------------------------------------------------------


def rule_words(rule: str) -> str:
    """A rule in words, such as "Monthly, on the first Monday"; one that no form holds is named as it is.

    Nothing is said of no rule.
    """
    repeat = repeat_of(rule)
    if not rule:
        return ""
    if repeat is None:
        return tr("By the rule {rule}", rule=rule)
    said = _often(repeat)
    if repeat.until is not None:
        return tr("{rule}, until {day}", rule=said, day=shown.day(repeat.until))
    if repeat.count is not None:
        return trn("{rule}, once", "{rule}, {n} times", repeat.count, rule=said)
    return said


def _often(repeat: Repeat) -> str:
    n, when = repeat.interval, _when(repeat)
    match repeat.every:
        case "DAILY":
            return trn("Every day", "Every {n} days", n)
        case "WEEKLY" if when:
            return trn("Weekly on {when}", "Every {n} weeks on {when}", n, when=when)
        case "WEEKLY":
            return trn("Once a week", "Every {n} weeks", n)
        case "MONTHLY" if when:
            return trn("Monthly, {when}", "Every {n} months, {when}", n, when=when)
        case "MONTHLY":
            return trn("Every month", "Every {n} months", n)
        case _ if when:
            return trn("Yearly, {when}", "Every {n} years, {when}", n, when=when)
    return trn("Every year", "Every {n} years", n)


def _when(repeat: Repeat) -> str:
    """On which day: weekdays of a week, a weekday or a day of a month, and which month."""
    if repeat.every == WEEKLY:
        return _listed([tr(WEEKDAYS[day]) for day in repeat.weekdays])
    said = ""
    if repeat.nth is not None and repeat.weekdays:
        said = tr(NTHS[repeat.nth], day=tr(WEEKDAYS[repeat.weekdays[0]]))
    elif repeat.month_day is not None:
        last = repeat.month_day == -1
        said = tr("on the last day") if last else tr("on day {n}", n=repeat.month_day)
    if repeat.month is None:
        return said
    month = tr(MONTHS[repeat.month - 1])
    return tr("{when} in {month}", when=said, month=month) if said else tr("in {month}", month=month)


def _listed(words: Sequence[str]) -> str:
    if len(words) < 2:
        return "".join(words)
    return tr("{first} and {last}", first=", ".join(words[:-1]), last=words[-1])
