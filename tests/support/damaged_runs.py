"""Run folders that were damaged by hand: one kind of damage each, by name."""

from __future__ import annotations

import json
import os
import shutil
import socket
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
from safetensors.numpy import save_file

from robustgui.attacks.fgsm import FGSM
from robustgui.base.errors import Sentence
from robustgui.data import DataSettings
from robustgui.evaluation.audit.events import AuditCheck, AuditVerdict
from robustgui.evaluation.events import CurvePoint
from robustgui.evaluation.peers.events import PeerResult
from robustgui.measurements.store import save_result
from robustgui.models.gru import GRU
from robustgui.runs.event_json import to_json
from robustgui.runs.events import RunFinished, RunStarted
from robustgui.runs.folder import CHECKPOINTS, ENVIRONMENT, EVENTS, SNAPSHOTS, SPEC
from robustgui.runs.folder import RunFolder as Folder
from robustgui.runs.spec import RunSpec
from robustgui.threats.linf import Linf
from robustgui.training.events import EpochDone, StepDone
from support.measuring import audit_result, cross_check_result, evaluation_result, save_in_format_1

Damage = Callable[[Path], object]
EVALUATIONS, AUDITS, OPINIONS = "evaluations", "audits", "opinions"
_FILES = (SPEC, EVENTS, ENVIRONMENT, "model.safetensors", "trained_on.npz", ".lock")
_LATER, _NEWER, _OLDER = "2026-02-02T00:00:00.000002", "2026-02-02_*.json", "2026-01-01*.json"
_FOLDERS = (SNAPSHOTS, CHECKPOINTS, EVALUATIONS, AUDITS, OPINIONS)


def sound_run(runs: Path, name: str = "2026-01-02_030405_sound", data: str = "example:synthetic_beats") -> Path:
    """A finished run with an evaluation, an audit and an opinion; its network is none."""
    run = runs / name
    run.mkdir(parents=True)
    spec = RunSpec(name="sound", data=DataSettings(train=data), model=GRU())
    (run / SPEC).write_text(spec.to_toml(), encoding="utf-8")
    log = Folder(run).log
    log.append(RunStarted("sound", str(run), "cpu", 10, 2, 2, 12, 6, "test", "accuracy"))
    for epoch in (1, 2):
        for step in (2 * epoch - 1, 2 * epoch):
            log.append(StepDone(step, epoch, 0.5, (("clean", 0.25),), 1.0, 0.01))
        log.append(EpochDone(epoch, 0.5, 0.75, 0.5, "accuracy", 6, 1.5, 0.5))
    log.append(RunFinished(0.75, 0.5, "accuracy", 6, 3.0))
    Folder(run).write_environment({"python": "3.11", "automatic": ["training.lr"]})
    said = Sentence("{share} of the examples", {"share": "10 %"})
    point = CurvePoint(run.name, 0.1, "std", "accuracy", 0.5, 0.25, 0.75, 6, (("a", 2, 3), ("b", 1, 3)), "fgsm")
    evaluation = evaluation_result(run.name, [FGSM()], Linf(), [point, replace(point, eps=0.2)])
    save_in_format_1(run, evaluation)
    save_result(run, replace(evaluation, created=_LATER))
    light = AuditCheck(run.name, "clean", said, "passed", said, said, said, (("share", 0.1),), 6, 0.1)
    figures = (0.75, 0.5, 0.25, 0.75, 0.5, 6, 1.0)
    verdict = AuditVerdict(run.name, "reliable", said, (), "FGSM", "L-inf", 0.1, "std", "accuracy", *figures)
    save_in_format_1(run, audit_result(run.name, FGSM(), Linf(), [light, verdict]))
    row = PeerResult(run.name, "art", "1.0", "pgd", "PGD", "measured", 0.5, 0.2, 0.8, 0.1, 3, 0, 6, 0.5, said)
    save_in_format_1(run, cross_check_result(run.name, Linf(), [row]))
    (run / SNAPSHOTS).mkdir()
    (run / CHECKPOINTS).mkdir()
    files = ("model", f"{SNAPSHOTS}/epoch_0001", f"{CHECKPOINTS}/step_000000004")
    for file in (f"{stem}.safetensors" for stem in files):
        save_file({"weight": np.zeros(3, np.float32)}, run / file)
    return run


def _text(file: str, content: str | bytes) -> Damage:
    data = content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass")
    return lambda run: (run / file).write_bytes(data)


def _event(event: object) -> Damage:
    """One more line of the log."""

    def append(run: Path) -> None:
        with (run / EVENTS).open("ab") as file:
            file.write((event if isinstance(event, bytes) else json.dumps(event).encode()) + b"\n")

    return append


def _changed(file: str, **changes: object) -> Damage:
    """Other values in the first JSON file that `file` matches, at paths such as points__0__eps."""

    def change(run: Path) -> None:
        path = next(run.glob(file))
        values = json.loads(path.read_bytes())
        for place, value in changes.items():
            *parents, last = (int(part) if part.isdecimal() else part for part in place.split("__"))
            inner = values
            for parent in parents:
                inner = inner[parent]
            inner[last] = value
        path.write_text(json.dumps(values), encoding="utf-8")

    return change


def _remove(path: Path) -> None:
    shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink(missing_ok=True)


def _folder(file: str) -> Damage:
    def put(run: Path) -> None:
        _remove(run / file)
        (run / file).mkdir()
        (run / file / "inside").write_text("x", encoding="ascii")

    return put


def _file(folder: str) -> Damage:
    def put(run: Path) -> None:
        _remove(run / folder)
        (run / folder).write_text("x", encoding="ascii")

    return put


def _link(file: str, target: str) -> Damage:
    def put(run: Path) -> None:
        _remove(run / file)
        (run / file).symlink_to(target)

    return put


def _pipe(file: str) -> Damage:
    def put(run: Path) -> None:
        _remove(run / file)
        os.mkfifo(run / file)

    return put


def _socket(run: Path) -> None:
    _remove(run / EVENTS)
    before = Path.cwd()
    os.chdir(run)  # the name of a socket must be short
    try:
        with socket.socket(socket.AF_UNIX) as made:
            made.bind(EVENTS)
    finally:
        os.chdir(before)


def _endless(file: str) -> Damage:
    """Terabytes that take no room."""
    return lambda run: os.truncate(run / file, 1 << 41)


def _renamed(name: str) -> Damage:
    return lambda run: run.rename(run.with_name(name))


def _aged(seconds: float) -> Damage:
    def age(run: Path) -> None:
        os.utime(run / SPEC, (seconds, seconds))
        run.rename(run.with_name("no date"))

    return age


def _named(pattern: str, *names: str) -> Damage:
    """Empty files whose names have other numbers than the program writes."""
    return lambda run: [(run / pattern.format(name)).write_bytes(b"") for name in names]


def _unfinished(run: Path) -> None:
    os.truncate(run / EVENTS, (run / EVENTS).stat().st_size - 20)


def _emptied(run: Path) -> None:
    for path in run.rglob("*"):
        if path.is_file():
            path.write_bytes(b"")


def _halved(run: Path) -> None:
    for path in run.rglob("*"):
        if path.is_file():
            path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


_EPOCH = {
    "event": "EpochDone",
    "epoch": 3,
    "loss": 0.5,
    "clean": 0.5,
    "attacked": 0.5,
    "metric": "accuracy",
    "samples": 6,
    "seconds": 1.0,
}
_BRACKETS, _DIGITS = "[" * 5000, "9" * 5000

DAMAGES: dict[str, Damage] = {
    "event list": _event([1, 2]),
    "event kind list": _event({"event": ["EpochDone"]}),
    "event text": _event("EpochDone"),
    "message object": _event({"event": "RunFailed", "message": {"template": {"a": 1}}, "details": ""}),
    "message number": _event({"event": "DataWarned", "message": 3}),
    "message facts": _event(
        {"event": "DataWarned", "message": {"template": "{x.y} {z:>999999999}", "facts": {"x": 1, "z": 2}}}
    ),
    "epoch text": _event(_EPOCH | {"epoch": "three"}),
    "epoch negative": _event(_EPOCH | {"epoch": -1}),
    "epoch huge": _event(_EPOCH | {"epoch": 10**30}),
    "epoch float": _event(_EPOCH | {"epoch": 3.5}),
    "epoch again": _event(_EPOCH | {"epoch": 1}),
    "metric NaN": _event(_EPOCH | {"clean": "nan"}),
    "metric list": _event(_EPOCH | {"metric": ["accuracy"]}),
    "metric unknown": _event(_EPOCH | {"metric": "f1"}),
    "accuracy 7": _event(_EPOCH | {"clean": 7.0}),
    "seconds NaN": _event(_EPOCH | {"seconds": "nan"}),
    "seconds infinite": _event(_EPOCH | {"seconds": "inf"}),
    "literal NaN": _event(b'{"event":"RunStopped","step":NaN,"epoch":1}'),
    "event missing field": _event({"event": "EpochDone", "epoch": 3}),
    "event twice": _event(b'{"event":"RunStopped","event":"RunStopped","step":1,"epoch":1}'),
    "event brackets": _event(_BRACKETS.encode()),
    "event digits": _event(f'{{"event":"RunStopped","step":{_DIGITS},"epoch":1}}'.encode()),
    "event surrogate": _event(_EPOCH | {"metric": "\ud800"}),
    "event line long": _event(b"x" * 5_000_000),
    "event unknown": _event({"event": "Dream"}),
    "step backwards": _event(
        {
            "event": "StepDone",
            "step": 1,
            "epoch": 1,
            "loss": 1,
            "clean_loss": 1,
            "attacked_loss": None,
            "gradient_norm": 1,
            "lr": 1,
        }
    ),
    "started huge": _event(
        {
            "event": "RunStarted",
            "name": "n",
            "folder": "/",
            "device": "cpu",
            "parameters": 2**40,
            "epochs": 2**62,
            "steps_per_epoch": 2**62,
            "train_samples": 1,
            "watched_samples": 1,
            "watched_split": "test",
            "metric": "mse",
        }
    ),
    "log binary": _text(EVENTS, bytes(range(256)) * 50),
    "log utf-16": _text(EVENTS, to_json(RunFinished(1, 1, "accuracy", 1, 1)).encode("utf-16")),
    "log empty": _text(EVENTS, ""),
    "log without last line": _unfinished,
    "spec brackets": _text(SPEC, f"x = {_BRACKETS}"),
    "spec digits": _text(SPEC, f"seed = {_DIGITS}"),
    "spec hex": _text(SPEC, "seed = 0x" + "f" * 9999),
    "spec dots": _text(SPEC, "a" + ".a" * 9999 + " = 1"),
    "spec types": _text(SPEC, "seed = 'one'\ndata = 3\nmodel = []\n"),
    "spec empty": _text(SPEC, ""),
    "spec binary": _text(SPEC, bytes(range(256))),
    "spec utf-16": _text(SPEC, "seed = 1".encode("utf-16")),
    "spec unknown": _text(SPEC, "wings = 3\n[model]\nname = 'self'\nself = 1\n"),
    "spec nul": _text(SPEC, '[data]\ntrain = "a\\u0000b"\n'),
    "spec path long": _text(SPEC, f'[data]\ntrain = "/{"x" * 5000}"\n'),
    "spec newer": _text(SPEC, "# Written by robustgui 99.0\nwings = 3\n"),
    "spec name": _text(SPEC, 'name = "a\\nb\\u202e<b>[red]"\n'),
    "spec gone": lambda run: (run / SPEC).unlink(),
    "environment list": _text(ENVIRONMENT, "[1]"),
    "environment brackets": _text(ENVIRONMENT, _BRACKETS),
    "environment automatic": _text(ENVIRONMENT, '{"automatic": [["x"], {}, "training.lr", 3], "spec": [1]}'),
    "result without settings": _changed(f"{EVALUATIONS}/{_NEWER}", measurement=[]),
    "result of later settings": _changed(f"{EVALUATIONS}/{_NEWER}", measurement__wings=3),
    "result without events": _changed(f"{EVALUATIONS}/{_NEWER}", events=[]),
    "result of no event": _changed(f"{EVALUATIONS}/{_NEWER}", events__0__event="Wings"),
    "result event": _changed(f"{EVALUATIONS}/{_NEWER}", events__0__value="wide"),
    "result overlap": _changed(f"{EVALUATIONS}/{_NEWER}", overlap=[1]),
    "evaluation list": _text(f"{EVALUATIONS}/x.json", "[]"),
    "evaluation brackets": _text(f"{EVALUATIONS}/x.json", _BRACKETS),
    "evaluation empty": _changed(f"{EVALUATIONS}/{_OLDER}", points=[]),
    "evaluation attack": _changed(f"{EVALUATIONS}/{_OLDER}", attacks=[{"name": ["fgsm"]}]),
    "evaluation without attacks": _changed(f"{EVALUATIONS}/{_OLDER}", attacks=[]),
    "evaluation threat": _changed(f"{EVALUATIONS}/{_OLDER}", threat={"name": "linf", "eps": "wide"}),
    "evaluation eps": _changed(f"{EVALUATIONS}/{_OLDER}", points__0__eps="nan"),
    "evaluation eps falls": _changed(f"{EVALUATIONS}/{_OLDER}", points__0__eps=0.9),
    "evaluation other": _changed(f"{EVALUATIONS}/{_OLDER}", points__0__attack="pgd"),
    "evaluation class": _changed(f"{EVALUATIONS}/{_OLDER}", points__0__per_class=[["a", -1, 2]]),
    "evaluation date": _changed(f"{EVALUATIONS}/{_OLDER}", created="yesterday"),
    "evaluation samples": _changed(f"{EVALUATIONS}/{_OLDER}", samples=[1]),
    "evaluation seed": _changed(f"{EVALUATIONS}/{_OLDER}", seed=None),
    "audit reasons": _changed(f"{AUDITS}/*.json", verdict__reasons=["none"]),
    "audit status": _changed(f"{AUDITS}/*.json", lights__0__status="pink"),
    "audit figures": _changed(f"{AUDITS}/*.json", lights__0__figures=[["a"]]),
    "opinion value": _changed(f"{OPINIONS}/*.json", rows__0__value=None),
    "opinion note": _changed(f"{OPINIONS}/*.json", rows__0__note={"template": "{x}", "facts": {}}),
    "trained_on junk": _text("trained_on.npz", b"PK\x03\x04junk"),
    "trained_on empty": _text("trained_on.npz", ""),
    "model junk": _text("model.safetensors", b"\xff" * 100),
    "model empty": _text("model.safetensors", ""),
    "snapshot names": _named(f"{SNAPSHOTS}/epoch_{{}}.safetensors", "9" * 20, "5", "-1", "\u0663", "x"),
    "checkpoint names": _named(f"{CHECKPOINTS}/step_{{}}.safetensors", "9" * 40, "5", "\u0663"),
    "all empty": _emptied,
    "all halved": _halved,
    "date out of range": _renamed("2026-99-99_999999_x"),
    "date year one": _renamed("0001-01-01_000000_x"),
    "age before all": _aged(-(2**40)),
    "age beyond all": _aged(2**40),
    "name of newline": _renamed("2026-01-02_030405_a\nb"),
    "name of markup": _renamed("2026-01-02_030405_[red]x"),
    "name long": _renamed("2026-01-02_030405_" + "x" * 230),
    **{f"{file} a folder": _folder(file) for file in _FILES},
    **{f"{folder} a file": _file(folder) for folder in _FOLDERS},
    **{f"{folder} gone": lambda run, folder=folder: _remove(run / folder) for folder in _FOLDERS},
}

if os.name == "posix":
    DAMAGES |= {
        **{f"{file} a pipe": _pipe(file) for file in _FILES},
        **{f"{file} a loop": _link(file, file) for file in _FILES},
        **{f"{file} endless": _link(file, "/dev/zero") for file in _FILES},
        **{f"{folder} a loop": _link(folder, folder) for folder in _FOLDERS},
        "log a socket": _socket,
        "log of terabytes": _endless(EVENTS),
        "spec of terabytes": _endless(SPEC),
        "environment of terabytes": _endless(ENVIRONMENT),
        "evaluation a pipe": lambda run: os.mkfifo(run / EVALUATIONS / "x.json"),
        "name that is no text": _renamed(os.fsdecode(b"2026-01-02_030405_\xff\xfe")),
    }
