"""What a column of a table is, chosen by hand: a role of the preview becomes a setting of the reader."""

from __future__ import annotations

from typing import Any

from .readers import Reader
from .readers.base import Preview


def roles_of(reader: Reader) -> tuple[str, ...]:
    """The roles that a column can be given by `with_role`; none for formats whose columns mean what they mean."""
    return tuple(role for role, field in type(reader).roles.items() if field in type(reader).model_fields)


def with_role(reader: Reader, preview: Preview, column: int, role: str) -> Reader:
    """`reader` with `column` of `preview` taken for `role`, and no longer for what it was before.

    A setting that names one column is given this one; a setting that names several is given this one too, in the order
    of the table. Where such a setting was empty, which means "found out by itself", the columns that were found are
    written into it first.

    Raises:
        SettingError: the reader refuses it; says why.
    """
    name = preview.header[column]
    before = preview.roles[column]
    changes: dict[str, Any] = {}
    if before in reader.roles and reader.roles[before] in type(reader).model_fields and before != role:
        field = reader.roles[before]
        if _takes_several(reader, field):
            changes[field] = tuple(held for held in _columns(reader, preview, before) if held != name)
        elif getattr(reader, field) == name:
            changes[field] = type(reader).model_fields[field].get_default(call_default_factory=True)
    field = reader.roles[role]
    if _takes_several(reader, field):
        chosen = {*changes.get(field, _columns(reader, preview, role)), name}
        changes[field] = tuple(header for header in preview.header if header in chosen)
    else:
        changes[field] = name
    return reader.changed(**changes)


def _takes_several(reader: Reader, field: str) -> bool:
    return isinstance(getattr(reader, field), tuple)


def _columns(reader: Reader, preview: Preview, role: str) -> tuple[str, ...]:
    """The columns that have `role` now, by the settings or as they were found."""
    held: tuple[str, ...] = getattr(reader, reader.roles[role])
    return held or tuple(name for name, had in zip(preview.header, preview.roles, strict=True) if had == role)
