"""Networks on sequences: settings here, one file each; the torch modules behind them in nets/."""

from .base import MODELS, Model
from .fronts import FRONTS, Front

__all__ = ["FRONTS", "MODELS", "Front", "Model"]
