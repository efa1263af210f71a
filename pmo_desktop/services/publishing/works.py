"""Pages of single works and papers: one exception page a red work, and the papers handed in."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from pmo_desktop.domain.datewords import read_date
from pmo_desktop.domain.meetings import AgendaItem, Paper
from pmo_desktop.domain.raid import ActionState
from pmo_desktop.domain.reports import StatusReport
from pmo_desktop.domain.values import Money
from pmo_desktop.domain.works import Project
from pmo_desktop.i18n import tr
from pmo_desktop.readmodels.pack_portfolio import MilestoneLine
from pmo_desktop.readmodels.pack_works import (
    CostPoint,
    ExceptionPage,
    OptionLine,
    PathStep,
    UploadedPaper,
)
from pmo_desktop.readmodels.project_phases import phase_word
from pmo_desktop.services.publishing.frame import Delivered, Frame
from pmo_desktop.services.publishing.milestones import milestone_line
from pmo_desktop.services.publishing.money import amount
from pmo_desktop.services.publishing.numbers import Numbers
from pmo_desktop.services.publishing.status import dimension_ratings, dimensions

MOST_MILESTONES = 8
MOST_COSTS = 12
_OPTION = re.compile(r"^\s*(?:option\s+)?([A-H])\s*[.):,–-]\s*(.+)$", re.IGNORECASE)
_RECOMMENDED = re.compile(r"\boption\s+([A-H])\b", re.IGNORECASE)
_SAID = re.compile(r"\s*\((?:recommended|empfohlen)\)", re.IGNORECASE)
_OWNER = re.compile(r"^(.+?)\s*\(([^()]{3,60})\)\.?$")
_DATED = re.compile(r"^(.+?)(?:,| by| until| on| bis| am)\s+(\d{1,2}\.?\s+\w+\s+\d{4}|\d{4}-\d\d-\d\d)\.?$")


def exception_pages(frame: Frame, numbers: Numbers) -> Iterator[ExceptionPage]:
    """One page for each red work, the worst first."""
    for n, work in enumerate(frame.reds):
        yield _page(frame, numbers, work, tab=tr("Exception") if n == 0 else "")


def _page(frame: Frame, numbers: Numbers, work: Delivered, tab: str) -> ExceptionPage:
    said, item = frame.report(work.id), numbers.item_of(work.id)
    head = frame.head(
        numbers.work_key(work), frame.title(work), item, paper=numbers.exception_number(work), tab=tab
    )
    words = dimensions()
    ratings = dimension_ratings(frame, work)
    return ExceptionPage(
        head=head,
        ref=work.ref,
        name=frame.title(work),
        detail=_detail(frame, work),
        ratings=tuple((w[:1].upper() + w[1:], r) for (_, w), r in zip(words, ratings, strict=False)),
        what=_joined(said.headline, said.achieved) if said else "",
        why=said.rag_reason.strip() if said else "",
        milestones=_remaining(frame, work),
        costs=_costs(frame, work),
        budget=work.budget,
        tolerance=_tolerance(work),
        path=tuple(sorted(_path(frame, work, said), key=lambda s: s.on or dt.date.max)),
        options=_options(_argued(frame, item)),
        resolution=numbers.resolutions.get(item.id) if item else None,
        help_asked=said.decisions_needed.strip() if said else "",
    )


def _joined(*texts: str) -> str:
    """Sentences one after the other, each with its full stop."""
    kept = [t.strip() for t in texts if t.strip()]
    return " ".join(t if t[-1] in ".!?…" else f"{t}." for t in kept)


def _detail(frame: Frame, work: Delivered) -> str:
    parts = [frame.title(frame.programme(work))]
    if isinstance(work, Project) and work.phase:
        parts.append(phase_word(work.phase))
    if work.sponsor:
        parts.append(tr("sponsor {name}", name=frame.short_name(work.sponsor)))
    if work.manager:
        parts.append(tr("manager {name}", name=frame.short_name(work.manager)))
    return " · ".join(p for p in parts if p)


def _remaining(frame: Frame, work: Delivered) -> tuple[MilestoneLine, ...]:
    mine = [item for item, plan in frame.facts.milestones if plan.work == work.id and item.active]
    ahead = [i for i in mine if i.actual_finish is None and (i.gate or i.parent is None)]
    ahead.sort(key=lambda i: (i.finish is None, i.finish, i.position))
    return tuple(milestone_line(frame, i) for i in ahead[:MOST_MILESTONES])


def _costs(frame: Frame, work: Delivered) -> tuple[CostPoint, ...]:
    """The forecast as reported; amounts in another currency than the budget are left out."""
    currency = work.budget.currency if work.budget else frame.currency
    said = frame.reports.get(work.id, ())
    points = [CostPoint(r.status_date, r.forecast_cost) for r in said if r.forecast_cost is not None]
    return tuple(p for p in points if p.forecast.currency == currency)[-MOST_COSTS:]


def _tolerance(work: Delivered) -> Money | None:
    if not isinstance(work, Project) or work.budget is None or work.tolerance_cost is None:
        return None
    return Money(
        work.budget.minor + round(work.budget.minor * work.tolerance_cost / 10_000), work.budget.currency
    )


def _path(frame: Frame, work: Delivered, said: StatusReport | None) -> Iterator[PathStep]:
    """The steps as the manager wrote them, then the open actions about the work, with owner and date."""
    for line in (said.path_to_green if said else "").splitlines():
        text = line.strip().lstrip("-–•* ").strip()
        if text:
            yield _step(frame, text)
    still = (ActionState.OPEN, ActionState.IN_PROGRESS, ActionState.BLOCKED)
    open_ones = [a for a in frame.facts.actions if a.work == work.id and a.state in still]
    for action in sorted(open_ones, key=lambda a: (a.due or dt.date.max, a.ref)):
        if frame.may_tell(frame.facts.meeting.agenda.get(action.item)):
            yield PathStep(action.text, frame.short_name(action.owner), action.due)


def _step(frame: Frame, line: str) -> PathStep:
    """A step as written, "Ten mentors, 7 December 2026 (A. Dirksen)", with its date and owner taken apart.

    What is no date or no person stays in the words.
    """
    words, owner, on = line, "", None
    if (named := _OWNER.match(words)) is not None:
        words, owner = named[1], named[2]
    if (dated := _DATED.match(words)) is not None:
        read = read_date(dated[2], frame.day, frame.language)
        words, on = (dated[1], read.date) if read.date else (words, None)
    return PathStep(words.strip(" ,"), owner, on)


def _argued(frame: Frame, item: AgendaItem | None) -> Paper | None:
    """The paper of an item that is not in this pack; one that is argues its options itself."""
    here = {p.id for p in frame.papers}
    mine = [p for p in frame.facts.papers if item is not None and p.item == item.id]
    return mine[0] if mine and all(p.id not in here for p in mine) else None


def _options(paper: Paper | None) -> tuple[OptionLine, ...]:
    """The options of the paper about the work, one to a line, and the one that it recommends."""
    if paper is None:
        return ()
    named = _RECOMMENDED.search(paper.recommendation)
    lines = [line.strip() for line in paper.options.splitlines() if line.strip()]
    return tuple(
        _option(line, chr(ord("A") + n), named[1].upper() if named else "") for n, line in enumerate(lines)
    )


def _option(line: str, letter: str, recommended: str) -> OptionLine:
    """An option with its letter and its cost, when a part between semicolons is nothing but an amount."""
    said = _OPTION.match(line)
    letter, text = (said[1].upper(), said[2]) if said else (letter, line)
    plain = _SAID.sub("", text)
    parts = [part.strip() for part in plain.split(";")]
    costs = [amount(part) for part in parts]
    words = "; ".join(p for p, cost in zip(parts, costs, strict=True) if cost is None and p)
    return OptionLine(
        letter,
        words[:1].upper() + words[1:],
        cost=next((c for c in costs if c is not None), None),
        recommended=letter == recommended or plain != text,
    )


# -- papers ----------------------------------------------------------------------------------------


def uploaded_papers(frame: Frame, numbers: Numbers) -> Iterator[UploadedPaper]:
    """The papers handed in, by number."""
    for n, paper in enumerate(frame.papers):
        yield _paper(frame, numbers, paper, tab=tr("Papers") if n == 0 else "")


def _paper(frame: Frame, numbers: Numbers, paper: Paper, tab: str) -> UploadedPaper:
    assert paper.document is not None
    document = frame.facts.documents[paper.document]
    item: AgendaItem | None = frame.facts.meeting.agenda.get(paper.item)
    head = frame.head(
        numbers.paper_key(paper), frame.title(paper), item, paper=numbers.papers[paper.id], tab=tab
    )
    first = item is not None and numbers.paper_of(item) == paper
    return UploadedPaper(
        head=head,
        file_name=document.file_name,
        sha256=document.file_hash,
        pages=paper.pages,
        author=frame.name(paper.author),
        summary=paper.summary.strip(),
        recommendation=paper.recommendation.strip(),
        resolution=numbers.resolutions.get(item.id) if item and first else None,
    )
