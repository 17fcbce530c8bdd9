"""What a user reads speaks the field's terms, in English and in Chinese: no paraphrase of them, no metaphor."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest

ROOT = Path(__file__).parents[2]
TRANSLATIONS = ROOT / "resources" / "translations" / "robustgui_zh.ts"

# A paraphrase (a regular expression of whole words) and the term that stands for it.
NEVER = {
    r"what (the|an) attacks? (returned|leaves?)": "adversarial example; robust accuracy",
    r"attacked (point|accuracy|loss|data|end|value)s?": "adversarial example; robust accuracy; adversarial loss",
    r"fool(s|ed)?": "attack succeeds; misclassified",
    r"fell(ed)?|fallen|left standing|stands? up|still stands?": "misclassified; still correct",
    r"survivors?|those that go on": "active examples",
    r"worst by sequence": "worst case over attacks",
    r"aims? at|taken for|wanted class": "targeted; target class; predicted as",
    r"questions? (asked|each|behind)|asks? the network|network (is|was) asked|asked about": "query",
    r"step length|falling back": "step size; projection",
    r"smallest changes?|size of (the|a) changes?": "minimal adversarial perturbation; perturbation norm",
    r"close call": "margin",
    r"(do not |cannot be )?believed?": "reliable; doubtful; unreliable",
    r"lights? of the audit|(green|amber|red) lights?": "sanity check: passed, warning, failed",
    r"second opinions?": "cross-check",
    r"one change for all": "universal perturbation",
    r"values a step|steps a second|a sequence a line": "features; sample rate; one sequence per line",
    r"hidden path": "hidden-state trajectory",
    r"decision flips?|flips of": "decision change",
    r"learned numbers": "trainable parameters",
    r"minimised": "training loss; training objective",
    r"(both|one) directions?": "bidirectional; unidirectional",
    r"preparation chain|way of the data": "preprocessing",
    r"set aside|by chance": "held out; at random; stratified",
    r"what somebody (did|may do)": "poisoning; threat model",
    r"(?<!standard )deviations|SD": "std",
    r"go(es)? on (with|from)|begin anew|start anew": "resume; continue; restart",
    r"speaks? (for|against)": "supports; opposes",
    r"put in": "insert",
    r"left out|leave out": "excluded; deleted",
    r"found out": "detected automatically",
    r"by halves|let loose|nobody|whoever|whom": "",
    r"copy of the network|from a copy": "surrogate",
}  # fmt: skip
ALLOWED = {
    "Read as features, one for each direction": "the two directions of a bidirectional layer",
    "whole time steps, all features in one direction": "a direction of the perturbation, not of reading",
}
# English term -> what its translation must contain (one of several).
REQUIRED = {
    r"robust accuracy": ("鲁棒精度",),
    r"clean accuracy": ("干净精度",),
    r"adversarial examples?": ("对抗样本",),
    r"threat models?": ("威胁模型", "威胁", "以下"),
    r"targeted": ("目标",),
    r"quer(y|ies)": ("查询",),
    r"step size": ("步长",),
    r"restarts?": ("重启", "重新"),
    r"decision boundary": ("决策边界", "边界"),
    r"white-box": ("白盒",),
    r"black-box": ("黑盒",),
    r"surrogate": ("替代模型",),
    r"cross-checks?": ("交叉验证",),
    r"evaluation audits?": ("可靠性检查",),
    r"gradient masking": ("梯度掩蔽",),
    r"bidirectional": ("双向",),
    r"trainable parameters": ("可训练参数",),
    r"hidden[- ]states?": ("隐状态",),
    r"universal perturbation": ("通用扰动",),
    r"signal-to-noise ratio": ("信噪比",),
}  # fmt: skip
NEVER_CHINESE = ("审计", "读取方向", "第二意见", "幸存者", "攻破", "判决", "准确率", "隐藏状态")


def messages() -> Iterator[tuple[str, str]]:
    """(English, Chinese) of every text of the window and the core."""
    for message in ElementTree.parse(TRANSLATIONS).getroot().iter("message"):
        translation = message.find("translation")
        yield message.findtext("source", ""), "" if translation is None else "".join(translation.itertext()).strip()


def readme(name: str) -> Iterator[str]:
    """The lines that are read, without code."""
    text = re.sub(r"```python.*?```", "", (ROOT / name).read_text(encoding="utf-8"), flags=re.DOTALL)
    yield from re.sub(r"`[^`\n]*`|\]\([^)]*\)", "", text).splitlines()


def paraphrases(text: str) -> list[str]:
    """What `text` says in place of a term, with the term."""
    return [
        f"'{found.group()}' in '{text}': say {term or 'it plainly'}"
        for pattern, term in NEVER.items()
        if (found := re.search(rf"\b({pattern})\b", text, re.IGNORECASE)) and text not in ALLOWED
    ]


def test_that_no_text_paraphrases_a_term_of_the_field():
    assert [said for english, _ in messages() for said in paraphrases(english)] == []


def test_that_the_readme_paraphrases_no_term_of_the_field():
    assert [said for line in readme("README.md") for said in paraphrases(line)] == []


@pytest.mark.parametrize("term", REQUIRED)
def test_that_a_term_has_its_chinese_name(term: str):
    pattern = re.compile(rf"\b{term}\b", re.IGNORECASE)
    wrong = [(english, chinese) for english, chinese in messages()
             if pattern.search(english) and not any(name in chinese for name in REQUIRED[term])]  # fmt: skip
    assert wrong == []


@pytest.mark.parametrize("word", NEVER_CHINESE)
def test_that_no_chinese_text_uses_a_word_of_another_field(word: str):
    found = [chinese for _, chinese in messages() if word in chinese]
    assert [*found, *(line for line in readme("README.zh.md") if word in line)] == []


@pytest.mark.parametrize("text", ["This fools the network", "Survivors only", "Set aside by chance", "Believe it"])
def test_that_a_paraphrase_is_noticed(text: str):
    assert paraphrases(text)
