"""What every registered class owes, whoever writes it; also run over plug-ins."""

from __future__ import annotations

import contextlib
import inspect
import random
from dataclasses import dataclass

import numpy as np
import pytest
import torch
from pydantic.fields import FieldInfo

from robustgui.attacks import Attack
from robustgui.attacks.run import run_attack
from robustgui.base.errors import Interrupted
from robustgui.base.registry import Registry
from robustgui.base.settings import Named, named
from robustgui.base.units import Space
from robustgui.models.gru import GRU
from robustgui.models.network import Network
from robustgui.runs.spec import RunSpec
from robustgui.threats import Threat

from .networks import attacked, network_of, plain_space, ragged

BOX = Space(mean=np.zeros(3), std=np.ones(3), low=-1.5 * np.ones(3), high=1.5 * np.ones(3), spread=np.ones(3))


def check_documented(cls: type[Named], *, with_source: bool) -> None:
    """The form needs a title, a sentence of help for each setting, labels for choices, and siblings that exist."""
    assert cls.title
    assert inspect.getdoc(cls)
    if with_source:
        assert cls.source  # type: ignore[attr-defined]
    for name, field in cls.model_fields.items():
        check_field(cls, name, field)


def check_field(cls: type[Named], name: str, field: FieldInfo) -> None:
    assert field.title, f"{cls.__name__}.{name} has no title"
    assert field.description, f"{cls.__name__}.{name} has no help"
    assert field.description.endswith("."), f"the help of {cls.__name__}.{name} is no sentence"
    extra = field.json_schema_extra
    assert isinstance(extra, dict)
    if extra["when"]:
        sibling, _ = extra["when"]
        assert sibling in cls.model_fields
    choices = getattr(field.annotation, "__args__", ())
    if choices and all(isinstance(choice, str) for choice in choices):
        assert set(extra["choices"]) == set(choices)


def check_key(registry: Registry[Named], name: str) -> None:
    """Registry key = file name."""
    cls = registry[name]
    assert cls.name == name
    assert inspect.getfile(cls).endswith(f"{name}.py")


def check_toml(path: str, value: Named) -> None:
    """Written into a run's TOML at the dotted `path` and read back, it is the same."""
    spec = RunSpec().replaced({path: named(value)})
    again = RunSpec.from_toml(spec.to_toml())
    assert again == spec
    found: object = again
    for part in path.split("."):
        found = getattr(found, part)
    assert found == value
    assert type(found) is type(value)


@dataclass(frozen=True)
class Found:
    """Before and after an attack by the book."""

    network: Network
    threat: Threat
    x: torch.Tensor
    y: torch.Tensor
    mask: torch.Tensor
    x_adv: torch.Tensor


def attack_once(attack: Attack, threat: Threat, *, both: bool, seed: int = 0) -> Found:
    network = network_of(GRU(hidden=6, layers=2, bidirectional=both, dropout=0.5), space=BOX)
    network.module.train()
    batch = ragged((7, 2, 5, 7), seed=1, padding=2)
    return Found(network, threat, *batch, attacked(attack, network, batch, threat, seed=seed))


def check_budget(found: Found) -> None:
    """Inside the ball, inside the box, and padding as it was."""
    moved = (found.x_adv.double() - found.x.double()).flatten(1)
    size = {"linf": moved.abs().amax(1), "l2": moved.norm(dim=1), "l1": moved.abs().sum(1)}
    region = found.threat.around(found.x, found.mask, found.network.space)
    for measured in (region.size(found.x_adv), size.get(found.threat.name, region.size(found.x_adv))):
        assert (measured <= found.threat.eps * (1 + 1e-6)).all()
    assert torch.equal(found.x_adv[~found.mask], found.x[~found.mask])
    outside = (found.x_adv.abs() > 1.5) & (found.x.abs() <= 1.5)
    assert not outside.any()
    assert found.x_adv.isfinite().all()


def check_closed_values(attack: Attack, threat: type[Threat]) -> None:
    """Only the open feature in the open window may change."""
    found = attack_once(attack, threat(eps=0.5, features=(1,), first_step=1, open_steps=3), both=False)
    changed = found.x_adv != found.x
    assert not changed[:, :, [0, 2]].any()
    assert not changed[:, 0].any()
    assert not changed[:, 4:].any()
    check_budget(found)


def check_left_as_found(attack: Attack, threat: Threat) -> None:
    """Weights, gradients, modes and global random states are the same before and after."""
    network = network_of(GRU(hidden=6, dropout=0.5))
    network.module.train()
    network.module.dropout.eval()
    before = {name: value.clone() for name, value in network.module.state_dict().items()}
    modes = [module.training for module in network.module.modules()]
    states = torch.get_rng_state(), np.random.get_state()[1].tolist(), random.getstate()  # noqa: NPY002
    attacked(attack, network, ragged(), threat)
    assert [module.training for module in network.module.modules()] == modes
    assert all(torch.equal(before[name], value) for name, value in network.module.state_dict().items())
    assert all(weights.grad is None for weights in network.module.parameters())
    assert all(weights.requires_grad for weights in network.module.parameters())
    assert torch.equal(torch.get_rng_state(), states[0])
    assert np.random.get_state()[1].tolist() == states[1]  # noqa: NPY002
    assert random.getstate() == states[2]


def check_seed(attack: Attack, threat: Threat) -> None:
    """A seed gives one result, whatever was drawn before."""
    first = attack_once(attack, threat, both=True, seed=5).x_adv
    torch.rand(3)
    assert torch.equal(first, attack_once(attack, threat, both=True, seed=5).x_adv)


def check_stop(attack: Attack, threat: Threat) -> None:
    """Once `stop` says so, the network is asked at most once more; at the outset that ends the attack."""
    network = network_of(GRU(hidden=6))
    calls: list[object] = []
    inner = network.module.forward

    def counted(*args: object) -> object:
        calls.append(None)
        return inner(*args)

    network.module.forward = counted  # type: ignore[assignment]
    batch = ragged((7, 2, 5, 7), seed=1)
    with pytest.raises(Interrupted):
        run_attack(attack, network, *batch, threat, seed=0, goal="maximise", stop=lambda: True)
    for allowed in (1, 3):
        calls.clear()
        with contextlib.suppress(Interrupted):  # a short attack is over before
            run_attack(attack, network, *batch, threat, seed=0, goal="maximise", stop=lambda n=allowed: len(calls) >= n)
        assert len(calls) <= allowed + 1


def check_fooled_are_left_alone(attack: Attack, threat: Threat) -> None:
    """With goal "fool", a sequence that is answered wrongly without an attack is returned bit for bit."""
    network = network_of(GRU(hidden=6))
    x, y, mask = ragged((7, 2, 5, 7), seed=1)
    with network.evaluating(), torch.no_grad():
        y = network.outputs(x, mask).argmax(1)
    y[1] = (y[1] + 1) % 4
    x_adv = attacked(attack, network, (x, y, mask), threat)
    assert torch.equal(x_adv[1], x[1])
    assert not torch.equal(x_adv[0], x[0])


def check_target(attack: Attack, threat: Threat) -> None:
    """An attack that uses the gradient raises the wanted class, and stops where it is reached."""
    network = network_of(GRU(hidden=6))
    x, y, mask = ragged((7, 6, 5, 7), seed=1)
    target = (y + 1) % 4
    x_adv = attacked(attack, network, (x, y, mask), threat, goal="maximise", target=target)
    with network.evaluating(), torch.no_grad():
        before = network.losses(network.outputs(x, mask), target)
        after = network.losses(network.outputs(x_adv, mask), target)
    assert (after < before).all()


def check_regression(attack: Attack, threat: Threat) -> None:
    """Targets are attacked through the squared error, and the budget holds."""
    network = network_of(GRU(hidden=6), outputs=2, task="regression")
    x, _, mask = ragged((7, 2, 5, 7), seed=1)
    y = torch.zeros(4, 2)
    x_adv = attacked(attack, network, (x, y, mask), threat)
    region = threat.around(x, mask, plain_space(3))
    assert (region.size(x_adv) <= threat.eps * (1 + 1e-6)).all()
    assert not torch.equal(x_adv, x)


def check_attack(attack: Attack, threat: Threat) -> None:
    """All of it, for one attack within one threat."""
    for both in (False, True):
        check_budget(attack_once(attack, threat, both=both))
    check_closed_values(attack, type(threat))
    check_left_as_found(attack, threat)
    check_seed(attack, threat)
    check_stop(attack, threat)
    check_fooled_are_left_alone(attack, threat)
    check_regression(attack, threat)
