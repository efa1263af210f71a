"""What the designer of packs offers in the menu Record, the context menu and the palette."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pmo_desktop.i18n import tr, trn

if TYPE_CHECKING:
    from pmo_desktop.ui.pages.packs import PacksPage


class PacksMenu:
    """Declares the acts of the page and says why one cannot be done now."""

    def __init__(self, page: PacksPage) -> None:
        self._page = page
        add, acts = page.does.add, page.acts
        pages, open_pack = self._why_no_pages, self._why_frozen
        add(tr("Approve and freeze…"), acts.approve, icon="stamp", why_not=self._why_not_ready)
        add(tr("New version…"), page.begin_version, icon="files", why_not=self._why_not_frozen)
        add(tr("Build again"), page.build_now, icon="refresh-cw", why_not=open_pack)
        add(tr("Add paper…"), acts.add_paper, icon="plus", band=1, why_not=open_pack)
        add(tr("Commentary…"), acts.write_commentary, icon="pen-line", band=1, why_not=open_pack)
        page.sections.offer(self._why_no_section)
        add(tr("See as grey print"), self._grey, icon="eye", band=3, why_not=pages)
        add(tr("Whole page"), lambda: page.preview.view.set_zoom(0.0), icon="maximize", band=3, why_not=pages)
        add(tr("Print…"), acts.print_pages, keys="Ctrl+P", icon="printer", band=4, why_not=pages)
        add(
            tr("Wall chart of all works…"),
            acts.wall_chart,
            icon="chart-gantt",
            band=4,
            why_not=self._why_no_pack,
        )
        add(tr("Export PDF…"), acts.export, keys="Ctrl+Shift+E", icon="download", band=4, why_not=pages)
        add(tr("Verify a file…"), acts.verify_file, icon="shield-check", band=4)
        add(tr("Open the meeting"), self._open_meeting, icon="scale", band=5, why_not=self._why_no_pack)

    def _grey(self) -> None:
        see = self._page.preview.see_as
        see.choose("colour" if see.key == "grey" else "grey")
        self._page.preview.view.set_grey(see.key == "grey")

    def _open_meeting(self) -> None:
        if self._page.loaded is not None:
            self._page.go.emit(f"meetings/{self._page.loaded.meeting_id}")

    # -- reasons -----------------------------------------------------------------------------------

    def _why_no_pack(self) -> str:
        return "" if self._page.loaded is not None else tr("No pack is open")

    def _why_no_pages(self) -> str:
        page = self._page
        ready = page.loaded is not None and (page.built is not None or page.frozen)
        return self._why_no_pack() or ("" if ready else tr("The pages are being made"))

    def _why_frozen(self) -> str:
        frozen = tr("Frozen: nothing can be changed") if self._page.frozen else ""
        return self._why_no_pack() or frozen

    def _why_not_frozen(self) -> str:
        draft = "" if self._page.frozen else tr("This version is not frozen yet")
        return self._why_no_pack() or draft

    def _why_not_ready(self) -> str:
        stops = self._page.stopping
        why = trn("{n} problem stops the issue", "{n} problems stop the issue", stops) if stops else ""
        return self._why_frozen() or self._why_no_pages() or why

    def _why_no_section(self) -> str:
        chosen = "" if self._page.sections.current() is not None else tr("Select a section first")
        return self._why_frozen() or chosen
