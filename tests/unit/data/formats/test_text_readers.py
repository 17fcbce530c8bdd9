"""Texts from lines, tables, JSON lines and folders."""

from __future__ import annotations

import csv
import io

import numpy as np
import pytest

from robustgui.base.errors import DataError
from robustgui.data import DataSettings, load
from robustgui.data.formats import READERS, reader_for
from robustgui.data.formats.sequences.numbers import is_number
from robustgui.data.formats.text_folder import TextFolder
from robustgui.data.formats.text_lines import TextLines
from robustgui.data.formats.text_table.reader import TextTable
from robustgui.data.import_preview import preview

GOOD, BAD = "what a lovely evening it was", "dull and far too long"


def texts_of(found):
    return [found.text(i) for i in range(len(found))]


def labels_of(found):
    return [found.classes[i] for i in found.labels]


@pytest.mark.parametrize(
    ("form", "separator", "line"),
    [
        ("label_first", "tab", "{label}\t{text}"),
        ("label_last", "tab", "{text}\t{label}"),
        ("label_first", "comma", "{label},{text}"),
        ("label_last", "comma", "{text},{label}"),
        ("label_first", "semicolon", "{label};{text}"),
        ("fasttext", "blank", "__label__{label} {text}"),
    ],
)
def test_that_the_form_of_lines_is_found_out(written, form, separator, line):
    rows = [("good", GOOD), ("bad", BAD)] * 3
    path = written("a.txt", "".join(line.format(label=a, text=b) + "\n" for a, b in rows))
    reader = reader_for(path).guess(path)
    assert (reader.name, reader.form, reader.separator) == ("text_lines", form, separator)
    found = reader.read(path)
    assert texts_of(found) == [text for _, text in rows]
    assert labels_of(found) == [label for label, _ in rows]
    assert (found.kind, found.vocabulary, found.values.dtype) == ("text", (), np.int32)
    assert TextLines(form=form, separator=separator).read(path).labels.tolist() == found.labels.tolist()


def test_that_whole_numbers_before_a_blank_are_labels(written):
    found = reader_for(path := written("a.txt", f"1 {GOOD}\n0 {BAD}\n" * 3)).read(path)
    assert (found.classes, texts_of(found)[:2]) == (("0", "1"), [GOOD, BAD])


SCORED = f"1\t2.5\t{GOOD}\n2\t-0.75\t{BAD}\n3\t0.1\tso so it is\n4\t0.5\tfine\t with a tab\n"


def test_that_scores_around_zero_make_two_classes_without_what_is_between(written):
    found = reader_for(path := written("a.txt", SCORED)).read(path)
    assert labels_of(found) == ["positive", "negative", "positive"]
    assert texts_of(found) == [GOOD, BAD, "fine\t with a tab"]
    assert "1 text in between was excluded" in str(found.notes[-1])


def test_that_scores_can_stay_numbers(written):
    found = TextLines(scores="numbers").read(written("a.txt", SCORED))
    assert found.task == "regression"
    np.testing.assert_allclose(found.labels[:, 0], [2.5, -0.75, 0.1, 0.5])


def test_that_a_score_that_is_no_number_is_named_with_line_and_column(written):
    path = written("a.txt", SCORED + "5\thigh\twords and words\n")
    with pytest.raises(DataError, match=r"a\.txt, line 5: the score 'high' is not a number"):
        TextLines(form="scores", scores="classes").read(path)


def test_that_a_line_without_a_label_is_named(written):
    with pytest.raises(DataError, match=r"a\.txt, line 13, column 1: label and text cannot be separated in 'only"):
        TextLines().read(written("a.txt", f"good\t{GOOD}\nbad\t{BAD}\n" * 6 + "only text\n"))


def test_that_running_text_is_one_sequence_without_labels(written):
    prose = "It was a dark night.\nAnd it rained, and rained.\n\nThen it stopped."
    found = reader_for(path := written("a.txt", prose)).read(path)
    assert texts_of(found) == [prose]
    assert (found.labels.shape, found.labels.dtype, found.classes) == ((1, 0), np.float32, ())


def table(rows, delimiter=",", header=("id", "text", "label", "author")):
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows([header, *rows] if header else rows)
    return out.getvalue()


ROWS = [
    ("1", f'{GOOD}, "really"\nsecond line', "good", "Ann"),
    ("2", f"{BAD}; well", "bad", "Bob"),
    ("3", "never | ever\tagain please", "bad", "Ann"),
    ("4", "自然 and naïve", "good", "Bob"),
]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_that_cells_over_several_lines_and_every_delimiter_are_read(written, delimiter, encoding):
    rows = [tuple(cell.replace("ï", "i") for cell in row) for row in ROWS]
    path = written("a.csv", table(rows * 3, delimiter).encode(encoding))
    reader = reader_for(path).guess(path)
    assert (reader.name, reader.text, reader.label, reader.group) == ("text_table", "text", "label", "author")
    found = reader.read(path)
    assert texts_of(found) == [row[1] for row in rows] * 3
    assert labels_of(found) == [row[2] for row in rows] * 3
    assert [found.group_names[i] for i in found.groups] == [row[3] for row in rows] * 3
    assert found.group_title == "author"


def test_that_columns_without_names_are_found_by_what_they_hold(written):
    rows = [(str(i), f"{GOOD} number {i}" if i % 2 else f"{BAD} {i}", "pn"[i % 2]) for i in range(20)]
    path = written("a.csv", table(rows, header=None))
    found = reader_for(path).read(path)
    assert (labels_of(found), texts_of(found)) == ([row[2] for row in rows], [row[1] for row in rows])


def test_that_names_and_their_languages_are_texts_and_classes(written):
    rows = [(f"Na{chr(97 + i)}me{chr(97 + j)}", "fr" if i % 2 else "it") for i in range(8) for j in range(5)]
    path = written("a.csv", table(rows, header=("nom", "pays")))
    reader = reader_for(path).guess(path)
    assert (reader.name, reader.text, reader.label) == ("text_table", "nom", "pays")
    assert labels_of(reader.read(path)) == [row[1] for row in rows]


def test_that_columns_can_be_named_by_hand_and_unknown_ones_are_told(written):
    path = written("a.csv", table(ROWS))
    found = TextTable(label="author", group="-").read(path)
    assert (labels_of(found), found.groups) == (["Ann", "Bob", "Ann", "Bob"], None)
    with pytest.raises(DataError, match=r"no column 'mood' .setting 'label'.*Its columns are: id, text, label, author"):
        TextTable(label="mood").read(path)
    assert TextTable(label="-", group="-").read(path).labels.shape == (4, 0)


def test_that_quotation_marks_which_enclose_nothing_are_text(written):
    lines = ['"so good was it', "dull and too long", 'they said "never" again', '"a" or not']
    content = "sentence\tlabel\n" + "".join(f"{line}\t{i % 2}\n" for i, line in enumerate(lines))
    path = written("a.tsv", content)
    assert texts_of(reader_for(path).read(path)) == lines
    assert TextTable().guess(path).quotes == "no"


def test_that_a_record_of_another_width_is_named_with_its_line(written):
    with pytest.raises(DataError, match=r"a\.csv, line 7: 3 cells, 4 expected"):
        TextTable().read(written("a.csv", table(ROWS) + "5,too short,good\n"))


def test_that_the_preview_shows_roles_of_the_columns(written):
    path = written("a.csv", table(ROWS))
    shown = TextTable().preview(path, rows=2)
    assert shown.header == ("id", "text", "label", "author")
    assert shown.roles == ("id", "text", "label", "group")
    assert [row[2] for row in shown.rows] == ["good", "bad"]


@pytest.mark.parametrize(
    "content",
    ["0,1,2,label\n0.5,1,3,1\n4,5,2,2\n", "label,a,b\nwalking fast,1.5,2\nrunning,2,3\n", "1\t2\t3\n2\t3\t4\n"],
)
@pytest.mark.parametrize("name", ["a.csv", "a.tsv", "a.txt", "a"])
def test_that_tables_of_numbers_are_left_to_others(written, name, content):
    path = written(name, content)
    assert all(READERS[reader].sniff(content.encode(), path) == 0 for reader in ("text_table", "jsonl", "text_lines"))


def folders(path, parts):
    for place, texts in parts.items():
        (path / place).mkdir(parents=True)
        for i, text in enumerate(texts):
            (path / place / f"{i}.txt").write_bytes(text if isinstance(text, bytes) else text.encode())


def test_that_training_and_test_folders_are_read_apart(tmp_path):
    folders(
        tmp_path / "reviews",
        {
            "train/pos": [GOOD, "fine"],
            "train/neg": [BAD],
            "train/unsup": ["?"],
            "test/pos": ["nice"],
            "test/neg": ["no"],
        },
    )
    reader = reader_for(tmp_path / "reviews")
    assert isinstance(reader, TextFolder)
    train, test = reader.read(tmp_path / "reviews"), reader.read_test(tmp_path / "reviews")
    assert (train.classes, texts_of(train), labels_of(train)) == (
        ("neg", "pos"),
        [BAD, GOOD, "fine"],
        ["neg", "pos", "pos"],
    )
    assert (texts_of(test), labels_of(test), train.name) == (["no", "nice"], ["neg", "pos"], "reviews")


def test_that_guessed_encodings_of_files_are_counted(tmp_path):
    folders(
        tmp_path, {"a": ["plain", "Brücke über".encode("cp1252")], "b": ["这部电影非常好看".encode("gb18030"), "x"]}
    )
    found = TextFolder().read(tmp_path)
    assert texts_of(found) == ["plain", "Brücke über", "这部电影非常好看", "x"]
    assert [str(note).split(" below")[0] for note in found.notes] == ["1 file", "1 file"]


def test_that_a_limit_takes_as_many_texts_of_each_class(tmp_path):
    folders(tmp_path, {"a": ["1 one"] * 9, "b": ["2 two"] * 9})
    assert labels_of(TextFolder().read(tmp_path, limit=4)) == ["a", "a", "b", "b"]


@pytest.mark.parametrize("name", ["tweets", "movieReviewSnippets", "amazonReviewSnippets", "nytEditorialSnippets"])
def test_that_the_rated_sentences_are_those_of_the_csv_module(shared_data, name):
    path = shared_data("vader_icwsm2014", f"{name}_GroundTruth.txt")
    lines = path.read_bytes().decode("utf-8", "strict").split("\n")
    rows = [line.rstrip("\r").split("\t", 2) for line in lines if line.strip()]
    assert all(is_number(row[1]) for row in rows)
    wanted = [(row[2].strip(), float(row[1]) > 0) for row in rows if abs(float(row[1])) >= 0.5]
    found = reader_for(path).read(path)
    assert list(zip(texts_of(found), (name == "positive" for name in labels_of(found)), strict=True)) == wanted


def test_that_tweets_are_ready_for_training(shared_data):
    path = shared_data("vader_icwsm2014", "tweets_GroundTruth.txt")
    data = load(DataSettings(train=str(path)))
    assert data.train.classes == ("negative", "positive")
    assert 1000 < len(data.train.vocabulary) <= 10_000
    assert ":)" in data.train.vocabulary


QUESTIONS = (
    "How did serfdom develop in and then leave Russia ?", "What films featured Popeye Doyle ?",
    "Who was the inventor of the Pokémon ?", "When was Ozzy Osbourne born ?",
)  # fmt: skip


@pytest.mark.parametrize(
    "labels", [("DESC:manner", "ENTY:cremat", "HUM:ind", "HUM:gr"), ("DESC", "ENTY", "HUM", "NUM")]
)
def test_that_questions_behind_their_labels_are_read_without_an_ending(written, labels):
    lines = [f"{labels[i % 4]} {QUESTIONS[i // 4 % 4]} {i}" for i in range(80)]
    path = written("train_5500", ("\n".join(lines) + "\n").encode("latin-1"))
    reader = reader_for(path)
    found = reader.read(path)
    assert reader.name == "text_lines"
    assert found.classes == tuple(sorted(labels))
    assert found.text(0) == f"{QUESTIONS[0]} 0"
    coarse = reader.copy_with(level="coarse").read(path)
    assert coarse.classes == tuple(sorted({label.partition(":")[0] for label in labels}))


def test_that_coarse_labels_are_offered(written):
    lines = [f"{('A:x', 'A:y', 'B:x', 'B:z')[i % 4]} {QUESTIONS[i // 4 % 4]} {i}" for i in range(80)]
    found = preview(DataSettings(train=str(written("questions", "\n".join(lines) + "\n"))))
    assert [dict(offer.changes) for offer in found.suggestions] == [{"format.level": "coarse"}]
