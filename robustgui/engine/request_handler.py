"""Answers questions about the network that is training, or about any stored epoch of any stored run."""

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
from ..models.exports.formats import Exported
from ..runs.building import make_paths_absolute
from ..runs.folder import MODEL, RunFolder
from ..training.devices import resolve_device
from .messages import Ask, Export, IdentifyNetwork, Question, Reply
from .work import Run, Stop

if TYPE_CHECKING:
    from ..data import Dataset
    from ..models.network import Network

UNREQUESTED = 0  # the `question_id` of these answers: no single question stands behind them
QUICK_S = 0.25  # an answer that takes no longer is given with every measurement
SHARE = 0.25  # of the time that slower answers may take; measurements in between are left out
NETWORKS = 16  # kept while someone drags the slider of epochs to and fro
DATASETS = 2


class RequestHandler:
    """Keeps what was loaded for the last questions; lives as long as the engine."""

    def __init__(self) -> None:
        self._planes = PcaCache()
        self._network = lru_cache(maxsize=NETWORKS)(_load_network)
        self._dataset = lru_cache(maxsize=DATASETS)(load)

    def __call__(self, question: Question, run: Run | None, stop: Stop) -> Reply:
        """The answer, from `run` (what is training, or trained last) as it is at this moment, or from a stored run.

        Raises:
            RunError: there is no such run, network, split, sequence or layer.
            Interrupted: `stop` said so.
        """
        if isinstance(question, IdentifyNetwork):
            return self._identify(question, stop)
        if isinstance(question, Export):
            return self._exported(question)
        network, dataset, epoch = self._found(question, run)
        return inspect(network, dataset, question, epoch=epoch, planes=self._planes, stop=stop)

    def _identify(self, question: IdentifyNetwork, stop: Stop) -> Identification:
        data = make_paths_absolute(question.request.data)
        return rank_hypotheses(question.request, self._dataset(data), stop=stop)[1]

    def _exported(self, question: Export) -> Exported:
        folder = RunFolder(Path(question.folder))
        steps = 0
        if question.format == "torch_export":
            spec = folder.spec()
            dataset = self._dataset(spec.data)
            steps = max(int(part.lengths.max()) for part in (dataset.train, dataset.test))
        replaces = [*map(Path, question.replaces)]
        return export_network(
            folder.load_network(), Path(question.file), question.format, steps=steps, overwrite=replaces
        )

    def _found(self, question: InspectRequest, run: Run | None) -> tuple[Network, Dataset, int]:
        if question.folder is None and run is None:
            raise RunError("No network is training. Press Train, or choose a stored run.")
        same = run is not None and (question.folder is None or _folder_of(run) == Path(question.folder).absolute())
        if run is not None and same and (question.folder is None or question.epoch is None):
            if run.network is not None and run.dataset is not None:
                return run.network, run.dataset, run.epoch
            if question.folder is None:
                raise RunError("The network is not built yet: the data are still being read. Try again in a moment.")
        assert question.folder is not None  # only a question about a stored run gets here
        folder = RunFolder(Path(question.folder))
        spec = folder.spec()
        epoch = question.epoch if question.epoch is not None else max(folder.epochs(), default=0)
        try:
            device = resolve_device(spec.device)
        except DeviceError:  # it was trained on another machine
            device = "cpu"
        network = self._network(folder.path.absolute(), question.epoch, _stamp(folder), device)
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
    """One question a topic; changed by the commanding thread, read by the thread of the device."""

    def __init__(self) -> None:
        self._questions: dict[str, InspectRequest] = {}
        self._rest_until: dict[str, float] = {}  # time.monotonic()

    def set(self, topic: str, question: InspectRequest | None) -> None:
        """Follow `question` from now on; None: nothing."""
        self._rest_until.pop(topic, None)
        if question is None:
            self._questions.pop(topic, None)
        else:
            self._questions[topic] = question

    def due(self, run: Run) -> Iterator[Ask]:
        """The questions to answer now, about `run`; the time between two of them is that of an answer."""
        for topic, question in list(self._questions.items()):
            began = time.monotonic()
            if began < self._rest_until.get(topic, began):
                continue
            folder = None if run.folder is None else str(run.folder.path)
            yield Ask(UNREQUESTED, topic, replace(question, folder=folder))
            now = time.monotonic()
            if now - began > QUICK_S:
                self._rest_until[topic] = now + (now - began) * (1 / SHARE - 1)
