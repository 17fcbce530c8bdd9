"""Questions that are answered with every measurement of a run, and how much of its time they may take."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace

from ..evaluation.inspect_request import InspectRequest
from .messages import Ask
from .work import Run

UNREQUESTED = 0  # the `question_id` of these answers: no single question stands behind them
QUICK_S = 0.25  # an answer that takes no longer is given with every measurement
SHARE = 0.25  # of the time that slower answers may take; measurements in between are left out


class FollowedQuestions:
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
