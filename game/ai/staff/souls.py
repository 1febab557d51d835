"""The Staff's numbers, read once: its budget, the doctrines it weighs, and what each side holds dear."""

from dataclasses import dataclass
from functools import cache

import msgspec

from game import paths
from game.ai.court import Statecraft
from game.ai.doctrine import Doctrine


@dataclass(frozen=True, slots=True)
class Budget:
    """What an answer may cost, in worlds that are played out; the data file says what each number is."""

    evaluations: int
    rounds: int
    first: int
    confirming: int
    finalists: int
    efforts: int
    options: int
    margin: float


@dataclass(frozen=True, slots=True)
class Soul:
    """Weights of an appraisal in points of victory, and how the coalition is led."""

    held: float
    decay: float
    men: float
    purse: float
    hunger: float
    bond: float
    chief: float
    train: float
    ending: float
    regiments: int
    gifts: bool
    offers: bool

    @property
    def craft(self) -> Statecraft:
        """How such a side drills, gives and offers."""
        return Statecraft(self.regiments, self.gifts, self.offers)


@dataclass(frozen=True, slots=True)
class Mind:
    """All of the Staff's numbers; `promises` are by behaviour."""

    budget: Budget
    promises: dict[str, float]
    doctrines: tuple[Doctrine, ...]
    effort: Doctrine
    souls: dict[str, Soul]

    def soul(self, side: str) -> Soul:
        """What a side holds dear."""
        return self.souls.get(side, self.souls["other"])


@cache
def mind() -> Mind:
    """The numbers that ship."""
    return msgspec.toml.decode((paths.assets() / "ai" / "staff.toml").read_bytes(), type=Mind)
