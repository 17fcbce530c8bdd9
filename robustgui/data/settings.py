"""Which data a run uses, and how they are preprocessed."""

from __future__ import annotations

from typing import Annotated, Literal

from ..base.settings import AsTuple, OneOf, Settings, setting
from .formats import READERS, Reader
from .formats.recognised import Recognised
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
        help="File of test sequences. Empty: the test split that belongs to the training data, or else a share "
        "of the training data.",
    )
    format: Annotated[Reader, OneOf(READERS)] = setting(
        Recognised(), title="Format", advanced=True, help="How the file is read, such as the roles of its columns."
    )
    kind: Literal["auto", "series", "speech", "text", "image", "prices", "beats"] = setting(
        "auto",
        title="Shown as",
        advanced=True,
        choices={
            "auto": "automatic (from the format)",
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
        ByLabels(), title="Task", help="What the network predicts from the sequences."
    )
    split: Annotated[Split, OneOf(SPLITS)] = setting(
        Given(), title="Split", help="Which sequences are held out for testing."
    )
    split_seed: int = setting(
        0, ge=0, lt=2**31, title="Split seed", help="Seed of a random split; the seed of a run does not change it."
    )
    validation_share: float = setting(
        0.0,
        ge=0,
        lt=1,
        title="Validation share",
        advanced=True,
        help="Share of the training data that is held out, by the same rule, for validation during training; 0: "
        "the test data are evaluated instead.",
    )
    preparation: Annotated[tuple[Annotated[Step, OneOf(STEPS)], ...], AsTuple] = setting(
        (),
        title="Preprocessing",
        help="Preprocessing steps between reading and training, in order; empty: only the necessary ones.",
    )
