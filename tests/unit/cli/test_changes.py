"""`--set` gives every value the type of its setting."""

from __future__ import annotations

from typing import Any

import pytest

from robustgui.base.errors import RunError
from robustgui.cli.changes import apply_changes, parse_value
from robustgui.runs.spec import RunSpec


@pytest.mark.parametrize(
    ("path", "text", "value"),
    [
        ("training.lr", "1e-3", 1e-3),
        ("training.lr", "1", 1),
        ("training.epochs", "7", 7),
        ("model.bidirectional", "true", True),
        ("name", "2024", "2024"),
        ("name", "true", "true"),
        ("data.train", "a=b.tsv", "a=b.tsv"),
        ("training.schedule", "cosine", "cosine"),
        ("watch.threat.features", "0,3", [0, 3]),
        ("watch.threat.features", "[0, 3]", [0, 3]),
        ("watch.threat.features", "", []),
        ("watch.threat.open_steps", "5", 5),
        ("watch.threat.open_steps", "none", None),
        ("watch.threat.open_steps", "", None),
        ("model", "lstm", "lstm"),
        ("model.name", "lstm", "lstm"),
        ("training.lr", "fast", "fast"),
    ],
)
def test_that_text_becomes_a_value_of_the_settings_type(path: str, text: str, value: Any) -> None:
    found = parse_value(RunSpec(), path, text)
    assert found == value
    assert type(found) is type(value)


def test_that_later_changes_see_the_class_chosen_by_earlier_ones() -> None:
    spec = apply_changes(RunSpec(), ["defence=noise_augmentation", "defence.noise.kind=sign", "model=elman"])
    assert spec.to_dict()["defence"]["noise"]["kind"] == "sign"


def test_that_changes_are_judged_together() -> None:
    start = RunSpec().replace_paths({"device.device": "cpu"})
    spec = apply_changes(start, ["device.mixed_precision=true", "device.device=cuda"])  # the first alone is impossible
    assert spec.device.mixed_precision


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ("training.epoch=3", "Did you mean 'training.epochs'"),
        ("trainig.epochs=3", "Did you mean 'training'"),
        ("seed.x=3", "no setting called 'seed.x'"),
        ("training.zzz=3", "Known here: epochs"),
        ("=3", "write PATH=VALUE"),
        ("seed", "write PATH=VALUE"),
    ],
)
def test_that_a_change_of_nothing_is_explained(change: str, words: str) -> None:
    with pytest.raises(RunError, match=words):
        apply_changes(RunSpec(), [change])
