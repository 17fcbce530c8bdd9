"""What every front end owes."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pytest
import torch
from support import contracts
from torch import Tensor

from robustgui.base.units import Space
from robustgui.models.fronts import FRONTS, Front
from robustgui.models.gru import GRU
from robustgui.models.nets.front_module import FrontChain, FrontModule
from robustgui.models.network import Network
from robustgui.models.network_file import load_network, save_network
from robustgui.models.network_spec import NetworkSpec

RATE = 100.0
LENGTHS = (23, 2, 9, 1)
SHORT: dict[str, dict[str, object]] = {  # settings with which a few steps are several frames
    "spectrogram": {"unit": "steps", "window": 6.0, "hop": 2.0},
    "log_mel": {"window": 60.0, "hop": 20.0, "bands": 4},
    "mfcc": {"window": 60.0, "hop": 20.0, "bands": 4, "coefficients": 3, "deltas": 2},
}
VARIANTS: dict[str, tuple[dict[str, object], ...]] = {
    "normalise": ({"by": "sequence"},),
    "difference": ({"lag": 3},),
    "log_returns": ({"lag": 3},),
    "spectrogram": ({"values": "power"}, {"unit": "ms", "window": 60.0, "hop": 60.0}),
    "log_mel": ({"scale": "slaney", "low": 5.0, "high": 40.0},),
    "mfcc": ({"deltas": 0},),
}


def fronts(takes: str = "values") -> list[Front]:
    """Every registered front end that takes `takes`, in its variants."""
    found: list[Front] = []
    for name in FRONTS:
        if FRONTS[name].takes == takes:
            short = SHORT.get(name, {})
            found += [FRONTS[name](**short | extra) for extra in ({}, *VARIANTS.get(name, ()))]
    return found


def label(front: Front) -> str:
    return "-".join([front.name, *(str(value) for value in front.to_dict().values())])


def batch(padding: int = 0, lengths: tuple[int, ...] = LENGTHS, seed: int = 0) -> tuple[Tensor, Tensor]:
    """Positive values (B, T, 2), so that they suit log returns too; behind each end what must not matter."""
    generator = torch.Generator().manual_seed(seed)
    T = max(lengths) + padding
    mask = torch.arange(T) < torch.tensor(lengths)[:, None]
    x = torch.full((len(lengths), T, 2), -7.0, dtype=torch.float64)
    for row, length in enumerate(lengths):
        x[row, :length] = 1 + torch.rand(length, 2, generator=generator, dtype=torch.float64)
    return x, mask


def built(front: Front) -> FrontModule:
    """Fitted on a batch, in double precision."""
    module = front.build(2, RATE, 0)
    module.fit(lambda: [(x.float(), mask) for x, mask in (batch(seed=1),)])
    return module.double().eval()


@pytest.mark.parametrize("name", FRONTS)
def test_that_a_front_end_is_documented(name: str) -> None:
    contracts.check_documented(FRONTS[name], with_source=False)
    contracts.check_key(FRONTS, name)


@pytest.mark.parametrize("front", [*fronts(), *fronts("tokens")], ids=label)
def test_that_a_front_end_survives_the_way_through_toml(front: Front) -> None:
    from robustgui.runs.spec import RunSpec

    spec = RunSpec(front=(front,))
    assert RunSpec.from_toml(spec.to_toml()) == spec


@pytest.mark.parametrize("front", [*fronts(), *fronts("tokens")], ids=label)
def test_that_its_shape_is_that_of_the_module(front: Front) -> None:
    vocabulary = 7 if front.takes == "tokens" else 0
    module = front.build(2, RATE, vocabulary)
    shape = front.shape(2, RATE, vocabulary)
    assert shape == (module.features, sum(weights.numel() for weights in module.parameters()))


@pytest.mark.parametrize("front", fronts(), ids=label)
def test_that_padding_changes_neither_output_nor_gradient(front: Front) -> None:
    module = built(front)
    found = []
    for padding in (0, 11):
        x, mask = batch(padding)
        x.requires_grad_()
        out, valid = module(x, mask)
        assert not out[~valid].any()
        assert out.shape[2] == module.features
        weights = torch.linspace(-1, 1, module.features, dtype=torch.float64)
        (gradient,) = torch.autograd.grad((out.sin() * weights).sum(), x)
        assert not gradient[~mask].any()
        found.append((out[valid].detach(), gradient[mask], valid.sum(1)))
    torch.testing.assert_close(found[0], found[1], rtol=1e-10, atol=1e-12)


@pytest.mark.parametrize("front", fronts(), ids=label)
def test_that_a_sequence_among_others_gives_what_it_gives_alone(front: Front) -> None:
    module = built(front)
    x, mask = batch()
    out, valid = module(x, mask)
    for row, length in enumerate(LENGTHS):
        alone, there = module(x[row : row + 1, :length], mask[row : row + 1, :length])
        assert there.all()
        torch.testing.assert_close(out[row][valid[row]], alone[0], rtol=1e-10, atol=1e-12)


@pytest.mark.parametrize("front", fronts(), ids=label)
def test_that_the_gradient_is_that_of_finite_differences(front: Front) -> None:
    module = built(front)
    x, mask = batch(lengths=(9, 1), padding=2)
    x[~mask] = 0.0
    x.requires_grad_()
    assert torch.autograd.gradcheck(lambda x: module(x, mask)[0], (x,), eps=1e-6, atol=1e-5, rtol=1e-4)


@pytest.mark.parametrize("front", fronts(), ids=label)
def test_that_outputs_are_complete_behind_the_step_that_they_name(front: Front) -> None:
    """Steps behind the one that `ends` names change nothing; it does."""
    if getattr(front, "by", "") == "sequence":
        pytest.skip("its statistics are those of the whole sequence")
    module = built(front)
    x, mask = batch(lengths=(23,))
    out, valid = module(x, mask)
    ends = module.ends(torch.arange(23))
    assert len(ends) == out.shape[1] == valid.sum()
    assert ends[-1] == 22
    for place, end in enumerate(ends.tolist()):
        changed = x.clone()
        changed[:, end + 1 :] += 1
        torch.testing.assert_close(module(changed, mask)[0][:, place], out[:, place], rtol=1e-9, atol=1e-11)


@pytest.mark.parametrize("front", fronts(), ids=label)
def test_that_ends_count_in_the_steps_of_what_came_before(front: Front) -> None:
    module = built(front)
    steps = torch.arange(23)
    torch.testing.assert_close(module.ends(3 * steps + 2), 3 * module.ends(steps) + 2)


@pytest.mark.parametrize("front", fronts(), ids=label)
def test_that_the_rate_of_frames_is_that_of_their_ends(front: Front) -> None:
    module = built(front)
    if module.sample_rate is None:
        assert torch.equal(module.ends(torch.arange(23)), torch.arange(23))
        return
    ends = module.ends(torch.arange(200))
    assert math.isclose(RATE / module.sample_rate, ends[1] - ends[0])


@pytest.mark.parametrize("front", [*fronts(), *fronts("tokens")], ids=label)
def test_that_a_stored_network_has_the_front_end_and_what_it_learned(front: Front, tmp_path: Path) -> None:
    tokens = front.takes == "tokens"
    before = () if tokens else (FRONTS["as_is"](), FRONTS["difference"]())
    chain = (*before[:1], front, FRONTS["normalise"](by="sequence"))
    one = np.ones(2)
    spec = NetworkSpec(
        model=GRU(hidden=3), space=Space(0 * one, one, 0 * one, 3 * one, one), task="classification",
        loss="cross_entropy", classes=("a", "b"), features=("x", "y"), fronts=chain,
        vocabulary=tuple("abcde") if tokens else (), sample_rate=RATE, outputs=2,
    )  # fmt: skip
    module = spec.build()
    network = Network(module, spec)
    x, mask = batch()
    x = torch.randint(0, 5, mask.shape) if tokens else x.float()
    assert isinstance(module, FrontChain)
    for place, inner in enumerate(module.fronts):
        assert isinstance(inner, FrontModule)
        with torch.no_grad():
            inner.fit(lambda count=place: [module.apply_fronts(x, mask, count)])
    module.eval()
    save_network(network, tmp_path / "n.safetensors", epoch=1)
    again = load_network(tmp_path / "n.safetensors")
    assert again.fronts == chain
    assert torch.equal(again.outputs(x, mask), network.outputs(x, mask))
