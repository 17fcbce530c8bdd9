"""A request to inspect one sequence, and its reply: frozen, NumPy arrays only, picklable."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from ..attacks import Attack
from ..data import Kind, Task
from ..threats import Threat

Floats = NDArray[np.float32]


def _empty(*shape: int) -> Floats:
    return np.zeros(shape, np.float32)


@dataclass(frozen=True)
class InspectRequest:
    """Request to inspect one sequence under attack.

    Attributes:
        folder: the run of the network; None: the run that is training now.
        epoch: a stored epoch of that run; None: the newest network.
        split: "train", "validation" or "test".
        index: index of the sequence.
        attack, threat: settings; if one is None, the clean sequence is inspected alone.
        layer: layer of the hidden states, from 0; -1 is the last.
        values: the edited sequence, (T, F) in data units; None: as in the data.
        text: typed text instead, for text data; None: as in the data.
        smallest: whether to minimise the perturbation norm instead of keeping to the budget: with `attack` if it is a
            minimum-norm attack, else with the default one, which the result names.
        seed: seed of the attack.
        others: maximum number of clean sequences on which the plane of the trajectories is fitted.
    """

    folder: str | None
    epoch: int | None
    split: str
    index: int
    attack: Attack | None
    threat: Threat | None
    layer: int = -1
    values: Floats | None = field(default=None, repr=False)
    seed: int = 0
    text: str | None = None
    smallest: bool = False
    others: int = 200


@dataclass(frozen=True)
class Inspection:
    """The reply to `InspectRequest`. I iterations of the attack (the first is its start), T steps, K outputs, H units.

    S states: as many as steps, unless a front end makes frames of several steps; `steps` gives the step of each. For
    next-token prediction, T is one less than the number of tokens; outputs are probabilities of the next token, and K
    counts the displayed tokens `shown_tokens`: the true next token at the end of the text, and the most likely ones
    there before and after the attack, at most 12.

    Of long attacks at most 60 iterations are kept, including the first, the last and the returned one; `iterations`
    numbers them. Without an attack the clean sequence is the only iteration.
    """

    request: InspectRequest
    epoch: int  # of the network
    label: float  # true class index, or target (the first of several), or position of the true token in `shown_tokens`
    classes: tuple[str, ...]
    features: tuple[str, ...]
    clean: Floats  # (T, F), data units; for text token indices, (T, 1)
    attacked: Floats  # (I, T, F), the same
    iterations: NDArray[np.int64]  # (I,)
    scores: Floats  # (I,), objective of the attack
    sizes: Floats  # (I,), perturbation norms in the threat's unit
    returned: int  # position among the I of the point that the attack returned
    clean_outputs: Floats  # (K,), probabilities of classes or shown tokens, or predicted targets
    attacked_outputs: Floats  # (I, K)
    clean_steps: Floats  # (S, K), outputs at every state
    attacked_steps: Floats  # (I, S, K)
    hidden_clean: Floats  # (S, H) of the chosen layer
    hidden_attacked: Floats  # (I, S, H)
    path_clean: Floats  # (S, 2), trajectory in the plane of the first two principal components of clean states
    path_attacked: Floats  # (I, S, 2)
    cloud: Floats  # (N, 2): final states of other clean sequences in that plane
    cloud_labels: NDArray[np.int64]  # (N,), their classes; -1 for regression
    explained: tuple[float, float]  # share of variance of the two axes
    divergence: Floats  # (I, S), ||h'_t - h_t|| over all units of the layer
    saliency: Floats  # (T, F), gradient of the loss at the clean input, data units; for tokens its norm, (T, 1)
    layers: int
    seconds: float
    kind: Kind = "series"  # kind of the data, which chooses the view
    task: Task = "classification"
    units: tuple[str, ...] = ()
    sample_rate: float | None = None
    steps: NDArray[np.int64] = field(default_factory=lambda: np.zeros(0, np.int64))  # (S,) input step of each state
    tokens: tuple[str, ...] = ()  # (T,) of the clean text; empty for values
    attacked_tokens: tuple[tuple[str, ...], ...] = ()  # for embeddings the nearest tokens, (I, T); for edits the tokens
    # of each iteration's text, I tuples of different lengths
    origins: tuple[tuple[int, ...], ...] = ()  # for edits, position in the clean text of each token; -1: inserted
    shift: Floats = field(default_factory=lambda: _empty(0, 0))  # (I, T) for tokens: 1 where replaced, or the root mean
    # squared perturbation of the embedding, in standard deviations over the vocabulary
    attribution: Floats = field(default_factory=lambda: _empty(0))  # (T,) for tokens: gradient of the predicted logit
    # times embedding, positive where a token supports the prediction
    truth: Floats = field(default_factory=lambda: _empty(0))  # (K,) targets; for forecasts K = horizon x targets
    baseline: Floats = field(default_factory=lambda: _empty(0))  # (K,) persistence forecast
    targets: tuple[str, ...] = ()  # (K,) names
    queries: NDArray[np.int64] = field(default_factory=lambda: np.zeros(0, np.int64))  # (I,) cumulative number without
    gradients: NDArray[np.int64] = field(default_factory=lambda: np.zeros(0, np.int64))  # a gradient, and with one
    search: Floats = field(default_factory=lambda: _empty(0, 2))  # (I, 2) projected iterates, network units; see
    # `geometry.project_search`; zeros for tokens
    trained_on: bool | None = None  # whether the network was trained on this sequence; None: unknown, or edited
    fools: bool | None = None  # whether a minimum-norm attack succeeded; None: no such attack
    dates: NDArray[np.float64] = field(default_factory=lambda: np.zeros(0))  # (T,) seconds since 1970; empty: unknown
    shown_tokens: tuple[str, ...] = ()  # (K,) displayed next tokens, the most likely on the clean text first
