"""The preview of an import: how a source is parsed, warnings about it, and suggested settings."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from ..base.apart import share_process
from ..base.errors import RobustGuiError, Sentence
from .by_name import locate_source
from .examples import PREFIX
from .formats.base import Preview, of_sequences
from .formats.files.source import source_size
from .formats.text_lines import coarse_label, has_two_levels
from .load import arrange, load
from .sequence_set import Dataset, SequenceSet
from .settings import DataSettings
from .splits import SPLITS
from .summary import Summary, summarise
from .tasks import TASKS
from .warnings import collect_warnings

FIRST = 2000  # sequences that are looked at of a large source
_LARGE_BYTES = 32 << 20
_LARGE_FILES = 4000
_ROWS = 50  # of an example
GROUP_SPLIT = "group"  # of SPLITS
_WINDOWS = 3  # of history and horizon that a series should hold, so that some lie before and some behind a split
FORECASTING, NEXT_TOKEN = "forecasting", "next_token"  # of TASKS


@dataclass(frozen=True)
class Suggestion:
    """A suggested change of settings.

    Attributes:
        reason: why, in a sentence.
        offer: what is done, in a few words, for a button.
        changes: of `DataSettings`, for `Settings.replace_paths`.
    """

    reason: Sentence
    offer: Sentence
    changes: Mapping[str, Any]


@dataclass(frozen=True)
class ImportPreview:
    """A source before it replaces the open dataset.

    Attributes:
        settings: what was asked, with the reader that was found and what it found out.
        preview: the beginning of the source; None if it cannot be read.
        dataset: the data, split and prepared, or of a large source its beginning; None if that is impossible.
        summary: of `dataset`.
        first: how many sequences `dataset` was made from where that is not all of them, else None.
        facts: what was found out.
        urgent: warnings that must be seen before the import; see `data.warnings`.
        warnings: what else deserves attention.
        problem: why it cannot be imported like this; None if it can.
        suggestions: what could be chosen instead.
    """

    settings: DataSettings
    preview: Preview | None = None
    dataset: Dataset | None = None
    summary: Summary | None = None
    first: int | None = None
    facts: tuple[Sentence, ...] = ()
    urgent: tuple[Sentence, ...] = ()
    warnings: tuple[Sentence, ...] = ()
    problem: Sentence | None = None
    suggestions: tuple[Suggestion, ...] = ()

    def __repr__(self) -> str:
        what = self.problem or ("nothing" if self.dataset is None else repr(self.dataset.train)[1:-1])
        lines = [*self.facts, *self.urgent, *self.warnings]
        return "\n".join([f"<Preview of {self.settings.train}: {what}", *(f"  {line}" for line in lines)]) + ">"


def preview(settings: DataSettings, *, guess: bool = True) -> ImportPreview:
    """Look at the source that `settings` name; nothing that a user can cause is raised.

    Args:
        settings: which source, and how it is to be read; `test` is taken into account.
        guess: let the reader write what it finds out into its settings; else it is taken as it is.
    """
    with share_process():  # it is opened several times
        return _preview(settings, guess)


def _preview(settings: DataSettings, guess: bool) -> ImportPreview:
    table: Preview | None = None
    raw: SequenceSet | None = None
    first: int | None = None
    dataset: Dataset | None = None
    problem: Sentence | None = None
    try:
        if settings.train.startswith(PREFIX):
            return _of_example(load(settings), settings)
        path = locate_source(settings.train)
        if guess or settings.format.name == "recognised":
            settings = settings.copy_with(format=settings.format.guess(path))
        table = settings.format.preview(path)
        raw = settings.format.read(path, FIRST)
        first = len(raw) if is_large(path) else None
        dataset = load(settings) if first is None else arrange(settings, raw, None)
    except RobustGuiError as error:
        problem = error.sentence
    summary = summarise(dataset) if dataset is not None else None
    suggestions = () if raw is None else tuple(_suggest(settings, raw))
    if raw is not None and problem is not None and _lacks_labels(settings, raw):
        problem = Sentence(
            "{source} has no labels. Specify their column in the settings of the format, or choose another task.",
            {"source": raw.source or raw.name},
        )
    return ImportPreview(
        settings=settings,
        preview=table,
        dataset=dataset,
        summary=summary,
        first=first if dataset is not None else None,
        facts=_facts(table, summary),
        urgent=_urgent(table, raw, dataset),
        warnings=(*_other_warnings(summary), *_missing(dataset, summary)),
        problem=problem,
        suggestions=suggestions,
    )


def is_large(path: Path) -> bool:
    """Whether a preview looks at the beginning of `path` alone."""
    if not path.is_dir():
        return source_size(path) > _LARGE_BYTES
    files = (Path(folder, name) for folder, _, names in os.walk(path) for name in names)
    sizes = [source_size(file) for file in islice(files, _LARGE_FILES)]
    return len(sizes) == _LARGE_FILES or sum(sizes) > _LARGE_BYTES


def _of_example(dataset: Dataset, settings: DataSettings) -> ImportPreview:
    """An example needs no guessing: its first sequences, and what is said of all."""
    summary = summarise(dataset)
    return ImportPreview(
        settings,
        of_sequences(dataset.train, _ROWS),
        dataset,
        summary,
        facts=summary.notes,
        urgent=collect_warnings(dataset),
        warnings=_other_warnings(summary),
    )


def _facts(table: Preview | None, summary: Summary | None) -> tuple[Sentence, ...]:
    """What was found out, each thing once: of all data where they were read, else of the rows that are shown."""
    notes = summary.notes if summary else ()
    shown_templates = {note.template for note in notes}
    of_rows = [
        fact
        for fact in (table.facts if table else ())
        if fact.severity == "note" and fact.template not in shown_templates
    ]
    return tuple({str(fact): fact for fact in (*of_rows, *notes)}.values())


def _urgent(table: Preview | None, raw: SequenceSet | None, dataset: Dataset | None) -> tuple[Sentence, ...]:
    """Warnings of readers: about all data where they were read, else about the first rows; each kind once."""
    notes = collect_warnings(dataset) if dataset else tuple(raw.notes) if raw else ()
    shown_templates = {note.template for note in notes}
    of_rows = (fact for fact in (table.facts if table else ()) if fact.template not in shown_templates)
    return tuple(note for note in (*notes, *of_rows) if note.severity == "warning")


def _other_warnings(summary: Summary | None) -> tuple[Sentence, ...]:
    """What deserves attention and is not urgent."""
    return tuple(warning for warning in summary.warnings if warning.severity == "note") if summary else ()


def _lacks_labels(settings: DataSettings, raw: SequenceSet) -> bool:
    """Whether labels are asked for that `raw`, as it was read, does not have."""
    return settings.task.name == "by_labels" and raw.task == "regression" and not raw.labels.shape[1]


def _missing(dataset: Dataset | None, summary: Summary | None) -> list[Sentence]:
    """How many values are missing, and which step of the preparation takes care of them."""
    if dataset is None or summary is None:
        return []
    count = sum(feature.missing for part in summary.splits for feature in part.features)
    steps = [step.title for step in dataset.pipeline.steps if step.name in ("fill", "mask")] if dataset.pipeline else []
    if not count or not steps:
        return []
    return [Sentence("Missing values: {count}. Handled by: {step}.", {"count": count, "step": steps[0]})]


def _suggest(settings: DataSettings, raw: SequenceSet) -> list[Suggestion]:
    """Splits and tasks that suit `raw`, as it was read, better than those of `settings`."""
    suggestions = []
    grouped = raw.groups is not None and len(raw.group_names) > 1
    if grouped and GROUP_SPLIT in SPLITS and settings.split.name in ("given", "random"):
        title = raw.group_title or "group"
        suggestions.append(
            Suggestion(
                Sentence(
                    "The sequences come from {count} {count:group|groups} ({title}). A grouped split measures "
                    "generalisation to unseen groups, which is usually harder.",
                    {"count": len(raw.group_names), "title": title},
                ),
                Sentence("Split by {title}", {"title": title}),
                {"split": GROUP_SPLIT},
            )
        )
    if getattr(settings.format, "level", "") == "fine" and has_two_levels(raw.classes):
        coarse = len({coarse_label(name) for name in raw.classes})
        facts = {"fine": len(raw.classes), "coarse": coarse}
        suggestions.append(
            Suggestion(
                Sentence(
                    (
                        "The labels have two levels: {fine} fine {fine:class|classes} within {coarse} coarse "
                        "{coarse:class|classes}."
                    ),
                    facts,
                ),
                Sentence("Use the {coarse} {coarse:coarse class|coarse classes}", facts),
                {"format.level": "coarse"},
            )
        )
    if _lacks_labels(settings, raw):
        name = NEXT_TOKEN if raw.symbolic else FORECASTING
        offer = Sentence("Predict the next token") if raw.symbolic else Sentence("Forecast")
        if name in TASKS:
            reason = Sentence("Without labels, a network can be trained to forecast the sequences.")
            suggestions.append(Suggestion(reason, offer, {"task": name} | _targets(name, raw)))
    return suggestions


def _targets(task: str, raw: SequenceSet) -> dict[str, Any]:
    """What a forecast is asked for: a horizon that the file names, a history that the sequences have, prices at close.

    Beside volumes of millions the errors of prices would not count.
    """
    if task != FORECASTING:
        return {}
    longest, usual = int(raw.lengths.max()), TASKS[FORECASTING].model_fields
    changes: dict[str, Any] = {}
    named_horizon = next((note.facts["horizon"] for note in raw.notes if "horizon" in note.facts), None)
    horizon = int(str(named_horizon or usual["horizon"].default))
    if named_horizon:
        changes["task.horizon"] = horizon
    if usual["history"].default + horizon > longest // _WINDOWS and longest > _WINDOWS * (horizon + 1):
        changes["task.history"] = max(1, longest // _WINDOWS - horizon)
    names = {feature.casefold(): feature for feature in raw.features}
    closing = next((names[name] for name in ("close", "adj close", "price") if name in names), "")
    return changes | ({"task.targets": (closing,)} if raw.kind == "prices" and closing else {})
