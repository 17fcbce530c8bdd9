"""The texts of the program and their translation: complete, fresh, and with the same facts in them."""

from __future__ import annotations

import ast
import importlib.util
import re
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from robustgui.data.examples import EXAMPLES
from robustgui.gui.i18n import collect

ROOT = Path(__file__).parents[2]
PRESETS = ROOT / "resources" / "presets"


@pytest.fixture(scope="module")
def translations():
    """tools/translations.py as a module."""
    spec = importlib.util.spec_from_file_location("translations", ROOT / "tools" / "translations.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    yield module
    del sys.modules[spec.name]


def collected(tmp_path: Path, source: str) -> set[str]:
    (tmp_path / "module.py").write_text(source, encoding="utf-8")
    return {text.source for text in collect.collect(tmp_path)}


def test_that_descriptions_and_licences_of_examples_are_collected():
    sources = {text.source for text in collect.collect(presets=PRESETS)}
    assert {text for key in EXAMPLES for text in (EXAMPLES[key].description, EXAMPLES[key].licence)} <= sources


def test_that_every_text_belongs_to_a_class_or_a_named_context():
    """A plain function called `tr` is collected without one, and never translated when it is shown."""
    tree = ElementTree.parse(ROOT / "resources" / "translations" / "robustgui_zh.ts")
    nameless = [context for context in tree.iter("context") if not context.findtext("name")]
    assert [text.findtext("source") for context in nameless for text in context.iter("message")] == []


def test_that_every_text_is_translated_with_the_same_facts(translations):
    assert list(translations.find_problems()) == []


def test_that_the_collected_texts_survive_the_way_through_the_generated_file():
    tree = ast.parse(collect.render(presets=PRESETS))
    calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call))
    written = {collect.Text(*(argument.value for argument in call.args)) for call in calls}
    assert written == {text for text in collect.collect(presets=PRESETS) if any(c.isalpha() for c in text.source)}


def test_that_the_context_of_a_text_is_its_package_and_a_comment_is_kept(tmp_path):
    for room, comment in (("attacks", ""), ("data", ', comment="of a sequence"')):
        (tmp_path / room).mkdir()
        (tmp_path / room / "module.py").write_text(f'x = setting(1, title="Steps", help="How many."{comment})')
    texts = set(collect.collect(tmp_path))
    assert texts == {
        ("robustgui.attacks", "Steps", ""), ("robustgui.attacks", "How many.", ""),
        ("robustgui.data", "Steps", "of a sequence"), ("robustgui.data", "How many.", "of a sequence"),
    }  # fmt: skip
    generated = collect.render(tmp_path)
    assert 'QT_TRANSLATE_NOOP("robustgui.attacks", "Steps")' in generated
    assert 'translate("robustgui.data", "Steps", "of a sequence")' in generated


def test_that_a_sentence_reads_the_same_from_whatever_package_it_comes():
    """A template names no package when it is shown: another meaning of the same words needs a comment."""
    settings = {text for text in collect.collect(presets=PRESETS) if "{" in text.source}
    translated: dict[tuple[str, str], set[str]] = {}
    for context in ElementTree.parse(ROOT / "resources" / "translations" / "robustgui_zh.ts").iter("context"):
        for message in context.iter("message"):
            text = collect.Text(context.findtext("name"), message.findtext("source"), message.findtext("comment") or "")
            if text in settings:
                translated.setdefault(text[1:], set()).add(message.findtext("translation"))
    assert {key: texts for key, texts in translated.items() if len(texts) > 1} == {}


_COUNTED = re.compile(r"\{(\w+)(?::[^{}|]*)?\} (\w+s)\b")
_PLURALS = re.compile(r"\{\w+:[^{}|]*\|(?:[a-z]+ )*?(\w+s)(?: \w+)*\}")
_NO_COUNT = {"shape", "ways", "lists"}  # "2 x 3 values"; more than one way; "{file} lists ..."


def test_that_every_count_has_a_singular():
    """ "1 files" is never shown: a noun that is written as {n:file|files} somewhere is so behind every count."""
    messages = ElementTree.parse(ROOT / "resources" / "translations" / "robustgui_zh.ts").iter("message")
    sources = [message.findtext("source") or "" for message in messages]
    nouns = {noun for source in sources for noun in _PLURALS.findall(source)}
    assert nouns > {"sequences", "steps", "files", "runs", "classes"}
    wrong = [
        source
        for source in sources
        for name, noun in _COUNTED.findall(source)
        if noun in nouns and not {name, noun} & _NO_COUNT
    ]
    assert wrong == []


def test_that_titles_helps_units_and_choices_of_settings_are_collected(tmp_path):
    source = """
class A(Settings):
    x: int = setting(1, title="Ex", help="What "
        "it is.", unit="epochs", choices={"a": "letter A"})
"""
    assert collected(tmp_path, source) == {"Ex", "What it is.", "epochs", "letter A"}


def test_that_templates_of_own_errors_are_collected(tmp_path):
    source = """
class Base(RobustGuiError): ...
class Mine(Base): ...
raise Mine("{file} is odd", file=1)
raise wrong("must be {a}" if a else "must not be", a=1)
Sentence("one")
ValueError("not for users")
"""
    assert collected(tmp_path, source) == {"{file} is odd", "must be {a}", "must not be", "one"}


def test_that_titles_and_summaries_of_registered_classes_are_collected(tmp_path):
    source = '''
THINGS = Registry("thing", "x")
@THINGS.register("a")
class A:
    """Does one
    thing.

    More.
    """
    title: ClassVar[str] = "The A"
'''
    assert collected(tmp_path, source) == {"thing", "Does one thing.", "The A"}


def test_that_a_template_made_at_run_time_is_refused_with_its_place(tmp_path):
    with pytest.raises(ValueError, match=r"module.py, line 1: .*cannot be translated"):
        collected(tmp_path, 'raise DataError(f"{x} is odd")\nclass DataError(RobustGuiError): ...')


@pytest.mark.parametrize(
    ("source", "translation"),
    [
        ("{eps} is odd", "eps 不对"),
        ("%1 of %2", "第 %1 个"),
        ("{a:.1f}", "{a}"),
        ("{n} files", "{n} {n:个|个}"),
        ("{n:one|many} files", "{m:一|多}"),
    ],
)
def test_that_a_translation_with_other_facts_is_found(translations, tmp_path, source, translation):
    ts = tmp_path / "some.ts"
    ts.write_text(
        f"<TS><context><name>c</name><message><source>{source}</source>"
        f"<translation>{translation}</translation></message></context></TS>",
        encoding="utf-8",
    )
    assert list(translations.wrong_places(ts)) == [f"other placeholders: c: {source} -> {translation}"]


def test_that_a_translation_needs_no_words_of_a_count(translations, tmp_path):
    ts = tmp_path / "some.ts"
    ts.write_text(
        "<TS><context><name>c</name><message><source>{n} {n:file|files}</source>"
        "<translation>{n} 个文件</translation></message></context></TS>",
        encoding="utf-8",
    )
    assert list(translations.wrong_places(ts)) == []


def test_that_a_text_that_moved_to_another_context_keeps_its_translation(translations, tmp_path):
    ts = tmp_path / "some.ts"
    ts.write_text(
        "<TS><context><name>b</name><message><source>clean</source>"
        '<translation type="unfinished"/></message></context></TS>',
        encoding="utf-8",
    )
    translations.carry_over(ts, {"clean": "干净"})
    assert [text for *_, text in translations._finished(ts)] == ["干净"]
