"""The user's own module behind the interface of all networks."""

from __future__ import annotations

import inspect
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, nullcontext
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn.utils.rnn import PackedSequence, pack_padded_sequence, pad_packed_sequence

from ...base.code_import import AllowedCode
from ...base.errors import RunError
from ..user_code import Reads, calling
from .interface import Capabilities, SequenceModule, States
from .stack import stack_states

PREFIXES = 64  # steps at which outputs are computed; between them those of the previous one are repeated


class UserModule(SequenceModule):
    """Calls `own(x)`, with lengths or a mask if its `forward` has a parameter for them.

    A module that takes neither would see padding, so it gets sequences of one length at a time. It gets values in the
    precision of its weights. Of outputs that are a tuple the first entry counts, of a dictionary "logits" or the first.
    """

    def __init__(
        self,
        module: nn.Module,
        code: AllowedCode,
        features: int,
        outputs: int,
        *,
        reads: Reads = "auto",
        any_name: bool = False,
        every_step: bool = False,
    ) -> None:
        """Wrap `module`.

        Args:
            module: gives outputs (B, K), or with `every_step` (B, T, K).
            code: that it is made of.
            features, outputs: F and K.
            reads: what `forward` takes besides the sequences.
            any_name: with "auto" also usual names other than `lengths` and `mask` say what a parameter is.
            every_step: whether there are outputs at every step, from that step and those before it alone.
        """
        super().__init__()
        self.own = module
        self.code = code
        self.entry = code.files.entry
        self.features = features
        self.outputs = outputs
        self.every_step = every_step
        self.reads, self.parameter = _find_parameter(module, reads, any_name, self.entry)
        if any(weight.is_meta for weight in (*module.parameters(), *module.buffers())):
            raise RunError(
                "The weights of your code {entry} are on the device meta, where they have no values. Create the module "
                "on the CPU.",
                entry=self.entry,
            )
        if not any(True for _ in module.parameters()):
            self.register_parameter("anchor", nn.Parameter(torch.zeros(0)))  # tells the device
        self.train(self.training)

    def train(self, mode: bool = True) -> UserModule:
        """Recurrent modules without dropout stay in training mode: cuDNN refuses a backward pass in eval mode."""
        super().train(mode)
        for part in self.own.modules():
            if isinstance(part, nn.RNNBase) and part.dropout == 0:
                part.training = True
        return self

    def load_weights(self, weights: Mapping[str, Tensor]) -> None:
        """Replace the weights of the user's module; raises `RunError` if names or shapes differ."""
        try:
            self.own.load_state_dict(weights)
        except RuntimeError as error:
            lines = [line.strip() for line in str(error).splitlines()]
            raise RunError(
                "The initial weights are of another network than {entry} makes for these data: {problem}",
                entry=self.entry, problem=lines[min(1, len(lines) - 1)],
            ) from error  # fmt: skip

    @property
    def capabilities(self) -> Capabilities:
        mixes = any(isinstance(part, nn.modules.batchnorm._BatchNorm) for part in self.own.modules())
        return Capabilities(per_sample_gradients=not mixes)

    @property
    def dtype(self) -> torch.dtype:
        """The precision of its weights."""
        kinds = (weight.dtype for weight in self.own.parameters() if weight.is_floating_point())
        return next(kinds, torch.float32)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        outputs = self._outputs(x.masked_fill(~mask[:, :, None], 0.0).to(self.dtype), mask)
        return outputs.to(x.dtype)

    def _outputs(self, x: Tensor, mask: Tensor) -> Tensor:
        """The outputs (B, K) of the module for `x`, which is zero on padding."""
        lengths = mask.sum(1)
        if self.reads == "packed":
            return self._call(
                pack_padded_sequence(x, lengths.cpu(), batch_first=True, enforce_sorted=False), x.shape[0]
            )
        if self.reads != "equal":
            extra = {"lengths": lengths, "mask": mask, "padding_mask": ~mask}[self.reads]
            return self._call(x, x.shape[0], extra)
        sizes = _list_lengths(lengths)
        if len(sizes) == 1:  # a slice of full length would fix the length of an exported program
            whole = self._call(x if sizes[0] == x.shape[1] else x[:, : sizes[0]], x.shape[0])
            return nn.functional.pad(whole, (0, 0, 0, x.shape[1] - sizes[0])) if self.every_step else whole
        groups = [torch.nonzero(lengths == length)[:, 0] for length in sizes]
        outputs = [self._call(x[rows, :length], len(rows)) for rows, length in zip(groups, sizes, strict=True)]
        if self.every_step:
            outputs = [nn.functional.pad(each, (0, 0, 0, x.shape[1] - each.shape[1])) for each in outputs]
        return torch.cat(outputs)[torch.cat(groups).argsort()]  # (B, K), in the order of the batch

    def states(self, x: Tensor, mask: Tensor) -> States:
        """See `SequenceModule.states`: the outputs of its recurrent modules, or else the outputs at each step."""
        with self._recording() as recorded:
            outputs = self(x, mask)
        steps = outputs if self.every_step else self._step_outputs(x, mask)
        hidden = [layer for layer in self._merge_states(recorded, mask) if layer is not None]
        return States(outputs, stack_states(hidden) if hidden else steps[None] * mask[:, :, None], None, steps)

    def _call(self, x: Tensor | PackedSequence, count: int, extra: Tensor | None = None) -> Tensor:
        has_no_gradient = x.is_cuda and any(isinstance(p, nn.RNNBase) and not p.training for p in self.own.modules())
        with calling(self.code), torch.backends.cudnn.flags(enabled=False) if has_no_gradient else nullcontext():
            outputs = self.own(x) if extra is None else self.own(x, **{self.parameter: extra})
        outputs = take_outputs(outputs)
        if isinstance(outputs, Tensor) and outputs.shape == (count,) and self.outputs == 1:
            outputs = outputs[:, None]  # (B,) -> (B, 1)
        if self.every_step and isinstance(x, Tensor):
            expected: tuple[int, ...] = (count, x.shape[1], self.outputs)
        elif self.every_step and isinstance(x, PackedSequence):
            expected = (count, len(x.batch_sizes), self.outputs)
        else:
            expected = (count, self.outputs)
        if not isinstance(outputs, Tensor) or outputs.shape != expected:
            shape = tuple(outputs.shape) if isinstance(outputs, Tensor) else type(outputs).__name__
            raise RunError(
                "Your code {entry} returned the shape {shape} for sequences of shape {given}; it must return {wanted}.",
                entry=self.entry, shape=str(shape), given=str(tuple((x if isinstance(x, Tensor) else x.data).shape)),
                wanted=str(expected),
            )  # fmt: skip
        return outputs

    def _step_outputs(self, x: Tensor, mask: Tensor) -> Tensor:
        """The outputs had each sequence ended at each step, (B, T, K)."""
        T = x.shape[1]
        places = torch.linspace(0, T - 1, min(T, PREFIXES)).round().long().tolist()
        steps = torch.arange(T, device=x.device)
        prefixes = []
        for place in dict.fromkeys([*places, *(mask.sum(1) - 1).tolist()]):
            prefixes.append((place, self(x[:, : place + 1], mask[:, : place + 1] & (steps[: place + 1] <= place))))
        prefixes.sort(key=lambda item: item[0])
        computed = torch.tensor([place for place, _ in prefixes], device=x.device)
        nearest = torch.searchsorted(computed, steps, right=True) - 1  # (T,)
        return torch.stack([outputs for _, outputs in prefixes], dim=1)[:, nearest]  # (B, T, K)

    @contextmanager
    def _recording(self) -> Iterator[list[Tensor]]:
        """Inside, records the outputs of every recurrent module, (B', T', H) each, in the order of calls."""
        recorded: list[Tensor] = []

        def note(module: nn.RNNBase, _: Any, result: Any) -> None:
            states = result[0]
            if isinstance(states, PackedSequence):
                states = pad_packed_sequence(states, batch_first=True)[0]
            elif states.ndim == 3 and not module.batch_first:
                states = states.transpose(0, 1)
            recorded.append(states)

        hooks = [part.register_forward_hook(note) for part in self.own.modules() if isinstance(part, nn.RNNBase)]
        try:
            yield recorded
        finally:
            for hook in hooks:
                hook.remove()

    def _merge_states(self, recorded: list[Tensor], mask: Tensor) -> list[Tensor | None]:
        """Recorded states as layers (B, T, H), zero on padding; groups of equal length are merged."""
        lengths = mask.sum(1)
        groups = _list_lengths(lengths) if self.reads == "equal" else [int(lengths.max())]
        each = len(recorded) // len(groups)
        if not recorded or len(recorded) % len(groups):
            return []
        layers: list[Tensor | None] = []
        for place in range(each):
            parts = recorded[place::each]
            whole = parts[0].new_zeros(*mask.shape, parts[0].shape[2])
            for length, part in zip(groups, parts, strict=True):
                rows = torch.nonzero(lengths == length)[:, 0] if self.reads == "equal" else slice(None)
                size = len(rows) if self.reads == "equal" else len(lengths)  # type: ignore[arg-type]
                if part.ndim != 3 or part.shape[0] != size or part.shape[1] > mask.shape[1]:
                    return []
                whole[rows, : part.shape[1]] = part
            layers.append(whole.masked_fill(~mask[:, :, None], 0.0))
        return layers


def take_outputs(result: Any) -> Any:
    """The outputs among what a forward method returns."""
    if isinstance(result, Mapping) and result:
        result = result["logits"] if "logits" in result else next(iter(result.values()))
    return result[0] if isinstance(result, tuple | list) and result else result


def _list_lengths(lengths: Tensor) -> list[int]:
    """The distinct lengths, ascending."""
    return sorted(set(lengths.tolist()))


_PARAMETERS: dict[Reads, tuple[str, ...]] = {
    "lengths": (
        "lengths", "length", "lens", "seq_lengths", "seq_lens", "seq_len", "sequence_lengths", "x_lengths", "x_lens",
        "input_lengths",
    ),
    "mask": ("mask", "valid", "valid_mask", "attention_mask", "attn_mask", "x_mask"),
    "padding_mask": ("padding_mask", "key_padding_mask", "src_key_padding_mask", "pad_mask"),
}  # fmt: skip


def _find_parameter(module: nn.Module, reads: Reads, any_name: bool, entry: str) -> tuple[Reads, str]:
    """What `module.forward` takes besides the sequences, and the name of the parameter.

    Raises:
        RunError: it has a parameter of unknown meaning, or none for what it is said to read.
    """
    parameters = _list_parameters(module)
    names = [each.name for each in parameters if each.kind in (each.POSITIONAL_OR_KEYWORD, each.KEYWORD_ONLY)]
    if reads in ("packed", "equal"):
        return reads, ""
    for kind, usual_names in _PARAMETERS.items():
        match = next((name for name in names if name in (usual_names if any_name else (kind,))), "")
        if match and reads in ("auto", kind):
            return kind, match
    if reads != "auto" and names:
        return reads, names[0]
    required = [each.name for each in parameters if each.default is each.empty and each.name in names]
    if reads != "auto" or required:
        raise RunError(
            "The forward method of your code {entry} takes {names} besides the sequences. Say what that is with "
            "reads=, one of {kinds}, or give the parameter a default.",
            entry=entry, names=", ".join(required) or "nothing", kinds=", ".join([*_PARAMETERS, "packed", "equal"]),
        )  # fmt: skip
    return "equal", ""


def _list_parameters(module: nn.Module) -> list[inspect.Parameter]:
    """The parameters of `module.forward` after the sequences."""
    schema = getattr(module.forward, "schema", None)  # of a module of TorchScript
    if schema is None:
        return list(inspect.signature(module.forward).parameters.values())[1:]
    kind, empty = inspect.Parameter.POSITIONAL_OR_KEYWORD, inspect.Parameter.empty
    return [
        inspect.Parameter(each.name, kind, default=each.default_value if each.has_default_value() else empty)
        for each in schema.arguments[2:]
    ]
