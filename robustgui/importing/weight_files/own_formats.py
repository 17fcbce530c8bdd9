"""Settings and statistics in the program's own .safetensors files: networks of runs, and exports for plain torch."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ...base.documents import parse_json
from ...base.errors import RobustGuiError, Sentence
from ...base.settings import to_table
from ...data.fingerprints import Fingerprints
from ...models.file_keys import NETWORK, PLAIN, TRAINED_ON
from ...models.front_chain import is_in_space
from ...models.imported import ImportedRecurrent
from ...models.network_file import parse_spec
from ...models.tensor_file import to_bytes
from ..architecture.head import NORMALISE
from ..architecture.identification import Hints
from .contents import Floats

if TYPE_CHECKING:
    from torch import Tensor

_KNOWN = ("readout", "activation", "joining", "head_activation")


def hints_of(metadata: dict[str, str]) -> tuple[Hints | None, dict[str, Floats]]:
    """Hints in a file of this program, and statistics that scale its inputs; None and {}: another file."""
    statistics: dict[str, Floats] = {}
    model: object
    try:
        if NETWORK in metadata:
            facts = parse_spec(metadata[NETWORK])
            model = to_table(facts.model)
            if is_in_space(facts.fronts):
                with np.errstate(over="ignore"):  # what is infinite in float32 is refused as such
                    for name in ("mean", "std"):
                        statistics[f"{NORMALISE}.{name}"] = np.array(getattr(facts.space, name)).astype(np.float32)
        else:
            model = _parse_export(metadata).get("model")
    except (RobustGuiError, ValueError):
        return None, {}
    if not isinstance(model, dict):
        return None, {}
    settings = {
        name: model[name] for name in _KNOWN if model.get(name) in _choices(ImportedRecurrent.model_fields[name])
    }
    return Hints(settings, Sentence("Readout and activations are those that robustgui stored.")), statistics


def training_data_of(metadata: dict[str, str], tensors: dict[str, Tensor]) -> Fingerprints | None:
    """Fingerprints of the training data in a .safetensors file of ours; None: the file has none."""
    stored = tensors.get(TRAINED_ON)
    try:
        if stored is not None:
            return Fingerprints.from_bytes(to_bytes(stored))
        return Fingerprints.from_text(_parse_export(metadata).get(TRAINED_ON))
    except ValueError:
        return None


def _parse_export(metadata: dict[str, str]) -> dict[str, Any]:
    """What an export for plain torch says of itself; raises `ValueError` if that cannot be read."""
    facts = parse_json(metadata.get(PLAIN, "{}"), nan=True)
    return facts if isinstance(facts, dict) else {}


def _choices(field: Any) -> tuple[str, ...]:
    return tuple(field.json_schema_extra["choices"])
