"""Handles requests about the network that is training, or about any stored epoch of any stored run."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from ..base.errors import DeviceError, RunError
from ..data import load
from ..evaluation.inspect_request import InspectRequest
from ..evaluation.inspection import inspect
from ..evaluation.pca_cache import PcaCache
from ..importing.ranking import rank_hypotheses
from ..importing.report import Identification
from ..models.exports import export_network
from ..models.exports.write import Exported
from ..runs.building import make_paths_absolute
from ..runs.folder import MODEL, RunFolder
from ..training.devices import resolve_device
from .messages import ExportRequest, IdentifyRequest, Reply, Request, SubmitRequest
from .work import Run, Stop

if TYPE_CHECKING:
    from ..data import Dataset
    from ..models.network import Network

FOLLOWED = 0  # the `request_id` of replies to requests that follow a run
QUICK_S = 0.25  # a request that takes no longer is handled after every measurement
SHARE = 0.25  # of the time that slower requests may take; measurements in between are skipped
NETWORKS = 16  # kept, so that dragging the slider of epochs reads few files
DATASETS = 2


class RequestHandler:
    """Gives the replies; keeps the networks and data of the last requests."""

    def __init__(self) -> None:
        self._planes = PcaCache()
        self._network = lru_cache(maxsize=NETWORKS)(_load_network)
        self._dataset = lru_cache(maxsize=DATASETS)(load)

    def __call__(self, request: Request, run: Run | None, stop: Stop) -> Reply:
        """The reply to `request`.

        Args:
            request: about `run` as it is at this moment, or about a stored run.
            run: what is training, or trained last.
            stop: asked between the parts of the computation.

        Raises:
            RunError: there is no such run, network, split, sequence or layer.
            Interrupted: `stop` said so.
        """
        if isinstance(request, IdentifyRequest):
            return self._identify(request, stop)
        if isinstance(request, ExportRequest):
            return self._export(request)
        network, dataset, epoch = self._load(request, run)
        return inspect(network, dataset, request, epoch=epoch, planes=self._planes, stop=stop)

    def _identify(self, request: IdentifyRequest, stop: Stop) -> Identification:
        data = make_paths_absolute(request.network.data)
        return rank_hypotheses(request.network, self._dataset(data), stop=stop)[1]

    def _export(self, request: ExportRequest) -> Exported:
        folder = RunFolder(Path(request.folder))
        steps = 0
        if request.format == "torch_export":
            spec = folder.spec()
            dataset = self._dataset(spec.data)
            steps = max(int(part.lengths.max()) for part in (dataset.train, dataset.test))
        replaces = [*map(Path, request.replaces)]
        return export_network(
            folder.load_network(), Path(request.file), request.format, steps=steps, overwrite=replaces
        )

    def _load(self, request: InspectRequest, run: Run | None) -> tuple[Network, Dataset, int]:
        if request.folder is None and run is None:
            raise RunError("No network is training. Press Train, or choose a stored run.")
        same = run is not None and (request.folder is None or _folder_of(run) == Path(request.folder).absolute())
        if run is not None and same and (request.folder is None or request.epoch is None):
            if run.network is not None and run.dataset is not None:
                return run.network, run.dataset, run.epoch
            if request.folder is None:
                raise RunError("The network is not built yet: the data are still being read. Try again in a moment.")
        assert request.folder is not None  # else it is about `run`
        folder = RunFolder(Path(request.folder))
        spec = folder.spec()
        epoch = request.epoch if request.epoch is not None else max(folder.epochs(), default=0)
        try:
            device = resolve_device(spec.device)
        except DeviceError:  # it was trained on another machine
            device = "cpu"
        network = self._network(folder.path.absolute(), request.epoch, _stamp(folder), device)
        if run is not None and same and run.dataset is not None:
            return network, run.dataset, epoch
        return network, self._dataset(spec.data), epoch


def _load_network(path: Path, epoch: int | None, stamp: int, device: str) -> Network:
    """`stamp` only tells cached networks of a folder apart that was trained further."""
    return RunFolder(path).load_network(epoch, device)


def _stamp(folder: RunFolder) -> int:
    try:
        return (folder.path / MODEL).stat().st_mtime_ns
    except FileNotFoundError:  # loading it says what is missing
        return 0


def _folder_of(run: Run) -> Path | None:
    return None if run.folder is None else run.folder.path.absolute()


class FollowedRequests:
    """Requests that are handled after every measurement, one a topic; `set` and `due` may be called by two threads."""

    def __init__(self) -> None:
        self._requests: dict[str, InspectRequest] = {}
        self._rest_until: dict[str, float] = {}  # time.monotonic()

    def set(self, topic: str, request: InspectRequest | None) -> None:
        """Handle `request` from now on; None: nothing."""
        self._rest_until.pop(topic, None)
        if request is None:
            self._requests.pop(topic, None)
        else:
            self._requests[topic] = request

    def due(self, run: Run) -> Iterator[SubmitRequest]:
        """The requests to handle now, about `run`; the time until the next one is asked for is that of handling it."""
        for topic, request in list(self._requests.items()):
            began = time.monotonic()
            if began < self._rest_until.get(topic, began):
                continue
            folder = None if run.folder is None else str(run.folder.path)
            yield SubmitRequest(FOLLOWED, topic, replace(request, folder=folder))
            now = time.monotonic()
            if now - began > QUICK_S:
                self._rest_until[topic] = now + (now - began) * (1 / SHARE - 1)
