"""Values and JSON: actions, events, tasks and whole states, there and back again.

A value that may stand beside others of its kind is an object with its class's name under `is`; units and holdings, of
which there are many, are rows of their fields in order.  The scenario is never written: a state is decoded beside it.
Canonical text has sorted keys and no spaces, so equal values have equal text and equal digests.
"""

import hashlib
import json
import types
import typing
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from operator import attrgetter
from typing import Any, TypeAlias

from game.hexes import CellSet, cells_of, set_of
from game.model import soundness
from game.model.actions import ACTIONS
from game.model.agenda import TASKS, Task
from game.model.bonds import Bonds, Ford, Holding, Pasture, Realm, Sky, Tally
from game.model.conditions import CONDITIONS
from game.model.court import Cause, Court, Regiment
from game.model.dice import Dice, Scripted, Sealed, Seeded
from game.model.effects import EFFECTS, PIECES
from game.model.events import EVENTS
from game.model.forces import Forces, Unit
from game.model.judgement import Chance, Cut, Forecast, Line, Refusal, Route, Shift, Trace
from game.model.scenario import Scenario
from game.model.scouting import Scouting, Sighting
from game.model.state import Outcome, State
from game.model.table import Delayed, Lasting, Table

Json: TypeAlias = Any
"""What `json` reads and writes: dict, list, str, int, bool or None.  No floats: the rules have none."""

TAG = "is"
MOST_CELLS = 1 << 16
ROWS: tuple[type, ...] = (Unit, Holding)
PARTS_OF_STATE: tuple[type, ...] = (
    *(Forces, Realm, Bonds, Ford, Sky, Pasture, Sighting, Scouting, Tally, Seeded, Scripted, Sealed, Outcome),
    *(Court, Cause, Regiment, Table, Lasting, Delayed),
)
ANSWERS: tuple[type, ...] = (Refusal, Route, Shift, Chance, Line, Forecast, Cut, Trace)
TAGS: dict[str, type] = {
    **{kind.__name__: kind for kind in (*ACTIONS, *EVENTS, *TASKS, *PARTS_OF_STATE, *ANSWERS)},
    **{f"if {kind.__name__}": kind for kind in CONDITIONS},
    **{f"do {kind.__name__}": kind for kind in (*EFFECTS, *PIECES)},
}
"""The tag table: every class that may be written as an object.

The vocabulary of cards has words of its own, some of them for a condition as well as for an effect.
"""

_TAG_OF: dict[type, str] = {kind: tag for tag, kind in TAGS.items()}

PARTS: dict[str, Any] = {
    "turn": int,
    "part": int,
    "forces": Forces,
    "realm": Realm,
    "bonds": Bonds,
    "sky": Sky,
    "pasture": Pasture,
    "scouting": Scouting,
    "tally": Tally,
    "agenda": tuple[Task, ...],
    "dice": Dice,
    "outcome": Outcome | None,
    "court": Court,
    "table": Table,
}
"""What is written of a state, with the types to read it by: everything but the scenario."""

_NAMES = {kind: tuple(f.name for f in fields(kind)) for kind in (*TAGS.values(), *ROWS)}
_ROW: dict[type, Callable[[Any], tuple[Any, ...]]] = {kind: attrgetter(*_NAMES[kind]) for kind in ROWS}


class Undecodable(ValueError):
    """The data do not say what they should; the message says where and what."""


def encode(value: Any) -> Json:
    """The value as what `json` can write.  Raises TypeError for a class that is not in the tag table."""
    kind = type(value)
    if kind in (int, str, bool, types.NoneType):
        return value
    if kind is tuple:
        return [encode(part) for part in value]
    if kind in _ROW:
        return list(_ROW[kind](value))
    if kind is Forces:
        return {TAG: "Forces", "units": [_ROW[Unit](u) for u in value.units], "engaged": list(cells_of(value.engaged))}
    if kind is Pasture:
        return {TAG: "Pasture"} | {name: list(cells_of(getattr(value, name))) for name in _NAMES[Pasture]}
    if kind is State:
        return {name: encode(getattr(value, name)) for name in PARTS}
    if kind in _TAG_OF:
        return {TAG: _TAG_OF[kind]} | {name: encode(getattr(value, name)) for name in _NAMES[kind]}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Mapping):
        return {str(key): encode(part) for key, part in value.items()}
    raise TypeError(f"codec has no tag for {kind.__name__}")


def decode(wanted: Any, data: Json) -> Any:
    """The value of a wanted type, a class or a union of classes.  Raises Undecodable."""
    return _reader(wanted)(data)


def decode_state(scenario: Scenario, data: Json) -> State:
    """A state of this scenario.  Raises Undecodable, also if the state has other units, places or sides."""
    if not isinstance(data, dict) or set(data) != set(PARTS):
        raise Undecodable(f"a state has the parts {', '.join(PARTS)}")
    parts = {name: decode(wanted, data[name]) for name, wanted in PARTS.items()}
    state = State(scenario, **parts)
    fault = soundness.fault(state)
    if fault:
        raise Undecodable(fault)
    return state


def dumps(data: Json) -> str:
    """Canonical text of encoded data: sorted keys, no spaces, no line ends."""
    return json.dumps(data, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def digest(state: State) -> str:
    """16 hex digits that two states share exactly when they are equal and stand under the same scenario and charts."""
    return hashlib.sha256((state.scenario.digest + dumps(encode(state))).encode()).hexdigest()[:16]


@cache
def _reader(wanted: Any) -> Callable[[Json], Any]:
    """A function that reads the wanted type, put together once from its annotations."""
    origin, inner = typing.get_origin(wanted), typing.get_args(wanted)
    if origin in (typing.Union, types.UnionType):
        return _union_reader(inner)
    if origin is tuple:
        return _tuple_reader(inner)
    if origin is not None and issubclass(origin, Mapping):
        return _mapping_reader(_reader(inner[1]))
    if wanted is State:
        raise TypeError("a state is read by decode_state, beside its scenario")
    if isinstance(wanted, type) and issubclass(wanted, Enum):
        return _enum_reader(wanted)
    if is_dataclass(wanted) and isinstance(wanted, type):
        if wanted in _BY_HAND:
            return _BY_HAND[wanted]
        return _row_reader(wanted) if wanted in ROWS else _object_reader(wanted)
    if wanted in (int, str, bool, types.NoneType):
        return _plain_reader(wanted)
    raise TypeError(f"codec cannot read {wanted}")


def _plain_reader(wanted: type) -> Callable[[Json], Any]:
    def read(data: Json) -> Any:
        if type(data) is not wanted:
            raise Undecodable(f"expected {wanted.__name__}, found {_short(data)}")
        return data

    return read


def _enum_reader(wanted: type[Enum]) -> Callable[[Json], Any]:
    def read(data: Json) -> Any:
        try:
            return wanted(data)
        except ValueError:
            allowed = ", ".join(str(member.value) for member in wanted)
            raise Undecodable(f"{_short(data)} is no {wanted.__name__.lower()}: {allowed}") from None

    return read


def _tuple_reader(inner: tuple[Any, ...]) -> Callable[[Json], Any]:
    endless = len(inner) == 2 and inner[1] is Ellipsis
    readers = [_reader(kind) for kind in inner if kind is not Ellipsis]

    def read(data: Json) -> Any:
        if not isinstance(data, list | tuple):
            raise Undecodable(f"expected a list, found {_short(data)}")
        if endless:
            one = readers[0]
            return tuple([one(part) for part in data])
        if len(data) != len(readers):
            raise Undecodable(f"expected {len(readers)} values, found {len(data)}")
        return tuple([reader(part) for reader, part in zip(readers, data, strict=True)])

    return read


def _mapping_reader(inner: Callable[[Json], Any]) -> Callable[[Json], Any]:
    def read(data: Json) -> Any:
        if not isinstance(data, dict):
            raise Undecodable(f"expected an object, found {_short(data)}")
        return {key: inner(part) for key, part in data.items()}

    return read


def _union_reader(inner: tuple[Any, ...]) -> Callable[[Json], Any]:
    tagged = {_TAG_OF.get(kind, kind.__name__): kind for kind in inner if kind in _NAMES}
    plain = tuple(kind for kind in inner if kind not in _NAMES)

    def read(data: Json) -> Any:
        if type(data) in plain:
            return data
        if isinstance(data, dict) and data.get(TAG) in tagged:
            return _reader(tagged[data[TAG]])(data)
        found = data.get(TAG, "nothing") if isinstance(data, dict) else _short(data)
        allowed = ", ".join((*tagged, *(kind.__name__ for kind in plain)))
        raise Undecodable(f"expected one of {allowed}, found {found}")

    return read


def _row_reader(wanted: type) -> Callable[[Json], Any]:
    hints = typing.get_type_hints(wanted)
    readers = [_reader(hints[name]) for name in _NAMES[wanted]]

    def read(data: Json) -> Any:
        if not isinstance(data, list | tuple) or len(data) != len(readers):
            raise Undecodable(f"a {wanted.__name__.lower()} is a row of {len(readers)} values, not {_short(data)}")
        return wanted(*[reader(part) for reader, part in zip(readers, data, strict=True)])

    return read


def _object_reader(wanted: type) -> Callable[[Json], Any]:
    hints = typing.get_type_hints(wanted)
    readers = {name: _reader(hints[name]) for name in _NAMES[wanted]}
    tag = _TAG_OF[wanted]

    def read(data: Json) -> Any:
        if not isinstance(data, dict) or data.get(TAG) != tag:
            raise Undecodable(f"expected {tag}, found {_short(data)}")
        missing = [name for name in readers if name not in data]
        unknown = [name for name in data if name != TAG and name not in readers]
        if missing or unknown:
            raise Undecodable(f"{tag} has no {', '.join(unknown)}" if unknown else f"{tag} needs {', '.join(missing)}")
        return wanted(**{name: reader(data[name]) for name, reader in readers.items()})

    return read


def _forces(data: Json) -> Forces:
    if not isinstance(data, dict) or set(data) != {TAG, "units", "engaged"}:
        raise Undecodable("forces have units and engaged hexes")
    return Forces(decode(tuple[Unit, ...], data["units"]), _cells(data["engaged"]))


def _pasture(data: Json) -> Pasture:
    names = _NAMES[Pasture]
    if not isinstance(data, dict) or data.get(TAG) != "Pasture" or set(data) != {TAG, *names}:
        raise Undecodable(f"pasture has {', '.join(names)}")
    return Pasture(**{name: _cells(data[name]) for name in names})


def _cells(data: Json) -> CellSet:
    """A set of hexes that was written as the list of its cells."""
    cells: tuple[int, ...] = decode(tuple[int, ...], data)
    if any(not 0 <= cell < MOST_CELLS for cell in cells):
        raise Undecodable("a hex is off every map")
    return set_of(cells)


_BY_HAND: dict[type, Callable[[Json], Any]] = {Forces: _forces, Pasture: _pasture}
"""Those that hold sets of hexes: such a set is written as the list of its cells."""


def _short(data: Json) -> str:
    text = dumps(data)
    return text if len(text) <= 60 else text[:57] + "..."
