"""The valid range as a setting: spellings, errors, words, stored specs, and clean values that contradict it."""

from __future__ import annotations

import numpy as np
import pytest
from support.networks import moods

from robustgui.attacks import ATTACKS
from robustgui.attacks.compatibility import check_compatible
from robustgui.base.errors import RunError, SettingError
from robustgui.cli.changes import apply_changes, choose_attack
from robustgui.data import SequenceSet
from robustgui.runs.building import check_threat, check_threat_on_data
from robustgui.runs.spec import RunSpec
from robustgui.threats import THREATS, BallThreat
from robustgui.threats.l2 import L2
from robustgui.threats.linf import Linf

BALLS = [name for name in THREATS if issubclass(THREATS[name], BallThreat)]


def ranges(threat: BallThreat) -> tuple[str, tuple[float, ...], tuple[float, ...]]:
    return threat.valid_range, threat.minimum, threat.maximum


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ({}, ("data", (), ())),
        ({"valid_range": "data"}, ("data", (), ())),
        ({"valid_range": None}, ("none", (), ())),
        ({"valid_range": (0, 1)}, ("stated", (0.0,), (1.0,))),
        ({"valid_range": [[0, -1], [1, 2]]}, ("stated", (0.0, -1.0), (1.0, 2.0))),
        ({"valid_range": (None, 5)}, ("stated", (), (5.0,))),
        ({"valid_range": (np.zeros(2), np.float32(3))}, ("stated", (0.0, 0.0), (3.0,))),
        ({"valid_range": "0, 1"}, ("stated", (0.0,), (1.0,))),
        ({"minimum": 0.0}, ("stated", (0.0,), ())),
        ({"minimum": [0, 1], "maximum": [2, 3]}, ("stated", (0.0, 1.0), (2.0, 3.0))),
        ({"box": True}, ("data", (), ())),
        ({"box": False}, ("none", (), ())),
    ],
)
@pytest.mark.parametrize("name", BALLS)
def test_that_every_spelling_of_a_range_is_read(name: str, given: dict, meant: tuple) -> None:
    assert ranges(THREATS[name](**given)) == meant


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"valid_range": (1, 0)}, "maximum"),
        ({"valid_range": ((0, 5), (1, 4))}, "maximum"),
        ({"valid_range": ((0, 1), (2, 3, 4))}, "maximum"),
        ({"valid_range": (float("nan"), 1)}, "minimum"),
        ({"valid_range": (0, float("inf"))}, "maximum"),
        ({"valid_range": (0, 1, 2)}, "valid_range"),
        ({"valid_range": "everything"}, "valid_range"),
        ({"valid_range": "stated"}, "minimum"),
        ({"valid_range": (0, "much")}, "maximum"),
        ({"valid_range": "data", "minimum": 0}, "minimum"),
        ({"valid_range": "none", "maximum": 0}, "maximum"),
    ],
)
def test_that_an_impossible_range_is_refused_at_its_field(given: dict, field: str) -> None:
    with pytest.raises(SettingError) as caught:
        Linf(**given)
    assert next(iter(caught.value.problems)).startswith(field)


def test_that_the_settings_of_earlier_versions_keep_their_meaning() -> None:
    for box, meant in ((True, "data"), (False, "none")):
        spec = RunSpec().to_dict()
        spec["watch"]["threat"] = {"name": "linf", "eps": 0.1, "box": box}
        assert RunSpec(**spec).watch.threat == Linf(eps=0.1, valid_range=meant)
    assert Linf(valid_range=(0, 1)).copy_with(box=False) == Linf(valid_range="none")


@pytest.mark.parametrize(
    "changes",
    [
        ["threat.valid_range=0,1"],
        ["threat.minimum=0", "threat.maximum=1"],
        ["threat.valid_range=stated", "threat.minimum=0", "threat.maximum=[1]"],
    ],
)
def test_that_a_command_line_states_a_range(changes: list[str]) -> None:
    assert choose_attack("pgd", "linf", None, changes)[1] == Linf(valid_range=(0, 1))


def test_that_a_minimum_beside_another_kind_of_range_is_not_ignored_in_silence() -> None:
    with pytest.raises(SettingError, match="set valid_range to stated"):
        apply_changes(RunSpec(), ["watch.threat.minimum=0"])


def test_that_a_stated_range_survives_the_way_through_toml() -> None:
    spec = RunSpec().replace_paths({"watch.threat.valid_range": "stated", "watch.threat.maximum": [1.5, 2.0]})
    assert RunSpec.from_toml(spec.to_toml()) == spec


@pytest.mark.parametrize(
    ("threat", "said"),
    [
        (Linf(), "within the range seen in training"),
        (Linf(valid_range=(0, 1)), "between 0 and 1, in data units"),
        (Linf(minimum=0), "at 0 or above, in data units"),
        (Linf(maximum=2.5), "at 2.5 or below, in data units"),
        (Linf(valid_range=((0, -1), 2)), "[0, 2], [-1, 2]"),
        (Linf(valid_range="none"), "not limited"),
        (Linf(valid_range=(tuple(range(20)), 99)), "[7, 99], ...."),
    ],
)
def test_that_the_sentence_of_a_threat_says_its_range(threat: BallThreat, said: str) -> None:
    assert said in str(threat.describe())


def series(values: np.ndarray, **more: object) -> SequenceSet:
    """Sequences of 4 steps, (S, F)."""
    count = len(values) // 4
    return SequenceSet.pack(
        name="pumps", values=values.astype(np.float32), offsets=np.arange(count + 1) * 4,
        labels=np.zeros(count, np.int64), classes=("a", "b"), features=("flow", "heat"), **more,
    )  # fmt: skip


def two_outside() -> SequenceSet:
    values = np.full((12, 2), 0.5)
    values[5, 1], values[6, 1] = 1.25, -3.0
    return series(values)


@pytest.mark.parametrize(
    "threat", [Linf(valid_range=(0, 1)), THREATS["intersection"](parts=(Linf(valid_range=(0, 1)), L2()))]
)
def test_that_clean_values_outside_the_stated_range_are_named_and_counted(threat) -> None:
    with pytest.raises(RunError) as caught:
        check_threat(ATTACKS["pgd"](), threat, two_outside())
    said = str(caught.value)
    assert "2 clean values of pumps" in said
    assert "the first in sequence 2" in said
    assert "heat (2; [-3, 1.25]; [0, 1])" in said


@pytest.mark.parametrize(
    ("threat", "data"),
    [
        (Linf(valid_range=(-3, 1.25)), two_outside()),
        (Linf(valid_range=(0, 1), features=(0,)), two_outside()),
        (Linf(valid_range=(0, 1), windows="0, 3"), two_outside()),
        (Linf(valid_range=(0, 1)), two_outside().select(np.array([0, 2]))),
        (Linf(valid_range=(0.1, 0.7)), series(np.tile([0.1, 0.7], (8, 1)))),  # neither is a number in single precision
        (Linf(valid_range=(0, 1)), series(np.full((4, 2), np.nan))),
        (Linf(valid_range=(0, 1)), series(np.tile([0.5, 7.0], (8, 1)), closed=(1,))),
    ],
    ids=["wide enough", "closed feature", "closed steps", "others only", "single precision", "missing", "marks"],
)
def test_that_values_that_cannot_leave_the_range_are_no_obstacle(threat, data) -> None:
    check_threat_on_data(threat, data)


def test_that_a_range_for_another_number_of_features_is_refused() -> None:
    with pytest.raises(RunError, match="range for 3 features, but the data have 2"):
        check_threat_on_data(Linf(valid_range=((0, 0, 0), 1)), two_outside())


def test_that_no_range_is_stated_for_embeddings() -> None:
    with pytest.raises(RunError, match="text"):
        check_compatible(ATTACKS["pgd"](), Linf(valid_range=(0, 1)), tokens=True)
    with pytest.raises(RunError, match="text"):
        check_threat(ATTACKS["pgd"](), Linf(valid_range=(0, 1)), moods(3, seed=0))
