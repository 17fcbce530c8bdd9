"""Confirms the import of a network: what was identified, and the accuracy of every interpretation of its weights."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ....base.code_trust import allow
from ....base.errors import RobustGuiError, Sentence
from ....base.templates import fill_in
from ....engine.messages import IdentifyRequest
from ....importing.report import Identification, apply_hypothesis
from ....importing.settings import NetworkImport
from ....models.user_code import Review, absolute, review_entry
from ...forms import SettingsForm
from ...i18n.sentences import core_text, problem_text, translate_sentence
from ...literal import literal
from ...widgets.background import Background
from ...widgets.banner import Banner
from ...widgets.confirmation_sheet import ConfirmationSheet
from ...widgets.text import muted, paragraph
from .hypothesis_table import HypothesisTable

if TYPE_CHECKING:
    from ...jobs import Jobs

TOPIC = "recognise"
SHOWN = (
    "weights", "readout", "joining", "activation", "head_activation", "values", "classes", "name", "vocabulary",
    "entry", "data",
)  # fmt: skip


class NetworkSheet(ConfirmationSheet):
    """Each change of a setting sends a request to the engine; the newest reply counts. Code runs only once allowed.

    What is confirmed is a `NetworkImport`.
    """

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._seed = 0
        self._asked: NetworkImport | None = None  # what is shown, or being found out
        self._found: Identification | None = None
        self._waiting = False
        self._review: Review | None = None  # of code that was not allowed
        self._reviewing = Background(self)
        self._sent: NetworkImport | None = None  # what the engine was asked
        self._problem: Sentence | None = None
        self.problem, self.consent, self.doubt = Banner(), Banner("note"), Banner("note")
        for banner in (self.problem, self.consent, self.doubt):
            banner.close_button.hide()
        self.facts, self.measured = paragraph(), muted()
        self.table = HypothesisTable()
        self.form = SettingsForm(NetworkImport, only=SHOWN)
        findings = QWidget()
        column = QVBoxLayout(findings)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(8)
        column.addWidget(self.facts)
        column.addWidget(self.measured)
        column.addWidget(self.table, 1)
        self._arrange((self.problem, self.consent, self.doubt), findings, self.form)
        self._connect()
        self.retranslate()

    def _connect(self) -> None:
        self.form.changed.connect(self._on_form_changed)
        self.table.itemSelectionChanged.connect(self._on_row_selected)
        self.consent.pressed.connect(self._on_allowed)
        self._reviewing.done.connect(self._on_reviewed)
        self._typing.timeout.connect(self._ask)
        self._jobs.request_done.connect(self._on_reply)
        self._jobs.request_failed.connect(self._on_request_failed)

    def open(self, request: NetworkImport, seed: int = 0) -> None:
        """Look at what `request` names."""
        self._seed = seed
        self._start_over()
        self.form.set_value(request, undoable=False)
        self._ask()

    def close_source(self) -> None:
        """See `ConfirmationSheet.close_source`."""
        self._start_over()

    def _start_over(self, request: NetworkImport | None = None) -> None:
        """Nothing is known of `request` yet, and answers about what was shown before no longer count."""
        self._typing.stop()
        self._reviewing.forget()
        self._asked = self._sent = request
        self._found = self._problem = self._review = None
        self._waiting = False

    def accept(self) -> None:
        """Open the network as it is read in the selected row."""
        result = self.table.chosen()
        if self._found is None or result is None or self._busy():
            return
        request = apply_hypothesis(self._found.request, result)
        self.close_source()
        self.confirmed.emit(request)

    def _on_form_changed(self) -> None:
        request = self.form.value()
        if request is not None and request != self._asked:
            self._typing.start()
        else:
            self._typing.stop()
        self._show()

    def _ask(self) -> None:
        """Ask the engine, unless nothing is named yet; code is reviewed first."""
        request: NetworkImport | None = self.form.value()
        if request is not None and request != self._asked:
            self._start_over(request)
            try:
                self._look_at(request)
            except RobustGuiError as error:  # the entry names no function
                self._problem = error.sentence
        self._show()

    def _look_at(self, request: NetworkImport) -> None:
        if request.entry:
            self._sent = request.changed(entry=absolute(request.entry))
            self._reviewing.start(partial(review_entry, self._sent.entry))
        elif request.weights:
            self._send()

    def _on_reviewed(self, review: Review) -> None:
        if review.refusal is None:
            self._send()
        else:
            self._review = review
        self._show()

    def _send(self) -> None:
        if self._sent is not None:
            self._waiting = True
            self._jobs.request(TOPIC, IdentifyRequest(self._sent, self._seed))

    def _on_row_selected(self) -> None:
        busy = self._busy()
        chosen = self._found is not None and self.table.chosen() is not None
        self.confirm_button.setEnabled(chosen and not busy and self.form.value() is not None)

    def _on_allowed(self) -> None:
        if self._review is None or self._review.files is None:
            return
        try:
            allow(self._review.files)  # as they were shown
        except RobustGuiError as error:
            self.problem.say(problem_text(error))
            return
        self._asked = None
        self._ask()

    def _on_reply(self, topic: str, reply: object) -> None:
        if topic == TOPIC and isinstance(reply, Identification) and self._waiting and reply.request == self._sent:
            self._waiting, self._found, self._problem = False, reply, None
            self.table.show_results(reply)
            self._show()

    def _on_request_failed(self, topic: str, reason: Sentence, _details: str) -> None:
        if topic == TOPIC and self._waiting:
            self._waiting, self._found, self._problem = False, None, reason
            self._show()

    def _busy(self) -> bool:
        """Whether what is shown may be replaced in a moment."""
        return self._waiting or self._reviewing.busy or self._typing.isActive()

    def _consent_words(self) -> str:
        """What would run and from where; empty: nothing has to be allowed."""
        if self._review is None or self._review.refusal is None or self._busy():
            return ""
        refusal = translate_sentence(self._review.refusal.reason)
        if self._review.files is None:
            return refusal
        words = self.tr("Opening this network runs these files on your machine, with all your rights.")
        return f"{refusal}\n{words}"

    def _show(self) -> None:
        """Everything that depends on what was found out."""
        found, busy = self._found, self._busy()
        files = self._review.files if self._review is not None else None
        self.consent.say(self._consent_words(), self.tr("Trust and run") if files is not None else "")
        self.consent.setToolTip(literal("\n".join(files.digests) if files is not None else ""))
        self.problem.say(translate_sentence(self._problem) if self._problem else "")
        doubt = found.doubt if found is not None else None
        self.doubt.say(translate_sentence(doubt) if doubt is not None else "")
        self.facts.setText("\n".join(translate_sentence(fact) for fact in found.facts) if found else "")
        self.measured.setText(self._describe_measurement(found) if found else "")
        self.table.setVisible(found is not None)
        self.state.setText(self.tr("Identifying the network…") if busy else "")
        self._on_row_selected()

    def _describe_measurement(self, found: Identification) -> str:
        if found.metric == "accuracy":
            words = self.tr(
                "All interpretations of the weights, evaluated on {count} of {all} {all:sequence|sequences} "
                "(majority class: {share} %). The selected one is opened."
            )
        else:
            words = self.tr(
                "All interpretations of the weights, evaluated on {count} of {all} {all:sequence|sequences}. "
                "The selected one is opened."
            )
        return fill_in(words, count=found.samples, all=found.available, share=f"{100 * found.baseline:.1f}")

    def retranslate(self) -> None:
        """Every text; the form follows by itself."""
        request: NetworkImport | None = self.form.value()
        place = Path(request.weights) if request is not None and request.weights else Path()
        self.title.setText(self.tr("Open {name}").format(name=place.name) if place.name else self.tr("Open a network"))
        data = core_text(Path(request.data.train).name) if request is not None else ""
        self.path.setText(self.tr("for {data}").format(data=data) if data else "")
        self.cancel_button.setText(self.tr("Cancel"))
        self.confirm_button.setText(self.tr("Open"))
        self.confirm_button.setToolTip(self.tr("Store it as a run, which can be attacked and inspected like any other"))
        self.table.retranslate()
        self._show()
