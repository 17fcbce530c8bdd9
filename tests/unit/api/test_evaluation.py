"""Several attacks at several budgets in a notebook."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from support.measuring import evaluation_run

import robustgui as rg
from robustgui.base.errors import RunError
from robustgui.evaluation.events import RunsCompared
from robustgui.training.settings import DeviceSettings

CPU = DeviceSettings(device="cpu", threads=1)
EPS = [3.0, 0.0, 1.0]


@pytest.fixture(scope="module")
def data(tiny_file: Path) -> rg.LoadedData:
    return rg.load(tiny_file)


@pytest.fixture(scope="module")
def run(data: rg.LoadedData, tmp_path_factory: pytest.TempPathFactory) -> rg.Run:
    return rg.train(
        data, model=rg.GRU(hidden=5, readout="last"), defence=rg.NoDefence(), device=CPU, epochs=4, batch_size=8,
        lr=0.05, runs=tmp_path_factory.mktemp("runs"), progress=False,
    )  # fmt: skip


@pytest.fixture(scope="module")
def found(run: rg.Run) -> rg.Evaluation:
    return rg.evaluate(run.network, run.dataset, [rg.Noise(), rg.PGD(steps=3)], rg.Linf, EPS, name="mine")


def test_that_the_tables_have_a_row_for_each_attack_and_the_worst(found: rg.Evaluation) -> None:
    assert found.rows == ("noise", "pgd", "worst")
    assert found.eps.tolist() == [0, 1, 3]
    for table in (found.score, found.low, found.high, found.cost("seconds"), found.size("l2"), found.size("dtw")):
        assert table.shape == (3, 3)
    assert (found.worst == found.score.min(0)).all()
    assert (found.low <= found.score).all()
    assert found.per_class.shape == (3, 3, 2)
    assert np.allclose((found.success_eps[:, None] > found.eps[:, None]).mean(2), found.score)
    assert found.cost("gradients")[2].tolist() == found.cost("gradients")[:2].sum(0).tolist()


def test_that_a_notebook_gets_the_numbers_of_a_stored_evaluation(run: rg.Run, found: rg.Evaluation) -> None:
    assert run.folder is not None
    job = evaluation_run([run.folder.path], [rg.Noise(), rg.PGD(steps=3)], rg.Linf(), EPS)
    list(job.events())
    stored = job.results[0]
    assert [point.value for point in stored.points] == [point.value for point in found.stored.points]
    assert [row.success_eps for row in stored.sequences] == [row.success_eps for row in found.stored.sequences]


def test_that_an_evaluation_shows_itself(found: rg.Evaluation) -> None:
    assert f"3: {found.worst[-1]:.4f}" in repr(found)
    html = found._repr_html_()
    assert html.count("<tr>") == 4
    assert "eps 1<" in html
    assert len(found.to_csv().splitlines()) == 10
    assert len(found.to_csv(sequences=True).splitlines()) == 1 + 3 * 12


def test_that_two_evaluations_are_compared(run: rg.Run, data: rg.LoadedData, found: rg.Evaluation) -> None:
    other = rg.train(
        data, model=rg.GRU(hidden=4, readout="last"), defence=rg.NoDefence(), device=CPU, epochs=1, progress=False
    ).network
    beside = rg.evaluate(other, run.dataset, [rg.Noise(), rg.PGD(steps=3)], rg.Linf(), EPS)
    first, *more = found.compared_with(beside)
    assert isinstance(first, RunsCompared)
    assert first.difference == pytest.approx(beside.clean - found.clean)
    assert len(more) == 9


def test_that_nothing_to_do_is_explained(run: rg.Run) -> None:
    with pytest.raises(RunError, match="at least one attack"):
        rg.evaluate(run.network, run.dataset, [], rg.Linf, EPS)
    with pytest.raises(RunError, match="at least one attack"):
        rg.evaluate(run.network, run.dataset, rg.PGD(), rg.Linf, [])
