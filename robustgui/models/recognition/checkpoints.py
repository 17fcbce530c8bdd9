"""Files of torch.save: a state dict, or a checkpoint that holds one somewhere; loaded with weights_only, always."""

from __future__ import annotations

import argparse
import pickle
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from ...base.errors import RunError
from ...base.lazy import torch
from ...data.fingerprints import Fingerprints
from ..file_keys import TRAINED_ON
from .layers import is_recurrent
from .weights import ADVICE, Weights, plain

_DEEPEST = 4
_USUAL = ("state_dict", "model_state_dict", "model", "net", "network", "module", "weights", "params", "best_model")


def read_checkpoint(path: Path) -> Weights:
    """The state dict in `path`.

    Raises:
        RunError: it is a whole module, a TorchScript archive, damaged, or holds no recurrent weights.
    """
    loaded = _loaded(path)
    if _is_quantised(path):
        raise _quantised_error(path)
    found = dict(_state_dicts(loaded, ""))
    usual = [key for key in found if any(is_recurrent(name) for name in found[key])]
    if not usual:
        if found:
            key = max(found, key=lambda key: len(found[key]))
            return Weights(plain(found[key], path), path, key)  # recognising it says what is missing
        raise RunError("{file} contains no weights. {advice}", file=str(path), advice=ADVICE)
    key = min(usual, key=_rank)
    stored = getattr(loaded, "_metadata", None)  # torch's own place for what is no weight
    trained_on = Fingerprints.from_text(stored.get(TRAINED_ON)) if isinstance(stored, dict) else None
    return Weights(plain(found[key], path), path, key, trained_on=trained_on)


def _loaded(path: Path) -> Any:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # torch warns of old formats, which are read all the same
            with torch.serialization.safe_globals(_inert()):
                return torch.load(path, map_location="cpu", weights_only=True)
    except pickle.UnpicklingError as error:
        if _is_quantised(path):
            raise _quantised_error(path) from error
        if not _begins_as_saved(path):
            raise RunError("{file} was not written by torch.save. {advice}", file=str(path), advice=ADVICE) from error
        raise RunError(
            "{file} is a whole pickled module or holds other objects: opening it would run the code in it. {advice}",
            file=str(path),
            advice=ADVICE,
        ) from error
    except Exception as error:  # whatever torch raises, it is the file that is wrong
        if "TorchScript" in str(error):
            raise RunError(
                "{file} is a TorchScript program, not weights. {advice}", file=str(path), advice=ADVICE
            ) from error
        raise RunError(
            "{file} was not written by torch.save, or is damaged: {problem}.",
            file=str(path), problem=str(error).splitlines()[0] if str(error) else type(error).__name__,
        ) from error  # fmt: skip


def _is_quantised(path: Path) -> bool:
    """Whether torch's quantised modules wrote it: their weights are packed objects."""
    with path.open("rb") as file:
        return b"_packed_params" in file.read(1 << 20)


def _quantised_error(path: Path) -> RunError:
    return RunError(
        "{file} is quantised: its weights are 8-bit integers, through which no gradient flows. "
        "Open the float32 network that it was made from.",
        file=str(path),
    )


def _begins_as_saved(path: Path) -> bool:
    """Whether it is an archive or a pickle at all."""
    with path.open("rb") as file:
        return file.read(2) in (b"PK", b"\x80\x02", b"\x80\x03", b"\x80\x04", b"\x80\x05")


def _inert() -> list[Any]:
    """What checkpoints keep beside weights and cannot do anything: numbers of NumPy, and parsed arguments."""
    kinds = {type(np.dtype(kind)) for kind in (np.float64, np.float32, np.int64, np.int32, np.bool_)}
    return [argparse.Namespace, np.dtype, np._core.multiarray.scalar, *kinds]  # type: ignore[attr-defined]


def _state_dicts(value: Any, key: str, depth: int = 0) -> Iterator[tuple[str, dict[str, Any]]]:
    """(where, names and tensors) of every dictionary with tensors in `value`."""
    if isinstance(value, argparse.Namespace):
        value = vars(value)
    if not isinstance(value, dict) or depth > _DEEPEST:
        return
    tensors = {name: item for name, item in value.items() if isinstance(name, str) and torch.is_tensor(item)}
    if tensors:
        yield key, tensors
    for name, item in value.items():
        if isinstance(name, str):
            yield from _state_dicts(item, f"{key}.{name}" if key else name, depth + 1)


def _rank(key: str) -> tuple[int, int, str]:
    """The usual names first, then what lies least deep."""
    last = key.rpartition(".")[2]
    return (_USUAL.index(last) if last in _USUAL else -1 if not key else len(_USUAL), key.count("."), key)
