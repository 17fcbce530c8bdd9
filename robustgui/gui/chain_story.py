"""What happens to the open data on their way to the network, with what is added by itself."""

from __future__ import annotations

from dataclasses import dataclass

from ..base.errors import RobustGuiError, Sentence
from ..base.settings import Named
from ..data import Dataset
from ..models.assembly import resolved
from ..models.fronts import Front
from ..runs.spec import RunSpec


@dataclass(frozen=True)
class ChainStory:
    """Steps in order; the attacker stands between the last step of the preparation and the first front end.

    Attributes:
        steps: of the preparation, as they were applied.
        chosen: how many of them were chosen; the others were added by themselves. None: the open data were prepared
            in another way than the configuration says now.
        fronts: inside the network; None if those of the configuration do not suit the data.
        problem: why not.
    """

    steps: tuple[Named, ...]
    chosen: int | None
    fronts: tuple[Front, ...] | None
    problem: Sentence | None = None


def told(dataset: Dataset, spec: RunSpec) -> ChainStory:
    """The story of `dataset` and `spec`; may look through all values, so not in the window's own thread."""
    steps: tuple[Named, ...] = dataset.pipeline.steps if dataset.pipeline is not None else ()
    wanted = spec.data.preparation
    chosen = len(wanted) if steps[: len(wanted)] == wanted else None
    try:
        return ChainStory(steps, chosen, resolved(spec.front, dataset.train))
    except RobustGuiError as error:
        return ChainStory(steps, chosen, None, error.sentence)


def suits(cls: type[Named], *, symbolic: bool | None, behind_others: bool = False) -> bool:
    """Whether a step or front end can be applied to tokens (`symbolic`) or to values; None: nothing is known.

    With `behind_others` the first one may have made values of tokens.
    """
    takes = getattr(cls, "takes", "both")
    if symbolic is None or takes == "both":
        return True
    return bool(takes == ("tokens" if symbolic else "values") or (behind_others and symbolic and takes == "values"))
