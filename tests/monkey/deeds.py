"""What a person sets out to do in the window, in one go: the acts that single gestures would seldom put together."""

from __future__ import annotations

import os
import random
import signal
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtWidgets import QApplication
from support.measuring import evaluate_job

from robustgui.base.errors import SettingError
from robustgui.gui.jobs import JobStatus
from robustgui.gui.session import Filter, Selection
from robustgui.runs.index import RunIndex
from robustgui.runs.spec import RunSpec
from robustgui.threats.linf import Linf

if TYPE_CHECKING:
    from .world import World

Deed = Callable[["World", random.Random], None]
DEEDS: dict[str, Deed] = {}
WEIGHTS: dict[str, int] = {}
TINY = {
    "training.epochs": 2,
    "training.batch_size": 16,
    "model.hidden": 4,
    "defence.attack.steps": 2,
    "watch.attack.steps": 2,
    "watch.samples": 4,
    "device.device": "cpu",
    "device.threads": 1,
}
BAD_TOML = (
    "", "no toml at all", "[model]\nhidden = -3", "[nothing]\nx = 1", "seed = true", '[data]\ntrain = "gone.csv"',
)  # fmt: skip


def deed(weight: int) -> Callable[[Deed], Deed]:
    """Register something to do; `weight`: how often, beside others."""

    def register(function: Deed) -> Deed:
        DEEDS[function.__name__] = function
        WEIGHTS[function.__name__] = weight
        return function

    return register


def tiny_spec(world: World) -> RunSpec:
    """The configuration of the forms, so small that a training takes moments."""
    spec = world.session.spec
    for path, value in TINY.items():
        with suppress(SettingError):  # another network, defence or attack has no such setting
            spec = spec.replace_paths({path: value})
    return spec


@deed(8)
def open_dataset(world: World, luck: random.Random) -> None:
    world.session.data_requested.emit(luck.choice(list(world.samples.values())).settings)


@deed(2)
def open_by_name(world: World, luck: random.Random) -> None:
    world.session.dataset_requested.emit(luck.choice(list(world.samples.values())).settings.train)


@deed(3)
def drop_file(world: World, luck: random.Random) -> None:
    good = [sample.settings.train for sample in world.samples.values() if Path(sample.settings.train).exists()]
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(luck.choice(good if luck.random() < 0.6 else world.bad))])
    world.window.dropEvent(
        QDropEvent(QPointF(9, 9), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier(0))
    )


@deed(3)
def shrink_configuration(world: World, luck: random.Random) -> None:
    world.session.spec_proposed.emit(tiny_spec(world))


@deed(8)
def train(world: World, luck: random.Random) -> None:
    if len([row for row in world.jobs.rows if row.status is JobStatus.WAITING]) < 3:
        world.session.spec_proposed.emit(tiny_spec(world))
        world.contents.controls.train()


@deed(3)
def pause(world: World, luck: random.Random) -> None:
    world.jobs.pause()


@deed(4)
def go_on(world: World, luck: random.Random) -> None:
    world.jobs.go_on()


@deed(3)
def stop(world: World, luck: random.Random) -> None:
    world.jobs.stop()


@deed(1)
def kill_engine(world: World, luck: random.Random) -> None:
    if pid := world.jobs.engine_pid():
        world.killed = True
        with suppress(ProcessLookupError):  # it has just died by itself
            os.kill(pid, signal.SIGKILL)


@deed(3)
def resume(world: World, luck: random.Random) -> None:
    if runs := world.stored_runs():
        folder = luck.choice(runs)
        world.contents.controls.resume(folder, folder.name)


@deed(3)
def evaluate(world: World, luck: random.Random) -> None:
    runs = world.stored_runs()
    if runs and not world.jobs.busy:
        spec = tiny_spec(world)
        folders = tuple(str(folder) for folder in luck.sample(runs, min(len(runs), luck.choice((1, 1, 2)))))
        world.jobs.submit(evaluate_job(folders, (spec.watch.attack,), Linf(), (0.05, 0.1), samples=4), "Evaluate some")


@deed(4)
def measure_little(world: World, luck: random.Random) -> None:
    """Evaluate, Audit and Cross-check are about a few sequences, so that what is pressed there ends soon."""
    page = world.contents.pages.page("evaluate")
    page.form.samples.setValue(4)  # type: ignore[attr-defined]
    for panel in (page.audit, page.cross_check):  # type: ignore[attr-defined]
        panel.request.samples.setValue(4)


@deed(6)
def select_sequence(world: World, luck: random.Random) -> None:
    dataset = world.session.dataset
    split = luck.choice(("train", "test", "validation"))
    part = getattr(dataset, split, None)
    if part is not None and len(part):
        world.session.select(Selection(split, luck.choice((0, len(part) - 1, luck.randrange(len(part))))))


@deed(2)
def filter_sequences(world: World, luck: random.Random) -> None:
    dataset = world.session.dataset
    if dataset is None or luck.random() < 0.3:
        world.session.set_filter(None)
    else:
        count = len(dataset.test)
        world.session.set_filter(Filter("test", tuple(sorted(luck.sample(range(count), min(count, 3)))), "some"))


@deed(3)
def look_at_run(world: World, luck: random.Random) -> None:
    if runs := world.stored_runs():
        world.session.set_run(luck.choice([*runs, None]))


@deed(3)
def tick_runs(world: World, luck: random.Random) -> None:
    runs = world.stored_runs()
    world.session.set_ticks(luck.sample(runs, min(len(runs), luck.randrange(4))))


@deed(1)
def rename_run(world: World, luck: random.Random) -> None:
    if runs := world.stored_runs():
        bar = world.contents.pages.page("runs").actions_bar  # type: ignore[attr-defined]
        bar.rename(luck.choice(runs), luck.choice(("one", "zwei", "第三", "a/b", "", "x" * 90)))


@deed(1)
def remove_run(world: World, luck: random.Random) -> None:
    index = RunIndex(world.session.runs_folder)
    try:
        rows = [row for row in index.rows("") if row.status != "running"]
    finally:
        index.close()
    if rows:
        world.contents.pages.page("runs").actions_bar.remove_runs([luck.choice(rows)])  # type: ignore[attr-defined]


@deed(3)
def paste_toml(world: World, luck: random.Random) -> None:
    text = luck.choice((tiny_spec(world).to_toml(), *BAD_TOML))
    QGuiApplication.clipboard().setText(text)
    world.contents.configuration.exchange.paste_toml()


@deed(30)
def trigger_command(world: World, luck: random.Random) -> None:
    """Any command of the window that is no deed of its own."""
    commands = world.window.commands
    other_deeds = ("quit", "train", "language", "theme", "presentation", "larger", "smaller")
    enabled = [name for name in commands if name not in other_deeds and commands[name].isEnabled()]
    commands[luck.choice(enabled)].trigger()


@deed(2)
def switch_appearance(world: World, luck: random.Random) -> None:
    name = luck.choice(("language", "theme", "presentation", "larger", "smaller", "larger", "smaller"))
    repeats = 5 if name in ("larger", "smaller") and luck.random() < 0.5 else 1  # a key that is held down
    for _ in range(repeats):
        world.window.commands[name].trigger()


@deed(2)
def resize_window(world: World, luck: random.Random) -> None:
    world.window.resize(luck.choice((700, 1024, 1280, 1440, 1900)), luck.choice((500, 720, 900, 1100)))


@deed(2)
def type_into_search(world: World, luck: random.Random) -> None:
    page = world.contents.pages.page("inspect")
    page.sequences.search.setText(luck.choice(("", "1", "zzz", "normal", "9")))  # type: ignore[attr-defined]


@deed(6)
def go_to_page(world: World, luck: random.Random) -> None:
    world.contents.pages.show_page(luck.choice(list(world.contents.pages)))


@deed(1)
def close_and_open_again(world: World, luck: random.Random) -> None:
    world.reopen()


@deed(1)
def break_a_run(world: World, luck: random.Random) -> None:
    """Somebody removes a file of a run by hand."""
    if runs := world.stored_runs():
        files = [file for file in luck.choice(runs).rglob("*") if file.is_file()]
        if files:
            luck.choice(sorted(files)).unlink(missing_ok=True)


@deed(1)
def close_popups(world: World, luck: random.Random) -> None:
    while popup := QApplication.activePopupWidget():
        popup.close()
        if QApplication.activePopupWidget() is popup:
            break


def path_of(world: World, luck: random.Random) -> str:
    """What is chosen in a file dialog: something good, something bad, a new file, or nothing."""
    good = [sample.settings.train for sample in world.samples.values()]
    new = str(Path(world.folder) / luck.choice(("new.toml", "new.csv", "new.pt", "gone/new.npz")))
    return luck.choice((luck.choice(good), luck.choice(world.bad), new, ""))
