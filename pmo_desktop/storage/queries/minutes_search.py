"""Every decision, action, minute, risk, issue and vote by words and conditions: two statements a search.

The words stand in a full-text index that triggers keep (migration 0006): FTS5 on SQLite, `tsvector` on
PostgreSQL. Both fold capitals and accents and find words by their beginning. What is written without
spaces (Chinese, Thai ...) or has no letters at all is looked for anywhere in the text.
"""

from __future__ import annotations

import unicodedata
from functools import reduce
from typing import Any

import sqlalchemy as sa

from pmo_desktop.domain.searchwords import Phrase
from pmo_desktop.domain.searchwords_keys import FoundKind, Key
from pmo_desktop.domain.values import LText
from pmo_desktop.readmodels.minutes_found import (
    MOST,
    OPEN,
    FoundLine,
    FoundLines,
    Known,
    KnownNames,
    Wanted,
)
from pmo_desktop.storage.asking import Asking
from pmo_desktop.storage.queries.cells import id_of, title_of, words
from pmo_desktop.storage.queries.minutes_search_conditions import SEARCHED, closed, condition
from pmo_desktop.storage.tables import TABLES

_WORDS = sa.table("searched_words", sa.column("rowid", sa.Integer), sa.column("words", sa.Text))
_ON_ID = {"decision": FoundKind.DECISION, "action": FoundKind.ACTION, "minute_entry": FoundKind.MINUTE,
          "vote": FoundKind.VOTE, "risk": FoundKind.RISK, "issue": FoundKind.ISSUE}  # fmt: skip
_KIND = {kind.value: kind for kind in FoundKind}


def searched(reader: Asking, wanted: Wanted, most: int = MOST) -> FoundLines:
    """The lines that fit: those with the very words first, the newest first among them; and all counts."""
    s, server = SEARCHED.c, reader.engine.dialect.name == "postgresql"
    fits = _matching(wanted.phrases, server)
    fits += [condition(c, wanted.today) for c in wanted.conditions if c.key is not Key.KIND]
    counted = sa.select(s.kind, sa.func.count()).where(*fits).group_by(s.kind)
    counts = {_KIND[kind]: int(n) for kind, n in reader.rows(counted)}
    kinds = [condition(c, wanted.today) for c in wanted.conditions if c.key is Key.KIND]
    if not counts:
        return FoundLines()
    rows = reader.rows(_lines([*fits, *kinds], _exact(wanted.phrases, server), most))
    return FoundLines(tuple(_line(row, wanted) for row in rows), counts)


# -- words -----------------------------------------------------------------------------------------


def _matching(phrases: tuple[Phrase, ...], server: bool) -> list[sa.ColumnElement[bool]]:
    """The conditions on words."""
    anywhere = [_has(p, server) for p in phrases if p.inside and not p.without]
    absent = [~_has(p, server) for p in phrases if p.inside and p.without]
    indexed = [p for p in phrases if not p.inside]
    with_, without = [p for p in indexed if not p.without], [p for p in indexed if p.without]
    found = _joined(with_, server) if with_ else []
    return [*found, *(~_in_index([p], server) for p in without), *anywhere, *absent]


def _tokens(text: str) -> list[str]:
    """The words of a phrase as both databases part them."""
    plain = "".join(c if unicodedata.category(c)[0] in "LNM" else " " for c in text)
    return plain.split()


def _asked(phrases: list[Phrase], server: bool) -> sa.ColumnElement[str]:
    """What an index is asked, in its own language: every phrase."""
    if server:
        parts = [_of_server(p) for p in phrases]
        return reduce(lambda one, other: one + " & " + other, parts)
    return sa.literal(" AND ".join(_of_file(p) for p in phrases), sa.Text)


def _of_file(phrase: Phrase) -> str:
    """A phrase as FTS5 takes it."""
    return f'"{" ".join(_tokens(phrase.text))}"' + ("" if phrase.exact else " *")


def _of_server(phrase: Phrase) -> sa.ColumnElement[str]:
    """A phrase as PostgreSQL takes it; its function folds the words as it folded those of the index."""
    folded = [sa.func.searched_fold(token, type_=sa.Text) for token in _tokens(phrase.text)]
    said: sa.ColumnElement[str] = sa.literal("('", sa.Text)
    for at, word in enumerate(folded):
        said = (said + "' <-> '" + word) if at else (said + word)
    return said + ("')" if phrase.exact else "':*)")


def _in_index(phrases: list[Phrase], server: bool) -> sa.ColumnElement[bool]:
    """Whether a line has all of these phrases."""
    asked = _asked(phrases, server)
    if server:
        query = sa.func.to_tsquery(sa.literal_column("'simple'"), asked)
        return SEARCHED.c.vector.op("@@", is_comparison=True)(query)
    found = sa.select(_WORDS.c.rowid).where(sa.literal_column("searched_words").op("MATCH")(asked))
    return SEARCHED.c.number.in_(found)


def _joined(phrases: list[Phrase], server: bool) -> list[sa.ColumnElement[bool]]:
    """The same for what a search begins with: on SQLite the index comes first and rows follow from it."""
    if server:
        return [_in_index(phrases, server)]
    match = sa.literal_column("searched_words").op("MATCH")(_asked(phrases, server))
    return [SEARCHED.c.number == _WORDS.c.rowid, match]


def _has(phrase: Phrase, server: bool) -> sa.ColumnElement[bool]:
    """Whether the text has these signs anywhere, in either way of writing accents."""
    ways = dict.fromkeys((phrase.text, *(unicodedata.normalize(f, phrase.text) for f in ("NFC", "NFD"))))
    column = SEARCHED.c.words if server else _WORDS.c.words
    has = sa.or_(*(column.icontains(way, autoescape=True) for way in ways))
    return has if server else SEARCHED.c.number.in_(sa.select(_WORDS.c.rowid).where(has))


def _exact(phrases: tuple[Phrase, ...], server: bool) -> sa.ColumnElement[int]:
    """0 for lines that have all the words whole and side by side, 1 for the others."""
    said = " ".join(p.text for p in phrases if not p.without and not p.inside)
    if not said:
        return sa.literal(0, sa.Integer)
    return sa.case((_in_index([Phrase(said, exact=True)], server), 0), else_=1)


# -- lines -----------------------------------------------------------------------------------------


def _lines(fits: list[sa.ColumnElement[bool]], rank: sa.ColumnElement[int], most: int) -> sa.Select[Any]:
    """The best lines with the names that they speak of; only these are joined to their records."""
    s = SEARCHED.c
    own = (s.number, s.record, s.kind, s.ref, s.day, s.state, s.owner, s.speaker, s.body, s.meeting,
           s.item, s.work, s.restricted)  # fmt: skip
    picked = sa.select(*own, rank.label("rank")).where(*fits)
    best = picked.order_by(sa.text("rank"), s.day.desc().nulls_last(), s.number.desc()).limit(most)
    top = best.subquery("top")
    t = {family: TABLES[family] for family in _ON_ID}
    meeting, body, item = TABLES["meeting"], TABLES["body"], TABLES["agenda_item"]
    work, owner = TABLES["work"], TABLES["person"].alias("owner")
    speaker = TABLES["person"].alias("speaker")
    source = top.outerjoin(meeting, meeting.c.id == top.c.meeting).outerjoin(item, item.c.id == top.c.item)
    source = source.outerjoin(body, body.c.id == sa.func.coalesce(top.c.body, meeting.c.body, type_=sa.Uuid))
    source = source.outerjoin(work, work.c.id == sa.func.coalesce(top.c.work, item.c.work, type_=sa.Uuid))
    source = source.outerjoin(owner, owner.c.id == top.c.owner)
    source = source.outerjoin(speaker, speaker.c.id == top.c.speaker)
    for family, kind in _ON_ID.items():
        source = source.outerjoin(
            t[family], sa.and_(t[family].c.id == top.c.record, top.c.kind == kind.value)
        )
    texts = [t[f].c.text for f in ("decision", "action", "minute_entry", "vote")]
    titles = [words(t[f].c.title) for f in ("risk", "issue")]
    more = (t["decision"].c.reasons, t["action"].c.done_note, t["risk"].c.event, t["issue"].c.impact)
    query = sa.select(
        top.c.record, top.c.kind, top.c.ref, sa.func.coalesce(*texts, *titles), sa.func.coalesce(*more, ""),
        top.c.day, top.c.state, sa.func.coalesce(t["action"].c.due, t["issue"].c.due),
        owner.c.display_name, speaker.c.display_name, body.c.code,
        top.c.meeting, meeting.c.ref, item.c.number, work.c.id, work.c.ref,
        sa.or_(top.c.restricted, sa.func.coalesce(item.c.part, "a") == "b", top.c.record.in_(closed())),
    )  # fmt: skip
    order = (top.c.rank, top.c.day.desc().nulls_last(), top.c.number.desc())
    return query.select_from(source).order_by(*order)


def _line(row: Any, wanted: Wanted) -> FoundLine:
    (uid, kind, ref, text, more, day, state, due, owner, speaker, body, meeting, meeting_ref, item, work,
     work_ref, restricted_) = row  # fmt: skip
    of = _KIND[kind]
    if of in (FoundKind.RISK, FoundKind.ISSUE):
        text = str(title_of(text)) if text else ""
    late = of in OPEN and due is not None and due < wanted.today and state in OPEN[of]
    return FoundLine(
        of, id_of(uid), ref, text or "", more or "", day, state, due, owner or "", speaker or "", body or "",
        id_of(meeting) if meeting else None, meeting_ref or "", item or "",
        id_of(work) if work else None, work_ref or "", bool(restricted_), late,
    )  # fmt: skip


# -- names -----------------------------------------------------------------------------------------


def known_names(reader: Asking) -> KnownNames:
    """Who and what a search may name, in one statement; archived ones too, since minutes name them."""
    person, body, work, meeting = (TABLES[f] for f in ("person", "body", "work", "meeting"))
    nothing = sa.literal("", sa.Text)
    parts = [
        _named("0", person, person.c.initials, person.c.display_name),
        _named("1", body, body.c.code, words(body.c.title)),
        _named("2", work, nothing, words(work.c.title)),
        _named("3", meeting, nothing, words(meeting.c.title)),
    ]
    found: tuple[list[Known], ...] = ([], [], [], [])
    for what, uid, ref, code, title in reader.rows(sa.union_all(*parts).order_by("what", "ref")):
        said = title_of(title) if title and title.startswith("{") else LText.of(title or "")
        found[int(what)].append(Known(id_of(uid), tuple(c for c in (code, ref) if c), said))
    people, bodies, works, meetings = found
    return KnownNames(tuple(people), tuple(bodies), tuple(works), tuple(reversed(meetings)))


def _named(
    what: str, table: sa.Table, code: sa.ColumnElement[str], title: sa.ColumnElement[str]
) -> sa.Select[Any]:
    return sa.select(
        sa.literal(what, sa.Text).label("what"), table.c.id.label("id"), table.c.ref.label("ref"),
        code.label("code"), title.label("title"),
    )  # fmt: skip
