"""Terms of reference of a body: a draft from its template and rules, the next version, and bringing it in."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Iterable, Sequence
from datetime import date

from pmo_desktop.domain.edits import Batch, Edit, batch, between, creation
from pmo_desktop.domain.governance import GovernanceBody, Membership
from pmo_desktop.domain.ids import BodyId, DecisionId, TermsId
from pmo_desktop.domain.organisation import Person
from pmo_desktop.domain.terms import TermsOfReference, TermsSection, TermsState
from pmo_desktop.domain.values import LText
from pmo_desktop.i18n import speaking, tr
from pmo_desktop.readmodels.terms import Seated, TermsFacts, differing, written
from pmo_desktop.readmodels.terms_templates import TermsTemplate, template, template_for
from pmo_desktop.services.meetings.steps import Moment
from pmo_desktop.services.ports import Join, Reader


@dc.dataclass(frozen=True, slots=True)
class TermsFile:
    """A body with what its terms are written from, and all versions of them, the newest first."""

    body: GovernanceBody
    facts: TermsFacts
    versions: tuple[TermsOfReference, ...] = ()

    @property
    def current(self) -> TermsOfReference | None:
        """The version in force."""
        return next((v for v in self.versions if v.state is TermsState.CURRENT), None)

    @property
    def template(self) -> TermsTemplate:
        """What the newest version was written from, else what fits the kind of body."""
        newest = self.versions[0] if self.versions else None
        return template(newest.template) if newest else template_for(self.body.body_kind)


def read_terms(reader: Reader, body: BodyId, today: date) -> TermsFile | None:
    """A body's terms, in three statements; None when there is no such body."""
    joins = (Join("membership", "body", "body"), Join("person", "id", "membership", "person"))
    rows = reader.joined("body", joins, "id", [body])
    if not rows:
        return None
    held: GovernanceBody = rows[0][0]
    seats = {row[1].id: (row[1], row[2]) for row in rows if row[1] is not None}
    people = reader.all("person")
    parent = reader.get("body", [held.parent]).get(held.parent) if held.parent else None
    versions = sorted(reader.where("terms", "body", [body]), key=lambda v: -v.version)
    facts = facts_of(held, [seat for seat, _ in seats.values()], people, parent, today)
    return TermsFile(held, facts, tuple(versions))


def facts_of(
    body: GovernanceBody,
    seats: Iterable[Membership],
    people: Sequence[Person],
    parent: GovernanceBody | None,
    today: date,
) -> TermsFacts:
    """What the terms of a body are written from on a day."""
    with speaking(body.language):
        return TermsFacts(
            body=body,
            name=body.title.said(body.language),
            members=_seated(seats, people, today),
            parent=parent.title.said(body.language) if parent is not None else "",
        )


def _seated(seats: Iterable[Membership], people: Sequence[Person], today: date) -> tuple[Seated, ...]:
    names = {p.id: p.display_name for p in people}
    live = [m for m in seats if m.archived_at is None and (m.until is None or m.until >= today)]
    order = list(type(live[0].capacity)) if live else []
    live.sort(key=lambda m: (order.index(m.capacity), names.get(m.person, "")))
    return tuple(
        Seated(names.get(m.person, ""), m.capacity, m.represents, names.get(m.deputy, "") if m.deputy else "")
        for m in live
    )


def with_rules(body: GovernanceBody, chosen: TermsTemplate) -> GovernanceBody:
    """The body with the rules of a template."""
    return dc.replace(body, body_kind=chosen.kind, **dict(chosen.rules))


def drafted(file: TermsFile, moment: Moment, chosen: TermsTemplate | None = None) -> Batch:
    """The next version as a draft; an open draft is written anew from the rules instead.

    Sections whose words somebody changed keep them: only what was written by rule follows the rules.
    """
    of = chosen or file.template
    newest = file.versions[0] if file.versions else None
    kept = (
        {s.key: s for s in newest.sections if s.own}
        if newest and newest.language == file.body.language
        else {}
    )
    lines = tuple(kept.get(s.key, s) for s in written(of, file.facts, file.body.language))
    if newest is not None and newest.state is TermsState.DRAFT:
        return batch([between(newest, dc.replace(newest, sections=lines, template=of.key))])
    with speaking(file.body.language):
        title = tr("Terms of reference: {name}", name=file.facts.name)
    made = TermsOfReference(
        id=TermsId(moment.new_id()),
        title=LText.of(title, file.body.language),
        body=file.body.id,
        version=(newest.version if newest else 0) + 1,
        template=of.key,
        language=file.body.language,
        sections=lines,
    )
    return batch([creation(made)])


def reworded(terms: TermsOfReference, key: str, text: str) -> Edit:
    """Other words for a section of a draft."""
    sections = tuple(
        dc.replace(s, text=text.strip(), own=True) if s.key == key else s for s in terms.sections
    )
    return between(terms, dc.replace(terms, sections=sections))


def outdated(file: TermsFile) -> tuple[str, ...]:
    """The keys of sections in force that no longer say what the body's rules are."""
    current = file.current
    if current is None:
        return ()
    return differing(current.sections, written(template(current.template), file.facts, current.language))


def brought_in(file: TermsFile, terms: TermsOfReference, on: date, decision: DecisionId | None) -> Batch:
    """Put a version in force: the one before it retires, and the next review has a day.

    Raises ValueError, in words, for one with an empty section.
    """
    if empty := next((s for s in terms.sections if not s.text.strip()), None):
        raise ValueError(tr("The section “{head}” is empty.", head=empty.head))
    edits: list[Edit] = []
    if file.current is not None:
        edits.append(between(file.current, dc.replace(file.current, state=TermsState.RETIRED)))
    review = _months_later(on, file.body.review_months)
    wanted = dc.replace(terms, state=TermsState.CURRENT, in_force=on, review_by=review, approved_by=decision)
    return batch([*edits, between(terms, wanted)])


def _months_later(day: date, months: int) -> date:
    index = day.year * 12 + day.month - 1 + max(1, months)
    year, month = index // 12, index % 12 + 1
    last = (date(year + month // 12, month % 12 + 1, 1) - date(year, month, 1)).days
    return date(year, month, min(day.day, last))


@dc.dataclass(frozen=True, slots=True)
class Changed:
    """A section in two versions."""

    head: str
    before: str
    after: str


def compared(before: Sequence[TermsSection], after: Sequence[TermsSection]) -> tuple[Changed, ...]:
    """The sections whose words differ, in the order of the later version."""
    old = {s.key: s for s in before}
    found = [Changed(s.head, old[s.key].text if s.key in old else "", s.text) for s in after]
    gone = [Changed(s.head, s.text, "") for s in before if s.key not in {x.key for x in after}]
    return tuple(c for c in [*found, *gone] if c.before != c.after)
