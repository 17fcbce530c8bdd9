"""Settings that describe themselves: form, command line, TOML, report and error come from one declaration."""

from __future__ import annotations

import difflib
import reprlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Self, TypeVar

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    ValidationError,
    model_validator,
)
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from .errors import ArgumentError, RunError, Sentence, SettingError, UnknownName
from .registry import Registry
from .renamed import adopt_former_methods, field_translator, former_fields, read_former

T = TypeVar("T")


@adopt_former_methods
class Settings(BaseModel):
    """Base of everything that can be configured: frozen, strict, closed, and finite.

    Raises `SettingError` (not pydantic's own error) when it is made with values that cannot work.
    """

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", allow_inf_nan=False)

    positional: ClassVar[str] = ""  # the one obvious setting, which may be given without its name: `Linf(0.1)`

    def __init__(self, /, *unnamed: Any, **values: Any) -> None:  # a file may call a setting "self"
        if unnamed:
            name = self.positional
            if not name or len(unnamed) > 1 or name in values:
                names = ", ".join(f"{each}=..." for each in type(self).model_fields)
                raise ArgumentError(
                    "{cls} takes its settings by name: {names}.", cls=type(self).__name__, names=names or "none"
                )
            values[name] = unnamed[0]
        try:
            super().__init__(**values)
        except ValidationError as error:
            raise SettingError(_sentences(error, type(self))) from error

    # Inside another class pydantic validates by itself, and all problems are found, each under its whole path.
    __init__.__pydantic_base_init__ = True  # type: ignore[attr-defined]

    @model_validator(mode="before")
    @classmethod
    def _with_present_names(cls, values: Any) -> Any:
        translate = field_translator(cls) if isinstance(values, dict) else None
        return values if translate is None else translate(values)

    if not TYPE_CHECKING:  # a type checker shall still find settings that there are none

        def __getattr__(self, name: str) -> Any:
            return read_former(self, former_fields(type(self)), name)

    def copy_with(self, **values: Any) -> Self:
        """A validated copy with some fields replaced (dotted paths are for `replace_paths`)."""
        return type(self)(**{name: getattr(self, name) for name in type(self).model_fields} | values)

    def copy_with_known(self, **values: Any) -> Self:
        """The same for those of `values` that are settings of it; the others are ignored."""
        return self.copy_with(**{name: value for name, value in values.items() if name in type(self).model_fields})

    def held(self, kind: type[Any]) -> dict[str, Any]:
        """Those of its settings that are of `kind`, such as the attacks and threat models of a defence, by name."""
        values = {name: getattr(self, name) for name in type(self).model_fields}
        return {name: value for name, value in values.items() if isinstance(value, kind)}

    def replace_paths(self, changes: dict[str, Any]) -> Self:
        """A validated copy with dotted paths replaced: {"training.lr": 0.001, "defence.attack.steps": 20}.

        A registered class is changed by its name: {"model": "lstm"} or {"model.name": "lstm"}. Entries of a list have
        their numbers: {"data.preparation.0.steps": 100}.
        """
        values = self.to_dict()
        for path, value in changes.items():
            *parents, last = path.split(".")
            table: Any = values
            for parent in parents:
                table = _inside(table, parent, path)
            if isinstance(table, list) and last.isdecimal() and int(last) < len(table):
                table[int(last)] = value
                continue
            if not isinstance(table, dict):
                raise RunError("There is no setting called '{path}'.", path=path)
            if isinstance(table.get(last), dict) and "name" in table[last] and isinstance(value, str):
                table[last] = {"name": value}
            elif last == "name" and parents and table.get("name") != value:
                table.clear()
                table["name"] = value
            else:
                table[last] = value
        return type(self)(**values)

    def to_dict(self) -> dict[str, Any]:
        """Plain nested dictionaries without None, ready for TOML and JSON."""
        return self.model_dump(mode="json", exclude_none=True)


def _inside(table: Any, key: str, path: str) -> Any:
    """What `table` holds under `key`: a field's name, or the number of an entry in a list."""
    if isinstance(table, dict):
        return table.setdefault(key, {})
    if isinstance(table, list) and key.isdecimal() and int(key) < len(table):
        entry = table[int(key)]
        if isinstance(entry, str):  # a registered class by its bare name
            entry = table[int(key)] = {"name": entry}
        return entry
    raise RunError("There is no setting called '{path}'.", path=path)


def setting(
    default: Any = ...,
    *,
    title: str,
    help: str,
    unit: str = "",
    when: tuple[str, tuple[Any, ...]] | None = None,
    advanced: bool = False,
    choices: dict[str, str] | None = None,
    browse: bool = False,
    comment: str = "",
    default_factory: Any = None,
    **bounds: Any,
) -> Any:
    """Declare one field of a `Settings` class.

    Args:
        default: value of a fresh form; none makes the field required.
        title: label of the form's row, in English, a few words.
        help: one sentence for tooltip and command line.
        unit: shown behind the number, such as "s", "epochs", "of eps".
        when: (name of a sibling field, values) for which this one applies; otherwise it is hidden.
        advanced: shown only when the form is unfolded.
        choices: for Literal fields, value to label.
        browse: the text names a data file: a form offers to look for one.
        comment: tells two meanings of the same English words apart, for translators.
        default_factory: as in pydantic, for nested settings.
        bounds: ge, gt, le, lt, min_length, max_length, as in pydantic.
    """
    extra: Any = {"unit": unit, "when": when, "advanced": advanced, "choices": choices or {}, "browse": browse}
    extra |= {"comment": comment} if comment else {}
    if default_factory is not None:
        return Field(default_factory=default_factory, title=title, description=help, json_schema_extra=extra, **bounds)
    return Field(default, title=title, description=help, json_schema_extra=extra, **bounds)


def _to_tuple(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


AsTuple = BeforeValidator(_to_tuple)  # TOML and JSON have lists only: `Annotated[tuple[float, ...], AsTuple]`


@dataclass(frozen=True)
class OneOf:
    """Marks a field that holds any class of a registry: `attack: Annotated[Attack, OneOf(ATTACKS)]`.

    Accepted: an instance, a bare name ("pgd"), or a table with a `name` ({"name": "pgd", "steps": 7}).
    Written back as such a table.
    """

    registry: Registry[Any]

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(
            self._validate,
            serialization=core_schema.plain_serializer_function_ser_schema(to_table, info_arg=False),
        )

    def _validate(self, value: Any) -> Any:
        if isinstance(value, Settings):
            name = getattr(value, "name", "")
            if name in self.registry and isinstance(value, self.registry[name]):
                return value
        try:
            return from_table(self.registry, {"name": value} if isinstance(value, str) else value)
        except UnknownName as error:
            raise wrong(error.sentence.template, **error.sentence.facts) from error
        except SettingError as error:
            raise wrap_error(error) from error


class Named(Settings):
    """Settings that a registry holds; `name` is the key, which is the file's name."""

    name: ClassVar[str] = ""
    title: ClassVar[str] = ""  # shown in the combo box; falls back to the name

    def __init_subclass__(cls, **options: Any) -> None:
        super().__init_subclass__(**options)
        adopt_former_methods(cls)


def to_table(value: Settings) -> dict[str, Any]:
    """`value` as a table with its registry name first."""
    return {"name": getattr(value, "name", "")} | value.to_dict()


def from_table(registry: Registry[T], table: Any) -> T:
    """The inverse of `to_table`: the class of `registry` that `table` names, with its settings.

    Raises:
        UnknownName: it names none, or one that `registry` does not hold.
        SettingError: the class has no such settings.
    """
    if not isinstance(table, dict) or not isinstance(table.get("name"), str):
        raise UnknownName("needs the name of one {kind}", kind=registry.kind)
    return registry[table["name"]](**{name: value for name, value in table.items() if name != "name"})


def wrong(template: str, *, field: str = "", **facts: Any) -> PydanticCustomError:
    """The error for a validator to raise: a sentence, and for a whole model the field that it blames."""
    return PydanticCustomError("sentence", "{text}", {"text": Sentence(template, facts), "field": field})


def wrap_error(error: SettingError) -> PydanticCustomError:
    """The error for a validator to raise where settings inside a value are wrong; each problem gets its whole path."""
    return _Nested(error.problems)


class _Nested(PydanticCustomError):
    """Carries the problems of a registered class that sits inside another one."""

    def __new__(cls, problems: dict[str, Sentence]) -> Self:
        return super().__new__(cls, "nested", "has problems", {"problems": problems})

    def __init__(self, problems: dict[str, Sentence]) -> None:
        pass


_SENTENCES = {
    "greater_than_equal": "must be {ge} or more, got {input}",
    "greater_than": "must be more than {gt}, got {input}",
    "less_than_equal": "must be {le} or less, got {input}",
    "less_than": "must be less than {lt}, got {input}",
    "finite_number": "must be a finite number, got {input}",
    "float_type": "must be a number, got {input}",
    "int_type": "must be a whole number, got {input}",
    "int_from_float": "must be a whole number, got {input}",
    "bool_type": "must be true or false, got {input}",
    "string_type": "must be text, got {input}",
    "literal_error": "must be one of {expected}, got {input}",
    "too_short": "needs at least {min_length}, got {actual_length}",
    "too_long": "takes at most {max_length}, got {actual_length}",
    "string_too_short": "must not be empty",
    "tuple_type": "must be a list, got {input}",
    "model_type": "must be a table of settings, got {input}",
    "missing": "is missing",
    "extra_forbidden": "is not a setting here",
}


def _sentences(error: ValidationError, settings: type[Settings]) -> dict[str, Sentence]:
    """Dotted path of each wrong field of `settings` to a sentence that says what would be right."""
    sentences: dict[str, Sentence] = {}
    for item in error.errors(include_url=False):
        path = ".".join(str(part) for part in item["loc"])
        facts: dict[str, Any] = item.get("ctx", {})
        if item["type"] == "nested":
            for inner, sentence in facts["problems"].items():
                sentences[".".join(filter(None, (path, inner)))] = sentence
        elif item["type"] == "sentence":
            sentences[".".join(filter(None, (path, facts["field"])))] = facts["text"]
        elif item["type"] == "extra_forbidden" and (close := _close(settings, item["loc"])):
            sentences[path] = Sentence("is not a setting here. Did you mean '{close}'?", {"close": close})
        elif item["type"] in _SENTENCES:
            bounds = {k: int(v) if isinstance(v, float) and v.is_integer() else v for k, v in facts.items()}  # 0.0: 0
            sentences[path] = Sentence(_SENTENCES[item["type"]], bounds | {"input": reprlib.repr(item["input"])})
        else:
            sentences[path] = Sentence(item["msg"])
    return sentences


def _close(settings: type[Settings], place: tuple[int | str, ...]) -> str:
    """The name that was probably meant at `place`; empty: none is like it."""
    *parents, wrong_name = place
    here: Any = settings
    for parent in parents:
        here = here.model_fields[parent].annotation if hasattr(here, "model_fields") else None
    if not hasattr(here, "model_fields"):
        return ""
    return "".join(difflib.get_close_matches(str(wrong_name), here.model_fields, n=1))
