"""Continues a run without a readable checkpoint from its newest stored network, with a new optimiser."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from ..base.errors import NoCheckpoint, RunError, Sentence
from ..base.events import Event
from ..models.network_file import load_network, read_epoch
from ..models.tensor_file import load_state
from ..training.checkpoint import Position
from ..training.events import EpochDone, StepDone
from .folder import MODEL, RunFolder

if TYPE_CHECKING:
    from ..training.loop import Trainer


def has_finished_epoch(folder: RunFolder, events: Sequence[Event]) -> bool:
    """Whether an epoch of the run is finished, so that a restart would lose something."""
    return any(isinstance(event, EpochDone) for event in events) or bool(_network_files(folder))


def explain_missing_checkpoint(folder: RunFolder, problem: Sentence | None) -> NoCheckpoint:
    """The error that offers to continue from the newest stored network.

    Args:
        folder: of the run.
        problem: why no checkpoint can be read; None: there is none.
    """
    epoch = next((epoch for epoch, _ in _network_files(folder)), 0)
    facts = {"run": folder.name, "problem": str(problem), "epoch": epoch}
    if epoch == 0:
        return NoCheckpoint(
            "The run {run} cannot be resumed: it has no readable checkpoint, and no network is stored. Its finished "
            "epochs stay in its history. Start a new run with the same settings.",
            **facts,
        )
    if problem is None:
        return NoCheckpoint(
            "The run {run} cannot be resumed exactly: its checkpoint is missing. It can continue from the network of "
            "epoch {epoch}, which is stored: the weights are kept, but the state of the optimiser is lost, so the "
            "result differs from that of an uninterrupted run. Finished epochs stay in the history.",
            **facts,
        )
    return NoCheckpoint(
        "The run {run} cannot be resumed exactly: {problem} It can continue from the network of epoch {epoch}, which "
        "is stored: the weights are kept, but the state of the optimiser is lost, so the result differs from that of "
        "an uninterrupted run. Finished epochs stay in the history.",
        **facts,
    )


def restart(folder: RunFolder, trainer: Trainer, every: int) -> tuple[Position, int]:
    """Load the newest readable stored network into `trainer`.

    Order of the batches, learning rate and budget follow from the number of the step, so they continue where they
    were; the state of the optimiser (momentum, running means of gradients) and of the method of the defence is new.

    Args:
        folder: of the run.
        trainer: fresh; its network gets the stored weights.
        every: how often an epoch is measured. One that is stored and not yet measured is measured next.

    Returns:
        Where the training continues, and the epoch of the network.

    Raises:
        RunError: no stored network can be read, or it is another one than spec and data ask for.
    """
    epoch = _load_newest(folder, trainer)
    events = folder.events()
    done = [event for event in events if isinstance(event, EpochDone) and event.epoch <= epoch]
    due = (epoch % every == 0 or epoch == trainer.epochs) and epoch not in {event.epoch for event in done}
    losses = [event.loss for event in events if isinstance(event, StepDone) and event.epoch == epoch]
    trainer.step = epoch * trainer.steps_per_epoch
    before = [0, *(event.epoch for event in done)]
    seconds = sum(event.seconds * (event.epoch - last) for last, event in zip(before, done, strict=False))
    mean = sum(losses) / len(losses) if losses else 0.0
    position = Position(
        step=trainer.step,
        epoch=epoch - due,
        loss_sum=mean * trainer.steps_per_epoch if due else 0.0,
        seconds=seconds,
    )
    return position, epoch


def _load_newest(folder: RunFolder, trainer: Trainer) -> int:
    """Load the weights of the newest stored network that can be read; returns its epoch."""
    problem: RunError | None = None
    for epoch, file in _network_files(folder):
        try:
            stored = load_network(file).module.state_dict()
        except RunError as error:
            problem = problem or error
            continue
        try:
            load_state(trainer.network.module, stored)
        except ValueError as error:
            raise RunError(
                "{file} is of another network than the spec and the data now ask for. Put back the spec and the data "
                "of the run, or start a new run.",
                file=str(file),
            ) from error
        return epoch
    raise problem or explain_missing_checkpoint(folder, None)


def _network_files(folder: RunFolder) -> list[tuple[int, Path]]:
    """(epoch, file) of the stored networks, the newest epoch first."""
    files = [(epoch, folder.snapshots.path(epoch)) for epoch in folder.epochs()]
    newest = folder.path / MODEL
    with suppress(RunError):  # absent or damaged
        files.append((read_epoch(newest), newest))
    return sorted(files, reverse=True)
