"""Letters to owners: one each, in his language, with where an action came from; and answers taken back."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from pmo_desktop.domain.ageing import ReminderStep
from pmo_desktop.domain.edits import Batch
from pmo_desktop.domain.organisation import Person
from pmo_desktop.domain.raid import Action, ActionState, Chase
from pmo_desktop.domain.values import LText, Rich
from pmo_desktop.readmodels.actions import ActionEntry, Origin
from pmo_desktop.services.actions.reading import Register
from pmo_desktop.services.actions.reminding import due_reminders, letters, sent
from pmo_desktop.services.actions.replying import Said, matched, taken
from tests import builders as make

TODAY = date(2026, 9, 17)
BODY = make.body()
BOSS = make.person("Ingrid Solberg", email="ingrid@example.org")
CHAIR = make.person("Tomas Okafor", email="tomas@example.org")
OWNER = make.person(
    "Mara Kovac", given="Mara", email="mara@example.org", manager=BOSS.id, languages=("de-AT",)
)
NO_MAIL = make.person("Jo Tan")


def entry(
    text: str, due: date, owner: Person = OWNER, *, origin: Origin | None = None, **more: object
) -> ActionEntry:
    record = make.action(text=Rich(text), due=due, owner=owner.id, body=BODY.id, **more)
    return ActionEntry(record, owner.display_name, origin=origin or Origin())


def register(*rows: ActionEntry) -> Register:
    people = {UUID(int=p.id.int): p for p in (OWNER, BOSS, CHAIR, NO_MAIL)}
    return Register(rows, people, {UUID(int=BODY.id.int): UUID(int=CHAIR.id.int)})


ORIGIN = Origin("PB-2026-08", None, "4", LText.of("Harbour Link"), decision_ref="D-PB-2026-08-01",
                decision_text="Approve the second shift")  # fmt: skip


def test_one_letter_an_owner_in_his_language_with_the_origin() -> None:
    office = register(
        entry("Confirm rates", date(2026, 9, 10), origin=ORIGIN, ref="A-PB-2026-08-01"),
        entry("Write to finance", date(2026, 9, 18), ref="A-PB-2026-08-02"),
        entry("Not yet due", date(2026, 12, 1), ref="A-PB-2026-08-03"),
    )
    [letter] = letters(office, due_reminders(office, TODAY), TODAY)
    assert letter.language == "de"
    assert [r.entry.ref for r in letter.reminders] == ["A-PB-2026-08-01", "A-PB-2026-08-02"]
    assert "4 Harbour Link" in letter.text
    assert "D-PB-2026-08-01 Approve the second shift" in letter.text
    assert "Not yet due" not in letter.text
    assert "A-PB-2026-08-01 erledigt" in letter.text
    assert "these actions" not in letter.text


def test_the_copies_grow_with_the_weeks() -> None:
    def copies(*told: date) -> list[str]:
        late = entry("Confirm rates", date(2026, 8, 20), chases=tuple(Chase(d, "file") for d in told))
        office = register(late)
        [letter] = letters(office, due_reminders(office, TODAY), TODAY)
        return [p.display_name for p in letter.copies]

    assert copies() == []
    assert copies(date(2026, 8, 27)) == ["Ingrid Solberg"]
    assert copies(date(2026, 8, 27), date(2026, 9, 3)) == ["Ingrid Solberg", "Tomas Okafor"]


def test_what_was_agreed_in_a_restricted_part_is_not_told_by_mail() -> None:
    hidden = Origin("PB-2026-08", None, "9", LText.of("Claim of the builder"), restricted=True,
                    decision_ref="D-PB-2026-08-09", decision_text="Settle the claim")  # fmt: skip
    office = register(entry("Offer one million", TODAY, origin=hidden))
    [letter] = letters(office, due_reminders(office, TODAY), TODAY)
    for secret in ("million", "builder", "Settle"):
        assert secret not in letter.text


def test_an_owner_without_an_address_is_told_of() -> None:
    office = register(entry("Confirm rates", TODAY, NO_MAIL))
    [letter] = letters(office, due_reminders(office, TODAY), TODAY)
    assert "Jo Tan" in letter.problem


def test_each_reminder_is_logged_and_not_sent_twice() -> None:
    row = entry("Confirm rates", TODAY)
    office = register(row)
    [letter] = letters(office, due_reminders(office, TODAY), TODAY)
    assert letter.step is ReminderStep.ON_THE_DAY
    [edit] = sent([letter], TODAY, "file").edits
    chases = edit.changes[0].new  # type: ignore[union-attr]
    assert chases == (Chase(TODAY, "file", ()),)
    again = register(entry("Confirm rates", TODAY, chases=chases))
    assert due_reminders(again, TODAY) == []


# -- answers ----------------------------------------------------------------------------------------


def said(ref: str, verdict: str, words: str = "", line: int = 1, language: str = "en") -> Said:
    return Said(ref, verdict, words, language, line, f"{ref} {verdict} {words}", None, "a.txt")


ROW = entry("Confirm rates", TODAY, ref="A-PB-2026-08-01")
CLOSED = entry("Old", TODAY, ref="A-PB-2026-08-02", state=ActionState.CANCELLED)


def wanted(edit: Batch) -> dict[str, object]:
    return {c.name: c.new for step in edit.edits for c in step.changes}  # type: ignore[union-attr]


def test_answers_become_edits_once_they_are_taken() -> None:
    done = matched([said(ROW.ref, "done", "see letter 4")], [ROW], TODAY)
    assert wanted(taken(done, TODAY)) | {} == {
        "state": ActionState.DONE,
        "done_on": TODAY,
        "done_note": Rich("see letter 4"),
    }
    blocked = matched([said(ROW.ref, "blocked", "no permit")], [ROW], TODAY)
    assert wanted(taken(blocked, TODAY))["state"] is ActionState.BLOCKED
    asked = matched([said(ROW.ref, "new_date", "12. Oktober wegen Urlaub", language="de")], [ROW], TODAY)
    assert wanted(taken(asked, TODAY)) == {"wished_due": date(2026, 10, 12)}


def test_what_is_not_understood_is_told_and_changes_nothing() -> None:
    lines = [
        said("A-XX-2026-01-01", "done"),
        said(CLOSED.ref, "done"),
        said(ROW.ref, "unknown", "perhaps"),
        said(ROW.ref, "new_date", "some day", line=2),
    ]
    answers = matched(lines, [ROW, CLOSED], TODAY)
    assert [bool(a.problem) for a in answers] == [True] * 4
    assert taken(answers, TODAY).edits == ()


def test_a_later_line_of_the_same_file_counts() -> None:
    answers = matched([said(ROW.ref, "blocked", line=1), said(ROW.ref, "done", line=2)], [ROW], TODAY)
    assert [a.usable for a in answers] == [False, True]


def test_an_action_is_known_whatever_the_case() -> None:
    row = entry("Confirm", TODAY, ref="A-pb-2026-08-01")
    [answer] = matched([said("A-PB-2026-08-01", "done")], [row], TODAY)
    assert isinstance(answer.entry.record if answer.entry else None, Action)
