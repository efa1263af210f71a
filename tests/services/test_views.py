"""Saved views: what is written can be read, whose views are seen, what saving and forgetting are."""

from __future__ import annotations

import dataclasses as dc
from uuid import uuid4

import pytest

from pmo_desktop.domain.documents import SavedView
from pmo_desktop.domain.edits import Archive
from pmo_desktop.domain.ids import PersonId, SavedViewId
from pmo_desktop.domain.values import LText
from pmo_desktop.itemmodels.register import GROUPS, columns
from pmo_desktop.itemmodels.register_context import Context
from pmo_desktop.readmodels.registerfilter import FACETS, FLAG, Filter
from pmo_desktop.services.views import (
    REGISTER_VIEWS,
    View,
    forget,
    own_views,
    read,
    save_again,
    save_new,
    written,
)
from tests.builders import TODAY

ME = uuid4()
WANTED = Filter((("state", ("running",)), ("phase", ("Build", "Entwurf"))), "brücke")


def saved(title: str = "Mine", **given: object) -> SavedView:
    usual = {"id": SavedViewId(uuid4()), "title": LText.of(title), "page": "register", "owner": PersonId(ME)}
    return SavedView(**(usual | given))  # type: ignore[arg-type]


def test_a_written_filter_is_read_again() -> None:
    assert read(written(WANTED)) == WANTED


@pytest.mark.parametrize("text", ["", "[]", "{", '{"tokens": 3}', '{"tokens": [["a"]]}', "null"])
def test_what_cannot_be_read_filters_nothing(text: str) -> None:
    assert read(text) == Filter()


def test_a_person_sees_own_and_shared_views_of_the_page_by_name() -> None:
    other = PersonId(uuid4())
    records = [
        saved("b"),
        saved("A", shared=True, owner=other),
        saved("c", owner=other),
        saved("d", page="home"),
    ]
    assert [v.title for v in own_views("register", records, ME)] == ["A", "b"]


def test_saving_makes_a_record_and_saving_again_changes_only_what_changed() -> None:
    edit = save_new("register", "Mine", View("", "", WANTED, "-slip", "unit"), ME)
    assert dict(edit.values)["filters"] == written(WANTED)
    record = saved(filters=written(WANTED), order="-slip", group="unit")
    assert [c.name for c in save_again(record, View("", "", WANTED, "ref", "unit")).changes] == ["order"]
    assert forget(record) == Archive("saved_view", record.id)


def test_the_views_of_the_program_name_fields_columns_and_groups_that_exist() -> None:
    keys = {c.key for c in columns(Context(TODAY))}
    for view in REGISTER_VIEWS:
        assert view.order.removeprefix("-") in keys
        assert view.group == "" or view.group in GROUPS
        assert all(field == FLAG or field in FACETS for field, _ in view.wanted.tokens)
        assert not dc.replace(view).own
