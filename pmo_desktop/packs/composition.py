"""Which function composes which kind of section."""

from __future__ import annotations

from collections.abc import Mapping

from pmo_desktop.packs.context import Composed, Context
from pmo_desktop.packs.papers import PaperRead
from pmo_desktop.packs.sections import (
    actions,
    agenda,
    attendance,
    changes,
    contents,
    cover,
    decisions,
    definitions,
    exception,
    health,
    history,
    milestones,
    portfolio,
    previous,
    risks,
    status,
    uploaded,
    wall,
)
from pmo_desktop.readmodels import pack_front as front
from pmo_desktop.readmodels import pack_portfolio as folio
from pmo_desktop.readmodels import pack_works as works
from pmo_desktop.readmodels.pack import Section
from pmo_desktop.readmodels.pack_health import GovernanceHealth
from pmo_desktop.readmodels.pack_walls import WallChart


def compose(section: Section, context: Context, papers: Mapping[str, PaperRead]) -> Composed:
    """A section as blocks."""
    match section:
        case front.Cover() | front.Contents() | front.DecisionsSought() | front.Agenda() | front.Attendance():
            return _with_context(section, context)
        case works.UploadedPaper():
            return uploaded.compose(section, papers[section.sha256])
        case WallChart():
            return wall.compose(section, context)
        case GovernanceHealth():
            return health.compose(section)
        case works.ExceptionPage():
            return exception.compose(section)
        case works.Definitions():
            return definitions.compose(section)
        case front.PreviousMinutes():
            return previous.compose(section)
        case front.ActionLog():
            return actions.compose(section)
        case _:
            return _portfolio(section)


def _with_context(
    section: front.Cover | front.Contents | front.DecisionsSought | front.Agenda | front.Attendance,
    context: Context,
) -> Composed:
    match section:
        case front.Cover():
            return cover.compose(section, context)
        case front.Contents():
            return contents.compose(section, context)
        case front.DecisionsSought():
            return decisions.compose(section, context)
        case front.Agenda():
            return agenda.compose(section, context)
        case front.Attendance():
            return attendance.compose(section, context)


def _portfolio(
    section: folio.PortfolioPage
    | folio.WhatChanged
    | folio.StatusTable
    | folio.RagHistory
    | folio.Milestones
    | folio.TopRisks,
) -> Composed:
    match section:
        case folio.PortfolioPage():
            return portfolio.compose(section)
        case folio.WhatChanged():
            return changes.compose(section)
        case folio.StatusTable():
            return status.compose(section)
        case folio.RagHistory():
            return history.compose(section)
        case folio.Milestones():
            return milestones.compose(section)
        case folio.TopRisks():
            return risks.compose(section)
