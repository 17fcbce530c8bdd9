"""Roles of columns chosen by hand in the preview of a table, as settings of the reader."""

from __future__ import annotations

from typing import Any

from .formats import Reader
from .formats.base import Preview
from .formats.tables.columns import NONE

LEFT_OUT = ""
_CONTENTS = ("value", "text", "target")  # without such a column there is nothing to read: never set to NONE


def roles_of(reader: Reader) -> tuple[str, ...]:
    """The roles that a column can be given by `with_role`; none for formats with fixed columns."""
    roles = tuple(role for role, field in reader.roles.items() if field in type(reader).model_fields)
    return (*roles, LEFT_OUT) if roles and LEFT_OUT not in roles else roles


def with_role(reader: Reader, preview: Preview, column: int, role: str) -> Reader:
    """`reader` with the role of `column` of `preview` changed to `role`.

    A setting that names one column is given this one; a setting that names several is given this one too, in the order
    of the table, with those that it names or that were detected. A setting whose only column is removed is set to
    "none", where that is possible, so that the column is not detected again.

    Raises:
        SettingError: the reader refuses it; says why.
    """
    name, before = preview.header[column], preview.roles[column]
    changes: dict[str, Any] = {}
    if before != role and before in roles_of(reader) and before in reader.roles:
        changes.update(_without(reader, before, name))
    if role in reader.roles:
        field = reader.roles[role]
        setting_value = changes.get(field, getattr(reader, field))
        if isinstance(setting_value, tuple):
            current = (
                column_name
                for column_name, column_role in zip(preview.header, preview.roles, strict=True)
                if column_role == role
            )
            names = {*(setting_value or current), name} - {NONE}
            changes[field] = tuple(column_name for column_name in preview.header if column_name in names)
        else:
            changes[field] = name
    return reader.copy_with(**changes)


def _without(reader: Reader, role: str, name: str) -> dict[str, Any]:
    """What the setting of `role` becomes when column `name` is no longer meant."""
    field = reader.roles[role]
    setting_value = getattr(reader, field)
    nothing = NONE if role not in (*_CONTENTS, LEFT_OUT) else ""
    if isinstance(setting_value, tuple):
        remaining = tuple(column for column in setting_value if column != name)
        return {field: remaining or ((nothing,) if nothing else ())}
    return {field: nothing} if setting_value in (name, "") else {}
