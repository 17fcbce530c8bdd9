"""Work in threads: the newest request counts, and nothing of a request outlives it."""

from __future__ import annotations

import gc
import weakref

import shiboken6
from PySide6.QtCore import QRunnable, QThreadPool
from PySide6.QtWidgets import QApplication

from robustgui.gui.widgets.background import Background, _Worker


class Thing:
    """Something large that a request works on."""


def test_that_what_was_worked_on_is_freed_when_the_work_is_done(qtbot):
    background, thing = Background(), Thing()
    seen = weakref.ref(thing)
    with qtbot.waitSignal(background.done):
        background.start(lambda thing=thing: None)
    del thing
    QThreadPool.globalInstance().waitForDone()
    QApplication.processEvents()
    gc.collect()
    assert seen() is None


def test_that_only_the_newest_request_is_answered(qtbot):
    background, answers = Background(), []
    background.done.connect(answers.append)
    with qtbot.waitSignal(background.done):
        background.start(lambda: "old")
        background.start(lambda: "new")
    QThreadPool.globalInstance().waitForDone()
    QApplication.processEvents()
    assert answers == ["new"]


def test_that_work_that_outlives_the_window_says_nothing(qapp, capfd):
    worker = _Worker()
    worker.requests.put((1, lambda: 5))
    shiboken6.delete(worker.reporter)
    worker.run()
    assert capfd.readouterr().err == ""


def test_that_no_request_leaves_a_runnable_behind(qtbot):
    def runnables():
        gc.collect()
        return sum(issubclass(type(thing), QRunnable) for thing in gc.get_objects())

    background = Background()
    before = runnables()
    for number in range(20):
        with qtbot.waitSignal(background.done):
            background.start(lambda number=number: number)
    assert runnables() == before
