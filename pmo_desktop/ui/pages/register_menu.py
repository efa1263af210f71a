"""What the register offers in the menu Record, the context menu and the palette."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pmo_desktop.i18n import tr

if TYPE_CHECKING:
    from pmo_desktop.ui.pages.register import RegisterPage


class RegisterMenu:
    """Declares the acts of the page and says why one cannot be done now."""

    def __init__(self, page: RegisterPage) -> None:
        self._page, self._list = page, page.listed
        self._works()
        self._cells()
        self._views()
        self._paper()

    def _works(self) -> None:
        add, page, chosen = self._page.does.add, self._page, self._why_none
        add(tr("New work"), page.new_work, keys="Ctrl+N", icon="plus", everywhere=True)
        add(tr("Open the selected work"), page.open_selected, keys="Ctrl+O", icon="folder-open",
            why_not=chosen, everywhere=True)  # fmt: skip
        add(tr("Roadmap of the selected works"), self._roadmap, icon="chart-gantt", why_not=chosen)
        add(tr("Add to agenda"), page.add_to_agenda, icon="scale", shown_key="A", why_not=chosen)
        add(tr("Put before a body…"), self._put_before, icon="send", why_not=chosen)
        add(tr("Level resources…"), self._level, icon="users", why_not=chosen)
        add(tr("Archive the selected works"), page.acts.archive, keys="Ctrl+Backspace", icon="archive",
            why_not=chosen, everywhere=True)  # fmt: skip

    def _put_before(self) -> None:
        ids = [row.id for row in self._list.selected()]
        self._page.acts.put_before(self._list.table, ids)

    def _cells(self) -> None:
        add, table = self._page.does.add, self._list.table
        add(tr("Edit the cell"), self._edit, icon="pencil", band=1, shown_key="F2", why_not=self._why_no_cell)
        add(tr("Copy as a table"), table.copy_selection, icon="copy", band=1, shown_key="Ctrl+C",
            why_not=self._why_none)  # fmt: skip
        add(tr("Paste onto the cells"), self._page.acts.paste, icon="clipboard-paste", band=1,
            shown_key="Ctrl+V", why_not=self._why_no_cell)  # fmt: skip

    def _views(self) -> None:
        add, views = self._page.does.add, self._page.views
        add(tr("Group by"), self._list.choose_group, icon="group", band=2, shown_key="G")
        add(tr("Clear filters"), self._list.clear_filters, icon="funnel-x", band=2, why_not=self._why_all)
        add(tr("Save view"), views.keep, icon="save", band=2, why_not=self._why_same)
        add(tr("Keep as a new view"), views.ask_name, icon="bookmark", band=2)
        add(tr("Remove this view"), views.drop, icon="trash-2", band=2, why_not=self._why_not_own)

    def _paper(self) -> None:
        add, page = self._page.does.add, self._page
        add(tr("Print view"), page.print_view, keys="Ctrl+P", icon="printer", band=3, everywhere=True,
            why_not=self._why_empty)  # fmt: skip
        if page.table_bytes is not None:
            add(tr("Export these rows…"), self._export, icon="file-spreadsheet", band=3,
                why_not=self._why_empty)  # fmt: skip

    # -- reasons -----------------------------------------------------------------------------------

    def _why_none(self) -> str:
        return "" if self._list.selected() else tr("Select a work first")

    def _why_no_cell(self) -> str:
        return "" if self._list.current() is not None else tr("Select a work first")

    def _why_empty(self) -> str:
        return "" if self._list.model.rowCount() else tr("The list is empty")

    def _why_all(self) -> str:
        filtered = self._list.bar.tokens() or self._list.bar.text.strip()
        return "" if filtered else tr("No filter is set")

    def _why_same(self) -> str:
        return "" if self._page.views.changed else tr("The view is shown as it was saved")

    def _why_not_own(self) -> str:
        own = self._page.views.now.own
        return "" if own else tr("Only a view of your own can be removed")

    # -- acts --------------------------------------------------------------------------------------

    def _edit(self) -> None:
        """Open the current cell, or say why it cannot be edited."""
        table = self._list.table
        if not self._page.acts.explain():
            table.setFocus()
            table.edit(table.currentIndex())

    def _level(self) -> None:
        """Level the selected works, as the menu Tools does."""
        for action in self._page.window().actions():
            if action.objectName() == "level":
                action.trigger()

    def _roadmap(self) -> None:
        """Show the selected works in one chart, in the order of the list."""
        self._page.go.emit("roadmap/" + ",".join(str(row.id) for row in self._list.selected()))

    def _export(self) -> None:
        from pmo_desktop.ui.pages.register_export import export_rows

        page = self._page
        if page.table_bytes is not None:
            title = tr("Register: {view}", view=page.views.title_now)
            export_rows(page, self._list.table, title, page.table_bytes)
