"""Every writer at a place that the user chose: all its files or none, and nothing is replaced without consent."""

from __future__ import annotations

import ast
import errno
import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import typer
from support.networks import bumps, moods, network_of, token_network, trained
from typer.main import get_command

import robustgui as rg
from robustgui.api.adversarial_set import FORMATS as SETS
from robustgui.api.adversarial_set import save_adversarial
from robustgui.base import together
from robustgui.base.errors import ExistsError, RunError
from robustgui.cli import app
from robustgui.models.exports import export_network, programs
from robustgui.models.exports.write import FORMATS, SUFFIXES
from robustgui.models.gru import GRU
from robustgui.models.imported import ImportedRecurrent
from robustgui.models.network import Network
from robustgui.training import DeviceSettings

_TORCH_EXPORT = programs.torch_export
_TRACED: dict[str, bytes] = {}
ROOT = Path(__file__).parents[2] / "robustgui"
Write = Callable[[Path, bool], object]  # into a folder, with or without consent


@pytest.fixture(scope="module")
def networks() -> dict[str, Network]:
    return {"values": network_of(ImportedRecurrent(hidden=4)), "tokens": token_network(ImportedRecurrent(hidden=4))}


@pytest.fixture(scope="module")
def attacked() -> dict[str, tuple[rg.Attacked, object]]:
    """Attacked sounds and texts."""
    sounds = replace(bumps(6, seed=2, features=1), sample_rate=8000.0, kind="speech")
    texts = moods(6, seed=1)
    found = {}
    for name, part, attack, threat in (
        ("sounds", sounds, rg.FGSM(), rg.Linf(eps=0.3)), ("texts", texts, rg.HotFlip(), rg.Substitutions(eps=1)),
    ):  # fmt: skip
        network = trained(GRU(hidden=4, readout="last"), part, epochs=1)
        network = network.copy_with(classes=part.classes, targets=part.target_names)
        found[name] = (rg.attack(network, part, attack, threat), part)
    return found


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> rg.Run:
    place = tmp_path_factory.mktemp("runs")
    np.savez(place / "own.npz", x=np.random.default_rng(1).normal(size=(24, 8, 1)), y=np.arange(24) % 2)
    return rg.train(
        rg.load(place / "own.npz"), runs=place / "runs", epochs=1, defence=rg.NoDefence(), model=rg.GRU(hidden=4),
        progress=False, device=DeviceSettings(device="cpu", threads=1),
    )  # fmt: skip


EXPORTS = [(form, kind) for form in FORMATS for kind in ("values", "tokens")]
ENDINGS = [ending if ending.startswith(".") else "" for ending in SETS]
STORED = [*(("sounds", ending) for ending in ENDINGS), ("texts", ".csv"), ("texts", ".npz")]
COMMANDS = {
    "export": ("{run}", "{out}/net.pt"),
    "attack": ("{run}", "--attack", "fgsm", "--out", "{out}/set.csv"),
    "evaluate": ("{run}", "--attack", "fgsm", "--eps", "0.1", "--csv", "{out}/table.csv"),
    "new": ("{out}/new.toml",),
    "screenshot": ("{out}/page.png", "--page", "model", "--size", "400x300"),
}


@pytest.fixture(params=[*EXPORTS, *STORED, *COMMANDS], ids=str)
def write(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Write:
    """One writer after the other."""
    what = request.param
    if what in EXPORTS:
        form, kind = what
        network = request.getfixturevalue("networks")[kind]
        if form == "onnx":
            pytest.importorskip("onnx")
        monkeypatch.setattr(programs, "torch_export", _torch_export)
        return lambda folder, consent: export_network(
            network, folder / f"net{SUFFIXES[form]}", form, steps=7, overwrite=consent
        )
    if what in STORED:
        kind, ending = what
        found, part = request.getfixturevalue("attacked")[kind]
        return lambda folder, consent: save_adversarial(found, part, folder / f"set{ending}", seed=0, overwrite=consent)
    stored = request.getfixturevalue("run").folder.path
    if what == "screenshot":
        pytest.importorskip("PySide6")
        from robustgui.gui import screenshot

        monkeypatch.setattr(screenshot, "main", lambda *args, **options: _picture(Path(args[3]), options["overwrite"]))

    def call(folder: Path, consent: bool) -> None:
        arguments = [text.format(run=stored, out=folder) for text in COMMANDS[what]]
        command = get_command(app.app)
        command(args=[what, *arguments, *(["--overwrite"] if consent else [])], standalone_mode=False)

    return call


def _torch_export(network: Network, steps: int) -> bytes:
    """Traced once; that takes seconds."""
    kind = "tokens" if network.symbolic else "values"
    if kind not in _TRACED:
        _TRACED[kind] = _TORCH_EXPORT(network, steps)
    return _TRACED[kind]


def _picture(file: Path, overwrite: bool) -> None:
    together.write_together({file: os.urandom(8)}, overwrite=overwrite)


def listing(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file()}


def tops(folder: Path) -> list[Path]:
    return sorted(folder.iterdir())


@pytest.mark.filterwarnings("ignore")
def test_that_files_in_the_way_are_all_named_and_kept_and_with_consent_all_replaced(
    write: Write, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    empty, full = tmp_path / "empty", tmp_path / "full"
    empty.mkdir()
    full.mkdir()
    write(empty, False)
    written = tops(empty)
    assert written
    for file in written:
        mine = full / file.name
        if file.is_dir():
            mine.mkdir()
            (mine / "meta.json").write_text("mine")
        else:
            mine.write_text("mine")
    before = listing(full)
    with pytest.raises(ExistsError) as refused:
        write(full, False)
    assert listing(full) == before
    assert all(str(full / file.name) in str(refused.value) for file in written)
    for file in written:  # each alone is in the way, too
        alone = tmp_path / f"alone_{file.name}"
        alone.mkdir()
        (alone / file.name).symlink_to(tmp_path / "nowhere")
        with pytest.raises(ExistsError, match=file.name.replace(".", r"\.")):
            write(alone, False)
        assert [entry.name for entry in tops(alone)] == [file.name]
        assert not (tmp_path / "nowhere").exists()
    write(full, True)
    assert listing(full).keys() == listing(empty).keys()
    assert b"mine" not in listing(full).values()


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("what", ["link", "rename", "fill_file"])
def test_that_a_disk_that_is_full_in_the_middle_leaves_nothing_of_it(
    write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, what: str, capfd: pytest.CaptureFixture[str]
) -> None:
    module = together if what == "fill_file" else os
    function, calls = getattr(module, what), 0

    def fail_second(*arguments: object, **options: object) -> object:
        nonlocal calls
        calls += 1
        if calls == 2:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return function(*arguments, **options)

    monkeypatch.setattr(module, what, fail_second)
    try:
        write(tmp_path, False)
        refused = ""
    except RunError as error:
        refused = str(error)
    assert ("cannot be written" in refused) == (calls >= 2)
    assert bool(tops(tmp_path)) == (calls < 2)


def options_of(command: typer.core.TyperCommand) -> Iterator[str]:
    for parameter in command.params:
        yield from parameter.opts


def test_that_every_command_that_writes_a_file_is_tried_here() -> None:
    commands = get_command(app.app).commands  # type: ignore[attr-defined]
    writing = {name for name, command in commands.items() if "--overwrite" in options_of(command)}
    assert writing == set(COMMANDS)
    places = {name for name, command in commands.items() if {"--out", "--csv", "--output"} & {*options_of(command)}}
    assert places <= writing


OURS = (
    "base/", "data/cache/", "data/by_name/",  # the cache
    "data/formats/sequences/sequence_buffer.py", "data/formats/arrow/sound.py",  # the cache; a scratch folder
    "runs/folder.py", "runs/event_log.py", "measurements/store.py", "models/network_file.py",
    "runs/data_store.py", "data/formats/notebook/content.py",  # a store; into memory
    "training/checkpoint.py", "models/consent.py", "engine/process.py",
    "gui/views/sample.py", "gui/views/sound.py",  # of tests; a temporary file
    "data/fingerprints.py",  # into memory
)  # fmt: skip
WRITERS = {"write_whole", "fill_file", "write_text", "write_bytes", "savez", "savez_compressed", "savetxt", "to_csv"}


def written_in(path: Path) -> Iterator[int]:
    """Lines that write a file without `write_together`; the method `sample` of a reader writes one for the tests."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    samples = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef) and node.name == "sample"]
    in_samples = {id(node) for sample in samples for node in ast.walk(sample)}
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or id(node) in in_samples:
            continue
        name = getattr(node.func, "attr", getattr(node.func, "id", ""))
        texts = [one.value for one in node.args if isinstance(one, ast.Constant) and isinstance(one.value, str)]
        texts += [one.value.value for one in node.keywords if one.arg == "mode" and isinstance(one.value, ast.Constant)]
        opened = name == "open" and any(set(text) & set("wxa+") and len(text) <= 3 for text in texts)
        in_memory = name.startswith("savez") and isinstance(node.args[0], ast.Name) and node.args[0].id == "content"
        if opened or (name in WRITERS and not in_memory):
            yield node.lineno


def test_that_no_other_file_of_the_program_writes_where_the_user_says() -> None:
    """A new writer either goes through `base.together.write_together`, or writes what is the program's own."""
    wrong = [
        f"{path.relative_to(ROOT)}:{line}"
        for path in sorted(ROOT.rglob("*.py"))
        if not path.relative_to(ROOT).as_posix().startswith(OURS)
        for line in written_in(path)
    ]
    assert wrong == []


def test_that_every_table_is_written_by_the_one_writer() -> None:
    wrong = [
        str(path.relative_to(ROOT))
        for path in sorted(ROOT.rglob("*.py"))
        if path.name != "csv_text.py"
        and ("csv.writer(" in (text := path.read_text(encoding="utf-8")) or "csv.DictWriter(" in text)
    ]
    assert wrong == []
