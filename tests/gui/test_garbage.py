"""Cyclic garbage is collected between the events of the window, never by another thread or while Qt paints."""

from __future__ import annotations

import gc
import threading
from typing import cast

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from robustgui.gui.app import collect_between_events
from robustgui.gui.main_window import MainWindow

COUNT = 5_000  # several times what lets Python collect by itself


class _Cycle:
    """Notes by which thread it is deleted."""

    def __init__(self, threads: list[threading.Thread]) -> None:
        self.itself, self.threads = self, threads

    def __del__(self) -> None:
        self.threads.append(threading.current_thread())


def test_that_garbage_of_a_thread_is_collected_by_the_thread_of_the_window(qtbot: QtBot) -> None:
    window = QWidget()
    collect_between_events(cast(MainWindow, window))
    threads: list[threading.Thread] = []
    producer = threading.Thread(target=lambda: [_Cycle(threads) for _ in range(COUNT)] and None)
    producer.start()
    producer.join()
    assert threads == []
    qtbot.waitUntil(lambda: len(threads) == COUNT)
    assert set(threads) == {threading.main_thread()}
    window.deleteLater()
    QCoreApplication.sendPostedEvents(window, QEvent.Type.DeferredDelete)
    assert gc.isenabled()
