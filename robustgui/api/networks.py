"""Import and export of networks in a notebook."""

from __future__ import annotations

import os
import warnings
from pathlib import Path
from typing import Any

from ..base.interrupts import stop_on_interrupt
from ..data import Dataset, DataSettings
from ..importing.import_run import ImportRun, spec_of
from ..importing.ranking import build_result, rank_hypotheses
from ..importing.report import Identification, check_unambiguous
from ..importing.settings import NetworkImport
from ..models.exports import export_network as write_network
from ..models.exports.write import Exported, Format
from ..models.user_code import allow_entry
from ..training import DeviceSettings
from .accepted import NetworkLike, PathLike
from .arguments import checked
from .data import load, store_objects
from .run import Run
from .train import check_ending


@checked
def load_network(
    weights: PathLike | None,
    data: Dataset | PathLike,
    *,
    entry: str = "",
    seed: int = 0,
    runs: PathLike | None = None,
    take_best: bool = False,
    **settings: Any,
) -> Run:
    """Open a network that was trained elsewhere, on the data that it was trained for.

    Its architecture is identified from the names and shapes of its weights. What these do not determine, such as the
    readout, is chosen by how well the network then explains the labels of the data, unless it is given in `settings`;
    `recognise_network` shows the evidence. A network that predicts no better than the majority class raises a
    `UserWarning`.

    Args:
        weights: a state dict or checkpoint (.pt, .pth), .safetensors or .onnx; None: the code provides its own.
        data: from `robustgui.load`, or the name of a file.
        entry: "file.py:function" or "package.module:function" that gives a `torch.nn.Module`. This runs your code.
        seed: of the sequences that figures are measured on.
        runs: below this folder a run is stored that the window and the command line know; None: nothing is written.
        take_best: use the most likely interpretation of the weights even if several are plausible.
        settings: any field of `NetworkImport`: readout, activation, joining, head_activation, values, classes ...

    Raises:
        RunError: the file cannot be read without running code, has an unknown architecture, or several interpretations
            of it explain the data about equally well; says what to do.
    """
    dataset, request = _request(weights, data, entry, settings, None if runs is None else Path(runs))
    with stop_on_interrupt() as stop:
        ranking = source, identification = rank_hypotheses(request, dataset, stop=stop)
        if not take_best:
            check_unambiguous(identification)
        if not identification.best.is_informative:
            warnings.warn(str(identification.doubt), UserWarning, stacklevel=3)
        if runs is not None:
            job = ImportRun(request, Path(runs), seed=seed, dataset=dataset, ranking=ranking, stop=stop)
            events = tuple(job.events())
            check_ending(events[-1])
            if job.spec is None or job.network is None:
                raise RuntimeError("a finished import has a spec and a network")
            return Run(job.spec, job.network, dataset, events, job.folder)
    network = build_result(source, identification.best, request, dataset)
    return Run(spec_of(request, seed, DeviceSettings(), network, dataset), network, dataset, ())


@checked
def recognise_network(
    weights: PathLike | None,
    data: Dataset | PathLike,
    *,
    entry: str = "",
    seed: int = 0,
    **settings: Any,
) -> Identification:
    """The identified architecture and all interpretations of the weights, with scores; raises as `load_network`."""
    dataset, request = _request(weights, data, entry, settings)
    return rank_hypotheses(request, dataset)[1]


@checked
def export_network(
    network: NetworkLike,
    file: PathLike,
    to: Format | None = None,
    *,
    steps: int = 0,
    overwrite: bool = False,
) -> Exported:
    """Write `network` for others: "state_dict", "safetensors", "torchscript", "torch_export" or "onnx".

    It reads values in the units of the data: normalising is part of what is written. Beside weights lies a Python file
    that rebuilds the network in plain torch. Sequences are padded behind their ends; `lengths` says where these are.

    Args:
        network: a run, or its network, `run.network`.
        file: where it goes.
        to: the format; None: by the ending of `file`, .pt being a state dict.
        steps: for torch_export alone, the longest sequence.
        overwrite: replace files that are there, those beside `file` included.

    Raises:
        RunError: the format cannot hold this network, needs an extra, or the file cannot be written.
    """
    return write_network(network, Path(file), to, steps=steps, overwrite=overwrite)


def _request(
    weights: PathLike | None,
    data: Dataset | PathLike,
    entry: str,
    settings: dict[str, Any],
    runs: Path | None = None,
) -> tuple[Dataset, NetworkImport]:
    dataset = store_objects(data if isinstance(data, Dataset) else load(data), runs)
    assert dataset.settings is not None  # see `store_objects`
    named: DataSettings = dataset.settings
    request = NetworkImport(
        weights="" if weights is None else os.fspath(weights),
        entry=allow_entry(entry).entry if entry else "",
        data=named,
        **settings,
    )
    return dataset, request
