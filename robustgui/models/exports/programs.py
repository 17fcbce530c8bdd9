"""A network as a program of torch that needs no Python of ours: TorchScript, or an exported program."""

from __future__ import annotations

import copy
import io
import warnings
from typing import TYPE_CHECKING, Any

from ...base.errors import RobustGuiError, RunError
from ...base.lazy import torch

if TYPE_CHECKING:
    from torch import Tensor
    from torch.nn import Module

    from ..network import Network

_STEPS = (12, 19)  # the length that is recorded, and another one that must give the same outputs


def torchscript(network: Network) -> bytes:
    """The network as TorchScript: `forward(x, lengths)`.

    Raises:
        RunError: it does something that cannot be recorded.
    """
    module = build_exported(network)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # that TorchScript will be replaced one day
        try:
            with torch.no_grad():
                traced = torch.jit.trace(  # type: ignore[no-untyped-call]
                    module, _inputs(network, 2, _STEPS[0]), check_trace=False
                )
        except Exception as error:  # whatever a network of the user's own does
            raise _describe_refusal(network, error) from error
        for batch, steps in zip((2, 3), _STEPS, strict=True):
            _check(network, module, traced, batch, steps)
        content = io.BytesIO()
        torch.jit.save(traced, content)
    return content.getvalue()


def torch_export(network: Network, steps: int) -> bytes:
    """The network as a program of torch.export (.pt2): `forward(x, lengths)` for any batch, padded to `steps` steps.

    The recurrent layers of torch are unrolled when they are exported, so that the padded length cannot vary.

    Raises:
        RunError: it does something that cannot be exported.
    """
    module = build_exported(network)
    from torch.export import Dim

    batch = Dim("batch", min=1)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            program = torch.export.export(
                module, _inputs(network, 2, steps), dynamic_shapes={"x": {0: batch}, "lengths": {0: batch}}
            )
        except Exception as error:  # whatever a network of the user's own does
            raise _describe_refusal(network, error) from error
        _check(network, module, program.module(), 3, steps)
        content = io.BytesIO()
        torch.export.save(program, content)
    return content.getvalue()


def build_exported(network: Network) -> Module:
    """The network on the CPU with inputs in data units, and lengths instead of a mask."""
    from ..nets.exported_module import ExportedModule

    module = copy.deepcopy(network.module).cpu()
    space = None if network.symbolic else (torch.tensor(network.space.mean), torch.tensor(network.space.std))
    return ExportedModule(module, space)


def _inputs(network: Network, batch: int, steps: int) -> tuple[Tensor, Tensor]:
    generator = torch.Generator().manual_seed(batch)
    lengths = torch.tensor([steps, *(max(1, steps - 1) for _ in range(batch - 1))])
    if network.symbolic:
        return torch.randint(0, len(network.vocabulary), (batch, steps), generator=generator), lengths
    unit = torch.randn(batch, steps, len(network.features), generator=generator, dtype=torch.float64)
    return (unit * torch.tensor(network.space.std) + torch.tensor(network.space.mean)).float(), lengths


def _check(network: Network, module: Module, program: Any, batch: int, steps: int) -> None:
    """Raises `RunError` unless the program has the outputs of the network for such a batch."""
    inputs = _inputs(network, batch, steps)
    with torch.no_grad():
        expected = module(*inputs)
        try:
            actual = program(*inputs)
        except Exception as error:  # a size that was recorded as a constant
            raise _describe_refusal(network, error) from error
    if actual.shape != expected.shape or not torch.allclose(actual, expected, rtol=1e-4, atol=1e-4):
        raise RunError(
            "The network '{kind}' cannot be exported as a program: its outputs would differ for other batches.",
            kind=network.model.title,
        )


def _describe_refusal(network: Network, error: Exception) -> RobustGuiError:
    lines = str(error).strip().splitlines() or [type(error).__name__]
    return RunError(
        "The network '{kind}' cannot be exported as a program: {problem}.", kind=network.model.title, problem=lines[0]
    )
