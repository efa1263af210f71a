"""Activity codes, user defined fields and notebook texts of Primavera; and what is left, with counts."""

from __future__ import annotations

from collections.abc import Mapping

from pmo_desktop.domain.schedulefile import CustomField, CustomValue
from pmo_desktop.exchange.mspdi.values import Ledger
from pmo_desktop.exchange.p6.values import Fields, Tables, plain
from pmo_desktop.i18n import N_, tr

CODE, FIELD = "code:", "udf:"
"""What parts the ids of activity codes from those of user defined fields."""

LEFT: Mapping[str, str] = {
    "PROJCOST": N_("expenses"),
    "TASKPROC": N_("steps of activities"),
    "TASKDOC": N_("documents of activities"),
    "RSRCCURVDATA": N_("resource curves"),
    "TRSRCFIN": N_("results of past periods"),
    "TASKFIN": N_("results of past periods"),
    "TASKUSER": N_("people who own activities"),
    "PROJISSU": N_("issues"),
    "PROJTHRS": N_("thresholds"),
    "PROJRISK": N_("risks"),
    "RISK": N_("risks"),
    "PROJPCAT": N_("project codes"),
    "RSRCRCAT": N_("resource codes"),
    "RSRCROLE": N_("roles of resources"),
    "RSRCHOUR": N_("timesheets"),
    "ROLERATE": N_("rates of roles"),
    "WBSMEMO": N_("notes of the WBS"),
    "WBSSTEP": N_("milestones of the WBS"),
    "WBSBUDG": N_("budgets of the WBS"),
    "PROJEST": N_("estimates"),
}
_OF_TASK = "TASK"


def note_left(tables: Tables, ledger: Ledger) -> None:
    """Say how many records of each kind were not taken."""
    for table, what in LEFT.items():
        if rows := tables.get(table):
            ledger.note(tr("Not taken from the file: {what}.", what=tr(what)), count=len(rows))
    costs = sum(bool(r.get("cost_per_qty", "").strip("0.,")) for r in tables.get("RSRCRATE", ()))
    if costs:
        ledger.note(tr("Not taken from the file: {what}.", what=tr("pay rates")), count=costs)


class Custom:
    """The fields that people added, and the value of each by the id of the activity."""

    def __init__(self, tables: Tables, ledger: Ledger) -> None:
        self.fields: dict[str, CustomField] = {}
        self.values: dict[str, list[CustomValue]] = {}
        self._codes(tables, ledger)
        self._own_fields(tables, ledger)

    def of(self, task: str) -> tuple[CustomValue, ...]:
        """The values of one activity."""
        return tuple(self.values.get(task, ()))

    def _codes(self, tables: Tables, ledger: Ledger) -> None:
        for row in tables.get("ACTVTYPE", ()):
            read = Fields(row, ledger)
            key = CODE + read.text("actv_code_type_id")
            self.fields.setdefault(key, CustomField(key, read.text("actv_code_type")))
        codes = {
            Fields(r, ledger).text("actv_code_id"): Fields(r, ledger) for r in tables.get("ACTVCODE", ())
        }
        for row in tables.get("TASKACTV", ()):
            read = Fields(row, ledger)
            code = codes.get(read.text("actv_code_id"))
            if code is not None:
                key = CODE + (read.text("actv_code_type_id") or code.text("actv_code_type_id"))
                self.values.setdefault(read.text("task_id"), []).append((key, _said(code)))

    def _own_fields(self, tables: Tables, ledger: Ledger) -> None:
        for row in tables.get("UDFTYPE", ()):
            read = Fields(row, ledger)
            if read.text("table_name") in (_OF_TASK, ""):
                key = FIELD + read.text("udf_type_id")
                name = read.text("udf_type_name")
                self.fields.setdefault(key, CustomField(key, name, read.text("udf_type_label")))
        others = 0
        for row in tables.get("UDFVALUE", ()):
            read = Fields(row, ledger)
            key = FIELD + read.text("udf_type_id")
            columns = ("udf_text", "udf_number", "udf_date", "udf_code_id")
            said = next((text for c in columns if (text := read.text(c))), "")
            if key in self.fields:
                self.values.setdefault(read.text("fk_id"), []).append((key, plain(said)))
            else:
                others += 1
        if others:
            what = tr("user defined fields of projects, WBS and resources")
            ledger.note(tr("Not taken from the file: {what}.", what=what), count=others)


def _said(code: Fields) -> str:
    """A code value with what it stands for."""
    short, name = code.text("short_name"), code.text("actv_code_name")
    return short if not name or name == short else f"{short} - {name}" if short else name


def notes(tables: Tables, ledger: Ledger) -> dict[str, str]:
    """The notebook texts of activities, each under its topic where there are several."""
    topics = {
        Fields(r, ledger).text("memo_type_id"): r.get("memo_type", "") for r in tables.get("MEMOTYPE", ())
    }
    found: dict[str, list[tuple[str, str]]] = {}
    for row in tables.get("TASKMEMO", ()):
        read = Fields(row, ledger)
        if text := plain(read.text("task_memo")):
            topic = topics.get(read.text("memo_type_id"), "").strip()
            found.setdefault(read.text("task_id"), []).append((topic, text))
    return {key: _joined(texts) for key, texts in found.items()}


def _joined(texts: list[tuple[str, str]]) -> str:
    if len(texts) == 1:
        return texts[0][1]
    return "\n\n".join(f"{topic}\n{text}" if topic else text for topic, text in texts)
