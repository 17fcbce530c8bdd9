"""Text attacks beside TextAttack's on one network: `python tests/bench/bench_text.py tweets_GroundTruth.txt [texts]`.

Both replace at most two words of each tweet, by words one slip away. Printed are the share of tweets that are still
answered rightly, how often the network was asked, and seconds.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path

from robustgui.attacks.base import Attack
from robustgui.attacks.edit_search import EditSearch
from robustgui.attacks.greedy_words import GreedyWords
from robustgui.attacks.hotflip import HotFlip
from robustgui.attacks.noise import Noise
from robustgui.attacks.typos import Typos
from robustgui.threats.edits import Edits

sys.path.insert(0, str(Path(__file__).parents[1]))
from support.textattack_peer import UNKNOWN, Outcome, TextCase, import_textattack, text_case

EDITS = 2
OURS: dict[str, Attack] = {
    "noise": Noise(),
    "typos": Typos(tries=1000),
    "greedy words, deletion": GreedyWords(tries=1000),
    "greedy words, unknown": GreedyWords(tries=1000, rank="unknown"),
    "greedy words, PWWS": GreedyWords(tries=1000, rank="saliency"),
    "edit search": EditSearch(tries=1000),
    "HotFlip": HotFlip(),
}


def main() -> int:
    """Measure and print."""
    file, count = Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 100
    case = text_case(file, "words", test=count, epochs=4, train=4000)
    print(f"{count} tweets, {EDITS} edits, clean {case.clean:.3f}")
    for name, attack in OURS.items():
        threat = Edits(eps=EDITS, unit="edits")
        _told(name, lambda attack=attack, threat=threat: case.ours(attack, threat))
    import_textattack()
    for rank in ("delete", "unk", "weighted-saliency"):
        _told(f"TextAttack, {rank}", lambda rank=rank: _theirs(case, rank))
    return 0


def _theirs(case: TextCase, rank: str) -> Outcome:
    from textattack.search_methods import GreedyWordSwapWIR
    from textattack.transformations import (
        CompositeTransformation,
        WordSwapNeighboringCharacterSwap,
        WordSwapRandomCharacterDeletion,
        WordSwapRandomCharacterInsertion,
        WordSwapRandomCharacterSubstitution,
    )

    kinds = (
        WordSwapNeighboringCharacterSwap, WordSwapRandomCharacterSubstitution, WordSwapRandomCharacterDeletion,
        WordSwapRandomCharacterInsertion,
    )  # fmt: skip
    swap = CompositeTransformation([kind(random_one=False) for kind in kinds])
    return case.theirs(GreedyWordSwapWIR(wir_method=rank, unk_token=UNKNOWN), swap, EDITS)


def _told(name: str, measure: Callable[[], Outcome]) -> None:
    began = time.perf_counter()
    found = measure()
    seconds = time.perf_counter() - began
    print(f"{name:32} robust {found.robust:.3f}  queries {found.queries:7d}  {seconds:6.2f} s", flush=True)


if __name__ == "__main__":
    sys.exit(main())
