"""True pages: made in a worker, kept, turned by key, in grey, refused with a sentence when they must be."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from reportlab.pdfgen.canvas import Canvas

from pmo_desktop.domain.fault import Fault
from pmo_desktop.ui.preview.pane import PreviewPane
from pmo_desktop.ui.preview.pdfium import first_text, labels, outline, page_sizes, picture
from pmo_desktop.ui.preview.renderer import Renderer


def pdf(pages: int = 3, password: str = "") -> bytes:
    """A small document: a red square on each A4 page."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(595, 842), encrypt=password or None)
    for n in range(pages):
        canvas.bookmarkPage(f"p{n}")
        canvas.addOutlineEntry(f"Part {n + 1}", f"p{n}")
        canvas.drawString(72, 700, f"Page {n + 1}")
        canvas.setFillColorRGB(1, 0, 0)
        canvas.rect(200, 400, 200, 200, stroke=0, fill=1)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


@pytest.fixture
def renderer(qapp: object) -> Iterator[Renderer]:
    """A renderer that is let go of at the end."""
    made = Renderer()
    yield made
    made.close()


@pytest.fixture
def pane(qtbot: QtBot) -> Iterator[PreviewPane]:
    """A pane with three pages."""
    made = PreviewPane()
    qtbot.addWidget(made)
    made.resize(900, 700)
    made.show()
    with qtbot.waitSignal(made.renderer.opened):
        made.show_pdf(pdf(), "three", ("1", "2", "S1"))
    yield made
    made.renderer.close()


def test_sizes_labels_bookmarks_and_words() -> None:
    body = pdf()
    assert [(round(p.width), round(p.height)) for p in page_sizes(body, "a")] == [(595, 842)] * 3
    assert labels(body, "a") == ("1", "2", "3")
    assert outline(body, "a") == (("Part 1", 0), ("Part 2", 1), ("Part 3", 2))
    assert "Page 1" in first_text(body)


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", "is not a PDF"),
        (b"PK\x03\x04", "is not a PDF"),
        (b"%PDF-1.7 and nothing else", "is damaged"),
        (pdf(1, "secret"), "protected by a password"),
    ],
)
def test_a_foreign_file_gets_a_sentence_with_its_name(body: bytes, reason: str) -> None:
    with pytest.raises(Fault, match=reason) as why:
        page_sizes(body, "board.pdf")
    assert str(why.value).startswith("board.pdf")
    assert first_text(body) == ""


def test_grey_is_what_a_printer_without_colour_gives() -> None:
    body = pdf(1)
    colour, grey = picture(body, "a", 0, 0.5), picture(body, "a", 0, 0.5, grey=True)
    at = (colour.height // 2 - 40) * colour.stride + colour.width // 2 * 4
    blue, green, red = colour.pixels[at : at + 3]
    assert (red, green, blue) == (255, 0, 0)
    at = (grey.height // 2 - 40) * grey.stride + grey.width // 2 * 4
    assert len(set(grey.pixels[at : at + 3])) == 1


def test_images_come_later_and_are_kept(qtbot: QtBot, renderer: Renderer) -> None:
    with qtbot.waitSignal(renderer.opened):
        renderer.show_document(pdf(), "three")
    with qtbot.waitSignal(renderer.made):
        assert renderer.image(1, 0.5) is None
    found = renderer.image(1, 0.5)
    assert found is not None
    assert (found.width(), found.height()) == (298, 421)
    assert QColor(found.pixel(150, 170)) == QColor(255, 0, 0)


def test_another_document_forgets_the_images_of_the_one_before(qtbot: QtBot, renderer: Renderer) -> None:
    for body in (pdf(), pdf(1)):
        with qtbot.waitSignal(renderer.opened):
            renderer.show_document(body, "one")
    with qtbot.waitSignal(renderer.made) as made:
        assert renderer.image(0, 0.3) is None
    assert made.args[0].document == renderer.document


def test_a_damaged_document_says_so_in_place_of_pages(qtbot: QtBot, pane: PreviewPane) -> None:
    with qtbot.waitSignal(pane.renderer.failed) as why:
        pane.show_pdf(b"%PDF-1.4 broken", "pack.pdf")
    assert "pack.pdf is damaged" in why.args[0]
    assert not pane.shows_pages


def test_keys_turn_pages_and_thumbnails_follow(pane: PreviewPane) -> None:
    view = pane.view
    QTest.keyClick(view, Qt.Key.Key_PageDown)
    QTest.keyClick(view, Qt.Key.Key_PageDown)
    QTest.keyClick(view, Qt.Key.Key_PageDown)
    assert view.page == 2
    assert pane.thumbs.currentIndex().data() == "S1"
    QTest.keyClick(view, Qt.Key.Key_Home)
    assert view.page == 0


def test_a_thumbnail_opens_its_page(pane: PreviewPane) -> None:
    pane.thumbs.setCurrentIndex(pane.thumbs.pages.index(1))
    assert pane.view.page == 1


def test_facing_pages_keep_even_pages_at_the_left(pane: PreviewPane) -> None:
    pane.view.set_facing(True)
    assert pane.view.spread() == (0,)
    pane.view.turn(1)
    assert pane.view.spread() == (1, 2)


def test_zoom_fits_steps_and_scrolls(pane: PreviewPane) -> None:
    view = pane.view
    fitting = view.zoom
    assert view.verticalScrollBar().maximum() == 0
    QTest.keyClick(view, Qt.Key.Key_Plus)
    assert view.zoom > fitting
    view.set_zoom(2.0)
    assert view.verticalScrollBar().maximum() > 0
    QTest.keyClick(view, Qt.Key.Key_0)
    assert view.zoom == pytest.approx(fitting)
