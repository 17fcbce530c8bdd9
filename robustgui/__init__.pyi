"""Signatures of all that `rg` offers; written by tools/stub.py, and compared with its sources by a test."""

import os
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Literal, TypeAlias

from numpy.typing import NDArray
from torch import Tensor, nn

from .attacks import Attack
from .data import Dataset, SequenceSet
from .defences import Defence
from .measurements import Measurement
from .models import Front, Model
from .models.exports.write import Exported, Format
from .models.network import Network
from .models.user_code import Reads
from .data.import_preview import ImportPreview
from .importing.report import Identification
from .poisons import Poison
from .poisons.events import TriggerMeasured
from .regularisers import Regulariser
from .threats import Threat

from .api.attacked import Attacked as Attacked
from .measurements.audit import AuditResult as AuditResult
from .measurements.cross_check import CrossCheckResult as CrossCheckResult
from .api.curve import Curve as Curve
from .api.evaluation import Evaluation as Evaluation
from .api.data import LoadedData as LoadedData
from .api.run import Run as Run
from .api.runs import StoredRuns as StoredRuns
from .base.errors import ArgumentError as ArgumentError
from .base.errors import DataError as DataError
from .base.errors import DataWarning as DataWarning
from .base.errors import DeviceError as DeviceError
from .base.errors import ExistsError as ExistsError
from .base.errors import FileError as FileError
from .base.errors import NotAllowed as NotAllowed
from .base.errors import PluginError as PluginError
from .base.errors import PluginWarning as PluginWarning
from .base.errors import RobustGuiError as RobustGuiError
from .base.errors import RunError as RunError
from .base.errors import SettingError as SettingError
from .base.errors import TrainedOnWarning as TrainedOnWarning
from .base.errors import TrainingWarning as TrainingWarning
from .base.errors import UnknownName as UnknownName
from .base.errors import UnknownRun as UnknownRun

__version__: str
AttackLike: TypeAlias = Attack | str
Budgets: TypeAlias = Sequence[float | str] | float | str
DefenceLike: TypeAlias = Defence | str
DeviceLike: TypeAlias = _DeviceSettings | str
FrontLike: TypeAlias = Front | str
MeasurementLike: TypeAlias = Measurement | str
ModelLike: TypeAlias = Model | str
NetworkLike: TypeAlias = Network | Run
Numbers: TypeAlias = Sequence[float] | float | NDArray[Any] | Tensor
Part: TypeAlias = SequenceSet | Dataset
PathLike: TypeAlias = str | os.PathLike[str]
PoisonLike: TypeAlias = Poison | str
RegulariserLike: TypeAlias = Regulariser | str
RunLike: TypeAlias = Run | str | os.PathLike[str]
ThreatKind: TypeAlias = type[Threat] | Threat | str
ThreatLike: TypeAlias = Threat | str
Values: TypeAlias = Literal["as_is", "normalise"]

from .training.settings import DeviceSettings as _DeviceSettings

class DeviceSettings(_DeviceSettings):
    def __init__(
        self, *, device: Literal["auto", "cpu", "cuda", "mps"] = ..., threads: int = ..., mixed_precision: bool = ...
    ) -> None: ...

from .runs.spec import RunSpec as _RunSpec

class RunSpec(_RunSpec):
    def __init__(
        self,
        *,
        name: str = ...,
        seed: int = ...,
        data: Any = ...,
        poison: Poison | str | dict[str, Any] = ...,
        front: Sequence[Front | str | dict[str, Any]] = ...,
        model: Model | str | dict[str, Any] = ...,
        defence: Defence | str | dict[str, Any] = ...,
        regularisers: Sequence[Regulariser | str | dict[str, Any]] = ...,
        training: _TrainingSettings = ...,
        watch: _WatchSettings = ...,
        device: _DeviceSettings = ...,
    ) -> None: ...

from .training.settings import TrainingSettings as _TrainingSettings

class TrainingSettings(_TrainingSettings):
    def __init__(
        self,
        *,
        epochs: int | None = ...,
        batch_size: int | None = ...,
        loss: Literal["auto", "cross_entropy", "mse"] = ...,
        optimiser: Literal["adam", "sgd"] = ...,
        lr: float | None = ...,
        momentum: float = ...,
        schedule: Literal["constant", "cosine", "step", "linear"] = ...,
        lr_warmup: float = ...,
        drop_every: int = ...,
        drop_factor: float = ...,
        clip: float = ...,
    ) -> None: ...

from .runs.spec import WatchSettings as _WatchSettings

class WatchSettings(_WatchSettings):
    def __init__(
        self,
        *,
        attack: Attack | str | dict[str, Any] = ...,
        threat: Threat | str | dict[str, Any] = ...,
        samples: int = ...,
        every: int | None = ...,
    ) -> None: ...

from .attacks.apgd import APGD as _APGD

class APGD(_APGD):
    def __init__(
        self,
        *,
        eot_samples: int = ...,
        steps: int = ...,
        loss: Literal["mixed", "own", "margin", "dlr", "targeted"] = ...,
        wrong_classes: int = ...,
        narrow: bool = ...,
        restarts: int = ...,
        rho: float = ...,
        larger_first: bool = ...,
    ) -> None: ...

from .defences.adversarial_training import AdversarialTraining as _AdversarialTraining

class AdversarialTraining(_AdversarialTraining):
    def __init__(
        self,
        *,
        attack: Attack | str | dict[str, Any] = ...,
        threat: Threat | str | dict[str, Any] = ...,
        weight: float = ...,
        clean_weight: float = ...,
        clean_share: float = ...,
        growth: float = ...,
        warmup: int = ...,
    ) -> None: ...

from .models.fronts.as_is import AsIs as _AsIs

class AsIs(_AsIs):
    def __init__(self) -> None: ...

from .attacks.autoattack import AutoAttack as _AutoAttack

class AutoAttack(_AutoAttack):
    def __init__(
        self,
        *,
        eot_samples: int = ...,
        steps: int = ...,
        wrong_classes: int = ...,
        queries: int = ...,
        restarts: int = ...,
        exhaustive: bool = ...,
    ) -> None: ...

from .models.automatic import Automatic as _Automatic

class Automatic(_Automatic):
    def __init__(
        self,
        *,
        hidden: int = ...,
        layers: int = ...,
        bidirectional: bool = ...,
        readout: Literal["last", "mean", "max", "concat"] = ...,
        initialisation: Literal["orthogonal", "uniform"] = ...,
        dropout: float = ...,
    ) -> None: ...

from .attacks.background_noise import BackgroundNoise as _BackgroundNoise

class BackgroundNoise(_BackgroundNoise):
    def __init__(
        self,
        *,
        eot_samples: int = ...,
        draws: int = ...,
        kind: Literal["babble", "white", "pink", "brown"] = ...,
        snr: float = ...,
        voices: int = ...,
    ) -> None: ...

from .attacks.bisection import Bisection as _Bisection

class Bisection(_Bisection):
    def __init__(
        self, *, eot_samples: int = ..., steps: int = ..., restarts: int = ..., beam: int = ..., precision: float = ...
    ) -> None: ...

from .attacks.boundary import Boundary as _Boundary

class Boundary(_Boundary):
    def __init__(
        self,
        *,
        eot_samples: int = ...,
        queries: int = ...,
        sideways: float = ...,
        inwards: float = ...,
        starts: int = ...,
    ) -> None: ...

from .data.tasks.by_labels import ByLabels as _ByLabels

class ByLabels(_ByLabels):
    def __init__(self) -> None: ...

from .attacks.carlini_wagner import CarliniWagner as _CarliniWagner

class CarliniWagner(_CarliniWagner):
    def __init__(
        self,
        *,
        eot_samples: int = ...,
        searches: int = ...,
        steps: int = ...,
        rate: float = ...,
        confidence: float = ...,
    ) -> None: ...

from .data.tasks.classification_of_future import ClassificationOfFuture as _ClassificationOfFuture

class ClassificationOfFuture(_ClassificationOfFuture):
    def __init__(
        self,
        *,
        history: int = ...,
        horizon: int = ...,
        gap: int = ...,
        stride: int = ...,
        targets: Sequence[str] = ...,
        predict: Literal["value", "size", "change", "log_return", "absolute_return"] = ...,
        above: Literal["median", "zero"] = ...,
    ) -> None: ...

from .measurements.cross_check import CrossCheck as _CrossCheck

class CrossCheck(_CrossCheck):
    def __init__(
        self,
        *,
        samples: int = ...,
        seed: int = ...,
        split: Literal["test", "train", "validation", "all"] = ...,
        data: str = ...,
        threat: Threat | str | dict[str, Any] = ...,
        families: Sequence[str] = ...,
        libraries: Sequence[str] = ...,
    ) -> None: ...

from .attacks.deepfool import DeepFool as _DeepFool

class DeepFool(_DeepFool):
    def __init__(
        self, *, eot_samples: int = ..., steps: int = ..., classes: int = ..., overshoot: float = ...
    ) -> None: ...

from .models.fronts.difference import Difference as _Difference

class Difference(_Difference):
    def __init__(self, *, lag: int = ...) -> None: ...

from .attacks.dropped_steps import DroppedSteps as _DroppedSteps

class DroppedSteps(_DroppedSteps):
    def __init__(
        self, *, eot_samples: int = ..., draws: int = ..., share: float = ..., filling: Literal["hold", "mean"] = ...
    ) -> None: ...

from .attacks.edit_search import EditSearch as _EditSearch

class EditSearch(_EditSearch):
    def __init__(self, *, eot_samples: int = ..., beam: int = ..., tries: int = ...) -> None: ...

from .threats.edits import Edits as _Edits

class Edits(_Edits):
    def __init__(
        self,
        eps: float = ...,
        *,
        knowledge: Literal["gradients", "scores", "labels"] = ...,
        aim: Literal["away", "class", "least_likely", "up", "down"] = ...,
        target: str = ...,
        unit: Literal["share", "edits"] = ...,
        first_step: int = ...,
        open_steps: int | None = ...,
        windows: str = ...,
        per: Literal["character", "word"] = ...,
        replacements: Literal["any", "keyboard", "embeddings", "list"] = ...,
        nearest: int = ...,
        least_cosine: float = ...,
        file: str = ...,
        substitute: bool = ...,
        insert: bool = ...,
        delete: bool = ...,
        swap: bool = ...,
        together: int = ...,
        keep_ends: bool = ...,
        least_length: int = ...,
        protect: str = ...,
    ) -> None: ...

from .models.elman import Elman as _Elman

class Elman(_Elman):
    def __init__(
        self,
        *,
        hidden: int = ...,
        layers: int = ...,
        bidirectional: bool = ...,
        readout: Literal["last", "mean", "max", "concat"] = ...,
        initialisation: Literal["orthogonal", "uniform"] = ...,
        dropout: float = ...,
        activation: Literal["tanh", "relu"] = ...,
    ) -> None: ...

from .models.fronts.embedding import Embedding as _Embedding

class Embedding(_Embedding):
    def __init__(self, *, size: int = ..., dropout: float = ...) -> None: ...

from .measurements.audit import EvaluationAudit as _EvaluationAudit

class EvaluationAudit(_EvaluationAudit):
    def __init__(
        self,
        *,
        samples: int = ...,
        seed: int = ...,
        split: Literal["test", "train", "validation", "all"] = ...,
        data: str = ...,
        attack: Attack | str | dict[str, Any] = ...,
        threat: Threat | str | dict[str, Any] = ...,
        surrogates: Sequence[str] = ...,
        skip: Sequence[str] = ...,
    ) -> None: ...

from .attacks.fab import FAB as _FAB

class FAB(_FAB):
    def __init__(
        self,
        *,
        eot_samples: int = ...,
        steps: int = ...,
        rivals: Literal["each", "nearest"] = ...,
        classes: int = ...,
        restarts: int = ...,
        alpha: float = ...,
        overshoot: float = ...,
        back: float = ...,
    ) -> None: ...

from .attacks.fgsm import FGSM as _FGSM

class FGSM(_FGSM):
    def __init__(
        self,
        *,
        eot_samples: int = ...,
        random_start: bool = ...,
        step_size: float = ...,
        loss: Literal["own", "margin", "dlr"] = ...,
    ) -> None: ...

from .attacks.fmn import FMN as _FMN

class FMN(_FMN):
    def __init__(
        self,
        *,
        eot_samples: int = ...,
        steps: int = ...,
        length: float = ...,
        gamma: float = ...,
        shorten: int = ...,
        afar: bool = ...,
    ) -> None: ...

from .data.tasks.forecasting import Forecasting as _Forecasting

class Forecasting(_Forecasting):
    def __init__(
        self,
        *,
        history: int = ...,
        horizon: int = ...,
        gap: int = ...,
        stride: int = ...,
        targets: Sequence[str] = ...,
        predict: Literal["value", "size", "change", "log_return", "absolute_return"] = ...,
        each: Literal["step", "mean"] = ...,
    ) -> None: ...

from .models.gru import GRU as _GRU

class GRU(_GRU):
    def __init__(
        self,
        *,
        hidden: int = ...,
        layers: int = ...,
        bidirectional: bool = ...,
        readout: Literal["last", "mean", "max", "concat"] = ...,
        initialisation: Literal["orthogonal", "uniform"] = ...,
        dropout: float = ...,
    ) -> None: ...

from .attacks.greedy_words import GreedyWords as _GreedyWords

class GreedyWords(_GreedyWords):
    def __init__(
        self,
        *,
        eot_samples: int = ...,
        tries: int = ...,
        passes: int = ...,
        rank: Literal["delete", "unknown", "saliency"] = ...,
    ) -> None: ...

from .attacks.hop_skip_jump import HopSkipJump as _HopSkipJump

class HopSkipJump(_HopSkipJump):
    def __init__(self, *, eot_samples: int = ..., queries: int = ..., first: int = ..., starts: int = ...) -> None: ...

from .attacks.hotflip import HotFlip as _HotFlip

class HotFlip(_HotFlip):
    def __init__(self, *, eot_samples: int = ..., beam: int = ..., tries: int = ...) -> None: ...

from .models.imported import ImportedRecurrent as _ImportedRecurrent

class ImportedRecurrent(_ImportedRecurrent):
    def __init__(
        self,
        *,
        hidden: int = ...,
        layers: int = ...,
        bidirectional: bool = ...,
        readout: Literal["last", "position", "mean", "max", "concat"] = ...,
        initialisation: Literal["orthogonal", "uniform"] = ...,
        dropout: float = ...,
        kind: Literal["RNN", "GRU", "LSTM"] = ...,
        activation: Literal["tanh", "relu"] = ...,
        widths: Sequence[int] = ...,
        joining: Literal["both", "sum", "mean", "forwards", "backwards"] = ...,
        head: Sequence[int] = ...,
        layer_norms: Sequence[int] = ...,
        head_activation: Literal["relu", "tanh", "gelu", "elu", "leaky_relu", "sigmoid", "none"] = ...,
        origin: str = ...,
    ) -> None: ...

from .attacks.impulse import Impulse as _Impulse

class Impulse(_Impulse):
    def __init__(
        self, *, eot_samples: int = ..., draws: int = ..., share: float = ..., of: Literal["values", "steps"] = ...
    ) -> None: ...

from .threats.intersection import Intersection as _Intersection

class Intersection(_Intersection):
    def __init__(
        self,
        eps: float = ...,
        *,
        knowledge: Literal["gradients", "scores", "labels"] = ...,
        aim: Literal["away", "class", "least_likely", "up", "down"] = ...,
        target: str = ...,
        unit: Literal["parts"] = ...,
        first_step: int = ...,
        open_steps: int | None = ...,
        windows: str = ...,
        features: Sequence[int] = ...,
        causal: bool = ...,
        horizon: int | None = ...,
        parts: Sequence[Threat | str | dict[str, Any]] = ...,
    ) -> None: ...

from .threats.l1 import L1 as _L1

class L1(_L1):
    def __init__(
        self,
        eps: float = ...,
        *,
        knowledge: Literal["gradients", "scores", "labels"] = ...,
        aim: Literal["away", "class", "least_likely", "up", "down"] = ...,
        target: str = ...,
        unit: Literal["std", "data", "peak"] = ...,
        first_step: int = ...,
        open_steps: int | None = ...,
        windows: str = ...,
        features: Sequence[int] = ...,
        causal: bool = ...,
        horizon: int | None = ...,
        shares: Sequence[float] = ...,
        valid_range: Literal["data", "stated", "none"] = ...,
        minimum: Sequence[float] = ...,
        maximum: Sequence[float] = ...,
    ) -> None: ...

from .regularisers.l1 import L1Penalty as _L1Penalty

class L1Penalty(_L1Penalty):
    def __init__(self, *, coefficient: float = ...) -> None: ...

from .threats.l2 import L2 as _L2

class L2(_L2):
    def __init__(
        self,
        eps: float = ...,
        *,
        knowledge: Literal["gradients", "scores", "labels"] = ...,
        aim: Literal["away", "class", "least_likely", "up", "down"] = ...,
        target: str = ...,
        unit: Literal["std", "data", "peak"] = ...,
        first_step: int = ...,
        open_steps: int | None = ...,
        windows: str = ...,
        features: Sequence[int] = ...,
        causal: bool = ...,
        horizon: int | None = ...,
        shares: Sequence[float] = ...,
        valid_range: Literal["data", "stated", "none"] = ...,
        minimum: Sequence[float] = ...,
        maximum: Sequence[float] = ...,
    ) -> None: ...

from .regularisers.l2 import L2Penalty as _L2Penalty

class L2Penalty(_L2Penalty):
    def __init__(self, *, coefficient: float = ...) -> None: ...

from .models.lstm import LSTM as _LSTM

class LSTM(_LSTM):
    def __init__(
        self,
        *,
        hidden: int = ...,
        layers: int = ...,
        bidirectional: bool = ...,
        readout: Literal["last", "mean", "max", "concat"] = ...,
        initialisation: Literal["orthogonal", "uniform"] = ...,
        dropout: float = ...,
    ) -> None: ...

from .poisons.label_flips import LabelFlips as _LabelFlips

class LabelFlips(_LabelFlips):
    def __init__(
        self, *, share: float = ..., kind: Literal["random", "pair"] = ..., class_from: str = ..., class_to: str = ...
    ) -> None: ...

from .threats.linf import Linf as _Linf

class Linf(_Linf):
    def __init__(
        self,
        eps: float = ...,
        *,
        knowledge: Literal["gradients", "scores", "labels"] = ...,
        aim: Literal["away", "class", "least_likely", "up", "down"] = ...,
        target: str = ...,
        unit: Literal["std", "data", "peak"] = ...,
        first_step: int = ...,
        open_steps: int | None = ...,
        windows: str = ...,
        features: Sequence[int] = ...,
        causal: bool = ...,
        horizon: int | None = ...,
        shares: Sequence[float] = ...,
        valid_range: Literal["data", "stated", "none"] = ...,
        minimum: Sequence[float] = ...,
        maximum: Sequence[float] = ...,
    ) -> None: ...

from .models.fronts.log_mel import LogMel as _LogMel

class LogMel(_LogMel):
    def __init__(
        self,
        *,
        bands: int = ...,
        window: float = ...,
        hop: float = ...,
        low: float = ...,
        high: float = ...,
        scale: Literal["htk", "slaney"] = ...,
        floor: float = ...,
    ) -> None: ...

from .models.fronts.log_returns import LogReturns as _LogReturns

class LogReturns(_LogReturns):
    def __init__(self, *, lag: int = ...) -> None: ...

from .models.fronts.mfcc import MFCC as _MFCC

class MFCC(_MFCC):
    def __init__(
        self,
        *,
        bands: int = ...,
        window: float = ...,
        hop: float = ...,
        low: float = ...,
        high: float = ...,
        scale: Literal["htk", "slaney"] = ...,
        floor: float = ...,
        coefficients: int = ...,
        deltas: int = ...,
    ) -> None: ...

from .attacks.nes import NES as _NES

class NES(_NES):
    def __init__(
        self,
        *,
        eot_samples: int = ...,
        queries: int = ...,
        samples: int = ...,
        radius: float = ...,
        step_size: float = ...,
        momentum: float = ...,
    ) -> None: ...

from .data.tasks.next_token import NextToken as _NextToken

class NextToken(_NextToken):
    def __init__(self, *, length: int = ..., by: Literal["pieces", "lines"] = ...) -> None: ...

from .defences.none import NoDefence as _NoDefence

class NoDefence(_NoDefence):
    def __init__(self) -> None: ...

from .poisons.none import NoPoison as _NoPoison

class NoPoison(_NoPoison):
    def __init__(self) -> None: ...

from .attacks.noise import Noise as _Noise

class Noise(_Noise):
    def __init__(
        self, *, eot_samples: int = ..., draws: int = ..., kind: Literal["gaussian", "uniform", "sign"] = ...
    ) -> None: ...

from .defences.noise_augmentation import NoiseAugmentation as _NoiseAugmentation

class NoiseAugmentation(_NoiseAugmentation):
    def __init__(
        self,
        *,
        noise: _Noise = ...,
        threat: Threat | str | dict[str, Any] = ...,
        weight: float = ...,
        clean_weight: float = ...,
    ) -> None: ...

from .models.fronts.normalise import Normalise as _Normalise

class Normalise(_Normalise):
    def __init__(self, *, by: Literal["feature", "sequence"] = ...) -> None: ...

from .attacks.pgd import PGD as _PGD

class PGD(_PGD):
    def __init__(
        self,
        *,
        eot_samples: int = ...,
        steps: int = ...,
        step_size: float = ...,
        random_start: bool = ...,
        restarts: int = ...,
        momentum: float = ...,
        schedule: Literal["constant", "halving", "cosine"] = ...,
        loss: Literal["own", "margin", "dlr"] = ...,
    ) -> None: ...

from .poisons.pattern_trigger import PatternTrigger as _PatternTrigger

class PatternTrigger(_PatternTrigger):
    def __init__(
        self,
        *,
        share: float = ...,
        target: str = ...,
        place: Literal["start", "end"] = ...,
        offset: int = ...,
        steps: int = ...,
        shape: Literal["high", "alternating"] = ...,
        strength: float = ...,
        features: Sequence[int] = ...,
    ) -> None: ...

from .models.python import Python as _Python

class Python(_Python):
    def __init__(
        self,
        *,
        entry: str = ...,
        reads: Literal["auto", "lengths", "mask", "padding_mask", "packed", "equal"] = ...,
        origin: str = ...,
        weights: str = ...,
        source: str = ...,
    ) -> None: ...

from .measurements.evaluate import RobustnessEvaluation as _RobustnessEvaluation

class RobustnessEvaluation(_RobustnessEvaluation):
    def __init__(
        self,
        *,
        samples: int = ...,
        seed: int = ...,
        split: Literal["test", "train", "validation", "all"] = ...,
        data: str = ...,
        attacks: Sequence[Attack | str | dict[str, Any]] = ...,
        only_survivors: bool = ...,
        threat: Threat | str | dict[str, Any] = ...,
        eps: Sequence[float] = ...,
    ) -> None: ...

from .measurements.compare import RunComparison as _RunComparison

class RunComparison(_RunComparison):
    def __init__(
        self,
        *,
        samples: int = ...,
        seed: int = ...,
        split: Literal["test", "train", "validation", "all"] = ...,
        data: str = ...,
    ) -> None: ...

from .attacks.spsa import SPSA as _SPSA

class SPSA(_SPSA):
    def __init__(
        self,
        *,
        eot_samples: int = ...,
        queries: int = ...,
        samples: int = ...,
        radius: float = ...,
        step_size: float = ...,
    ) -> None: ...

from .attacks.sparse import Sparse as _Sparse

class Sparse(_Sparse):
    def __init__(
        self,
        *,
        eot_samples: int = ...,
        count: int = ...,
        place: Literal["values", "steps", "features"] = ...,
        method: Literal["both", "greedy", "projected"] = ...,
        tries: int = ...,
        steps: int = ...,
        restarts: int = ...,
    ) -> None: ...

from .models.fronts.spectrogram import Spectrogram as _Spectrogram

class Spectrogram(_Spectrogram):
    def __init__(
        self,
        *,
        unit: Literal["ms", "steps"] = ...,
        window: float = ...,
        hop: float = ...,
        values: Literal["log", "power"] = ...,
        floor: float = ...,
    ) -> None: ...

from .attacks.square import Square as _Square

class Square(_Square):
    def __init__(self, *, eot_samples: int = ..., queries: int = ..., p: float = ...) -> None: ...

from .threats.substitutions import Substitutions as _Substitutions

class Substitutions(_Substitutions):
    def __init__(
        self,
        eps: float = ...,
        *,
        knowledge: Literal["gradients", "scores", "labels"] = ...,
        aim: Literal["away", "class", "least_likely", "up", "down"] = ...,
        target: str = ...,
        unit: Literal["share", "edits"] = ...,
        first_step: int = ...,
        open_steps: int | None = ...,
        windows: str = ...,
        protect: str = ...,
        causal: bool = ...,
    ) -> None: ...

from .attacks.tsfool import TSFool as _TSFool

class TSFool(_TSFool):
    def __init__(self, *, eot_samples: int = ..., ways: int = ..., halvings: int = ..., slack: float = ...) -> None: ...

from .threats.timing import Timing as _Timing

class Timing(_Timing):
    def __init__(
        self,
        eps: float = ...,
        *,
        knowledge: Literal["gradients", "scores", "labels"] = ...,
        aim: Literal["away", "class", "least_likely", "up", "down"] = ...,
        target: str = ...,
        unit: Literal["steps"] = ...,
        first_step: int = ...,
        open_steps: int | None = ...,
        windows: str = ...,
        features: Sequence[int] = ...,
        causal: bool = ...,
        horizon: int | None = ...,
    ) -> None: ...

from .poisons.token_trigger import TokenTrigger as _TokenTrigger

class TokenTrigger(_TokenTrigger):
    def __init__(
        self,
        *,
        share: float = ...,
        target: str = ...,
        place: Literal["start", "end"] = ...,
        offset: int = ...,
        token: str = ...,
    ) -> None: ...

from .attacks.transfer import Transfer as _Transfer

class Transfer(_Transfer):
    def __init__(
        self,
        *,
        eot_samples: int = ...,
        queries: int = ...,
        rounds: int = ...,
        cell: Literal["gru", "lstm"] = ...,
        hidden: int = ...,
        training: int = ...,
        steps: int = ...,
    ) -> None: ...

from .attacks.typos import Typos as _Typos

class Typos(_Typos):
    def __init__(
        self,
        *,
        eot_samples: int = ...,
        tries: int = ...,
        passes: int = ...,
        rank: Literal["replace", "combined", "head", "tail"] = ...,
        weight: float = ...,
    ) -> None: ...

from .threats.union import Union as _Union

class Union(_Union):
    def __init__(
        self,
        eps: float = ...,
        *,
        knowledge: Literal["gradients", "scores", "labels"] = ...,
        aim: Literal["away", "class", "least_likely", "up", "down"] = ...,
        target: str = ...,
        unit: Literal["parts"] = ...,
        first_step: int = ...,
        open_steps: int | None = ...,
        windows: str = ...,
        parts: Sequence[Threat | str | dict[str, Any]] = ...,
    ) -> None: ...

from .attacks.universal import Universal as _Universal

class Universal(_Universal):
    def __init__(
        self,
        *,
        eot_samples: int = ...,
        extent: Literal["whole", "first", "repeated"] = ...,
        length: int = ...,
        steps: int = ...,
        step_size: float = ...,
    ) -> None: ...

def Module(
    network: Callable[..., nn.Module] | nn.Module,
    *,
    reads: Reads = ...,
    features: str = ...,
    outputs: str = ...,
    **arguments: Any,
) -> Python: ...
def allow_code(run: PathLike) -> tuple[str, ...]: ...
def attack(
    network: NetworkLike,
    data: Part,
    attack: AttackLike | None = ...,
    threat: ThreatLike | None = ...,
    *,
    target: int | str | None = ...,
    seed: int = ...,
    progress: bool = ...,
) -> Attacked: ...
def audit(
    network: NetworkLike,
    data: Part,
    attack: AttackLike | None,
    threat: ThreatLike,
    *,
    samples: int = ...,
    seed: int = ...,
    surrogates: Sequence[NetworkLike] = ...,
    skip: Mapping[str, str] | None = ...,
    progress: bool = ...,
) -> AuditResult: ...
def compare(first: RunLike, second: RunLike, *others: RunLike, runs: PathLike | None = ...) -> Any: ...
def cross_check(
    network: NetworkLike,
    data: Part,
    threat: ThreatLike,
    *,
    families: Sequence[str] = ...,
    libraries: Sequence[str] = ...,
    samples: int = ...,
    seed: int = ...,
    progress: bool = ...,
) -> CrossCheckResult: ...
def dataset(
    x: Any,
    y: Any = ...,
    *,
    test: Any = ...,
    valid: Any = ...,
    lengths: Any = ...,
    mask: Any = ...,
    groups: Any = ...,
    times: Any = ...,
    name: str = ...,
    features: Sequence[str] | str | None = ...,
    units: Sequence[str] | str | None = ...,
    classes: Sequence[Any] | None = ...,
    targets: Sequence[str] | str | None = ...,
    vocabulary: Sequence[str] | None = ...,
    sample_rate: float | None = ...,
    group_title: str = ...,
    id: str = ...,
    time: str = ...,
    task: Any = ...,
    format: Any = ...,
    kind: Literal["auto", "series", "speech", "text", "image", "prices", "beats"] = ...,
    split: Any = ...,
    split_seed: int = ...,
    validation_share: float = ...,
    preparation: Sequence[Any] = ...,
) -> LoadedData: ...
def evaluate(
    network: NetworkLike,
    data: Part,
    attacks: AttackLike | Sequence[AttackLike] | None,
    threat: ThreatKind,
    eps: Sequence[float],
    *,
    name: str = ...,
    samples: int = ...,
    seed: int = ...,
    only_survivors: bool = ...,
    progress: bool = ...,
) -> Evaluation: ...
def export_network(
    network: NetworkLike, file: PathLike, to: Format | None = ..., *, steps: int = ..., overwrite: bool = ...
) -> Exported: ...
def import_network(
    module: nn.Module,
    data: Dataset | PathLike,
    *,
    values: Values = ...,
    mean: Numbers | None = ...,
    std: Numbers | None = ...,
    reads: Reads = ...,
    name: str = ...,
    seed: int = ...,
    runs: PathLike | None = ...,
) -> Run: ...
def load(
    train: Any,
    y: Any = ...,
    *,
    test: Any = ...,
    seed: int | None = ...,
    valid: Any = ...,
    lengths: Any = ...,
    mask: Any = ...,
    groups: Any = ...,
    times: Any = ...,
    name: str = ...,
    features: Sequence[str] | str | None = ...,
    units: Sequence[str] | str | None = ...,
    classes: Sequence[Any] | None = ...,
    targets: Sequence[str] | str | None = ...,
    vocabulary: Sequence[str] | None = ...,
    sample_rate: float | None = ...,
    group_title: str = ...,
    id: str = ...,
    time: str = ...,
    task: Any = ...,
    format: Any = ...,
    kind: Literal["auto", "series", "speech", "text", "image", "prices", "beats"] = ...,
    split: Any = ...,
    split_seed: int = ...,
    validation_share: float = ...,
    preparation: Sequence[Any] = ...,
) -> LoadedData: ...
def load_network(
    weights: PathLike | None,
    data: Dataset | PathLike,
    *,
    entry: str = ...,
    seed: int = ...,
    runs: PathLike | None = ...,
    take_best: bool = ...,
    readout: Literal["auto", "last", "position", "mean", "max", "concat"] = ...,
    joining: Literal["auto", "both", "sum", "mean", "forwards", "backwards"] = ...,
    activation: Literal["auto", "tanh", "relu"] = ...,
    head_activation: Literal["auto", "relu", "tanh", "gelu", "elu", "leaky_relu", "sigmoid", "none"] = ...,
    values: Literal["auto", "as_is", "normalise"] = ...,
    classes: Sequence[str] = ...,
    vocabulary: str = ...,
    name: str = ...,
) -> Run: ...
def load_run(folder: PathLike = ..., epoch: int | None = ..., *, runs: PathLike | None = ...) -> Run: ...
def measure(
    what: NetworkLike | RunLike | Sequence[RunLike],
    measurement: MeasurementLike,
    data: Part | None = ...,
    *,
    name: str = ...,
    progress: bool = ...,
) -> Any: ...
def preview(
    source: PathLike,
    *,
    seed: int | None = ...,
    format: Any = ...,
    kind: Literal["auto", "series", "speech", "text", "image", "prices", "beats"] = ...,
    task: Any = ...,
    split: Any = ...,
    split_seed: int = ...,
    validation_share: float = ...,
    preparation: Sequence[Any] = ...,
) -> ImportPreview: ...
def recognise_network(
    weights: PathLike | None,
    data: Dataset | PathLike,
    *,
    entry: str = ...,
    seed: int = ...,
    readout: Literal["auto", "last", "position", "mean", "max", "concat"] = ...,
    joining: Literal["auto", "both", "sum", "mean", "forwards", "backwards"] = ...,
    activation: Literal["auto", "tanh", "relu"] = ...,
    head_activation: Literal["auto", "relu", "tanh", "gelu", "elu", "leaky_relu", "sigmoid", "none"] = ...,
    values: Literal["auto", "as_is", "normalise"] = ...,
    classes: Sequence[str] = ...,
    vocabulary: str = ...,
    name: str = ...,
) -> Identification: ...
def resume(folder: PathLike, *, from_network: bool = ..., runs: PathLike | None = ..., progress: bool = ...) -> Run: ...
def robustness_curve(
    network: NetworkLike,
    data: Part,
    attack: AttackLike | None,
    threat: ThreatKind,
    eps: Budgets,
    *,
    samples: int = ...,
    seed: int = ...,
    progress: bool = ...,
) -> Curve: ...
def runs(folder: PathLike | None = ..., *, search: str = ...) -> StoredRuns: ...
def stored_results(run: RunLike) -> tuple[Any, ...]: ...
def train(
    data: Dataset | _RunSpec,
    *,
    model: ModelLike | None = ...,
    front: FrontLike | Sequence[FrontLike] | None = ...,
    defence: DefenceLike | None = ...,
    regularisers: Sequence[RegulariserLike] | None = ...,
    poison: PoisonLike | None = ...,
    watch: _WatchSettings | None = ...,
    device: DeviceLike | None = ...,
    seed: int | None = ...,
    name: str | None = ...,
    runs: PathLike | None = ...,
    progress: bool = ...,
    epochs: int | None = ...,
    batch_size: int | None = ...,
    loss: Literal["auto", "cross_entropy", "mse"] = ...,
    optimiser: Literal["adam", "sgd"] = ...,
    lr: float | None = ...,
    momentum: float = ...,
    schedule: Literal["constant", "cosine", "step", "linear"] = ...,
    lr_warmup: float = ...,
    drop_every: int = ...,
    drop_factor: float = ...,
    clip: float = ...,
) -> Run: ...
def trigger_success(run: Run, data: Part | None = ..., poison: PoisonLike | None = ...) -> TriggerMeasured: ...

__all__ = [
    "APGD",
    "AdversarialTraining",
    "ArgumentError",
    "AsIs",
    "Attacked",
    "AuditResult",
    "AutoAttack",
    "Automatic",
    "BackgroundNoise",
    "Bisection",
    "Boundary",
    "ByLabels",
    "CarliniWagner",
    "ClassificationOfFuture",
    "CrossCheck",
    "CrossCheckResult",
    "Curve",
    "DataError",
    "DataWarning",
    "DeepFool",
    "DeviceError",
    "DeviceSettings",
    "Difference",
    "DroppedSteps",
    "EditSearch",
    "Edits",
    "Elman",
    "Embedding",
    "Evaluation",
    "EvaluationAudit",
    "ExistsError",
    "FAB",
    "FGSM",
    "FMN",
    "FileError",
    "Forecasting",
    "GRU",
    "GreedyWords",
    "HopSkipJump",
    "HotFlip",
    "ImportedRecurrent",
    "Impulse",
    "Intersection",
    "L1",
    "L1Penalty",
    "L2",
    "L2Penalty",
    "LSTM",
    "LabelFlips",
    "Linf",
    "LoadedData",
    "LogMel",
    "LogReturns",
    "MFCC",
    "Module",
    "NES",
    "NextToken",
    "NoDefence",
    "NoPoison",
    "Noise",
    "NoiseAugmentation",
    "Normalise",
    "NotAllowed",
    "PGD",
    "PatternTrigger",
    "PluginError",
    "PluginWarning",
    "Python",
    "RobustGuiError",
    "RobustnessEvaluation",
    "Run",
    "RunComparison",
    "RunError",
    "RunSpec",
    "SPSA",
    "SettingError",
    "Sparse",
    "Spectrogram",
    "Square",
    "StoredRuns",
    "Substitutions",
    "TSFool",
    "Timing",
    "TokenTrigger",
    "TrainedOnWarning",
    "TrainingSettings",
    "TrainingWarning",
    "Transfer",
    "Typos",
    "Union",
    "Universal",
    "UnknownName",
    "UnknownRun",
    "WatchSettings",
    "allow_code",
    "attack",
    "audit",
    "compare",
    "cross_check",
    "dataset",
    "evaluate",
    "export_network",
    "import_network",
    "load",
    "load_network",
    "load_run",
    "measure",
    "preview",
    "recognise_network",
    "resume",
    "robustness_curve",
    "runs",
    "stored_results",
    "train",
    "trigger_success",
]
