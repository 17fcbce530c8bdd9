"""Every code block of the documents runs, the figures beside it are those of the code, and what texts name exists."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from support.documents import INSTALLATION, LANGUAGES, ROOT, Block, documents, find_blocks, read_blocks, read_figures
from support.documents import without_comments as words_of

import robustgui as rg
from robustgui.cli.app import app

TRANSLATION = {ROOT / "README.zh.md": ROOT / "README.md"}  # the same code, which runs once
TEXTS = {path: path.read_text(encoding="utf-8") for path in documents()}
BLOCKS = {path: read_blocks(path) for path in TEXTS}
RUNNABLE = [
    path for path, blocks in BLOCKS.items() if path not in TRANSLATION and any(b.language != "text" for b in blocks)
]
on_every = pytest.mark.parametrize("path", TEXTS, ids=lambda path: str(path.relative_to(ROOT)))


def run_document(path: Path, folder: Path) -> list[dict[str, Any]]:
    """What came of the blocks of a document, in a process of its own."""
    environment = os.environ | {
        "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "tests")]), "QT_QPA_PLATFORM": "offscreen",
        "OMP_NUM_THREADS": "1", "ROBUSTGUI_RUNS": str(folder / "stored"),
    }  # fmt: skip
    environment.pop("ROBUSTGUI_PLUGINS", None)
    command = "from support.document_session import main; main()"
    ended = subprocess.run(
        [sys.executable, "-c", command, str(path), "results.json"],
        cwd=folder, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert ended.returncode == 0, ended.stderr
    results: list[dict[str, Any]] = json.loads((folder / "results.json").read_text(encoding="utf-8"))
    return results


def list_problems(results: list[dict[str, Any]]) -> list[str]:
    """Errors of the blocks, and figures that the code does not give."""
    problems = [f"line {result['line']}: {result['error']}" for result in results if result["error"]]
    for result in results:
        for line, printed, values, tolerances in result["figures"]:
            agree = len(printed) == len(values) and all(
                abs(a - b) <= tolerance for a, b, tolerance in zip(printed, values, tolerances, strict=True)
            )
            if not agree:
                problems.append(f"line {result['line'] + line - 1}: {printed} is printed, {values} is computed")
    return problems


@pytest.mark.parametrize("path", RUNNABLE, ids=lambda path: str(path.relative_to(ROOT)))
def test_that_every_block_runs_and_gives_the_figures_printed_beside_it(path: Path, tmp_path: Path) -> None:
    results = run_document(path, tmp_path)
    assert [result["line"] for result in results] == [block.line for block in BLOCKS[path]]
    assert list_problems(results) == []


def test_that_a_wrong_figure_and_a_block_that_fails_are_noticed(tmp_path: Path) -> None:
    document = tmp_path / "document.md"
    document.write_text(
        "```python\nx = 0.25  # 0.25\n(x, 2 * x)  # 0.1, 0.5\n(x, 2 * x)  # 0.2, 0.5 (±0.06)\n```\n"
        "```python\nx  # 1, 2\nno_name\n```\n```sh\nrobustgui show nothing\nls\n```\n"
        "```sh\nrobustgui show nothing  # exit code 2\n```\n```toml\n[training]\nepochs = -1\n```\n"
        "`note.py`:\n```python\nx = = 1\n```\n```json\n[1]\n```\n",
        encoding="utf-8",
    )
    problems = list_problems(run_document(document, tmp_path))
    words = ["NameError", "exit code 2", "SettingError", "SyntaxError", "AssertionError", "0.1, 0.5", "1.0, 2.0"]
    assert len(problems) == len(words)
    assert [word for word, problem in zip(words, problems, strict=True) if word not in problem] == []


@on_every
def test_that_every_block_names_its_language(path: Path) -> None:
    assert [block.line for block in BLOCKS[path] if block.language not in LANGUAGES] == []
    assert TEXTS[path].count("```") == 2 * len(BLOCKS[path])  # none is overlooked


@on_every
def test_that_only_commands_of_the_installation_are_not_run(path: Path) -> None:
    assert [line for block in BLOCKS[path] for line in list_exceptions(block)] == []


def list_exceptions(block: Block) -> list[str]:
    """Lines of code that nothing runs without being installation."""
    lines = [line.split("#")[0].strip() for line in block.code.splitlines()]
    if block.language == "text":
        code = ("import ", "robustgui ", "python ", "pip ", "rg.", "$ ")
        return [line for line in lines if line.startswith(code)]
    if block.reason == "installation":
        return [line for line in lines if not line.startswith(INSTALLATION)]
    return lines if block.reason or block.language == "powershell" else []


def test_that_other_commands_cannot_be_excepted() -> None:
    command = "```sh\nrobustgui list\n```\n"
    text = f"<!-- not run: slow -->\n{command}<!-- not run: installation -->\n{command}"
    code = "```text\nimport robustgui\n```\n```powershell\nrobustgui list\n```\n"
    assert [list_exceptions(block) for block in find_blocks(text + code)] == [
        ["robustgui list"], ["robustgui list"], ["import robustgui"], ["robustgui list"]
    ]  # fmt: skip


@pytest.mark.parametrize("path", TRANSLATION, ids=lambda path: path.name)
def test_that_a_translation_shows_the_same_code_and_figures(path: Path) -> None:
    original = TRANSLATION[path]
    assert len(BLOCKS[path]) == len(BLOCKS[original])
    for block, other in zip(BLOCKS[path], BLOCKS[original], strict=True):
        assert (block.language, words_of(block), block.file) == (other.language, words_of(other), other.file)
        assert bool(block.reason) == bool(other.reason)
        if block.language == "python":
            assert read_figures(block.code) == read_figures(other.code)


@pytest.mark.parametrize("path", [path for path in TEXTS if path.name != "CHANGELOG.md"], ids=lambda path: path.name)
def test_that_commands_names_and_paths_in_a_text_exist(path: Path) -> None:
    """The changelog may name what is past."""
    assert [text for text in re.findall(r"`([^`\n]+)`", without_blocks(path)) if not exists(text)] == []


def without_blocks(path: Path) -> str:
    return re.sub(r"```.*?```", "", TEXTS[path], flags=re.DOTALL)


TOP = dict.fromkeys(("robustgui", "tests", "tools", "docs", "resources"), ROOT)
FOLDERS = TOP | {path.name: ROOT / "robustgui" for path in (ROOT / "robustgui").iterdir() if path.is_dir()}


def exists(text: str) -> bool:
    """Whether what a text names is there: a file of the repository, a target of make, a command, a name of `rg`."""
    if match := re.match(r"make ([a-z-]+)", text):
        return re.search(rf"^{match[1]}:", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE) is not None
    if match := re.match(r"robustgui ([a-z][a-z-]*)", text):
        return match[1] in {command.name for command in app.registered_commands}
    if match := re.match(r"rg\.(\w+)", text):
        return hasattr(rg, match[1])
    folder, slash, _ = text.partition("/")
    if slash and folder in FOLDERS and " " not in text:
        pattern = re.sub(r"<\w+>", "*", text).rstrip("/")  # of a file, or of a module with a name in it
        patterns = (pattern, f"{pattern}.py", re.sub(r"\.\w+$", ".py", pattern))
        return any(path for pattern in patterns for path in FOLDERS[folder].glob(pattern))
    return True


@on_every
def test_that_links_of_a_text_lead_somewhere(path: Path) -> None:
    targets = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", without_blocks(path))
    assert [target for target in targets if not (path.parent / target).exists()] == []
