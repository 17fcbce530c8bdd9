"""Networks for others: as weights for plain torch, as programs of torch, or as ONNX."""

from .write import FORMATS, Exported, export_network

__all__ = ["FORMATS", "Exported", "export_network"]
