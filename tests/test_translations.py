"""Texts are found in code, kept in catalogues, and checked, on a small sample."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

import pytest

from tests.tools import script

translations = script("translations")

SAMPLE = """
from pmo_desktop.i18n import N_, tr, trc, trn

TITLES = (N_("Not due"),)

@record("risk", "Risk", "Risks")
class Risk:
    owner: str = says("Owner", "Who answers for it.", default="")

def said(count: int, name: str) -> str:
    tr(name)
    trc("verb", "Open")
    trn("One risk", "{n} risks", count)
    return i18n.tr("Saved {time}", time="now")
"""

FOUND = {
    ("Not due", None),
    ("Risk", None),
    ("Risks", None),
    ("Owner", None),
    ("Who answers for it.", None),
    ("Open", "verb"),
    ("One risk", None),
    ("Saved {time}", None),
}

HEADER = 'msgid ""\nmsgstr ""\n"Language: de\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'


@pytest.fixture
def code(tmp_path: Path) -> Path:
    folder = tmp_path / "sample"
    folder.mkdir()
    (folder / "risks.py").write_text(SAMPLE, encoding="utf-8")
    return folder


def catalogue(folder: Path, body: str) -> Path:
    path = folder / "de.po"
    path.write_text(HEADER + body, encoding="utf-8")
    return path


def test_every_kind_of_text_is_found() -> None:
    texts = list(translations.texts_in(SAMPLE, "sample.py"))
    assert {text.key for text in texts} == FOUND
    assert [text.many for text in texts if text.many] == ["{n} risks"]


@pytest.mark.parametrize("bad", ['tr(f"Saved {time}")', 'N_("Saved " + time)'])
def test_a_text_put_together_at_run_time_is_refused_by_file_and_line(bad: str) -> None:
    with pytest.raises(translations.Unreadable, match=r"page\.py:2: .*one plain string"):
        list(translations.texts_in("\n" + bad, "page.py"))


def test_a_catalogue_is_never_seen_half_written(
    code: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = catalogue(tmp_path, 'msgid "Risk"\nmsgstr "Risiko"\n')
    before = path.read_bytes()

    def breaks_off(file: BinaryIO, *_: object, **__: object) -> None:
        file.write(b"half")
        file.flush()
        assert path.read_bytes() == before
        raise OSError("the disk is full")

    monkeypatch.setattr(translations, "write_po", breaks_off)
    with pytest.raises(OSError, match="disk"):
        translations.extract(code, tmp_path, [])
    assert path.read_bytes() == before
    assert [p.name for p in tmp_path.iterdir() if p.is_file()] == ["de.po"]


def test_extracting_keeps_translations_and_adds_texts(code: Path, tmp_path: Path) -> None:
    path = catalogue(tmp_path, 'msgid "Risk"\nmsgstr "Risiko"\n\nmsgid "Gone"\nmsgstr "Weg"\n')
    assert translations.extract(code, tmp_path, []) == ["de: 8 texts, 7 without a translation"]
    written = path.read_text(encoding="utf-8")
    assert 'msgid "Risk"\nmsgstr "Risiko"' in written
    assert 'msgctxt "verb"\nmsgid "Open"' in written
    assert 'msgid_plural "{n} risks"' in written
    assert '#~ msgid "Gone"' in written


def test_extracting_twice_changes_nothing(code: Path, tmp_path: Path) -> None:
    translations.extract(code, tmp_path, ["de"])
    first = (tmp_path / "de.po").read_bytes()
    translations.extract(code, tmp_path, ["de"])
    assert (tmp_path / "de.po").read_bytes() == first


def test_what_is_missing_or_wrong_is_listed(
    code: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    catalogue(
        tmp_path,
        'msgid "Risk"\nmsgstr ""\n\n'
        '#, fuzzy\nmsgid "Owner"\nmsgstr "Besitzer"\n\n'
        'msgid "Saved {time}"\nmsgstr "Gespeichert {zeit}"\n\n'
        'msgid "One risk"\nmsgid_plural "{n} risks"\nmsgstr[0] "Ein Risiko"\nmsgstr[1] "{n} Risiken"\n',
    )
    assert translations.main(["--code", str(code), "--folder", str(tmp_path), "check"]) == 1
    assert capsys.readouterr().out.splitlines() == [
        "de.po: not in the catalogue: 'Not due'",
        "de.po: not in the catalogue: 'Open'",
        "de.po: not in the catalogue: 'Risks'",
        "de.po: not in the catalogue: 'Who answers for it.'",
        "de.po: not translated: 'Risk'",
        "de.po: fuzzy: 'Owner'",
        "de.po: other placeholders than {time}: 'Saved {time}'",
    ]


def test_a_complete_catalogue_passes(code: Path, tmp_path: Path) -> None:
    (code / "risks.py").write_text('tr("Saved {time}", time=1)', encoding="utf-8")
    catalogue(tmp_path, 'msgid "Saved {time}"\nmsgstr "Gespeichert {time}"\n')
    assert translations.main(["--code", str(code), "--folder", str(tmp_path), "check"]) == 0
