"""Finds out what the weights do not tell: every way is tried on data, and the one that answers best is proposed."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from ..attacks.run import never
from ..base.errors import Interrupted, RunError
from ..base.lazy import torch
from ..data import NUMERIC, Dataset
from ..evaluation.scores import chosen_indices
from ..models.batch import to_batch
from ..models.losses import per_sequence
from .candidates import Found, candidates, network_of, opened
from .recognition import Candidate, Guess, Order, Recognition

if TYPE_CHECKING:
    from torch import Tensor

    from ..data import SequenceSet
    from ..models.network import Network
    from .import_settings import NetworkImport

SAMPLES = 200  # training sequences that every way is tried on
_AT_ONCE = 64
_BETTER = 0.8  # another way than the usual one must lower the loss to this share: chance alone does not
_NATS = 0.1  # two ways that both answer nearly perfectly are not told apart by how nearly
_POINTS = 0.05  # what is seldom must be worth so much of the accuracy: larger values make any network surer


def guessed(
    wanted: NetworkImport, dataset: Dataset, *, seed: int = 0, stop: Callable[[], bool] = never
) -> tuple[Found, Recognition]:
    """Open what `wanted` names and try every way that it leaves open on training data.

    Raises:
        RunError: it cannot be read, is of no known layout, or does not fit the data.
        Interrupted: `stop` said so.
    """
    found = opened(wanted, dataset)
    part = dataset.train
    indices = chosen_indices(part, SAMPLES, seed)
    named = _named_order(wanted, dataset, found.outputs)
    guesses: list[Guess] = []
    late: list[Guess] = []  # other orders of the classes: only if no usual one serves
    for candidate in candidates(found, wanted):
        outputs = _outputs(
            network_of(found, candidate, tuple(range(found.outputs)), wanted, dataset), part, indices, stop
        )
        labels: NDArray[Any] = part.labels[indices]
        if part.task in NUMERIC:
            guesses.append(_numbers(candidate, outputs, labels))
            continue
        orders = [named] if named else _orders(part.classes, found.outputs)
        guesses += [_measured(candidate, order, outputs, labels, part.classes, usual=True) for order in orders]
        if not named and found.layout is not None and found.outputs > 1:
            assigned = _assigned(outputs, labels, len(part.classes))
            if assigned not in orders:
                late.append(_measured(candidate, assigned, outputs, labels, part.classes, usual=False))
    best = _best([*guesses, *late])
    rest = sorted((guess for guess in [*guesses, *late] if guess is not best), key=lambda guess: guess.loss)
    others = [guess for guess in rest if guess.candidate != best.candidate]
    apart = all(_told_apart(best, other) for other in others)
    metric = "mse" if part.task in NUMERIC else "accuracy"
    return found, Recognition(wanted, found.facts, (best, *rest), metric, len(indices), apart)


def network_from(found: Found, guess: Guess, wanted: NetworkImport, dataset: Dataset) -> Network:
    """The network that `guess` takes the weights for."""
    order = guess.order if found.layout is not None else tuple(range(found.outputs))
    return network_of(found, guess.candidate, order, wanted, dataset)


def _best(guesses: list[Guess]) -> Guess:
    """The first, unless a later one is clearly better."""
    best = guesses[0]
    for guess in guesses[1:]:
        if _clearly_better(guess, best):
            best = guess
    return best


def _clearly_better(one: Guess, other: Guess) -> bool:
    """Whether `one` lowers the loss, and either by far at no less accuracy, or with clearly more accuracy.

    What is seldom needs more accuracy in any case; another order of the classes both, as the best of many orders is
    better by chance already.
    """
    if not one.classes:  # numbers are predicted
        return one.loss < _BETTER * other.loss
    far, more = one.loss < _BETTER * other.loss, one.score >= other.score + _POINTS
    if one.usual != other.usual:
        return far and more
    if _seldom(one.candidate) != _seldom(other.candidate):
        return one.loss < other.loss and more
    return one.loss < other.loss and ((far and one.score >= other.score) or more)


def _told_apart(best: Guess, other: Guess) -> bool:
    """Whether nobody would hesitate between the two."""
    if not best.classes:
        return best.loss < _BETTER * other.loss
    return best.score >= other.score + _POINTS or best.loss < min(_BETTER * other.loss, other.loss - _NATS)


def _seldom(candidate: Candidate) -> tuple[str, ...]:
    """What is nearly always as usual, so that a low loss alone is no reason to believe otherwise."""
    return candidate.values, dict(candidate.settings).get("head_activation", "")


def _outputs(network: Network, part: SequenceSet, indices: NDArray[np.int64], stop: Callable[[], bool]) -> Tensor:
    """(n, O) in the order of the network's own outputs."""
    found = []
    with network.evaluating(), torch.no_grad():
        for start in range(0, len(indices), _AT_ONCE):
            if stop():
                raise Interrupted
            batch = to_batch(part, indices[start : start + _AT_ONCE], network.space)
            found.append(network.outputs(batch.x, batch.mask))
    return torch.cat(found)


def _numbers(candidate: Candidate, outputs: Tensor, labels: NDArray[np.float32]) -> Guess:
    loss = float(per_sequence("mse", outputs, torch.from_numpy(labels)).mean())
    return Guess(candidate, tuple(range(outputs.shape[1])), (), True, loss, loss)


def _measured(
    candidate: Candidate,
    order: Order,
    outputs: Tensor,
    labels: NDArray[np.int64],
    classes: tuple[str, ...],
    *,
    usual: bool,
) -> Guess:
    chosen = torch.tensor(order)
    logits = outputs[:, chosen.clamp(min=0)].masked_fill(chosen < 0, 0.0)  # (n, K)
    y = torch.from_numpy(labels)
    loss = float(per_sequence("cross_entropy", logits, y).mean())
    right = float((logits.argmax(1) == y).float().mean())
    return Guess(candidate, order, _in_output_order(order, classes), usual, right, loss)


def _in_output_order(order: Order, classes: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(classes[k] for k in sorted(range(len(order)), key=lambda k: order[k]))


def _orders(classes: tuple[str, ...], outputs: int) -> list[Order]:
    """The usual ways in which people number classes: as sorted; or, with outputs to spare, by the label itself."""
    if outputs == 1:
        return [(-1, 0), (0, -1)]
    plain = tuple(range(len(classes)))
    numbers = [int(name) if name.isdecimal() else -1 for name in classes]
    if outputs > len(classes) and all(0 <= number < outputs for number in numbers):
        return [tuple(numbers), plain]
    return [plain]


def _named_order(wanted: NetworkImport, dataset: Dataset, outputs: int) -> Order | None:
    """The order that the user says; raises `RunError` where it is none of these classes."""
    if not wanted.classes or dataset.train.task in NUMERIC:
        return None
    classes = dataset.train.classes
    if sorted(wanted.classes) != sorted(classes):
        raise RunError("The classes of {data} are {classes}.", data=dataset.name, classes=", ".join(classes))
    if outputs == 1:
        return (-1, 0) if wanted.classes == classes else (0, -1)
    usual = sorted(_orders(classes, outputs)[0])
    return tuple(usual[wanted.classes.index(name)] for name in classes)


def _assigned(outputs: Tensor, labels: NDArray[np.int64], count: int) -> Order:
    """The order in which most answers are right (the assignment problem on the table of answers)."""
    from scipy.optimize import linear_sum_assignment

    table = np.zeros((count, outputs.shape[1]))
    np.add.at(table, (labels, outputs.argmax(1).numpy()), 1)
    _, chosen = linear_sum_assignment(-table)
    return tuple(int(output) for output in chosen)
