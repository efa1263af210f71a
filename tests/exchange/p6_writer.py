"""A tiny writer of XER and of P6 XML, so that tests can say what is in a file in a line or two."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape

Rows = Sequence[Mapping[str, object]]

WEEK = (
    "(0||CalendarData()((0||DaysOfWeek()((0||1()())(0||2()((0||0(s|08:00|f|12:00)())(0||1(f|17:00|s|13:00)())))"
    "(0||3()((0||0(s|08:00|f|16:00)())))(0||4()())(0||5()())(0||6()((0||0(s|22:00|f|06:00)())))(0||7()())))"
    "(0||Exceptions()((0||0(d|43650)())(0||1(d|43651)((0||0(s|09:00|f|10:00)())))))))"
)
CALENDAR = {
    "clndr_id": 5,
    "clndr_name": "Site",
    "day_hr_cnt": 8,
    "week_hr_cnt": 40,
    "month_hr_cnt": 172,
    "year_hr_cnt": 2000,
    "clndr_data": WEEK,
}
PROJECT = {
    "proj_id": 1,
    "proj_short_name": "PLANT",
    "clndr_id": 5,
    "last_recalc_date": "2026-01-05 08:00",
    "plan_start_date": "2026-01-05 08:00",
    "export_flag": "Y",
}
WBS = {"wbs_id": 10, "proj_id": 1, "proj_node_flag": "Y", "wbs_short_name": "PLANT", "wbs_name": "New plant"}


def xer(**tables: Rows) -> str:
    """A whole file; each table has the columns of all its rows."""
    lines = ["ERMHDR\t19.12\t2026-01-05\tProject\tADMIN\tPat Doe\tdb\tProject Management\tEUR"]
    for table, rows in tables.items():
        columns = list(dict.fromkeys(c for row in rows for c in row))
        lines += [f"%T\t{table}", "\t".join(["%F", *columns])]
        lines += ["\t".join(["%R", *(str(row.get(c, "")) for c in columns)]) for row in rows]
    return "\r\n".join(lines) + "\r\n%E\r\n"


def plan(**more: Rows) -> str:
    """A project with a calendar, a WBS and what else is given."""
    tables: dict[str, Rows] = {
        "PROJECT": [PROJECT],
        "CALENDAR": [CALENDAR],
        "PROJWBS": [WBS],
    }
    return xer(**{**tables, **more})


def activity(task_id: int, **more: object) -> dict[str, object]:
    """An activity with the usual columns filled in."""
    usual: dict[str, object] = {
        "task_id": task_id,
        "proj_id": 1,
        "wbs_id": 10,
        "clndr_id": 5,
        "task_code": f"A{task_id}",
        "task_name": f"Task {task_id}",
        "task_type": "TT_Task",
        "complete_pct_type": "CP_Drtn",
        "duration_type": "DT_FixedDUR2",
        "target_drtn_hr_cnt": 40,
        "remain_drtn_hr_cnt": 40,
    }
    return {**usual, **more}


def element(name: str, *inner: str, **texts: object) -> str:
    """An XML element with simple children and, after them, ready-made ones."""
    simple = "".join(f"<{k}>{escape(str(v))}</{k}>" for k, v in texts.items())
    return f"<{name}>{simple}{''.join(inner)}</{name}>"


def pmxml(
    *inner: str, namespace: str = "http://xmlns.oracle.com/Primavera/P6/V18.8/API/BusinessObjects"
) -> bytes:
    """A whole P6 XML document."""
    body = "".join(inner)
    return (
        f'<?xml version="1.0"?><APIBusinessObjects xmlns="{namespace}">{body}</APIBusinessObjects>'.encode()
    )
