"""Edits and ops as JSON, for the journal and the audit trail."""

from __future__ import annotations

import json
from collections.abc import Iterable
from uuid import UUID

from pmo_desktop.domain.edits import Archive, Batch, Create, Edit, FieldChange, Op, Restore, Set
from pmo_desktop.domain.jsoncodec import Json, decode, dumps, encode, instant_from, instant_text
from pmo_desktop.domain.schema import Kind, kinds
from pmo_desktop.i18n import recalled, stored


def changes_json(kind: Kind, changes: Iterable[FieldChange]) -> dict[str, Json]:
    """Field changes as `{name: [old, new]}`."""
    return {c.name: [encode(kind, c.name, c.old), encode(kind, c.name, c.new)] for c in changes}


def changes_from(kind: Kind, raw: dict[str, Json]) -> tuple[FieldChange, ...]:
    """The changes that `changes_json` wrote; fields no longer declared are left out."""
    return tuple(
        FieldChange(name, decode(kind, name, old), decode(kind, name, new))
        for name, (old, new) in raw.items()
        if name in kind.by_name
    )


def edit_json(edit: Edit) -> Json:
    """An edit as JSON."""
    if isinstance(edit, Batch):
        return {"do": "batch", "edits": [edit_json(e) for e in edit.edits]}
    base: dict[str, Json] = {"do": type(edit).__name__.lower(), "kind": edit.kind, "id": str(edit.id)}
    kind = kinds()[edit.kind]
    if isinstance(edit, Create):
        base["values"] = {n: encode(kind, n, v) for n, v in edit.values}
    if isinstance(edit, Set):
        base["changes"] = changes_json(kind, edit.changes)
    return base


def edit_from(raw: Json) -> Edit:
    """The edit that `edit_json` wrote; KeyError or ValueError for anything else."""
    if raw["do"] == "batch":
        return Batch(tuple(edit_from(e) for e in raw["edits"]))
    kind, uid = kinds()[raw["kind"]], UUID(raw["id"])
    match raw["do"]:
        case "create":
            values = ((n, v) for n, v in raw["values"].items() if n in kind.by_name)
            return Create(kind.name, uid, tuple((n, decode(kind, n, v)) for n, v in values))
        case "set":
            return Set(kind.name, uid, changes_from(kind, raw["changes"]))
        case "archive":
            return Archive(kind.name, uid)
        case "restore":
            return Restore(kind.name, uid)
        case other:
            raise ValueError(f"unknown edit {other!r}")


def op_text(op: Op) -> str:
    """An op as one line of JSON."""
    return dumps(
        {
            "id": str(op.id),
            "edit": edit_json(op.edit),
            "at": instant_text(op.at),
            "who": str(op.who),
            "label": stored(op.label),
            "undoes": str(op.undoes) if op.undoes else None,
        }
    )


def op_from(text: str) -> Op:
    """The op that `op_text` wrote."""
    raw = json.loads(text)
    undoes = UUID(raw["undoes"]) if raw["undoes"] else None
    return Op(
        UUID(raw["id"]),
        edit_from(raw["edit"]),
        instant_from(raw["at"]),
        UUID(raw["who"]),
        recalled(raw["label"]),
        undoes,
    )
