"""Types of numbers and scores in events and stored results, with the bounds that they keep when they are read back."""

from __future__ import annotations

import math
from typing import Annotated, Literal

from .plain_values import Range

_INT32 = 2**31 - 1  # what widgets can count to

Count = Annotated[int, Range(0, _INT32)]
Number = Annotated[int, Range(1, _INT32)]  # of a step or an epoch
Queries = Annotated[int, Range(0, 2**63 - 1)]
Seconds = Annotated[float, Range(0, 1e12)]
Share = Annotated[float, Range(0, 1)]
Budget = Annotated[float, Range(0, 1e30)]  # eps, in the threat's unit
Distance = Annotated[float, Range(0, math.inf)]  # inf: there is none
Metric = Literal["accuracy", "mse", "bits"]  # of a score; accuracy: higher is better; mse and bits a token: lower
