"""Stored weights in the place of those of a module, compared with these before anything is changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from torch import Tensor
    from torch.nn import Module


def check_state(module: Module, tensors: dict[str, Tensor]) -> None:
    """Raises `ValueError` unless `tensors` have names, shapes and kinds of numbers of the state of `module`."""
    state = module.state_dict()
    if state.keys() != tensors.keys():
        names = sorted(state.keys() ^ tensors.keys())
        raise ValueError(f"its weights have other names: {', '.join(names[:4])}"[:300])
    for name, value in state.items():
        stored = tensors[name]
        if stored.shape != value.shape:
            raise ValueError(f"{name} has the shape {tuple(stored.shape)} instead of {tuple(value.shape)}")
        if stored.is_floating_point() != value.is_floating_point() or stored.is_complex() != value.is_complex():
            raise ValueError(f"{name} holds {stored.dtype} instead of {value.dtype}")


def load_state(module: Module, tensors: dict[str, Tensor]) -> None:
    """Copy `tensors` into `module`; raises `ValueError` if they do not fit, and then nothing is changed."""
    check_state(module, tensors)
    module.load_state_dict(tensors)
