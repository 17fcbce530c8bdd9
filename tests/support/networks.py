"""Small networks and ragged batches."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from robustgui.attacks.problem import Goal
from robustgui.attacks.run import run_attack
from robustgui.attacks.trace import Trace
from robustgui.base.units import Space
from robustgui.data import SequenceSet, space_of
from robustgui.models import Front, Model
from robustgui.models.batch import Batch, to_batch
from robustgui.models.fronts.embedding import Embedding
from robustgui.models.gru import GRU
from robustgui.models.network import Network
from robustgui.models.network_spec import NetworkSpec
from robustgui.models.recurrent import Recurrent

LENGTHS = (6, 1, 4)


def plain_space(features: int) -> Space:
    """Data units that are network units, in a range that nothing reaches."""
    one = np.ones(features)
    return Space(mean=0 * one, std=one, low=-100 * one, high=100 * one, spread=one)


def with_uniform_weights(model: Model) -> Model:
    """`model` with the plain weights of torch, which attacks find neither easy nor hard."""
    return model.copy_with(initialisation="uniform") if isinstance(model, Recurrent) else model


def network_of(
    model: Model, features: int = 3, outputs: int = 4, *, task: str = "classification", seed: int = 0,
    space: Space | None = None, loss: str = "",
) -> Network:  # fmt: skip
    """A fresh network with weights that `seed` decides."""
    with torch.random.fork_rng():
        torch.manual_seed(seed)
        module = with_uniform_weights(model).build(features, outputs)
    classes = tuple(f"class {k}" for k in range(outputs)) if task == "classification" else ()
    names = tuple(f"feature {f}" for f in range(features))
    return network_around(
        module, space or plain_space(features), model=model, task=task, loss=loss, classes=classes, features=names,
        outputs=outputs,
    )  # fmt: skip


def network_around(
    module: nn.Module, space: Space, *, task: str = "classification", loss: str = "",
    classes: tuple[str, ...] = ("a", "b"), features: tuple[str, ...] = (), model: Model | None = None,
    outputs: int | None = None, fronts: tuple[Front, ...] = (), **facts: Any,
) -> Network:  # fmt: skip
    """A network whose module is `module`, whatever its settings say."""
    spec = NetworkSpec(
        model=model or GRU(), space=space, task=task,
        loss=loss or ("cross_entropy" if task == "classification" else "mse"),
        classes=classes, features=features or tuple(f"feature {f}" for f in range(len(space.mean))),
        outputs=len(classes) if outputs is None else outputs, fronts=fronts, **facts,
    )  # fmt: skip
    return Network(module, spec)  # type: ignore[arg-type]


VOCABULARY = ("<unk>", *"abcdefghijk")


def token_network(
    model: Model, *, outputs: int = 4, task: str = "classification", seed: int = 0, size: int = 5, dropout: float = 0.0,
    vocabulary: tuple[str, ...] = VOCABULARY,
) -> Network:  # fmt: skip
    """A fresh network that reads tokens of `vocabulary`, with weights that `seed` decides."""
    network = network_around(
        nn.Identity(), plain_space(1), model=model, task=task, loss="mse" if task == "regression" else "cross_entropy",
        classes=tuple(f"class {k}" for k in range(outputs)) if task == "classification" else (), features=("token",),
        fronts=(Embedding(size=size, dropout=dropout),), vocabulary=vocabulary,
        outputs=len(vocabulary) if task == "next_token" else outputs,
    )  # fmt: skip
    with torch.random.fork_rng():
        torch.manual_seed(seed)
        return replace(network, module=network.spec.copy_with(model=with_uniform_weights(model)).build())


def ragged_tokens(
    lengths: tuple[int, ...] = LENGTHS, *, seed: int = 0, padding: int = 0, vocabulary: int = len(VOCABULARY)
) -> Batch:
    """Random tokens, labels below 4; behind each end, and for `padding` more steps, a token that must not matter."""
    generator = torch.Generator().manual_seed(seed)
    mask = torch.arange(max(lengths) + padding) < torch.tensor(lengths)[:, None]
    x = torch.randint(1, vocabulary, mask.shape, generator=generator)
    y = torch.randint(0, 4, (len(lengths),), generator=generator)
    return Batch(torch.where(mask, x, 3 if padding else 0), y, mask)


def moods(count: int, *, seed: int, T: int = 12) -> SequenceSet:
    """Texts of the letters a to k in two classes, "good" with more of a to c than of d to f; not quite separable."""
    stream = np.random.default_rng(seed)
    labels = stream.integers(0, 2, count)
    lengths = stream.integers(T - 6, T + 1, count)
    pieces = []
    for label, length in zip(labels, lengths, strict=True):
        weights = np.ones(11)
        weights[:3] = 3.0 if label else 1.2
        weights[3:6] = 1.2 if label else 3.0
        pieces.append(1 + stream.choice(11, int(length), p=weights / weights.sum()))
    return SequenceSet.pack(
        name="moods",
        values=np.concatenate(pieces).astype(np.int32),
        offsets=np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64),
        labels=labels.astype(np.int64),
        classes=("bad", "good"),
        features=("token",),
        kind="text",
        vocabulary=VOCABULARY,
    )


def chains(count: int, *, seed: int, T: int = 14) -> SequenceSet:
    """Next token: each letter is mostly followed by the next of the alphabet."""
    stream = np.random.default_rng(seed)
    lengths = stream.integers(T - 6, T + 1, count)
    pieces = []
    for length in lengths:
        steps = np.where(stream.random(int(length)) < 0.8, 1, stream.integers(0, 11, int(length)))
        pieces.append(1 + np.cumsum(steps) % 11)
    return replace(
        moods(count, seed=seed),
        name="chains",
        values=np.concatenate(pieces).astype(np.int32),
        starts=np.concatenate([[0], np.cumsum(lengths)[:-1]]).astype(np.int64),
        lengths=lengths.astype(np.int64),
        labels=np.empty((count, 0), np.float32),
        classes=(),
        purpose="next_token",
    )


def ragged(lengths: tuple[int, ...] = LENGTHS, features: int = 3, *, seed: int = 0, padding: int = 0) -> Batch:
    """Normal values, labels below 4, and `padding` more steps than the longest sequence needs, filled with noise."""
    generator = torch.Generator().manual_seed(seed)
    T = max(lengths) + padding
    mask = torch.arange(T) < torch.tensor(lengths)[:, None]
    x = torch.zeros(len(lengths), T, features)
    for row, length in enumerate(lengths):
        x[row, :length] = torch.randn(length, features, generator=generator)
    y = torch.randint(0, 4, (len(lengths),), generator=generator)
    if padding:
        x[~mask] = 7.0
    return Batch(x, y, mask)


def bumps(count: int, *, seed: int, T: int = 20, features: int = 2, noise: float = 0.3) -> SequenceSet:
    """Three classes that are told apart by where a bump sits; of unequal lengths; not quite separable."""
    stream = np.random.default_rng(seed)
    labels = stream.integers(0, 3, count)
    lengths = stream.integers(T - 6, T + 1, count)
    pieces = []
    for label, length in zip(labels, lengths, strict=True):
        centre = 3 + 5 * label + stream.normal(scale=1.5)
        wave = np.exp(-((np.arange(length) - centre) ** 2) / 8)
        pieces.append(
            wave[:, None] * np.linspace(1, 0.5, features) + stream.normal(scale=noise, size=(length, features))
        )
    return SequenceSet.pack(
        name="bumps",
        values=np.concatenate(pieces).astype(np.float32),
        offsets=np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64),
        labels=labels.astype(np.int64),
        classes=("early", "middle", "late"),
        features=tuple(f"sensor {f}" for f in range(features)),
    )


def rising(count: int, *, seed: int) -> SequenceSet:
    """Regression: the target is the mean of the first feature."""
    base = bumps(count, seed=seed)
    targets = np.array([[sequence[:, 0].mean()] for sequence in base], np.float32)
    return replace(base, name="means", labels=targets, classes=())


def trained(model: Model, train: SequenceSet, *, epochs: int = 12, seed: int = 0) -> Network:
    """A network that has learned `train` in a plain loop of Adam."""
    if train.symbolic:
        network = token_network(model, outputs=train.outputs, task=train.task, seed=seed)
    else:
        network = network_of(
            model, len(train.features), train.outputs, task=train.task, seed=seed, space=space_of(train)
        )  # fmt: skip
    optimiser = torch.optim.Adam(network.module.parameters(), 1e-2)
    stream = np.random.default_rng(seed)
    for _ in range(epochs):
        for indices in np.array_split(stream.permutation(len(train)), -(-len(train) // 64)):
            x, y, mask = to_batch(train, indices, network.space)
            optimiser.zero_grad()
            network.losses(network.outputs(x, mask), y).mean().backward()
            optimiser.step()
    optimiser.zero_grad(set_to_none=True)
    return network


def attacked(
    attack: object, network: Network, batch: Batch, threat: object, *, seed: int = 0, goal: Goal = "succeed",
    target: Tensor | None = None, trace: Trace | None = None,
) -> Tensor:  # fmt: skip
    """`run_attack` on a whole batch."""
    return run_attack(
        attack, network, *batch, threat, seed=seed, goal=goal, target=target, trace=trace,  # type: ignore[arg-type]
    ).x  # fmt: skip
