"""A spec for other data: what was chosen for the last ones and does not suit these gives way to what does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..attacks import Attack
from ..attacks.compatibility import replace_incompatible
from ..base.errors import RunError
from ..data import DataSettings, SequenceSet
from ..models.front_chain import resolve_fronts
from ..threats import Threat
from .spec import RunSpec

if TYPE_CHECKING:
    from ..base.settings import Settings


def adapt_spec(spec: RunSpec, data: DataSettings, train: SequenceSet) -> RunSpec:
    """`spec` with `data`, which gave `train`.

    Front ends that cannot stand before such data are left to be found out; attacks and threats that cannot be let loose
    on them, in the measurement and in the defence, are replaced by ones that can.
    """
    try:
        resolve_fronts(spec.front, train)
        front = spec.front
    except RunError:
        front = ()
    return spec.changed(
        data=data, front=front, watch=_suited(spec.watch, train.symbolic), defence=_suited(spec.defence, train.symbolic)
    )


def _suited(settings: Any, tokens: bool) -> Settings:
    """`settings` with an attack and a threat that go together; as they are if they have none, or only one of both."""
    attack, threat = getattr(settings, "attack", None), getattr(settings, "threat", None)
    if not isinstance(attack, Attack) or not isinstance(threat, Threat):
        found: Settings = settings
        return found
    one, other = replace_incompatible(attack, threat, tokens=tokens)
    changed: Settings = settings.changed(attack=one, threat=other)
    return changed
