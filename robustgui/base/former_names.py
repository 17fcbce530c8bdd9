"""Tables of former names: modules, attributes, registry keys, settings, values, methods, events, plug-in folders.

A line is needed only for what a plug-in, a notebook or a stored file can name. `renamed` reads them.
"""

from __future__ import annotations

from typing import Any

# former module or package: present one, with all that lies in it
MODULES: dict[str, str] = {
    "robustgui.base.evaluation_events": "robustgui.evaluation.events",
    "robustgui.base.poison_events": "robustgui.poisons.events",
    "robustgui.base.append": "robustgui.base.files",
    "robustgui.base.programs": "robustgui.base.safe_path",
    "robustgui.base.scratch": "robustgui.base.parts",
    "robustgui.base.shorten": "robustgui.base.visible",
    "robustgui.base.training_events": "robustgui.training.events",
    "robustgui.base.training_overlap": "robustgui.evaluation.training_overlap",
    "robustgui.data.concatenation": "robustgui.data.align_test_set",
    "robustgui.data.formula_escapes": "robustgui.base.csv_text",
    "robustgui.data.imputation": "robustgui.data.steps.fill",
    "robustgui.data.letters": "robustgui.data.raw_text",
    "robustgui.data.running_text": "robustgui.data.tokens",
    "robustgui.data.readers": "robustgui.data.formats",
    "robustgui.data.readers.apart_reading": "robustgui.data.formats.native.child_reading",
    "robustgui.data.readers.declared": "robustgui.data.formats.tables.settings",
    "robustgui.data.parsing": "robustgui.data.formats",
    "robustgui.data.parsing.collector": "robustgui.data.formats.sequences.collector",
    "robustgui.data.parsing.encodings": "robustgui.data.formats.files.encodings",
    "robustgui.data.parsing.grid": "robustgui.data.formats.tables.grid",
    "robustgui.data.parsing.labels": "robustgui.data.formats.sequences.labels",
    "robustgui.data.parsing.native": "robustgui.data.formats.native.libraries",
    "robustgui.data.parsing.numbers": "robustgui.data.formats.sequences.numbers",
    "robustgui.data.parsing.precision": "robustgui.data.formats.sequences.precision",
    "robustgui.data.parsing.source": "robustgui.data.formats.files.source",
    "robustgui.data.parsing.text": "robustgui.data.formats.files.lines",
    "robustgui.data.parsing.text_collector": "robustgui.data.formats.texts.collector",
    "robustgui.data.parsing.times": "robustgui.data.formats.tables.times",
    "robustgui.attacks.aims": "robustgui.attacks.targets",
    "robustgui.attacks.attacked_batch": "robustgui.attacks.adversarial_batch",
    "robustgui.attacks.compatible": "robustgui.attacks.compatibility",
    "robustgui.attacks.scaled": "robustgui.attacks.budget_coordinates",
    "robustgui.attacks.survivors": "robustgui.attacks.active_set",
    "robustgui.attacks.universal_delta": "robustgui.attacks.universal_perturbation",
    "robustgui.evaluation.answers": "robustgui.evaluation.predictions",
    "robustgui.evaluation.unseen": "robustgui.evaluation.universal_transfer",
    "robustgui.threats.both": "robustgui.threats.intersection",
    "robustgui.threats.choices": "robustgui.threats.candidate_sets",
    "robustgui.threats.either": "robustgui.threats.union",
    "robustgui.models.assembly": "robustgui.models.front_chain",
    "robustgui.models.foreign": "robustgui.models.imported",
    "robustgui.models.nets.foreign": "robustgui.models.nets.stack",
    "robustgui.models.nets.scaled": "robustgui.models.nets.target_scale",
    "robustgui.models.network_facts": "robustgui.models.network_spec",
    "robustgui.models.nets.deployed": "robustgui.models.nets.exported_module",
    "robustgui.models.nets.picture": "robustgui.models.nets.image_adapter",
    "robustgui.models.nets.own": "robustgui.models.nets.user_module",
    "robustgui.models.nets.own_example": "robustgui.models.nets.user_example",
    "robustgui.runs.exports": "robustgui.models.exports",
    "robustgui.runs.import_settings": "robustgui.importing.settings",
    "robustgui.runs.importing": "robustgui.importing.import_run",
    "robustgui.runs.network_file": "robustgui.models.network_file",
}

# present module: {former attribute: present one; with its module where it is another one}
NAMES: dict[str, dict[str, str]] = {
    "robustgui.api": {"Audit": "AuditResult", "Opinions": "CrossCheckResult", "second_opinion": "cross_check"},
    "robustgui.base.events": {
        "AttackMeasured": "robustgui.evaluation.events.AttackMeasured",
        "AuditFinished": "robustgui.measurements.events.MeasurementFinished",
        "AuditLight": "robustgui.evaluation.audit.events.AuditCheck",
        "AuditVerdict": "robustgui.evaluation.audit.events.AuditVerdict",
        "CleanMeasured": "robustgui.evaluation.events.CleanMeasured",
        "Confusion": "robustgui.evaluation.events.Confusion",
        "CurvePoint": "robustgui.evaluation.events.CurvePoint",
        "DataPoisoned": "robustgui.poisons.events.DataPoisoned",
        "EpochDone": "robustgui.training.events.EpochDone",
        "EvaluationFinished": "robustgui.measurements.events.MeasurementFinished",
        "MeasurementContinued": "robustgui.measurements.events.MeasurementContinued",
        "Metric": "robustgui.base.quantities.Metric",
        "NotCompared": "robustgui.evaluation.events.NotCompared",
        "PeerResult": "robustgui.evaluation.peers.events.PeerResult",
        "RestartedFromNetwork": "robustgui.runs.events.RestartedFromNetwork",
        "RunFinished": "robustgui.runs.events.RunFinished",
        "RunStarted": "robustgui.runs.events.RunStarted",
        "RunsCompared": "robustgui.evaluation.events.RunsCompared",
        "SecondOpinionFinished": "robustgui.measurements.events.MeasurementFinished",
        "SequencesMeasured": "robustgui.evaluation.events.SequencesMeasured",
        "StepDone": "robustgui.training.events.StepDone",
        "TrainingLearns": "robustgui.training.events.TrainingLearns",
        "TrainingStalled": "robustgui.training.events.TrainingStalled",
        "TriggerMeasured": "robustgui.poisons.events.TriggerMeasured",
    },
    "robustgui.base.seeding": {"seeded": "seed_generators"},
    "robustgui.base.settings": {"named": "to_table", "nested": "wrap_error"},
    "robustgui.data.raw_text": {"packed": "pack_texts"},
    "robustgui.defences.objective": {"expected_loss": "build_expected_loss"},
    "robustgui.training.events": {"RestartedFromNetwork": "robustgui.runs.events.RestartedFromNetwork"},
    "robustgui.defences.base": {"learnable": "attach_to_embedding"},
    "robustgui.poisons.base": {"Poisoned": "PoisonedData", "class_index": "find_class"},
    "robustgui.poisons.trigger": {"Mark": "InsertTrigger"},
    "robustgui.attacks.active_set": {"Survivors": "ActiveSet"},
    "robustgui.attacks.adversarial_batch": {"AttackedBatch": "AdversarialBatch"},
    "robustgui.attacks.budget_coordinates": {"Nearest": "NearestAdversarial", "Scaled": "BudgetCoordinates"},
    "robustgui.attacks.compatibility": {"suited_attacks": "list_compatible_attacks"},
    "robustgui.attacks.losses": {"score_of": "build_objective"},
    "robustgui.attacks.problem": {"rowwise": "select_rows"},
    "robustgui.attacks.run": {"entered": "build_region", "smallest_change": "minimise_perturbation"},
    "robustgui.attacks.targets": {"class_index": "find_class"},
    "robustgui.attacks.universal_perturbation": {"Delta": "UniversalPerturbation", "apply_delta": "apply_perturbation"},
    "robustgui.evaluation.audit": {"LIGHTS": "CHECKS", "Light": "Check", "lights": "list_checks"},
    "robustgui.evaluation.audit.base": {
        "LIGHTS": "CHECKS",
        "Light": "Check",
        "Reading": "CheckResult",
        "does_not_apply": "skip_inapplicable",
    },
    "robustgui.evaluation.peers": {"ask": "cross_check"},
    "robustgui.evaluation.peers.base": {"Unsuited": "NotSupported"},
    "robustgui.evaluation.predictions": {"Answers": "Predictions", "answers": "score_outputs"},
    "robustgui.evaluation.scores": {"attacked_score": "score_attacked", "clean_score": "score_clean"},
    "robustgui.evaluation.universal_transfer": {"universal_on_unseen": "measure_universal_transfer"},
    "robustgui.threats.base": {"LIVE": "LIVE_STREAM"},
    "robustgui.threats.candidate_sets": {"Choices": "CandidateSet", "Listed": "ListedCandidates"},
    "robustgui.threats.intersection": {"Both": "Intersection"},
    "robustgui.threats.region": {"double": "to_double", "time_window": "find_open_steps"},
    "robustgui.threats.union": {"Either": "Union"},
    "robustgui.threats.value_region": {"rounded_towards": "round_towards"},
    "robustgui.models.front_chain": {"in_space": "is_in_space", "resolved": "resolve_fronts"},
    "robustgui.models.imported": {"Foreign": "ImportedRecurrent"},
    "robustgui.models.nets.front_module": {"Embedded": "TokenEmbedding", "Fronted": "FrontChain", "Same": "Identity"},
    "robustgui.models.nets.target_scale": {"Scaled": "TargetScale"},
}

# kind of a registry ("threat"): {former key: present key}
KEYS: dict[str, dict[str, str]] = {
    "measurement": {"cross-check": "cross_check"},
    "network": {"foreign": "imported"},
    "reliability check": {"promises": "budget_check"},
    "threat": {"both": "intersection", "either": "union"},
}

# class name of settings, of an event, or of another stored dataclass (or of their base): {former field: present field}
FIELDS: dict[str, dict[str, str]] = {
    "Attack": {"averaged": "eot_samples"},
    "AttackMeasured": {"aimed": "targeted", "fallen": "misclassified", "reached": "target_reached"},
    "AuditCheck": {"colour": "status", "found": "finding"},
    "Inspection": {"chosen": "returned"},
    "PeerResult": {"fooled": "misclassified"},
    "SequencesMeasured": {"falls_at": "success_eps"},
}

# the same classes: {present field: {former value: present value}}
VALUES: dict[str, dict[str, dict[str, Any]]] = {
    "AuditCheck": {
        "name": {"promises": "budget_check"},
        "status": {"green": "passed", "amber": "warning", "red": "failed", "grey": "skipped"},
    },
    "AuditVerdict": {
        "reasons": {"promises": "budget_check"},
        "verdict": {"believe": "reliable", "doubt": "doubtful", "disbelieve": "unreliable"},
    },
}

# class name: {present field, of (name, value): {former field: name of its entry there}}
ENTRIES: dict[str, dict[str, dict[str, str]]] = {
    "StepLoss": {"parts": {"attacked": "adversarial"}},
    "StepDone": {"parts": {"clean_loss": "clean", "attacked_loss": "adversarial"}},
}

# base class that plug-ins derive from: {former method: present one}
METHODS: dict[str, dict[str, str]] = {
    "Settings": {"changed": "copy_with", "changed_if_known": "copy_with_known", "replaced": "replace_paths"},
    "SequenceSet": {"packed": "pack", "padded": "pad"},
    "Vocabulary": {"counted": "from_counts"},
    "Check": {"measure": "run"},
    "Peer": {"attacked": "attack"},
    "Region": {"following": "step_region", "resized": "with_eps"},
    "TokenRegion": {"replaced": "find_changes", "written_as": "write_texts"},
    "Network": {"changed": "copy_with"}, "ValueRegion": {"changed": "copy_with"},
    "Reader": {"guessed": "guess"},
    "Split": {"apart": "divide"},
    "TaskSettings": {"completed": "complete"},
    "RandomNoise": {"noisy": "draw"},
    "Page": {"changed": "mark_stale"},
    "Poison": {"poisoned": "apply", "stamped": "add_trigger", "wanted": "find_target"},
    "Trigger": {"mark": "build_trigger"},
}  # fmt: skip
# class whose objects a notebook holds: {former attribute: present one}
ATTRIBUTES: dict[str, dict[str, str]] = {
    "Attacked": {"fooled": "is_success"},
    "Evaluation": {"falls_at": "success_eps"},
    "Problem": {"fooled": "is_success", "fools": "is_adversarial", "resized": "with_eps"},
    "HypothesisResult": {
        "candidate": "hypothesis", "informative": "is_informative", "remains": "is_plausible",
        "usual": "has_usual_order",
    },
    "Identification": {"guesses": "results", "told_apart": "is_unambiguous", "wanted": "request"},
}  # fmt: skip

# former class name of an event: present one
EVENTS: dict[str, str] = {
    "AuditFinished": "MeasurementFinished",
    "AuditLight": "AuditCheck",
    "EvaluationFinished": "MeasurementFinished",
    "SecondOpinionFinished": "MeasurementFinished",
}

# present folder of plug-ins ("attacks"): former ones
PLUGIN_FOLDERS: dict[str, tuple[str, ...]] = {"formats": ("readers",)}
