"""Networks for others: as weights for plain torch, as programs of torch, or as ONNX."""

from .write import export_network

__all__ = ["export_network"]
