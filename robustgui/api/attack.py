"""Attacks in a notebook: adversarial examples and their predictions."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from ..attacks import Attack
from ..attacks.cost import Cost
from ..attacks.default_attacks import choose_evaluation_attack
from ..attacks.problem import select_rows
from ..attacks.run import run_attack
from ..attacks.targets import find_class
from ..base.errors import RunError
from ..base.lazy import torch
from ..base.seeding import derive
from ..data import SequenceSet
from ..evaluation.attack_goal import AttackGoal, find_goal
from ..evaluation.predictions import Indices, Predictions, score_outputs
from ..evaluation.scores import choose_group_size, concatenate, find_longest, split_groups
from ..models.batch import to_batch
from ..runs.building import check_threat
from ..threats import Threat, ValueThreat
from ..threats.linf import Linf
from ..threats.union import Union
from .accepted import AttackLike, NetworkLike, Part, ThreatLike
from .arguments import checked
from .attacked import Attacked, Tokens, Values
from .edited_texts import EditedTexts
from .overlap import find_evaluated_part
from .progress import Bar

if TYPE_CHECKING:
    from ..attacks.adversarial_batch import AdversarialBatch
    from ..models.batch import Batch
    from ..models.network import Network

__all__ = ["Attacked", "attack", "check_fit", "check_part"]


@checked
def attack(
    network: NetworkLike,
    data: Part,
    attack: AttackLike | None = None,
    threat: ThreatLike | None = None,
    *,
    target: int | str | None = None,
    seed: int = 0,
    progress: bool = False,
) -> Attacked:
    """Attack every sequence of `data`.

    The numbers are those of `evaluate` and of a run's own measurement with the same attack, threat and seed.

    Args:
        network: such as `run.network`, or a run.
        data: a part, such as `data.test`; of a whole dataset its test part.
        attack: the attack, or its name; None: the default of evaluations, `EVALUATION_ATTACK`.
        threat: the threat model, or its name; None: L-inf with eps 0.1.
        target: target class, by index or name; None: untargeted.
        seed: random seed.
        progress: whether to show a progress bar.

    Raises:
        RunError: the data do not match the network, or there is no such target class.

    Warns:
        TrainedOnWarning: the network was trained on some of them; see `Attacked.overlap`.
    """
    part, overlap = find_evaluated_part(network, data)
    threat = Linf() if threat is None else threat
    attack = attack or choose_evaluation_attack(threat, tokens=network.symbolic, task=network.task)
    check_fit(network, part, attack, threat)
    goal = None if target is None else find_class(network, target)
    indices = np.arange(len(part))
    aims = find_goal(network, part, indices, threat) if goal is None else None
    groups = split_groups(indices, choose_group_size(network.device, find_longest(part, indices)))
    x, mask = part.pad()
    width = (network.table.shape[1],) if network.symbolic and threat.acts_on == "values" else x.shape[2:]
    edits = threat.acts_on == "tokens"
    adversarial: Values | Tokens = np.zeros((*mask.shape, *width), np.int64 if edits else np.float64)
    edited = EditedTexts(x, mask)
    before: list[Predictions] = []
    after: list[Predictions] = []
    norm = np.zeros(len(part))
    cost = Cost()
    with Bar("Attacking", len(part), is_visible=progress) as bar:
        for number, group in enumerate(groups):
            batch = to_batch(part, group, network.space, network.device)
            result = run_attack(
                attack, network, *batch[:2], batch.mask, threat, seed=derive(seed, "evaluate", number), cost=cost,
                target=None if goal is None else torch.full((len(group),), goal, device=batch.x.device),
            )  # fmt: skip
            goals = aims and aims.select(group)
            clean, attacked, result = _predict_adversarial(network, part, group, batch, result, goals)
            before.append(clean)
            after.append(attacked)
            norm[group] = result.size.cpu().numpy()
            bar.advance(len(group))
            if edits:
                edited.put(group, result, batch.mask.sum(1).tolist())
                continue
            x_adv, steps = result.x, batch.x.shape[1]
            moved = x_adv if network.symbolic else x_adv.double() - batch.x.double()
            adversarial[group, :steps] = moved.cpu().numpy()
    if edits:
        adversarial = edited.tokens
    elif not network.symbolic:
        assert isinstance(threat, ValueThreat | Union)
        adversarial = threat.valid_values(network.space).clip(x + adversarial * network.space.std, x.astype(np.float64))
    clean_x: Values | Tokens = x.astype(np.int64) if network.symbolic else x.astype(np.float64)
    return Attacked(
        x=clean_x,
        x_adv=adversarial,
        mask=mask,
        mask_adv=edited.mask if edits else mask,
        words=edited.words(network.vocabulary) if edits else (),
        clean_answers=concatenate(network, part, before),
        attacked_answers=concatenate(network, part, after),
        attack=attack,
        threat=threat,
        classes=network.classes,
        target=goal,
        vocabulary=network.vocabulary,
        cost=cost,
        overlap=overlap,
        part=part,
        norm=norm,
        seed=seed,
    )


def _predict_adversarial(
    network: Network,
    part: SequenceSet,
    group: Indices,
    batch: Batch,
    result: AdversarialBatch,
    goal: AttackGoal | None,
) -> tuple[Predictions, Predictions, AdversarialBatch]:
    """Predictions before and after the attack, and the result.

    A sequence on which the attack is not better than no attack for the goal `goal` is left unchanged. None: all stay
    as attacked.
    None: all stay as the attack left them.
    """
    with network.evaluating(), torch.no_grad():
        clean = score_outputs(network.task, part, group, network.outputs(batch.x, batch.mask))
        attacked = score_outputs(network.task, part, group, network.outputs(result.x, result.mask))
        if goal is not None:
            rests = torch.from_numpy(goal.is_better(attacked, clean)).to(result.x.device)
            region = result.region
            point = select_rows(rests, region.centre, result.point)
            read, mask = region.render(point), region.valid(point, batch.mask)
            result = replace(result, x=read, mask=mask, point=point, size=region.size(point))
            attacked = goal.choose_best(attacked, clean)
    return clean, attacked, result


def check_fit(network: Network, part: SequenceSet, attack: Attack, threat: Threat) -> None:
    """Raises `RunError` if `part`, `attack` and `threat` are not compatible with `network`."""
    check_part(network, part)
    check_threat(attack, threat, part)


def check_part(network: Network, part: SequenceSet) -> None:
    """Raises `RunError` if `part` does not belong to `network`."""
    if len(part.features) != len(network.features):
        raise RunError(
            "{data} has {found} {found:feature|features}, but the network was trained on {needed}.",
            data=part.name, found=len(part.features), needed=len(network.features),
        )  # fmt: skip
    if part.task != network.task or part.classes != network.classes:
        raise RunError("{data} has other classes or targets than the network was trained on.", data=part.name)
    if part.vocabulary != network.vocabulary:
        raise RunError(
            "{data} is tokenised differently from the training data of the network. Prepare it with the dataset's "
            "pipeline.",
            data=part.name,
        )
