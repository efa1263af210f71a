"""The closed lists of words that schedule files use: kinds of rows, links, constraints, rules.

Members are kept apart from how any format writes them; each reader and writer has its own codes.
"""

from __future__ import annotations

from enum import Enum


class TaskKind(Enum):
    """What a row of the plan is."""

    TASK = "task"
    SUMMARY = "summary"
    MILESTONE = "milestone"
    BLANK = "blank"
    """An empty row that the file keeps for its looks."""
    LEVEL_OF_EFFORT = "level of effort"
    """Work whose dates follow the tasks that it accompanies, such as supervision; never drives others."""


class LinkType(Enum):
    """Which ends of the two tasks a link joins."""

    FS = "FS"
    SS = "SS"
    FF = "FF"
    SF = "SF"


class ConstraintKind(Enum):
    """The eight constraints on a task's dates (domain: ScheduleItem.constraint)."""

    ASAP = "as soon as possible"
    ALAP = "as late as possible"
    MSO = "must start on"
    MFO = "must finish on"
    SNET = "start no earlier than"
    SNLT = "start no later than"
    FNET = "finish no earlier than"
    FNLT = "finish no later than"


class TimeUnit(Enum):
    """The unit in which a person wrote a duration or a lag."""

    MINUTE = "minute"
    HOUR = "hour"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    PERCENT = "percent"


class WorkRule(Enum):
    """Which of duration, work and units stays when another changes."""

    FIXED_UNITS = "fixed units"
    FIXED_DURATION = "fixed duration"
    FIXED_WORK = "fixed work"


class ResourceKind(Enum):
    """What a resource is counted in."""

    WORK = "work"
    MATERIAL = "material"
    COST = "cost"


class Contour(Enum):
    """How an assignment's work lies over its time."""

    FLAT = "flat"
    BACK_LOADED = "back loaded"
    FRONT_LOADED = "front loaded"
    DOUBLE_PEAK = "double peak"
    EARLY_PEAK = "early peak"
    LATE_PEAK = "late peak"
    BELL = "bell"
    TURTLE = "turtle"
    CONTOURED = "edited by hand"


class ActivityKind(Enum):
    """Primavera's types of activity; a task of Microsoft Project is task dependent."""

    TASK_DEPENDENT = "task dependent"
    """Dates by the activity's own calendar."""
    RESOURCE_DEPENDENT = "resource dependent"
    """Dates by the calendars of the resources that are assigned."""
    LEVEL_OF_EFFORT = "level of effort"
    """From the earliest start of its predecessors to the latest finish of its successors."""
    WBS_SUMMARY = "WBS summary"
    """From the earliest start to the latest finish of the activities in its branch of the WBS."""
    START_MILESTONE = "start milestone"
    FINISH_MILESTONE = "finish milestone"


class PercentRule(Enum):
    """What a task's progress is told from (Primavera lets each activity choose)."""

    DURATION = "duration"
    """(original duration - remaining duration) / original duration."""
    PHYSICAL = "physical"
    UNITS = "units"
    """Actual work / (actual work + remaining work)."""


class OutOfSequence(Enum):
    """What becomes of remaining work whose predecessor is not finished although the work began."""

    RETAINED_LOGIC = "retained logic"
    """It waits for its predecessors."""
    PROGRESS_OVERRIDE = "progress override"
    """It goes on at the data date; unfinished predecessors no longer hold it."""
    ACTUAL_DATES = "actual dates"
    """The actual dates decide, wherever the data date lies."""


class LagCalendar(Enum):
    """In whose working time a lag is counted."""

    PREDECESSOR = "predecessor"
    SUCCESSOR = "successor"
    TWENTY_FOUR_HOUR = "24 hour"
    PROJECT_DEFAULT = "project default"


class FloatRule(Enum):
    """How total float is worked out where start float and finish float differ."""

    FINISH = "finish float"
    START = "start float"
    SMALLEST = "smallest of both"


class CriticalRule(Enum):
    """What makes a task critical."""

    TOTAL_FLOAT = "total float"
    """Total float at or below a threshold."""
    LONGEST_PATH = "longest path"
    """It lies on a driving path to the latest finish."""
