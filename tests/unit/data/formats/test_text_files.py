"""Encodings of text files."""

from __future__ import annotations

import codecs

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from robustgui.base.errors import DataError
from robustgui.data.formats import read
from robustgui.data.formats.files.encodings import ENCODINGS
from robustgui.data.formats.files.lines import TextFile, head_lines

TABLE = "label,a,b\nbrève,1,2\nköln,3,4\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_that_names_survive_every_encoding_and_line_end(written, encoding, end):
    found = read(written("a.csv", TABLE.replace("\n", end).encode(encoding)))
    assert found.classes == ("brève", "köln")
    assert found.values[:, 0].tolist() == [1, 2, 3, 4]


def test_that_big_endian_text_is_known_by_its_mark(written):
    found = read(written("a.csv", codecs.BOM_UTF16_BE + TABLE.encode("utf-16-be")))
    assert found.classes == ("brève", "köln")


def test_that_a_guessed_encoding_is_noted(written):
    assert "Windows-1252" in str(read(written("a.csv", TABLE.encode("cp1252"))).notes[0])
    assert read(written("b.csv", TABLE)).notes == ()


@pytest.mark.parametrize(
    "content",
    [
        TABLE.encode("utf-16")[:-1],
        TABLE.encode("utf-16-le").replace(b"a", b"\1"),
        TABLE.encode() + b"\x81\xff",
        b"label,a\n" + b"x,1\n" * 20_000 + b"\0\0",
        TABLE.encode("utf-32"),
    ],
)
def test_that_what_cannot_be_decoded_is_refused(written, content):
    with pytest.raises(DataError, match=r"^a\.csv is not a text file in UTF-8"):
        read(written("a.csv", content))


def test_that_a_far_line_is_decoded_like_the_first(written):
    content = "label,a\n" + ("x,1" + " " * 1000 + "\n") * 1100 + "é,2\n"  # beyond the first megabyte
    assert read(written("a.csv", content)).classes == ("x", "é")


CHINESE = "标签,文本\n好,这部电影非常好看,我很喜欢。\n坏,剧情太无聊了!\n"
WESTERN = (
    "Das Mädchen läuft über die Brücke.\n",
    "créée, où, déjà vu: l'été à Genève\n",
    "el niño comió una piña mañana\n",
    "naïve\n",
    "“quoted” — it’s…\n",
    "smörgåsbord på svenska är gott\n",
    "Zażółć".encode("cp1252", "ignore").decode("cp1252") + " ção não\n",
)


@pytest.mark.parametrize("text", [CHINESE, "你好", "价格\t3.5\n" * 3, "他说“好”。\n", "繁體字也可以\n简体字\n"])
def test_that_chinese_bytes_are_taken_for_gb18030(written, text):
    found = TextFile(written("a.txt", text.encode("gb18030")))
    assert found.encoding == "gb18030"
    assert [line for _, line in found.lines()] == text.split("\n")[: text.count("\n") or 1]
    assert "GB18030" in str(found.notes[0])


@pytest.mark.parametrize("text", WESTERN)
def test_that_western_bytes_are_taken_for_windows_1252(written, text):
    found = TextFile(written("a.txt", text.encode("cp1252")))
    assert found.encoding == "cp1252"
    assert [line for _, line in found.lines()] == [text.strip()]


@pytest.mark.parametrize("text", [*WESTERN, CHINESE, "日本語のテキスト\n", "한국어 문장\n", "Привет, мир\n", "👍 ok\n"])
@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_that_utf_16_is_known_with_and_without_its_mark(written, text, encoding, mark):
    found = TextFile(written("a.txt", (mark + text).encode(encoding)))
    assert found.encoding == encoding
    assert "".join(found.raw_lines()) == text
    assert bool(found.notes) == (not mark)
    assert head_lines((mark + text).encode(encoding)) == text.split("\n")[:-1]


def test_that_numbers_and_pictures_are_not_taken_for_utf_16():
    rng = np.random.default_rng(0)
    sine = (3000 * np.sin(np.arange(4000) / 20)).astype("<i2").tobytes()
    for content in (sine, rng.bytes(5000), rng.normal(size=500).tobytes(), np.arange(3000, dtype="<i2").tobytes()):
        assert head_lines(content) == []


def test_that_an_encoding_named_by_hand_is_obeyed_or_said_to_be_wrong(written):
    path = written("a.txt", "これは本です\n".encode("shift_jis"))
    assert [line for _, line in TextFile(path, "shift_jis").lines()] == ["これは本です"]
    with pytest.raises(DataError, match=r"^a\.txt is not text in UTF-8\. Choose another encoding"):
        list(TextFile(path, "utf-8").lines())


SPOKEN = {
    "shift_jis": "これは良い映画です。\nつまらない話、寝てしまった\n",
    "euc_jp": "これは良い映画です。\nつまらない話、寝てしまった\n",
    "euc_kr": "이 영화는 정말 좋았다\n나쁜 영화 다시 보고 싶지 않다\n",
    "big5": "這部電影非常好看\n劇情太無聊了\n我很喜歡這個故事\n",
    "cp1251": "Это очень хороший фильм\nПлохой фильм, скучно\n",
    "koi8_r": "Это очень хороший фильм\nПлохой фильм, скучно\n",
    "cp1250": "To jest świetny film, naprawdę\nŹle się to skończyło\nPříliš žluťoučký kůň úpěl\n",
    "cp1253": "Αυτή είναι μια πολύ καλή ταινία\nΔεν θα την ξαναδώ\n",
}


@pytest.mark.parametrize("encoding", SPOKEN)
@pytest.mark.parametrize("times", [1, 40])
def test_that_texts_of_east_asia_and_of_other_alphabets_are_recognised(written, encoding, times):
    text = "text,label\n" + "".join(
        f"{line},{'ab'[i % 2]}\n" for i, line in enumerate(SPOKEN[encoding].split() * times)
    )
    found = TextFile(written("a.csv", text.encode(encoding)))
    assert "".join(found.raw_lines()) == text
    assert ENCODINGS[found.encoding] in str(found.notes[0])


@settings(max_examples=60)
@given(data=st.data())
def test_that_a_text_is_recognised_or_the_doubt_is_a_warning_that_must_be_seen(data, tmp_path_factory):
    encoding = data.draw(st.sampled_from(sorted(SPOKEN)))
    words = [word for line in SPOKEN[encoding].split("\n") for word in line.split() if not word.isascii()]
    text = " ".join(data.draw(st.lists(st.sampled_from(words), min_size=4, max_size=12))) + "\n"
    path = tmp_path_factory.mktemp("text") / "a.txt"
    path.write_bytes(text.encode(encoding))
    found = TextFile(path)
    said = [str(note) for note in found.notes]
    assert "".join(found.raw_lines()) == text or "the characters look right" in said[0] or "may also be" in said[0]


def test_that_zero_bytes_at_the_end_are_left_out_and_said(written):
    found = TextFile(written("a.csv", TABLE.encode() + b"\0" * 5000))
    assert [line for _, line in found.lines()] == TABLE.split("\n")[:-1]
    assert str(found.notes[0]) == "a.csv ends with 5000 zero bytes, which were ignored."


def test_that_zero_bytes_within_a_text_are_named_with_their_line(written):
    with pytest.raises(DataError, match=r"^a\.csv, line 3: there are zero bytes in the text"):
        TextFile(written("a.csv", b"label,a\nx,1\n" + b"\0" * 50 + b"y,2\n"))
