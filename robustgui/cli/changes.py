"""`--set a.b=c`: from text to a value of the setting's own type."""

from __future__ import annotations

import difflib
import types
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeVar, Union, get_args, get_origin

from ..base.documents import parse_toml
from ..base.errors import RobustGuiError, RunError
from ..base.settings import OneOf, Settings

if TYPE_CHECKING:
    from ..attacks import Attack
    from ..threats import Threat

S = TypeVar("S", bound=Settings)


def apply_changes(settings: S, changes: Sequence[str]) -> S:
    """`settings` with every `path=value` of `changes`, in that order.

    Raises:
        RunError: a change has no "=", or names no setting.
        SettingError: a value cannot be.
    """
    values: dict[str, Any] = {}
    current = settings
    for change in changes:
        path, sign, text = change.partition("=")
        path = path.strip()
        if not sign or not path:
            raise RunError("'{change}' changes nothing: write PATH=VALUE, such as training.lr=0.001.", change=change)
        values[path] = parse_value(current, path, text.strip())
        try:
            current = current.replace_paths({path: values[path]})
        except RobustGuiError:  # perhaps a later change makes it possible; if none does, the last line complains
            continue
    return settings.replace_paths(values)


def choose_attack(attack: str | None, threat: str, eps: str | None, changes: Sequence[str]) -> tuple[Attack, Threat]:
    """The attack and threat model that a command line names; each change begins with one. Raises as `apply_changes`.

    Without an attack it is the default of evaluations, whose settings can be changed too.
    """
    from ..runs.spec import WatchSettings

    start = [*_start(attack, threat), f"threat={threat}"]
    if eps is not None:
        start.append(f"threat.eps={eps}")
    for change in changes:
        if not change.startswith(("attack.", "threat.")):
            raise RunError(
                "'{change}' is not a setting here: it must begin with attack. or threat., such as attack.steps=50.",
                change=change,
            )
    watch = apply_changes(WatchSettings(), [*start, *changes])
    return watch.attack, watch.threat


def _start(attack: str | None, threat: str) -> list[str]:
    """The changes that choose an attack: by its name, or the default of evaluations with its settings."""
    from ..attacks.default_attacks import choose_evaluation_attack
    from ..runs.spec_difference import format_override
    from ..threats import THREATS

    if attack is not None:
        return [f"attack={attack}"]
    within = THREATS[threat]()
    default = choose_evaluation_attack(within, tokens=within.acts_on == "tokens")
    usual = type(default)().to_dict()
    settings = ((name, value) for name, value in default.to_dict().items() if usual.get(name) != value)
    return [f"attack={default.name}", *(format_override(f"attack.{name}", value) for name, value in settings)]


def choose_attacks(
    attacks: Sequence[str | None], threat: str, changes: Sequence[str]
) -> tuple[tuple[Attack, ...], Threat]:
    """The attacks, and the one threat, that a command line names; None is the default of evaluations.

    A change begins with "threat.", with the name of an attack ("pgd.steps=5"; the second one of that name is "pgd-2"),
    or with "attack.", which changes every attack that has such a setting. Raises as `apply_changes`.
    """
    from ..evaluation.events import make_attack_keys

    plain = [choose_attack(name, threat, None, ())[0] for name in attacks]
    keys = make_attack_keys(plain)
    shared = [change for change in changes if change.startswith(("attack.", "threat."))]
    by_attack = {key: [change for change in changes if change.startswith(f"{key}.")] for key in keys}
    stray = next(
        (change for change in changes if change not in shared and change.partition(".")[0] not in by_attack), ""
    )
    if stray:
        raise RunError(
            "'{change}' is not a setting here: it must begin with attack., threat., or one of {keys}.",
            change=stray, keys=", ".join(f"{key}." for key in keys),
        )  # fmt: skip
    configured_attacks = []
    within: Threat | None = None
    for name, attack, key in zip(attacks, plain, keys, strict=True):
        shared_changes = [
            change for change in shared if len(plain) == 1 or _has(attack, change) or not _is_known(plain, change)
        ]
        own_changes = [f"attack.{change.removeprefix(f'{key}.')}" for change in by_attack[key]]
        configured, within = choose_attack(name, threat, None, [*shared_changes, *own_changes])
        configured_attacks.append(configured)
    assert within is not None  # there is at least one attack
    return tuple(configured_attacks), within


def _has(attack: Attack, change: str) -> bool:
    """Whether `change` is none of an attack's, or of a setting that this one has."""
    kind, _, tail = change.partition(".")
    return kind != "attack" or tail.partition("=")[0].partition(".")[0].strip() in type(attack).model_fields


def _is_known(attacks: Sequence[Attack], change: str) -> bool:
    """Whether any of `attacks` has the setting; if none has, the first one explains it."""
    return any(_has(attack, change) for attack in attacks)


def parse_value(settings: Settings, path: str, text: str) -> Any:
    """`text` as a value for the setting at `path` below `settings`; raises `RunError` if there is none."""
    *parents, last = path.split(".")
    here: Any = settings
    for depth, parent in enumerate(parents):
        here = _below(here, parent, ".".join(parents[: depth + 1]))
    if isinstance(here, tuple):
        return _toml(text)  # one entry of a list: a name, or a table
    if last == "name" and parents and isinstance(here, Settings) and "name" not in type(here).model_fields:
        return text  # of a registered class
    field = _field(here, last, path)
    kinds = plain_types(field.annotation)
    if any(isinstance(item, OneOf) for item in field.metadata):
        return text
    if type(None) in kinds and text.lower() in ("", "none"):
        return None
    if kinds & {str, Literal} and not kinds & {int, float, bool}:
        return _toml(text) if text.startswith(('"', "'")) else text  # 2024 is a name too; in quotes, what is in them
    if tuple in kinds and not text.startswith("["):
        value = _toml(f"[{text}]")
        if isinstance(value, str) and all(word.strip().isidentifier() for word in text.split(",")):
            return [word.strip() for word in text.split(",")]  # names of what the list holds: fill, window
        return value if isinstance(value, list) else text
    return _toml(text)


def _below(here: Any, name: str, path: str) -> Any:
    """What lies under `name`: a field, or the entry of a list with that number."""
    if isinstance(here, tuple):
        if name.isdecimal() and int(name) < len(here):
            return here[int(name)]
        raise RunError(
            "There is no setting called '{path}': the list has {count} {count:entry|entries}, numbered from 0.",
            path=path, count=len(here),
        )  # fmt: skip
    _field(here, name, path)
    return getattr(here, name)


def _toml(text: str) -> Any:
    """The value that `text` is in TOML; where it is none, the text: the setting itself says best what it wants."""
    try:
        table = parse_toml(f"value = {text}")
    except ValueError:
        return text
    return table["value"] if len(table) == 1 else text


def _field(here: Any, name: str, path: str) -> Any:
    fields = type(here).model_fields if isinstance(here, Settings) else {}
    if name in fields:
        return fields[name]
    if not fields:
        raise RunError("There is no setting called '{path}'.", path=path)
    close = difflib.get_close_matches(name, fields, n=1)
    if close:
        raise RunError(
            "There is no setting called '{path}'. Did you mean '{close}'?",
            path=path, close=".".join([*path.split(".")[:-1], close[0]]),
        )  # fmt: skip
    raise RunError("There is no setting called '{path}'. Known here: {known}.", path=path, known=", ".join(fields))


def plain_types(annotation: Any) -> set[Any]:
    """The plain types that an annotation allows: int | None gives {int, NoneType}."""
    origin = get_origin(annotation)
    if origin is Annotated:
        return plain_types(get_args(annotation)[0])
    if origin in (Union, types.UnionType):
        return set().union(*map(plain_types, get_args(annotation)))
    return {origin or annotation}
