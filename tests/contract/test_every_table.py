"""Every table that is exported holds names of strangers as text, never as formulas, and numbers as numbers."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from support.measuring import evaluation_result
from support.networks import bumps, trained

import robustgui as rg
from robustgui.api.adversarial_set import save_adversarial
from robustgui.base.csv_text import describe_table, description_path, restore
from robustgui.base.together import write_together
from robustgui.data import READERS, DataSettings, SequenceSet, load
from robustgui.data.writing import format_texts
from robustgui.evaluation.events import CurvePoint, SequencesMeasured
from robustgui.measurements.evaluation_csv import sequences_csv, table_csv
from robustgui.measurements.evaluation_result import EvaluationResult
from robustgui.models.gru import GRU

FORMULAS = ("=cmd|'/c calc'!A0", "+1+1", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "'=x", '=HYPERLINK("http://x","y")')
Table = list[list[str]]


def rows(text: str) -> Table:
    return list(csv.reader(io.StringIO(text, newline="")))


def evaluation() -> EvaluationResult:
    points = tuple(
        CurvePoint(name, 0.1, "=unit", "accuracy", 0.5, 0.4, 0.6, 9, (("=class", 4, 9),), "pgd") for name in FORMULAS
    )
    measured = tuple(SequencesMeasured(name, "pgd", False, (0, 1), (), (3, 3), (3, 3), ()) for name in FORMULAS)
    return evaluation_result("run", [rg.PGD()], rg.Linf(eps=0.1), [*points, *measured])


def plot_table() -> str:
    export = pytest.importorskip("robustgui.gui.plots.export")
    layer = pytest.importorskip("robustgui.gui.plots.layer")
    names = np.array(FORMULAS, dtype=object)
    values = -np.arange(float(len(names)))
    text: str = export.csv_text([layer.Table((FORMULAS[0], FORMULAS[1]), (names, values))])
    return text


def points_table() -> str:
    module = pytest.importorskip("robustgui.gui.pages.evaluate.export_points")
    curves = pytest.importorskip("robustgui.gui.pages.evaluate.curves")
    runs = []
    for name in FORMULAS:
        point = CurvePoint(name, 0.1, "std", "accuracy", 0.5, 0.4, 0.6, 9, (), "pgd")
        result = evaluation_result(name, (rg.PGD(),), rg.Linf(), (point,))
        runs.append(curves.RunEvaluation(Path("/runs", name.replace("/", "")), name, result))
    text: str = module.points_csv(curves.list_curves(runs))
    return text


TABLES: dict[str, Callable[[], str]] = {
    "cells": lambda: table_csv([evaluation()]),
    "sequences": lambda: sequences_csv([evaluation()]),
    "plot": plot_table,
    "points": points_table,
}


@pytest.mark.parametrize("name", TABLES)
def test_that_no_cell_of_a_table_is_a_formula(name: str) -> None:
    cells = [cell for row in rows(TABLES[name]()) for cell in row]
    assert not [cell for cell in cells if cell[:1] in tuple("=+@\t\r") or (cell[:1] == "-" and not is_number(cell))]
    assert {restore(cell) for cell in cells} >= {*FORMULAS}


def is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def test_that_negative_numbers_stay_numbers() -> None:
    cells = {cell for row in rows(plot_table())[1:] for cell in row}
    assert {"-1", "-7"} <= cells


@pytest.fixture(scope="module")
def sounds() -> tuple[rg.Attacked, SequenceSet]:
    part = bumps(12, seed=1, features=2)
    part = replace(part, classes=FORMULAS[: len(part.classes)], features=("=sensor", "-1"))
    network = trained(GRU(hidden=4, readout="last"), part, epochs=1).copy_with(classes=part.classes)
    return rg.attack(network, part, rg.FGSM(), rg.Linf(eps=0.3)), part


def test_that_sequences_are_read_back_with_their_names(tmp_path: Path, sounds: tuple[rg.Attacked, SequenceSet]) -> None:
    found, part = sounds
    for file in save_adversarial(found, part, tmp_path / "set.csv", seed=0)[:2]:
        cells = [cell for row in rows(file.read_text(encoding="utf-8")) for cell in row]
        assert not [cell for cell in cells if cell.startswith(("=", "+", "@"))]
        read = READERS["csv_long"]().read(file)
        assert read.features == part.features
        assert [read.classes[int(y)] for y in read.labels] == [part.classes[int(y)] for y in part.labels]


def test_that_a_table_of_others_is_read_as_it_is(tmp_path: Path, sounds: tuple[rg.Attacked, SequenceSet]) -> None:
    found, part = sounds
    file, _, description = save_adversarial(found, part, tmp_path / "set.csv", seed=0)
    description.unlink()
    assert READERS["csv_long"]().read(file).classes[0].startswith("'")


def test_that_texts_are_read_back_as_they_were(tmp_path: Path) -> None:
    texts = [f"{formula} what a lovely evening" for formula in FORMULAS]
    table = format_texts(texts, ["=good", "bad"] * (len(texts) // 2))
    assert not [row for row in rows(table) if row[0].startswith(("=", "+", "-", "@"))]
    file = tmp_path / "set.csv"
    write_together({file: table, description_path(file): describe_table({})})
    read = READERS["text_table"](text="text", label="label").read(file)
    assert ["".join(map(chr, text)) for text in read] == texts
    assert set(read.classes) == {"=good", "bad"}


def test_that_what_is_opened_again_needs_no_settings(tmp_path: Path, sounds: tuple[rg.Attacked, SequenceSet]) -> None:
    found, part = sounds
    file = save_adversarial(found, part, tmp_path / "set.csv", seed=0)[0]
    assert load(DataSettings(train=str(file))).train.features == part.features
