"""What happens to the open data on their way to the network, with what is added by itself."""

from __future__ import annotations

from dataclasses import dataclass

from ..base.errors import RobustGuiError
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
    """

    steps: tuple[Named, ...]
    chosen: int | None
    fronts: tuple[Front, ...] | None


def told(dataset: Dataset, spec: RunSpec) -> ChainStory:
    """The story of `dataset` and `spec`; may look through all values, so not in the window's own thread."""
    steps: tuple[Named, ...] = dataset.pipeline.steps if dataset.pipeline is not None else ()
    wanted = spec.data.preparation
    try:
        fronts = resolved(spec.front, dataset.train)
    except RobustGuiError:
        fronts = None
    return ChainStory(steps, len(wanted) if steps[: len(wanted)] == wanted else None, fronts)
