"""`robustgui export`: the network of a run for others."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated, cast

import typer

from .options import Json, NetworkName, Overwrite, Runs, runs_folder
from .output import say, say_json


def export(
    network: NetworkName,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Output file, such as net.pt or net.onnx.")],
    to: Annotated[
        str, typer.Option("--to", metavar="FORMAT", help="state_dict, safetensors, torchscript, torch_export or onnx.")
    ] = "",
    epoch: Annotated[int | None, typer.Option("--epoch", help="The network of a stored epoch.")] = None,
    steps: Annotated[
        int, typer.Option("--steps", help="For torch_export: the longest sequence; 0: that of the run's data.")
    ] = 0,
    overwrite: Overwrite = False,
    runs: Runs = None,
    as_json: Json = False,
) -> None:
    """Write the network of a run for plain torch, as a program of torch, or as ONNX; it reads values in data units."""
    from ..models.exports import export_network
    from ..models.exports.write import Format
    from ..models.network_file import load_network
    from ..runs.folder import RunFolder
    from .stored import open_data, run_path

    path = run_path(network, runs_folder(runs))
    folder = None if os.path.isfile(path) else RunFolder(path)
    loaded = load_network(path) if folder is None else folder.load_network(epoch)
    if folder is not None and not steps and "torch_export" in (to, {".pt2": "torch_export"}.get(file.suffix, "")):
        spec = folder.spec()
        dataset = open_data(spec.data)
        steps = max(int(part.lengths.max()) for part in (dataset.train, dataset.test))
    exported = export_network(loaded, file, cast(Format, to) if to else None, steps=steps, overwrite=overwrite)
    if as_json:
        say_json({"format": exported.format, "files": [str(written) for written in exported.files]})
        return
    for written in exported.files:
        say(f"{written} is written.")
