"""Requests to the engine that have no reply yet, that were withdrawn, and that follow a run."""

from __future__ import annotations

from ..engine.executor import Executor
from ..engine.messages import FollowRequest, Request, RequestDone, RequestFailed, SubmitRequest
from ..evaluation.inspect_request import InspectRequest


class OpenRequests:
    """Of each topic the newest one counts. Nothing is sent before the engine is warm; then everything is."""

    def __init__(self, executor: Executor) -> None:
        self._executor = executor
        self._warm = False
        self._open: dict[str, SubmitRequest] = {}  # the newest of each topic that has no reply yet
        self._forgotten: dict[str, int] = {}  # of each topic the newest request that was withdrawn
        self._followed: dict[str, FollowRequest] = {}  # of each topic what is handled after every measurement

    def __bool__(self) -> bool:
        return bool(self._open)

    def submit(self, request_id: int, topic: str, request: Request) -> None:
        """Have `request` handled once."""
        command = self._open[topic] = SubmitRequest(request_id, topic, request)
        if self._warm:
            self._executor.send(command)

    def follow(self, topic: str, request: InspectRequest | None) -> None:
        """Have `request` handled after every measurement; None: no more."""
        command = FollowRequest(topic, request)
        if self._followed.get(topic, FollowRequest(topic, None)) != command:
            self._followed[topic] = command
            if self._warm:
                self._executor.send(command)

    def forget_inspect_requests(self) -> None:
        """Replies to inspection requests that were sent so far are not wanted any more."""
        for topic, command in list(self._open.items()):
            if isinstance(command.request, InspectRequest):
                del self._open[topic]
                self._forgotten[topic] = command.request_id

    def send_all(self) -> None:
        """The engine is warm: send whatever waits for it."""
        self._warm = True
        for followed in self._followed.values():
            self._executor.send(followed)
        for command in self._open.values():
            self._executor.send(command)

    def give_up(self) -> list[str]:
        """The engine is gone: the topics of requests that are not sent again; perhaps it crashed at one of them."""
        self._warm = False
        topics, self._open = list(self._open), {}
        return topics

    def takes(self, reply: RequestDone | RequestFailed) -> bool:
        """Whether `reply` is to be reported.

        A reply to an older request is worth showing while the newest one is under way; a failure is not. Replies to
        requests that follow a run are always reported.
        """
        if 0 < reply.request_id <= self._forgotten.get(reply.topic, 0):
            return False
        newest = reply.topic in self._open and self._open[reply.topic].request_id == reply.request_id
        if newest:
            del self._open[reply.topic]
        return newest or isinstance(reply, RequestDone)
