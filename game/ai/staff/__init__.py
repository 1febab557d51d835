"""The Staff: an opponent that proposes, tries out what it proposes in imagined worlds, and can say why."""

from game.ai.staff.thought import Candidate, Thought, staff_orders, think

__all__ = ["Candidate", "Thought", "staff_orders", "think"]
