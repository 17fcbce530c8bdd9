"""The engine as seen from Qt: one timer that looks for reports, and a new engine whenever one dies."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from ..base.errors import Sentence
from ..engine.client import EngineClient
from ..engine.crash_report import EngineCrashed
from ..engine.messages import Command, Ready
from ..engine.silence import Silence, SilenceWatch

BUSY_MS = 33  # thirty pictures a second are enough
IDLE_MS = 200  # only log lines and deaths can come now
HEALTHY_S = 60.0  # an engine that was warm for so long was not broken from the start
LONGEST_WAIT_S = 30.0


class EngineLink(QObject):
    """Keeps one engine alive. Everything happens in the window's thread; threads of the client only fill a list.

    Signals:
        reports_arrived: a list of reports, in order, at most thirty times a second.
        died: `EngineCrashed`, after its last reports; the next engine is being started, at once or after a while.
        silence_changed: `silence` is another one, once a second while the engine gives no sign of life.
    """

    reports_arrived = Signal(list)
    died = Signal(object)
    silence_changed = Signal()

    def __init__(self, parent: QObject | None = None, make_client: Callable[[], EngineClient] = EngineClient) -> None:
        super().__init__(parent)
        self._make_client = make_client
        self._client: EngineClient | None = None
        self._watch: SilenceWatch | None = None
        self.silence: Silence | None = None  # the engine is alive but does not answer; None: it does
        self._warm_since: float | None = None
        self._deaths = 0  # in a row, without a healthy life between
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self.look)
        self._restart = QTimer(self)
        self._restart.setSingleShot(True)
        self._restart.timeout.connect(self.start)

    @Slot()
    def start(self) -> None:
        """Start an engine, unless there is one."""
        if self._client is not None:
            return
        self._client, self._warm_since = self._make_client(), None
        self._watch = SilenceWatch(self._client)
        try:
            self._client.start()
        except OSError as error:
            facts = {"problem": error.strerror or str(error)}
            self._lost(EngineCrashed(Sentence("The engine could not start: {problem}.", facts), str(error), False))
            return
        self._timer.start(BUSY_MS)

    @property
    def pid(self) -> int:
        """Of the engine's process; 0 if there is none."""
        return self._client.pid if self._client is not None else 0

    def send(self, command: Command) -> None:
        """Send a command; without an engine it is lost."""
        if self._client is not None:
            self._client.send(command)

    def set_busy(self, busy: bool) -> None:
        """Look often while something is under way, seldom otherwise."""
        interval = BUSY_MS if busy or self._warm_since is None else IDLE_MS
        if self._timer.isActive() and self._timer.interval() != interval:
            self._timer.start(interval)

    def kill(self) -> None:
        """End the engine at once; `died` follows, and a new engine."""
        if self._client is not None:
            self._client.kill()
            self._timer.start(BUSY_MS)

    def close(self, patience_s: float) -> None:
        """End the engine, in time or by force, and deliver its last reports."""
        self._restart.stop()
        self._timer.stop()
        client, self._client = self._client, None
        if self.silence is not None and self.silence.state == "stopped":
            patience_s = 0.0  # it can save nothing, and would not end
        if client is not None:
            client.close(patience_s)
            self._deliver(client)

    @Slot()
    def look(self) -> None:
        """Deliver what has arrived, or say that nothing does."""
        if self._client is not None:
            self._deliver(self._client)
        if self._client is not None and self._watch is not None:
            self._tell(self._watch.look(time.monotonic(), warm=self._warm_since is not None))

    def _tell(self, silence: Silence | None) -> None:
        if silence != self.silence:
            self.silence = silence
            self.silence_changed.emit()

    def _deliver(self, client: EngineClient) -> None:
        found = client.poll()
        death = found.pop() if found and isinstance(found[-1], EngineCrashed) else None
        if any(isinstance(report, Ready) for report in found):
            self._warm_since = time.monotonic()
        if found:
            self.reports_arrived.emit(found)
        if isinstance(death, EngineCrashed):
            client.close(0)  # only its threads are left, and they have ended
            if client is self._client:
                self._lost(death)

    def _lost(self, death: EngineCrashed) -> None:
        self._client = None
        self._timer.stop()
        self._tell(None)
        healthy = self._warm_since is not None and time.monotonic() - self._warm_since > HEALTHY_S
        self._deaths = 0 if death.forced or healthy else self._deaths + 1
        wait_s = min(LONGEST_WAIT_S, 2.0 ** (self._deaths - 2)) if self._deaths > 1 else 0.0
        self._warm_since = None
        self._restart.start(round(wait_s * 1000))
        self.died.emit(death)
