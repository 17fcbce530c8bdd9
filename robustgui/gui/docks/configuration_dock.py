"""The configuration of the next run: a generated form with presets, search, undo, import and export."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import (
    QDockWidget,
    QFrame,
    QLineEdit,
    QMenu,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ...base.errors import Sentence
from ...runs.spec import RunSpec
from ..forms import SettingsForm
from ..forms.section import Section
from ..icons import icon
from ..literal import literal
from ..presets import Preset
from ..widgets.layouts import make_column, make_row
from ..widgets.plain_label import PlainLabel
from .data_hints import AttackHints, AutomaticHints, show_test_data
from .pipeline_hints import PipelineHints
from .preset_box import OwnPresets, PresetBox
from .spec_exchange import SpecExchange

if TYPE_CHECKING:
    from ..jobs import Jobs
    from ..session import Session


class MessageBar(QFrame):
    """Hidden while there is nothing to say."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.text = PlainLabel()
        self.text.setWordWrap(True)
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.close_button = QToolButton()
        self.close_button.setIcon(icon("close"))
        self.close_button.setProperty("role", "quiet")
        self.close_button.setAutoRaise(True)
        self.close_button.clicked.connect(self.hide)
        layout = make_row(self.text, of=self, stretched=self.text, spacing=None, margins=(8, 6, 4, 6))
        layout.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)
        self.hide()

    def say(self, text: str, *, problem: bool) -> None:
        """Show `text`, as a problem or as mere news."""
        self.text.setProperty("role", "problem" if problem else "")
        self.text.style().unpolish(self.text)
        self.text.style().polish(self.text)
        self.text.setText(text)
        self.close_button.setAccessibleName(self.tr("Close the message"))
        self.close_button.setToolTip(self.tr("Close the message"))
        self.show()


WIDTH = 340  # pixels
FOLDED_AT_FIRST = ("poison", "regularisers", "watch", "device")


class ConfigurationDock(QDockWidget):
    """Tells the session what the forms hold, and puts into them what the session proposes."""

    def __init__(self, session: Session, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("configuration")
        self.session = session
        self.jobs = jobs
        self.form = SettingsForm(RunSpec, session.spec, sections=True)
        self.presets = PresetBox()
        self.own_presets = OwnPresets(self)
        self.exchange = SpecExchange(self.form, self)
        self.hints = PipelineHints(session, self.form, self)
        session.dataset_changed.connect(partial(show_test_data, self.form))
        show_test_data(self.form, session.dataset)
        self.attack_hints = AttackHints(session, self.form, self)
        self.automatic_hints = AutomaticHints(session, self.form, self)
        self.undo = self._button("undo")
        self.redo = self._button("redo")
        self.reset = self._button("reset")
        self.more = self._button("more")
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.more.setMenu(QMenu(self.more))
        self.search = QLineEdit()
        self.search.setClearButtonEnabled(True)
        self.search.addAction(icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition)
        self.nothing_found = PlainLabel()
        self.nothing_found.setProperty("role", "muted")
        self.nothing_found.setWordWrap(True)
        self.message = MessageBar()
        self._lay_out()
        for name in FOLDED_AT_FIRST:
            self._section(name).set_open(False)
        self._connect()
        self.retranslate()
        self.form.set_check(self._problems)

    def _button(self, name: str) -> QToolButton:
        button = QToolButton()
        button.setIcon(icon(name))
        button.setProperty("role", "quiet")
        button.setAutoRaise(True)
        button.setObjectName(name)
        return button

    def _section(self, name: str) -> Section:
        section = self.form.body.parts[name]
        assert isinstance(section, Section)
        return section

    def _lay_out(self) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(8, 6, 0, 0)
        column.setSpacing(6)
        buttons = self.undo, self.redo, self.reset, self.more
        bar = make_row(self.presets, *buttons, stretched=self.presets, spacing=2, margins=(0, 0, 8, 0))
        column.addLayout(bar)
        padded = make_column(self.search, self.nothing_found, self.message, spacing=None, margins=(0, 0, 8, 0))
        column.addLayout(padded)
        self.nothing_found.hide()
        page = QWidget()
        make_column(self.form, None, of=page, spacing=None, margins=(0, 0, 6, 12))
        self.scroll_area = QScrollArea()
        self.scroll_area.setFrameShape(QScrollArea.Shape.NoFrame)
        self.scroll_area.setWidgetResizable(True)
        self.scroll_area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        always_on = Qt.ScrollBarPolicy.ScrollBarAlwaysOn  # nothing jumps when it is needed
        self.scroll_area.setVerticalScrollBarPolicy(always_on)
        self.scroll_area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.scroll_area.setWidget(page)
        column.addWidget(self.scroll_area, 1)
        inside.setMinimumWidth(WIDTH - 60)
        self.setWidget(inside)

    def _connect(self) -> None:
        stack = self.form.undo_stack
        self.undo.clicked.connect(stack.undo)
        self.redo.clicked.connect(stack.redo)
        stack.indexChanged.connect(self._show_history)
        self.reset.clicked.connect(lambda: self.form.set_value(RunSpec()))
        self.more.menu().aboutToShow.connect(self._on_menu)
        self.search.textChanged.connect(lambda text: self.nothing_found.setVisible(not self.form.search(text)))
        self.presets.preset_chosen.connect(self._on_preset)
        self.own_presets.presets_changed.connect(self.presets.refill)
        self.own_presets.refused.connect(partial(self.message.say, problem=True))
        self.exchange.spec_taken.connect(self._on_taken)
        self.exchange.refused.connect(partial(self.message.say, problem=True))
        self.exchange.reported.connect(partial(self.message.say, problem=False))
        self.form.changed.connect(self._on_changed)
        self.session.spec_proposed.connect(self._on_taken)
        self.session.settings_requested.connect(self._on_settings_requested)
        self.jobs.engine_ready.connect(lambda _: self.form.check_again())

    def _problems(self, spec: RunSpec) -> dict[str, Sentence]:
        """What cannot be with these data on this machine."""
        return self._check_device(spec) | self.hints.problems(spec) | self.attack_hints.problems(spec)

    def _check_device(self, spec: RunSpec) -> dict[str, Sentence]:
        """A device that this machine lacks, once the engine has said what there is."""
        ready = self.jobs.ready
        if ready is None or spec.device.device in ("auto", *ready.devices):
            return {}
        devices = ", ".join(("auto", *ready.devices))
        return {"device.device": Sentence("is not in this machine; it offers {known}", {"known": devices})}

    def _on_changed(self) -> None:
        spec = self.form.value()
        if spec is not None:
            self.session.set_spec(spec)
        else:
            self.session.set_problem(self.form.problem_text())

    def _on_taken(self, spec: RunSpec) -> None:
        self.message.hide()
        self.form.set_value(spec)

    def _on_preset(self, preset: Preset) -> None:
        spec = self.own_presets.fill_spec(preset, self.session.spec)
        if spec is not None:
            self._on_taken(spec)

    def _on_menu(self) -> None:
        menu = self.more.menu()
        menu.clear()
        self.exchange.fill(menu)
        menu.addSeparator()
        self.own_presets.fill(menu, self.form.value())

    def _on_settings_requested(self, path: str) -> None:
        """Show a section: raise the dock, end a search, unfold and scroll there."""
        self.show()
        self.raise_()
        self.search.clear()
        widget = self.form.reveal(path)
        if widget is not None:
            self.scroll_area.ensureWidgetVisible(widget, 0, 80)

    def _show_history(self) -> None:
        stack = self.form.undo_stack
        self.undo.setEnabled(stack.canUndo())
        self.redo.setEnabled(stack.canRedo())
        undo = self.tr("Undo: {what}").format(what=stack.undoText()) if stack.canUndo() else self.tr("Undo")
        redo = self.tr("Redo: {what}").format(what=stack.redoText()) if stack.canRedo() else self.tr("Redo")
        self.undo.setToolTip(literal(undo))
        self.redo.setToolTip(literal(redo))

    def retranslate(self) -> None:
        """Set every text anew."""
        self.setWindowTitle(self.tr("Configuration"))
        self.search.setPlaceholderText(self.tr("Search settings"))
        self.search.setAccessibleName(self.tr("Search settings"))
        self.nothing_found.setText(self.tr("No setting matches the search."))
        for button, name, tip in (
            (self.undo, self.tr("Undo"), ""),
            (self.redo, self.tr("Redo"), ""),
            (self.reset, self.tr("Reset everything"), self.tr("Put every setting back to its default")),
            (self.more, self.tr("More"), self.tr("Copy, paste, open, save")),
        ):
            button.setAccessibleName(name)
            button.setToolTip(literal(tip or name))
        self.presets.refill()
        self.message.hide()  # it is in the language of before
        close = self.findChild(QWidget, "qt_dockwidget_closebutton")  # which Qt names once only
        if close is not None:
            close.setAccessibleName(self.tr("Close"))
        self._show_history()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 (Qt's name)
        """Follows the language; the form follows by itself."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
            show_test_data(self.form, self.session.dataset)
            if self.form.value() is None:
                self.session.set_problem(self.form.problem_text())
