"""The JSON Schema of a file of cards, made from the same records by which the file is read."""

import types
from collections.abc import Callable
from dataclasses import MISSING, fields, is_dataclass
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

import msgspec

from game.library.cardfile import CardsFile
from game.model.words import Between, Names, key_of, kind_of

DIALECT = "https://json-schema.org/draft/2020-12/schema"
PLAIN = {int: "integer", str: "string", bool: "boolean"}


def card_schema() -> dict[str, Any]:
    """The schema of `cards.toml`; ids of a scenario's own things are any text, for `check` knows them."""
    book = _Book()
    return {
        "$schema": DIALECT,
        "title": "cards.toml",
        **book.of(CardsFile),
        "$defs": dict(sorted(book.records.items())),
    }


class _Book:
    """Records are written once, under their names, and referred to."""

    def __init__(self) -> None:
        self.records: dict[str, Any] = {}

    def of(self, kind: Any) -> dict[str, Any]:
        """The schema of a type."""
        origin, inside = get_origin(kind), get_args(kind)
        if origin is Annotated:
            return self._bounded(inside[0], inside[1])
        if origin is Literal:
            return {"enum": list(inside)}
        if origin in (Union, types.UnionType):
            some = [item for item in inside if item is not type(None)]
            if len(some) == 1:
                return self.of(some[0])
            family = "if" if kind_of(some[0]) == "any" else "do"
            return self._named(family, lambda: {"oneOf": [self._record(item, family) for item in some]})
        if origin is tuple:
            if inside[-1] is Ellipsis:
                return {"type": "array", "items": self.of(inside[0])}
            bound = {"minItems": len(inside), "maxItems": len(inside)}
            return {"type": "array", "prefixItems": [self.of(item) for item in inside], **bound}
        if is_dataclass(kind) or (isinstance(kind, type) and issubclass(kind, msgspec.Struct)):
            return self._record(kind, "")
        return {"type": PLAIN[kind]}

    def _bounded(self, of: type, said: Any) -> dict[str, Any]:
        if isinstance(said, Between):
            return {"type": "integer", "minimum": said.least, "maximum": said.most}
        if isinstance(said, Names):
            kinds = [kind.rstrip(":") for kind in said.kinds]
            about = f"id of: {', '.join(kinds)}" + (f"; or {', '.join(said.words)}" if said.words else "")
            return {"type": "string", "description": about} if kinds else {"enum": list(said.words)}
        return {"type": PLAIN[of], "minimum": said.ge, "maximum": said.le}

    def _named(self, name: str, make: Callable[[], dict[str, Any]]) -> dict[str, Any]:
        if name not in self.records:
            self.records[name] = {}
            self.records[name].update(make())
        return {"$ref": f"#/$defs/{name}"}

    def _record(self, kind: Any, family: str) -> dict[str, Any]:
        """A table; one of a family says in `kind` which it is."""
        name = f"{family}.{kind_of(kind)}" if family else kind_of(kind)
        return self._named(name, lambda: self._table(kind, family))

    def _table(self, kind: Any, family: str) -> dict[str, Any]:
        hints = get_type_hints(kind, include_extras=True)
        if is_dataclass(kind):
            needed = {f.name: f.default is MISSING and f.default_factory is MISSING for f in fields(kind)}
        else:
            needed = {f.name: f.required for f in msgspec.structs.fields(kind)}
        told = {key_of(field): self.of(hints[field]) for field in needed}
        must = [key_of(field) for field, is_needed in needed.items() if is_needed]
        if family:
            told, must = {"kind": {"const": kind_of(kind)}, **told}, ["kind", *must]
        about = " ".join((kind.__doc__ or "").split())
        table = {"type": "object", "description": about, "properties": told, "additionalProperties": False}
        return {**table, "required": must} if must else table
