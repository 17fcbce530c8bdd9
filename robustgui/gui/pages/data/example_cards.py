"""The embedded examples as cards that open them, below a zone where files can be dropped."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from ....data import EXAMPLES, Dataset
from ...i18n.sentences import core_text
from ...widgets.card import Card
from ...widgets.drop_zone import DropZone
from ...widgets.text import paragraph


class ExampleCards(QWidget):
    """A drop zone, and below it the cards in two columns.

    Signals:
        chosen: an example or a dropped file; carries its name as `DataSettings.train` takes it.
        browse_requested: the drop zone was pressed.
    """

    chosen = Signal(str)
    browse_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(16)
        self.cards: dict[str, Card] = {}
        self._texts = {}
        for i, key in enumerate(sorted(EXAMPLES, key=lambda key: EXAMPLES[key].order)):
            card = Card()
            card.set_clickable(True)
            card.clicked.connect(lambda key=key: self.chosen.emit(f"example:{key}"))
            words, licence = paragraph(), paragraph(second=True)
            card.body.addWidget(words)
            card.body.addStretch(1)
            card.body.addWidget(licence)
            self.cards[key] = card
            self._texts[key] = words, licence
            grid.addWidget(card, i // 2 + 1, i % 2)
        self.zone = DropZone()
        self.zone.dropped.connect(self.chosen)
        self.zone.clicked.connect(self.browse_requested)
        grid.addWidget(self.zone, 0, 0, 1, 2)
        grid.setRowStretch(len(EXAMPLES) // 2 + 2, 1)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)

    def retranslate(self) -> None:
        """Texts of the examples come from the core."""
        for key, (words, licence) in self._texts.items():
            example = EXAMPLES[key]
            self.cards[key].set_title(core_text(example.title))
            words.setText(core_text(example.description))
            licence.setText(core_text(example.licence))
        self.zone.setText(self.tr("Drop a file or a folder of sequences here, or press to choose a file"))


def source_text(dataset: Dataset) -> str:
    """The source of the data; of an example with its licence."""
    source = dataset.train.source
    key = source.removeprefix("example:")
    is_example = source.startswith("example:") and key in EXAMPLES
    return f"{source} · {core_text(EXAMPLES[key].licence)}" if is_example else source
