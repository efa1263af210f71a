"""A tiny writer of MSPDI, so that tests can say what is in a file in a line or two."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from xml.etree.ElementTree import Element, SubElement, tostring

NAMESPACE = "http://schemas.microsoft.com/project"
Fields = Mapping[str, object]
"""Element names to texts; a mapping or a list of mappings makes child elements."""


def _fill(parent: Element, fields: Fields) -> None:
    for name, value in fields.items():
        for item in value if isinstance(value, list) else [value]:
            child = SubElement(parent, name)
            if isinstance(item, Mapping):
                _fill(child, item)
            else:
                child.text = str(item)


def mspdi(
    tasks: Iterable[Fields] = (),
    *,
    resources: Iterable[Fields] = (),
    assignments: Iterable[Fields] = (),
    calendars: Iterable[Fields] = (),
    namespace: str = NAMESPACE,
    encoding: str = "utf-8",
    **project: object,
) -> bytes:
    """A whole document; `project` are the simple elements under the root."""
    root = Element("Project", {"xmlns": namespace} if namespace else {})
    _fill(root, project)
    sections = {"Calendar": calendars, "Task": tasks, "Resource": resources, "Assignment": assignments}
    for record, rows in sections.items():
        _fill(SubElement(root, f"{record}s"), {record: list(rows)})
    made: bytes = tostring(root, encoding=encoding, xml_declaration=True)
    return made


def task(uid: int, name: str = "", level: int = 1, **more: object) -> dict[str, object]:
    """A task's fields with the usual ones filled in."""
    return {"UID": uid, "ID": uid, "Name": name or f"Task {uid}", "OutlineLevel": level, **more}


def link(predecessor: int, type_: int = 1, lag: object = 0, format_: int = 7) -> dict[str, object]:
    """A link; type 1 is finish to start, the lag is tenths of a minute or per cent by its format."""
    return {"PredecessorUID": predecessor, "Type": type_, "LinkLag": lag, "LagFormat": format_}
