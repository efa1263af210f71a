"""The head of the import receipt: which file, whether anything is stored, and what can be done."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from pmo_desktop.i18n import tr, trn
from pmo_desktop.readmodels.receipt import facts, import_words
from pmo_desktop.ui.pages.receipt_files import File
from pmo_desktop.ui.widgets.buttons import Button
from pmo_desktop.ui.widgets.header import PageHeader
from pmo_desktop.ui.widgets.marks import Tag


class ReceiptHead(PageHeader):
    """Title, tag, facts of the file shown; save, leave and import."""

    def __init__(
        self, save: Callable[[], object], leave: Callable[[], object], store: Callable[[], object]
    ) -> None:
        super().__init__(tr("Import receipt"), side_by_side=False)
        self._tag = Tag(tr("Dry run, nothing stored yet"), "info", icon="info")
        self._save = Button(tr("Save receipt…"), icon="download", on_click=save)
        self._leave = Button(tr("Cancel"), on_click=leave)
        self.button = Button(tr("Import"), look="primary", icon="import", key="Ctrl+Enter", on_click=store)
        self.add_beside_title(self._tag)
        for button in (self._save, self._leave, self.button):
            self.add_action(button)

    def show_file(self, file: File | None, files: Sequence[File], *, storing: bool) -> None:
        """Speak of this file, and of all of them where several are ready."""
        found = file.found if file else None
        stored = bool(file and file.stored)
        self.set_facts(facts(found) if found else "")
        self._tag.setVisible(file is not None)
        said = tr("Stored") if stored else tr("Dry run, nothing stored yet")
        self._tag.set_text(said, "pos" if stored else "info")
        self._save.setVisible(found is not None)
        self._leave.setText(tr("Go to the register") if stored else tr("Cancel"))
        self._leave.setVisible(file is not None)
        self._leave.updateGeometry()
        self._show_button(files, storing=storing)

    def _show_button(self, files: Sequence[File], *, storing: bool) -> None:
        ready = [f for f in files if f.ready]
        one = ready[0].found if len(ready) == 1 and len(files) == 1 else None
        many = trn("Import {n} file", "Import {n} files", len(ready))
        self.button.setText(import_words(one) if one else many)
        self.button.setVisible(bool(ready))
        self.button.setEnabled(not storing)
        self.button.updateGeometry()
