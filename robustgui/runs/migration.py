"""Specs that earlier versions wrote, in the words of this one: a stored run stays readable."""

from __future__ import annotations

from typing import Any


def migrate_spec(values: dict[str, Any]) -> dict[str, Any]:
    """The table of a spec with the settings of earlier versions as they are called now, and what they left unsaid."""
    return _with_former_defaults(_with_present_names(values))


def _with_present_names(values: dict[str, Any]) -> dict[str, Any]:
    """Settings that have moved or have become several.

    `data.test_share` became a setting of the split, `data.missing` a step of the preparation, `data.normalise` a front
    end. Each had a default that is still what happens where nothing is said. Where `data.split_seed` is not named, the
    run's seed decides the split, as it did before the split had a seed of its own: a file gives the same numbers.
    """
    data = values.get("data", {})
    if not isinstance(data, dict):
        return values
    data, other_values = dict(data), {name: value for name, value in values.items() if name != "data"}
    seed = values.get("seed", 0)
    if isinstance(seed, int) and seed:
        data.setdefault("split_seed", seed)
    reader = data.get("format")
    if isinstance(reader, dict) and reader.get("name") == "npz" and "axes" in reader and "inputs" not in reader:
        adversarial = str(reader.get("sequences", "")).endswith("_adv")
        data["format"] = reader | {"inputs": "adversarial" if adversarial else "clean"}  # as it was read
    if "test_share" in data:
        data["split"] = {"name": "given", "share": data.pop("test_share")}
    if data.get("missing") in ("interpolate", "mean") and data.pop("missing") == "mean":
        data["preparation"] = [{"name": "fill", "how": "mean"}]
    if data.get("normalise") in ("feature", "none") and data.pop("normalise") == "none":
        other_values["front"] = [{"name": "as_is"}]
    return {"data": data, **other_values} if data or "data" in values else other_values


# A stored spec names every setting that there was. One that it lacks is younger, and had this value unsaid; a table
# that a person wrote names only some, and takes the present defaults.
_FORMER: tuple[tuple[str, set[str], dict[str, Any]], ...] = (
    ("model", {"hidden", "layers", "bidirectional", "readout", "dropout"}, {"initialisation": "uniform"}),
    ("training", {"epochs", "batch_size", "lr", "schedule", "clip", "l1", "l2"}, {"lr_warmup": 0.0}),
    ("defence", {"attack", "threat", "weight", "clean_weight", "warmup"}, {"clean_share": 0.0, "growth": 0.0}),
)


def _with_former_defaults(values: dict[str, Any]) -> dict[str, Any]:
    """Settings that a stored spec is too old to name, with what then happened."""
    younger: dict[str, Any] = {}
    for name, complete, former in _FORMER:
        table = values.get(name)
        if isinstance(table, dict) and complete <= table.keys():
            younger[name] = former | table
    return values | younger


def move_penalties(values: dict[str, Any]) -> dict[str, Any]:
    """`training.l1` and `training.l2` of earlier versions as coefficients of regularisers; 0 takes one away."""
    training = values.get("training")
    if not isinstance(training, dict) or not _PENALTIES & training.keys():
        return values
    chain = list(values.get("regularisers") or ())
    for name in sorted(_PENALTIES & training.keys()):
        keys = [entry.get("name") if isinstance(entry, dict) else getattr(entry, "name", entry) for entry in chain]
        place = keys.index(name) if name in keys else len(keys)
        chain[place : place + 1] = [{"name": name, "coefficient": training[name]}] if training[name] != 0 else []
    others = {name: value for name, value in training.items() if name not in _PENALTIES}
    return values | {"training": others, "regularisers": chain}


_PENALTIES = {"l1", "l2"}
