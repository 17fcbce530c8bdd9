"""TextAttack asked the same question: our network, our texts, its search."""

from __future__ import annotations

import os
import random
import re
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest
import torch
from torch import Tensor

from robustgui.attacks.base import Attack
from robustgui.attacks.cost import Cost
from robustgui.attacks.run import run_attack
from robustgui.data import SequenceSet
from robustgui.data.raw_text import pack_texts
from robustgui.data.steps import STEPS
from robustgui.data.tokens import Tokeniser
from robustgui.models.batch import to_batch
from robustgui.models.gru import GRU
from robustgui.models.network import Network
from robustgui.threats import Threat

from .networks import token_network

UNKNOWN = "zzqzzqz"  # a word that is in no vocabulary


@dataclass(frozen=True)
class Outcome:
    """What an attack on texts achieved.

    Attributes:
        robust: share of all texts that are still answered rightly.
        queries: how often the network was asked about texts that it answers rightly.
    """

    robust: float
    queries: int


@dataclass(frozen=True)
class TextCase:
    """A network that has learned texts of plain words, how it cuts them, and texts it has not seen."""

    network: Network
    tokeniser: Tokeniser
    test: SequenceSet
    texts: tuple[str, ...]

    @property
    def clean(self) -> float:
        """Accuracy without an attack."""
        return float(self._right().double().mean())

    def _right(self) -> Tensor:
        x, y, mask = to_batch(self.test, np.arange(len(self.test)), self.network.space)
        with self.network.evaluating(), torch.no_grad():
            return self.network.outputs(x, mask).argmax(1) == y

    def scores(self, texts: Sequence[str]) -> Tensor:
        """What the network says of texts as they are written, (n, 2) logits."""
        cut = self.tokeniser(raw_set(texts, [0] * len(texts)))
        x, _, mask = to_batch(cut, np.arange(len(cut)), self.network.space)
        with self.network.evaluating(), torch.no_grad():
            return self.network.outputs(x, mask)

    def ours(self, attack: Attack, threat: Threat) -> Outcome:
        """Our attack on all texts."""
        x, y, mask = to_batch(self.test, np.arange(len(self.test)), self.network.space)
        cost = Cost()
        found = run_attack(attack, self.network, x, y, mask, threat, seed=0, cost=cost)
        with self.network.evaluating(), torch.no_grad():
            right = self.network.outputs(found.x, found.mask).argmax(1) == y
        return Outcome(float(right.double().mean()), cost.queries - len(x))  # the first answer is given to all

    def theirs(self, search: object, transformation: object, edits: int) -> Outcome:
        """TextAttack's: at most `edits` words, each once."""
        textattack = import_textattack()
        from textattack.constraints.overlap import MaxWordsPerturbed
        from textattack.constraints.pre_transformation import RepeatModification
        from textattack.goal_functions import UntargetedClassification
        from textattack.models.wrappers import ModelWrapper

        case = self

        class Wrapper(ModelWrapper):
            model = self.network.module

            def __call__(self, texts: Sequence[str]) -> Tensor:
                return case.scores(texts)

        goal = UntargetedClassification(Wrapper(), use_cache=True)
        constraints = [RepeatModification(), MaxWordsPerturbed(max_num_words=edits)]
        attack = textattack.Attack(goal, constraints, transformation, search)
        random.seed(0)
        np.random.seed(0)  # noqa: NPY002 (what it draws from)
        stands, queries = 0, 0
        for text, label, right in zip(self.texts, self.test.labels.tolist(), self._right().tolist(), strict=True):
            if not right:
                continue
            result = attack.attack(text, label)
            stands += not isinstance(result, textattack.attack_results.SuccessfulAttackResult)
            queries += result.num_queries - 1
        return Outcome(stands / len(self.texts), queries)


def import_textattack() -> ModuleType:
    """TextAttack, without the downloads of its first start; skips the test where it is not installed."""
    folder = Path(tempfile.gettempdir()) / "robustgui_textattack"
    folder.mkdir(exist_ok=True)
    (folder / "post_install_check_3").touch()
    os.environ["TA_CACHE_DIR"] = str(folder)
    try:
        import textattack
    except (ImportError, LookupError) as error:  # the latter: word lists that it would have to download
        pytest.skip(f"TextAttack cannot be imported: {error}")
    return textattack


def raw_set(texts: Sequence[str], labels: Sequence[int]) -> SequenceSet:
    """Texts that no step has cut yet."""
    values, offsets = pack_texts(texts)
    return SequenceSet.pack(
        name="texts", values=values, offsets=offsets, labels=np.array(labels, np.int64), classes=("bad", "good"),
        features=("token",), kind="text",
    )  # fmt: skip


def tweets(file: Path, count: int) -> tuple[list[str], list[int]]:
    """Tweets of VADER as small letters and blanks, 5 to 20 words of two letters at least, with a clear mood."""
    texts, labels = [], []
    for line in file.read_text(encoding="utf-8", errors="replace").splitlines():
        _, mood, text = line.split("\t", 2)
        words = [word for word in re.findall(r"[a-z]+", text.lower().replace("&amp;", " ")) if len(word) > 1]
        if 5 <= len(words) <= 20 and abs(float(mood)) > 1:
            texts.append(" ".join(words))
            labels.append(int(float(mood) > 0))
    return texts[:count], labels[:count]


def text_case(file: Path, step: str, *, test: int, epochs: int, train: int = 1500) -> TextCase:
    """A network trained on tweets that are cut by `step` ("words" or "characters")."""
    texts, labels = tweets(file, train + test)
    rows = np.random.default_rng(0).permutation(len(texts))
    texts, labels = [texts[row] for row in rows], [labels[row] for row in rows]
    raw = raw_set(texts[test:], labels[test:])
    tokeniser = STEPS[step](**({"size": 2000, "least": 2} if step == "words" else {})).fit(raw)
    assert isinstance(tokeniser, Tokeniser)
    learned, part = tokeniser(raw), tokeniser(raw_set(texts[:test], labels[:test]))
    network = token_network(
        GRU(hidden=24, readout="max"), outputs=2, vocabulary=tokeniser.vocabulary.tokens, size=16
    )  # fmt: skip
    optimiser = torch.optim.Adam(network.module.parameters(), 5e-3)
    stream = np.random.default_rng(0)
    for _ in range(epochs):
        for indices in np.array_split(stream.permutation(len(learned)), -(-len(learned) // 64)):
            x, y, mask = to_batch(learned, indices, network.space)
            optimiser.zero_grad()
            network.losses(network.outputs(x, mask), y).mean().backward()
            optimiser.step()
    optimiser.zero_grad(set_to_none=True)
    return TextCase(network, tokeniser, part, tuple(texts[:test]))


def write_list(path: Path, choices: dict[str, Sequence[str]]) -> str:
    """A list of what may stand in the place of what, as the threat `edits` reads it."""
    lines = [f"{word}\t{' '.join(others)}" for word, others in choices.items() if others]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return str(path)


def candidates(transformation: object, words: Sequence[str]) -> dict[str, list[str]]:
    """What a word swap of TextAttack makes of single words."""
    found = {}
    for word in words:
        others = dict.fromkeys(transformation._get_replacement_words(word))  # type: ignore[attr-defined]
        found[word] = [other.lower() for other in others if other and other.lower() != word]
    return found
