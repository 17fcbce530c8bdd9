"""Every text with facts gets all of them: a renamed keyword would be seen only when the text is."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

PACKAGE = Path(__file__).parents[2] / "robustgui"
_TAKES_FACTS = re.compile(r"^(\w+\.)?(Sentence|wrong|fill_in|\w+(Error|Allowed))$")


def placeholders(template: str) -> set[str]:
    """Names in braces; of "{n:file|files}" the n."""
    return {name for _, name, _, _ in Formatter().parse(template) if name}


def texts(tree: ast.Module) -> Iterator[tuple[int, set[str], set[str]]]:
    """Line, names that the template reads, and names of its facts, for each call that has both in its source."""
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Call) and _TAKES_FACTS.match(ast.unparse(node.func)) and node.args):
            continue
        template, *others = node.args
        if not (isinstance(template, ast.Constant) and isinstance(template.value, str)):
            continue
        facts = {keyword.arg for keyword in node.keywords if keyword.arg}
        unknown = any(keyword.arg is None for keyword in node.keywords)
        for other in others:
            if isinstance(other, ast.Dict) and all(isinstance(key, ast.Constant) for key in other.keys):
                facts |= {key.value for key in other.keys if isinstance(key, ast.Constant)}
            else:
                unknown = True
        if facts and not unknown:  # one without any is filled in later
            yield node.lineno, placeholders(template.value), facts


def test_that_every_text_gets_the_facts_that_it_names() -> None:
    count, wrong = 0, []
    for path in sorted(PACKAGE.rglob("*.py")):
        for line, names, facts in texts(ast.parse(path.read_text(encoding="utf-8"))):
            count += bool(names)
            if names - facts:
                wrong.append(f"{path.relative_to(PACKAGE)}:{line}: {sorted(names - facts)}")
    assert wrong == []
    assert count > 500
