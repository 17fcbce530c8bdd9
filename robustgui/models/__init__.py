"""Networks on sequences: settings here, one file each; the torch modules behind them in nets/."""

from .base import MODELS, Model

__all__ = ["MODELS", "Model"]
