"""A whole pack: composed until its page numbers stand, drawn once, foreign pages laid in.

Pure and deterministic: the same content and papers give the same bytes, on any day.
"""

from __future__ import annotations

import dataclasses as dc
import io
import threading
from collections.abc import Mapping, Sequence
from typing import Any

from pmo_desktop.i18n import speaking, tr
from pmo_desktop.packs import fonts, furniture
from pmo_desktop.packs.composition import compose
from pmo_desktop.packs.context import Composed, Context, Numbering
from pmo_desktop.packs.furniture import Foot, Tab
from pmo_desktop.packs.layout import Page, number, paginate, title_lines, within_paper
from pmo_desktop.packs.located import placed
from pmo_desktop.packs.papers import Laid, PaperRead, lay, read_papers
from pmo_desktop.packs.pen import Pen, Problem
from pmo_desktop.packs.styles import BOX_H, FOLDS, GREY, SHEETS, Sheet, Style
from pmo_desktop.readmodels.pack import PackContent
from pmo_desktop.readmodels.pack_front import Agenda
from pmo_desktop.readmodels.pack_works import UploadedPaper

DRAWING = threading.Lock()
"""ReportLab keeps fonts in a registry of the process, so documents are drawn one after another."""
MOST_PASSES = 5


@dc.dataclass(frozen=True, slots=True)
class PackBuilt:
    """A finished pack: its bytes, how many pages, their labels, and what should be looked at first.

    `starts` gives the first page of each section by its key.
    """

    pdf: bytes
    pages: int
    labels: tuple[str, ...]
    problems: tuple[Problem, ...]
    starts: Mapping[str, int]


def build_pack(content: PackContent, papers: Mapping[str, bytes]) -> PackBuilt:
    """Print a pack. `papers` holds the bytes of uploaded papers by their SHA-256 in hexadecimal.

    Raises `fonts.GlyphMissing`, with section and record, for a character that no bundled font has, and
    `ValueError` when two sections have the same key. A paper that cannot be printed becomes a page that
    says so and a problem.
    """
    keys = [s.head.key for s in content.sections]
    if len(set(keys)) != len(keys):
        raise ValueError(
            f"two sections of a pack have the same key: {sorted(k for k in keys if keys.count(k) > 1)}"
        )
    wanted = [(s.sha256, s.file_name, s.pages) for s in content.sections if isinstance(s, UploadedPaper)]
    with speaking(content.printing.language), placed(content):
        read = read_papers(wanted, papers)
        with DRAWING:
            return _build(content, read)


def _build(content: PackContent, read: Mapping[str, PaperRead]) -> PackBuilt:
    fonts.register()
    context, pages = _settled(content, read)
    pdf, drawn = _draw(context, pages)
    sheet = SHEETS[content.printing.paper]
    laid = [
        Laid(
            p.number,
            *p.foreign,
            _box_left(sheet, p.number, content),
            sheet.height - sheet.top - BOX_H,
            bound_left=_box_left(sheet, p.number, content) == sheet.inside,
        )
        for p in pages
        if p.foreign
    ]
    once = {p.text: p for p in reversed([*_paper_problems(content, read, context.numbering), *drawn])}
    problems = tuple(sorted(once.values(), key=lambda p: p.page))
    labels = tuple(str(p.number) for p in pages)
    return PackBuilt(lay(pdf, laid, read), len(pages), labels, problems, dict(context.numbering.pages))


def _settled(content: PackContent, read: Mapping[str, PaperRead]) -> tuple[Context, list[Page]]:
    """Compose and number again until the numbers printed are the numbers found."""
    continued = [tr("{title}, continued", title=s.head.title) for s in content.sections]
    numbering, pages = Numbering(), []
    context = Context.of(content, numbering)
    for _ in range(MOST_PASSES):
        context = dc.replace(context, numbering=numbering)
        sections = [compose(s, context, read) for s in content.sections]
        pages = paginate(sections, continued, duplex=content.printing.duplex)
        found = number(pages)
        if found == numbering:
            break
        numbering = found
    return context, pages


def _paper_problems(
    content: PackContent, read: Mapping[str, PaperRead], numbering: Numbering
) -> tuple[Problem, ...]:
    found: list[Problem] = []
    for section in content.sections:
        if not isinstance(section, UploadedPaper):
            continue
        paper, page = read[section.sha256], numbering.pages.get(section.head.key, 0)
        if paper.problem:
            found.append(Problem(page, paper.problem))
        elif paper.pages != section.pages:
            words = tr(
                "The file {name} has {n} pages, not {said} as announced.",
                name=section.file_name,
                n=paper.pages,
                said=section.pages,
            )
            found.append(Problem(page, words))
    return tuple(found)


def _box_left(sheet: Sheet, page: int, content: PackContent) -> float:
    """Odd pages bind at the left; without duplex all do."""
    return sheet.inside if page % 2 or not content.printing.duplex else sheet.outside


def _draw(context: Context, pages: Sequence[Page]) -> tuple[bytes, list[Problem]]:
    content = context.content
    sheet = SHEETS[content.printing.paper]
    out = io.BytesIO()
    canvas = new_canvas(out, sheet, content.printing.language)
    _describe(canvas, content)
    drawing = _Drawing(context, sheet, canvas, within_paper(pages), _tabs(pages))
    for page in pages:
        drawing.page(page)
        canvas.showPage()
    canvas.save()
    return out.getvalue(), drawing.problems


def new_canvas(out: io.BytesIO, sheet: Sheet, language: str) -> Any:
    """A canvas without clock or chance; its page labels are the numbers printed."""
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(
        out,
        pagesize=(sheet.width, sheet.height),
        pageCompression=1,
        invariant=1,
        lang=language,
        pdfVersion=(1, 7),
        initialFontName="NotoSans-Regular",
    )
    canvas.setTitle("")
    canvas.addPageLabel(0, style="ARABIC", start=1)
    canvas.showOutline()
    return canvas


def _describe(canvas: Any, content: PackContent) -> None:
    canvas.setTitle(fonts.fold(content.title))
    canvas.setAuthor(fonts.fold(content.organisation))
    canvas.setSubject(fonts.fold(f"{content.meeting.body}, {content.meeting.ref}"))
    canvas.setKeywords(fonts.fold(content.classification))
    canvas.setCreator("PMO Desktop")


def _tabs(pages: Sequence[Page]) -> dict[str, Tab]:
    """The tab that each section stands under, by its key."""
    found: dict[str, Tab] = {}
    tab: Tab | None = None
    for page in pages:
        if page.of is None:
            continue
        head = page.of.section.head
        if head.key not in found:
            if head.tab:
                tab = Tab(tab.number + 1 if tab else 1, head.tab)
            if tab:
                found[head.key] = tab
    return found


@dc.dataclass(slots=True)
class _Drawing:
    """Draws the pages of one pack, in reading order: watermark, furniture, head, body, foot."""

    context: Context
    sheet: Sheet
    canvas: Any
    parts: Mapping[int, tuple[int, int]]
    tabs: Mapping[str, Tab]
    problems: list[Problem] = dc.field(default_factory=list)

    def page(self, page: Page) -> None:
        """One page."""
        printing = self.context.content.printing
        pen = Pen(self.canvas, page.number, self.context.numbering.pages)
        pen.outer_right = page.number % 2 == 1 or not printing.duplex
        fold = FOLDS[printing.paper]
        wide = fold.width if page.folds else self.sheet.width
        self.canvas.setPageSize((wide, self.sheet.height))
        pen.x = fold.margin if page.folds else _box_left(self.sheet, page.number, self.context.content)
        pen.y = self.sheet.height - self.sheet.top
        if page.folds:
            pen.wide = fold.width - 2 * fold.margin
        agenda = self._agenda()
        if page.of is None:
            furniture.header(pen, self.context, agenda)
            words = tr("This page is intentionally blank")
            pen.text(pen.wide / 2, pen.high * 0.45, words, Style("sans", 10.5, colour=GREY), "c")
            furniture.footer(pen, self.context, Foot(page.number, self.context.numbering.total, ""), agenda)
        else:
            self._section_page(pen, page, page.of, agenda)
        self.problems += pen.problems

    def _agenda(self) -> str:
        return next((s.head.key for s in self.context.content.sections if isinstance(s, Agenda)), "")

    def _section_page(self, pen: Pen, page: Page, composed: Composed, agenda: str) -> None:
        head = composed.section.head
        word = self.context.content.printing.watermark or composed.watermark
        if word and not page.foreign:
            furniture.watermark(pen, word)
        if page.nth == 1:
            self._announce(pen, composed)
        plain, framed = composed.look == "page", composed.look != "cover"
        if framed:
            furniture.header(pen, self.context, agenda)
        if plain and not page.foreign:
            continued = tr("{title}, continued", title=head.title)
            lines = title_lines(composed, first=page.nth == 1, continued=continued)
            furniture.section_head(pen, head, lines, self.context.content.meeting.ref, agenda)
        for item in page.placed:
            with pen.at(0, item.y):
                item.block.draw(pen)
        if framed:
            name = f"{head.paper} {head.title}".strip()
            foot = Foot(page.number, self.context.numbering.total, name, self.parts.get(page.number))
            furniture.footer(pen, self.context, foot, agenda)
            if head.key in self.tabs:
                fold = FOLDS[self.context.content.printing.paper]
                furniture.tab(pen, self.tabs[head.key], fold.margin if page.folds else self.sheet.outside)

    def _announce(self, pen: Pen, composed: Composed) -> None:
        """Bookmark and outline: tab words first, their sections under them, parts of a section below."""
        head = composed.section.head
        pen.anchor(head.key)
        level = 1 if head.key in self.tabs else 0
        if head.tab:
            over = f"{head.key}-tab"  # an entry is known by its place, so two entries need two
            pen.anchor(over)
            pen.outline(head.tab, over, 0)
        pen.outline(f"{head.paper} {head.title}".strip(), head.key, level)
        for title, key in composed.outline:
            if key in pen.pages:
                pen.outline(title, key, level + 1)
