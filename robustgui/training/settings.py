"""How a network is trained: loss, optimiser, schedule, penalties, device."""

from __future__ import annotations

from typing import Literal

from ..base.settings import Settings, setting


class TrainingSettings(Settings):
    """The training loop, beside network and defence."""

    epochs: int = setting(20, ge=1, le=100_000, title="Epochs", help="Passes over the training data.")
    batch_size: int = setting(
        0,
        ge=0,
        le=65_536,
        title="Batch size",
        help="Sequences in one optimiser step; 0: an eighth of the training data, but 8 to 64.",
    )
    loss: Literal["auto", "cross_entropy", "mse"] = setting(
        "auto",
        title="Loss",
        choices={"auto": "as the labels ask", "cross_entropy": "cross entropy", "mse": "mean squared error"},
        help="Classes: cross entropy, or squared error to one-hot vectors. Numeric targets: squared error.",
    )
    optimiser: Literal["adam", "sgd"] = setting(
        "adam", title="Optimiser", choices={"adam": "Adam", "sgd": "SGD"}, help="Rule that turns gradients into steps."
    )
    lr: float = setting(5e-3, gt=0, le=10, title="Learning rate", help="Length of an optimiser step.")
    momentum: float = setting(
        0.9, ge=0, lt=1, title="Momentum", when=("optimiser", ("sgd",)), help="Share of the last step that is kept."
    )
    schedule: Literal["constant", "cosine", "step", "linear"] = setting(
        "constant",
        title="Schedule",
        choices={
            "constant": "constant",
            "cosine": "cosine to zero",
            "step": "drop in steps",
            "linear": "linear to zero",
        },
        help="How the learning rate changes over the epochs.",
    )
    drop_every: int = setting(
        10, ge=1, title="Drop every", unit="epochs", when=("schedule", ("step",)), help="Epochs between two drops."
    )
    drop_factor: float = setting(
        0.5, gt=0, lt=1, title="Drop factor", when=("schedule", ("step",)), help="What a drop multiplies the rate by."
    )
    clip: float = setting(1.0, ge=0, title="Clip gradient at", help="Largest norm of the gradient; 0: not clipped.")
    l1: float = setting(0.0, ge=0, title="L1 penalty", help="Weight of the sum of absolute weights (biases excluded).")
    l2: float = setting(
        0.0, ge=0, title="L2 penalty", help="Weight of half the sum of squared weights (biases excluded)."
    )


class DeviceSettings(Settings):
    """Where the numbers are computed."""

    device: Literal["auto", "cpu", "cuda", "mps"] = setting(
        "auto",
        title="Device",
        choices={"auto": "GPU if there is one", "cpu": "processor", "cuda": "NVIDIA GPU", "mps": "Apple GPU"},
        help="What trains and attacks.",
    )
    threads: int = setting(
        0,
        ge=0,
        le=1024,
        title="Processor threads",
        advanced=True,
        help="0: one less than there are cores, so that the window stays smooth.",
    )
    mixed_precision: bool = setting(
        False,
        title="Mixed precision",
        when=("device", ("cuda", "auto")),
        advanced=True,
        help="Train in half precision where it is safe; only on an NVIDIA GPU. Attacks stay in full precision.",
    )
