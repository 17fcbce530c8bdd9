"""Exports of networks: weights for plain torch, torch programs, and ONNX."""

from .write import export_network

__all__ = ["export_network"]
