"""An engine link conducted by hand."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, Signal


class HandLink(QObject):
    """In the place of EngineLink: keeps what was sent; the test says what comes back."""

    reports_arrived = Signal(list)
    died = Signal(object)
    silence_changed = Signal()
    silence = None

    def __init__(self) -> None:
        super().__init__()
        self.sent: list[Any] = []
        self.calls: list[str] = []
        self.busy = False
        self.pid = 7

    def start(self) -> None:
        self.calls.append("start")

    def send(self, command: Any) -> None:
        self.sent.append(command)

    def set_busy(self, busy: bool) -> None:
        self.busy = busy

    def kill(self) -> None:
        self.calls.append("kill")

    def close(self, patience_s: float) -> None:
        self.calls.append("close")
        self.patience = patience_s

    def report(self, *reports: Any) -> None:
        self.reports_arrived.emit(list(reports))
