"""Values as they are."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from .base import FRONTS, Front, FrontShape

if TYPE_CHECKING:
    from ..nets.front_module import FrontModule


@FRONTS.register("as_is")
class AsIs(Front):
    """Identity: the recurrent layers read the data in their own units."""

    title: ClassVar[str] = "None (values as they are)"
    is_identity: ClassVar[bool] = True

    def shape(self, features: int, sample_rate: float | None, vocabulary: int) -> FrontShape:
        return FrontShape(features)

    def build(self, features: int, sample_rate: float | None, vocabulary: int) -> FrontModule:
        from ..nets.front_module import Identity

        return Identity(features)
