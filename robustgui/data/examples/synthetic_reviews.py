"""Short opinions in English and Chinese from a small grammar."""

from __future__ import annotations

from typing import ClassVar

import numpy as np

from ..sequence_set import SequenceSet
from .base import EXAMPLES, PREFIX, Example

_ENGLISH = {
    "good": (
        "wonderful",
        "moving",
        "clever",
        "beautiful",
        "brilliant",
        "charming",
        "gripping",
        "fresh",
        "warm",
        "honest",
    ),
    "bad": ("dull", "boring", "clumsy", "tedious", "shallow", "awful", "noisy", "stale", "cold", "dishonest"),
    "things": ("film", "story", "music", "acting", "ending", "dialogue", "picture", "cast", "script", "pace"),
    "patterns": (
        "The {thing} was {more}{word}.",
        "A {word} {thing}, and the {other} is {more}{same} too.",
        "I found the {thing} {more}{word}!",
        "The {thing} is {opposite} at first, but in the end it is {more}{word}.",
        "Not {opposite} at all: the {thing} is {word}.",
        "My friends called the {thing} {opposite}; I thought it was {more}{word}.",
        "What a {word} {thing}...",
    ),
}
_CHINESE = {
    "good": ("精彩", "动人", "巧妙", "优美", "出色", "迷人", "新鲜", "温暖", "真诚"),
    "bad": ("无聊", "乏味", "笨拙", "沉闷", "肤浅", "糟糕", "吵闹", "陈旧", "冷漠"),
    "things": ("电影", "故事", "音乐", "表演", "结局", "对白", "画面", "演员", "剧本", "节奏"),
    "patterns": (
        "这部戏的{thing}很{word}。",
        "{thing}非常{word}，{other}也{same}。",
        "一开始{thing}有点{opposite}，最后却很{word}！",
        "{thing}一点也不{opposite}，而是{word}。",
        "朋友们说{thing}{opposite}，我却觉得{word}。",
    ),
}
_STRENGTHS = ("", "", "very ", "really ", "quite ", "so ")


@EXAMPLES.register("synthetic_reviews")
class SyntheticReviews(Example):
    """Synthetic reviews in English and Chinese in which word order decides the class."""

    title: ClassVar[str] = "Reviews in two languages (synthetic)"
    description: ClassVar[str] = (
        "Short film reviews in English and Chinese, generated from a small grammar; the network classifies them as "
        "praise or blame. 900 texts; replacing one word often changes the class."
    )
    licence: ClassVar[str] = "Synthetic data, generated from a grammar by this program; free for any use"
    order: ClassVar[int] = 5

    @classmethod
    def open(cls) -> tuple[SequenceSet, None]:
        """See `Example.open`."""
        chance = np.random.default_rng(2013)
        labels = chance.integers(0, 2, 900)
        texts = [_sentence(bool(label), bool(chance.random() < 0.4), chance) for label in labels]
        points = [np.array(list(map(ord, text)), np.int32) for text in texts]
        return SequenceSet.pack(
            name=cls.title,
            values=np.concatenate(points),
            offsets=np.concatenate([[0], np.cumsum([len(p) for p in points])]),
            labels=labels.astype(np.int64),
            classes=("blame", "praise"),
            features=("token",),
            kind="text",
            source=PREFIX + cls.name,
        ), None


def _sentence(praise: bool, chinese: bool, chance: np.random.Generator) -> str:
    """One or two sentences of one opinion."""
    words = _CHINESE if chinese else _ENGLISH
    fitting, opposite = (words["good"], words["bad"]) if praise else (words["bad"], words["good"])
    sentences = []
    for _ in range(int(chance.integers(1, 3))):
        thing, second_thing = chance.choice(words["things"], 2, replace=False)
        word, same = chance.choice(fitting, 2, replace=False)
        pattern = str(chance.choice(words["patterns"]))
        more, wrong = chance.choice(_STRENGTHS), chance.choice(opposite)
        sentences.append(
            pattern.format(thing=thing, other=second_thing, word=word, same=same, opposite=wrong, more=more)
        )
    return ("" if chinese else " ").join(sentences)
