"""Specs that earlier versions wrote, in the words of this one: a stored run stays readable."""

from __future__ import annotations

from typing import Any


def migrated(values: dict[str, Any]) -> dict[str, Any]:
    """The table of a spec with the settings of earlier versions under their present names; others are left as they are.

    `data.test_share` became a setting of the split, `data.missing` a step of the preparation, `data.normalise` a front
    end. Each had a default that is still what happens where nothing is said. Where `data.split_seed` is not named, the
    run's seed decides the split, as it did before the split had a seed of its own: a file gives the same numbers.
    """
    data = values.get("data", {})
    if not isinstance(data, dict):
        return values
    data, rest = dict(data), {name: value for name, value in values.items() if name != "data"}
    seed = values.get("seed", 0)
    if isinstance(seed, int) and seed:
        data.setdefault("split_seed", seed)
    reader = data.get("format")
    if isinstance(reader, dict) and reader.get("name") == "npz" and "axes" in reader and "inputs" not in reader:
        adversarial = str(reader.get("sequences", "")).endswith("_adv")
        data["format"] = reader | {"inputs": "adversarial" if adversarial else "clean"}  # as it was read
    if "test_share" in data:
        data["split"] = {"name": "given", "share": data.pop("test_share")}
    if data.pop("missing", "interpolate") == "mean":
        data["preparation"] = [{"name": "fill", "how": "mean"}]
    if data.pop("normalise", "feature") == "none":
        rest["front"] = [{"name": "as_is"}]
    return {"data": data, **rest} if data or "data" in values else rest
