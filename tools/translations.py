"""Keeps the translations: `update` collects new texts, `release` compiles, `check` tells what is missing.

Translate in resources/translations/robustgui_zh.ts (a text file; Qt Linguist opens it) between the two.
"""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from robustgui.gui.i18n import collect  # noqa: E402

TS = ROOT / "resources" / "translations" / "robustgui_zh.ts"
PRESETS = ROOT / "resources" / "presets"
_PLACE = re.compile(r"\{[^{}]*\}|%L?\d|%n")


def update() -> int:
    """Write core_texts.py, and put new texts into the .ts file."""
    collect.OUTPUT.write_text(collect.render(presets=PRESETS), encoding="utf-8")
    before = _unique_translations(TS)
    _lupdate(TS)
    if carry_over(TS, before):
        _lupdate(TS)  # as Qt's own tool writes it
    waiting = sum(1 for _ in _unfinished(TS))
    print(f"{TS.relative_to(ROOT)}: {waiting} texts wait for their translation")  # noqa: T201
    return 0


def release() -> int:
    """Compile the .ts file into the .qm file that the program loads."""
    compiled = TS.with_suffix(".qm.new")
    _lrelease(TS, compiled)
    compiled.replace(TS.with_suffix(".qm"))  # a window that is open goes on reading the old file
    return 0


def check() -> int:
    """Say what is missing, wrong or out of date; 1 if there is anything."""
    problems = list(find_problems())
    for problem in problems:
        print(problem)  # noqa: T201
    return 1 if problems else 0


def find_problems() -> Iterator[str]:
    """One line for everything that keeps the translation from being complete."""
    if collect.OUTPUT.read_text(encoding="utf-8") != collect.render(presets=PRESETS):
        yield f"{collect.OUTPUT.relative_to(ROOT)} is out of date: make translations"
    with tempfile.TemporaryDirectory() as folder:
        fresh = Path(folder, TS.name)
        shutil.copy(TS, fresh)
        _lupdate(fresh)
        if set(_sources(fresh)) != set(_sources(TS)):
            yield f"{TS.relative_to(ROOT)} is out of date: make translations"
        compiled = Path(folder, "compiled.qm")
        _lrelease(TS, compiled)
        if compiled.read_bytes() != TS.with_suffix(".qm").read_bytes():
            yield f"{TS.with_suffix('.qm').relative_to(ROOT)} is out of date: make translations"
    for context, source in _unfinished(TS):
        yield f"not translated: {context}: {source}"
    yield from wrong_places(TS)


def carry_over(ts: Path, translations: dict[str, str]) -> int:
    """Give texts that moved to another context, as when a class is renamed, their translation; return how many."""
    tree = ElementTree.parse(ts)
    carried = 0
    for message in tree.iter("message"):
        translation = message.find("translation")
        assert translation is not None
        text = translations.get(message.findtext("source", ""))
        if text is not None and translation.get("type") == "unfinished":
            translation.text = text
            del translation.attrib["type"]
            carried += 1
    if carried:
        tree.write(ts, encoding="utf-8", xml_declaration=True)
    return carried


def _unique_translations(ts: Path) -> dict[str, str]:
    """The translations of all texts that have one and the same in every context."""
    texts: dict[str, set[str]] = {}
    for _, source, translation in _finished(ts):
        texts.setdefault(source, set()).add(translation)
    return {source: found.pop() for source, found in texts.items() if len(found) == 1}


def wrong_places(ts: Path) -> Iterator[str]:
    """One line for every translation that has not the placeholders of its source; words of a count may be missing."""
    for context, source, translation in _finished(ts):
        if _places(source) != _places(translation) or not _plurals(translation) <= _plurals(source):
            yield f"other placeholders: {context}: {source} -> {translation}"


def _places(text: str) -> list[str]:
    return sorted(place for place in _PLACE.findall(text) if "|" not in place)


def _plurals(text: str) -> set[str]:
    """The names of the counts whose singular and plural words `text` holds, as in {n:file|files}."""
    return {place.partition(":")[0] for place in _PLACE.findall(text) if "|" in place}


def _files() -> list[str]:
    return [str(file.relative_to(ROOT)) for file in sorted((ROOT / "robustgui" / "gui").rglob("*.py"))]


def _lupdate(ts: Path) -> None:
    _run("pyside6-lupdate", "-no-obsolete", "-locations", "none", "-source-language", "en_GB",
         "-target-language", "zh_CN", *_files(), "-ts", str(ts))  # fmt: skip


def _lrelease(ts: Path, qm: Path) -> None:
    _run("pyside6-lrelease", "-silent", str(ts), "-qm", str(qm))


def _run(tool: str, *arguments: str) -> None:
    """Run a tool that comes with PySide6, from the environment of this interpreter."""
    found = shutil.which(tool, path=str(Path(sys.executable).parent)) or shutil.which(tool)
    if found is None:
        raise SystemExit(f"{tool} is missing; it comes with PySide6-Essentials: pip install PySide6-Essentials")
    done = subprocess.run([found, *arguments], cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{tool} failed:\n{done.stdout}{done.stderr}")


def _messages(ts: Path) -> Iterator[tuple[str, str, ElementTree.Element]]:
    for context in ElementTree.parse(ts).getroot().iter("context"):
        for message in context.iter("message"):
            translation = message.find("translation")
            assert translation is not None  # Qt's own tool wrote the file
            yield context.findtext("name", ""), message.findtext("source", ""), translation


def _sources(ts: Path) -> Iterator[tuple[str, str]]:
    return ((context, source) for context, source, _ in _messages(ts))


def _texts(translation: ElementTree.Element) -> list[str]:
    """The translation, or its plural forms."""
    return [form.text or "" for form in translation.iter("numerusform")] or [translation.text or ""]


def _unfinished(ts: Path) -> Iterator[tuple[str, str]]:
    for context, source, translation in _messages(ts):
        if translation.get("type") or not all(_texts(translation)):
            yield context, source


def _finished(ts: Path) -> Iterator[tuple[str, str, str]]:
    for context, source, translation in _messages(ts):
        if not translation.get("type"):
            yield from ((context, source, text) for text in _texts(translation))


def main() -> int:
    """Run the command that was asked for."""
    commands = {"update": update, "release": release, "check": check}
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("command", choices=commands)
    return commands[parser.parse_args().command]()


if __name__ == "__main__":
    sys.exit(main())
