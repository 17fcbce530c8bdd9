"""Import and export of a spec: clipboard, TOML files, and the command that repeats it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from ...base.errors import RobustGuiError, RunError, SettingError
from ...base.together import Consent, write_together
from ...runs.spec import RunSpec, read_spec_text
from ...runs.spec_difference import format_command
from ..forms import SettingsForm
from ..i18n.sentences import translate_sentence
from ..widgets.save_dialog import ask_save_path


class SpecExchange(QObject):
    """The entries of the configuration's menu.

    Signals:
        spec_taken: a valid spec was pasted or opened; carries `RunSpec`.
        refused: what was pasted, opened or saved did not do; carries a translated text. The form is as it was.
        reported: something was done that cannot be seen; carries a translated text.
    """

    spec_taken = Signal(object)
    refused = Signal(str)
    reported = Signal(str)

    def __init__(self, form: SettingsForm, parent: QWidget) -> None:
        super().__init__(parent)
        self._form = form
        self._window = parent

    def fill(self, menu: QMenu) -> None:
        """Add the entries; called anew before each showing, so that they speak the present language."""
        valid = self._form.value() is not None
        for text, slot, needs_spec in (
            (self.tr("Copy as TOML"), self.copy_toml, True),
            (self.tr("Paste TOML"), self.paste_toml, False),
            (self.tr("Copy as command"), self.copy_command, True),
            ("", None, False),
            (self.tr("Open TOML file…"), self._on_open, False),
            (self.tr("Save as TOML file…"), self._on_save, True),
        ):
            if slot is None:
                menu.addSeparator()
            else:
                menu.addAction(text, slot).setEnabled(valid or not needs_spec)

    def copy_toml(self) -> None:
        """The spec goes to the clipboard."""
        spec: RunSpec | None = self._form.value()
        if spec is not None:
            QGuiApplication.clipboard().setText(spec.to_toml())
            self.reported.emit(self.tr("The configuration is on the clipboard, as TOML."))

    def copy_command(self) -> None:
        """The command that repeats the run goes to the clipboard."""
        spec: RunSpec | None = self._form.value()
        if spec is not None:
            QGuiApplication.clipboard().setText(format_command(spec))
            self.reported.emit(self.tr("The command is on the clipboard. Paste it into a shell to repeat the run."))

    def paste_toml(self) -> None:
        """Take the spec from the clipboard, or say why not."""
        text = QGuiApplication.clipboard().text()
        if text.strip():
            self._take(text, self.tr("The clipboard"))
        else:
            self.refused.emit(self.tr("There is no text on the clipboard."))

    def open_file(self, file: Path) -> None:
        """Take the spec from `file`, or say why not."""
        try:
            text = read_spec_text(file)
        except RunError as error:
            self.refused.emit(translate_sentence(error.sentence))
        else:
            self._take(text, file.name)

    def save_file(self, file: Path, *, overwrite: Consent = False) -> None:
        """Write the spec to `file`."""
        spec: RunSpec | None = self._form.value()
        if spec is None:
            return
        try:
            write_together({file: spec.to_toml()}, overwrite=overwrite)
        except RunError as error:
            self.refused.emit(translate_sentence(error.sentence))

    def _take(self, text: str, source: str) -> None:
        try:
            spec = RunSpec.from_toml(text, source)
        except (RunError, SettingError) as error:
            self.refused.emit(explain(error, source))
        else:
            self.spec_taken.emit(spec)

    def _on_open(self) -> None:
        file, _ = QFileDialog.getOpenFileName(self._window, self.tr("Open a configuration"), "", _filter())
        if file:
            self.open_file(Path(file))

    def _on_save(self) -> None:
        title = self.tr("Save the configuration")
        place = ask_save_path(self._window, title, "spec.toml", _filter(), _suffix)
        if place is not None:
            self.save_file(place.path, overwrite=place.replaces)


def explain(error: RobustGuiError, source: str) -> str:
    """`error` in the window's language; wrong settings one a line, under their dotted paths."""
    if not isinstance(error, SettingError):
        return translate_sentence(error.sentence)
    head = QCoreApplication.translate("SpecExchange", "{source} is not a valid configuration. Nothing was changed.")
    lines = [
        f"{path}: {translate_sentence(s)}" if path else translate_sentence(s) for path, s in error.problems.items()
    ]
    return "\n".join([head.format(source=source), *lines])


def _suffix(path: Path, _: str) -> str:
    return "" if path.suffix else ".toml"


def _filter() -> str:
    return QCoreApplication.translate("SpecExchange", "Configurations (*.toml);;All files (*)")
