"""Questions of the card table in the text mode, and their answers by number."""

from collections.abc import Iterator

from game import chronicle, umpire
from game.model.actions import CardAnswer, Choose, Keep, React
from game.model.agenda import MayChoose, MayKeep, MayReact
from game.model.state import Seen
from game.session.game import Session


def asked(session: Session, task: MayKeep | MayChoose | MayReact) -> Iterator[str]:
    """A question of the card table, and its answers by number."""
    seen, scenario = session.seen(), session.scenario
    match task:
        case MayKeep():
            yield "Two cards are drawn; one is kept, the other goes back."
        case MayChoose(_, card):
            yield f"{chronicle.name_card(scenario, card)}: {scenario.card(card).text}"
        case MayReact(_, window):
            yield f"You may answer. {chronicle.name_window(scenario, window)}"
    for place, action in enumerate((a for a in umpire.legal(seen) if isinstance(a, CardAnswer)), 1):
        yield f"{place:>3}  {_option(seen, task, action)}"
    yield "Say `answer` and a number."


def _option(seen: Seen, task: MayKeep | MayChoose | MayReact, action: CardAnswer) -> str:
    """An answer, with what it does."""
    scenario = seen.scenario
    name = chronicle.name_action(seen, action)
    match action:
        case Keep(card):
            return f"{name}: {scenario.card(card).text}"
        case Choose(choice) if isinstance(task, MayChoose):
            branch = scenario.card(task.card).choice(choice)
            return f"{name}: {branch.text}" if branch is not None else name
        case React(card, choice) if card:
            branch = scenario.card(card).choice(choice)
            return f"{name}: {branch.text if branch is not None else scenario.card(card).text}"
        case _:
            return name
