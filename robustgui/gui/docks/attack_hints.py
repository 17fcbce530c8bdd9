"""Which attacks and threat models the configuration offers for the open data, and which fit each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ...attacks import Attack
from ...attacks.compatibility import check_compatible, list_compatible_attacks, list_compatible_threats
from ...base.errors import RunError, Sentence
from ...runs.spec import RunSpec
from ...threats import Threat
from ..forms import SettingsForm

if TYPE_CHECKING:
    from ..session import Session


class AttackHints(QObject):
    """Follows dataset and spec of the session; without data everything is offered."""

    def __init__(self, session: Session, form: SettingsForm, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._form = session, form
        self._spec = session.spec  # as it is in the form, even if something is wrong with it
        session.dataset_changed.connect(self._on_dataset_changed)
        form.changed.connect(self._offer)
        self._offer()

    def problems(self, spec: RunSpec) -> dict[str, Sentence]:
        """Of `spec`, pairs of attack and threat that do not go together or do not suit the open data."""
        self._spec, found = spec, {}
        for place, (attack, threat) in _pairs(spec).items():
            try:
                if attack is not None:
                    check_compatible(attack, threat, tokens=self._tokens)
            except RunError as error:
                data = threat.name not in list_compatible_threats(tokens=self._tokens)
                found[f"{place}.{'threat' if data else 'attack'}"] = error.sentence
        return found

    @property
    def _tokens(self) -> bool:
        dataset = self._session.dataset
        return dataset is None or dataset.train.symbolic

    def _on_dataset_changed(self, _: object) -> None:
        self._form.check_again()

    def _offer(self) -> None:
        for place, (_, threat) in _pairs(self._spec).items():
            self._form.offer(f"{place}.threat", list_compatible_threats(tokens=self._tokens))
            self._form.offer(f"{place}.attack", list_compatible_attacks(threat))


def _pairs(spec: RunSpec) -> dict[str, tuple[Attack | None, Threat]]:
    """The path of an attack that lies beside a threat model, or of a threat model alone."""
    found: dict[str, tuple[Attack | None, Threat]] = {"watch": (spec.watch.attack, spec.watch.threat)}
    attack = next(iter(spec.defence.held(Attack).values()), None)
    for threat in spec.defence.held(Threat).values():
        found["defence"] = (attack, threat)
    return found
