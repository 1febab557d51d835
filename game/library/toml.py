"""TOML read strictly: every key known, every value of its type, and all that is wrong told at once with its line."""

import datetime
import re
import tomllib
import types
from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields, is_dataclass
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

import msgspec

from game.library.faults import Faults, Report, unknown
from game.library.lines import Keys, lines_of
from game.model.words import Between, Names, key_of, kind_of

T = TypeVar("T")

LARGEST = 2_000_000
DEEPEST = 48
_BAD: Any = object()
PLAIN: Mapping[Any, str] = {
    int: "a whole number",
    str: "text",
    bool: "true or false",
    datetime.date: "a date, or a date and hour",
}


@dataclass(frozen=True, slots=True)
class Document:
    """A parsed file: its name for messages, its text, and its tables.  `over` is laid over it, key by key."""

    file: str
    text: str
    data: dict[str, Any]
    over: "tuple[Document, Keys] | None" = None

    def place(self, keys: Keys) -> tuple[str, int]:
        """File and line of a key, or of the nearest table around it that is written down."""
        if self.over is not None:
            document, base = self.over
            if _holds(document.data, base + keys):
                return document.place(base + keys)
        lines = lines_of(self.text)
        for length in range(len(keys), 0, -1):
            if keys[:length] in lines:
                return self.file, lines[keys[:length]]
        return self.file, 1


def read(path: Path) -> Document:
    """Parse a TOML file.  Raises Faults if it cannot be read or is not TOML."""
    report = Report()
    name = str(path)
    try:
        if path.stat().st_size > LARGEST:
            report.error(name, 0, "", None, f"the file is larger than {LARGEST:,} bytes")
            raise Faults(report.faults)
        text = path.read_bytes().decode("utf-8").replace("\r\n", "\n")
        return Document(name, text, tomllib.loads(text))
    except OSError as error:
        report.error(name, 0, "", None, f"cannot be read: {error.strerror}")
    except UnicodeDecodeError as error:
        report.error(name, 0, "", None, f"is not UTF-8 text: wrong byte at {error.start}")
    except tomllib.TOMLDecodeError as error:
        at = re.search(r"\(at line (\d+), column (\d+)\)", str(error))
        said = str(error).split(" (at ")[0]
        report.error(name, int(at[1]) if at else 0, "", None, f"is not TOML: {said[:1].lower()}{said[1:]}")
    except RecursionError:
        report.error(name, 0, "", None, "is nested too deeply")
    raise Faults(report.faults)


def laid_over(below: Document, above: Document, base: Keys) -> Document:
    """The document with the table at `base` of another laid over it."""
    table: Any = above.data
    for key in base:
        table = table[key]
    return Document(below.file, below.text, _merged(below.data, table), (above, base))


def _merged(below: Mapping[str, Any], above: Mapping[str, Any]) -> dict[str, Any]:
    merged = dict(below)
    for key, value in above.items():
        old = merged.get(key)
        merged[key] = _merged(old, value) if isinstance(old, dict) and isinstance(value, dict) else value
    return merged


def convert(document: Document, kind: type[T], report: Report) -> T | None:
    """The document as a value of this kind, or None with every fault in the report."""
    before = len(report.faults)
    value = _value(document, document.data, kind, (), report)
    return None if value is _BAD or len(report.faults) > before else value


def written(keys: Keys) -> str:
    """A key as people write it: units[3].men, counted from 1."""
    out = ""
    for key in keys:
        out += f"[{key + 1}]" if isinstance(key, int) else f".{key}" if out else key
    return out


def _value(document: Document, value: Any, kind: Any, keys: Keys, report: Report) -> Any:
    """One value of a kind, item by item, so that each wrong item is told."""
    origin, inside = get_origin(kind), get_args(kind)
    if _is_record(kind):
        return _record(document, value, kind, keys, report)
    if _are_kinds(kind):
        return _of_a_kind(document, value, inside, keys, report)
    if origin is Annotated and isinstance(inside[1], Names | Between):
        return _annotated(document, value, kind, keys, report)
    if origin in (Union, types.UnionType) and len(inside) == 2 and type(None) in inside:
        return _value(document, value, inside[0] if inside[1] is type(None) else inside[1], keys, report)
    if origin in (dict, Mapping) and isinstance(value, dict):
        items = {k: _value(document, v, inside[1], (*keys, k), report) for k, v in value.items()}
        return _BAD if any(v is _BAD for v in items.values()) else items
    if origin in (tuple, frozenset) and isinstance(value, list) and (origin is frozenset or inside[-1] is ...):
        got = [_value(document, v, inside[0], (*keys, n), report) for n, v in enumerate(value)]
        return _BAD if any(v is _BAD for v in got) else origin(got)
    if origin is tuple and isinstance(value, list) and len(value) == len(inside):
        got = [_value(document, v, k, (*keys, n), report) for n, (v, k) in enumerate(zip(value, inside, strict=True))]
        return _BAD if any(v is _BAD for v in got) else tuple(got)
    try:
        if kind is datetime.date and isinstance(value, datetime.date):
            return value
        if origin not in (dict, Mapping, tuple, frozenset):
            return msgspec.convert(value, kind)
    except msgspec.ValidationError:
        pass
    message = f"should be {wanted(kind)}"
    if origin is Literal and isinstance(value, str):
        message = unknown("choice", value, inside)
    file, line = document.place(keys)
    report.error(file, line, written(keys), value, message)
    return _BAD


def _annotated(document: Document, value: Any, kind: Any, keys: Keys, report: Report) -> Any:
    """A number between two, or a word; whether a name is known is for those to say who know what there is."""
    of, said = get_args(kind)
    good = type(value) is of
    if good and isinstance(said, Between):
        good = said.least <= value <= said.most
    elif good and not said.kinds and value not in said.words:
        file, line = document.place(keys)
        report.error(file, line, written(keys), value, unknown("choice", value, said.words))
        return _BAD
    if good:
        return value
    file, line = document.place(keys)
    report.error(file, line, written(keys), value, f"should be {wanted(kind)}")
    return _BAD


def _of_a_kind(document: Document, value: Any, kinds: tuple[type, ...], keys: Keys, report: Report) -> Any:
    """A table whose key `kind` says which of several records it is."""
    file, line = document.place(keys)
    if not isinstance(value, dict) or not isinstance(value.get("kind"), str):
        report.error(file, line, written(keys), None, "should be a table with a kind in it")
        return _BAD
    if len(keys) > DEEPEST:
        report.error(file, line, written(keys[:4]), None, "is nested too deeply")
        return _BAD
    by_name = {kind_of(kind): kind for kind in kinds}
    if value["kind"] not in by_name:
        report.error(file, line, written((*keys, "kind")), value["kind"], unknown("kind", value["kind"], by_name))
        return _BAD
    rest = {key: item for key, item in value.items() if key != "kind"}
    return _record(document, rest, by_name[value["kind"]], keys, report)


def _record(document: Document, value: Any, kind: Any, keys: Keys, report: Report) -> Any:
    if not isinstance(value, dict):
        file, line = document.place(keys)
        report.error(file, line, written(keys), value, "should be a table")
        return _BAD
    members = _members(kind)
    good: dict[str, Any] = {}
    sound = True
    for name, item in value.items():
        if name not in members:
            file, line = document.place((*keys, name))
            report.error(file, line, written((*keys, name)), None, unknown("key", name, members))
            sound = False
            continue
        field, of, _ = members[name]
        good[field] = _value(document, item, of, (*keys, name), report)
        sound = sound and good[field] is not _BAD
    for name, (_, of, needed) in members.items():
        if needed and name not in value:
            file, line = document.place(keys)
            report.error(file, line, written((*keys, name)), None, f"is missing; it should be {wanted(of)}")
            sound = False
    return kind(**good) if sound else _BAD


_MEMBERS: dict[type, dict[str, tuple[str, Any, bool]]] = {}


def _members(kind: type) -> dict[str, tuple[str, Any, bool]]:
    """The fields of a record by their keys: name, type, and whether it must be there."""
    if kind not in _MEMBERS:
        hints = get_type_hints(kind, include_extras=True)
        if is_dataclass(kind):
            needed = {f.name: f.default is MISSING and f.default_factory is MISSING for f in fields(kind) if f.init}
        else:
            needed = {f.name: f.required for f in msgspec.structs.fields(kind)}
        _MEMBERS[kind] = {key_of(name): (name, hints[name], must) for name, must in needed.items()}
    return _MEMBERS[kind]


def wanted(kind: Any) -> str:
    """What a value of this kind is, in words."""
    origin, inside = get_origin(kind), get_args(kind)
    if origin is Annotated:
        bounds = inside[1]
        if isinstance(bounds, Names):
            words = ", ".join(f'"{word}"' for word in bounds.words)
            return f"one of {words}" if words and not bounds.kinds else "the id of something"
        if isinstance(bounds, Between):
            return f"{wanted(inside[0])} from {bounds.least} to {bounds.most}"
        return f"{wanted(inside[0])} from {bounds.ge} to {bounds.le}"
    if origin is Literal:
        return "one of " + ", ".join(f'"{choice}"' for choice in inside)
    if origin in (Union, types.UnionType):
        return " or ".join(wanted(k) for k in inside if k is not type(None))
    if origin in (dict, Mapping) or _is_record(kind) or _are_kinds(kind):
        return "a table"
    if origin is tuple and inside[-1] is not ...:
        same = len(set(inside)) == 1
        return (
            f"a list of {len(inside)}, each {wanted(inside[0])}"
            if same
            else "a list of " + ", ".join(map(wanted, inside))
        )
    if origin in (tuple, frozenset):
        return f"a list, each {wanted(inside[0])}"
    return PLAIN.get(kind, "something else")


def _are_kinds(kind: Any) -> bool:
    inside = get_args(kind)
    return get_origin(kind) in (Union, types.UnionType) and all(map(is_dataclass, inside))


def _is_record(kind: Any) -> bool:
    return isinstance(kind, type) and (is_dataclass(kind) or issubclass(kind, msgspec.Struct))


def _holds(data: Any, keys: Keys) -> bool:
    for key in keys:
        try:
            data = data[key]
        except (KeyError, IndexError, TypeError):
            return False
    return True
