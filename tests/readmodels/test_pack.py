"""The content of a pack: stored, read back, hashed."""

from __future__ import annotations

import dataclasses as dc
import json

import pytest

from pmo_desktop.domain.organisation import PaperSize
from pmo_desktop.readmodels.pack import content_hash, from_json, short_hash, to_json
from pmo_desktop.readmodels.pack_codec import DecodeError, decode, encode
from pmo_desktop.readmodels.pack_works import PrintFacts
from tests.packs import reading, sample


def test_a_content_comes_back_from_its_json() -> None:
    content = sample.content()
    assert from_json(to_json(content)) == content


def test_the_json_is_canonical() -> None:
    text = to_json(sample.content())
    assert to_json(from_json(text)) == text
    assert text == json.dumps(json.loads(text), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


@pytest.mark.parametrize(("paper", "said"), [(PaperSize.A4, "A4"), (PaperSize.LETTER, "Letter")])
def test_packs_spell_paper_as_they_always_did(paper: PaperSize, said: str) -> None:
    content = sample.content(printing=PrintFacts(paper=paper))
    text = to_json(content)
    assert json.loads(text)["pack"]["printing"]["paper"] == said
    assert from_json(text).printing.paper is paper


def test_any_one_text_changed_changes_the_hash() -> None:
    content = sample.content()
    before = content_hash(content)
    assert content_hash(reading.with_texts(content, lambda t: "Lane" if t == "Custom House" else t)) == before
    changed = reading.with_texts(content, lambda t: "Place" if t == "Workshop crane" else t)
    assert content_hash(changed) != before
    assert content_hash(dc.replace(content, version=2)) != before


def test_the_short_hash_is_the_beginning_of_the_long_one() -> None:
    content = sample.content()
    assert content_hash(content).startswith(short_hash(content).replace("\u00a0", ""))


@pytest.mark.parametrize(
    ("damage", "path"),
    [
        (lambda body: body["pack"].pop("title"), "pack: not a PackContent"),
        (lambda body: body["pack"].update(version="one"), "pack.version"),
        (lambda body: body["pack"]["sections"][0].update({"is": "Poem"}), "unknown kind 'Poem'"),
        (lambda body: body.update(format=99), "not a pack of format"),
        (lambda body: body["pack"]["sections"][2]["head"].update(ask="sing"), "head.ask"),
        (lambda body: body["pack"]["as_of"].update(at="yesterday"), "pack.as_of.at"),
    ],
)
def test_a_damaged_content_is_refused_with_its_place(damage: object, path: str) -> None:
    body = json.loads(to_json(sample.content()))
    assert callable(damage)
    damage(body)
    with pytest.raises(DecodeError) as caught:
        from_json(json.dumps(body))
    assert path in str(caught.value)


def test_what_is_not_json_is_refused() -> None:
    with pytest.raises(DecodeError, match="not JSON"):
        from_json("{")


def test_numbers_are_finite_and_types_closed() -> None:
    with pytest.raises(ValueError, match="finite"):
        encode(float("nan"), float)
    with pytest.raises(TypeError, match="cannot hold"):
        encode({1}, set)
    assert decode(3, float, "x") == 3.0
