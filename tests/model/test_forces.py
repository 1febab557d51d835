"""Who stands where is carried from one disposition of forces to the next, and is what a fresh look would find."""

from game import library, umpire
from game.model.forces import Forces
from game.session.asking import Done
from game.session.match import play_out
from game.session.players import seated


def test_what_is_carried_over_equals_a_fresh_look() -> None:
    scenario = library.load("proving-ground")
    compared = 0

    def compare(done: Done) -> None:
        nonlocal compared
        for state in (done.before, *umpire.unfold(done.before, done.step.events)):
            forces = state.forces
            fresh = Forces(forces.units, forces.engaged)
            assert forces.stacks() == fresh.stacks()
            assert forces.occupied() == fresh.occupied()
            compared += 1

    for level in ("random", "recruit"):
        players = seated(scenario, f"{level},{level}")
        play_out(scenario, umpire.Setup(6, (), players), dict(players), observer=compare)
    assert compared > 300
