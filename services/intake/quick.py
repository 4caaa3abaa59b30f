"""Rows in which nothing is wrong, read quickly.

Owns: reading a row by a schema's own fields, one after the other, without what marshmallow does
around them for each row. Whatever is wrong is marshmallow's to find and to say.
"""

from collections.abc import Mapping
from typing import Any

from marshmallow import Schema, ValidationError, missing


class QuickReader:
    """Reads what a flat schema reads (none of its fields renamed, no hooks)."""

    def __init__(self, schema: Schema) -> None:
        self._schema = schema
        self._fields = tuple(schema.load_fields.items())

    def load(self, row: Any) -> Mapping[str, Any]:
        """As the schema's own `load`; raises its ValidationError."""
        found = self._read(row) if isinstance(row, dict) else None
        return dict(self._schema.load(row)) if found is None else found

    def _read(self, row: Mapping[str, Any]) -> Mapping[str, Any] | None:
        """None where anything is wrong, or a name is none of the fields'."""
        values: dict[str, Any] = {}
        unread = len(row)
        for name, field in self._fields:
            if name in row:
                unread -= 1
                try:
                    values[name] = field.deserialize(row[name], name, row)
                except ValidationError:
                    return None
            elif field.required:
                return None
            elif field.load_default is not missing:
                values[name] = field.load_default
        return None if unread else values
