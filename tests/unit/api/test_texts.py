"""Texts in a notebook: trained, attacked on embeddings and on tokens, and asked what comes next."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

import robustgui as rg
from robustgui.base.errors import RunError
from robustgui.base.events import RunFailed
from robustgui.evaluation.numeric_metrics import compute_baseline
from robustgui.runs.events import RunFinished
from robustgui.runs.spec import RunSpec
from robustgui.runs.training_run import TrainingRun
from robustgui.training.events import EpochDone

GOOD, BAD, ANY = ("lovely", "great", "happy"), ("awful", "sad", "broken"), ("the", "day", "was", "a", "film", "very")
FAST = {
    "training.epochs": 6, "training.batch_size": 16, "training.lr": 0.02, "model.hidden": 8, "model.readout": "mean",
    "defence": "none", "watch.every": 6, "device.device": "cpu", "device.threads": 1,
}  # fmt: skip


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A hundred sentences, each with two words of its mood."""
    stream = np.random.default_rng(0)
    lines = ["label,text"]
    for number in range(100):
        words = [*stream.choice(ANY, 4), *stream.choice(GOOD if number % 2 else BAD, 2)]
        lines.append(f"{'good' if number % 2 else 'bad'},{' '.join(stream.permutation(words))}")
    path = tmp_path_factory.mktemp("texts") / "moods.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def spec_of(file: Path, **changes: object) -> RunSpec:
    return RunSpec().replace_paths({"data.train": str(file), "data.format": "text_table", **FAST, **changes})


@pytest.fixture(scope="module")
def run(file: Path, tmp_path_factory: pytest.TempPathFactory) -> rg.Run:
    return rg.train(spec_of(file), runs=tmp_path_factory.mktemp("runs"), progress=False)


def test_that_replaced_words_are_given_back_as_texts(run: rg.Run) -> None:
    part = run.dataset.test
    found = rg.attack(run.network, part, rg.HotFlip(), rg.Substitutions(eps=1, unit="edits"))
    assert found.x.dtype == found.x_adv.dtype == np.int64
    assert found.x.shape == found.x_adv.shape == found.mask.shape
    assert ((found.x != found.x_adv).sum(1) <= 1).all()
    assert np.array_equal(found.x_adv[~found.mask], found.x[~found.mask])
    assert found.robust_accuracy < found.clean_accuracy
    fooled = int(np.flatnonzero(found.is_success)[0])
    words, clean = found.texts[fooled].split(), part.text(fooled).split()
    assert sum(a != b for a, b in zip(words, clean, strict=True)) == 1
    assert found.cost.queries > found.cost.gradients > 0


def test_that_slips_and_words_put_in_are_given_back_as_written(run: rg.Run) -> None:
    part = run.dataset.test
    slips = rg.attack(run.network, part, rg.Typos(), rg.Edits(eps=1, unit="edits"))
    assert slips.clean_texts == tuple(part.text(row) for row in range(len(part)))
    vocabulary = set(part.vocabulary)
    row = next(row for row in range(len(part)) if set(slips.words[row]) - vocabulary)
    assert "<unk>" not in slips.texts[row]
    assert 0 in slips.x_adv[row][slips.mask_adv[row]]
    longer = rg.attack(run.network, part, rg.EditSearch(), rg.Edits(eps=2, unit="edits", per="word", substitute=False,
                       delete=False, swap=False))  # fmt: skip
    sizes = longer.mask_adv.sum(1) - longer.lengths
    assert set(sizes.tolist()) <= {0, 1, 2}
    assert sizes[longer.is_success].min() >= 1
    for row in range(len(part)):
        tokens = longer.x_adv[row][longer.mask_adv[row]]
        assert tuple(part.vocabulary[token] for token in tokens) == longer.words[row]


def test_that_moved_embeddings_are_given_back_as_vectors(run: rg.Run) -> None:
    found = rg.attack(run.network, run.dataset.test, rg.PGD(steps=4), rg.Linf(eps=0.5))
    N, T = found.x.shape
    assert found.x_adv.shape == (N, T, 64)
    assert found.texts == ()
    table = run.network.table.detach().numpy().astype(float)
    moved = (found.x_adv - table[found.x]) / table.std(0)
    assert np.abs(moved[found.mask]).max() <= 0.5 + 1e-5
    assert not found.x_adv[~found.mask].any()
    assert "embeddings" in found._repr_html_()


def test_that_a_stored_text_network_says_the_same(run: rg.Run) -> None:
    assert run.folder is not None
    again = rg.load_run(run.folder.path)
    threat = rg.Substitutions(eps=0.2)
    first = rg.attack(run.network, run.dataset.test, rg.HotFlip(), threat)
    second = rg.attack(again.network, again.dataset.test, rg.HotFlip(), threat)
    np.testing.assert_array_equal(first.x_adv, second.x_adv)


def test_that_a_curve_over_replaced_words_falls(run: rg.Run) -> None:
    curve = rg.robustness_curve(run.network, run.dataset, rg.HotFlip(), rg.Substitutions, [0, 1, 2])
    assert list(curve.accuracy) == sorted(curve.accuracy, reverse=True)
    assert curve.accuracy[-1] < curve.accuracy[0]


def test_that_words_cut_in_another_way_are_refused(run: rg.Run, file: Path) -> None:
    other = rg.load(file, format="text_table", preparation=[{"name": "words", "size": 5}])
    with pytest.raises(RunError, match="tokenised differently"):
        rg.attack(run.network, other.test, rg.HotFlip(), rg.Substitutions())


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"watch.attack": "pgd", "watch.threat": "substitutions"}, "perturbs values, but the threat"),
        ({"watch.attack": "hotflip"}, "replaces tokens, but the threat"),
        ({"defence": {"name": "adversarial_training", "threat": {"name": "substitutions"}}}, "Choose another attack"),
        ({"training.loss": "mse", "data.task": "next_token"}, "squared error is not defined for tokens"),
    ],
)
def test_that_a_spec_that_cannot_be_carried_out_is_refused_before_it_starts(
    file: Path, changes: dict[str, object], sentence: str
) -> None:
    ending = list(TrainingRun(spec_of(file, **changes)).events())[-1]
    assert isinstance(ending, RunFailed)
    assert sentence in str(ending.message)
    assert not ending.details


def test_that_values_cannot_be_attacked_by_replacing_tokens() -> None:
    spec = RunSpec().replace_paths({"watch.threat": "substitutions", "watch.attack": "hotflip", "defence": "none"})
    ending = list(TrainingRun(spec).events())[-1]
    assert isinstance(ending, RunFailed)
    assert "but the data are values" in str(ending.message)


@pytest.mark.parametrize(
    "defence",
    [
        {"name": "adversarial_training", "attack": {"name": "pgd", "steps": 2}},
        {
            "name": "adversarial_training",
            "attack": {"name": "hotflip", "tries": 2},
            "threat": {"name": "substitutions"},
        },
        {"name": "noise_augmentation", "threat": {"name": "substitutions"}},
    ],
    ids=["embeddings", "replaced words", "random words"],
)
def test_that_text_is_trained_with_every_defence(file: Path, defence: dict[str, object]) -> None:
    ending = list(TrainingRun(spec_of(file, defence=defence)).events())[-1]
    assert isinstance(ending, RunFinished), ending
    assert ending.clean > 0.8


@pytest.mark.filterwarnings("ignore::robustgui.base.errors.TrainedOnWarning")  # there are few different lines
def test_that_a_language_model_is_trained_and_reported_with_its_baseline(tmp_path: Path) -> None:
    stream = np.random.default_rng(0)
    lines = []
    for start in stream.integers(0, 6, 80):
        steps = np.where(stream.random(9) < 0.85, 1, stream.integers(0, 6, 9))
        lines.append(" ".join(ANY[place] for place in (start + np.cumsum(steps)) % 6))
    file = tmp_path / "rounds.csv"
    file.write_text("label,text\n" + "".join(f"{number % 2}x,{line}\n" for number, line in enumerate(lines)))
    task = {"data.task": {"name": "next_token", "by": "lines"}, "watch.attack": {"name": "pgd", "steps": 2}}
    run = TrainingRun(spec_of(file, **task))
    events = list(run.events())
    ending = events[-1]
    assert isinstance(ending, RunFinished), ending
    assert ending.metric == "bits"
    assert ending.baseline == compute_baseline(run.dataset.test)
    assert ending.clean < ending.baseline - 0.5
    assert ending.attacked > ending.clean
    measured = next(event for event in events if isinstance(event, EpochDone))
    assert measured.baseline == pytest.approx(ending.baseline, rel=0.1)
    found = rg.attack(run.network, run.dataset.test, rg.HotFlip(tries=2), rg.Substitutions(eps=0.2))
    ends = np.arange(len(found.x)), found.lengths - 1  # nothing reads the last token
    assert np.array_equal(found.x_adv[ends], found.x[ends])
    assert (found.attacked_answers.errors >= found.clean_answers.errors).all()
