"""The records of the first version, with the trail of edits, the number series and the stored files."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from pmo_desktop.storage.migrations.making import (
    day,
    flag,
    instant,
    json,
    link,
    money,
    one_of,
    record,
    text,
    wall,
    whole,
    zoned,
)

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

LATER = (
    ("organisation", "owner", "person"),
    ("calendar", "owner", "person"),
    ("location", "owner", "person"),
    ("org_unit", "owner", "person"),
    ("currency", "owner", "person"),
    ("fx_rate", "owner", "person"),
    ("organisation", "org_unit", "org_unit"),
    ("calendar", "org_unit", "org_unit"),
    ("location", "org_unit", "org_unit"),
    ("org_unit", "head", "person"),
    ("work", "budget_authority", "decision"),
    ("component", "decision", "decision"),
    ("role_assignment", "body", "body"),
)
"""References to tables that are made after them: table, column, table referred to."""


def upgrade() -> None:
    """Make every table."""
    _works_and_people()
    _meetings_and_papers()
    _trail()
    op.create_index(op.f("ix_work_kind"), "work", ["kind"])
    op.create_index(op.f("ix_status_report_work_date"), "status_report", ["work", "status_date"])
    op.create_index(op.f("ix_plan_item_plan_number"), "plan_item", ["plan", "number"], unique=True)
    gate = sa.text("gate != ''")
    op.create_index(
        op.f("ix_plan_item_gate"), "plan_item", ["plan"], sqlite_where=gate, postgresql_where=gate
    )
    if op.get_bind().dialect.name == "postgresql":
        for table, column, target in LATER:
            name = op.f(f"fk_{table}_{column}")
            op.create_foreign_key(
                name, table, target, [column], ["id"], deferrable=True, initially="DEFERRED"
            )


# fmt: off
def _works_and_people() -> None:
    record(
        "organisation",
        *json("title"), *link("org_unit", "org_unit", null=True, later=True),
        *text("base_language", "base_currency", "fiscal_year_start"), *one_of("paper", "a4 letter"),
        *one_of("week_rule", "iso us saturday"), *json("class_scheme"),
    )
    record(
        "calendar",
        *json("title"), *link("org_unit", "org_unit", null=True, later=True),
        *link("parent", "calendar", null=True), *json("week", "later_weeks"), *whole("hours_per_day"),
        *json("exceptions"),
    )
    record(
        "location",
        *json("title"), *link("org_unit", "org_unit", null=True, later=True),
        *text("country", "subdivision", "city", "time_zone"), *link("calendar", "calendar", null=True),
        *one_of("paper", "a4 letter"),
    )
    record(
        "org_unit",
        *json("title"), *link("org_unit", "org_unit", null=True), *link("parent", "org_unit", null=True),
        *one_of("unit_kind", "organisation division department team external"), *text("function"),
        *link("head", "person", null=True, later=True), *link("location", "location", null=True),
        *text("cost_centre"), *day("active_from", "active_to", null=True),
    )
    record(
        "currency",
        *json("title"), *link("org_unit", "org_unit", null=True), *text("code"), *whole("digits"),
    )
    record(
        "fx_rate",
        *text("base", "quote"), *one_of("rate_kind", "budget period_average closing spot"),
        *day("valid_from"), *whole("millionths"),
    )
    record(
        "person",
        *text("display_name", "given", "family", "initials", "email", "job"),
        *link("org_unit", "org_unit", null=True), *link("location", "location", null=True),
        *link("manager", "person", null=True), *one_of("employment", "staff contractor external"),
        *one_of("state", "invited active inactive"), *day("active_from", "active_to", null=True),
        *whole("hours_per_week"), *json("languages"),
    )
    record(
        "work",
        *text("kind"), *json("title"), *link("org_unit", "org_unit", null=True),
        *link("parent", "work", null=True), *link("sponsor", "person", null=True),
        *link("manager", "person", null=True), *whole("priority", null=True),
        *one_of("category", "run grow transform mandatory", null=True), *money("budget", null=True),
        *link("budget_authority", "decision", null=True, later=True), *text("external_ref"),
        *one_of("state",
            "draft active closed proposed on_hold closing stopped in_transition live "
            "under_review retiring retired"),
        *one_of("portfolio_kind", "enterprise unit theme", null=True), *text("vision", null=True),
        *day("start_planned", "finish_planned", "finish_forecast", null=True),
        *text("phase", "lifecycle", null=True), *one_of("approach", "predictive agile hybrid", null=True),
        *one_of("size", "small medium large", null=True), *json("countries", null=True),
        *day("start_actual", "finish_actual", "start_forecast", null=True),
        *money(
            "forecast_cost", "actual_cost", "whole_life_cost", "contingency", "benefit_value", null=True,
        ),
        *whole("tolerance_time", "tolerance_cost", null=True), *link("handover_to", "work", null=True),
        *text("purpose", "customers", null=True), *json("levels", null=True),
        *whole("review_months", null=True), *day("next_review", "retire_by", null=True),
    )
    record(
        "component",
        *link("portfolio", "work"), *link("work", "work"), *whole("rank", null=True),
        *one_of("state", "candidate selected deferred rejected in_delivery complete removed"),
        *text("mandate_reason"), *link("decision", "decision", null=True, later=True),
    )
    record(
        "role_assignment",
        *link("person", "person"),
        *one_of("role",
            "pmo_leader coordinator scribe sponsor portfolio_director portfolio_manager "
            "programme_manager project_manager service_owner change_manager benefit_owner "
            "assurer contributor"),
        *link("work", "work", null=True), *link("body", "body", null=True, later=True),
        *day("since", "until", null=True), *link("deputy_of", "person", null=True),
        *whole("share", null=True),
    )
    record(
        "plan",
        *link("work", "work"), *text("title"), *one_of("mode", "network milestones rhythm backlog"),
        *link("calendar", "calendar", null=True), *day("status_date", null=True), *text("file_name"),
        *wall("file_start", "file_finish", null=True), *whole("minutes_per_day"),
    )
    record(
        "plan_item",
        *link("plan", "plan"), *whole("number", "position"), *whole("parent", null=True),
        *text("wbs", "name"), *one_of("item_kind", "task event duty summary milestone loe"), *text("gate"),
        *flag("manual", "active"), *wall("start", "finish", null=True), *whole("duration"),
        *flag("elapsed"), *whole("effort", null=True),
        *one_of("constraint", "asap alap snet fnet snlt fnlt mso mfo"),
        *wall("constraint_date", "deadline", null=True), *whole("priority"),
        *whole("calendar_number", null=True), *whole("percent"),
        *wall("actual_start", "actual_finish", null=True), *whole("remaining", "total_slack", null=True),
        *flag("critical"), *wall("baseline_start", "baseline_finish", null=True), *json("baselines"),
        *link("responsible", "person", null=True), *text("recurrence", "venue", "notes"),
    )
    record(
        "plan_link",
        *link("plan", "plan"), *whole("from_no", "to_no"), *one_of("link_kind", "fs ss ff sf"),
        *whole("lag"), *one_of("lag_kind", "working elapsed percent"),
    )
    record(
        "plan_calendar",
        *link("plan", "plan"), *whole("number"), *text("name"), *json("times"),
    )
    record(
        "plan_resource",
        *link("plan", "plan"), *whole("number"), *text("name", "initials"),
        *one_of("resource_kind", "work material cost"), *whole("max_units", "calendar_number", null=True),
        *link("person", "person", null=True), *money("rate", null=True),
    )
    record(
        "assignment",
        *link("plan", "plan"), *whole("item_no"), *whole("resource_no", "units", "work_minutes", null=True),
    )


def _meetings_and_papers() -> None:
    record(
        "status_report",
        *link("work", "work"), *day("status_date"),
        *one_of("state", "draft submitted returned accepted validated published missing"),
        *text("headline", "achieved", "next_steps", "decisions_needed"), *json("declared"),
        *text("declared_words"), *json("derived"),
        *one_of("validated", "green amber red complete none", null=True),
        *text("validation_note", "rag_reason", "path_to_green"), *day("forecast_finish", null=True),
        *money("forecast_cost", null=True), *whole("slip", null=True),
    )
    record(
        "body",
        *json("title"), *link("org_unit", "org_unit", null=True), *text("code"),
        *one_of("body_kind",
            "portfolio_board programme_board project_board change_authority "
            "investment_committee standards_council service_review_board advisory_group"),
        *one_of("state", "draft constituted suspended dissolved"), *link("parent", "body", null=True),
        *json("scope"), *text("purpose", "language"), *link("calendar", "calendar", null=True),
        *text("venue"), *json("quorum"),
        *one_of("decision_rule", "consensus simple absolute two_thirds unanimous chair"),
        *flag("casting_vote"), *text("minute_style"), *whole("papers_due", "pack_issue"),
    )
    record(
        "membership",
        *link("body", "body"), *link("person", "person"),
        *one_of("capacity", "chair deputy_chair voting in_attendance observer secretary scribe"),
        *text("represents"), *day("since", "until", null=True), *link("deputy", "person", null=True),
    )
    record(
        "series",
        *json("title"), *link("org_unit", "org_unit", null=True), *link("body", "body"),
        *one_of("state", "active ended"), *text("recurrence"), *day("first"), *whole("at_minutes"),
        *text("zone"), *whole("length"), *text("venue"),
    )
    record(
        "meeting",
        *json("title"), *link("org_unit", "org_unit", null=True), *link("body", "body"),
        *link("series", "series", null=True),
        *one_of("meeting_kind", "ordinary extraordinary correspondence workshop"),
        *one_of("state",
            "planned called agenda_agreed pack_issued in_session adjourned ended "
            "minutes_approved closed postponed cancelled"),
        *zoned("starts"), *whole("length"), *text("venue"), *one_of("mode", "in_person hybrid remote"),
        *link("chair", "person", null=True), *link("secretary", "person", null=True),
        *link("scribe", "person", null=True), *link("previous", "meeting", null=True),
        *instant("opened_at", "closed_at", null=True), *json("quorum_log"),
    )
    record(
        "agenda_item",
        *json("title"), *link("org_unit", "org_unit", null=True), *link("meeting", "meeting"),
        *text("position", "number"),
        *one_of("agenda_kind",
            "opening apologies declarations minutes matters_arising report decision "
            "discussion information consent closed_session aob next_meeting"),
        *one_of("purpose", "decide endorse discuss note"),
        *one_of("state", "proposed accepted scheduled in_discussion concluded deferred withdrawn"),
        *whole("allotted"), *link("presenter", "person", null=True), *one_of("part", "a b"),
        *link("work", "work", null=True), *text("proposed_resolution", "background"),
        *instant("started_at", "ended_at", null=True),
        *one_of("outcome", "decided noted deferred withdrawn referred", null=True),
        *link("carried_from", "agenda_item", null=True), *whole("deferrals"),
    )
    record(
        "document",
        *json("title"), *link("org_unit", "org_unit", null=True), *link("work", "work", null=True),
        *link("body", "body", null=True), *text("document_kind"),
        *one_of("state", "draft in_review approved baselined superseded archived disposed"),
        *text("file_name", "file_hash"), *whole("size"), *text("language", "version"),
        *day("added_on", "keep_until", null=True),
    )
    record(
        "paper",
        *json("title"), *link("org_unit", "org_unit", null=True), *link("meeting", "meeting"),
        *link("item", "agenda_item", null=True), *text("number"),
        *one_of("state",
            "commissioned drafting submitted pre_check returned accepted in_pack considered "
            "filed withdrawn"),
        *link("author", "person", null=True), *link("presenter", "person", null=True),
        *link("work", "work", null=True), *one_of("purpose", "decide endorse discuss note"),
        *text("proposed_resolution", "summary", "recommendation", "options", "implications"),
        *link("document", "document", null=True), *whole("pages"),
        *one_of("lateness", "on_time late tabled"),
    )
    record(
        "attendance",
        *link("meeting", "meeting"), *link("person", "person"),
        *one_of("capacity", "chair deputy_chair voting in_attendance observer secretary scribe"),
        *one_of("reply", "none accepted declined tentative"),
        *one_of("presence", "expected present remote apologies absent deputy left"),
        *link("deputy_for", "person", null=True), *json("movements"),
    )
    record(
        "declaration",
        *link("meeting", "meeting"), *link("person", "person"), *link("item", "agenda_item", null=True),
        *text("nature"), *one_of("effect", "noted silent no_vote leaves"),
    )
    record(
        "minute_set",
        *link("meeting", "meeting"),
        *one_of("state",
            "capturing drafting chair_review circulated revised tabled approved corrected "
            "signed published"),
        *text("language", "style"), *link("approved_at", "meeting", null=True), *text("body_hash"),
    )
    record(
        "decision",
        *one_of("state",
            "proposed made communicated implemented closed to_ratify ratified not_ratified "
            "rescinded superseded lapsed"),
        *text("text", "reasons", "options", "authority"),
        *one_of("route", "meeting correspondence chairs_action delegated"),
        *link("body", "body", null=True), *link("meeting", "meeting", null=True),
        *link("item", "agenda_item", null=True), *day("made_on", "effective", null=True),
        *text("conditions", "dissent"), *json("works"), *day("review_by", null=True),
        *link("supersedes", "decision", null=True),
    )
    record(
        "vote",
        *link("meeting", "meeting"), *link("item", "agenda_item", null=True), *text("text"),
        *whole("in_favour", "against", "abstain", "recused"),
        *one_of("result", "carried unanimous lost tied withdrawn deferred consensus"),
        *link("mover", "person", null=True), *link("seconder", "person", null=True),
        *link("decision", "decision", null=True),
    )
    record(
        "risk",
        *json("title"), *link("org_unit", "org_unit", null=True),
        *one_of("state", "draft open treated escalated accepted occurred closed expired"),
        *link("work", "work"), *one_of("polarity", "threat opportunity"),
        *text("category", "cause", "event", "effect"), *day("raised_at", null=True),
        *one_of("proximity", "now 3m 6m later", null=True),
        *json("inherent", "current", "previous", "target", null=True),
        *one_of("response", "avoid reduce transfer share accept prepare exploit enhance", null=True),
        *money("cost_impact", null=True), *whole("delay_impact", null=True), *text("contingency_plan"),
        *day("review_by", null=True), *link("escalated_to", "body", null=True),
    )
    record(
        "issue",
        *json("title"), *link("org_unit", "org_unit", null=True),
        *one_of("state", "open in_progress blocked escalated resolved closed"), *link("work", "work"),
        *one_of("issue_kind", "problem off_specification concern request"), *whole("severity", "urgency"),
        *text("impact"), *day("raised_at", "due", null=True), *text("resolution"),
        *link("from_risk", "risk", null=True), *link("decision", "decision", null=True),
    )
    record(
        "action",
        *one_of("state", "open in_progress blocked done verified cancelled transferred"), *text("text"),
        *day("due", null=True), *json("due_history"), *whole("priority", null=True),
        *link("work", "work", null=True), *link("body", "body", null=True),
        *link("meeting", "meeting", null=True), *link("item", "agenda_item", null=True),
        *link("decision", "decision", null=True), *json("helpers"), *day("raised_at", "done_on", null=True),
        *text("done_note"),
    )
    record(
        "minute_entry",
        *link("meeting", "meeting"), *link("item", "agenda_item", null=True), *whole("sequence"),
        *one_of("entry_kind",
            "note key_point decision reason action resolution vote interest question risk "
            "issue parked correction restricted"),
        *text("text", "raw"), *instant("at"), *link("speaker", "person", null=True), *one_of("part", "a b"),
        *flag("prepared", "check_later"), *link("decision", "decision", null=True),
        *link("action", "action", null=True), *link("risk", "risk", null=True),
        *link("issue", "issue", null=True), *link("vote", "vote", null=True),
    )
    record(
        "pack",
        *json("title"), *link("org_unit", "org_unit", null=True), *link("meeting", "meeting"),
        *whole("version"),
        *one_of("state", "assembling preview approved issued reissued archived withdrawn"),
        *instant("as_of"), *one_of("paper", "a4 letter"), *text("language"), *whole("pages"),
        *text("content_hash", "pdf_hash", "renderer"), *link("approved_by", "person", null=True),
        *instant("issued_at", null=True),
    )
    record(
        "saved_view",
        *json("title"), *link("org_unit", "org_unit", null=True),
        *text("page", "filters", "order", "group"), *flag("shared"),
    )
# fmt: on


def _trail() -> None:
    op.create_table(
        "operation",
        sa.Column("seq", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True),
        sa.Column("op_id", sa.Uuid(), nullable=False),
        *instant("at", "said_at"), sa.Column("who", sa.Uuid(), nullable=False), *text("label"),
        sa.Column("undoes", sa.Uuid()), *json("clashes", null=True),
        sa.UniqueConstraint("op_id", name=op.f("uq_operation_op_id")),
    )  # fmt: skip
    op.create_index(op.f("ix_operation_at"), "operation", ["at"])
    op.create_table(
        "audit",
        sa.Column("record_id", sa.Uuid(), primary_key=True),
        sa.Column("revision", sa.BigInteger(), primary_key=True, autoincrement=False),
        *whole("seq"), *text("kind", "verb"), *json("changes"),
        sa.ForeignKeyConstraint(["seq"], ["operation.seq"], name=op.f("fk_audit_seq")),
    )  # fmt: skip
    op.create_index(op.f("ix_audit_seq"), "audit", ["seq"])
    op.create_table("number_series", sa.Column("scope", sa.Text(), primary_key=True), *whole("last"))
    op.create_table(
        "stored_file", sa.Column("hash", sa.String(64), primary_key=True), *text("media"), *whole("size"),
        sa.Column("body", sa.LargeBinary(), nullable=False),
    )  # fmt: skip


TABLES = (
    "stored_file",
    "number_series",
    "audit",
    "operation",
    "saved_view",
    "pack",
    "minute_entry",
    "action",
    "issue",
    "risk",
    "vote",
    "decision",
    "minute_set",
    "declaration",
    "attendance",
    "paper",
    "document",
    "agenda_item",
    "meeting",
    "series",
    "membership",
    "body",
    "status_report",
    "assignment",
    "plan_resource",
    "plan_calendar",
    "plan_link",
    "plan_item",
    "plan",
    "role_assignment",
    "component",
    "work",
    "person",
    "fx_rate",
    "currency",
    "org_unit",
    "location",
    "calendar",
    "organisation",
)
"""In the order in which they can be dropped."""


def downgrade() -> None:
    """Take every table away."""
    if op.get_bind().dialect.name == "postgresql":
        for table, column, _ in LATER:
            op.drop_constraint(op.f(f"fk_{table}_{column}"), table, type_="foreignkey")
    for table in TABLES:
        op.drop_table(table)
