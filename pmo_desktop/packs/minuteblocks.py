"""Minutes as blocks: items, numbered entries, decisions and actions with a bar, line numbers for comments."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Sequence

from pmo_desktop.domain.meetings import Presence
from pmo_desktop.i18n import N_, tr, trn
from pmo_desktop.packs.blocks import Block, BlockHead, Gap, one_line, para, texts
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
    MinutesStage,
    RollCall,
)

_NUMBER_AT = 40.0
_TEXT_AT = 79.0
_TEXT_W = BOX_W - _TEXT_AT - 8
_SMALL_LINE = 12.0
_RIGHT_W = 178.0
_LEADS = {
    EntryKind.DECISION: N_("Decision"),
    EntryKind.ACTION: N_("Action"),
    EntryKind.VOTE: N_("Vote"),
    EntryKind.DECLARATION: N_("Interest declared"),
    EntryKind.QUESTION: N_("Question left open"),
    EntryKind.RISK: N_("Risk"),
    EntryKind.ISSUE: N_("Issue"),
    EntryKind.PARKED: N_("Parked"),
    EntryKind.CORRECTION: N_("Correction"),
}
_PRESENCE_WORDS = {
    Presence.PRESENT: N_("present"),
    Presence.REMOTE: N_("present by link"),
    Presence.DEPUTY: N_("by deputy"),
    Presence.APOLOGIES: N_("apologies"),
    Presence.ABSENT: N_("absent"),
    Presence.LEFT: N_("left early"),
    Presence.EXPECTED: N_("expected"),
}


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
            if self.first_line and (self.first_line + n) % 5 == 0:
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


def item_blocks(model: MinutesModel, prefix: str) -> list[Block]:
    """All items; the anchor of an entry is its reference after `minute-`, of an item its number."""
    if not model.items:
        return [one_line(tr("Nothing was minuted."))]
    blocks: list[Block] = []
    line = 1
    for item in model.items:
        blocks.append(_item_head(item, prefix))
        if not item.lines:
            nothing = wrap(spans(tr("Nothing was recorded under this item."), BODY), _TEXT_W)
            blocks.append(Entry("", nothing, first_line=line if model.line_numbers else 0))
            line += 1
        for entry in item.lines:
            block = _entry(entry, line if model.line_numbers else 0)
            blocks.append(block)
            line += len(block.lines)
        blocks.append(Gap(LINE / 2))
    return blocks


def _item_head(item: MinutedItem, prefix: str) -> ItemHead:
    paper = tr("paper {number}", number=item.paper) if item.paper else ""
    right = listed((shown.time(item.started) if item.started else "", item.presenter, paper))
    title = wrap(spans(item.title, BLOCK), BOX_W - _NUMBER_AT - _RIGHT_W - 30)
    return ItemHead(item.number, title, right, item.key, (f"{prefix}-{item.number}",))


def _entry(entry: MinuteLine, first_line: int) -> Entry:
    lead = tr(_LEADS[entry.kind]) if entry.kind in _LEADS else ""
    if entry.ref:
        lead = f"{lead} {entry.ref}".strip()
    text = sentence(entry.text)
    if entry.reasons:
        reasons = _ended(sentence(entry.reasons))
        text = tr("{decision} Reasons: {reasons}", decision=_ended(text), reasons=reasons)
    if entry.kind is EntryKind.ACTION:
        text = f"{_ended(text)} {_owner(entry)}"
    source = texts((f"{lead}. " if lead else "", BODY_BOLD), (text, BODY))
    return Entry(
        entry.number,
        wrap(source, _TEXT_W),
        _facts(entry),
        entry.kind,
        first_line,
        f"action-{entry.ref}" if entry.kind is EntryKind.ACTION else "",
        (f"minute-{entry.ref}",) if entry.ref else (),
    )


def _ended(text: str) -> str:
    stripped = text.rstrip()
    return (
        stripped if stripped.endswith((".", "!", "?", "…", ":", "।", "؟")) or not stripped else stripped + "."
    )


def _owner(entry: MinuteLine) -> str:
    owner = entry.owner or tr("to be confirmed")
    if entry.due is None:
        return tr("Owner {name}, date to be confirmed.", name=owner)
    return tr("Owner {name}, {date}.", name=owner, date=shown.date(entry.due))


def _facts(entry: MinuteLine) -> tuple[Line, ...]:
    parts: list[str] = []
    if entry.vote is not None:
        vote = entry.vote
        counts = tr(
            "{for_} for, {against} against, {abstained} abstained",
            for_=vote.in_favour,
            against=vote.against,
            abstained=vote.abstained,
        )
        parts.append(f"{counts}: {vote.result}" if vote.result else counts)
        parts += [tr("dissent recorded: {who}", who=d) for d in vote.dissent]
    if entry.quorum is not None:
        present, needed = entry.quorum
        words = tr("quorate, {n} present of {needed} needed", n=present, needed=needed)
        lacking = tr("not quorate, {n} present of {needed} needed: to be ratified", n=present, needed=needed)
        parts.append(words if present >= needed else lacking)
    return wrap(spans("  ·  ".join(parts), SMALL_GREY), _TEXT_W) if parts else ()


def roll_call(model: MinutesModel) -> list[Block]:
    """Who was there, with times in and out."""
    head = BlockHead(tr("Attendance"), _present_words(model))
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
            marked_word(mark, tr(_PRESENCE_WORDS[person.presence]), width),
            Cell(shown.time(person.came) if person.came else ""),
            Cell(shown.time(person.left) if person.left else ""),
            Cell(person.note, grey=True),
        )
    )


def _present_words(model: MinutesModel) -> str:
    here = sum(p.presence.here or p.presence is Presence.LEFT for p in model.attendance)
    said = trn("{n} person took part", "{n} people took part", here)
    return listed((said, tr("quorum {n} voting members", n=model.quorum_needed)))


def corrections(model: MinutesModel) -> list[Block]:
    """Corrections received since the draft; once it is approved, those agreed, as an annex to the text."""
    if not model.corrections:
        return []
    columns = (Column(tr("Paragraph"), 62), Column(tr("Was"), 200), Column(tr("Now"), BOX_W - 262))
    rows = [
        Row((Cell(c.where), Cell(c.was), Cell(f"{c.now} ({c.by})" if c.by else c.now)))
        for c in model.corrections
    ]
    agreed = model.stage is MinutesStage.APPROVED
    title = tr("Annex: corrections agreed at approval") if agreed else tr("Corrections received")
    return [Gap(), BlockHead(title), table(columns, rows)]


def endings(model: MinutesModel) -> list[Block]:
    """Parked points, the next meeting, how the minutes were approved."""
    blocks: list[Block] = []
    if model.parked:
        columns = (Column(tr("Point"), BOX_W - 150), Column(tr("Goes to"), 150))
        rows = [Row((Cell(p.text), Cell(p.goes_to))) for p in model.parked]
        blocks += [Gap(), BlockHead(tr("Parked")), table(columns, rows)]
    blocks += [Gap(), BlockHead(tr("Next meeting")), para(_next_words(model), BODY)]
    return together([*blocks, *_signature(model), Gap(LINE / 2), key_line()])


def together(blocks: Sequence[Block], last: int = 4) -> list[Block]:
    """The same blocks with the last ones tied, so that no page begins with the very last line alone."""
    free, tied = blocks[:-last], blocks[-last:]
    return [*free, *(dc.replace(b, with_next=True) for b in tied[:-1]), *tied[-1:]]  # type: ignore[type-var]


def _next_words(model: MinutesModel) -> str:
    closed = ""
    if model.ends:
        closed = tr("The meeting closed at {time}.", time=shown.time(shown.local(model.ends)))
    if model.next_meeting is None:
        return f"{closed} {tr('The next meeting has no date yet.')}".strip()
    there = tr("The next meeting is on {instant}", instant=shown.zoned(model.next_meeting))
    place = f", {model.next_place}" if model.next_place else ""
    return f"{closed} {there}{place}.".strip()


def _signature(model: MinutesModel) -> list[Block]:
    if model.approved_on:
        words = tr("Approved on {date}.", date=shown.date(model.approved_on))
        signed = tr("Signed by {name}.", name=model.signed_by) if model.signed_by else ""
        return [Gap(), para(f"{words} {signed}".strip(), BODY)]
    return []


def key_line() -> Block:
    """What the bars mean, said once."""
    words = tr(
        "Dark bar and tint: a decision. Grey bar: an action. Every fifth line is numbered for comments."
    )
    return para(words, dc.replace(SMALL, colour=GREY, lead=12.0))
