"""Rows in which nothing is wrong, read quickly.

Owns: reading a row by a schema's own fields, one after the other, without what marshmallow does
around them for each row; what a short text is read as is remembered, since a sheet says the same
few words again and again. Whatever is wrong is marshmallow's to find and to say.
"""

from collections.abc import Mapping
from typing import Any

from marshmallow import Schema, ValidationError, fields, missing

SHORT, REMEMBERED = 40, 500
"""Texts of up to so many characters are remembered, and so many of them of each field."""


class QuickReader:
    """Reads what a flat schema reads (none of its fields renamed, no hooks)."""

    def __init__(self, schema: Schema) -> None:
        self._schema = schema
        self._fields = tuple((name, field, _Memory()) for name, field in schema.load_fields.items())

    def load(self, row: Any) -> Mapping[str, Any]:
        """As the schema's own `load`; raises its ValidationError."""
        found = self._read(row) if isinstance(row, dict) else None
        return dict(Schema.load(self._schema, row)) if found is None else found

    def _read(self, row: Mapping[str, Any]) -> Mapping[str, Any] | None:
        """None where anything is wrong, or a name is none of the fields'."""
        values: dict[str, Any] = {}
        unread = len(row)
        for name, field, memory in self._fields:
            if name in row:
                unread -= 1
                try:
                    values[name] = memory.read(field, row[name])
                except ValidationError:
                    return None
            elif field.required:
                return None
            elif field.load_default is not missing:
                values[name] = field.load_default
        return None if unread else values


class _Memory:
    """What short texts were read as by one field: texts and dates, which nobody changes."""

    def __init__(self) -> None:
        self._known: dict[str, Any] = {}

    def read(self, field: fields.Field[Any], value: Any) -> Any:
        """What the value says; raises ValidationError."""
        if type(value) is not str or len(value) > SHORT:
            return field.deserialize(value)
        found = self._known.get(value)
        if found is None:
            found = field.deserialize(value)
            if len(self._known) < REMEMBERED:
                self._known[value] = found
        return found
