"""The data pipeline as a row of chips: source, preprocessing, the attacker's place, front ends, network."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QHelpEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from ....base.settings import Named
from ....data.examples import PREFIX
from ...forms.fields import summary as class_summary
from ...i18n.sentences import core_text
from ...i18n.titles import dataset_title
from ...pipeline_watcher import PipelineWatcher
from ...theme import current_theme, to_pixels
from ...widgets.layouts import make_column

if TYPE_CHECKING:
    from ...session import Session

_HEIGHT, _GAP, _PAD, _WIDEST = 24, 18, 9, 220  # of a chip, between chips, inside one, and the longest


@dataclass(frozen=True)
class Chip:
    """One stage of the pipeline.

    Attributes:
        kind: "source", "step", "attacker", "front" or "network".
        tip: an explanation.
        automatic: added without being configured.
    """

    text: str
    kind: str
    tip: str = ""
    automatic: bool = False


class PipelineChips(QWidget):
    """Breaks into lines where the room is narrow."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chips: tuple[Chip, ...] = ()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_chips(self, chips: tuple[Chip, ...]) -> None:
        """Another pipeline."""
        if chips != self.chips:
            self.chips = chips
            self.setAccessibleDescription(" → ".join(chip.text for chip in chips))
            self.updateGeometry()
            self.update()

    def _places(self, width: int) -> list[QRectF]:
        """Where each chip is drawn in `width`."""
        height, gap, x, y = to_pixels(_HEIGHT), to_pixels(_GAP), 0.0, 0.0
        places = []
        for chip in self.chips:
            wide = min(self.fontMetrics().horizontalAdvance(chip.text) + 2 * to_pixels(_PAD), to_pixels(_WIDEST), width)
            if x and x + wide > width:
                x, y = float(gap), y + height + 4
            places.append(QRectF(x, y, wide, height))
            x += wide + gap
        return places

    def sizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        """On one line."""
        places = self._places(100_000)
        return QSize(int(places[-1].right()) + 1 if places else 0, to_pixels(_HEIGHT) + 1)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Wide enough for one chip."""
        return QSize(to_pixels(120), to_pixels(_HEIGHT) + 1)

    def heightForWidth(self, width: int) -> int:  # noqa: N802
        """As many lines as are needed."""
        places = self._places(width)
        return int(places[-1].bottom()) + 1 if places else 0

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Chips with arrows between them; automatic ones have a dashed border."""
        theme = current_theme()
        edges = {"source": theme.outline, "attacker": theme.attacked, "network": theme.accent}
        fills = {"source": theme.sunken, "attacker": theme.surface, "network": theme.accent_soft}
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        metrics = painter.fontMetrics()
        for place, chip in zip(self._places(self.width()), self.chips, strict=True):
            if chip is not self.chips[0]:
                arrow = QRectF(place.x() - to_pixels(_GAP), place.y(), to_pixels(_GAP), place.height())
                painter.setPen(QColor(theme.muted))
                painter.drawText(arrow, Qt.AlignmentFlag.AlignCenter, "→")
            style = Qt.PenStyle.DashLine if chip.automatic else Qt.PenStyle.SolidLine
            painter.setPen(QPen(QColor(edges.get(chip.kind, theme.outline)), 1, style))
            painter.setBrush(QColor(fills.get(chip.kind, theme.surface)))
            painter.drawRoundedRect(place.adjusted(0.5, 0.5, -0.5, -0.5), place.height() / 2, place.height() / 2)
            painter.setPen(QColor(theme.attacked if chip.kind == "attacker" else theme.text))
            inside = place.adjusted(to_pixels(_PAD), 0, -to_pixels(_PAD) + 2, 0)
            text = metrics.elidedText(chip.text, Qt.TextElideMode.ElideMiddle, int(inside.width()))
            painter.drawText(inside, Qt.AlignmentFlag.AlignCenter, text)

    def event(self, event: QEvent) -> bool:
        """Explains the chip under the pointer."""
        if isinstance(event, QHelpEvent):
            for place, chip in zip(self._places(self.width()), self.chips, strict=True):
                if place.contains(event.pos()):
                    QToolTip.showText(event.globalPos(), f"<b>{escape(chip.text)}</b><p>{escape(chip.tip)}</p>", self)
                    return True
        return super().event(event)


class PipelinePanel(QWidget):
    """The pipeline of the open dataset and the current configuration."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._watcher = PipelineWatcher.of(session)
        self.chips = PipelineChips()
        make_column(self.chips, of=self)
        self._watcher.changed.connect(self.retranslate)
        session.spec_changed.connect(lambda _: self.retranslate())
        self.retranslate()

    def retranslate(self) -> None:
        """Every text."""
        self.chips.setAccessibleName(self.tr("Data pipeline"))
        summary, dataset = self._watcher.summary, self._session.dataset
        if summary is None or dataset is None:
            return
        spec = self._session.spec
        is_example = dataset.train.source.startswith(PREFIX)
        source = dataset_title(dataset) if is_example else Path(dataset.train.source).name or dataset.name
        configured = summary.configured if summary.configured is not None else len(summary.steps)
        chips = [Chip(source, "source", self.tr("Data as read"))]
        chips += [_chip(step, "step", automatic=i >= configured) for i, step in enumerate(summary.steps)]
        chips.append(
            Chip(
                self.tr("attacker"),
                "attacker",
                self.tr("Perturbations are added here, in data units. Gradients pass through everything that follows."),
            )
        )
        fronts = spec.front if summary.fronts is None else summary.fronts
        chips += [_chip(front, "front", automatic=front not in spec.front) for front in fronts]
        chips.append(_chip(spec.model, "network", automatic=False))
        self.chips.set_chips(tuple(chips))


def _chip(part: Named, kind: str, *, automatic: bool) -> Chip:
    return Chip(core_text(part.title or part.name), kind, core_text(class_summary(type(part))), automatic)
