"""Checks of a new module of the user's: finite, deterministic outputs, which padding and later steps do not change."""

from __future__ import annotations

import torch
from torch import Tensor

from ...base.errors import RunError
from .user_module import UserModule

_TOLERANCE = 1e-3  # of the largest output
_STEPS = (64, 41)  # of the two sequences


def check_reading(module: UserModule) -> None:
    """Call a new module on two sequences: padding must change nothing, and gradients must reach the input.

    Raises:
        RunError: an output is not finite or random, depends on what stands behind the end of a sequence, or its
            gradient on nothing.
    """
    stream = torch.Generator().manual_seed(0)
    device = next(module.parameters()).device
    with torch.random.fork_rng(devices=[]):
        was_training = module.training
        module.eval()
        x = torch.randn(2, _STEPS[0], module.features, generator=stream).to(device)  # (B, T, F)
        mask = torch.arange(_STEPS[0], device=device) < torch.tensor(_STEPS, device=device)[:, None]
        try:
            if not module(x * mask[:, :, None], mask).isfinite().all():
                x = x.abs() + 0.1  # such as a network that begins with a logarithm
            x = (x * mask[:, :, None]).requires_grad_()
            together, again = module(x, mask), module(x, mask).detach()
            alone = module(x[1:, : _STEPS[1]], mask[1:, : _STEPS[1]]).detach()
        except RunError:  # such as a network for sequences of another length; else the first step says the same
            if module.every_step:
                raise
            return
        finally:
            module.train(was_training)
    if not together.isfinite().all():
        raise RunError(
            "The outputs of your code {entry} are not finite for standardised random sequences. Look for a division by "
            "zero, a logarithm or a softmax over steps that are all masked.",
            entry=module.entry,
        )
    tolerance = _TOLERANCE * max(1.0, float(alone.abs().max()))
    if not float((again - together.detach()).abs().max()) <= tolerance:
        raise RunError(
            "The outputs of your code {entry} for the same sequences are random in eval mode. Use nn.Dropout, or "
            "functional.dropout with training=self.training.",
            entry=module.entry,
        )
    ends = together[1:, : _STEPS[1]] if module.every_step else together[1:]
    difference = float((ends.detach() - alone).abs().max())
    if not difference <= tolerance:
        raise RunError(
            "The output of your code {entry} for a sequence changes by {difference} when the sequence is padded, so it "
            "would depend on the other sequences of a batch. Use the lengths or the mask that forward gets, or take "
            "none of them or say reads='equal', and it gets sequences of one length at a time.",
            entry=module.entry, difference=f"{difference:.3g}",
        )  # fmt: skip
    if module.every_step:
        _check_causality(module, x.detach(), mask, together.detach(), tolerance)
    if not together.requires_grad:
        raise RunError(
            "The output of your code {entry} has no gradient with respect to its input, so it can be neither trained "
            "nor attacked with gradients. Remove detach, no_grad and conversions to NumPy from forward.",
            entry=module.entry,
        )


def _check_causality(module: UserModule, x: Tensor, mask: Tensor, outputs: Tensor, tolerance: float) -> None:
    """Raises `RunError` if outputs at a step change with later steps: such a network reads the token it predicts."""
    half = _STEPS[1] // 2
    with torch.random.fork_rng(devices=[]), torch.no_grad():
        was_training = module.training
        changed = module.eval()(torch.cat([x[:, :half], x[:, half:].flip(2) + 1], dim=1), mask)
        module.train(was_training)
    difference = float((changed - outputs)[:, :half].abs().max())
    if not difference <= tolerance:
        raise RunError(
            "The outputs of your code {entry} at a step change by {difference} with later steps, so it would read the "
            "token that it predicts. Use a unidirectional network, or a causal mask.",
            entry=module.entry, difference=f"{difference:.3g}",
        )  # fmt: skip
