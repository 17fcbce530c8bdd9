"""Which questions to the engine have no answer yet, which were withdrawn, and which follow a run."""

from __future__ import annotations

from ..engine.messages import Answer, Ask, Follow, Question, Refusal
from ..evaluation.inspect_request import InspectRequest
from .engine_link import EngineLink


class OpenQuestions:
    """Of each topic the newest one counts. Nothing is sent before the engine is warm; then everything is."""

    def __init__(self, link: EngineLink) -> None:
        self._link = link
        self._warm = False
        self._asked: dict[str, Ask] = {}  # the newest of each topic that has no answer yet
        self._forgotten: dict[str, int] = {}  # of each topic the newest question that was withdrawn
        self._followed: dict[str, Follow] = {}  # of each topic what is answered after every measurement

    def __bool__(self) -> bool:
        return bool(self._asked)

    def ask(self, question_id: int, topic: str, question: Question) -> None:
        """Ask once."""
        ask = self._asked[topic] = Ask(question_id, topic, question)
        if self._warm:
            self._link.send(ask)

    def follow(self, topic: str, question: InspectRequest | None) -> None:
        """Have `question` answered after every measurement; None: no more."""
        follow = Follow(topic, question)
        if self._followed.get(topic, Follow(topic, None)) != follow:
            self._followed[topic] = follow
            if self._warm:
                self._link.send(follow)

    def forget_inspections(self) -> None:
        """Questions about sequences that were asked so far have no answer any more."""
        for topic, ask in list(self._asked.items()):
            if isinstance(ask.question, InspectRequest):
                del self._asked[topic]
                self._forgotten[topic] = ask.question_id

    def send_all(self) -> None:
        """The engine is warm: whatever waits for it."""
        self._warm = True
        for follow in self._followed.values():
            self._link.send(follow)
        for ask in self._asked.values():
            self._link.send(ask)

    def give_up(self) -> list[str]:
        """The engine is gone: the topics of questions that are not asked again; perhaps it died of one of them."""
        self._warm = False
        topics, self._asked = list(self._asked), {}
        return topics

    def takes(self, reply: Answer | Refusal) -> bool:
        """Whether anyone is to hear of `reply`.

        An answer to an older question is worth showing while the newest one is under way; a refusal is not. Answers
        to questions that follow a run are always reported.
        """
        if 0 < reply.question_id <= self._forgotten.get(reply.topic, 0):
            return False
        asked = self._asked.get(reply.topic)
        newest = asked is not None and asked.question_id == reply.question_id
        if newest:
            del self._asked[reply.topic]
        return newest or isinstance(reply, Answer)
