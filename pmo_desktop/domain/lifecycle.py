"""Which state may follow which: the transitions of every kind that has states, as data."""

from __future__ import annotations

from collections.abc import Mapping

from pmo_desktop.domain.business import BusinessState
from pmo_desktop.domain.declare import Worded
from pmo_desktop.domain.documents import DocumentState, PackState
from pmo_desktop.domain.effects import EffectState, WaiverState
from pmo_desktop.domain.governance import BodyState, SeriesState
from pmo_desktop.domain.meetings import AgendaState, MeetingState, PaperState
from pmo_desktop.domain.minutes import DecisionState, MinutesState
from pmo_desktop.domain.organisation import PersonState
from pmo_desktop.domain.raid import ActionState, IssueState, RiskState
from pmo_desktop.domain.reports import ReportState
from pmo_desktop.domain.reviewing import AmendmentState, CommentState
from pmo_desktop.domain.terms import TermsState
from pmo_desktop.domain.works import ComponentState, PortfolioState, ServiceState, WorkState

Paths = Mapping[Worded, frozenset[Worded]]


def _paths(*lines: tuple[Worded, tuple[Worded, ...]]) -> Paths:
    return {start: frozenset(ends) for start, ends in lines}


W, S, M, A, P = WorkState, ServiceState, MeetingState, ActionState, PaperState
R, D, N, K, G = RiskState, DecisionState, MinutesState, PackState, AgendaState
E, T, C, F = IssueState, ReportState, ComponentState, DocumentState
B, V, X, O = BusinessState, WaiverState, EffectState, TermsState  # noqa: E741

_WORK = _paths(
    (W.PROPOSED, (W.ACTIVE, W.STOPPED)),
    (W.ACTIVE, (W.ON_HOLD, W.CLOSING, W.STOPPED)),
    (W.ON_HOLD, (W.ACTIVE, W.STOPPED)),
    (W.CLOSING, (W.CLOSED, W.ACTIVE)),
    (W.CLOSED, (W.ACTIVE,)),
    (W.STOPPED, (W.ACTIVE,)),
)

TRANSITIONS: Mapping[str, Paths] = {
    "person": _paths(
        (PersonState.INVITED, (PersonState.ACTIVE,)),
        (PersonState.ACTIVE, (PersonState.INACTIVE,)),
        (PersonState.INACTIVE, (PersonState.ACTIVE,)),
    ),
    "portfolio": _paths(
        (PortfolioState.DRAFT, (PortfolioState.ACTIVE,)),
        (PortfolioState.ACTIVE, (PortfolioState.CLOSED,)),
    ),
    "programme": _WORK,
    "project": _WORK,
    "service": _paths(
        (S.PROPOSED, (S.IN_TRANSITION,)),
        (S.IN_TRANSITION, (S.LIVE,)),
        (S.LIVE, (S.UNDER_REVIEW, S.RETIRING)),
        (S.UNDER_REVIEW, (S.LIVE, S.RETIRING)),
        (S.RETIRING, (S.RETIRED,)),
    ),
    "component": _paths(
        (C.CANDIDATE, (C.SELECTED, C.DEFERRED, C.REJECTED)),
        (C.DEFERRED, (C.CANDIDATE,)),
        (C.SELECTED, (C.IN_DELIVERY, C.REMOVED)),
        (C.IN_DELIVERY, (C.COMPLETE, C.REMOVED)),
    ),
    "status_report": _paths(
        (T.DRAFT, (T.SUBMITTED, T.MISSING)),
        (T.MISSING, (T.SUBMITTED,)),
        (T.SUBMITTED, (T.RETURNED, T.ACCEPTED)),
        (T.RETURNED, (T.SUBMITTED,)),
        (T.ACCEPTED, (T.VALIDATED, T.RETURNED)),
        (T.VALIDATED, (T.PUBLISHED,)),
    ),
    "risk": _paths(
        (R.DRAFT, (R.OPEN, R.CLOSED)),
        (R.OPEN, (R.TREATED, R.ESCALATED, R.OCCURRED, R.ACCEPTED, R.CLOSED, R.EXPIRED)),
        (R.TREATED, (R.OPEN, R.ESCALATED, R.CLOSED, R.EXPIRED)),
        (R.ESCALATED, (R.OPEN, R.ACCEPTED, R.CLOSED)),
        (R.ACCEPTED, (R.OPEN, R.CLOSED, R.EXPIRED)),
        (R.OCCURRED, (R.CLOSED,)),
    ),
    "issue": _paths(
        (E.OPEN, (E.IN_PROGRESS, E.BLOCKED, E.ESCALATED, E.RESOLVED, E.CLOSED)),
        (E.IN_PROGRESS, (E.BLOCKED, E.ESCALATED, E.RESOLVED)),
        (E.BLOCKED, (E.IN_PROGRESS, E.ESCALATED)),
        (E.ESCALATED, (E.IN_PROGRESS, E.RESOLVED)),
        (E.RESOLVED, (E.CLOSED, E.IN_PROGRESS)),
    ),
    "action": _paths(
        (A.OPEN, (A.IN_PROGRESS, A.BLOCKED, A.DONE, A.CANCELLED, A.TRANSFERRED)),
        (A.IN_PROGRESS, (A.BLOCKED, A.DONE, A.CANCELLED, A.TRANSFERRED, A.OPEN)),
        (A.BLOCKED, (A.IN_PROGRESS, A.CANCELLED)),
        (A.DONE, (A.VERIFIED, A.IN_PROGRESS)),
        (A.TRANSFERRED, (A.OPEN,)),
    ),
    "body": _paths(
        (BodyState.DRAFT, (BodyState.CONSTITUTED,)),
        (BodyState.CONSTITUTED, (BodyState.SUSPENDED, BodyState.DISSOLVED)),
        (BodyState.SUSPENDED, (BodyState.CONSTITUTED, BodyState.DISSOLVED)),
    ),
    "series": _paths((SeriesState.ACTIVE, (SeriesState.ENDED,))),
    "meeting": _paths(
        (M.PLANNED, (M.CALLED, M.POSTPONED, M.CANCELLED)),
        (M.CALLED, (M.AGENDA_AGREED, M.POSTPONED, M.CANCELLED)),
        (M.AGENDA_AGREED, (M.PACK_ISSUED, M.POSTPONED, M.CANCELLED)),
        (M.PACK_ISSUED, (M.IN_SESSION, M.POSTPONED, M.CANCELLED)),
        (M.IN_SESSION, (M.ADJOURNED, M.ENDED)),
        (M.ADJOURNED, (M.IN_SESSION, M.ENDED)),
        (M.ENDED, (M.MINUTES_APPROVED,)),
        (M.MINUTES_APPROVED, (M.CLOSED,)),
        (M.POSTPONED, (M.PLANNED,)),
    ),
    "agenda_item": _paths(
        (G.PROPOSED, (G.ACCEPTED, G.SCHEDULED, G.WITHDRAWN)),
        (G.ACCEPTED, (G.SCHEDULED, G.WITHDRAWN)),
        (G.SCHEDULED, (G.IN_DISCUSSION, G.DEFERRED, G.WITHDRAWN)),
        (G.IN_DISCUSSION, (G.CONCLUDED, G.DEFERRED, G.SCHEDULED)),
        (G.CONCLUDED, (G.IN_DISCUSSION,)),
    ),
    "paper": _paths(
        (P.COMMISSIONED, (P.DRAFTING, P.SUBMITTED, P.WITHDRAWN)),
        (P.DRAFTING, (P.SUBMITTED, P.WITHDRAWN)),
        (P.SUBMITTED, (P.PRE_CHECK, P.ACCEPTED, P.RETURNED, P.WITHDRAWN)),
        (P.PRE_CHECK, (P.RETURNED, P.ACCEPTED, P.WITHDRAWN)),
        (P.RETURNED, (P.SUBMITTED, P.WITHDRAWN)),
        (P.ACCEPTED, (P.IN_PACK, P.WITHDRAWN)),
        (P.IN_PACK, (P.CONSIDERED,)),
        (P.CONSIDERED, (P.FILED,)),
    ),
    "minute_set": _paths(
        (N.CAPTURING, (N.DRAFTING,)),
        (N.DRAFTING, (N.CHAIR_REVIEW, N.CAPTURING)),
        (N.CHAIR_REVIEW, (N.CIRCULATED, N.DRAFTING)),
        (N.CIRCULATED, (N.REVISED, N.TABLED)),
        (N.REVISED, (N.TABLED,)),
        (N.TABLED, (N.APPROVED, N.CORRECTED)),
        (N.APPROVED, (N.SIGNED,)),
        (N.CORRECTED, (N.SIGNED,)),
        (N.SIGNED, (N.PUBLISHED,)),
    ),
    "decision": _paths(
        (D.PROPOSED, (D.MADE, D.TO_RATIFY, D.LAPSED)),
        (D.MADE, (D.COMMUNICATED, D.IMPLEMENTED, D.TO_RATIFY, D.RESCINDED, D.SUPERSEDED, D.LAPSED)),
        (D.COMMUNICATED, (D.IMPLEMENTED, D.RESCINDED, D.SUPERSEDED, D.LAPSED)),
        (D.IMPLEMENTED, (D.CLOSED, D.RESCINDED, D.SUPERSEDED)),
        (D.TO_RATIFY, (D.RATIFIED, D.NOT_RATIFIED, D.MADE)),
        (D.RATIFIED, (D.COMMUNICATED, D.IMPLEMENTED, D.RESCINDED, D.SUPERSEDED)),
    ),
    "business": _paths(
        (B.WAITING, (B.ON_AGENDA, B.CONCLUDED, B.WITHDRAWN)),
        (B.ON_AGENDA, (B.WAITING, B.CONCLUDED, B.WITHDRAWN)),
        (B.CONCLUDED, (B.WAITING, B.ON_AGENDA)),
        (B.WITHDRAWN, (B.WAITING,)),
    ),
    "terms": _paths(
        (O.DRAFT, (O.PROPOSED, O.CURRENT)),
        (O.PROPOSED, (O.DRAFT, O.CURRENT)),
        (O.CURRENT, (O.RETIRED,)),
    ),
    "waiver": _paths(
        (V.REQUESTED, (V.RECOMMENDED, V.GRANTED, V.REFUSED)),
        (V.RECOMMENDED, (V.GRANTED, V.REFUSED)),
        (V.GRANTED, (V.ACTIVE, V.EXPIRED, V.REVOKED, V.CLOSED)),
        (V.ACTIVE, (V.EXPIRED, V.REVOKED, V.CLOSED)),
    ),
    "effect": _paths(
        (X.DECIDED, (X.APPLIED, X.LAPSED)),
        (X.APPLIED, (X.REVERSED,)),
        (X.LAPSED, (X.DECIDED,)),
    ),
    "minute_comment": _paths(
        (CommentState.OPEN, (CommentState.ACCEPTED, CommentState.DECLINED, CommentState.TO_CHAIR)),
        (CommentState.TO_CHAIR, (CommentState.ACCEPTED, CommentState.DECLINED)),
        (CommentState.ACCEPTED, (CommentState.OPEN,)),
        (CommentState.DECLINED, (CommentState.OPEN,)),
    ),
    "amendment": _paths(
        (AmendmentState.PROPOSED, (AmendmentState.ACCEPTED, AmendmentState.DECLINED)),
    ),
    "document": _paths(
        (F.DRAFT, (F.IN_REVIEW, F.APPROVED, F.SUPERSEDED)),
        (F.IN_REVIEW, (F.APPROVED, F.DRAFT)),
        (F.APPROVED, (F.BASELINED, F.SUPERSEDED, F.ARCHIVED)),
        (F.BASELINED, (F.SUPERSEDED,)),
        (F.SUPERSEDED, (F.ARCHIVED,)),
        (F.ARCHIVED, (F.DISPOSED,)),
    ),
    "pack": _paths(
        (K.ASSEMBLING, (K.PREVIEW, K.APPROVED, K.WITHDRAWN)),
        (K.PREVIEW, (K.ASSEMBLING, K.APPROVED, K.WITHDRAWN)),
        (K.APPROVED, (K.ISSUED, K.WITHDRAWN)),
        (K.ISSUED, (K.REISSUED, K.ARCHIVED, K.WITHDRAWN)),
        (K.REISSUED, (K.ARCHIVED, K.WITHDRAWN)),
    ),
}


def may_follow(kind: str, before: Worded, after: Worded) -> bool:
    """Whether a record of this kind may go from one state to another. Kinds without a table may do all."""
    paths = TRANSITIONS.get(kind)
    return paths is None or before is after or after in paths.get(before, frozenset())


def next_states(kind: str, now: Worded) -> tuple[Worded, ...]:
    """The states that may follow, in the order of their list."""
    ends = TRANSITIONS.get(kind, {}).get(now, frozenset())
    return tuple(state for state in type(now) if state in ends)
