"""Where there is no room, what matters least gives way, and what went can still be reached."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from pmo_desktop.bootstrap import open_office
from pmo_desktop.main import main
from pmo_desktop.ui.minutes.keys import MarkerKeys
from pmo_desktop.ui.widgets.buttons import Button
from pmo_desktop.ui.widgets.folding import Folding
from pmo_desktop.ui.widgets.text import Label


def test_buttons_lose_their_words_in_order_and_get_them_back(qtbot: QtBot) -> None:
    bar = QWidget()
    row = QHBoxLayout(bar)
    row.setContentsMargins(0, 0, 0, 0)
    first, second, said = Button("Print", icon="printer"), Button("New line", icon="plus"), Label("See as")
    for widget in (said, first, second):
        row.addWidget(widget)
    row.addStretch(1)
    folding = Folding(bar, row, (first, said, second))
    qtbot.addWidget(bar)
    whole = sum(w.sizeHint().width() for w in (first, second, said)) + 3 * row.spacing()
    bar.show()
    bar.resize(whole, 40)
    folding.share_out()
    assert (first.sizeHint().width(), said.isHidden()) == (first.whole_width(), False)
    bar.setFixedWidth(whole - 10)
    folding.share_out()
    assert first.sizeHint().width() < first.whole_width()
    assert first.toolTip()
    assert not said.isHidden()
    bar.setFixedWidth(first.sizeHint().width() + second.whole_width() + 2 * row.spacing())
    folding.share_out()
    assert said.isHidden()
    assert second.sizeHint().width() == second.whole_width()
    bar.setFixedWidth(whole + 10)
    folding.share_out()
    assert (first.sizeHint().width(), said.isHidden()) == (first.whole_width(), False)


def test_markers_without_room_are_in_the_menu_and_the_roll_has_letters_of_its_own(qtbot: QtBot) -> None:
    keys = MarkerKeys()
    qtbot.addWidget(keys)
    keys.show()
    keys.setFixedWidth(5000)
    assert keys.left_out() == []
    keys.setFixedWidth(420)
    left = [marker.kind for marker in keys.left_out()]
    assert left
    assert left == list(MarkerKeys.ORDER[-len(left) :])
    assert not keys._more.isHidden()
    keys.show_roll(calling=True)
    assert [key.isHidden() for key in keys._roll] == [False] * len(MarkerKeys.ROLL)
    assert len(keys.left_out()) == len(MarkerKeys.ORDER)
    keys.show_roll(calling=False)
    assert [marker.kind for marker in keys.left_out()] == left


@pytest.mark.parametrize("page", ["project/NONE", "register/NONE", "meetings/NONE"])
def test_a_picture_of_a_record_that_is_not_here_is_refused(
    page: str, tmp_path: Path, qapp: QApplication, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "office.db"
    open_office(str(path), create=True).close()
    out = tmp_path / "page.png"
    assert main(["shot", "--db", str(path), "--page", page, "--out", str(out)]) == 1
    assert "“NONE”" in capsys.readouterr().err
    assert not out.exists()
