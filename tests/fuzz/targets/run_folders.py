"""Run folders: listed, opened, shown, compared, resumed, evaluated and exported after some file in them was damaged."""

from __future__ import annotations

import contextlib
import shutil
import sqlite3
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

import torch

from robustgui.attacks.fgsm import FGSM
from robustgui.base.errors import RobustGuiError, Sentence
from robustgui.base.events import RunFailed
from robustgui.cli.app import app
from robustgui.evaluation.audit.events import AuditCheck, AuditVerdict
from robustgui.evaluation.peers.events import PeerResult
from robustgui.measurements.compare import compare_results, newest_alike
from robustgui.measurements.evaluate import load_evaluations
from robustgui.measurements.events import MeasurementFinished
from robustgui.measurements.store import load_all, save_result
from robustgui.models.exports import export_network
from robustgui.runs.events import RunStarted
from robustgui.runs.folder import CHECKPOINTS, MODEL, SNAPSHOTS, TRAINED_ON, RunFolder
from robustgui.runs.index import FILE, RunIndex
from robustgui.runs.summary import RunRow, summarise_run
from robustgui.runs.training_run import TrainingRun
from robustgui.threats.linf import Linf

from ...support.measuring import audit_result, cross_check_result, evaluation_run, save_in_format_1
from ..damage.archives import damage_zip
from ..damage.bytes import Damage, damage_by, damage_bytes, try_damage
from ..damage.json_text import damage_json, damage_json_lines
from ..damage.npy import damage_npy
from ..damage.places import damage_place
from ..damage.safetensors import damage_safetensors
from ..damage.text import damage_text
from ..damage.trees import damage_tree, to_toml
from ..target import Target
from ..tiny import tiny_file, tiny_spec
from ..types_of import check_types

_PLACES = {
    "spec": "spec.toml", "events": "events.jsonl", "environment": "environment.json",
    "evaluation": "evaluations/*.json",
    "audit": "audits/*.json", "opinion": "opinions/*.json", "model": MODEL, "snapshot": f"{SNAPSHOTS}/*",
    "checkpoint": f"{CHECKPOINTS}/*", "trained_on": TRAINED_ON, "index": FILE,
}  # fmt: skip


class RunFolders(Target):
    """Two runs with an evaluation, an audit and opinions, of which something is damaged."""

    formats = (*_PLACES, "places", "several")

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        torch.set_num_threads(1)
        self._whole: Path | None = None

    def prepare(self, form: str) -> None:
        """See `Target.prepare`."""
        if self._whole is None:
            self._whole = _whole_runs(self.folder)
            for file in _files(self._whole):
                try_damage(_DAMAGES.get(file.suffix), file.read_bytes())
        copy = self.emptied("damaged")
        shutil.copytree(self._whole, copy, dirs_exist_ok=True)
        for act in _ACTS:
            with contextlib.suppress(RobustGuiError):
                act(copy, sorted(path for path in copy.iterdir() if path.is_dir())[0])

    def damage(self, form: str, chance: Random) -> Path:
        """See `Target.damage`."""
        assert self._whole is not None
        copy = self.emptied("damaged")
        shutil.copytree(self._whole, copy, dirs_exist_ok=True)
        run = sorted(path for path in copy.iterdir() if path.is_dir())[0]
        if form == "index":
            _damage_index(copy / FILE, chance)
        elif form == "places":
            for _ in range(chance.choice((1, 1, 2))):
                damage_place(chance.choice(sorted(run.rglob("*"))), chance)
        elif form == "several":
            for _ in range(chance.choice((2, 3, 5))):
                _damage_file(chance.choice(_files(run)), chance)
        else:
            _damage_file(chance.choice(sorted(run.glob(_PLACES[form]))), chance)
        return copy

    def attempt(self, form: str, path: Path, chance: Random) -> None:
        """See `Target.attempt`: what lists runs never fails; the rest may be refused, each for itself."""
        run = sorted(one for one in path.iterdir() if one.is_dir() and one.name.startswith("20"))[0]
        check_types(summarise_run(run))
        _list(path, run)
        refused: list[RobustGuiError] = []
        acts = chance.sample(_ACTS, 3) if chance.random() < 0.9 else [*_ACTS, *_COSTLY_ACTS]
        for act in [*acts, *(chance.sample(_COSTLY_ACTS, 1) if chance.random() < 0.3 else ())]:
            try:
                act(path, run)
            except RobustGuiError as error:
                refused.append(error)
        if refused:
            raise refused[0]


def _whole_runs(folder: Path) -> Path:
    """Two finished runs with all that may lie beside them."""
    runs = folder / "whole"
    spec = tiny_spec(tiny_file(folder / "data"))
    for seed in (0, 1):
        for _ in TrainingRun(spec.copy_with(seed=seed), runs).events():
            pass
    opened = sorted(path for path in runs.iterdir() if path.is_dir())
    for _ in evaluation_run(opened, [FGSM()], Linf(), [0.1, 0.3]).events():
        pass
    for path in opened:
        _add_audit(path)
    index = RunIndex(runs)
    index.rows()
    index.close()
    return runs


def _add_audit(run: Path) -> None:
    said = Sentence("{share} of the examples", {"share": "10 %"})
    light = AuditCheck(run.name, "clean", said, "passed", said, said, said, (("share", 0.1),), 6, 0.1)
    figures = {"clean": 0.9, "value": 0.5, "low": 0.4, "high": 0.6, "worst": 0.5}
    verdict = AuditVerdict(
        run=run.name, verdict="doubtful", summary=said, reasons=("clean",), attack="FGSM", threat="L-inf", eps=0.1,
        unit="std",
        metric="accuracy", samples=6, seconds=1.0, **figures,
    )  # fmt: skip
    audit = audit_result(run.name, FGSM(), Linf(), [light, verdict])
    save_in_format_1(run, audit)
    save_result(run, replace(audit, created="2026-02-02T00:00:00.000002"))
    row = PeerResult(run.name, "art", "1.0", "pgd", "PGD", "measured", 0.5, 0.2, 0.8, 0.1, 3, 0, 6, 0.5, said)
    save_in_format_1(run, cross_check_result(run.name, Linf(), [row, replace(row, value=None)]))


def _files(run: Path) -> list[Path]:
    return sorted(path for path in run.rglob("*") if path.is_file() and path.name != ".lock")


def _damage_file(path: Path, chance: Random) -> None:
    """By the kind of file; a few become something else than a file."""
    if not path.is_file():
        return
    if chance.random() < 0.04:
        damage_place(path, chance)
        return
    content = path.read_bytes()
    path.write_bytes(damage_by(_DAMAGES.get(path.suffix), content, chance)[: 1 << 24])


def _damage_toml(content: bytes, chance: Random) -> bytes:
    import tomllib

    if chance.random() < 0.2:
        return damage_text(content, chance)
    return to_toml(damage_tree(tomllib.loads(content.decode()), chance)).encode("utf-8", "surrogatepass")


_DAMAGES: dict[str, Damage] = {
    ".toml": _damage_toml,
    ".json": damage_json,
    ".jsonl": damage_json_lines,
    ".safetensors": damage_safetensors,
    ".npz": lambda content, chance: damage_zip(content, chance, lambda name, data, more: damage_npy(data, more)),
}


def _damage_index(path: Path, chance: Random) -> None:
    """Rows with other content, a table of another form, or a damaged database."""
    kind = chance.randrange(6)
    if kind == 0:
        damage_place(path, chance)
        return
    if kind == 1:
        path.write_bytes(damage_bytes(path.read_bytes(), chance))
        return
    database = sqlite3.connect(path)
    with contextlib.closing(database), contextlib.suppress(sqlite3.Error), database:
        if kind == 2:
            statements = ("DROP TABLE runs", "PRAGMA user_version = 99", "ALTER TABLE runs RENAME COLUMN row TO line",
                          "CREATE TRIGGER t AFTER DELETE ON runs BEGIN SELECT RAISE(ABORT, 'x'); END",
                          "ALTER TABLE runs ADD COLUMN x INT NOT NULL DEFAULT 1")  # fmt: skip
            database.execute(chance.choice(statements))
        else:
            columns = [row[1] for row in database.execute("PRAGMA table_info(runs)")]
            column = chance.choice(columns)
            (old,) = database.execute(f"SELECT {column} FROM runs LIMIT 1").fetchone()
            database.execute(f"UPDATE runs SET {column} = ?", (_other_cell(old, chance),))


def _other_cell(old: Any, chance: Random) -> Any:
    if isinstance(old, str) and old.startswith("{"):
        return damage_json(old.encode(), chance).decode("utf-8", "replace")
    return chance.choice((0, 1.5, b"\xff\x00", "", "x" * 1000, "../..", "[]", old * 2 if isinstance(old, str) else 7))


def _list(runs: Path, run: Path) -> None:
    """The table of runs: no damage may hide another run."""
    index = RunIndex(runs)
    try:
        rows = index.rows()
        index.rows("finished tiny")
    finally:
        index.close()
    for row in rows:
        check_types(row)
        assert isinstance(row, RunRow)
    whole = [path.name for path in runs.iterdir() if path.is_dir() and path != run and path.name.startswith("20")]
    assert set(whole) <= {row.name for row in rows}, "a run is missing in the table"


def _open(runs: Path, run: Path) -> None:
    folder = RunFolder(run)
    folder.is_running(), folder.has_checkpoint()
    spec = folder.spec()
    spec.to_toml()
    folder.read_requested_spec()
    folder.read_fingerprints()


def _read_events(runs: Path, run: Path) -> None:
    folder = RunFolder(run)
    for event in (*folder.events(), *folder.events(steps=False)):
        check_types(event)
        str(event)


def _read_results(runs: Path, run: Path) -> None:
    folder = RunFolder(run)
    folder.environment()
    for stored in load_all(folder.path).results:
        for event in stored.events:
            check_types(event)
        stored.summary(), stored.tables()
    evaluations = load_evaluations(run)
    others = load_evaluations(next(path for path in runs.iterdir() if path.is_dir() and path != run))
    for first, second in ((evaluations, others), (others, evaluations)):
        if (pair := newest_alike(first, second)) is not None:
            for event in compare_results(*pair):
                check_types(event)


def _load(runs: Path, run: Path) -> None:
    folder = RunFolder(run)
    epochs = folder.epochs()
    network = folder.load_network(epochs[-1] if epochs and run.stat().st_mtime_ns % 2 else None)
    with torch.no_grad():
        network.outputs(torch.zeros(2, 3, len(network.features)), torch.ones(2, 3, dtype=torch.bool))


def _command(*arguments: str) -> Callable[[Path, Path], None]:
    def call(runs: Path, run: Path) -> None:
        others = [path.name for path in sorted(runs.iterdir()) if path.is_dir() and path != run]
        words = [word.format(run=run.name, other=others[0]) for word in arguments]
        with contextlib.redirect_stderr(sys.stdout):
            try:
                app([*words, "--runs", str(runs)], standalone_mode=False)
            except SystemExit as ended:
                if ended.code not in (None, 0, 2):
                    raise

    return call


def _carried_out(events: Any, ending: type) -> None:
    """Until `ending`; a failure is an error again."""
    with contextlib.closing(events):
        for event in events:
            if isinstance(event, RunFailed):
                if event.details:
                    raise AssertionError(event.details)
                raise RobustGuiError(event.message.template, **event.message.facts)
            if isinstance(event, ending):
                return


def _resume(runs: Path, run: Path) -> None:
    _carried_out(TrainingRun(None, resume=run).events(), RunStarted)


def _evaluate(runs: Path, run: Path) -> None:
    _carried_out(evaluation_run([run], [FGSM()], Linf(), [0.1], samples=1).events(), MeasurementFinished)


def _export(runs: Path, run: Path) -> None:
    export_network(RunFolder(run).load_network(), runs / "exported.pt", overwrite=True)


_ACTS: tuple[Callable[[Path, Path], None], ...] = (
    _open, _read_events, _read_results, _load, _command("list"), _command("list", "--json"), _command("show", "{run}"),
    _command("show", "{run}", "--json"), _command("compare", "{other}", "{run}"), _command("compare", "{run}",
    "{other}", "--json"),
)  # fmt: skip
_COSTLY_ACTS: tuple[Callable[[Path, Path], None], ...] = (_resume, _evaluate, _export)
