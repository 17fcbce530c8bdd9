"""Advice for a training that does not learn: changes of its settings, the most promising first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ..base.errors import Sentence
from .automatic_settings import resolve_automatic

if TYPE_CHECKING:
    from ..data import SequenceSet
    from .spec import RunSpec

_FAR = 1.5  # times the automatic value
_MOST = 4


@dataclass(frozen=True)
class Offer:
    """One change: its title, and dotted paths of settings with their new values."""

    title: Sentence
    changes: dict[str, Any]


def suggest_changes(spec: RunSpec, train: SequenceSet) -> tuple[Offer, ...]:
    """At most four alternative changes of `spec`, the settings of a run on `train` that does not learn."""
    usual = resolve_automatic(
        spec.replace_paths({"training.epochs": None, "training.lr": None, "training.batch_size": None}), train
    )
    model, training, defence = spec.model, spec.training, spec.defence
    lr, usual_lr = training.lr or 0.0, usual.training.lr or 0.0
    offers: list[Offer] = []

    for title, changes in model.list_easier(train.task == "next_token"):
        offers.append(Offer(title, {f"model.{field}": value for field, value in changes.items()}))
    if lr > _FAR * usual_lr:
        offers.append(Offer(Sentence("Lower the learning rate"), {"training.lr": usual_lr}))
    elif lr * _FAR < usual_lr:
        offers.append(Offer(Sentence("Raise the learning rate"), {"training.lr": usual_lr}))
    for title, changes in defence.list_easier():
        offers.append(Offer(title, {f"defence.{field}": value for field, value in changes.items()}))
    if (easier := model.find_easier_network()) is not None:
        offers.append(Offer(easier[0], {"model": easier[1]}))
    longer = max(2 * (training.epochs or 1), usual.training.epochs or 1)
    offers.append(
        Offer(
            Sentence("Train longer ({epochs} {epochs:epoch|epochs})", {"epochs": longer}), {"training.epochs": longer}
        )
    )
    if defence.name != "none":
        offers.append(Offer(Sentence("Train without a defence"), {"defence": "none"}))
    if lr == usual_lr:
        offers.append(Offer(Sentence("Raise the learning rate"), {"training.lr": 2 * usual_lr}))
    return tuple(offers[:_MOST])
