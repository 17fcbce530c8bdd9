"""Sound: every sample as soundfile reads it, labels from folders, names and tables, and files that lie."""

from __future__ import annotations

import shutil

import numpy as np
import pytest

from robustgui.base.errors import DataError, SettingError
from robustgui.data import READERS, DataSettings, load
from robustgui.data.formats import read
from robustgui.data.formats.sound.wave import wave_header, wave_samples
from robustgui.data.formats.wav_folder.name_pattern import guess_pattern, in_ranges, match_pattern

soundfile = pytest.importorskip("soundfile")
pytestmark = pytest.mark.usefixtures("reads_here")
WavFolder = READERS["wav_folder"]


def tone(frames, channels=1, seed=0):
    return np.random.default_rng(seed).uniform(-1, 1, (frames, channels))


@pytest.fixture
def folder(tmp_path):
    """`folder({"a_1.wav": samples}, rate=...)`: files of sound; stereo where the samples have two columns."""

    def write(files, rate=8000, **how):
        place = tmp_path / "sounds"
        for name, samples in files.items():
            (place / name).parent.mkdir(parents=True, exist_ok=True)
            soundfile.write(place / name, samples, rate, **how)
        return place

    return write


@pytest.mark.parametrize("subtype", ["PCM_U8", "PCM_16", "PCM_24", "PCM_32", "FLOAT", "DOUBLE", "ULAW", "IMA_ADPCM"])
@pytest.mark.parametrize("form", ["WAV", "WAVEX", "RF64"])
@pytest.mark.parametrize("channels", [1, 2])
def test_that_every_sample_is_what_soundfile_reads(tmp_path, subtype, form, channels):
    if not soundfile.check_format(form, subtype):
        pytest.skip("no such file")
    path = tmp_path / "a.wav"
    soundfile.write(path, tone(1001, channels), 44100, subtype=subtype, format=form)
    found = WavFolder(channels="all").read(path)
    np.testing.assert_array_equal(found.values, soundfile.read(path, dtype="float32", always_2d=True)[0])
    assert (found.sample_rate, found.kind, found.labels.shape) == (44100, "speech", (1, 0))


@pytest.mark.parametrize(("suffix", "endian"), [("flac", "FILE"), ("ogg", "FILE"), ("wav", "BIG")])
def test_that_other_kinds_of_files_are_what_soundfile_reads(tmp_path, suffix, endian):
    path = tmp_path / f"a.{suffix}"
    soundfile.write(path, tone(5000), 16000, endian=endian)
    np.testing.assert_array_equal(read(path).values[:, 0], soundfile.read(path, dtype="float32")[0])


@pytest.mark.parametrize(("channels", "wanted"), [("mix", [0.25]), ("left", [0.5]), ("right", [0]), ("all", [0.5, 0])])
def test_that_channels_can_be_chosen(tmp_path, channels, wanted):
    path = tmp_path / "a.wav"
    soundfile.write(path, np.tile([0.5, 0.0], (10, 1)), 8000)
    np.testing.assert_array_equal(WavFolder(channels=channels).read(path)[0][3], wanted)


def test_that_rates_are_brought_to_the_most_common_one(folder):
    t = np.arange(4410) / 44100
    path = folder({"a_1.wav": tone(800), "a_2.wav": tone(800), "b_1.wav": tone(80)})
    folder({"b_2.wav": 0.5 * np.sin(2 * np.pi * 440 * t)}, rate=44100)
    found = read(path)
    assert (found.sample_rate, found.lengths.tolist()) == (8000, [800, 800, 80, 800])
    wanted = 0.5 * np.sin(2 * np.pi * 440 * np.arange(800) / 8000)
    np.testing.assert_allclose(found[3][50:-50, 0], wanted[50:-50], atol=2e-3)
    assert "1 file was resampled to 8000 Hz." in map(str, found.notes)
    assert WavFolder(rate=16000).read(path).lengths.tolist() == [1600, 1600, 160, 1600]


def test_that_folders_are_classes_and_train_and_test_are_parts(folder):
    path = folder(
        {f"{part}/{label}/{i}.wav": tone(9) for part in ("train", "test") for label in "ba" for i in range(2)}
    )
    data = load(DataSettings(train=str(path)))
    assert (data.train.classes, len(data.train), len(data.test)) == (("a", "b"), 4, 4)
    assert data.test.labels.tolist() == [0, 0, 1, 1]


def test_that_names_give_label_and_speaker(folder):
    path = folder({f"{label}-{who}-{i}.wav": tone(9) for label in ("go", "stop") for who in "xyz" for i in range(2)})
    found = read(path)
    assert (found.classes, found.group_names, found.group_title) == (("go", "stop"), ("x", "y", "z"), "speaker")
    assert found.groups.tolist() == [0, 0, 1, 1, 2, 2] * 2
    assert WavFolder().guess(path).pattern == "{label}-{speaker}-{index}"
    assert WavFolder(pattern="{speaker}-{label}-{index}").read(path).classes == ("x", "y", "z")


def test_that_numbers_can_be_for_testing(folder):
    path = folder({f"{label}_{i}.wav": tone(9) for label in "ab" for i in range(4)})
    assert WavFolder().read_test(path) is None
    assert len(WavFolder(test_indices="0, 2-3").read_test(path)) == 6
    assert len(WavFolder(test_indices="0, 2-3").read(path)) == 2


@pytest.mark.parametrize(("name", "mark"), [("labels.csv", ","), ("metadata.tsv", "\t")])
def test_that_a_table_gives_the_labels(folder, name, mark):
    path = folder({f"{i}.wav": tone(9) for i in range(4)})
    rows = [("file", "label", "speaker", "split"), ("0.wav", "x", "p", "train"), ("2.wav", "y", "q", "test")]
    (path / name).write_text("\n".join(mark.join(row) for row in [*rows, ("1.wav", "y", "p", "train")]))
    found = read(path)
    assert (found.classes, found.labels.tolist(), found.group_names) == (("x", "y"), [0, 1], ("p", "q"))
    assert WavFolder().read_test(path).labels.tolist() == [1]
    assert "1 file that is not in the table was excluded." in map(str, found.notes)


def test_that_the_spoken_digits_have_their_official_split(shared_data):
    path = shared_data("fsdd", "recordings")
    train, test = WavFolder().read(path), WavFolder().read_test(path)
    assert (len(train), len(test), train.sample_rate) == (420, 300, 8000)
    assert (train.classes, len(train.group_names)) == (tuple("0123456789"), 6)
    first = soundfile.read(path / "0_george_10.wav", dtype="float32")[0]
    np.testing.assert_array_equal(train[0][:, 0], first)
    guessed = WavFolder().guess(path)
    assert (guessed.pattern, guessed.test_indices, guessed.rate) == ("{label}_{speaker}_{index}", "0-4", 8000)
    preview = WavFolder().preview(path, 20)
    assert {row[1] for row in preview.rows} == set("0123456789")
    assert preview.total == 720


@pytest.mark.parametrize(
    ("files", "message"),
    [
        (["a.wav", "b.wav"], "the classes cannot be read"),
        (["notes.txt"], "contains no sound files"),
    ],
)
def test_that_a_folder_without_classes_says_what_would_help(folder, files, message, tmp_path):
    path = folder({name: tone(9) for name in files if name.endswith("wav")})
    path.mkdir(exist_ok=True)
    with pytest.raises(DataError, match=message):
        WavFolder().read(path)


def test_that_a_file_which_is_cut_off_is_refused(folder):
    path = folder({f"{label}_{i}.wav": tone(100) for label in "ab" for i in range(2)})
    whole = (path / "b_0.wav").read_bytes()
    (path / "b_0.wav").write_bytes(whole[:-10])
    with pytest.raises(DataError, match=r"sounds/b_0\.wav: the header declares more samples than the file contains"):
        read(path)
    shutil.rmtree(path)


def test_that_a_header_which_claims_terabytes_is_refused(written):
    form = b"\1\0\1\0\x40\x1f\0\0\x80\x3e\0\0\2\0\x10\0"
    body = b"ds64\x1c\0\0\0" + bytes(8) + (10**13).to_bytes(8, "little") + bytes(12) + b"fmt \x10\0\0\0" + form
    path = written("a.wav", b"RF64\xff\xff\xff\xffWAVE" + body + b"data\xff\xff\xff\xff" + bytes(20))
    with pytest.raises(DataError, match="declares more samples"):
        read(path)


def test_that_a_rate_without_a_small_ratio_is_refused(folder):
    path = folder({"a_1.wav": tone(9), "a_2.wav": tone(9), "b_2.wav": tone(9)})
    folder({"b_1.wav": tone(9)}, rate=2_000_000_011)
    with pytest.raises(DataError, match="sample rate of 2000000011 Hz"):
        read(path)


@pytest.mark.parametrize("settings", [{"pattern": "label"}, {"pattern": "{a}{b}"}, {"test_indices": "0-"}])
def test_that_settings_without_sense_are_refused(settings):
    with pytest.raises(SettingError):
        WavFolder(**settings)


def test_that_patterns_take_names_apart():
    assert match_pattern("yes_a_b_3", "{label}_{speaker}_{index}") == {"label": "yes", "speaker": "a", "index": "b_3"}
    assert match_pattern("yes", "{label}_{index}") is None
    assert guess_pattern(["9f_nohash_0", "9f_nohash_1", "aa_nohash_0"]) == "{speaker}_nohash_{index}"
    assert guess_pattern(["a", "b_c"]) == ""
    assert [n for n in map(str, range(12)) if in_ranges(n, "1-3, 7")] == ["1", "2", "3", "7"]


def pcm(samples: np.ndarray, *, size: int | None = None, before: bytes = b"", after: bytes = b"") -> bytes:
    """A .wav file whose data chunk claims `size` bytes; None: as many as there are."""
    data = samples.astype("<i2").tobytes()
    form = b"fmt " + (16).to_bytes(4, "little") + b"\1\0\1\0" + (8000).to_bytes(4, "little")
    form += (16000).to_bytes(4, "little") + b"\2\0\x10\0"
    claimed = (len(data) if size is None else size).to_bytes(4, "little")
    body = b"WAVE" + form + before + b"data" + claimed + data + after
    return b"RIFF" + len(body).to_bytes(4, "little") + body


@pytest.mark.parametrize("size", [0, 0xFFFFFFFF, 0xFFFFFF00, 0x7FFFFFFF])
def test_that_a_size_that_was_never_filled_in_means_to_the_end(tmp_path, size):
    samples = np.arange(-50, 51) * 100
    (tmp_path / "a.wav").write_bytes(pcm(samples, size=size))
    header = wave_header(tmp_path / "a.wav", "a.wav")
    np.testing.assert_array_equal(wave_samples(tmp_path / "a.wav", "a.wav", header)[:, 0], np.float32(samples / 2**15))


def test_that_a_file_without_samples_is_still_refused(tmp_path):
    (tmp_path / "a.wav").write_bytes(pcm(np.array([]), after=b"LIST\4\0\0\0INFO"))
    assert wave_header(tmp_path / "a.wav", "a.wav").frames == 0


@pytest.mark.parametrize("pad", [b"", b"\0"])
def test_that_a_missing_pad_byte_is_survived(tmp_path, pad):
    samples = np.arange(20) * 1000
    odd = b"LIST" + (5).to_bytes(4, "little") + b"INFOx" + pad
    (tmp_path / "a.wav").write_bytes(pcm(samples, before=odd))
    header = wave_header(tmp_path / "a.wav", "a.wav")
    np.testing.assert_array_equal(wave_samples(tmp_path / "a.wav", "a.wav", header)[:, 0], np.float32(samples / 2**15))
