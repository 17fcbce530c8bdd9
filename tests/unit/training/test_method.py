"""Methods of defences: state in the checkpoint, batches of any size, several updates a step, and errors amid them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from robustgui.base.errors import Interrupted, RunError
from robustgui.base.seeding import numpy_stream
from robustgui.data import load
from robustgui.data.batch_order import Indices
from robustgui.defences.base import Defence, Method, Optimiser, Step, StepLoss
from robustgui.runs.building import build_network
from robustgui.runs.spec import RunSpec
from robustgui.training.checkpoint import Checkpoints, Position
from robustgui.training.loop import Trainer
from robustgui.training.method_state import pack_state, unpack_state


class Plain(Defence):
    """Plain training, with the method of a test."""

    def start(self, run: Any) -> Method:
        return METHOD[0](self, run)

    def loss(self, step: Step) -> StepLoss:
        clean = step.loss(step.network.outputs(step.x, step.mask), step.y)
        return StepLoss(clean, clean=clean)


METHOD: list[type[Method]] = [Method]


def trainer(spec: RunSpec, method: type[Method], changes: dict[str, Any] | None = None) -> Trainer:
    METHOD[0] = method
    spec = spec.replace_paths(changes or {})
    data = load(spec.data)
    return Trainer(build_network(spec, data, "cpu"), data.train, spec.training, Plain(), seed=spec.seed)


def everything(of: Trainer) -> list[torch.Tensor]:
    """Copies of weights, of the state of the optimiser and of that of the method."""
    states = [each[key] for each in of.optimiser.state.values() for key in sorted(each)]
    kept = [value for value in of.method.state_dict().values() if isinstance(value, torch.Tensor)]
    return [value.detach().clone() for value in (*of.network.module.state_dict().values(), *states, *kept)]


class Twice(Method):
    """Two updates a step, counted; `fails` at the second update of that number."""

    fails: Exception | None = None

    def __init__(self, defence: Defence, run: Any) -> None:
        super().__init__(defence, run)
        self.count = torch.zeros(1, dtype=torch.int64)

    def update(self, step: Step, optimiser: Optimiser) -> None:
        for replay in range(2):
            loss = optimiser.backward(self.loss(step))
            if replay and self.fails is not None:
                raise self.fails
            optimiser.step(loss)
            self.count += 1

    def state_dict(self) -> dict[str, Any]:
        return {"count": self.count}

    def load_state_dict(self, state: dict[str, Any]) -> None:
        self.count = state["count"]


def test_that_a_step_may_take_several_updates_and_reports_the_last(tiny_spec: RunSpec) -> None:
    one = trainer(tiny_spec, Twice, {"training.optimiser": "sgd", "training.momentum": 0.0})
    x, y, mask = one.batches.take(one.method.batches(1)[0])
    first = torch.nn.functional.cross_entropy(one.network.outputs(x, mask), y).item()
    event = one.train_step()
    assert (event.step, event.updates, one.step) == (1, 2, 1)
    assert event.loss < first
    assert event.parts == (("clean", event.loss),)


@pytest.mark.parametrize("error", [Interrupted(), ZeroDivisionError("a bug")], ids=["stop", "bug"])
def test_that_a_step_that_fails_between_two_updates_changes_nothing(tiny_spec: RunSpec, error: Exception) -> None:
    one = trainer(tiny_spec, Twice)
    one.train_step()
    before = everything(one)
    one.method.fails = error  # type: ignore[attr-defined]
    with pytest.raises(type(error)):
        one.train_step()
    assert all(map(torch.equal, everything(one), before))
    assert one.step == 1


def test_that_divergence_between_two_updates_changes_nothing(tiny_spec: RunSpec) -> None:
    class Diverging(Twice):
        def loss(self, step: Step) -> StepLoss:
            loss = super().loss(step)
            return StepLoss(loss.total * math.inf, clean=loss.total) if self.count % 4 == 3 else loss

    one = trainer(tiny_spec, Diverging)
    one.train_step()
    before = everything(one)
    with pytest.raises(RunError, match="diverged: at step 2"):
        one.train_step()
    assert all(map(torch.equal, everything(one), before))


class Poisson(Method):
    """Each sequence is in each batch with a small probability."""

    def batches(self, epoch: int) -> Sequence[Indices]:
        steps = range(self.run.steps_per_epoch)
        draws = (numpy_stream(self.run.seed, "poisson", epoch, i).random(len(self.run.train)) for i in steps)
        return [np.flatnonzero(draw < 0.04) for draw in draws]


def test_that_batches_may_have_any_size_and_an_empty_one_makes_no_update(tiny_spec: RunSpec) -> None:
    one = trainer(tiny_spec, Poisson)
    sizes = [len(batch) for epoch in (1, 2, 3) for batch in one.method.batches(epoch)]
    assert 0 in sizes
    for size in sizes:
        before = everything(one)
        event = one.train_step()
        assert event.updates == (size > 0)
        assert math.isnan(event.loss) == (size == 0)
        assert size or all(map(torch.equal, everything(one), before))


def test_that_an_epoch_with_another_number_of_batches_is_a_bug_that_is_named(tiny_spec: RunSpec) -> None:
    class Short(Method):
        def batches(self, epoch: int) -> Sequence[Indices]:
            return super().batches(epoch)[1:]

    with pytest.raises(ValueError, match="an epoch of 3 steps has 2 batches"):
        trainer(tiny_spec, Short).train_step()


def test_that_the_state_of_a_method_is_part_of_the_checkpoint(tiny_spec: RunSpec, tmp_path: Path) -> None:
    one, other = trainer(tiny_spec, Twice), trainer(tiny_spec, Twice)
    one.train_step()
    Checkpoints(tmp_path).save(one.network.module, one.optimiser, Position(step=1), one.method)
    restored = Checkpoints(tmp_path).load(other.network.module, other.optimiser, other.method)
    assert restored is not None
    other.step = restored.position.step
    assert other.method.count == 2  # type: ignore[attr-defined]
    assert all(map(torch.equal, everything(other), everything(one)))
    assert other.train_step() == one.train_step()


STATE = {
    "delta": torch.randn(3, 2), "half": torch.ones(2, dtype=torch.bfloat16), "seen": torch.tensor([True, False]),
    "count": 2**62, "rate": 0.1 + 0.2, "limit": math.inf, "name": "é\"", "none": None, "flag": False, "empty": {},
    "nested": {"list": [1, [torch.arange(2)], {"tensor": "0"}], "pair": (1.5, "list")},
}  # fmt: skip


def test_that_any_state_comes_back_the_same() -> None:
    text, tensors = pack_state(STATE)
    state = unpack_state(text, tensors, "cpu")
    assert repr(state) == repr(STATE)
    assert state["half"].dtype == torch.bfloat16


@pytest.mark.parametrize("value", [{1: 2}, object(), np.ones(2), {"a": {3}}], ids=["key", "object", "array", "set"])
def test_that_a_state_that_cannot_be_stored_is_refused(value: Any) -> None:
    with pytest.raises(TypeError):
        pack_state({"value": value})


@pytest.mark.parametrize(
    "text", ['["tensor", "0"]', "[]", "1", '{"a": []}', '{"a": ["tensor", "7"]}', '{"a": [["list"]]}']
)
def test_that_a_damaged_state_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="damaged"):
        unpack_state(text, {"0": torch.ones(1)}, "cpu")
