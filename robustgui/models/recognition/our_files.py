"""What our own .safetensors files say about a layout: networks of runs, and exports for plain torch."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from ...base.errors import Sentence
from ...base.lazy import torch
from ...data.fingerprints import Fingerprints
from ..file_keys import NETWORK, PLAIN, TRAINED_ON
from ..foreign import Foreign
from .layout import Hints

if TYPE_CHECKING:
    from torch import Tensor

_KNOWN = ("readout", "activation", "joining", "head_activation")


def hints_of(metadata: dict[str, str], tensors: dict[str, Tensor]) -> Hints | None:
    """Hints of a file of ours; the statistics of its values are added to `tensors`. None: it is not ours."""
    try:
        facts = json.loads(metadata.get(NETWORK) or metadata.get(PLAIN) or "null")
        if not isinstance(facts, dict):
            return None
        known = _settings(facts["model"])
        if NETWORK in metadata and facts["fronts"][:1] == [{"name": "normalise", "by": "feature"}]:
            for name in ("mean", "std"):
                tensors[f"normalise.{name}"] = torch.tensor(facts["space"][name], dtype=torch.float64)
    except (ValueError, KeyError, TypeError):
        return None
    return Hints(known, Sentence("Readout and activations are those that robustgui stored."))


def training_data_of(metadata: dict[str, str], tensors: dict[str, Tensor]) -> Fingerprints | None:
    """Fingerprints of the training data in a .safetensors file of ours; None: the file has none."""
    stored = tensors.get(TRAINED_ON)
    if stored is not None:
        try:
            return Fingerprints.from_bytes(stored.numpy().tobytes())
        except ValueError:
            return None
    try:
        facts = json.loads(metadata.get(PLAIN) or "null")
    except ValueError:
        return None
    return Fingerprints.from_text(facts.get(TRAINED_ON)) if isinstance(facts, dict) else None


def _settings(model: dict[str, Any]) -> dict[str, str]:
    fields = Foreign.model_fields
    return {name: model[name] for name in _KNOWN if name in model and model[name] in _choices(fields[name])}


def _choices(field: Any) -> tuple[str, ...]:
    return tuple(field.json_schema_extra["choices"])
