"""Specs that earlier versions wrote, in the words of this one: a stored run stays readable."""

from __future__ import annotations

from typing import Any


def migrated(values: dict[str, Any]) -> dict[str, Any]:
    """The table of a spec with settings of version 0.1.0 under their present names; others are left as they are.

    `data.test_share` became a setting of the split, `data.missing` a step of the preparation, `data.normalise` a front
    end. Each had a default that is still what happens where nothing is said.
    """
    data = values.get("data")
    if not isinstance(data, dict) or not {"test_share", "missing", "normalise"} & set(data):
        return values
    data, rest = dict(data), {name: value for name, value in values.items() if name != "data"}
    if "test_share" in data:
        data["split"] = {"name": "given", "share": data.pop("test_share")}
    if data.pop("missing", "interpolate") == "mean":
        data["preparation"] = [{"name": "fill", "how": "mean"}]
    if data.pop("normalise", "feature") == "none":
        rest["front"] = [{"name": "as_is"}]
    return {"data": data, **rest}
