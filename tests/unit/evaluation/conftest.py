"""Small trained networks that the tests of evaluation share."""

from __future__ import annotations

import pytest
from support.networks import bumps, chains, moods, rising, trained

from robustgui.data import Dataset
from robustgui.data.tasks.next_token import NextToken
from robustgui.models.gru import GRU
from robustgui.models.network import Network


@pytest.fixture(scope="session")
def classifier() -> tuple[Network, Dataset]:
    """A GRU of two layers, and 300 sequences that it has not seen: three groups of evaluation."""
    data = Dataset(bumps(300, seed=0), bumps(300, seed=1))
    return trained(GRU(hidden=10, layers=2, readout="last"), data.train), data


@pytest.fixture(scope="session")
def regressor() -> tuple[Network, Dataset]:
    data = Dataset(rising(200, seed=0), rising(150, seed=1))
    return trained(GRU(hidden=8, readout="mean"), data.train), data


@pytest.fixture(scope="session")
def reader() -> tuple[Network, Dataset]:
    """A GRU that tells texts of two moods apart, and texts that it has not seen."""
    data = Dataset(moods(200, seed=0), moods(140, seed=1))
    return trained(GRU(hidden=8, readout="mean"), data.train, epochs=8), data


@pytest.fixture(scope="session")
def writer() -> tuple[Network, Dataset]:
    """A GRU that says what comes next."""
    data = NextToken().complete(Dataset(chains(200, seed=0), chains(140, seed=1)))
    return trained(GRU(hidden=12, readout="last"), data.train, epochs=6), data
