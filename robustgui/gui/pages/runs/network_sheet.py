"""Confirms the import of a network: what was identified, and the accuracy of every interpretation of its weights."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from ....base.code_trust import allow
from ....base.errors import RobustGuiError, Sentence
from ....base.templates import fill_in
from ....engine.messages import IdentifyRequest
from ....importing.report import Identification, apply_hypothesis
from ....importing.settings import NetworkImport
from ....models.user_code import Review, absolute, review_entry
from ...forms import SettingsForm
from ...i18n.sentences import problem_text, translate_sentence
from ...i18n.titles import data_title
from ...literal import literal
from ...widgets.background import Background
from ...widgets.banner import Banner
from ...widgets.confirmation_sheet import ConfirmationSheet
from ...widgets.layouts import as_widget, make_column
from ...widgets.text import make_muted_label, paragraph
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
        self._request: NetworkImport | None = None  # that is shown, or being identified
        self._identification: Identification | None = None
        self._is_waiting = False  # for the engine
        self._review: Review | None = None  # of code that was not allowed
        self._reviewing = Background(self)
        self._sent: NetworkImport | None = None  # to the engine
        self._problem: Sentence | None = None
        self.problem, self.consent, self.ambiguity = Banner(), Banner("note"), Banner("note")
        for banner in (self.problem, self.consent, self.ambiguity):
            banner.close_button.hide()
        self.facts, self.evaluation = paragraph(), make_muted_label()
        self.table = HypothesisTable()
        self.form = SettingsForm(NetworkImport, only=SHOWN)
        parts = (self.facts, self.evaluation, self.table)
        findings = as_widget(make_column(*parts, stretched=self.table, margins=(0, 0, 8, 0)))
        self._arrange((self.problem, self.consent, self.ambiguity), findings, self.form)
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
        """Identify the network of `request`."""
        self._seed = seed
        self._start_over()
        self.form.set_value(request, undoable=False)
        self._ask()

    def close_source(self) -> None:
        """See `ConfirmationSheet.close_source`."""
        self._start_over()

    def _start_over(self, request: NetworkImport | None = None) -> None:
        """Forget everything known of the former request, and ignore replies about it."""
        self._typing.stop()
        self._reviewing.forget()
        self._request = self._sent = request
        self._identification = self._problem = self._review = None
        self._is_waiting = False

    def accept(self) -> None:
        """Open the network with the interpretation of the selected row."""
        result = self.table.selected_result
        if self._identification is None or result is None or self._busy():
            return
        request = apply_hypothesis(self._identification.request, result)
        self.close_source()
        self.confirmed.emit(request)

    def _on_form_changed(self) -> None:
        request = self.form.value()
        if request is not None and request != self._request:
            self._typing.start()
        else:
            self._typing.stop()
        self._show()

    def _ask(self) -> None:
        """Request the identification, unless no file is named yet; code is reviewed first."""
        request: NetworkImport | None = self.form.value()
        if request is not None and request != self._request:
            self._start_over(request)
            try:
                self._identify(request)
            except RobustGuiError as error:  # the entry names no function
                self._problem = error.sentence
        self._show()

    def _identify(self, request: NetworkImport) -> None:
        if request.entry:
            self._sent = request.copy_with(entry=absolute(request.entry))
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
            self._is_waiting = True
            self._jobs.request(TOPIC, IdentifyRequest(self._sent, self._seed))

    def _on_row_selected(self) -> None:
        is_selected = self._identification is not None and self.table.selected_result is not None
        self.confirm_button.setEnabled(is_selected and not self._busy() and self.form.value() is not None)

    def _on_allowed(self) -> None:
        if self._review is None or self._review.files is None:
            return
        try:
            allow(self._review.files)  # as they were shown
        except RobustGuiError as error:
            self.problem.say(problem_text(error))
            return
        self._request = None
        self._ask()

    def _on_reply(self, topic: str, reply: object) -> None:
        if topic == TOPIC and isinstance(reply, Identification) and self._is_waiting and reply.request == self._sent:
            self._is_waiting, self._identification, self._problem = False, reply, None
            self.table.show_results(reply)
            self._show()

    def _on_request_failed(self, topic: str, reason: Sentence, _details: str) -> None:
        if topic == TOPIC and self._is_waiting:
            self._is_waiting, self._identification, self._problem = False, None, reason
            self._show()

    def _busy(self) -> bool:
        """Whether the results are about to change."""
        return self._is_waiting or self._reviewing.busy or self._typing.isActive()

    def _consent_words(self) -> str:
        """The code that would run, and its files; empty: nothing has to be allowed."""
        if self._review is None or self._review.refusal is None or self._busy():
            return ""
        refusal = translate_sentence(self._review.refusal.reason)
        if self._review.files is None:
            return refusal
        words = self.tr("Opening this network runs these files on your machine, with all your rights.")
        return f"{refusal}\n{words}"

    def _show(self) -> None:
        """Everything that depends on the identification."""
        identification = self._identification
        files = self._review.files if self._review is not None else None
        self.consent.say(self._consent_words(), self.tr("Trust and run") if files is not None else "")
        self.consent.setToolTip(literal("\n".join(files.digests) if files is not None else ""))
        self.problem.say(translate_sentence(self._problem) if self._problem else "")
        doubt = identification.doubt if identification is not None else None
        self.ambiguity.say(translate_sentence(doubt) if doubt is not None else "")
        facts = identification.facts if identification is not None else ()
        self.facts.setText("\n".join(map(translate_sentence, facts)))
        self.evaluation.setText(self._describe_evaluation(identification) if identification else "")
        self.table.setVisible(identification is not None)
        self.state.setText(self.tr("Identifying the network…") if self._busy() else "")
        self._on_row_selected()

    def _describe_evaluation(self, identification: Identification) -> str:
        if identification.metric == "accuracy":
            words = self.tr(
                "All interpretations of the weights, evaluated on {count} of {all} {all:sequence|sequences} "
                "(majority class: {share} %). The selected one is opened."
            )
        else:
            words = self.tr(
                "All interpretations of the weights, evaluated on {count} of {all} {all:sequence|sequences}. "
                "The selected one is opened."
            )
        share = f"{100 * identification.baseline:.1f}"
        return fill_in(words, count=identification.samples, all=identification.available, share=share)

    def retranslate(self) -> None:
        """Every text; the form follows by itself."""
        request: NetworkImport | None = self.form.value()
        place = Path(request.weights) if request is not None and request.weights else Path()
        self.title.setText(self.tr("Open {name}").format(name=place.name) if place.name else self.tr("Open a network"))
        data = data_title(request.data.train) if request is not None else ""
        self.path.setText(self.tr("for {data}").format(data=data) if data else "")
        self.cancel_button.setText(self.tr("Cancel"))
        self.confirm_button.setText(self.tr("Open"))
        self.confirm_button.setToolTip(self.tr("Store it as a run, which can be attacked and inspected like any other"))
        self.table.retranslate()
        self._show()
