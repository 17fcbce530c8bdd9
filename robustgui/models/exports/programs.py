"""A network as a program of torch that needs no Python of ours: TorchScript, or an exported program."""

from __future__ import annotations

import copy
import io
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stdout
from typing import TYPE_CHECKING, Any

from ...base.errors import RobustGuiError, RunError
from ...base.lazy import torch
from ..python import Python
from .onnx_graph import check_onnx

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
    return _try_recordings(network, lambda program, _: _save(program))


def onnx_program(network: Network) -> bytes:
    """The network as ONNX by torch's own exporter, for networks of the user's own: inputs `x` and `lengths`.

    Raises:
        RunError: it does something that cannot be recorded or that ONNX does not have, or the extra is missing.
    """
    check_onnx()
    return _try_recordings(network, lambda program, module: _convert_to_onnx(network, program, module))


def _save(program: Any) -> bytes:
    content = io.BytesIO()
    torch.jit.save(program, content)
    return content.getvalue()


_OPSET = 17  # has every operator of torch's recurrent layers


def _convert_to_onnx(network: Network, program: Any, module: Module) -> bytes:
    """`module` itself is converted if `program` is a recording of it, as the exporter then knows all shapes."""
    if "_pack_padded_sequence" in str(program.inlined_graph):
        raise RunError(
            "The network '{kind}' packs its sequences, which ONNX cannot express. Export it as torchscript.",
            kind=_name(network),
        )
    content: Any = io.BytesIO()
    torch.onnx.export(  # torch's other exporter needs onnxscript
        module if isinstance(program, torch.jit._trace.TopLevelTracedModule) else program,
        _inputs(network, 2, _STEPS[0]), content, dynamo=False, opset_version=_OPSET,
        input_names=["x", "lengths"], output_names=["answers"],
        dynamic_axes={"x": {0: "B", 1: "T"}, "lengths": {0: "B"}, "answers": {0: "B"}},
    )  # fmt: skip
    value: bytes = content.getvalue()
    run = _open_onnx(value)
    for batch, steps in zip((2, 3), _STEPS, strict=True):
        _check(network, module, run, batch, steps)
    return value


def _open_onnx(content: bytes) -> Callable[[Tensor, Tensor], Tensor]:
    """The network in `content` as a function of x and lengths: by onnxruntime, or else by onnx itself."""
    session: Any
    try:
        import onnxruntime  # type: ignore[import-untyped,import-not-found,unused-ignore]
    except ImportError:
        from onnx.reference import ReferenceEvaluator  # type: ignore[import-not-found,unused-ignore]

        session = ReferenceEvaluator(content)
    else:
        options = onnxruntime.SessionOptions()
        options.log_severity_level = 4  # what fails is said in a sentence
        session = onnxruntime.InferenceSession(content, options, providers=["CPUExecutionProvider"])
    return lambda x, lengths: torch.from_numpy(session.run(None, {"x": x.numpy(), "lengths": lengths.numpy()})[0])


def _try_recordings(network: Network, convert: Callable[[Any, Module], bytes]) -> bytes:
    """What `convert` makes of the first recording that it takes and that has the outputs of the network.

    A network of the user's own is recorded as it is called with a batch, and where that fails, with each sequence
    alone: padding changes nothing.

    Raises:
        RunError: there is none.
    """
    module = build_exported(network)
    recordings = [_record_batch, _record_each] if isinstance(network.model, Python) else [_record_batch]
    refusal: Exception | None = None
    for record in recordings[1:] if _reads_one_length(network) else recordings:
        with warnings.catch_warnings(), torch.no_grad(), _without_fast_path(), redirect_stdout(io.StringIO()):
            warnings.simplefilter("ignore")  # that TorchScript will be replaced one day
            try:
                program = record(network, module)
                for batch, steps in zip((2, 3), _STEPS, strict=True):
                    _check(network, module, program, batch, steps)
                return convert(program, module)
            except Exception as error:  # whatever a network of the user's own does
                refusal = refusal or error
    assert refusal is not None
    raise (refusal if isinstance(refusal, RobustGuiError) else _describe_refusal(network, refusal)) from refusal


def _record_batch(network: Network, module: Module) -> Any:
    return torch.jit.trace(  # type: ignore[no-untyped-call]
        module, _inputs(network, 2, _STEPS[0]), check_trace=False
    )


def _record_each(network: Network, module: Module) -> Any:
    """A program that calls the recorded network on each sequence alone."""
    from ..nets.exported_module import OneByOne, OneSequence

    x, _ = _inputs(network, 1, _STEPS[0])
    one = torch.jit.trace(OneSequence(module), (x,), check_trace=False)  # type: ignore[no-untyped-call]
    return torch.jit.script(OneByOne(one))


@contextmanager
def _without_fast_path() -> Iterator[None]:
    """Inside, transformer layers of torch run operators that other programs have."""
    mha = torch.backends.mha
    before = mha.get_fastpath_enabled()
    mha.set_fastpath_enabled(False)
    try:
        yield
    finally:
        mha.set_fastpath_enabled(before)


def _reads_one_length(network: Network) -> bool:
    return getattr(network.module.parts().core, "reads", None) == "equal"


def torch_export(network: Network, steps: int) -> bytes:
    """The network as a program of torch.export (.pt2): `forward(x, lengths)` for any batch, padded to `steps` steps.

    The recurrent layers of torch are unrolled when they are exported, so that the padded length cannot vary.

    Raises:
        RunError: it does something that cannot be exported.
    """
    if _reads_one_length(network):
        raise RunError(
            "The network '{kind}' reads sequences of one length at a time, which torch.export cannot record. Give its "
            "forward method the lengths or a mask, or export it as torchscript or onnx.",
            kind=_name(network),
        )
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
            kind=_name(network),
        )


def _name(network: Network) -> str:
    """Its title; of a network of the user's own the name of the class."""
    return network.model.title if network.model.label == network.model.name else network.model.label


def _describe_refusal(network: Network, error: Exception) -> RobustGuiError:
    lines = str(error).strip().splitlines() or [type(error).__name__]
    return RunError(
        "The network '{kind}' cannot be exported as a program: {problem}.", kind=_name(network), problem=lines[0]
    )
