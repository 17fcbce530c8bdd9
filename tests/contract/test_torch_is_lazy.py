"""Forms, TOML and messages are built without torch: the window never waits for it."""

from __future__ import annotations

import subprocess
import sys

import pytest

SCRIPTS = {
    "registries": """
        from robustgui.attacks import ATTACKS
        from robustgui.data import READERS
        from robustgui.defences import DEFENCES
        from robustgui.models import MODELS
        from robustgui.poisons import POISONS
        from robustgui.regularisers import REGULARISERS
        from robustgui.threats import THREATS
        for registry in (ATTACKS, DEFENCES, MODELS, POISONS, REGULARISERS, THREATS):
            assert len(registry)
            for name in registry:
                registry[name]().to_dict()
    """,
    "spec": """
        from robustgui.runs.spec import RunSpec
        assert RunSpec.from_toml(RunSpec().to_toml()) == RunSpec()
    """,
    "messages": "import robustgui.engine.messages",
    "evaluation": """
        import robustgui.evaluation.curve, robustgui.evaluation.inspection, robustgui.evaluation.scores
        import robustgui.attacks.run, robustgui.models.network, robustgui.models.batch
    """,
}


@pytest.mark.parametrize("name", SCRIPTS)
def test_that_torch_is_not_imported(name: str) -> None:
    lines = [line.removeprefix("        ") for line in SCRIPTS[name].splitlines()]
    script = "\n".join(["import sys", *lines, "assert 'torch' not in sys.modules"])
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
