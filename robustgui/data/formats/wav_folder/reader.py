"""Folders of sound, one file a sequence: .wav of any kind, FLAC and OGG through the extra `audio`.

A class is the name of the folder that a file lies in, a part of its name (`{label}_{speaker}_{index}`), or an entry of
a table labels.csv beside the files. Folders called train and test, numbers of recordings, testing_list.txt (Speech
Commands) or a column "split" set the test part apart. A single file opens too, as one sequence without a label.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Annotated, ClassVar, Literal

import numpy as np
from numpy.typing import NDArray
from pydantic import AfterValidator

from ....base.errors import DataError, Sentence
from ....base.settings import setting
from ...sequence_set import Kind, SequenceSet
from ..base import AUTO_CHOICE, READERS, Preview, Reader
from ..files.source import check_fits
from ..sequences.collector import dataset_name, offsets_of
from ..sequences.labels import class_order
from ..sound.audio import SUFFIXES, Sound, count_resampled_frames, is_sound, resample, samples_of, sound_of
from .name_pattern import check_pattern, check_ranges
from .sound_files import AUTO, Clip, Clips, LabelsFrom, find_clips, list_sound_files

Channels = Literal["mix", "left", "right", "all"]


def _ranges_or_auto(text: str) -> str:
    return text if text == AUTO else check_ranges(text)


@READERS.register("wav_folder")
class WavFolder(Reader):
    """Sound files, labelled by folder, by file name or by a table."""

    title: ClassVar[str] = "Folder of sound files (.wav)"
    suffixes: ClassVar[tuple[str, ...]] = SUFFIXES
    reads_folders: ClassVar[bool] = True
    kind: ClassVar[Kind] = "speech"

    labels_from: LabelsFrom = setting(
        "auto",
        title="Labels",
        choices=AUTO_CHOICE | {"folder": "folder", "name": "file name", "table": "table beside the files"},
        help="Where the class of a file is given.",
    )
    pattern: Annotated[str, AfterValidator(check_pattern)] = setting(
        "",
        title="Names",
        help="Pattern of the file names, such as {label}_{speaker}_{index}; empty: detected automatically.",
    )
    test_indices: Annotated[str, AfterValidator(_ranges_or_auto)] = setting(
        AUTO,
        title="For testing",
        help="Values of {index} that are the test data, such as 0-4, 9; empty: none; auto: as the dataset prescribes.",
    )
    channels: Channels = setting(
        "mix",
        title="Channels",
        choices={"mix": "mixed to one", "left": "left", "right": "right", "all": "both, as features"},
        help="How stereo sound is read.",
    )
    rate: int = setting(
        0,
        ge=0,
        le=768_000,
        unit="Hz",
        title="Sample rate",
        help="Files of other sample rates are resampled; 0: the most common rate.",
    )

    @classmethod
    def sniff(cls, head: bytes, path: Path) -> float:
        """A file of sound, or a folder that holds some."""
        if head:
            return 0.95 if is_sound(head) else 0.0
        return 0.8 if path.is_dir() and list_sound_files(path, 1) else 0.0

    @classmethod
    def sample(cls, folder: Path) -> Path:
        """Two classes in two folders; the second clip is shorter."""
        path = folder / "sample"
        for name, samples in {
            "no/1": [0, 900, -32768, 7], "no/2": [1, 2, 3], "yes/1": [5, 4, 3, 2], "yes/2": [6, 0, -6, 0],
        }.items():  # fmt: skip
            data = np.array(samples, "<i2").tobytes()
            form = b"\1\0\1\0" + (8000).to_bytes(4, "little") + (16000).to_bytes(4, "little") + b"\2\0\x10\0"
            body = b"WAVEfmt \x10\0\0\0" + form + b"data" + len(data).to_bytes(4, "little") + data
            (path / name).parent.mkdir(parents=True, exist_ok=True)
            (path / f"{name}.wav").write_bytes(b"RIFF" + len(body).to_bytes(4, "little") + body)
        return path

    def read(self, path: Path, limit: int | None = None) -> SequenceSet:
        """All files but those that are for testing; see `Reader.read`."""
        if not path.is_dir():
            return self._samples(path, [sound_of(path, path.name)])
        folder = self._clips(path)
        return self._assemble(path, folder, [clip for clip in folder.clips if not clip.test], limit)

    def read_test(self, path: Path) -> SequenceSet | None:
        """The files that are for testing, if it is said which."""
        if not path.is_dir():
            return None
        folder = self._clips(path)
        test = [clip for clip in folder.clips if clip.test]
        return self._assemble(path, folder, test, None) if test and len(test) < len(folder.clips) else None

    def guess(self, path: Path) -> Reader:
        """With the source of the labels, the pattern of the names, the test part and the rate."""
        if not path.is_dir():
            return self.copy_with(rate=sound_of(path, path.name).rate)
        folder = self._clips(path)
        rate = self.rate or _common([sound_of(clip.path, clip.name) for clip in folder.clips])
        return self.copy_with(
            labels_from=folder.labels_from, pattern=folder.pattern, test_indices=folder.test_indices, rate=rate
        )

    def preview(self, path: Path, rows: int = 50) -> Preview:
        """One row a file."""
        if not path.is_dir():
            return super().preview(path, rows)
        folder = self._clips(path)
        table = []
        for clip in _spread(folder.clips, rows):
            sound = sound_of(clip.path, clip.name)
            part = "" if clip.test is None else "test" if clip.test else "training"
            cells = (clip.name, clip.label, clip.group, part, f"{sound.seconds:.3f}", str(sound.rate))
            table.append((*cells, str(sound.channels)))
        header = ("file", "label", folder.group_title or "speaker", "part", "seconds", "Hz", "channels")
        return Preview(
            header, tuple(table), ("", "label", "group", "", "value", "", ""), folder.facts, len(folder.clips)
        )

    def _clips(self, path: Path) -> Clips:
        return find_clips(path, self.labels_from, self.pattern, self.test_indices)

    def _assemble(self, path: Path, folder: Clips, clips: Sequence[Clip], limit: int | None) -> SequenceSet:
        """The sequences of some clips; classes and groups are those of all."""
        classes = class_order(list({clip.label for clip in folder.clips}))
        groups = tuple(sorted({clip.group for clip in folder.clips})) if folder.group_title else ()
        clips = clips[:limit]
        if not clips:
            raise DataError(
                "The folder {path}: all files are test data, none remains for training. Choose other numbers in the "
                "settings of the format.",
                path=str(path),
            )  # fmt: skip
        data = self._samples(path, [sound_of(clip.path, clip.name) for clip in clips])
        return replace(
            data,
            labels=_numbers([clip.label for clip in clips], classes),
            classes=classes,
            notes=(*folder.facts, *data.notes),
            groups=_numbers([clip.group for clip in clips], groups) if groups else None,
            group_names=groups,
            group_title=folder.group_title,
        )

    def _samples(self, path: Path, sounds: Sequence[Sound]) -> SequenceSet:
        """The sounds one behind the other at their common rate, without labels, and notes about what was done."""
        rate = self.rate or _common(sounds)
        width = 1 if self.channels != "all" else max(sound.channels for sound in sounds)
        total = sum(count_resampled_frames(sound.frames, sound, rate) for sound in sounds)
        check_fits(path, 2 * total * width * 4)  # the pieces, and all of them in one
        pieces = [resample(self._select_channels(samples_of(sound), sound, width), sound, rate) for sound in sounds]
        notes = []
        if resampled_count := sum(sound.rate != rate for sound in sounds):
            template = "{count} {count:file|files} {count:was|were} resampled to {rate} Hz."
            notes.append(Sentence(template, {"count": resampled_count, "rate": rate}))
        if self.channels == "mix" and (mixed_count := sum(sound.channels > 1 for sound in sounds)):
            template = "{count} {count:file|files} with several channels {count:was|were} mixed down to one channel."
            notes.append(Sentence(template, {"count": mixed_count}))
        return SequenceSet.pack(
            name=dataset_name(path) or path.name,
            values=np.concatenate(pieces),
            offsets=offsets_of([len(piece) for piece in pieces]),
            labels=np.zeros((len(pieces), 0), np.float32),
            classes=(),
            features=_features(width),
            sample_rate=float(rate),
            source=str(path),
            notes=tuple(notes),
            kind=self.kind,
        )

    def _select_channels(self, samples: NDArray[np.float32], sound: Sound, width: int) -> NDArray[np.float32]:
        """The selected channels, (T, C) -> (T, width)."""
        if self.channels == "all":
            if samples.shape[1] != width:
                raise DataError(
                    "{file} has {channels} {channels:channel|channels}, other files have {width}. Mix the "
                    "channels down to one, or choose one of them.",
                    file=sound.name, channels=samples.shape[1], width=width,
                )  # fmt: skip
            return samples
        if self.channels == "mix":
            return samples.mean(axis=1, keepdims=True, dtype=np.float32) if samples.shape[1] > 1 else samples
        column = 0 if self.channels == "left" else min(1, samples.shape[1] - 1)
        return samples[:, column : column + 1]


def _common(sounds: Sequence[Sound]) -> int:
    """The rate that most files have; of several the highest."""
    counts = Counter(sound.rate for sound in sounds)
    return max(counts, key=lambda rate: (counts[rate], rate))


def _numbers(names: Sequence[str], all_names: Sequence[str]) -> NDArray[np.int64]:
    index = {name: i for i, name in enumerate(all_names)}
    return np.array([index[name] for name in names], np.int64)


def _features(count: int) -> tuple[str, ...]:
    if count == 1:
        return ("sound",)
    return ("left", "right") if count == 2 else tuple(f"channel {i + 1}" for i in range(count))


def _spread(clips: Sequence[Clip], count: int) -> list[Clip]:
    """Some of all clips, evenly, so that more than the first class is seen."""
    if len(clips) <= count:
        return list(clips)
    return [clips[int(i)] for i in np.linspace(0, len(clips) - 1, count)]
