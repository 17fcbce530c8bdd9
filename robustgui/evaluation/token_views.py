"""Views of adversarial texts: tokens, alignment with the clean text, shifts of embeddings, and attribution."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from ..base.lazy import torch
from ..threats.token_region import Written
from .inspect_request import Floats

if TYPE_CHECKING:
    from torch import Tensor

    from ..models.batch import Batch
    from ..models.network import Network

_AT_ONCE = 1 << 22  # distances in memory at a time


def find_tokens(network: Network, x: Tensor, inputs: Tensor) -> NDArray[np.int64]:
    """The token nearest to each of `inputs` (I, T, E), perturbed embeddings of the tokens `x` (1, T), (I, T).

    An unchanged embedding is shown as its own token.
    """
    with torch.no_grad():
        is_unchanged = (inputs == network.embed(x, torch.ones_like(x, dtype=torch.bool))).all(2)  # (I, T)
        nearest = _nearest(network.table.detach(), inputs.flatten(0, 1)).view(is_unchanged.shape)  # (I * T,) -> (I, T)
        return _array(torch.where(is_unchanged, x, nearest))


def measure_shift(network: Network, x: Tensor, inputs: Tensor) -> Floats:
    """Root mean squared perturbation of each token's embedding, (I, T), in standard deviations over the vocabulary.

    `inputs` (I, T, E) are perturbed embeddings of the tokens `x` (1, T).
    """
    spread = network.embedding_space().spread
    unit = torch.from_numpy(np.where(spread > 0, spread, 1.0)).to(inputs.dtype).to(inputs.device)
    with torch.no_grad():
        moved = (inputs - network.embed(x, torch.ones_like(x, dtype=torch.bool))) / unit  # (I, T, E)
    return _array(moved.square().mean(2).sqrt()).astype(np.float32)


def compute_attribution(network: Network, batch: Batch) -> Floats:
    """Gradient times embedding, (T,): positive where a token supports the prediction.

    The gradient is that of the logit of the predicted class, of the predicted next token at the end, or of the first
    target. To first order the attribution is the loss of that output if the embedding were zero (Denil et al. 2014,
    arXiv:1412.6815).
    """
    with network.evaluating(), torch.enable_grad():
        vectors = network.embed(batch.x, batch.mask).detach().requires_grad_()  # (1, T, E)
        outputs = network.outputs(vectors, batch.mask)
        if network.task == "next_token":
            outputs = outputs[:, int(batch.mask.sum()) - 1]  # (1, V)
        output = outputs[0].argmax() if network.task in ("classification", "next_token") else 0
        (gradient,) = torch.autograd.grad(outputs[0, output], vectors)
        return _array((gradient * vectors).sum(2)[0].detach()).astype(np.float32)  # (T, E) -> (T,)


def _nearest(table: Tensor, vectors: Tensor) -> Tensor:
    """The row of `table` (V, E) nearest to each of `vectors` (N, E), (N,)."""
    half = table.square().sum(1) / 2
    parts = torch.split(vectors, max(1, _AT_ONCE // len(table)))
    return torch.cat([(part @ table.T - half).argmax(1) for part in parts])


def _array(values: Tensor) -> NDArray[np.int64]:
    array: NDArray[np.int64] = values.cpu().numpy()
    return array


INSERTED = -1  # the origin of a token that was put in


def align_steps(origins: Sequence[int], count: int) -> NDArray[np.int64]:
    """For each of `count` tokens of the clean text the last step of the edited text that corresponds to it, (count,).

    That is the last token at this position or before it in the clean text; of swapped tokens the one that is there now;
    tokens inserted after the last one belong to it.

    Args:
        origins: position in the clean text of each token of the edited text, or `INSERTED`.
        count: number of tokens of the clean text, at least 1.
    """
    positions = np.asarray(origins, np.int64)
    steps = np.zeros(count, np.int64)
    is_original = positions >= 0
    np.maximum.at(steps, np.sort(positions[is_original]), np.flatnonzero(is_original))
    steps = np.maximum.accumulate(steps)
    steps[-1] = max(len(positions) - 1, 0)
    return steps


def mark_edited_tokens(clean: Sequence[str], written: Written) -> NDArray[np.float32]:
    """1 for each token of the clean text that was replaced, deleted or swapped, (T,), else 0.

    A swap marks both tokens.
    """
    marks = np.ones(len(clean), np.float32)
    originals = [(text, position) for text, position in written if position >= 0]
    if not originals:
        return marks
    positions = np.array([position for _, position in originals])
    before = np.concatenate([[-1], np.maximum.accumulate(positions)[:-1]])
    behind = np.concatenate([np.minimum.accumulate(positions[::-1])[::-1][1:], [len(clean)]])
    same = np.array([text == clean[position] for text, position in originals])
    marks[positions[same & (before < positions) & (positions < behind)]] = 0
    return marks


def align_tokens(count: int, written: Written, tokens: Sequence[int]) -> NDArray[np.int64]:
    """The token at the position of each token of the clean text, (count,): itself or its replacement; -1 where deleted.

    `tokens`: token indices of `written`.
    """
    tokens_at = np.full(count, -1, np.int64)
    for (_, position), token in zip(written, tokens, strict=True):
        if position >= 0:
            tokens_at[position] = token
    return tokens_at
