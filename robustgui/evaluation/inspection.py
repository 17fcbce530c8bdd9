"""One sequence inspected: the attack's iterations, the hidden-state trajectory, and the outputs over time."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from ..base.errors import RunError
from ..base.interrupts import no_cancel
from ..base.lazy import torch
from ..data import NUMERIC
from ..data.raw_text import text_set
from ..models.batch import Batch, to_batch
from ..threats.token_region import Written
from .geometry import compute_divergence
from .inspect_request import Floats, Inspection, InspectRequest
from .inspected_attack import InspectedAttack, run_inspected_attack
from .pca_cache import PcaCache
from .state_trace import StateTrace, choose_tokens, trace_states
from .token_views import (
    INSERTED,
    align_steps,
    align_tokens,
    compute_attribution,
    find_tokens,
    mark_edited_tokens,
    measure_shift,
)
from .training_overlap import training_overlap

if TYPE_CHECKING:
    from torch import Tensor

    from ..data import Dataset, SequenceSet
    from ..models.network import Network

__all__ = ["InspectRequest", "Inspection", "PcaCache", "inspect"]


def inspect(
    network: Network,
    dataset: Dataset,
    request: InspectRequest,
    *,
    epoch: int,
    planes: PcaCache | None = None,
    stop: Callable[[], bool] = no_cancel,
) -> Inspection:
    """The reply of `network`, which is that of `epoch`, to `request`.

    Args:
        network: in its present state; left unchanged.
        dataset: the dataset of the run.
        request: which sequence, which attack, which layer.
        epoch: for the reply.
        planes: keeps the principal plane between requests; without it a new one is fitted.
        stop: cancellation callback, checked at every step of the attack.

    Raises:
        RunError: there is no such split, sequence or layer, or the edited values are invalid.
        Interrupted: `stop` returned True.
    """
    started = time.perf_counter()
    part = _find_part(dataset, request)
    batch = _make_batch(network, dataset, part, request)
    x, y, mask = batch
    attack = run_inspected_attack(
        network, batch, request.attack, request.threat, smallest=request.smallest, seed=request.seed, stop=stop
    )
    start = network.embed(x, mask).detach() if attack.inputs.is_floating_point() else x
    columns = None
    if network.task == "next_token":
        following = int(y[0, -1])
        columns = choose_tokens(network, start, attack.inputs[[attack.returned]], mask, following)
        label = float(np.flatnonzero(columns == following)[0])
    else:
        label = float(np.ravel(part.labels[request.index])[0])
    trace = _trace_attack(network, start, mask, attack, request.layer, columns)
    cloud = (planes or PcaCache()).cloud(network, part, trace.layer, request.others)
    path = cloud.plane.project(trace.hidden)  # (1 + I, S, 2)
    others = cloud.indices != request.index
    return Inspection(
        request=replace(request, attack=attack.attack), epoch=epoch, label=label, classes=network.classes,
        features=network.features, iterations=attack.iterations, scores=attack.scores, sizes=attack.sizes,
        queries=attack.queries, gradients=attack.gradients, search=attack.path,
        fools=attack.is_adversarial if request.smallest else None, returned=attack.returned,
        clean_outputs=trace.outputs[0], attacked_outputs=trace.outputs[1:], clean_steps=trace.step_outputs[0],
        attacked_steps=trace.step_outputs[1:], hidden_clean=trace.hidden[0], hidden_attacked=trace.hidden[1:],
        path_clean=path[0], path_attacked=path[1:], cloud=cloud.ends[others], cloud_labels=cloud.labels[others],
        explained=cloud.plane.explained, divergence=compute_divergence(trace.hidden[0], trace.hidden[1:]),
        saliency=_saliency(network, batch), layers=trace.layers, kind=part.kind, task=part.task, units=part.units,
        sample_rate=part.sample_rate, steps=trace.steps,
        truth=part.labels[request.index].astype(np.float32) if part.task in NUMERIC else np.zeros(0, np.float32),
        baseline=_baseline(part, request.index), targets=part.target_names, dates=_dates(part, request, x.shape[1]),
        shown_tokens=() if columns is None else tuple(network.vocabulary[token] for token in columns),
        trained_on=_is_trained_on(network, part, request), seconds=time.perf_counter() - started,
        **_make_input_fields(network, batch, attack),
    )  # fmt: skip


def _dates(part: SequenceSet, request: InspectRequest, steps: int) -> NDArray[np.float64]:
    """Dates of the steps, (T,); empty if unknown."""
    dates = None if request.text is not None else part.dates_of(request.index)
    return dates if dates is not None and len(dates) == steps else np.zeros(0)


def _is_trained_on(network: Network, part: SequenceSet, request: InspectRequest) -> bool | None:
    """Whether the unedited sequence is in the training data; None: unknown, or it was edited."""
    if request.values is not None or request.text is not None:
        return None
    overlap = training_overlap(network, part, np.array([request.index]))
    return overlap.count > 0 if overlap.is_known else None


def _trace_attack(
    network: Network, start: Tensor, mask: Tensor, attack: InspectedAttack, layer: int,
    columns: NDArray[np.int64] | None,
) -> StateTrace:  # fmt: skip
    """States of the clean sequence and of I iterations; of edited texts at the steps of the clean text."""
    wider = attack.inputs.shape[1] - start.shape[1]
    if attack.inputs.is_floating_point() or (not wider and bool((attack.masks == mask).all())):
        return trace_states(network, torch.cat([start, attack.inputs]), mask, layer, columns)
    inputs = torch.cat([torch.nn.functional.pad(start, (0, wider)), attack.inputs])  # (1 + I, T + wider)
    masks = torch.cat([torch.nn.functional.pad(mask, (0, wider)), attack.masks])
    count = int(mask.sum())
    steps = [align_steps([place for _, place in text], count) for text in _write_texts(network, attack)]
    return trace_states(network, inputs, masks, layer, columns, np.stack([np.arange(count), *steps]))


def _write_texts(network: Network, attack: InspectedAttack) -> tuple[Written, ...]:
    """Each iteration as written, I; without recorded texts, from the tokens at their positions."""
    if attack.written:
        return attack.written
    count = int(attack.masks[0].sum())
    return tuple(
        tuple((network.vocabulary[token], place if place < count else INSERTED) for place, token in enumerate(row))
        for row in (row[there].tolist() for row, there in zip(attack.inputs.cpu(), attack.masks.cpu(), strict=True))
    )


def _make_input_fields(network: Network, batch: Batch, attack: InspectedAttack) -> dict[str, Any]:
    """The fields of the reply that differ between values and tokens."""
    inputs = attack.inputs
    if not network.symbolic:
        return {"clean": _in_data_units(network, batch.x)[0], "attacked": _in_data_units(network, inputs)}
    clean = batch.x[0].cpu().numpy()
    names = tuple(network.vocabulary[token] for token in clean)
    fields = {
        "clean": clean[:, None].astype(np.float32),
        "tokens": names,
        "attribution": compute_attribution(network, batch),
    }
    if inputs.is_floating_point():
        tokens = find_tokens(network, batch.x, inputs)  # (I, T)
        return fields | {
            "attacked": tokens[:, :, None].astype(np.float32),
            "attacked_tokens": tuple(tuple(network.vocabulary[token] for token in text) for text in tokens),
            "shift": measure_shift(network, batch.x, inputs),
        }
    rows = [row[there].tolist() for row, there in zip(inputs.cpu(), attack.masks.cpu(), strict=True)]
    texts = _write_texts(network, attack)
    at = [align_tokens(len(clean), text, row) for text, row in zip(texts, rows, strict=True)]
    return fields | {
        "attacked": np.stack(at)[:, :, None].astype(np.float32),
        "attacked_tokens": tuple(tuple(token for token, _ in text) for text in texts),
        "origins": tuple(tuple(place for _, place in text) for text in texts),
        "shift": np.stack([mark_edited_tokens(names, text) for text in texts]),
    }


def _baseline(part: SequenceSet, index: int) -> Floats:
    """Prediction of the baseline, (K,); empty without one."""
    if part.baseline is None or part.task not in NUMERIC:
        return np.zeros(0, np.float32)
    return np.asarray(part.baseline[index])


def _find_part(dataset: Dataset, request: InspectRequest) -> SequenceSet:
    try:
        part = dataset.split(request.split)
    except KeyError as error:
        raise RunError("This run has no {split} data. Choose another split.", split=request.split) from error
    if not 0 <= request.index < len(part):
        raise RunError(
            "There is no sequence {index}: the {split} data have {count}, numbered from 0.",
            index=request.index, split=request.split, count=len(part),
        )  # fmt: skip
    return part


def _make_batch(network: Network, dataset: Dataset, part: SequenceSet, request: InspectRequest) -> Batch:
    """The sequence as a batch of one, with edited values or typed text, if any."""
    index = np.array([request.index])
    if request.text is not None:
        typed = replace(_preprocess_text(dataset, part, request.text), labels=part.labels[index])
        return _check_steps(to_batch(typed, np.array([0]), network.space, network.device))
    if part.symbolic:
        if request.values is not None:
            raise RunError("The tokens of a text are not values that could be edited. Type another text.")
        return _check_steps(to_batch(part, index, network.space, network.device))
    if request.values is None:
        return to_batch(part, index, network.space, network.device)
    values = np.asarray(request.values)
    features = len(part.features)
    if values.ndim != 2 or values.shape[1] != features or not len(values):
        raise RunError(
            "The edited sequence has the shape {shape}; it needs one row per time step with {features} "
            "{features:value|values}.",
            shape=str(values.shape), features=features,
        )  # fmt: skip
    if not np.isfinite(values).all():
        raise RunError("The edited sequence holds a value that is not a finite number. Enter a number.")
    x = torch.from_numpy(network.space.to_network(values)[None]).to(network.device)  # (1, T, F)
    y = torch.from_numpy(part.labels[index]).to(network.device)
    return Batch(x, y, torch.ones(x.shape[:2], dtype=torch.bool, device=x.device))


def _preprocess_text(dataset: Dataset, part: SequenceSet, text: str) -> SequenceSet:
    """A typed text, preprocessed as in the run."""
    if not part.symbolic or dataset.pipeline is None:
        raise RunError("Only the sequences of text data can be replaced by typing.")
    typed: SequenceSet = dataset.pipeline(text_set(text, part))
    return typed.select(np.array([0]))


def _check_steps(batch: Batch) -> Batch:
    if not bool(batch.mask.any()):
        raise RunError("The text is too short for next-token prediction. Type at least two words or characters.")
    return batch


def _saliency(network: Network, batch: Batch) -> Floats:
    """Gradient of the loss at the clean sequence, per data unit of each value, (T, F).

    For tokens the norm of the gradient with respect to the embedding, (T, 1).
    """
    with network.evaluating(), torch.enable_grad():
        x = network.embed(batch.x, batch.mask).detach().requires_grad_()
        loss = network.losses(network.outputs(x, batch.mask), batch.y).sum()
        (gradient,) = torch.autograd.grad(loss, x)
    if network.symbolic:
        length: Floats = gradient[0].norm(dim=1, keepdim=True).cpu().numpy()  # (T, E) -> (T, 1)
        return length
    return (gradient[0].cpu().numpy() / network.space.std).astype(np.float32)


def _in_data_units(network: Network, x: Tensor) -> Floats:
    return network.space.to_data(x.cpu().numpy()).astype(np.float32)
