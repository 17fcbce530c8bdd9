"""Writes a waveform as a WAV file, and plays it through the system's own player, without waiting for it.

Qt's multimedia module is not part of PySide6-Essentials; every desktop has a program that plays a WAV file.
"""

from __future__ import annotations

import io
import sys
import wave
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QElapsedTimer, QObject, QProcess, QTimer, Signal

from ...base.parts import make_scratch_folder, remove_path
from ...base.safe_path import find_program


def wav_bytes(samples: NDArray[np.floating], rate: float, full_scale: float = 1.0) -> bytes:
    """A WAV file.

    Args:
        samples: (T,) or (T, channels).
        rate: samples a second.
        full_scale: the amplitude that becomes the loudest of the file; beyond it is cut.
    """
    values = np.asarray(samples, np.float64).reshape(len(samples), -1)  # (T, channels)
    whole = np.clip(np.rint(values / full_scale * 32767), -32768, 32767).astype("<i2")
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(whole.shape[1])
        file.setsampwidth(2)
        file.setframerate(round(rate))
        file.writeframes(whole.tobytes())
    return out.getvalue()


_PLAYERS: tuple[tuple[str, ...], ...] = (
    ("pw-play",), ("paplay",), ("aplay", "-q"), ("afplay",), ("ffplay", "-nodisp", "-autoexit", "-loglevel", "quiet"),
    ("play", "-q"),
)  # fmt: skip
_WINDOWS = (
    "powershell", "-NoProfile", "-NonInteractive", "-Command",
    "(New-Object System.Media.SoundPlayer '{file}').PlaySync()",
)  # fmt: skip


def system_player() -> tuple[str, ...] | None:
    """The command that plays a WAV file, to which its path is added; None: this system has none."""
    for name, *options in (_WINDOWS,) if sys.platform == "win32" else _PLAYERS:
        program = find_program(name)
        if program is not None:
            return (program, *options)
    return None


class Sound(QObject):
    """One sound at a time, in a process of its own; its file goes with it.

    Signals:
        moved: it plays; carries the seconds that have passed.
        ended: it came to its end, was stopped, or could not be played.
        refused: the player cannot play it, as without a sound card; carries what the player said.
    """

    moved = Signal(float)
    ended = Signal()
    refused = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.command = system_player()
        self._process: QProcess | None = None
        self._folder: Path | None = None
        self._clock = QElapsedTimer()
        self._timer = QTimer(self, interval=33)
        self._timer.timeout.connect(self._on_tick)

    @property
    def playing(self) -> bool:
        """Whether something is to be heard."""
        return self._process is not None

    def play(self, wav: bytes) -> None:
        """Play the WAV file `wav`; what was playing stops."""
        self.stop()
        if self.command is None:
            return
        self._folder = make_scratch_folder("sound")
        file = self._folder / "sound.wav"
        file.write_bytes(wav)
        written = str(file).replace("'", "''")  # as PowerShell writes it between quotes
        arguments = [part.format(file=written) for part in self.command[1:]]
        if arguments == [*self.command[1:]]:
            arguments.append(str(file))
        self._process = process = QProcess(self)
        process.setProgram(self.command[0])
        process.setArguments(arguments)
        process.started.connect(self._on_started)
        process.finished.connect(self._on_finished)
        process.errorOccurred.connect(self._on_failed)
        process.start()

    def stop(self) -> None:
        """Silence, at once."""
        process = self._process
        if process is None:
            return
        process.blockSignals(True)
        process.kill()
        process.waitForFinished(500)  # a killed process is gone in a moment
        self._clean_up()

    def _on_started(self) -> None:
        self._clock.start()
        self._timer.start()

    def _on_tick(self) -> None:
        self.moved.emit(self._clock.elapsed() / 1000)

    def _on_finished(self, code: int, status: QProcess.ExitStatus) -> None:
        process = self._process
        if process is None:
            return
        if code or status is not QProcess.ExitStatus.NormalExit:
            error_lines = bytes(process.readAllStandardError().data()).decode(errors="replace").strip().splitlines()
            self.refused.emit(error_lines[-1] if error_lines else f"{process.program()}: {code}")
        self._clean_up()

    def _on_failed(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart and self._process is not None:
            self.refused.emit(self._process.errorString())
            self._clean_up()

    def _clean_up(self) -> None:
        process, self._process = self._process, None
        self._timer.stop()
        if process is not None:
            process.deleteLater()
        if self._folder is not None:
            remove_path(self._folder)
            self._folder = None
        self.ended.emit()
