"""Devices: what is there, and what is said of what is not."""

from __future__ import annotations

import pytest
import torch

from robustgui.base.errors import DeviceError
from robustgui.training import DeviceSettings
from robustgui.training.devices import count_cores, count_threads, list_devices, resolve_device


def test_that_the_processor_is_always_offered_last() -> None:
    assert list_devices()[-1] == "cpu"


def test_that_auto_takes_the_first_device_that_is_there() -> None:
    assert resolve_device(DeviceSettings()) == list_devices()[0]


@pytest.mark.parametrize("device", ["cuda", "mps"])
def test_that_an_absent_device_is_explained(device: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)
    monkeypatch.setattr(torch.backends.mps, "is_available", lambda: False)
    with pytest.raises(DeviceError, match="Choose another device"):
        resolve_device(DeviceSettings(device=device))


def test_that_mixed_precision_without_a_gpu_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)
    monkeypatch.setattr(torch.backends.mps, "is_available", lambda: False)
    with pytest.raises(DeviceError, match="Switch it off"):
        resolve_device(DeviceSettings(mixed_precision=True))


def test_that_one_core_is_left_to_the_window() -> None:
    assert count_threads(DeviceSettings()) == max(1, count_cores() - 1)


def test_that_a_chosen_number_of_threads_is_taken() -> None:
    assert count_threads(DeviceSettings(threads=1)) == 1
    assert count_threads(DeviceSettings(threads=1024)) == count_cores()
