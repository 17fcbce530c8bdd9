"""Takes the pictures of the README anew: a real window, in which three networks are trained, measured and looked at.

    make screenshots

Everything happens in a temporary folder of runs; the pictures go to docs/pictures/<page>-<language>-<theme>.png.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import cast

from support.measuring import audit_job, evaluate_job

from robustgui.attacks.pgd import PGD
from robustgui.engine.messages import TrainJob
from robustgui.evaluation.decision_change import find_decision_change
from robustgui.gui.contents import Contents
from robustgui.gui.pages.data.page import DataPage
from robustgui.gui.pages.evaluate.page import EvaluatePage
from robustgui.gui.pages.inspect.page import InspectPage
from robustgui.gui.screenshot import open_window, take, wait_until
from robustgui.gui.session import Selection
from robustgui.runs.spec import RunSpec
from robustgui.threats.linf import Linf

PICTURES = Path(__file__).parents[1] / "docs" / "pictures"
PATIENCE_S = 600.0
EPS = (0.0, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4)
RUNS = {
    "adversarial": {},
    "noise": {"defence": "noise_augmentation"},
    "undefended": {"defence": "none"},
}
KINDS = {"synthetic_vowels": "speech", "synthetic_reviews": "text", "synthetic_prices": "forecast"}  # example to preset
WANTED = (("train", "dark"), ("data", "light"), ("evaluate", "light"), ("runs", "light"), ("inspect", "light"))


def main() -> int:
    """Train, measure, find a sequence with a decision change, and take the pictures in both languages."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, open_window("en", "light", runs=Path(folder)) as contents:
        _import(contents, Path(folder))
        for key in KINDS:
            _kind(contents, key)
        _open(contents, "example:japanese_vowels")
        runs = _train(contents)
        _evaluate(contents, runs)
        _audit(contents, runs["adversarial"])
        contents.session.set_ticks(tuple(runs.values()))
        contents.session.set_run(runs["undefended"])
        _find_decision_change(contents)
        for language in ("en", "zh"):
            for page, theme in WANTED:
                _dress(contents, language, theme)
                contents.session.set_run(runs["undefended" if page == "inspect" else "adversarial"])
                if page == "inspect":
                    _wait_for_answer(contents)
                take(contents, page, PICTURES / f"{page}-{language}-{theme}.png", PATIENCE_S, overwrite=True)
    return 0


def _open(contents: Contents, source: str) -> None:
    """Open an example and wait until it is there."""
    contents.session.dataset_requested.emit(source)
    wait_until(lambda: getattr(contents.session.dataset, "train", None) is not None
               and contents.session.dataset.train.source == source, PATIENCE_S)  # fmt: skip
    wait_until(lambda: contents.session.spec.data.train == source, PATIENCE_S)


def _import(contents: Contents, folder: Path) -> None:
    """The sheet that is shown before a table is opened: prices of a made-up share, a day a line."""
    import numpy as np

    chance = np.random.default_rng(0)
    close = 100 * np.exp(np.cumsum(chance.normal(0, 0.01, 800)))
    days = np.datetime64("2022-01-03") + np.arange(800)
    rows = [
        f"{day};{price:.2f};{volume}"
        for day, price, volume in zip(days, close, chance.integers(100_000, 900_000, 800), strict=True)
    ]
    table = folder / "share.csv"
    table.write_text("\n".join(["date;close;volume", *rows]).replace(".", ","), encoding="utf-8")
    sheet = cast(DataPage, contents.pages.page("data")).sheet
    for language in ("en", "zh"):
        _dress(contents, language, "light")
        contents.pages.show_page("data")
        contents.session.preview_requested.emit(str(table))
        wait_until(lambda: sheet.isVisible() and not sheet.busy, PATIENCE_S)
        take(contents, "data", PICTURES / f"import-{language}-light.png", PATIENCE_S, overwrite=True)
        sheet.cancel()


def _kind(contents: Contents, key: str) -> None:
    """Train on one kind of data by its preset, and look at an attacked sequence."""
    from robustgui.gui.presets import list_shipped_presets, with_preset

    source = f"example:{key}"
    _open(contents, source)
    preset = next(preset for preset in list_shipped_presets() if preset.file.stem == KINDS[key])
    spec = with_preset(preset, contents.session.spec).replace_paths({"name": key, "training.epochs": 6})
    contents.session.spec_proposed.emit(spec)
    row = contents.jobs.submit(TrainJob(spec, str(contents.session.runs_folder)), spec.label)
    wait_until(lambda: row.status.is_over, PATIENCE_S)
    contents.session.set_run(row.folder)
    contents.session.select(Selection("test", 2))
    for language in ("en", "zh"):
        _dress(contents, language, "light")
        _wait_for_answer(contents)
        take(contents, "inspect", PICTURES / f"{KINDS[key]}-{language}-light.png", PATIENCE_S, overwrite=True)


def _train(contents: Contents) -> dict[str, Path]:
    rows = {}
    for name, changes in RUNS.items():
        spec = RunSpec().replace_paths({"name": name, **changes})
        rows[name] = contents.jobs.submit(TrainJob(spec, str(contents.session.runs_folder)), spec.label)
    wait_until(lambda: all(row.status.is_over for row in rows.values()), PATIENCE_S)
    return {name: row.folder for name, row in rows.items() if row.folder is not None}


def _evaluate(contents: Contents, runs: dict[str, Path]) -> None:
    job = evaluate_job(tuple(str(run) for run in runs.values()), (PGD(steps=20),), Linf(eps=0.1), EPS)
    row = contents.jobs.submit(job, "robust accuracy")
    wait_until(lambda: row.status.is_over, PATIENCE_S)


def _audit(contents: Contents, run: Path) -> None:
    """An audit of one run, and its pictures."""
    contents.session.set_ticks((run,))
    row = contents.jobs.submit(audit_job(str(run), PGD(steps=20), Linf(eps=0.1), samples=100), "audit")
    wait_until(lambda: row.status.is_over, PATIENCE_S)
    contents.pages.show_page("evaluate")  # what is stored is read for someone who looks
    page = cast(EvaluatePage, contents.pages.page("evaluate"))
    page.tabs.setCurrentWidget(page.audit)
    wait_until(lambda: bool(page.audit.cards), PATIENCE_S)
    for language in ("en", "zh"):
        _dress(contents, language, "light")
        take(contents, "evaluate", PICTURES / f"audit-{language}-light.png", PATIENCE_S, overwrite=True)
    page.tabs.setCurrentIndex(0)


def _inspect_page(contents: Contents) -> InspectPage:
    return cast(InspectPage, contents.pages.page("inspect"))


def _wait_for_answer(contents: Contents) -> None:
    contents.pages.show_page("inspect")
    page, run, chosen = _inspect_page(contents), contents.session.run, contents.session.selection

    def answered() -> bool:
        found = page.found
        return (
            found is not None
            and chosen is not None
            and (found.request.folder, found.request.index)
            == (
                str(run),
                chosen.index,
            )
        )

    wait_until(answered, PATIENCE_S)


def _find_decision_change(contents: Contents) -> None:
    """Select the first test sequence that the attack turns in the middle of its time, with the cursor at that step."""
    page, dataset = _inspect_page(contents), contents.session.dataset
    assert dataset is not None  # `opened` waits for it
    for index in range(len(dataset.test)):
        contents.session.select(Selection("test", index))
        _wait_for_answer(contents)
        found = page.found
        change = None if found is None else find_decision_change(found, found.returned)
        if found is not None and change is not None and 4 <= change.state < len(found.clean) - 2:
            page.time_cursor.move(change.state)
            return


def _dress(contents: Contents, language: str, theme: str) -> None:
    from robustgui.gui.language import current_language
    from robustgui.gui.theme import current_theme

    if current_language() != language:
        contents.window.appearance.switch_language()
    if current_theme().name != theme:
        contents.window.appearance.switch_theme()


if __name__ == "__main__":
    sys.exit(main())
