"""Activity codes, own fields and notes as records of XER."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from pmo_desktop.domain.schedulefile import CustomField, CustomValue, Task
from pmo_desktop.exchange.p6.custom import CODE, FIELD
from pmo_desktop.exchange.p6.xer_out_values import Record


class CustomOut:
    """What people added to activities; `home` tells the project of one."""

    def __init__(
        self, fields: Sequence[CustomField], tasks: Sequence[Task], home: Callable[[Task], int]
    ) -> None:
        self.tasks, self.home = tasks, home
        self.codes = [f for f in fields if f.id.startswith(CODE)]
        self.fields = [f for f in fields if not f.id.startswith(CODE)]
        self.code_types = {f.id: n for n, f in enumerate(self.codes, 1)}
        self.field_types = {f.id: n for n, f in enumerate(self.fields, 1)}
        pairs = dict.fromkeys(p for t in tasks for p in t.custom if p[0] in self.code_types)
        self.said: dict[CustomValue, int] = {pair: n for n, pair in enumerate(pairs, 1)}

    def definitions(self) -> Iterator[tuple[str, list[Record]]]:
        """The tables that say which codes and fields there are."""
        types = self.code_types
        yield "ACTVTYPE", [{"actv_code_type_id": types[f.id], "actv_code_type": f.name} for f in self.codes]
        yield "ACTVCODE", [_code(n, types[key], said) for (key, said), n in self.said.items()]
        yield "UDFTYPE", [_field(f, self.field_types[f.id]) for f in self.fields]

    def values(self) -> Iterator[tuple[str, list[Record]]]:
        """The tables that say what each activity has."""
        pairs = [(t, pair) for t in self.tasks for pair in t.custom]
        yield "TASKACTV", [self._coded(t, self.said[p]) for t, p in pairs if p in self.said]
        own = [(t, key, said) for t, (key, said) in pairs if key in self.field_types]
        yield "UDFVALUE", [self._valued(t, self.field_types[key], said) for t, key, said in own]
        noted = [t for t in self.tasks if t.notes]
        yield "MEMOTYPE", [{"memo_type_id": 1, "memo_type": "Notes"}] if noted else []
        yield "TASKMEMO", [self._noted(t, n) for n, t in enumerate(noted, 1)]

    def _coded(self, task: Task, code: int) -> Record:
        return {"task_id": task.uid, "actv_code_id": code, "proj_id": self.home(task)}

    def _valued(self, task: Task, field: int, said: str) -> Record:
        return {"udf_type_id": field, "fk_id": task.uid, "proj_id": self.home(task), "udf_text": said}

    def _noted(self, task: Task, number: int) -> Record:
        return {
            "memo_id": number,
            "task_id": task.uid,
            "memo_type_id": 1,
            "proj_id": self.home(task),
            "task_memo": _page(task.notes),
        }


def _field(field: CustomField, number: int) -> Record:
    return {
        "udf_type_id": number,
        "table_name": "TASK",
        "udf_type_name": field.name or field.id.removeprefix(FIELD),
        "udf_type_label": field.alias or field.name,
        "logical_data_type": "FT_TEXT",
    }


def _code(number: int, type_: int, said: str) -> Record:
    short, sign, name = said.partition(" - ")
    return {
        "actv_code_id": number,
        "actv_code_type_id": type_,
        "short_name": short,
        "actv_code_name": name if sign else short,
    }


def _page(notes: str) -> str:
    """A note as the web page that P6 keeps."""
    escaped = notes.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return "<HTML><BODY>" + escaped.replace("\n", "\x7f") + "</BODY></HTML>"
