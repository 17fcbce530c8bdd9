"""Which data a run uses, and what is done to them before anyone trains on them."""

from __future__ import annotations

from typing import Annotated, Literal

from ..base.settings import AsTuple, OneOf, Settings, setting
from .readers import READERS, Reader
from .readers.recognised import Recognised
from .splits import SPLITS, Split
from .splits.given import Given
from .steps import STEPS, Step
from .tasks import TASKS, TaskSettings
from .tasks.by_labels import ByLabels


class DataSettings(Settings):
    """Source, format, task, split and preparation of the sequences of a run."""

    train: str = setting(
        "example:japanese_vowels",
        title="Training data",
        min_length=1,
        browse=True,
        help="A file or folder of sequences, or an embedded example such as example:japanese_vowels.",
    )
    test: str = setting(
        "",
        title="Test data",
        browse=True,
        help="A file of test sequences. Empty: the test part that belongs to it, or else a share of the training data.",
    )
    format: Annotated[Reader, OneOf(READERS)] = setting(
        Recognised(), title="Format", advanced=True, help="How the file is read: which column is what, and the like."
    )
    kind: Literal["auto", "series", "speech", "text", "image", "prices", "beats"] = setting(
        "auto",
        title="Shown as",
        advanced=True,
        choices={
            "auto": "as the format suggests",
            "series": "series",
            "speech": "speech",
            "text": "text",
            "image": "image rows",
            "prices": "prices",
            "beats": "heart beats",
        },
        help="Which views show the sequences.",
    )
    task: Annotated[TaskSettings, OneOf(TASKS)] = setting(
        ByLabels(), title="Task", help="What a network is asked about the sequences."
    )
    split: Annotated[Split, OneOf(SPLITS)] = setting(
        Given(), title="Split", help="Which sequences are set aside for testing."
    )
    split_seed: int = setting(
        0,
        ge=0,
        lt=2**31,
        title="Split seed",
        help="Which sequences are set aside, where that is left to chance; the seed of a run does not change it.",
    )
    validation_share: float = setting(
        0.0,
        ge=0,
        lt=1,
        title="Validation share",
        advanced=True,
        help="Share of the training data set aside by the same rule to watch the training; 0 watches the test data.",
    )
    preparation: Annotated[tuple[Annotated[Step, OneOf(STEPS)], ...], AsTuple] = setting(
        (),
        title="Preparation",
        help="Steps from the data as read to what is trained on and attacked, in order; empty: only what is needed.",
    )
