"""Minutes as DOCX, HTML and Markdown: the same words in each, whatever people wrote."""

from __future__ import annotations

import dataclasses as dc
import io
import re
from html.parser import HTMLParser
from typing import Any

import docx
import pytest

from pmo_desktop.domain.governance import MinuteStyle
from pmo_desktop.domain.meetings import Part
from pmo_desktop.exchange.minutes_docx import minutes_docx
from pmo_desktop.exchange.minutes_html import minutes_html
from pmo_desktop.exchange.minutes_md import escaped, minutes_md
from pmo_desktop.readmodels.minutes import EntryKind, MinutedItem, MinuteLine, MinutesStage
from pmo_desktop.readmodels.minutes_printed import (
    ActionLine,
    Amended,
    Confirmed,
    Interest,
    LineFacts,
    PrintedMinutes,
    short_code,
)
from tests.packs.sample_minutes import minutes_model

HARD = (
    "اتفق المجلس على الخيار ٢ قبل ١ أكتوبر",
    "मंडल ने विकल्प २ को मंजूरी दी",
    "委员会批准了第二方案，预算为120万欧元。",
    "Der Vorstand beschließt: „Größe“ über 50 % – ja",
    "<b>bold</b> & <script>alert('x')</script> &amp; &lt;i&gt;",
    "=HYPERLINK(\"http://x\"; 'y') +1 -2 @cmd",
    "# not a heading *nor* _this_ [nor](http://x) `nor` | a | table | ~~x~~ \\ $x^2$",
    "1. not a list",
    "- not a list either",
)


def printed(**changes: Any) -> PrintedMinutes:
    model = dc.replace(minutes_model(), **changes)
    actions = tuple(
        ActionLine(x.ref, x.number, x.text, x.owner, x.due)
        for item in model.items
        for x in item.lines
        if x.kind is EntryKind.ACTION
    )
    return PrintedMinutes(
        model,
        interests=(
            Interest("Tobias Vance", "5", "brother is a partner of the contractor", "Leaves the room"),
        ),
        facts=(LineFacts("5.3", 12, "I. Carvalho", "H. Maas", "no cost above EUR 1 million", "K. Boateng"),),
        outcomes=(("5", "Decided"),),
        actions=actions,
        restricted=True,
    )


def hard(text: str) -> PrintedMinutes:
    lines = (
        MinuteLine("1.1", EntryKind.DECISION, text, "D-1", reasons=text),
        MinuteLine("1.2", EntryKind.NOTE, text),
    )
    return dc.replace(
        printed(items=(MinutedItem("1", text, lines),), place=text),
        interests=(Interest(text, "1", text, "Noted"),),
    )


def docx_text(body: bytes) -> str:
    document = docx.Document(io.BytesIO(body))
    cells = [c.text for table in document.tables for row in table.rows for c in row.cells]
    return "\n".join([*(p.text for p in document.paragraphs), *cells])


class _Page(HTMLParser):
    """The words of a page, and every element and attribute that it has."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self.seen: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.add(tag)
        self.seen |= {f"@{name}" for name, _ in attrs}

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def page(body: bytes) -> _Page:
    found = _Page()
    found.feed(body.decode("utf-8"))
    return found


def plain(markdown: str) -> str:
    """Markdown read back: every escaped sign as itself."""
    return re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", markdown)


@pytest.mark.parametrize("text", HARD)
def test_what_people_wrote_comes_through_every_format(text: str) -> None:
    found = hard(text)
    assert docx_text(minutes_docx(found)).count(text) >= 4
    read = page(minutes_html(found))
    assert " ".join(read.words).count(text) >= 4
    assert read.seen <= {
        "html", "head", "meta", "title", "style", "body", "header", "main", "footer", "div", "span", "p",
        "h1", "h2", "h3", "table", "thead", "tbody", "tr", "th", "td", "br",
        "@lang", "@dir", "@charset", "@http-equiv", "@content", "@name", "@class", "@id", "@scope",
    }  # fmt: skip
    assert plain(minutes_md(found).decode("utf-8")).count(text) >= 4


def test_markdown_has_no_sign_that_could_be_read_as_more() -> None:
    for text in HARD:
        safe = escaped(text)
        assert not re.search(r"(?<!\\)[*_`<>\[\]|#&~$]", safe.replace("\\\\", "")), safe
        assert not re.match(r"\s*([-+=]\s|\d+[.)]\s)", safe)
    assert escaped("one\n# two") == "one\\\n\\# two"


def test_all_formats_have_the_decision_the_vote_the_actions_and_who_was_there() -> None:
    found = printed()
    texts = (
        docx_text(minutes_docx(found)),
        " ".join(page(minutes_html(found)).words),
        plain(minutes_md(found).decode("utf-8")),
    )
    for text in texts:
        assert "Minutes of the Works Board, 2 September 2026" in text
        assert "take no new baseline" in text
        assert "7 for, 1 against, 0 abstained: carried" in text
        assert "moved by I. Carvalho" in text
        assert "condition: no cost above EUR 1 million" in text
        assert "A-WB-2026-04-03" in text
        assert "30 September 2026" in text
        assert "Siobhán O’Dea" in text
        assert "brother is a partner of the contractor" in text
        assert "The meeting had a restricted part, which is minuted apart." in text
        assert short_code(found) in text
        assert "DRAFT" in text or "w:pict" not in text
        assert "12" in text


def test_a_draft_carries_its_mark_and_approved_minutes_none() -> None:
    for stage, marked in ((MinutesStage.DRAFT, True), (MinutesStage.APPROVED, False)):
        found = printed(stage=stage)
        assert ("DRAFT" in page(minutes_html(found)).words) is marked
        assert ("**DRAFT**" in minutes_md(found).decode()) is marked
        head = docx.Document(io.BytesIO(minutes_docx(found))).sections[0].header.paragraphs[0]
        assert ('string="DRAFT"' in head._p.xml) is marked


def test_confirmation_and_amendments_are_printed() -> None:
    found = dc.replace(
        printed(stage=MinutesStage.APPROVED),
        confirmed=Confirmed("WB-2026-04", "WB-2026-05", minutes_model().comments_by, True),
        amended=(Amended(1, "5.1", "all borings", "three borings", "D-WB-2026-06-01"),),
    )
    for text in (docx_text(minutes_docx(found)), " ".join(page(minutes_html(found)).words)):
        assert "were approved as corrected by the Works Board at WB-2026-05" in text
        assert "Annex: amendments after approval" in text
        assert "D-WB-2026-06-01" in text


def test_text_from_the_right_is_set_from_the_right() -> None:
    found = hard(HARD[0])
    document = docx.Document(io.BytesIO(minutes_docx(found)))
    mine = next(p for p in document.paragraphs if HARD[0] in p.text and p.style and p.style.name == "Normal")
    assert "w:bidi" in mine._p.xml
    assert any(r.font.rtl for r in mine.runs)


def test_german_minutes_speak_german_and_the_page_fields_count() -> None:
    found = printed(language="de")
    document = docx.Document(io.BytesIO(minutes_docx(found)))
    foot = document.sections[0].footer.paragraphs[0]._p.xml
    assert 'w:instr="PAGE"' in foot
    assert 'w:instr="NUMPAGES"' in foot
    assert "Seite" in foot
    assert "2. September 2026" in docx_text(minutes_docx(found))
    assert 'lang="de"' in minutes_html(found).decode()


def test_the_same_set_gives_the_same_page_and_a_restricted_part_is_named() -> None:
    found = dc.replace(printed(), part=Part.B, style=MinuteStyle.ATTRIBUTED, restricted=False)
    assert minutes_html(found) == minutes_html(found)
    assert minutes_md(found) == minutes_md(found)
    assert "restricted part" in " ".join(page(minutes_html(found)).words)
    assert "/2B/" in short_code(found)


def test_control_characters_do_not_break_a_file() -> None:
    found = hard("a\x0bb\x01c")
    assert "a b c" in docx_text(minutes_docx(found))
    assert b"\x01" not in minutes_html(found)
    assert b"\x01" not in minutes_md(found)
