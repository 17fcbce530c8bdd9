"""The source of a network of a notebook, with everything that it uses."""

from __future__ import annotations

import linecache
import math
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum
from functools import partial
from types import ModuleType
from typing import Any

import numpy as np
import pytest
import torch
import torch.nn.functional as fun
from torch import nn

from robustgui.base.errors import RunError
from robustgui.models.module_source import FACTORY, collect_source

SCALE = 0.5
ACTIVATION = fun.relu
TENSOR = torch.ones(3)
DTYPE = torch.float32


def scaled(x: torch.Tensor) -> torch.Tensor:
    return ACTIVATION(x) * SCALE / math.sqrt(4)


class Base(nn.Module):
    def __init__(self, features: int, outputs: int) -> None:
        super().__init__()
        self.out = nn.Linear(features, outputs, dtype=DTYPE)


class Network(Base):
    """With a base class, a helper, constants, an alias and an annotation that exists nowhere."""

    @property
    def factor(self) -> float:
        return SCALE

    def forward(self, x: Undefined) -> torch.Tensor:  # type: ignore[name-defined]  # noqa: F821
        TENSOR = x.mean(1)  # a local name that is a global one elsewhere
        return scaled(self.out(TENSOR)) * self.factor


def run(source: str) -> Callable[..., nn.Module]:
    module = ModuleType("elsewhere")
    sys.modules["elsewhere"] = module  # dataclasses look there
    try:
        exec(source, vars(module))
    finally:
        del sys.modules["elsewhere"]
    return getattr(module, FACTORY)


SIZES = {"features": "features", "outputs": "outputs"}


def test_that_the_source_builds_the_same_network_without_the_module_that_it_is_from() -> None:
    source = collect_source(Network, SIZES, {})
    again = run(source)(3, 2)
    original = Network(3, 2)
    original.load_state_dict(again.state_dict())
    x = torch.randn(2, 5, 3)
    assert torch.equal(again(x), original(x))
    assert "TENSOR = " not in source.replace("        TENSOR = x", "")
    assert source.index("class Base") < source.index("class Network")


def test_that_arguments_are_written_down() -> None:
    def build(features: int, outputs: int, hidden: int, cell: type[nn.Module], options: dict[str, Any]) -> nn.Module:
        return nn.Sequential(cell(features, hidden), nn.Linear(hidden, outputs, **options))

    source = collect_source(build, SIZES, {"hidden": 7, "cell": nn.Linear, "options": {"bias": False}})
    built = run(source)(3, 2)
    assert [weights.shape for weights in built.parameters()] == [(7, 3), (7,), (2, 7)]


def test_that_a_class_inside_of_a_function_brings_what_is_around_it() -> None:
    width = 5

    class Part(nn.Linear):
        pass

    class Whole(nn.Module):
        def __init__(self, features: int, outputs: int) -> None:
            super().__init__()
            self.layers = nn.Sequential(Part(features, width), Part(width, outputs))

        def forward(self, x: torch.Tensor) -> torch.Tensor:
            return self.layers(x.mean(1))

    assert run(collect_source(Whole, SIZES, {}))(3, 2)(torch.zeros(4, 6, 3)).shape == (4, 2)


CELL = """
import numpy as np
from torch import nn
from torch.nn import functional as fun

history = object()  # of the notebook, unused by the network

class Head(nn.Module):
    def __init__(self, n):
        super().__init__()
        self.out = nn.LazyLinear(n)

    def forward(self, h):
        return fun.softplus(self.out(h)) + np.pi

class Net(nn.Module):
    def __init__(self, n_classes=2):
        super().__init__()
        self.head = Head(n_classes)

    def forward(self, x):
        return self.head(x.mean(1))
"""


@pytest.fixture
def cell() -> Iterator[dict[str, Any]]:
    """The names of a notebook in which a cell was run: as IPython does it, its text is in `linecache` alone."""
    name = "/tmp/ipykernel_1/2.py"
    linecache.cache[name] = (len(CELL), None, CELL.splitlines(True), name)
    names: dict[str, Any] = {"__name__": "__main__"}
    exec(compile(CELL, name, "exec"), names)
    yield names
    del linecache.cache[name]


def test_that_a_class_of_a_notebook_cell_is_found(cell: dict[str, Any]) -> None:
    source = collect_source(cell["Net"], {"n_classes": "outputs"}, {})
    assert "history" not in source
    assert "import numpy as np\nfrom torch import nn\nfrom torch.nn import functional as fun" in source or (
        "import torch.nn.functional as fun" in source
    )
    assert run(source)(3, 4)(torch.zeros(2, 5, 3)).shape == (2, 4)


THING = object()


def uses_object(features: int, outputs: int) -> nn.Module:
    return nn.Linear(id(THING), outputs)


@dataclass
class Config:
    width: int = 4
    kind: str = "linear"


class Kind(Enum):
    SMALL = 1


KINDS = {"linear": nn.Linear, "other": [nn.GRU, torch.tanh]}
WEIGHTS, LIMIT, COUNT = np.arange(3.0), math.inf, np.int64(3)


def uses_values(features: int, outputs: int, config: Config, kind: Kind) -> nn.Module:
    assert kind is Kind.SMALL
    assert min(LIMIT, COUNT) == 3
    layer = KINDS[config.kind](features, config.width)  # type: ignore[operator]
    layer.weight.data += float(WEIGHTS.sum() + TENSOR.sum())
    return nn.Sequential(layer, nn.Linear(config.width, outputs))


def test_that_plain_containers_arrays_and_settings_are_written_down() -> None:
    source = collect_source(uses_values, SIZES, {"config": Config(width=5), "kind": Kind.SMALL})
    built = run(source)(3, 2)
    assert [weights.shape for weights in built.parameters()] == [(5, 3), (5,), (2, 5), (2,)]


def test_that_what_cannot_be_written_down_is_named() -> None:
    with pytest.raises(RunError, match="uses THING, a object"):
        collect_source(uses_object, SIZES, {})
    with pytest.raises(RunError, match="uses hidden, a object"):
        collect_source(Network, SIZES, {"hidden": partial(nn.Linear, THING)})
    names: dict[str, Any] = {"nn": nn, "__name__": "nowhere"}
    exec("class Typed(nn.Linear):\n    def forward(self, x):\n        return x", names)
    with pytest.raises(RunError, match="source of Typed"):
        collect_source(names["Typed"], {}, {})


LAMBDAS = [lambda z: torch.tanh(z), lambda z: (lambda y: y + SCALE)(z) * 2, lambda z, gain=3: z * gain]  # fmt: skip


def uses_lambdas(features: int, outputs: int) -> nn.Module:
    class Applies(nn.Module):
        def forward(self, x: torch.Tensor) -> torch.Tensor:
            for function in LAMBDAS:
                x = function(x)  # type: ignore[no-untyped-call]
            return x

    return Applies()


def test_that_lambdas_of_one_line_are_told_apart() -> None:
    x = torch.ones(2, 3)
    torch.testing.assert_close(run(collect_source(uses_lambdas, SIZES, {}))(3, 2)(x), (torch.tanh(x) + SCALE) * 6)
