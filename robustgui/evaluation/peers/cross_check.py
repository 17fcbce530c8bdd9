"""The cross-check: the same attacks by every library, as one table."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Literal

import numpy as np

from ... import __version__
from ...attacks import ATTACKS
from ...attacks.compatibility import list_compatible_attacks
from ...base.errors import Interrupted, RunError, Sentence
from ...base.events import Progress
from ...base.interrupts import no_cancel
from ...base.seeding import derive
from ..audit.case import Case
from ..intervals import clopper_pearson
from ..partial_results import NO_PARTIAL_RESULTS, Arrays, PartialResults, fits, group_key
from .attack_families import DEFAULT_FAMILIES, FAMILIES, LIBRARIES
from .base import PEERS, NotSupported, Peer, isolate
from .bridge import check_supported, convert_back, evaluate_examples, group_sequences, pose_problem
from .events import OWN, PeerResult

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ...attacks import Attack
    from ...data import SequenceSet
    from ...models.network import Network
    from ...threats import Threat
    from ..predictions import Predictions
    from .bridge import PeerGroup

    Marks = NDArray[np.bool_]


def cross_check(
    network: Network,
    part: SequenceSet,
    threat: Threat,
    *,
    families: Sequence[str] = (),
    libraries: Sequence[str] = (),
    samples: int = 200,
    seed: int = 0,
    run: str = "",
    stop: Callable[[], bool] = no_cancel,
    partial: PartialResults = NO_PARTIAL_RESULTS,
) -> Generator[Progress | PeerResult, None, tuple[PeerResult, ...]]:
    """Yields progress, and a row for each family and library: robustgui first; last those that are not installed.

    Args:
        network, part, threat: what is attacked, at the eps of the threat.
        families: families of attacks, see `FAMILIES`; empty: the default ones.
        libraries: see `LIBRARIES`; empty: all. robustgui is always included.
        samples: number of random sequences (drawn with `seed`); 0: all.
        seed: of everything random.
        run: name of the run, for the events.
        stop: cancellation callback, checked at every query.
        partial: results so far, including those of an interrupted cross-check of the same request.

    Returns:
        All rows.

    Raises:
        RunError: a family or library is unknown, or there is nothing to attack.
        Interrupted: `stop` returned True.
    """
    families, libraries = (
        _check_names(families or DEFAULT_FAMILIES, tuple(FAMILIES)),
        _check_names(libraries or tuple(LIBRARIES), tuple(LIBRARIES)),
    )
    if not threat.eps > 0:
        raise RunError("With a budget of 0 nothing is attacked. Choose the budget to cross-check.")
    case = Case(network, part, ATTACKS["pgd"](), threat, samples=samples, seed=seed, stop=stop, partial=partial)
    if not case.size:
        raise RunError("There are no sequences to attack. Choose another split of the data.")
    installed = {name: PEERS[name]() for name in libraries if name != OWN and PEERS[name].version()}
    rows: list[PeerResult] = []
    total = len(families) * (len(installed) + 1)
    for family in families:
        for name in (OWN, *installed):
            title = LIBRARIES[name]
            yield Progress(
                Sentence("Running {library}: {family}", {"library": title, "family": FAMILIES[family].title}),
                len(rows), total,
            )  # fmt: skip
            key = f"row {name} {find_version(name)} {family}"
            row = partial.event(key)
            if isinstance(row, PeerResult):
                row = replace(row, run=run)
            else:
                row = (
                    yield from _ours(case, family, run) if name == OWN else _theirs(case, installed[name], family, run)
                )
                if row.state == "measured":  # failures are tried again
                    partial.add_event(key, row)
            rows.append(row)
            yield row
    for name in libraries:
        if name != OWN and name not in installed:
            facts = {"library": PEERS[name].title, "command": PEERS[name].install}
            note = Sentence("{library} is not installed. Install it with: {command}", facts)
            rows.append(make_unmeasured(run, name, "", "", "missing", note))
            yield rows[-1]
    return tuple(rows)


def _check_names(names: Sequence[str], allowed: Sequence[str]) -> tuple[str, ...]:
    for name in names:
        if name not in allowed:
            raise RunError("There is no library '{name}'. Known: {known}.", name=name, known=", ".join(allowed))
    return tuple(name for name in allowed if name in names)


def make_own_attack(family: str) -> Attack | None:
    """The attack of robustgui of a family with the common effort; None if there is none."""
    effort = FAMILIES[family]
    if effort.own_attack not in ATTACKS:
        return None
    settings = {"steps": effort.steps, "queries": effort.queries, **dict(effort.settings)}
    return ATTACKS[effort.own_attack]().copy_with_known(**{name: value for name, value in settings.items() if value})


def _ours(case: Case, family: str, run: str) -> Generator[Progress, None, PeerResult]:
    attack = make_own_attack(family)
    if attack is None or attack.name not in list_compatible_attacks(case.threat, task=case.network.task):
        why = Sentence("No attack of this family applies to the threat model and network.")
        return make_unmeasured(run, OWN, family, FAMILIES[family].title, "unsuited", why)
    attempt = yield from case.attempt(attack)
    seconds = sum(group.seconds for _, group in attempt.groups)
    sizes = np.full(case.size, np.nan)
    for rows, group in attempt.groups:
        sizes[rows] = group.size
    is_success = case.clean.right & ~attempt.predictions.right
    outside = np.zeros(case.size, bool)
    return make_measured(run, OWN, family, attack.title, case.clean, is_success, outside, sizes, seconds, Sentence(""))


def _theirs(case: Case, peer: Peer, family: str, run: str) -> Generator[Progress, None, PeerResult]:
    title = peer.names.get(family, "")
    if not title:
        why = Sentence("The library has no attack of this family.")
        return make_unmeasured(run, peer.name, family, FAMILIES[family].title, "unsuited", why)
    is_success, outside = np.zeros(case.size, bool), np.zeros(case.size, bool)
    sizes = np.full(case.size, np.nan)
    seconds, groups = 0.0, 0
    try:
        check_supported(case.network, case.threat)
        with isolate(case.seed, case.network.device):
            peer.prepare()
        right = np.flatnonzero(case.clean.right)
        for group in group_sequences(case.network, case.part, case.clean.indices[right], case.threat):
            rows = np.searchsorted(case.clean.indices, group.indices)
            seed = derive(case.seed, "peers", groups)
            key = group_key(f"{peer.name} {peer.version()} {family}", rows, group.indices, seed)
            stored = case.partial.arrays(key)
            if stored is None or not fits(stored, _pack(is_success[rows], outside[rows], sizes[rows], 0.0)):
                stored = _run_peer(peer, family, case, group, seed)
                case.partial.add_arrays(key, stored)
            is_success[rows], outside[rows], sizes[rows] = stored["fell"], stored["outside"], stored["size"]
            seconds += float(stored["seconds"])
            groups += 1
            yield Progress(Sentence("Running {library}", {"library": peer.title}), int(rows[-1]) + 1, case.size)
    except NotSupported as error:
        return make_unmeasured(run, peer.name, family, title, "unsuited", error.why)
    except Interrupted:
        raise
    except Exception as error:  # any error of another library becomes a row of the table
        why = Sentence(
            "The attack failed with an error: {problem}.", {"problem": f"{type(error).__name__}: {error}"[:300]}
        )
        return make_unmeasured(run, peer.name, family, title, "failed", why)
    note = Sentence("Evaluated in {groups} {groups:group|groups} of equal length.", {"groups": groups})
    return make_measured(run, peer.name, family, title, case.clean, is_success, outside, sizes, seconds, note)


def _run_peer(peer: Peer, family: str, case: Case, group: PeerGroup, seed: int) -> Arrays:
    """The result of an attack of another library on one group, evaluated by our network."""
    effort = FAMILIES[family]
    with isolate(seed, case.network.device):
        problem = pose_problem(
            case.network, group, case.threat, steps=effort.steps, queries=effort.queries, seed=seed, stop=case.stop
        )
        with case.network.evaluating():
            began = time.perf_counter()
            z = peer.attack(family, problem)
            seconds = time.perf_counter() - began
    evaluated = evaluate_examples(case.network, group, convert_back(problem, group, z))
    return _pack(evaluated.is_success, evaluated.outside, evaluated.size, seconds)


def _pack(is_success: Marks, outside: Marks, size: NDArray[np.float64], seconds: float) -> Arrays:
    return {"fell": is_success, "outside": outside, "size": size, "seconds": np.array(seconds)}


def make_measured(
    run: str, library: str, family: str, attack: str, clean: Predictions, is_success: Marks, outside: Marks,
    sizes: NDArray[np.float64], seconds: float, note: Sentence,
) -> PeerResult:  # fmt: skip
    """The row of an attack on n sequences: successes, those outside the threat model only, and norms."""
    correct, samples = int((clean.right & ~is_success).sum()), len(is_success)
    low, high = clopper_pearson(correct, samples)
    mean = float(sizes[is_success].mean()) if is_success.any() else None
    return PeerResult(
        run, library, find_version(library), family, attack, "measured", correct / samples, low, high, mean,
        int(is_success.sum()), int(outside.sum()), samples, seconds, note,
    )  # fmt: skip


def make_unmeasured(
    run: str, library: str, family: str, attack: str, state: Literal["missing", "unsuited", "failed"], note: Sentence
) -> PeerResult:
    """A row without results, with the reason."""
    return PeerResult(
        run, library, find_version(library), family, attack, state, None, None, None, None, 0, 0, 0, None, note
    )  # fmt: skip


def find_version(library: str) -> str:
    """Installed version of a library, including robustgui; empty if not installed."""
    return PEERS[library].version() if library in PEERS else __version__
