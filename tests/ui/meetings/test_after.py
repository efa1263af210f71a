"""After the meeting, by hand: lines worded by keys, the chair's changes, comments, approval, notices."""

from __future__ import annotations

from email import message_from_bytes, policy
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from pmo_desktop.domain.fault import Fault
from pmo_desktop.domain.minutes import MinutesState, SignedHow
from pmo_desktop.domain.reviewing import AmendmentState, CommentState
from pmo_desktop.readmodels.tidy import Lack
from pmo_desktop.ui.pages.meetings.minutes.tab import AfterTab
from tests.ui.meeting_table import Table

ALT, PLAIN = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.NoModifier


@pytest.fixture
def after(live: Table) -> Table:
    """The meeting has ended, and its tab is in front."""
    live.page.live.end()
    live.settled()
    live.page.choose("after")
    live.until(lambda: bool(tab(live).wording.list.rows.rows))
    return live


def tab(table: Table) -> AfterTab:
    return table.page.after


def press(table: Table, key: Qt.Key, modifier: Qt.KeyboardModifier = PLAIN) -> None:
    QTest.keyClick(tab(table).wording.card.edit, key, modifier)


def state(table: Table) -> MinutesState | None:
    return table.facts.minutes.state if table.facts.minutes else None


def fill_what_lacks(table: Table) -> None:
    """Everything that the chair asks for."""
    wording = tab(table).wording
    while wording._tidy.missing:
        wording.next_missing()
        lack = wording._tidy.missing[0].lack
        typed = {Lack.OWNER: "mk", Lack.DATE: "+5 wd", Lack.REASON: "it saves a year", Lack.OUTCOME: "def"}
        QTest.keyClicks(wording.card.ask, typed[lack])
        QTest.keyClick(wording.card.ask, Qt.Key.Key_Return)
        assert wording.card.why.text() == ""


def goes_to(table: Table, goal: MinutesState) -> None:
    tab(table).advance(goal)
    table.until(lambda: state(table) is goal)
    table.settled()


def circulated(table: Table) -> None:
    fill_what_lacks(table)
    goes_to(table, MinutesState.CHAIR_REVIEW)
    goes_to(table, MinutesState.CIRCULATED)


def test_enter_goes_from_line_to_line_and_folds_what_is_worded(after: Table) -> None:
    wording = tab(after).wording
    first, many = wording.card.line, len(wording.list.rows.rows)
    assert first is not None
    press(after, Qt.Key.Key_Return)
    press(after, Qt.Key.Key_Return)
    after.settled()
    assert wording.count.text() == f"2 of {many} worded"
    assert len(wording.list.rows.rows) == many - 2
    assert wording.card.line is not None
    assert wording.card.line.id != first.id
    assert sum(e.tidied for e in after.stored().entries) == 2
    wording.all.click()
    assert len(wording.list.rows.rows) == many


def test_a_suggestion_is_one_key_away_and_undo_takes_it_back(after: Table) -> None:
    wording = tab(after).wording
    point = next(e for e in after.facts.entries if e.text.startswith("Capacity"))
    wording.take_up(point.id)
    press(after, Qt.Key.Key_1, ALT)
    said = wording.card.edit.toPlainText()
    assert said.startswith("It was noted that capacity of the piling crew was")
    wording.card.edit.undo()
    assert wording.card.edit.toPlainText() == point.text
    press(after, Qt.Key.Key_1, ALT)
    press(after, Qt.Key.Key_Return)
    after.settled()
    assert after.stored().notes.by_id[point.id].text == said
    after.desk.undo()
    after.until(lambda: not after.facts.notes.by_id[point.id].tidied)
    assert after.stored().notes.by_id[point.id].text == point.text


def test_a_key_without_an_offer_types_nothing(after: Table) -> None:
    before = tab(after).wording.card.edit.toPlainText()
    press(after, Qt.Key.Key_9, ALT)
    assert tab(after).wording.card.edit.toPlainText() == before


def test_what_lacks_is_typed_where_it_is_missed(after: Table) -> None:
    wording = tab(after).wording
    assert wording.missing.lead
    fill_what_lacks(after)
    after.settled()
    assert wording.missing.lead == ""
    assert all(d.reasons for d in after.stored().decisions.all())


def test_the_chairs_changes_are_tracked_accepted_and_declined(after: Table) -> None:
    fill_what_lacks(after)
    goes_to(after, MinutesState.CHAIR_REVIEW)
    minutes = after.facts.minutes
    assert minutes is not None
    assert minutes.drafted_at is not None
    assert tab(after).which.key == "changes"
    tab(after).choose("wording")
    lines = after.facts.entries[:2]
    for line in lines:
        tab(after).wording.take_up(line.id)
        tab(after).wording.card.edit.put(f"{line.text} As read by the chair.")
        press(after, Qt.Key.Key_Return)
    after.until(lambda: len(tab(after).state.review.proposed) == 2)
    assert after.stored().notes.by_id[lines[0].id].text == lines[0].text
    tab(after).advance(MinutesState.CIRCULATED)
    after.until(lambda: "2 other wordings" in tab(after).problem.lead)
    tab(after).choose("changes")
    QTest.keyClick(tab(after).changes.list, Qt.Key.Key_A)
    after.until(lambda: len(tab(after).state.review.proposed) == 1)
    QTest.keyClick(tab(after).changes.list, Qt.Key.Key_D)
    after.until(lambda: not tab(after).state.review.proposed)
    states = sorted(a.state.value for a in tab(after).state.review.amendments)
    assert states == [AmendmentState.ACCEPTED.value, AmendmentState.DECLINED.value]
    stored = after.stored()
    assert stored.notes.by_id[lines[0].id].text.endswith("As read by the chair.")
    assert stored.notes.by_id[lines[1].id].text == lines[1].text


def test_a_comment_that_waits_keeps_the_minutes_from_the_table(after: Table) -> None:
    circulated(after)
    comments = tab(after).comments
    comments.line.setText("1")
    comments.text.setText("<b>say</b> more & less")
    QTest.keyClick(comments.text, Qt.Key.Key_Return)
    after.until(lambda: tab(after).state.review.open_comments == 1)
    tab(after).advance(MinutesState.TABLED)
    after.until(lambda: tab(after).problem.lead == "1 comment waits for an answer.")
    comments.answer(CommentState.DECLINED)
    assert comments.problem.lead.startswith("Say why")
    comments.reason.setText("It was said so.")
    comments.answer(CommentState.DECLINED)
    after.until(lambda: tab(after).state.review.open_comments == 0)
    goes_to(after, MinutesState.TABLED)


def test_the_database_refuses_to_table_over_an_open_comment(after: Table) -> None:
    from pmo_desktop.services.meetings.minutes import advance

    circulated(after)
    comments = tab(after).comments
    comments.text.setText("on all of it")
    comments.add()
    after.until(lambda: tab(after).state.review.open_comments == 1)
    with pytest.raises(Fault, match="comment"):
        after.desk.office.change(advance(after.facts, MinutesState.TABLED), "around the screen")


def test_an_accepted_comment_changes_the_line(after: Table) -> None:
    circulated(after)
    comments = tab(after).comments
    line = after.facts.entries[0]
    comments.line.setText(after.facts.numbers[line.id])
    comments.text.setText("say otherwise")
    comments.add()
    after.until(lambda: comments.wording.toPlainText() == line.text)
    comments.wording.setPlainText("Said otherwise.")
    comments.answer(CommentState.ACCEPTED)
    after.until(lambda: tab(after).state.review.open_comments == 0)
    assert after.stored().notes.by_id[line.id].text == "Said otherwise."


def test_minutes_are_approved_signed_amended_and_their_notes_disposed_of(
    after: Table, tmp_path: Path
) -> None:
    circulated(after)
    goes_to(after, MinutesState.TABLED)
    tab(after).approval.approve_now()
    after.until(lambda: state(after) is MinutesState.APPROVED)
    after.settled()
    minutes = after.stored().minutes
    assert minutes is not None
    assert minutes.approved_on is not None
    assert minutes.body_hash
    signing = tab(after).signing
    scan = tmp_path / "signed.pdf"
    scan.write_bytes(b"%PDF-1.7 signed")
    signing.take_scan(scan)
    signing.sign_now()
    after.until(lambda: state(after) is MinutesState.SIGNED)
    after.settled()
    minutes = after.stored().minutes
    assert minutes is not None
    assert minutes.signed_how is SignedHow.WET_INK
    assert minutes.signed_copy is not None
    after.until(lambda: tab(after).disposal._found.allowed)
    typed = [e.raw for e in after.facts.entries if e.raw]
    tab(after).disposal.look_now()
    assert not tab(after).disposal.act.isHidden()
    tab(after).disposal.dispose_now()
    after.until(lambda: not tab(after).disposal._found.notes)
    assert not any(e.raw for e in after.stored().entries)
    trail = str(after.desk.office.store.reader.history(most=5000))
    assert not [raw for raw in typed if raw not in str(after.facts.entries) and raw in trail]
    assert "rough notes disposed of" in trail


def test_approved_minutes_take_an_amendment_and_stay_as_they_are(after: Table) -> None:
    circulated(after)
    goes_to(after, MinutesState.TABLED)
    tab(after).approval.approve_now()
    after.until(lambda: state(after) is MinutesState.APPROVED)
    after.settled()
    line = after.facts.entries[0]
    amendments = tab(after).amendments
    amendments.line.setText("1")
    assert amendments.reads.text() == line.text
    amendments.reads.setText("Fifteen, not fifty.")
    amendments.propose_now()
    after.until(lambda: len(tab(after).state.review.proposed) == 1)
    amendments.adopt_now()
    assert amendments.problem.lead.startswith("Name the decision")
    assert after.stored().notes.by_id[line.id].text == line.text


def test_each_owner_gets_a_notice_as_a_mail_draft(after: Table, tmp_path: Path) -> None:
    tab(after).choose("notices")
    said: list[str] = []
    tab(after).told.connect(said.append)
    tab(after).notices.write_into(tmp_path)
    after.until(lambda: bool(said))
    files = sorted(tmp_path.glob("*.eml"))
    assert len(files) == len(tab(after).notices.model.all_rows()) == 1
    mail = message_from_bytes(files[0].read_bytes(), policy=policy.default)
    body = mail.get_body()
    assert body is not None
    assert "Confirm night rates" in body.get_content()


def test_before_the_meeting_there_is_nothing_to_word(table: Table) -> None:
    table.open()
    table.page.choose("after")
    assert tab(table)._stack.currentWidget() is tab(table)._empty
