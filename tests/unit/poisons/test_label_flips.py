"""How many labels are flipped, and to what."""

from __future__ import annotations

import numpy as np
import pytest
from support.networks import bumps

from robustgui.base.errors import RunError
from robustgui.poisons.label_flips import LabelFlips

DATA = bumps(300, seed=0)


@pytest.mark.parametrize("share", [0.1, 0.5, 1.0])
def test_that_the_share_of_labels_is_wrong_afterwards(share: float) -> None:
    found = LabelFlips(share=share).apply(DATA, 1)
    wrong = np.flatnonzero(found.data.labels != DATA.labels)
    assert len(wrong) == round(share * 300)
    assert wrong.tolist() == found.changed.tolist()
    assert found.data.values is DATA.values


def test_that_all_other_classes_are_as_likely() -> None:
    labels = LabelFlips(share=1.0).apply(DATA, 1).data.labels
    for true in range(3):
        counts = np.bincount(labels[DATA.labels == true], minlength=3)
        assert counts[true] == 0
        assert counts[counts > 0].min() > 0.35 * counts.sum()


def test_that_a_pair_flips_one_class_to_the_other_alone() -> None:
    found = LabelFlips(share=0.2, kind="pair", class_from="late", class_to="0").apply(DATA, 1)
    assert len(found.changed) == 60
    assert (DATA.labels[found.changed] == 2).all()
    assert (found.data.labels[found.changed] == 0).all()


def test_that_a_pair_flips_no_more_than_there_are() -> None:
    found = LabelFlips(share=1.0, kind="pair", class_from="0", class_to="1").apply(DATA, 1)
    assert len(found.changed) == int((DATA.labels == 0).sum())


def test_that_an_unknown_class_is_named_with_those_that_are() -> None:
    with pytest.raises(RunError, match=r"'noon'.*early, middle, late"):
        LabelFlips(kind="pair", class_from="noon").apply(DATA, 1)


def test_that_a_class_cannot_be_flipped_to_itself() -> None:
    with pytest.raises(RunError, match="two different classes"):
        LabelFlips(kind="pair", class_from="early", class_to="0").apply(DATA, 1)
