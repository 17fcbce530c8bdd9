"""Ranks the interpretations of a network's weights by how well each resulting network explains the data.

Weights do not determine the readout, the activations or the order of the classes. Every hypothesis is evaluated on the
data: first on a subset, where hopeless ones are dropped, and the others on all sequences. No random numbers are used:
the same file and the same data give the same ranking.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from ..base.errors import Interrupted, RunError
from ..base.interrupts import no_cancel
from ..base.lazy import torch
from ..data import NUMERIC, Dataset
from ..evaluation.numeric_metrics import compute_majority_share
from ..models.batch import to_batch
from .evidence import (
    EXPLAINED,
    Evidence,
    classification_evidence,
    is_better,
    is_clearly_better,
    is_hopelessly_better,
    is_surer,
    regression_evidence,
)
from .hypotheses import NetworkSource, build_hypothesis, list_hypotheses, open_network
from .report import Hypothesis, HypothesisResult, Identification, Order

if TYPE_CHECKING:
    from ..data import SequenceSet
    from ..models.network import Network
    from .settings import NetworkImport

Array = NDArray[Any]
STAGES = (250, 1_000, 10_000)  # sequences; the last stage decides
_AT_ONCE = 128
_SAME = 0.02  # relative difference of outputs below which two networks count as equal


@dataclass(frozen=True, eq=False)
class _Evaluation:
    """One hypothesis in one stage, with its outputs in the order of the classes or its predicted targets, (n, K)."""

    hypothesis: Hypothesis
    order: Order
    is_usual: bool
    outputs: Array
    evidence: Evidence

    @property
    def rarity(self) -> int:
        """How many of its assumptions are uncommon."""
        settings = dict(self.hypothesis.settings)
        rare = [not self.is_usual, self.hypothesis.values == "normalise"]
        return sum([*rare, settings.get("head_activation", "relu") != "relu"])


def rank_hypotheses(
    request: NetworkImport, dataset: Dataset, *, stop: Callable[[], bool] = no_cancel
) -> tuple[NetworkSource, Identification]:
    """Read the file of `request` and rank every interpretation of its weights.

    Raises:
        RunError: it cannot be read, has an unknown architecture, or does not fit the data.
        Interrupted: `stop` returned True.
    """
    source = open_network(request, dataset, stop)
    required = _parse_order(request, dataset, source.outputs)
    hypotheses = list(list_hypotheses(source, request))
    total = sum(len(part) for part in _list_parts(dataset))
    dropped: list[HypothesisResult] = []
    for size in STAGES:
        indices = np.unique(np.linspace(0, total - 1, min(size, total)).round().astype(np.int64))
        evaluations = list(_evaluate(source, hypotheses, required, request, dataset, indices, stop))
        if not evaluations:
            raise RunError(
                "The outputs of the network in {file} are not finite on {data}, however its weights are read: they are "
                "too large, or the file is damaged.",
                file=request.weights or request.entry, data=dataset.name,
            )  # fmt: skip
        best = _choose_best(evaluations)
        last = size >= total or size == STAGES[-1]
        rules_out = _rules_out if last else _drops
        keep = [one for one in evaluations if one is best or not rules_out(best, one)]
        dropped += [_summarise(one, dataset, is_plausible=False) for one in evaluations if one not in keep]
        hypotheses = [hypothesis for hypothesis in hypotheses if any(one.hypothesis == hypothesis for one in keep)]
        if last:
            break
    rivals = [one for one in keep if one is not best and not _is_same(one, best)]
    same = [one for one in keep if one is not best and one not in rivals]
    results = [_summarise(one, dataset, is_plausible=True) for one in [best, *rivals]]
    results += sorted(
        [_summarise(one, dataset, is_plausible=False) for one in same] + dropped,
        key=lambda result: (-result.samples, -result.gain),
    )
    baseline = _score_baseline(dataset, indices)
    metric = "mse" if dataset.train.task in NUMERIC else "accuracy"
    unique = list({(result.hypothesis, result.order): result for result in reversed(results)}.values())[::-1]
    return source, Identification(request, source.facts, tuple(unique), metric, len(indices), total, baseline)


def build_result(source: NetworkSource, result: HypothesisResult, request: NetworkImport, dataset: Dataset) -> Network:
    """The network of `result`."""
    order = result.order if source.architecture is not None else tuple(range(source.outputs))
    return build_hypothesis(source, result.hypothesis, order, request, dataset)


def _list_parts(dataset: Dataset) -> list[SequenceSet]:
    return list(dataset.parts.values())


def _evaluate(
    source: NetworkSource,
    hypotheses: list[Hypothesis],
    required: Order | None,
    request: NetworkImport,
    dataset: Dataset,
    indices: Array,
    stop: Callable[[], bool],
) -> Iterator[_Evaluation]:
    """Evaluate `hypotheses` on the sequences `indices` of all parts; unusual orders of the classes come last.

    Hypotheses with outputs that are not finite are left out.
    """
    labels = _select_labels(dataset, indices)
    numeric = dataset.train.task in NUMERIC
    unusual: list[_Evaluation] = []
    for hypothesis in hypotheses:
        network = build_hypothesis(source, hypothesis, tuple(range(source.outputs)), request, dataset)
        outputs = _compute_outputs(network, dataset, indices, stop)
        if not np.isfinite(outputs).all():
            continue
        if numeric:
            order = tuple(range(source.outputs))
            yield _Evaluation(hypothesis, order, True, outputs, regression_evidence(outputs, labels.astype(np.float64)))
            continue
        orders = [required] if required else _list_orders(dataset.train.classes, source.outputs)
        for order in orders:
            yield _evaluate_order(hypothesis, order, True, outputs, labels)
        if not required and source.architecture is not None and source.outputs > 1:
            order = _assign_outputs(outputs, labels, len(dataset.train.classes))
            if order not in orders:
                unusual.append(_evaluate_order(hypothesis, order, False, outputs, labels))
    yield from unusual


def _evaluate_order(hypothesis: Hypothesis, order: Order, is_usual: bool, outputs: Array, labels: Array) -> _Evaluation:
    places = np.array(order)
    logits = np.where(places < 0, 0.0, outputs[:, np.maximum(places, 0)])  # (n, K)
    evidence = classification_evidence(logits, labels)
    if not is_usual:  # the best of K! orders fits by chance: even an untrained network tells some classes apart
        entropy = evidence.gain - float(evidence.log_likelihood.mean())  # of the class frequencies
        evidence = replace(evidence, is_informative=evidence.is_informative and evidence.gain > EXPLAINED * entropy)
    return _Evaluation(hypothesis, order, is_usual, logits, evidence)


def _choose_best(evaluations: list[_Evaluation]) -> _Evaluation:
    """The most common hypothesis, unless another one explains the data better."""
    best = evaluations[0]
    for one in evaluations[1:]:
        if one.rarity > best.rarity and not one.evidence.is_informative:
            replaces = False
        elif one.rarity < best.rarity:
            replaces = not is_better(best.evidence, one.evidence, rarer=True)
        else:
            replaces = is_better(one.evidence, best.evidence, rarer=one.rarity > best.rarity)
        if replaces:
            best = one
    return best


def _rules_out(best: _Evaluation, one: _Evaluation) -> bool:
    """Whether `best` rules out `one`, which explains the data clearly worse, or is less common and not clearly better.

    Data that the best hypothesis does not explain rule nothing out.
    """
    if not best.evidence.is_informative:
        return one.rarity > best.rarity
    if one.rarity > best.rarity and not is_surer(one.evidence, best.evidence):
        return True
    return is_clearly_better(best.evidence, one.evidence)


def _drops(best: _Evaluation, one: _Evaluation) -> bool:
    return is_hopelessly_better(best.evidence, one.evidence)


def _is_same(one: _Evaluation, other: _Evaluation) -> bool:
    """Whether the outputs of two hypotheses hardly differ on any sequence."""
    difference = one.outputs - other.outputs
    size = np.sqrt(np.square(other.outputs - other.outputs.mean(1, keepdims=True)).mean())
    return bool(np.abs(difference).max() <= _SAME * size) if size > 0 else not difference.any()


def _summarise(one: _Evaluation, dataset: Dataset, *, is_plausible: bool) -> HypothesisResult:
    classes = dataset.train.classes if one.evidence.is_correct is not None else ()
    names = tuple(classes[k] for k in sorted(range(len(one.order)), key=lambda k: one.order[k])) if classes else ()
    evidence = one.evidence
    return HypothesisResult(
        one.hypothesis, one.order, names, one.is_usual, evidence.score, evidence.loss, evidence.gain,
        evidence.is_informative, is_plausible, len(one.outputs),
    )  # fmt: skip


def _score_baseline(dataset: Dataset, indices: Array) -> float:
    """The accuracy of the majority class, or the mean squared error of the mean target."""
    labels = _select_labels(dataset, indices)
    if dataset.train.task in NUMERIC:
        return float(np.square(labels - labels.mean(0)).mean())
    return compute_majority_share(labels)


def _select_labels(dataset: Dataset, indices: Array) -> Array:
    return np.concatenate([part.labels[rows] for part, rows in _split_indices(dataset, indices)])


def _split_indices(dataset: Dataset, indices: Array) -> Iterator[tuple[SequenceSet, Array]]:
    """Each part of the data with those of its sequences that `indices` select from all parts in a row."""
    start = 0
    for part in _list_parts(dataset):
        rows = indices[(indices >= start) & (indices < start + len(part))] - start
        start += len(part)
        if len(rows):
            yield part, rows


def _compute_outputs(source: Network, dataset: Dataset, indices: Array, stop: Callable[[], bool]) -> Array:
    """The outputs for the sequences `indices`, (n, O) float64, in the order of the network's own outputs."""
    groups = []
    with source.evaluating(), torch.no_grad():
        for part, rows in _split_indices(dataset, indices):
            for start in range(0, len(rows), _AT_ONCE):
                if stop():
                    raise Interrupted
                batch = to_batch(part, rows[start : start + _AT_ONCE], source.space)
                groups.append(source.outputs(batch.x, batch.mask).double().numpy())
    return np.concatenate(groups)


def _list_orders(classes: tuple[str, ...], outputs: int) -> list[Order]:
    """The common orders of classes: sorted; or, where there are more outputs than classes, the labels as indices."""
    if outputs == 1:
        return [(-1, 0), (0, -1)]
    plain = tuple(range(len(classes)))
    numbers = [int(name) if name.isdecimal() else -1 for name in classes]
    if outputs > len(classes) and all(0 <= number < outputs for number in numbers):
        return [tuple(numbers), plain]
    return [plain]


def _parse_order(request: NetworkImport, dataset: Dataset, outputs: int) -> Order | None:
    """The order of classes in `request`; raises `RunError` if it does not list the classes of the data."""
    if not request.classes or dataset.train.task in NUMERIC:
        return None
    classes = dataset.train.classes
    if sorted(request.classes) != sorted(classes):
        raise RunError("The classes of {data} are {classes}.", data=dataset.name, classes=", ".join(classes))
    if outputs == 1:
        return (-1, 0) if request.classes == classes else (0, -1)
    numbers = sorted(_list_orders(classes, outputs)[0])
    return tuple(numbers[request.classes.index(name)] for name in classes)


def _assign_outputs(outputs: Array, labels: Array, count: int) -> Order:
    """The order with the most correct predictions (the assignment problem on the confusion matrix)."""
    from scipy.optimize import linear_sum_assignment

    table = np.zeros((count, outputs.shape[1]))
    np.add.at(table, (labels, outputs.argmax(1)), 1)
    _, indices = linear_sum_assignment(-table)
    return tuple(int(output) for output in indices)
