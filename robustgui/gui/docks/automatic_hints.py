"""Shows in the configuration what its automatic settings become on the open data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ...runs.automatic_settings import PATHS
from ..forms import SettingsForm
from ..resolved_spec import resolve_spec

if TYPE_CHECKING:
    from ..session import Session


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
