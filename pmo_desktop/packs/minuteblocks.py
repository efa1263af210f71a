"""Minutes as blocks: items, numbered entries, decisions and actions with a bar, line numbers for comments."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Sequence

from pmo_desktop.domain.governance import MinuteStyle
from pmo_desktop.domain.meetings import Presence
from pmo_desktop.i18n import tr
from pmo_desktop.packs.blocks import Block, BlockHead, Gap, Para, one_line, para, texts
from pmo_desktop.packs.cells import listed, marked_word, sentence
from pmo_desktop.packs.pen import Pen
from pmo_desktop.packs.styles import (
    BLOCK,
    BODY,
    BODY_BOLD,
    BOX_W,
    GREY,
    INK,
    LINE,
    MID,
    SMALL,
    SMALL_GREY,
    TINT,
)
from pmo_desktop.packs.tables import Cell, Column, Row, table
from pmo_desktop.packs.text import Line, spans, wrap
from pmo_desktop.readmodels import shown
from pmo_desktop.readmodels.minutes import (
    EntryKind,
    MinutedItem,
    MinuteLine,
    MinutesModel,
    RollCall,
)
from pmo_desktop.readmodels.minutes_parts import (
    Grid,
    Heading,
    Paragraph,
    Piece,
    Signature,
    closing,
    corrections_title,
    item_facts,
    line_facts,
    present_words,
    tables,
)
from pmo_desktop.readmodels.minutes_printed import PrintedMinutes, whole
from pmo_desktop.readmodels.minutes_words import KIND_WORDS, PRESENCE_WORDS, ended, owner_words

_NUMBER_AT = 40.0
_TEXT_AT = 79.0
_TEXT_W = BOX_W - _TEXT_AT - 8
_SMALL_LINE = 12.0
_RULE_AT = 2.8 * LINE
_RIGHT_W = 178.0


@dc.dataclass(frozen=True, slots=True)
class Entry:
    """One numbered paragraph of the minutes. `first_line` counts the lines of the document from 1, or 0."""

    number: str
    lines: tuple[Line, ...]
    facts: tuple[Line, ...] = ()
    kind: EntryKind = EntryKind.NOTE
    first_line: int = 0
    link: str = ""
    anchors: tuple[str, ...] = ()
    with_next: bool = False
    after: float = LINE / 2
    margin: int = 0

    @property
    def _whole(self) -> bool:
        return len(self.lines) <= 4 or self.kind in (EntryKind.DECISION, EntryKind.ACTION)

    @property
    def _inner(self) -> float:
        return len(self.lines) * LINE + (len(self.facts) * _SMALL_LINE + 2 if self.facts else 0)

    @property
    def height(self) -> float:
        """Lines, facts, and half a line of white."""
        return -(-self._inner // (LINE / 2)) * (LINE / 2) + self.after

    def split(self, room: float) -> tuple[Block, Block] | None:
        """Not for decisions, actions and short paragraphs, unless no page could hold them."""
        count = min(int(room // LINE), len(self.lines) - 2)
        if count < 2 or (self._whole and self.height < 42 * LINE):
            return None
        first = dc.replace(self, lines=self.lines[:count], facts=(), after=0.0)
        going_on = self.first_line + count if self.first_line else 0
        return first, dc.replace(self, number="", lines=self.lines[count:], first_line=going_on, anchors=())

    def draw(self, pen: Pen) -> None:
        """Bar and tint for what was decided, then number, lines, facts."""
        for key in self.anchors:
            pen.anchor(key)
        if self.kind is EntryKind.DECISION:
            pen.box(33, -1.5, BOX_W - 33, self._inner + 4.5, TINT)
        if self.kind in (EntryKind.DECISION, EntryKind.ACTION):
            colour = INK if self.kind is EntryKind.DECISION else MID
            pen.box(33, -1.5, 2.6, self._inner + 4.5, colour)
        pen.fitted(_NUMBER_AT, 10, self.number, SMALL_GREY, _TEXT_AT - _NUMBER_AT - 3)
        for n, line in enumerate(self.lines):
            if self.margin and n == 0 and self.number:
                pen.text(18, 10, str(self.margin), SMALL_GREY, "r")
            elif self.first_line and not self.margin and (self.first_line + n) % 5 == 0:
                pen.text(18, 10 + n * LINE, str(self.first_line + n), SMALL_GREY, "r")
            pen.line(_TEXT_AT, 10 + n * LINE, line)
        for n, line in enumerate(self.facts):
            pen.line(_TEXT_AT, 10 + len(self.lines) * LINE + n * _SMALL_LINE, line)
        if self.link:
            pen.link(self.link, _NUMBER_AT, 0, BOX_W - _NUMBER_AT, LINE)


@dc.dataclass(frozen=True, slots=True)
class ItemHead:
    """Number and title of an item, its paper at the right."""

    number: str
    title: tuple[Line, ...]
    right: str = ""
    link: str = ""
    anchors: tuple[str, ...] = ()
    with_next: bool = True

    @property
    def height(self) -> float:
        """Title lines and a little white."""
        return len(self.title) * LINE + 3.5

    def split(self, room: float) -> tuple[Block, Block] | None:
        """A heading is not split."""
        return None

    def draw(self, pen: Pen) -> None:
        """Bold number and title."""
        for key in self.anchors:
            pen.anchor(key)
        pen.fitted(_NUMBER_AT - 7, 10, self.number, BLOCK, 28)
        for n, line in enumerate(self.title):
            pen.line(_NUMBER_AT + 22, 10 + n * LINE, line)
        if self.right:
            pen.fitted(BOX_W - 8, 10, self.right, SMALL_GREY, _RIGHT_W, "r")
        pen.link(self.link, _NUMBER_AT, 0, BOX_W - _NUMBER_AT, LINE)


def item_blocks(found: MinutesModel | PrintedMinutes, prefix: str) -> list[Block]:
    """All items; the anchor of an entry is its reference after `minute-`, of an item its number.

    In the margin stand the numbers by which comments name the entries of a draft; where a text has none,
    every fifth line is counted.
    """
    printed = whole(found)
    model = printed.minutes
    if not model.items:
        return [one_line(tr("Nothing was minuted."))]
    blocks: list[Block] = []
    line = 1
    for item in model.items:
        blocks.append(_item_head(item, prefix, printed.outcome_of(item.number)))
        if not item.lines:
            nothing = wrap(spans(tr("Nothing was recorded under this item."), BODY), _TEXT_W)
            blocks.append(Entry("", nothing, first_line=line if model.line_numbers else 0))
            line += 1
        for entry in item.lines:
            block = _entry(printed, entry, line if model.line_numbers else 0)
            blocks.append(block)
            line += len(block.lines)
        blocks.append(Gap(LINE / 2))
    return blocks


def _item_head(item: MinutedItem, prefix: str, outcome: str) -> ItemHead:
    right = listed(item_facts(item, outcome))
    title = wrap(spans(item.title, BLOCK), BOX_W - _NUMBER_AT - _RIGHT_W - 30)
    return ItemHead(item.number, title, right, item.key, (f"{prefix}-{item.number}",))


def _entry(printed: PrintedMinutes, entry: MinuteLine, first_line: int) -> Entry:
    lead = tr(KIND_WORDS[entry.kind]) if entry.kind in KIND_WORDS else ""
    if entry.ref:
        lead = f"{lead} {entry.ref}".strip()
    text = sentence(entry.text)
    if entry.reasons:
        reasons = ended(sentence(entry.reasons))
        text = tr("{decision} Reasons: {reasons}", decision=ended(text), reasons=reasons)
    if entry.kind is EntryKind.ACTION:
        text = f"{ended(text)} {owner_words(entry.owner, entry.due)}"
    source = texts((f"{lead}. " if lead else "", BODY_BOLD), (text, BODY))
    return Entry(
        entry.number,
        wrap(source, _TEXT_W),
        _facts(printed, entry),
        entry.kind,
        first_line,
        f"action-{entry.ref}" if entry.kind is EntryKind.ACTION else "",
        (f"minute-{entry.ref}",) if entry.ref else (),
        margin=printed.facts_of(entry.number).margin if first_line else 0,
    )


def _facts(printed: PrintedMinutes, entry: MinuteLine) -> tuple[Line, ...]:
    parts = line_facts(printed, entry)
    return wrap(spans("  ·  ".join(parts), SMALL_GREY), _TEXT_W) if parts else ()


def roll_call(model: MinutesModel) -> list[Block]:
    """Who was there, with times in and out."""
    head = BlockHead(tr("Attendance"), present_words(model))
    if not model.attendance:
        return [head, one_line(tr("No attendance was recorded."))]
    presence_w = 86.0
    note_w = 72.0 if any(r.note for r in model.attendance) else 0.0
    columns = (
        Column(tr("Name"), 108),
        Column(tr("Capacity"), 74),
        Column(tr("For"), BOX_W - 108 - 74 - presence_w - 64 - note_w),
        Column(tr("Presence"), presence_w),
        Column(tr("In"), 32, "r"),
        Column(tr("Out"), 32, "r"),
        Column("", note_w),
    )
    rows = [_roll_row(r, presence_w) for r in model.attendance]
    return [head, table(columns, rows)]


def _roll_row(person: RollCall, width: float) -> Row:
    mark = "full" if person.presence in (Presence.PRESENT, Presence.REMOTE, Presence.LEFT) else "empty"
    if person.presence is Presence.DEPUTY:
        mark = "half"
    return Row(
        (
            Cell(person.name, bold=True),
            Cell(person.capacity),
            Cell(person.represents),
            marked_word(mark, tr(PRESENCE_WORDS[person.presence]), width),
            Cell(shown.time(person.came) if person.came else ""),
            Cell(shown.time(person.left) if person.left else ""),
            Cell(person.note, grey=True),
        )
    )


def corrections(model: MinutesModel) -> list[Block]:
    """Corrections received since the draft; once it is approved, those agreed, as an annex to the text."""
    if not model.corrections:
        return []
    columns = (Column(tr("Paragraph"), 62), Column(tr("Was"), 200), Column(tr("Now"), BOX_W - 262))
    rows = [
        Row((Cell(c.where), Cell(c.was), Cell(f"{c.now} ({c.by})" if c.by else c.now)))
        for c in model.corrections
    ]
    return [Gap(), BlockHead(corrections_title(model)), table(columns, rows)]


def endings(found: MinutesModel | PrintedMinutes) -> list[Block]:
    """Actions, corrections, amendments, parked points, the next meeting, and who signs."""
    printed = whole(found)
    blocks = [b for piece in (*tables(printed), *closing(printed)) for b in piece_blocks(piece)]
    if printed.style is MinuteStyle.ONE_PAGE:
        return together(blocks, 2)
    return together([*blocks, Gap(LINE / 2), key_line()])


def piece_blocks(piece: Piece) -> list[Block]:
    """A heading, paragraph, table or signature as blocks."""
    match piece:
        case Heading():
            return [Gap(), BlockHead(piece.text)]
        case Paragraph():
            lead = (f"{piece.lead}: ", BODY_BOLD) if piece.lead else ("", BODY)
            return [Para(wrap(texts(lead, (piece.text, BODY)), BOX_W), LINE)]
        case Grid():
            return [_grid(piece), Gap(LINE / 2)] if piece.rows else []
        case Signature():
            return [SignHere(piece)]


_LETTER, _PAD = 4.8, 9.0
"""Points that a letter of a table takes at most on the average, and white between columns."""
_SHORT = 22


def _grid(grid: Grid) -> Block:
    """Short columns as wide as they need, long ones share the rest by how much they say."""
    longest = [
        max(len(t) for t in (head, *(row[n] for row in grid.rows))) for n, head in enumerate(grid.columns)
    ]
    needs = [n * _LETTER + _PAD if n <= _SHORT else 0.0 for n in longest]
    rest, shares = BOX_W - sum(needs), sum(min(n, 80) for n in longest if n > _SHORT)
    if rest < BOX_W / 4 or not shares:
        needs, rest, shares = [0.0] * len(longest), BOX_W, sum(min(n, 46) + 3 for n in longest)
        longest = [min(n, 46) + 3 for n in longest]
    widths = [w or rest * min(n, 80) / shares for w, n in zip(needs, longest, strict=True)]
    columns = [Column(head, wide) for head, wide in zip(grid.columns, widths, strict=True)]
    return table(columns, [Row(tuple(Cell(t) for t in row)) for row in grid.rows])


@dc.dataclass(frozen=True, slots=True)
class SignHere:
    """A line to sign on, with place for the date; or what was signed already."""

    sign: Signature
    anchors: tuple[str, ...] = ()
    with_next: bool = False

    @property
    def height(self) -> float:
        """Room for a hand, and a line of words under it."""
        return 4 * LINE

    def split(self, room: float) -> tuple[Block, Block] | None:
        """A signature is not split."""
        return None

    def draw(self, pen: Pen) -> None:
        """Two rules with name and date under them."""
        if self.sign.said:
            pen.fitted(0, _RULE_AT - 4, self.sign.said, BODY, 300)
        pen.rule(0, _RULE_AT, 300, 0.6, INK)
        pen.rule(330, _RULE_AT, BOX_W - 330, 0.6, INK)
        said = ", ".join(t for t in (self.sign.name, self.sign.capacity) if t)
        pen.fitted(0, _RULE_AT + 11, said, SMALL_GREY, 300)
        pen.text(330, _RULE_AT + 11, tr("Date"), SMALL_GREY)


def together(blocks: Sequence[Block], last: int = 4) -> list[Block]:
    """The same blocks with the last ones tied, so that no page begins with the very last line alone."""
    free, tied = blocks[:-last], blocks[-last:]
    return [*free, *(dc.replace(b, with_next=True) for b in tied[:-1]), *tied[-1:]]  # type: ignore[type-var]


def key_line() -> Block:
    """What the bars mean, said once."""
    words = tr("Dark bar and tint: a decision. Grey bar: an action. Numbers in the margin are for comments.")
    return para(words, dc.replace(SMALL, colour=GREY, lead=12.0))
