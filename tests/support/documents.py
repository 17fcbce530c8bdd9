"""The code blocks of the documents: their language, the file that they are, and the figures printed beside the code.

- `python`: cells of a notebook, in order. One that imports robustgui is a new notebook, the others go on with it.
- `sh`: lines of a terminal in the folder of the document's files, with a comment behind what is expected to fail:
  `# ... (exit code 2)`.
- The last line before a block may end with the name of a file in backticks: then the block is that file.
- `toml`, `json`: parsed; settings of a run and events are validated.
- `text`: no code.
- Below `<!-- not run: REASON -->` commands are not run; only those of `INSTALLATION` may stand there.

A figure is a comment of numbers alone behind a statement, `# 0.976, 0.746`: the value of the statement, as exactly as
its digits say, or as `(±0.02)` behind it says.
"""

from __future__ import annotations

import io
import re
import tokenize
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
LANGUAGES = ("python", "sh", "toml", "json", "text", "powershell")
INSTALLATION = ("git clone", "make", "python -m venv", ".venv")

_FENCE = re.compile(r"^```(\S*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_REASON = re.compile(r"<!-- not run: (.+?) -->\s*\Z")
_FILE = re.compile(r"`([\w./-]+\.(?:py|toml|json|csv))`[:：]?\s*\Z")
_NUMBER = r"-?\d+(?:\.\d+)?"
_FIGURES = re.compile(rf"#\s*({_NUMBER}(?:,\s*{_NUMBER})*)\s*(?:[(（]±\s*(\d*\.?\d+)[)）])?\s*")


@dataclass(frozen=True)
class Block:
    """One code block.

    Attributes:
        line: of its first line in the document, from 1.
        heading: the last one above it.
        file: the name of the file that it is; empty: it is none.
        reason: why it is not run; empty: it is.
    """

    language: str
    code: str
    line: int
    heading: str
    file: str = ""
    reason: str = ""


@dataclass(frozen=True)
class Figures:
    """Numbers printed behind the statement that ends at `line` of a block, each with its tolerance."""

    line: int
    numbers: tuple[float, ...]
    tolerances: tuple[float, ...]


def documents() -> list[Path]:
    """All documents of the repository."""
    return [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md"))]


def read_blocks(document: Path) -> list[Block]:
    """The blocks of a document in order."""
    return list(find_blocks(document.read_text(encoding="utf-8")))


def find_blocks(text: str) -> Iterator[Block]:
    """The blocks of a text in order."""
    for match in _FENCE.finditer(text):
        above = text[: match.start()]
        headings = re.findall(r"^#+ (.*)$", re.sub(_FENCE, "", above), re.MULTILINE)
        reason, file = _REASON.search(above), _FILE.search(above)
        yield Block(
            language=match[1],
            code=match[2],
            line=above.count("\n") + 2,
            heading=headings[-1] if headings else "",
            file=file[1] if file else "",
            reason=reason[1] if reason else "",
        )


def read_figures(code: str) -> list[Figures]:
    """The figures of a Python block."""
    return [
        Figures(line, *_parse(match))
        for line, comment in _comments(code)
        if (match := _FIGURES.fullmatch(comment)) is not None
    ]


def without_comments(block: Block) -> list[str]:
    """The words of a block without its comments, to compare it with its translation."""
    if block.language != "python":
        return [line for text in block.code.splitlines() if (line := re.split(r"\s+#", text)[0].rstrip())]
    omitted = (tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE)
    tokens = tokenize.generate_tokens(io.StringIO(block.code).readline)
    return [token.string for token in tokens if token.type not in omitted]


def count_lines(code: str) -> int:
    """Lines of a Python text that are neither empty nor a comment."""
    return sum(not line.lstrip().startswith("#") for line in code.splitlines() if line.strip())


def _comments(code: str) -> Iterator[tuple[int, str]]:
    for token in tokenize.generate_tokens(io.StringIO(code).readline):
        if token.type == tokenize.COMMENT and token.line[: token.start[1]].strip():
            yield token.start[0], token.string


def _parse(match: re.Match[str]) -> tuple[tuple[float, ...], tuple[float, ...]]:
    texts = [text.strip() for text in match[1].split(",")]
    decimals = [len(text.partition(".")[2]) for text in texts]
    tolerances = [float(match[2]) if match[2] else 0.5 * 10.0**-digits for digits in decimals]
    return tuple(map(float, texts)), tuple(tolerances)
