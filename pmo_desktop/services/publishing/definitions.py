"""The annex: the rules behind the ratings and the words that the pages use."""

from __future__ import annotations

from pmo_desktop.i18n import N_, tr
from pmo_desktop.readmodels.pack_works import Definition, Definitions
from pmo_desktop.services.publishing import numbers as keys
from pmo_desktop.services.publishing.frame import Frame
from pmo_desktop.services.publishing.numbers import Numbers

_MEANINGS = (
    (
        N_("Rating"),
        N_(
            "What the office stands behind: its own validated rating, else what the manager declared, "
            "else what the rules compute. A report older than 35 days counts as not rated; a missing "
            "figure is never green."
        ),
    ),
    (
        N_("Time"),
        N_(
            "Green: the finish lies at most 5 % of the planned duration behind plan. Amber: at most 10 % "
            "and 20 working days. Red: beyond that. A tighter tolerance of the work counts first."
        ),
    ),
    (
        N_("Cost"),
        N_(
            "Green: forecast at most 5 % over budget. Amber: at most 10 %. Red: beyond that. A tighter "
            "tolerance of the work counts first."
        ),
    ),
    (
        N_("Overall rating"),
        N_(
            "Red when time, cost, scope or benefits is red, or any two dimensions are. Amber when one "
            "other dimension is red, one of those four is amber, or any two are amber."
        ),
    ),
    (
        N_("Trend"),
        N_("The rating against the last pack: better, same, worse, or new when it was not rated then."),
    ),
    (
        N_("Days"),
        N_("Working days on the calendar of this body; later than the baseline is positive."),
    ),
    (
        N_("Exposure of a risk"),
        N_(
            "Chance times cost. The chance is the middle of its step: 5, 20, 40, 60 or 85 %. The level "
            "comes from the table behind the matrix, so that a rare disaster is not hidden."
        ),
    ),
    (
        N_("Chair’s list"),
        N_("Open actions more than 14 days late, or with a due date that was moved twice."),
    ),
    (
        N_("Money"),
        N_(
            "In {currency}, other currencies at the budget rate. Budget is the approved amount without "
            "reserve; forecast is the cost at completion, for a service that of the year."
        ),
    ),
    (
        N_("Ongoing service"),
        N_("Permanent activity with promises kept or missed; it has no finish and no per cent complete."),
    ),
)


def definitions(frame: Frame, _numbers: Numbers) -> Definitions:
    """Every term with its meaning."""
    head = frame.head(keys.DEFINITIONS, tr("Definitions"), tab=tr("Annex"))
    said = tuple(Definition(tr(term), tr(meaning, currency=frame.currency)) for term, meaning in _MEANINGS)
    return Definitions(head, said)
