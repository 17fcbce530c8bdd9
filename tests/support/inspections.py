"""Inspections with consistent random numbers, for views that only draw."""

from __future__ import annotations

import numpy as np

from robustgui.attacks.pgd import PGD
from robustgui.data import Kind
from robustgui.evaluation.inspect_request import Inspection, InspectRequest
from robustgui.threats.linf import Linf


def make_inspection(
    steps: int = 20,
    features: int = 3,
    classes: int = 4,
    iterations: int = 6,
    units: int = 8,
    seed: int = 0,
    index: int = 0,
    attacked: bool = True,
    kind: Kind = "series",
) -> Inspection:
    """Arrays of the right shapes that agree with each other where they must; of text with tokens."""
    if kind == "text":
        features = 1
    rng = np.random.default_rng(seed)
    I, T, F, K, H = iterations if attacked else 0, steps, features, classes, units  # noqa: E741

    def walk(*shape: int) -> np.ndarray:
        return (rng.standard_normal(shape).cumsum(-2) * 0.2).astype(np.float32)

    def shares(values: np.ndarray) -> np.ndarray:
        e = np.exp(values - values.max(-1, keepdims=True))
        return (e / e.sum(-1, keepdims=True)).astype(np.float32)

    clean = walk(T, F)
    grow = np.linspace(0, 1, max(I, 1))[:I, None, None]
    delta = 0.1 * np.sign(rng.standard_normal((T, F)))
    path = walk(T, 2)
    path_attacked = (path + grow * walk(T, 2)).astype(np.float32)
    hidden = np.tanh(walk(T, H))
    hidden_attacked = np.tanh(hidden + grow * walk(T, H)).astype(np.float32)
    steps_clean = walk(T, K)
    ramp = np.linspace(0, 1, T)[:, None]
    steps_clean[:, 0] += (3 * ramp)[:, 0]
    toward = np.zeros(K)
    toward[min(1, K - 1)] = 9.0
    steps_attacked = shares(steps_clean + grow * ramp * toward)
    clean_steps = shares(steps_clean)
    words = tuple(f"word{t}" for t in range(T)) if kind == "text" else ()
    others = tuple(tuple("other" if t == 1 and i else word for t, word in enumerate(words)) for i in range(I))
    return Inspection(
        request=InspectRequest(
            None, None, "test", index, PGD(steps=max(1, I - 1)) if attacked else None, Linf() if attacked else None
        ),
        epoch=5,
        label=0.0,
        classes=tuple(f"class {k}" for k in range(K)),
        features=tuple(f"sensor {f}" for f in range(F)),
        clean=clean,
        attacked=(clean + grow * delta).astype(np.float32),
        iterations=np.arange(I),
        scores=np.linspace(0, 2, I, dtype=np.float32),
        sizes=np.linspace(0, 0.1, I, dtype=np.float32),
        queries=np.arange(I) * 2,
        gradients=np.arange(I),
        search=(grow[:, 0] * [1.0, 0.3] * rng.uniform(0.8, 1.2, (I, 2))).astype(np.float32),
        returned=max(0, I - 1),
        clean_outputs=clean_steps[-1],
        attacked_outputs=steps_attacked[:, -1],
        clean_steps=clean_steps,
        attacked_steps=steps_attacked,
        hidden_clean=hidden,
        hidden_attacked=hidden_attacked,
        path_clean=path,
        path_attacked=path_attacked,
        cloud=rng.standard_normal((60, 2)).astype(np.float32),
        cloud_labels=rng.integers(0, K, 60),
        explained=(0.6, 0.2),
        divergence=np.linalg.norm(hidden_attacked - hidden, axis=2).astype(np.float32),
        saliency=walk(T, F),
        layers=1,
        seconds=0.01,
        kind=kind,
        tokens=words,
        attacked_tokens=others if words else (),
        shift=np.array([[float(a != b) for a, b in zip(words, other, strict=True)] for other in others], np.float32),
        attribution=walk(T, 1)[:, 0] if words else np.zeros(0, np.float32),
    )
