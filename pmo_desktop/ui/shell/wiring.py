"""What a page says and where it goes: its signals, joined to the frame."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pmo_desktop.ui.shell.page import Page
from pmo_desktop.ui.widgets.notices import Notice

if TYPE_CHECKING:
    from pmo_desktop.ui.shell.window import Shell


def connect_page(shell: Shell, name: str, page: Page) -> None:
    """Join the signals of a page built just now; in the status bar only the page in front is heard.

    What a page said last is kept, so that it is said again when somebody comes back to the page.
    """

    def say(lead: str, rest: str) -> None:
        shell.spoken[name] = lead, rest
        if shell.in_front(name):
            shell.say(lead, rest)

    def facts(text: str) -> None:
        shell.known[name] = text
        if shell.in_front(name):
            shell.facts(text)

    def toast(text: str, command: str) -> None:
        action = shell.actions_.get(command) if command else None
        shell.toast(text, shell.actions_.word(command) if action else "", action.trigger if action else None)

    def notice(found: object) -> None:
        if isinstance(found, Notice):
            shell.banners.raise_notice(found)

    page.status.connect(lambda text: say("", text))
    page.says.connect(say)
    page.facts.connect(facts)
    page.inspect.connect(lambda widget: shell.inspected(name, widget))
    page.go.connect(shell.go)
    page.toast.connect(toast)
    page.notice.connect(notice)

    def moved() -> None:
        if shell.in_front(name):
            shell.body.speak_in(page.below_head)
            shell.fold_as_due()

    page.head_moved.connect(moved)
    page.notice_over.connect(shell.banners.clear)
