"""Nine kinds of body to begin from: what each is for, may do, and how it usually works."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Mapping
from typing import Any

from pmo_desktop.domain.governance import (
    BodyAuthority,
    BodyKind,
    DecisionRule,
    MinuteStyle,
    QuorumKind,
    QuorumRule,
)
from pmo_desktop.i18n import N_


@dc.dataclass(frozen=True, slots=True)
class TermsTemplate:
    """A kind of body with its usual words; every text is translated where it is shown."""

    key: str
    name: str
    kind: BodyKind
    purpose: str
    authority: str
    reserved: str
    members: str
    rhythm: str
    reports: str
    rules: Mapping[str, Any]
    """Fields of the body that the template sets."""


_MAJORITY = QuorumRule()
_CONSENSUS = DecisionRule.CONSENSUS
_SIDES = (("users", 1), ("suppliers", 1))

TEMPLATES: tuple[TermsTemplate, ...] = (
    TermsTemplate(
        "portfolio_board",
        N_("Portfolio board"),
        BodyKind.PORTFOLIO_BOARD,
        N_("chooses, balances and oversees all work, so that it serves the strategy within its means."),
        N_("It approves, starts, holds, stops and ranks work up to the limit of the portfolio."),
        N_("Changes of strategy and of the whole budget stay with the body above."),
        N_("Heads of units, finance and strategy vote. PMO leader, secretary and scribe attend."),
        N_("Monthly."),
        N_("To the executive, after each meeting."),
        {
            "quorum": dc.replace(_MAJORITY, chair_needed=True, sides=(("finance", 1),)),
            "decision_rule": _CONSENSUS,
        },
    ),
    TermsTemplate(
        "programme_board",
        N_("Programme board"),
        BodyKind.PROGRAMME_BOARD,
        N_("answers for the outcomes and benefits of one programme."),
        N_("It decides within the tolerances of the programme."),
        N_("What goes beyond these tolerances, and the end of the programme, is for the body above."),
        N_("The programme's sponsor chairs. Change managers, the suppliers' side and finance vote."),
        N_("Monthly."),
        N_("To the portfolio board, each month."),
        {
            "quorum": QuorumRule(sides=_SIDES),
            "decision_rule": _CONSENSUS,
        },
    ),
    TermsTemplate(
        "project_board",
        N_("Project board or steering committee"),
        BodyKind.PROJECT_BOARD,
        N_("directs one project from gate to gate, and answers for its business case."),
        N_("It decides within the tolerances of the project."),
        N_("Exceptions beyond these tolerances go to the body above with a proposal."),
        N_("The sponsor chairs; the users' and the suppliers' side vote. The project manager attends."),
        N_("At each gate, and monthly in between."),
        N_("To the programme or portfolio board, after each gate."),
        {
            "quorum": QuorumRule(
                QuorumKind.NUMBER, 3, chair_needed=True, sides=(("users", 1), ("suppliers", 1))
            ),
            "decision_rule": _CONSENSUS,
            "minute_style": MinuteStyle.DECISIONS_ACTIONS,
        },
    ),
    TermsTemplate(
        "change_authority",
        N_("Change or design authority"),
        BodyKind.CHANGE_AUTHORITY,
        N_("decides changes beyond a manager's limits, and keeps the design in one piece."),
        N_("It approves or rejects changes up to its limits."),
        N_("It does not decide changes of benefits, of must-haves of the scope, or of other projects."),
        N_("A delegate of the sponsor, users, technology and finance vote."),
        N_("Every two weeks, and on call."),
        N_("To the project board, with each pack."),
        {
            "quorum": QuorumRule(QuorumKind.NUMBER, 3),
            "decision_rule": DecisionRule.SIMPLE,
            "minute_style": MinuteStyle.DECISIONS_ACTIONS,
        },
    ),
    TermsTemplate(
        "investment_committee",
        N_("Investment committee"),
        BodyKind.INVESTMENT_COMMITTEE,
        N_("releases money stage by stage, against a business case that still holds."),
        N_("It releases the money of the next stage."),
        N_("It does not change scope or priority."),
        N_("Finance chairs; strategy and risk vote."),
        N_("Every three months."),
        N_("To the executive, each quarter."),
        {"quorum": QuorumRule(chair_needed=True), "decision_rule": DecisionRule.SIMPLE},
    ),
    TermsTemplate(
        "standards_council",
        N_("Standards council"),
        BodyKind.STANDARDS_COUNCIL,
        N_("owns standards, waivers and best practice, so that work is done in one repeatable way."),
        N_("It approves standards, and grants waivers of up to twelve months."),
        N_("Waivers beyond twelve months go to the portfolio board."),
        N_("Owners of standards from every unit and country vote. The leader of the PMO chairs."),
        N_("Every two months."),
        N_("To the portfolio board, twice a year."),
        {"quorum": _MAJORITY, "decision_rule": _CONSENSUS},
    ),
    TermsTemplate(
        "service_review_board",
        N_("Service review board"),
        BodyKind.SERVICE_REVIEW_BOARD,
        N_("looks at the value and health of ongoing services, and says which go on, change or end."),
        N_("It decides to go on or to change, and proposes to retire."),
        N_("Retiring a service is for the portfolio board."),
        N_("Owners of services, users and finance vote."),
        N_("Every three months."),
        N_("To the portfolio board, each quarter."),
        {"quorum": _MAJORITY, "decision_rule": DecisionRule.SIMPLE},
    ),
    TermsTemplate(
        "community",
        N_("Community of practice"),
        BodyKind.ADVISORY_GROUP,
        N_("shares and teaches what works, across units and countries."),
        N_("It advises."),
        N_("It decides nothing for others."),
        N_("Anybody who wants to learn or to teach may come."),
        N_("Monthly, at times that take turns between time zones."),
        N_("To the standards council, with proposals for best practice."),
        {
            "authority": BodyAuthority.ADVISES,
            "quorum": QuorumRule(QuorumKind.NUMBER, 1),
            "decision_rule": _CONSENSUS,
            "minute_style": MinuteStyle.ONE_PAGE,
        },
    ),
    TermsTemplate(
        "review_panel",
        N_("Independent review panel"),
        BodyKind.ADVISORY_GROUP,
        N_("looks at a work from outside before each gate, and says how sure its delivery is."),
        N_("It advises, and rates the confidence in delivery."),
        N_("The verdict at the gate is for the board."),
        N_("Reviewers from outside the line that delivers."),
        N_("Once for each gate."),
        N_("To the board of the gate, in writing."),
        {
            "authority": BodyAuthority.ADVISES,
            "quorum": QuorumRule(QuorumKind.NUMBER, 2),
            "decision_rule": _CONSENSUS,
            "minute_style": MinuteStyle.DECISIONS_ACTIONS,
        },
    ),
)
"""In the order of the reference."""


def template(key: str) -> TermsTemplate:
    """The template of this key; the first one for a key that is not known."""
    return next((t for t in TEMPLATES if t.key == key), TEMPLATES[0])


def template_for(kind: BodyKind) -> TermsTemplate:
    """The template that fits a kind of body."""
    return next((t for t in TEMPLATES if t.kind is kind), TEMPLATES[0])
