"""One sequence looked at closely: the attack's iterations, the hidden path, and where the decision flips."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from ..attacks.run import never, run_attack
from ..attacks.trace import Trace
from ..base.errors import RunError
from ..base.lazy import torch
from ..base.seeding import derive
from ..data import NUMERIC
from ..models.batch import Batch, to_batch
from .geometry import divergence, flip_step, thinned
from .planes import Planes
from .question import Floats, Inspect, Inspection

if TYPE_CHECKING:
    from torch import Tensor

    from ..data import Dataset, SequenceSet
    from ..models.network import Network

__all__ = ["Inspect", "Inspection", "Planes", "inspect"]


def inspect(
    network: Network,
    dataset: Dataset,
    question: Inspect,
    *,
    epoch: int,
    planes: Planes | None = None,
    stop: Callable[[], bool] = never,
) -> Inspection:
    """The answer of `network`, which is that of `epoch`, to `question`.

    Args:
        network: as it is at this moment; left as it was found.
        dataset: what the network was trained on.
        question: which sequence, which attack, which layer.
        epoch: for the answer's header.
        planes: keeps the principal plane between questions; without it a new one is fitted.
        stop: asked at every step of the attack.

    Raises:
        RunError: there is no such split, sequence or layer, or the edited values do not fit.
        Interrupted: `stop` said so.
    """
    started = time.perf_counter()
    part = _part(dataset, question)
    batch = _batch(network, part, question)
    found = _attacked(network, batch, question, stop)
    seen = network.states(
        torch.cat([batch.x, found.inputs]), batch.mask.expand(1 + len(found.inputs), -1)
    )  # the clean sequence, then the I iterations
    layers = len(seen.hidden)
    if not -layers <= question.layer < layers:
        raise RunError(
            "There is no layer {layer}: the network has {layers}, numbered from 0.", layer=question.layer, layers=layers
        )
    layer = question.layer % layers
    hidden = seen.hidden[layer].cpu().numpy()  # (1 + I, T, H)
    cloud = (planes or Planes()).cloud(network, part, layer)
    path = cloud.plane.project(hidden)  # (1 + I, T, 2)
    others = cloud.indices != question.index
    outputs, steps = _answers(network, seen.outputs), _answers(network, seen.step_outputs)
    decisions = seen.step_outputs.argmax(2).cpu().numpy()  # (1 + I, T)
    label = float(np.ravel(part.labels[question.index])[0])
    flip = None
    if network.task == "classification":
        flip = flip_step(decisions[1 + found.chosen], int(label), int(decisions[0, -1]))
    return Inspection(
        question=question,
        epoch=epoch,
        label=label,
        classes=network.classes,
        features=network.features,
        clean=_in_data_units(network, batch.x)[0],
        attacked=_in_data_units(network, found.inputs),
        iterations=found.iterations,
        scores=found.scores,
        sizes=found.sizes,
        chosen=found.chosen,
        clean_outputs=outputs[0],
        attacked_outputs=outputs[1:],
        clean_steps=steps[0],
        attacked_steps=steps[1:],
        hidden_clean=hidden[0],
        hidden_attacked=hidden[1:],
        path_clean=path[0],
        path_attacked=path[1:],
        cloud=cloud.ends[others],
        cloud_labels=cloud.labels[others],
        explained=cloud.plane.explained,
        divergence=divergence(hidden[0], hidden[1:]),
        saliency=_saliency(network, batch),
        flip_step=flip,
        layers=layers,
        kind=part.kind,
        task=part.task,
        units=part.units,
        sample_rate=part.sample_rate,
        steps=np.arange(hidden.shape[1]) if seen.steps is None else seen.steps.cpu().numpy(),
        truth=part.labels[question.index].astype(np.float32) if part.task in NUMERIC else np.zeros(0, np.float32),
        baseline=np.zeros(0, np.float32) if part.baseline is None else part.baseline[question.index],
        targets=part.target_names,
        seconds=time.perf_counter() - started,
    )


@dataclass(frozen=True)
class _Found:
    """The iterations that are shown."""

    inputs: Tensor  # (I, T, F), network units
    iterations: NDArray[np.int64]  # (I,)
    scores: Floats  # (I,)
    sizes: Floats  # (I,)
    chosen: int  # position among the I


def _attacked(network: Network, batch: Batch, question: Inspect, stop: Callable[[], bool]) -> _Found:
    """Attack the one sequence in `batch`, and thin out what was recorded."""
    x, y, mask = batch
    if question.attack is None or question.threat is None:
        with network.evaluating(), torch.no_grad():
            score = network.losses(network.outputs(x, mask), y)
        return _Found(x, np.zeros(1, np.int64), score.cpu().numpy(), np.zeros(1, np.float32), 0)
    trace = Trace()
    seed = derive(question.seed, "inspect")
    result = run_attack(
        question.attack, network, x, y, mask, question.threat, seed=seed, goal="maximise", stop=stop, trace=trace
    )
    inputs = torch.cat(trace.inputs or [result])  # (all iterations, T, F)
    chosen = int((inputs - result).abs().amax((1, 2)).argmin())
    inputs[chosen] = result[0]  # the same up to the last rounding, which keeps it inside the threat
    kept = thinned(len(inputs), chosen)
    rows = torch.from_numpy(kept).to(x.device)
    shown = inputs[rows]
    region = question.threat.around(x, mask, network.space)
    with network.evaluating(), torch.no_grad():
        score = network.losses(network.outputs(shown, mask.expand(len(shown), -1)), y.expand(len(shown), *y.shape[1:]))
    return _Found(
        inputs=shown,
        iterations=kept,
        scores=score.cpu().numpy(),
        sizes=region.size(shown).cpu().numpy().astype(np.float32),
        chosen=int(np.searchsorted(kept, chosen)),
    )


def _part(dataset: Dataset, question: Inspect) -> SequenceSet:
    try:
        part = dataset.split(question.split)
    except KeyError as error:
        raise RunError("This run has no {split} data. Choose another part.", split=question.split) from error
    if not 0 <= question.index < len(part):
        raise RunError(
            "There is no sequence {index}: the {split} data have {count}, numbered from 0.",
            index=question.index, split=question.split, count=len(part),
        )  # fmt: skip
    return part


def _batch(network: Network, part: SequenceSet, question: Inspect) -> Batch:
    """The sequence as a batch of one, with the values that were edited by hand if there are any."""
    index = np.array([question.index])
    if question.values is None:
        return to_batch(part, index, network.space, network.device)
    values = np.asarray(question.values)
    features = len(part.features)
    if values.ndim != 2 or values.shape[1] != features or not len(values):
        raise RunError(
            "The edited sequence has the shape {shape}; it needs one row a step with {features} values.",
            shape=str(values.shape), features=features,
        )  # fmt: skip
    if not np.isfinite(values).all():
        raise RunError("The edited sequence holds a value that is no finite number. Enter a number.")
    x = torch.from_numpy(network.space.to_network(values)[None]).to(network.device)  # (1, T, F)
    y = torch.from_numpy(part.labels[index]).to(network.device)
    return Batch(x, y, torch.ones(x.shape[:2], dtype=torch.bool, device=x.device))


def _answers(network: Network, outputs: Tensor) -> Floats:
    """Class probabilities, or predicted targets as they are, (..., K)."""
    if network.task == "classification":
        if network.loss == "cross_entropy":
            outputs = outputs.softmax(-1)
        else:  # outputs trained towards one-hot vectors estimate the probabilities themselves
            positive = outputs.clamp(min=0)
            outputs = positive / positive.sum(-1, keepdim=True).clamp(min=torch.finfo(positive.dtype).tiny)
    values: Floats = outputs.cpu().numpy()
    return values


def _saliency(network: Network, batch: Batch) -> Floats:
    """The gradient of the loss at the clean sequence for one data unit of each value, (T, F)."""
    with network.evaluating(), torch.enable_grad():
        x = batch.x.detach().requires_grad_()
        loss = network.losses(network.outputs(x, batch.mask), batch.y).sum()
        (gradient,) = torch.autograd.grad(loss, x)
    return (gradient[0].cpu().numpy() / network.space.std).astype(np.float32)


def _in_data_units(network: Network, x: Tensor) -> Floats:
    return network.space.to_data(x.cpu().numpy()).astype(np.float32)
