"""The interface of a preprocessing step: fitted on the training data, then applied to every part."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable
from typing import ClassVar, Literal

from ...base.registry import Registry
from ...base.settings import Named
from ..sequence_set import SequenceSet

Fitted = Callable[[SequenceSet], SequenceSet]


class Step(Named):
    """Changes which values there are and how many, never their unit: an attacker changes what the last one gives.

    What happens to values *inside* the network (normalising, differences, spectra, embeddings) is a
    `models.fronts.Front`: attacks go through it.
    """

    takes: ClassVar[Literal["values", "tokens", "both"]] = "values"  # what it can be applied to

    @abstractmethod
    def fit(self, train: SequenceSet) -> Fitted:
        """Learn what there is to learn from `train`; gives what is then applied to training and test data alike.

        It can be pickled: a function of a module, a method of settings, or a `functools.partial` of one of them.

        Raises:
            DataError: the step makes no sense for these data.
        """


def keep_unchanged(part: SequenceSet) -> SequenceSet:
    """`part`: a step with nothing to do."""
    return part


STEPS: Registry[Step] = Registry("preprocessing step", __package__ or "robustgui.data.steps")
