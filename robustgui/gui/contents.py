"""What the window holds: pages, docks, notices and status around one session and one queue; it only wires."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import tomli_w
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QDockWidget, QTabWidget, QWidget

from ..base.documents import parse_toml
from ..base.errors import RobustGuiError, SettingError
from ..base.visible import visible
from ..data.examples import PREFIX
from ..data.settings import DataSettings
from ..engine.messages import LogLine, MeasureJob
from ..runs.folder import RunFolder, parse_label
from .dataset_loader import DatasetLoader
from .docks.configuration_dock import ConfigurationDock
from .docks.log_dock import LogDock
from .docks.queue_dock import QueueDock
from .forms.open_button import ask_for_file, ask_for_folder
from .i18n.sentences import translate_sentence
from .i18n.titles import dataset_title
from .jobs import JobRow, Jobs
from .network_files import ask_for_network, is_network
from .open_folder import open_folder
from .session import Session
from .settings_store import LAYOUT_VERSION
from .shell.closing import Closing
from .shell.command_palette import CommandPalette
from .shell.dock_folding import DockFolding
from .shell.field_help import explain_focused
from .shell.import_progress import ImportProgress
from .shell.notices import Notices
from .shell.page_stack import PageStack
from .shell.run_controls import RunControls
from .shell.status import Status

if TYPE_CHECKING:
    from ..data import Dataset
    from .main_window import MainWindow

BOTTOM, RIGHT = 124, 356  # first height of the lower docks and width of the configuration, in pixels


class Contents(QObject):
    """The parts behind the frame, each of which knows session and queue but none of the others."""

    def __init__(self, window: MainWindow, session: Session, jobs: Jobs) -> None:
        super().__init__(window)
        self.window, self.session, self.jobs = window, session, jobs
        session.dataset_changed.connect(lambda _: jobs.forget_inspect_requests())  # before any page asks anew
        session.runs_removed.connect(jobs.forget_runs)
        self.loader = DatasetLoader(session, self)
        self.pages = PageStack(session, jobs)
        self.notices = Notices(jobs)
        self.import_progress = ImportProgress(self.loader, self.notices)
        self.notices.add_widget(self.import_progress)
        self.configuration = ConfigurationDock(session, jobs, window)
        self.queue = QueueDock(session, jobs, window)
        self.log = LogDock(window)
        self.status = Status(session, jobs, self.loader, window)
        self.controls = RunControls(session, jobs, window.commands, self)
        self.closing = Closing(jobs, window)
        self.palette_popup = CommandPalette(window.commands, window)
        self.folding = DockFolding(window, self.status)
        self._lay_out()
        self._connect()
        self._first_layout = window.saveState(LAYOUT_VERSION)
        self.log.listen()

    def _lay_out(self) -> None:
        window = self.window
        window.setStatusBar(self.status)
        window.setCorner(Qt.Corner.BottomRightCorner, Qt.DockWidgetArea.RightDockWidgetArea)
        window.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, self.configuration)
        window.addDockWidget(Qt.DockWidgetArea.BottomDockWidgetArea, self.queue)
        window.addDockWidget(Qt.DockWidgetArea.BottomDockWidgetArea, self.log)
        window.tabifyDockWidget(self.queue, self.log)
        window.setTabPosition(Qt.DockWidgetArea.BottomDockWidgetArea, QTabWidget.TabPosition.North)
        for dock in (self.queue, self.log):
            dock.setTitleBarWidget(QWidget())  # the tab says its name already
        self.queue.raise_()
        self.folding.add(self.configuration, window.commands["configuration"], upright=True)
        self.folding.add(self.queue, window.commands["queue"], upright=False)
        self.folding.add(self.log, window.commands["log"], upright=False)
        window.resizeDocks([self.queue], [BOTTOM], Qt.Orientation.Vertical)
        window.resizeDocks([self.configuration], [RIGHT], Qt.Orientation.Horizontal)
        for place, key in enumerate(self.pages, start=1):
            window.navigation.add(key, self.pages.picture(key))
            window.commands.add_page(
                key,
                partial(self.pages.title, key),
                self.pages.picture(key),
                place,
                partial(self.pages.show_page, key),
            )

    def _connect(self) -> None:
        commands, session = self.window.commands, self.session
        self.window.navigation.chosen.connect(self.pages.show_page)
        self.pages.page_changed.connect(self.window.navigation.select)
        session.page_requested.connect(self.pages.show_page)
        session.dataset_changed.connect(lambda _: self._update_title())
        session.dataset_changed.connect(self._on_dataset_changed)
        self.window.toolbar.open_menu.chosen.connect(self.open)
        session.run_changed.connect(lambda _: self._update_title())
        session.dataset_refused.connect(lambda _: self.pages.show_page("data"))
        self.notices.log_requested.connect(lambda: _reveal(self.log))
        self.notices.resume_requested.connect(self._on_resume)
        self.notices.restart_requested.connect(self._on_restart)
        self.notices.train_anew_requested.connect(self._on_train_anew)
        self.queue.resume_requested.connect(self._on_resume)
        self.jobs.logged.connect(_on_logged)
        self.closing.may_close.connect(self.window.close)
        self.closing.minimise_wanted.connect(self.window.showMinimized)
        self.window.appearance.restyled.connect(self._on_restyled)
        undo = self.configuration.form.undo_stack
        slots: dict[str, Callable[[], object]] = {
            "open": partial(self._ask, ask_for_file, self.open),
            "open_folder": partial(self._ask, ask_for_folder, self.open),
            "open_network": partial(self._ask, ask_for_network, self.open_network),
            "undo": undo.undo,
            "redo": undo.redo,
            "palette": self.palette_popup.pop_up,
            "help": lambda: explain_focused(self.window),
            "configuration": lambda: _toggle(self.configuration),
            "queue": lambda: _toggle(self.queue),
            "log": lambda: _toggle(self.log),
            "layout": lambda: self.window.restoreState(self._first_layout, LAYOUT_VERSION),
            "runs_folder": self._on_runs_folder,
        }
        for name, slot in slots.items():
            commands.on(name, slot)
        undo.canUndoChanged.connect(commands["undo"].setEnabled)
        undo.canRedoChanged.connect(commands["redo"].setEnabled)
        commands["undo"].setEnabled(undo.canUndo())
        commands["redo"].setEnabled(undo.canRedo())

    def start(self, data: str) -> None:
        """Begin what takes time: read the data, warm the engine, build the other pages."""
        remembered = self._read_remembered()
        if remembered is not None and remembered.train == data:
            self.session.data_requested.emit(remembered)
        else:
            self.session.dataset_requested.emit(data)
        self.jobs.start()
        self.pages.build_ahead()

    def _read_remembered(self) -> DataSettings | None:
        """How the data of last time were read; None if none are remembered that can be read."""
        try:
            return DataSettings(**parse_toml(self.window.store.text("data")))
        except (ValueError, SettingError):
            return None

    def open(self, name: str) -> None:
        """Open an example, or look at a file, a folder or a network before it is opened."""
        if is_network(name):
            self.open_network(name)
            return
        self.pages.show_page("data")
        request = self.session.dataset_requested if name.startswith(PREFIX) else self.session.preview_requested
        request.emit(name)

    def open_network(self, path: str) -> None:
        """Look at a network that was trained elsewhere before it is opened."""
        self.pages.show_page("runs")
        self.session.network_requested.emit(path)

    def retranslate(self) -> None:
        """The texts that no part sets by itself."""
        self.controls.update_commands()
        for place, key in enumerate(self.pages, start=1):
            title = self.pages.title(key)
            self.window.navigation.set_words(key, title, f"{title} (Ctrl+{place})")
        self._update_title()

    def restore(self, page: str) -> None:
        """The docks, the page (or `page`) and the run of last time."""
        store = self.window.store
        self.window.restoreState(store.bytes("layout"), LAYOUT_VERSION)
        self.folding.look()
        self.pages.show_page(page or store.text("page"))
        if not self.pages.current_key:
            self.pages.show_page(next(iter(self.pages)))
        run = store.text("run")
        if run and os.path.isfile(os.path.join(run, "spec.toml")):
            self.session.set_run(Path(run))

    def may_close(self) -> bool:
        """Whether no job is in progress; otherwise the user has been asked."""
        if self.closing.free():
            return True
        self.closing.ask()
        return False

    def leave(self) -> None:
        """Remember the layout and end the engine."""
        store = self.window.store
        self.folding.unfold()
        store.set("layout", self.window.saveState(LAYOUT_VERSION))
        store.set("page", self.pages.current_key)
        if self.session.dataset is not None:
            store.set("dataset", self.session.spec.data.train)
            store.set("data", tomli_w.dumps(self.session.spec.data.to_dict()))
        store.set("run", str(self.session.run or ""))
        self.log.forget()
        self.loader.cancel()
        self.pages.stop_building()
        self.jobs.shutdown()

    def _update_title(self) -> None:
        dataset, run = self.session.dataset, self.session.run
        parts = [parse_label(run) if run else "", dataset_title(dataset) if dataset else "", "robustgui"]
        title = visible(" – ".join(filter(None, parts)))
        self.window.setWindowTitle(title.replace("[*]", "[*][*]"))  # which alone is Qt's place for a mark of changes

    def _on_dataset_changed(self, dataset: Dataset | None) -> None:
        if dataset is not None:
            self.window.toolbar.open_menu.remember(dataset.train.source)

    def _on_restyled(self) -> None:
        self.folding.look()
        for page in self.pages.built():
            page.restyle()

    def _ask(self, ask: Callable[[QWidget], str], use: Callable[[str], None]) -> None:
        if path := ask(self.window):
            use(path)

    def _on_resume(self, row: JobRow) -> None:
        if isinstance(row.job, MeasureJob):
            self.jobs.submit(row.job, row.title)
        elif row.folder is not None:
            self.controls.resume(row.folder, row.label)

    def _on_restart(self, row: JobRow) -> None:
        if row.folder is not None:
            self.controls.resume(row.folder, row.label, from_network=True)

    def _on_train_anew(self, row: JobRow) -> None:
        try:
            if row.folder is not None:
                self.controls.train_spec(RunFolder(row.folder).spec())
        except RobustGuiError as error:  # it was edited again, or is gone
            words = partial(translate_sentence, error.sentence)
            self.notices.say(f"failed.{row.id}", "bad", words)

    def _on_runs_folder(self) -> None:
        self.session.runs_folder.mkdir(parents=True, exist_ok=True)
        open_folder(self.session.runs_folder)


def _toggle(dock: QDockWidget) -> None:
    dock.hide() if dock.isVisible() else _reveal(dock)


def _reveal(dock: QDockWidget) -> None:
    dock.show()
    dock.raise_()


def _on_logged(line: LogLine) -> None:
    """What the engine logs goes where everything is logged."""
    level = logging.getLevelNamesMapping().get(line.level.upper(), logging.INFO)
    logging.getLogger("robustgui.engine").log(level, line.text)
