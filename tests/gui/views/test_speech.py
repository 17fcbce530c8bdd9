"""The waveform view: levels, sounds, and the spectrograms beside it."""

from __future__ import annotations

import io
import os
import stat
import sys
import tempfile
import wave
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QThreadPool
from pytestqt.qtbot import QtBot

from robustgui.gui.plots import TimeCursor
from robustgui.gui.views import VIEWS, InspectView
from robustgui.gui.views.decibels import relative_peak, snr, spectrum
from robustgui.gui.views.sample import load_record
from robustgui.gui.views.sound import Sound, wav_bytes

posix = pytest.mark.skipif(sys.platform == "win32", reason="the stand-in for a player is a shell script")


@pytest.fixture
def player(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A player that notes what it was given and plays until it is stopped; temporary files have their own folder."""
    script = tmp_path / "player"
    script.write_text(f'#!/bin/sh\ncp "$1" "{tmp_path}/heard.wav"\nexec sleep 30\n')
    script.chmod(script.stat().st_mode | stat.S_IEXEC)
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    monkeypatch.setattr("robustgui.gui.views.sound.system_player", lambda: (str(script),))
    return tmp_path


def opened(qtbot: QtBot, name: str = "speech_view") -> InspectView:
    cursor = TimeCursor()
    view = VIEWS[name](cursor)
    cursor.setParent(view)
    qtbot.addWidget(view)
    view.resize(700, 300)
    with qtbot.waitExposed(view):
        view.show()
    found = load_record("speech")
    cursor.set_length(len(found.clean))
    view.show_inspection(found)
    return view


def samples_of(data: bytes) -> tuple[np.ndarray, int]:
    with wave.open(io.BytesIO(data)) as file:
        return np.frombuffer(file.readframes(file.getnframes()), "<i2") / 32767, file.getframerate()


def test_that_levels_are_those_of_their_definitions() -> None:
    x = np.array([0.5, -1.0, 0.25])
    delta = np.array([0.0, 0.1, 0.0])
    assert relative_peak(x, delta) == pytest.approx(-20.0)
    assert snr(x, delta) == pytest.approx(10 * np.log10(1.3125 / 0.01))
    assert snr(x, np.zeros(3)) == np.inf
    assert relative_peak(x, np.zeros(3)) == -np.inf


def test_that_a_tone_stands_at_its_frequency_with_its_power() -> None:
    rate, tone = 8000.0, 1000.0
    found = spectrum(0.5 * np.sin(2 * np.pi * tone * np.arange(8000) / rate), rate)
    middle = found.power[:, found.power.shape[1] // 2]
    assert found.width * int(middle.argmax()) == pytest.approx(tone, abs=found.width)
    assert middle.max() == pytest.approx(20 * np.log10(0.5), abs=0.1)
    assert found.hop * (found.power.shape[1] - 1) == pytest.approx(8000, abs=found.hop)


def test_that_a_click_stands_at_its_sample() -> None:
    samples = np.zeros(4000)
    samples[2560] = 1.0
    found = spectrum(samples, 8000.0)
    loudest = int(found.power.mean(0).argmax())
    assert abs(found.first + loudest * found.hop - 2560) <= found.hop


def test_that_the_view_tells_snr_and_peak_of_the_shown_iteration(qtbot: QtBot) -> None:
    view = opened(qtbot)
    found = view.inspection
    for place in (found.returned, 2):
        view.show_iteration(place)
        delta = found.attacked[place] - found.clean
        assert f"SNR {snr(found.clean, delta):.1f} dB" in view.levels.text()
        assert f"{relative_peak(found.clean, delta):.1f} dB" in view.levels.text()
        np.testing.assert_array_equal(view.attacked.y, found.attacked[place][:, 0])


def test_that_saved_sounds_are_the_sequence_and_the_amplified_difference(qtbot: QtBot) -> None:
    view = opened(qtbot)
    found, bar = view.inspection, view.sounds
    heard = [samples_of(bar.wav(place)) for place in range(3)]
    assert {rate for _, rate in heard} == {round(found.sample_rate)}
    np.testing.assert_allclose(heard[0][0], found.clean[:, 0], atol=1 / 32767)
    delta = (found.attacked[found.returned] - found.clean)[:, 0]
    np.testing.assert_allclose(heard[2][0], delta * bar.gain, atol=1 / 32767)
    assert np.abs(delta * bar.gain).max() == pytest.approx(np.abs(found.clean).max(), rel=1e-5)
    assert f"×{bar.gain:.3g}" in bar.buttons[2].text()


def test_that_a_file_of_two_channels_keeps_them() -> None:
    both = np.stack([np.linspace(-1, 1, 50), np.zeros(50)], 1)
    with wave.open(io.BytesIO(wav_bytes(both, 44100.0))) as file:
        assert (file.getnchannels(), file.getframerate(), file.getnframes()) == (2, 44100, 50)


@posix
def test_that_playing_moves_the_cursor_and_stops_without_a_trace(qtbot: QtBot, player: Path) -> None:
    view = opened(qtbot)
    view.time_cursor.move(len(view.inspection.clean) - 1)
    with qtbot.waitSignal(view.time_cursor.moved):
        view.sounds.buttons[0].click()
    assert view.sounds.sound.playing
    assert view.sounds.buttons[0].accessibleName() == "Stop"
    qtbot.waitUntil(lambda: (player / "heard.wav").exists() and (player / "heard.wav").stat().st_size > 44)
    view.sounds.buttons[0].click()
    assert not view.sounds.sound.playing
    assert os.listdir(player / "temporary") == []
    assert view.sounds.buttons[0].accessibleName() == "Play: Clean"


@posix
def test_that_a_hidden_view_is_silent(qtbot: QtBot, player: Path) -> None:
    view = opened(qtbot)
    view.sounds.buttons[1].click()
    qtbot.waitUntil(lambda: (player / "heard.wav").exists())
    view.hide()
    assert not view.sounds.sound.playing
    assert os.listdir(player / "temporary") == []


@posix
def test_that_another_iteration_silences_only_what_has_changed(qtbot: QtBot, player: Path) -> None:
    view = opened(qtbot)
    view.sounds.buttons[0].click()
    view.show_iteration(1)
    assert view.sounds.sound.playing
    view.sounds.buttons[1].click()
    view.show_iteration(2)
    assert not view.sounds.sound.playing


@posix
def test_that_a_player_without_a_sound_card_is_explained(qtbot: QtBot, player: Path) -> None:
    (player / "player").write_text("#!/bin/sh\necho 'no default device' >&2\nexit 1\n")
    view = opened(qtbot)
    view.sounds.buttons[0].click()
    qtbot.waitUntil(lambda: view.problem.isVisible())
    assert "no default device" in view.problem.text()
    assert ".wav" in view.problem.text()
    assert os.listdir(player / "temporary") == []


def test_that_a_player_that_is_gone_is_explained(qtbot: QtBot, tmp_path: Path) -> None:
    sound = Sound()
    sound.command = (str(tmp_path / "gone"),)
    with qtbot.waitSignal(sound.refused):
        sound.play(wav_bytes(np.zeros(10), 8000.0))
    assert not sound.playing


def test_that_without_a_player_sounds_can_still_be_saved(qtbot: QtBot, monkeypatch, tmp_path: Path) -> None:
    monkeypatch.setattr("robustgui.gui.views.sound.system_player", lambda: None)
    view = opened(qtbot)
    bar = view.sounds
    assert not any(button.isEnabled() for button in bar.buttons)
    assert "Save as .wav" in bar.buttons[0].toolTip()
    file = tmp_path / "clean"
    monkeypatch.setattr(
        "robustgui.gui.widgets.save_dialog.QFileDialog.getSaveFileName", lambda *_: (str(file), "WAV (*.wav)")
    )
    bar.save_actions[0].trigger()
    assert (tmp_path / "clean.wav").read_bytes() == bar.wav(0)
    assert set(bar.save_actions) <= set(view.plot.extra_actions)


def test_that_spectrograms_share_a_scale_and_show_the_change(qtbot: QtBot) -> None:
    view = opened(qtbot, "spectrogram_view")
    found = view.inspection
    clean, attacked, change = (picture.values for picture in view.pictures)
    assert view.pictures[0].item.levels.tolist() == view.pictures[1].item.levels.tolist() == [-80.0, 0.0]
    assert clean.max() == pytest.approx(0.0)
    own = spectrum(found.attacked[found.returned][:, 0], found.sample_rate).power
    top = spectrum(found.clean[:, 0], found.sample_rate).power.max()
    np.testing.assert_allclose(attacked, np.clip(own - top, -80, 0), atol=1e-4)
    low, high = view.pictures[2].item.levels
    assert low == -high
    assert np.abs(change).max() > 6


def test_that_spectra_of_long_sounds_come_from_a_thread(qtbot: QtBot) -> None:
    view = opened(qtbot, "spectrogram_view")
    found = load_record("speech")
    long = np.tile(found.clean, (12, 1))
    attacked = np.tile(found.attacked[[0, found.returned]], (1, 12, 1))
    view.show_inspection(
        replace(found, clean=long, attacked=attacked, returned=1, attacked_outputs=found.attacked_outputs[[0, -1]])
    )
    assert not view.pictures[0].values.size
    qtbot.waitUntil(lambda: all(picture.values.size for picture in view.pictures))
    QThreadPool.globalInstance().waitForDone()
