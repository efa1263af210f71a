"""How a slip is rated: one rule wherever working days late are shown, beside the rating for time.

Up to half of the tolerance counts as on plan (green), up to the tolerance as amber, beyond it as red.
"""

from __future__ import annotations

from pmo_desktop.i18n import tr
from pmo_desktop.readmodels import shown

USUAL_TOLERANCE = 20
"""Working days, for a work that names none."""


def slip_tone(slip: int | None, tolerance: int | None) -> str | None:
    """The tone of a slip in working days: none while on plan, "warn" within the tolerance, "neg" beyond."""
    limit = USUAL_TOLERANCE if tolerance is None else tolerance
    if slip is None or slip * 2 <= limit:
        return None
    return "warn" if slip <= limit else "neg"


def slip_rule(slip: int | None, tolerance: int | None) -> str:
    """Why a slip is rated as it is, in a sentence; empty without one."""
    if slip is None:
        return ""
    n = shown.number(USUAL_TOLERANCE if tolerance is None else tolerance)
    match slip_tone(slip, tolerance):
        case "neg":
            return tr("More than the tolerance of {n} working days: red.", n=n)
        case "warn":
            return tr("More than half of the tolerance of {n} working days: amber.", n=n)
    return tr("Within half of the tolerance of {n} working days: on plan.", n=n)
