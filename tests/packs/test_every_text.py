"""Every text of a printed pack and of minutes comes from translation or from the database."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Iterator

import pypdfium2
import pytest

from pmo_desktop import i18n
from pmo_desktop.bootstrap import build_minutes, build_pack, load_example, open_office
from pmo_desktop.domain.edits import batch, between
from pmo_desktop.domain.ids import MeetingId
from pmo_desktop.domain.meetings import Meeting, MeetingState
from pmo_desktop.domain.values import Zoned
from pmo_desktop.readmodels.review import ReviewFacts
from pmo_desktop.services.meetings.printing import printed_of
from pmo_desktop.services.meetings.reading import read_meeting
from pmo_desktop.services.office import Office
from pmo_desktop.services.publishing.assembling import assemble, gather
from pmo_desktop.services.publishing.issue import papers_of
from tests.tools import script
from tests.ui.texts import Data

translations = script("translations")


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """The example office in English; its boards speak the pseudo-language."""
    path = tmp_path_factory.mktemp("paper") / "office.db"
    made = open_office(f"sqlite:///{path}", create=True)
    load_example(made)
    reader = made.store.reader
    speakers = [*reader.all("body"), *(s for s in reader.all("minute_set") if not s.state.settled)]
    made.change(batch(between(s, dc.replace(s, language=i18n.PSEUDO)) for s in speakers), "Set up")
    yield made
    made.close()


@pytest.fixture(scope="module")
def data(office: Office) -> Data:
    """What the database says, and what stands in the papers that were handed in."""
    documents = office.store.reader.all("document")
    papers = (office.store.files.get(d.file_hash) for d in documents if d.file_hash)
    return Data(office, "PMO Desktop", *(line for paper in papers for line in lines(paper)))


def lines(pdf: bytes) -> list[str]:
    """The lines of text of all pages, as they lie on the paper."""
    document = pypdfium2.PdfDocument(pdf)
    said = "\n".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    return said.splitlines()


def meeting(office: Office, state: MeetingState) -> Meeting:
    found = (m for m in office.store.reader.all("meeting") if m.state is state and m.ref.startswith("PB"))
    return next(found)


def untranslated(pdf: bytes, data: Data) -> list[str]:
    """Lines with words that are neither marked nor data, and source texts that stand there as they are."""
    sources = {str(text.id) for text in translations.all_texts(translations.CODE) if text.id}
    return [f"{p!r} in {line!r}" for line in lines(pdf) for p in data.untranslated_on_paper(line, sources)]


def test_the_pack(office: Office, data: Data) -> None:
    uid = MeetingId(meeting(office, MeetingState.AGENDA_AGREED).id)
    facts = gather(office.store, uid)
    as_of = Zoned(office.now(), facts.meeting.meeting.starts.zone)
    content = assemble(facts, as_of, i18n.PSEUDO)
    built = build_pack(content, papers_of(office.store.files, content))
    assert built.pages > 15
    assert untranslated(built.pdf, data) == []


@pytest.mark.parametrize("state", [MeetingState.ENDED, MeetingState.MINUTES_APPROVED])
def test_the_minutes(office: Office, data: Data, state: MeetingState) -> None:
    facts = read_meeting(office.store.reader, MeetingId(meeting(office, state).id))
    assert facts is not None
    assert facts.minutes is not None
    spoken = dc.replace(facts.minutes, language=i18n.PSEUDO)  # approved minutes keep theirs in the database
    facts = dc.replace(facts, minute_sets=facts.minute_sets.put(spoken))
    with i18n.speaking(i18n.PSEUDO):
        model = printed_of(facts, ReviewFacts(), {}, office.store.reader.all("organisation")[0])
    assert model.minutes.language == i18n.PSEUDO
    there = tuple(
        dc.replace(a, represents="") for a in model.minutes.attendance
    )  # else broken over two lines
    model = dc.replace(model, minutes=dc.replace(model.minutes, attendance=there))
    assert untranslated(build_minutes(model), data) == []
