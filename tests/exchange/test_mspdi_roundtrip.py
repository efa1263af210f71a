"""What a generated plan says is what comes back: names, levels, dates, durations, links."""

from __future__ import annotations

from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from pmo_desktop.domain.schedulefile import LinkType, ScheduleFile
from pmo_desktop.exchange.mspdi.reading import parse_mspdi
from tests.exchange.mspdi_writer import Fields, link, mspdi, task

_EPOCH = datetime.fromisoformat("2026-01-01T00:00")
_TYPES = (LinkType.FF, LinkType.FS, LinkType.SF, LinkType.SS)

# What XML 1.0 can carry and its line-end rule leaves alone.
names = st.text(
    st.characters(min_codepoint=32, exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff"),
    min_size=1,
)
moments = st.integers(0, 5_000_000).map(lambda n: _EPOCH + timedelta(minutes=n))
tenths = st.integers(-100_000, 100_000)


@st.composite
def plans(draw: st.DrawFn) -> list[dict[str, object]]:
    """A list of rows with levels that never jump, and links from rows above."""
    rows: list[dict[str, object]] = []
    level = 1
    for uid in range(1, draw(st.integers(1, 8)) + 1):
        level = draw(st.integers(1, level + 1)) if rows else 1
        hours, mins = draw(st.tuples(st.integers(0, 9999), st.integers(0, 59)))
        into = [link(draw(st.integers(1, uid - 1)), draw(st.integers(0, 3)), draw(tenths))] if uid > 1 else []
        more = {
            "Start": draw(moments).isoformat(),
            "Duration": f"PT{hours}H{mins}M0S",
            "TotalSlack": draw(tenths),
        }
        rows.append(task(uid, draw(names), level, PredecessorLink=into, **more))
    return rows


def _wanted(row: Fields) -> tuple[object, ...]:
    hours, _, mins = str(row["Duration"])[2:-3].partition("H")
    return (row["Name"], row["Start"], int(hours) * 60 + int(mins), float(str(row["TotalSlack"])) / 10)


def _parent(rows: list[dict[str, object]], at: int) -> object:
    """The nearest row above with a lower level, found the slow way."""
    levels = [int(str(row["OutlineLevel"])) for row in rows]
    above = [n for n in range(at) if levels[n] < levels[at] and min(levels[n + 1 : at + 1]) > levels[n]]
    return rows[above[-1]]["UID"] if above else None


def _read(rows: list[dict[str, object]], encoding: str) -> ScheduleFile:
    return parse_mspdi(mspdi(rows, encoding=encoding), "plan.xml")


@given(plans(), st.sampled_from(["utf-8", "utf-16"]))
def test_what_is_written_is_read(rows: list[dict[str, object]], encoding: str) -> None:
    schedule = _read(rows, encoding)
    found = [
        (t.name, t.start and t.start.isoformat(), t.duration_minutes, t.total_slack_minutes)
        for t in schedule.tasks
    ]
    assert found == [_wanted(row) for row in rows]
    assert [t.parent_uid for t in schedule.tasks] == [_parent(rows, n) for n in range(len(rows))]
    written = [
        (entry["PredecessorUID"], row["UID"], _TYPES[entry["Type"]], entry["LinkLag"] / 10)
        for row in rows
        for entry in row["PredecessorLink"]  # type: ignore[attr-defined]
    ]
    assert [(x.predecessor_uid, x.successor_uid, x.type, x.lag_minutes) for x in schedule.links] == written
    assert schedule.warnings == ()
    assert schedule.counts.tasks + schedule.counts.summaries == len(rows)
