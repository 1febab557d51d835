"""The quick copy is a `dataclasses.replace`; what is remembered is no part of the value."""

import pickle
from dataclasses import FrozenInstanceError, fields, replace

import pytest

from game.model.derived import changer
from game.model.forces import Forces, Posture, Status, Unit

UNIT = Unit(0, "red", 12, Status.FIELD, 400, 2, 3, 7, spent=4)


def test_a_quick_copy_equals_a_replaced_one() -> None:
    changed = changer(Unit)
    for changes in ({"cell": 13, "spent": 9}, {"posture": Posture.EVADE}, {"fought": True, "men": 0}, {}):
        copy = changed(UNIT, **changes)
        assert copy == replace(UNIT, **changes) and hash(copy) == hash(replace(UNIT, **changes))
        assert type(copy) is Unit and repr(copy) == repr(replace(UNIT, **changes))
        assert pickle.loads(pickle.dumps(copy)) == copy
    assert UNIT.cell == 12


def test_a_quick_copy_is_closed_again() -> None:
    copy = changer(Unit)(UNIT, cell=13)
    for field in fields(Unit):
        with pytest.raises(FrozenInstanceError):
            setattr(copy, field.name, 1)
    with pytest.raises(AttributeError):
        changer(Unit)(UNIT, no_such_field=1)


def test_a_quick_copy_remembers_nothing() -> None:
    forces = Forces((UNIT,))
    assert forces.at(12) == (UNIT,)
    copy = changer(Forces)(forces, units=(replace(UNIT, cell=13),))
    assert copy.at(12) == () and copy.at(13) == copy.units


def test_marks_leave_what_is_remembered_alone() -> None:
    forces = Forces((UNIT, replace(UNIT, number=1, side="enver", cell=20)))
    stacks = forces.stacks()
    tired = forces.marked(tuple(replace(unit, spent=9) for unit in forces.units), 1 << 20)
    assert tired.stacks() is stacks and tired.engaged == 1 << 20 and tired.at(12)[0].spent == 9
    assert forces.with_unit(replace(UNIT, posture=Posture.LAST)).stacks() is stacks
    assert forces.with_unit(replace(UNIT, cell=13)).at(12) == ()
