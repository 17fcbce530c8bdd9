"""The page Data: opens a file or an example, and shows its sequences, statistics and warnings."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QPushButton, QWidget

from ....base.errors import Sentence
from ....data import Dataset, DataSettings, SequenceSet, Summary, summarise
from ....data.by_name.base import absolute_source
from ....data.examples import PREFIX
from ....data.warnings import collect_warnings
from ...forms.open_button import OpenButton
from ...i18n.sentences import resolve_text, translate_sentence
from ...i18n.titles import dataset_title
from ...network_files import is_network
from ...session import Filter, Selection
from ...widgets.background import Background
from ...widgets.banner import Banner
from ...widgets.card import Card
from ...widgets.drop_zone import get_dropped_file
from ...widgets.layouts import as_widget, make_column, make_row, make_scroll_area, split
from ...widgets.text import page_title, paragraph
from ..base import PAGES, Page
from .data_details import DataDetails
from .data_facts import DataFacts
from .example_cards import ExampleCards, source_text
from .import_sheet import ImportSheet
from .pipeline_panel import PipelinePanel
from .sequence_model import label_text
from .sequence_plot import SequencePlot
from .sequence_table import SequenceTable

if TYPE_CHECKING:
    from ...jobs import Jobs
    from ...session import Session


_SIZES, _TEXT_SIZES = [380, 420], [600, 260]  # of table and preview: texts need a wide table


@PAGES.register("data")
class DataPage(Page):
    """Table and preview of the open dataset; without one, what can be opened."""

    order: ClassVar[int] = 1
    icon: ClassVar[str] = "data"

    def __init__(self, session: Session, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(session, jobs, parent)
        self.setAcceptDrops(True)
        self._summary: Summary | None = None
        self._background = Background(self)
        self._background.done.connect(self._on_summary)
        self.heading, self.source = page_title(), paragraph(second=True)
        self.open_button, self.examples_button = OpenButton(), QPushButton()
        self.examples_button.setCheckable(True)
        self.banner = Banner()
        self.warning = Banner("warning")
        self.filter_banner = Banner("note")
        self.examples = ExampleCards()
        self.sheet = ImportSheet()
        self._is_previewing = False
        self.facts = DataFacts()
        self.table = SequenceTable()
        self.preview = SequencePlot()
        self.details = DataDetails()
        self.chain = PipelinePanel(session)
        self._build()
        self._connect()
        self.retranslate()

    def _build(self) -> None:
        words = make_column(self.heading, self.source, spacing=0)
        top = make_row(words, stretched=words)
        for button in (self.examples_button, self.open_button):
            top.addWidget(button, alignment=Qt.AlignmentFlag.AlignTop)
        self.top = as_widget(top)
        self.facts_card = Card()
        self.facts_card.body.addWidget(self.chain)
        self.facts_card.body.addWidget(self.facts)
        right = split(Qt.Orientation.Vertical, (self.preview, self.details), (320, 240))
        self.body = split(Qt.Orientation.Horizontal, (self.table, right), tuple(_SIZES))
        self.examples_area = make_scroll_area(self.examples)
        parts = (
            self.sheet, self.top, self.banner, self.warning, self.examples_area, self.facts_card, self.filter_banner,
            self.body,
        )  # fmt: skip
        layout = self.fill(*parts, stretched=self.body)
        for place in (0, 4):  # one of the three is visible at a time
            layout.setStretch(place, 1)

    def _connect(self) -> None:
        self.open_button.chosen.connect(self._on_source_chosen)
        self.examples.browse_requested.connect(self.open_button.browse)
        self.banner.pressed.connect(self.open_button.browse)
        self.examples_button.toggled.connect(self._arrange)
        self.examples.chosen.connect(self._on_source_chosen)
        self.filter_banner.pressed.connect(lambda: self.session.set_filter(None))
        self.table.chosen.connect(lambda split, index: self.session.select(Selection(split, index)))
        self.table.opened.connect(self._on_opened)
        self.sheet.confirmed.connect(self._on_imported)
        self.sheet.cancelled.connect(self._on_sheet_closed)
        self.session.preview_requested.connect(self.preview_source)
        self.session.dataset_requested.connect(lambda _: self._on_sheet_closed())
        self.session.dataset_changed.connect(self._on_dataset_changed)
        self.session.dataset_refused.connect(self._on_refused)
        self.session.selection_changed.connect(lambda _: self._show_selection())
        self.session.filter_changed.connect(self._on_filter_changed)
        self._on_dataset_changed(self.session.dataset)

    def title(self) -> str:
        """See `Page.title`."""
        return self.tr("Data")

    def retranslate(self) -> None:
        """See `Page.retranslate`."""
        self.examples_button.setText(self.tr("Examples"))
        self.examples_button.setToolTip(self.tr("Show the data that come with the program"))
        for part in (
            self.open_button, self.examples, self.sheet, self.chain, self.facts, self.table, self.preview, self.details,
        ):  # fmt: skip
            part.retranslate()
        self.refresh()

    def refresh(self) -> None:
        """See `Page.refresh`."""
        dataset = self.session.dataset
        if dataset is None:
            self.heading.setText(self.tr("Open a dataset"))
            self.source.setText(self.tr("Choose an example, or open your own file. Nothing leaves this machine."))
        else:
            self.heading.setText(dataset_title(dataset))
            self.source.setText(source_text(dataset))
        self.facts.show_summary(self._summary, len(dataset.train.vocabulary) if dataset else 0)
        self.details.show_summary(self._summary)
        self._show_selection()
        self._arrange()

    def restyle(self) -> None:
        """See `Page.restyle`."""
        self.preview.restyle()
        self.update()

    def _arrange(self) -> None:
        """Examples are shown without data, or above them on request; a preview hides everything else."""
        is_open, is_previewing = self.session.dataset is not None, self._is_previewing
        self.examples_button.setVisible(is_open)
        visible = {
            self.sheet: is_previewing,
            self.top: not is_previewing,
            self.examples_area: not is_previewing and (not is_open or self.examples_button.isChecked()),
            self.facts_card: is_open and not is_previewing,
            self.body: is_open and not is_previewing,
            self.warning: bool(self.warning.text()) and not is_previewing,
            self.filter_banner: bool(self.filter_banner.text()) and not is_previewing,
        }
        self.set_visible(visible)

    def _on_dataset_changed(self, dataset: Dataset | None) -> None:
        self.banner.say("")
        self.examples_button.setChecked(False)
        self.warning.say_all(collect_warnings(dataset) if dataset else ())
        self._summary = None
        self.table.set_dataset(dataset)
        if dataset is not None:
            self.body.setSizes(_TEXT_SIZES if dataset.train.symbolic else _SIZES)
        self.details.show_dataset(dataset)
        self._background.forget()
        if dataset is not None:
            self._background.start(lambda: summarise(dataset))
        self.mark_stale()

    def _on_summary(self, summary: Summary) -> None:
        self._summary = summary
        self.mark_stale()

    def _on_refused(self, reason: Sentence) -> None:
        self.banner.say(lambda: translate_sentence(reason), lambda: self.tr("Open another…"))

    def _on_filter_changed(self, subset: Filter | None) -> None:
        if subset is None:
            self.table.rows.filter()
            self.filter_banner.say("")
        else:
            self.table.rows.filter(subset.split, subset.indices)
            reason, count = subset.reason, len(subset.indices)
            self.filter_banner.say(
                lambda: self.tr("{reason}: {count}").format(reason=resolve_text(reason), count=count),
                lambda: self.tr("Show all"),
            )
        self._show_selection()

    def _show_selection(self) -> None:
        dataset, selection = self.session.dataset, self.session.selection
        if dataset is None or selection is None:
            self.preview.show_sequence(None, 0, "")
            return
        part = dataset.split(selection.split)
        self.table.show_current(selection.split, selection.index)
        name = self.table.rows.split_names[selection.split]
        self.preview.show_sequence(part, selection.index, self._title_of(part, name, selection.index))

    def _title_of(self, part: SequenceSet, name: str, index: int) -> str:
        label = label_text(part, index)
        if part.task == "classification":
            words = self.tr("{part} sequence {number}, class {label}")
        elif label:
            words = self.tr("{part} sequence {number}, target {label}")
        else:
            words = self.tr("{part} sequence {number}")
        return words.format(part=name, number=index, label=label)

    def _on_source_chosen(self, name: str) -> None:
        """An example is opened at once; other data are previewed, a network on the Runs page."""
        self.banner.say("")
        if is_network(name):
            self.session.page_requested.emit("runs")
            self.session.network_requested.emit(name)
        elif name.startswith(PREFIX):
            self.session.dataset_requested.emit(name)
        else:
            self.preview_source(name)

    def preview_source(self, path: str) -> None:
        """Preview the data of `path` before they replace the open ones."""
        self.banner.say("")
        self._is_previewing = True
        self._arrange()
        self.sheet.open(DataSettings(train=absolute_source(path)))

    def _on_imported(self, settings: DataSettings) -> None:
        self._on_sheet_closed()
        self.session.data_requested.emit(settings)

    def _on_sheet_closed(self) -> None:
        self.sheet.close_source()
        self._is_previewing = False
        self._arrange()

    def _on_opened(self, split: str, index: int) -> None:
        self.session.select(Selection(split, index))
        self.session.page_requested.emit("inspect")

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802
        """A file may be dropped anywhere on the page."""
        if get_dropped_file(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        """Opens the first file."""
        if path := get_dropped_file(event):
            event.acceptProposedAction()
            self._on_source_chosen(path)
