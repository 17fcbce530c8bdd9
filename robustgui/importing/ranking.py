"""Ranks the ways to read weights of unknown layout by how well each resulting network explains the data.

Weights do not tell the readout, the activations or the order of the classes. Every hypothesis is run on the data:
first on a part, where those without a chance are dropped, and what is left on all sequences. No random numbers are
drawn: the same file and the same data give the same ranking.
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
from ..models.batch import to_batch
from .evidence import (
    EXPLAINED,
    Evidence,
    classification_evidence,
    is_better,
    is_clearly_better,
    is_hopelessly_better,
    is_surer,
    majority_share,
    regression_evidence,
)
from .hypotheses import OpenedNetwork, build_hypothesis, list_hypotheses, open_network
from .report import Hypothesis, HypothesisResult, Identification, Order

if TYPE_CHECKING:
    from ..data import SequenceSet
    from ..models.network import Network
    from .settings import NetworkImport

Array = NDArray[Any]
STAGES = (250, 1_000, 10_000)  # sequences; the last stage decides
_AT_ONCE = 128
_SAME = 0.02  # relative difference of the outputs of two networks that are the same for every purpose


@dataclass(frozen=True, eq=False)
class _Measured:
    """One hypothesis on one stage: outputs in the order of the classes (n, K), or predicted numbers."""

    hypothesis: Hypothesis
    order: Order
    is_usual: bool
    outputs: Array
    evidence: Evidence

    @property
    def rarity(self) -> int:
        """How many things it takes for granted that are seldom so."""
        settings = dict(self.hypothesis.settings)
        rare = [not self.is_usual, self.hypothesis.values == "normalise"]
        return sum([*rare, settings.get("head_activation", "relu") != "relu"])


def rank_hypotheses(
    request: NetworkImport, dataset: Dataset, *, stop: Callable[[], bool] = no_cancel
) -> tuple[OpenedNetwork, Identification]:
    """Open what `request` names and rank every way to read it.

    Raises:
        RunError: it cannot be read, is of no known layout, or does not fit the data.
        Interrupted: `stop` said so.
    """
    network = open_network(request, dataset, stop)
    named = _named_order(request, dataset, network.outputs)
    alive = list(list_hypotheses(network, request))
    total = sum(len(part) for part in _parts(dataset))
    dropped: list[HypothesisResult] = []
    for size in STAGES:
        chosen = np.unique(np.linspace(0, total - 1, min(size, total)).round().astype(np.int64))
        measured = list(_measure(network, alive, named, request, dataset, chosen, stop))
        if not measured:
            raise RunError(
                "The outputs of the network in {file} are not finite on {data}, however its weights are read: they are "
                "too large, or the file is damaged.",
                file=request.weights or request.entry, data=dataset.name,
            )  # fmt: skip
        best = _best(measured)
        last = size >= total or size == STAGES[-1]
        rules_out = _rules_out if last else _drops
        keep = [one for one in measured if one is best or not rules_out(best, one)]
        dropped += [_guess(one, dataset, is_plausible=False) for one in measured if one not in keep]
        alive = [hypothesis for hypothesis in alive if any(one.hypothesis == hypothesis for one in keep)]
        if last:
            break
    rivals = [one for one in keep if one is not best and not _is_same(one, best)]
    same = [one for one in keep if one is not best and one not in rivals]
    results = [_guess(one, dataset, is_plausible=True) for one in [best, *rivals]]
    results += sorted(
        [_guess(one, dataset, is_plausible=False) for one in same] + dropped,
        key=lambda result: (-result.samples, -result.gain),
    )
    baseline = _baseline(dataset, chosen)
    metric = "mse" if dataset.train.task in NUMERIC else "accuracy"
    unique = list({(result.hypothesis, result.order): result for result in reversed(results)}.values())[::-1]
    return network, Identification(request, network.facts, tuple(unique), metric, len(chosen), total, baseline)


def build_result(found: OpenedNetwork, result: HypothesisResult, request: NetworkImport, dataset: Dataset) -> Network:
    """The network that `guess` takes the weights for."""
    order = result.order if found.architecture is not None else tuple(range(found.outputs))
    return build_hypothesis(found, result.hypothesis, order, request, dataset)


def _parts(dataset: Dataset) -> list[SequenceSet]:
    return [part for part in (dataset.train, dataset.validation, dataset.test) if part is not None]


def _measure(
    network: OpenedNetwork,
    alive: list[Hypothesis],
    named: Order | None,
    request: NetworkImport,
    dataset: Dataset,
    chosen: Array,
    stop: Callable[[], bool],
) -> Iterator[_Measured]:
    """Every hypothesis that is left, on the sequences `chosen` of all parts; unusual orders of the classes last.

    Those that do not give finite numbers are left out.
    """
    labels = _labels(dataset, chosen)
    numeric = dataset.train.task in NUMERIC
    assigned: list[_Measured] = []
    for hypothesis in alive:
        way = build_hypothesis(network, hypothesis, tuple(range(network.outputs)), request, dataset)
        outputs = _outputs(way, dataset, chosen, stop)
        if not np.isfinite(outputs).all():
            continue
        if numeric:
            order = tuple(range(network.outputs))
            yield _Measured(hypothesis, order, True, outputs, regression_evidence(outputs, labels.astype(np.float64)))
            continue
        orders = [named] if named else _orders(dataset.train.classes, network.outputs)
        for order in orders:
            yield _classified(hypothesis, order, True, outputs, labels)
        if not named and network.architecture is not None and network.outputs > 1:
            order = _assigned(outputs, labels, len(dataset.train.classes))
            if order not in orders:
                assigned.append(_classified(hypothesis, order, False, outputs, labels))
    yield from assigned


def _classified(hypothesis: Hypothesis, order: Order, usual: bool, outputs: Array, labels: Array) -> _Measured:
    places = np.array(order)
    logits = np.where(places < 0, 0.0, outputs[:, np.maximum(places, 0)])  # (n, K)
    evidence = classification_evidence(logits, labels)
    if not usual:  # the best of K! orders fits by chance: even an untrained network tells some classes apart
        entropy = evidence.gain - float(evidence.log_likelihood.mean())  # of the class frequencies
        evidence = replace(evidence, is_informative=evidence.is_informative and evidence.gain > EXPLAINED * entropy)
    return _Measured(hypothesis, order, usual, logits, evidence)


def _best(measured: list[_Measured]) -> _Measured:
    """The most usual hypothesis, unless another one explains the data better."""
    best = measured[0]
    for one in measured[1:]:
        if one.rarity > best.rarity and not one.evidence.is_informative:
            replaces = False
        elif one.rarity < best.rarity:
            replaces = not is_better(best.evidence, one.evidence, rarer=True)
        else:
            replaces = is_better(one.evidence, best.evidence, rarer=one.rarity > best.rarity)
        if replaces:
            best = one
    return best


def _rules_out(best: _Measured, one: _Measured) -> bool:
    """Whether `one` need not be asked about: it explains the data clearly worse, or is rarer and not clearly better.

    Data that the best hypothesis does not explain rule nothing out.
    """
    if not best.evidence.is_informative:
        return one.rarity > best.rarity
    if one.rarity > best.rarity and not is_surer(one.evidence, best.evidence):
        return True
    return is_clearly_better(best.evidence, one.evidence)


def _drops(best: _Measured, one: _Measured) -> bool:
    return is_hopelessly_better(best.evidence, one.evidence)


def _is_same(one: _Measured, other: _Measured) -> bool:
    """Whether two hypotheses are one network for every purpose: outputs that hardly differ on any sequence."""
    difference = one.outputs - other.outputs
    size = np.sqrt(np.square(other.outputs - other.outputs.mean(1, keepdims=True)).mean())
    return bool(np.abs(difference).max() <= _SAME * size) if size > 0 else not difference.any()


def _guess(one: _Measured, dataset: Dataset, *, is_plausible: bool) -> HypothesisResult:
    classes = dataset.train.classes if one.evidence.is_correct is not None else ()
    names = tuple(classes[k] for k in sorted(range(len(one.order)), key=lambda k: one.order[k])) if classes else ()
    evidence = one.evidence
    return HypothesisResult(
        one.hypothesis, one.order, names, one.is_usual, evidence.score, evidence.loss, evidence.gain,
        evidence.is_informative, is_plausible, len(one.outputs),
    )  # fmt: skip


def _baseline(dataset: Dataset, chosen: Array) -> float:
    """The majority's share, or the mean squared error of the mean."""
    labels = _labels(dataset, chosen)
    if dataset.train.task in NUMERIC:
        return float(np.square(labels - labels.mean(0)).mean())
    return majority_share(labels)


def _labels(dataset: Dataset, chosen: Array) -> Array:
    return np.concatenate([part.labels[own] for part, own in _divided(dataset, chosen)])


def _divided(dataset: Dataset, chosen: Array) -> Iterator[tuple[SequenceSet, Array]]:
    """The sequences `chosen` of all parts one after the other, by part."""
    start = 0
    for part in _parts(dataset):
        own = chosen[(chosen >= start) & (chosen < start + len(part))] - start
        start += len(part)
        if len(own):
            yield part, own


def _outputs(network: Network, dataset: Dataset, chosen: Array, stop: Callable[[], bool]) -> Array:
    """(n, O) float64 in the order of the network's own outputs."""
    groups = []
    with network.evaluating(), torch.no_grad():
        for part, own in _divided(dataset, chosen):
            for start in range(0, len(own), _AT_ONCE):
                if stop():
                    raise Interrupted
                batch = to_batch(part, own[start : start + _AT_ONCE], network.space)
                groups.append(network.outputs(batch.x, batch.mask).double().numpy())
    return np.concatenate(groups)


def _orders(classes: tuple[str, ...], outputs: int) -> list[Order]:
    """The usual ways in which people number classes: as sorted; or, with outputs to spare, by the label itself."""
    if outputs == 1:
        return [(-1, 0), (0, -1)]
    plain = tuple(range(len(classes)))
    numbers = [int(name) if name.isdecimal() else -1 for name in classes]
    if outputs > len(classes) and all(0 <= number < outputs for number in numbers):
        return [tuple(numbers), plain]
    return [plain]


def _named_order(request: NetworkImport, dataset: Dataset, outputs: int) -> Order | None:
    """The order that the user says; raises `RunError` where it is none of these classes."""
    if not request.classes or dataset.train.task in NUMERIC:
        return None
    classes = dataset.train.classes
    if sorted(request.classes) != sorted(classes):
        raise RunError("The classes of {data} are {classes}.", data=dataset.name, classes=", ".join(classes))
    if outputs == 1:
        return (-1, 0) if request.classes == classes else (0, -1)
    numbers = sorted(_orders(classes, outputs)[0])
    return tuple(numbers[request.classes.index(name)] for name in classes)


def _assigned(outputs: Array, labels: Array, count: int) -> Order:
    """The order with the most correct predictions (the assignment problem on the confusion matrix)."""
    from scipy.optimize import linear_sum_assignment

    table = np.zeros((count, outputs.shape[1]))
    np.add.at(table, (labels, outputs.argmax(1)), 1)
    _, chosen = linear_sum_assignment(-table)
    return tuple(int(output) for output in chosen)
