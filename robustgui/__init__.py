"""A desktop lab for the adversarial robustness and the security of recurrent networks on sequences.

    import robustgui as rg

    data = rg.load("GunPoint_TRAIN.tsv", test="GunPoint_TEST.tsv")
    run = rg.train(data, model=rg.GRU(hidden=64), defence=rg.AdversarialTraining(threat=rg.Linf(eps=0.1)), epochs=40)
    found = rg.attack(run.network, data.test, rg.PGD(steps=20), rg.Linf(eps=0.1))

Every registered network, attack, threat and defence is reachable by its class name. Nothing is imported before it is
used, so that the command line and the window start at once.
"""

from .base.safe_path import drop_current_folder

drop_current_folder()  # before anything else is imported
del drop_current_folder

from .base.former_imports import install_finder  # noqa: E402

install_finder()
del install_finder

from importlib import import_module  # noqa: E402
from typing import Any  # noqa: E402

__version__ = "0.1.0"

_API = (
    "Attacked", "AuditResult", "CrossCheckResult", "Curve", "Evaluation", "LoadedData", "Module", "Run", "StoredRuns",
    "allow_code", "attack", "audit", "compare", "cross_check", "dataset", "evaluate", "export_network",
    "import_network", "load", "load_network", "load_run", "measure", "preview", "recognise_network", "resume",
    "robustness_curve", "stored_results", "train", "trigger_success",
)  # fmt: skip
_SETTINGS = {
    "DeviceSettings": "training",
    "RunSpec": "runs.spec",
    "TrainingSettings": "training",
    "WatchSettings": "runs.spec",
}
_ERRORS = (
    "ArgumentError", "DataError", "DataWarning", "DeviceError", "ExistsError", "FileError", "NotAllowed", "PluginError",
    "PluginWarning", "RobustGuiError", "RunError", "SettingError", "TrainedOnWarning", "TrainingWarning", "UnknownName",
    "UnknownRun",
)  # fmt: skip
_KINDS = ("models", "fronts", "defences", "attacks", "threats", "poisons", "regularisers", "measurements", "tasks")


def __getattr__(name: str) -> Any:
    if name in _API:
        from . import api

        return getattr(api, name)
    if name == "runs":
        return import_module(f"{__name__}.runs")
    if name in _SETTINGS:
        return getattr(import_module(f"{__name__}.{_SETTINGS[name]}"), name)
    if name == "__all__":
        return sorted([*_API, *_SETTINGS, *_ERRORS, "runs", *_list_registered()])
    if name in _ERRORS:
        from .base import errors

        return getattr(errors, name)
    if name[:1].isupper() and (registered := _list_registered().get(name)) is not None:
        return registered
    from .base.renamed import present_class

    if (present := present_class(name)) != name:
        import warnings

        warnings.warn(f"robustgui.{name} is now called {present}.", DeprecationWarning, stacklevel=2)
        return __getattr__(present)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__getattr__("__all__")})


def _list_registered() -> dict[str, type]:
    """Every registered class by its class name, those of plug-ins included."""
    from .base.registries import get_registry

    return {registry[key].__name__: registry[key] for registry in map(get_registry, _KINDS) for key in registry}
