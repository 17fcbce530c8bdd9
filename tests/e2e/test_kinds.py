"""Every kind of data from its example to the attacked sequence, in a real window."""

from __future__ import annotations

import pytest

from robustgui.data import EXAMPLES
from robustgui.engine.messages import Inspection
from robustgui.gui.session import Selection
from robustgui.runs.events import RunFinished

from .conftest import quick_spec

CASES = {
    "digits": {},
    "synthetic_vowels": {"front": [{"name": "log_mel", "bands": 16, "window": 32.0, "hop": 20.0}, "normalise"]},
    "synthetic_beats": {},
    "synthetic_reviews": {"watch.attack": "hotflip", "watch.threat": "substitutions"},
    "synthetic_prices": {"training.lr": 2e-3},
}


@pytest.mark.parametrize("key", CASES)
def test_that_a_kind_of_data_is_opened_trained_and_attacked(open_lab, key: str) -> None:
    lab = open_lab(data=f"example:{key}")
    lab.warm()
    kind = lab.contents.session.dataset.train.kind
    spec = quick_spec(data__train=f"example:{key}", defence="none", watch__samples=10)
    spec = spec.replace_paths({"watch.attack": {"name": "pgd", "steps": 2}} | CASES[key])
    row = lab.train(spec)
    lab.finish(row)
    finished = lab.events[row][-1]
    assert isinstance(finished, RunFinished)
    worse = finished.attacked >= finished.clean if finished.metric == "mse" else finished.attacked <= finished.clean
    assert worse

    answers: list[Inspection] = []
    lab.contents.jobs.request_done.connect(lambda topic, reply: answers.append(reply) if topic == "inspect" else None)
    lab.press("ctrl+4")
    lab.wait(lambda: lab.contents.pages.current_key == "inspect", 10_000)
    lab.contents.session.select(Selection("test", 1))
    lab.wait(lambda: bool(answers) and answers[-1].request.index == 1, 60_000)
    assert answers[-1].kind == kind
    stage = lab.contents.pages.page("inspect").frame.stage
    lab.wait(lambda: any(kind in view.kinds and view.isVisible() for view in stage.views), 10_000)


def test_that_every_example_of_a_formula_is_tried() -> None:
    assert set(CASES) == set(EXAMPLES) - {"japanese_vowels"}  # which all other tests use
