"""Confirms the import of a source: how it is read, every setting of the reader, and what is worth knowing."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ....base.errors import SettingError
from ....data.column_roles import roles_of, with_role
from ....data.import_preview import ImportPreview, preview
from ....data.settings import DataSettings
from ...forms import SettingsForm
from ...i18n.sentences import core_text, translate_sentence
from ...literal import literal
from ...pipeline_summary import is_applicable
from ...widgets.background import Background
from ...widgets.banner import Banner
from ...widgets.confirmation_sheet import ConfirmationSheet
from ...widgets.layouts import scrolled, split
from .data_facts import ImportFacts
from .import_table import ImportTable

SHOWN = ("format", "task", "split", "preparation", "test", "kind", "split_seed", "validation_share")


class ImportSheet(ConfirmationSheet):
    """Each change of a setting reads the source again in the background; the newest preview counts.

    What is confirmed are `DataSettings` with the concrete reader.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hurried = False  # hurried: Enter was pressed before the source was read
        self._looked_at: DataSettings | None = None  # what is shown, or being read
        self._shown: ImportPreview | None = None
        self.problem = Banner()
        self.problem.close_button.hide()
        self.warning = Banner("warning")
        self.warning.close_button.hide()
        self.suggestions = [Banner("note") for _ in range(2)]
        self.table = ImportTable()
        self.facts = ImportFacts()
        self.form = SettingsForm(DataSettings, only=SHOWN)
        self._background = Background(self)
        self.left = split(Qt.Orientation.Vertical, (self.table, scrolled(self.facts)), (280, 220))
        self.left.setStretchFactor(0, 1)
        self.left.setStretchFactor(1, 0)
        self._arrange((self.problem, self.warning, *self.suggestions), self.left, self.form)
        self._connect()

    def _connect(self) -> None:
        self.table.role_chosen.connect(self._on_role)
        self.form.changed.connect(self._on_form_changed)
        self._background.done.connect(self._on_looked)
        self._typing.timeout.connect(self._look_again)
        for place, banner in enumerate(self.suggestions):
            banner.pressed.connect(lambda place=place: self._follow(place))

    def open(self, settings: DataSettings) -> None:
        """Look at the source that `settings` name; the reader writes into them what it finds out."""
        self._shown, self._hurried = None, False
        self.table.show_preview(None)
        self.facts.show_preview(None)
        self._look(settings, guess=True)
        self.form.set_value(settings, undoable=False)
        self.retranslate()
        self.confirm_button.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def busy(self) -> bool:
        """Whether the source is being read, or about to be."""
        return self._background.busy or self._typing.isActive()

    def accept(self) -> None:
        """Import, as soon as it is known that nothing is wrong."""
        if self.busy:
            self._hurried = True
            if self._typing.isActive():
                self._look_again()
        elif self._shown is not None and self._shown.problem is None and self.form.value() is not None:
            settings = self._shown.settings
            self.close_source()
            self.confirmed.emit(settings)
        self._show_state()

    def close_source(self) -> None:
        """Forget the source and whatever is being read."""
        self._typing.stop()
        self._background.forget()
        self._shown, self._looked_at, self._hurried = None, None, False
        self.table.show_preview(None)
        self.facts.show_preview(None)

    def _look(self, settings: DataSettings, *, guess: bool) -> None:
        self._typing.stop()
        self._looked_at = settings
        self._background.start(lambda: preview(settings, guess=guess))
        self._show_state()

    def _on_form_changed(self) -> None:
        """A new format is looked at at once, and finds its settings out; other changes wait for the end of typing."""
        settings: DataSettings | None = self.form.value()
        if settings is None or self._looked_at is None or settings == self._looked_at:
            self._typing.stop()
        elif settings.format.name != self._looked_at.format.name:
            self._look(settings, guess=True)
        else:
            self._typing.start()
        self._show_state()

    def _look_again(self) -> None:
        settings: DataSettings | None = self.form.value()
        if settings is not None:
            self._look(settings, guess=False)

    def _on_looked(self, found: ImportPreview) -> None:
        first = self._shown is None
        self._shown, self._looked_at = found, found.settings
        if found.preview is not None or first:
            self.table.show_preview(found.preview, roles_of(found.settings.format))
        self.facts.show_preview(found)
        self.form.set_value(found.settings, undoable=not first)  # tells nothing new: it is what was looked at
        self._show_sentences()
        self._show_state()
        hurried, self._hurried = self._hurried, False
        if hurried:
            self.accept()

    def _show_sentences(self) -> None:
        found = self._shown
        self.problem.say(translate_sentence(found.problem) if found and found.problem else "")
        self.warning.say_all(found.urgent if found else ())
        offered = found.suggestions if found else ()
        for place, banner in enumerate(self.suggestions):
            if place < len(offered):
                banner.say(translate_sentence(offered[place].reason), translate_sentence(offered[place].offer))
            else:
                banner.say("")

    def _show_state(self) -> None:
        self.state.setText(self.tr("Reading…") if self.busy else "")
        wrong = self.form.value() is None
        known = not self.busy and self._shown is not None and self._shown.problem is not None
        self.confirm_button.setEnabled(not wrong and not known)
        self.confirm_button.setToolTip(
            literal(self.form.problem_text() if wrong else self.tr("Open these data (Enter)"))
        )
        self._show_chain()

    def _show_chain(self) -> None:
        """Which steps suit, and which are added by themselves."""
        chain, found = self.form.chain("preparation"), self._shown
        if chain is not None and found is not None and found.dataset is not None:
            symbolic = found.dataset.train.symbolic
            chain.set_suits(lambda cls: is_applicable(cls, symbolic=symbolic))
            used = found.dataset.pipeline.steps if found.dataset.pipeline else ()
            chain.set_automatic([step.title for step in used[len(found.settings.preparation) :]])

    def _follow(self, place: int) -> None:
        """Do what is suggested."""
        settings: DataSettings | None = self.form.value()
        if settings is not None and self._shown is not None:
            self.form.set_value(settings.replaced(dict(self._shown.suggestions[place].changes)))
            self._look_again()

    def _on_role(self, column: int, role: str) -> None:
        settings: DataSettings | None = self.form.value()
        held = self.table.rows.preview
        if settings is None or held is None or role == held.roles[column]:
            return
        try:
            reader = with_role(settings.format, held, column, role)
        except SettingError as error:
            self.problem.say("\n".join(translate_sentence(sentence) for sentence in error.problems.values()))
        else:
            self.form.set_value(settings.changed(format=reader))
            self._look_again()

    def retranslate(self) -> None:
        """Every text; the form follows by itself."""
        source = Path(self._looked_at.train) if self._looked_at else Path()
        self.title.setText(self.tr("Import {name}").format(name=core_text(source.name)))
        self.path.setText(str(source.parent))
        self.cancel_button.setText(self.tr("Cancel"))
        self.cancel_button.setToolTip(self.tr("Keep what was open (Esc)"))
        self.confirm_button.setText(self.tr("Import"))
        self.table.setAccessibleName(self.tr("Beginning of the data"))
        self.facts.retranslate()
        self._show_sentences()
        self._show_state()
