"""Presets: TOML files that set some sections of a spec and leave the others; shipped ones and the user's own.

The title is the comment in the first line.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from ..base.errors import RunError
from ..base.files import open_regular
from ..base.paths import config_folder, resource
from ..base.together import write_together
from ..base.versions import explain_newer, version_of
from ..runs.migration import migrate_spec
from ..runs.spec import RunSpec, parse_spec_table, read_spec_text

_ORDER = (
    "quick_look", "plain_training", "adversarial_training", "clean_and_attacked", "noise_augmentation", "lstm",
    "speech", "text", "language_model", "image_rows", "beats", "forecast",
)  # fmt: skip
_UNSAFE = re.compile(r'[/\\\0:*?"<>|.\s]+')


@dataclass(frozen=True)
class Preset:
    """One file. `own`: the user's; otherwise the program's, with a translated title."""

    title: str
    file: Path
    is_own: bool


def list_shipped_presets() -> list[Preset]:
    """Those of the program, the simplest first."""
    files = {file.stem: file for file in resource("presets").glob("*.toml")}
    order = [*(stem for stem in _ORDER if stem in files), *sorted(set(files) - set(_ORDER))]
    return [Preset(_title(files[stem]), files[stem], is_own=False) for stem in order]


def list_own_presets() -> list[Preset]:
    """Those of the user, by title."""
    presets = [Preset(_title(file), file, is_own=True) for file in _folder().glob("*.toml")]
    return sorted(presets, key=lambda preset: preset.title.casefold())


def with_preset(preset: Preset, spec: RunSpec) -> RunSpec:
    """`spec` with the sections that `preset` names.

    Raises:
        RunError: the file cannot be read, is no TOML, or is of a newer version that knows more.
        SettingError: it has unknown settings or impossible values.
    """
    text = read_spec_text(preset.file)
    with explain_newer(preset.file.name, version_of(text)):
        values = parse_spec_table(text, preset.file.name)
        if "data" in values:
            values = migrate_spec(values)
        return RunSpec(**(spec.to_dict() | values))


def preset_path(title: str) -> Path:
    """Where the user's preset `title` lies, or would lie; titles that differ in signs alone share it.

    Raises:
        RunError: the title has no letter in it.
    """
    stem = _UNSAFE.sub("_", title.strip()).strip("_")
    if not stem:
        raise RunError("A preset needs a name with at least one letter or digit.")
    return _folder() / f"{stem[:80]}.toml"


def save_preset(title: str, spec: RunSpec, *, overwrite: bool = False) -> Preset:
    """Store `spec`, its name aside, as the user's preset `title`.

    Raises:
        ExistsError: there is one in its place, and `overwrite` is false.
        RunError: the title has no letter in it, or the folder cannot be written.
    """
    file = preset_path(title)
    values = {name: getattr(spec, name) for name in RunSpec.model_fields if name != "name"}
    heading = " ".join(title.split())
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise RunError("The preset {file} cannot be written: {reason}.", file=file, reason=error) from error
    write_together({file: f"# {heading}\n\n{RunSpec(**values).to_toml()}"}, overwrite=overwrite)
    return Preset(heading, file, is_own=True)


def remove_preset(preset: Preset) -> None:
    """Delete a preset of the user.

    Raises:
        RunError: the file cannot be deleted.
    """
    try:
        preset.file.unlink(missing_ok=True)
    except OSError as error:
        raise RunError("The preset {file} cannot be deleted: {reason}.", file=preset.file, reason=error) from error


def _folder() -> Path:
    return config_folder() / "presets"


def _title(file: Path) -> str:
    """The comment in the first line, else the file's name."""
    try:
        with open_regular(file) as content:
            line = content.readline(200).decode()
    except (OSError, UnicodeDecodeError, RunError):
        line = ""
    return line.removeprefix("#").strip() if line.startswith("#") and not version_of(line) else file.stem
