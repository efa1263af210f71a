"""Looks: contrast of every pair that the tokens promise, marks as pixels, icons, switching at once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFontInfo, QImage, QPainter
from PySide6.QtWidgets import QApplication

from pmo_desktop.assets import resource
from pmo_desktop.ui.actions import WINDOW_COMMANDS
from pmo_desktop.ui.theme import Look, Mode, Theme, contrast, current, font, load, paint_icon, pixmap
from pmo_desktop.ui.theme.compliance import COMPLIANCE_WORDS, paint_compliance
from pmo_desktop.ui.theme.icons import known
from pmo_desktop.ui.theme.marks import RATING_WORDS, paint_gate, paint_rag, paint_trend, rating_word
from pmo_desktop.ui.theme.paint import ButtonLook, button_width, initials, paint_avatar
from pmo_desktop.ui.theme.sheet import sheet
from pmo_desktop.ui.theme.tokens import tokens

LOOKS = ("light", "dark")
SIZES = (13, 17, 20, 24)
SURFACES = ("page", "window", "sunken", "selected")


@pytest.fixture
def look(qapp: QApplication) -> Iterator[Look]:
    """A look that ends light."""
    made = Look(qapp, Mode.LIGHT)
    yield made
    made.set_roomy(False)
    made.set_zoom(1.0)
    made.set_mode(Mode.LIGHT)


def pairs() -> list[tuple[str, str, str, float]]:
    """Look, colour, surface, contrast needed."""
    found: Any = tokens()["contrast"]
    return [
        (name, role, on, float(rule["needs"]))
        for name in LOOKS
        for role, rule in found.items()
        for on in rule["on"]
    ]


@pytest.mark.parametrize(("name", "role", "on", "needs"), pairs())
def test_colours_keep_their_contrast(name: str, role: str, on: str, needs: float) -> None:
    theme = load(name)
    assert contrast(theme.colour(role), theme.colour(on)) >= needs


def test_contrast_of_black_on_white_is_the_highest() -> None:
    assert contrast(QColor("#000000"), QColor("#FFFFFF")) == pytest.approx(21.0)
    assert contrast(QColor("#777777"), QColor("#777777")) == pytest.approx(1.0)


@pytest.mark.parametrize("name", LOOKS)
def test_people_can_be_read_on_their_colours(name: str) -> None:
    assert all(contrast(fill, QColor("#FFFFFF")) >= 4.5 for fill in load(name).people)


def test_both_looks_name_the_same_roles() -> None:
    assert set(load("light").colours) == set(load("dark").colours)


def test_a_colour_with_a_veil_keeps_its_alpha_last() -> None:
    assert load("dark").colour("scrim").getRgb() == (0, 0, 0, 0x88)


def painted(size: int, theme: Theme, surface: str, rating: str) -> QImage:
    """A mark in the middle of a surface, twice as large as the mark."""
    image = QImage(size * 2, size * 2, QImage.Format.Format_RGB32)
    image.fill(theme.colour(surface))
    painter = QPainter(image)
    paint_rag(painter, QRect(0, 0, size * 2, size * 2), rating, theme, size)
    painter.end()
    return image


def close(one: QColor, other: QColor) -> bool:
    apart = (one.red() - other.red(), one.green() - other.green(), one.blue() - other.blue())
    return all(abs(step) <= 6 for step in apart)


FILLS = {"green": "rag_g", "amber": "rag_a", "red": "rag_r", "complete": "rag_c"}


@pytest.mark.parametrize("surface", SURFACES)
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", LOOKS)
@pytest.mark.parametrize("rating", FILLS)
def test_a_mark_is_filled_with_its_colour(
    qapp: QApplication, rating: str, name: str, size: int, surface: str
) -> None:
    theme = load(name)
    image = painted(size, theme, surface, rating)
    inside = [QColor(image.pixel(x, y)) for x in range(image.width()) for y in range(image.height())]
    assert sum(close(pixel, theme.colour(FILLS[rating])) for pixel in inside) > size * size * 0.15


@pytest.mark.parametrize("size", SIZES)
def test_marks_differ_by_shape_alone(qapp: QApplication, size: int) -> None:
    """Every rating covers other pixels, so that a grey print tells them apart."""
    theme = load("light")
    shapes = set()
    for rating in RATING_WORDS:
        image = painted(size, theme, "page", rating)
        page = theme.colour("page").rgb()
        shapes.add(
            bytes(image.pixel(x, y) != page for y in range(image.height()) for x in range(image.width()))
        )
    assert len(shapes) == len(RATING_WORDS)


def test_not_rated_is_a_ring_without_fill(qapp: QApplication) -> None:
    theme = load("light")
    image = painted(24, theme, "page", "none")
    assert QColor(image.pixel(24, 18)) == theme.colour("page")
    assert QColor(image.pixel(24, 24)) != theme.colour("page")


def test_an_unknown_rating_is_painted_as_not_rated(qapp: QApplication) -> None:
    theme = load("light")
    assert painted(20, theme, "page", "purple") == painted(20, theme, "page", "none")


def test_marks_are_not_mirrored_and_the_same_arrow_is(qapp: QApplication) -> None:
    theme = load("light")

    def trend(direction: Qt.LayoutDirection, word: str) -> QImage:
        image = QImage(21, 21, QImage.Format.Format_RGB32)
        image.fill(theme.colour("page"))
        painter = QPainter(image)
        painter.setLayoutDirection(direction)
        paint_trend(painter, QRect(0, 0, 21, 21), word, theme)
        painter.end()
        return image

    left, right = Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft
    assert trend(left, "same") != trend(right, "same")
    assert trend(left, "worse") == trend(right, "worse")
    assert len({trend(left, w).pixelColor(10, 6).name() for w in ("better", "worse")}) == 2


def test_marks_say_their_words() -> None:
    assert rating_word("amber", "worse") == "Amber, worse"
    assert rating_word("none") == "Not rated"


@pytest.mark.parametrize("state", COMPLIANCE_WORDS)
def test_every_state_of_compliance_is_painted(qapp: QApplication, state: str) -> None:
    image = QImage(24, 24, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    paint_compliance(painter, QRect(0, 0, 24, 24), state, load("light"))
    paint_gate(painter, QRect(0, 0, 24, 24), load("light"))
    paint_avatar(painter, QRect(0, 0, 8, 8), "TO", load("light"))
    painter.end()
    assert any(image.pixelColor(x, 12) != QColor("white") for x in range(24))


def test_a_person_keeps_their_colour() -> None:
    theme = load("light")
    assert theme.person("TO") == theme.people[(ord("T") + ord("O")) % 8]
    assert initials("Tomas Okafor") == "TO"
    assert initials("Chloë van der Berg") == "CB"
    assert initials("Ada") == "AD"
    assert initials("") == ""


def icon_names() -> set[str]:
    """Every icon that the window's own parts ask for."""
    folder = resource().parent / "pmo_desktop" / "ui"
    texts = [
        p.read_text("utf-8")
        for part in ("shell", "widgets", "delegates")
        for p in (folder / part).glob("*.py")
    ]
    asked = {n for t in texts for n in re.findall(r'(?:icon=|paint_icon\([^"]*|IconMark\()"([a-z0-9-]+)"', t)}
    asked -= {"text2", "warn", "accent_text"}
    return asked | {c.icon for c in WINDOW_COMMANDS if c.icon}


def test_every_icon_asked_for_is_shipped() -> None:
    assert {name for name in icon_names() if not known(name)} == set()


def test_icons_take_the_colour_of_their_tone(qapp: QApplication) -> None:
    image = pixmap("x", QColor("#FF0000"), 16, 2.0).toImage()
    assert image.width() == 32
    inked = {
        image.pixelColor(x, y).name()
        for x in range(32)
        for y in range(32)
        if image.pixelColor(x, y).alpha() == 255
    }
    assert inked == {"#ff0000"}


def test_an_unknown_icon_is_an_empty_square_and_no_error(qapp: QApplication) -> None:
    image = QImage(20, 20, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    paint_icon(painter, QRect(0, 0, 20, 20), "no-such-icon", "text")
    painter.end()
    assert any(image.pixelColor(x, 10) != QColor("white") for x in range(20))


@pytest.mark.parametrize("name", LOOKS)
def test_the_rules_are_filled_in(name: str) -> None:
    rules = sheet(load(name))
    assert "$" not in rules
    for picture in re.findall(r'url\("([^"]+)"\)', rules):
        assert resource("styles", picture.rsplit("/", 1)[-1]).is_file()


def test_a_look_changes_at_once(look: Look, qapp: QApplication) -> None:
    seen: list[str] = []
    look.changed.connect(lambda theme: seen.append(theme.name))
    look.set_mode("dark")
    assert current().dark
    assert qapp.palette().window().color() == load("dark").colour("page")
    look.toggle()
    assert seen == ["dark", "light"]
    assert not current().dark


def test_zoom_takes_steps_of_its_scale(look: Look) -> None:
    look.step_zoom(1)
    assert look.zoom == 1.1
    assert current().px(100) == 110
    assert font(20).pixelSize() == 22
    look.set_zoom(9)
    assert look.zoom == 1.5
    look.step_zoom(1)
    assert look.zoom == 1.5


def test_the_font_is_the_shipped_one(look: Look, qapp: QApplication) -> None:
    from pmo_desktop.ui.theme import register_fonts

    register_fonts()
    assert QFontInfo(font(13)).family().startswith("Noto Sans")


def test_a_button_needs_room_for_all_its_parts(qapp: QApplication) -> None:
    theme = load("light")
    plain = button_width(ButtonLook("New"), theme)
    assert (
        plain
        < button_width(ButtonLook("New", icon="plus"), theme)
        < button_width(ButtonLook("New", icon="plus", key="Ctrl+N"), theme)
    )
    assert button_width(ButtonLook(icon="plus"), theme) == 28
