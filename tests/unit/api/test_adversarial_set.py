"""Attacked sequences on disk are the attacked sequences again, whichever of our readers opens them."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from support.networks import VOCABULARY, bumps, moods, rising, trained

import robustgui as rg
from robustgui.api.adversarial_set import save_adversarial
from robustgui.api.attacked import Attacked
from robustgui.base.errors import RobustGuiError
from robustgui.data import READERS, DataSettings, SequenceSet
from robustgui.data.import_preview import preview
from robustgui.models.gru import GRU


def attacked(part: SequenceSet, threat: object | None = None) -> Attacked:
    network = trained(GRU(hidden=4, readout="last"), part, epochs=1)
    network = network.copy_with(classes=part.classes, targets=part.target_names)
    return rg.attack(network, part, rg.FGSM(), threat or rg.Linf(eps=0.3))  # type: ignore[arg-type]


def rows(found: Attacked, which: str = "x_adv") -> list[np.ndarray]:
    return [row[valid].astype(np.float32) for row, valid in zip(getattr(found, which), found.mask, strict=True)]


def same(read: SequenceSet, found: Attacked, which: str = "x_adv") -> None:
    for one, other in zip(read, rows(found, which), strict=True):
        np.testing.assert_array_equal(one, other)
    names = [found.classes[int(label)] for label in found.labels]
    assert [read.classes[int(label)] for label in read.labels] == names


@pytest.mark.parametrize("ending", ["ts", "csv"])
@pytest.mark.parametrize("features", [1, 2])
def test_that_tables_hold_the_very_values(tmp_path: Path, ending: str, features: int) -> None:
    part = replace(bumps(12, seed=1, features=features), name="bumps of all sorts")
    found = attacked(part)
    files = save_adversarial(found, part, tmp_path / f"set.{ending}", seed=7)
    reader = READERS["csv_long" if ending == "csv" else "ts"]()
    same(reader.read(files[0]), found)
    same(reader.read(files[1]), found, "x")
    meta = json.loads(files[2].read_text(encoding="utf-8"))
    assert (meta["attack"]["name"], meta["threat"]["eps"], meta["seed"]) == ("fgsm", 0.3, 7)
    assert meta["lengths"] == part.lengths.tolist()


def test_that_an_archive_holds_both_and_what_was_done(tmp_path: Path) -> None:
    part = bumps(12, seed=1)
    found = attacked(part)
    (file,) = save_adversarial(found, part, tmp_path / "set.npz", seed=7)
    for settings in ({}, {"sequences": "x"}, {"sequences": "x_adv"}):
        read = READERS["npz"](**settings).read(file)
        same(read, found)
        assert "the adversarial inputs (x_adv) are read" in " ".join(map(str, read.notes))
        assert not [note for note in read.notes if note.severity == "warning"]
    clean = READERS["npz"](inputs="clean").read(file)
    same(clean, found, "x")
    assert "its clean inputs (x) are read" in " ".join(map(str, clean.notes))
    shown = preview(DataSettings(train=str(file)))
    assert any("adversarial inputs (x_adv) are read" in str(fact) for fact in shown.facts)
    same(READERS["npz"]().guess(file).read(file), found)
    with np.load(file, allow_pickle=False) as stored:
        assert json.loads(str(stored["meta"]))["threat"]["name"] == "linf"


def test_that_sound_is_written_without_rounding(tmp_path: Path) -> None:
    part = replace(bumps(9, seed=2, features=1), sample_rate=8000.0, kind="speech")
    found = attacked(part)
    save_adversarial(found, part, tmp_path / "clips", seed=0)
    read = READERS["wav_folder"]().read(tmp_path / "clips" / "attacked")
    assert read.sample_rate == 8000
    wanted = sorted(
        (found.classes[int(label)], row.tobytes()) for label, row in zip(found.labels, rows(found), strict=True)
    )
    assert sorted((read.classes[int(y)], x.tobytes()) for y, x in zip(read.labels, read, strict=True)) == wanted


def test_that_texts_are_written_as_words(tmp_path: Path) -> None:
    part = moods(10, seed=1)
    network = trained(GRU(hidden=4, readout="last"), part, epochs=1)
    network = network.copy_with(classes=part.classes, targets=part.target_names)
    found = rg.attack(network, part, rg.HotFlip(), rg.Substitutions(eps=2))
    files = save_adversarial(found, part, tmp_path / "set.csv", seed=0)
    read = READERS["text_table"](text="text", label="label").read(files[0])
    assert ["".join(map(chr, text)) for text in read] == list(found.texts)
    assert set(" ".join(found.texts).split()) <= set(" ".join(VOCABULARY).split())


def test_that_targets_are_kept(tmp_path: Path) -> None:
    part = rising(12, seed=1)
    found = attacked(part)
    files = save_adversarial(found, part, tmp_path / "set.ts", seed=0)
    np.testing.assert_array_equal(READERS["ts"]().read(files[0]).labels, part.labels)


@pytest.mark.parametrize(
    ("name", "message"),
    [("set.doc", "is not a known format"), ("nowhere/set.npz", "folder does not exist"), ("clips", "no sample rate")],
)
def test_that_what_cannot_be_stored_is_said(tmp_path: Path, name: str, message: str) -> None:
    part = bumps(6, seed=1)
    with pytest.raises(RobustGuiError, match=message):
        save_adversarial(attacked(part), part, tmp_path / name, seed=0)
