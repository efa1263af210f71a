"""What MSPDI holds and the reader leaves: named with counts, so that an import can say so.

Fields that follow from others (variances, earned value, overtime parts, display settings) are not named.
"""

from __future__ import annotations

from collections.abc import Mapping
from xml.etree.ElementTree import Element

from pmo_desktop.exchange.mspdi.values import Ledger
from pmo_desktop.i18n import N_, tr

_OF_TASK = {
    "OutlineCode": N_("outline codes of tasks"),
    "HyperlinkAddress": N_("document links of tasks"),
    "SubprojectName": N_("inserted projects"),
    "Contact": N_("contacts of tasks"),
}
_OF_RESOURCE = {
    "OutlineCode": N_("outline codes of resources"),
    "Rates": N_("pay rates"),
    "Baseline": N_("baselines of resources"),
    "HyperlinkAddress": N_("document links of resources"),
}
_OF_ASSIGNMENT = {
    "Baseline": N_("baselines of assignments"),
    "Notes": N_("notes of assignments"),
    "HyperlinkAddress": N_("document links of assignments"),
}
LEFT: Mapping[str, Mapping[str, str]] = {
    "Tasks": _OF_TASK,
    "Resources": _OF_RESOURCE,
    "Assignments": _OF_ASSIGNMENT,
    "OutlineCodes": {"OutlineCode": N_("definitions of outline codes")},
    "WBSMasks": {"WBSMask": N_("patterns for WBS codes")},
    "VBAProjects": {"VBAProject": N_("macros")},
}
_ROWS = ("Tasks", "Resources", "Assignments")


def note_left(parent: str, element: Element, ledger: Ledger) -> int:
    """Count what one record holds beyond what is read; the number of values spread over time in it."""
    known = LEFT.get(parent)
    if known is None:
        return 0
    spread = 0
    for child in element if parent in _ROWS else (element,):
        if child.tag == "TimephasedData":
            spread += 1
        elif child.tag in known and (child.text or len(child)):
            ledger.note(tr("Not taken from the file: {what}.", what=tr(known[child.tag])))
    return spread
