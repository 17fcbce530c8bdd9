"""Networks called on a notebook's own sequences, sets that are sliced, and results as tables, files and pickles."""

from __future__ import annotations

import csv
import json
import pickle
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

import robustgui as rg
from robustgui.base.errors import ExistsError, RobustGuiError, RunError
from robustgui.base.tabular import Tabular
from robustgui.training import DeviceSettings

SHORT: dict[str, Any] = {
    "epochs": 2,
    "defence": rg.NoDefence(),
    "device": DeviceSettings(device="cpu", threads=1),
    "progress": False,
}
PGD, LINF = rg.PGD(steps=2), rg.Linf(eps=0.5)


def sequences() -> tuple[list[np.ndarray], list[str]]:
    stream = np.random.default_rng(0)
    y = ["even", "odd"] * 12
    return [stream.normal(size=(n, 2)).astype(np.float32) + (i % 2) for i, n in enumerate(stream.integers(3, 9, 24))], y


@pytest.fixture(scope="module")
def data() -> rg.LoadedData:
    return rg.load(*sequences(), name="walks")


@pytest.fixture(scope="module")
def run(data: rg.LoadedData, tmp_path_factory: pytest.TempPathFactory) -> rg.Run:
    return rg.train(data, model=rg.GRU(hidden=3), runs=tmp_path_factory.mktemp("runs"), **SHORT)


@pytest.fixture(scope="module")
def results(run: rg.Run, data: rg.LoadedData) -> dict[str, Tabular]:
    return {
        "run": run,
        "attacked": rg.attack(run.network, data, PGD, LINF),
        "curve": rg.robustness_curve(run.network, data, PGD, LINF, [0.1, 0.5]),
        "evaluation": rg.evaluate(run.network, data, [rg.FGSM(), PGD], LINF, [0.1, 0.5]),
        "audit": rg.audit(run.network, data, PGD, LINF, samples=4),
        "runs": rg.runs(run.folder.path.parent) if run.folder is not None else rg.runs(),
        "measured": rg.measure(run, MEASUREMENT),
        "compared": compare(run, data),
        "cross-check": rg.cross_check(run, data, LINF, libraries=["foolbox"], samples=4),
    }


def compare(run: rg.Run, data: rg.LoadedData) -> Tabular:
    """The differences between the run and another one."""
    assert run.folder is not None
    other = rg.train(data, model=rg.GRU(hidden=2), runs=run.folder.path.parent, **SHORT)
    for each in (run, other):
        rg.measure(each, MEASUREMENT)
    compared: Tabular = rg.compare(run, other)
    return compared


MEASUREMENT = rg.RobustnessEvaluation(attacks=("fgsm",), eps=(0.1,))  # type: ignore[arg-type]
RESULTS = ("run", "attacked", "curve", "evaluation", "audit", "runs", "measured", "compared", "cross-check")


def subclasses(cls: type) -> set[type]:
    """All classes below `cls` of the program."""
    below = {each for child in cls.__subclasses__() for each in (child, *subclasses(child))}
    return {each for each in below if each.__module__.startswith("robustgui.")}


def test_that_every_class_of_results_is_looked_at(results: dict[str, Tabular]) -> None:
    seen = {cls for result in results.values() for cls in type(result).__mro__}
    assert {cls.__name__ for cls in subclasses(Tabular) - seen} == set()


@pytest.mark.parametrize("name", RESULTS)
def test_that_a_result_is_shown_in_a_few_lines(name: str, results: dict[str, Tabular]) -> None:
    assert " object at 0x" not in repr(results[name])
    assert len(repr(results[name])) < 4000


def test_that_data_networks_and_settings_are_shown_in_a_line(run: rg.Run, data: rg.LoadedData) -> None:
    assert repr(data.test) == f"<walks: {len(data.test)} sequences of 3 to 7 steps; 2 features; 2 classes>"
    assert repr(run.network) == "<Network gru: 83 trainable parameters, 2 features to 2 outputs (classification)>"
    assert repr(run.folder) == f"<RunFolder {run.folder.path if run.folder else None}>"
    assert repr(rg.preview("example:japanese_vowels")).startswith("<Preview of example:japanese_vowels: ")
    texts = rg.load(["a b c", "b c a", "c a b"] * 4, task="next_token", preparation=["words"])
    assert repr(texts).endswith("tokens in the vocabulary; next tokens>")


def test_that_sets_are_compared_by_their_content(data: rg.LoadedData) -> None:
    again = rg.load(*sequences(), name="walks")
    assert again.train is not data.train
    assert again.train == data.train
    assert hash(again.train) == hash(data.train)
    assert data.train[:3] == data.train[[0, 1, 2]] == data.train[torch.tensor([0, 1, 2])]
    assert data.train[:3] != data.train[1:4]
    assert len(data.train[[]]) == 0
    assert data.train != "walks"


# Networks ------------------------------------------------------------------------------------------


def test_that_a_network_is_called_on_sequences_in_any_form(run: rg.Run, data: rg.LoadedData) -> None:
    network, part = run.network, data.test
    outputs = network(part)
    x, mask = part.pad()
    for form, lengths in (
        (list(part), None),
        (np.where(mask[..., None], x, np.nan), None),
        (x, mask.sum(1)),
        (data, None),
    ):
        np.testing.assert_allclose(network(form, lengths=lengths), outputs, rtol=1e-5, atol=1e-6)
    np.testing.assert_allclose(network(part[3]), outputs[3:4], rtol=1e-5, atol=1e-6)
    probabilities = network.predict(list(part))
    np.testing.assert_allclose(probabilities.sum(1), 1, rtol=1e-6)
    attacked = rg.attack(network, data, PGD, LINF)
    assert probabilities.argmax(1).tolist() == attacked.clean_predictions.tolist()
    assert network.predict(attacked.x_adv, lengths=attacked.lengths).argmax(1).tolist() == attacked.predictions.tolist()


def test_that_gradients_pass_through_a_network_that_is_called_on_a_tensor(run: rg.Run, data: rg.LoadedData) -> None:
    x, mask = data.test.pad()
    values = torch.tensor(x, requires_grad=True)
    outputs = run.network(values, torch.tensor(mask.sum(1)))
    np.testing.assert_allclose(outputs.detach().numpy(), run.network(data.test), rtol=1e-5, atol=1e-6)
    (gradient,) = torch.autograd.grad(outputs.sum(), values)
    assert gradient.abs().sum() > 0
    assert not gradient[~torch.tensor(mask)].any()


def test_that_a_text_network_reads_token_numbers_and_prepared_texts() -> None:
    data = rg.load([f"film {i} is {'good' if i % 2 else 'bad'}" for i in range(24)], [i % 2 for i in range(24)])
    network = rg.train(data, model=rg.GRU(hidden=3), **SHORT).network
    tokens = [data.test[i] for i in range(len(data.test))]
    np.testing.assert_allclose(network(tokens), network(data.test), rtol=1e-5, atol=1e-6)


@pytest.mark.parametrize(
    ("x", "sentence"),
    [
        (np.zeros((2, 4, 3)), "3 features, but the network was trained on 2"),
        (torch.zeros(2, 4, 3), r"shape \(B, T, 2\), not \(2, 4, 3\)"),
        (np.array([[[1.0, np.nan], [2.0, 3.0]]]), "Values are missing"),
        (["a text"], "not of the kind that the network reads"),
        (None, "of the type NoneType"),
    ],
)
def test_that_what_a_network_cannot_read_is_refused_with_a_sentence(x: Any, sentence: str, run: rg.Run) -> None:
    with pytest.raises(RobustGuiError, match=sentence):
        run.network.predict(x)


# Sets ----------------------------------------------------------------------------------------------


def test_that_a_set_is_sliced_and_iterated(data: rg.LoadedData) -> None:
    part = data.train
    first = part[:5]
    assert (len(first), first.classes, first.labels.tolist()) == (5, part.classes, part.labels[:5].tolist())
    assert [one.tobytes() for one in first] == [part[i].tobytes() for i in range(5)]
    assert part[-1].tobytes() == list(part)[-1].tobytes()
    assert part[[2, -1]][1].tobytes() == part[-1].tobytes()
    assert set(part[part.labels == 1].labels.tolist()) == {1}
    assert len(part[::2]) == -(-len(part) // 2)
    with pytest.raises(IndexError):
        part[len(part)]


def test_that_a_slice_is_attacked_as_the_same_sequences_of_the_whole(run: rg.Run, data: rg.LoadedData) -> None:
    assert rg.attack(run.network, data.test[:4], PGD, LINF).labels.tolist() == data.test.labels[:4].tolist()


# Results -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", RESULTS)
def test_that_a_result_is_a_table(name: str, results: dict[str, Tabular]) -> None:
    columns = results[name].columns()
    assert len({len(column) for column in columns.values()}) == 1
    text = results[name].to_csv()
    assert len(list(csv.reader(text.splitlines()))) == len(next(iter(columns.values()))) + 1


@pytest.mark.parametrize("name", RESULTS)
def test_that_a_result_is_a_frame_and_a_table_for_latex(name: str, results: dict[str, Tabular], tmp_path: Path) -> None:
    pandas = pytest.importorskip("pandas")
    frame = results[name].to_frame()
    assert isinstance(frame, pandas.DataFrame)
    assert list(frame.columns) == list(results[name].columns())
    assert r"\begin{tabular}" in results[name].to_latex(tmp_path / "table.tex")
    assert (tmp_path / "table.tex").is_file()


def test_that_frames_without_pandas_say_how_to_install_it(
    results: dict[str, Tabular], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(RunError, match="pip install pandas"):
        results["curve"].to_frame()


def test_that_a_file_is_not_replaced_without_being_asked(results: dict[str, Tabular], tmp_path: Path) -> None:
    path = tmp_path / "curve.json"
    results["curve"].save(path)
    assert [row["eps"] for row in json.loads(path.read_text())] == [0.1, 0.5]
    with pytest.raises(ExistsError):
        results["curve"].save(path)
    results["curve"].save(path, overwrite=True)
    with pytest.raises(RunError, match="no known ending"):
        results["curve"].save(tmp_path / "curve.xyz")
    for name in ("attacked", "evaluation"):
        results[name].to_csv(tmp_path / f"{name}.csv")
        with pytest.raises(ExistsError):
            results[name].to_csv(tmp_path / f"{name}.csv")


def test_that_an_attack_is_saved_and_read_again(results: dict[str, Tabular], tmp_path: Path) -> None:
    attacked = results["attacked"]
    assert isinstance(attacked, rg.Attacked)
    attacked.save(tmp_path / "attacked.npz")
    with np.load(tmp_path / "attacked.npz") as stored:
        assert np.array_equal(stored["x_adv"], attacked.x_adv)


def test_that_predicted_numbers_have_errors_in_place_of_classes() -> None:
    x, _ = sequences()
    data = rg.load(x, np.linspace(0, 1, 24))
    attacked = rg.attack(rg.train(data, model=rg.GRU(hidden=3), **SHORT).network, data, PGD, LINF)
    assert {"clean_error", "adversarial_error", "linf_in_data_units"} <= set(attacked.columns())


# Pickles -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", RESULTS)
def test_that_results_survive_pickle(name: str, results: dict[str, Tabular]) -> None:
    again = pickle.loads(pickle.dumps(results[name]))
    assert repr(again) == repr(results[name])
    assert again.to_csv() == results[name].to_csv()


def test_that_a_run_survives_pickle_with_network_and_data(run: rg.Run, data: rg.LoadedData) -> None:
    again = pickle.loads(pickle.dumps(run))
    assert again.losses.tolist() == run.losses.tolist()
    assert np.array_equal(again.network.predict(again.dataset.test), run.network.predict(data.test))
    assert again.folder.path == run.folder.path  # type: ignore[union-attr]


@pytest.mark.parametrize("step", ["fill", "mask", {"name": "choose_features", "names": ["feature 1"]}, "drop_features"])
def test_that_prepared_data_survive_pickle(step: Any) -> None:
    x, y = sequences()
    x[3][0, 1] = np.nan
    data = rg.load(x, y, preparation=(step,))
    again = pickle.loads(pickle.dumps(data))
    assert again.is_as_loaded
    assert np.array_equal(
        again.pipeline(data.objects.parts["train"]).values, data.pipeline(data.objects.parts["train"]).values
    )


PARALLEL = """
import pickle, sys
import joblib, robustgui as rg

def train(data, short, seed):
    return rg.train(data, model=rg.GRU(hidden=3), seed=seed, **short)

if __name__ == "__main__":
    data, short = pickle.load(open(sys.argv[1], "rb"))
    runs = joblib.Parallel(n_jobs=2)(joblib.delayed(train)(data, short, seed) for seed in range(2))
    pickle.dump([(run.spec.seed, run.losses.tolist()) for run in runs], open(sys.argv[2], "wb"))
"""


def test_that_seeds_run_in_parallel(data: rg.LoadedData, tmp_path: Path) -> None:
    """In a process of its own: joblib leaves processes of its own until the one that called it ends."""
    pytest.importorskip("joblib")
    script, given, results = (tmp_path / name for name in ("parallel.py", "given.pkl", "results.pkl"))
    script.write_text(PARALLEL, encoding="utf-8")
    given.write_bytes(pickle.dumps((data, SHORT)))
    subprocess.run([sys.executable, str(script), str(given), str(results)], check=True, timeout=120)
    (_, first), (seed, second) = pickle.loads(results.read_bytes())
    assert first != second
    assert second == rg.train(data, model=rg.GRU(hidden=3), seed=seed, **SHORT).losses.tolist()


def test_that_the_norms_of_a_table_are_in_the_unit_of_the_budget(run: rg.Run, data: rg.LoadedData) -> None:
    result = rg.attack(run.network, data.test, rg.FGSM(), rg.Linf(eps=0.2))
    norms = np.array(result.columns()["norm"])
    assert set(norms.round(5)) == {0.0, 0.2}  # misclassified ones are not attacked
