"""What others say of draft minutes: comments on lines, and other wordings that somebody proposes."""

from __future__ import annotations

from datetime import datetime

from pmo_desktop.domain.declare import Need, Worded, record, says
from pmo_desktop.domain.ids import (
    AmendmentId,
    DecisionId,
    MeetingId,
    MinuteCommentId,
    MinuteEntryId,
    PersonId,
)
from pmo_desktop.domain.record import Record
from pmo_desktop.domain.values import Rich
from pmo_desktop.i18n import N_


class CommentState(Worded):
    """What became of a comment."""

    OPEN = "open", N_("Open")
    ACCEPTED = "accepted", N_("Accepted")
    DECLINED = "declined", N_("Declined")
    TO_CHAIR = "to_chair", N_("Left to the chair")


class AmendmentState(Worded):
    """What became of another wording."""

    PROPOSED = "proposed", N_("Proposed")
    ACCEPTED = "accepted", N_("Accepted")
    DECLINED = "declined", N_("Declined")


class AmendmentWhy(Worded):
    """Where another wording comes from."""

    REVIEW = "review", N_("The chair's review")
    COMMENT = "comment", N_("A comment")
    LATE = "late", N_("Written while the minutes were being approved")
    RESOLUTION = "resolution", N_("A resolution of the body")


@record("minute_comment", "Comment on the minutes", "Comments on the minutes")
class MinuteComment(Record):
    """What somebody says of a line of the draft, and the answer given with its reason."""

    id: MinuteCommentId = says("Id", need=Need.COMPUTED)
    meeting: MeetingId = says("Meeting")
    entry: MinuteEntryId | None = says("Line of the minutes", default=None)
    line: int = says("Line number", "As printed in the margin of the draft.", default=0)
    person: PersonId | None = says("From", default=None)
    text: Rich = says("Comment", search=True)
    at: datetime = says("Said")
    state: CommentState = says("Answer", default=CommentState.OPEN)
    reason: Rich = says("Because", default=Rich(""))


@record("amendment", "Amendment", "Amendments")
class Amendment(Record):
    """Another wording for a line of minutes: as it stands, as it is to read, by whom and why.

    Before approval it is a tracked change; afterwards it is the only way the record of a meeting can be put
    right, and needs a decision.
    """

    id: AmendmentId = says("Id", need=Need.COMPUTED)
    meeting: MeetingId = says("Meeting")
    entry: MinuteEntryId | None = says("Line of the minutes", default=None)
    number: int = says("Number", "From 1 in each meeting.", default=1)
    why: AmendmentWhy = says("Comes from", default=AmendmentWhy.REVIEW)
    was: Rich = says("As it stands", default=Rich(""))
    reads: Rich = says("To read", default=Rich(""), search=True)
    by: PersonId | None = says("Proposed by", default=None)
    at: datetime = says("Proposed")
    state: AmendmentState = says("State", default=AmendmentState.PROPOSED)
    reason: Rich = says("Because", default=Rich(""))
    decision: DecisionId | None = says("Decision", default=None)
