"""What the window of a line does that no cell of the plan does: notes, and links one by one."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Sequence

from pmo_desktop.domain.edits import Archive, batch, between
from pmo_desktop.domain.initials import fold
from pmo_desktop.domain.plans import LinkKind, PlanLink
from pmo_desktop.domain.values import Rich
from pmo_desktop.i18n import tr, trl, trn
from pmo_desktop.readmodels.plans import PlanFile
from pmo_desktop.readmodels.predecessors import waits_in
from pmo_desktop.ui.pages.project.plan_acts import Act


def noted(file: PlanFile, ids: Sequence[str], text: str) -> Act | None:
    """Another note on each of these lines; None where that changes nothing."""
    items = [file.by_id[one] for one in ids if one in file.by_id and file.by_id[one].notes != text]
    if not items:
        return None
    edit = batch(between(item, dc.replace(item, notes=Rich(text))) for item in items)
    said = items[0].name if len(items) == 1 else trn("{n} line", "{n} lines", len(items))
    return Act(edit, trl("Change notes"), said, tr("note stored"), ids[-1], tuple(ids), still=True)


def kind_of_link(text: str) -> LinkKind:
    """The kind meant by its words or its two letters. Raises ValueError with a sentence."""
    wanted = fold(text)
    for kind in LinkKind:
        if fold(tr(kind.label)) == wanted:
            return kind
    return waits_in(f"1{text.strip()}")[0].kind


def lag_typed(text: str) -> str:
    """A lag with its sign, as it stands in a list of predecessors. Raises ValueError with a sentence."""
    typed = text.strip()
    signed = typed if not typed or typed[0] in "+-\u2212" else f"+{typed}"
    waits_in(f"1FS{signed}")
    return signed


def relinked(file: PlanFile, link: PlanLink, select: str, kind: LinkKind, lag: str) -> Act | None:
    """A link of another kind, or with another lag as it is typed, such as 2d or -50%. ValueError likewise."""
    wait = waits_in(f"1FS{lag_typed(lag)}", file.per_day)[0]
    after = dc.replace(link, link_kind=kind, lag=wait.lag, lag_kind=wait.lag_kind)
    if after == link:
        return None
    return Act(between(link, after), trl("Change the link"), _name(file, link), _later(file), select)


def cut(file: PlanFile, link: PlanLink, select: str) -> Act:
    """Take one link away."""
    return Act(Archive("plan_link", link.id), trl("Unlink"), _name(file, link), _later(file), select)


def _name(file: PlanFile, link: PlanLink) -> str:
    return file.by_number[link.to_no].name


def _later(file: PlanFile) -> str:
    return "" if file.plan.automatic else tr("dates stay until you ask to reschedule (F9)")
