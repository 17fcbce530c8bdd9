"""A text: attribution of its tokens to the prediction, the edits of the attack, and a line to type another one."""

from __future__ import annotations

import html

import numpy as np
from PySide6.QtCore import QSignalBlocker, QTimer
from PySide6.QtWidgets import QLineEdit, QSizePolicy

from ...data.tokens import running_text
from ...evaluation.inspect_request import Inspection
from ..plots import Plot, plot_style
from ..plots.layer import number
from ..widgets.layouts import make_column
from ..widgets.rich_label import RichLabel
from ..widgets.text import Elided
from .base import VIEWS, InspectView
from .meaning import read_prediction
from .text_difference import Difference, differences
from .token_flow import Token, TokenFlow

PAUSE_MS = 400  # without a key, after which the prediction is requested


@VIEWS.register("text_view")
class TextView(InspectView):
    """Tokens coloured by attribution; an attack's replacements beside what they replace, or how far embeddings moved.

    Another text can be typed: Enter, or a short pause, requests its prediction, and the change is shown.
    """

    place = "left"
    order = 1
    stretch = 6
    kinds = frozenset({"text"})

    def heading(self) -> str:
        return self.tr("Text")

    def time_plots(self) -> list[Plot]:
        return []

    def build(self) -> None:
        self.legend = RichLabel()
        self.legend.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)  # it never widens the page
        self.legend.setWordWrap(True)
        self.flow = TokenFlow()
        self.edit = QLineEdit()
        self.edit.setMaxLength(100_000)
        self.change = Elided("", 1.0)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._ask)
        self._embeddings = False
        self._before: Inspection | None = None  # the sequence as it is in the data
        self._requested_text: str | None = None
        make_column(self.legend, self.flow, self.edit, self.change, of=self, stretched=self.flow, spacing=4)
        self.legend.setContentsMargins(8, 4, 8, 0)
        self.change.setContentsMargins(8, 0, 8, 0)
        self.flow.clicked.connect(self.time_cursor.move)
        self.edit.textEdited.connect(lambda _: self._pause.start())
        self.edit.returnPressed.connect(self._ask)

    def set_read_only(self) -> None:
        super().set_read_only()
        self.edit.hide()

    def retranslate(self) -> None:
        self.flow.title = self.heading()
        self.flow.setAccessibleName(self.tr("Tokens of the text"))
        self.edit.setPlaceholderText(self.tr("Type another text to see how the prediction changes"))
        self.edit.setAccessibleName(self.tr("The text"))
        self.edit.setToolTip(self.tr("Edit the text: the prediction is updated on Enter, or after a short pause."))
        self._say_legend()

    def clear(self) -> None:
        self.flow.set_tokens(())
        self.change.setText("")
        self._pause.stop()
        self._before, self._requested_text = None, None
        self.edit.clear()

    def draw(self) -> None:
        inspection = self.current
        typed, before = inspection.request.text, self._before
        if before is None or _place(before) != _place(inspection):  # another text: what was being typed is over
            self._pause.stop()
            self._before = None
        if typed is None:
            self._before = inspection
        if not self._pause.isActive() and (typed != self._requested_text or typed is None):
            self._requested_text = typed
            with QSignalBlocker(self.edit):
                self.edit.setText(running_text(inspection.tokens) if typed is None else typed)
                self.edit.setCursorPosition(0)
        most = float(np.abs(inspection.attribution).max(initial=0.0)) or 1.0
        self._weights = (
            inspection.attribution / most if len(inspection.attribution) else np.zeros(len(inspection.tokens))
        )
        self._furthest = float(inspection.shift.max(initial=0.0)) or 1.0
        threat = inspection.request.threat
        self._embeddings = self.has_attack and threat is not None and threat.acts_on == "values"
        self._say_legend()
        self._say_change()
        if not self.has_attack:
            self._show_tokens(inspection.tokens, np.zeros(len(inspection.tokens)))

    def draw_iteration(self) -> None:
        inspection = self.current
        if self.has_attack:
            self._show_tokens(inspection.attacked_tokens[self.iteration], inspection.shift[self.iteration])

    def draw_step(self) -> None:
        self.flow.set_current(self.time_cursor.step)

    def _show_tokens(self, attacked: tuple[str, ...], shift: np.ndarray) -> None:
        inspection = self.current
        origins = inspection.origins[self.iteration] if self.has_attack and inspection.origins else ()
        changes = differences(inspection.tokens, attacked, origins)
        if self._embeddings:
            tokens = [self._make_moved_token(change, float(shift[change.place])) for change in changes]
        else:
            tokens = [self._make_edited_token(change) for change in changes]
        put_in = [change.kind == "put_in" for change in changes]
        places = [min(change.place, len(inspection.tokens) - 1) for change in changes]
        weights = inspection.attribution if len(inspection.attribution) else self._weights
        self.flow.columns = [
            (self.tr("clean"), np.array([change.clean for change in changes])),
            (self.tr("adversarial"), np.array([change.other for change in changes])),
            (self.tr("attribution"), np.where(put_in, 0.0, weights[places])),
            (self.tr("shift"), np.where(put_in, 1.0, shift[places])),
        ]
        self.flow.set_tokens(tuple(tokens))

    def _hints(self, change: Difference) -> list[str]:
        inspection = self.current
        if change.kind == "put_in":
            return [self.tr("'{token}' was inserted").format(token=change.other)]
        hints = [f"{change.place}: {change.clean}"]
        if len(inspection.attribution):
            weight = number(float(inspection.attribution[change.place]))
            hints.append(self.tr("attribution {weight}: supports the prediction").format(weight=weight))
        return hints

    def _make_moved_token(self, change: Difference, shift: float) -> Token:
        """A token whose embedding was moved by so much."""
        hint = self.tr("embedding moved by {shift} std; the nearest token is now '{token}'")
        hints = [*self._hints(change), hint.format(shift=number(shift), token=change.other)]
        other = change.other if change.other != change.clean else ""
        weight = float(self._weights[change.place])
        return Token(change.clean, other, weight, shift / self._furthest, "\n".join(hints))

    def _make_edited_token(self, change: Difference) -> Token:
        """A token that was replaced, put in, left out or swapped; or that stayed."""
        inspection = self.current
        hints = self._hints(change)
        match change.kind:
            case "replaced":
                hints.append(self.tr("replaced by '{token}'").format(token=change.other))
                if not inspection.attacked[self.iteration, change.place, 0] and inspection.origins:
                    hints.append(self.tr("not in the vocabulary of the network"))
            case "moved":
                hints.append(self.tr("swapped with its neighbour '{token}'").format(token=change.other))
            case "left_out":
                hints.append(self.tr("deleted"))
        weight = 0.0 if change.kind == "put_in" else float(self._weights[change.place])
        other = "" if change.kind == "kept" else change.other
        place = min(change.place, len(inspection.tokens) - 1)
        return Token(change.clean, other, weight, 0.0, "\n".join(hints), place, change.kind)

    def _say_legend(self) -> None:
        """What the colours mean."""
        style = plot_style()
        marks = [
            (style.colour("positive"), self.tr("supports the prediction")),
            (style.colour("negative"), self.tr("opposes the prediction")),
        ]
        if self.has_attack:
            moved = self.tr("perturbation of the embedding") if self._embeddings else self.tr("inserted by the attack")
            marks.append((style.colour("attacked"), moved))
            if self._has_deletions():
                marks.append((style.muted, self.tr("struck through: deleted or replaced")))
        self.legend.setText(
            f"<b>{html.escape(self.heading())}</b>&nbsp;&nbsp; "
            + "&nbsp;&nbsp; ".join(
                f"<span style='color:{colour.name()}'>■</span>&nbsp;"
                f"<span style='color:{style.muted.name()}'>{html.escape(text).replace(' ', '&nbsp;')}</span>"
                for colour, text in marks
            )
        )

    def _has_deletions(self) -> bool:
        """Whether an iteration has left out a token."""
        inspection = self.current
        return any(set(range(len(inspection.tokens))) - set(origins) for origins in inspection.origins)

    def _say_change(self) -> None:
        """How the clean prediction differs from that of the text in the data."""
        inspection, before = self.current, self._before
        if inspection.request.text is None or before is None:
            self.change.setText("")
            return
        predictions = [read_prediction(one, one.clean_outputs) for one in (before, inspection)]
        texts = [f"{a.text} {100 * a.share:.0f} %" if a.index >= 0 else a.text for a in predictions]
        turned = predictions[0].text != predictions[1].text
        text = self.tr("Before editing: {before}. Now: {now}, the prediction has changed.") if turned else self.tr(
            "Before editing: {before}. Now: {now}.")  # fmt: skip
        self.change.setText(text.format(before=texts[0], now=texts[1]))

    def _ask(self) -> None:
        """Requests the prediction of the edited text."""
        self._pause.stop()
        text = self.edit.text()
        if self.inspection is None or not text.strip() or text == self._requested_text:
            return
        if self._requested_text is None and text == running_text(self.inspection.tokens):
            return
        self._requested_text = text
        self.typed.emit(text)


def _place(inspection: Inspection) -> tuple[str, int]:
    return inspection.request.split, inspection.request.index
