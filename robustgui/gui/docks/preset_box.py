"""The box of presets: choosing one proposes it; the user's own can be added and removed."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QComboBox, QInputDialog, QMenu, QWidget

from ...base.errors import RobustGuiError
from ...base.together import find_existing
from ...runs.spec import RunSpec
from ..i18n.sentences import core_text
from ..literal import without_keys
from ..presets import (
    Preset,
    list_own_presets,
    list_shipped_presets,
    preset_path,
    remove_preset,
    save_preset,
    with_preset,
)
from ..widgets.save_dialog import may_replace
from .spec_exchange import explain


class PresetBox(QComboBox):
    """Shows its title until one is chosen, and again afterwards: a preset is a step, not a state.

    Signals:
        preset_chosen: carries the `Preset`.
    """

    preset_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        self.activated.connect(self._on_activated)
        self.refill()

    def refill(self) -> None:
        """Read the presets and their titles again."""
        self.clear()
        for presets in (list_shipped_presets(), list_own_presets()):
            if presets and self.count():
                self.insertSeparator(self.count())
            for preset in presets:
                self.addItem(preset.title if preset.is_own else core_text(preset.title), preset)
        self.setPlaceholderText(self.tr("Presets"))
        self.setAccessibleName(self.tr("Presets"))
        self.setToolTip(self.tr("Fill the forms with a preset configuration; data, seed and device are kept"))
        self.setCurrentIndex(-1)
        widest = max(self.fontMetrics().horizontalAdvance(self.itemText(i)) for i in range(self.count()))
        self.view().setMinimumWidth(widest + 40)

    def wheelEvent(self, event) -> None:  # noqa: N802 (Qt's name)
        """A wheel chooses nothing."""
        event.ignore()

    def _on_activated(self, index: int) -> None:
        preset = self.itemData(index)
        self.setCurrentIndex(-1)
        if preset is not None:
            self.preset_chosen.emit(preset)


class OwnPresets(QObject):
    """What the menu offers for the user's own presets.

    Signals:
        presets_changed: one was saved or removed.
        refused: carries a translated text.
    """

    presets_changed = Signal()
    refused = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._window = parent

    def fill(self, menu: QMenu, spec: RunSpec | None) -> None:
        """Add the entries for saving `spec` and for removing what is there."""
        menu.addAction(self.tr("Save as preset…"), lambda: self._on_save(spec)).setEnabled(spec is not None)
        own_names = list_own_presets()
        if own_names:
            removal = menu.addMenu(self.tr("Remove preset"))
            for preset in own_names:
                removal.addAction(without_keys(preset.title), lambda preset=preset: self.remove(preset))

    def save(self, title: str, spec: RunSpec) -> None:
        """Store `spec` as `title`; one that is there is replaced if the user agrees."""
        try:
            existing = find_existing([preset_path(title)])
            if not may_replace(self._window, self.tr("Save as preset"), existing):
                return
            save_preset(title, spec, overwrite=bool(existing))
        except RobustGuiError as error:
            self.refused.emit(explain(error, title))
        else:
            self.presets_changed.emit()

    def remove(self, preset: Preset) -> None:
        """Delete `preset`."""
        try:
            remove_preset(preset)
        except RobustGuiError as error:
            self.refused.emit(explain(error, preset.title))
        else:
            self.presets_changed.emit()

    def fill_spec(self, preset: Preset, spec: RunSpec) -> RunSpec | None:
        """`spec` with `preset` in it; None, and `refused`, if the file is no good."""
        try:
            return with_preset(preset, spec)
        except RobustGuiError as error:
            self.refused.emit(explain(error, preset.file.name))
            return None

    def _on_save(self, spec: RunSpec | None) -> None:
        if spec is None:
            return
        title, accepted = QInputDialog.getText(self._window, self.tr("Save as preset"), self.tr("Its name:"))
        if accepted:
            self.save(title, spec)
