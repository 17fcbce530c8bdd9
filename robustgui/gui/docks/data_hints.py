"""What the configuration offers and shows for the open data: suitable attacks, automatic values, the test file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject

from ...attacks import Attack
from ...attacks.compatibility import check_compatible, list_compatible_attacks, list_compatible_threats
from ...base.errors import RunError, Sentence
from ...runs.automatic_settings import PATHS
from ...runs.spec import RunSpec
from ...threats import Threat
from ..forms import SettingsForm
from ..forms.text_editor import FileEditor
from ..resolved_spec import resolve_spec

if TYPE_CHECKING:
    from ...data import Dataset
    from ..session import Session


class AttackHints(QObject):
    """Follows dataset and spec of the session; without data everything is offered."""

    def __init__(self, session: Session, form: SettingsForm, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._form = session, form
        self._spec = session.spec  # as it is in the form, even if something is wrong with it
        session.dataset_changed.connect(lambda _: form.check_again())
        form.changed.connect(self._offer)
        self._offer()

    def problems(self, spec: RunSpec) -> dict[str, Sentence]:
        """Of `spec`, pairs of attack and threat that do not go together or do not suit the open data."""
        self._spec, problems = spec, {}
        for place, (attack, threat) in _pairs(spec).items():
            try:
                if attack is not None:
                    check_compatible(attack, threat, tokens=self._tokens)
            except RunError as error:
                data = threat.name not in list_compatible_threats(tokens=self._tokens)
                problems[f"{place}.{'threat' if data else 'attack'}"] = error.sentence
        return problems

    @property
    def _tokens(self) -> bool:
        dataset = self._session.dataset
        return dataset is None or dataset.train.symbolic

    def _offer(self) -> None:
        for place, (_, threat) in _pairs(self._spec).items():
            self._form.offer(f"{place}.threat", list_compatible_threats(tokens=self._tokens))
            self._form.offer(f"{place}.attack", list_compatible_attacks(threat))


def _pairs(spec: RunSpec) -> dict[str, tuple[Attack | None, Threat]]:
    """The path of an attack that lies beside a threat model, or of a threat model alone."""
    pairs: dict[str, tuple[Attack | None, Threat]] = {"watch": (spec.watch.attack, spec.watch.threat)}
    attack = next(iter(spec.defence.held(Attack).values()), None)
    for threat in spec.defence.held(Threat).values():
        pairs["defence"] = (attack, threat)
    return pairs


class AutomaticHints(QObject):
    """Follows dataset and spec of the session; without data nothing is shown."""

    def __init__(self, session: Session, form: SettingsForm, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._form = session, form
        session.dataset_changed.connect(lambda _: self._show())
        session.spec_changed.connect(lambda _: self._show())
        self._show()

    def _show(self) -> None:
        resolved = resolve_spec(self._session)
        table = {} if resolved is None else resolved.to_dict()
        for path in PATHS:
            section, name = path.split(".")
            self._form.set_automatic(path, table.get(section, {}).get(name))


FIELD = "data.test"


def show_test_data(form: SettingsForm, dataset: Dataset | None) -> None:
    """The name of the test file that was found, or that test sequences are in, or come out of, the same source."""
    line = form.editor(FIELD)
    editor = line.parentWidget() if line is not None else None
    if isinstance(editor, FileEditor):
        editor.set_found("" if dataset is None else _name_of(dataset))


def _name_of(dataset: Dataset) -> str:
    train, test = dataset.train.source, dataset.test.source
    if test and test != train:
        return Path(test).name
    return QCoreApplication.translate("TestData", "from the same source") if len(dataset.test) else ""
