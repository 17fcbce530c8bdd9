"""What is killed, one file a kind."""

from __future__ import annotations

from ..life import Kind
from .audit import Audit
from .convert import Convert
from .evaluate import Evaluate
from .export import Export
from .resume import Resume
from .train import Train

KINDS: dict[str, type[Kind]] = {
    "train": Train,
    "resume": Resume,
    "evaluate": Evaluate,
    "audit": Audit,
    "convert": Convert,
    "export": Export,
}
