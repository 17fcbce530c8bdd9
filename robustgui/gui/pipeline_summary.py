"""The data pipeline from file to network: preprocessing and front ends, with the automatic ones."""

from __future__ import annotations

from dataclasses import dataclass

from ..base.errors import RobustGuiError, Sentence
from ..base.settings import Named
from ..data import Dataset
from ..models.front_chain import resolve_fronts
from ..models.fronts import Front
from ..runs.spec import RunSpec


@dataclass(frozen=True)
class PipelineSummary:
    """Steps in order; perturbations are added between the last preprocessing step and the first front end.

    Attributes:
        steps: of the preprocessing, as they were applied.
        configured: how many of them the configuration names; the others are automatic. None: the open data were
            prepared with another configuration than the present one.
        fronts: inside the network; None if those of the configuration are not applicable to the data.
        problem: why not.
    """

    steps: tuple[Named, ...]
    configured: int | None
    fronts: tuple[Front, ...] | None
    problem: Sentence | None = None


def summarise_pipeline(dataset: Dataset, spec: RunSpec) -> PipelineSummary:
    """Summarise what `spec` does to `dataset`; may read all values, so not in the window's own thread."""
    steps: tuple[Named, ...] = dataset.pipeline.steps if dataset.pipeline is not None else ()
    preparation = spec.data.preparation
    configured = len(preparation) if steps[: len(preparation)] == preparation else None
    try:
        return PipelineSummary(steps, configured, resolve_fronts(spec.front, dataset.train))
    except RobustGuiError as error:
        return PipelineSummary(steps, configured, None, error.sentence)


def is_applicable(cls: type[Named], *, symbolic: bool | None, behind_others: bool = False) -> bool:
    """Whether a step or front end applies to tokens (`symbolic`) or to values; None: no data are open.

    With `behind_others` an earlier one may have turned tokens into values.
    """
    takes = getattr(cls, "takes", "both")
    if symbolic is None or takes == "both":
        return True
    return bool(takes == ("tokens" if symbolic else "values") or (behind_others and symbolic and takes == "values"))
