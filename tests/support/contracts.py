"""What every registered class owes, whoever writes it; also run over plug-ins."""

from __future__ import annotations

import contextlib
import inspect
import random
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pytest
import torch
from pydantic.fields import FieldInfo

from robustgui.attacks import Attack
from robustgui.attacks.minimum_norm import MinimumNorm
from robustgui.attacks.random_noise import RandomNoise
from robustgui.attacks.run import build_region, minimise_perturbation, run_attack
from robustgui.base.errors import Interrupted
from robustgui.base.registry import Registry
from robustgui.base.settings import Named, to_table
from robustgui.base.units import Space
from robustgui.models.batch import Batch, token_batch
from robustgui.models.gru import GRU
from robustgui.models.network import Network
from robustgui.runs.spec import RunSpec
from robustgui.threats import Threat, ValueThreat
from robustgui.threats.edits import Edits
from robustgui.threats.region import Region
from robustgui.threats.union import Union

from .networks import attacked, network_of, ragged, ragged_tokens, token_network

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
    spec = RunSpec().replace_paths({path: to_table(value)})
    again = RunSpec.from_toml(spec.to_toml())
    assert again == spec
    found: object = again
    for part in path.split("."):
        found = getattr(found, part)
    assert found == value
    assert type(found) is type(value)


QUICK: dict[str, float] = {
    "queries": 60,
    "steps": 12,
    "training": 4,
    "rounds": 2,
    "shorten": 8,
    "searches": 2,
    "precision": 0.5,
}  # the long settings of attacks, shortened where a contract lets them loose


def quick(attack: type[Attack], **shorter: int) -> Attack:
    """`attack` with settings that keep a contract short; those of `shorter` even more."""
    usual, short = attack.model_fields, QUICK | shorter
    return attack(**{name: value for name, value in short.items() if name in usual and usual[name].default > value})


def compatible(attack: type[Attack] | Attack, threat: type[Threat] | Threat, *, tokens: bool) -> bool:
    """Whether the two go together, and with text (or values)."""
    if threat is Union or isinstance(threat, Union):
        whole = threat if isinstance(threat, Union) else Union()
        return all(compatible(attack, part, tokens=tokens) for part in whole.parts)
    if issubclass(attack if isinstance(attack, type) else type(attack), MinimumNorm):
        norms = attack.norms  # type: ignore[union-attr]
        if norms and threat.norm not in norms:
            return False
    return threat.acts_on in attack.acts_on and (tokens or threat.acts_on == "values")


@dataclass(frozen=True)
class Found:
    """Before and after an attack by the book; `start` is what the network read: values, embeddings or tokens."""

    network: Network
    threat: Threat
    start: torch.Tensor
    region: Region
    mask: torch.Tensor
    x_adv: torch.Tensor
    mask_adv: torch.Tensor
    size: torch.Tensor

    @property
    def texts(self) -> list[tuple[list[int], list[int]]]:
        """Tokens of each text before and after."""
        pairs = zip(self.start, self.mask, self.x_adv, self.mask_adv, strict=True)
        return [(x[: len(m)][m].tolist(), y[n].tolist()) for x, m, y, n in pairs]


def network_for(tokens: bool, model: GRU | None = None, *, task: str = "classification", outputs: int = 4) -> Network:
    model = model or GRU(hidden=6)
    if tokens:
        return token_network(model, task=task, outputs=outputs)
    return network_of(model, outputs=outputs, task=task, space=BOX)


def batch_for(tokens: bool, lengths: tuple[int, ...] = (7, 2, 5, 7), *, padding: int = 0) -> Batch:
    return (ragged_tokens if tokens else ragged)(lengths, seed=1, padding=padding)


def attack_once(attack: Attack, threat: Threat, *, both: bool, tokens: bool = False, seed: int = 0) -> Found:
    network = network_for(tokens, GRU(hidden=6, layers=2, bidirectional=both, dropout=0.5))
    network.module.train()
    return found_by(attack, network, batch_for(tokens, padding=2), threat, seed=seed)


def found_by(attack: Attack, network: Network, batch: Batch, threat: Threat, *, seed: int = 0) -> Found:
    """What an attack makes of a batch."""
    result = run_attack(attack, network, *batch, threat, seed=seed)
    start, region = started(network, threat, batch)
    return Found(network, threat, start, region, batch.mask, result.x, result.mask, result.size)


def started(network: Network, threat: Threat, batch: Batch) -> tuple[torch.Tensor, Region]:
    """What the network reads of a clean batch within a threat, and the region."""
    inner = threat.alternatives()[0]  # of several parts all start alike
    centre, region = build_region(network, inner, batch.x, batch.mask)
    with torch.no_grad():
        return region.render(centre), region


def check_budget(found: Found) -> None:
    """Inside the budget and the valid range, and padding as it was."""
    if isinstance(found.threat, Edits):
        check_edited(found)
        return
    assert torch.equal(found.mask, found.mask_adv)
    assert torch.equal(found.x_adv[~found.mask], found.start[~found.mask])
    assert found.x_adv.shape == found.start.shape
    assert found.x_adv.dtype == found.start.dtype
    if found.threat.acts_on == "tokens":
        check_replaced(found)
        return
    moved = (found.x_adv.double() - found.start.double()).flatten(1)
    if found.network.symbolic:
        spread = torch.from_numpy(found.network.embedding_space().spread)
        moved = ((found.x_adv.double() - found.start.double()) / spread).flatten(1)
    size = {"linf": moved.abs().amax(1), "l2": moved.norm(dim=1), "l1": moved.abs().sum(1)}
    size["intersection"] = torch.maximum(size["linf"] / 0.1, size["l2"])  # of the usual parts
    size["union"] = torch.minimum(size["linf"] / 0.1, size["l2"])
    for measured in (found.size, size.get(found.threat.name, found.size)):
        assert (measured <= found.threat.eps * (1 + 1e-6)).all()
    if found.network.symbolic:
        space = found.network.embedding_space()
        inside = found.x_adv[found.mask].double()
        assert (inside >= torch.from_numpy(space.low)).all()
        assert (inside <= torch.from_numpy(space.high)).all()
    else:
        assert not ((found.x_adv.abs() > 1.5) & (found.start.abs() <= 1.5)).any()
    assert found.x_adv.isfinite().all()


def check_replaced(found: Found) -> None:
    """No more tokens than the budget says differ, and none has become the unknown one."""
    replaced = found.x_adv != found.start
    for row, length in enumerate(found.mask.sum(1).tolist()):
        allowed = max(1, round(found.threat.eps * length)) if found.threat.eps else 0
        assert int(replaced[row].sum()) <= (allowed if found.threat.unit == "share" else int(found.threat.eps))
    assert (found.x_adv[replaced] > 0).all()
    assert (found.x_adv < len(found.network.vocabulary)).all()


def check_edited(found: Found) -> None:
    """No more edits than the budget says lead from each text to what became of it; padding is as it was, or 0."""
    T = found.mask.shape[1]
    assert found.x_adv.shape == found.start.shape
    assert found.x_adv.dtype == found.start.dtype
    assert (found.mask_adv[:, 1:] <= found.mask_adv[:, :-1]).all()
    behind = ~found.mask_adv & ~torch.nn.functional.pad(found.mask, (0, found.mask_adv.shape[1] - T))
    assert torch.equal(found.x_adv[behind], found.start[behind])
    for before, after in found.texts:
        allowed = max(1, round(found.threat.eps * len(before))) if found.threat.eps else 0
        assert edit_distance(before, after) <= allowed
        assert after
        assert all(0 < token < len(found.network.vocabulary) for token in after)


def edit_distance(one: Sequence[object], other: Sequence[object]) -> int:
    """How few replacements, insertions, deletions and swaps of neighbours lead from one to the other.

    The true distance (Lowrance and Wagner 1975), in which what was swapped may also be edited in between.
    """
    infinite = len(one) + len(other)
    table = {(-1, j): infinite for j in range(-1, len(other) + 1)} | {(i, -1): infinite for i in range(len(one) + 1)}
    table |= {(i, 0): i for i in range(len(one) + 1)} | {(0, j): j for j in range(len(other) + 1)}
    seen: dict[object, int] = {}
    for i, a in enumerate(one, 1):
        matched = 0
        for j, b in enumerate(other, 1):
            k, m = seen.get(b, 0), matched
            if a == b:
                matched = j
            table[i, j] = min(
                table[i - 1, j - 1] + (a != b), table[i, j - 1] + 1, table[i - 1, j] + 1,
                table[k - 1, m - 1] + (i - k - 1) + 1 + (j - m - 1) if k and m else infinite,
            )  # fmt: skip
        seen[a] = i
    return table[len(one), len(other)]


def check_closed_values(attack: Attack, threat: type[Threat], *, tokens: bool = False) -> None:
    """Only the open feature in the open window may change."""
    limits = {"first_step": 1, "open_steps": 3} | ({"features": (1,)} if issubclass(threat, ValueThreat) else {})
    found = attack_once(attack, threat(eps=0.5, **limits), both=False, tokens=tokens)
    if isinstance(found.threat, Edits):
        for before, after in found.texts:
            assert after[:1] == before[:1]
            assert after[1:][max(0, len(after) - len(before[4:]) - 1) :] == before[4:]
        check_budget(found)
        return
    changed = found.x_adv != found.start
    assert not changed[:, 0].any()
    assert not changed[:, 4:].any()
    if issubclass(threat, ValueThreat):
        others = [feature for feature in range(changed.shape[2]) if feature != 1]
        assert not changed[:, :, others].any()
    check_budget(found)


def check_left_as_found(attack: Attack, threat: Threat, *, tokens: bool = False) -> None:
    """Weights, gradients, modes and global random states are the same before and after."""
    network = network_for(tokens, GRU(hidden=6, dropout=0.5))
    network.module.train()
    next(module for module in network.module.modules() if isinstance(module, torch.nn.Dropout)).eval()
    before = {name: value.clone() for name, value in network.module.state_dict().items()}
    modes = [module.training for module in network.module.modules()]
    states = torch.get_rng_state(), np.random.get_state()[1].tolist(), random.getstate()  # noqa: NPY002
    batch = batch_for(tokens, (6, 1, 4))
    clean = batch.x.clone()
    attacked(attack, network, batch, threat)
    assert torch.equal(batch.x, clean)
    assert [module.training for module in network.module.modules()] == modes
    assert all(torch.equal(before[name], value) for name, value in network.module.state_dict().items())
    assert all(weights.grad is None for weights in network.module.parameters())
    assert all(weights.requires_grad for weights in network.module.parameters())
    assert torch.equal(torch.get_rng_state(), states[0])
    assert np.random.get_state()[1].tolist() == states[1]  # noqa: NPY002
    assert random.getstate() == states[2]


def check_seed(attack: Attack, threat: Threat, *, tokens: bool = False) -> None:
    """A seed gives one result, whatever was drawn before."""
    first = attack_once(attack, threat, both=True, tokens=tokens, seed=5).x_adv
    torch.rand(3)
    assert torch.equal(first, attack_once(attack, threat, both=True, tokens=tokens, seed=5).x_adv)


def check_stop(attack: Attack, threat: Threat, *, tokens: bool = False) -> None:
    """Once `stop` says so, the network is asked at most once more; at the outset that ends the attack."""
    network = network_for(tokens)
    calls: list[object] = []
    inner = network.module.forward

    def counted(*args: object) -> object:
        calls.append(None)
        return inner(*args)

    network.module.forward = counted  # type: ignore[assignment]
    batch = batch_for(tokens)
    with pytest.raises(Interrupted):
        run_attack(attack, network, *batch, threat, seed=0, goal="maximise", stop=lambda: True)
    for allowed in (1, 3):
        calls.clear()
        with contextlib.suppress(Interrupted):  # a short attack is over before
            run_attack(attack, network, *batch, threat, seed=0, goal="maximise", stop=lambda n=allowed: len(calls) >= n)
        assert len(calls) <= allowed + 1


def check_fooled_are_left_alone(attack: Attack, threat: Threat, *, tokens: bool = False) -> None:
    """With goal "succeed", a sequence that is answered wrongly without an attack is returned bit for bit."""
    network = network_for(tokens)
    x, y, mask = batch_for(tokens)
    with network.evaluating(), torch.no_grad():
        y = network.outputs(x, mask).argmax(1)
    y[1] = (y[1] + 1) % 4
    x_adv = attacked(attack, network, (x, y, mask), threat)
    start, _ = started(network, threat, Batch(x, y, mask))
    assert torch.equal(x_adv[1], start[1])
    assert not torch.equal(x_adv[0], start[0])


def check_target(attack: Attack, threat: Threat, *, tokens: bool = False) -> None:
    """An attack that uses the gradient raises the wanted class, and stops where it is reached."""
    network = network_for(tokens)
    x, y, mask = batch_for(tokens, (7, 6, 5, 7))
    target = (y + 1) % 4
    if isinstance(attack, MinimumNorm):
        check_reached(attack, network, Batch(x, y, mask), threat, target)
        return
    found = run_attack(attack, network, x, y, mask, threat, seed=0, goal="maximise", target=target)
    with network.evaluating(), torch.no_grad():
        before = network.losses(network.outputs(x, mask), target)
        after = network.losses(network.outputs(found.x, found.mask), target)
    assert (after < before).all()


def check_reached(attack: MinimumNorm, network: Network, batch: Batch, threat: Threat, target: torch.Tensor) -> None:
    """What is called found is taken for the wanted class, and some of it is found."""
    found = minimise_perturbation(attack, network, *batch, threat, seed=0, target=target)
    with network.evaluating(), torch.no_grad():
        predicted = network.outputs(found.x, found.mask).argmax(1)
    reached = found.size.isfinite().cpu()
    assert reached.any()
    assert torch.equal(predicted[reached], target[reached])


def check_numbers(attack: Attack, threat: Threat, *, tokens: bool = False) -> None:
    """Targets are attacked through the squared error, and the budget holds."""
    network = network_for(tokens, task="regression", outputs=2)
    x, _, mask = batch_for(tokens)
    found = found_by(attack, network, Batch(x, torch.zeros(4, 2), mask), threat)
    assert not torch.equal(found.x_adv, found.start)
    check_budget(found)


def check_next_token(attack: Attack, threat: Threat) -> None:
    """What comes next is asked at every step, and an attack makes it less likely; the budget holds."""
    network = network_for(True, task="next_token")
    tokens, _, mask = batch_for(True, padding=1)
    x, y, mask = token_batch("next_token", tokens, torch.empty(4, 0), mask)
    found = found_by(attack, network, Batch(x, y, mask), threat)
    x_adv, start = found.x_adv, found.start
    check_budget(found)
    with network.evaluating(), torch.no_grad():
        before = network.losses(network.outputs(x, mask), y)
        after = network.losses(network.outputs(x_adv, mask), y)
    assert not torch.equal(x_adv, start)
    assert isinstance(attack, RandomNoise) or after.mean() > before.mean()


def check_causal(attack: Attack, threat: Threat, *, both: bool, tokens: bool = False) -> None:
    """Another future changes nothing before it, bit for bit; budget and padding hold in either."""
    network = network_for(tokens, GRU(hidden=4, readout="last", bidirectional=both, dropout=0.5))
    batch = batch_for(tokens, (3, 2))
    later = batch.x.clone()
    later[0, 2] = 1 + later[0, 2] % 5 if tokens else torch.tensor([1.0, -0.3, 0.2])
    one, other = (found_by(attack, network, Batch(x, *batch[1:]), threat, seed=3) for x in (batch.x, later))
    assert torch.equal(one.x_adv[:, :2].view(torch.int32), other.x_adv[:, :2].view(torch.int32))
    assert attack.needs == "labels" or not torch.equal(one.x_adv, one.start)  # few questions may lead nowhere
    for found in (one, other):
        check_budget(found)


def check_attack(attack: Attack, threat: Threat) -> None:
    """All of it, for one attack within one threat, on values and on text; nothing where they do not go together."""
    for tokens in (False, True):
        if not compatible(attack, threat, tokens=tokens):
            continue
        for both in (False, True):
            check_budget(attack_once(attack, threat, both=both, tokens=tokens))
        check_closed_values(attack, type(threat), tokens=tokens)
        check_left_as_found(attack, threat, tokens=tokens)
        check_seed(attack, threat, tokens=tokens)
        check_stop(attack, threat, tokens=tokens)
        check_fooled_are_left_alone(attack, threat, tokens=tokens)
        if "regression" in attack.tasks:
            check_numbers(attack, threat, tokens=tokens)
