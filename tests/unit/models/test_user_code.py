"""Networks of the user's own Python code: allowed by name alone, fed as they ask, explained when they fail."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

import pytest
import torch
from support.networks import network_of, ragged

from robustgui.base.errors import RunError
from robustgui.models.python import Python
from robustgui.models.user_code import allow_entry as allow

HEAD = "import torch\nfrom torch import nn\n"


@pytest.fixture
def entry(tmp_path: Path):
    """`entry(code)` writes a file with a function `make`, and allows it."""

    def write(code: str, *, allowed: bool = True) -> str:
        file = tmp_path / "mine.py"
        file.write_text(HEAD + dedent(code), encoding="utf-8")
        if allowed:
            allow(f"{file}:make")
        return f"{file}:make"

    return write


PLAIN = """
    class Net(nn.Module):
        def __init__(self, features, outputs):
            super().__init__()
            self.rnn = nn.LSTM(features, 5, 2, batch_first=True)
            self.out = nn.Linear(5, outputs)
        def forward(self, x):
            return self.out(self.rnn(x)[0][:, -1])
    def make(features, outputs):
        return Net(features, outputs)
"""
PACKED = """
    from torch.nn.utils.rnn import pack_padded_sequence
    class Net(nn.Module):
        def __init__(self, features, outputs):
            super().__init__()
            self.rnn = nn.GRU(features, 5, batch_first=True)
            self.out = nn.Linear(5, outputs)
        def forward(self, x, lengths):
            packed = pack_padded_sequence(x, lengths.cpu(), batch_first=True, enforce_sorted=False)
            return self.out(self.rnn(packed)[1][-1]), "something else"
    def make(features, outputs):
        return Net(features, outputs)
"""
WITHOUT = """
    class Net(nn.Module):
        def forward(self, x, mask):
            count = mask.sum(1, keepdim=True)
            return ((x * mask[:, :, None]).sum(1) / count) @ torch.ones(3, 4)
    def make():
        return Net()
"""


@pytest.mark.parametrize("code", [PLAIN, PACKED, WITHOUT])
def test_that_padding_does_not_reach_a_network_of_ones_own(entry, code: str) -> None:
    network = network_of(Python(entry=entry(code)))
    network.module.double().eval() if code is not WITHOUT else network.module.eval()
    found = []
    for padding in (0, 4):
        x, _, mask = ragged(padding=padding)
        x = x.double() if code is not WITHOUT else x
        with torch.no_grad():
            found.append(network.outputs(x, mask))
            alone = [network.outputs(x[[i], :n], mask[[i], :n]) for i, n in enumerate(mask.sum(1).tolist())]
        torch.testing.assert_close(found[-1], torch.cat(alone))
    torch.testing.assert_close(*found)


@pytest.mark.parametrize(("code", "width"), [(PLAIN, 5), (PACKED, 5), (WITHOUT, 4)])
def test_that_its_recurrent_states_are_seen_or_else_its_answers(entry, code: str, width: int) -> None:
    network = network_of(Python(entry=entry(code)))
    x, _, mask = ragged(padding=2)
    states = network.states(x, mask)
    assert states.hidden.shape == (1, *mask.shape, width)
    assert states.hidden[:, mask].any()
    assert not states.hidden[:, ~mask].any()
    last = states.step_outputs[torch.arange(3), mask.sum(1) - 1]
    torch.testing.assert_close(last, states.outputs)


def test_that_the_states_are_those_of_the_last_layer(entry) -> None:
    network = network_of(Python(entry=entry(PLAIN)))
    x, _, mask = ragged((6, 6, 6))
    with torch.no_grad():
        wanted = network.module.own.rnn(x)[0]  # type: ignore[union-attr, operator]
    torch.testing.assert_close(network.states(x, mask).hidden[0], wanted)


def test_that_code_that_was_not_allowed_does_not_run(entry, tmp_path: Path) -> None:
    code = f"open({str(tmp_path / 'ran')!r}, 'w').close()\ndef make(): ..."
    with pytest.raises(RunError, match="not been allowed"):
        Python(entry=entry(code, allowed=False)).build(3, 4)
    assert not (tmp_path / "ran").exists()


def test_that_code_that_changed_since_is_not_run(entry) -> None:
    name = entry(PLAIN)
    entry(PLAIN + "\n", allowed=False)
    with pytest.raises(RunError, match="has changed since"):
        Python(entry=name).build(3, 4)


@pytest.mark.parametrize(
    ("code", "message"),
    [
        ("def make():\n    return 1 / 0", r"ZeroDivisionError.*mine\.py, line 4: return 1 / 0"),
        ("def make(:", r"SyntaxError.*line 3"),
        ("import nothing_of_this_name\ndef make(): ...", "ModuleNotFoundError"),
        ("def make():\n    return 7", "gives a int"),
        ("other = 1", "no function make"),
        ("def make():\n    return nn.Linear(3, 9)", r"returned the shape \((3, 6|1, 1), 9\)"),
        (PLAIN.replace("[:, -1]", "[:, 99]"), r"IndexError.*line 10: return self\.out"),
    ],
)
def test_that_a_fault_in_ones_own_code_names_its_line(entry, code: str, message: str) -> None:
    name = entry(code)
    x, _, mask = ragged()
    with pytest.raises(RunError, match=message):
        network_of(Python(entry=name)).outputs(x, mask)


@pytest.mark.parametrize("name", ["nothing", "a b:c d", ":make", "no_such_package.module:make", "gone.py:make"])
def test_that_an_entry_that_is_nowhere_is_refused(name: str) -> None:
    with pytest.raises(RunError):
        allow(name)


def test_that_stored_runs_with_the_former_name_of_the_example_can_build_it() -> None:
    network = network_of(Python(entry="robustgui.models.nets.own_example:network"))
    x, _, mask = ragged()
    assert network.states(x, mask).hidden.shape == (1, 3, 6, 16)
