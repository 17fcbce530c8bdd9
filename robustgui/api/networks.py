"""Import and export of networks in a notebook."""

from __future__ import annotations

import os
import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from ..base.errors import RunError
from ..base.events import Event
from ..base.interrupts import stop_on_interrupt
from ..data import Dataset, DataSettings
from ..importing.import_run import ImportRun, spec_of
from ..importing.own_module import find_doubt, has_same_outputs, wrap_module
from ..importing.ranking import build_result, rank_hypotheses
from ..importing.report import Identification, check_unambiguous
from ..importing.settings import NetworkImport
from ..models.exports import export_network as write_network
from ..models.exports.write import Exported, Format
from ..models.network import Network
from ..models.python import Python
from ..models.user_code import IN_MEMORY, Reads, allow_entry
from ..runs.data_store import title_of
from ..training import DeviceSettings
from .accepted import NetworkLike, Numbers, PathLike, Values
from .arguments import checked
from .data import load, store_objects
from .own_network import declare_network, unwrap
from .run import Run
from .train import check_ending

if TYPE_CHECKING:
    from torch import nn


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
            return _finish(job, dataset, tuple(job.events()))
    network = build_result(source, identification.best, request, dataset)
    return Run(spec_of(request, seed, DeviceSettings(), network, dataset), network, dataset, ())


@checked
def import_network(
    module: nn.Module,
    data: Dataset | PathLike,
    *,
    values: Values = "as_is",
    mean: Numbers | None = None,
    std: Numbers | None = None,
    reads: Reads = "auto",
    name: str = "",
    seed: int = 0,
    runs: PathLike | None = None,
) -> Run:
    """A trained torch module of your own as a run that can be attacked, inspected and measured; nothing is trained.

        run = rg.import_network(net, rg.dataset(X, y), mean=X.mean((0, 1)), std=X.std((0, 1)))
        rg.attack(run, run.dataset.test, "pgd", "linf")

    Budgets, adversarial sequences and what `run.network` reads are in units of `data`, whatever the module reads.

    Args:
        module: gives logits (B, K) in the order of `data.train.classes`, or predicted targets, for sequences (B, T, F)
            that are padded with zeros. What else its forward method may take: see `rg.Module`. A copy in eval mode is
            used.
        data: from `rg.dataset` or `rg.load`, or the name of a file.
        values: what the module reads: "as_is": values of the data; "normalise": (x - mean) / std.
        mean, std: of each feature, as the module was trained; None: of the training part of `data`. Giving one of them
            says "normalise".
        reads: what forward takes besides the sequences, see `rg.Module`.
        name: of the run; empty: that of the data and of the class.
        seed: of the sequences that figures are measured on.
        runs: below this folder a run is stored, with the source of the class; None: nothing is written.

    Raises:
        RunError: the module fails on these data, its outputs have another shape or depend on padding; or with `runs`,
            its source cannot be stored.

    Warns:
        UserWarning: it predicts no better than the majority class, or than the mean of the targets.
    """
    folder = None if runs is None else Path(runs)
    dataset = store_objects(data if isinstance(data, Dataset) else load(data), folder)
    assert dataset.settings is not None  # see `store_objects`
    network = _wrap(unwrap(module), dataset, reads, is_stored=folder is not None, values=values, mean=mean, std=std)
    doubt = find_doubt(network, dataset.train)
    if doubt is not None:
        warnings.warn(str(doubt), UserWarning, stacklevel=3)
    title = name or f"{title_of(dataset.settings.train)}-{network.model.label}"[:80]
    request = NetworkImport(data=dataset.settings, name=title)
    if folder is None:
        return Run(spec_of(request, seed, DeviceSettings(), network, dataset), network, dataset, ())
    with stop_on_interrupt() as stop:
        job = ImportRun(request, folder, seed=seed, dataset=dataset, network=network, stop=stop)
        events = tuple(job.events())
    return _finish(job, dataset, events)


def _wrap(
    module: nn.Module,
    dataset: Dataset,
    reads: Reads,
    *,
    is_stored: bool,
    values: Values,
    mean: Numbers | None,
    std: Numbers | None,
) -> Network:
    """The network of `module`, with its source where that gives the same outputs.

    Raises:
        RunError: it has none, but must be stored.
    """
    name = getattr(module, "original_name", type(module).__name__)  # the former of modules of TorchScript
    in_memory = Python(entry=f"{IN_MEMORY}{name}", reads=reads)
    model = in_memory
    try:
        model = declare_network(module, reads=reads)
    except RunError:
        if is_stored:
            raise
    network = wrap_module(
        module, model, dataset, normalise=values == "normalise",
        mean=cast("Sequence[float] | None", mean), std=cast("Sequence[float] | None", std),
    )  # fmt: skip
    if model.is_in_memory or has_same_outputs(network, dataset.train):
        return network
    if is_stored:
        raise RunError(
            "The class {name} with the arguments that are attributes of the module gives other outputs than the "
            "module, so its source cannot be stored. Keep every argument of __init__ as an attribute of the same name, "
            "or leave runs out.",
            name=name,
        )  # fmt: skip
    return network.copy_with(model=in_memory)


def _finish(job: ImportRun, dataset: Dataset, events: Sequence[Event]) -> Run:
    check_ending(events[-1])
    if job.spec is None or job.network is None:
        raise RuntimeError("a finished import has a spec and a network")
    return Run(job.spec, job.network, dataset, events, job.folder)


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
