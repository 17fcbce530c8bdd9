"""Dialogs and names for files of networks: which endings they have, where one is opened and where one is written."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from ..models.exports.write import SUFFIXES, Format, side_files
from .widgets.save_dialog import SavePlace, ask_save_path

ENDINGS = (".pt", ".pth", ".ckpt", ".safetensors", ".onnx")


def is_network(path: str) -> bool:
    """Whether a file that was dropped is a network rather than data."""
    return Path(path).suffix.lower() in ENDINGS


def ask_for_network(parent: QWidget) -> str:
    """The path of a network that the user chooses; empty if none."""
    endings = " ".join(f"*{ending}" for ending in ENDINGS)
    kinds = ";;".join(
        (
            QCoreApplication.translate("NetworkFiles", "Networks ({endings})").format(endings=endings),
            QCoreApplication.translate("NetworkFiles", "All files (*)"),
        )
    )
    title = QCoreApplication.translate("NetworkFiles", "Open a network that was trained elsewhere")
    return QFileDialog.getOpenFileName(parent, title, "", kinds)[0]


def format_titles() -> dict[Format, str]:
    """What the formats of an export are called."""
    translate = QCoreApplication.translate
    return {
        "state_dict": translate("NetworkFiles", "State dict of plain torch, with a Python file (*.pt)"),
        "safetensors": translate("NetworkFiles", "Safetensors, with a Python file (*.safetensors)"),
        "onnx": translate("NetworkFiles", "ONNX (*.onnx)"),
        "torchscript": translate("NetworkFiles", "TorchScript program (*.pt)"),
        "torch_export": translate("NetworkFiles", "Program of torch.export (*.pt2)"),
    }


def ask_where(parent: QWidget, name: str) -> tuple[SavePlace, Format] | None:
    """Where a network called `name` is written, and in which format; None if nowhere."""
    titles = format_titles()
    heading = QCoreApplication.translate("NetworkFiles", "Export the network")
    forms: dict[str, Format] = {title: form for form, title in titles.items()}

    def beside(path: Path, selected_filter: str) -> tuple[Path, ...]:
        return side_files(path, forms.get(selected_filter, "state_dict"))

    def suffix(path: Path, selected_filter: str) -> str:
        return "" if path.suffix else SUFFIXES[forms.get(selected_filter, "state_dict")]

    place = ask_save_path(parent, heading, name, ";;".join(forms), suffix, beside)
    return None if place is None else (place, forms.get(place.filter, "state_dict"))
