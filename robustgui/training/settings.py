"""Settings of the optimisation and of the device."""

from __future__ import annotations

from typing import Literal

from ..base.settings import Settings, setting


class TrainingSettings(Settings):
    """Settings of the training loop; None is automatic: `runs.automatic_settings` chooses a value from the data."""

    epochs: int | None = setting(
        None, ge=1, le=100_000, title="Epochs", help="Passes over the training data. Empty: chosen by the data."
    )
    batch_size: int | None = setting(
        None,
        ge=0,
        le=65_536,
        title="Batch size",
        help="Sequences per optimiser step. Empty or 0: an eighth of the training data, within 8 to 64.",
    )
    loss: Literal["auto", "cross_entropy", "mse"] = setting(
        "auto",
        title="Loss",
        choices={"auto": "automatic (from the labels)", "cross_entropy": "cross entropy", "mse": "mean squared error"},
        help="Classes: cross entropy, or squared error to one-hot vectors. Numeric targets: squared error.",
    )
    optimiser: Literal["adam", "sgd"] = setting(
        "adam", title="Optimiser", choices={"adam": "Adam", "sgd": "SGD"}, help="Update rule of the weights."
    )
    lr: float | None = setting(
        None,
        gt=0,
        le=10,
        title="Learning rate",
        help="Step size of the optimiser. Empty: chosen by the width of the network.",
    )
    momentum: float = setting(
        0.9,
        ge=0,
        lt=1,
        title="Momentum",
        when=("optimiser", ("sgd",)),
        help="Momentum of SGD: share of the previous update that is kept.",
    )
    schedule: Literal["constant", "cosine", "step", "linear"] = setting(
        "cosine",
        title="Schedule",
        choices={
            "constant": "constant",
            "cosine": "cosine decay to zero",
            "step": "step decay",
            "linear": "linear decay to zero",
        },
        help="How the learning rate changes over the epochs.",
    )
    lr_warmup: float = setting(
        0.05,
        ge=0,
        lt=1,
        title="Learning rate warm-up",
        advanced=True,
        help="Share of all steps over which the learning rate rises to its full size.",
    )
    drop_every: int = setting(
        10, ge=1, title="Drop every", unit="epochs", when=("schedule", ("step",)), help="Epochs between two drops."
    )
    drop_factor: float = setting(
        0.5,
        gt=0,
        lt=1,
        title="Drop factor",
        when=("schedule", ("step",)),
        help="Factor that multiplies the learning rate at a drop.",
    )
    clip: float = setting(1.0, ge=0, title="Clip gradient at", help="Largest norm of the gradient; 0: not clipped.")


class DeviceSettings(Settings):
    """The compute device."""

    device: Literal["auto", "cpu", "cuda", "mps"] = setting(
        "auto",
        title="Device",
        choices={"auto": "GPU if available", "cpu": "processor", "cuda": "NVIDIA GPU", "mps": "Apple GPU"},
        help="Device for training and attacks.",
    )
    threads: int = setting(
        0,
        ge=0,
        le=1024,
        title="Processor threads",
        advanced=True,
        help="Number of CPU threads; 0: one less than the number of cores, so that the window stays responsive.",
    )
    mixed_precision: bool = setting(
        False,
        title="Mixed precision",
        when=("device", ("cuda", "auto")),
        advanced=True,
        help="Train in half precision where it is safe; only on an NVIDIA GPU. Attacks stay in full precision.",
    )
