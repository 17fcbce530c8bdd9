"""Makes the runs of a release that the tests open, resume and evaluate: `make_release_fixtures.py REVISION`.

They lie in tests/fixtures/last_release/, a few kB each. Make them anew after each release, with its revision.
"""

from __future__ import annotations

import re
import shutil
import sys
import tempfile
from pathlib import Path

from compare_releases import ROOT, Side, checkout

FOLDER = ROOT / "tests/fixtures/last_release"

_COMMON = """
[device]
device = "cpu"
threads = 1

[model]
name = "gru"
hidden = 3
readout = "last"
"""

SPECS = {
    "finished": """
seed = 4

[data]
train = "example:japanese_vowels"

[defence]
name = "adversarial_training"
attack = { name = "fgsm" }
threat = { name = "linf", eps = 0.1 }

[training]
epochs = 2
batch_size = 64

[watch]
attack = { name = "pgd", steps = 2 }
threat = { name = "linf", eps = 0.1 }
samples = 8
""",
    "stopped": """
[data]
train = "example:japanese_vowels"

[defence]
name = "none"

[training]
epochs = 6
batch_size = 32
l1 = 1e-4
l2 = 1e-3

[watch]
attack = { name = "noise" }
threat = { name = "l2", eps = 0.5 }
samples = 8
every = 1
""",
    "threats": """
[data]
train = "example:japanese_vowels"
split_seed = 2
validation_share = 0.2
preparation = [{ name = "cut", steps = 8 }, { name = "fill" }]
split = { name = "random", share = 0.5 }
task = { name = "by_labels" }

[poison]
name = "label_flips"
share = 0.05

[[front]]
name = "difference"

[[front]]
name = "normalise"

[defence]
name = "adversarial_training"
attack = { name = "pgd", steps = 2 }
threat = { name = "both", parts = [{ name = "linf", eps = 0.2 }, { name = "l2", eps = 0.6 }] }

[training]
epochs = 1
batch_size = 64
optimiser = "sgd"

[watch]
attack = { name = "pgd", steps = 2 }
threat = { name = "either", parts = [{ name = "linf", eps = 0.1 }, { name = "l1", eps = 1.0 }] }
samples = 8
""",
}

_PGD = ("--attack", "pgd", "--set", "pgd.steps=3", "--samples", "6")
_EITHER = 'threat.parts=[{name = "linf", eps = 0.2}, {name = "l2", eps = 0.5}]'


def main() -> None:
    """Make all runs anew."""
    (revision,) = sys.argv[1:]
    with checkout(revision) as root, tempfile.TemporaryDirectory() as work:
        release = Side(root)
        runs = {name: train(release, name, Path(work)) for name in SPECS}
        release.run("evaluate", runs["finished"], *_PGD, "--attack", "square", "--set", "square.queries=20",
                    "--eps", "0.1,0.3", "--json")  # fmt: skip
        release.run("audit", runs["finished"], "--attack", "fgsm", "--eps", "0.2", "--samples", "6", "--json")
        release.run("cross-check", runs["finished"], "--eps", "0.2", "--samples", "4", "--attacks", "pgd",
                    "--libraries", "art", "--json")  # fmt: skip
        release.run("evaluate", runs["finished"], "--attack", "fgsm", "--attack", "hop_skip_jump", "--samples", "6",
                    "--eps", "0.2", "--json", stop_after=1, event="AttackMeasured")  # fmt: skip
        release.run("evaluate", runs["threats"], *_PGD, "--threat", "either", "--set", _EITHER, "--eps", "1", "--json")
        shutil.rmtree(FOLDER, ignore_errors=True)
        FOLDER.mkdir(parents=True)
        for run in runs.values():
            shutil.copytree(run, FOLDER / run.name, ignore=shutil.ignore_patterns("*.lock"))
        readme = (
            f"# Runs of the last release\n\nMade by `python tools/make_release_fixtures.py {revision}`; "
            "`tests/contract/test_last_release.py` opens them.\n"
        )
        (FOLDER / "README.md").write_text(readme, encoding="utf-8")


def train(release: Side, name: str, work: Path) -> Path:
    """The folder of a trained run, under a name that tells no time."""
    spec = work / f"{name}.toml"
    spec.write_text(f'name = "{name}"\n{SPECS[name]}{_COMMON}', encoding="utf-8")
    release.run("run", spec, "--runs", work / name, "--json", stop_after=14 if name == "stopped" else None)
    (run,) = (path for path in (work / name).iterdir() if path.is_dir())
    return run.rename(run.with_name(re.sub(r"^[\d-]+_\d+_", "2026-11-30_120000_", run.name)))


if __name__ == "__main__":
    main()
