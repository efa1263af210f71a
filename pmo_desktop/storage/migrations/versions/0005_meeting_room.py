"""The meeting room: terms of reference, business that travels, effects of decisions, comments, amendments."""

from __future__ import annotations

from alembic import op

from pmo_desktop.storage.migrations.making import (
    Part,
    add,
    day,
    flag,
    instant,
    json,
    link,
    money,
    no,
    one_of,
    record,
    take,
    text,
    whole,
    yes,
)

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_STYLES = "resolutions decisions_actions key_points attributed one_page correspondence"
_SECRECY = "public internal restricted confidential"
_AGENDA = (
    "opening apologies declarations minutes matters_arising report decision discussion information consent "
    "closed_session aob next_meeting"
)
_TITLED: tuple[str, ...] = ("amendment", "minute_comment", "effect", "waiver", "terms", "business")
"""The tables of this step, in the order in which they can be dropped."""

Added = tuple[str, list[Part], str | None]


def _columns() -> tuple[Added, ...]:
    """Table, columns, and what the rows that are there get."""
    return (
        ("body", one_of("deadline_days", "body common"), "'body'"),
        ("body", one_of("authority", "decides recommends advises"), "'decides'"),
        ("body", json("delegation", "distribution"), "'[]'"),
        ("body", text("reserved", "reports_to"), "''"),
        ("body", whole("notice"), "10"),
        ("body", whole("minutes_draft"), "3"),
        ("body", whole("minutes_comments"), "5"),
        ("body", whole("review_months"), "12"),
        ("body", whole("notes_days"), "0"),
        ("body", flag("abstentions_count", "correspondence_unanimous"), no()),
        ("body", flag("correspondence", "chairs_action"), yes()),
        ("body", one_of("effects_when", "minutes_approved meeting_ended"), "'minutes_approved'"),
        ("body", one_of("class_default", _SECRECY), "'internal'"),
        ("body", one_of("notes_rule", "dispose keep hold"), "'dispose'"),
        ("membership", json("interests"), "'[]'"),
        ("series", json("usual", "left_out"), "'[]'"),
        ("meeting", instant("called_at", "agenda_agreed_at", "window_ends", null=True), None),
        ("meeting", whole("invitation"), "0"),
        ("agenda_item", link("business", "business", null=True), None),
        ("agenda_item", text("section"), "''"),
        ("agenda_item", json("guests"), "'[]'"),
        ("paper", link("sponsor", "person", null=True), None),
        ("paper", text("considered_before"), "''"),
        ("paper", instant("submitted_at", null=True), None),
        ("paper", one_of("part", "a b"), "'a'"),
        ("attendance", json("items"), "'[]'"),
        ("attendance", instant("replied_at", null=True), None),
        ("minute_set", day("approved_on", "comments_until", "signed_on", null=True), None),
        ("minute_set", instant("drafted_at", "circulated_at", "notes_disposed_at", null=True), None),
        ("minute_set", link("signed_by", "person", null=True), None),
        ("minute_set", one_of("signed_how", "wet_ink mark digital e_mail", null=True), None),
        ("minute_set", link("signed_copy", "document", null=True), None),
        ("minute_set", text("frozen_hash"), "''"),
        ("minute_entry", flag("tidied"), no()),
        ("decision", instant("taken_at", null=True), None),
        ("decision", text("taken_where", "urgent_because"), "''"),
        ("decision", json("taken_by"), "'[]'"),
        ("decision", flag("quorate"), yes()),
        ("decision", link("ratified_by", "decision", null=True), None),
        ("action", json("chases"), "'[]'"),
        ("action", day("quiet_until", "wished_due", null=True), None),
    )


def upgrade() -> None:
    """Make the tables and columns; minutes there are were kept as key points."""
    _tables()
    for table, parts, given in _columns():
        add(table, parts, given)
    op.execute("UPDATE body SET minute_style = 'key_points'")
    op.execute("UPDATE minute_set SET style = 'key_points'")


# fmt: off
def _tables() -> None:
    record(
        "business",
        *json("title"), *link("org_unit", "org_unit", null=True), *link("body", "body"),
        *one_of("state", "waiting on_agenda concluded withdrawn"), *day("wanted", null=True),
        *text("recurrence"), *one_of("agenda_kind", _AGENDA),
        *one_of("purpose", "decide endorse discuss note"), *whole("minutes"), *one_of("part", "a b"),
        *link("work", "work", null=True), *link("presenter", "person", null=True),
        *link("proposed_by", "person", null=True), *json("goes_on_to"),
    )
    record(
        "terms",
        *json("title"), *link("org_unit", "org_unit", null=True), *link("body", "body"), *whole("version"),
        *one_of("state", "draft proposed current retired"), *text("template", "language"),
        *json("sections"), *day("in_force", "review_by", null=True),
        *link("approved_by", "decision", null=True),
    )
    record(
        "waiver",
        *json("title"), *link("org_unit", "org_unit", null=True), *link("work", "work"),
        *one_of("state", "requested recommended refused granted active expired revoked closed"),
        *text("clause", "reason", "instead"), *link("body", "body", null=True),
        *link("decision", "decision", null=True), *day("expires", null=True),
    )
    record(
        "effect",
        *link("decision", "decision"),
        *one_of("effect_kind",
            "pass_gate approve_change rebaseline change_budget change_finish accept_risk start_work "
            "hold_work stop_work grant_waiver approve_minutes"),
        *one_of("state", "decided applied reversed lapsed"),
        *link("work", "work", null=True), *link("plan", "plan", null=True), *link("risk", "risk", null=True),
        *link("issue", "issue", null=True), *link("waiver", "waiver", null=True),
        *link("minutes", "minute_set", null=True), *text("phase"), *money("amount", null=True),
        *day("day", null=True), *text("name", "before"), *instant("applied_at", null=True),
        *link("reversed_by", "decision", null=True),
    )
    record(
        "minute_comment",
        *link("meeting", "meeting"), *link("entry", "minute_entry", null=True), *whole("line"),
        *link("person", "person", null=True), *text("text"), *instant("at"),
        *one_of("state", "open accepted declined to_chair"), *text("reason"),
    )
    record(
        "amendment",
        *link("meeting", "meeting"), *link("entry", "minute_entry", null=True), *whole("number"),
        *one_of("why", "review comment late resolution"), *text("was", "reads"),
        *link("by", "person", null=True), *instant("at"), *one_of("state", "proposed accepted declined"),
        *text("reason"), *link("decision", "decision", null=True),
    )
# fmt: on


def downgrade() -> None:
    """Take columns and tables away; the styles go back to one word for all."""
    for table, parts, _given in reversed(_columns()):
        take(table, parts)
    for table in _TITLED:
        op.drop_table(table)
    op.execute("UPDATE body SET minute_style = 'decisions with reasons'")
    op.execute("UPDATE minute_set SET style = 'decisions with reasons'")
