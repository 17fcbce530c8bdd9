"""The code of the README that needs no files runs as it is written there."""

from __future__ import annotations

import io
import linecache
import re
import tokenize
from functools import partial
from pathlib import Path
from typing import Any

import pytest

import robustgui as rg

ROOT = Path(__file__).parents[3]


def code_below(heading: str, file: str) -> str:
    text = (ROOT / file).read_text(encoding="utf-8").partition(f"### {heading}\n")[2]
    match = re.search(r"```python\n(.*?)```", text, re.DOTALL)
    assert match is not None
    return match[1]


def without_comments(code: str) -> list[str]:
    tokens = tokenize.generate_tokens(io.StringIO(code).readline)
    return [token.string for token in tokens if token.type not in (tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE)]


def test_that_own_data_and_own_networks_work_as_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    code = code_below("Own data and own networks", "README.md")
    name = "/tmp/ipykernel_1/readme.py"
    monkeypatch.setitem(linecache.cache, name, (len(code), None, code.splitlines(True), name))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(rg, "train", partial(rg.train, epochs=1, progress=False), raising=False)
    names: dict[str, Any] = {"__name__": "readme"}
    exec(compile(code, name, "exec"), names)
    assert names["again"].clean == names["run"].clean
    assert {"attack.csv", "attack.npz", "steps.pt", "steps.py", "runs"} <= {path.name for path in tmp_path.iterdir()}


def test_that_both_languages_show_the_same_code() -> None:
    english = code_below("Own data and own networks", "README.md")
    assert without_comments(english) == without_comments(code_below("自己的数据和网络", "README.zh.md"))
