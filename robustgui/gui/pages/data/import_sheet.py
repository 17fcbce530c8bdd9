"""Confirms the import of a source: its beginning, facts and warnings, and the settings of its reader."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ....base.errors import SettingError
from ....data.column_roles import roles_of, with_role
from ....data.import_preview import ImportPreview, preview
from ....data.settings import DataSettings
from ...forms import SettingsForm
from ...i18n.sentences import translate_sentence
from ...literal import literal
from ...pipeline_watcher import is_applicable
from ...widgets.background import Background
from ...widgets.banner import Banner
from ...widgets.confirmation_sheet import ConfirmationSheet
from ...widgets.layouts import make_scroll_area, split
from .data_facts import ImportFacts
from .import_table import ImportTable

SHOWN = ("format", "task", "split", "preparation", "test", "kind", "split_seed", "validation_share")


class ImportSheet(ConfirmationSheet):
    """Each change of a setting reads the source again in the background; the newest preview counts.

    What is confirmed are `DataSettings` with the concrete reader.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_accepted = False  # Enter was pressed before the source was read
        self._settings: DataSettings | None = None  # of the preview that is shown or being read
        self._preview: ImportPreview | None = None
        self.problem = Banner()
        self.problem.close_button.hide()
        self.warning = Banner("warning")
        self.warning.close_button.hide()
        self.suggestions = [Banner("note") for _ in range(2)]
        self.table = ImportTable()
        self.facts = ImportFacts()
        self.form = SettingsForm(DataSettings, only=SHOWN)
        self._background = Background(self)
        self.left = split(Qt.Orientation.Vertical, (self.table, make_scroll_area(self.facts)), (280, 220))
        self.left.setStretchFactor(0, 1)
        self.left.setStretchFactor(1, 0)
        self._arrange((self.problem, self.warning, *self.suggestions), self.left, self.form)
        self._connect()

    def _connect(self) -> None:
        self.table.role_chosen.connect(self._on_role)
        self.form.changed.connect(self._on_form_changed)
        self._background.done.connect(self._on_read)
        self._typing.timeout.connect(self._read_again)
        for place, banner in enumerate(self.suggestions):
            banner.pressed.connect(lambda place=place: self._follow(place))

    def open(self, settings: DataSettings) -> None:
        """Preview the source of `settings`, which the reader completes."""
        self._preview, self._is_accepted = None, False
        self.table.show_preview(None)
        self.facts.show_preview(None)
        self._read(settings, guess=True)
        self.form.set_value(settings, undoable=False)
        self.retranslate()
        self.confirm_button.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def busy(self) -> bool:
        """Whether the source is being read, or about to be."""
        return self._background.busy or self._typing.isActive()

    def accept(self) -> None:
        """Import, as soon as the source is read without a problem."""
        if self.busy:
            self._is_accepted = True
            if self._typing.isActive():
                self._read_again()
        elif self._preview is not None and self._preview.problem is None and self.form.value() is not None:
            settings = self._preview.settings
            self.close_source()
            self.confirmed.emit(settings)
        self._show_state()

    def close_source(self) -> None:
        """Forget the source, and stop reading it."""
        self._typing.stop()
        self._background.forget()
        self._preview, self._settings, self._is_accepted = None, None, False
        self.table.show_preview(None)
        self.facts.show_preview(None)

    def _read(self, settings: DataSettings, *, guess: bool) -> None:
        self._typing.stop()
        self._settings = settings
        self._background.start(lambda: preview(settings, guess=guess))
        self._show_state()

    def _on_form_changed(self) -> None:
        """A new format is read at once, and guesses its settings; other changes wait for the end of typing."""
        settings: DataSettings | None = self.form.value()
        if settings is None or self._settings is None or settings == self._settings:
            self._typing.stop()
        elif settings.format.name != self._settings.format.name:
            self._read(settings, guess=True)
        else:
            self._typing.start()
        self._show_state()

    def _read_again(self) -> None:
        settings: DataSettings | None = self.form.value()
        if settings is not None:
            self._read(settings, guess=False)

    def _on_read(self, result: ImportPreview) -> None:
        is_first = self._preview is None
        self._preview, self._settings = result, result.settings
        if result.preview is not None or is_first:
            self.table.show_preview(result.preview, roles_of(result.settings.format))
        self.facts.show_preview(result)
        self.form.set_value(result.settings, undoable=not is_first)  # starts no reading: these were read
        self._show_sentences()
        self._show_state()
        is_accepted, self._is_accepted = self._is_accepted, False
        if is_accepted:
            self.accept()

    def _show_sentences(self) -> None:
        result = self._preview
        self.problem.say(translate_sentence(result.problem) if result and result.problem else "")
        self.warning.say_all(result.urgent if result else ())
        suggestions = result.suggestions if result else ()
        for place, banner in enumerate(self.suggestions):
            if place < len(suggestions):
                banner.say(translate_sentence(suggestions[place].reason), translate_sentence(suggestions[place].offer))
            else:
                banner.say("")

    def _show_state(self) -> None:
        self.state.setText(self.tr("Reading…") if self.busy else "")
        is_invalid = self.form.value() is None
        has_problem = not self.busy and self._preview is not None and self._preview.problem is not None
        self.confirm_button.setEnabled(not is_invalid and not has_problem)
        tip = self.form.problem_text() if is_invalid else self.tr("Open these data (Enter)")
        self.confirm_button.setToolTip(literal(tip))
        self._show_chain()

    def _show_chain(self) -> None:
        """Which preprocessing steps are applicable, and which are added automatically."""
        chain, result = self.form.chain("preparation"), self._preview
        if chain is not None and result is not None and result.dataset is not None:
            symbolic = result.dataset.train.symbolic
            chain.set_suits(lambda cls: is_applicable(cls, symbolic=symbolic))
            steps = result.dataset.pipeline.steps if result.dataset.pipeline else ()
            chain.set_automatic([step.title for step in steps[len(result.settings.preparation) :]])

    def _follow(self, place: int) -> None:
        """Apply a suggestion."""
        settings: DataSettings | None = self.form.value()
        if settings is not None and self._preview is not None:
            self.form.set_value(settings.replace_paths(dict(self._preview.suggestions[place].changes)))
            self._read_again()

    def _on_role(self, column: int, role: str) -> None:
        settings: DataSettings | None = self.form.value()
        table = self.table.rows.preview
        if settings is None or table is None or role == table.roles[column]:
            return
        try:
            reader = with_role(settings.format, table, column, role)
        except SettingError as error:
            self.problem.say("\n".join(translate_sentence(sentence) for sentence in error.problems.values()))
        else:
            self.form.set_value(settings.copy_with(format=reader))
            self._read_again()

    def retranslate(self) -> None:
        """Every text; the form follows by itself."""
        source = Path(self._settings.train) if self._settings else Path()
        self.title.setText(self.tr("Import {name}").format(name=source.name))
        self.path.setText(str(source.parent))
        self.cancel_button.setText(self.tr("Cancel"))
        self.cancel_button.setToolTip(self.tr("Keep what was open (Esc)"))
        self.confirm_button.setText(self.tr("Import"))
        self.table.setAccessibleName(self.tr("Beginning of the data"))
        self.facts.retranslate()
        self._show_sentences()
        self._show_state()
