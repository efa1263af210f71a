"""The print window of a plan: choices, advice, true pages, files; remembered with the plan."""

from __future__ import annotations

import dataclasses as dc
import datetime as dt
import errno
import json
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPageLayout
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot
from reportlab.pdfgen.canvas import Canvas

from pmo_desktop.bootstrap import plan_pdf
from pmo_desktop.charts.paper.pages import Column, Fit, PaperSettings, PrintFacts, Rows
from pmo_desktop.domain.fault import Fault
from pmo_desktop.ui.jobs import Jobs
from pmo_desktop.ui.pages.project.plan import PlanTab
from pmo_desktop.ui.pages.project.plan_print import to_print
from pmo_desktop.ui.preview.printing import print_pages, ready_printer
from pmo_desktop.ui.print.dialog import PlanPrint, chosen_settings
from pmo_desktop.ui.print.form import PaperForm
from pmo_desktop.ui.print.making import PlanToPrint, proof, write_plan
from pmo_desktop.ui.print.printer import PrinterChoice, dots, plan_printer
from pmo_desktop.ui.theme.look import Look, Mode
from pmo_desktop.ui.widgets.remembered import Memory
from tests.charts.samples import bridge, long_plan
from tests.ui.project_window import Made
from tests.ui.project_window import Opened as OpenedPage

FACTS = PrintFacts("AQ-014", dt.datetime(2026, 9, 15, 10, 12), "Ann", "Baseline 1")
NONE: frozenset[str] = frozenset()


def quiet(_share: float, _text: str) -> None:
    pass


class Opened:
    """The window with a plan in it."""

    def __init__(self, bot: QtBot, app: QApplication, rows: int = 120) -> None:
        Look(app, Mode.LIGHT)
        self.bot, self.jobs, self.kept, self.said = bot, Jobs(), Memory(), list[str]()
        plan = PlanToPrint(long_plan(rows), NONE, frozenset({"t13"}), FACTS)
        self.window = PlanPrint(plan, plan_pdf, self.jobs, self.kept, "one", self.said.append)
        bot.addWidget(self.window)
        self.window.resize(1200, 760)
        self.window.show()
        self.settle()

    def settle(self) -> None:
        """Wait until the pages are there."""
        self.bot.wait(20)
        self.bot.waitUntil(
            lambda: not self.jobs.running and not self.window.waiting and self.window.preview.shows_pages,
            timeout=20_000,
        )

    @property
    def pages(self) -> int:
        return self.window.preview.view.count


@pytest.fixture
def opened(qtbot: QtBot, qapp: QApplication) -> Iterator[Opened]:
    made = Opened(qtbot, qapp)
    yield made
    made.window.close()
    made.jobs.shut_down()


def test_the_true_pages_are_shown(opened: Opened) -> None:
    assert opened.pages == len(opened.window.plan_layout.sheets) == 4
    assert "4 sheets of A3" in opened.window.facts
    opened.window.preview.view.turn(1)
    assert opened.window.preview.view.page == 1


def test_a_choice_makes_the_pages_anew_and_is_remembered(opened: Opened) -> None:
    form = opened.window.form
    form.paper.setCurrentIndex(form.paper.findData("A4"))
    opened.bot.wait(260)
    opened.settle()
    assert "of A4" in opened.window.facts
    assert opened.pages > 4
    assert json.loads(opened.kept.value("print/plan/one"))["paper"] == "A4"
    assert chosen_settings(opened.kept, "another").paper == "A4"


def test_one_sheet_warns_and_offers_a_paper(opened: Opened) -> None:
    form = opened.window.form
    form.fit.setCurrentIndex(form.fit.findData(Fit.ONE))
    opened.bot.wait(260)
    opened.settle()
    assert opened.pages == 1
    advice = opened.window.plan_layout.advice[0]
    assert "below your smallest" in advice.text
    opened.window.use(advice)
    opened.bot.wait(260)
    opened.settle()
    assert opened.window.settings.paper == advice.paper
    assert opened.window.plan_layout.type_size >= 7


def test_a_file_is_written_whole_and_said(opened: Opened, tmp_path: Path) -> None:
    path = tmp_path / "plan.pdf"
    opened.window.write(path)
    opened.bot.waitUntil(lambda: bool(opened.said), timeout=20_000)
    assert str(path) in opened.said[0]
    assert len(pypdfium2.PdfDocument(path)) == 4
    opened.window.write(tmp_path / "no" / "plan.pdf")
    opened.bot.waitUntil(lambda: len(opened.said) == 2, timeout=20_000)
    assert "could not be written" in opened.said[1]


def test_the_form_gives_back_what_it_shows(qtbot: QtBot, qapp: QApplication) -> None:
    Look(qapp, Mode.LIGHT)
    form = PaperForm(dt.date(2026, 6, 15))
    qtbot.addWidget(form)
    wish = PaperSettings(
        paper="archE", portrait=True, fit=Fit.PAGES, pages=7, rows=Rows.LEVEL, level=3, type_size=8.0,
        first=dt.date(2026, 1, 2), last=dt.date(2026, 3, 4), classification="Secret", links=False,
        columns=(Column.NUMBER, Column.WBS, Column.NAME, Column.PEOPLE),
    )  # fmt: skip
    form.show_settings(wish)
    assert form._read_days()
    assert form.settings() == wish
    form.last.setText("2 Jan 2025")
    assert form.settings().last == dt.date(2026, 3, 4)
    form.last.setText("nonsense words")
    assert form.settings().last == dt.date(2026, 3, 4)
    form.last.setText("")
    assert form.settings().last is None


def test_pictures_of_several_sheets_are_several_files(tmp_path: Path) -> None:
    plan = PlanToPrint(long_plan(60), NONE, NONE, FACTS)
    layout = plan.laid_out(PaperSettings(paper="A4"))
    files = write_plan(tmp_path / "plan.svg", layout, FACTS, plan_pdf, quiet)
    assert [f.name for f in files] == ["plan-S.svg", "plan-A1.svg", "plan-B1.svg"]
    assert "Collect requirements, release 1<" in files[1].read_text(encoding="utf-8")
    single = PlanToPrint(bridge(), NONE, NONE, FACTS).laid_out(PaperSettings(paper="A4"))
    (picture,) = write_plan(tmp_path / "plan.png", single, FACTS, plan_pdf, quiet, dpi=72)
    assert picture.read_bytes().startswith(b"\x89PNG")


def test_stopping_leaves_no_file(tmp_path: Path) -> None:
    class Stop(Exception):
        pass

    def tell(share: float, _text: str) -> None:
        if share > 0.4:
            raise Stop

    layout = PlanToPrint(long_plan(60), NONE, NONE, FACTS).laid_out(PaperSettings(paper="A4"))
    for name in ("plan.svg", "plan.pdf"):
        with pytest.raises(Stop):
            write_plan(tmp_path / name, layout, FACTS, plan_pdf, tell)
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_is_said_and_the_old_file_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "plan.pdf"
    path.write_bytes(b"%PDF old")

    def full(_fd: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    layout = PlanToPrint(bridge(), NONE, NONE, FACTS).laid_out(PaperSettings(paper="A4"))
    with pytest.raises(Fault, match="No space left on device"):
        write_plan(path, layout, FACTS, plan_pdf, quiet)
    assert path.read_bytes() == b"%PDF old"
    assert len(list(tmp_path.iterdir())) == 1


def test_a_name_of_another_kind_is_refused(tmp_path: Path) -> None:
    layout = PlanToPrint(bridge(), NONE, NONE, FACTS).laid_out(PaperSettings())
    with pytest.raises(Fault, match=r"\.pdf, \.svg or \.png"):
        write_plan(tmp_path / "plan.docx", layout, FACTS, plan_pdf, quiet)


def test_a_printer_takes_paper_and_way(qapp: QApplication, tmp_path: Path) -> None:
    printer = plan_printer(PaperSettings(paper="A4"), "Plan")
    assert printer.pageLayout().orientation() is QPageLayout.Orientation.Landscape
    assert dots(PaperSettings(paper="A3")) == 300
    assert dots(PaperSettings(paper="A0")) < 200
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    settings = PaperSettings(paper="A4")
    made = proof(PlanToPrint(bridge(), NONE, NONE, FACTS).laid_out(settings), FACTS, plan_pdf, quiet)
    assert print_pages(printer, made.pdf, quiet, dots=60) == 1
    wide, high = pypdfium2.PdfDocument(tmp_path / "printed.pdf")[0].get_size()
    assert (round(wide), round(high)) == (842, 595)


def test_what_was_chosen_at_the_printer_is_kept_with_the_plan(
    opened: Opened, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    asked: list[PrinterChoice] = []

    def answer(question: QPrintDialog) -> int:
        printer = question.printer()
        asked.append(PrinterChoice.of(printer))
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(tmp_path / f"{len(asked)}.pdf"))
        printer.setCopyCount(3)
        printer.setColorMode(QPrinter.ColorMode.GrayScale)
        printer.setResolution(50)
        return int(QDialog.DialogCode.Accepted)

    monkeypatch.setattr(QPrintDialog, "exec", answer)
    opened.window.send()
    opened.bot.waitUntil(lambda: bool(opened.said) and not opened.jobs.running, timeout=60_000)
    assert opened.said == ["4 pages sent to the printer"]
    again = PlanPrint(opened.window._plan, plan_pdf, opened.jobs, opened.kept, "one", opened.said.append)
    opened.bot.addWidget(again)
    again.send()
    first, second = asked
    assert (first.copies, first.grey) == (1, False)
    assert (second.copies, second.grey) == (3, True)
    opened.bot.waitUntil(lambda: not opened.jobs.running, timeout=60_000)
    assert len(pypdfium2.PdfDocument(tmp_path / "1.pdf")) >= 4


@pytest.mark.parametrize("text", ["", "{", "[]", '{"copies": "x", "duplex": "Sideways", "name": 7}'])
def test_a_damaged_choice_is_the_usual_one(text: str) -> None:
    assert PrinterChoice.read(text) == PrinterChoice()


def test_a_choice_is_read_as_it_was_written() -> None:
    chosen = PrinterChoice("Third floor", 12, "DuplexShortSide", grey=True, collate=False)
    assert PrinterChoice.read(chosen.text) == chosen
    assert PrinterChoice.read(dc.replace(chosen, copies=0).text).copies == 1


def test_fold_outs_are_printed_on_paper_of_their_own(qapp: QApplication, tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "pack.pdf"), pagesize=(595, 842))
    canvas.drawString(72, 700, "One")
    canvas.showPage()
    canvas.setPageSize((1190, 842))
    canvas.drawString(72, 700, "Fold-out")
    canvas.showPage()
    canvas.setPageSize((595, 842))
    canvas.drawString(72, 700, "Two")
    canvas.save()
    body = (tmp_path / "pack.pdf").read_bytes()
    printer = ready_printer(body, "Pack")
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    assert print_pages(printer, body, quiet, dots=40) == 3
    pages = pypdfium2.PdfDocument(tmp_path / "printed.pdf")
    assert [round(page.get_size()[0], -1) for page in pages] == [600, 1190, 600]


def test_the_plan_page_opens_it_with_code_name_and_selection(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    page = OpenedPage(Made(tmp_path / "office.db"), qtbot, qapp)
    made = page.made
    page.page.open(f"{made.work.id}/plan")
    page.settle()
    tab = page.page.tab
    assert isinstance(tab, PlanTab)
    tab.print_plan()
    page.until(lambda: bool(tab.findChildren(PlanPrint)))
    (window,) = tab.findChildren(PlanPrint)
    page.until(lambda: window.isVisible() and window.preview.shows_pages)
    assert window.plan_layout.name == tab.view.model.name
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert not window.isVisible()
    plan = to_print(tab, "Ann")
    assert (plan.facts.code[:4], plan.facts.by) == ("PRJ-", "Ann")
    assert plan.selected == frozenset(tab.view.selected_ids)
    page.close()
