"""A source before it is opened: reader, facts, warnings, problems, suggestions, and columns that get other roles."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, ClassVar

import numpy as np
import pytest

from robustgui.base.settings import AsTuple, setting
from robustgui.data import DataSettings, SequenceSet
from robustgui.data import import_preview as previewing
from robustgui.data.column_roles import roles_of, with_role
from robustgui.data.formats.base import Preview, Reader
from robustgui.data.import_preview import preview


class Columns(Reader):
    """A reader whose columns are chosen by settings."""

    suffixes: ClassVar[tuple[str, ...]] = ()
    roles: ClassVar[Mapping[str, str]] = {"label": "label", "value": "values", "": "left_out", "time": "nowhere"}
    label: str = setting("", title="Label", help="Empty: found out.")
    values: Annotated[tuple[str, ...], AsTuple] = setting((), title="Values", help="Empty: all others.")
    left_out: Annotated[tuple[str, ...], AsTuple] = setting((), title="Excluded columns", help="Not read.")

    @classmethod
    def sniff(cls, head: bytes, path: Path) -> float:
        return 0.0

    @classmethod
    def sample(cls, folder: Path) -> Path:
        return folder

    def read(self, path: Path, limit: int | None = None) -> SequenceSet:
        raise NotImplementedError


SHOWN = Preview(("a", "b", "c", "d"), (), ("label", "value", "value", ""))


def saved(folder: Path, **arrays: Any) -> str:
    file = folder / "made.npz"
    np.savez(file, **arrays)
    return str(file)


def test_that_a_preview_names_the_reader_that_was_found(tmp_path):
    rng = np.random.default_rng(0)
    source = saved(tmp_path, x=rng.normal(size=(8, 5)), y=np.arange(8) % 2)
    found = preview(DataSettings(train=source))
    assert found.settings.format.name == "npz"
    assert found.preview is not None
    assert len(found.preview.rows) == 8
    assert found.problem is None
    assert found.summary is not None
    assert sum(part.sequences for part in found.summary.splits) == 8


def test_that_constant_features_and_missing_values_are_warned_of(tmp_path):
    x = np.ones((12, 5, 2))
    x[:, :, 0] = np.random.default_rng(0).normal(size=(12, 5))
    x[3, 2, 0] = np.nan
    warnings = " ".join(map(str, preview(DataSettings(train=saved(tmp_path, x=x, y=np.arange(12) % 2))).warnings))
    assert "are constant in the training data" in warnings
    assert "Missing values: 1. Handled by: Fill missing values." in warnings


def test_that_a_problem_names_its_line_and_nothing_is_raised(tmp_path):
    file = tmp_path / "broken.tsv"
    file.write_text("1\t0.5\t1\n2\t0.5\tx\n1\t1\t2\n")
    found = preview(DataSettings(train=str(file)))
    assert found.dataset is None
    assert "line 2" in str(found.problem)


def test_that_a_source_that_is_not_there_is_a_sentence(tmp_path):
    found = preview(DataSettings(train=str(tmp_path / "gone.csv")))
    assert "gone.csv" in str(found.problem)
    assert found.preview is None


def test_that_only_the_beginning_of_a_large_source_is_looked_at(tmp_path, monkeypatch):
    monkeypatch.setattr(previewing, "_LARGE_BYTES", 100)
    monkeypatch.setattr(previewing, "FIRST", 6)
    source = saved(tmp_path, x=np.random.default_rng(0).normal(size=(40, 5)), y=np.arange(40) % 2)
    found = preview(DataSettings(train=source))
    assert found.first == 6
    assert found.summary is not None
    assert sum(part.sequences for part in found.summary.splits) == 6


def test_that_the_size_of_a_folder_counts_its_files(tmp_path, monkeypatch):
    monkeypatch.setattr(previewing, "_LARGE_BYTES", 100)
    (tmp_path / "inner").mkdir()
    (tmp_path / "inner" / "a").write_bytes(b"x" * 60)
    assert not previewing.is_large(tmp_path)
    (tmp_path / "b").write_bytes(b"x" * 60)
    assert previewing.is_large(tmp_path)


def test_that_a_reader_that_was_corrected_is_not_asked_to_guess(tmp_path, monkeypatch):
    source = saved(tmp_path, x=np.random.default_rng(0).normal(size=(8, 5)), y=np.arange(8) % 2)
    settings = preview(DataSettings(train=source)).settings
    monkeypatch.setattr(type(settings.format), "guess", lambda *_: pytest.fail("asked to guess"))
    assert preview(settings, guess=False).settings == settings


def test_that_roles_without_a_setting_cannot_be_chosen():
    assert roles_of(Columns()) == ("label", "value", "")


def test_that_a_column_becomes_the_label_and_the_old_label_is_free():
    reader = with_role(Columns(label="a", values=("b", "c")), SHOWN, 2, "label")
    assert (reader.label, reader.values) == ("c", ("b",))


def test_that_columns_found_by_themselves_stay_with_a_column_that_joins_them():
    reader = with_role(Columns(label="a"), SHOWN, 3, "value")
    assert reader.values == ("b", "c", "d")


def test_that_a_value_that_is_left_out_is_named_as_such():
    reader = with_role(Columns(), SHOWN, 1, "")
    assert (reader.values, reader.left_out) == ((), ("b", "d"))


def test_that_columns_of_one_role_stand_in_the_order_of_the_table():
    reader = with_role(Columns(label="a", values=("c",)), SHOWN, 1, "value")
    assert reader.values == ("b", "c")


def test_that_a_label_that_becomes_a_value_is_not_found_out_again():
    reader = with_role(Columns(label="a"), SHOWN, 0, "value")
    assert (reader.label, reader.values) == ("-", ("a", "b", "c"))


def test_that_a_column_that_is_left_out_again_is_no_longer_named():
    reader = with_role(Columns(label="-", left_out=("d",)), SHOWN, 3, "label")
    assert (reader.label, reader.left_out) == ("d", ())


def test_that_the_label_of_a_table_is_changed_by_its_columns(tmp_path):
    file = tmp_path / "made.csv"
    file.write_text("kind,a,b,c,who\n" + "".join(f"{i % 2},{i}.5,1.25,{i}.75,{'xy'[i % 2]}\n" for i in range(12)))
    found = preview(DataSettings(train=str(file), format={"name": "csv"}))
    assert found.preview is not None
    reader = with_role(found.settings.format, found.preview, found.preview.header.index("who"), "label")
    again = preview(found.settings.copy_with(format=reader), guess=False)
    assert again.dataset is not None
    assert again.dataset.train.classes == ("x", "y")


def test_that_of_prices_the_closing_one_is_offered_to_be_forecast(tmp_path):
    file = tmp_path / "prices.csv"
    days = "".join(
        f"2020-01-{day:02},{10 + day},{11 + day},{9 + day},{10.5 + day},{1e6 * day}\n" for day in range(1, 29)
    )
    file.write_text("Date,Open,High,Low,Close,Volume\n" + days)
    found = preview(DataSettings(train=str(file)))
    changes = dict(found.suggestions[0].changes)
    assert found.problem is not None
    assert (changes["task"], changes["task.targets"]) == ("forecasting", ("Close",))
    assert preview(found.settings.replace_paths(changes), guess=False).problem is None  # also with as few days as these
