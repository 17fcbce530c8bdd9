"""Specs: read, shown, written again, resolved and built, up to but not including training."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

from robustgui.base.errors import RobustGuiError
from robustgui.base.events import RunFailed
from robustgui.base.settings import to_table
from robustgui.cli.changes import apply_changes
from robustgui.data import READERS, SPLITS, STEPS, TASKS
from robustgui.defences import DEFENCES
from robustgui.models import FRONTS, MODELS
from robustgui.poisons import POISONS
from robustgui.runs.events import RunStarted
from robustgui.runs.spec import RunSpec
from robustgui.runs.spec_difference import format_command
from robustgui.runs.training_run import TrainingRun
from robustgui.threats import THREATS

from ..damage import hostile
from ..damage.bytes import damage_bytes
from ..damage.text import damage_text
from ..damage.trees import damage_tree, to_toml
from ..target import Target
from ..tiny import tiny_file, tiny_spec

_PRESETS = Path(__file__).parents[3] / "resources" / "presets"
_REGISTRIES = {
    "model": MODELS, "defence": DEFENCES, "poison": POISONS, "watch.threat": THREATS, "data.task": TASKS,
    "data.split": SPLITS,
    "data.format": READERS,
}  # fmt: skip


class Specs(Target):
    """TOML of every setting and of presets, as tables and as text; options of a command line; runs that start so."""

    formats = ("values", "presets", "text", "overrides", "built", "extremes")

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self._spec = tiny_spec(tiny_file(folder / "data"))

    def prepare(self, form: str) -> None:
        """See `Target.prepare`."""
        path = self.emptied("whole") / "spec.toml"
        path.write_text(self._spec.to_toml(), encoding="utf-8")
        if form != "overrides":
            self.attempt(form, path, Random(0))

    def damage(self, form: str, chance: Random) -> Path:
        """See `Target.damage`."""
        path = self.emptied("damaged") / "spec.toml"
        if form == "presets" or (form == "text" and chance.random() < 0.5):
            text = chance.choice(sorted(_PRESETS.glob("*.toml"))).read_bytes()
        else:
            text = to_toml(_any_spec(self._spec, chance)).encode()
        if form == "text":
            content = damage_text(text, chance) if chance.random() < 0.7 else damage_bytes(text, chance)
        elif form == "extremes":
            content = _extreme(self._spec, chance).to_toml().encode()
        elif form == "overrides":
            content = _override(tomllib.loads(text.decode()), chance).encode("utf-8", "surrogatepass")
        else:
            content = to_toml(damage_tree(tomllib.loads(text.decode()), chance)).encode("utf-8", "surrogatepass")
        path.write_bytes(content)
        return path

    def attempt(self, form: str, path: Path, chance: Random) -> None:
        """See `Target.attempt`."""
        content = path.read_bytes().decode("utf-8", "surrogateescape" if form != "overrides" else "surrogatepass")
        spec = (
            apply_changes(self._spec, [content])
            if form == "overrides"
            else RunSpec.from_toml(content, source=path.name)
        )
        _show(spec)
        if form in ("built", "extremes"):
            _start(spec, self.folder / "runs")


def _any_spec(spec: RunSpec, chance: Random) -> dict[str, Any]:
    """The tiny spec with other classes, each with all of its settings."""
    for path in chance.sample([*_REGISTRIES], chance.choice((0, 1, 2, 3))):
        registry = _REGISTRIES[path]
        spec = _with(spec, path, to_table(registry[chance.choice([*registry])]()))
    if chance.random() < 0.3:
        spec = _with(spec, "front", [to_table(FRONTS[name]()) for name in chance.sample([*FRONTS], 2)])
    if chance.random() < 0.3:
        spec = _with(spec, "data.preparation", [to_table(STEPS[name]()) for name in chance.sample([*STEPS], 2)])
    return spec.to_dict()


def _with(spec: RunSpec, path: str, value: Any) -> RunSpec:
    try:
        return spec.replace_paths({path: value})
    except RobustGuiError:  # some classes have no setting that works alone
        return spec


_EXTREMES = (
    0,
    1,
    2,
    3,
    7,
    100,
    10_000,
    65_536,
    10**6,
    10**9,
    2**31 - 1,
    2**62,
    0.0,
    1e-300,
    1e-9,
    0.5,
    1.0,
    1e9,
    1e300,
    -1,
    -1e300,
)


def _extreme(spec: RunSpec, chance: Random) -> RunSpec:
    """A spec of any classes with up to three values at the edge of what their settings allow, or near it."""
    spec = RunSpec(**_any_spec(spec, chance))
    for _ in range(chance.choice((1, 1, 2, 3))):
        paths = list(_leaves(spec.to_dict(), ""))
        for _ in range(20):  # most values are refused
            path, old = chance.choice(paths)
            value = not old if isinstance(old, bool) else chance.choice(_EXTREMES)
            if isinstance(old, list):
                value = [value] * chance.choice((1, 2, 50))
            changed_spec = _with(
                spec, path, int(value) if isinstance(old, int) and not isinstance(value, list) else value
            )
            if changed_spec != spec:
                spec = changed_spec
                break
    return spec


def _leaves(tree: Any, path: str) -> Iterator[tuple[str, Any]]:
    """Path and value of each setting that is no text."""
    for key, value in tree.items() if isinstance(tree, dict) else enumerate(tree):
        place = f"{path}.{key}" if path else str(key)
        if isinstance(value, dict) or (isinstance(value, list) and value and isinstance(value[0], dict)):
            yield from _leaves(value, place)
        elif not isinstance(value, str):
            yield place, value


def _override(tree: Any, chance: Random) -> str:
    """`path=value`, with a path that exists for most and a value of any kind."""
    path = []
    while isinstance(tree, (dict, list)) and tree:
        key = chance.choice([*tree]) if isinstance(tree, dict) else chance.randrange(len(tree))
        path.append(str(key))
        tree = tree[key]
        if chance.random() < 0.1:
            break
    if chance.random() < 0.1:
        path[chance.randrange(len(path))] = chance.choice(("x", "", "0", "99", "-1", "name", "__class__", "9" * 5000))
    values = (
        hostile.text(chance),
        hostile.digits(chance),
        hostile.brackets(chance),
        str(tree),
        "2020-01-01",
        "{name = 1}",
        "[1, 'a']",
    )
    return ".".join(path) + chance.choice(("=", "=", "=", "= ", "", "==")) + chance.choice(values)


def _show(spec: RunSpec) -> None:
    """All that is said of a spec before it runs; what was read is what is written."""
    text = spec.to_toml()
    assert RunSpec.from_toml(text) == spec, "a spec that is written and read again is another one"
    format_command(spec)
    assert spec.label
    spec.watch.threat.notation()
    str(spec.watch.threat.describe())
    spec.defence.objective()


def _start(spec: RunSpec, runs: Path) -> None:
    """A run up to its first step; its failure is an error again."""
    events = TrainingRun(spec, runs).events()
    try:
        for event in events:
            if isinstance(event, RunStarted):
                return
            if isinstance(event, RunFailed):
                if event.details:
                    raise AssertionError(event.details)
                raise RobustGuiError(event.message.template, **event.message.facts)
    finally:
        events.close()
