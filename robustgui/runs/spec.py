"""RunSpec: everything that is needed to repeat a run, as a form, a TOML file or a few lines of Python."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Self

import tomli_w
from pydantic import model_validator

from ..attacks import ATTACKS, Attack
from ..attacks.pgd import PGD
from ..base.documents import parse_toml
from ..base.errors import RunError
from ..base.files import read_regular
from ..base.settings import AsTuple, OneOf, Settings, setting, wrong
from ..base.versions import WRITTEN_BY, explain_newer, version_of
from ..data import DataSettings
from ..defences import DEFENCES, Defence
from ..defences.adversarial_training import AdversarialTraining
from ..models import MODELS, Model
from ..models.automatic import Automatic
from ..models.fronts import FRONTS, Front
from ..models.tensor_file import explain_unreadable
from ..poisons import POISONS, Poison
from ..poisons.none import NoPoison
from ..regularisers import REGULARISERS, Regulariser
from ..threats import THREATS, Threat
from ..threats.linf import Linf
from ..training import DeviceSettings, TrainingSettings
from .data_store import title_of
from .migration import migrate_spec, move_penalties

LONGEST_NAME = 80  # characters


class WatchSettings(Settings):
    """How clean and attacked accuracy are measured while a network trains, and at its end."""

    attack: Annotated[Attack, OneOf(ATTACKS)] = setting(
        PGD(steps=10), title="Attack", help="Attack of the robust accuracy that is measured during training."
    )
    threat: Annotated[Threat, OneOf(THREATS)] = setting(
        Linf(eps=0.1), title="Threat", help="Threat model of that attack."
    )
    samples: int = setting(
        100,
        ge=1,
        title="Sequences per epoch",
        help="Number of sequences that are attacked after each epoch; the final evaluation always uses all of them.",
    )
    every: int | None = setting(
        None,
        ge=1,
        title="Evaluate every",
        unit="epochs",
        help="Epochs between two evaluations. Empty: so that there are some 25 in all.",
    )


class RunSpec(Settings):
    """One run, complete: the same spec and seed give the same numbers from window, command line and notebook."""

    name: str = setting(
        "", max_length=LONGEST_NAME, title="Name", help="For the list of runs; empty: made from the settings."
    )
    seed: int = setting(0, ge=0, lt=2**31, title="Seed", help="Seed of all random numbers.")
    data: DataSettings = setting(title="Data", help="Training and test data.", default_factory=DataSettings)
    poison: Annotated[Poison, OneOf(POISONS)] = setting(
        NoPoison(), title="Poison", help="Poisoning attack on the training data, such as a backdoor trigger."
    )
    front: Annotated[tuple[Annotated[Front, OneOf(FRONTS)], ...], AsTuple] = setting(
        (),
        title="Front end",
        help="Feature extraction inside the network (front end), in order; gradients of attacks pass through "
        "it. Empty: what these data need.",
    )
    model: Annotated[Model, OneOf(MODELS)] = setting(Automatic(), title="Network", help="Architecture of the network.")
    defence: Annotated[Defence, OneOf(DEFENCES)] = setting(
        AdversarialTraining(), title="Defence", help="Training method that makes the network robust."
    )
    regularisers: Annotated[tuple[Annotated[Regulariser, OneOf(REGULARISERS)], ...], AsTuple] = setting(
        (), title="Regularisers", help="Penalties that are added to the training loss; any number of them."
    )
    training: TrainingSettings = setting(
        title="Training", help="Optimisation settings.", default_factory=TrainingSettings
    )
    watch: WatchSettings = setting(
        title="Evaluation during training",
        help="Clean and robust accuracy that are measured during training.",
        default_factory=WatchSettings,
    )
    device: DeviceSettings = setting(
        title="Device", help="Device of training and attacks.", default_factory=DeviceSettings
    )

    @model_validator(mode="before")
    @classmethod
    def _with_penalties_as_regularisers(cls, values: Any) -> Any:
        return move_penalties(values) if isinstance(values, dict) else values

    @model_validator(mode="after")
    def _check(self) -> Self:
        if self.device.mixed_precision and self.device.device in ("cpu", "mps"):
            raise wrong("needs an NVIDIA GPU; switch it off or choose another device", field="device.mixed_precision")
        if any(c in self.name for c in '/\\\0:*?"<>|') or self.name.startswith("."):
            raise wrong('must not contain / \\ : * ? " < > | or begin with a dot', field="name")
        return self

    @property
    def label(self) -> str:
        """The name, or one made from data, network and defence."""
        if self.name:
            return self.name
        return f"{title_of(self.data.train)}-{self.model.label}-{self.defence.name}"

    def to_toml(self) -> str:
        """The spec as TOML text; its first line names the version of the program."""
        return f"{WRITTEN_BY}\n{tomli_w.dumps(self.to_dict())}"

    @classmethod
    def from_toml(cls, text: str, source: str = "TOML") -> Self:
        """The spec in `text`; settings that are not named keep their defaults.

        Raises:
            RunError: `text` is no TOML, with line and column, or is nested too deeply; or it was written by a newer
                version of the program, and asks for what this one does not know.
            SettingError: a setting is unknown or has an impossible value.
        """
        with explain_newer(source, version_of(text)):
            return cls(**migrate_spec(parse_spec_table(text, source)))


def parse_spec_table(text: str, source: str) -> dict[str, Any]:
    """The table in `text`; raises `RunError`, which names `source`, if it is no TOML."""
    try:
        return parse_toml(text)
    except ValueError as error:
        raise RunError("{source} is not valid TOML: {problem}.", source=source, problem=str(error)) from error


MOST = 1 << 20  # bytes


def read_spec_text(path: Path) -> str:
    """The text in `path`, without a byte order mark, which some editors write.

    Raises:
        FileError: it is no regular file, or a very large one.
        RunError: it cannot be read, or is no text in UTF-8.
    """
    try:
        with explain_unreadable(path):
            return read_regular(path, MOST).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise RunError(
            "{file} is not UTF-8 text, so it is not a spec. 'robustgui new' writes one.", file=str(path)
        ) from error
