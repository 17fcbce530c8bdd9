"""The valid range of values: taken from the training data, stated as minimum and maximum in data units, or none."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..base.errors import RunError, Sentence
from ..base.settings import wrong

if TYPE_CHECKING:
    from ..base.units import Space
    from .ball_threat import BallThreat

RangeSource = Literal["data", "stated", "none"]
SHOWN = 8  # features whose range a sentence lists


class Bounds(NamedTuple):
    """Smallest and largest valid value of each feature, (F,) float64, in data units; infinite where there is none."""

    low: NDArray[np.float64]
    high: NDArray[np.float64]

    @classmethod
    def infinite(cls, features: int) -> Bounds:
        """No bound at all."""
        return cls(np.full(features, -np.inf), np.full(features, np.inf))

    def clip(self, values: NDArray[np.float64], clean: NDArray[np.float64]) -> NDArray[np.float64]:
        """`values` (..., F) in data units, at most as far outside the bounds as `clean` (..., F) is; NaN stays."""
        return np.clip(values, np.minimum(clean, self.low), np.maximum(clean, self.high))


def read_range(values: Any) -> Any:
    """Settings of a ball threat with every spelling of its valid range as `valid_range`, `minimum` and `maximum`.

    A pair (minimum, maximum), each a number or one number per feature, or the text "0, 1", states the range; None
    removes it. `box` is what earlier versions wrote: false for none.
    """
    if not isinstance(values, dict):
        return values
    values = dict(values)
    if isinstance(box := values.get("box"), bool):
        del values["box"]
        if not box:
            values |= {"valid_range": "none", "minimum": (), "maximum": ()}
        elif values.get("valid_range") == "none":
            values["valid_range"] = "data"
    for side in ("minimum", "maximum"):
        if side in values:
            values[side] = _to_tuple(values[side])
    if "valid_range" not in values:
        has_bound = any(side in values and values[side] != () for side in ("minimum", "maximum"))
        return values | ({"valid_range": "stated"} if has_bound else {})
    source = values["valid_range"]
    if source is None:
        return values | {"valid_range": "none"}
    if isinstance(source, str) and source not in ("data", "stated", "none"):
        source = _parse_pair(source)
    if isinstance(source, tuple | list | np.ndarray):
        if len(source) != 2:
            raise wrong("takes two: the minimum and the maximum", field="valid_range")
        low, high = (_to_tuple(side) for side in source)
        return values | {"valid_range": "stated", "minimum": low, "maximum": high}
    return values


def _parse_pair(text: str) -> Any:
    """(0.0, 1.0) of "0, 1"; any other text as it is."""
    try:
        low, high = (float(part) for part in text.strip("[]() ").split(","))
    except ValueError:
        return text
    return low, high


def _to_tuple(bound: Any) -> Any:
    """One number, or one per feature, as a tuple; anything else as it is, for the validation to explain."""
    if bound is None:
        return ()
    if isinstance(bound, np.ndarray | np.generic):
        bound = bound.tolist()
    if isinstance(bound, int | float) and not isinstance(bound, bool):
        return (bound,)
    return tuple(bound) if isinstance(bound, list) else bound


def check_range(threat: BallThreat) -> None:
    """Raises the error of a setting if the stated range cannot be one."""
    low, high = threat.minimum, threat.maximum
    if threat.valid_range != "stated":
        if low or high:
            field = "minimum" if low else "maximum"
            raise wrong("is given, but the valid range is not a stated one: set valid_range to stated", field=field)
        return
    if not low and not high:
        raise wrong("a stated range needs a minimum, a maximum, or both", field="minimum")
    if low and high and 1 not in (len(low), len(high)) and len(low) != len(high):
        raise wrong(
            "must be one number, or as many as there are minima: {minima}", field="maximum", minima=len(low)
        )  # fmt: skip
    if low and high:
        lows, highs = np.broadcast_arrays(np.asarray(low, np.float64), np.asarray(high, np.float64))
        crossed = np.flatnonzero(~(lows <= highs))
        if len(crossed):
            place = int(crossed[0])
            raise wrong(
                "must be the minimum or more: {high} is less than {low} (feature {feature})",
                field="maximum", high=f"{highs[place]:g}", low=f"{lows[place]:g}", feature=place,
            )  # fmt: skip


def compute_bounds(threat: BallThreat, space: Space) -> Bounds:
    """The valid range of each feature of `space`.

    Raises:
        RunError: the threat states bounds for another number of features.
    """
    if threat.valid_range == "data":
        return Bounds(np.asarray(space.low, np.float64), np.asarray(space.high, np.float64))
    return read_stated_bounds(threat, len(space.std))


def read_stated_bounds(threat: BallThreat, features: int) -> Bounds:
    """The stated range of `threat` for a number of features; infinite where not stated.

    Raises:
        RunError: it states bounds for another number of features.
    """
    low, high = Bounds.infinite(features)
    for side, bound in ((threat.minimum, low), (threat.maximum, high)):
        if len(side) not in (0, 1, features):
            raise RunError(
                "The threat states a valid range for {given} {given:feature|features}, but the data have "
                "{features}. Give one number for all features, or one for each.",
                given=len(side), features=features,
            )  # fmt: skip
        if side:
            bound[:] = side
    return Bounds(low, high)


def describe_range(threat: BallThreat, *, tokens: bool) -> Sentence:
    """The valid range in words."""
    match threat.valid_range:
        case "data" if tokens:
            return Sentence("Values stay within the range of the vocabulary's embeddings.")
        case "data":
            return Sentence("Values stay within the range seen in training.")
        case "none":
            return Sentence("The values themselves are not limited.")
    features = max(len(threat.minimum), len(threat.maximum))
    low, high = read_stated_bounds(threat, features)
    if features > 1:
        ranges = ", ".join(f"[{a:g}, {b:g}]" for a, b in zip(low[:SHOWN], high[:SHOWN], strict=True))
        ranges += ", ..." if features > SHOWN else ""
        return Sentence("Values stay within these ranges, by feature, in data units: {ranges}.", {"ranges": ranges})
    facts = {"low": f"{low[0]:g}", "high": f"{high[0]:g}"}
    if np.isinf(low[0]):
        return Sentence("Values stay at {high} or below, in data units.", facts)
    if np.isinf(high[0]):
        return Sentence("Values stay at {low} or above, in data units.", facts)
    return Sentence("Values stay between {low} and {high}, in data units.", facts)
