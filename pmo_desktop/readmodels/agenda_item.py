"""One item as the pane beside the agenda shows it: its papers, what stands against it, its way so far."""

from __future__ import annotations

import dataclasses as dc
from uuid import UUID

from pmo_desktop.domain.meetings import AgendaItem, Lateness, Paper
from pmo_desktop.i18n import tr
from pmo_desktop.readmodels.agenda_conflicts import papers_of
from pmo_desktop.readmodels.meetings_facts import MeetingFacts


@dc.dataclass(frozen=True, slots=True)
class PaperLine:
    """A paper of the item, in words."""

    id: UUID
    title: str
    facts: str
    late: bool
    paper: Paper


def paper_lines(facts: MeetingFacts, item: AgendaItem) -> tuple[PaperLine, ...]:
    """The papers of an item with author, state and lateness."""
    return tuple(_line(facts, p) for p in papers_of(facts, item))


def _line(facts: MeetingFacts, p: Paper) -> PaperLine:
    late = p.lateness is not Lateness.ON_TIME
    parts = [facts.name(p.author) or tr("no author yet"), tr(p.state.label)]
    parts += [tr(p.lateness.label)] if late else []
    parts += [tr("version {n}", n=version_of(p))] if version_of(p) > 1 else []
    title = str(p.title)
    named = tr("{number} {title}", number=p.number, title=title) if p.number else title
    return PaperLine(p.id, named, " · ".join(parts), late, p)


def version_of(p: Paper) -> int:
    """Which version of its file a paper has, as the replacing of the file noted it."""
    found = [t.removeprefix(VERSION) for t in p.tags if t.startswith(VERSION)]
    return max((int(n) for n in found if n.isdecimal()), default=1)


VERSION = "version "
"""How the tag of a paper begins that says which version of its file it has."""
